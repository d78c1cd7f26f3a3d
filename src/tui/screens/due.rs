//! What is due in the whole workspace, by the day.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::Door;
use super::super::desk::{Desk, Go, Reading};
use super::super::keymap::{Command, Scope};
use super::super::widgets::chrome::{Head, frame};
use super::super::widgets::prose::{below, indented, put, put_line};
use crate::canvas::due::DueKind;
use crate::canvas::id::CanvasId;
use crate::canvas::question::Question;
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::portfolio::Section;
use crate::portfolio::agenda::{Item, agenda};
use crate::portfolio::looking_back::LookingBack;

/// The narrowest list that says beside each item what it is about.
const WIDE: u16 = 90;

/// What is due.
#[derive(Debug, Default)]
pub struct DueScreen {
    at: usize,
    offset: usize,
}

impl DueScreen {
    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        let items = agenda(desk.portfolio.entries(), desk.today);
        if let Some(to) = command.moved(self.at, items.len(), 10) {
            self.at = to;
        }
        match command {
            Command::Open => {
                let item = items.get(self.at);
                return item.map_or(Go::Stay, |item| {
                    Go::OpenAt(item.id.clone(), door(item, desk))
                });
            }
            Command::LookBack => return looking_back(desk),
            Command::Back => return Go::Home,
            _ => {}
        }
        Go::Stay
    }

    /// The canvas of the item that the cursor is on.
    pub fn chosen(&self, desk: &Desk) -> Option<CanvasId> {
        let items = agenda(desk.portfolio.entries(), desk.today);
        items.get(self.at).map(|item| item.id.clone())
    }

    /// Draws what is due.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let items = agenda(desk.portfolio.entries(), desk.today);
        let late = items.iter().filter(|item| item.due.on < desk.today).count();
        let state = match desk.reading {
            Reading::Going => "still reading".into(),
            _ if items.is_empty() => String::new(),
            _ => format!("{} in all, {late} past their day", items.len()),
        };
        let head = Head {
            title: "Due".into(),
            about: when::with_weekday(desk.today),
            state,
            is_alarm: false,
            ..Head::default()
        };
        let look = &desk.look;
        let body = frame(&head, Scope::Due, area, buf, look);
        let body = below(body, u16::from(body.height > 15));
        if items.is_empty() && desk.reading != Reading::Going {
            let text = "Nothing is due: no reply, review, first win, end or next step.";
            put(text, body, buf, look.theme.text);
        }
        self.at = self.at.min(items.len().saturating_sub(1));
        let body = match items.get(self.at) {
            Some(item) if body.width < WIDE => draw_about(desk, item, body, buf),
            _ => body,
        };
        let room = usize::from(body.height).max(1);
        self.offset = self
            .offset
            .min(self.at)
            .max((self.at + 1).saturating_sub(room));
        let shown = items.iter().enumerate().skip(self.offset);
        for ((index, item), row) in shown.zip(body.rows()) {
            draw_item(desk, item, index == self.at, row, buf);
        }
    }
}

/// Where to deal with what is due.
fn door(item: &Item, desk: &Desk) -> Door {
    let question = |id| Door::Question(Question::find(id).expect("in the table"));
    let is_draft = || {
        let mut entries = desk.portfolio.entries().iter();
        entries.any(|entry| entry.id == *item.id && Section::of(entry) == Section::Draft)
    };
    match item.due.kind {
        DueKind::Reply if is_draft() => Door::Decision,
        DueKind::Reply => Door::Letter,
        DueKind::Review | DueKind::FirstWin => Door::Review,
        DueKind::Signal => Door::OverTime,
        DueKind::End => question("ownership.end_date"),
        DueKind::NextStep => question("decision.next_steps"),
        DueKind::LookAgain => Door::Decision,
    }
}

fn draw_item(desk: &Desk, item: &Item, is_here: bool, row: Rect, buf: &mut Buffer) {
    let theme = &desk.look.theme;
    if is_here {
        put_line(desk.look.glyphs.here, row, buf, theme.accent);
    }
    let row = indented(row, 2);
    let is_late = item.due.on < desk.today;
    let (day, kind) = if row.width >= WIDE {
        (15, 18)
    } else {
        (14, 17)
    };
    let rest = row.width.saturating_sub(day + kind);
    let title = if row.width >= WIDE {
        rest * 2 / 5
    } else {
        rest
    };
    let cell = |x: u16, width: u16| Rect {
        width: width.saturating_sub(1),
        ..indented(row, x)
    };
    let distance = when::from_today(item.due.on, desk.today);
    let style = if is_late { theme.alarm } else { theme.text };
    put_line(&distance, cell(0, day), buf, style);
    put_line(item.due.kind.name(), cell(day, kind), buf, theme.text);
    let style = if is_here { theme.strong } else { theme.text };
    put_line(&shown(item.title), cell(day + kind, title), buf, style);
    let about = cell(day + kind + title, rest - title);
    put_line(&shown(&item.due.about), about, buf, theme.soft);
}

/// Says in the last row what the chosen item is about, where there is no column for it; returns the rest.
fn draw_about(desk: &Desk, item: &Item, area: Rect, buf: &mut Buffer) -> Rect {
    let height = area.height.saturating_sub(1);
    let about = shown(&item.due.about);
    put_line(
        &about,
        indented(below(area, height), 2),
        buf,
        desk.look.theme.soft,
    );
    Rect { height, ..area }
}

/// Shows what became of all that was reviewed or has ended.
pub fn looking_back(desk: &mut Desk) -> Go {
    if desk.reading == Reading::Going {
        desk.say("The workspace is still being read.");
        return Go::Stay;
    }
    let back = LookingBack::over(desk.portfolio.entries());
    Go::Read {
        title: "Looking back".into(),
        text: back.in_words().join("\n\n"),
    }
}
