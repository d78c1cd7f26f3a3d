//! The list of an editor: choices and scores, with what each of them means.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::canvas::answer::AnswerError;
use crate::canvas::question::{Cell, Question};
use crate::canvas::row::as_scale;
use crate::canvas::wording::Wording;
use crate::tui::target::Target;
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{below, indented, put, put_line, wrap};

/// The cells before the name of a choice: cursor, mark and number.
const BEFORE: u16 = 7;
/// The cells that the points of a score take.
const POINTS: u16 = 7;

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

    /// How many choices there are.
    pub(super) fn count(&self) -> u16 {
        u16::try_from(self.options.len()).unwrap_or(u16::MAX)
    }

    /// The cells before what a choice means.
    fn before_meaning(&self) -> u16 {
        let names = self.options.iter().map(|option| option.name.width());
        let names = u16::try_from(names.max().unwrap_or(0)).unwrap_or(20);
        let points = self.options.iter().any(|option| option.score.is_some());
        BEFORE + if points { POINTS } else { 0 } + names + 3
    }

    /// True where what a choice means has no room beside its name.
    fn is_cut(&self, option: &Choice, width: u16) -> bool {
        option.about.width() > usize::from(width.saturating_sub(self.before_meaning()))
    }

    /// The most rows that what a choice means takes below the list, where it has no room beside the name.
    pub(super) fn rows_of_meanings(&self, width: u16) -> u16 {
        let cut = self
            .options
            .iter()
            .filter(|option| self.is_cut(option, width));
        let rows = cut.map(|option| wrap(&option.about, width.saturating_sub(BEFORE)).len());
        u16::try_from(rows.max().unwrap_or(0)).unwrap_or(u16::MAX)
    }

    /// Draws the list, and below it what the choice under the cursor means where that is cut beside it.
    pub(super) fn draw(
        &self,
        chosen: Option<&Value>,
        refused: Option<&AnswerError>,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let first = (self.cursor + 1).saturating_sub(usize::from(area.height));
        let options = self.options.iter().enumerate().skip(first);
        for ((index, option), row) in options.zip(area.rows()) {
            let is_chosen = chosen.is_some_and(|value| option.is(value));
            self.draw_choice(index, is_chosen, row, buf, look);
        }
        let under = below(area, self.count());
        let here = &self.options[self.cursor];
        let (text, style) = match refused {
            Some(refused) => (refused.to_string(), look.theme.alarm),
            None if self.is_cut(here, area.width) => (here.about.clone(), look.theme.text),
            None => return,
        };
        let under = match refused {
            Some(_) => under,
            None => indented(under, BEFORE),
        };
        // A row stays empty before it where there is one to spare.
        let lines = wrap(&text, under.width).len();
        let gap = u16::from(usize::from(under.height) > lines);
        put(&text, below(under, gap), buf, style);
    }

    fn draw_choice(&self, index: usize, is_chosen: bool, row: Rect, buf: &mut Buffer, look: &Look) {
        let option = &self.options[index];
        let is_here = index == self.cursor;
        let mark = if is_chosen { look.glyphs.done } else { " " };
        let here = if is_here { look.glyphs.here } else { " " };
        let style = if is_chosen || is_here {
            look.theme.strong
        } else {
            look.theme.text
        };
        put_line(here, row, buf, look.theme.accent);
        put_line(mark, indented(row, 2), buf, look.theme.accent);
        let number = (index + 1).to_string();
        put_line(&number, indented(row, 4), buf, look.theme.soft);
        let mut name = indented(row, BEFORE);
        if let Some(score) = option.score {
            put_line(&look.glyphs.score(score), name, buf, look.theme.accent);
            name = indented(name, POINTS);
        }
        put_line(&option.name, name, buf, style);
        let beside = indented(row, self.before_meaning());
        put_line(&option.about, beside, buf, look.theme.soft);
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
