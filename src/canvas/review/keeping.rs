//! Writing a check-in: each answer goes straight into its row, and scores of partners to the partners.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::super::Canvas;
use super::super::answer::AnswerError;
use super::super::edit::rows_mut;
use super::super::id::{Random, row_id};
use super::super::number::number_value;
use super::super::row;
use super::{CheckIn, Of, ReviewQuestion};

/// The trust in partners before their first score in a check-in: once it is copied to the partners, the
/// canvas does not say any more what it was.
pub(super) const TRUST_BEFORE: &str = "trust_before";
/// What a check-in has that may be left empty.
const MAPS_AND_ROWS: &[&str] = &["trust", "feels_theirs", "start_again", "keep"];
/// What a check-in has of itself, before anybody answers.
pub(in crate::canvas) const OWN: &[&str] = &["id", "on", "planned_work", "overhead", TRUST_BEFORE];

impl Canvas {
    /// Puts an answer of a check-in, or removes it; a check-in begins with its first answer.
    ///
    /// `of` is the id of the partner or the voice, for a question about each. A score of trust or of
    /// ownership goes to the partner too.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn put_in_review(
        &mut self,
        check_in: &CheckIn,
        asked: &ReviewQuestion,
        of: Option<&str>,
        value: Option<Value>,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let key = asked.key();
        if value.is_none() && self.check_in_on(check_in.on).is_none() {
            return Ok(());
        }
        let before = of
            .filter(|_| key == "trust")
            .and_then(|partner| self.trust_to_remember(check_in, partner));
        let us = (asked.of == Of::Voice && of == Some("")).then(|| self.first_voice(random));
        let of = us.as_deref().or(of);
        let row = self.review_row(check_in, random)?;
        match (of, &value) {
            (None, Some(value)) => {
                row.insert(key.to_owned(), value.clone());
            }
            (None, None) => {
                row.shift_remove(key);
            }
            (Some(id), value) => {
                put_for(row, key, id, value.clone())?;
                if let Some(before) = before {
                    put_for(row, TRUST_BEFORE, id, Some(before.into()))?;
                }
            }
        }
        match (asked.of, of, value) {
            (Of::Partner, Some(id), Some(value)) => self.put_on_partner(id, key, Some(value)),
            (of_each, of, None) => {
                if let (Of::Partner, Some(id)) = (of_each, of) {
                    self.take_from_partner(check_in, id, key);
                }
                self.tidy_review(check_in.on);
            }
            _ => {}
        }
        Ok(())
    }

    /// Puts a cell of a row of `keep` and returns the row's id; without an id a row is added.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn put_kept(
        &mut self,
        check_in: &CheckIn,
        id: Option<&str>,
        column: &str,
        value: Option<Value>,
        random: &mut dyn Random,
    ) -> Result<String, AnswerError> {
        let id = match id {
            Some(id) => id.to_owned(),
            None => row_id(|id| self.has_row_id(id), random),
        };
        let row = self.review_row(check_in, random)?;
        let kept = row.entry("keep").or_insert_with(|| json!([]));
        let rows = kept.as_array_mut().ok_or_else(|| in_the_way("keep"))?;
        let is_it = |row: &&mut Value| row.get("id").and_then(Value::as_str) == Some(&id);
        if !rows.iter_mut().any(|row| is_it(&row)) {
            rows.push(json!({ "id": id }));
        }
        let found = rows.iter_mut().find(is_it).and_then(Value::as_object_mut);
        let found = found.expect("it was just put there");
        match value {
            Some(value) => found.insert(column.to_owned(), value),
            None => found.shift_remove(column),
        };
        Ok(id)
    }

    /// Puts a row of `keep` that was taken out in its place again, with all that it said; nothing where it is
    /// there.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn put_kept_back(
        &mut self,
        check_in: &CheckIn,
        place: usize,
        row: Map<String, Value>,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let review = self.review_row(check_in, random)?;
        let kept = review.entry("keep").or_insert_with(|| json!([]));
        let rows = kept.as_array_mut().ok_or_else(|| in_the_way("keep"))?;
        if rows.iter().all(|known| known.get("id") != row.get("id")) {
            rows.insert(place.min(rows.len()), Value::Object(row));
        }
        Ok(())
    }

    /// Replaces the rows of `keep`; a row without an id gets one.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn replace_kept(
        &mut self,
        check_in: &CheckIn,
        rows: Option<Value>,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let mut rows = rows.unwrap_or_else(|| json!([]));
        let mut given: Vec<String> = Vec::new();
        for row in rows
            .as_array_mut()
            .into_iter()
            .flatten()
            .filter_map(Value::as_object_mut)
        {
            let id = row
                .get("id")
                .and_then(Value::as_str)
                .filter(|id| !id.is_empty());
            let id = id.map_or_else(
                || {
                    row_id(
                        |id| self.has_row_id(id) || given.iter().any(|one| one == id),
                        random,
                    )
                },
                str::to_owned,
            );
            given.push(id.clone());
            row.shift_insert(0, "id".into(), id.into());
        }
        if given.is_empty() && self.check_in_on(check_in.on).is_none() {
            return Ok(());
        }
        self.review_row(check_in, random)?
            .insert("keep".into(), rows);
        self.tidy_review(check_in.on);
        Ok(())
    }

    /// Takes out what says nothing any more in the check-in of a day: rows of `keep`, maps without an
    /// entry, and the check-in itself where it has no answer.
    pub fn tidy_review(&mut self, on: Date) {
        let on = on.to_string();
        let is_of_day = |row: &Map<String, Value>| row.get("on") == Some(&Value::from(on.as_str()));
        let reviews = rows_mut(&mut self.document, "reviews").into_iter();
        for row in reviews.filter(|row| is_of_day(row)) {
            if let Some(Value::Array(kept)) = row.get_mut("keep") {
                kept.retain(|row| row.as_object().is_none_or(|row| row.len() > 1));
            }
            for key in MAPS_AND_ROWS {
                let value = row.get(*key);
                let is_empty =
                    value.is_some_and(|value| *value == json!({}) || *value == json!([]));
                if is_empty {
                    row.shift_remove(*key);
                }
            }
        }
        if let Some(Value::Array(rows)) = self.document.get_mut("reviews") {
            rows.retain(|row| {
                let of_day = row.as_object().filter(|row| is_of_day(row));
                of_day.is_none_or(|row| row.keys().any(|key| !OWN.contains(&key.as_str())))
            });
            if rows.is_empty() {
                self.document.shift_remove("reviews");
            }
        }
    }

    /// The row of a day's check-in, which is begun where there is none; the plan is kept as it stands
    /// at that moment.
    fn review_row(
        &mut self,
        check_in: &CheckIn,
        random: &mut dyn Random,
    ) -> Result<&mut Map<String, Value>, AnswerError> {
        let on = check_in.on.to_string();
        let id = row_id(|id| self.has_row_id(id), random);
        let reviews = self.document.entry("reviews").or_insert_with(|| json!([]));
        let rows = reviews
            .as_array_mut()
            .ok_or_else(|| in_the_way("reviews"))?;
        let is_of_day = |row: &Value| row.get("on").and_then(Value::as_str) == Some(on.as_str());
        if !rows.iter().any(is_of_day) {
            let mut row = Map::new();
            row.insert("id".into(), id.into());
            row.insert("on".into(), on.as_str().into());
            for (key, days) in [
                ("planned_work", check_in.planned_work),
                ("overhead", check_in.overhead),
            ] {
                row.extend(days.map(|days| (key.to_owned(), number_value(days))));
            }
            rows.push(Value::Object(row));
        }
        let row = rows.iter_mut().find(|row| is_of_day(row));
        let row = row.and_then(Value::as_object_mut);
        Ok(row.expect("a row with a day is an object"))
    }

    /// What the canvas says of a partner's trust, before the first check-in that scores it replaces it.
    fn trust_to_remember(&self, check_in: &CheckIn, partner: &str) -> Option<u8> {
        let is_scored = self.check_ins().iter().any(|review| {
            review.trust(partner).is_some() || review.trust_before(partner).is_some()
        });
        let is_first = !is_scored && self.check_ins().iter().all(|past| past.on <= check_in.on);
        let mut partners = self.partners().filter(|_| is_first);
        let partner = partners.find(|row| row.id() == Some(partner))?;
        partner.0.get("trust").and_then(row::as_scale)
    }

    /// Takes a score that was taken back in a check-in from the partner, too: the one before stands there again.
    fn take_from_partner(&mut self, check_in: &CheckIn, id: &str, key: &'static str) {
        let reviews = self.check_ins();
        let later = reviews
            .iter()
            .any(|review| review.on > check_in.on && review.value_for(key, id).is_some());
        let earlier = reviews
            .iter()
            .rev()
            .filter(|review| review.on < check_in.on);
        let scored = earlier
            .filter_map(|review| review.value_for(key, id))
            .next();
        let of_day = reviews.iter().find(|review| review.on == check_in.on);
        let remembered = of_day
            .filter(|_| key == "trust")
            .and_then(|review| review.value_for(TRUST_BEFORE, id));
        let before = scored.or(remembered).cloned();
        // What stood on the partner before the first score of this kind is kept only of trust.
        if !later && (before.is_some() || key == "trust") {
            self.put_on_partner(id, key, before);
        }
    }

    fn put_on_partner(&mut self, id: &str, key: &str, value: Option<Value>) {
        let mut partners = rows_mut(&mut self.document, "partners").into_iter();
        let is_it =
            |row: &&mut Map<String, Value>| row.get("id").and_then(Value::as_str) == Some(id);
        if let Some(partner) = partners.find(is_it) {
            match value {
                Some(value) => drop(partner.insert(key.to_owned(), value)),
                None => drop(partner.shift_remove(key)),
            }
        }
    }
}

