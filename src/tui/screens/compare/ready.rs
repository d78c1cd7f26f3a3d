//! What lies side by side, in the order of the list.

use super::Taken;
use crate::canvas::Canvas;
use crate::canvas::compare::{
    Compared, Comparison, LETTERS, Side, Verdict, compare, name_by_title, tell_apart,
};
use crate::canvas::joint::needs_choice;
use crate::canvas::question::Step;
use crate::canvas::wording::Wording;

/// What lies side by side.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) canvases: Vec<Canvas>,
    pub(super) comparison: Comparison,
    /// The questions in the order of the list: places in the comparison.
    pub(super) order: Vec<usize>,
    /// How many of them are the widest gaps.
    pub(super) widest: usize,
}

impl Ready {
    /// Lays them side by side; canvases that are all of this workspace go by their titles.
    pub(super) fn of(canvases: Vec<Canvas>, are_ours: bool) -> Result<Self, String> {
        let mut sides = sides(&canvases);
        if are_ours {
            name_by_title(&mut sides);
        }
        match sides.len() {
            0 | 1 => return Err("There is nothing to lay beside it: it has one voice.".into()),
            count if count > LETTERS.len() => {
                return Err(format!(
                    "{count} sides are more than the {} that can be read side by side.",
                    LETTERS.len()
                ));
            }
            _ => {}
        }
        let comparison = compare(&sides);
        let place = |wanted: &Compared| {
            let mut questions = comparison.questions.iter();
            questions.position(|one| one.question == wanted.question)
        };
        let widest: Vec<usize> = comparison.widest().into_iter().filter_map(place).collect();
        let rest = (0..comparison.questions.len()).filter(|place| !widest.contains(place));
        let order = widest.iter().copied().chain(rest).collect();
        Ok(Self {
            order,
            widest: widest.len(),
            comparison,
            canvases,
        })
    }

    pub(super) fn chosen(&self, at: usize) -> Option<&Compared> {
        self.comparison.questions.get(*self.order.get(at)?)
    }

    /// How many questions somebody has to choose for, and for how many that is done.
    pub(super) fn settled(&self, taken: &Taken) -> (usize, usize) {
        let open = self
            .comparison
            .questions
            .iter()
            .filter(|one| needs_choice(one));
        let done = open
            .clone()
            .filter(|one| taken.contains_key(one.question.id));
        (done.count(), open.count())
    }
}

/// The sides: several canvases, or the voices of one.
pub(super) fn sides(canvases: &[Canvas]) -> Vec<Side<'_>> {
    let mut sides: Vec<Side> = match canvases {
        [canvas] => {
            let voices = canvas.voices();
            let sides = voices.iter();
            sides
                .filter_map(|voice| Side::of_voice(canvas, voice.id()))
                .collect()
        }
        canvases => canvases.iter().map(Side::of_canvas).collect(),
    };
    tell_apart(&mut sides);
    sides
}

/// What a part of the list is called.
pub(super) fn heading(ready: &Ready, at: usize) -> Option<&'static str> {
    let step = |at: usize| ready.chosen(at).map(|one| one.question.step);
    if at < ready.widest {
        let name = match ready.widest {
            1 => "The widest gap",
            _ => "The widest gaps",
        };
        return (at == 0).then_some(name);
    }
    let is_first = at == ready.widest || step(at) != step(at - 1);
    let name = |step: Step| Wording::shipped().step(step).name.as_str();
    step(at).filter(|_| is_first).map(name)
}

/// A verdict in few words; `only` names the one side that has answered.
pub(super) fn verdict(compared: &Compared) -> String {
    match compared.judged.verdict {
        Verdict::OnlyOne => {
            let mut sides = LETTERS.iter().zip(&compared.answers);
            let only = sides.find(|(_, seen)| seen.value().is_some());
            format!("only {}", only.map_or("one", |(letter, _)| letter))
        }
        Verdict::NotOpen => "not open yet".into(),
        other => other.in_words().into(),
    }
}
