//! The workspace's settings: its name, who we are, the team and its days, the reserve.

mod place;
mod sums;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::widgets::chrome::{Head, frame};
use super::super::widgets::field::{Field, Lines};
use super::super::widgets::prose::{below, indented, put, put_line};
use crate::canvas::shown::shown;
use crate::workspace::settings::{Member, Settings};
use place::{COLUMNS, Place};
use sums::{all_lessons, draw_sums};

/// The workspace's settings.
#[derive(Debug)]
pub struct SettingsScreen {
    at: Place,
    field: Option<Field>,
    refused: Option<String>,
    /// What the field last put there, or found: what differs comes from others.
    last: String,
    /// The person whose row is typed in, should another hand take the row away meanwhile.
    held: Option<Member>,
    /// Where esc leads.
    pub back: Go,
}

impl SettingsScreen {
    /// The screen; esc then leads to `back`.
    pub fn new(desk: &Desk, back: Go) -> Self {
        let has_team = !desk.settings.members().is_empty();
        let at = if has_team {
            Place::Name
        } else {
            Place::new_member()
        };
        Self {
            at,
            field: None,
            refused: None,
            last: String::new(),
            held: None,
            back,
        }
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        if self.field.is_some() {
            Scope::Line
        } else {
            Scope::Settings
        }
    }

    /// Types a key in the field.
    pub fn key(&mut self, key: &KeyEvent, desk: &mut Desk) {
        if let Some(field) = &mut self.field
            && field.key(key)
        {
            self.take_typed(desk);
        }
    }

    /// Puts a pasted text in the field; false where there is none.
    pub fn paste(&mut self, text: &str, desk: &mut Desk) -> bool {
        let Some(field) = &mut self.field else {
            return false;
        };
        if field.insert(text) {
            self.take_typed(desk);
        }
        true
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        match command {
            Command::Next | Command::Open if self.field.is_some() => {
                self.close(desk);
                self.go(1, desk);
                self.open(desk);
            }
            Command::Previous if self.field.is_some() => {
                self.close(desk);
                self.go(-1, desk);
                self.open(desk);
            }
            Command::Undo | Command::Redo => {
                if let Some(field) = &mut self.field {
                    let _ = if command == Command::Undo {
                        field.undo()
                    } else {
                        field.redo()
                    };
                    self.take_typed(desk);
                }
            }
            Command::Back if self.field.is_some() => self.close(desk),
            Command::Back => return self.back.clone(),
            Command::Open | Command::Toggle => self.open(desk),
            Command::Next | Command::Right => self.go(1, desk),
            Command::Previous | Command::Left => self.go(-1, desk),
            Command::Up => self.go_row(-1, desk),
            Command::Down => self.go_row(1, desk),
            Command::AddRow => {
                self.at = Place::new_member();
                self.open(desk);
            }
            Command::Delete => self.delete(desk),
            Command::Why => return all_lessons(desk),
            _ => {}
        }
        Go::Stay
    }

    fn places(desk: &Desk) -> Vec<Place> {
        let cells = desk.settings.members().into_iter().flat_map(|member| {
            (0..COLUMNS.len()).map(move |column| Place::Member {
                id: member.id.clone(),
                column,
            })
        });
        let new = Place::new_member();
        [Place::Name, Place::Ours, Place::Reserve]
            .into_iter()
            .chain(cells)
            .chain([new])
            .collect()
    }

    fn go(&mut self, by: isize, desk: &Desk) {
        let places = Self::places(desk);
        let at = places
            .iter()
            .position(|place| *place == self.at)
            .unwrap_or(0);
        let to = at.saturating_add_signed(by).min(places.len() - 1);
        self.at = places[to].clone();
    }

    fn go_row(&mut self, by: isize, desk: &Desk) {
        let Place::Member { id, column } = &self.at else {
            return self.go(by, desk);
        };
        let members = desk.settings.members();
        let row = members.iter().position(|member| member.id == *id);
        let row = row.unwrap_or(members.len());
        self.at = match row.checked_add_signed(by) {
            None => Place::Reserve,
            Some(to) => match members.get(to) {
                Some(member) => Place::Member {
                    id: member.id.clone(),
                    column: *column,
                },
                None => Place::new_member(),
            },
        };
    }

    fn text(&self, desk: &Desk) -> String {
        self.at.text(&desk.settings)
    }

