//! A comparison in words: what every surface says alike of a question, a row, and how far sides agree.

use serde_json::{Map, Value};

use super::super::in_words::{self, InWords};
use super::super::question::Question;
use super::super::row::Row;
use super::super::wording::Wording;
use super::{Compared, ComparedRow, Comparison, LETTERS, Seen, Verdict};

impl Compared {
    /// The answer that stands for all; None where they are not the same, or some is about one of the sides.
    pub fn said_alike(&self) -> Option<&InWords> {
        let is_of_each_other = self.rows.iter().any(|row| row.about.is_some());
        let is_alike = self.judged.verdict == Verdict::Same && !is_of_each_other;
        self.answers
            .iter()
            .find_map(Seen::words)
            .filter(|_| is_alike)
    }

    /// What sides have there that cannot be read, each after its letter: `days a month: lots`.
    pub fn not_readable(&self) -> Vec<(&'static str, String)> {
        let sides = LETTERS.iter().zip(&self.unread);
        let sides = sides.filter(|(_, unread)| !unread.is_empty());
        sides
            .map(|(letter, unread)| {
                let words = format!("cannot be read: {}", unread.join("; "));
                (*letter, words)
            })
            .collect()
    }

    /// The verdict in few words; `only B` names the one side that has answered.
    pub fn verdict_in_words(&self) -> String {
        let letter = || {
            let only = self.answers.iter().position(|seen| seen.value().is_some());
            only.map(|place| LETTERS[place])
        };
        match self.judged.verdict {
            Verdict::OnlyOne => format!("only {}", letter().unwrap_or("one")),
            Verdict::NotAsked => format!("only {} was asked", letter().unwrap_or("one")),
            other => other.in_words().to_owned(),
        }
    }
}

impl ComparedRow {
    /// What people call the row.
    pub fn called(&self, question: &Question) -> String {
        let mut rows = self.sides.iter().flatten();
        let offered = rows.find_map(|row| in_words::offered(question, Row(row)));
        match offered.unwrap_or_else(|| self.name.clone()) {
            name if name.is_empty() => "(no name)".to_owned(),
            name => name,
        }
    }

    /// The verdict in few words; `only B` names the one side that has the row.
    pub fn verdict_in_words(&self) -> String {
        let place = self.sides.iter().position(Option::is_some);
        let letter = LETTERS[place.unwrap_or_default()];
        match (self.judged.verdict, self.about) {
            (Verdict::OnlyOne, Some(about)) => format!("{letter} of {}", LETTERS[about]),
            (Verdict::OnlyOne, None) => format!("only {letter}"),
            (other, _) => other.in_words().to_owned(),
        }
    }

    /// What the only side that has a row says in it, each cell after its label; not made safe to show.
    pub fn said_by_only(&self, question: &Question) -> String {
        let theirs = self.sides.iter().flatten().next();
        theirs.map_or_else(String::new, |theirs| self.said_by(question, theirs))
    }

    /// What one side says in a row, as it has it.
    pub fn said_by(&self, question: &Question, theirs: &Map<String, Value>) -> String {
        let cells = self.cells.iter().filter_map(|cell| {
            let words = in_words::cell(question, cell.column, Row(theirs))?;
            let label = &Wording::shipped().column(question, cell.column.id).label;
            Some(format!("{label} {words}"))
        });
        cells.collect::<Vec<_>>().join(", ")
    }
}

impl Comparison {
    /// How far the sides agree, in a few sentences.
    pub fn agreement(&self) -> String {
        let [same, close, different, only_one, not_asked, _, not_open] =
            Verdict::ALL.map(|verdict| self.count(verdict));
        let mut sentences = vec![in_short(same, close, different).to_owned()];
        let both = same + close + different;
        if both > 0 {
            let counts = [Verdict::Same, Verdict::Close, Verdict::Different].into_iter();
            let counts = counts.map(|verdict| (self.count(verdict), verdict.in_words()));
            let counts = counts.filter(|(count, _)| *count > 0);
            let counts = counts.map(|(count, words)| format!("{count} {words}"));
            let counts = counts.collect::<Vec<_>>().join(", ");
            let have = if both == 1 { "has" } else { "have" };
            let all = questions(both);
            sentences.push(format!("{all} {have} two answers or more: {counts}."));
        }
        if only_one > 0 {
            let few = questions(only_one);
            sentences.push(format!("Only one of you has answered {few}."));
        }
        if not_asked > 0 {
            let (few, was) = (
                questions(not_asked),
                if not_asked == 1 { "was" } else { "were" },
            );
            sentences.push(format!("{few} {was} asked of one of you only."));
        }
        if not_open > 0 {
            let waits = if not_open == 1 { "waits" } else { "wait" };
            let few = questions(not_open);
            sentences.push(format!("{few} {waits} until all have answered alone."));
        }
        sentences.join(" ")
    }

    /// What a side did not answer and why, as far as that is known, one line for each side with something to say:
    /// `B  2 as we sent them, 7 not filled in, 1 not readable`. With `in_full`, what is not readable is
    /// named, and what was never asked is counted.
    pub fn not_answered(&self, in_full: bool) -> Vec<String> {
        let places = 0..self.sides.len();
        let lines = places.filter_map(|place| {
            let as_sent = self.of_side(place, &Seen::AsSent).len();
            let blank = self.of_side(place, &Seen::NotFilledIn).len();
            // On a small screen the list says it question by question.
            let not_asked = match in_full {
                true => self.of_side(place, &Seen::NotAsked).len(),
                false => 0,
            };
            let unread = &self.unread[place];
            let labels = unread.iter();
            let labels = labels.map(|question| &*Wording::shipped().question(question).label);
            let labels: Vec<&str> = labels.collect();
            let named = match labels.as_slice() {
                labels @ [_, ..] if in_full => format!(" ({})", labels.join(" ")),
                _ => String::new(),
            };
            let sent = if as_sent == 1 { "it" } else { "them" };
            let counts = [
                (as_sent, format!("{as_sent} as we sent {sent}")),
                (blank, format!("{blank} not filled in")),
                (not_asked, format!("{not_asked} not asked")),
                (
                    unread.len(),
                    format!("{} not readable{named}", unread.len()),
                ),
            ];
            let said = counts.into_iter().filter(|(count, _)| *count > 0);
            let said: Vec<String> = said.map(|(_, words)| words).collect();
            (!said.is_empty()).then(|| format!("{}  {}", LETTERS[place], said.join(", ")))
        });
        lines.collect()
    }

    /// The questions of which the same may be seen of a side.
    pub fn of_side(&self, place: usize, seen: &Seen) -> Vec<&'static Question> {
        let same = self.questions.iter();
        let same = same.filter(|compared| compared.answers[place] == *seen);
        same.map(|compared| compared.question).collect()
    }
}

/// Agreement and difference in one sentence.
fn in_short(same: usize, close: usize, different: usize) -> &'static str {
    let agreed = same + close;
    match agreed + different {
        0 => "No question has two answers to compare yet.",
        _ if different == 0 && close == 0 => "You agree wherever two of you have answered.",
        _ if different == 0 => "You agree, or nearly so, wherever two of you have answered.",
        _ if agreed == 0 => "You differ wherever two of you have answered.",
        _ if agreed > different => "You agree on more than you differ on.",
        _ if agreed == different => "You agree on as much as you differ on.",
        _ => "You differ on more than you agree on.",
    }
}

fn questions(count: usize) -> String {
    match count {
        1 => "1 question".into(),
        count => format!("{count} questions"),
    }
}
