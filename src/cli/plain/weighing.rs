//! What the answers add up to, in words.

use crate::canvas::checks::{Finding, Why};
use crate::canvas::codes::{Freedom, Outcome};
use crate::canvas::question::Question;
use crate::canvas::suggestion::{Suggestion, smaller_in_words};
use crate::canvas::wording::Wording;
use crate::canvas::{Canvas, State};

use super::asking::{Asked, Reply, Takes};
use super::command::Leave;
use super::words;
use super::{Failure, Session};

impl Session<'_> {
    /// What the answers add up to now.
    pub fn weigh(&self) -> Suggestion {
        self.surroundings.weigh(self.kept.canvas(), self.today())
    }

    /// The same, with what would change it.
    fn weigh_whole(&self) -> Suggestion {
        let (canvas, today) = (self.kept.canvas(), self.today());
        Suggestion::with_turns(&self.surroundings.setting(canvas, today))
    }

    /// Says the findings that were not said yet.
    pub fn say_new_findings(&mut self) -> Result<(), Failure> {
        let suggestion = self.weigh();
        let new = suggestion.findings.iter();
        let new: Vec<&Finding> = new
            .filter(|finding| !self.told.contains(&finding.check))
            .collect();
        if new.is_empty() {
            return Ok(());
        }
        self.talk.say("\nSo far:")?;
        for finding in new {
            self.told.push(finding.check);
            self.talk.say(&in_words(finding))?;
        }
        Ok(())
    }

    /// Says how many questions are answered, and what the answers add up to.
    pub fn say_so_far(&mut self) -> Result<(), Failure> {
        let counted = self.count_in_words();
        self.talk.say(&counted)?;
        self.say_suggestion()
    }

    /// Says the suggestion with its reasons, or what it waits for.
    pub fn say_suggestion(&mut self) -> Result<(), Failure> {
        let suggestion = self.weigh_whole();
        self.told = suggestion
            .findings
            .iter()
            .map(|finding| finding.check)
            .collect();
        let lines = suggestion_in_words(self.kept.canvas(), &suggestion);
        self.say_all(&lines)?;
        let complaints = self.surroundings.complaints.iter();
        let complaints: Vec<String> = complaints
            .map(|complaint| format!("{}.", words::capital(complaint)))
            .collect();
        self.say_all(&complaints)
    }

    /// Says what the reasons rest on, or one of them, by the name of its check or the beginning of its title.
    pub fn say_why(&mut self, name: &str) -> Result<(), Failure> {
        let suggestion = self.weigh();
        let wanted = name.trim().to_lowercase();
        let is_meant = |finding: &&Finding| {
            let title = &Wording::shipped().check(finding.check).title;
            finding.check.to_lowercase() == wanted || title.to_lowercase().starts_with(&wanted)
        };
        let found = suggestion.findings.iter().filter(is_meant);
        let setting = self.surroundings.setting(self.kept.canvas(), self.today());
        let lines: Vec<String> = found
            .flat_map(|finding| why_in_words(finding, &finding.why(&setting, &suggestion)))
            .collect();
        if lines.is_empty() {
            let names = suggestion.findings.iter().map(|finding| finding.check);
            let names: Vec<String> = names.map(str::to_lowercase).collect();
            return self.talk.say(&match names.as_slice() {
                [] => "Nothing speaks for or against it yet.".to_owned(),
                names => format!(
                    "No reason here is called so. There are: {}.",
                    names.join(", ")
                ),
            });
        }
        self.say_all(&lines)
    }

    /// Where the answers already say no, says so once for each new reason and offers the decision.
    ///
    /// Err where the person leaves the question by taking the offer or by a command.
    pub fn offer_decision(&mut self, question: &'static Question) -> Asked<()> {
        let suggestion = self.weigh();
        let is_news = suggestion
            .decided_by
            .iter()
            .any(|reason| !self.offered_no.contains(reason));
        if !suggestion.is_early_no() || !is_news || self.kept.canvas().state() != State::Draft {
            return Ok(());
        }
        self.offered_no = suggestion.decided_by.clone();
        self.talk
            .say("\nYou may already have your answer: say no kindly.")?;
        for reason in suggestion.reasons() {
            self.told.push(reason.check);
            self.talk.say(&in_words(reason))?;
        }
        let prompt =
            "1. Go to the decision now.\n2. Go on with the questions.\nType 1 or 2. Enter goes on.";
        loop {
            let Reply::Line(line) = self.reply(question, prompt, Takes::Nothing)? else {
                continue;
            };
            match line.trim().trim_end_matches('.') {
                "1" => return Err(Leave::Decide.into()),
                "" | "2" => return Ok(()),
                other => self.talk.say(&format!("`{other}` is neither 1 nor 2."))?,
            }
        }
    }
}

