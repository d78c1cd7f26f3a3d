//! What everyone has seen is not unseen: no change that is taken back, and no version that is put back,
//! closes answers again that were shown.

use serde_json::{Map, Value, json};

use super::round::{IN_ROUND, end_rounds};
use super::{AFTER_REVEAL, REVEALED_BY, object_in};
use crate::canvas::Canvas;
use crate::canvas::question::{QUESTIONS, Question};

/// The questions of which the answers are shown, by their ids.
fn revealed(document: &Map<String, Value>) -> Vec<&str> {
    let ids = document.get("revealed").and_then(Value::as_array);
    ids.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// True where a change showed answers to a question.
pub(in crate::canvas) fn was_revealed(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> bool {
    let was = revealed(before);
    revealed(after).iter().any(|id| !was.contains(id))
}

/// Shows in a document whatever is shown in another, with the names of those who did not wait.
pub(in crate::canvas) fn keep_shown(seen: &Map<String, Value>, document: &mut Map<String, Value>) {
    let shown: Vec<String> = revealed(document).iter().map(|id| (*id).into()).collect();
    let closed = revealed(seen).into_iter();
    let closed: Vec<&str> = closed
        .filter(|id| !shown.iter().any(|one| one == id))
        .collect();
    if closed.is_empty() {
        return;
    }
    end_rounds(document, &closed);
    let ids = document.entry("revealed").or_insert_with(|| json!([]));
    if let Some(ids) = ids.as_array_mut() {
        ids.extend(closed.iter().map(|id| Value::from(*id)));
    }
    let names = seen.get(REVEALED_BY).and_then(Value::as_object);
    let names = names.into_iter().flatten();
    for (id, name) in names.filter(|(id, _)| closed.contains(&id.as_str())) {
        object_in(document, REVEALED_BY).insert(id.clone(), name.clone());
    }
}

/// True where all that a change did is to answer alone, and a canvas shows these answers by now.
///
/// An answer that was given after the reveal is marked so, and is none of these.
pub(in crate::canvas) fn was_answered_before_reveal(
    canvas: &Canvas,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> bool {
    if after.keys().any(|key| key != "voices" && key != IN_ROUND) {
        return false;
    }
    let [was, is] = [before, after].map(|map| voices(map));
    let mut pairs = was.iter().zip(&is);
    was.len() == is.len() && pairs.all(|(was, is)| differs_by_what_is_seen(canvas, was, is))
}

fn voices(document: &Map<String, Value>) -> Vec<&Map<String, Value>> {
    let rows = document.get("voices").and_then(Value::as_array);
    let rows = rows.into_iter().flatten();
    rows.filter_map(Value::as_object).collect()
}

/// True where two versions of a voice differ in answers that all have seen since, or not at all.
fn differs_by_what_is_seen(
    canvas: &Canvas,
    was: &Map<String, Value>,
    is: &Map<String, Value>,
) -> bool {
    let bare = |voice: &Map<String, Value>| {
        let mut voice = voice.clone();
        voice.shift_remove("answers");
        voice
    };
    let is_seen = |question: &&Question| {
        canvas.is_revealed(question) && !is_marked(is, question) && answer(is, question).is_some()
            || answer(was, question) == answer(is, question)
    };
    bare(was) == bare(is) && QUESTIONS.iter().all(|question| is_seen(&question))
}

fn answer<'a>(voice: &'a Map<String, Value>, question: &Question) -> Option<&'a Value> {
    voice.get("answers")?.get(question.id)
}

fn is_marked(voice: &Map<String, Value>, question: &Question) -> bool {
    let marks = voice.get(AFTER_REVEAL);
    marks.is_some_and(|marks| marks.get(question.id) == Some(&Value::Bool(true)))
}

impl Canvas {
    /// Makes the document another one, as an earlier version has it: what is shown stays shown, and what
    /// differs from the answers that all have seen is marked as later.
    pub(in crate::canvas) fn replace_by_earlier(&mut self, mut document: Map<String, Value>) {
        keep_shown(self.document(), &mut document);
        let seen = QUESTIONS
            .iter()
            .filter(|question| self.is_revealed(question));
        let seen: Vec<&Question> = seen.collect();
        let now = self.document().clone();
        let rows = document.get_mut("voices").and_then(Value::as_array_mut);
        let rows = rows.into_iter().flatten();
        for row in rows.filter_map(Value::as_object_mut) {
            let same = |voice: &&Map<String, Value>| voice.get("id") == row.get("id");
            let Some(voice) = voices(&now).into_iter().find(same) else {
                continue;
            };
            let later = seen.iter().filter(|question| {
                let then = answer(row, question);
                then.is_some() && (then != answer(voice, question) || is_marked(voice, question))
            });
            let later: Vec<&str> = later.map(|question| question.id).collect();
            for id in later {
                object_in(row, AFTER_REVEAL).insert(id.into(), true.into());
            }
        }
        self.replace_document(document);
    }
}
