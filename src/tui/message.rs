//! What has happened, and what is to be done: both are data, so that a test can compare them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crossterm::event::Event;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::desk::Weighed;
use super::screens::compare::{Beside, Laid, Taken};
use super::session::{Around, Opened, Unfinished};
use super::talk::timer::{Minutes, Spent};
use crate::canvas::closing::Begin;
use crate::canvas::history::History;
use crate::canvas::id::CanvasId;
use crate::canvas::others::Team;
use crate::canvas::question::Question;
use crate::canvas::ranking::Ranking;
use crate::canvas::suggestion::Suggestion;
use crate::canvas::summary::{Aside, Entry};
use crate::canvas::undo::Journal;
use crate::canvas::{Canvas, State};
use crate::portfolio::pairs::Pairs;
use crate::portfolio::proposal::Proposal;
use crate::portfolio::tries::Tries;
use crate::workspace::rankings::{LoadedRanking, RankingEntry};
use crate::workspace::settings::{SavedSettings, Settings};
use crate::workspace::store::{Loaded, Revision, Saved};
use crate::workspace::watch::Change;

/// What has happened: facts.
#[derive(Debug)]
pub enum Msg {
    /// The terminal sent a key, a paste, a new size.
    Terminal(Event),
    /// The settings were read.
    Settings(Result<Settings, String>),
    /// Some canvases were read.
    Listed(Vec<Entry>),
    /// All canvases are read, or the folder cannot be.
    ListDone(Result<(), String>),
    /// A canvas was read, with what was kept beside it when it was last open.
    Opened(CanvasId, Result<Box<Opened>, Aside>),
    /// A new canvas is on disk.
    Created(Result<Box<Loaded>, String>),
    /// A save is done or has failed.
    Saved {
        /// What was sent to be saved.
        sent: Box<Canvas>,
        /// What became of it.
        outcome: Result<Box<Saved>, NotSaved>,
        /// The questions whose saved answers others have replaced: what was there is in the history. None if
        /// nothing was replaced; empty for words that belong to no question.
        replaced: Option<Vec<&'static Question>>,
    },
    /// The file of a canvas is gone, or cannot be read.
    Astray {
        /// The canvas.
        id: CanvasId,
        /// What became of the file.
        file: Astray,
        /// What is wrong.
        why: NotSaved,
    },
    /// The file of a canvas that went astray says again what it said before.
    Back(CanvasId),
    /// The settings are on disk, or are not.
    SettingsSaved {
        /// What was sent to be saved.
        sent: Box<Settings>,
        /// What became of it.
        outcome: Result<Box<SavedSettings>, String>,
    },
    /// Words are kept nowhere, neither in the workspace nor beside it, for a reason; None: all are again.
    KeptNowhere(Option<String>),
    /// What was typed in lines over the screen and not used, when the program was last left.
    Typed(Unfinished),
    /// All that waited is written, as far as the system takes it: the program may stop.
    Settled,
    /// The system asks the program to stop for a while.
    Stopping,
    /// Something has changed on disk.
    Changed(Change),
    /// More has changed on disk than is known one by one.
    Everything,
    /// Others changed the settings.
    SettingsChanged(Result<Settings, String>),
    /// A canvas is not there any more.
    Gone(CanvasId),
    /// A canvas was moved to the trash.
    Trashed(CanvasId, Result<(), String>),
    /// A canvas came back from the trash.
    Restored(CanvasId, Result<(), String>),
    /// What a canvas said on earlier days was read.
    History {
        /// The canvas.
        id: CanvasId,
        /// The time zone whose days count.
        zone: TimeZone,
        /// What was read.
        read: Result<Box<History>, String>,
    },
    /// What is to be laid side by side was read.
    Laid(Box<Laid>),
    /// Something was done with rankings.
    Ranking(RankingFact),
    /// What is suggested for some canvases.
    Weighed(Vec<(CanvasId, Weighed)>),
    /// A thought was parked with a canvas that is not open, or could not be.
    Parked(CanvasId, Result<Entry, String>),
    /// What keeping all that is tried would do.
    Proposed {
        /// What was tried.
        tries: Tries,
        /// What would become of each canvas.
        proposals: Vec<Proposal>,
        /// Those that cannot be changed so, and why.
        failed: Vec<(CanvasId, String)>,
    },
    /// What became of changes that were to be kept, or taken back.
    Kept {
        /// What was done.
        did: Did,
        /// The canvases that were changed, as they are now.
        entries: Vec<Entry>,
        /// How they were changed.
        changes: Vec<Proposal>,
        /// Those that were not, and why.
        failed: Vec<(CanvasId, String)>,
    },
    /// The questions about two at a time that were left open.
    Recalled(Option<Pairs>),
    /// The canvas where the planner stopped.
    Place(CanvasId),
    /// How many minutes each step may take, where that was kept.
    Minutes(Option<Minutes>),
    /// A second of the timer has passed.
    Tick,
    /// Something to say in the bottom line.
    Note(String),
    /// There is no workspace in a folder that was asked for.
    NoWorkspace {
        /// The folder, as it was typed.
        folder: String,
        /// Why it is not understood; None where it is, and no workspace is there.
        why: Option<String>,
    },
    /// A text came back from the planner's own editor.
    Edited(Result<String, String>),
    /// A text did not come back from the planner's own editor, and is kept: why, and where.
    EditKept(String),
    /// The system asks the program to end.
    Ending,
}

