//! What others say to a question, to take one of it in.

use super::super::desk::Desk;
use super::finder::{Finder, Item};
use super::{Closed, Overlay};
use crate::canvas::offers::{Offer, offers};
use crate::canvas::question::Question;
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;

impl Overlay {
    /// Answers of sides and voices to a question that the canvas has not taken; None if there are none.
    pub fn others(question: &'static Question, desk: &Desk) -> Option<Self> {
        let session = desk.session.as_ref()?;
        let items: Vec<Item> = offers(&session.canvas, question)
            .into_iter()
            .map(|offer| item(question, offer))
            .collect();
        let title = format!("Take in: {}", Wording::shipped().question(question).label);
        (!items.is_empty()).then(|| Self::Finder(Finder::by_words(title, items)))
    }
}

fn item(question: &'static Question, offer: Offer) -> Item {
    Item {
        text: shown(&offer.words).into(),
        aside: shown(&offer.who).into_owned().into(),
        leads: Closed::Taken(question, Box::new(offer)),
    }
}

/// Takes in what was chosen, so that undo takes it back.
pub fn take(question: &'static Question, offer: &Offer, desk: &mut Desk) {
    let Some(session) = &mut desk.session else {
        return;
    };
    if session.is_read_only() {
        desk.say("A newer version wrote this canvas: it can be read here, not changed.");
        return;
    }
    let taken = session.edit(question, |canvas, random| {
        canvas.take_offer(question, offer, random)
    });
    desk.say(match taken {
        Ok(()) => format!("Taken in, as {} says. u takes it back.", shown(&offer.who)),
        Err(error) => error.to_string(),
    });
}
