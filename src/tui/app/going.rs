//! Where the screen goes next: from screen to screen, to a canvas of the list, to what lies over all.

use super::super::Door;
use super::super::desk::Go;
use super::super::message::Astray;
use super::super::overlay::{Closed, Overlay, take};
use super::super::screens::alone::Alone;
use super::super::screens::canvas::CanvasScreen;
use super::super::screens::compare::CompareScreen;
use super::super::screens::decide::Decide;
use super::super::screens::due::DueScreen;
use super::super::screens::ending::Ending;
use super::super::screens::finish::Finish;
use super::super::screens::guide::Guide;
use super::super::screens::history::HistoryScreen;
use super::super::screens::home::Home;
use super::super::screens::letter::LetterScreen;
use super::super::screens::portfolio::{Left, PortfolioScreen};
use super::super::screens::ranking::RankingScreen;
use super::super::screens::rankings::RankingsScreen;
use super::super::screens::review::ReviewScreen;
use super::super::screens::settings::SettingsScreen;
use super::super::session::{Opened, Session};
use super::{App, Effect, Screen};
use crate::canvas::id::CanvasId;
use crate::canvas::question::Step;
use crate::canvas::summary::Aside;
use crate::canvas::{Canvas, State};

/// What to do with a canvas once it is there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Opening {
    pub(super) id: CanvasId,
    pub(super) how: How,
}

/// How a canvas is opened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum How {
    /// Begun just now: at the question after its title.
    Begun { is_quick: bool },
    /// At a door.
    At(Door),
    /// A joint canvas that was made just now: in the guide, at the first open question.
    Joined,
}

impl App {
    /// Does what an overlay leads to, once it has dealt with a command.
    pub(super) fn after_overlay(&mut self, closed: Closed) {
        if closed != Closed::No {
            self.overlays.pop();
        }
        match closed {
            Closed::No | Closed::Yes => {}
            Closed::Run(command) => {
                let scope = self.scope();
                self.command(command, scope);
            }
            Closed::Job(command) => self.job(command),
            Closed::Ask(question) => self.ask(question),
            Closed::Why(check) => self.overlays.extend(Overlay::why(check, &self.desk)),
            Closed::InAShell(title, text) => {
                self.overlays.push(Overlay::read(title.into(), text.into()));
            }
            Closed::Open(id) => self.open(id, Door::Page),
            Closed::Workspace(folder) => self.desk.wish(Effect::Switch(folder)),
            Closed::Compare(of) => self.go(Go::Compare(of)),
            Closed::CompareWithFile(id) => {
                self.overlays
                    .push(Overlay::compare_with_file(id, &self.desk));
            }
            Closed::Written(address, value) => {
                if let Screen::Compare(compare) = &mut self.screen {
                    compare.write(&address, value, &mut self.desk);
                }
            }
            Closed::Taken(question, offer) => {
                take(question, &offer, &mut self.desk);
                self.go(match self.screen {
                    Screen::Decide(_) => Go::Decide,
                    _ => Go::Ask(question),
                });
            }
            Closed::Joint(title) => self.join(&title),
            Closed::NewRanking(title) => {
                let ranking = RankingScreen::begun(&title, &mut self.desk);
                self.screen = Screen::Ranking(Box::new(ranking));
            }
            Closed::Told(told, asked) => {
                if let Screen::Ranking(ranking) = &mut self.screen
                    && let Some(text) = ranking.told(told, &mut self.desk)
                {
                    self.desk.left_typed.insert(asked, text);
                }
            }
            Closed::Create { title, is_quick } => {
                let mut random = |end: usize| fastrand::usize(..end);
                let mut canvas = Canvas::new(&title, self.desk.now, &mut random);
                if let Some(name) = self.desk.settings.our_organisation() {
                    canvas.answer_our_organisation(name);
                }
                self.opening = Some(Opening {
                    id: canvas.id().clone(),
                    how: How::Begun { is_quick },
                });
                self.desk.wish(Effect::Create(Box::new(canvas)));
                // Where the disk refuses, the title is there to try again.
                self.desk
                    .left_typed
                    .insert(Overlay::new_canvas_key().into(), title);
            }
        }
    }

