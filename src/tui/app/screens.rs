//! The screen that fills the terminal: which keys it reads, what it does with them, how it draws.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::super::desk::{Desk, Go};
use super::super::editor::Editor;
use super::super::keymap::{Command, Scope};
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
use super::super::screens::portfolio::PortfolioScreen;
use super::super::screens::ranking::RankingScreen;
use super::super::screens::rankings::RankingsScreen;
use super::super::screens::review::ReviewScreen;
use super::super::screens::settings::SettingsScreen;
use super::super::screens::welcome::Welcome;
use super::super::session::Session;
use super::super::target::Target;
use crate::canvas::id::CanvasId;
use crate::canvas::question::{Question, Step};

/// The screen that fills the terminal.
#[derive(Debug)]
pub enum Screen {
    /// First start.
    Welcome(Welcome),
    /// The list of canvases.
    Home(Home),
    /// One question at a time.
    Guide(Box<Guide>),
    /// The whole canvas.
    Canvas(CanvasScreen),
    /// One question, answered alone and revealed together.
    Alone(Box<Alone>),
    /// The end of a session.
    Finish(Box<Finish>),
    /// Canvases or voices side by side.
    Compare(Box<CompareScreen>),
    /// The suggestion and the decision.
    Decide(Box<Decide>),
    /// What the canvas said on earlier days.
    History(Box<HistoryScreen>),
    /// A letter.
    Letter(Box<LetterScreen>),
    /// Today's check-in.
    Review(Box<ReviewScreen>),
    /// The end of the collaboration.
    Ending(Box<Ending>),
    /// What is due.
    Due(DueScreen),
    /// What comes first, and what there are days for.
    Portfolio(Box<PortfolioScreen>),
    /// The rankings of the workspace.
    Rankings(RankingsScreen),
    /// One ranking.
    Ranking(Box<RankingScreen>),
    /// Team, reserve, our organisation.
    Settings(Box<SettingsScreen>),
}

impl Screen {
    /// Which keys are read now.
    pub(super) fn scope(&self, desk: &Desk) -> Scope {
        match self {
            Self::Welcome(_) => Scope::Welcome,
            Self::Home(_) => Scope::Home,
            Self::Guide(guide) => guide.scope(),
            Self::Canvas(_) => Scope::Canvas,
            Self::Alone(alone) => alone.scope(),
            Self::Finish(finish) => finish.scope(),
            Self::Compare(_) => Scope::Compare,
            Self::Decide(decide) => decide.scope(),
            Self::History(history) => history.scope(),
            Self::Letter(letter) => letter.scope(),
            Self::Review(review) => review.scope(),
            Self::Ending(ending) => ending.scope(),
            Self::Due(_) => Scope::Due,
            Self::Rankings(_) => Scope::Rankings,
            Self::Ranking(ranking) => ranking.scope(),
            Self::Settings(settings) => settings.scope(),
            Self::Portfolio(portfolio) => portfolio.scope(desk),
        }
    }

    /// Commands that are bound here and do nothing as things stand.
    pub(super) fn idle(&self, desk: &Desk) -> Vec<Command> {
        match self {
            Self::Canvas(_) => CanvasScreen::idle(desk),
            Self::Letter(letter) => letter.idle(),
            Self::Ranking(ranking) => ranking.idle(),
            Self::Finish(finish) => finish.idle(desk).to_vec(),
            _ => Vec::new(),
        }
    }