/// Why a canvas is not on disk as it is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSaved {
    /// In a few words, for the head line.
    pub why: String,
    /// What to do, for the bottom line.
    pub note: String,
    /// In full, with the file and what to do.
    pub in_full: String,
}

/// What became of the file of an open canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Astray {
    /// Nothing stands there: it can be written again.
    Gone,
    /// Something stands there that cannot be read, and is not written over.
    Unreadable,
    /// A newer version has written it.
    Newer,
}

/// What was done with changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// They were kept.
    Keep,
    /// They were taken back.
    TakeBack,
}

/// What was done with rankings.
#[derive(Debug)]
pub enum RankingFact {
    /// All were read.
    Listed(Result<Vec<RankingEntry>, String>),
    /// One was read.
    Opened(Result<Box<LoadedRanking>, String>),
    /// One is on disk, or is not.
    Saved {
        /// What was sent.
        sent: Box<Ranking>,
        /// What the disk has now.
        outcome: Result<Box<LoadedRanking>, String>,
    },
    /// One was moved to the trash.
    Trashed(CanvasId, Result<(), String>),
    /// One came back from the trash.
    Restored(CanvasId, Result<(), String>),
}

/// What is to be done with rankings.
#[derive(Debug, Clone, PartialEq)]
pub enum RankingWish {
    /// Read all.
    List,
    /// Read one.
    Open(CanvasId),
    /// Write one.
    Save {
        /// As it is on the screen.
        ranking: Box<Ranking>,
        /// What it started from; None for a new one.
        base: Option<Box<LoadedRanking>>,
    },
    /// Move one to the trash.
    Trash(CanvasId),
    /// Move one back from the trash.
    Restore(CanvasId),
    /// Write one as Markdown to a file in the current folder.
    Export(Box<Ranking>),
}

/// A canvas that is to leave the workspace as a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Sheet {
    /// As the disk has it, and weighed against what the disk has.
    Filed(CanvasId),
    /// As it is on the screen, whether or not the disk can be read or written.
    Open {
        /// The canvas.
        canvas: Box<Canvas>,
        /// What its answers add up to.
        suggestion: Box<Suggestion>,
    },
}

