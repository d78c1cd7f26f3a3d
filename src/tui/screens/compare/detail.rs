//! One question with what every side says: scales as points on one line, choices as a small matrix, texts
//! beneath each other, or side by side where there is room.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr as _;

use crate::canvas::compare::{Compared, ComparedCell, ComparedRow, LETTERS, Seen, Verdict};
use crate::canvas::in_words::{self, InWords};
use crate::canvas::question::{AnswerType, Cell, Question};
use crate::canvas::row::{self, Row};
use crate::canvas::shown::{shown, shown_lines};
use crate::canvas::wording::Wording;
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{cut, wrap};

/// The narrowest room in which two texts stand side by side.
const BESIDE: u16 = 66;
/// Cells between two texts side by side.
const GAP: u16 = 3;

/// One line: its parts, each with its column and style.
pub type Line = Vec<(u16, String, Style)>;

/// What each side says, by its letter, in one line; of one cell where a row and its cell are given.
pub fn said(compared: &Compared, cell: Option<(usize, usize)>) -> Vec<(&'static str, String)> {
    let Some((row, cell)) = cell else {
        let sides = LETTERS.iter().zip(&compared.answers);
        let said = sides.map(|(letter, seen)| {
            let text = seen.words().map(|words| words.clone().in_one_line());
            let text = text.unwrap_or_else(|| seen.without_answer().into());
            (*letter, shown(&text).into_owned())
        });
        return said.collect();
    };
    let row = &compared.rows[row];
    let column = row.cells[cell].column;
    let sides = LETTERS.iter().zip(&row.sides);
    let said = sides.filter_map(|(letter, row)| {
        let words = in_words::cell(compared.question, column, Row(row.as_ref()?))?;
        Some((*letter, shown(&words).into_owned()))
    });
    said.collect()
}

/// The lines of a question, or of one cell of its rows, for a width; below them what cannot be read.
pub fn lines(
    compared: &Compared,
    cell: Option<(usize, usize)>,
    width: u16,
    look: &Look,
) -> Vec<Line> {
    let mut lines = answers(compared, cell, width, look);
    let unread = compared.not_readable().into_iter();
    for (letter, words) in unread.filter(|_| cell.is_none()) {
        let wrapped = wrap(&shown(&words), width.saturating_sub(3)).into_iter();
        lines.extend(wrapped.enumerate().map(|(row, text)| {
            let mut line = vec![(3, text, look.theme.care)];
            if row == 0 {
                line.insert(0, (0, letter.to_owned(), look.theme.strong));
            }
            line
        }));
    }
    lines
}

fn answers(
    compared: &Compared,
    cell: Option<(usize, usize)>,
    width: u16,
    look: &Look,
) -> Vec<Line> {
    if let Some((row, cell)) = cell {
        return of_one_cell(compared, row, cell, width, look);
    }
    let first = compared.answers.iter().find_map(Seen::words);
    if let Some(words) = compared.said_alike() {
        return same(words, width, look);
    }
    match &compared.question.answer {
        _ if first.is_none() => beneath(compared, width, look),
        AnswerType::Scale | AnswerType::VoiceScale => {
            let marks = compared
                .answers
                .iter()
                .map(|seen| seen.value().map(row::scores));
            let marks: Vec<Vec<u8>> = marks.map(Option::unwrap_or_default).collect();
            let mut lines = points(&marks, width, look);
            lines.push(Line::new());
            lines.extend(beneath(compared, width, look));
            lines
        }
        AnswerType::Choice(codes) => matrix(compared, codes, width, look),
        AnswerType::Scales(_) | AnswerType::Rows(_) => {
            let rows = compared.rows.iter().enumerate();
            let mut lines: Vec<Line> = rows
                .flat_map(|(at, row)| of_row(compared.question, row, at > 0, width, look))
                .collect();
            lines.extend(not_given(compared, look));
            lines
        }
        AnswerType::Text if width >= BESIDE && compared.answers.len() == 2 => {
            beside(compared, width, look)
        }
        _ => beneath(compared, width, look),
    }
}

fn of_one_cell(compared: &Compared, row: usize, cell: usize, width: u16, look: &Look) -> Vec<Line> {
    let (question, row) = (compared.question, &compared.rows[row]);
    let cell = &row.cells[cell];
    let mut lines = Vec::new();
    if cell.column.cell == Cell::Scale {
        lines.extend(of_cell(question, row, cell, 0, width, look));
        lines.push(Line::new());
    }
    lines.extend(cell_beneath(question, row, cell, 0, width, look));
    lines
}

