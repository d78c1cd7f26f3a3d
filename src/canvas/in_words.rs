//! Answers as people read them: codes by name, scores with their word, days in words.
//!
//! The text is as the file has it: whoever shows it makes it safe ([`super::shown`]) or escapes it.

use serde_json::Value;

use super::Canvas;
use super::answer;
use super::days::verb;
use super::question::{AnswerType, Cell, Column, Place, Question, Table};
use super::row::{self, Row};
use super::when;
use super::wording::Wording;

/// An answer as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InWords {
    /// One line.
    Line(String),
    /// Several lines.
    Text(String),
    /// Rows, each with one cell for every head.
    Rows {
        /// What each column is called.
        heads: Vec<&'static str>,
        /// The cells; "" where nothing that counts stands there.
        rows: Vec<Vec<String>>,
    },
    /// Answers given alone that may not be shown yet.
    Waiting {
        /// Names of the voices that have answered.
        given: Vec<String>,
        /// Names of those that have not.
        owed: Vec<String>,
    },
}

/// The answer to a question, or None where nothing that counts stands there; who has answered alone,
/// while that hides it.
pub fn answer(canvas: &Canvas, question: &Question) -> Option<InWords> {
    match &question.answer {
        _ if canvas.is_in_round(question) => voices(canvas, question),
        AnswerType::Rows(table) => rows(canvas, question, table),
        AnswerType::VoiceScale => voices(canvas, question),
        _ => value(question, canvas.value(question.id)?),
    }
}

/// One value of a question, agreed or a voice's own; None where the question does not allow it.
pub fn value(question: &Question, value: &Value) -> Option<InWords> {
    // Rows say what they say, whether or not one of them answers the question.
    if question.table().is_none() && !answer::counts(question, value) {
        return None;
    }
    let words = Wording::shipped().question(question);
    match &question.answer {
        AnswerType::Text => row::as_text(value).map(|text| InWords::Text(text.to_owned())),
        AnswerType::Scales(parts) => {
            let scores = Row(value.as_object()?);
            let lines = parts.iter().filter_map(|part| {
                let score = cell(question, part, scores)?;
                Some(format!("{}: {score}", words.columns[part.id].label))
            });
            Some(InWords::Text(lines.collect::<Vec<_>>().join("\n")))
        }
        AnswerType::Rows(table) => {
            let rows = value.as_array()?.iter().filter_map(Value::as_object);
            in_rows(question, table, rows.map(Row))
        }
        _ => {
            let cell = answer::cell_of(question).expect("tables and groups are handled above");
            plain(question, &words.scale, cell, value).map(InWords::Line)
        }
    }
}

/// What every voice has answered to a question, or who has not where that is not open yet.
///
/// None where no voice has answered.
pub fn voices(canvas: &Canvas, question: &Question) -> Option<InWords> {
    let voices = canvas.voices();
    let (given, owed): (Vec<_>, Vec<_>) = voices
        .iter()
        .partition(|voice| voice.answer(question).is_some());
    if given.is_empty() {
        return None;
    }
    if !canvas.is_open(question) {
        let names = |voices: Vec<&super::Voice>| voices.iter().map(|voice| voice.name()).collect();
        return Some(InWords::Waiting {
            given: names(given),
            owed: names(owed),
        });
    }
    let rows = voices.iter().map(|voice| {
        let answer = voice
            .answer(question)
            .and_then(|answer| value(question, answer));
        let answer = answer.map_or_else(|| "not yet".into(), InWords::in_one_line);
        vec![voice.name(), answer]
    });
    Some(InWords::Rows {
        heads: vec!["voice", "answer"],
        rows: rows.collect(),
    })
}

fn rows(canvas: &Canvas, question: &Question, table: &Table) -> Option<InWords> {
    in_rows(question, table, canvas.rows(question))
}

