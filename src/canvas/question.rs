//! The question table: the one list that guide, prompts, `get` and `set`, exports and merge walk.
//!
//! Identifiers, types and needs are fixed by the file format; the words shown to people are in
//! [`super::wording`].

use super::codes::{
    self, Closeness, Coded, Coordinator, Freedom, GainKnown, Kind, Outcome, Part, Priority,
};

/// The six parts of a canvas, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Title, partners and who is asking.
    Cover,
    /// What should be different, and whether partners are needed for it.
    Purpose,
    /// Which kind of value, and what that kind asks for.
    Value,
    /// Days, trust, closeness and priority.
    Capacity,
    /// Whose plan it is, who decides, how it ends.
    Ownership,
    /// What is decided, and why.
    Decision,
}

impl Step {
    /// Every step in order.
    pub const ALL: [Step; 6] = [
        Step::Cover,
        Step::Purpose,
        Step::Value,
        Step::Capacity,
        Step::Ownership,
        Step::Decision,
    ];

    /// The key of this step in the file and the first part of its questions' ids.
    pub fn key(self) -> &'static str {
        match self {
            Step::Cover => "cover",
            Step::Purpose => "purpose",
            Step::Value => "value",
            Step::Capacity => "capacity",
            Step::Ownership => "ownership",
            Step::Decision => "decision",
        }
    }
}

/// One question of the canvas.
#[derive(Debug)]
pub struct Question {
    /// Its name in files, scripts and messages; never changes.
    pub id: &'static str,
    /// The step it belongs to.
    pub step: Step,
    /// What an answer may be.
    pub answer: AnswerType,
    /// Whether a full canvas needs it.
    pub essential: bool,
    /// Whether the quick look asks it too.
    pub quick: bool,
    /// The kind of value that it follows up, or None where every canvas asks it.
    pub follows: Option<Kind>,
}

/// What an answer may be.
#[derive(Debug)]
pub enum AnswerType {
    /// One line of text.
    Line,
    /// Text of several lines.
    Text,
    /// A calendar day.
    Date,
    /// A whole number from 1 to 5.
    Scale,
    /// A whole number from 1 to 5 from each voice, kept with the voice.
    VoiceScale,
    /// One code of a list.
    Choice(&'static [&'static str]),
    /// Several scales under one question, each with a name.
    Scales(&'static [Column]),
    /// Rows of a table.
    Rows(Table),
}

/// The columns that a question asks of each row, and where the rows are kept.
#[derive(Debug)]
pub struct Table {
    /// Where the rows are kept.
    pub place: Place,
    /// The columns in order.
    pub columns: &'static [Column],
    /// What one row must have before the question counts as answered.
    pub complete: Complete,
}

/// Where the rows of a question are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a list of the question's own.
    Own,
    /// In the partner table, which several questions share.
    Partners,
    /// In the list of voices.
    Voices,
}

/// What a row must have before its question counts as answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Complete {
    /// All of these columns.
    All(&'static [&'static str]),
    /// At least one of these columns.
    Any(&'static [&'static str]),
    /// A kind other than `do_nothing`, and a worth.
    OtherWay,
}

/// One column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its key in a row.
    pub id: &'static str,
    /// What a cell may be.
    pub cell: Cell,
}

/// What a cell may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// One line of text.
    Line,
    /// A list of names.
    Names,
    /// A whole number from 1 to 5.
    Scale,
    /// A number from 0 to 1,000,000, such as days a month.
    Number,
    /// Yes or no.
    YesNo,
    /// A calendar day.
    Date,
    /// One code of a list.
    Choice(&'static [&'static str]),
    /// The key of an offered row; nobody types it.
    Key(&'static [&'static str]),
}

const fn column(id: &'static str, cell: Cell) -> Column {
    Column { id, cell }
}

const fn line(id: &'static str) -> Column {
    column(id, Cell::Line)
}