fn as_text(words: &InWords) -> String {
    let text = match words {
        InWords::Text(text) => text.clone(),
        InWords::Rows { heads, rows } => {
            let one = |row: &Vec<String>| InWords::Rows {
                heads: heads.clone(),
                rows: vec![row.clone()],
            };
            let rows = rows.iter().map(|row| one(row).in_one_line());
            rows.collect::<Vec<_>>().join("\n")
        }
        other => other.clone().in_one_line(),
    };
    shown_lines(text.trim()).into_owned()
}

fn same(words: &InWords, width: u16, look: &Look) -> Vec<Line> {
    let lines = wrap(&as_text(words), width).into_iter();
    lines.map(|line| vec![(0, line, look.theme.text)]).collect()
}

/// The answers beneath each other, each after its letter.
fn beneath(compared: &Compared, width: u16, look: &Look) -> Vec<Line> {
    let several = matches!(compared.question.answer, AnswerType::Text);
    let sides = LETTERS.iter().zip(&compared.answers).enumerate();
    let lines = sides.flat_map(|(at, (letter, seen))| {
        let mut lines = Vec::new();
        if several && at > 0 {
            lines.push(Line::new());
        }
        let (text, style) = said_by(seen, look);
        let wrapped = wrap(&text, width.saturating_sub(3)).into_iter().enumerate();
        lines.extend(wrapped.map(|(row, text)| {
            let mut line = vec![(3, text, style)];
            if row == 0 {
                line.insert(0, (0, (*letter).to_owned(), look.theme.strong));
            }
            line
        }));
        lines
    });
    lines.collect()
}

fn said_by(seen: &Seen, look: &Look) -> (String, Style) {
    match seen.words() {
        Some(words) => (as_text(words), look.theme.text),
        None => (seen.without_answer().to_owned(), look.theme.soft),
    }
}

/// Two texts side by side.
fn beside(compared: &Compared, width: u16, look: &Look) -> Vec<Line> {
    let half = (width - GAP) / 2;
    let columns = compared.answers.iter().map(|seen| {
        let (text, style) = said_by(seen, look);
        (wrap(&text, half), style)
    });
    let columns: Vec<(Vec<String>, Style)> = columns.collect();
    let place = |at: usize| at as u16 * (half + GAP);
    let heads = columns.iter().zip(LETTERS).enumerate();
    let heads = heads.map(|(at, (_, letter))| (place(at), letter.to_owned(), look.theme.strong));
    let mut lines: Vec<Line> = vec![heads.collect()];
    let height = columns.iter().map(|(lines, _)| lines.len()).max();
    for row in 0..height.unwrap_or(0) {
        let texts = columns
            .iter()
            .enumerate()
            .filter_map(|(at, (lines, style))| Some((place(at), lines.get(row)?.clone(), *style)));
        lines.push(texts.collect());
    }
    lines
}

/// The sides that have no answer to show.
fn not_given(compared: &Compared, look: &Look) -> Vec<Line> {
    let sides = LETTERS.iter().zip(&compared.answers);
    let silent = sides.filter(|(_, seen)| seen.words().is_none());
    let lines = silent.map(|(letter, seen)| {
        vec![
            (0, (*letter).to_owned(), look.theme.strong),
            (3, seen.without_answer().to_owned(), look.theme.soft),
        ]
    });
    lines.collect()
}

/// A scale as five points on one line; a side stands at its score by its letter.
fn points(marks: &[Vec<u8>], width: u16, look: &Look) -> Vec<Line> {
    let most = |score: u8| {
        marks
            .iter()
            .filter(|scores| scores.contains(&score))
            .count()
    };
    let widest = (1..=5).map(most).max().unwrap_or(1) as u16;
    let apart = (width.saturating_sub(2 + widest) / 4).clamp(widest + 2, 10);
    let rule = look.glyphs.free.repeat(usize::from(4 * apart));
    let mut figures = Line::new();
    let mut line = vec![(1, rule, look.theme.soft)];
    for score in 1..=5_u8 {
        let x = 1 + u16::from(score - 1) * apart;
        figures.push((x, score.to_string(), look.theme.soft));
        let here = LETTERS.iter().zip(marks);
        let here = here.filter(|(_, scores)| scores.contains(&score));
        let letters: String = here.map(|(letter, _)| *letter).collect();
        line.push(match letters.is_empty() {
            true => (x, look.glyphs.between.into(), look.theme.soft),
            false => (x, letters, look.theme.accent),
        });
    }
    vec![line, figures]
}

