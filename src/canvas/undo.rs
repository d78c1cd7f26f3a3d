//! Changes that can be taken back, and taken back again, across questions.

mod kept;

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Canvas;
use super::alone::{keep_shown, was_answered_before_reveal, was_revealed};
use super::merge::take_back;

/// How many changes are kept.
const DEPTH: usize = 500;

/// One change: the parts of the document that it touched, before and after.
#[derive(Debug, Clone, PartialEq)]
struct Change {
    /// What was done, such as `What should be different?`.
    name: String,
    /// The question that was changed, to go back to.
    question: &'static str,
    before: Map<String, Value>,
    after: Map<String, Value>,
}

impl Change {
    /// True where all of it is an answer given alone that everyone has seen since.
    fn is_seen(&self, canvas: &Canvas) -> bool {
        was_answered_before_reveal(canvas, &self.before, &self.after)
    }

    /// True where it showed answers that were given alone.
    fn is_reveal(&self) -> bool {
        was_revealed(&self.before, &self.after)
    }

    /// Makes a change that follows part of this one.
    fn go_on(&mut self, before: Map<String, Value>, after: Map<String, Value>) {
        for (key, value) in before {
            match (self.before.get(&key), self.after.get(&key)) {
                // Someone else changed this part between the two: that is not ours to take back.
                (Some(first), Some(last)) if *last != value => {
                    let part =
                        |value: &Value| present(&Map::from_iter([(key.clone(), value.clone())]));
                    let mut with_theirs = take_back(&part(last), &part(&value), &part(first));
                    let value = with_theirs.shift_remove(&key).unwrap_or(Value::Null);
                    self.before.insert(key, value);
                }
                (Some(_), _) => {}
                (None, _) => {
                    self.before.insert(key, value);
                }
            }
        }
        self.after.extend(after);
    }
}

/// What was taken back or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The name of the change.
    pub name: String,
    /// The question that was changed.
    pub question: &'static str,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a change that was to be taken back, or made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is taken back, or made again.
    Done,
    /// Nothing of it stood any more: somebody else changed the same since.
    Overtaken,
    /// It showed answers that were given alone, and stays: what all have seen is not unseen.
    Seen,
}

impl Undone {
    fn of(change: &Change, fate: Fate) -> Self {
        Self {
            name: change.name.clone(),
            question: change.question,
            fate,
        }
    }

    /// True where the canvas has changed.
    pub fn is_done(&self) -> bool {
        self.fate == Fate::Done
    }
}

/// The changes of one canvas that can be taken back, and those that can be made again.
///
/// A copy shares the changes with the original, so that one can be kept with each key that is typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Journal {
    done: Vec<Arc<Change>>,
    undone: Vec<Arc<Change>>,
    run: Run,
}

/// Whether changes stand alone, or the keys of one field make one change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Run {
    #[default]
    Alone,
    Beginning,
    Going,
}

impl Journal {
    /// Notes a change; returns false, and does nothing, where nothing differs.
    pub fn note(
        &mut self,
        name: &str,
        question: &'static str,
        before: &Map<String, Value>,
        after: &Map<String, Value>,
    ) -> bool {
        let Some((before, after)) = difference(before, after) else {
            return false;
        };
        self.undone.clear();
        // What shows answers is no part of giving one: it stays where that is taken back.
        let is_reveal = was_revealed(&before, &after);
        if let (Run::Going, Some(last), false) = (&self.run, self.done.last_mut(), is_reveal) {
            let last = Arc::make_mut(last);
            last.go_on(before, after);
            if last.before == last.after {
                self.done.pop();
                self.run = Run::Beginning;
            }
            return true;
        }
        self.run = match self.run {
            Run::Alone => Run::Alone,
            _ if is_reveal => Run::Beginning,
            _ => Run::Going,
        };
        self.done.push(Arc::new(Change {
            name: name.to_owned(),
            question,
            before,
            after,
        }));
        if self.done.len() > DEPTH {
            self.done.remove(0);
        }
        true
    }