const fn question(step: Step, id: &'static str, answer: AnswerType) -> Question {
    Question {
        id,
        step,
        answer,
        essential: false,
        quick: false,
        follows: None,
    }
}

const fn rows(columns: &'static [Column], complete: Complete) -> AnswerType {
    AnswerType::Rows(Table {
        place: Place::Own,
        columns,
        complete,
    })
}

const fn partners(columns: &'static [Column], complete: &'static [&'static str]) -> AnswerType {
    AnswerType::Rows(Table {
        place: Place::Partners,
        columns,
        complete: Complete::All(complete),
    })
}

impl Question {
    const fn essential(mut self) -> Self {
        self.essential = true;
        self
    }

    const fn quick(mut self) -> Self {
        self.quick = true;
        self
    }

    const fn after(mut self, kind: Kind) -> Self {
        self.follows = Some(kind);
        self
    }

    /// The question of an id.
    pub fn find(id: &str) -> Option<&'static Question> {
        QUESTIONS.iter().find(|question| question.id == id)
    }

    /// The keys that lead to the answer in the file, such as `value`, `voice`, `audience`.
    pub fn path(&self) -> impl Iterator<Item = &'static str> {
        self.id.split('.')
    }

    /// The table, where the question is answered in rows.
    pub fn table(&self) -> Option<&Table> {
        match &self.answer {
            AnswerType::Rows(table) => Some(table),
            _ => None,
        }
    }
}

impl Table {
    /// The column of an id.
    pub fn column(&self, id: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The columns that people fill in, which leaves out the keys of offered rows.
    pub fn asked(&self) -> impl Iterator<Item = &'static Column> + use<> {
        self.columns
            .iter()
            .filter(|column| !matches!(column.cell, Cell::Key(_)))
    }

    /// The keys of the rows that the question offers before anyone has typed.
    pub fn offered(&self) -> &'static [&'static str] {
        let keys = self.columns.iter().find_map(|column| match column.cell {
            Cell::Key(keys) => Some(keys),
            _ => None,
        });
        keys.unwrap_or(&[])
    }
}

use AnswerType::{Choice, Date, Line, Scale, Scales, Text, VoiceScale};
use Step::{Capacity, Cover, Decision, Ownership, Purpose, Value};