    /// The field of a form that is typed in, with the canvas that it answers; None where there is none.
    fn form<'a>(&'a mut self, desk: &'a mut Desk) -> Option<(&'a mut Editor, &'a mut Session)> {
        let editor = match self {
            Self::Decide(decide) => decide.field.as_mut(),
            Self::Review(review) => review.editor.as_mut(),
            Self::Ending(ending) => ending.editor.as_mut(),
            _ => None,
        };
        editor.zip(desk.session.as_mut())
    }

    /// The keys that are read once the field is left, where one is typed in or chosen in.
    pub(super) fn around_field(&self, scope: Scope) -> Scope {
        if !matches!(scope, Scope::Line | Scope::Text | Scope::Choices) {
            return scope;
        }
        match self {
            Self::Letter(_) => Scope::Letter,
            Self::Decide(_) => Scope::Decide,
            Self::Review(_) | Self::Ending(_) => Scope::Review,
            Self::Settings(_) => Scope::Settings,
            Self::Finish(_) => Scope::Finish,
            _ => Scope::Guide,
        }
    }

    /// Leaves the field that is typed in: what is typed stays.
    pub(super) fn close_field(&mut self, desk: &mut Desk) {
        let editor = match self {
            Self::Guide(guide) => return guide.close_editor(desk),
            Self::Decide(decide) => decide.field.take(),
            Self::Review(review) => review.editor.take(),
            Self::Ending(ending) => ending.editor.take(),
            _ => None,
        };
        desk.leave(editor);
    }

    /// Types a key that is no command.
    pub(super) fn key(&mut self, key: &KeyEvent, desk: &mut Desk) {
        match self {
            Self::Guide(guide) => guide.key(key, desk),
            Self::Finish(finish) => finish.key(key, desk),
            Self::Letter(letter) => letter.key(key, desk),
            Self::Settings(settings) => settings.key(key, desk),
            Self::Portfolio(portfolio) => portfolio.key(key),
            Self::Ranking(ranking) => ranking.key(key, desk),
            _ => {
                if let Some((editor, session)) = self.form(desk) {
                    editor.key(key, session);
                }
            }
        }
    }

    /// Puts a pasted text in the field; false where there is none.
    pub(super) fn paste(&mut self, text: &str, desk: &mut Desk) -> bool {
        match self {
            Self::Guide(guide) => guide.paste(text, desk),
            Self::Finish(finish) => finish.paste(text, desk),
            Self::Letter(letter) => letter.paste(text, desk),
            Self::Settings(settings) => settings.paste(text, desk),
            Self::Portfolio(portfolio) => portfolio.paste(text),
            Self::Ranking(ranking) => ranking.paste(text, desk),
            _ => match self.form(desk) {
                Some((editor, session)) => editor.paste(text, session),
                None => false,
            },
        }
    }

    /// Replaces the text in the field with one that was edited elsewhere.
    pub(super) fn replace_text(&mut self, text: &str, desk: &mut Desk) {
        match self {
            Self::Guide(guide) => guide.replace_text(text, desk),
            Self::Letter(letter) => letter.replace_text(text, desk),
            _ => {
                if let Some((editor, session)) = self.form(desk) {
                    editor.replace_text(text, session);
                }
            }
        }
    }

    /// Where the cursor is in a table or a form, to stay there when others change it: what is asked there,
    /// and where its answer goes.
    pub(super) fn place_of_cursor(&self, desk: &Desk) -> Option<(&'static Question, Target)> {
        match self {
            Self::Guide(guide) => guide.place_of_cursor(desk),
            Self::Review(review) => review.place_of_cursor(desk),
            _ => None,
        }
    }

    /// Shows in a field of the settings what others have put there meanwhile.
    pub(super) fn follow_settings(&mut self, desk: &Desk) {
        if let Self::Settings(settings) = self {
            settings.follow(desk);
        }
    }

    /// Shows in the field what others have put there meanwhile; the cursor was on a place of a table or a
    /// form.
    pub(super) fn follow(&mut self, on: Option<&(&'static Question, Target)>, desk: &mut Desk) {
        match self {
            Self::Guide(guide) => guide.follow(on.map(|(_, target)| target), desk),
            Self::Decide(decide) => decide.follow(desk),
            Self::Review(review) => review.follow(on, desk),
            Self::Ending(ending) => ending.follow(desk),
            Self::Letter(letter) => letter.follow_others(desk),
            _ => {}
        }
    }

    /// Carries a command out and says where to go.
    pub(super) fn command(&mut self, command: Command, desk: &mut Desk) -> Go {
        match self {
            Self::Welcome(welcome) => welcome.command(command, desk),
            Self::Home(home) => home.command(command, desk),
            Self::Guide(guide) => guide.command(command, desk),
            Self::Canvas(canvas) => canvas.command(command, desk),
            Self::Alone(alone) => alone.command(command, desk),
            Self::Finish(finish) => finish.command(command, desk),
            Self::Compare(compare) => compare.command(command, desk),
            Self::Decide(decide) => decide.command(command, desk),
            Self::History(history) => history.command(command, desk),
            Self::Letter(letter) => letter.command(command, desk),
            Self::Review(review) => review.command(command, desk),
            Self::Ending(ending) => ending.command(command, desk),
            Self::Due(due) => due.command(command, desk),
            Self::Rankings(rankings) => rankings.command(command, desk),
            Self::Ranking(ranking) => ranking.command(command, desk),
            Self::Settings(settings) => settings.command(command, desk),
            Self::Portfolio(portfolio) => portfolio.command(command, desk),
        }
    }

    /// Draws it and returns where the cursor is, where a field is typed in.
    pub(super) fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        match self {
            Self::Guide(guide) => return guide.draw(desk, area, buf),
            Self::Decide(decide) => return decide.draw(desk, area, buf),
            Self::Letter(letter) => return letter.draw(desk, area, buf),
            Self::Review(review) => return review.draw(desk, area, buf),
            Self::Ending(ending) => return ending.draw(desk, area, buf),
            Self::Settings(settings) => return settings.draw(desk, area, buf),
            Self::Portfolio(portfolio) => return portfolio.draw(desk, area, buf),
            Self::Finish(finish) => return finish.draw(desk, area, buf),
            Self::Alone(alone) => alone.draw(desk, area, buf),
            Self::Ranking(ranking) => return ranking.draw(desk, area, buf),
            Self::Welcome(welcome) => welcome.draw(desk, area, buf),
            Self::Home(home) => home.draw(desk, area, buf),
            Self::Canvas(canvas) => canvas.draw(desk, area, buf),
            Self::Compare(compare) => compare.draw(desk, area, buf),
            Self::History(history) => history.draw(desk, area, buf),
            Self::Due(due) => due.draw(desk, area, buf),
            Self::Rankings(rankings) => rankings.draw(desk, area, buf),
        }
        None
    }

    /// Where what is chosen was drawn, among the marks of the whole frame.
    pub(super) fn chosen_at(&self, marks: &[Position]) -> Option<Position> {
        match self {
            Self::Guide(guide) => guide.chosen,
            _ => marks.last().copied(),
        }
    }

    /// Where Esc leads from a screen that is opened over this one.
    pub(super) fn back(&self) -> Go {
        match self {
            Self::Guide(guide) => Go::Ask(guide.question),
            Self::Alone(alone) => alone.back(),
            Self::Decide(_) => Go::Decide,
            Self::Review(_) => Go::Review,
            Self::Ending(_) => Go::Ending,
            Self::Canvas(_) => Go::Canvas,
            Self::Letter(letter) => Go::Letter(Box::new(letter.back.clone())),
            Self::Settings(settings) => settings.back.clone(),
            Self::History(history) => history.back.clone(),
            Self::Finish(finish) => finish.back.clone(),
            Self::Compare(compare) => compare.back.clone(),
            Self::Due(_) => Go::Due,
            Self::Rankings(_) | Self::Ranking(_) => Go::Rankings(None),
            // The list leads on to what comes first, where that was left.
            Self::Welcome(_) | Self::Home(_) | Self::Portfolio(_) => Go::Home,
        }
    }

    /// Where Esc leads from a question that is opened from this screen, and from those that follow it.
    pub(super) fn back_from_question(&self) -> Go {
        match self {
            Self::Guide(guide) => guide.back.clone(),
            Self::Decide(_) | Self::Review(_) | Self::Ending(_) => self.back(),
            _ => Go::Canvas,
        }
    }

    /// The step of the canvas that this screen is about.
    pub(super) fn step(&self) -> Option<Step> {
        match self {
            Self::Guide(guide) => Some(guide.step()),
            Self::Alone(alone) => Some(alone.question.step),
            Self::Canvas(canvas) => Some(canvas.step()),
            Self::Decide(_)
            | Self::Letter(_)
            | Self::Review(_)
            | Self::Ending(_)
            | Self::Finish(_) => Some(Step::Decision),
            Self::History(history) => Some(history.step),
            _ => None,
        }
    }

    /// True while an answer is given that others are not to see yet.
    pub(super) fn is_private(&self) -> bool {
        match self {
            Self::Alone(alone) => alone.is_hiding(),
            Self::Ranking(ranking) => ranking.scope() == Scope::Masked,
            _ => false,
        }
    }

    /// The canvas that a thought is parked with where none is open: the one that the cursor is on.
    pub(super) fn chosen(&mut self, desk: &Desk) -> Option<CanvasId> {
        match self {
            Self::Home(home) => home.chosen(desk),
            Self::Due(due) => due.chosen(desk),
            Self::Portfolio(portfolio) => portfolio.chosen(desk),
            _ => None,
        }
    }
}
