//! A journal as a file keeps it, so that changes can be taken back after a restart too.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Change, Fate, Journal, Run, apply};
use crate::canvas::Canvas;
use crate::canvas::question::Question;
use crate::canvas::review::looking_back;

const FORMAT: &str = "whytogether.undo";
const VERSION: u64 = 1;
/// The most bytes that the changes of a file take; the oldest go first.
const MAX_BYTES: usize = 512 * 1024;

impl Journal {
    /// The bytes of the file, with as many of the latest changes as have room.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut room = MAX_BYTES;
        let [done, undone] = [&self.done, &self.undone].map(|changes| {
            let latest = changes.iter().rev().map(|change| written(change));
            let mut kept: Vec<String> = latest
                .take_while(|text| {
                    let fits = text.len() <= room;
                    room = room.saturating_sub(text.len() + 1);
                    fits
                })
                .collect();
            kept.reverse();
            kept.join(",")
        });
        format!(
            "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"done\":[{done}],\"undone\":[{undone}]}}\n"
        )
        .into_bytes()
    }

    /// Reads what [`Journal::to_bytes`] wrote; None where it is anything else.
    ///
    /// Changes of questions that this version does not know are left out, and those before them too:
    /// what they did would stand in the way.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let file: Map<String, Value> = serde_json::from_slice(bytes).ok()?;
        let is_ours = file.get("format").and_then(Value::as_str) == Some(FORMAT)
            && file.get("version").and_then(Value::as_u64) == Some(VERSION);
        let changes = |key: &str| -> Vec<Arc<Change>> {
            let list = file.get(key).and_then(Value::as_array);
            let latest = list.into_iter().flatten().rev();
            let mut known: Vec<_> = latest.map_while(change).map(Arc::new).collect();
            known.reverse();
            known
        };
        is_ours.then(|| Self {
            done: changes("done"),
            undone: changes("undone"),
            run: Run::Alone,
        })
    }

    /// Leaves out what no longer fits a canvas that was changed elsewhere since: the latest changes of
    /// which nothing stands any more, and what was taken back unless the canvas is as it was then.
    ///
    /// Any other change can be taken back: what others changed since is left alone by that.
    pub fn fit(&mut self, canvas: &Canvas) {
        while let Some(change) = self.done.last() {
            let fate = apply(&mut canvas.clone(), &change.after, &change.before);
            if fate == Fate::Done || change.is_reveal() {
                break;
            }
            self.done.pop();
        }
        let stands = |before: &Map<String, Value>| {
            let is_there = |(key, value): (&String, &Value)| {
                canvas.document().get(key).unwrap_or(&Value::Null) == value
            };
            before.iter().all(is_there)
        };
        if self
            .undone
            .last()
            .is_some_and(|change| !stands(&change.before))
        {
            self.undone.clear();
        }
    }
}

fn written(change: &Change) -> String {
    let Change {
        name,
        question,
        before,
        after,
    } = change;
    json!({ "name": name, "question": question, "before": before, "after": after }).to_string()
}