/// Every question in canvas order.
pub static QUESTIONS: &[Question] = &[
    question(Cover, "cover.title", Line).essential().quick(),
    question(Cover, "cover.our_organisation", Line),
    question(Cover, "cover.asked_by", Line),
    question(Cover, "cover.reply_by", Date),
    question(
        Cover,
        "cover.partners",
        partners(&[line("organisation"), line("contact")], &["organisation"]),
    )
    .essential()
    .quick(),
    question(
        Cover,
        "cover.voices",
        AnswerType::Rows(Table {
            place: Place::Voices,
            columns: &[line("name"), line("organisation")],
            complete: Complete::All(&["name"]),
        }),
    ),
    question(Purpose, "purpose.change", Text)
        .essential()
        .quick(),
    question(Purpose, "purpose.noticed_by", Text).essential(),
    question(
        Purpose,
        "purpose.without",
        rows(
            &[
                line("way"),
                column("kind", Cell::Choice(codes::WAYS)),
                column("worth", Cell::Scale),
                column("days", Cell::Number),
            ],
            Complete::OtherWay,
        ),
    )
    .essential()
    .quick(),
    question(Purpose, "purpose.belief", VoiceScale)
        .essential()
        .quick(),
    question(Purpose, "purpose.quality", Text).essential(),
    question(Purpose, "purpose.freedom", Choice(Freedom::CODES))
        .essential()
        .quick(),
    question(Value, "value.kind", Choice(Kind::CODES))
        .essential()
        .quick(),
    question(Value, "value.second", Choice(SECOND_KINDS)),
    question(
        Value,
        "value.gains",
        partners(
            &[
                line("gain"),
                column("gain_known", Cell::Choice(GainKnown::CODES)),
            ],
            &["gain"],
        ),
    )
    .essential(),
    question(Value, "value.worth", Scale).essential().quick(),
    question(
        Value,
        "value.first_win",
        rows(
            &[line("win"), column("by", Cell::Date), line("seen_by")],
            Complete::All(&["win", "by"]),
        ),
    )
    .essential(),
    question(Value, "value.sign", Text).essential(),
    question(Value, "value.voice.audience", Text)
        .essential()
        .after(Kind::SharedVoice),
    question(Value, "value.voice.message", Text)
        .essential()
        .after(Kind::SharedVoice),
    question(
        Value,
        "value.voice.sign_off",
        rows(
            &[
                line("organisation"),
                line("who"),
                column("days", Cell::Number),
            ],
            Complete::All(&["organisation", "who"]),
        ),
    )
    .essential()
    .after(Kind::SharedVoice),
    question(Value, "value.voice.limits", Text).after(Kind::SharedVoice),
    question(Value, "value.voice.moment", Date)
        .essential()
        .after(Kind::SharedVoice),
    question(Value, "value.delivery.thing", Text)
        .essential()
        .after(Kind::SharedDelivery),
    question(
        Value,
        "value.delivery.parts",
        rows(
            &[line("part"), line("lead"), line("gives")],
            Complete::All(&["part", "lead"]),
        ),
    )
    .essential()
    .after(Kind::SharedDelivery),
    question(Value, "value.delivery.test", Text)
        .essential()
        .after(Kind::SharedDelivery),
    question(
        Value,
        "value.delivery.answerable",
        rows(
            &[line("risk"), line("organisation")],
            Complete::All(&["risk", "organisation"]),
        ),
    )
    .essential()
    .after(Kind::SharedDelivery),
    question(Value, "value.delivery.after", Text).after(Kind::SharedDelivery),
    question(
        Value,
        "value.plans.plans",
        rows(
            &[
                line("organisation"),
                line("plan"),
                column("fixed_by", Cell::Date),
            ],
            Complete::All(&["organisation", "plan"]),
        ),
    )
    .essential()
    .after(Kind::AlignedPlans),
    question(Value, "value.plans.overlap", Text)
        .essential()
        .after(Kind::AlignedPlans),
    question(
        Value,
        "value.plans.moves",
        rows(
            &[line("organisation"), line("will")],
            Complete::All(&["organisation", "will"]),
        ),
    )
    .essential()
    .after(Kind::AlignedPlans),
    question(Value, "value.plans.news", Text).after(Kind::AlignedPlans),
    question(Value, "value.learning.question", Text)
        .essential()
        .after(Kind::SharedLearning),
    question(
        Value,
        "value.learning.know",
        rows(
            &[line("topic"), line("has"), line("wants")],
            Complete::All(&["topic"]),
        ),
    )
    .essential()
    .after(Kind::SharedLearning),
    question(Value, "value.learning.way", Choice(codes::LEARNING_WAYS))
        .essential()
        .after(Kind::SharedLearning),
    question(Value, "value.learning.candour", Scale).after(Kind::SharedLearning),
    question(Value, "value.learning.use", Text)
        .essential()
        .after(Kind::SharedLearning),
    question(Value, "value.none.instead", Choice(codes::INSTEAD))
        .essential()
        .after(Kind::None),
    question(Value, "value.none.change_mind", Text).after(Kind::None),
    question(
        Value,
        "value.none.tell",
        rows(
            &[line("person"), column("by", Cell::Date), line("how")],
            Complete::All(&["person"]),
        ),
    )
    .essential()
    .after(Kind::None),
    question(
        Capacity,
        "capacity.people",
        rows(
            &[
                line("person"),
                line("role"),
                column("days", Cell::Number),
                column("agreed", Cell::YesNo),
            ],
            Complete::All(&["days"]),
        ),
    )
    .essential()
    .quick(),
    question(
        Capacity,
        "capacity.trust",
        partners(
            &[
                column("trust", Cell::Scale),
                column("worked_before", Cell::YesNo),
            ],
            &["trust"],
        ),
    )
    .essential()
    .quick(),
    question(Capacity, "capacity.closeness", Choice(Closeness::CODES))
        .essential()
        .quick(),
    question(Capacity, "capacity.priority", Choice(Priority::CODES))
        .essential()
        .quick(),
    question(
        Capacity,
        "capacity.stops",
        rows(
            &[
                line("what"),
                column("days", Cell::Number),
                column("agreed", Cell::YesNo),
            ],
            Complete::All(&["what"]),
        ),
    ),
    question(
        Capacity,
        "capacity.skill",
        Scales(&[
            column("skills", Cell::Scale),
            column("mindset", Cell::Scale),
            column("process", Cell::Scale),
        ]),
    ),
    question(
        Ownership,
        "ownership.shaped",
        partners(
            &[
                line("shaped_by"),
                column("part", Cell::Choice(Part::CODES)),
                column("feels_theirs", Cell::Scale),
                column("scored_by", Cell::Choice(codes::SCORED_BY)),
            ],
            &["part"],
        ),
    )
    .essential(),
    question(
        Ownership,
        "ownership.needs",
        partners(&[line("needs"), line("pulls_against")], &["needs"]),
    )
    .essential(),
    question(
        Ownership,
        "ownership.decisions",
        rows(
            &[
                column("key", Cell::Key(codes::DECISION_KEYS)),
                line("decision"),
                line("recommends"),
                column("decides", Cell::Names),
                line("must_agree"),
            ],
            Complete::Any(&["key", "decision"]),
        ),
    )
    .essential(),
    question(
        Ownership,
        "ownership.coordinator",
        Choice(Coordinator::CODES),
    )
    .essential(),
    question(Ownership, "ownership.end_date", Date).essential(),
    question(Ownership, "ownership.parting", Text),
    question(
        Decision,
        "decision.failed",
        rows(
            &[line("cause"), line("early_sign"), line("response")],
            Complete::All(&["cause"]),
        ),
    ),
    question(Decision, "decision.choice", Choice(Outcome::CODES))
        .essential()
        .quick(),
    question(Decision, "decision.reason", Text)
        .essential()
        .quick(),
    question(
        Decision,
        "decision.next_steps",
        rows(
            &[line("action"), line("who"), column("by", Cell::Date)],
            Complete::All(&["action"]),
        ),
    )
    .essential(),
    question(Decision, "decision.review_on", Date).essential(),
    question(Decision, "decision.telling", Choice(codes::TELLING)),
];

