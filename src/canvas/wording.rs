//! The words of the questions, the checks and the outcomes, from `assets/wording/en.json`.
//!
//! Whoever improves one of these sentences edits that file and nothing else; a test holds it and the
//! tables together. The words of commands and screens stand beside their code.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::codes::{Coded, Outcome};
use super::question::{Question, Step};

/// All wording of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    steps: BTreeMap<String, StepWords>,
    questions: BTreeMap<String, QuestionWords>,
    checks: BTreeMap<String, CheckWords>,
    outcomes: BTreeMap<String, OptionWords>,
    /// The outcomes that mean something else for what is live.
    outcomes_live: BTreeMap<String, OptionWords>,
    closeness_offer: BTreeMap<String, OfferWords>,
    severity: BTreeMap<String, String>,
    leans: BTreeMap<String, String>,
    /// What letters are called and filled with; their sentences stand in `assets/letters`.
    pub letters: LetterWords,
    reviews: BTreeMap<String, QuestionWords>,
    signals: BTreeMap<String, SignalWords>,
    ranking: RankingWords,
    alone: AloneWords,
}

/// What letters are called and filled with.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LetterWords {
    /// The words of each kind of letter, by its code.
    pub kinds: BTreeMap<String, OptionWords>,
    /// The name of each of the seven parts, by its key.
    pub parts: BTreeMap<String, String>,
    /// What a blank asks for, by the name of what is missing.
    pub blanks: BTreeMap<String, String>,
    /// How each closeness is offered, by its code.
    pub ties: BTreeMap<String, String>,
    /// What each of the parts is for.
    pub about: String,
    /// What is added where the offer has a partner in the lead.
    pub led: String,
    /// The limit of an offer, with its days in braces.
    pub limit: String,
    /// A blank with words that were worked out, in braces; what stands before them marks it.
    pub confirm: String,
    /// How a reason that was written for the record is offered, with `{words}`.
    pub confirm_reason: String,
    /// What is read in place of a letter where none goes with how things stand, by outcome.
    pub unneeded: BTreeMap<String, String>,
}

/// The words of a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepWords {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub about: String,
    /// What one of two people might ask the other, and the other way round.
    pub talk: [String; 2],
}

/// The words of a question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionWords {
    /// Two or three words that name it in a list.
    pub short: String,
    /// The question itself.
    pub label: String,
    /// One sentence that helps to answer.
    pub hint: String,
    /// An answer that somebody might give.
    pub example: String,
    /// Why the question is worth its minute.
    pub why: String,
    /// A word for each of 1 to 5.
    #[serde(default)]
    pub scale: Vec<String>,
    /// The words of each code that may be chosen.
    #[serde(default)]
    pub options: BTreeMap<String, OptionWords>,
    /// The words of each column.
    #[serde(default)]
    pub columns: BTreeMap<String, ColumnWords>,
    /// The names of rows that are offered before anyone has typed.
    #[serde(default)]
    pub offered: BTreeMap<String, String>,
}

/// The words of a column.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnWords {
    /// The heading.
    pub label: String,
    /// The column as a question.
    pub ask: String,
    /// A word for each of 1 to 5.
    #[serde(default)]
    pub scale: Vec<String>,
    /// The words of each code that may be chosen.
    #[serde(default)]
    pub options: BTreeMap<String, OptionWords>,
}

/// The words of one thing that may be chosen.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionWords {
    /// Its name.
    pub name: String,
    /// What helps to choose it, or not.
    pub about: String,
}

/// The words of a check.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckWords {
    /// Two to four words.
    pub title: String,
    /// What it says when it fires, with names in braces to fill.
    pub message: String,
    /// What it says instead, by case: `many` where several qualify, `required` where we are not free to say
    /// no, and the check's own.
    #[serde(default)]
    pub otherwise: BTreeMap<String, String>,
    /// The rule in a sentence.
    pub rule: String,
    /// What would change it.
    pub mend: String,
}

/// The words of a signal that check-ins give.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalWords {
    /// Two to four words.
    pub title: String,
    /// What it says, with names in braces to fill.
    pub message: String,
    /// What it says where it is raised for its other reason, or a name is missing.
    pub otherwise: Option<String>,
    /// What it says for that other reason when only one person has said so.
    pub one: Option<String>,
    /// The rule in a sentence.
    pub rule: String,
}

/// The words of a lighter form that is offered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferWords {
    /// How its sentence begins.
    #[serde(rename = "as")]
    pub doing: String,
}

/// The words of a ranking.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingWords {
    /// The challenges that are offered, in the order in which they are listed.
    pub challenges: Vec<String>,
    /// What to say of each degree of agreement, by its code.
    agreement: BTreeMap<String, String>,
}

/// The words of answers given alone and revealed together.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AloneWords {
    /// What hiding an answer is worth.
    pub courtesy: String,
    /// What to talk about where all say the same.
    pub same: String,
    /// What to talk about where answers are next to each other.
    pub close: String,
    /// What to talk about where only one has answered.
    pub only_one: String,
    /// What to talk about where scores lie apart, with the names at both ends in braces.
    pub scale: String,
    /// What to talk about where choices differ.
    pub choice: String,
    /// What to talk about where answers to a question differ, by the question's id.
    pub questions: BTreeMap<String, String>,
}

impl RankingWords {
    /// What to say of how far people agree.
    pub fn agreement(&self, agreement: super::ranking::standing::Agreement) -> &str {
        &self.agreement[agreement.code()]
    }
}

