//! What lies over a screen: palette, find, help, a text to read, a line to type, answers that differ.

mod anew;
mod ask;
mod differences;
mod finder;
mod keep;
mod minutes;
mod outgoing;
mod put_back;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::Value;

use super::desk::{Desk, Outgoing};
use super::keymap::{Command, Scope, bindings};
use super::screens::compare::{Anew, Beside};
use super::screens::history::Wanted;
use super::screens::ranking::{self, Told};
use super::widgets::chrome::overlay;
use super::widgets::prose::{below, put_line, wrap};
use crate::canvas::id::CanvasId;
use crate::canvas::question::Question;
use crate::canvas::shown::shown;
use crate::portfolio::proposal::Proposal;

pub use anew::Writing;
pub use ask::Ask;
use ask::What;
pub use differences::Differences;
pub use finder::Finder;
use finder::Item;
pub use keep::Keep;
use minutes::MinutesBox;
use outgoing::Leaving;
pub use put_back::PutBack;

/// What lies over a screen.
#[derive(Debug)]
pub enum Overlay {
    /// A list to find in.
    Finder(Finder),
    /// A text to read.
    Reader(Reader),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Closed {
    /// Nothing: it stays.
    No,
    /// It goes.
    Yes,
    /// It goes, and a command is carried out.
    Run(Command),
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
    /// It goes, with an answer of the joint canvas by the question's id; None where it stays open.
    Written(&'static str, Option<Value>),
    /// It goes, and a joint canvas of this title is made.
    Joint(String),
    /// It goes, and a ranking of this title is begun.
    NewRanking(String),
    /// It goes, with what the open ranking asked for, and the title under which it was asked.
    Told(Told, &'static str),
}

/// A text to read.
#[derive(Debug)]
pub struct Reader {
    title: String,
    text: Prose,
    offset: usize,
}

#[derive(Debug)]
enum Prose {
    Text(String),
    /// Keys, and what each does.
    Keys(Vec<(String, String)>),
}

impl Prose {
    /// How wide keys are, with what parts them from their text.
    const KEYS: u16 = 22;

    fn wrapped(&self, width: u16) -> Vec<String> {
        let keys = match self {
            Self::Text(text) => return wrap(text, width),
            Self::Keys(keys) => keys,
        };
        let under = usize::from(Self::KEYS);
        let lines = keys.iter().flat_map(|(key, help)| {
            let help = wrap(help, width.saturating_sub(Self::KEYS));
            let keys = [key.as_str()].into_iter().chain(std::iter::repeat(""));
            let beside = keys
                .zip(help)
                .map(move |(key, help)| format!("{key:<under$}{help}"));
            beside.collect::<Vec<_>>()
        });
        lines.collect()
    }
}

impl Overlay {
    /// Every command of a scope, to find by name.
    pub fn palette(scope: Scope) -> Self {
        let scope = match scope {
            Scope::Line | Scope::Text => Scope::Guide,
            scope => scope,
        };
        let mut seen = Vec::new();
        let mut items = Vec::new();
        for binding in bindings(scope) {
            if seen.contains(&binding.command) || is_plain_key(binding.command) {
                continue;
            }
            seen.push(binding.command);
            items.push(Item {
                text: format!("{}: {}", binding.label, binding.help).into(),
                aside: binding.keys[0].name().into(),
                leads: Closed::Run(binding.command),
            });
        }
        Self::Finder(Finder::by_words("Commands", items))
    }

    /// Every canvas, to find by title.
    pub fn find(desk: &Desk) -> Self {
        let entries = desk.portfolio.entries().iter();
        let items = entries.map(|entry| {
            let title = entry
                .content
                .as_ref()
                .map_or(entry.id.as_str(), |summary| &summary.title);
            Item {
                text: shown(title).into(),
                aside: crate::portfolio::Section::of(entry).name().into(),
                leads: Closed::Open(entry.id.clone()),
            }
        });
        Self::Finder(Finder::by_letters("Find a canvas", items.collect()))
    }

    /// What a canvas is to be laid beside: its own voices, another canvas, a file elsewhere.
    pub fn compare_with(id: &CanvasId, desk: &Desk) -> Self {
        let own = Beside::Canvas(id.clone());
        let mut items = Vec::new();
        let voices = desk
            .session
            .as_ref()
            .filter(|session| session.canvas.id() == id);
        let voices = voices.map(|session| session.canvas.voices().len());
        if voices.is_none_or(|voices| voices > 1) {
            items.push(Item {
                text: "Its own voices, with each other".into(),
                aside: "".into(),
                leads: Closed::Compare(vec![own.clone()]),
            });
        }
        items.push(Item {
            text: "A canvas file that someone sent".into(),
            aside: "".into(),
            leads: Closed::CompareWithFile(id.clone()),
        });
        let others = desk
            .portfolio
            .entries()
            .iter()
            .filter(|entry| entry.id != *id);
        items.extend(others.filter_map(|entry| {
            let summary = entry.content.as_ref().ok()?;
            let other = Beside::Canvas(entry.id.clone());
            Some(Item {
                text: shown(&summary.title).into(),
                aside: crate::portfolio::Section::of(entry).name().into(),
                leads: Closed::Compare(vec![own.clone(), other]),
            })
        }));
        Self::Finder(Finder::by_letters("Lay beside it", items))
    }

    /// The file to lay beside a canvas.
    pub fn compare_with_file(id: CanvasId, desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::CompareWithFile(id), desk))
    }

    /// An answer of the joint canvas, to be written anew.
    pub fn anew(anew: Anew) -> Self {
        Self::Writing(Box::new(Writing::new(anew)))
    }

    /// The title of a joint canvas.
    pub fn joint(offer: String, desk: &mut Desk) -> Self {
        let title = What::Joint.title();
        desk.left_typed.entry(title).or_insert(offer);
        Self::Ask(Ask::new(What::Joint, desk))
    }

    /// The title of a new ranking.
    pub fn new_ranking(desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::NewRanking, desk))
    }

    /// Something that the open ranking asks for.
    pub fn ask_ranking(wanted: ranking::Wanted, desk: &mut Desk) -> Self {
        if let ranking::Wanted::Words(_, words) = &wanted {
            let title = ranking::ask_title(&wanted);
            desk.left_typed.insert(title, words.clone());
        }
        Self::Ask(Ask::new(What::Ranking(wanted), desk))
    }

    /// Every key of a scope.
    pub fn help(scope: Scope) -> Self {
        let lines = bindings(scope).map(|binding| {
            let keys: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
            (keys.join(", "), binding.help.to_owned())
        });
        Self::Reader(Reader {
            title: "Keys of this screen".into(),
            text: Prose::Keys(lines.collect()),
            offset: 0,
        })
    }

    /// A text to read.
    pub fn read(title: String, text: String) -> Self {
        Self::Reader(Reader {
            title,
            text: Prose::Text(text),
            offset: 0,
        })
    }

    /// The title of a new canvas.
    pub fn new_canvas(desk: &Desk) -> Self {
        Self::Ask(Ask::new(What::NewCanvas { is_quick: true }, desk))
    }

    /// A thought to park, with the open canvas or with one that is not open.
    pub fn park(with: Option<CanvasId>, desk: &Desk) -> Self {
        Self::Ask(Ask::about(What::Park, with, desk))
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

    /// Answers that differ; None where none do.
    pub fn differences(desk: &Desk) -> Option<Self> {
        let session = desk.session.as_ref()?;
        (!session.canvas.conflicts().is_empty()).then_some(Self::Differences(Differences {
            takes_theirs: false,
        }))
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
            Self::Differences(_) | Self::PutBack(_) | Self::Minutes(_) => Scope::Dialog,
        }
    }

    /// Types a key.
    pub fn key(&mut self, key: &KeyEvent, _desk: &mut Desk) {
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
            Self::Reader(_) | Self::Differences(_) | Self::PutBack(_) | Self::Minutes(_) => {}
        }
    }

    /// Puts a pasted text in; false where there is no field.
    pub fn paste(&mut self, text: &str, _desk: &mut Desk) -> bool {
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

/// True for keys that move about or choose, which nobody looks for by name.
fn is_plain_key(command: Command) -> bool {
    matches!(
        command,
        Command::Palette
            | Command::Digit(_)
            | Command::Up
            | Command::Down
            | Command::Left
            | Command::Right
            | Command::First
            | Command::Last
            | Command::PageUp
            | Command::PageDown
            | Command::Open
            | Command::Toggle
    )
}

impl Reader {
    fn command(&mut self, command: Command) -> Closed {
        match command {
            Command::Up => self.offset = self.offset.saturating_sub(1),
            Command::Down => self.offset = self.offset.saturating_add(1),
            Command::PageUp => self.offset = self.offset.saturating_sub(10),
            Command::PageDown => self.offset = self.offset.saturating_add(10),
            Command::First => self.offset = 0,
            Command::Last => self.offset = usize::MAX,
            _ => return Closed::Yes,
        }
        Closed::No
    }

    fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let width = 76.min(area.width.saturating_sub(2));
        let lines = self.text.wrapped(width.saturating_sub(4));
        let wanted = u16::try_from(lines.len())
            .unwrap_or(u16::MAX)
            .saturating_add(3);
        let inner = overlay(&shown(&self.title), width, wanted, area, buf, look);
        let room = usize::from(inner.height.saturating_sub(1));
        self.offset = self.offset.min(lines.len().saturating_sub(room));
        for (line, row) in lines.iter().skip(self.offset).zip(inner.rows().take(room)) {
            put_line(&shown(line), row, buf, look.theme.text);
        }
        let last = below(inner, inner.height.saturating_sub(1));
        let more = if lines.len() > self.offset + room {
            "down for more, esc to close"
        } else {
            "esc to close"
        };
        put_line(more, last, buf, look.theme.soft);
    }
}
