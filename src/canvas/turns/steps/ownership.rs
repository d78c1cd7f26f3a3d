//! Whose plan it is, who decides, how it ends and what could pull it apart.

use serde_json::{Value, json};

use super::super::super::codes::{
    Coded, Coordinator, PAUSE_OR_STOP, Part, SCORED_BY, THEM, Vision,
};
use super::super::super::question::Question;
use super::super::super::row::Row;
use super::super::super::when;
use super::super::step::{NAMED, SAID, Step};
use super::{Ladder, one_off};

impl Ladder<'_> {
    pub(super) fn ownership(&mut self) {
        self.shaped();
        self.score("ownership.ours", &["OURS-LOW"], &[]);
        if self.is_begun("ownership.vision") {
            self.vision();
        }
        if self.is_answered("ownership.decisions") {
            self.decisions();
        }
        let coordinator = self.canvas.coordinator();
        if let Some(from @ (Coordinator::Us | Coordinator::SharedByEveryone)) = coordinator {
            let (from, to) = (json!(from.code()), json!(Coordinator::APartner.code()));
            let step = Step::answer("ownership.coordinator", from, to);
            let helps = &["OVER-CAPACITY", "TIGHT", "THIN-GAIN", "CROWD"];
            self.steps.push(step.helping(helps));
        }
        let (end, furthest) = (
            self.canvas.date("ownership.end_date"),
            when::add_months(self.today, 24.0),
        );
        if end.is_none_or(|end| end > furthest) {
            let from = end.map_or(Value::Null, |end| json!(end.to_string()));
            let step = Step::answer("ownership.end_date", from, json!(furthest.to_string()));
            self.steps.push(step.helping(&["OUTSIDE"]));
        }
        let list = "ownership.outside";
        for row in self.rows(list) {
            if row.1.line("what").is_some() && row.1.line("then").is_none() {
                let step = Step::cells(list, list, "then", &[row], json!(SAID));
                self.steps.push(step.without_answer().helping(&["OUTSIDE"]));
            }
        }
    }

    fn shaped(&mut self) {
        let question = "ownership.shaped";
        let is_begun = self.is_begun(question);
        for partner in self.partners() {
            let cell = |column, to| Step::cells(question, "partners", column, &[partner], to);
            let row = partner.1;
            let part: Option<Part> = row.code("part");
            if is_begun && part.is_none_or(|part| part == Part::NotSeen) {
                let step = cell("part", json!(Part::SeenIt.code()));
                let step = match part {
                    Some(_) => step,
                    None => step.without_answer(),
                };
                self.steps.push(step.helping(&["UNSEEN"]));
            }
            let Some(score) = row.scale("feels_theirs") else {
                continue;
            };
            let scored_by = row.line("scored_by").filter(|by| SCORED_BY.contains(by));
            for (to, helps) in one_off(score, &["OWNERSHIP-LOW"], &[]) {
                let step = cell("feels_theirs", json!(to)).given_by(scored_by);
                self.steps.push(step.helping(helps));
            }
            if scored_by != Some(THEM) {
                let step = cell("scored_by", json!(THEM));
                let step = match scored_by {
                    Some(_) => step,
                    None => step.without_answer(),
                };
                let step = step.given_by(scored_by);
                self.steps.push(step.helping(&["GUESSED-OWNERSHIP"]));
            }
        }
    }

    fn vision(&mut self) {
        for partner in self.partners() {
            let vision: Option<Vision> = partner.1.code("vision");
            let (up, down) = match vision {
                Some(Vision::Differs) | None => (Some(Vision::Roughly), None),
                Some(Vision::NotAsked) => (Some(Vision::Roughly), Some(Vision::Differs)),
                Some(Vision::Roughly) => (Some(Vision::Agreed), Some(Vision::Differs)),
                Some(Vision::Agreed) => (None, Some(Vision::Roughly)),
            };
            for (to, helps) in [(up, &["VISION-UNSHARED"][..]), (down, &[])] {
                let Some(to) = to.map(Vision::code) else {
                    continue;
                };
                let step = Step::cells(
                    "ownership.vision",
                    "partners",
                    "vision",
                    &[partner],
                    json!(to),
                );
                self.steps.push(match vision {
                    None => step.without_answer().helping(helps),
                    Some(Vision::NotAsked) => step.helping(helps),
                    Some(_) => step.given_by(Some(THEM)).helping(helps),
                });
            }
        }
    }

    fn decisions(&mut self) {
        let list = "ownership.decisions";
        let table = Question::find(list).and_then(Question::table);
        let table = table.expect("a table");
        let mut rows = self.rows(list);
        rows.retain(|(_, row)| table.key_of(*row).is_some() || row.line("decision").is_some());
        fn names<'r>(row: &Row<'r>) -> Vec<&'r str> {
            row.names("decides")
        }
        let is_brake = |row: &Row| row.line("key") == Some(PAUSE_OR_STOP);
        for row in rows.iter().filter(|(_, row)| names(row).len() > 1) {
            let (all, first) = (names(&row.1), json!([names(&row.1)[0]]));
            let mut step = Step::cells(list, list, "decides", &[*row], first);
            step.from = json!(all);
            self.steps.push(step.helping(&["NO-DECIDER"]));
        }
        let nameless = |row: &&(usize, Row)| names(&row.1).is_empty();
        for row in rows
            .iter()
            .filter(nameless)
            .filter(|(_, row)| !is_brake(row))
        {
            let step = Step::cells(list, list, "decides", &[*row], json!([NAMED]));
            self.steps
                .push(step.without_answer().helping(&["NO-DECIDER"]));
        }
        let mut brakes = rows.iter().filter(|(_, row)| is_brake(row));
        if brakes.clone().all(|(_, row)| names(row).is_empty()) {
            let step = match brakes.next() {
                Some(row) => Step::cells(list, list, "decides", &[*row], json!([NAMED])),
                None => Step::offered(list, PAUSE_OR_STOP, "decides", json!([NAMED])),
            };
            self.steps
                .push(step.without_answer().helping(&["NO-BRAKE"]));
        }
    }
}
