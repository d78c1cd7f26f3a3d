//! Questions with several answers as one table: rows, partners, parts, voices.

use super::session::Unfinished;
use super::target::{RowKey, Target, shown};
use crate::canvas::Canvas;
use crate::canvas::question::{AnswerType, Cell, Column, Place, Question, Table};
use crate::canvas::wording::Wording;

/// A question's answers as a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// What names each row, where the rows are given and not typed: partners, voices, parts.
    pub names: Option<&'static str>,
    /// The columns that can be answered.
    pub columns: Vec<GridColumn>,
    /// The rows, the one that would be added last.
    pub rows: Vec<GridRow>,
}

/// A column that can be answered.
#[derive(Debug, Clone, PartialEq)]
pub struct GridColumn {
    /// The heading.
    pub label: String,
    /// The column as a question.
    pub ask: String,
    /// What a cell may be.
    pub cell: Cell,
    /// Words for 1 to 5, for scores.
    pub scale: &'static [String],
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct GridRow {
    /// What names the row, where it is given.
    pub name: String,
    /// The answers as they are shown.
    pub cells: Vec<String>,
    /// Where each answer goes.
    pub targets: Vec<Target>,
    /// True for the row that would be added.
    pub is_new: bool,
}

impl Grid {
    /// The table of a question; None where it has one answer.
    pub fn of(canvas: &Canvas, question: &'static Question) -> Option<Self> {
        match &question.answer {
            AnswerType::Rows(table) => Some(rows(canvas, question, table)),
            AnswerType::Scales(parts) => Some(self::parts(canvas, question, parts)),
            AnswerType::VoiceScale if canvas.voices().len() > 1 => Some(voices(canvas, question)),
            _ => None,
        }
    }

    /// Shows in its cell what was typed there and is no answer yet, with a mark.
    pub fn show_unfinished(&mut self, question: &Question, unfinished: &Unfinished) {
        for row in &mut self.rows {
            for (cell, target) in row.cells.iter_mut().zip(&row.targets) {
                if let Some(text) = unfinished.get(&target.key(question)) {
                    *cell = format!("{text} ?");
                }
            }
        }
    }

    /// True where rows can be added, deleted and moved.
    pub fn is_open(&self) -> bool {
        self.names.is_none()
    }

    /// How many rows there are without the one that would be added.
    pub fn written(&self) -> usize {
        self.rows.iter().filter(|row| !row.is_new).count()
    }
}

/// True for a question whose rows are given and not typed: the partners that the cover names.
pub fn gives_rows(question: &Question) -> bool {
    let place = question.table().map(|table| table.place);
    place == Some(Place::Partners) && question.id != "cover.partners"
}

fn grid_column(question: &'static Question, column: &Column) -> GridColumn {
    let words = Wording::shipped().column(question, column.id);
    GridColumn {
        label: words.label.clone(),
        ask: words.ask.clone(),
        cell: column.cell,
        scale: &words.scale,
    }
}

fn rows(canvas: &Canvas, question: &'static Question, table: &'static Table) -> Grid {
    let columns: Vec<&'static Column> = table.asked().collect();
    let is_filled_in = gives_rows(question);
    let row = |key: RowKey, name: String| {
        let targets: Vec<Target> = columns
            .iter()
            .map(|column| Target::Cell {
                row: key.clone(),
                column: column.id,
            })
            .collect();
        let cells = targets
            .iter()
            .zip(&columns)
            .map(|(target, column)| shown(question, column.cell, target.value(canvas, question)));
        GridRow {
            name,
            cells: cells.collect(),
            targets,
            is_new: key == RowKey::New,
        }
    };
    let mut written = Vec::new();
    for found in canvas.rows(question) {
        let organisation = found.line("organisation");
        let Some(id) = found
            .id()
            .filter(|_| !is_filled_in || organisation.is_some())
        else {
            continue;
        };
        written.push(row(
            RowKey::Row(id.to_owned()),
            organisation.unwrap_or_default().to_owned(),
        ));
    }
    written.extend(offered_rows(canvas, question, table).map(|(key, name)| {
        let mut row = row(RowKey::Offered(key), String::new());
        row.cells[0] = name;
        row
    }));
    if !is_filled_in {
        written.push(row(RowKey::New, String::new()));
    }
    Grid {
        names: is_filled_in.then_some("partner"),
        columns: columns
            .iter()
            .map(|column| grid_column(question, column))
            .collect(),
        rows: written,
    }
}

/// Rows that a question offers and that nobody has typed in yet.
fn offered_rows<'a>(
    canvas: &'a Canvas,
    question: &'static Question,
    table: &'static Table,
) -> impl Iterator<Item = (&'static str, String)> + use<'a> {
    let words = Wording::shipped().question(question);
    let is_written = move |key: &str| {
        canvas
            .rows(question)
            .any(|row| table.key_of(row) == Some(key))
    };
    let keys = table.offered().iter().filter(move |key| !is_written(key));
    keys.map(|key| (*key, words.offered.get(*key).cloned().unwrap_or_default()))
}

fn parts(canvas: &Canvas, question: &'static Question, parts: &'static [Column]) -> Grid {
    let rows = parts.iter().map(|part| {
        let target = Target::Part(part.id);
        GridRow {
            name: Wording::shipped().column(question, part.id).label.clone(),
            cells: vec![shown(question, part.cell, target.value(canvas, question))],
            targets: vec![target],
            is_new: false,
        }
    });
    Grid {
        names: Some(""),
        columns: vec![GridColumn {
            label: "score".into(),
            ask: Wording::shipped().question(question).label.clone(),
            cell: Cell::Scale,
            scale: &Wording::shipped().question(question).scale,
        }],
        rows: rows.collect(),
    }
}

/// Each voice, and whether it has answered; the answers themselves only once they are revealed.
fn voices(canvas: &Canvas, question: &'static Question) -> Grid {
    let is_revealed = canvas.is_revealed(question);
    let rows = canvas.voices().into_iter().map(|voice| {
        let answer = voice.answer(question);
        let shown = match answer {
            Some(_) if !is_revealed => "ready".into(),
            Some(value) => shown(question, Cell::Scale, Some(value)),
            None => "not yet".into(),
        };
        GridRow {
            name: voice.name(),
            cells: vec![shown],
            targets: vec![Target::Voice(voice.id().to_owned())],
            is_new: false,
        }
    });
    let words = Wording::shipped().question(question);
    Grid {
        names: Some("voice"),
        columns: vec![GridColumn {
            label: "score".into(),
            ask: words.label.clone(),
            cell: Cell::Scale,
            scale: &words.scale,
        }],
        rows: rows.collect(),
    }
}
