//! What a letter is filled with: only what the canvas holds, and what its checks have found.

use jiff::civil::Date;

use super::recipient::{Recipient, is_our_own_idea};
use super::{Kind, recorded_reason, to_confirm};
use crate::canvas::capacity::{about_days, at_least, days_in_words, lighter_tie};
use crate::canvas::codes::{Closeness, Coded, Coordinator, Outcome};
use crate::canvas::question::Question;
use crate::canvas::row::{Row, as_number, as_text};
use crate::canvas::shown::shown;
use crate::canvas::suggestion::Suggestion;
use crate::canvas::wording::Wording;
use crate::canvas::{Canvas, LIVE_SINCE, State, when};

/// Everything that a letter may say of a canvas.
pub struct Facts<'a> {
    pub canvas: &'a Canvas,
    pub suggestion: &'a Suggestion,
    pub recipient: &'a Recipient,
    pub kind: Kind,
    pub today: Date,
}

/// Something lighter than what was asked for.
struct Offer {
    closeness: Closeness,
    /// True where a partner would have to keep it moving.
    is_led: bool,
    /// The most days of work a month.
    days: Option<f64>,
    /// True where it stands in the answers; else it was worked out from them, and nobody has said it.
    is_told: bool,
}

impl Offer {
    /// Words of the offer: as they are where somebody has said so, else as a blank to confirm.
    fn said(&self, words: String) -> String {
        if self.is_told {
            words
        } else {
            to_confirm(&words)
        }
    }
}

impl Facts<'_> {
    /// What a name in braces stands for; None where the canvas does not have it.
    pub fn fact(&self, name: &str) -> Option<String> {
        let canvas = self.canvas;
        match name {
            "to" => self.recipient.salutation(),
            "title" => canvas.text("cover.title").map(in_a_sentence),
            "organisation" => canvas.text("cover.our_organisation").map(in_a_sentence),
            "gain" => self.recipient.gain.clone(),
            "stops" => self.stops(),
            "tie" => self.tie(),
            "days" => self.days(),
            "reason" => self.reason(),
            "change_mind" => self.change_mind(),
            "review_on" => {
                let on = canvas.date("decision.review_on")?;
                // A day that is past is no day to look again.
                (on > self.today).then(|| when::in_words(on))
            }
            "person" => self.person(),
            _ => None,
        }
    }

    /// True where a check decided, as the record of the decision has it, or as things stand before one.
    pub fn has_decided(&self, check: &str) -> bool {
        let outcome = self.kind.outcome();
        deciding(self.canvas, self.suggestion, outcome).any(|name| name == check)
    }

    /// True for what a letter may open with: who asked, or that it was live before.
    pub fn is_so(&self, name: &str) -> bool {
        match name {
            "asked_by_them" => self.recipient.has_asked,
            "our_own_idea" => is_our_own_idea(self.canvas),
            "was_live" => self.was_live(),
            "asked_by_others" => self.canvas.text("cover.asked_by").is_some(),
            _ => false,
        }
    }

    /// True where it was done together before this letter's answer: nobody is thanked for asking then.
    fn was_live(&self) -> bool {
        let went_ahead = self.canvas.went_ahead_on().filter(|on| *on < self.today);
        let is_stopped = went_ahead.is_some() && !self.kind.outcome().goes_ahead();
        is_stopped || self.canvas.date(LIVE_SINCE).is_some()
    }

    fn stops(&self) -> Option<String> {
        let rows = self.canvas.rows_at("capacity.stops");
        // A smaller yes makes use of what was agreed to stop; what was not agreed goes on.
        let is_meant = |row: &Row| self.kind != Kind::SmallerYes || row.yes("agreed") != Some(true);
        let stops = rows.filter(is_meant).filter_map(|row| row.line("what"));
        let stops: Vec<String> = stops.map(in_a_sentence).collect();
        (!stops.is_empty()).then(|| stops.join("; "))
    }

    /// What can be offered in place of what was asked for.
    fn offer(&self) -> Option<Offer> {
        let (canvas, capacity) = (self.canvas, &self.suggestion.capacity);
        if self.kind == Kind::SmallerYes && self.suggestion.outcome == Some(Outcome::GoAhead) {
            // The smaller form that was suggested stands in the answers by now; where none was, only the
            // planner knows what is to be smaller.
            let suggested = canvas.code::<Outcome>("decision.suggested");
            let closeness = canvas
                .closeness()
                .filter(|_| suggested == Some(Outcome::GoAheadSmaller))?;
            return Some(Offer {
                closeness,
                is_led: false,
                days: capacity.work,
                is_told: true,
            });
        }
        if let Some(lighter) = capacity.lighter {
            let led = Some(Coordinator::APartner);
            let is_led = lighter.form.coordinator == led && canvas.coordinator() != led;
            let days = match capacity.work {
                Some(work) if at_least(lighter.work_days, work) => work,
                _ => lighter.work_days,
            };
            return Some(Offer {
                closeness: lighter.form.closeness,
                is_led,
                days: Some(days),
                is_told: false,
            });
        }
        let is_unknown = !at_least(capacity.team, 1e-9);
        let closeness = lighter_tie(canvas).filter(|_| is_unknown)?;
        Some(Offer {
            closeness,
            is_led: false,
            days: None,
            is_told: false,
        })
    }

    /// What a smaller yes offers, in the words that the planner wrote for whoever reads it.
    fn written(&self, id: &str) -> Option<&serde_json::Value> {
        let question = Question::find(id)?;
        let is_meant = self.kind == Kind::SmallerYes && self.canvas.asks(question);
        self.canvas.value(id).filter(|_| is_meant)
    }

    fn tie(&self) -> Option<String> {
        if let Some(offer) = self.written("decision.offer").and_then(as_text) {
            return Some(in_a_sentence(offer));
        }
        let words = &Wording::shipped().letters;
        let offer = self.offer()?;
        let tie = &words.ties[offer.closeness.code()];
        Some(offer.said(format!(
            "{tie}{}",
            if offer.is_led { &words.led } else { "" }
        )))
    }

    fn days(&self) -> Option<String> {
        let limit = &Wording::shipped().letters.limit;
        if let Some(days) = self.written("decision.days").and_then(as_number) {
            return Some(limit.replace("{days}", &days_in_words(days)));
        }
        let offer = self.offer()?;
        Some(offer.said(limit.replace("{days}", &about_days(offer.days?))))
    }

    fn change_mind(&self) -> Option<String> {
        let question = Question::find("value.none.change_mind").expect("in the table");
        let text = self.canvas.text(question.id)?;
        self.canvas.asks(question).then(|| in_one_line(text))
    }

    /// Why it was decided so, in the words of the record, where that is what the letter tells.
    fn reason(&self) -> Option<String> {
        let chosen = self.canvas.code::<Outcome>("decision.choice")?;
        let is_told = chosen == self.kind.outcome();
        let reason = self.canvas.text("decision.reason").filter(|_| is_told)?;
        // It was written for the record: nothing of it goes out before somebody has read it again.
        Some(recorded_reason(&as_a_sentence(reason)))
    }

    /// Whom they can talk to: one of our voices, or who takes our first step.
    fn person(&self) -> Option<String> {
        let canvas = self.canvas;
        let ours = canvas.text("cover.our_organisation").map(folded);
        let is_ours = |row: &Row| {
            let theirs = row.line("organisation").map(folded);
            theirs.is_none() || theirs == ours
        };
        let is_name = |name: &&str| folded(name) != "us";
        let voices = canvas.rows_at("voices").filter(is_ours);
        let voice = voices.filter_map(|row| row.line("name")).find(is_name);
        let is_contact = |name: &str| {
            let mut contacts = canvas.partners().filter_map(|row| row.line("contact"));
            contacts.any(|contact| folded(contact) == folded(name))
        };
        let steps = canvas.rows_at("decision.next_steps");
        let step = steps
            .filter_map(|row| row.line("who"))
            .find(|name| is_name(name) && !is_contact(name));
        voice.or(step).map(in_a_sentence)
    }
}