    /// Goes where a screen leads.
    pub(super) fn go(&mut self, go: Go) {
        if go != Go::Stay {
            self.desk.save_changes(true);
        }
        let step = self.screen.step().unwrap_or(Step::Purpose);
        let desk = &mut self.desk;
        match go {
            Go::Stay => {}
            Go::Home => self.go_home(),
            Go::Ask(question) => {
                let back = self.screen.back_from_question();
                let mut guide = Guide::at(question, desk);
                guide.back = back;
                self.screen = Screen::Guide(Box::new(guide));
            }
            Go::Canvas => self.screen = Screen::Canvas(CanvasScreen::at(step)),
            Go::Alone(question) => {
                let alone = Alone::new(question, desk);
                let is_nameless = alone.lacks_names();
                self.screen = Screen::Alone(Box::new(alone));
                if is_nameless {
                    self.overlays.push(Overlay::who_is_here(&self.desk));
                }
            }
            Go::WhoIsHere => self.overlays.push(Overlay::who_is_here(desk)),
            Go::RevealAnyway(question) => {
                self.overlays.push(Overlay::reveal_anyway(question, desk));
            }
            Go::Finish => {
                let back = self.screen.back();
                self.screen = Screen::Finish(Box::new(Finish::new(back)));
            }
            Go::Decide => self.screen = Screen::Decide(Box::new(Decide::new(desk))),
            Go::Letter(back) => {
                self.screen = Screen::Letter(Box::new(LetterScreen::new(desk, *back)));
            }
            Go::Review => self.screen = Screen::Review(Box::new(ReviewScreen::new(desk))),
            Go::Ending => self.screen = Screen::Ending(Box::new(Ending::new(desk))),
            Go::Due => self.screen = Screen::Due(DueScreen::default()),
            Go::Settings => {
                let back = self.screen.back();
                self.screen = Screen::Settings(Box::new(SettingsScreen::new(desk, back)));
            }
            Go::History => {
                let back = self.screen.back();
                self.screen = Screen::History(Box::new(HistoryScreen::new(desk, back, step)));
            }
            Go::Portfolio => {
                self.screen =
                    Screen::Portfolio(Box::new(PortfolioScreen::at(Left::default(), None, desk)));
            }
            Go::Blank => self.overlays.extend(Overlay::blank(desk)),
            Go::Outgoing(letter) => self.overlays.push(Overlay::outgoing(*letter, desk)),
            Go::PutBack(wanted) => self.overlays.push(Overlay::put_back(wanted)),
            Go::TryTeam => self.overlays.push(Overlay::try_team(desk)),
            Go::New => self.overlays.push(Overlay::new_canvas(desk)),
            Go::Find => self.overlays.push(Overlay::find(desk)),
            Go::TakeTheirs(question) => self.overlays.extend(Overlay::others(question, desk)),
            Go::Differences => self.overlays.extend(Overlay::differences(desk)),
            Go::Why(check) => self.overlays.extend(Overlay::why(check, &self.desk)),
            Go::Weighed => self.overlays.extend(Overlay::weighed(&self.desk)),
            Go::Read { title, text } => self.overlays.push(Overlay::read(title, text)),
            Go::Workspace => self.overlays.push(Overlay::workspace(desk)),
            Go::Compare(of) => {
                let back = self.screen.back();
                self.screen = Screen::Compare(Box::new(CompareScreen::new(of, back, desk)));
            }
            Go::CompareWith(id) => self.overlays.push(Overlay::compare_with(&id, desk)),
            Go::Rankings(on) => self.screen = Screen::Rankings(RankingsScreen::at(on, desk)),
            Go::NewRanking => self.overlays.push(Overlay::new_ranking(desk)),
            Go::AskRanking(wanted) => self.overlays.push(Overlay::ask_ranking(wanted, desk)),
            Go::Anew(anew) => self.overlays.push(Overlay::anew(*anew)),
            Go::Joint(offer) => self.overlays.push(Overlay::joint(offer, desk)),
            Go::Open(id) => self.open(id, Door::Page),
            Go::OpenAt(id, door) => self.open(id, door),
            Go::Demo => desk.wish(Effect::Demo),
            Go::Quit => self.leave(false),
        }
    }

    /// To the list that the canvas was opened from, in step with what it says now.
    fn go_home(&mut self) {
        match self
            .desk
            .session
            .as_mut()
            .map(|session| (session.astray(), session))
        {
            Some((Some(Astray::Gone), _)) if !self.was_leaving => {
                self.is_leaving = true;
                self.desk.say(
                    "This canvas is not on disk any more. ctrl-s writes it again; esc once more leaves it so.",
                );
                return;
            }
            // The worker keeps the words, and writes them as soon as the file is mended.
            Some((Some(Astray::Unreadable), session)) => {
                session.save_again();
                self.desk.save_changes(true);
            }
            _ => {}
        }
        self.desk.shelve();
        let session = self.desk.session.take();
        let id = session.map(|session| session.canvas.id().clone());
        self.screen = match self.desk.left_portfolio.take() {
            Some(left) => {
                Screen::Portfolio(Box::new(PortfolioScreen::at(left, id, &mut self.desk)))
            }
            None => Screen::Home(Home::at(id)),
        };
    }