/// Puts one answer of a map, or takes it out.
fn put_for(
    row: &mut Map<String, Value>,
    key: &'static str,
    id: &str,
    value: Option<Value>,
) -> Result<(), AnswerError> {
    let map = row.entry(key).or_insert_with(|| json!({}));
    let map = map.as_object_mut().ok_or_else(|| in_the_way(key))?;
    match value {
        Some(value) => map.insert(id.to_owned(), value),
        None => map.shift_remove(id),
    };
    Ok(())
}

fn in_the_way(path: &str) -> AnswerError {
    AnswerError::InTheWay {
        path: path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::id::CanvasId;
    use super::super::signals::signals;
    use super::*;
    use jiff::civil::date;

    const FIRST: CheckIn = CheckIn {
        on: date(2027, 5, 20),
        planned_work: Some(3.0),
        overhead: None,
    };

    fn canvas() -> Canvas {
        let text = br#"{"format":"whytogether.canvas","version":1,
            "partners":[{"id":"p3ka","organisation":"Fellgate Ambulance","trust":4,"feels_theirs":3}],
            "decision":{"choice":"go_ahead","decided_on":"2027-01-01"}}"#;
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        Canvas::read(id, text).expect("reads")
    }

    fn put(canvas: &mut Canvas, check_in: &CheckIn, key: &str, of: Option<&str>, value: Value) {
        let mut next = 0;
        let mut random = |end: usize| {
            next += 1;
            next % end
        };
        let asked = ReviewQuestion::find(key).expect("in the table");
        let value = Some(value).filter(|value| !value.is_null());
        let kept = canvas.put_in_review(check_in, asked, of, value, &mut random);
        kept.expect("kept");
    }

    #[test]
    fn a_check_in_keeps_the_plan_of_its_day_as_far_as_there_is_one() {
        let mut canvas = canvas();
        put(&mut canvas, &FIRST, "value", None, json!(4));
        let later = CheckIn {
            planned_work: Some(9.0),
            ..FIRST
        };
        put(&mut canvas, &later, "quality", None, json!("yes"));
        let mut row = canvas.document()["reviews"][0].clone();
        row.as_object_mut().expect("a row").remove("id");
        let expected =
            json!({ "on": "2027-05-20", "planned_work": 3, "value": 4, "quality": "yes" });
        assert_eq!(row, expected);
    }

    #[test]
    fn scores_of_partners_are_copied_and_the_trust_before_is_not_forgotten() {
        let mut canvas = canvas();
        put(&mut canvas, &FIRST, "trust", Some("p3ka"), json!(3));
        put(&mut canvas, &FIRST, "trust", Some("p3ka"), json!(2));
        put(&mut canvas, &FIRST, "feels_theirs", Some("p3ka"), json!(5));
        let partner = canvas.partners().next().expect("one");
        assert_eq!(partner.scale("trust"), Some(2));
        assert_eq!(partner.scale("feels_theirs"), Some(5));
        let found = signals(&canvas);
        assert!(found[0].message.contains("from 4 to 2"), "{found:?}");
    }

    #[test]
    fn a_score_that_is_taken_back_leaves_the_partner_the_one_before() {
        let mut canvas = canvas();
        let partner =
            |canvas: &Canvas, key| canvas.partners().next().and_then(|row| row.scale(key));
        put(&mut canvas, &FIRST, "trust", Some("p3ka"), json!(2));
        put(&mut canvas, &FIRST, "trust", Some("p3ka"), Value::Null);
        assert_eq!(partner(&canvas, "trust"), Some(4));
        put(&mut canvas, &FIRST, "feels_theirs", Some("p3ka"), json!(3));
        let later = CheckIn {
            on: FIRST.on.tomorrow().expect("a day"),
            ..FIRST
        };
        put(&mut canvas, &later, "feels_theirs", Some("p3ka"), json!(5));
        put(
            &mut canvas,
            &FIRST,
            "feels_theirs",
            Some("p3ka"),
            Value::Null,
        );
        assert_eq!(partner(&canvas, "feels_theirs"), Some(5), "said later");
        put(&mut canvas, &FIRST, "feels_theirs", Some("p3ka"), json!(3));
        put(
            &mut canvas,
            &later,
            "feels_theirs",
            Some("p3ka"),
            Value::Null,
        );
        assert_eq!(partner(&canvas, "feels_theirs"), Some(3));
    }

    #[test]
    fn a_check_in_without_an_answer_is_none() {
        let mut canvas = canvas();
        let before = canvas.clone();
        put(&mut canvas, &FIRST, "value", None, Value::Null);
        assert_eq!(canvas, before, "nothing was answered");
        put(&mut canvas, &FIRST, "value", None, json!(4));
        put(&mut canvas, &FIRST, "start_again", Some("v222"), json!(4));
        put(
            &mut canvas,
            &FIRST,
            "start_again",
            Some("v222"),
            Value::Null,
        );
        put(&mut canvas, &FIRST, "value", None, Value::Null);
        assert_eq!(canvas, before);
    }
}