/// A reason with its rule, what it read and who said so, and what would mend it.
fn why_in_words(finding: &Finding, why: &Why) -> Vec<String> {
    let head = [in_words(finding), why.rule.to_owned()];
    let reads = why.reads.iter().map(|basis| {
        let by = basis
            .by
            .as_ref()
            .map_or_else(String::new, |by| format!(" ({by})"));
        let at = basis
            .question
            .map_or_else(String::new, |question| format!(", {}", question.id));
        format!("{}: {}{by}{at}", basis.what, basis.says)
    });
    let mend = format!("What would mend it: {}", why.mend);
    head.into_iter().chain(reads).chain([mend]).collect()
}

fn in_words(finding: &Finding) -> String {
    let severity = Wording::shipped().word(finding.severity.code());
    format!("{}: {}", words::capital(severity), finding.message)
}

fn suggestion_in_words(canvas: &Canvas, suggestion: &Suggestion) -> Vec<String> {
    let mut lines = vec![headline(suggestion)];
    let reasons: Vec<String> = suggestion.reasons().map(in_words).collect();
    if !reasons.is_empty() {
        lines.push("Because:".into());
        lines.extend(reasons);
    }
    lines.extend(what_to_do(canvas, suggestion));
    lines.extend(days(suggestion));
    let also: Vec<String> = suggestion.conditions().map(in_words).collect();
    if !also.is_empty() {
        lines.push("Also to bear in mind:".into());
        lines.extend(also);
    }
    if canvas.freedom() == Some(Freedom::Expected) && suggestion.outcome.is_some() {
        let who = canvas.text("cover.asked_by").unwrap_or("whoever asked");
        lines.push(format!(
            "Speak to {} before you reply.",
            words::one_line(who)
        ));
    }
    lines
}

/// The outcome, or why there is none yet.
fn headline(suggestion: &Suggestion) -> String {
    let Some(outcome) = suggestion.outcome else {
        let missing = suggestion.missing.iter();
        let missing = missing
            .filter_map(|id| Question::find(id))
            .filter(|question| question.quick)
            .map(|question| format!("{} ({})", words::words(question).label, question.id));
        let missing: Vec<String> = missing.collect();
        return if missing.is_empty() {
            "No suggestion: you cannot say no, and no kind of value is chosen.".into()
        } else {
            format!("No suggestion yet. Still open: {}", missing.join(" "))
        };
    };
    let words = Wording::shipped().outcome(outcome);
    let on_what = if suggestion.is_provisional {
        ", on what you have told so far"
    } else {
        ""
    };
    format!("Suggested{on_what}: {}. {}", words.name, words.about)
}

/// The lighter form that is offered, what must change first, and which single answers would change it.
fn what_to_do(canvas: &Canvas, suggestion: &Suggestion) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(smaller) = smaller_in_words(canvas, suggestion) {
        lines.push(format!(
            "{smaller} These are planning guesses; your own reviews replace them."
        ));
    }
    if suggestion.outcome == Some(Outcome::NotYet) {
        lines.push("What must change first:".to_owned());
        let reasons = suggestion.reasons();
        lines.extend(reasons.map(|reason| Wording::shipped().check(reason.check).mend.clone()));
    }
    for (heading, turns) in suggestion
        .turns
        .iter()
        .flat_map(|turns| turns.in_words(canvas))
    {
        lines.push(format!("{heading}:"));
        lines.extend(turns);
    }
    lines
}

/// The days that it would take, where they are known.
fn days(suggestion: &Suggestion) -> Option<String> {
    let need = suggestion.capacity.need()?.in_words();
    Some(format!(
        "Days a month, with meetings and care: {}. \
         These are planning guesses; your own reviews replace them.",
        need
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::checks::Severity;

    #[test]
    fn a_finding_is_said_with_the_word_of_its_weight() {
        let finding = Finding {
            check: "TIGHT",
            severity: Severity::Warning,
            leans: None,
            message: "It fits.".into(),
            question: "capacity.people",
        };
        assert_eq!(in_words(&finding), "Caution: It fits.");
    }
}