/// Options down, sides across; a side stands at its choice by its letter.
fn matrix(compared: &Compared, codes: &[&str], width: u16, look: &Look) -> Vec<Line> {
    let name = |code: &str| {
        let option = Wording::shipped().option(compared.question, code);
        option
            .map_or(code, |option| option.name.as_str())
            .to_owned()
    };
    let widest = codes.iter().map(|code| name(code).width()).max();
    let room = width.saturating_sub(4 * compared.answers.len() as u16 + 2);
    let at = (widest.unwrap_or(0) as u16).min(room) + 3;
    let lines = codes.iter().map(|code| {
        let sides = LETTERS.iter().zip(&compared.answers).enumerate();
        let mut is_chosen = false;
        let marks: Line = sides
            .map(|(side, (letter, seen))| {
                let is_theirs = seen.value().is_some_and(|value| value == code);
                is_chosen |= is_theirs;
                let x = at + 4 * side as u16;
                match is_theirs {
                    true => (x, (*letter).to_owned(), look.theme.accent),
                    false => (x, look.glyphs.between.into(), look.theme.soft),
                }
            })
            .collect();
        let style = if is_chosen {
            look.theme.text
        } else {
            look.theme.soft
        };
        let name = cut(&name(code), room);
        std::iter::once((0, name, style)).chain(marks).collect()
    });
    lines.chain(not_given(compared, look)).collect()
}

/// A row with what each side says of it.
fn of_row(
    question: &Question,
    row: &ComparedRow,
    is_later: bool,
    width: u16,
    look: &Look,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let is_table = matches!(question.answer, AnswerType::Rows(_));
    if is_table {
        if is_later {
            lines.push(Line::new());
        }
        lines.push(head_of_row(question, row, width, look));
        match row.judged.verdict {
            Verdict::Same => return lines,
            Verdict::OnlyOne => {
                let text =
                    wrap(&shown(&row.said_by_only(question)), width.saturating_sub(2)).into_iter();
                lines.extend(text.map(|line| vec![(2, line, look.theme.text)]));
                return lines;
            }
            _ => {}
        }
    }
    let indent = if is_table { 2 } else { 0 };
    for cell in &row.cells {
        lines.extend(of_cell(question, row, cell, indent, width, look));
    }
    lines
}

fn head_of_row(question: &Question, row: &ComparedRow, width: u16, look: &Look) -> Line {
    let (name, verdict) = (row.called(question), row.verdict_in_words());
    let room = width.saturating_sub(verdict.width() as u16 + 3);
    let name = cut(&shown(&name), room);
    let x = name.width() as u16 + 2;
    vec![(0, name, look.theme.strong), (x, verdict, look.theme.soft)]
}

fn of_cell(
    question: &Question,
    row: &ComparedRow,
    cell: &ComparedCell,
    indent: u16,
    width: u16,
    look: &Look,
) -> Vec<Line> {
    let label = &Wording::shipped().column(question, cell.column.id).label;
    let mut lines = vec![vec![(indent, label.clone(), look.theme.soft)]];
    if cell.column.cell == Cell::Scale {
        let marks = cell
            .values
            .iter()
            .map(|value| value.as_ref().map(row::scores));
        let marks: Vec<Vec<u8>> = marks.map(Option::unwrap_or_default).collect();
        let from = (indent + label.width() as u16 + 2).max(indent + 14);
        let room = width.saturating_sub(from).min(34);
        let line = points(&marks, room, look).swap_remove(0);
        let moved = line
            .into_iter()
            .map(|(x, text, style)| (x + from, text, style));
        lines[0].extend(moved);
        return lines;
    }
    lines.extend(cell_beneath(question, row, cell, indent, width, look));
    lines
}

/// What each side says in a cell, beneath each other.
fn cell_beneath(
    question: &Question,
    row: &ComparedRow,
    cell: &ComparedCell,
    indent: u16,
    width: u16,
    look: &Look,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for (letter, row) in LETTERS.iter().zip(&row.sides) {
        let words = row
            .as_ref()
            .and_then(|row| in_words::cell(question, cell.column, Row(row)));
        let Some(words) = words else { continue };
        let room = width.saturating_sub(indent + 3);
        let wrapped = wrap(&shown(&words), room).into_iter().enumerate();
        lines.extend(wrapped.map(|(at, text)| {
            let mut line = vec![(indent + 3, text, look.theme.text)];
            if at == 0 {
                line.insert(0, (indent, (*letter).to_owned(), look.theme.strong));
            }
            line
        }));
    }
    lines
}
