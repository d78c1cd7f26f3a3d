//! One line of a history: a JSON object that names its version by a digest.
//!
//! `v` is the version of the line's format, `at` when the version was last changed, `of` its digest.
//! A whole version stands in `canvas`; otherwise `from` names the version that `edits` lead on from.
//! `before` is `others` where the version was kept because somebody else replaced some of it.

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::instant;
use super::edits::Edit;

/// The newest format of a line that this program reads and writes.
const VERSION: u64 = 1;

/// Names what a document says, whatever the order of its keys; the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(u64);

impl Digest {
    /// The digest of a document.
    pub fn of(document: &Map<String, Value>) -> Self {
        let mut digest = Self::of_nothing();
        digest.take_map(document);
        digest
    }

    /// The digest of some bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut digest = Self::of_nothing();
        digest.take(bytes);
        digest
    }

    /// Where FNV-1a of 64 bits begins. The standard library's hashes may differ from one release to the
    /// next, and lines outlive releases.
    fn of_nothing() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn take_map(&mut self, map: &Map<String, Value>) {
        let mut entries: Vec<(&String, &Value)> = map.iter().collect();
        entries.sort_by_key(|(key, _)| *key);
        self.take(b"{");
        for (key, value) in entries {
            self.take(json!(key).to_string().as_bytes());
            self.take_value(value);
        }
        self.take(b"}");
    }

    fn take_value(&mut self, value: &Value) {
        match value {
            Value::Object(map) => self.take_map(map),
            Value::Array(items) => {
                self.take(b"[");
                for item in items {
                    self.take_value(item);
                    self.take(b",");
                }
                self.take(b"]");
            }
            plain => self.take(plain.to_string().as_bytes()),
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        let is_whole = text.len() == 16 && text.chars().all(is_digit);
        u64::from_str_radix(text, 16)
            .ok()
            .filter(|_| is_whole)
            .map(Self)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

/// Why a version is kept; what tells more comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Occasion {
    /// A day's end, a decision, or whoever asked for it.
    Usual,
    /// Somebody else changed the file, and lost some of what stood there.
    BeforeOthers,
}

impl Occasion {
    /// The code of one, as lines have it; None where a line leaves it out.
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Usual => None,
            Self::BeforeOthers => Some("others"),
        }
    }

    /// Reads a code; one that is not known tells nothing.
    fn of_code(code: Option<&str>) -> Self {
        match code {
            Some("others") => Self::BeforeOthers,
            _ => Self::Usual,
        }
    }
}

/// What a line says of its version.
pub struct Head {
    pub at: Timestamp,
    pub of: Digest,
    pub from: Option<Digest>,
    pub occasion: Occasion,
}

#[derive(Deserialize)]
struct Written {
    v: u64,
    at: String,
    of: String,
    from: Option<String>,
    before: Option<Value>,
}

impl Head {
    /// Reads a line, or says what is wrong with it.
    pub fn read(line: &str) -> Result<Self, &'static str> {
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"]
            .iter()
            .any(|mark| line.starts_with(mark))
        {
            return Err("version-control conflict markers");
        }
        let written: Written =
            serde_json::from_str(line).map_err(|_| "not a whole line of a history")?;
        if written.v != VERSION {
            return Err("a newer version of whytogether has written it");
        }
        let at = written.at.parse().map_err(|_| "its `at` is no instant")?;
        let of = Digest::from_text(&written.of).ok_or("its `of` is no digest")?;
        let from = match written.from {
            None => None,
            Some(text) => Some(Digest::from_text(&text).ok_or("its `from` is no digest")?),
        };
        let occasion = Occasion::of_code(written.before.as_ref().and_then(Value::as_str));
        Ok(Self {
            at,
            of,
            from,
            occasion,
        })
    }
}

/// What a line holds.
pub enum Content {
    Whole(Map<String, Value>),
    Edits(Vec<Edit>),
}

impl Content {
    /// Reads what a line holds, or says what is wrong with it.
    pub fn read(line: &str) -> Result<Self, &'static str> {
        let mut line: Map<String, Value> =
            serde_json::from_str(line).map_err(|_| "not a whole line of a history")?;
        match (line.remove("canvas"), line.remove("edits")) {
            (Some(Value::Object(canvas)), _) if !line.contains_key("from") => {
                Ok(Self::Whole(canvas))
            }
            (_, Some(Value::Array(edits))) => {
                let edits: Option<Vec<Edit>> = edits.into_iter().map(Edit::from_value).collect();
                edits.map(Self::Edits).ok_or("its edits are none")
            }
            _ => Err("it holds neither a canvas nor edits"),
        }
    }
}

/// The version that a line is to name.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    pub at: Timestamp,
    pub of: Digest,
    pub occasion: Occasion,
}

impl Named {
    /// The line of a whole version.
    pub fn whole(self, document: &Map<String, Value>) -> String {
        self.ended(None, "canvas", json!(document))
    }

    /// The line of a version that leads on from another.
    pub fn edits(self, from: Digest, edits: &[Edit]) -> String {
        let edits: Vec<Value> = edits.iter().map(Edit::to_value).collect();
        self.ended(Some(from), "edits", Value::Array(edits))
    }

    /// The line of a version that was there before.
    pub fn again(self) -> String {
        self.edits(self.of, &[])
    }

    fn ended(self, from: Option<Digest>, key: &str, content: Value) -> String {
        let Self { at, of, occasion } = self;
        let mut line = json!({ "v": VERSION, "at": instant(at), "of": of.to_string() });
        if let Some(from) = from {
            line["from"] = from.to_string().into();
        }
        if let Some(code) = occasion.code() {
            line["before"] = code.into();
        }
        line[key] = content;
        format!("{line}\n")
    }
}
