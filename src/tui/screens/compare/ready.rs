//! What lies side by side, in the order of the list.

use std::path::Path;

use super::{Beside, Taken};
use crate::canvas::Canvas;
use crate::canvas::compare::{Compared, Comparison, LETTERS, Side, compare, name_sides};
use crate::canvas::joint::{matters, who_we_are};
use crate::canvas::question::Step;
use crate::canvas::wording::Wording;

/// What lies side by side.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) canvases: Vec<Canvas>,
    pub(super) comparison: Comparison,
    /// The lines of the list: every question, and below it the cells that differ.
    pub(super) items: Vec<Item>,
    /// How many questions are the widest gaps.
    pub(super) widest: usize,
    /// Who we are, and so no partner of ours.
    pub(super) us: Option<String>,
}

/// A question of the list, or a cell of its rows that differs.
#[derive(Debug)]
pub(super) struct Item {
    /// The question: a place in the comparison.
    pub(super) question: usize,
    /// Where it stands in the joint canvas.
    pub(super) address: String,
    /// The row and its cell; None for the question as a whole.
    pub(super) cell: Option<(usize, usize)>,
    /// What the cell is called; "" for the question.
    pub(super) called: String,
    /// True where somebody has to choose for the joint canvas.
    pub(super) needs_choice: bool,
}

impl Ready {
    /// Lays them side by side.
    pub(super) fn of(canvases: Vec<Canvas>, of: &[Beside]) -> Result<Self, String> {
        let sides = sides(&canvases, of);
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
        let order = widest.iter().copied().chain(rest);
        let items = order.flat_map(|place| items(place, &comparison.questions[place], &sides));
        Ok(Self {
            items: items.collect(),
            us: who_we_are(&sides).map(str::to_owned),
            widest: widest.len(),
            comparison,
            canvases,
        })
    }

    pub(super) fn item(&self, at: usize) -> Option<(&Item, &Compared)> {
        let item = self.items.get(at)?;
        Some((item, &self.comparison.questions[item.question]))
    }

    /// True for a question with cells that differ.
    pub(super) fn has_cells(&self, at: usize) -> bool {
        let next = self.items.get(at + 1);
        next.is_some_and(|item| item.cell.is_some())
    }

    /// True where a choice was made, for the line itself or for the question that it belongs to.
    pub(super) fn is_settled(&self, item: &Item, taken: &Taken) -> bool {
        let id = self.comparison.questions[item.question].question.id;
        taken.contains_key(&item.address) || taken.contains_key(id)
    }

    /// For how many lines somebody has to choose, and for how many that is done.
    pub(super) fn settled(&self, taken: &Taken) -> (usize, usize) {
        let open = self.items.iter().filter(|item| item.needs_choice);
        let done = open.clone().filter(|item| self.is_settled(item, taken));
        (done.count(), open.count())
    }
}

/// The lines of one question.
fn items(place: usize, compared: &Compared, sides: &[Side]) -> Vec<Item> {
    let matters = matters(compared, sides);
    let question = Item {
        question: place,
        address: compared.question.id.to_owned(),
        cell: None,
        called: String::new(),
        needs_choice: matters.iter().any(|matter| matter.cell.is_none()),
    };
    let cells = matters.into_iter().filter(|matter| matter.cell.is_some());
    let cells = cells.map(|matter| Item {
        question: place,
        called: matter.called(compared),
        address: matter.address,
        cell: matter.cell,
        needs_choice: true,
    });
    std::iter::once(question).chain(cells).collect()
}

/// The sides: several canvases, or the voices of one.
pub(super) fn sides<'a>(canvases: &'a [Canvas], of: &[Beside]) -> Vec<Side<'a>> {
    let whole = |(canvas, beside): (&'a Canvas, &Beside)| match beside {
        Beside::Canvas(_) => Side::of_canvas(canvas),
        Beside::File(path) => {
            let name = Path::new(path).file_name();
            let name = name.map_or(path.into(), |name| name.to_string_lossy());
            Side::of_canvas(canvas).in_file(&name)
        }
    };
    let mut sides: Vec<Side> = match canvases {
        [canvas] => {
            let voices = canvas.voices();
            let sides = voices.iter();
            sides
                .filter_map(|voice| Side::of_voice(canvas, voice.id()))
                .collect()
        }
        canvases => canvases.iter().zip(of).map(whole).collect(),
    };
    name_sides(&mut sides);
    sides
}

/// What a part of the list is called that begins with a question; None where it goes on.
pub(super) fn heading(ready: &Ready, at: usize) -> Option<&'static str> {
    let question = |at: usize| {
        let before = ready.items[..at].iter();
        before.filter(|item| item.cell.is_none()).count()
    };
    let step = |at: usize| ready.item(at).map(|(_, compared)| compared.question.step);
    if ready.items[at].cell.is_some() {
        return None;
    }
    if question(at) < ready.widest {
        let name = match ready.widest {
            1 => "The widest gap",
            _ => "The widest gaps",
        };
        return (at == 0).then_some(name);
    }
    let is_first = question(at) == ready.widest || step(at) != step(at - 1);
    let name = |step: Step| Wording::shipped().step(step).name.as_str();
    step(at).filter(|_| is_first).map(name)
}