/// What is to be done: wishes.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Reckon with another day from now on: midnight has passed.
    Turn(Date),
    /// Read the settings and every canvas.
    List,
    /// Read one canvas.
    Open(CanvasId),
    /// Write a new canvas.
    Create(Box<Canvas>),
    /// Write a canvas: soon, or at once.
    Save {
        /// The canvas.
        canvas: Box<Canvas>,
        /// The changes that can be taken back, kept beside it.
        journal: Journal,
        /// What it started from.
        knows: Revision,
        /// True where it cannot wait for more keys.
        is_urgent: bool,
    },
    /// Write at once what waits to be written, and look at what waits to be looked at.
    SaveNow,
    /// Look soon at what has changed on disk.
    Look(Change),
    /// Keep what does not parse yet.
    KeepUnfinished {
        /// The canvas.
        id: CanvasId,
        /// The texts.
        unfinished: Unfinished,
    },
    /// Take up what the disk refused when the program last ran.
    TakeUp,
    /// Recall what was typed in lines over the screen and not used.
    RecallTyped,
    /// Keep soon what is typed in lines over the screen.
    KeepTyped {
        /// As it was last kept.
        before: Unfinished,
        /// As it is.
        typed: Unfinished,
    },
    /// Write at once all that waits, and say when it is done.
    Settle,
    /// Write the settings.
    SaveSettings {
        /// As they are on the screen.
        settings: Settings,
        /// As they were read.
        read: Settings,
    },
    /// Move a canvas to the trash.
    Trash(CanvasId),
    /// Move a canvas back from the trash.
    Restore(CanvasId),
    /// Read what a canvas said on earlier days.
    History(CanvasId),
    /// Keep what stands on disk of a canvas in its history.
    KeepVersion(CanvasId),
    /// Weigh some canvases against the rest.
    Weigh {
        /// The canvases.
        ids: Vec<CanvasId>,
        /// What surrounds them.
        around: Box<Around>,
    },
    /// Find out what keeping all that is tried would do.
    Propose {
        /// What is tried.
        tries: Tries,
        /// Where each canvas stood with which something is tried.
        stood: BTreeMap<CanvasId, State>,
        /// The team as it is tried.
        team: Team,
    },
    /// Decide and change canvases as was proposed.
    Keep(Vec<Proposal>),
    /// Take changes back that were kept.
    TakeBack(Vec<Proposal>),
    /// Keep how far the questions about two at a time have come; None: they are done.
    KeepPairs(Option<Pairs>),
    /// Recall how far they had come.
    RecallPairs,
    /// Keep how many minutes each step may take.
    KeepMinutes(Minutes),
    /// Keep on which canvas the list is to open.
    KeepPlace(CanvasId),
    /// Recall which it was.
    RecallPlace,
    /// Recall how many they were.
    RecallMinutes,
    /// Keep what a talk about a canvas has taken today; None: nothing is to be kept of it.
    KeepSpent {
        /// The canvas.
        id: CanvasId,
        /// What it has taken.
        spent: Option<Spent>,
    },
    /// Read what is to be laid side by side.
    Lay(Vec<Beside>),
    /// Keep what was taken for a joint canvas of what lies side by side; nothing taken: it is done.
    KeepTaken {
        /// What lies side by side.
        of: Vec<Beside>,
        /// What was taken.
        taken: Taken,
    },
    /// Do something with rankings.
    Ranking(RankingWish),
    /// Write a canvas as Markdown to a file in the current folder.
    Export(Sheet),
    /// Copy a canvas as Markdown.
    Copy(Sheet),
    /// Write a canvas whole to a new file, wherever the planner says.
    SaveCopy {
        /// The canvas.
        canvas: Box<Canvas>,
        /// The file or the folder, as typed.
        to: String,
    },
    /// Copy the text of a letter.
    CopyLetter(String),
    /// Copy what a session came to, and write it to a file.
    CopySession {
        /// The canvas.
        sheet: Sheet,
        /// Where the session begins.
        begin: Box<Begin>,
    },
    /// Park a thought with a canvas that is not open.
    Park {
        /// The canvas.
        id: CanvasId,
        /// The thought.
        text: String,
    },
    /// Write a letter to a new file, wherever the planner says.
    WriteLetter {
        /// Its text.
        text: String,
        /// The file or the folder, as typed; one that ends in `.md` is Markdown.
        to: String,
    },
    /// Remove the file of a text that was taken in, once that is on disk.
    Forget(PathBuf),
    /// Let the planner's own editor change a text.
    Edit(String),
    /// Open the samples in a temporary folder.
    Demo,
    /// Open another workspace.
    Switch(String),
    /// Draw everything anew.
    Redraw,
    /// Back to the shell for a while.
    Suspend,
    /// Leave.
    Quit,
}
