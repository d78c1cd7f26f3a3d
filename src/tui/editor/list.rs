//! The list of an editor: choices and scores, with what each of them means.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::Value;

use crate::canvas::answer::AnswerError;
use crate::canvas::question::{Cell, Question};
use crate::canvas::row::as_scale;
use crate::canvas::wording::{OptionWords, Wording};
use crate::tui::target::Target;
use crate::tui::theme::Look;
use crate::tui::widgets::options::{BEFORE, Item, Meanings, Options};
use crate::tui::widgets::prose::{below, indented, put, wrap};

/// A list to choose one of.
#[derive(Debug)]
pub(super) struct List {
    pub(super) options: Vec<Choice>,
    pub(super) cursor: usize,
}

#[derive(Debug)]
pub(super) struct Choice {
    pub(super) value: Value,
    /// A score from 1 to 5, drawn as points.
    score: Option<u8>,
    name: String,
    about: String,
}

impl Choice {
    fn is(&self, value: &Value) -> bool {
        *value == self.value || (self.score.is_some() && as_scale(value) == self.score)
    }
}

impl List {
    /// The list with the cursor on the value that stands there; scores begin in the middle.
    pub(super) fn new(options: Vec<Choice>, value: Option<&Value>) -> Self {
        let at = value.and_then(|value| options.iter().position(|option| option.is(value)));
        let is_score = options.first().is_some_and(|option| option.score.is_some());
        let cursor = at.unwrap_or(if is_score { 2 } else { 0 });
        Self { options, cursor }
    }

    /// Calls a choice otherwise.
    pub(super) fn call(&mut self, code: &str, words: &OptionWords) {
        let mut options = self.options.iter_mut();
        if let Some(option) = options.find(|option| option.value == code) {
            (option.name, option.about) = (words.name.clone(), words.about.clone());
        }
    }

    fn drawn(&self, chosen: Option<&Value>) -> Options<'_> {
        let items = self.options.iter().map(|option| Item {
            name: &option.name,
            about: &option.about,
            score: option.score,
        });
        let is_chosen = |option: &Choice| chosen.is_some_and(|value| option.is(value));
        Options {
            items: items.collect(),
            here: Some(self.cursor),
            chosen: self.options.iter().position(is_chosen),
        }
    }

    /// How many choices there are.
    pub(super) fn count(&self) -> u16 {
        self.drawn(None).count()
    }

    /// How many rows it takes with all that the choices mean beside them.
    pub(super) fn rows_in_full(&self, width: u16) -> u16 {
        self.drawn(None).rows_in_full(width)
    }

    /// How many rows it takes with what the choices mean: all of it beside them where that takes no more
    /// than `most`, else of the one under the cursor below the list.
    pub(super) fn rows(&self, width: u16, most: u16) -> u16 {
        let options = self.drawn(None);
        match options.rows_in_full(width) {
            rows if rows <= most => rows,
            _ => options.count() + options.rows_of_a_meaning(width),
        }
    }

    /// Draws the list with what the choices mean: of all beside them where there is room, else of the one
    /// under the cursor below the list.
    pub(super) fn draw(
        &self,
        chosen: Option<&Value>,
        refused: Option<&AnswerError>,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let options = self.drawn(chosen);
        let refusal = refused.map(AnswerError::to_string);
        let said = refusal
            .as_ref()
            .map_or(0, |said| wrap(said, area.width).len());
        let said = u16::try_from(said).unwrap_or(u16::MAX);
        let meanings = match options.rows_in_full(area.width).saturating_add(said) <= area.height {
            true => Meanings::InFull,
            false => Meanings::LeftOut,
        };
        let under = below(area, options.draw(meanings, area, buf, look));
        let (text, under, style) = match (refusal, meanings) {
            (Some(refusal), _) => (refusal, under, look.theme.alarm),
            (None, Meanings::InFull) => return,
            (None, Meanings::Cut | Meanings::LeftOut) => {
                let about = self.options[self.cursor].about.clone();
                (about, indented(under, BEFORE), look.theme.text)
            }
        };
        // A row stays empty before it where there is one to spare.
        let lines = wrap(&text, under.width).len();
        let gap = u16::from(usize::from(under.height) > lines);
        put(&text, below(under, gap), buf, style);
    }
}

/// What may be chosen at a place; None where it is typed.
pub(super) fn options(
    question: &'static Question,
    target: &Target,
    cell: Cell,
) -> Option<Vec<Choice>> {
    let words = Wording::shipped().question(question);
    let column = match target {
        Target::Cell { column, .. } | Target::Kept { column, .. } | Target::Part(column) => {
            words.columns.get(*column)
        }
        _ => None,
    };
    let plain = |value: Value, name: &str| Choice {
        value,
        score: None,
        name: name.to_owned(),
        about: String::new(),
    };
    match cell {
        Cell::Scale => {
            let scale = column.map_or(&words.scale, |column| &column.scale);
            let scores = (1..=5_u8).zip(scale);
            let options = scores.map(|(score, word)| Choice {
                value: score.into(),
                score: Some(score),
                name: word.clone(),
                about: String::new(),
            });
            Some(options.collect())
        }
        Cell::YesNo => Some(vec![plain(true.into(), "yes"), plain(false.into(), "no")]),
        Cell::Choice(codes) => {
            let options = codes.iter().map(|code| {
                let words = Wording::shipped().option(question, code);
                Choice {
                    about: words.map(|words| words.about.clone()).unwrap_or_default(),
                    ..plain((*code).into(), words.map_or(code, |words| &words.name))
                }
            });
            Some(options.collect())
        }
        _ => None,
    }
}