    fn open(&mut self, desk: &mut Desk) {
        if desk.settings.is_newer() {
            desk.say("A newer version wrote these settings: they can be read here, not changed.");
            return;
        }
        self.refused = None;
        self.last = self.text(desk);
        self.held = self.at.member(&desk.settings);
        let left = desk.left_typed.get(&self.at.key());
        let is_left = left.is_some();
        self.field = Some(Field::new(left.unwrap_or(&self.last), Lines::One));
        if is_left {
            self.take_typed(desk);
        }
    }

    /// Shows what others have put there meanwhile; the field stays with its row.
    pub fn follow(&mut self, desk: &Desk) {
        let now = self.text(desk);
        let is_there = self.at.member(&desk.settings).is_some();
        if is_there && now != self.last && self.refused.is_none() && self.field.is_some() {
            self.field = Some(Field::new(&now, Lines::One));
            self.last = now;
        }
        if is_there {
            self.held = self.at.member(&desk.settings);
        }
    }

    fn close(&mut self, desk: &mut Desk) {
        self.field = None;
        self.held = None;
        if self.refused.take().is_some() {
            desk.say("Kept as typed, and not counted: it is not a number in range.");
        }
        desk.save_settings();
    }

    /// Takes what is typed, where it follows the rule.
    fn take_typed(&mut self, desk: &mut Desk) {
        let Some(field) = &self.field else { return };
        let text = field.text();
        let settings = &mut desk.settings;
        let taken = match &self.at {
            Place::Name => {
                settings.set_name(&text);
                Ok(())
            }
            Place::Ours => {
                settings.set_our_organisation(&text);
                Ok(())
            }
            Place::Reserve => percent(&text, 90.0).map(|reserve| settings.set_reserve(reserve)),
            Place::Member { id, column } => {
                let (id, column) = (id.clone(), *column);
                put_member(settings, self.held.as_ref(), column, &text).map(|put| {
                    let id = put.unwrap_or(id);
                    self.at = Place::Member { id, column };
                })
            }
        };
        self.refused = taken.err();
        if self.refused.is_some() {
            desk.left_typed.insert(self.at.key(), text);
        } else {
            desk.left_typed.remove(&self.at.key());
        }
        self.held = self.at.member(&desk.settings);
        self.last = self.text(desk);
        desk.save_settings();
    }

    fn delete(&mut self, desk: &mut Desk) {
        let members = desk.settings.members();
        if let Some(member) = self.at.member(&desk.settings) {
            let row = members.iter().position(|one| one.id == member.id);
            let next = row.and_then(|row| members.get(row + 1));
            self.at = Place::Member {
                id: next.map(|next| next.id.clone()).unwrap_or_default(),
                column: 0,
            };
            desk.say(format!("{} is out of the team.", shown(&member.person)));
            desk.settings.remove_member(&member.id);
            desk.save_settings();
        }
    }

