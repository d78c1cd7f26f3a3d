//! Belief, the ways without partners, gains, worth and the first win.

use serde_json::{Value, json};

use super::super::super::codes::{Coded, GainKnown, THEM};
use super::super::super::question::Question;
use super::super::super::row::scores;
use super::super::step::{Change, Step};
use super::{Helps, Ladder, months_on, one_off, shared};

impl Ladder<'_> {
    pub(super) fn worth(&mut self) {
        let ways = self.rows("purpose.without");
        let best = shared(&ways, |row| row.scale("worth"), |a, b| a > b);
        if let Some((score, rows)) = best {
            for (to, helps) in one_off(score, &[], &["NO-GAIN", "THIN-GAIN"]) {
                let list = "purpose.without";
                let step = Step::cells(list, list, "worth", &rows, json!(to));
                self.steps.push(step.helping(helps));
            }
        }
        self.belief();
        for partner in self.partners() {
            if partner.1.line("gain").is_none() {
                continue;
            }
            let told = partner.1.code("gain_known") == Some(GainKnown::TheyToldUs);
            let to = match told {
                true => GainKnown::OurGuess,
                false => GainKnown::TheyToldUs,
            };
            let to = json!(to.code());
            let step = Step::cells("value.gains", "partners", "gain_known", &[partner], to);
            let known: Option<GainKnown> = partner.1.code("gain_known");
            self.steps.push(match known {
                Some(GainKnown::TheyToldUs) => step.given_by(Some(THEM)),
                Some(GainKnown::OurGuess) => step.helping(&["GUESSED-VALUE"]),
                None => step.without_answer().helping(&["GUESSED-VALUE"]),
            });
        }
        self.score("value.worth", &["NO-GAIN", "THIN-GAIN"], &[]);
        self.first_win();
    }

    fn belief(&mut self) {
        let question = Question::find("purpose.belief").expect("in the table");
        if !self.canvas.is_open(question) {
            return;
        }
        let voices = self.canvas.voices();
        // Not what may be told: while a round hides something, that is a copy.
        let rows = self
            .canvas
            .document()
            .get("voices")
            .and_then(Value::as_array);
        let places = rows.into_iter().flatten().enumerate();
        let places = places.filter(|(_, row)| row.is_object());
        let scored = places.zip(voices).filter_map(|((index, _), voice)| {
            let score = scores(voice.answer(question)?).first().copied()?;
            Some((index, voice, score))
        });
        let scored: Vec<_> = scored.collect();
        let lowest = scored.iter().map(|(.., score)| *score).min();
        let highest = scored.iter().map(|(.., score)| *score).max();
        for (index, voice, score) in scored {
            let up: Helps = match Some(score) == lowest {
                true => &["BELIEF-LOW", "BELIEF-SPLIT"],
                false => &["BELIEF-LOW"],
            };
            let down: Helps = match Some(score) == highest {
                true => &["BELIEF-SPLIT"],
                false => &[],
            };
            for (to, helps) in one_off(score, up, down) {
                let mut step = Step::new(question.id, json!(score), json!(to)).helping(helps);
                step.row = voice.row.id().map(str::to_owned);
                step.changes = vec![Change::own(index, question.id, json!(to))];
                self.steps.push(step.given_by(Some(&voice.name())));
            }
        }
    }

    fn first_win(&mut self) {
        let list = "value.first_win";
        let wins = self.rows(list);
        let earliest = shared(&wins, |row| row.date("by"), |a, b| a < b);
        let Some((by, rows)) = earliest else {
            return;
        };
        for (months, helps) in [(3, &["TOO-SOON"][..]), (-3, &[])] {
            let Some(to) = months_on(by, months) else {
                continue;
            };
            let step = Step::cells(list, list, "by", &rows, json!(to.to_string()));
            self.steps.push(step.helping(helps));
        }
    }
}