    /// Makes the changes that follow one change, until [`Journal::end_run`].
    pub fn begin_run(&mut self) {
        self.run = Run::Beginning;
    }

    /// Makes the next change stand alone again.
    pub fn end_run(&mut self) {
        self.run = Run::Alone;
    }

    /// Takes back the last change and leaves what came from elsewhere since.
    ///
    /// A change of which nothing stands any more is forgotten: making it again would not bring it back either.
    /// What showed answers given alone stays, and so do the answers that it showed: once that is said, the
    /// next change to take back is the last one before them.
    pub fn undo(&mut self, canvas: &mut Canvas) -> Option<Undone> {
        self.end_run();
        while self.done.pop_if(|change| change.is_seen(canvas)).is_some() {}
        let change = self.done.pop()?;
        let fate = match apply(canvas, &change.after, &change.before) {
            Fate::Overtaken if change.is_reveal() => Fate::Seen,
            fate => fate,
        };
        let undone = Undone::of(&change, fate);
        if undone.is_done() {
            self.undone.push(change);
        }
        Some(undone)
    }

    /// Takes one change back, wherever it stands, and leaves what came since; does nothing where nothing
    /// differs.
    pub fn take_back(
        &mut self,
        name: &str,
        question: &'static str,
        canvas: &mut Canvas,
        [before, after]: [&Map<String, Value>; 2],
    ) {
        let Some((before, after)) = difference(before, after) else {
            return;
        };
        let is_this = |last: &Arc<Change>| last.before == before && last.after == after;
        if self.done.last().is_some_and(is_this) {
            self.undo(canvas);
            return;
        }
        let was = canvas.document().clone();
        apply(canvas, &after, &before);
        self.note(name, question, &was, canvas.document());
    }

    /// Does again what was last taken back, where nobody else has changed the same since.
    pub fn redo(&mut self, canvas: &mut Canvas) -> Option<Undone> {
        self.end_run();
        let change = self.undone.pop()?;
        let fate = apply(canvas, &change.before, &change.after);
        let redone = Undone::of(&change, fate);
        if redone.is_done() {
            self.done.push(change);
        }
        Some(redone)
    }
}

/// The top-level parts in which two documents differ.
fn difference(
    before: &Map<String, Value>,
    after: &Map<String, Value>,
) -> Option<(Map<String, Value>, Map<String, Value>)> {
    let new = after.keys().filter(|key| !before.contains_key(*key));
    let differs = |key: &&String| *key != "updated" && before.get(*key) != after.get(*key);
    let keys: Vec<&String> = before.keys().chain(new).filter(differs).collect();
    let part = |map: &Map<String, Value>| {
        let entries = keys.iter().map(|key| {
            (
                (*key).clone(),
                map.get(*key).cloned().unwrap_or(Value::Null),
            )
        });
        entries.collect::<Map<_, _>>()
    };
    (!keys.is_empty()).then(|| (part(before), part(after)))
}

/// The parts that are there: null stands for one that is not.
fn present(map: &Map<String, Value>) -> Map<String, Value> {
    let there = map.iter().filter(|(_, value)| !value.is_null());
    there
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

/// Goes from one side of a change to the other, and returns whether anything came of it.
fn apply(canvas: &mut Canvas, from: &Map<String, Value>, to: &Map<String, Value>) -> Fate {
    let mut document = canvas.document().clone();
    let now = from.keys().filter_map(|key| document.get_key_value(key));
    let now: Map<String, Value> = now
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    let merged = take_back(&present(from), &now, &present(to));
    for key in from.keys() {
        match merged.get(key) {
            Some(value) => document.insert(key.clone(), value.clone()),
            None => document.shift_remove(key),
        };
    }
    keep_shown(canvas.document(), &mut document);
    let is_done = document != *canvas.document();
    canvas.replace_document(document);
    match is_done {
        true => Fate::Done,
        false => Fate::Overtaken,
    }
}
