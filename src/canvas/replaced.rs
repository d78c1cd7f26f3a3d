//! Answers that were saved here and that somebody else overwrote later: no conflict, as their change came
//! after ours, yet ours are not to be lost.

use jiff::Timestamp;

use super::Canvas;
use super::changes::changed_questions;
use super::history::digest;
use super::merge::{merge, merge_documents, take_back};
use super::question::Question;

/// The questions whose answers were changed here, from `first` to `ours`, and of which `theirs` lacks
/// something, though it was written over ours; None where theirs lacks nothing.
///
/// Where what it lacks belongs to no question, as a thought or a letter does, there are none.
pub fn replaced(
    first: &Canvas,
    ours: &Canvas,
    theirs: &Canvas,
    now: Timestamp,
) -> Option<Vec<&'static Question>> {
    if digest(first) == digest(ours) {
        return None;
    }
    let both = merge(first, ours, theirs, now);
    (digest(&both) != digest(theirs)).then(|| {
        let of_both = changed_questions(theirs, &both);
        let of_ours = changed_questions(ours, theirs);
        let conflicts = both.conflicts();
        let quarrels =
            |question: &Question| conflicts.iter().any(|one| one.question == question.id);
        let lacks = |question: &&Question| {
            of_both.iter().any(|one| one.id == question.id) || quarrels(question)
        };
        of_ours.into_iter().filter(lacks).collect()
    })
}

/// What was there before anything was changed here, with what others have changed since.
pub fn first_with_theirs(first: &Canvas, ours: &Canvas, theirs: &Canvas) -> Canvas {
    let mut both = first.clone();
    let documents = [ours, first, theirs].map(Canvas::document);
    both.replace_document(merge_documents(documents[0], documents[1], documents[2]));
    both
}

/// What others had written when `sent`, which started from `base`, was merged with it to `merged`.
pub fn theirs_in(base: &Canvas, sent: &Canvas, merged: &Canvas) -> Canvas {
    let mut theirs = merged.clone();
    let without_ours = take_back(sent.document(), merged.document(), base.document());
    theirs.replace_document(without_ours);
    theirs
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::canvas::id::CanvasId;

    fn with(purpose: Value) -> Canvas {
        let file = json!({"format": "whytogether.canvas", "version": 1, "purpose": purpose});
        let id = CanvasId::from_name("walks-y4a9").expect("an id");
        Canvas::read(id, file.to_string().as_bytes()).expect("reads")
    }

    fn names(first: Value, ours: Value, theirs: Value) -> Option<Vec<&'static str>> {
        let now = "2026-11-23T09:00:00Z".parse().expect("an instant");
        let questions = replaced(&with(first), &with(ours), &with(theirs), now)?;
        Some(questions.into_iter().map(|question| question.id).collect())
    }

    #[test]
    fn an_answer_given_here_that_theirs_changes_or_takes_back_is_replaced() {
        let (first, ours) = (json!({"change": "a"}), json!({"change": "b"}));
        let change = Some(vec!["purpose.change"]);
        let theirs = json!({"change": "theirs"});
        assert_eq!(names(first.clone(), ours.clone(), theirs), change);
        assert_eq!(names(first.clone(), ours, first), change);
    }

    #[test]
    fn what_theirs_adds_or_changes_elsewhere_replaces_nothing() {
        let (first, ours) = (json!({"change": "a"}), json!({"change": "b"}));
        let beside = json!({"change": "b", "quality": "theirs"});
        assert_eq!(names(first.clone(), ours, beside), None);
        let changed = json!({"change": "theirs"});
        assert_eq!(
            names(first.clone(), first, changed),
            None,
            "nothing is ours"
        );
    }

    #[test]
    fn what_others_wrote_is_told_from_what_both_came_to() {
        let base = with(json!({"change": "ours"}));
        let sent = with(json!({"change": "ours", "quality": "typed"}));
        let merged = with(json!({"change": "theirs", "quality": "typed"}));
        let theirs = theirs_in(&base, &sent, &merged);
        assert_eq!(theirs, with(json!({"change": "theirs"})));
    }
}
