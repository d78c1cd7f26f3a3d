//! One call of the program: which workspace, which day, and how to speak.

use std::env;
use std::io::{self, IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::args::{Colour, Globals};
use super::failure::{Exit, Failure};
use super::plain::Day;
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::clock;
use crate::tui::theme::GlyphSet;
use crate::tui::worker::state::State;
use crate::tui::worker::unwritten::Unread;
use crate::tui::{Door, Start, ThemeName};
use crate::workspace::Workspace;
use crate::workspace::folders::{self, Folders};
use crate::workspace::locate::{ChosenBy, Clues};

/// What every verb is given.
#[derive(Debug)]
pub struct Call {
    /// The workspace that is meant; it may not exist yet.
    pub workspace: Workspace,
    /// How it was chosen.
    pub chosen_by: ChosenBy,
    /// The folders of this machine, as far as they are known.
    pub folders: Folders,
    /// The day to compute for.
    pub today: Date,
    /// True where `--as-of` moved the day.
    pub is_as_of: bool,
    globals: Globals,
}

impl Call {
    /// Reads the flags and the environment.
    ///
    /// # Errors
    /// [`Exit::Usage`] where `--as-of` is no day, [`Exit::Failed`] where no workspace can be found and
    /// one is needed.
    pub fn new(globals: Globals, needs_workspace: bool) -> Result<Self, Failure> {
        let now = clock::today();
        let today = match &globals.as_of {
            None => now,
            Some(text) => when::typed(text, now).ok_or_else(|| {
                let rule = "a date from 1900 to 2999 such as 2027-05-15 or 15 May";
                Failure::new(Exit::Usage, format!("--as-of: `{text}` is not {rule}"))
            })?,
        };
        let folders = Folders::find();
        let clues = Clues {
            flag: globals.workspace.clone(),
            environment: named_by_environment()?,
            current: env::current_dir().ok(),
            default: folders.data.clone(),
        };
        let nowhere = (!needs_workspace).then(|| (Workspace::at(""), ChosenBy::Default));
        let located = Workspace::locate(clues).or(nowhere);
        let (workspace, chosen_by) = located.ok_or_else(no_workspace)?;
        let cache = folders.cache.clone();
        Ok(Self {
            workspace: workspace.with_cache(cache),
            chosen_by,
            folders,
            today,
            is_as_of: globals.as_of.is_some(),
            globals,
        })
    }

    /// Tells the day from now on: the one that `--as-of` names, or whichever it is by then.
    pub fn day(&self) -> Day {
        let as_of = self.is_as_of.then_some(self.today);
        Rc::new(move || as_of.unwrap_or_else(clock::today))
    }

    /// The folder that `--workspace` names.
    pub fn workspace_flag(&self) -> Option<&Path> {
        self.globals.workspace.as_deref()
    }

    /// The instant to note in files: now, on the day that `--as-of` names.
    pub fn now(&self) -> Timestamp {
        let now = clock::now();
        if !self.is_as_of {
            return now;
        }
        let time = now.to_zoned(clock::here()).time();
        let moved = self.today.to_datetime(time).to_zoned(clock::here());
        moved.map_or(now, |zoned| zoned.timestamp())
    }

    /// Says one line beside the output, unless told to be quiet.
    pub fn note(&self, text: &str) {
        if !self.globals.quiet {
            // Nobody is left to tell where standard error is closed.
            let _ = writeln!(io::stderr(), "{}", shown(text));
        }
    }

    /// Says that nothing is kept in the workspace yet, and returns how to begin: what is empty, such as `canvas`.
    pub fn nothing_yet(&self, what: &str) -> &'static str {
        let folder = self.workspace.root().display();
        if self.workspace.is_begun() {
            self.note(&format!("no {what} in `{folder}` yet"));
            return "whytogether new TITLE";
        }
        self.note(&format!("there is no workspace in `{folder}` yet"));
        "whytogether new TITLE begins one there, and -w DIR names another folder"
    }

    /// Says that a workspace is begun, where there was none before.
    pub fn note_begun(&self, was_begun: bool) {
        if !was_begun {
            let folder = self.workspace.root().display();
            self.note(&format!(
                "note: there was no workspace in `{folder}`, so one is begun there"
            ));
        }
    }

    /// Bold text where output is in colour; the text is made safe to show.
    pub fn bold(&self, text: &str) -> String {
        let text = shown(text);
        if self.is_in_colour() {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        } else {
            text.into_owned()
        }
    }

    fn is_in_colour(&self) -> bool {
        let is_forced = || set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        match self.globals.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if set("NO_COLOR").is_some() => false,
            Colour::Auto => is_forced() || (io::stdout().is_terminal() && !is_dumb()),
        }
    }

    /// True where prompts are to be used instead of the screen.
    pub fn is_plain(&self) -> bool {
        self.globals.plain || is_dumb() || set("ACCESSIBLE").is_some_and(|value| value != "0")
    }

    /// True where questions may be asked by prompts: on a terminal, or because `--plain` says so.
    pub fn may_prompt(&self) -> bool {
        self.globals.plain || has_terminal()
    }

    /// True where only ASCII is to be printed.
    pub fn is_ascii(&self) -> bool {
        self.globals.ascii || glyphs_that_show() == GlyphSet::Ascii
    }

    /// How the screen is to start.
    pub fn start(&self, open: Option<CanvasId>, door: Door) -> Start {
        let has_no_colour = self.globals.color == Colour::Never || set("NO_COLOR").is_some();
        let default = if has_no_colour {
            ThemeName::Mono
        } else {
            ThemeName::Auto
        };
        Start {
            workspace: self.workspace.clone(),
            open,
            door,
            is_presenting: false,
            as_of: self.is_as_of.then_some(self.today),
            is_demo: false,
            theme: self.globals.theme.map_or(default, ThemeName::from),
            glyphs: if self.globals.ascii {
                GlyphSet::Ascii
            } else {
                glyphs_that_show()
            },
            state_folder: self.state_folder(),
        }
    }

    /// The canvases of which words wait that the disk refused.
    pub fn refused(&self) -> Vec<CanvasId> {
        State::new(self.state_folder(), self.workspace.root()).canvases_unwritten()
    }

    /// What waits of a canvas and cannot be read.
    pub fn refused_and_unread(&self, id: &CanvasId) -> Unread {
        State::new(self.state_folder(), self.workspace.root()).unread(id)
    }

    /// What is to be said of the place of the workspace; nothing where nobody is told.
    pub fn to_say_of_place(&self) -> Option<String> {
        if self.globals.quiet {
            return None;
        }
        State::new(self.state_folder(), self.workspace.root()).to_say_of_place(&self.workspace)
    }

    /// Where what belongs to this machine is kept; None where there is no place for it.
    pub fn state_folder(&self) -> Option<PathBuf> {
        self.folders.state.clone()
    }
}