    /// Draws the screen and returns where the cursor is, in a field.
    pub fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let look = &desk.look;
        let failed = desk.settings_failed.clone();
        let is_saved = desk.settings == desk.settings_read;
        let state = failed
            .clone()
            .unwrap_or_else(|| if is_saved { "saved" } else { "saving" }.into());
        let head = Head {
            title: "Settings".into(),
            about: String::new(),
            state,
            is_alarm: failed.is_some(),
            band: desk.band(),
        };
        let mut rest = frame(&head, self.scope(), area, buf, look);
        rest = below(rest, u16::from(rest.height > 14));
        for (place, label, hint) in [
            (Place::Name, "Name of the workspace", ""),
            (Place::Ours, "Who are we?", "offered to every new canvas"),
            (
                Place::Reserve,
                "Kept in reserve, %",
                "20 unless you say otherwise; 0 to 90",
            ),
        ] {
            self.draw_line(place, label, hint, desk, rest, buf);
            rest = below(rest, 1);
        }
        rest = below(rest, 1);
        put_line(
            "The team: who could work on collaborations",
            rest,
            buf,
            look.theme.strong,
        );
        rest = below(rest, 1);
        let used = self.draw_team(desk, rest, buf);
        rest = below(rest, used + 1);
        let cursor = self.draw_field(desk, rest, buf);
        let sums = if self.field.is_some() {
            below(rest, 4)
        } else {
            rest
        };
        draw_sums(desk, sums, buf);
        cursor
    }

    fn draw_line(
        &self,
        place: Place,
        label: &str,
        hint: &str,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) {
        let look = &desk.look;
        let is_here = self.at == place;
        if is_here {
            put_line(look.glyphs.here, area, buf, look.theme.accent);
        }
        put_line(label, indented(area, 2), buf, look.theme.soft);
        let shown_here = shown_at(&place, desk);
        let style = if is_here {
            look.theme.strong
        } else {
            look.theme.text
        };
        let used = put_line(&shown(&shown_here), indented(area, 26), buf, style);
        if area.width > 70 {
            put_line(hint, indented(area, 28 + used), buf, look.theme.soft);
        }
    }

    fn draw_team(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> u16 {
        let look = &desk.look;
        let starts = [2_u16, 32, 47];
        for (label, x) in COLUMNS.iter().zip(starts) {
            put_line(label, indented(area, x), buf, look.theme.soft);
        }
        let members = desk.settings.members();
        let ids = members.iter().map(|member| member.id.as_str()).chain([""]);
        let mut used = 1;
        for (row, id) in ids.enumerate() {
            if used >= area.height.saturating_sub(6).max(3) {
                break;
            }
            let line = below(area, used);
            for (column, x) in starts.into_iter().enumerate() {
                let place = Place::Member {
                    id: id.to_owned(),
                    column,
                };
                let is_here = self.at == place;
                let text = shown_at(&place, desk);
                let text = match (row == members.len(), column, text.as_str()) {
                    (true, 0, "") => "add a person",
                    (false, 1, "") => "17.5",
                    (_, _, text) => text,
                };
                let style = match (is_here, row == members.len()) {
                    (true, _) => look.theme.selected,
                    (false, true) => look.theme.soft,
                    _ => look.theme.text,
                };
                let cell = Rect {
                    width: 28.min(line.width.saturating_sub(x)),
                    ..indented(line, x)
                };
                put_line(&shown(text), cell, buf, style);
                if is_here {
                    put_line(look.glyphs.here, line, buf, look.theme.accent);
                    let marked = Rect {
                        width: cell
                            .width
                            .min(u16::try_from(text.len()).unwrap_or(3).max(3)),
                        height: 1,
                        ..cell
                    };
                    buf.set_style(marked, style);
                }
            }
            used += 1;
        }
        used
    }

    fn draw_field(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let field = self.field.as_ref()?;
        let look = &desk.look;
        let ask = match &self.at {
            Place::Name => "What is this workspace called?",
            Place::Ours => "Which organisation or team are we?",
            Place::Reserve => "What part of the days is kept for surprises, in %?",
            Place::Member { column: 0, .. } => "Who? A role is enough.",
            Place::Member { column: 1, .. } => "Working days a month, 0 to 31 (17.5 when empty)?",
            Place::Member { .. } => "What share of those days is for collaborations, in %?",
        };
        put_line(ask, area, buf, look.theme.strong);
        let cursor = field.draw(
            Rect {
                height: 1,
                ..below(area, 1)
            },
            buf,
            look,
        );
        if let Some(refused) = &self.refused {
            put(refused, indented(below(area, 2), 2), buf, look.theme.alarm);
        }
        cursor
    }
}

/// What stands at a place; what was typed there and does not count, with a mark.
fn shown_at(place: &Place, desk: &Desk) -> String {
    let typed = desk.left_typed.get(&place.key());
    typed.map_or_else(|| place.text(&desk.settings), |text| format!("{text} ?"))
}

/// A share typed in percent; None where nothing is typed.
fn percent(text: &str, most: f64) -> Result<Option<f64>, String> {
    let text = text.trim().trim_end_matches('%').trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text
        .parse::<f64>()
        .ok()
        .filter(|number| (0.0..=most).contains(number));
    number
        .map(|number| Some(number / 100.0))
        .ok_or_else(|| format!("`{text}` is not a number from 0 to {most}"))
}

/// Puts a cell of a person's row, or of a new row, and returns the row's id; None where there is nothing
/// to begin a row with.
fn put_member(
    settings: &mut Settings,
    held: Option<&Member>,
    column: usize,
    text: &str,
) -> Result<Option<String>, String> {
    let mut member = held.cloned().unwrap_or(Member {
        id: String::new(),
        person: String::new(),
        working_days: None,
        share: None,
    });
    match column {
        0 => member.person = text.to_owned(),
        1 => {
            let days = text.trim();
            let number = days
                .parse::<f64>()
                .ok()
                .filter(|days| (0.0..=31.0).contains(days));
            if number.is_none() && !days.is_empty() {
                return Err(format!("`{days}` is not a number from 0 to 31"));
            }
            member.working_days = number;
        }
        _ => member.share = percent(text, 100.0)?,
    }
    let is_begun = held.is_some() || !text.trim().is_empty();
    Ok(is_begun.then(|| settings.put_member(&member, &mut |end: usize| fastrand::usize(..end))))
}
