//! What a canvas said earlier: versions, one a line, whole or as what differs from another line.
//!
//! A history only ever grows at its end. A line names the version that it is and the one that it
//! starts from by digests of what they say, so lines may stand in any order, twice, or between broken
//! ones: what two machines wrote can be put together line by line, and a line that was torn by a crash
//! costs nothing but itself. A whole line at least every `LONGEST_CHAIN` keeps both reading and damage
//! small; lines of unchanged canvases are not written, so a history grows with what changes.

mod edits;
mod line;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::Canvas;
use super::arrange::{arranged, canvas_bytes};
use super::id::CanvasId;
use line::{Content, Head, Named};
pub use line::{Digest, Occasion};

/// The most lines that are read to tell one version.
const LONGEST_CHAIN: usize = 32;

/// A line that cannot be read, or a version that cannot be told from what the lines say.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct Unread {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: &'static str,
}

/// The earlier versions of one canvas, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    id: CanvasId,
    text: String,
    entries: Vec<Entry>,
    /// The line that tells a version, and how many lines that takes.
    sources: HashMap<Digest, (Telling, usize)>,
    unread: Vec<Unread>,
    /// What the last line says, whenever that was.
    last: Option<Digest>,
}

/// One version: when it was last changed, and which it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    at: Timestamp,
    of: Digest,
    line: usize,
    occasion: Occasion,
}

/// A line from which a version can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Telling {
    of: Digest,
    from: Option<Digest>,
    line: usize,
    place: Range<usize>,
}

impl History {
    /// Reads the lines of a history; a line that cannot be read is skipped, and named in
    /// [`History::unread`].
    pub fn read(id: CanvasId, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let mut history = Self {
            id,
            text,
            entries: Vec::new(),
            sources: HashMap::new(),
            unread: Vec::new(),
            last: None,
        };
        let tellings = history.take_in_lines();
        history.connect(tellings);
        history
    }

    /// Notes each line's version and returns the lines by what they start from.
    fn take_in_lines(&mut self) -> Vec<Telling> {
        let mut tellings = Vec::new();
        let mut start = 0;
        for (index, text) in self.text.split('\n').enumerate() {
            let place = start..start + text.len();
            start = place.end + 1;
            if text.trim().is_empty() {
                continue;
            }
            let line = index + 1;
            match Head::read(text) {
                Err(problem) => self.unread.push(Unread { line, problem }),
                Ok(Head {
                    at,
                    of,
                    from,
                    occasion,
                }) => {
                    self.last = Some(of);
                    self.entries.push(Entry {
                        at,
                        of,
                        line,
                        occasion,
                    });
                    if from != Some(of) {
                        tellings.push(Telling {
                            of,
                            from,
                            line,
                            place,
                        });
                    }
                }
            }
        }
        tellings
    }

    /// Finds the shortest way to tell each version, and names those that cannot be told.
    fn connect(&mut self, tellings: Vec<Telling>) {
        let mut starts: HashMap<Option<Digest>, Vec<Telling>> = HashMap::new();
        for telling in tellings {
            starts.entry(telling.from).or_default().push(telling);
        }
        let mut reached = vec![None];
        for count in 1..=2 * LONGEST_CHAIN {
            let mut next = Vec::new();
            for telling in reached
                .iter()
                .filter_map(|from| starts.remove(from))
                .flatten()
            {
                let of = telling.of;
                if let std::collections::hash_map::Entry::Vacant(place) = self.sources.entry(of) {
                    place.insert((telling, count));
                    next.push(Some(of));
                }
            }
            reached = next;
        }
        let (known, lost): (Vec<Entry>, Vec<Entry>) = std::mem::take(&mut self.entries)
            .into_iter()
            .partition(|entry| self.sources.contains_key(&entry.of));
        self.unread.extend(lost.iter().map(|entry| Unread {
            line: entry.line,
            problem: "it starts from a version that is not there",
        }));
        self.unread.sort_by_key(|unread| unread.line);
        self.entries = known;
        self.entries.sort_by_key(|entry| (entry.at, entry.line));
        self.entries.dedup_by(|later, earlier| {
            earlier.occasion = match (later.at, later.of) == (earlier.at, earlier.of) {
                true => earlier.occasion.max(later.occasion),
                false => return false,
            };
            true
        });
    }

    /// Whose history it is.
    pub fn id(&self) -> &CanvasId {
        &self.id
    }

