//! How the history looks: the days at the left, what a version changed and how it differs from now.

use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;

use super::{HistoryScreen, Item, Kept, Shown, View};
use crate::canvas::history::day_of;
use crate::canvas::in_words::InWords;
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::canvas::wording::Wording;
use crate::tui::desk::Desk;
use crate::tui::session::Session;
use crate::tui::theme::Look;
use crate::tui::widgets::chrome::{frame, panel};
use crate::tui::widgets::prose::{MEASURE, below, indented, put, put_line, put_right, top, wrap};

/// The narrowest screen that has the days beside the version.
const WIDE: u16 = 76;
/// The narrowest screen that says in words beside a day what was decided.
const WORDS: u16 = 100;
/// How wide the days are there.
const NAMED: u16 = 48;
/// How wide `before`, `then` and `now` are.
const LABEL: u16 = 8;
/// How many lines one answer may take.
const MOST_LINES: usize = 6;

/// One line of a version: its parts, each with its place and style, and whose line it is.
struct Line {
    parts: Vec<(u16, String, Style)>,
    item: Option<usize>,
}

impl HistoryScreen {
    /// Draws the screen.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let Some(session) = &desk.session else { return };
        let look = &desk.look;
        let head = desk.head("what it said earlier".into());
        self.refresh(session);
        let body = frame(&head, self.scope(), area, buf, look);
        // Taken out while the version is drawn, which scrolls.
        let Some(showing) = self.shown.take() else {
            let text = match &self.kept {
                Kept::Failed(why) => format!("What it said earlier cannot be read: {why}"),
                _ => "Reading what it said earlier.".into(),
            };
            put(&shown(&text), body, buf, look.theme.text);
            return;
        };
        if let (1, Kept::Read(_, zone)) = (showing.view.place.1, &self.kept) {
            draw_nothing_yet(session, zone, body, buf, look);
        } else if area.width < WIDE {
            self.draw_version(&showing.view, desk, body, buf);
        } else {
            let width = if area.width < WORDS { 31 } else { NAMED };
            draw_days(&showing, Rect { width, ..body }, buf, look);
            self.draw_version(&showing.view, desk, indented(body, width + 1), buf);
        }
        self.shown = Some(showing);
    }

    fn draw_version(&mut self, view: &View, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let name = match view.day {
            Some(day) => {
                let distance = when::from_today(day, desk.today);
                format!("{}, {distance}", when::in_words(day))
            }
            None => "As it stands now".into(),
        };
        let (place, count) = view.place;
        let title = Span::styled(name, look.theme.strong);
        let note = Span::styled(format!("{place} of {count}"), look.theme.soft);
        let inner = panel(title, note, area, look.theme.soft, buf, look);
        self.chosen = self.chosen.min(view.items.len().saturating_sub(1));
        let lines = lines(view, self.chosen, inner.width.min(MEASURE), look);
        self.scroll_to_chosen(&lines, inner.height);
        for (line, row) in lines
            .iter()
            .skip(usize::from(self.offset))
            .zip(inner.rows())
        {
            for (x, text, style) in &line.parts {
                put_line(text, indented(row, *x), buf, *style);
            }
        }
        let hidden = lines.len() > usize::from(self.offset + inner.height);
        if hidden {
            let last = below(inner, inner.height.saturating_sub(1));
            put_right(" more below: tab", top(last, 1), buf, look.theme.soft);
        }
    }

    /// Scrolls so that the chosen answer is in view, as much of it as has room.
    fn scroll_to_chosen(&mut self, lines: &[Line], height: u16) {
        let is_chosen = |line: &Line| line.item == Some(self.chosen);
        let place = |at: Option<usize>| at.and_then(|at| u16::try_from(at).ok()).unwrap_or(0);
        let first = place(lines.iter().position(is_chosen));
        let last = place(lines.iter().rposition(is_chosen));
        // A row stays free for what says that there is more.
        let room = height.saturating_sub(2);
        self.offset = self.offset.max(last.saturating_sub(room)).min(first);
        if self.chosen == 0 {
            self.offset = 0;
        }
    }
}

/// Every version by its day, the newest at the top.
fn draw_days(shown: &Shown, area: Rect, buf: &mut Buffer, look: &Look) {
    let title = Span::styled("Versions", look.theme.strong);
    let inner = panel(title, Span::default(), area, look.theme.soft, buf, look);
    let mut names = shown.days.clone();
    names.push(("now".into(), None));
    let here = names.len() - shown.view.place.0;
    let room = usize::from(inner.height);
    let first = (here + 1).saturating_sub(room.saturating_sub(1).max(1));
    let is_cut = names.len() > first + room;
    let rows = names.iter().rev().skip(first).zip(inner.rows());
    for (index, ((name, became), row)) in rows.enumerate() {
        if is_cut && index + 1 == room {
            let more = format!("and {} more", names.len() - first - index);
            put_line(&more, indented(row, 2), buf, look.theme.soft);
            break;
        }
        let is_here = first + index == here;
        let style = if is_here {
            look.theme.accent
        } else {
            look.theme.text
        };
        if is_here {
            put_line(look.glyphs.here, row, buf, look.theme.accent);
        }
        let used = put_line(name, indented(row, 2), buf, style);
        let rest = indented(row, used + 3);
        match became {
            Some(_) if area.width < NAMED => {
                put_line(look.glyphs.done, rest, buf, look.theme.good);
            }
            became => {
                let words = became.as_deref().unwrap_or_default();
                put_line(words, indented(rest, 1), buf, look.theme.soft);
            }
        }
    }
}

