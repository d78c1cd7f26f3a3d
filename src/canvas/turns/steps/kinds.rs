//! What each kind of value asks for.

use serde_json::json;

use super::super::super::codes::{Kind, RISK_KEYS};
use super::super::super::number::number_value;
use super::super::super::question::Question;
use super::super::step::{NAMED, SAID, Step};
use super::{Ladder, months_on, shared};

impl Ladder<'_> {
    pub(super) fn kinds(&mut self) {
        if self.has_kind(Kind::SharedVoice) {
            self.sign_off();
        }
        if self.has_kind(Kind::SharedDelivery) {
            self.answerable();
        }
        match self.canvas.kind() {
            Some(Kind::AlignedPlans) => self.plans(),
            Some(Kind::SharedLearning) => {
                let list = "value.learning.know";
                let topics = self.rows(list).into_iter();
                let open = topics
                    .filter(|(_, row)| row.line("topic").is_some() && row.line("has").is_none());
                for row in open.collect::<Vec<_>>() {
                    let step = Step::cells(list, list, "has", &[row], json!(NAMED));
                    self.steps
                        .push(step.without_answer().helping(&["NOBODY-KNOWS"]));
                }
            }
            _ => {}
        }
    }

    fn sign_off(&mut self) {
        let list = "value.voice.sign_off";
        let rows = self.rows(list);
        let most = shared(&rows, |row| row.number("days"), |a, b| a > b);
        if let Some((days, rows)) = most.filter(|(days, _)| *days > 0.0) {
            let step = Step::cells(list, list, "days", &rows, number_value(days / 2.0));
            self.steps.push(step.helping(&["LATE-VOICE"]));
        }
    }

    fn answerable(&mut self) {
        let list = "value.delivery.answerable";
        let table = Question::find(list).and_then(Question::table);
        let table = table.expect("a table");
        if !self.is_answered(list) {
            return;
        }
        let rows = self.rows(list);
        let lacking = RISK_KEYS.iter().copied().filter_map(|key| {
            let mut named = rows
                .iter()
                .filter(|(_, row)| table.key_of(*row) == Some(key));
            let is_answered = named
                .clone()
                .any(|(_, row)| row.line("organisation").is_some());
            (!is_answered).then(|| (key, named.next().copied()))
        });
        for (key, row) in lacking.collect::<Vec<_>>() {
            let step = match row {
                Some(row) => {
                    let step = Step::cells(list, list, "organisation", &[row], json!(NAMED));
                    step.without_answer()
                }
                None => Step::offered(list, key, "organisation", json!(NAMED)),
            };
            self.steps.push(step.helping(&["NOBODY-ANSWERS"]));
        }
        for row in rows {
            if row.1.yes("settled") == Some(false) {
                let step = Step::cells(list, list, "settled", &[row], json!(true));
                self.steps.push(step.helping(&["UNSETTLED"]));
            }
        }
    }

    fn plans(&mut self) {
        let list = "value.plans.plans";
        let rows = self.rows(list);
        let latest = shared(&rows, |row| row.date("fixed_by"), |a, b| a > b);
        if let Some((day, rows)) = latest
            && let Some(to) = months_on(day, 12)
        {
            let step = Step::cells(list, list, "fixed_by", &rows, json!(to.to_string()));
            self.steps.push(step.helping(&["PLANS-FIXED"]));
        }
        let list = "value.plans.moves";
        if !self.is_answered(list) {
            return;
        }
        for row in self.rows(list) {
            if row.1.line("organisation").is_some() && row.1.line("will").is_none() {
                let step = Step::cells(list, list, "will", &[row], json!(SAID));
                self.steps.push(step.without_answer().helping(&["NO-MOVE"]));
            }
        }
    }
}
