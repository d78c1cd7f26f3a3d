//! People and their days, trust, closeness, priority and what stops.

use serde_json::json;

use super::super::super::codes::{Closeness, Coded, Priority};
use super::super::super::document::MAX_NUMBER;
use super::super::super::number::number_value;
use super::super::step::Step;
use super::{Helps, Ladder, one_off, shared};

const LIGHTER_HELPS: Helps = &[
    "OVER-CAPACITY",
    "TIGHT",
    "THIN-GAIN",
    "KIND-HEAVY",
    "NOBODY-ANSWERS",
    "UNSETTLED",
    "TRUST-GAP",
    "TOO-SOON",
    "UNSEEN",
    "GUESSED-OWNERSHIP",
    "VISION-UNSHARED",
    "NO-DECIDER",
    "OUTSIDE",
];

impl Ladder<'_> {
    pub(super) fn capacity(&mut self) {
        self.people();
        let partners = self.partners();
        let lowest = shared(&partners, |row| row.scale("trust"), |a, b| a < b);
        if let Some((score, rows)) = lowest {
            let up = &["TRUST-GAP", "TOO-SOON", "OVER-CAPACITY", "TIGHT"];
            for (to, helps) in one_off(score, up, &[]) {
                let step = Step::cells("capacity.trust", "partners", "trust", &rows, json!(to));
                self.steps.push(step.helping(helps));
            }
        }
        self.closeness();
        if let Some(priority) = self.canvas.priority() {
            let (to, helps): (_, Helps) = match priority {
                Priority::NotOnTheList => (Priority::OnTheList, &["NOT-PRIORITY"]),
                _ => (Priority::NotOnTheList, &[]),
            };
            let (from, to) = (json!(priority.code()), json!(to.code()));
            let step = Step::answer("capacity.priority", from, to);
            self.steps.push(step.helping(helps));
        }
        let list = "capacity.stops";
        for row in self.rows(list) {
            if row.1.number("days").is_some() && row.1.yes("agreed") != Some(true) {
                let step = Step::cells(list, list, "agreed", &[row], json!(true));
                let step = match row.1.yes("agreed") {
                    Some(_) => step,
                    None => step.without_answer(),
                };
                self.steps.push(step.helping(&["OVER-CAPACITY", "TIGHT"]));
            }
        }
    }

    fn people(&mut self) {
        let list = "capacity.people";
        let rows = self.rows(list);
        let most = shared(&rows, |row| row.number("days"), |a, b| a > b);
        if let Some((days, shared)) = most.filter(|(days, _)| *days > 0.0) {
            let fewer: Helps = &["OVER-CAPACITY", "TIGHT", "THIN-GAIN"];
            for (factor, helps) in [(0.75, fewer), (1.25, &[])] {
                let to = (days * factor).min(MAX_NUMBER);
                if to != days {
                    let step = Step::cells(list, list, "days", &shared, number_value(to));
                    self.steps.push(step.helping(helps));
                }
            }
        }
        for row in rows {
            if row.1.number("days").is_some() && row.1.yes("agreed") == Some(false) {
                let step = Step::cells(list, list, "agreed", &[row], json!(true));
                self.steps.push(step.helping(&["DAYS-NOT-AGREED"]));
            }
        }
    }

    fn closeness(&mut self) {
        let Some(closeness) = self.canvas.closeness() else {
            return;
        };
        let lighter = Closeness::ALL.iter().rev().find(|tie| **tie < closeness);
        let closer = Closeness::ALL.iter().find(|tie| **tie > closeness);
        for (to, helps) in [(lighter, LIGHTER_HELPS), (closer, &[])] {
            if let Some(to) = to {
                let (from, to) = (json!(closeness.code()), json!(to.code()));
                let step = Step::answer("capacity.closeness", from, to);
                self.steps.push(step.helping(helps));
            }
        }
    }
}