fn change(value: &Value) -> Option<Change> {
    let map = |key: &str| value.get(key)?.as_object().cloned();
    let id = value.get("question")?.as_str()?;
    let question = Question::find(id).or_else(|| looking_back(id))?;
    Some(Change {
        name: value.get("name")?.as_str()?.to_owned(),
        question: question.id,
        before: map("before")?,
        after: map("after")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::id::CanvasId;

    fn canvas(text: &str) -> Canvas {
        let text = format!(r#"{{"format":"whytogether.canvas","version":1{text}}}"#);
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        Canvas::read(id, text.as_bytes()).expect("reads")
    }

    /// A journal of one change after another.
    fn journal(versions: &[&Canvas]) -> Journal {
        let mut journal = Journal::default();
        for pair in versions.windows(2) {
            journal.note(
                "Change",
                "purpose.change",
                pair[0].document(),
                pair[1].document(),
            );
        }
        journal
    }

    fn again(journal: &Journal) -> Journal {
        Journal::read(&journal.to_bytes()).expect("ours")
    }

    #[test]
    fn changes_are_taken_back_and_made_again_after_a_restart() {
        let one = canvas("");
        let two = canvas(r#","purpose":{"change":"Fewer falls"}"#);
        let mut canvas = two.clone();
        let mut journal = again(&journal(&[&one, &two]));
        journal.fit(&canvas);
        assert_eq!(
            journal.undo(&mut canvas).map(|undone| undone.name),
            Some("Change".into())
        );
        assert_eq!(canvas, one);
        let mut journal = again(&journal);
        journal.fit(&canvas);
        journal.redo(&mut canvas).expect("made again");
        assert_eq!(canvas, two);
    }

    #[test]
    fn what_others_changed_since_stays_and_what_they_replaced_is_not_offered() {
        let one = canvas(r#","purpose":{"change":"a"}"#);
        let two = canvas(r#","purpose":{"change":"b"}"#);
        let three = canvas(r#","purpose":{"change":"b","quality":"c"}"#);
        let mut theirs = canvas(r#","purpose":{"change":"b","quality":"theirs"},"x":1"#);
        let mut journal = again(&journal(&[&one, &two, &three]));
        journal.fit(&theirs);
        journal.undo(&mut theirs).expect("the change before");
        let left = canvas(r#","purpose":{"change":"a","quality":"theirs"},"x":1"#);
        assert_eq!(theirs, left);
        assert_eq!(journal.undo(&mut theirs), None);
    }

    #[test]
    fn a_change_that_others_replaced_while_it_could_be_taken_back_is_not_said_to_be() {
        let one = canvas(r#","purpose":{"change":"a"}"#);
        let two = canvas(r#","purpose":{"change":"b"}"#);
        let mut theirs = canvas(r#","purpose":{"change":"theirs"}"#);
        let as_it_was = theirs.clone();
        let mut journal = journal(&[&one, &two]);
        let undone = journal.undo(&mut theirs);
        assert_eq!(undone.map(|undone| undone.fate), Some(Fate::Overtaken));
        assert_eq!(theirs, as_it_was);
        assert_eq!(journal.redo(&mut theirs), None, "nothing was taken back");
    }

    #[test]
    fn what_was_taken_back_is_not_offered_over_what_others_changed_since() {
        let one = canvas(r#","purpose":{"change":"a"}"#);
        let two = canvas(r#","purpose":{"change":"b"}"#);
        let mut ours = two.clone();
        let mut journal = journal(&[&one, &two]);
        journal.undo(&mut ours);
        let mut journal = again(&journal);
        let mut theirs = canvas(r#","purpose":{"change":"theirs"}"#);
        journal.fit(&theirs);
        assert_eq!(journal.redo(&mut theirs), None);
    }

    #[test]
    fn a_file_never_outgrows_its_room_and_keeps_the_latest() {
        let versions: Vec<Canvas> = (0..9)
            .map(|n| {
                canvas(&format!(
                    r#","purpose":{{"change":"{n}{}"}}"#,
                    "x".repeat(60_000)
                ))
            })
            .collect();
        let all: Vec<&Canvas> = versions.iter().collect();
        let bytes = journal(&all).to_bytes();
        assert!(bytes.len() <= MAX_BYTES + 100, "{}", bytes.len());
        let mut canvas = versions[8].clone();
        let mut journal = Journal::read(&bytes).expect("ours");
        journal.undo(&mut canvas).expect("the latest");
        assert_eq!(canvas, versions[7]);
    }

    #[test]
    fn damage_and_other_files_are_no_journal() {
        let bytes = journal(&[&canvas(""), &canvas(r#","x":1"#)]).to_bytes();
        for damaged in [
            &bytes[..bytes.len() / 2],
            b"",
            b"[]",
            b"{\"format\":\"whytogether.undo\",\"version\":2}",
        ] {
            assert_eq!(Journal::read(damaged), None);
        }
    }
}
