//! What the palette finds although the screen has no key for it: every job of a canvas and of the workspace.

use super::super::desk::Go;
use super::super::keymap::{Command, JOBS_OF_A_CANVAS};
use super::super::overlay::Overlay;
use super::super::screens::canvas::CanvasScreen;
use super::super::screens::home::Home;
use super::App;
use crate::canvas::question::{Question, Step};

impl App {
    /// Does a job as the page of the canvas does it, or as the list does.
    pub(super) fn job(&mut self, command: Command) {
        self.screen.close_field(&mut self.desk);
        if JOBS_OF_A_CANVAS.contains(&command) {
            let step = self.screen.step().unwrap_or(Step::Purpose);
            let go = match command {
                Command::ShowCanvas => Go::Canvas,
                Command::Letter => Go::Letter(Box::new(self.screen.back())),
                Command::SaveCopy => {
                    self.overlays.extend(Overlay::save_copy(&self.desk));
                    Go::Stay
                }
                command => CanvasScreen::at(step).command(command, &mut self.desk),
            };
            return self.go(go);
        }
        if self.desk.session.is_some() {
            self.go(Go::Home);
            // A canvas that is gone from the disk is not left without a word.
            if self.desk.session.is_some() {
                return;
            }
        }
        let go = Home::default().command(command, &mut self.desk);
        self.go(go);
    }

    /// To a question that was found by name.
    pub(super) fn ask(&mut self, question: &'static Question) {
        self.screen.close_field(&mut self.desk);
        self.go(match question.step {
            Step::Decision if question.id != "decision.failed" => Go::Decide,
            _ => Go::Ask(question),
        });
    }
}
