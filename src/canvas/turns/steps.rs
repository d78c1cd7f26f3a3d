//! Every step that an answer may take, in the order in which they are tried.

mod capacity;
mod kinds;
mod ownership;
mod worth;

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::super::Canvas;
use super::super::codes::Kind;
use super::super::others::Setting;
use super::super::question::Question;
use super::super::row::Row;
use super::super::suggestion::Suggestion;
use super::super::when;
use super::step::Step;

/// What the steps are read from.
struct Ladder<'a> {
    canvas: &'a Canvas,
    today: Date,
    steps: Vec<Step>,
}

/// Every step, in order.
pub(super) fn steps(setting: &Setting, suggestion: &Suggestion) -> Vec<Step> {
    let mut ladder = Ladder {
        canvas: setting.canvas,
        today: setting.today,
        steps: Vec::new(),
    };
    ladder.worth();
    ladder.kinds();
    ladder.capacity();
    ladder.ownership();
    let rank = &setting.others.rank;
    if suggestion.capacity.is_over() && rank.place != Some(1) {
        let mut step = Step::new("settings", json!(rank.place), json!(1));
        step.column = Some("order");
        step.puts_first = true;
        ladder.steps.push(step.helping(&["OVER-CAPACITY"]));
    }
    ladder.steps
}

/// Rows with their places in the list of the file.
type Rows<'a> = Vec<(usize, Row<'a>)>;

impl<'a> Ladder<'a> {
    fn rows(&self, list: &str) -> Rows<'a> {
        let rows = self.canvas.value(list).and_then(Value::as_array);
        let rows = rows.into_iter().flatten().enumerate();
        rows.filter_map(|(index, row)| Some((index, Row(row.as_object()?))))
            .collect()
    }

    fn partners(&self) -> Rows<'a> {
        let mut rows = self.rows("partners");
        rows.retain(|(_, row)| row.line("organisation").is_some());
        rows
    }

    fn is_answered(&self, question: &str) -> bool {
        Question::find(question).is_some_and(|question| self.canvas.is_answered(question))
    }

    fn is_begun(&self, question: &str) -> bool {
        Question::find(question).is_some_and(|question| self.canvas.is_begun(question))
    }

    fn has_kind(&self, kind: Kind) -> bool {
        self.canvas.kind() == Some(kind) || self.canvas.second_kind() == Some(kind)
    }

    /// A score one higher and one lower, each with the checks it helps.
    fn score(&mut self, question: &'static str, up: Helps, down: Helps) {
        let Some(score) = self.canvas.scale(question) else {
            return;
        };
        for (to, helps) in one_off(score, up, down) {
            let step = Step::answer(question, json!(score), json!(to));
            self.steps.push(step.helping(helps));
        }
    }
}

/// The checks that a step may help.
type Helps = &'static [&'static str];

/// A score one higher and one lower, where the scale has it.
fn one_off(score: u8, up: Helps, down: Helps) -> impl Iterator<Item = (u8, Helps)> {
    let both = [(score + 1, up), (score - 1, down)];
    both.into_iter().filter(|(to, _)| (1..=5).contains(to))
}

/// The value that no other row beats, and the rows that share it.
fn shared<'a, T: Copy + PartialEq>(
    rows: &Rows<'a>,
    value: impl Fn(Row<'a>) -> Option<T>,
    beats: impl Fn(T, T) -> bool,
) -> Option<(T, Rows<'a>)> {
    let values = rows.iter().filter_map(|(_, row)| value(*row));
    let best = values.reduce(|best, one| if beats(one, best) { one } else { best })?;
    let sharing = rows.iter().filter(|(_, row)| value(*row) == Some(best));
    Some((best, sharing.copied().collect()))
}

/// A day some months on, within the days that a file may hold.
fn months_on(day: Date, months: i32) -> Option<Date> {
    let moved = day.checked_add(months.months()).ok()?;
    when::from_file(&moved.to_string())
}
