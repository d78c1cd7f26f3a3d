//! Every question in canvas order.

use super::super::codes::{
    self, Closeness, Coded, Coordinator, Freedom, GainKnown, Kind, Outcome, Part, Priority, Vision,
};
use super::AnswerType::{Choice, Date, Line, Number, Scale, Scales, Text, VoiceScale};
use super::Step::{Capacity, Cover, Decision, Ownership, Purpose, Value};
use super::{AnswerType, Cell, Column, Complete, Place, Question, Step, Table};

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
        needed_at: &[],
        goes_with: None,
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
                line("brings"),
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
            &[
                column("key", Cell::Key(codes::RISK_KEYS)),
                line("risk"),
                line("organisation"),
                column("settled", Cell::YesNo),
            ],
            Complete::With(&["organisation"], &["key", "risk"]),
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
    question(Ownership, "ownership.ours", Scale).essential(),
    question(
        Ownership,
        "ownership.vision",
        partners(
            &[column("vision", Cell::Choice(Vision::CODES))],
            &["vision"],
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
            Complete::With(&[], &["key", "decision"]),
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
    question(
        Ownership,
        "ownership.outside",
        rows(
            &[line("what"), column("by", Cell::Date), line("then")],
            Complete::All(&["what"]),
        ),
    )
    .essential_at(&[Closeness::ShareResources, Closeness::ActAsOne]),
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
    question(Decision, "decision.offer", Text).with(Outcome::GoAheadSmaller),
    question(Decision, "decision.days", Number).with(Outcome::GoAheadSmaller),
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
            let (all, any) = match table.complete {
                Complete::All(ids) => (ids, &[][..]),
                Complete::With(all, any) => (all, any),
                Complete::OtherWay => continue,
            };
            let mut ids = all.iter().chain(any);
            assert!(ids.all(|id| table.column(id).is_some()), "{all:?} {any:?}");
        }
    }
}
