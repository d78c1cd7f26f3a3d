//! One person ranks alone: what is typed is in no frame, and in no message.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::RankingScreen;
use crate::canvas::history::Digest;
use crate::canvas::ranking::standing::Order;
use crate::canvas::ranking::typed::{RankError, order};
use crate::canvas::ranking::{Challenge, Person, Ranking};
use crate::canvas::shown::shown;
use crate::tui::desk::Desk;
use crate::tui::widgets::prose::{below, indented, put, put_line, put_right, top, wrap};

/// How an order is typed, in full and in short.
const HOW: [&str; 2] = [
    "Worst first, by their numbers: 3, 1, 2. With = between them they share a place: 3, 1=4. What you \
     leave out shares the last place.",
    "Worst first, by their numbers: 3, 1=4, 2 (= shares).",
];
/// What is hidden, in full and in short.
const HIDDEN: [&str; 2] = [
    "Nothing shows while you type; ctrl-u starts over. That is courtesy, not security: the orders are \
     in the file.",
    "Nothing shows while you type: courtesy, not security, for the orders are in the file.",
];
/// What is said where something was typed another time.
const GOES_ON: &str =
    "What you typed here before goes on, hidden: enter gives it, and ctrl-u starts over.";
/// The height under which there is room only for what is short.
const LOW: u16 = 18;
/// The widest that sentences are set.
const WIDEST: u16 = 100;

/// A person who ranks.
pub(super) struct Alone {
    pub(super) name: String,
    has_ranked: bool,
    typed: String,
    /// True where some of it was typed another time.
    goes_on: bool,
    refused: Option<String>,
    offset: usize,
}

/// What is typed alone stays out of logs too.
impl std::fmt::Debug for Alone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Alone")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

/// Begins the name of what is typed alone among what is typed and not used yet.
const ASKED: &str = "An order given alone";

/// True for the name of something typed that nobody else is to read.
pub fn is_masked(asked: &str) -> bool {
    asked.starts_with(ASKED)
}

/// Begins the names of what a person typed alone, whatever the list was.
fn asked_of(ranking: &Ranking, name: &str) -> String {
    format!("{ASKED}\n{}\n{name}\n", ranking.id())
}

/// Under which name it is kept what a person types alone: with another list the numbers mean others.
fn asked(ranking: &Ranking, name: &str) -> String {
    let list = ranking.challenges();
    let list: Vec<&str> = list.iter().map(|one| one.text).collect();
    let list = Digest::of_bytes(list.join("\n").as_bytes());
    format!("{}{list}", asked_of(ranking, name))
}

impl Alone {
    /// A person who begins, or goes on with what they typed and did not give.
    pub(super) fn new(person: &Person, ranking: &Ranking, desk: &Desk) -> Self {
        let typed = desk.left_typed.get(&asked(ranking, person.name)).cloned();
        Self {
            name: person.name.to_owned(),
            has_ranked: person.is_ready,
            goes_on: typed.is_some(),
            typed: typed.unwrap_or_default(),
            refused: None,
            offset: 0,
        }
    }

