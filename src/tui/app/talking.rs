//! What a talk over a shared screen asks for: one question large, keys by name, the timer.

use super::super::overlay::Overlay;
use super::super::talk::timer::clock_face;
use super::{App, Command, Screen};

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

    /// True while nothing of what is pressed may show: in a text, and in an answer given alone.
    pub(super) fn is_private(&self) -> bool {
        self.takes_text() || self.screen.is_private()
    }
}
