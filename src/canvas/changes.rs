//! What differs between two versions of a canvas, by what people call it.

use serde_json::Value;

use super::in_words::{self, InWords};
use super::question::{AnswerType, Place, QUESTIONS, Question, Table};
use super::wording::Wording;
use super::{Canvas, State, when};

/// What a canvas holds beside answers, and what people call it.
const BESIDE: &[(&str, &str)] = &[
    ("parked", "parked thoughts"),
    ("reviews", "reviews"),
    ("letters", "letters"),
    ("conflicts", "answers to pick from"),
    ("revealed", "shown to all"),
    ("ended", "end"),
];

/// The questions whose answers differ, in the order of the canvas; a voice's own answers count too.
pub fn changed_questions(before: &Canvas, after: &Canvas) -> Vec<&'static Question> {
    let differs = |question: &&Question| {
        answers(before, question) != answers(after, question)
            || private_answers(before, question) != private_answers(after, question)
    };
    QUESTIONS.iter().filter(differs).collect()
}

/// Names of all that differs, such as `change` and `trust`; never what was answered.
pub fn changes_in_words(before: &Canvas, after: &Canvas) -> Vec<String> {
    let wording = Wording::shipped();
    let questions = changed_questions(before, after).into_iter();
    let questions = questions.map(|question| in_a_sentence(&wording.question(question).short));
    let beside = changed_beside(before, after).into_iter();
    questions
        .chain(beside.map(|(_, name)| name.to_owned()))
        .collect()
}

/// One question whose answer differs between two versions.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The question.
    pub question: &'static Question,
    /// What the earlier version answers.
    pub before: Option<InWords>,
    /// What the later version answers.
    pub after: Option<InWords>,
}

/// The questions that two versions answer differently, in the order in which they are asked.
///
/// What was answered alone is left out unless it may be shown in `now`, the canvas as it stands today:
/// an earlier version may be from before there were others to wait for.
pub fn changed(before: &Canvas, after: &Canvas, now: &Canvas) -> Vec<Changed> {
    let may_be_seen = |question: &&Question| {
        let is_private = matches!(question.answer, AnswerType::VoiceScale);
        !now.is_in_round(question) && (!is_private || now.is_open(question))
    };
    let differs = |question: &'static Question| {
        let [before, after] = [before, after].map(|canvas| in_words::answer(canvas, question));
        (before != after).then_some(Changed {
            question,
            before,
            after,
        })
    };
    QUESTIONS
        .iter()
        .filter(may_be_seen)
        .filter_map(differs)
        .collect()
}

/// What else differs, beside the answers: its key, and what people call it.
pub fn changed_beside(before: &Canvas, after: &Canvas) -> Vec<(&'static str, &'static str)> {
    let differs = |(key, _): &&(&str, &str)| before.value(key) != after.value(key);
    BESIDE.iter().filter(differs).copied().collect()
}

/// What became of the decision between two versions, in a few words.
pub fn decided(before: Option<&Canvas>, after: &Canvas) -> Option<String> {
    let earlier = before.map_or(State::Draft, Canvas::state);
    let name = |outcome| &Wording::shipped().outcome(outcome).name;
    match (earlier, after.state()) {
        (earlier, later) if earlier == later => None,
        (_, State::Decided(outcome, on)) => Some(format!(
            "decided: {}, {}",
            name(outcome),
            when::in_words(on)
        )),
        (_, State::Ended(_, on)) => Some(format!("ended, {}", when::in_words(on))),
        (_, State::Draft) => Some("taken back: a draft again".into()),
    }
}

/// What was decided meanwhile where a canvas stood otherwise before, in one sentence; None where it stands
/// as it did.
pub fn overtaken(before: State, now: State) -> Option<String> {
    let name = |outcome| Wording::shipped().outcome(outcome).name.to_lowercase();
    let day = when::in_words;
    Some(match now {
        _ if before == now => return None,
        State::Decided(outcome, on) => {
            format!(
                "it was decided meanwhile, on {}: {}",
                day(on),
                name(outcome)
            )
        }
        State::Ended(_, on) => format!("it was ended meanwhile, on {}", day(on)),
        State::Draft => "its decision was taken back meanwhile".into(),
    })
}

