//! The rankings of the workspace: begun, waiting for somebody, ranked.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::app::Effect;
use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope};
use super::super::message::{RankingFact, RankingWish};
use super::super::widgets::chrome::{Head, frame};
use super::super::widgets::prose::{MEASURE, below, indented, put, put_line, put_right};
use crate::canvas::entry::Aside;
use crate::canvas::id::CanvasId;
use crate::canvas::ranking::Ranking;
use crate::canvas::ranking::round::Readiness;
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::workspace::rankings::RankingEntry;
use crate::workspace::trash::Filed;

/// What a ranking is, said while there is none.
const NONE_YET: &str = "No ranking yet. Press n to begin one: a title, who ranks, and a list of challenges, \
of which twelve are offered. Each person then puts them in order alone, worst first; nothing shows before \
all are in. Then you see who placed what where, and what to talk about.";

/// The rankings of the workspace.
#[derive(Debug, Default)]
pub struct RankingsScreen {
    /// What was read; None while it is being read.
    read: Option<Result<Vec<RankingEntry>, String>>,
    /// The ranking that the cursor is on.
    on: Option<CanvasId>,
    offset: usize,
    /// The ranking thrown away last.
    trashed: Option<CanvasId>,
}

impl RankingsScreen {
    /// The list, which is asked for, with the cursor on a ranking.
    pub fn at(on: Option<CanvasId>, desk: &mut Desk) -> Self {
        desk.wish(Effect::Ranking(RankingWish::List));
        Self {
            on,
            ..Self::default()
        }
    }

    fn entries(&self) -> &[RankingEntry] {
        match &self.read {
            Some(Ok(entries)) => entries,
            _ => &[],
        }
    }

    fn place(&self) -> usize {
        let on = |entry: &RankingEntry| Some(&entry.id) == self.on.as_ref();
        self.entries().iter().position(on).unwrap_or(0)
    }

    /// Takes in what the worker did.
    pub fn fact(&mut self, fact: RankingFact, desk: &mut Desk) {
        match fact {
            RankingFact::Listed(read) => {
                // The newest first: it is what a planner comes back for.
                self.read = Some(read.map(|entries| entries.into_iter().rev().collect()));
            }
            RankingFact::Trashed(id, Ok(())) => {
                desk.say("Moved to the trash. Press r to bring it back.");
                desk.wish(Effect::Ranking(RankingWish::List));
                self.trashed = Some(id);
            }
            RankingFact::Restored(id, Ok(())) => {
                desk.say("Brought back from the trash.");
                desk.wish(Effect::Ranking(RankingWish::List));
                (self.on, self.trashed) = (Some(id), None);
            }
            // What went wrong lies over the screen.
            RankingFact::Trashed(_, Err(_)) | RankingFact::Restored(_, Err(_)) => {}
            RankingFact::Opened(_) | RankingFact::Saved { .. } => {}
        }
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        let Some(to) = command.moved(self.place(), self.entries().len(), 10) else {
            return self.act(command, desk);
        };
        self.on = self.entries().get(to).map(|entry| entry.id.clone());
        Go::Stay
    }

    fn act(&self, command: Command, desk: &mut Desk) -> Go {
        let here = self.entries().get(self.place());
        match (command, here) {
            (Command::Back, _) => return Go::Home,
            (Command::New, _) => return Go::NewRanking,
            (Command::Restore, _) => match self.trashed.clone() {
                Some(id) => desk.wish(Effect::Ranking(RankingWish::Restore(id))),
                None => {
                    desk.say("No ranking was thrown away from here; see `whytogether restore`.")
                }
            },
            (Command::Open, Some(entry)) => {
                desk.wish(Effect::Ranking(RankingWish::Open(entry.id.clone())));
            }
            (Command::Delete, Some(entry)) => {
                desk.wish(Effect::Ranking(RankingWish::Trash(entry.id.clone())));
            }
            (Command::Export, Some(entry)) => match &entry.content {
                Ok(ranking) => {
                    desk.wish(Effect::Ranking(RankingWish::Export(Box::new(
                        ranking.clone(),
                    ))));
                }
                Err(Aside::Broken(_)) => desk.say("This file cannot be read."),
                Err(why) => desk.say(format!("`{}.json`: {why}.", entry.id)),
            },
            _ => {}
        }
        Go::Stay
    }

