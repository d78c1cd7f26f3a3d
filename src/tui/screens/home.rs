//! The list of canvases: drafts, live, not now, ended; the team's days as a bar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::app::{Effect, Sheet};
use super::super::desk::{Desk, Go, Reading};
use super::super::keymap::{Command, Scope};
use super::super::widgets::chrome::{Head, frame};
use super::super::widgets::meter;
use super::super::widgets::prose::{below, indented, put, put_line};
use super::compare::Beside;
use super::due::looking_back;
use crate::canvas::State;
use crate::canvas::capacity::days_figure;
use crate::canvas::compare::LETTERS;
use crate::canvas::due::DueKind;
use crate::canvas::id::CanvasId;
use crate::canvas::summary::{Aside, Entry, Summary};
use crate::canvas::when;
use crate::canvas::wording::Wording;
use crate::portfolio::{Section, next};

/// How many canvases before and after the cursor are weighed ahead of being looked at.
const NEARBY: usize = 60;

/// The list of canvases.
#[derive(Debug, Default)]
pub struct Home {
    /// The canvas that the cursor is on, kept while the list moves around it.
    on: Option<CanvasId>,
    cursor: usize,
    offset: usize,
    rows: usize,
}

/// A line of the list.
enum Line {
    Heading(Section),
    Entry(usize),
    Blank,
}

impl Home {
    /// The list with the cursor on a canvas.
    pub fn at(on: Option<CanvasId>) -> Self {
        Self {
            on,
            ..Self::default()
        }
    }

    /// Puts the cursor where the planner stopped last time, unless it was moved already.
    pub fn take_up_at(&mut self, id: CanvasId) {
        self.on.get_or_insert(id);
    }

    /// The canvas that the cursor is on.
    pub fn chosen(&self, desk: &Desk) -> Option<CanvasId> {
        let entry = desk.portfolio.entries().get(self.cursor)?;
        Some(entry.id.clone())
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        self.find_cursor(desk);
        let count = desk.portfolio.entries().len();
        let page = self.rows.saturating_sub(2).max(1);
        let Some(to) = command.moved(self.cursor, count, page) else {
            return self.act(command, desk);
        };
        self.cursor = to;
        self.on = desk
            .portfolio
            .entries()
            .get(self.cursor)
            .map(|entry| entry.id.clone());
        Go::Stay
    }

    fn act(&mut self, command: Command, desk: &mut Desk) -> Go {
        let entry = desk.portfolio.entries().get(self.cursor).cloned();
        match command {
            Command::New => return Go::New,
            Command::Find => return Go::Find,
            Command::Due => return Go::Due,
            Command::LookBack => return looking_back(desk),
            Command::Portfolio => return Go::Portfolio,
            Command::Rankings => return Go::Rankings(None),
            Command::Settings => return Go::Settings,
            Command::Restore => match desk.trashed.clone() {
                Some(id) => desk.wish(Effect::Restore(id)),
                None => desk.say(
                    "Nothing was thrown away since the program started; see `whytogether restore`.",
                ),
            },
            _ => {}
        }
        let Some(entry) = entry else { return Go::Stay };
        match (command, &entry.content) {
            (Command::Open, _) => return Go::Open(entry.id),
            (Command::Toggle, Ok(_)) => return self.mark(entry.id, desk),
            (Command::Compare, Ok(_)) => return compare(entry.id, desk),
            (Command::Delete, _) => {
                desk.wish(Effect::Trash(entry.id));
                self.on = None;
            }
            (Command::Export, Ok(_)) => desk.wish(Effect::Export(Sheet::Filed(entry.id))),
            (Command::Copy, Ok(_)) => desk.wish(Effect::Copy(Sheet::Filed(entry.id))),
            (Command::Compare, Err(Aside::CopyOf(of))) => {
                return Go::Compare([of.clone(), entry.id].map(Beside::Canvas).into());
            }
            (Command::Export | Command::Copy | Command::Toggle | Command::Compare, Err(why)) => {
                desk.say(match why {
                    Aside::Broken(_) => "This file cannot be read.".into(),
                    why => why.beside_sums(&entry.id),
                });
            }
            _ => {}
        }
        Go::Stay
    }

