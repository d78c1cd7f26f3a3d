//! Which answer takes the most room.

use super::Canvas;
use super::question::{AnswerType, Place, QUESTIONS, Question};

impl Canvas {
    /// The question whose answer takes the most room in the file; None where nothing is answered.
    pub fn longest_answer(&self) -> Option<&'static Question> {
        let sizes = QUESTIONS
            .iter()
            .map(|question| (self.room_of(question), question));
        let (size, question) = sizes.max_by_key(|(size, _)| *size)?;
        (size > 0).then_some(question)
    }

    /// How many bytes an answer takes, about.
    fn room_of(&self, question: &Question) -> usize {
        let table = match &question.answer {
            AnswerType::Rows(table) if table.place != Place::Own => table,
            _ => {
                let value = self.value(question.id);
                return value.map_or(0, |value| value.to_string().len());
            }
        };
        let cells = self
            .rows(question)
            .flat_map(|row| table.columns.iter().map(move |column| row.0.get(column.id)));
        cells.flatten().map(|cell| cell.to_string().len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::canvas::id::CanvasId;

    fn longest(parts: Value) -> Option<&'static str> {
        let mut file = json!({"format": "whytogether.canvas", "version": 1});
        let map = file.as_object_mut().expect("an object");
        map.extend(parts.as_object().expect("an object").clone());
        let id = CanvasId::from_name("walks-y4a9").expect("an id");
        let canvas = Canvas::read(id, file.to_string().as_bytes()).expect("reads");
        canvas.longest_answer().map(|question| question.id)
    }

    #[test]
    fn the_longest_answer_is_found_in_texts_and_in_columns_of_shared_lists() {
        let long = "x".repeat(50);
        let short = json!({"change": "Fewer falls"});
        assert_eq!(longest(json!({})), None);
        assert_eq!(longest(json!({ "purpose": short })), Some("purpose.change"));
        let partner = json!([{"id": "gs5g", "organisation": "Club", "gain": long}]);
        let both = json!({ "purpose": short, "partners": partner });
        assert_eq!(longest(both), Some("value.gains"));
    }
}
