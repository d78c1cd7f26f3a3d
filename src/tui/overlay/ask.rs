//! One line to type: the title of a new canvas, a thought to park, a folder.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::app::Effect;
use super::super::desk::Desk;
use super::super::keymap::Command;
use super::super::screens::compare::Beside;
use super::super::screens::portfolio::team;
use super::super::screens::ranking::{Told, Wanted, ask_title};
use super::super::session::Unfinished;
use super::super::widgets::chrome::overlay;
use super::super::widgets::field::{Field, Lines};
use super::super::widgets::prose::{below, indented, put, put_line};
use super::Closed;
use crate::canvas::alone::RevealError;
use crate::canvas::id::CanvasId;
use crate::canvas::question::Question;
use crate::canvas::sheet::{Invitation, sheet};
use crate::canvas::shown::shown;

/// One line to type.
#[derive(Debug)]
pub struct Ask {
    pub(super) field: Field,
    pub(super) what: What,
    /// What is wrong with what was typed.
    refused: String,
    /// The canvas that it is about, if not the open one.
    with: Option<CanvasId>,
    /// What stands there at first.
    offered: String,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    NewCanvas { is_quick: bool },
    Park,
    Workspace,
    SaveCopy,
    Blank,
    TryTeam,
    WhoIsHere,
    RevealAnyway(&'static Question),
    CompareWithFile(CanvasId),
    Joint,
    NewRanking,
    Ranking(Wanted),
}

impl What {
    pub(super) fn title(&self) -> &'static str {
        match self {
            Self::NewCanvas { .. } => "A new canvas",
            Self::Park => "Park a thought",
            Self::Workspace => "Another workspace",
            Self::SaveCopy => "Save a copy to",
            Self::Blank => "A blank for a partner to fill in",
            Self::TryTeam => "What if the team were another",
            Self::WhoIsHere => "Who is here?",
            Self::RevealAnyway(_) => "Who says so?",
            Self::CompareWithFile(_) => "A file to lay beside it",
            Self::Joint => "A joint canvas",
            Self::NewRanking => "A new ranking",
            Self::Ranking(wanted) => ask_title(wanted),
        }
    }

    /// Under which name it is kept what was typed and not used.
    fn key(&self) -> String {
        match self {
            Self::Ranking(Wanted::Words(_, words)) => format!("{}: {words}", self.title()),
            _ => self.title().to_owned(),
        }
    }

    fn hint(&self) -> &'static str {
        match self {
            Self::NewCanvas { .. } => {
                "What shall we call it? A short name that everyone involved would recognise."
            }
            Self::WhoIsHere => {
                "Your names or roles, with commas between them, such as: Therapy lead, Operations. What \"us\" has answered so far stays with the first."
            }
            Self::RevealAnyway(_) => {
                "Not all have answered. Whoever has it shown all the same gives a name or a role, with a letter in it at least: it is kept with the answers, and stands below them."
            }
            Self::Park => "It is kept with the canvas, to come back to.",
            Self::TryTeam => {
                "Who, with which share of their days? Such as: Data analyst 40%. Somebody new counts too. Or how many days a month in all: 24. Nothing is kept yet."
            }
            Self::NewRanking => {
                "What shall we call it? Such as: what is hard about planning with partners."
            }
            Self::Ranking(Wanted::Challenge) => {
                "One challenge of planning with partners, in a few words."
            }
            Self::Ranking(Wanted::Words(..)) => "The same challenge, in other words.",
            Self::Ranking(Wanted::People) => {
                "Names or roles, with commas between them: Therapy lead, Operations."
            }
            Self::Ranking(Wanted::Reveal) => {
                "Not everyone has ranked. Who says that it may be seen now? The name is kept with it, and whoever ranks later is marked."
            }
            Self::CompareWithFile(_) => {
                "Which canvas file? It is only read, and nothing of it is kept here."
            }
            Self::Joint => {
                "What shall we call it? What is the same, or taken, stands in it; the rest stays open, with what each of you said."
            }
            Self::Blank => {
                "Which file or folder? It asks a partner for their own answers, in words, and holds nothing of yours but the title and the partners' names."
            }
            Self::Workspace => "Which folder? A workspace holds a workspace.json.",
            Self::SaveCopy => {
                "Which file or folder? The copy holds all that the canvas's own file holds. Nothing is written over."
            }
        }
    }
}

impl Ask {
    /// The line, with what was typed in it when it was last closed.
    pub(super) fn new(what: What, desk: &Desk) -> Self {
        Self::about(what, None, desk)
    }

