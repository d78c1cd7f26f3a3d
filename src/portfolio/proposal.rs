//! What keeping a what-if would do to each canvas, to look at before anything is kept.

use serde_json::Value;

use super::Portfolio;
use super::tries::{Tries, Try};
use crate::canvas::Canvas;
use crate::canvas::answer::AnswerError;
use crate::canvas::changes::{Changed, changed};
use crate::canvas::codes::Outcome;
use crate::canvas::id::{CanvasId, Random};
use crate::canvas::in_words::InWords;
use crate::canvas::others::{Setting, Team};
use crate::canvas::question::Question;
use crate::canvas::suggestion::Suggestion;
use crate::canvas::summary::{Entry, Summary};
use crate::canvas::wording::Wording;
use jiff::civil::Date;

/// One canvas as it is, and as it would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// As it is.
    pub before: Canvas,
    /// As it would be.
    pub after: Canvas,
    /// The decision in it; None where only the form changes, or it ends.
    pub decision: Option<Proposed>,
    /// The day on which it ends, where it is live and tried without.
    pub ends: Option<Date>,
}

/// A decision beside what is suggested that day.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// What would be decided.
    pub choice: Outcome,
    /// What is suggested, with the other canvases as they are tried.
    pub suggested: Option<Outcome>,
    /// True where that stands on what was told so far.
    pub is_provisional: bool,
    /// Names of the checks that led to it.
    pub because: Vec<&'static str>,
}

/// What proposals stand on, beside the canvases themselves.
#[derive(Debug)]
pub struct Surroundings {
    /// All canvases of the workspace, as they are.
    pub portfolio: Portfolio,
    /// The team as it is tried.
    pub team: Team,
    /// The day of the decisions.
    pub today: Date,
}

/// Proposals, and the canvases that cannot be changed so, each with the reason.
type Proposals = (Vec<Proposal>, Vec<(CanvasId, AnswerError)>);

/// What keeping all that is tried would do. Each is weighed with the others as they are tried.
pub fn propose(
    canvases: Vec<Canvas>,
    tries: &Tries,
    mut around: Surroundings,
    random: &mut dyn Random,
) -> Proposals {
    let (mut possible, mut failed) = (Vec::new(), Vec::new());
    for canvas in canvases {
        match Proposal::of(&canvas, tries, &around, random) {
            Ok(proposal) => possible.push(proposal),
            Err(error) => failed.push((canvas.id().clone(), error)),
        }
    }
    let entries = possible.iter().map(|proposal| Entry {
        id: proposal.after.id().clone(),
        content: Ok(Summary::of(&proposal.after, around.today).into()),
    });
    around.portfolio.renew(entries.collect());
    let weighed = possible.iter().map(|proposal| {
        let again = Proposal::of(&proposal.before, tries, &around, random);
        again.expect("what was possible against other canvases is possible against these")
    });
    (weighed.collect(), failed)
}

impl Proposal {
    fn of(
        before: &Canvas,
        tries: &Tries,
        around: &Surroundings,
        random: &mut dyn Random,
    ) -> Result<Self, AnswerError> {
        let id = before.id();
        let tried = tries.of(id);
        let suggestion = Suggestion::of(&Setting {
            canvas: before,
            others: &around.portfolio.others_than(id),
            team: around.team,
            today: around.today,
        });
        let mut after = before.clone();
        after.give_rows_ids(random);
        // What is live is not declined: doing without it ends it, or pauses it.
        let is_stopped = before.is_live() && tried.counts == Some(false);
        let ends = (is_stopped && !tried.pauses).then_some(around.today);
        let choice = choice(tried).filter(|_| ends.is_none());
        if let Some(lighter) = tried.smaller {
            after.make_smaller(lighter, choice == Some(Outcome::GoAheadSmaller))?;
        }
        if let Some(choice) = choice {
            after.decide(choice, &suggestion, around.today)?;
            after.offer_review(choice, around.today)?;
        }
        let decision = choice.map(|choice| Proposed {
            choice,
            suggested: suggestion.outcome,
            is_provisional: suggestion.is_provisional,
            because: suggestion.decided_by,
        });
        Ok(Self {
            before: before.clone(),
            after,
            decision,
            ends,
        })
    }

    /// True where it can only be kept with a reason: what is decided differs from what is suggested,
    /// or the reason that stands was one for another choice.
    pub fn needs_reason(&self) -> bool {
        let Some(decision) = &self.decision else {
            return self.ends.is_some();
        };
        let has_reason = self.before.text("decision.reason").is_some();
        let was = self.before.code::<Outcome>("decision.choice");
        decision.differs() || (has_reason && was != Some(decision.choice))
    }

