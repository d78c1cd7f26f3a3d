//! Values that a question does not allow: kept in the file, counted nowhere, and named.

use serde::Serialize;
use serde_json::Value;

use super::answer;
use super::question::{AnswerType, Column, QUESTIONS, Question};
use super::review::{Of, REVIEW};
use super::row::Row;
use super::{Canvas, question::Place};

/// A value that its question does not allow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OddValue {
    /// The question.
    pub question: &'static str,
    /// The row from 1, in a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<usize>,
    /// The column, in a table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<&'static str>,
    /// What stands there, as JSON.
    pub value: String,
}

impl OddValue {
    /// Names the value and its place, unless it is a voice's own business still.
    pub fn in_words(&self, canvas: &Canvas) -> String {
        let row = self.row.map(|row| format!(", row {row}"));
        let column = self.column.map(|column| format!(", `{column}`"));
        let place = format!(
            "{}{}{}",
            self.question,
            row.unwrap_or_default(),
            column.unwrap_or_default()
        );
        let is_private = Question::find(self.question).is_some_and(|question| {
            matches!(question.answer, AnswerType::VoiceScale) && !canvas.is_open(question)
        });
        let value = if is_private { "a value" } else { &self.value };
        format!("{place}: {value} is not allowed there, so it is kept but not counted")
    }
}

/// Names every value of a canvas that is not what its question allows.
pub fn odd_values(canvas: &Canvas) -> Vec<OddValue> {
    QUESTIONS
        .iter()
        .flat_map(|question| odd_in(canvas, question))
        .chain(odd_in_reviews(canvas))
        .collect()
}

/// Names the values of check-ins that their questions do not allow; the row is the check-in.
fn odd_in_reviews(canvas: &Canvas) -> Vec<OddValue> {
    let reviews = canvas.reviews().enumerate();
    let odd = reviews.flat_map(|(index, review)| {
        REVIEW.iter().flat_map(move |asked| {
            let question = &asked.question;
            let value = review.0.get(asked.key());
            let values: Vec<&Value> = match (asked.of, value) {
                (_, None) => Vec::new(),
                (Of::All, Some(value)) => vec![value],
                (_, Some(Value::Object(map))) => map.values().collect(),
                (_, Some(other)) => vec![other],
            };
            let odd = values.into_iter();
            let is_rows = question.table().is_some();
            let counts = move |value: &Value| match is_rows {
                true => value.is_array(),
                false => answer::counts(question, value),
            };
            let odd = odd.filter(move |value| !is_blank(value) && !counts(value));
            odd.map(move |value| OddValue {
                question: question.id,
                row: Some(index + 1),
                column: None,
                value: value.to_string(),
            })
        })
    });
    odd.collect()
}

/// Names the values that one question does not allow.
pub fn odd_in(canvas: &Canvas, question: &'static Question) -> Vec<OddValue> {
    let named = |row, column, value: &Value| OddValue {
        question: question.id,
        row,
        column,
        value: value.to_string(),
    };
    match &question.answer {
        AnswerType::Rows(table) => {
            let list = match table.place {
                Place::Own => canvas.value(question.id),
                Place::Partners => canvas.document().get("partners"),
                Place::Voices => canvas.document().get("voices"),
            };
            if let Some(other) = list.filter(|list| !list.is_array()) {
                return vec![named(None, None, other)];
            }
            let rows = canvas.rows(question).enumerate();
            let odd = rows.flat_map(|(index, row)| {
                odd_cells(row, table.columns).map(move |(id, value)| (index + 1, id, value))
            });
            odd.map(|(row, id, value)| named(Some(row), Some(id), value))
                .collect()
        }
        AnswerType::Scales(parts) => match canvas.value(question.id) {
            Some(Value::Object(map)) => odd_cells(Row(map), parts)
                .map(|(id, value)| named(None, Some(id), value))
                .collect(),
            other => other
                .into_iter()
                .map(|value| named(None, None, value))
                .collect(),
        },
        AnswerType::VoiceScale => {
            let voices = canvas.rows(Question::find("cover.voices").expect("in the table"));
            let answers = voices.map(|voice| voice.0.get("answers")?.get(question.id));
            let odd = answers.enumerate().filter_map(|(index, value)| {
                let value = value.filter(|value| !answer::counts(question, value))?;
                Some(named(Some(index + 1), None, value))
            });
            odd.collect()
        }
        _ => {
            let value = canvas.value(question.id);
            let odd = value.filter(|value| !is_blank(value) && !answer::counts(question, value));
            odd.into_iter()
                .map(|value| named(None, None, value))
                .collect()
        }
    }
}

fn odd_cells<'a>(
    row: Row<'a>,
    columns: &'static [Column],
) -> impl Iterator<Item = (&'static str, &'a Value)> {
    columns.iter().filter_map(move |column| {
        let value = row.0.get(column.id)?;
        (!is_blank(value) && !row.has(column)).then_some((column.id, value))
    })
}

fn is_blank(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
        || value.as_array().is_some_and(Vec::is_empty)
}

#[cfg(test)]
mod tests {
    use super::super::id::CanvasId;
    use super::*;

    #[test]
    fn every_kind_of_odd_value_is_named_with_its_place() {
        let text = r#"{"format":"whytogether.canvas","version":1,
            "voices":[{"id":"v222","answers":{"purpose.belief":9}}],
            "partners":[{"id":"p222","organisation":"Fellgate","trust":7}],
            "value":{"kind":"profit","worth":3.0,"sign":"  "},
            "capacity":{"people":"nobody","skill":{"skills":3,"mindset":6}},
            "ownership":{"end_date":"2028-02-30"},
            "reviews":[{"on":"2027-05-20","value":4,"trust":{"p222":9,"p333":3},"quality":"fine"}]}"#;
        let id = CanvasId::from_name("odd").expect("an id");
        let canvas = Canvas::read(id, text.as_bytes()).expect("reads");
        let named: Vec<String> = odd_values(&canvas)
            .into_iter()
            .map(|odd| {
                format!(
                    "{} {:?} {:?} {}",
                    odd.question, odd.row, odd.column, odd.value
                )
            })
            .collect();
        assert_eq!(
            named,
            [
                r#"purpose.belief Some(1) None 9"#,
                r#"value.kind None None "profit""#,
                r#"capacity.people None None "nobody""#,
                r#"capacity.trust Some(1) Some("trust") 7"#,
                r#"capacity.skill None Some("mindset") 6"#,
                r#"ownership.end_date None None "2028-02-30""#,
                r#"review.trust Some(1) None 9"#,
                r#"review.quality Some(1) None "fine""#,
            ]
        );
    }
}