    /// The same about a canvas that is not open.
    pub(super) fn about(what: What, with: Option<CanvasId>, desk: &Desk) -> Self {
        let text = desk.left_typed.get(&what.key());
        let field = Field::new(text.map_or("", String::as_str), Lines::One);
        Self {
            field,
            what,
            with,
            refused: String::new(),
            offered: String::new(),
        }
    }

    /// The same with something to begin with, where nothing was typed before.
    pub(super) fn offering(mut self, offered: String) -> Self {
        if self.field.text().is_empty() {
            self.field = Field::new(&offered, Lines::One);
        }
        self.offered = offered;
        self
    }

    /// What is typed, by what it is asked as; None where it is what was offered.
    pub(super) fn typed(&self) -> Option<(String, String)> {
        let text = self.field.text();
        (text.trim() != self.offered).then(|| (self.what.key(), text))
    }

    /// Puts in what was typed when the program was last left, where nothing is typed yet.
    pub(super) fn recall(&mut self, kept: &Unfinished) {
        if let Some(text) = kept.get(&self.what.key())
            && self.field.text().is_empty()
        {
            self.field = Field::new(text, Lines::One);
        }
    }

    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        let text = self.field.text().trim().to_owned();
        desk.left_typed.remove(&self.what.key());
        self.refused.clear();
        match (command, &mut self.what) {
            (Command::Back, _) => {
                desk.left_typed.extend(self.typed());
                Closed::Yes
            }
            (Command::Next | Command::Previous, What::NewCanvas { is_quick }) => {
                *is_quick = !*is_quick;
                Closed::No
            }
            (Command::Open, _) if text.is_empty() => Closed::No,
            (Command::Open, What::NewCanvas { is_quick }) => Closed::Create {
                title: text,
                is_quick: *is_quick,
            },
            (Command::Open, What::TryTeam) => match team::try_team(&text, desk) {
                Ok(()) => Closed::Yes,
                Err(why) => {
                    self.refused = why;
                    Closed::No
                }
            },
            (Command::Open, What::CompareWithFile(id)) => {
                Closed::Compare(vec![Beside::Canvas(id.clone()), Beside::File(text)])
            }
            (Command::Open, What::Joint) => Closed::Joint(text),
            (Command::Open, What::NewRanking) => Closed::NewRanking(text),
            (Command::Open, What::Ranking(wanted)) => {
                let asked = What::Ranking(wanted.clone()).key();
                let told = match wanted {
                    Wanted::Challenge => Told::Challenge(text),
                    Wanted::Words(place, _) => Told::Words(*place, text),
                    Wanted::People => Told::People(text),
                    Wanted::Reveal => Told::Reveal(text),
                };
                Closed::Told(told, asked)
            }
            (Command::Open, What::Workspace) => Closed::Workspace(text),
            (Command::Open, What::SaveCopy) => {
                if let Some(session) = &desk.session {
                    let canvas = Box::new(session.canvas.clone());
                    desk.wish(Effect::SaveCopy { canvas, to: text });
                }
                Closed::Yes
            }
            (Command::Open, What::Blank) => {
                write_blank(text, desk);
                Closed::Yes
            }
            (Command::Open, What::Park) => {
                park(&text, self.with.take(), desk);
                Closed::Yes
            }
            (Command::Open, What::WhoIsHere) => match name_those_here(&text, desk) {
                Ok(()) => Closed::Yes,
                Err(why) => {
                    self.refused = why;
                    Closed::No
                }
            },
            (Command::Open, What::RevealAnyway(question)) => {
                match reveal_anyway(question, &text, desk) {
                    Ok(()) => Closed::Yes,
                    Err(why) => {
                        self.refused = why;
                        Closed::No
                    }
                }
            }
            (Command::Undo, _) => {
                self.field.undo();
                Closed::No
            }
            (Command::Redo, _) => {
                self.field.redo();
                Closed::No
            }
            _ => Closed::No,
        }
    }

    pub(super) fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let look = &desk.look;
        let inner = overlay(self.what.title(), 70, 11, area, buf, look);
        let used = put(self.what.hint(), inner, buf, look.theme.text);
        let mut rest = below(inner, used + 1);
        let cursor = self.field.draw(
            Rect {
                height: rest.height.min(2),
                ..rest
            },
            buf,
            look,
        );
        rest = below(rest, 3);
        if let What::NewCanvas { is_quick } = &self.what {
            for (is_chosen, name, about) in [
                (
                    *is_quick,
                    "quick look",
                    "a dozen questions, about ten minutes",
                ),
                (
                    !*is_quick,
                    "everything",
                    "about an hour; stop and go on as you like",
                ),
            ] {
                let glyph = if is_chosen { look.glyphs.here } else { " " };
                put_line(glyph, rest, buf, look.theme.accent);
                let style = if is_chosen {
                    look.theme.strong
                } else {
                    look.theme.text
                };
                put_line(name, indented(rest, 2), buf, style);
                put_line(about, indented(rest, 14), buf, look.theme.soft);
                rest = below(rest, 1);
            }
            put_line("tab changes, enter begins", rest, buf, look.theme.soft);
        }
        if self.what == What::Park {
            self.draw_parked(desk, rest, buf);
        }
        put(&self.refused, rest, buf, look.theme.alarm);
        cursor
    }

    /// Which canvas it is parked with, or what is parked there already, the newest first.
    fn draw_parked(&self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let soft = desk.look.theme.soft;
        let Some(session) = desk.session.as_ref().filter(|_| self.with.is_none()) else {
            let mut entries = desk.portfolio.entries().iter();
            let entry = entries.find(|entry| Some(&entry.id) == self.with.as_ref());
            let title = entry.and_then(|entry| Some(shown(&entry.content.as_ref().ok()?.title)));
            put(
                &format!("With: {}", title.unwrap_or_default()),
                area,
                buf,
                soft,
            );
            return;
        };
        let parked = session.canvas.parked();
        let hidden = parked.len().saturating_sub(usize::from(area.height));
        for (row, (index, one)) in area.rows().zip(parked.iter().rev().enumerate()) {
            let is_last = index + 1 == usize::from(area.height);
            let line = match hidden {
                1.. if is_last => format!("and {} more", hidden + 1),
                _ => format!("{} {}", desk.look.glyphs.between, shown(one.text)),
            };
            put_line(&line, row, buf, soft);
        }
    }
}