fn in_rows<'a>(
    question: &Question,
    table: &Table,
    rows: impl Iterator<Item = Row<'a>>,
) -> Option<InWords> {
    let asked: Vec<&Column> = table.asked().collect();
    // Questions about partners say which partner each row is about.
    let names_partner = table.place == Place::Partners && table.column("organisation").is_none();
    let cells = rows.filter_map(|row| {
        let cells: Vec<Option<String>> = asked
            .iter()
            .map(|column| cell(question, column, row))
            .collect();
        if cells.iter().all(Option::is_none) && offered(question, row).is_none() {
            return None;
        }
        let mut cells: Vec<String> = cells.into_iter().map(Option::unwrap_or_default).collect();
        if cells[0].is_empty() {
            cells[0] = offered(question, row).unwrap_or_default();
        }
        if names_partner {
            cells.insert(0, row.line("organisation")?.to_owned());
        }
        Some(cells)
    });
    let rows: Vec<Vec<String>> = cells.collect();
    let wording = Wording::shipped();
    let own = asked
        .iter()
        .map(|column| wording.column(question, column.id).label.as_str());
    let first = names_partner.then_some("organisation");
    (!rows.is_empty()).then(|| InWords::Rows {
        heads: first.into_iter().chain(own).collect(),
        rows,
    })
}

/// What a row of a question's own list is called: its first column, or the name of the offered row.
pub fn name_of(question: &Question, table: &Table, row: Row) -> String {
    let names = &Wording::shipped().question(question).offered;
    let offered = || table.key_of(row).and_then(|key| names.get(key)).cloned();
    let own = row.line(table.naming()).map(|name| name.trim().to_owned());
    own.or_else(offered).unwrap_or_default()
}

/// A name in quotation marks, so that its commas are its own; "" for none.
pub(super) fn quoted(name: &str) -> String {
    match name {
        "" => String::new(),
        name => format!("\"{name}\""),
    }
}

/// The name of the offered row that this one is.
pub fn offered(question: &Question, row: Row) -> Option<String> {
    let offered = &Wording::shipped().question(question).offered;
    offered.get(row.line("key")?).cloned()
}

/// One cell of a row; None where nothing that counts stands there.
pub fn cell(question: &Question, column: &Column, row: Row) -> Option<String> {
    let scale = &Wording::shipped().column(question, column.id).scale;
    plain(question, scale, column.cell, row.0.get(column.id)?)
}

/// A value in a word or two: a score as its figure alone.
pub(super) fn briefly(question: &Question, cell: Cell, value: &Value) -> Option<String> {
    match cell {
        Cell::Scale => row::as_scale(value).map(|score| score.to_string()),
        cell => plain(question, &[], cell, value),
    }
}

fn plain(question: &Question, scale: &[String], cell: Cell, value: &Value) -> Option<String> {
    match cell {
        Cell::Line => row::as_text(value).map(|text| text.trim().to_owned()),
        Cell::Names => {
            let names = value.as_array()?.iter().filter_map(row::as_text);
            let names = names.collect::<Vec<_>>().join(", ");
            (!names.is_empty()).then_some(names)
        }
        Cell::Scale => {
            let score = row::as_scale(value)?;
            let word = scale.get(usize::from(score) - 1);
            Some(match word {
                Some(word) => format!("{score} of 5 ({word})"),
                None => format!("{score} of 5"),
            })
        }
        Cell::Number => row::as_number(value).map(|number| number.to_string()),
        Cell::YesNo => value
            .as_bool()
            .map(|yes| if yes { "yes" } else { "no" }.to_owned()),
        Cell::Date => row::as_date(value).map(when::in_words),
        Cell::Choice(codes) | Cell::Key(codes) => {
            let code = value.as_str().filter(|code| codes.contains(code))?;
            let option = Wording::shipped().option(question, code);
            Some(option.map_or(code, |option| &option.name).to_owned())
        }
    }
}

/// A cell as it is said away from its head: `yes` and figures take the head's words with them.
fn said_alone(cell: &str, head: &str) -> Option<String> {
    match cell {
        "" => None,
        "yes" => Some(head.to_owned()),
        "no" => Some(format!("not {head}")),
        figure if figure.parse::<f64>().is_ok() => Some(with_head(figure, head)),
        words => Some(words.to_owned()),
    }
}

/// A figure with the head that says of what: `2 days a month`, `1 day a month`.
fn with_head(figure: &str, head: &str) -> String {
    match head.strip_prefix("days") {
        Some(rest) => format!("{figure} {}{rest}", verb(figure, "day", "days")),
        None => format!("{figure} {head}"),
    }
}

/// Words as they stand before a mark of a sentence: without their own full stop.
pub fn before_a_mark(words: &str) -> &str {
    let words = words.trim_end();
    // Three points say that something is left out, and stay.
    let bare = words.strip_suffix('.').filter(|bare| !bare.ends_with('.'));
    bare.unwrap_or(words)
}

