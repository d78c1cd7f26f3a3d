//! What all screens share: the workspace in summaries, the open canvas, how things look, and the
//! wishes that are on their way to the worker.

mod settings;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Door;
use super::app::Effect;
use super::screens::compare::{Anew, Beside};
use super::screens::history::Wanted;
use super::screens::portfolio::Left;
use super::screens::portfolio::trying::Plans;
use super::screens::ranking;
use super::session::{Around, Disk, Session, Unfinished};
use super::talk::Talk;
use super::theme::Look;
use super::widgets::band::Band;
use super::widgets::chrome::Head;
use crate::canvas::codes::Outcome;
use crate::canvas::id::CanvasId;
use crate::canvas::letter::Kind;
use crate::canvas::question::Question;
use crate::canvas::summary::{Entry, Summary};
use crate::canvas::wording::Wording;
use crate::portfolio::Portfolio;
use crate::portfolio::moved::Moved;
use crate::portfolio::pairs::Pairs;
use crate::portfolio::proposal::Proposal;
use crate::portfolio::tries::Tries;
use crate::workspace::settings::{Member, Settings};
use crate::workspace::trash::Filed;

/// How far the reading of the workspace has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Under way.
    Going,
    /// Everything is read.
    Done,
    /// The folder cannot be read.
    Failed(String),
}

/// What was suggested for a canvas of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weighed {
    /// The outcome; None where it is too early.
    pub outcome: Option<Outcome>,
    /// True where essential answers are missing.
    pub is_provisional: bool,
}

/// What is tried and not kept: with canvases, and with the team.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trying {
    /// What is tried with canvases.
    pub tries: Tries,
    /// People with other days than they have, or new ones, whose id is "".
    pub team: Vec<Member>,
    /// So many days a month in all, whoever has them.
    pub team_days: Option<f64>,
    /// True where the order was changed meanwhile, which is kept at once.
    pub has_moved: bool,
}

/// The order of priority as the settings keep it, before and after a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Reordered {
    /// The ids that the settings name.
    pub kept: [Vec<String>; 2],
    /// All canvases.
    pub moved: Moved,
}

/// What was kept at once in the portfolio, to be taken back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct KeptLast {
    /// How canvases were changed.
    pub changes: Vec<Proposal>,
    /// The order, where it was changed.
    pub order: Option<Reordered>,
    /// The settings before and after, where the team was changed.
    pub settings: Option<Box<[Settings; 2]>>,
}

/// What all screens share.
#[derive(Debug)]
pub struct Desk {
    /// How things look.
    pub look: Look,
    /// How they look while nothing is presented.
    own_look: Look,
    /// What a talk over a shared screen needs.
    pub talk: Talk,
    /// The day for which everything is computed.
    pub today: Date,
    /// The instant of the message that is being dealt with.
    pub now: Timestamp,
    /// The folder of the workspace.
    pub root: PathBuf,
    /// True for the sample workspace in a temporary folder.
    pub is_demo: bool,
    /// The settings as they are on the screen.
    pub settings: Settings,
    /// The settings as they were read.
    pub settings_read: Settings,
    /// Why the settings could not be read or written.
    pub settings_failed: Option<String>,
    /// The workspace in summaries.
    pub portfolio: Portfolio,
    /// How far the reading has come.
    pub reading: Reading,
    /// What a listing that goes on while the list is there has found so far.
    found: Option<HashSet<CanvasId>>,
    /// What was suggested for the canvases that were looked at.
    pub weighed: HashMap<CanvasId, Weighed>,
    /// The open canvas.
    pub session: Option<Session>,
    /// Canvases and rankings whose last words are not on disk, because the system refused.
    pub unsaved: BTreeSet<(Filed, CanvasId)>,
    /// The canvas thrown away last.
    pub trashed: Option<CanvasId>,
    /// Canvases marked in the list, to be laid side by side, in the order in which they were marked.
    pub marked: Vec<CanvasId>,
    /// What is tried and not kept.
    pub trying: Trying,
    /// The plans that were drawn up last.
    pub plans: Plans,
    /// What was kept in the portfolio since the start, the last at the end.
    pub kept: Vec<KeptLast>,
    /// How what comes first was left for a canvas or the settings, which lead back there.
    pub left_portfolio: Option<Left>,
    /// How far the questions about two at a time have come.
    pub pairs: Option<Pairs>,
    /// One sentence for the bottom line, until the next key.
    pub note: String,
    /// What was typed in a line over the screen when it was closed, by its title.
    pub left_typed: Unfinished,
    /// Canvases of which only the quick look is asked, until everything is.
    pub quick: BTreeSet<CanvasId>,
    /// What of it was last sent to be kept, with what is typed now; None until it is known what was kept
    /// before.
    pub typed_kept: Option<Unfinished>,
    /// Why words are kept nowhere at all, while that is so.
    pub kept_nowhere: Option<String>,
    /// Wishes that wait to be carried out.
    pub effects: Vec<Effect>,
}