/// Parks a thought with the open canvas, or with another.
fn park(text: &str, with: Option<CanvasId>, desk: &mut Desk) {
    let now = desk.now;
    match (with, &mut desk.session) {
        (Some(id), None) => {
            let text = text.to_owned();
            // Where the disk refuses, the thought is there to try again.
            desk.left_typed.insert(What::Park.key(), text.clone());
            desk.wish(Effect::Park { id, text });
        }
        (_, Some(session)) => {
            let question = Question::find("cover.title").expect("in the table");
            let parked = session.edit_as("A parked thought", question, |canvas, random| {
                canvas.park(text, now, random);
                Ok(())
            });
            desk.say(parked.map_or_else(|error| error.to_string(), |()| "Parked.".into()));
        }
        (None, None) => {}
    }
}

/// Wishes for a blank of the open canvas; it is addressed to the only partner, where there is one.
fn write_blank(to: String, desk: &mut Desk) {
    let Some(session) = &desk.session else {
        return;
    };
    let names = session.canvas.partners();
    let names: Vec<&str> = names.filter_map(|row| row.line("organisation")).collect();
    let invitation = Invitation {
        to: names.first().copied().filter(|_| names.len() == 1),
        ..Invitation::default()
    };
    let random = &mut |end: usize| fastrand::usize(..end);
    let blank = sheet(&session.canvas, &invitation, desk.now, random);
    match blank {
        Ok(blank) => desk.wish(Effect::SaveCopy {
            canvas: Box::new(blank),
            to,
        }),
        Err(error) => desk.say(error.to_string()),
    }
}

/// Names those who answer alone; two at least, as one has nobody to differ from.
fn name_those_here(names: &str, desk: &mut Desk) -> Result<(), String> {
    let Some(session) = &mut desk.session else {
        return Ok(());
    };
    let names: Vec<&str> = names.split(',').collect();
    let question = Question::find("cover.voices").expect("in the table");
    let mut changed = session.canvas.clone();
    let tried = changed.name_voices(&names, &mut |end: usize| fastrand::usize(..end));
    if tried.is_ok() && changed.voices().len() < 2 {
        return Err("Two at least answer alone: put a comma between their names.".into());
    }
    let named = session.edit(question, |canvas, random| {
        canvas.name_voices(&names, random)
    });
    named.map_err(|error| error.to_string())
}

/// Shows what is there because somebody says so.
fn reveal_anyway(question: &'static Question, by: &str, desk: &mut Desk) -> Result<(), String> {
    let Some(session) = &mut desk.session else {
        return Ok(());
    };
    let mut refused = None;
    let revealed = session.edit(question, |canvas, _| {
        refused = canvas.reveal(question, Some(by)).err();
        Ok(())
    });
    debug_assert!(revealed.is_ok(), "a refusal changes nothing");
    match refused {
        Some(refused @ RevealError::NoName { .. }) => Err(format!("{refused}.")),
        Some(_) => {
            desk.say("Nobody has answered yet, so there is nothing to show.");
            Ok(())
        }
        None => Ok(()),
    }
}
