//! What the worker did, and what follows from it on the screen.

use super::super::message::{NotSaved, RankingFact};
use super::super::overlay::{Overlay, SETTLED_ELSEWHERE};
use super::super::screens::ranking::RankingScreen;
use super::super::session::Opened;
use super::{App, Effect, Msg, Screen};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::question::Question;
use crate::canvas::ranking::Ranking;
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;
use crate::portfolio::proposal::Proposal;
use crate::portfolio::tries::Tries;
use crate::workspace::rankings::LoadedRanking;
use crate::workspace::store::Saved;
use crate::workspace::trash::Filed;

/// What becomes of a ranking that the disk refused.
const RANKING_KEPT: &str =
    "What was given is kept here, and tried again every two seconds until it works.";

impl App {
    /// Shows in full why a file stays where it is: a line has no room for that.
    fn not_moved(&mut self, title: &str, why: String) {
        self.overlays.push(Overlay::read(title.into(), why));
    }

    /// Deals with what the worker did.
    pub(super) fn fact(&mut self, msg: Msg) {
        let desk = &mut self.desk;
        match msg {
            Msg::Settings(Ok(settings)) => {
                desk.settings_read = settings.clone();
                desk.settings = settings;
                desk.portfolio.reorder(&desk.settings.order());
                desk.surround();
            }
            Msg::Settings(Err(why)) => {
                desk.settings_failed = Some(why.clone());
                desk.say(why);
            }
            Msg::SettingsSaved { sent, outcome } => {
                match outcome {
                    Ok(saved) => desk.settings_saved(&sent, *saved),
                    Err(why) => desk.settings_failed = Some(format!("not saved: {why}")),
                }
                self.screen.follow_settings(&self.desk);
            }
            Msg::KeptNowhere(why) => {
                if let Some(why) = &why {
                    desk.say(format!("Unfinished text is kept nowhere: {why}."));
                }
                desk.kept_nowhere = why;
            }
            Msg::Typed(kept) => self.recalled_typed(kept),
            Msg::Settled => desk.wish(Effect::Suspend),
            Msg::Listed(entries) => desk.take_in(entries),
            Msg::ListDone(result) => desk.list_done(result),
            Msg::Changed(change) => desk.wish(Effect::Look(change)),
            Msg::Everything => desk.list_again(),
            Msg::SettingsChanged(Ok(theirs)) => {
                desk.take_in_settings(theirs);
                self.screen.follow_settings(&self.desk);
            }
            Msg::SettingsChanged(Err(why)) => desk.settings_failed = Some(why),
            Msg::Gone(id) => {
                desk.portfolio.remove(&id);
                if desk.portfolio.has_copy_of(&id) {
                    // One of them counts now.
                    desk.wish(Effect::List);
                }
            }
            Msg::Astray { id, file, why } => {
                if let Some(session) = desk.session.as_mut().filter(|s| *s.canvas.id() == id) {
                    session.went_astray(file, why.why);
                    desk.say(why.note);
                    self.explains(&id, &why.in_full);
                }
            }
            Msg::Back(id) => {
                if let Some(session) = desk.session.as_mut().filter(|s| *s.canvas.id() == id)
                    && session.came_back()
                {
                    desk.say("The file is back as it was.");
                }
            }
            Msg::Proposed {
                tries,
                proposals,
                failed,
            } => self.proposed(&tries, proposals, failed),
            Msg::Kept {
                did,
                entries,
                changes,
                failed,
            } => desk.kept(did, entries, changes, &failed),
            Msg::Parked(_, Ok(entry)) => {
                desk.left_typed.remove(Overlay::park_key());
                desk.take_in(vec![entry]);
                desk.say("Parked.");
            }
            Msg::Parked(_, Err(why)) => desk.say(format!("Not parked: {why}")),
            Msg::Place(id) => {
                if let Screen::Home(home) = &mut self.screen {
                    home.take_up_at(id);
                }
            }
            Msg::Recalled(pairs) => desk.pairs = desk.pairs.take().or(pairs),
            Msg::Opened(id, result) => self.opened(&id, result),
            Msg::Created(Ok(loaded)) => {
                desk.left_typed.remove(Overlay::new_canvas_key());
                let id = loaded.canvas.id().clone();
                self.opened(&id, Ok(Box::new(Opened::new(*loaded))));
            }
            Msg::Created(Err(why)) => {
                self.opening = None;
                desk.say(format!("No canvas was begun: {why}"));
            }
            Msg::Saved {
                sent,
                outcome,
                replaced,
            } => self.saved(&sent, outcome, replaced.as_deref()),
            Msg::Trashed(id, Ok(())) => {
                desk.portfolio.remove(&id);
                desk.say("Moved to the trash. Press r to bring it back.");
                desk.trashed = Some(id);
            }
            Msg::Restored(_, Ok(())) => {
                desk.trashed = None;
                desk.list_again();
                desk.say("Brought back from the trash.");
            }
            Msg::Trashed(_, Err(why)) => self.not_moved("Not moved to the trash", why),
            Msg::Restored(_, Err(why)) => self.not_moved("Not brought back", why),
            Msg::Ranking(RankingFact::Trashed(_, Err(why))) => {
                self.not_moved("Not moved to the trash", why);
            }
            Msg::Ranking(RankingFact::Restored(_, Err(why))) => {
                self.not_moved("Not brought back", why);
            }
            Msg::History { id, zone, read } => {
                let is_open = desk.session.as_ref().is_some_and(|s| *s.canvas.id() == id);
                if let (Screen::History(history), true) = (&mut self.screen, is_open) {
                    history.read(read, zone, desk);
                }
            }
            Msg::Weighed(weighed) => desk.weighed.extend(weighed),
            Msg::Minutes(kept) if desk.talk.timer.is_new() => {
                desk.talk.timer.allot(kept.unwrap_or_default());
            }
            Msg::Minutes(_) | Msg::Tick => {}
            Msg::Note(note) => desk.say(note),
            Msg::NoWorkspace { folder, why } => {
                let why = why.unwrap_or_else(|| format!("No workspace in `{folder}`"));
                let why = shown(&why);
                desk.say(format!("{why}. 3 lets you mend the folder; 1 begins here."));
                // The folder is there to mend.
                desk.left_typed
                    .insert(Overlay::workspace_key().into(), folder);
            }
            Msg::Ranking(RankingFact::Opened(Ok(loaded))) => {
                if let Screen::Rankings(_) = self.screen {
                    self.screen = Screen::Ranking(Box::new(RankingScreen::opened(*loaded)));
                }
            }
            Msg::Ranking(RankingFact::Opened(Err(why))) => desk.say(why),
            Msg::Ranking(RankingFact::Saved { sent, outcome }) => {
                self.ranking_saved(sent, outcome);
            }
            Msg::Ranking(fact) => {
                if let Screen::Rankings(rankings) = &mut self.screen {
                    rankings.fact(fact, desk);
                }
            }
            Msg::Laid(laid) => {
                if let Screen::Compare(compare) = &mut self.screen {
                    if !laid.slips.is_empty() {
                        let title = "Mended or left out in this file".into();
                        let slips = Overlay::read(title, laid.slips.join("\n"));
                        self.overlays.push(slips);
                    }
                    compare.laid(*laid, desk);
                }
            }
            Msg::Edited(Ok(text)) => match self.overlays.last_mut() {
                Some(Overlay::Writing(writing)) => {
                    writing.replace_text(&text);
                    self.follow_writing();
                }
                _ => self.screen.replace_text(&text, desk),
            },
            Msg::Edited(Err(why)) => desk.say(why),
            Msg::EditKept(why) => {
                self.overlays
                    .push(Overlay::read("Your own editor".into(), why));
            }
            Msg::Terminal(_) | Msg::Ending | Msg::Stopping => {}
        }
    }