/// The desk at the start: nothing is read yet.
pub fn start(start: &super::Start, now: Timestamp, today: Date) -> Desk {
    let look = Look {
        theme: super::theme::Theme::named(start.theme),
        glyphs: start.glyphs.glyphs(),
    };
    let mut desk = Desk {
        look,
        own_look: look,
        talk: Talk::default(),
        today,
        now,
        root: start.workspace.root().to_owned(),
        is_demo: start.is_demo,
        settings: Settings::default(),
        settings_read: Settings::default(),
        settings_failed: None,
        portfolio: Portfolio::default(),
        reading: Reading::Going,
        found: None,
        weighed: HashMap::new(),
        session: None,
        unsaved: BTreeSet::new(),
        trashed: None,
        marked: Vec::new(),
        trying: Trying::default(),
        plans: Plans::default(),
        kept: Vec::new(),
        left_portfolio: None,
        pairs: None,
        note: String::new(),
        left_typed: Unfinished::new(),
        quick: BTreeSet::new(),
        typed_kept: None,
        kept_nowhere: None,
        effects: Vec::new(),
    };
    desk.present(start.is_presenting);
    desk
}

/// Where to go next; children return it, the app acts.
#[derive(Debug, Clone, PartialEq)]
pub enum Go {
    /// Nowhere.
    Stay,
    /// To the list of canvases.
    Home,
    /// To a question.
    Ask(&'static Question),
    /// To the whole canvas.
    Canvas,
    /// To a question that each answers alone.
    Alone(&'static Question),
    /// Over the screen: who is here?
    WhoIsHere,
    /// Over the screen: who has answers shown before all are in?
    RevealAnyway(&'static Question),
    /// To the end of the session.
    Finish,
    /// To the decision.
    Decide,
    /// To the letter; esc then leads to another place.
    Letter(Box<Go>),
    /// Over the screen: where a blank for a partner is to go.
    Blank,
    /// Over the screen: a letter is about to leave.
    Outgoing(Box<Outgoing>),
    /// To today's check-in.
    Review,
    /// To the end of the collaboration.
    Ending,
    /// To what is due.
    Due,
    /// To what comes first.
    Portfolio,
    /// Over the screen: another team, to try.
    TryTeam,
    /// To the rankings, with the cursor on one.
    Rankings(Option<CanvasId>),
    /// Over the screen: the title of a new ranking.
    NewRanking,
    /// Over the screen: something that the open ranking asks for.
    AskRanking(ranking::Wanted),
    /// To the settings.
    Settings,
    /// To what the canvas said on earlier days.
    History,
    /// Over the screen: is something of an earlier day to be put back?
    PutBack(Wanted),
    /// Over the screen: a new canvas.
    New,
    /// Over the screen: find a canvas.
    Find,
    /// To the samples.
    Demo,
    /// Over the screen: another workspace.
    Workspace,
    /// To a canvas of the list.
    Open(CanvasId),
    /// To several canvases side by side, or to the voices of one.
    Compare(Vec<Beside>),
    /// Over the screen: what a canvas is to be laid beside.
    CompareWith(CanvasId),
    /// Over the screen: an answer of the joint canvas, written anew.
    Anew(Box<Anew>),
    /// Over the screen: the title of a joint canvas, with one to offer.
    Joint(String),
    /// The same, at a door.
    OpenAt(CanvasId, Door),
    /// Over the screen: answers that differ.
    Differences,
    /// Over the screen: what others say to a question, to take in.
    TakeTheirs(&'static Question),
    /// Over the screen: why a check fired.
    Why(&'static str),
    /// Over the screen: all that is found, what would change it and what is missing.
    Weighed,
    /// Over the screen: a text to read.
    Read {
        /// Its heading.
        title: String,
        /// The text.
        text: String,
    },
    /// Out of the program.
    Quit,
}

/// A letter that is about to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The canvas that it comes from.
    pub canvas: CanvasId,
    /// Its kind.
    pub kind: Kind,
    /// Whom it is for.
    pub to: Option<String>,
    /// Its text.
    pub text: String,
    /// How it leaves.
    pub way: Way,
}

/// How a letter leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// It was sent, and is kept.
    Sent,
    /// It is written to a file.
    File,
}

impl Desk {
    /// Wishes for something.
    pub fn wish(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Presents one question large on the screen, or no longer.
    pub fn present(&mut self, is_on: bool) {
        self.talk.is_presenting = is_on;
        self.look = if is_on {
            self.own_look.presented()
        } else {
            self.own_look
        };
        if is_on {
            self.recall_minutes();
        }
    }

    /// Asks once how many minutes each step may take.
    pub fn recall_minutes(&mut self) {
        if self.talk.timer.is_new() {
            self.wish(Effect::RecallMinutes);
        }
    }

    /// Notes whether the system refused the last words of a canvas or a ranking, and returns whether it had
    /// refused those before.
    pub fn note_unsaved(&mut self, filed: Filed, id: &CanvasId, is_refused: bool) -> bool {
        let which = (filed, id.clone());
        match is_refused {
            true => !self.unsaved.insert(which),
            false => self.unsaved.remove(&which),
        }
    }

    /// Says one sentence in the bottom line.
    pub fn say(&mut self, note: impl Into<String>) {
        self.note = note.into();
    }

    /// Takes in what a listing found, or what others changed.
    pub fn take_in(&mut self, entries: Vec<Entry>) {
        if let Some(found) = &mut self.found {
            found.extend(entries.iter().map(|entry| entry.id.clone()));
        }
        self.drop_overtaken(&entries);
        self.portfolio.take_in(entries, &self.settings.order());
        if self.reading == Reading::Done {
            self.weighed.clear();
            self.surround();
        }
    }

    /// Ends a listing: what it has not found is gone.
    pub fn list_done(&mut self, result: Result<(), String>) {
        if let (Some(found), Ok(())) = (self.found.take(), &result) {
            self.portfolio.keep_only(&found);
        }
        self.reading = result.map_or_else(Reading::Failed, |()| Reading::Done);
        self.weighed.clear();
        self.surround();
    }

    /// Lists the workspace again, while the list stays.
    pub fn list_again(&mut self) {
        self.found = Some(HashSet::new());
        self.wish(Effect::List);
    }

    /// What surrounds a canvas.
    pub fn around(&self, id: &CanvasId) -> Around {
        Around {
            others: self.portfolio.others_than(id),
            team: self.settings.team(),
            today: self.today,
        }
    }

    /// Lets the open canvas know what changed around it.
    pub fn surround(&mut self) {
        let around = self
            .session
            .as_ref()
            .map(|session| self.around(session.canvas.id()));
        if let (Some(session), Some(around)) = (&mut self.session, around) {
            session.surround(around);
        }
    }

    /// Sends what changed to the disk.
    pub fn save_changes(&mut self, is_urgent: bool) {
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some(unfinished) = session.take_unfinished() {
            let id = session.canvas.id().clone();
            self.effects.push(Effect::KeepUnfinished { id, unfinished });
        }
        if session.take_changed() {
            self.effects.push(Effect::Save {
                canvas: Box::new(session.canvas.clone()),
                journal: session.journal(),
                knows: session.knows(),
                is_urgent,
            });
        } else if is_urgent && session.is_unsaved() {
            self.effects.push(Effect::SaveNow);
        }
    }

    /// Brings the list in step with the open canvas.
    pub fn shelve(&mut self) {
        let Some(session) = &self.session else { return };
        let id = session.canvas.id().clone();
        let summary = Summary::of(&session.canvas, self.today);
        let weighed = Weighed {
            outcome: session.suggestion.outcome,
            is_provisional: session.suggestion.is_provisional,
        };
        self.weighed.insert(id.clone(), weighed);
        let entry = Entry {
            id,
            content: Ok(summary.into()),
        };
        self.portfolio.take_in(vec![entry], &self.settings.order());
    }

    /// The head line of a screen about the open canvas.
    pub fn head(&self, about: String) -> Head {
        let Some(session) = &self.session else {
            return Head::default();
        };
        let differing = session.canvas.conflicts().len();
        let (state, is_alarm) = match &session.disk {
            Disk::Saved | Disk::Saving if differing > 0 => {
                let verb = if differing == 1 {
                    "answer differs"
                } else {
                    "answers differ"
                };
                (format!("{differing} {verb} (v)"), true)
            }
            Disk::Saved | Disk::Saving if self.kept_nowhere.is_some() => {
                ("unfinished text is kept nowhere".into(), true)
            }
            Disk::Saved if session.not_kept.is_some() => {
                let why = session.not_kept.as_deref().unwrap_or_default();
                (format!("saved, but not the version before: {why}"), true)
            }
            Disk::Saved => ("saved".into(), false),
            Disk::Saving => ("saving".into(), false),
            Disk::ReadOnly => ("read only: written by a newer version".into(), false),
            Disk::Failed(why) => (format!("not saved: {why}"), true),
            Disk::Astray(_, why) => (format!("not on disk: {why}"), true),
        };
        let band = self.band();
        let clock = match band {
            Some(_) => String::new(),
            None => self.talk.timer.in_short(),
        };
        Head {
            title: session.canvas.title().into(),
            about,
            band,
            state: match clock.as_str() {
                "" => state,
                clock => format!("{clock} {} {state}", self.look.glyphs.between),
            },
            is_alarm,
        }
    }

    /// Where the talk stands, on every screen that is met in it; None in the usual view.
    pub fn band(&self) -> Option<Band> {
        let is_talking = self.talk.is_presenting && self.session.is_some();
        let timer = &self.talk.timer;
        let number = u32::try_from(timer.step() as usize + 1).ok();
        is_talking.then(|| Band {
            number: number
                .and_then(|at| char::from_digit(at, 10))
                .unwrap_or(' '),
            place: Wording::shipped().step(timer.step()).name.to_uppercase(),
            step_left: timer.step_left(),
            in_words: timer.in_words(),
            size: None,
        })
    }
}
