//! How the comparison looks: who the sides are and how far they agree, the questions, and the chosen one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::ready::{Item, Ready};
use super::{CompareScreen, Stand, Taken, detail, list, written};
use crate::canvas::answer::cell_of;
use crate::canvas::compare::{Compared, LETTERS, Verdict};
use crate::canvas::in_words;
use crate::canvas::joint::{Spot, Take, is_choosable, is_of_us};
use crate::canvas::row::Row;
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Command, Hint, Scope, hints};
use crate::tui::theme::Look;
use crate::tui::widgets::chrome::{Head, frame_with, panel};
use crate::tui::widgets::prose::{MEASURE, below, cut, put, put_line, put_right, top, wrap};

/// The narrowest screen that has the list beside the question.
const WIDE: u16 = 100;
/// How wide the list is there.
const LIST: u16 = 38;

impl CompareScreen {
    /// Draws the screen.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let body = frame_with(&self.head(desk), self.hints(), area, buf, look);
        let text = match &self.stand {
            Stand::Ready(ready) if !ready.items.is_empty() => None,
            Stand::Ready(_) => Some("Nobody has answered anything yet.".to_owned()),
            Stand::Reading => Some("Reading what is to be laid side by side.".to_owned()),
            Stand::Failed(why) => Some(why.clone()),
        };
        if let Some(text) = text {
            put(&shown(&text), body, buf, look.theme.text);
        } else if area.width < WIDE {
            let used = self.draw_agreement(body, buf, look) + 1;
            let rest = below(body, used);
            let upper = (rest.height / 3).max(3);
            list::draw(self, top(rest, upper), buf, look);
            self.draw_question(below(rest, upper), buf, look);
        } else {
            let left = Rect {
                width: LIST,
                ..body
            };
            let used = self.draw_agreement(left, buf, look) + 1;
            list::draw(self, below(left, used), buf, look);
            let right = Rect {
                x: body.x + LIST + 2,
                width: body.width - LIST - 2,
                ..body
            };
            self.draw_question(right, buf, look);
        }
    }

    /// What can be pressed; of more than two sides, none is ours and none theirs.
    fn hints(&self) -> Vec<Hint> {
        let mut hints = hints(Scope::Compare);
        let sides = self.ready().map_or(0, |ready| ready.comparison.sides.len());
        if sides > 2 {
            hints.retain(|hint| hint.command != Command::Digit(2));
            let first = hints
                .iter_mut()
                .find(|hint| hint.command == Command::Digit(1));
            if let Some(first) = first {
                (first.key, first.label) = (format!("1-{sides}"), "take a side");
            }
        }
        hints
    }

    fn head(&self, desk: &Desk) -> Head {
        let about =
            self.ready()
                .map_or_else(String::new, |ready| match ready.settled(&self.taken) {
                    (_, 0) => String::new(),
                    (done, open) => format!("joint canvas: {done} of {open} settled"),
                });
        let state = match self.ready() {
            Some(ready) if ready.canvases.len() == 1 => ready.canvases[0].title().to_owned(),
            Some(ready) => format!("{} canvases", ready.canvases.len()),
            None => String::new(),
        };
        Head {
            title: "Side by side".into(),
            about,
            state: shown(&state).into_owned(),
            is_alarm: false,
            band: desk.band(),
        }
    }

    /// Who the sides are and how far they agree; returns the rows it took.
    fn draw_agreement(&self, area: Rect, buf: &mut Buffer, look: &Look) -> u16 {
        let Some(ready) = self.ready() else { return 0 };
        let names = LETTERS.iter().zip(&ready.comparison.sides);
        let names: Vec<(&str, String)> = names
            .map(|(letter, name)| (*letter, shown(name).into_owned()))
            .collect();
        let mut used = if area.width > LIST {
            draw_in_line(&names, area, buf, look)
        } else {
            for ((letter, name), row) in names.iter().zip(area.rows()) {
                put_line(letter, row, buf, look.theme.accent);
                put_line(
                    name,
                    Rect {
                        x: row.x + 3,
                        width: row.width - 3,
                        ..row
                    },
                    buf,
                    look.theme.strong,
                );
            }
            names.len() as u16 + 1
        };
        let text = ready.comparison.agreement();
        let most = if area.width > LIST {
            2
        } else {
            area.height / 3
        };
        let room = top(below(area, used), most.max(1));
        let lines = wrap(&text, room.width).len() as u16;
        let text = if lines <= room.height {
            text
        } else {
            first_sentences(&text, room)
        };
        used += put(&text, room, buf, look.theme.text);
        for line in ready.comparison.not_answered(false) {
            used += put(&line, below(area, used), buf, look.theme.soft);
        }
        used
    }

    /// The chosen question in full, and what the joint canvas takes of it.
    fn draw_question(&mut self, area: Rect, buf: &mut Buffer, look: &Look) {
        let Some((item, compared)) = self.item() else {
            return;
        };
        let label = match item.cell {
            Some(_) => &*shown(&item.called),
            None => &Wording::shipped().question(compared.question).label,
        };
        let said = match item.cell {
            Some((row, cell)) => {
                let judged = compared.rows[row].cells[cell].judged;
                judged
                    .map_or("", |judged| judged.verdict.in_words())
                    .to_owned()
            }
            None => compared.verdict_in_words(),
        };
        let title = cut(label, area.width.saturating_sub(said.len() as u16 + 8));
        let title = Span::styled(title, look.theme.strong);
        let note = Span::styled(said, look.theme.soft);
        let inner = panel(title, note, area, look.theme.soft, buf, look);
        let foot = self.joint_says(item, compared, inner.width);
        let under = (foot.len() as u16 + 1).min(inner.height / 2);
        let room = Rect {
            height: inner.height - under,
            ..inner
        };
        let width = room.width.min(MEASURE + 20);
        let lines = detail::lines(compared, item.cell, width, look);
        let rows = lines.len() as u16;
        let scroll = self.scroll.min(rows.saturating_sub(room.height));
        for (line, row) in lines.iter().skip(usize::from(scroll)).zip(room.rows()) {
            for (x, text, style) in line {
                let place = Rect {
                    x: row.x + x.min(&row.width),
                    width: row.width.saturating_sub(*x),
                    ..row
                };
                put_line(text, place, buf, *style);
            }
        }
        let rest = below(inner, room.height);
        if rows > scroll + room.height {
            put_right(" more below: page down", rest, buf, look.theme.soft);
        }
        for (line, row) in foot.iter().zip(below(rest, 1).rows()) {
            put_line(line, row, buf, look.theme.soft);
        }
        self.detail_rows = (rows, room.height);
        self.scroll = scroll;
    }

    /// What the joint canvas takes of a question, in words.
    fn joint_says(&self, item: &Item, compared: &Compared, width: u16) -> Vec<String> {
        let Some(ready) = self.ready() else {
            return Vec::new();
        };
        let text = joint_says(ready, &self.taken, item, compared);
        let mut lines = wrap(&shown(&text), width);
        if lines.len() > 3 {
            lines.truncate(3);
            lines[2].push_str(" ...");
        }
        lines
    }
}

