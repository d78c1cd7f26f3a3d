//! Why a check fired: its rule, the answers and figures it read, who gave them, and what would mend it.

use super::super::capacity::days_with_unit;
use super::super::codes::{THEM, US};
use super::super::in_words::{self, InWords};
use super::super::others::Setting;
use super::super::question::{AnswerType, Place, Question};
use super::super::row::Row;
use super::super::suggestion::Suggestion;
use super::super::wording::Wording;
use super::{CHECKS, Check, Figure, Finding, Read, months_in_words};

/// Why a check fired.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Its rule in a sentence.
    pub rule: &'static str,
    /// The answers and the figures that it read.
    pub reads: Vec<Basis>,
    /// What would change it.
    pub mend: &'static str,
}

/// An answer or a figure that a check read.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// What it is, such as `Trust, Fellgate Ambulance`.
    pub what: String,
    /// What it says; `no answer` where nothing stands there.
    pub says: String,
    /// Who gave it, where that is not plain from the question.
    pub by: Option<String>,
    /// The question to change it at; None for a figure.
    pub question: Option<&'static Question>,
}

impl Check {
    /// The check of a name.
    pub fn find(name: &str) -> Option<&'static Check> {
        CHECKS.iter().find(|check| check.name == name)
    }
}

impl Finding {
    /// Why it was found. Nothing that a round still hides is told.
    pub fn why(&self, setting: &Setting, suggestion: &Suggestion) -> Why {
        let words = Wording::shipped().check(self.check);
        let reads = Check::find(self.check).map_or(&[][..], |check| check.reads);
        let reads = reads.iter().flat_map(|read| match read {
            Read::Answer(id) => answer(setting, question(id)),
            Read::Cell(id, column) => cells(setting, question(id), column),
            Read::Figure(figure) => figure_basis(*figure, setting, suggestion)
                .into_iter()
                .collect(),
        });
        Why {
            rule: &words.rule,
            reads: reads.collect(),
            mend: &words.mend,
        }
    }
}

fn question(id: &str) -> &'static Question {
    Question::find(id).expect("checks read what the table asks")
}

fn basis(what: impl Into<String>, says: impl Into<String>) -> Basis {
    Basis {
        what: what.into(),
        says: says.into(),
        by: None,
        question: None,
    }
}

fn answer(setting: &Setting, question: &'static Question) -> Vec<Basis> {
    let short = &Wording::shipped().question(question).short;
    let found = match (in_words::answer(setting.canvas, question), &question.answer) {
        (Some(InWords::Rows { rows, .. }), AnswerType::VoiceScale) => {
            let rows = rows.into_iter().filter_map(|row| {
                let [name, score] = <[String; 2]>::try_from(row).ok()?;
                Some(basis(format!("{short}, {name}"), score))
            });
            rows.collect()
        }
        (Some(InWords::Text(lines)), AnswerType::Scales(_)) => {
            vec![basis(short, lines.replace('\n', ", "))]
        }
        (Some(said), _) => vec![basis(short, said.in_one_line())],
        (None, _) => vec![basis(short, "no answer")],
    };
    at(question, found)
}

/// One column of every row that says something, or of every partner.
fn cells(setting: &Setting, question: &'static Question, column: &str) -> Vec<Basis> {
    let Some(table) = question.table() else {
        return Vec::new();
    };
    let (Some(column), short) = (
        table.column(column),
        &Wording::shipped().question(question).short,
    ) else {
        return Vec::new();
    };
    let rows = setting.canvas.rows(question).filter_map(|row| {
        let name = match table.place {
            Place::Partners => row.line("organisation")?.trim().to_owned(),
            Place::Own | Place::Voices => {
                in_words::quoted(&in_words::name_of(question, table, row))
            }
        };
        let says = in_words::cell(question, column, row);
        if name.is_empty() && says.is_none() {
            return None;
        }
        let what = match name.as_str() {
            "" => short.clone(),
            name => format!("{short}, {name}"),
        };
        let mut basis = basis(what, says.unwrap_or_else(|| "no answer".into()));
        basis.by = given_by(column.id, row);
        Some(basis)
    });
    at(question, rows.collect())
}

fn at(question: &'static Question, mut found: Vec<Basis>) -> Vec<Basis> {
    for basis in &mut found {
        basis.question = Some(question);
    }
    found
}

/// Who gave a partner's score, where the row says so.
fn given_by(column: &str, row: Row) -> Option<String> {
    let by = match column {
        "feels_theirs" => row.line("scored_by")?,
        "gain" => match row.line("gain_known")? {
            "they_told_us" => THEM,
            _ => US,
        },
        _ => return None,
    };
    Some(match by {
        THEM => "they told you".into(),
        _ => "your guess".into(),
    })
}

fn figure_basis(figure: Figure, setting: &Setting, suggestion: &Suggestion) -> Option<Basis> {
    let capacity = &suggestion.capacity;
    let days = |what: &str, days: f64| Some(basis(what, days_with_unit(days) + " a month"));
    let unless_none = |what: &str, number: f64| days(what, number).filter(|_| number > 0.0);
    match figure {
        Figure::Load => days("This takes", capacity.load?),
        Figure::Team => days("Your team has", capacity.team),
        Figure::Reserve => unless_none("Kept in reserve", capacity.team - capacity.usable),
        Figure::Committed => days("Promised to others", capacity.committed),
        Figure::Freed => unless_none("Freed by what stops", capacity.freed),
        Figure::CouldFree => unless_none("Would be freed, once agreed", capacity.could_free),
        Figure::LaterFrees => unless_none("What comes later in your order", capacity.later_frees),
        Figure::LeadMonths => {
            let months = months_in_words(capacity.lead_months?);
            Some(basis("Until relationships may be ready", months))
        }
        Figure::NeededTrust => {
            let needed = setting.canvas.closeness()?.tie().needed_trust;
            Some(basis("Trust that this tie needs", format!("{needed} of 5")))
        }
        Figure::Partners => {
            let count = setting.canvas.partners().count();
            Some(basis("Partners", count.to_string()))
        }
    }
}
