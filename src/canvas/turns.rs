//! What would change the suggestion: one answer after another moved by one step, and weighed again.
//!
//! What the team has, what is promised elsewhere and the optimism factor stay as they are. Nothing moves
//! that a round still hides.

mod step;
mod steps;
mod words;

use serde_json::{Value, json};

use super::Canvas;
use super::capacity::Sums;
use super::checks::Lean;
use super::codes::{Coded, Outcome};
use super::number::cut_decimals;
use super::others::{Others, Setting};
use super::suggestion::{Suggestion, outcome};

use step::Step;
use steps::steps;

/// How many steps that help are tried in pairs.
const PAIRED: usize = 24;

/// One answer moved by one step, and what would be suggested then.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// The question, or `settings` for the order of priority.
    pub question: &'static str,
    /// The id of the row, partner or voice that moves, or the key of an offered row that is absent; None
    /// where several move together or there is none.
    pub row: Option<String>,
    /// The column of a row; None for a plain answer and for belief.
    pub column: Option<&'static str>,
    /// The answer as it stands; null where there is none.
    pub from: Value,
    /// The answer as it would be; `named` or `said` where a name or a text is lacking.
    pub to: Value,
    /// What would be suggested.
    pub outcome: Outcome,
    /// Who gave the answer that stands: `us`, `them` or a voice's name; None where there is none.
    pub given_by: Option<String>,
}

/// The single answers that would change the suggestion.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Turns {
    /// Those that lead to a better outcome, the best first.
    pub up: Vec<Turn>,
    /// Those that lead to a worse outcome, the worst first.
    pub down: Vec<Turn>,
    /// Two that together lead to a better one, where none does so alone.
    pub pair: Option<[Turn; 2]>,
}

impl Turns {
    /// Searches what would change a suggestion; nothing where there is none.
    pub fn of(setting: &Setting, suggestion: &Suggestion) -> Self {
        let Some(today) = suggestion.outcome else {
            return Self::default();
        };
        let steps = steps(setting, suggestion);
        let mut scales = Scales::of(setting, &steps);
        let mut turns = Self::default();
        for step in &steps {
            let Some(outcome) = scales.weigh(&[step]) else {
                continue;
            };
            match outcome.cmp(&today) {
                std::cmp::Ordering::Less => turns.up.push(step.turn(outcome)),
                std::cmp::Ordering::Greater => turns.down.push(step.turn(outcome)),
                std::cmp::Ordering::Equal => {}
            }
        }
        turns.up.sort_by_key(|turn| turn.outcome);
        turns
            .down
            .sort_by_key(|turn| std::cmp::Reverse(turn.outcome));
        if turns.up.is_empty() {
            turns.pair = pair(&mut scales, &steps, suggestion, today);
        }
        turns
    }

    /// Every turn: the pair, those that lead up, those that lead down.
    pub fn all(&self) -> impl Iterator<Item = &Turn> {
        let pair = self.pair.iter().flatten();
        pair.chain(&self.up).chain(&self.down)
    }

    /// True where nothing that moves by one step changes the suggestion, nor do two for the better.
    pub fn is_empty(&self) -> bool {
        self.up.is_empty() && self.down.is_empty() && self.pair.is_none()
    }

    /// As `check --json` prints it.
    pub fn to_json(&self) -> Value {
        let list = |turns: &[Turn]| Value::Array(turns.iter().map(Turn::to_json).collect());
        json!({
            "up": list(&self.up),
            "down": list(&self.down),
            "pair": self.pair.as_ref().map(|pair| list(pair)),
        })
    }
}

impl Turn {
    fn to_json(&self) -> Value {
        let mut turn = json!({
            "question": self.question,
            "row": self.row,
            "column": self.column,
            "from": self.from,
            "to": self.to,
            "outcome": self.outcome.code(),
            "given_by": self.given_by,
        });
        cut_decimals(&mut turn);
        turn
    }
}

/// The first two steps that help whose joint outcome is the best, and better than today's.
fn pair(
    scales: &mut Scales,
    steps: &[Step],
    suggestion: &Suggestion,
    today: Outcome,
) -> Option<[Turn; 2]> {
    let lean = match today {
        Outcome::SayNoKindly => Lean::No,
        Outcome::NotYet => Lean::Wait,
        Outcome::GoAheadSmaller => Lean::Smaller,
        Outcome::GoAhead => return None,
    };
    let fires = |check: &&str| {
        let mut findings = suggestion.findings.iter();
        findings.any(|finding| finding.check == *check && finding.leans == Some(lean))
    };
    let helping = steps.iter().filter(|step| step.helps.iter().any(fires));
    let helping: Vec<&Step> = helping.take(PAIRED).collect();
    let mut best: Option<(Outcome, [&Step; 2])> = None;
    for (index, first) in helping.iter().enumerate() {
        for second in &helping[index + 1..] {
            if first.moves_the_same(second) {
                continue;
            }
            let known = best.as_ref().map_or(today, |(outcome, _)| *outcome);
            if let Some(outcome) = scales
                .weigh(&[first, second])
                .filter(|found| *found < known)
            {
                best = Some((outcome, [first, second]));
            }
        }
    }
    best.map(|(outcome, pair)| pair.map(|step| step.turn(outcome)))
}

/// A copy of a canvas on which steps are tried, and what surrounds it.
struct Scales<'a> {
    setting: Setting<'a>,
    canvas: Canvas,
    sums: Sums,
    /// What surrounds it were it first in the order, where a step puts it there.
    first: Option<(Others, Sums)>,
}

impl<'a> Scales<'a> {
    fn of(setting: &Setting<'a>, steps: &[Step]) -> Self {
        let goes_first = steps.iter().any(|step| step.puts_first);
        let first = goes_first.then(|| {
            let mut others = setting.others.clone();
            others.rank = others.rank.first();
            let sums = Sums::of(&Setting {
                others: &others,
                ..*setting
            });
            (others, sums)
        });
        Self {
            setting: *setting,
            canvas: setting.canvas.clone(),
            sums: Sums::of(setting),
            first,
        }
    }

    /// What would be suggested with some steps taken, which are taken back again.
    fn weigh(&mut self, steps: &[&Step]) -> Option<Outcome> {
        let mut undone = Vec::new();
        for change in steps.iter().flat_map(|step| &step.changes) {
            undone.extend(self.canvas.try_out(change));
        }
        let goes_first = steps.iter().any(|step| step.puts_first);
        let (others, sums) = match &self.first {
            Some((others, sums)) if goes_first => (others, *sums),
            _ => (self.setting.others, self.sums),
        };
        let setting = Setting {
            canvas: &self.canvas,
            others,
            ..self.setting
        };
        let found = outcome(&setting, sums);
        for change in undone.iter().rev() {
            self.canvas.try_out(change);
        }
        found
    }
}
