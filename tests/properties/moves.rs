//! Every step of the table "what would change it", read a second time from the page: an answer of the
//! file moved, the whole file read again and weighed again.

mod days_and_ownership;
mod purpose_and_value;
mod table;

use std::cmp::{Ordering, Reverse};

use serde_json::{Value, json};
use whytogether::canvas::codes::{Coded, Outcome};
use whytogether::canvas::others::{Others, Setting};
use whytogether::canvas::suggestion::Suggestion;

use super::canvases::{Case, ID, TODAY, read};
use table::Table;

/// One answer of the file moved.
#[derive(Debug, Clone)]
pub struct Move {
    pub entry: Value,
    helps: Vec<&'static str>,
    /// Where something is put in the file, and what.
    edits: Vec<(String, Value)>,
    goes_first: bool,
}

impl Move {
    fn key(&self) -> [&Value; 3] {
        ["question", "row", "column"].map(|key| &self.entry[key])
    }

    fn leading_to(&self, outcome: Outcome) -> Value {
        let mut entry = self.entry.clone();
        entry["outcome"] = json!(outcome.code());
        entry
    }
}

/// The moves of a canvas, and what each of them leads to.
pub struct Moves<'a> {
    case: &'a Case,
    around: Others,
    with_it_first: Others,
    today: Suggestion,
}

impl<'a> Moves<'a> {
    pub fn of(case: &'a Case) -> Self {
        let mut first = case.clone();
        first.order.retain(|id| id != ID);
        first.order.insert(0, ID.to_owned());
        Self {
            case,
            around: case.around(),
            with_it_first: first.around(),
            today: case.suggestion(),
        }
    }

    /// What would change the suggestion, as `check --json` prints it.
    pub fn that_turn_it(&self) -> Value {
        let Some(today) = self.today.outcome else {
            return json!({ "up": [], "down": [], "pair": null });
        };
        let moves = self.all();
        let (mut up, mut down) = (Vec::new(), Vec::new());
        for one in &moves {
            let Some(outcome) = self.outcome(&[one]) else {
                continue;
            };
            match outcome.cmp(&today) {
                Ordering::Less => up.push((outcome, one)),
                Ordering::Greater => down.push((outcome, one)),
                Ordering::Equal => {}
            }
        }
        up.sort_by_key(|found| found.0);
        down.sort_by_key(|found| Reverse(found.0));
        let pair = match up.is_empty() {
            true => self.pair(&moves, today),
            false => None,
        };
        let said = |found: &[(Outcome, &Move)]| -> Vec<Value> {
            let all = found.iter();
            all.map(|(outcome, one)| one.leading_to(*outcome)).collect()
        };
        json!({ "up": said(&up), "down": said(&down), "pair": pair })
    }

    fn outcome(&self, moves: &[&Move]) -> Option<Outcome> {
        let mut document = self.case.canvas.clone();
        let mut others = &self.around;
        for one in moves {
            for (place, value) in &one.edits {
                put(&mut document, place, value.clone());
            }
            if one.goes_first {
                others = &self.with_it_first;
            }
        }
        let setting = Setting {
            canvas: &read(&document),
            others,
            team: self.case.team,
            today: TODAY,
        };
        Suggestion::of(&setting).outcome
    }

    fn pair(&self, moves: &[Move], today: Outcome) -> Option<Value> {
        let lean = match today {
            Outcome::SayNoKindly => "no",
            Outcome::NotYet => "wait",
            Outcome::GoAheadSmaller => "smaller",
            Outcome::GoAhead => return None,
        };
        let fires = |check: &&str| {
            let mut found = self.today.findings.iter();
            found.any(|one| {
                one.check == *check && one.leans.is_some_and(|leans| leans.code() == lean)
            })
        };
        let helping = moves.iter().filter(|one| one.helps.iter().any(fires));
        let helping: Vec<&Move> = helping.take(24).collect();
        let mut best = (today, None);
        for (place, one) in helping.iter().enumerate() {
            for other in &helping[place + 1..] {
                if one.key() == other.key() {
                    continue;
                }
                if let Some(outcome) = self.outcome(&[one, other])
                    && outcome < best.0
                {
                    let both = [one.leading_to(outcome), other.leading_to(outcome)];
                    best = (outcome, Some(json!(both)));
                }
            }
        }
        best.1
    }

    /// Every step, in the order of the table.
    fn all(&self) -> Vec<Move> {
        let canvas = read(&self.case.canvas);
        let mut table = Table {
            document: Value::Object(canvas.told().clone()),
            canvas,
            moves: Vec::new(),
        };
        table.purpose_and_value();
        table.follow_ups();
        table.capacity();
        table.ownership();
        let is_over = self
            .today
            .findings
            .iter()
            .any(|one| one.check == "OVER-CAPACITY");
        let place = self.case.order.iter().position(|id| id == ID);
        if is_over && place != Some(0) {
            let from = place.map_or(Value::Null, |place| json!(place + 1));
            table.add(
                "settings",
                &[],
                Some("order"),
                from,
                json!(1),
                &["OVER-CAPACITY"],
            );
            table.last().goes_first = true;
        }
        table.moves
    }
}

/// Puts a value at a JSON pointer; `-` is a place after the last row.
pub fn put(document: &mut Value, place: &str, value: Value) {
    let mut at = document;
    for token in place.split('/').skip(1) {
        at = match at {
            Value::Array(rows) => {
                let place = token.parse().unwrap_or(rows.len());
                if place == rows.len() {
                    rows.push(Value::Null);
                }
                &mut rows[place]
            }
            Value::Object(map) => map.entry(token).or_insert_with(|| json!({})),
            // Something else stands in the way, so that nothing can be put there.
            _ => return,
        };
    }
    *at = value;
}