/// The workspace that the variable names.
fn named_by_environment() -> Result<Option<PathBuf>, Failure> {
    let named = set("WHYTOGETHER_WORKSPACE").map(folders::typed);
    let named = named.transpose();
    named.map_err(|why| Failure::new(Exit::Usage, format!("WHYTOGETHER_WORKSPACE: {why}")))
}

fn no_workspace() -> Failure {
    let message = "no workspace is named, and the system names no home folder to look in";
    Failure::new(Exit::Failed, message)
        .hint("whytogether --workspace DIR, or set WHYTOGETHER_WORKSPACE or HOME to a folder")
}

/// True where both keys and screen are there.
pub fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What to say where the screen is asked for and there is no terminal.
pub fn no_terminal() -> Failure {
    Failure::new(
        Exit::NoTerminal,
        "the screen needs a terminal, and there is none",
    )
    .hint("whytogether list, or --plain")
}

/// An environment variable that is set and not empty.
fn set(name: &str) -> Option<std::ffi::OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

fn is_dumb() -> bool {
    set("TERM").is_some_and(|term| term == "dumb")
}

/// The glyphs that the terminal and the locale show as they are meant.
fn glyphs_that_show() -> GlyphSet {
    let locale = set("LC_ALL")
        .or_else(|| set("LC_CTYPE"))
        .or_else(|| set("LANG"))
        .map(|locale| locale.to_string_lossy().to_lowercase());
    let is_linux = || set("TERM").is_some_and(|term| term == "linux");
    match locale.as_deref() {
        _ if is_dumb() || is_linux() => GlyphSet::Ascii,
        Some(locale) if !locale.contains("utf-8") && !locale.contains("utf8") => GlyphSet::Ascii,
        Some(locale)
            if ["zh", "ja", "ko"]
                .iter()
                .any(|language| locale.starts_with(language)) =>
        {
            GlyphSet::Narrow
        }
        _ => GlyphSet::Lines,
    }
}