/// The kinds that may come second: the four that create value.
const SECOND_KINDS: &[&str] = &[
    "shared_voice",
    "shared_delivery",
    "aligned_plans",
    "shared_learning",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_unique_and_starts_with_its_step() {
        for (index, question) in QUESTIONS.iter().enumerate() {
            assert!(
                question
                    .id
                    .starts_with(&format!("{}.", question.step.key())),
                "{}",
                question.id
            );
            assert!(
                QUESTIONS[..index]
                    .iter()
                    .all(|earlier| earlier.id != question.id)
            );
        }
    }

    #[test]
    fn steps_follow_each_other_in_canvas_order() {
        assert!(QUESTIONS.is_sorted_by_key(|question| question.step));
    }

    #[test]
    fn the_quick_look_asks_twelve_questions_and_the_decision() {
        let quick: Vec<_> = QUESTIONS.iter().filter(|question| question.quick).collect();
        assert_eq!(quick.len(), 14);
        assert_eq!(
            quick
                .iter()
                .filter(|question| question.step == Decision)
                .count(),
            2
        );
    }

    #[test]
    fn what_completes_a_row_is_among_its_columns() {
        for table in QUESTIONS.iter().filter_map(Question::table) {
            let (Complete::All(ids) | Complete::Any(ids)) = table.complete else {
                continue;
            };
            assert!(ids.iter().all(|id| table.column(id).is_some()), "{ids:?}");
        }
    }
}