impl Wording {
    /// The wording that is built in.
    pub fn shipped() -> &'static Wording {
        static SHIPPED: OnceLock<Wording> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let text = include_str!("../../assets/wording/en.json");
            serde_json::from_str(text).expect("a test reads the built-in wording")
        })
    }

    /// The words of a step.
    pub fn step(&self, step: Step) -> &StepWords {
        &self.steps[step.key()]
    }

    /// The words of a signal, by its name.
    pub fn signal(&self, name: &str) -> &SignalWords {
        &self.signals[name]
    }

    /// The words of a question, of the canvas or of a check-in.
    pub fn question(&self, question: &Question) -> &QuestionWords {
        let words = self.questions.get(question.id);
        words.unwrap_or_else(|| &self.reviews[question.id])
    }

    /// The words of a check, by its name.
    pub fn check(&self, name: &str) -> &CheckWords {
        &self.checks[name]
    }

    /// The words of an outcome.
    pub fn outcome(&self, outcome: Outcome) -> &OptionWords {
        &self.outcomes[outcome.code()]
    }

    /// The words of an outcome for what is live or is not: one does not say no to what is done already.
    pub fn outcome_of(&self, is_live: bool, outcome: Outcome) -> &OptionWords {
        let live = self.outcomes_live.get(outcome.code()).filter(|_| is_live);
        live.unwrap_or_else(|| self.outcome(outcome))
    }

    /// How the offer of a closeness begins, such as `Lining up plans`.
    pub fn offer(&self, closeness: super::codes::Closeness) -> &str {
        &self.closeness_offer[closeness.code()].doing
    }

    /// The shown word of a severity or a lean, by its code.
    pub fn word(&self, code: &str) -> &str {
        self.severity
            .get(code)
            .or_else(|| self.leans.get(code))
            .map_or("", String::as_str)
    }

    /// The words of a code, wherever the question offers it: itself or in a column.
    pub fn option(&self, question: &Question, code: &str) -> Option<&OptionWords> {
        let words = self.question(question);
        let columns = words.columns.values().map(|column| &column.options);
        std::iter::once(&words.options)
            .chain(columns)
            .find_map(|options| options.get(code))
    }

    /// The words of a ranking.
    pub fn ranking(&self) -> &RankingWords {
        &self.ranking
    }

    /// The words of answers given alone and revealed together.
    pub fn alone(&self) -> &AloneWords {
        &self.alone
    }

    /// The words of a column.
    pub fn column(&self, question: &Question, column: &str) -> &ColumnWords {
        &self.question(question).columns[column]
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::CHECKS;
    use super::super::codes::Closeness;
    use super::super::question::{AnswerType, Cell, QUESTIONS};
    use super::super::review::{ENDING_NOTE, REVIEW};
    use super::*;

    #[test]
    fn every_question_column_and_code_has_words() {
        let wording = Wording::shipped();
        assert_eq!(wording.questions.len(), QUESTIONS.len());
        assert_eq!(wording.reviews.len(), REVIEW.len() + 1);
        let of_reviews = REVIEW.iter().map(|asked| &asked.question);
        for question in QUESTIONS.iter().chain(of_reviews).chain([&ENDING_NOTE]) {
            let words = wording.question(question);
            match &question.answer {
                AnswerType::Choice(codes) => same_codes(codes, &words.options, question.id),
                AnswerType::Scale | AnswerType::VoiceScale => assert_eq!(words.scale.len(), 5),
                AnswerType::Scales(columns) => columns_have_words(columns, words, question.id),
                AnswerType::Rows(table) => {
                    let asked: Vec<_> = table.asked().copied().collect();
                    columns_have_words(&asked, words, question.id);
                    assert!(
                        table
                            .offered()
                            .iter()
                            .all(|key| words.offered.contains_key(*key))
                    );
                }
                _ => {}
            }
        }
    }

    fn columns_have_words(
        columns: &[super::super::question::Column],
        words: &QuestionWords,
        id: &str,
    ) {
        assert_eq!(columns.len(), words.columns.len(), "{id}");
        for column in columns {
            let found = words.columns.get(column.id).expect(id);
            match column.cell {
                Cell::Choice(codes) => same_codes(codes, &found.options, id),
                Cell::Scale => assert_eq!(found.scale.len(), 5, "{id}"),
                _ => {}
            }
        }
    }

    fn same_codes(codes: &[&str], options: &BTreeMap<String, OptionWords>, id: &str) {
        assert_eq!(codes.len(), options.len(), "{id}");
        assert!(codes.iter().all(|code| options.contains_key(*code)), "{id}");
    }

    #[test]
    fn what_there_is_to_talk_about_is_about_questions_that_are_answered_alone() {
        for id in Wording::shipped().alone.questions.keys() {
            let question = Question::find(id).expect(id);
            assert!(question.may_be_answered_alone(), "{id}");
        }
    }

    #[test]
    fn every_step_check_outcome_and_closeness_has_words() {
        let wording = Wording::shipped();
        assert!(
            Step::ALL
                .iter()
                .all(|step| wording.steps.contains_key(step.key()))
        );
        assert_eq!(wording.checks.len(), CHECKS.len());
        assert!(
            CHECKS
                .iter()
                .all(|check| wording.checks.contains_key(check.name))
        );
        assert!(
            Outcome::CODES
                .iter()
                .all(|code| wording.outcomes.contains_key(*code))
        );
        assert!(
            Closeness::CODES
                .iter()
                .all(|code| wording.closeness_offer.contains_key(*code))
        );
    }
}