    /// How many versions there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// True where there is no earlier version.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// When a version was last changed; versions count from 0, oldest first.
    pub fn at(&self, index: usize) -> Timestamp {
        self.entries[index].at
    }

    /// Why a version is kept.
    pub fn occasion(&self, index: usize) -> Occasion {
        self.entries[index].occasion
    }

    /// The lines that cannot be read.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// The canvas as a version has it.
    ///
    /// # Errors
    /// [`Unread`] where the lines do not say what their digests promise.
    pub fn canvas(&self, index: usize) -> Result<Canvas, Unread> {
        let entry = &self.entries[index];
        let unread = |problem| Unread {
            line: entry.line,
            problem,
        };
        let mut document = self.document(entry.of)?;
        if Digest::of(&document) != entry.of {
            return Err(unread("it does not say what its digest promises"));
        }
        document.insert("updated".into(), super::instant(entry.at).into());
        // What stands in a history comes from outside: it is read by the rules of a file.
        Canvas::read(self.id.clone(), &canvas_bytes(&document))
            .map_err(|_| unread("what it holds is no canvas"))
    }

    /// What a version says, told from its whole line on.
    fn document(&self, of: Digest) -> Result<Map<String, Value>, Unread> {
        let mut chain = Vec::new();
        let mut next = Some(of);
        while let Some((telling, _)) = next.and_then(|digest| self.sources.get(&digest)) {
            next = telling.from;
            chain.push(telling);
        }
        let mut document = Map::new();
        for telling in chain.into_iter().rev() {
            let content = Content::read(&self.text[telling.place.clone()]);
            let told = content.and_then(|content| match content {
                Content::Whole(whole) => Ok(whole),
                Content::Edits(edits) => {
                    edits::apply(document, edits).ok_or("it changes something that is not there")
                }
            });
            document = told.map_err(|problem| Unread {
                line: telling.line,
                problem,
            })?;
        }
        Ok(document)
    }

    /// The last version whose last change was at an instant for which this holds; None where none was.
    pub fn last_where(&self, holds: impl Fn(Timestamp) -> bool) -> Option<usize> {
        self.entries.iter().rposition(|entry| holds(entry.at))
    }

    /// The line to append for a version, with its line end; None where the history ends with the same
    /// already. `now` stands in where the canvas does not say when it was changed.
    pub fn line_for(&self, canvas: &Canvas, occasion: Occasion, now: Timestamp) -> Option<String> {
        let document = said(canvas);
        let of = Digest::of(&document);
        let at = to_the_second(canvas.updated().unwrap_or(now));
        let named = Named { at, of, occasion };
        let is_kept = |entry: &Entry| entry.of == of && entry.at == at;
        let newest = self.entries.last();
        if self.last == Some(of)
            || newest.is_some_and(|entry| entry.of == of)
            || self.entries.iter().any(is_kept)
        {
            return None;
        }
        if self.sources.contains_key(&of)
            && self
                .document(of)
                .is_ok_and(|known| Digest::of(&known) == of)
        {
            return Some(named.again());
        }
        let whole = named.whole(&document);
        let edited = newest.and_then(|entry| self.edited(named, &document, entry.of));
        // A line of edits that is hardly shorter would only make the next one dearer to read.
        let is_short = |edited: &String| edited.len() * 2 < whole.len();
        Some(edited.filter(is_short).unwrap_or(whole))
    }

    /// A line of what differs from a version that is there, where that can be told back.
    fn edited(&self, named: Named, document: &Map<String, Value>, from: Digest) -> Option<String> {
        let (_, count) = self.sources.get(&from)?;
        if *count >= LONGEST_CHAIN {
            return None;
        }
        let base = self.document(from).ok()?;
        let edits = edits::between(&base, document);
        let line = named.edits(from, &edits);
        let back = edits::apply(base, edits)?;
        (Digest::of(&back) == named.of).then_some(line)
    }
}

/// The day on which something happened, where the planner is.
pub fn day_of(at: Timestamp, zone: &TimeZone) -> Date {
    at.to_zoned(zone.clone()).date()
}

/// An instant as lines hold it.
fn to_the_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).expect("a second of an instant is an instant")
}

/// Names what a canvas says, whenever it was last changed.
pub fn digest(canvas: &Canvas) -> Digest {
    Digest::of(&said(canvas))
}

/// What a canvas says: its document without when it was changed.
fn said(canvas: &Canvas) -> Map<String, Value> {
    let mut document = arranged(canvas.document());
    document.shift_remove("updated");
    document
}