/// The checks that decided for an outcome, where they did: those that led to another one are no reason for it,
/// and may be the very reason that the planner did not follow. What was answered alone and is not open decides nothing in a letter.
pub fn deciding<'a>(
    canvas: &'a Canvas,
    suggestion: &'a Suggestion,
    outcome: Outcome,
) -> impl Iterator<Item = &'a str> {
    let is_recorded = canvas.state() != State::Draft;
    let suggested = match is_recorded {
        true => canvas.code::<Outcome>("decision.suggested"),
        false => suggestion.outcome,
    };
    let led_there = suggested == Some(outcome);
    let because = canvas.value("decision.because");
    let because = because.and_then(|list| list.as_array());
    let recorded = because.into_iter().flatten().filter_map(as_text);
    let found = suggestion.decided_by.iter().copied();
    let names: Vec<&str> = if is_recorded {
        recorded.collect()
    } else {
        found.collect()
    };
    let belief = Question::find("purpose.belief").expect("in the table");
    let is_open = canvas.is_open(belief);
    names
        .into_iter()
        .filter(move |name| led_there && (is_open || !name.starts_with("BELIEF")))
}

/// Words of the canvas for the middle of a sentence: safe to show, in one line, without a full stop.
pub fn in_a_sentence(text: &str) -> String {
    let text = in_one_line(text);
    let bare = text.trim_end_matches('.').trim_end();
    if bare.is_empty() {
        text
    } else {
        bare.to_owned()
    }
}

/// Words of the canvas that stand by themselves: safe to show, in one line, with a full stop.
fn as_a_sentence(text: &str) -> String {
    let text = in_one_line(text);
    match text.ends_with(['.', '!', '?']) {
        true => text,
        false => text + ".",
    }
}

fn in_one_line(text: &str) -> String {
    let words = shown(text);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One spelling for upper and lower case.
pub fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}
