//! What lies over a screen: palette, find, help, a text to read, a line to type, answers that differ.

mod anew;
mod ask;
mod differences;
mod finder;
mod keep;
mod lists;
mod minutes;
mod others;
mod outgoing;
mod put_back;
mod reader;
mod why;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value;

use super::desk::{Desk, Outgoing};
use super::keymap::{Command, Scope};
use super::screens::compare::{Anew, Beside};
use super::screens::history::Wanted;
use super::screens::ranking::{self, Told};
use super::session::Unfinished;
use crate::canvas::id::CanvasId;
use crate::canvas::offers::Offer;
use crate::canvas::question::Question;
use crate::portfolio::proposal::Proposal;

pub use anew::Writing;
pub use ask::Ask;
use ask::What;
pub use differences::{Differences, SETTLED_ELSEWHERE};
pub use finder::Finder;
pub use keep::Keep;
use minutes::MinutesBox;
pub use others::take;
use outgoing::Leaving;
pub use put_back::PutBack;
pub use reader::Reader;
pub use why::WhyBox;

/// What lies over a screen.
#[derive(Debug)]
pub enum Overlay {
    /// A list to find in.
    Finder(Finder),
    /// A text to read.
    Reader(Reader),
    /// Why a check fired.
    Why(WhyBox),
    /// One line to type.
    Ask(Ask),
    /// What keeping a what-if changes.
    Keep(Box<Keep>),
    /// An answer of the joint canvas, written anew.
    Writing(Box<Writing>),
    /// A letter that is about to leave.
    Leaving(Leaving),
    /// Answers that differ after a merge.
    Differences(Differences),
    /// Something of an earlier day to put back.
    PutBack(PutBack),
    /// How many minutes each step may take.
    Minutes(MinutesBox),
}

