//! Canvas files from other hands: what can be read is read, and every slip is named with its line.
//!
//! A partner fills a blank canvas in with whatever editor they have: word processors curl quotation marks,
//! people break lines inside a text, leave a comma behind or write a comment. None of this may cost more than
//! itself. Our own files stay strict: see [`super::document`].

mod ahead;
mod decode;
mod reader;
mod string;

use std::fmt;

use jiff::civil::Date;
use serde_json::Value;

use super::Canvas;
use super::codes::Coded as _;
use super::document::{self, DocumentError, MAX_BYTES};
use super::id::{CanvasId, Random};
use super::question::Question;
use super::wording::Wording;
use reader::Reader;

/// A canvas from other hands, as far as it could be read.
#[derive(Debug)]
pub struct Foreign {
    /// The canvas, with what was filled in beside its questions.
    pub canvas: Canvas,
    /// What was mended and what was lost, in the order of the file.
    pub slips: Vec<Slip>,
}

/// Something in a file that was mended or left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Where it is, from 1; several lines where the same happened in each.
    pub lines: Vec<usize>,
    /// What is wrong, and what was made of it.
    pub what: String,
}

/// More lines than these are only counted.
const LINES_NAMED: usize = 8;

impl fmt::Display for Slip {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self.lines.as_slice() {
            [] => {}
            [line] => write!(formatter, "line {line}: ")?,
            [first, .., last] if self.lines.len() > LINES_NAMED => {
                let count = self.lines.len();
                write!(formatter, "{count} lines from {first} to {last}: ")?;
            }
            [most @ .., last] => {
                let most: Vec<String> = most.iter().map(ToString::to_string).collect();
                write!(formatter, "lines {} and {last}: ", most.join(", "))?;
            }
        }
        formatter.write_str(&self.what)
    }
}

/// The slips found so far; the same slip on several lines is one.
#[derive(Debug, Default)]
struct Slips(Vec<Slip>);

impl Slips {
    fn note(&mut self, line: usize, what: impl Into<String>) {
        let what = what.into();
        match self.0.iter_mut().find(|slip| slip.what == what) {
            Some(slip) if slip.lines.last() == Some(&line) => {}
            Some(slip) => slip.lines.push(line),
            None => self.0.push(Slip {
                lines: vec![line],
                what,
            }),
        }
    }
}

impl Foreign {
    /// Reads a canvas file, and takes in what was filled in beside its questions.
    ///
    /// # Errors
    /// [`DocumentError`] where there is no canvas to be found in it, it is too large or too deep, or a
    /// version-control tool left its markers.
    pub fn read(
        id: CanvasId,
        bytes: &[u8],
        today: Date,
        random: &mut dyn Random,
    ) -> Result<Self, DocumentError> {
        let mut slips = Slips::default();
        let mut canvas = match Canvas::read(id.clone(), bytes) {
            Err(error) if may_be_mended(&error) => {
                mended(id, bytes, &mut slips).map_err(|_| error)?
            }
            read => read?,
        };
        if !canvas.is_newer() {
            take_in(&mut canvas, bytes, today, random, &mut slips);
        }
        let mut slips = slips.0;
        slips.sort_by_key(|slip| slip.lines.first().copied());
        Ok(Self { canvas, slips })
    }
}

/// Takes in what was filled in, and names what does not count, or not yet.
fn take_in(
    canvas: &mut Canvas,
    bytes: &[u8],
    today: Date,
    random: &mut dyn Random,
    slips: &mut Slips,
) {
    let entries = canvas.filled_in();
    let not_taken = canvas.take_in(today, random).into_iter();
    let not_taken = not_taken.map(|one| (one.pointer.clone(), one.to_string()));
    let aside = entries.iter().enumerate().filter_map(|(at, id)| {
        let words = of_another_kind(canvas, Question::find(id)?)?;
        Some((format!("/fill_in/questions/{at}/answer"), words))
    });
    let found: Vec<(String, String)> = not_taken.chain(aside).collect();
    if found.is_empty() {
        return;
    }
    let read = Reader::read(&decode::decode(bytes, &mut Slips::default()));
    slips.0.extend(found.into_iter().map(|(pointer, what)| {
        let line = read.as_ref().and_then(|read| read.line_of(&pointer));
        let lines = line.into_iter().collect();
        Slip { lines, what }
    }));
}

/// What is said of an answer to a follow-up of a kind that was not chosen.
fn of_another_kind(canvas: &Canvas, question: &'static Question) -> Option<String> {
    let follows = question.follows.filter(|_| canvas.kind().is_some())?;
    if canvas.asks(question) || canvas.value(question.id).is_none() {
        return None;
    }
    let kind = Question::find("value.kind").expect("in the table");
    let name = &Wording::shipped().option(kind, follows.code())?.name;
    Some(format!(
        "the answer to `{}` is kept, but it goes with {name}, which was not chosen",
        question.id
    ))
}

/// True for what an editor or a hurried hand does to a file, and false for what says that it is no canvas.
fn may_be_mended(error: &DocumentError) -> bool {
    matches!(
        error,
        DocumentError::NotJson { .. } | DocumentError::NotText { .. }
    )
}

/// The canvas of a file that is no JSON as it stands.
fn mended(id: CanvasId, bytes: &[u8], slips: &mut Slips) -> Result<Canvas, DocumentError> {
    let text = decode::decode(bytes, slips);
    let read = Reader::read(&text).ok_or(DocumentError::Empty)?;
    slips.0.extend(read.slips.0);
    let written = document::pretty(&read.value);
    if written.len() > MAX_BYTES {
        let size = written.len();
        return Err(DocumentError::TooLarge { size });
    }
    Canvas::read(id, &written)
}

/// What was read of a text.
struct Read {
    value: Value,
    slips: Slips,
    lines: std::collections::HashMap<String, usize>,
}

impl Read {
    /// The line on which the value of a JSON pointer begins, or the nearest that it is a part of.
    fn line_of(&self, pointer: &str) -> Option<usize> {
        let mut pointer = pointer;
        loop {
            if let Some(line) = self.lines.get(pointer) {
                return Some(*line);
            }
            pointer = &pointer[..pointer.rfind('/')?];
        }
    }
}

#[cfg(test)]
mod tests;
