//! The whole canvas on one page: every block opens its questions.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::desk::{Desk, Go};
use super::super::keymap::{Command, Scope, hints_without};
use super::super::widgets::chrome::frame_with;
use super::asked::asked;
use super::open_canvas::{change_quick_look, copy, undo};
use crate::canvas::State;
use crate::canvas::question::{Question, Step};
use crate::canvas::shown::shown;
use draw::draw_card;

/// The narrowest screen that has blocks side by side.
const WIDE: u16 = 100;

/// The whole canvas on one page.
#[derive(Debug)]
pub struct CanvasScreen {
    at: usize,
}

impl CanvasScreen {
    /// The page with the block of a step chosen.
    pub fn at(step: Step) -> Self {
        let at = Step::ALL.iter().position(|one| *one == step);
        Self {
            at: at.expect("every step stands in ALL"),
        }
    }

    /// The step of the chosen block.
    pub fn step(&self) -> Step {
        Step::ALL[self.at]
    }

    /// Commands that do nothing as the canvas stands: before a decision there is nothing to look back on.
    pub fn idle(desk: &Desk) -> Vec<Command> {
        let state = desk.session.as_ref().map(|session| session.canvas.state());
        match state {
            None | Some(State::Draft) => vec![Command::Review, Command::End],
            Some(State::Decided(..) | State::Ended(..)) => Vec::new(),
        }
    }

    /// Carries a command out and says where to go.
    pub fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        let last = Step::ALL.len() - 1;
        match command {
            Command::Down | Command::Right | Command::Next | Command::NextStep => {
                self.at = (self.at + 1).min(last);
            }
            Command::Up | Command::Left | Command::Previous | Command::PreviousStep => {
                self.at = self.at.saturating_sub(1);
            }
            Command::First | Command::PageUp => self.at = 0,
            Command::Last | Command::PageDown => self.at = last,
            Command::Digit(digit) => {
                self.at = usize::from(digit.saturating_sub(1)).min(last);
                return self.open(desk);
            }
            Command::Open | Command::Toggle => return self.open(desk),
            Command::Back => return Go::Home,
            Command::Decide => return Go::Decide,
            Command::Why => return Go::Weighed,
            Command::Finish => return Go::Finish,
            Command::Review | Command::End => return look_back(command, desk),
            Command::Settings => return Go::Settings,
            Command::Letter => return Go::Letter(Box::new(Go::Canvas)),
            Command::Differences => return Go::Differences,
            Command::History => return Go::History,
            Command::Compare => {
                let session = desk.session.as_ref();
                let id = session.map(|session| session.canvas.id().clone());
                return id.map_or(Go::Stay, Go::CompareWith);
            }
            Command::Blank => return Go::Blank,
            Command::QuickLook => change_quick_look(desk),
            Command::Copy => copy(desk),
            Command::Export => {
                if let Some(session) = &desk.session {
                    let sheet = session.sheet();
                    desk.save_changes(true);
                    desk.wish(super::super::app::Effect::Export(sheet));
                }
            }
            Command::Undo | Command::Redo => {
                undo(command == Command::Undo, desk);
            }
            _ => {}
        }
        Go::Stay
    }

    /// Opens the first open question of the block, or its first one.
    fn open(&self, desk: &Desk) -> Go {
        let Some(session) = &desk.session else {
            return Go::Home;
        };
        let step = Step::ALL[self.at];
        if step == Step::Decision {
            return Go::Decide;
        }
        let of_step: Vec<&'static Question> = asked(&session.canvas, session.is_quick)
            .into_iter()
            .filter(|question| question.step == step)
            .collect();
        let open = of_step.iter().find(|question| {
            session.canvas.needs(question) && !session.canvas.is_answered(question)
        });
        open.or(of_step.first())
            .map_or(Go::Stay, |question| Go::Ask(question))
    }

    /// Draws the page.
    pub fn draw(&self, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let Some(session) = &desk.session else { return };
        let partners: Vec<&str> = session
            .canvas
            .partners()
            .filter_map(|partner| partner.line("organisation"))
            .collect();
        let about = match partners.as_slice() {
            [] => String::new(),
            partners => shown(&format!("with {}", partners.join(", "))).into_owned(),
        };
        let body = frame_with(
            &desk.head(about),
            hints_without(Scope::Canvas, &Self::idle(desk)),
            area,
            buf,
            &desk.look,
        );
        for (step, card) in Step::ALL.into_iter().zip(self.cards(body, area.width)) {
            draw_card(session, desk, step, step == Step::ALL[self.at], card, buf);
        }
    }

    /// Where each block stands, in the order of the steps.
    fn cards(&self, body: Rect, width: u16) -> Vec<Rect> {
        if width < WIDE {
            return self.stacked(body);
        }
        let gap = 1;
        let third = (body.width + gap) / 3;
        let half = (body.width + gap) / 2;
        let cover = if body.height > 24 { 5 } else { 4 };
        let rest = body.height - cover;
        let upper = rest.div_ceil(2);
        let at = |x: u16, y: u16, width: u16, height: u16| Rect {
            x: body.x + x,
            y: body.y + y,
            width,
            height,
        };
        vec![
            at(0, 0, body.width, cover),
            at(0, cover, third - gap, upper),
            at(third, cover, third - gap, upper),
            at(2 * third, cover, body.width - 2 * third, upper),
            at(0, cover + upper, half - gap, rest - upper),
            at(half, cover + upper, body.width - half, rest - upper),
        ]
    }

    /// In one column: the chosen block open, the others as one line.
    fn stacked(&self, body: Rect) -> Vec<Rect> {
        let closed = u16::try_from(Step::ALL.len() - 1).unwrap_or(5);
        let mut y = body.y;
        let heights = (0..Step::ALL.len()).map(|index| {
            if index == self.at {
                body.height.saturating_sub(closed)
            } else {
                1
            }
        });
        heights
            .map(|height| {
                let card = Rect { y, height, ..body };
                y += height;
                card
            })
            .collect()
    }
}

/// To today's check-in, or to the end of the collaboration; only where something was decided.
fn look_back(command: Command, desk: &mut Desk) -> Go {
    let state = desk.session.as_ref().map(|session| session.canvas.state());
    match (command, state) {
        (_, None | Some(State::Draft)) => {
            desk.say("Nothing is decided yet, so there is nothing to look back on: d decides.");
            Go::Stay
        }
        (Command::End, _) => Go::Ending,
        _ => Go::Review,
    }
}