/// What stands in the places that a question asks for.
fn answers<'a>(canvas: &'a Canvas, question: &Question) -> Vec<Option<&'a Value>> {
    match &question.answer {
        AnswerType::Rows(table) if table.place != Place::Own => cells(canvas, question, table),
        _ => vec![canvas.value(question.id)],
    }
}

/// The cells of a shared list that the question asks for, each row with its id before them.
fn cells<'a>(canvas: &'a Canvas, question: &Question, table: &Table) -> Vec<Option<&'a Value>> {
    let mut cells = Vec::new();
    for row in canvas.rows(question) {
        let columns = table.columns.iter().map(|column| row.0.get(column.id));
        let columns: Vec<_> = columns.collect();
        if columns.iter().any(Option::is_some) {
            cells.push(row.0.get("id"));
            cells.extend(columns);
        }
    }
    cells
}

fn private_answers<'a>(canvas: &'a Canvas, question: &Question) -> Vec<&'a Value> {
    let voices = canvas.rows_at("voices");
    let answers = voices.filter_map(|voice| voice.0.get("answers")?.as_object());
    answers
        .filter_map(|answers| answers.get(question.id))
        .collect()
}

/// A name with a small first letter, unless its second is a capital too.
fn in_a_sentence(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_lowercase);
    let rest = letters.as_str();
    if rest.starts_with(char::is_uppercase) {
        return name.to_owned();
    }
    first.into_iter().flatten().chain(rest.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::id::CanvasId;
    use super::*;

    fn canvas(keys: &str) -> Canvas {
        let text = format!(r#"{{"format":"whytogether.canvas","version":1{keys}}}"#);
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        Canvas::read(id, text.as_bytes()).expect("reads")
    }

    fn changes(before: &str, after: &str) -> Vec<String> {
        changes_in_words(&canvas(before), &canvas(after))
    }

    #[test]
    fn a_column_of_the_partner_table_is_the_question_that_asks_for_it() {
        let before = r#","partners":[{"id":"p3ka","organisation":"Fellgate"}]"#;
        let after = r#","partners":[{"id":"p3ka","organisation":"Fellgate","trust":3}]"#;
        assert_eq!(changes(before, after), ["trust"]);
    }

    #[test]
    fn an_answer_given_alone_is_named_and_not_told() {
        let after = r#","voices":[{"id":"v2ab","answers":{"purpose.belief":2}}]"#;
        assert_eq!(changes("", after), ["belief"]);
    }

    #[test]
    fn questions_come_in_their_order_and_what_is_no_question_after_them() {
        let after = r#","parked":[{"id":"k3ab","text":"Van"}],"value":{"worth":4},"purpose":{"change":"Less"},"updated":"2026-11-23T09:00:00Z""#;
        assert_eq!(changes("", after), ["change", "worth", "parked thoughts"]);
        assert!(changes("", r#","unknown":1"#).is_empty());
    }

    fn ids(changes: &[Changed]) -> Vec<&str> {
        changes.iter().map(|change| change.question.id).collect()
    }

    #[test]
    fn what_differs_is_named_by_its_question_in_words() {
        let before = canvas(r#","purpose":{"change":"Fewer falls"},"value":{"worth":3}"#);
        let after =
            canvas(r#","purpose":{"change":"Fewer falls"},"value":{"worth":4,"sign":"Calls"}"#);
        let changes = changed(&before, &after, &after);
        assert_eq!(ids(&changes), ["value.worth", "value.sign"]);
        assert_eq!(
            changes[0].after,
            Some(InWords::Line("4 of 5 (a lot)".into()))
        );
        assert_eq!(changes[1].before, None);
    }

    #[test]
    fn a_score_from_before_there_were_others_to_wait_for_is_not_told() {
        let alone = r#"{"id":"v222","name":"Lead","answers":{"purpose.belief":5}}"#;
        let early = canvas(r#","voices":[{"id":"v222","name":"Lead"}]"#);
        let then = canvas(&format!(r#","voices":[{alone}]"#));
        let now = canvas(&format!(
            r#","voices":[{alone},{{"id":"v333","name":"Ops"}}]"#
        ));
        assert_eq!(ids(&changed(&early, &then, &now)), [] as [&str; 0]);
        assert_eq!(ids(&changed(&early, &then, &then)), ["purpose.belief"]);
        assert_eq!(then.as_open_as(&now).belief(), [] as [u8; 0]);
        assert_eq!(then.as_open_as(&then), then);
    }
}
