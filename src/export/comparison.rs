//! Canvases side by side as plain text: scales as points on one line, choices as a small matrix, texts
//! beneath each other.
//!
//! Every side has a letter, so that nothing is said by place or colour alone.

use crate::canvas::compare::{
    Compared, ComparedCell, ComparedRow, Comparison, LETTERS, Seen, Verdict,
};
use crate::canvas::in_words::{self, InWords};
use crate::canvas::question::{AnswerType, Cell, Question, Step};
use crate::canvas::row::{self, Row};
use crate::canvas::shown::{shown, shown_lines};
use crate::canvas::wording::Wording;

/// Writes a comparison: who the sides are, how far they agree, the widest gaps, then every question.
pub fn comparison(comparison: &Comparison) -> String {
    let mut text = String::from("Side by side\n\n");
    for (letter, name) in LETTERS.iter().zip(&comparison.sides) {
        text.push_str(&format!("  {letter}  {}\n", shown(name)));
    }
    text.push_str(&format!("\n  {}\n", comparison.agreement()));
    let silent = comparison.not_answered(true);
    text.extend(silent.iter().map(|line| format!("  {line}\n")));
    let widest = comparison.widest();
    if !widest.is_empty() {
        let heading = match widest.len() {
            1 => "The widest gap",
            _ => "The widest gaps",
        };
        text.push_str(&heading_of(heading));
        text.extend(widest.iter().map(|compared| in_full(compared)));
    }
    for step in Step::ALL {
        let of_step = |compared: &&Compared| compared.question.step == step;
        let questions: Vec<&Compared> = comparison.questions.iter().filter(of_step).collect();
        if questions.is_empty() {
            continue;
        }
        text.push_str(&heading_of(&Wording::shipped().step(step).name));
        text.extend(questions.into_iter().map(|compared| match compared {
            gap if widest.iter().any(|one| one.question == gap.question) => {
                format!("{}\n    see above\n", head(gap))
            }
            other => in_full(other),
        }));
    }
    text
}

fn heading_of(name: &str) -> String {
    format!("\n{}\n", name.to_uppercase())
}

fn head(compared: &Compared) -> String {
    let question = compared.question;
    let label = &Wording::shipped().question(question).label;
    let verdict = compared.verdict_in_words();
    format!("\n  {label} ({}): {verdict}", question.id)
}

/// A question with all answers.
fn in_full(compared: &Compared) -> String {
    let mut text = answers_in_full(compared);
    for (letter, words) in compared.not_readable() {
        text.push_str(&lines(&format!("    {letter}  "), "       ", &words));
    }
    text
}

fn answers_in_full(compared: &Compared) -> String {
    let question = compared.question;
    let mut text = format!("{}\n", head(compared));
    let first = compared.answers.iter().find_map(Seen::words);
    if let Some(words) = compared.said_alike() {
        text.push_str(&lines("    ", "    ", &as_text(words)));
        return text;
    }
    match &question.answer {
        _ if first.is_none() => text.push_str(&not_given(compared)),
        AnswerType::Scale | AnswerType::VoiceScale => {
            let marks = compared
                .answers
                .iter()
                .map(|seen| seen.value().map(row::scores));
            let marks: Vec<Vec<u8>> = marks.map(Option::unwrap_or_default).collect();
            text.push_str(&format!("    {}\n", line_of_scale(&marks)));
            text.push_str(&beneath(compared));
        }
        AnswerType::Choice(codes) => text.push_str(&matrix(compared, codes)),
        AnswerType::Scales(_) | AnswerType::Rows(_) => {
            text.extend(compared.rows.iter().map(|row| row_in_full(question, row)));
            text.push_str(&not_given(compared));
        }
        _ => text.push_str(&beneath(compared)),
    }
    text
}

fn as_text(words: &InWords) -> String {
    match words {
        InWords::Text(text) => text.clone(),
        other => other.clone().in_one_line(),
    }
}

/// The answers beneath each other, each after its letter.
fn beneath(compared: &Compared) -> String {
    let answers = LETTERS.iter().zip(&compared.answers);
    let lines = answers.map(|(letter, seen)| match seen.words() {
        Some(words) => lines(&format!("    {letter}  "), "       ", &as_text(words)),
        None => format!("    {letter}  {}\n", seen.without_answer()),
    });
    lines.collect()
}