    /// Marks a canvas, or takes its mark away, and goes on to the next.
    fn mark(&mut self, id: CanvasId, desk: &mut Desk) -> Go {
        let before = desk.marked.len();
        desk.marked.retain(|marked| *marked != id);
        let is_new = desk.marked.len() == before;
        if is_new && before == LETTERS.len() {
            desk.say(format!("No more than {before} can be read side by side."));
            return Go::Stay;
        }
        if is_new {
            desk.marked.push(id);
        }
        desk.say(match desk.marked.len() {
            0 => "No canvas is marked.".into(),
            1 => "Marked. Mark another, and C lays them side by side.".into(),
            count => format!("{count} are marked: C lays them side by side."),
        });
        self.command(Command::Down, desk)
    }

    /// Puts the cursor on its canvas, wherever the list has it now.
    fn find_cursor(&mut self, desk: &Desk) {
        let entries = desk.portfolio.entries();
        let at_cursor = |on: &CanvasId| {
            entries
                .get(self.cursor)
                .is_some_and(|entry| entry.id == *on)
        };
        if let Some(on) = &self.on
            && !at_cursor(on)
            && let Some(at) = entries.iter().position(|entry| entry.id == *on)
        {
            self.cursor = at;
        }
        self.cursor = self.cursor.min(entries.len().saturating_sub(1));
    }

    /// Wishes for what is suggested for the drafts near the cursor that nobody has weighed yet.
    pub fn ask_for_weights(&self, desk: &mut Desk) {
        if desk.reading != Reading::Done {
            return;
        }
        let first = self.cursor.saturating_sub(NEARBY);
        let nearby = desk.portfolio.entries().iter().skip(first).take(2 * NEARBY);
        let drafts = nearby.filter(|entry| Section::of(entry) == Section::Draft);
        let unknown: Vec<CanvasId> = drafts
            .map(|entry| &entry.id)
            .filter(|id| !desk.weighed.contains_key(id))
            .cloned()
            .collect();
        if unknown.is_empty() {
            return;
        }
        for id in &unknown {
            let unsaid = super::super::desk::Weighed {
                outcome: None,
                is_provisional: false,
            };
            desk.weighed.insert(id.clone(), unsaid);
        }
        // Drafts take no days, so that for each of them the others are the same, unless one of these was made
        // of it, or it of one of these.
        let (alone, alike) = unknown
            .into_iter()
            .partition::<Vec<_>, _>(|id| desk.portfolio.has_kin(id));
        let groups = std::iter::once(alike).chain(alone.into_iter().map(|id| vec![id]));
        for ids in groups.filter(|ids| !ids.is_empty()) {
            let around = Box::new(desk.around(&ids[0]));
            desk.wish(Effect::Weigh { ids, around });
        }
    }

    /// Draws the list.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        self.find_cursor(desk);
        let body = frame(&head(desk), Scope::Home, area, buf, &desk.look);
        let used = draw_days(desk, body, buf);
        let list = below(body, used + 1);
        if let Reading::Failed(why) = &desk.reading {
            put(
                &format!("The workspace cannot be read: {why}"),
                list,
                buf,
                desk.look.theme.alarm,
            );
        } else if desk.portfolio.entries().is_empty() {
            draw_empty(desk, list, buf);
        } else {
            self.draw_list(desk, list, buf);
        }
    }

    fn draw_list(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let entries = desk.portfolio.entries();
        let height = usize::from(area.height);
        self.rows = height;
        let lines = lines_around(entries, self.cursor, height);
        let at = lines
            .iter()
            .position(|line| matches!(line, Line::Entry(index) if *index == self.cursor));
        let at = at.unwrap_or(0);
        self.offset = self.offset.min(at).max((at + 1).saturating_sub(height));
        if at < height {
            self.offset = 0;
        }
        for (line, row) in lines.iter().skip(self.offset).zip(area.rows()) {
            match line {
                Line::Blank => {}
                Line::Heading(section) => {
                    put_line(section.name(), indented(row, 2), buf, desk.look.theme.soft);
                }
                Line::Entry(index) => {
                    let entry = &entries[*index];
                    draw_entry(desk, entry, *index == self.cursor, row, buf);
                }
            }
        }
    }
}