/// What the app is to do once an overlay has dealt with a command.
#[derive(Debug, Clone, PartialEq)]
pub enum Closed {
    /// Nothing: it stays.
    No,
    /// It goes.
    Yes,
    /// It goes, and a command is carried out.
    Run(Command),
    /// It goes, and a job is done that the screen has no key for.
    Job(Command),
    /// It goes, and a question is asked.
    Ask(&'static Question),
    /// It goes, and why a check fired is told.
    Why(&'static str),
    /// It goes, and what is done in a shell is told.
    InAShell(&'static str, &'static str),
    /// It goes, and a canvas is opened.
    Open(CanvasId),
    /// It goes, and a canvas is begun.
    Create {
        /// Its title.
        title: String,
        /// True to ask only the quick look.
        is_quick: bool,
    },
    /// It goes, and another workspace is opened.
    Workspace(String),
    /// It goes, and some are laid side by side.
    Compare(Vec<Beside>),
    /// It goes, and asks for a file to lay beside a canvas.
    CompareWithFile(CanvasId),
    /// It goes, with an answer of the joint canvas by its address; None where it stays open.
    Written(String, Option<Value>),
    /// It goes, and a joint canvas of this title is made.
    Joint(String),
    /// It goes, and a ranking of this title is begun.
    NewRanking(String),
    /// It goes, and what somebody says to a question is taken in.
    Taken(&'static Question, Box<Offer>),
    /// It goes, with what the open ranking asked for, and as what it was asked.
    Told(Told, String),
}

impl Overlay {
    /// The file to lay beside a canvas.
    pub fn compare_with_file(id: CanvasId, desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::CompareWithFile(id), desk))
    }

    /// An answer of the joint canvas, to be written anew, or chosen where only some answers are allowed.
    pub fn anew(anew: Anew) -> Self {
        match anew.options.is_empty() {
            true => Self::Writing(Box::new(Writing::new(anew))),
            false => Self::Finder(anew::choosing(anew)),
        }
    }

    /// The title of a joint canvas.
    pub fn joint(offer: String, desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::Joint, desk).offering(offer))
    }

    /// The title of a new ranking.
    pub fn new_ranking(desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::NewRanking, desk))
    }

    /// Something that the open ranking asks for.
    pub fn ask_ranking(wanted: ranking::Wanted, desk: &Desk) -> Self {
        let offer = match &wanted {
            ranking::Wanted::Words(_, words) => words.clone(),
            _ => String::new(),
        };
        Self::Ask(Ask::new(What::Ranking(wanted), desk).offering(offer))
    }

    /// The title of a new canvas.
    pub fn new_canvas(desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::NewCanvas { is_quick: true }, desk))
    }

    /// Where the title of a new canvas is kept until the canvas is on disk.
    pub fn new_canvas_key() -> &'static str {
        What::NewCanvas { is_quick: true }.title()
    }

    /// A thought to park, with the open canvas or with one that is not open.
    pub fn park(with: Option<CanvasId>, desk: &Desk) -> Self {
        Self::Ask(Ask::about(What::Park, with, desk))
    }

    /// Where a thought is kept until it is parked with a canvas that is not open.
    pub fn park_key() -> &'static str {
        What::Park.title()
    }

    /// What is typed, by what it is asked as; None where nothing is to be kept.
    pub fn typed(&self) -> Option<(String, String)> {
        match self {
            Self::Ask(ask) => ask.typed(),
            Self::Keep(keep) => Some(keep.typed()),
            Self::Leaving(leaving) => leaving.typed(),
            Self::Writing(writing) => Some(writing.so_far()),
            _ => None,
        }
    }

    /// Puts in what was typed when the program was last left, where nothing is typed yet.
    pub fn recall(&mut self, kept: &Unfinished) {
        if let Self::Ask(ask) = self {
            ask.recall(kept);
        }
    }

    /// True while a thought to park is typed.
    pub fn is_parking(&self) -> bool {
        matches!(self, Self::Ask(ask) if ask.what == What::Park)
    }

    /// The names of those who answer alone.
    pub fn who_is_here(desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::WhoIsHere, desk))
    }

    /// The name of who has answers shown before all are in.
    pub fn reveal_anyway(question: &'static Question, desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::RevealAnyway(question), desk))
    }

    /// Where a copy of the open canvas is to go; None where none is open.
    pub fn save_copy(desk: &Desk) -> Option<Self> {
        desk.session.as_ref()?;
        Some(Self::Ask(Ask::new(What::SaveCopy, desk)))
    }

    /// Where a blank of the open canvas is to go, for a partner to fill in; None where none is open.
    pub fn blank(desk: &Desk) -> Option<Self> {
        desk.session.as_ref()?;
        Some(Self::Ask(Ask::new(What::Blank, desk)))
    }

    /// A letter that is about to leave.
    pub fn outgoing(letter: Outgoing, desk: &Desk) -> Self {
        Self::Leaving(Leaving::new(letter, desk))
    }

    /// Another team, to try.
    pub fn try_team(desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::TryTeam, desk))
    }

    /// What keeping all that is tried changes.
    pub fn keep(proposals: Vec<Proposal>, failed: Vec<(CanvasId, String)>, desk: &Desk) -> Self {
        Self::Keep(Box::new(Keep::new(proposals, failed, desk)))
    }

    /// The folder of another workspace.
    pub fn workspace(desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::Workspace, desk))
    }

    /// Where a folder is kept until its workspace is open.
    pub fn workspace_key() -> &'static str {
        What::Workspace.title()
    }

    /// Answers that differ; None where none do.
    pub fn differences(desk: &Desk) -> Option<Self> {
        Differences::first(desk).map(Self::Differences)
    }

    /// Something of an earlier day to put back.
    pub fn put_back(wanted: Wanted) -> Self {
        Self::PutBack(PutBack {
            wanted,
            is_sure: false,
        })
    }

    /// How many minutes each step may take.
    pub fn minutes() -> Self {
        Self::Minutes(MinutesBox::default())
    }

    /// Which keys are read now.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Finder(_) => Scope::Finder,
            Self::Reader(_) => Scope::Reader,
            Self::Ask(_) | Self::Keep(_) | Self::Leaving(_) => Scope::Prompt,
            Self::Writing(writing) => writing.scope(),
            Self::Why(_) | Self::Differences(_) | Self::PutBack(_) | Self::Minutes(_) => {
                Scope::Dialog
            }
        }
    }

    /// Types a key.
    pub fn key(&mut self, key: &KeyEvent) {
        match self {
            Self::Finder(finder) => {
                if finder.field.key(key) {
                    finder.find();
                }
            }
            Self::Ask(ask) => {
                ask.field.key(key);
            }
            Self::Keep(keep) => {
                if keep.asks_why() {
                    keep.field.key(key);
                }
            }
            Self::Leaving(leaving) => {
                leaving.field.key(key);
            }
            Self::Writing(writing) => {
                writing.field.key(key);
            }
            Self::Reader(_)
            | Self::Why(_)
            | Self::Differences(_)
            | Self::PutBack(_)
            | Self::Minutes(_) => {}
        }
    }

    /// Puts a pasted text in; false where there is no field.
    pub fn paste(&mut self, text: &str) -> bool {
        match self {
            Self::Finder(finder) => {
                finder.field.insert(text);
                finder.find();
            }
            Self::Ask(ask) => {
                ask.field.insert(text);
            }
            Self::Keep(keep) if keep.asks_why() => {
                keep.field.insert(text);
            }
            Self::Leaving(leaving) => {
                leaving.field.insert(text);
            }
            Self::Writing(writing) => {
                writing.field.insert(text);
            }
            Self::Keep(_)
            | Self::Reader(_)
            | Self::Why(_)
            | Self::Differences(_)
            | Self::PutBack(_)
            | Self::Minutes(_) => {
                return false;
            }
        }
        true
    }

    /// Carries a command out.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Closed {
        match self {
            Self::Ask(ask) => ask.command(command, desk),
            Self::Keep(keep) => keep.command(command, desk),
            Self::Leaving(leaving) => leaving.command(command, desk),
            Self::Writing(writing) => writing.command(command, desk),
            _ if command == Command::Back => Closed::Yes,
            Self::Finder(finder) => finder.command(command),
            Self::Reader(reader) => reader.command(command),
            Self::Why(why) => why.command(command),
            Self::Differences(differences) => differences.command(command, desk),
            Self::PutBack(put_back) => put_back.command(command, desk),
            Self::Minutes(minutes) => minutes.command(command, desk),
        }
    }

    /// Draws it and returns where the cursor is, in a field.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        match self {
            Self::Finder(finder) => finder.draw(desk, area, buf),
            Self::Reader(reader) => {
                reader.draw(desk, area, buf);
                None
            }
            Self::Ask(ask) => ask.draw(desk, area, buf),
            Self::Keep(keep) => keep.draw(desk, area, buf),
            Self::Leaving(leaving) => leaving.draw(desk, area, buf),
            Self::Writing(writing) => writing.draw(desk, area, buf),
            Self::Why(why) => {
                why.draw(desk, area, buf);
                None
            }
            Self::Differences(differences) => {
                differences.draw(desk, area, buf);
                None
            }
            Self::PutBack(put_back) => {
                put_back.draw(desk, area, buf);
                None
            }
            Self::Minutes(minutes) => {
                minutes.draw(desk, area, buf);
                None
            }
        }
    }
}
