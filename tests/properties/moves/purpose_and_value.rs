//! The steps of purpose and value, with what each kind of value asks for.

use std::cmp::Ordering;

use serde_json::{Value, json};
use whytogether::canvas::question::Question;

use super::table::{Table, day, extreme, months_after, number, score, text};

impl Table {
    pub fn purpose_and_value(&mut self) {
        let ways = self.rows("purpose.without");
        if let Some((worth, rows)) = extreme(&ways, |row| score(&row["worth"]), Ordering::Greater) {
            let down: &[_] = &["NO-GAIN", "THIN-GAIN"];
            self.one_up_one_down("purpose.without", &rows, Some("worth"), worth, [&[], down]);
        }
        if self
            .canvas
            .is_open(Question::find("purpose.belief").expect("asked"))
        {
            self.belief();
        }
        for partner in self.partners() {
            if text(&partner.1, "gain").is_none() {
                continue;
            }
            match partner.1["gain_known"].as_str() {
                Some("they_told_us") => {
                    self.cell(
                        "value.gains",
                        &partner,
                        "gain_known",
                        json!("our_guess"),
                        &[],
                    );
                    self.given_by(json!("them"));
                }
                Some("our_guess") => {
                    let to = json!("they_told_us");
                    self.cell(
                        "value.gains",
                        &partner,
                        "gain_known",
                        to,
                        &["GUESSED-VALUE"],
                    );
                }
                _ => {
                    let to = json!("they_told_us");
                    self.empty_cell(
                        "value.gains",
                        &partner,
                        "gain_known",
                        to,
                        &["GUESSED-VALUE"],
                    );
                }
            }
        }
        if let Some(worth) = score(self.at("value.worth")) {
            let up: &[_] = &["NO-GAIN", "THIN-GAIN"];
            self.one_up_one_down("value.worth", &[], None, worth, [up, &[]]);
        }
        let wins = self.rows("value.first_win");
        if let Some((by, rows)) = extreme(&wins, |row| day(&row["by"]), Ordering::Less) {
            for (months, helps) in [(3, &["TOO-SOON"][..]), (-3, &[])] {
                if let Some(to) = months_after(by, months) {
                    let (from, to) = (json!(by.to_string()), json!(to.to_string()));
                    self.add("value.first_win", &rows, Some("by"), from, to, helps);
                }
            }
        }
    }

    fn belief(&mut self) {
        let voices = self.rows("voices");
        let scored = voices
            .iter()
            .enumerate()
            .filter_map(|(nth, (place, voice))| {
                let belief = score(&voice["answers"]["purpose.belief"])?;
                let name = text(voice, "name").map(str::to_owned);
                let name = name.unwrap_or_else(|| format!("voice {}", nth + 1));
                Some((*place, voice["id"].clone(), name, belief))
            });
        let scored: Vec<_> = scored.collect();
        let lowest = scored.iter().map(|(.., belief)| *belief).min();
        let highest = scored.iter().map(|(.., belief)| *belief).max();
        for (place, id, name, belief) in scored {
            let mut up = vec!["BELIEF-LOW"];
            if Some(belief) == lowest {
                up.push("BELIEF-SPLIT");
            }
            let down: &[_] = if Some(belief) == highest {
                &["BELIEF-SPLIT"]
            } else {
                &[]
            };
            for (to, helps) in [(belief + 1, &up[..]), (belief - 1, down)] {
                if !(1..=5).contains(&to) {
                    continue;
                }
                self.add("purpose.belief", &[], None, json!(belief), json!(to), helps);
                self.given_by(json!(name));
                let last = self.last();
                last.entry["row"] = id.clone();
                let at = format!("/voices/{place}/answers/purpose.belief");
                last.edits = vec![(at, json!(to))];
            }
        }
    }

    pub fn follow_ups(&mut self) {
        if self.kinds_hold("shared_voice") {
            let rows = self.rows("value.voice.sign_off");
            let most = extreme(&rows, |row| number(&row["days"]), Ordering::Greater);
            if let Some((days, rows)) = most.filter(|(days, _)| *days > 0.0) {
                let question = "value.voice.sign_off";
                let half = json!(days / 2.0);
                self.add(
                    question,
                    &rows,
                    Some("days"),
                    json!(days),
                    half,
                    &["LATE-VOICE"],
                );
            }
        }
        if self.kinds_hold("shared_delivery") && self.is_answered("value.delivery.answerable") {
            self.answerable();
        }
        if self.is_kind("aligned_plans") {
            self.plans();
        }
        if self.is_kind("shared_learning") {
            for row in self.rows("value.learning.know") {
                if text(&row.1, "topic").is_some() && text(&row.1, "has").is_none() {
                    let question = "value.learning.know";
                    self.empty_cell(question, &row, "has", json!("named"), &["NOBODY-KNOWS"]);
                }
            }
        }
    }

    fn answerable(&mut self) {
        let question = "value.delivery.answerable";
        let keys = ["safety", "information", "money"];
        let rows = self.rows(question);
        let key_of = |row: &Value| match text(row, "key") {
            Some(key) => keys.into_iter().find(|one| *one == key),
            None => {
                let risk = text(row, "risk")?.trim().to_lowercase();
                keys.into_iter().find(|one| *one == risk)
            }
        };
        for key in keys {
            let of_key = rows.iter().filter(|(_, row)| key_of(row) == Some(key));
            let of_key: Vec<_> = of_key.collect();
            if of_key
                .iter()
                .any(|(_, row)| text(row, "organisation").is_some())
            {
                continue;
            }
            let helps = &["NOBODY-ANSWERS"];
            match of_key.first() {
                Some(row) => self.empty_cell(question, row, "organisation", json!("named"), helps),
                None => self.offered(question, key, "organisation", json!("named"), helps),
            }
        }
        for row in &rows {
            if row.1["settled"] == false {
                self.cell(question, row, "settled", json!(true), &["UNSETTLED"]);
            }
        }
    }

    fn plans(&mut self) {
        let question = "value.plans.plans";
        let rows = self.rows(question);
        if let Some((by, rows)) = extreme(&rows, |row| day(&row["fixed_by"]), Ordering::Greater)
            && let Some(to) = months_after(by, 12)
        {
            let (from, to) = (json!(by.to_string()), json!(to.to_string()));
            self.add(
                question,
                &rows,
                Some("fixed_by"),
                from,
                to,
                &["PLANS-FIXED"],
            );
        }
        let question = "value.plans.moves";
        if !self.is_answered(question) {
            return;
        }
        for row in self.rows(question) {
            if text(&row.1, "organisation").is_some() && text(&row.1, "will").is_none() {
                self.empty_cell(question, &row, "will", json!("said"), &["NO-MOVE"]);
            }
        }
    }
}