/// Lays the marked canvases side by side, or asks what to lay beside the one that is marked, else beside
/// the one under the cursor.
fn compare(id: CanvasId, desk: &mut Desk) -> Go {
    let is_there = |marked: &CanvasId| {
        let mut entries = desk.portfolio.entries().iter();
        entries.any(|entry| entry.id == *marked)
    };
    let of: Vec<CanvasId> = desk
        .marked
        .iter()
        .filter(|id| is_there(id))
        .cloned()
        .collect();
    desk.marked.clone_from(&of);
    match of.as_slice() {
        [] => Go::CompareWith(id),
        [one] => Go::CompareWith(one.clone()),
        _ => Go::Compare(of.into_iter().map(Beside::Canvas).collect()),
    }
}

/// The lines of the list that can come into view: as many before and after the cursor as there are
/// rows, so that ten thousand canvases cost no more than ten.
fn lines_around(entries: &[Entry], cursor: usize, height: usize) -> Vec<Line> {
    let first = cursor.saturating_sub(height);
    let last = (cursor + height + 1).min(entries.len());
    let mut lines = Vec::new();
    for index in first..last {
        let section = Section::of(&entries[index]);
        let is_first = index == 0 || Section::of(&entries[index - 1]) != section;
        if is_first {
            if index > 0 {
                lines.push(Line::Blank);
            }
            lines.push(Line::Heading(section));
        }
        lines.push(Line::Entry(index));
    }
    lines
}

fn head(desk: &Desk) -> Head {
    let count = desk.portfolio.count();
    let name = desk.settings.name().unwrap_or(if desk.is_demo {
        "Samples"
    } else {
        "Your workspace"
    });
    let counted = when::count_of(u32::try_from(count).unwrap_or(u32::MAX), "canvas")
        .replace("canvass", "canvases");
    let state = match desk.reading {
        Reading::Going => format!("{name}, {counted}, still reading"),
        _ => format!("{name}, {counted}"),
    };
    let mut about = Vec::new();
    let due = desk.portfolio.count_due(desk.today);
    if due > 0 {
        about.push(format!("{due} due (d)"));
    }
    if desk.is_demo {
        about.push(format!("samples of {}", when::in_short(desk.today)));
    }
    Head {
        title: "Why together?".into(),
        about: about.join(", "),
        state,
        is_alarm: false,
        ..Head::default()
    }
}

/// The bar of days and its figures; returns how many rows they took.
fn draw_days(desk: &Desk, area: Rect, buf: &mut Buffer) -> u16 {
    let area = below(area, u16::from(area.height > 16));
    let promised = desk.portfolio.promised(desk.settings.team());
    meter::draw_days(&promised, area, buf, &desk.look) + u16::from(area.height > 15)
}

fn draw_empty(desk: &Desk, area: Rect, buf: &mut Buffer) {
    let text = match desk.reading {
        Reading::Going => "Reading the workspace.",
        _ => {
            "No canvas yet. Press n for the first one: a title, and the questions begin.\n\nTo look around in a finished workspace, leave with q and run `whytogether demo`."
        }
    };
    put(text, below(area, 1), buf, desk.look.theme.text);
}