/// The sides that have no answer to show.
fn not_given(compared: &Compared) -> String {
    let answers = LETTERS.iter().zip(&compared.answers);
    let silent = answers.filter(|(_, seen)| seen.words().is_none());
    silent
        .map(|(letter, seen)| format!("    {letter}  {}\n", seen.without_answer()))
        .collect()
}

fn lines(first: &str, others: &str, text: &str) -> String {
    let safe = shown_lines(text.trim());
    let lines = safe.lines().enumerate().map(|(place, line)| {
        let before = if place == 0 { first } else { others };
        format!("{}\n", format!("{before}{}", line.trim_end()).trim_end())
    });
    lines.collect()
}

/// `1  .  A  .  .  B  5`: the letters of all sides stand at their scores.
fn line_of_scale(marks: &[Vec<u8>]) -> String {
    let points = (1..=5_u8).map(|score| {
        let here = LETTERS.iter().zip(marks);
        let here = here.filter(|(_, scores)| scores.contains(&score));
        let letters: String = here.map(|(letter, _)| *letter).collect();
        if letters.is_empty() {
            ".".into()
        } else {
            letters
        }
    });
    let points: Vec<String> = points.collect();
    format!("1  {}  5", points.join("  "))
}

/// Options down, sides across; a side stands at its choice by its letter.
fn matrix(compared: &Compared, codes: &[&str]) -> String {
    let name = |code: &str| {
        let option = Wording::shipped().option(compared.question, code);
        option
            .map_or(code, |option| option.name.as_str())
            .to_owned()
    };
    let width = codes.iter().map(|code| name(code).chars().count()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for code in codes {
        let sides = LETTERS.iter().zip(&compared.answers);
        let marks = sides.map(|(letter, seen)| {
            let is_theirs = seen.value().is_some_and(|value| value == code);
            if is_theirs { *letter } else { "." }
        });
        let marks: Vec<&str> = marks.collect();
        text.push_str(&format!(
            "    {:width$}  {}\n",
            name(code),
            marks.join("  ")
        ));
    }
    text + &not_given(compared)
}

/// A row with what each side says of it; one that a single side has in one line.
fn row_in_full(question: &Question, compared: &ComparedRow) -> String {
    let mut text = String::new();
    if matches!(question.answer, AnswerType::Rows(_)) {
        let name = compared.called(question);
        let verdict = compared.verdict_in_words();
        text.push_str(&format!("    {}: {verdict}", shown(&name)));
        if compared.judged.verdict == Verdict::OnlyOne {
            let said = compared.said_by_only(question);
            let said = if said.is_empty() {
                said
            } else {
                format!("; {}", shown(&said))
            };
            return format!("{text}{said}\n");
        }
        text.push('\n');
        if compared.judged.verdict == Verdict::Same {
            return text;
        }
    }
    let cells = compared.cells.iter();
    text.extend(cells.map(|cell| cell_in_full(question, compared, cell)));
    text
}

fn cell_in_full(question: &Question, row: &ComparedRow, cell: &ComparedCell) -> String {
    let label = &Wording::shipped().column(question, cell.column.id).label;
    if cell.column.cell == Cell::Scale {
        let marks = cell
            .values
            .iter()
            .map(|value| value.as_ref().map(row::scores));
        let marks: Vec<Vec<u8>> = marks.map(Option::unwrap_or_default).collect();
        return format!("      {label}: {}\n", line_of_scale(&marks));
    }
    let said = LETTERS.iter().zip(&row.sides).filter_map(|(letter, row)| {
        let words = in_words::cell(question, cell.column, Row(row.as_ref()?))?;
        Some(format!("{letter} {}", shown(&words)))
    });
    let said = said.collect::<Vec<_>>().join(" / ");
    format!("      {label}: {said}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_stand_at_their_scores_together_where_they_are_the_same() {
        let marks = [vec![2], vec![5, 4], vec![2], vec![]];
        assert_eq!(line_of_scale(&marks), "1  .  AC  .  B  B  5");
    }
}