fn joint_says(ready: &Ready, taken: &Taken, item: &Item, compared: &Compared) -> String {
    let name = |side: usize| ready.comparison.sides.get(side).map_or("", String::as_str);
    let question = compared.question;
    let of_question = taken.get(question.id).filter(|_| item.cell.is_some());
    let says = match taken.get(&item.address).or(of_question) {
        Some(Take::Of(side)) => format!("what {} says.", name(*side)),
        Some(Take::Anew(value)) => {
            return format!(
                "Joint canvas, written anew: {}",
                anew(item, compared, value)
            );
        }
        None if question.id == "cover.title" => "you name it when it is made.".into(),
        None if !is_choosable(question) => "everyone's own answer, with their name.".into(),
        None if item.needs_choice => open(ready, item, compared),
        None if question.table().is_some() => of_rows(compared, ready.us.as_deref()),
        None => match compared.judged.verdict {
            Verdict::OnlyOne | Verdict::NotAsked | Verdict::AsSent => {
                let only = compared
                    .answers
                    .iter()
                    .position(|seen| seen.value().is_some());
                format!("this, marked: only {} said so.", name(only.unwrap_or(0)))
            }
            Verdict::Close | Verdict::Different => "what you agree on; the rest is below.".into(),
            _ => "this, for nobody says otherwise.".into(),
        },
    };
    format!("Joint canvas: {says}")
}

