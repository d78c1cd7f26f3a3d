//! The steps of capacity and ownership.

use std::cmp::Ordering;

use jiff::ToSpan;
use serde_json::{Value, json};

use super::super::canvases::TODAY;
use super::table::{Row, Table, day, extreme, names, number, score, text};

impl Table {
    pub fn capacity(&mut self) {
        let question = "capacity.people";
        let rows = self.rows(question);
        let most = extreme(&rows, |row| number(&row["days"]), Ordering::Greater);
        if let Some((days, sharing)) = most.filter(|(days, _)| *days > 0.0) {
            let fewer: &[_] = &["OVER-CAPACITY", "TIGHT", "THIN-GAIN"];
            for (to, helps) in [(days * 0.75, fewer), ((days * 1.25).min(1e6), &[])] {
                if to != days {
                    self.add(
                        question,
                        &sharing,
                        Some("days"),
                        json!(days),
                        json!(to),
                        helps,
                    );
                }
            }
        }
        for row in &rows {
            if number(&row.1["days"]).is_some() && row.1["agreed"] == false {
                self.cell(question, row, "agreed", json!(true), &["DAYS-NOT-AGREED"]);
            }
        }
        let partners = self.partners();
        if let Some((trust, rows)) = extreme(&partners, |row| score(&row["trust"]), Ordering::Less)
        {
            let up: &[_] = &["TRUST-GAP", "TOO-SOON", "OVER-CAPACITY", "TIGHT"];
            self.one_up_one_down("capacity.trust", &rows, Some("trust"), trust, [up, &[]]);
        }
        self.closeness();
        let places = ["top_three", "on_the_list", "not_on_the_list"];
        if let Some(priority) = self.code("capacity.priority", &places) {
            let (to, helps): (_, &[_]) = match priority {
                "not_on_the_list" => ("on_the_list", &["NOT-PRIORITY"]),
                _ => ("not_on_the_list", &[]),
            };
            self.add(
                "capacity.priority",
                &[],
                None,
                json!(priority),
                json!(to),
                helps,
            );
        }
        for row in self.rows("capacity.stops") {
            let helps = &["OVER-CAPACITY", "TIGHT"];
            match (number(&row.1["days"]), row.1["agreed"].as_bool()) {
                (None, _) | (_, Some(true)) => {}
                (_, Some(false)) => self.cell("capacity.stops", &row, "agreed", json!(true), helps),
                (_, None) => self.empty_cell("capacity.stops", &row, "agreed", json!(true), helps),
            }
        }
    }