/// Draws one canvas: title, kind, days, what was suggested or decided, what is next.
fn draw_entry(desk: &Desk, entry: &Entry, is_here: bool, row: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    let style = if is_here {
        look.theme.strong
    } else {
        look.theme.text
    };
    if is_here {
        put_line(look.glyphs.here, row, buf, look.theme.accent);
    }
    let row = indented(row, 2);
    let mark = desk.marked.iter().position(|marked| *marked == entry.id);
    let mark = mark.map_or("", |place| LETTERS[place]);
    let summary = match &entry.content {
        Ok(summary) => summary,
        Err(problem) => {
            let used = put_line(entry.id.as_str(), row, buf, look.theme.alarm);
            put_line(
                &problem.to_string(),
                indented(row, used + 2),
                buf,
                look.theme.text,
            );
            return;
        }
    };
    let columns = Columns::of(row);
    let marked = put_line(mark, columns.title, buf, look.theme.accent);
    let title = indented(columns.title, marked + u16::from(marked > 0));
    put_line(&summary.title, title, buf, style);
    if let Some(kind) = summary.kind {
        let glyph = look.glyphs.kind(kind);
        put_line(glyph, columns.kind, buf, look.theme.kind(kind));
        let words =
            Wording::shipped().option(kind_question(), crate::canvas::codes::Coded::code(kind));
        put_line(
            words.map_or("", |words| &words.name),
            indented(columns.kind, 2),
            buf,
            look.theme.text,
        );
    }
    // What has ended takes no days.
    let takes = !matches!(summary.state, State::Ended(..));
    let other = desk.portfolio.counted_with(&entry.id);
    let other = other.filter(|_| summary.is_live());
    if let Some(load) = summary.load.filter(|_| takes && other.is_none()) {
        let days = days_figure(load.total(desk.portfolio.optimism()));
        // More may come where not all of it is answered yet.
        let days = match summary.is_load_known {
            true => format!("{days:>5} d"),
            false => format!("{:>5} d", format!("{days}+")),
        };
        put_line(&days, columns.days, buf, look.theme.text);
    }
    let state = match other.and_then(|other| other.content.as_ref().ok()) {
        Some(other) => format!("in {}", other.title),
        None => state(desk, entry, summary),
    };
    put_line(&state, columns.state, buf, look.theme.text);
    let (next, style) = next_of(desk, summary);
    put_line(&next, columns.next, buf, style);
}

fn kind_question() -> &'static crate::canvas::question::Question {
    crate::canvas::question::Question::find("value.kind").expect("in the table")
}

/// Where the columns of the list stand.
struct Columns {
    title: Rect,
    kind: Rect,
    days: Rect,
    state: Rect,
    next: Rect,
}

impl Columns {
    fn of(row: Rect) -> Self {
        let (kind, days, state, next) = match row.width {
            100.. => (19, 9, 22, 24),
            70..=99 => (0, 8, 17, 24),
            _ => (0, 0, 17, 21),
        };
        let title = row.width.saturating_sub(kind + days + state + next);
        let mut x = row.x;
        let mut column = |width: u16| {
            let shown = Rect {
                x,
                width: width.saturating_sub(1),
                height: 1,
                ..row
            };
            x += width;
            shown
        };
        Self {
            title: column(title),
            kind: column(kind),
            days: column(days),
            state: column(state),
            next: column(next),
        }
    }
}

/// What was decided, or is suggested, or is still to be answered.
fn state(desk: &Desk, entry: &Entry, summary: &Summary) -> String {
    let wording = Wording::shipped();
    if summary.is_newer {
        return "newer version".into();
    }
    if summary.is_in_round {
        return "in a round".into();
    }
    if let Some(outcome) = summary.decided() {
        return wording.outcome(outcome).name.clone();
    }
    let suggested = desk
        .weighed
        .get(&entry.id)
        .and_then(|weighed| weighed.outcome);
    match suggested {
        Some(outcome) => format!("{}?", wording.outcome(outcome).name),
        None if summary.is_ready => "ready to decide".into(),
        None => format!("{} of 5 steps", summary.steps_done()),
    }
}

/// What is next; before that what the last check-in asks for, or when it ended, where it has.
fn next_of(desk: &Desk, summary: &Summary) -> (String, Style) {
    let (theme, today) = (&desk.look.theme, desk.today);
    if let State::Ended(_, on) = summary.state {
        return (format!("ended {}", when::in_words(on)), theme.soft);
    }
    let due = summary.details().due.into_iter();
    let signals: Vec<_> = due.filter(|due| due.kind == DueKind::Signal).collect();
    let asked = match signals.as_slice() {
        [] => None,
        [one] => Some(one.about.to_string()),
        more => Some(format!("{} things to look at", more.len())),
    };
    if let Some(asked) = asked {
        return (format!("{} {asked}", desk.look.glyphs.care), theme.care);
    }
    match next::next(summary, Section::of_state(summary.state), today) {
        Some(next) if next.1 < today => (next::in_words(next, today), theme.alarm),
        Some(next) => (next::in_words(next, today), theme.soft),
        None => (String::new(), theme.soft),
    }
}
