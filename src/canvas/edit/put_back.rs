//! Putting back what an earlier version says: one answer, or everything.

use serde_json::{Map, Value};

use super::super::Canvas;
use super::super::answer::AnswerError;
use super::super::question::{AnswerType, Place, QUESTIONS, Question, Table};
use super::list_path;

impl Canvas {
    /// The same without what was answered alone and may not be shown in `now`.
    pub fn as_open_as(&self, now: &Canvas) -> Canvas {
        let mut shown = self.clone();
        let closed = QUESTIONS.iter().filter(|question| !now.is_open(question));
        let closed: Vec<&Question> = closed.collect();
        let ids: Vec<String> = self
            .voices()
            .iter()
            .map(|voice| voice.id().to_owned())
            .collect();
        for (id, question) in ids
            .iter()
            .flat_map(|id| closed.iter().map(move |question| (id, question)))
        {
            shown.set_private(id, question, None);
        }
        shown
    }

    /// Puts an answer back as an earlier version has it, with the ids of its rows.
    ///
    /// A list of partners or voices becomes the one of then; whoever stands in both keeps what other
    /// questions say of them. Answers given alone come back only where both versions may show them. With
    /// the choice comes what was kept on deciding.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn put_back(&mut self, question: &Question, then: &Canvas) -> Result<(), AnswerError> {
        match &question.answer {
            AnswerType::VoiceScale => {
                if self.is_open(question) && then.is_open(question) {
                    self.put_back_voices(question, then);
                }
                Ok(())
            }
            AnswerType::Rows(table) if table.place != Place::Own => {
                self.put_back_shared(question, table, then)
            }
            _ if question.id == "decision.choice" => {
                for key in ["choice", "decided_on", "suggested", "because"] {
                    let path = format!("decision.{key}");
                    self.put(&path, then.value(&path).cloned())?;
                }
                Ok(())
            }
            _ => self.put(question.id, then.kept_value(question.id).cloned()),
        }
    }

    /// Puts everything back as an earlier version has it; what differs between two people since then
    /// still waits to be settled, and answers that were shown since stay so.
    pub fn put_all_back(&mut self, then: &Canvas) {
        let mut document = then.document().clone();
        for key in ["format", "version", "id", "created", "updated", "conflicts"] {
            match self.document().get(key) {
                Some(value) => document.insert(key.to_owned(), value.clone()),
                None => document.shift_remove(key),
            };
        }
        self.replace_by_earlier(document);
    }

    fn put_back_voices(&mut self, question: &Question, then: &Canvas) {
        for voice in then.voices() {
            self.set_private(voice.id(), question, voice.answer(question).cloned());
        }
    }

    fn put_back_shared(
        &mut self,
        question: &Question,
        table: &Table,
        then: &Canvas,
    ) -> Result<(), AnswerError> {
        let of = |canvas: &Canvas| -> Vec<Map<String, Value>> {
            canvas
                .kept_rows(question)
                .map(|row| row.0.clone())
                .collect()
        };
        let (now, then) = (of(self), of(then));
        let id =
            |row: &Map<String, Value>| row.get("id").and_then(Value::as_str).map(str::to_owned);
        let twin = |rows: &[Map<String, Value>], row: &Map<String, Value>| {
            let same = rows
                .iter()
                .find(|other| id(other).is_some() && id(other) == id(row));
            same.cloned()
        };
        let names_rows = ["cover.partners", "cover.voices"].contains(&question.id);
        let rows: Vec<Value> = if names_rows {
            let with_now = |row| match twin(&now, row) {
                Some(known) => with_columns(known, row, table),
                None => Value::Object(row.clone()),
            };
            then.iter().map(with_now).collect()
        } else {
            let with_then = |row: &Map<String, Value>| match twin(&then, row) {
                Some(earlier) => with_columns(row.clone(), &earlier, table),
                None => Value::Object(row.clone()),
            };
            now.iter().map(with_then).collect()
        };
        let value = (!rows.is_empty()).then_some(Value::Array(rows));
        self.put(list_path(question, table), value)
    }
}

/// A row with a question's own columns as another row has them.
fn with_columns(mut row: Map<String, Value>, from: &Map<String, Value>, table: &Table) -> Value {
    for column in table.columns {
        match from.get(column.id) {
            Some(value) => row.insert(column.id.to_owned(), value.clone()),
            None => row.shift_remove(column.id),
        };
    }
    Value::Object(row)
}

#[cfg(test)]
mod tests {
    use super::super::super::changes::decided;
    use super::super::super::id::CanvasId;
    use super::*;
    use serde_json::json;

    fn canvas(text: &str) -> Canvas {
        let text = format!(r#"{{"format":"whytogether.canvas","version":1,{text}}}"#);
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        Canvas::read(id, text.as_bytes()).expect("reads")
    }

    fn question(id: &str) -> &'static Question {
        Question::find(id).expect("in the table")
    }

    #[test]
    fn a_list_of_partners_comes_back_and_keeps_what_is_said_of_them_since() {
        let then = canvas(
            r#""partners":[{"id":"p222","organisation":"Fellgate","trust":1},{"id":"p333","organisation":"Council","trust":2}]"#,
        );
        let mut now = canvas(r#""partners":[{"id":"p222","organisation":"Fell","trust":4,"x":1}]"#);
        now.put_back(question("cover.partners"), &then)
            .expect("put");
        let expected = json!([
            {"id": "p222", "organisation": "Fellgate", "trust": 4, "x": 1},
            {"id": "p333", "organisation": "Council", "trust": 2}
        ]);
        assert_eq!(now.value("partners"), Some(&expected));
        now.put_back(question("capacity.trust"), &then)
            .expect("put");
        assert_eq!(now.value("partners").expect("rows")[0]["trust"], 1);
    }

    #[test]
    fn a_decision_comes_back_with_what_was_kept_on_deciding() {
        let record =
            r#""decision":{"choice":"not_yet","decided_on":"2026-11-09","because":["TIGHT"]}"#;
        let then = canvas(record);
        let mut now = canvas(r#""decision":{"choice":"go_ahead","reason":"They asked"}"#);
        assert!(decided(Some(&now), &then).is_some_and(|text| text.contains("9 November 2026")));
        assert!(decided(Some(&then), &now).is_some_and(|text| text.contains("draft")));
        now.put_back(question("decision.choice"), &then)
            .expect("put");
        assert_eq!(now.state(), then.state());
        assert_eq!(now.value("decision.because"), Some(&json!(["TIGHT"])));
        assert_eq!(now.text("decision.reason"), Some("They asked"));
    }

    #[test]
    fn everything_comes_back_but_what_waits_to_be_settled() {
        let then = canvas(r#""cover":{"title":"Falls"},"new":{"x":1},"conflicts":[1]"#);
        let mut now =
            canvas(r#""created":"2026-11-02T09:30:00Z","purpose":{"change":"x"},"conflicts":[2]"#);
        now.put_all_back(&then);
        assert_eq!(now.value("new.x"), Some(&json!(1)));
        assert_eq!(now.value("conflicts"), Some(&json!([2])));
        assert_eq!(now.value("purpose"), None);
        assert!(now.value("created").is_some());
    }
}
