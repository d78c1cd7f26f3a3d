//! How a letter looks: the seven parts at the side with what is still blank, the text beside them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::LetterScreen;
use super::pages::Page;
use crate::canvas::codes::Coded;
use crate::canvas::letter::{Blank, Kept, Kind, Part, addressed_to, blanks};
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::tui::desk::Desk;
use crate::tui::keymap::{Scope, hints_without};
use crate::tui::session::Session;
use crate::tui::widgets::chrome::frame_with;
use crate::tui::widgets::prose::{below, indented, put, put_line, put_right, top};

impl LetterScreen {
    /// Draws the screen and returns where the cursor is, while the letter is typed in.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.follow(desk);
        let session = desk.session.as_ref()?;
        let scope = self.scope();
        let head = desk.head("a letter".into());
        let hints = hints_without(scope, &self.idle());
        let body = frame_with(&head, hints, area, buf, &desk.look);
        let side = Rect {
            width: side_width(area.width),
            ..body
        };
        self.draw_side(session, desk, side, buf);
        let sheet = below(indented(body, side.width + 2), 1);
        let paper = top(sheet, sheet.height.saturating_sub(1));
        let cursor = if scope == Scope::Text {
            self.field.draw(paper, buf, &desk.look)
        } else {
            self.field.draw_read(paper, buf, &desk.look);
            None
        };
        let last = indented(below(sheet, paper.height), 2);
        let hidden = hidden_in_words(self.field.hidden());
        put_line(&hidden, last, buf, desk.look.theme.soft);
        cursor
    }

    fn draw_side(&self, session: &Session, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let pages = self.pages(session);
        let at = pages.iter().position(|page| *page == self.page);
        let kept = self.kept(session);
        let kind = match (self.page, kept) {
            (Page::Draft(kind), _) => Some(kind),
            (Page::Kept(_) | Page::Unneeded, kept) => kept.and_then(Kept::kind),
        };
        let mut rest = area;
        let name = match self.page {
            Page::Unneeded => "no letter",
            _ => kind.map_or("a letter", Kind::name),
        };
        put_line(&capital(name), rest, buf, look.theme.accent);
        let place = format!("{}/{}", at.unwrap_or(0) + 1, pages.len());
        put_right(&place, top(rest, 1), buf, look.theme.soft);
        rest = below(rest, 1);
        if self.page == Page::Unneeded {
            return;
        }
        let text = self.field.text();
        let to = match kept {
            Some(kept) => kept.to().map(str::to_owned),
            None => self.recipient(session).name(),
        };
        let to = to.or_else(|| addressed_to(&text).map(str::to_owned));
        let to = to.map_or("no recipient yet (t chooses one)".into(), |to| {
            format!("to {}", shown(&to))
        });
        put_line(&to, rest, buf, look.theme.text);
        rest = below(rest, 1);
        put_line(&self.state(session, kept), rest, buf, look.theme.soft);
        rest = below(rest, 2);
        let left = blanks(&self.field.text());
        let used = draw_parts(kind, &left, desk, rest, buf);
        draw_count(left.len(), desk, below(rest, used), buf);
    }

    fn kept<'a>(&self, session: &'a Session) -> Option<Kept<'a>> {
        let Page::Kept(place) = self.page else {
            return None;
        };
        let mut letters = session.canvas.letters();
        letters.find(|letter| letter.place == place)
    }

    /// Whether it was sent, edited, or is as the canvas fills it.
    fn state(&self, session: &Session, kept: Option<Kept>) -> String {
        if let Some(kept) = kept {
            return match kept.on() {
                Some(on) => format!("sent {}", when::in_words(on)),
                None if kept.is_draft() => "another draft".into(),
                None => "kept".into(),
            };
        }
        let Page::Draft(kind) = self.page else {
            return String::new();
        };
        let to = self.recipient(session).name();
        let sent = session.canvas.letters().filter(|letter| {
            letter.kind() == Some(kind) && letter.to() == to.as_deref() && !letter.is_draft()
        });
        let sent = sent.filter_map(Kept::on).max();
        match (session.canvas.draft(kind, to.as_deref()), sent) {
            (Some(_), _) => "edited".into(),
            (None, Some(on)) => format!("sent {}", when::in_words(on)),
            (None, None) => "from your answers".into(),
        }
    }
}

/// How many lines of the letter are out of sight, and how to see them.
fn hidden_in_words((above, below): (usize, usize)) -> String {
    let lines = |count: usize| when::count_of(u32::try_from(count).unwrap_or(u32::MAX), "line");
    match (above, below) {
        (0, 0) => String::new(),
        (0, below) => format!("{} more: down", lines(below)),
        (above, 0) => format!("{} above: up", lines(above)),
        (above, below) => format!("{} above, {below} more: up, down", lines(above)),
    }
}

/// How wide the side is: names alone in a narrow window, and what is blank in a wide one.
fn side_width(width: u16) -> u16 {
    match width {
        ..76 => 20,
        76..100 => 26,
        _ => 34,
    }
}

/// The seven parts, each with its mark; below a part what is blank in it, where there is room for that.
fn draw_parts(
    kind: Option<Kind>,
    left: &[Blank],
    desk: &Desk,
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    let look = &desk.look;
    let of_part = |part: Part| -> Vec<&Blank> {
        let own = left.iter();
        own.filter(|blank| kind.and_then(|kind| blank.part(kind)) == Some(part))
            .collect()
    };
    let has_room = usize::from(area.height) > Part::ALL.len() + 2 * left.len() + 2;
    let mut rest = area;
    for part in Part::ALL {
        let blanks = of_part(*part);
        let (glyph, style) = match blanks.is_empty() {
            true => (look.glyphs.done, look.theme.good),
            false => (look.glyphs.open, look.theme.care),
        };
        put_line(glyph, rest, buf, style);
        let name = if blanks.is_empty() {
            look.theme.text
        } else {
            look.theme.strong
        };
        put_line(part.name(), indented(rest, 2), buf, name);
        rest = below(rest, 1);
        for blank in blanks.iter().filter(|_| has_room) {
            let used = put(
                &shown(&blank.words),
                indented(rest, 4),
                buf,
                look.theme.soft,
            );
            rest = below(rest, used);
        }
    }
    area.height - rest.height
}

fn draw_count(count: usize, desk: &Desk, area: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    let said = match count {
        0 => "nothing is blank".into(),
        1 => "1 blank (tab)".into(),
        count => format!("{count} blanks (tab)"),
    };
    let style = if count == 0 {
        look.theme.good
    } else {
        look.theme.care
    };
    let area = if area.height > 1 {
        below(area, 1)
    } else {
        area
    };
    put_line(&said, area, buf, style);
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}