/// Where the history begins.
fn draw_nothing_yet(session: &Session, zone: &TimeZone, area: Rect, buf: &mut Buffer, look: &Look) {
    let used = put("Nothing earlier is kept yet.", area, buf, look.theme.strong);
    let changed = session.canvas.updated();
    let changed = changed.map_or_else(String::new, |at| {
        let day = when::in_words(day_of(at, zone));
        format!("It begins with what stands here now, last changed on {day}. ")
    });
    let text = format!(
        "{changed}From the next day on that you work on this canvas, what it says today stays here: \
         one version for each day, and one around each decision. Until then, u takes back what you \
         change."
    );
    let text_area = Rect {
        width: area.width.min(MEASURE),
        ..below(area, used + 1)
    };
    put(&text, text_area, buf, look.theme.text);
}

/// The lines of a version, wrapped to a width.
fn lines(view: &View, chosen: usize, width: u16, look: &Look) -> Vec<Line> {
    let plain = |text: String, style: Style| Line {
        parts: vec![(0, text, style)],
        item: None,
    };
    if let Err(unread) = &view.canvas {
        let text = format!("This version cannot be read: {unread}. The others are whole.");
        let lines = wrap(&text, width).into_iter();
        return lines.map(|line| plain(line, look.theme.care)).collect();
    }
    let mut lines = Vec::new();
    if let Some(decided) = &view.decided {
        lines.push(plain(shown(decided).into_owned(), look.theme.accent));
    }
    if let Some(time) = &view.before_others {
        let text = format!("As it was at {time}, before someone else's change");
        let more = wrap(&text, width).into_iter();
        lines.extend(more.map(|line| plain(line, look.theme.accent)));
    }
    let count = view
        .items
        .iter()
        .filter(|item| item.before.is_some())
        .count();
    let heading = match (count, view.place.0) {
        (_, 1) => "The first version that is known",
        (0, _) => "No answer changed",
        _ => "Changed since the version before",
    };
    lines.push(plain(heading.into(), look.theme.soft));
    for (index, item) in view.items.iter().enumerate() {
        if index == count {
            lines.push(plain(String::new(), look.theme.soft));
            lines.push(plain("Different now".into(), look.theme.soft));
        }
        if index > 0 && index != count {
            lines.push(plain(String::new(), look.theme.soft));
        }
        put_item(item, index, index == chosen, width, look, &mut lines);
    }
    if !view.beside.is_empty() {
        let text = format!("Also changed: {}", view.beside.join(", "));
        let more = wrap(&text, width).into_iter();
        lines.extend(more.map(|line| plain(line, look.theme.soft)));
    }
    lines
}

fn put_item(
    item: &Item,
    index: usize,
    is_chosen: bool,
    width: u16,
    look: &Look,
    lines: &mut Vec<Line>,
) {
    let label = &Wording::shipped().question(item.question).label;
    let (glyph, style) = if is_chosen {
        (look.glyphs.here, look.theme.accent)
    } else {
        (" ", look.theme.strong)
    };
    lines.push(Line {
        parts: vec![
            (0, glyph.into(), look.theme.accent),
            (2, label.clone(), style),
        ],
        item: Some(index),
    });
    let then = Some(&item.then);
    for (name, answer, style) in [
        ("before", item.before.as_ref(), look.theme.soft),
        ("then", then, look.theme.text),
        ("now", item.now.as_ref(), look.theme.soft),
    ] {
        let Some(answer) = answer else { continue };
        let text = in_words(answer.as_ref());
        let mut wrapped = wrap(&text, width.saturating_sub(LABEL + 2));
        if wrapped.len() > MOST_LINES {
            wrapped.truncate(MOST_LINES);
            wrapped.push("...".into());
        }
        for (row, text) in wrapped.into_iter().enumerate() {
            let mut parts = vec![(LABEL + 2, text, style)];
            if row == 0 {
                parts.insert(0, (2, name.into(), look.theme.soft));
            }
            lines.push(Line {
                parts,
                item: Some(index),
            });
        }
    }
}

/// An answer in one paragraph, safe to show.
pub fn in_words(answer: Option<&InWords>) -> String {
    let text = answer.cloned().map(InWords::in_one_line);
    match text {
        Some(text) => shown(&text).into_owned(),
        None => "no answer".into(),
    }
}