/// Sentences and words as one line: a full stop before what follows gives way to the joint.
pub fn joined(parts: impl IntoIterator<Item = String>, joint: &str) -> String {
    let mut line = String::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !line.is_empty() {
            line.truncate(before_a_mark(&line).len());
            line.push_str(joint);
        }
        line.push_str(&part);
    }
    line
}

impl InWords {
    /// Everything in one line, for a cell or a sentence.
    pub fn in_one_line(self) -> String {
        match self {
            Self::Line(text) => text,
            Self::Text(text) => text.replace('\n', " "),
            Self::Rows { heads, rows } => {
                let rows = rows.iter().map(|row| {
                    let cells = row.iter().zip(&heads);
                    let said = cells.filter_map(|(cell, head)| said_alone(cell, head));
                    joined(said, ", ")
                });
                joined(rows, "; ")
            }
            Self::Waiting { given, owed } => {
                let (given, all) = (given.len(), given.len() + owed.len());
                let have = if given == 1 { "has" } else { "have" };
                format!("{given} of {all} {have} answered")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::CanvasId;
    use super::*;

    fn said(id: &str, text: &str) -> Option<InWords> {
        let text = format!(r#"{{"format":"whytogether.canvas","version":1,{text}}}"#);
        let name = CanvasId::from_name("falls-7k3f").expect("an id");
        let canvas = Canvas::read(name, text.as_bytes()).expect("reads");
        answer(&canvas, Question::find(id).expect("in the table"))
    }

    fn line(text: &str) -> Option<InWords> {
        Some(InWords::Line(text.into()))
    }

    #[test]
    fn codes_scores_and_days_are_words() {
        let text = r#""cover":{"reply_by":"2026-12-05"},"value":{"kind":"shared_voice","worth":4}"#;
        assert_eq!(said("value.kind", text), line("shared voice"));
        assert_eq!(said("value.worth", text), line("4 of 5 (a lot)"));
        assert_eq!(said("cover.reply_by", text), line("5 December 2026"));
        assert_eq!(said("value.sign", text), None);
    }

    #[test]
    fn a_partner_question_names_the_partner_and_leaves_out_who_has_no_answer() {
        let text =
            r#""partners":[{"organisation":"Fellgate","trust":3},{"organisation":"Council"}]"#;
        let Some(InWords::Rows { heads, rows }) = said("capacity.trust", text) else {
            panic!("rows");
        };
        assert_eq!(heads[0], "organisation");
        assert_eq!(rows, [["Fellgate", "3 of 5 (enough for small things)", ""]]);
    }

    #[test]
    fn an_offered_row_has_its_name_though_nobody_typed_it() {
        let text =
            r#""ownership":{"decisions":[{"key":"pause_or_stop","decides":["Lead","Ops"]}]}"#;
        let Some(InWords::Rows { rows, .. }) = said("ownership.decisions", text) else {
            panic!("rows");
        };
        assert_eq!(rows, [["Pause or stop", "", "Lead, Ops", ""]]);
    }

    #[test]
    fn a_sentence_in_a_cell_loses_its_full_stop_before_what_follows_in_one_line() {
        let rows = r#""value":{"first_win":[
            {"win":"We swap words.","by":"2026-12-18","seen_by":"Everyone..."},
            {"win":"A walk.","seen_by":"Families."}]}"#;
        let line = said("value.first_win", rows).expect("rows").in_one_line();
        assert_eq!(
            line,
            "We swap words, 18 December 2026, Everyone...; A walk, Families."
        );
    }

    #[test]
    fn belief_says_who_has_answered_until_all_have() {
        let half = r#""voices":[{"name":"Lead","answers":{"purpose.belief":5}},{"name":"Ops"}]"#;
        let waiting = InWords::Waiting {
            given: vec!["Lead".into()],
            owed: vec!["Ops".into()],
        };
        assert_eq!(said("purpose.belief", half), Some(waiting));
        let revealed = format!(r#"{half},"revealed":["purpose.belief"]"#);
        let Some(InWords::Rows { rows, .. }) = said("purpose.belief", &revealed) else {
            panic!("rows");
        };
        assert_eq!(
            rows,
            [["Lead", "5 of 5 (wholeheartedly)"], ["Ops", "not yet"]]
        );
    }
}
