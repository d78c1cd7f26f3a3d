//! Reads JSON that somebody edited by hand: brackets, commas, keys and values.

use std::collections::HashMap;

use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::ahead::{self, Role, comment_end, is_blank, is_quote};
use super::{Read, Slips};
use crate::canvas::document::MAX_DEPTH;

/// How much of what is left out is shown.
const SHOWN: usize = 60;

/// A text, how far it is read, and what was found on the way.
pub(super) struct Reader<'a> {
    pub(super) text: &'a [char],
    pub(super) at: usize,
    /// Where each line begins.
    starts: Vec<usize>,
    /// The brackets that are open.
    open: Vec<char>,
    /// JSON pointer of what is being read.
    path: String,
    slips: Slips,
    lines: HashMap<String, usize>,
}

impl Reader<'_> {
    /// Everything that can be read of a text; None where no object begins in it, or it is nested too deep.
    pub(super) fn read(text: &str) -> Option<Read> {
        let text: Vec<char> = text.chars().collect();
        let first = text.iter().position(|c| *c == '{')?;
        let ends = text.iter().enumerate().filter(|(_, c)| **c == '\n');
        let mut reader = Reader {
            text: &text,
            at: 0,
            starts: [0].into_iter().chain(ends.map(|(at, _)| at + 1)).collect(),
            open: Vec::new(),
            path: String::new(),
            slips: Slips::default(),
            lines: HashMap::new(),
        };
        reader.skip_to(first, "what comes before the first brace is left out");
        let value = reader.object()?;
        reader.skip_to(text.len(), "what comes after the last brace is left out");
        Some(Read {
            value,
            slips: reader.slips,
            lines: reader.lines,
        })
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    pub(super) fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn line_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    fn note_at(&mut self, at: usize, what: impl Into<String>) {
        let line = self.line_at(at);
        self.slips.note(line, what);
    }

    pub(super) fn note(&mut self, what: impl Into<String>) {
        self.note_at(self.at, what);
    }

    /// Leaves out what comes before a place, and says so unless it is blank.
    fn skip_to(&mut self, end: usize, what: &str) {
        let skipped: String = self.text[self.at..end].iter().collect();
        let skipped = skipped.trim_matches(|c| is_blank(c) || c == ',');
        if !skipped.is_empty() {
            while self.peek().is_some_and(is_blank) {
                self.at += 1;
            }
            self.note(format!("{what}: `{}`", beginning(skipped)));
        }
        self.at = end;
    }

    /// Past white space, and past comments, which are named.
    fn skip_blank(&mut self) {
        while let Some(c) = self.peek() {
            match comment_end(self.text, self.at) {
                Some(end) => self.skip_to(end, "a comment is left out"),
                None if is_blank(c) => self.at += 1,
                None => return,
            }
        }
    }

    /// Past the comma between two values, however it is written.
    fn skip_commas(&mut self, is_first: bool) {
        let before = self.at.saturating_sub(1);
        let mut comma = None;
        loop {
            self.skip_blank();
            let next = self.peek();
            match (next, comma) {
                (Some(','), None) if !is_first => {}
                (Some(';'), None) if !is_first => self.note("a semicolon is read as a comma"),
                (Some(',' | ';'), _) => self.note("a comma too many is left out"),
                (Some('}' | ']') | None, Some(at)) => {
                    return self.note_at(at, "a comma too many is left out");
                }
                (Some('}' | ']') | None, None) => return,
                (Some(_), None) if !is_first => {
                    let missing = "a comma is missing, and read as if it were there";
                    return self.note_at(before, missing);
                }
                (Some(_), _) => return,
            }
            comma = Some(self.at);
            self.at += 1;
        }
    }

    /// A value in its place; None where it is nested too deep.
    fn value(&mut self, role: Role) -> Option<Value> {
        self.skip_blank();
        self.lines.insert(self.path.clone(), self.line_at(self.at));
        match self.peek() {
            Some('{') => self.object(),
            Some('[') => self.list(),
            Some(c) if is_quote(c) => Some(self.string(role).into()),
            None | Some('}' | ']' | ',') => {
                self.note("nothing comes after a colon");
                Some(Value::Null)
            }
            Some(_) => Some(self.bare(role)),
        }
    }

    /// A value without quotation marks.
    fn bare(&mut self, role: Role) -> Value {
        let mut end = self.at + 1;
        while !ahead::ends_bare(self.text, end, role) {
            end += 1;
        }
        let text: String = self.text[self.at..end].iter().collect();
        let text = text.trim_matches(|c| is_blank(c) || is_quote(c));
        let value = serde_json::from_str(text).unwrap_or_else(|_| {
            self.note(format!(
                "`{}` has no quotation marks around it",
                beginning(text)
            ));
            text.into()
        });
        self.at = end;
        value
    }

    /// Reads something one step further in, at a key or a number.
    fn inside<T>(&mut self, step: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let outside = self.path.len();
        self.path.push('/');
        self.path
            .push_str(&step.replace('~', "~0").replace('/', "~1"));
        let value = read(self);
        self.path.truncate(outside);
        value
    }

    fn object(&mut self) -> Option<Value> {
        self.begin()?;
        let mut map = Map::new();
        let mut is_first = true;
        loop {
            self.skip_commas(is_first);
            is_first = false;
            match self.peek() {
                Some('}') if !self.is_brace_too_many() => break self.at += 1,
                Some('}') => {
                    self.note("a brace too many is left out");
                    self.at += 1;
                    is_first = true;
                    continue;
                }
                Some(']') if self.open.contains(&'[') => break self.missing('}'),
                Some('{') if self.open.iter().rev().nth(1) == Some(&'[') => {
                    break self.missing('}');
                }
                None => break self.missing('}'),
                Some(c @ (']' | '{' | '[' | ':')) => {
                    self.note(format!("`{c}` has no place here and is left out"));
                    self.at += 1;
                    is_first = true;
                    continue;
                }
                Some(_) => {}
            }
            let line = self.line_at(self.at);
            let key = self.key();
            let value = self.inside(&key, |reader| reader.value(Role::Value))?;
            self.put(&mut map, key, value, line);
        }
        self.open.pop();
        Some(map.into())
    }

    fn list(&mut self) -> Option<Value> {
        self.begin()?;
        let mut items = Vec::new();
        let mut is_first = true;
        loop {
            self.skip_commas(is_first);
            is_first = false;
            match self.peek() {
                Some(']') => break self.at += 1,
                Some('}') if !self.is_brace_too_many() => break self.missing(']'),
                Some(c @ ('}' | ':')) => {
                    self.note(format!("`{c}` has no place here and is left out"));
                    self.at += 1;
                    is_first = true;
                    continue;
                }
                None => break self.missing(']'),
                Some(_) if ahead::was_left_open(self.text, self.at) => break self.missing(']'),
                Some(_) => {}
            }
            let step = items.len().to_string();
            items.push(self.inside(&step, |reader| reader.value(Role::Item))?);
        }
        self.open.pop();
        Some(items.into())
    }

    /// Past an opening bracket; None where it goes too deep.
    fn begin(&mut self) -> Option<()> {
        let bracket = self.take().expect("called at a bracket");
        self.open.push(bracket);
        (self.open.len() <= MAX_DEPTH).then_some(())
    }

    fn missing(&mut self, bracket: char) {
        self.note(format!(
            "`{bracket}` is missing, and read as if it were there"
        ));
    }

    /// True for a brace that would end the whole file, or a list, while more of it follows.
    fn is_brace_too_many(&self) -> bool {
        let is_in_list = self.open.last() == Some(&'[');
        if self.open.len() > 1 && !is_in_list {
            return false;
        }
        let rest = self.text[self.at + 1..].iter();
        let mut rest = rest.skip_while(|c| is_blank(**c) || **c == ',');
        match rest.next() {
            Some('{') => is_in_list,
            Some(c) => !is_in_list && is_quote(*c),
            None => false,
        }
    }

    /// A key, past its colon.
    fn key(&mut self) -> String {
        let key = match self.peek() {
            Some(c) if is_quote(c) => self.string(Role::Key),
            _ => self.bare_key(),
        };
        self.skip_blank();
        match self.peek() {
            Some(':') => self.at += 1,
            Some('=') => {
                self.note("an equals sign is read as a colon");
                self.at += 1;
            }
            _ => self.note("a colon is missing, and read as if it were there"),
        }
        key.trim().to_owned()
    }

    fn bare_key(&mut self) -> String {
        let start = self.at;
        let ends =
            |c: &char| matches!(c, ':' | '=' | ',' | '{' | '}' | '[' | ']' | '\n') || is_quote(*c);
        let length = self.text[start..].iter().skip(1).position(ends);
        let end = length.map_or(self.text.len(), |length| start + 1 + length);
        let key: String = self.text[start..end].iter().collect();
        let key = key.trim();
        self.note(format!(
            "`{}` has no quotation marks around it",
            beginning(key)
        ));
        self.at = end;
        key.to_owned()
    }

    /// Puts a value under its key; of two that say something the first stays.
    fn put(&mut self, map: &mut Map<String, Value>, key: String, value: Value, line: usize) {
        match map.entry(key) {
            Entry::Vacant(place) => drop(place.insert(value)),
            Entry::Occupied(mut place) if says_nothing(place.get()) => {
                let what = format!("`{}` is there twice; the first is empty", place.key());
                self.slips.note(line, what);
                place.insert(value);
            }
            Entry::Occupied(place) => {
                let left = beginning(&value.to_string());
                let what = format!(
                    "`{}` is there twice; this one is left out: `{left}`",
                    place.key()
                );
                self.slips.note(line, what);
            }
        }
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.iter().all(says_nothing),
        Value::Object(map) => map.values().all(says_nothing),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// The beginning of a text, for a message.
fn beginning(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{} …", line[..end].trim_end()),
        None => line,
    }
}