    /// Draws the list.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let count = self.entries().len();
        let state = match count {
            0 => String::new(),
            1 => "1 ranking".into(),
            count => format!("{count} rankings"),
        };
        let head = Head {
            title: "Rankings".into(),
            about: "challenges, put in order together".into(),
            state,
            is_alarm: false,
            ..Head::default()
        };
        let body = frame(&head, Scope::Rankings, area, buf, look);
        let said = match &self.read {
            None => Some("Reading the rankings.".to_owned()),
            Some(Err(why)) => Some(format!("The rankings cannot be read: {}", shown(why))),
            Some(Ok(entries)) if entries.is_empty() => Some(NONE_YET.to_owned()),
            Some(Ok(_)) => None,
        };
        if let Some(said) = said {
            let room = Rect {
                width: body.width.min(MEASURE),
                ..below(body, 1)
            };
            put(&said, room, buf, look.theme.text);
            return;
        }
        let list = below(body, 1);
        let (at, room) = (self.place(), usize::from(list.height).max(1));
        self.offset = self.offset.min(at).max((at + 1).saturating_sub(room));
        let entries = self.entries().iter().enumerate().skip(self.offset);
        for ((index, entry), row) in entries.zip(list.rows()) {
            draw_entry(entry, index == at, desk, row, buf);
        }
    }
}

fn draw_entry(entry: &RankingEntry, is_here: bool, desk: &Desk, row: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    if is_here {
        put_line(look.glyphs.here, row, buf, look.theme.accent);
    }
    let inner = indented(row, 2);
    let ranking = match &entry.content {
        Ok(ranking) => ranking,
        Err(problem) => {
            let used = put_line(entry.id.as_str(), inner, buf, look.theme.alarm);
            put_line(
                &shown(&problem.to_string()),
                indented(inner, used + 2),
                buf,
                look.theme.text,
            );
            return;
        }
    };
    let style = if is_here {
        look.theme.strong
    } else {
        look.theme.text
    };
    let right = if row.width > 80 { 46 } else { 18 };
    let title = Rect {
        width: inner.width.saturating_sub(right + 1),
        ..inner
    };
    put_line(&shown(ranking.title()), title, buf, style);
    let stands = Rect {
        x: inner.x + inner.width.saturating_sub(right),
        width: right.min(inner.width),
        ..inner
    };
    let (stand, style) = stand(ranking, desk);
    put_line(&stand, stands, buf, style);
    if right > 18 {
        put_right(&begun(ranking, desk), inner, buf, look.theme.soft);
    }
}

/// When a ranking was begun, or "" where the file does not say it.
fn begun(ranking: &Ranking, desk: &Desk) -> String {
    let begun = ranking.created().parse::<Timestamp>();
    begun.map_or_else(
        |_| String::new(),
        |begun| {
            let day = begun.to_zoned(TimeZone::UTC).date();
            format!("begun {}", when::from_today(day, desk.today))
        },
    )
}

/// How far a ranking has come, in few words, and how these are drawn.
fn stand(ranking: &Ranking, desk: &Desk) -> (String, Style) {
    let which = (Filed::Ranking, ranking.id().clone());
    match desk.unsaved.contains(&which) {
        true => ("not saved".into(), desk.look.theme.alarm),
        false => (readiness(ranking), desk.look.theme.text),
    }
}

fn readiness(ranking: &Ranking) -> String {
    let Readiness { ready, waiting } = Readiness::of(ranking);
    let all = ready.len() + waiting.len();
    match ranking.is_open() {
        _ if ranking.is_newer() => "newer version".into(),
        true => format!("ranked by {}", ready.len()),
        false if all == 0 => "nobody named yet".into(),
        false => format!("{} of {all} ready", ready.len()),
    }
}