    pub(super) fn key(&mut self, key: &KeyEvent) {
        match (key.code, key.modifiers.contains(KeyModifiers::CONTROL)) {
            (KeyCode::Char('u'), true) => self.typed.clear(),
            (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => {
                let last = self.typed.grapheme_indices(true).next_back();
                let start = last.map_or(0, |(start, _)| start);
                self.typed.truncate(start);
            }
            (KeyCode::Down | KeyCode::PageDown, _) => self.offset += 1,
            (KeyCode::Up | KeyCode::PageUp, _) => self.offset = self.offset.saturating_sub(1),
            (KeyCode::Char(letter), false) => self.typed.push(letter),
            _ => {}
        }
    }

    pub(super) fn take(&mut self, text: &str) {
        self.typed
            .extend(text.chars().map(|c| if c.is_control() { ' ' } else { c }));
    }

    /// Has kept what is typed, until it is given.
    pub(super) fn keep(&self, ranking: &Ranking, desk: &mut Desk) {
        let asked = asked(ranking, &self.name);
        match self.typed.trim() {
            "" => drop(desk.left_typed.remove(&asked)),
            _ => drop(desk.left_typed.insert(asked, self.typed.clone())),
        }
    }

    /// Has kept nothing of this person any more.
    pub(super) fn forget(&self, ranking: &Ranking, desk: &mut Desk) {
        let of_them = asked_of(ranking, &self.name);
        desk.left_typed
            .retain(|asked, _| !asked.starts_with(&of_them));
    }

    /// What was typed, as an order; the line is empty afterwards.
    pub(super) fn order(&mut self, challenges: &[Challenge]) -> Result<Order, RankError> {
        order(&std::mem::take(&mut self.typed), challenges)
    }

    fn heading(&self) -> String {
        let name = shown(&self.name);
        match self.has_ranked {
            true => format!("{name}, this replaces what you gave before. The others look away."),
            false => format!("{name}, this is yours. The others look away."),
        }
    }

    /// How an order is typed, what is hidden, and what was wrong with the last one, line by line.
    fn said(&self, body: Rect, desk: &Desk) -> Vec<(String, Style)> {
        let theme = &desk.look.theme;
        let short = usize::from(body.height < LOW);
        let refused = self.refused.as_deref();
        // Where there is little room, what was wrong stands in the place of what is known by now.
        // Whoever goes on has been told of ctrl-u.
        let hidden = HIDDEN[short.max(usize::from(self.goes_on))];
        let hidden = Some((hidden, theme.soft)).filter(|_| short == 0 || refused.is_none());
        let said = [
            Some((HOW[short], theme.text)),
            Some((GOES_ON, theme.text)).filter(|_| self.goes_on && refused.is_none()),
            hidden,
            refused.map(|refused| (refused, theme.alarm)),
        ];
        let width = body.width.min(WIDEST);
        let said = said.into_iter().flatten().flat_map(|(text, style)| {
            let lines = wrap(text, width).into_iter();
            lines.map(move |line| (line, style))
        });
        said.collect()
    }

    pub(super) fn refuse(&mut self, error: &RankError) {
        self.refused = Some(format!("Not kept: {}. Type it once more.", error));
    }
}

impl RankingScreen {
    /// Draws the list and the line that shows nothing; returns where the cursor is, which never moves.
    pub(super) fn draw_alone(
        &mut self,
        desk: &Desk,
        body: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let look = &desk.look;
        let alone = self.alone.as_mut()?;
        let used = put(&alone.heading(), top(body, 2), buf, look.theme.strong);
        let said = alone.said(body, desk);
        let under = said.len() as u16 + 2;
        let list = Rect {
            height: body.height.saturating_sub(used + 1 + under),
            ..below(body, used + 1)
        };
        let challenges = self.ranking.challenges();
        alone.offset = draw_list(&challenges, alone.offset, list, desk, buf);
        let mut rest = below(body, used + 1 + list.height + 1);
        for (line, style) in said {
            put_line(&line, rest, buf, style);
            rest = below(rest, 1);
        }
        put_line(look.glyphs.heavy_bar, rest, buf, look.theme.accent);
        (rest.height > 0).then_some(Position {
            x: rest.x + 2,
            y: rest.y,
        })
    }
}

/// Cells of the number of a challenge.
const NUMBER: u16 = 5;

/// A list of challenges in lines, each with a number where a challenge begins.
struct Laid {
    lines: Vec<(String, String)>,
    columns: u16,
}

impl Laid {
    /// Lays challenges out without cutting a word: in columns where each of them fits in one line of these,
    /// and else below each other, in as many lines as they take.
    fn out(challenges: &[Challenge], area: Rect) -> Self {
        let texts = challenges.iter().map(|one| shown(one.text).into_owned());
        let texts: Vec<String> = texts.collect();
        let widest = texts.iter().map(|text| text.width()).max().unwrap_or(0);
        let most = usize::from(area.width) / (widest + usize::from(NUMBER) + 2);
        let wanted = texts.len().div_ceil(usize::from(area.height).max(1));
        let columns = if wanted <= most {
            wanted.max(1) as u16
        } else {
            1
        };
        let room = (area.width / columns).saturating_sub(NUMBER + 1);
        let mut lines = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let mut number = format!("{:>3}", at + 1);
            for line in wrap(text, room) {
                lines.push((std::mem::take(&mut number), line));
            }
        }
        Self { lines, columns }
    }

    fn in_column(&self) -> usize {
        self.lines.len().div_ceil(usize::from(self.columns)).max(1)
    }

    /// Draws the lines of every column from one on.
    fn draw(&self, offset: usize, area: Rect, desk: &Desk, buf: &mut Buffer) {
        let width = area.width / self.columns;
        for (column, lines) in self.lines.chunks(self.in_column()).enumerate() {
            let place = indented(area, column as u16 * width);
            for ((number, line), row) in lines.iter().skip(offset).zip(place.rows()) {
                put_line(number, row, buf, desk.look.theme.accent);
                put_line(line, indented(row, NUMBER), buf, desk.look.theme.text);
            }
        }
    }
}

/// Draws the challenges by their numbers, and whether there are more; returns the first line in view.
fn draw_list(
    challenges: &[Challenge],
    offset: usize,
    area: Rect,
    desk: &Desk,
    buf: &mut Buffer,
) -> usize {
    let laid = Laid::out(challenges, area);
    let has_more = laid.in_column() > usize::from(area.height);
    let list = Rect {
        height: area.height.saturating_sub(u16::from(has_more)),
        ..area
    };
    let rows = usize::from(list.height);
    let offset = offset.min(laid.in_column().saturating_sub(rows));
    laid.draw(offset, list, desk, buf);
    if has_more {
        let more = match (offset, offset + rows < laid.in_column()) {
            (0, _) => "more below: down",
            (_, true) => "more above and below: up, down",
            _ => "more above: up",
        };
        put_right(more, below(area, list.height), buf, desk.look.theme.soft);
    }
    offset
}