    fn closeness(&mut self) {
        let ties = [
            "keep_in_touch",
            "line_up_plans",
            "share_resources",
            "act_as_one",
        ];
        let Some(tie) = self.code("capacity.closeness", &ties) else {
            return;
        };
        let place = ties
            .iter()
            .position(|one| *one == tie)
            .expect("one of them");
        let lighter: &[_] = &[
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
        for (to, helps) in [(place.checked_sub(1), lighter), (Some(place + 1), &[])] {
            if let Some(to) = to.and_then(|to| ties.get(to)) {
                self.add(
                    "capacity.closeness",
                    &[],
                    None,
                    json!(tie),
                    json!(to),
                    helps,
                );
            }
        }
    }

    pub fn ownership(&mut self) {
        for partner in self.partners() {
            self.shaped(&partner);
        }
        if let Some(ours) = score(self.at("ownership.ours")) {
            self.one_up_one_down("ownership.ours", &[], None, ours, [&["OURS-LOW"], &[]]);
        }
        if self.is_begun("ownership.vision") {
            self.vision();
        }
        if self.is_answered("ownership.decisions") {
            self.decisions();
        }
        let moved = ["us", "shared_by_everyone"];
        if let Some(coordinator) = self.code("ownership.coordinator", &moved) {
            let helps = &["OVER-CAPACITY", "TIGHT", "THIN-GAIN", "CROWD"];
            let (from, to) = (json!(coordinator), json!("a_partner"));
            self.add("ownership.coordinator", &[], None, from, to, helps);
        }
        let in_two_years = TODAY.checked_add(24.months()).expect("near");
        let end = day(self.at("ownership.end_date"));
        if end.is_none_or(|end| end > in_two_years) {
            let from = end.map_or(Value::Null, |end| json!(end.to_string()));
            let to = json!(in_two_years.to_string());
            self.add("ownership.end_date", &[], None, from, to, &["OUTSIDE"]);
        }
        for row in self.rows("ownership.outside") {
            if text(&row.1, "what").is_some() && text(&row.1, "then").is_none() {
                self.empty_cell(
                    "ownership.outside",
                    &row,
                    "then",
                    json!("said"),
                    &["OUTSIDE"],
                );
            }
        }
    }

    fn shaped(&mut self, partner: &Row) {
        let question = "ownership.shaped";
        let parts = ["wrote_it_with_us", "commented", "seen_it", "not_seen"];
        let part = partner.1["part"]
            .as_str()
            .filter(|part| parts.contains(part));
        if self.is_begun(question) {
            match part {
                Some("not_seen") => {
                    self.cell(question, partner, "part", json!("seen_it"), &["UNSEEN"])
                }
                None => self.empty_cell(question, partner, "part", json!("seen_it"), &["UNSEEN"]),
                Some(_) => {}
            }
        }
        let Some(feels) = score(&partner.1["feels_theirs"]) else {
            return;
        };
        let by = partner.1["scored_by"].as_str();
        let by = by.filter(|by| ["them", "us"].contains(by));
        for (to, helps) in [(feels + 1, &["OWNERSHIP-LOW"][..]), (feels - 1, &[])] {
            if (1..=5).contains(&to) {
                self.cell(question, partner, "feels_theirs", json!(to), helps);
                self.given_by(json!(by));
            }
        }
        if by != Some("them") {
            let row = std::slice::from_ref(partner);
            let helps = &["GUESSED-OWNERSHIP"];
            self.add(
                question,
                row,
                Some("scored_by"),
                json!(by),
                json!("them"),
                helps,
            );
        }
    }

    fn vision(&mut self) {
        for partner in self.partners() {
            let steps: &[(&str, bool)] = match partner.1["vision"].as_str() {
                Some("not_asked") => &[("roughly", true), ("differs", false)],
                Some("roughly") => &[("agreed", true), ("differs", false)],
                Some("agreed") => &[("roughly", false)],
                _ => &[("roughly", true)],
            };
            let vision = partner.1["vision"].as_str();
            let known =
                vision.filter(|one| ["differs", "not_asked", "roughly", "agreed"].contains(one));
            for (to, is_up) in steps {
                let helps: &[_] = if *is_up { &["VISION-UNSHARED"] } else { &[] };
                let row = std::slice::from_ref(&partner);
                self.add(
                    "ownership.vision",
                    row,
                    Some("vision"),
                    json!(known),
                    json!(to),
                    helps,
                );
                if known.is_some_and(|vision| vision != "not_asked") {
                    self.given_by(json!("them"));
                }
            }
        }
    }

    fn decisions(&mut self) {
        let question = "ownership.decisions";
        let keys = [
            "agree_plan",
            "spend_money",
            "speak_for_all",
            "pause_or_stop",
        ];
        let rows = self.rows(question);
        let key = |row: &Row| {
            row.1["key"]
                .as_str()
                .filter(|key| keys.contains(key))
                .map(str::to_owned)
        };
        let is_brake = |row: &&Row| key(row).as_deref() == Some("pause_or_stop");
        let counts = |row: &&Row| key(row).is_some() || text(&row.1, "decision").is_some();
        let rows: Vec<&Row> = rows.iter().filter(counts).collect();
        let named = json!(["named"]);
        for row in rows.iter().filter(|row| names(&row.1).len() > 1) {
            let (from, to) = (json!(names(&row.1)), json!([names(&row.1)[0]]));
            let row = std::slice::from_ref(*row);
            self.add(question, row, Some("decides"), from, to, &["NO-DECIDER"]);
        }
        for row in rows
            .iter()
            .filter(|row| names(&row.1).is_empty() && !is_brake(row))
        {
            self.empty_cell(question, row, "decides", named.clone(), &["NO-DECIDER"]);
        }
        let brakes: Vec<_> = rows.iter().filter(|row| is_brake(row)).collect();
        if brakes.iter().all(|row| names(&row.1).is_empty()) {
            match brakes.first() {
                Some(row) => self.empty_cell(question, row, "decides", named, &["NO-BRAKE"]),
                None => self.offered(question, "pause_or_stop", "decides", named, &["NO-BRAKE"]),
            }
        }
    }
}