    /// Puts why it is decided so, in place of any earlier reason.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn because(&mut self, reason: &str, random: &mut dyn Random) -> Result<(), AnswerError> {
        if let (Some(on), false) = (self.ends, reason.trim().is_empty()) {
            self.after.write_ending_note(Some(reason.trim()), random);
            let ended = self.after.end(on, random);
            debug_assert_eq!(ended, Ok(()), "it is live, and has a note");
            return Ok(());
        }
        if self.decision.is_none() || reason.trim().is_empty() {
            return Ok(());
        }
        let question = Question::find("decision.reason").expect("in the table");
        let reason = Value::from(reason.trim());
        self.after.set(question, Some(reason), random)
    }

    /// The question under which the change can be taken back.
    pub fn question(&self) -> &'static Question {
        let id = match self.decision {
            Some(_) => "decision.choice",
            None if self.ends.is_some() => "decision.choice",
            None => "capacity.closeness",
        };
        Question::find(id).expect("in the table")
    }

    /// What would become of it, such as `decided, go ahead`.
    pub fn outcome(&self) -> String {
        match &self.decision {
            Some(decision) => {
                let words = Wording::shipped();
                let choice = words.outcome_of(self.before.is_live(), decision.choice);
                format!("decided, {}", choice.name.to_lowercase())
            }
            None if self.ends.is_some() => "ends today, with what you say here as its note".into(),
            None => "a lighter form".into(),
        }
    }

    /// What is suggested and what would change, a line each.
    pub fn details(&self) -> Vec<String> {
        let suggested = self.decision.iter().map(Proposed::suggested_in_words);
        let changes = changed(&self.before, &self.after, &self.before);
        suggested
            .chain(changes.iter().flat_map(lines_of))
            .chain(self.replaces_reason().then(|| {
                "Your reason replaces the one that stands; the history keeps it.".to_owned()
            }))
            .collect()
    }

    fn replaces_reason(&self) -> bool {
        self.decision.is_some() && self.before.text("decision.reason").is_some()
    }
}

impl Proposed {
    /// True where something else is suggested.
    pub fn differs(&self) -> bool {
        self.suggested.is_some_and(|outcome| outcome != self.choice)
    }

    fn suggested_in_words(&self) -> String {
        let Some(suggested) = self.suggested else {
            return "There is no suggestion yet.".into();
        };
        let told = if self.is_provisional {
            " on what you have told so far"
        } else {
            ""
        };
        let because = match self.because.as_slice() {
            [] => String::new(),
            checks => format!(" ({})", checks.join(", ")),
        };
        let name = name(suggested).to_lowercase();
        format!("Suggested{told}: {name}{because}.")
    }
}

/// What keeping would decide; None where only the form is tried.
fn choice(tried: Try) -> Option<Outcome> {
    match (tried.counts?, tried.smaller) {
        (false, _) => Some(Outcome::NotYet),
        (true, None) => Some(Outcome::GoAhead),
        (true, Some(_)) => Some(Outcome::GoAheadSmaller),
    }
}

fn name(outcome: Outcome) -> &'static str {
    &Wording::shipped().outcome(outcome).name
}

/// One answer before and after; of rows, those that differ.
fn lines_of(change: &Changed) -> Vec<String> {
    if change.question.id == "decision.choice" {
        return Vec::new();
    }
    let name = &Wording::shipped().question(change.question).short;
    match (&change.before, &change.after) {
        (Some(InWords::Rows { rows: before, .. }), Some(InWords::Rows { rows: after, .. })) => {
            let pairs = before.iter().zip(after).filter(|(was, is)| was != is);
            pairs.map(|(was, is)| row_in_words(name, was, is)).collect()
        }
        (before, after) => {
            let text = |answer: &Option<InWords>| answer.clone().map(InWords::in_one_line);
            vec![match (text(before), text(after)) {
                (Some(was), Some(is)) => format!("{name}: from {was} to {is}."),
                (None, Some(is)) => format!("{name}: {is}; nothing stood there."),
                (_, None) => format!("{name}: taken out."),
            }]
        }
    }
}

/// A row by its first cell, with the cells that differ: `Who: Therapy lead, from 2 to 1.1`.
fn row_in_words(name: &str, was: &[String], is: &[String]) -> String {
    let pairs = was.iter().zip(is).filter(|(was, is)| was != is);
    let cells: Vec<String> = pairs
        .map(|(was, is)| format!("from {was} to {is}"))
        .collect();
    let of = is.first().map_or("", String::as_str);
    format!("{name}: {of}, {}.", cells.join(", "))
}