    /// Makes the joint canvas of what lies side by side.
    fn join(&mut self, title: &str) {
        let Screen::Compare(compare) = &self.screen else {
            return;
        };
        match compare.joint(title, self.desk.now) {
            Ok(None) => {}
            Ok(Some(joint)) => {
                self.desk.shelve();
                self.desk.session = None;
                self.opening = Some(Opening {
                    id: joint.canvas.id().clone(),
                    how: How::Joined,
                });
                self.desk.wish(Effect::Create(Box::new(joint.canvas)));
            }
            Err(error) => self.desk.say(format!(
                "There is no joint canvas yet: {}.",
                error.in_words()
            )),
        }
    }

    /// Takes in what is written anew over what lies side by side, as it is typed.
    pub(super) fn follow_writing(&mut self) {
        if let (Some(Overlay::Writing(writing)), Screen::Compare(compare)) =
            (self.overlays.last(), &mut self.screen)
            && let Some((address, value)) = writing.answer(self.desk.today)
        {
            compare.put(address, value, &mut self.desk);
        }
    }

    fn open(&mut self, id: CanvasId, door: Door) {
        self.opening = Some(Opening {
            id: id.clone(),
            how: How::At(door),
        });
        self.desk.wish(Effect::Open(id));
    }

    /// Shows the open canvas at a door; a check-in only where something was decided.
    fn enter(&mut self, door: Door) {
        let desk = &mut self.desk;
        let is_draft = desk
            .session
            .as_ref()
            .is_some_and(|session| session.canvas.state() == State::Draft);
        self.screen = Screen::Canvas(CanvasScreen::at(Step::Purpose));
        let session = desk.session.as_ref();
        let round = session.filter(|session| !session.is_read_only());
        let round = round.and_then(|session| session.canvas.in_round().first().copied());
        let go = match door {
            // A round is taken up where it stopped.
            Door::Guide | Door::QuickLook | Door::Page if round.is_some() => {
                round.map_or(Go::Stay, Go::Alone)
            }
            Door::Guide | Door::QuickLook => match Guide::at_first_open(desk) {
                Some(guide) => {
                    self.screen = Screen::Guide(Box::new(guide));
                    return;
                }
                None => Go::Stay,
            },
            Door::OverTime if !is_draft => {
                self.screen = Screen::Review(Box::new(ReviewScreen::over_time(desk)));
                return;
            }
            Door::Review if !is_draft => Go::Review,
            Door::Page | Door::Review | Door::OverTime => Go::Stay,
            Door::Question(question) => Go::Ask(question),
            Door::Decision => Go::Decide,
            Door::Letter => Go::Letter(Box::new(Go::Canvas)),
        };
        self.go(go);
    }

    /// Shows a canvas that was read.
    pub(super) fn opened(&mut self, id: &CanvasId, result: Result<Box<Opened>, Aside>) {
        let Some(opening) = self.opening.take_if(|opening| opening.id == *id) else {
            return;
        };
        match result {
            Ok(mut opened) => {
                let around = self.desk.around(id);
                self.turn_timer_to(id, opened.spent.take());
                let mut session = Session::new(*opened, around);
                if let How::Begun { is_quick: true } | How::At(Door::QuickLook) = opening.how {
                    self.desk.quick.insert(id.clone());
                }
                session.is_quick = self.desk.quick.contains(id);
                self.desk.wish(Effect::KeepPlace(id.clone()));
                self.desk.session = Some(session);
                if let (How::Joined, Screen::Compare(compare)) = (opening.how, &self.screen) {
                    compare.joined(&mut self.desk);
                    self.desk.say(
                        "What you agreed on stands. The rest is open, with what each of you said.",
                    );
                }
                match opening.how {
                    How::Begun { .. } => {
                        self.screen = Screen::Guide(Box::new(Guide::at_second(&mut self.desk)));
                    }
                    How::Joined => self.enter(Door::Guide),
                    How::At(door) => self.enter(door),
                }
            }
            Err(why) => {
                let page = Overlay::read(id.to_string(), why.in_full());
                self.overlays.push(page);
            }
        }
    }
}
