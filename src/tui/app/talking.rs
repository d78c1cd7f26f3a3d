//! What a talk over a shared screen asks for: one question large, keys by name, the timer.

use std::mem::{Discriminant, discriminant};

use super::super::overlay::Overlay;
use super::super::talk::timer::{Spent, clock_face};
use super::{App, Command, Effect, Screen};
use crate::canvas::id::CanvasId;

impl App {
    /// Carries out what a talk asks for.
    pub(super) fn talk(&mut self, command: Command) {
        let desk = &mut self.desk;
        match command {
            Command::Present => self.present(),
            Command::ShowKeys => {
                desk.talk.show_keys();
                desk.say(if desk.talk.shows_keys() {
                    "The last three commands are named here. Never what is typed."
                } else {
                    "Commands are not named any more."
                });
            }
            Command::Timer => {
                desk.recall_minutes();
                desk.talk.timer.start_or_pause(desk.now);
                let left = clock_face(desk.talk.timer.step_left());
                desk.say(if desk.talk.timer.is_running() {
                    format!("The timer runs: {left} for this step.")
                } else {
                    format!("Paused at {left}.")
                });
            }
            Command::MoreTime => {
                desk.talk.timer.add_five();
                let left = clock_face(desk.talk.timer.step_left());
                desk.say(format!("Five minutes more: {left} for this step."));
            }
            _ => {
                desk.recall_minutes();
                self.overlays.push(Overlay::minutes());
            }
        }
    }

    /// One question large on the screen; where none is asked, the first open one of the step.
    fn present(&mut self) {
        let is_on = !self.desk.talk.is_presenting;
        self.desk.present(is_on);
        match &mut self.screen {
            Screen::Guide(guide) => guide.stop_pointing(),
            Screen::Canvas(_) if is_on => self.pass_on(Command::Open),
            _ => {}
        }
    }

    /// The timer counts for the step that is on the screen; elsewhere, for the one that was.
    pub(super) fn follow_step(&mut self) {
        if let (Some(_), Some(step)) = (&self.desk.session, self.screen.step()) {
            self.desk.talk.timer.turn_to(step);
        }
    }

    /// Wishes that what the talk has taken is kept, where that is due.
    pub(super) fn keep_time(&mut self) {
        let today = self.desk.today;
        if let Some((id, spent)) = self.desk.talk.timer.take_spent(today) {
            self.desk.wish(Effect::KeepSpent { id, spent });
        }
    }

    /// A canvas was opened: its timer goes on from what was taken today.
    pub(super) fn turn_timer_to(&mut self, id: &CanvasId, spent: Option<Spent>) {
        self.desk.talk.timer.keep_now();
        self.keep_time();
        let (timer, today) = (&mut self.desk.talk.timer, self.desk.today);
        timer.turn_to_canvas(id);
        let Some(spent) = spent.filter(|_| !timer.has_begun()) else {
            return;
        };
        if timer.resume(&spent, today) {
            self.desk.recall_minutes();
            let said =
                "The timer stands where it was today: t goes on; T, then space, begins anew.";
            self.desk.say(said);
        } else {
            let (id, spent) = (id.clone(), None);
            self.desk.wish(Effect::KeepSpent { id, spent });
        }
    }

    /// True where a key has led to a question or to the decision from elsewhere.
    pub(super) fn step_led_to(&self, was: (Discriminant<Screen>, Option<&'static str>)) -> bool {
        let asks = matches!(self.screen, Screen::Guide(_) | Screen::Decide(_));
        asks && self.whereabouts() != was
    }

    /// The screen, and the question of the guide.
    pub(super) fn whereabouts(&self) -> (Discriminant<Screen>, Option<&'static str>) {
        let question = match &self.screen {
            Screen::Guide(guide) => Some(guide.question.id),
            _ => None,
        };
        (discriminant(&self.screen), question)
    }

    /// True while nothing of what is pressed may show: in a text, and in an answer given alone.
    pub(super) fn is_private(&self) -> bool {
        self.takes_text() || self.screen.is_private()
    }
}
