//! A canvas or a ranking as JSON: its document, without what was answered alone and nobody may see yet.

use serde_json::{Map, Value};

use crate::canvas::Canvas;
use crate::canvas::document::arranged;
use crate::canvas::question::{AnswerType, Place, Question};
use crate::canvas::ranking::Ranking;

/// A document that may be handed round.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenDocument {
    /// The document.
    pub document: Map<String, Value>,
    /// Ids of the questions whose private answers were left out, each once.
    pub left_out: Vec<String>,
}

/// Copies the document of a canvas and leaves out the private answers that are not open yet, and what is
/// hidden until they are.
pub fn open_document(canvas: &Canvas) -> OpenDocument {
    let mut document = canvas.told().clone();
    let hidden = canvas.in_round().into_iter();
    let mut left_out: Vec<String> = hidden.map(|question| question.id.to_owned()).collect();
    match document.get_mut("voices") {
        Some(Value::Array(voices)) => {
            for voice in voices.iter_mut().filter_map(Value::as_object_mut) {
                close(canvas, voice, &mut left_out);
            }
        }
        // Whatever stands there is no list of voices; nobody can tell what of it is private.
        Some(_) => {
            document.shift_remove("voices");
        }
        None => {}
    }
    let conflicts = document.get_mut("conflicts").and_then(Value::as_array_mut);
    if let Some(conflicts) = conflicts {
        conflicts.retain(|conflict| {
            let private = private_question(canvas, conflict);
            left_out.extend(private.map(str::to_owned));
            private.is_none()
        });
        if conflicts.is_empty() {
            document.shift_remove("conflicts");
        }
    }
    left_out.sort();
    left_out.dedup();
    OpenDocument {
        document: arranged(&document),
        left_out,
    }
}

/// Copies the document of a ranking, without anyone's order where it may not be seen yet.
///
/// The second is true where something was left out.
pub fn open_ranking(ranking: &Ranking) -> (Map<String, Value>, bool) {
    let mut document = ranking.document().clone();
    if ranking.is_open() {
        return (document, false);
    }
    match document.get_mut("people") {
        Some(Value::Array(people)) => {
            for person in people.iter_mut().filter_map(Value::as_object_mut) {
                person.shift_remove("worst_first");
            }
        }
        // Whatever stands there is no list of people; nobody can tell what of it is private.
        Some(_) => drop(document.shift_remove("people")),
        None => {}
    }
    // A conflict may hold an order.
    document.shift_remove("conflicts");
    let left_out = document != *ranking.document();
    (document, left_out)
}

fn close(canvas: &Canvas, voice: &mut Map<String, Value>, left_out: &mut Vec<String>) {
    if let Some(Value::Object(answers)) = voice.get_mut("answers") {
        answers.retain(|id, _| {
            let is_open = is_open(canvas, id);
            if !is_open {
                left_out.push(id.clone());
            }
            is_open
        });
        if !answers.is_empty() {
            return;
        }
    }
    voice.shift_remove("answers");
}

/// True where the private answers to a question may be shown, also to one of a later version.
fn is_open(canvas: &Canvas, id: &str) -> bool {
    match Question::find(id) {
        Some(question) => canvas.is_open(question),
        None => {
            let voices = Question::find("cover.voices").expect("in the table");
            canvas.rows(voices).all(|voice| {
                let answers = voice.0.get("answers").and_then(Value::as_object);
                answers.is_some_and(|answers| answers.contains_key(id))
            })
        }
    }
}

/// The question that a conflict is about, where it holds an answer that may not be shown yet.
fn private_question<'a>(canvas: &Canvas, conflict: &'a Value) -> Option<&'a str> {
    let id = conflict.get("question")?.as_str()?;
    let question = Question::find(id);
    let row = conflict.get("row").and_then(Value::as_str);
    let is_about_voice = canvas.voices().iter().any(|voice| Some(voice.id()) == row);
    let is_private = match question.map(|question| &question.answer) {
        Some(AnswerType::VoiceScale) => true,
        Some(AnswerType::Rows(table)) if table.place == Place::Voices => false,
        _ => is_about_voice,
    };
    let is_hidden = question.is_some_and(|question| canvas.is_in_round(question));
    (is_hidden || is_private && !is_open(canvas, id)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::id::CanvasId;
    use serde_json::json;

    fn open(text: &str) -> OpenDocument {
        let text = format!(r#"{{"format":"whytogether.canvas","version":1,{text}}}"#);
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        open_document(&Canvas::read(id, text.as_bytes()).expect("reads"))
    }

    #[test]
    fn what_only_one_voice_has_answered_is_left_out_wherever_it_stands() {
        let open = open(
            r#""voices":[{"id":"v222","name":"Lead","answers":{"purpose.belief":5,"value.kind":"none","new.one":1}},
                {"id":"v223","name":"Ops","answers":{"value.kind":"shared_voice"}}],
            "conflicts":[{"question":"purpose.belief","row":"v222","theirs":2}]"#,
        );
        assert_eq!(open.left_out, ["new.one", "purpose.belief"]);
        assert_eq!(
            open.document["voices"],
            json!([{"id": "v222", "name": "Lead", "answers": {"value.kind": "none"}},
                {"id": "v223", "name": "Ops", "answers": {"value.kind": "shared_voice"}}])
        );
        assert!(!open.document.contains_key("conflicts"));
    }

    #[test]
    fn nobodys_order_leaves_before_all_are_in_wherever_it_stands() {
        let ranking = |people: &str| {
            let text = format!(
                r#"{{"format":"whytogether.ranking","version":1,"challenges":[{{"id":"a222","text":"Time"}}],
                "people":{people},"conflicts":[{{"question":"people","row":"p222","theirs":{{"worst_first":["a222"]}}}}]}}"#
            );
            let id = CanvasId::from_name("hard-7k3f").expect("an id");
            open_ranking(&Ranking::read(id, text.as_bytes()).expect("reads"))
        };
        let one = r#"{"id":"p222","name":"One","worst_first":["a222"]}"#;
        let (closed, left_out) = ranking(&format!(r#"[{one},{{"id":"p223","name":"Two"}}]"#));
        assert!(
            left_out
                && !Value::Object(closed.clone())
                    .to_string()
                    .contains("worst_first")
        );
        assert_eq!(closed["people"][0]["name"], "One");
        let (odd, left_out) = ranking(one);
        assert!(left_out && !odd.contains_key("people"));
        let (open, left_out) = ranking(&format!("[{one}]"));
        assert!(!left_out && open.contains_key("conflicts"));
    }

    #[test]
    fn what_is_revealed_or_known_of_all_stays() {
        let open = open(
            r#""voices":[{"id":"v222","answers":{"purpose.belief":5}},{"id":"v223","name":"Ops"}],
            "revealed":["purpose.belief"],"conflicts":[{"question":"cover.voices","row":"v223","theirs":{"name":"O"}}]"#,
        );
        assert_eq!(open.left_out, Vec::<String>::new());
        assert_eq!(open.document["voices"][0]["answers"]["purpose.belief"], 5);
        assert!(open.document.contains_key("conflicts"));
    }
}