    /// Shows what keeping would change, unless something else is tried by now.
    fn proposed(
        &mut self,
        tries: &Tries,
        proposals: Vec<Proposal>,
        failed: Vec<(CanvasId, String)>,
    ) {
        let is_there = matches!(self.screen, Screen::Portfolio(_)) && self.overlays.is_empty();
        if is_there && self.desk.trying.tries == *tries {
            let keep = Overlay::keep(proposals, failed, &self.desk);
            self.overlays.push(keep);
        }
    }

    fn saved(
        &mut self,
        sent: &Canvas,
        outcome: Result<Box<Saved>, NotSaved>,
        replaced: Option<&[&'static Question]>,
    ) {
        let now = self.desk.now;
        let was_unsaved = self
            .desk
            .note_unsaved(Filed::Canvas, sent.id(), outcome.is_err());
        let on = self.screen.place_of_cursor(&self.desk);
        let session = self.desk.session.as_mut();
        let Some(session) = session.filter(|session| session.canvas.id() == sent.id()) else {
            match outcome {
                Err(why) if !was_unsaved => self.desk.say(format!("Not saved: {}", why.why)),
                Ok(_) if was_unsaved => self.desk.say(format!("Saved now: {}", sent.title())),
                _ => {}
            }
            return;
        };
        match outcome {
            Ok(saved) => {
                let was_asked = std::mem::take(&mut self.asks_why);
                let had = session.canvas.conflicts().len();
                session.saved(sent, &saved.loaded, saved.was_merged, now);
                session.not_kept = saved.not_kept.map(|not_kept| not_kept.why);
                let differs = session.canvas.conflicts().len() > had;
                if differs {
                    let is_typing = self.takes_text();
                    let keys = if is_typing {
                        "press esc, then v,"
                    } else {
                        "press v"
                    };
                    self.desk.say(format!(
                        "Someone else changed the same answer. Yours stands; {keys} to see theirs."
                    ));
                } else if let Some(questions) = replaced {
                    self.replaced(questions);
                } else if saved.was_merged {
                    self.desk
                        .say("Someone else changed this canvas too; their changes are in.");
                } else if was_asked || was_unsaved {
                    self.desk.say("It is on disk now.");
                }
                self.screen.follow(on.as_ref(), &mut self.desk);
                self.follow_difference();
            }
            Err(why) => {
                let is_news = !session.has_failed() || session.astray().is_some();
                session.save_failed(why.why);
                if is_news {
                    self.desk.say(why.note);
                }
                self.explains(sent.id(), &why.in_full);
            }
        }
    }

    /// Takes in what became of a ranking that was sent to the disk, on its screen if it is open.
    fn ranking_saved(&mut self, sent: Box<Ranking>, outcome: Result<Box<LoadedRanking>, String>) {
        if let Err(why) = &outcome {
            self.explains(sent.id(), &format!("What failed: {why}.\n\n{RANKING_KEPT}"));
        }
        let desk = &mut self.desk;
        let was_unsaved = desk.note_unsaved(Filed::Ranking, sent.id(), outcome.is_err());
        match (&mut self.screen, outcome) {
            (Screen::Ranking(ranking), outcome) if ranking.id() == sent.id() => {
                ranking.saved(&sent, outcome, desk);
            }
            (_, Err(why)) if !was_unsaved => {
                desk.say(format!("Not saved: {}: {why}", sent.title()));
            }
            (_, Ok(_)) if was_unsaved => desk.say(format!("Saved now: {}", sent.title())),
            _ => {}
        }
    }

    /// Shows why a canvas is not on disk in full, where that was asked for by saving it once more.
    fn explains(&mut self, id: &CanvasId, in_full: &str) {
        if std::mem::take(&mut self.asks_why) {
            let text = Overlay::read(format!("Not saved: {id}"), in_full.to_owned());
            self.overlays.push(text);
        }
    }

    /// Says that others replaced words that were saved here, and where these can be had back.
    fn replaced(&mut self, questions: &[&'static Question]) {
        let name = |question: &&Question| Wording::shipped().question(question).short.clone();
        let what = match questions.split_first() {
            None => "what you had saved".into(),
            Some((first, [])) => name(first),
            Some((first, others)) => format!("{} and {} more", name(first), others.len()),
        };
        let keys = match self.takes_text() {
            true => "esc, then h,",
            false => "h",
        };
        self.desk.say(format!(
            "Someone changed {what} meanwhile. What you had is kept: {keys} shows it, to put back."
        ));
    }

    /// Closes the difference that is shown where somebody else has settled it: no key is to settle another.
    fn follow_difference(&mut self) {
        let is_settled = |overlay: &mut Overlay| matches!(overlay, Overlay::Differences(shown) if shown.is_settled(&self.desk));
        if self.overlays.extract_if(.., is_settled).count() > 0 {
            self.desk.say(SETTLED_ELSEWHERE);
        }
    }
}