/// That it is open, and what may be taken: only what a side has.
fn open(ready: &Ready, item: &Item, compared: &Compared) -> String {
    let spot = Spot::find(&ready.comparison, &item.address);
    let names = ready.comparison.sides.iter().enumerate();
    let there = names.filter(|(side, _)| spot.is_some_and(|spot| spot.has(*side)));
    let there: Vec<String> = there
        .map(|(side, name)| format!("{} takes what {name} says", side + 1))
        .collect();
    let why = match compared.judged.verdict {
        Verdict::OnlyOne | Verdict::NotAsked => ", for nobody decides for all",
        _ => "",
    };
    match (there.as_slice(), ready.comparison.sides.len()) {
        ([], _) => format!("open{why} (enter writes it anew)."),
        ([one], _) => format!("open{why} ({one}, enter writes it anew)."),
        (_, 2) => "open (1 ours, 2 theirs, enter anew).".into(),
        _ => "open (a number takes one, enter anew).".into(),
    }
}

/// What becomes of the rows of a table.
fn of_rows(compared: &Compared, us: Option<&str>) -> String {
    let (of_us, rows): (Vec<_>, Vec<_>) = compared
        .rows
        .iter()
        .partition(|row| is_of_us(compared.question, row, us));
    let count = |verdict: Verdict| {
        let rows = rows.iter();
        rows.filter(|row| row.judged.verdict == verdict).count()
    };
    let one = count(Verdict::OnlyOne);
    let differing = count(Verdict::Close) + count(Verdict::Different);
    let but_us = if of_us.is_empty() {
        ""
    } else {
        " but what is said of us"
    };
    let rows = match rows.len() {
        0 => return "none of it: we are no partner of our own, and it is kept beside it.".into(),
        1 => format!("the row{but_us}"),
        _ => format!("all rows{but_us}"),
    };
    let one = match one {
        0 => String::new(),
        one => format!("; {one} marked as said by only one"),
    };
    let differing = match differing {
        0 => String::new(),
        _ => "; what differs in a row is below".to_owned(),
    };
    format!("{rows}{one}{differing}.")
}

/// What was written anew, as people read it.
fn anew(item: &Item, compared: &Compared, value: &serde_json::Value) -> String {
    let words = match item.cell {
        Some((row, cell)) => {
            let column = compared.rows[row].cells[cell].column;
            let row = [(column.id.to_owned(), value.clone())]
                .into_iter()
                .collect();
            in_words::cell(compared.question, column, Row(&row))
        }
        None => cell_of(compared.question)
            .and_then(|_| in_words::value(compared.question, value))
            .map(in_words::InWords::in_one_line),
    };
    words.unwrap_or_else(|| written(value))
}

/// The sides in one line or two; returns the rows that took.
fn draw_in_line(names: &[(&str, String)], area: Rect, buf: &mut Buffer, look: &Look) -> u16 {
    let each = (area.width / names.len().clamp(1, 3) as u16).max(12);
    let in_row = usize::from(area.width / each).max(1);
    for (at, (letter, name)) in names.iter().enumerate() {
        let cell = Rect {
            x: area.x + (at % in_row) as u16 * each,
            y: area.y + (at / in_row) as u16,
            width: each - 2,
            height: 1,
        };
        put_line(letter, cell, buf, look.theme.accent);
        let beside = Rect {
            x: cell.x + 3,
            width: cell.width - 3,
            ..cell
        };
        put_line(name, beside, buf, look.theme.strong);
    }
    names.len().div_ceil(in_row) as u16
}

/// As many whole sentences as have room.
fn first_sentences(text: &str, room: Rect) -> String {
    let mut kept = String::new();
    for sentence in text.split_inclusive(". ") {
        let longer = format!("{kept}{sentence}");
        if wrap(longer.trim_end(), room.width).len() > usize::from(room.height) {
            break;
        }
        kept = longer;
    }
    kept
}
