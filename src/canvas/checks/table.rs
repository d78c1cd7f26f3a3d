//! Every check, in the order in which findings are shown.

use super::{Case, Check, Hit, days, kinds, ties, worth};

/// One thing that a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// The answer to a question.
    Answer(&'static str),
    /// A column of each row of a question.
    Cell(&'static str, &'static str),
    /// A figure of the capacity arithmetic.
    Figure(Figure),
}

/// A figure that a rule reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Days it takes in all: L.
    Load,
    /// Days the team has: T.
    Team,
    /// Days kept in reserve.
    Reserve,
    /// Days promised to others: K.
    Committed,
    /// Days that agreed stops free: F.
    Freed,
    /// Days that other stops would free: F?.
    CouldFree,
    /// Days that stopping what comes later would free: A.
    LaterFrees,
    /// Months until relationships may be ready: M.
    LeadMonths,
    /// The trust that the tie needs.
    NeededTrust,
    /// How many partners there are: m.
    Partners,
}

const fn check(
    name: &'static str,
    question: &'static str,
    rule: fn(&Case) -> Option<Hit>,
    reads: &'static [Read],
) -> Check {
    Check {
        name,
        question,
        rule,
        reads,
    }
}

/// Every check, in order.
pub static CHECKS: &[Check] = &[
    check(
        "KIND-NONE",
        "value.kind",
        kinds::kind_none,
        &[Read::Answer("value.kind")],
    ),
    check(
        "BELIEF-LOW",
        "purpose.belief",
        worth::belief_low,
        &[Read::Answer("purpose.belief")],
    ),
    check(
        "BELIEF-SPLIT",
        "purpose.belief",
        worth::belief_split,
        &[Read::Answer("purpose.belief")],
    ),
    check(
        "NO-GAIN",
        "value.worth",
        worth::no_gain,
        &[
            Read::Answer("value.worth"),
            Read::Cell("purpose.without", "worth"),
        ],
    ),
    check(
        "THIN-GAIN",
        "value.worth",
        worth::thin_gain,
        &[
            Read::Answer("value.worth"),
            Read::Cell("purpose.without", "worth"),
            Read::Figure(Figure::Load),
            Read::Figure(Figure::Team),
        ],
    ),
    check(
        "GUESSED-VALUE",
        "value.gains",
        worth::guessed_value,
        &[Read::Cell("value.gains", "gain_known")],
    ),
    check(
        "KIND-HEAVY",
        "capacity.closeness",
        kinds::kind_heavy,
        &[
            Read::Answer("value.kind"),
            Read::Answer("value.second"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "KIND-LIGHT",
        "capacity.closeness",
        kinds::kind_light,
        &[
            Read::Answer("value.kind"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "LATE-VOICE",
        "value.voice.sign_off",
        kinds::late_voice,
        &[
            Read::Cell("value.voice.sign_off", "days"),
            Read::Answer("value.voice.moment"),
        ],
    ),
    check(
        "NOBODY-ANSWERS",
        "value.delivery.answerable",
        kinds::nobody_answers,
        &[
            Read::Cell("value.delivery.answerable", "organisation"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "UNSETTLED",
        "value.delivery.answerable",
        kinds::unsettled,
        &[
            Read::Cell("value.delivery.answerable", "settled"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "PLANS-FIXED",
        "value.plans.plans",
        kinds::plans_fixed,
        &[Read::Cell("value.plans.plans", "fixed_by")],
    ),
    check(
        "NO-MOVE",
        "value.plans.moves",
        kinds::no_move,
        &[Read::Cell("value.plans.moves", "will")],
    ),
    check(
        "NOBODY-KNOWS",
        "value.learning.know",
        kinds::nobody_knows,
        &[Read::Cell("value.learning.know", "has")],
    ),
    check(
        "CANDOUR-LOW",
        "value.learning.candour",
        kinds::candour_low,
        &[Read::Answer("value.learning.candour")],
    ),
    check(
        "NOT-PRIORITY",
        "capacity.priority",
        worth::not_priority,
        &[Read::Answer("capacity.priority")],
    ),
    check(
        "OVER-CAPACITY",
        "capacity.people",
        days::over_capacity,
        &[
            Read::Figure(Figure::Load),
            Read::Figure(Figure::Committed),
            Read::Figure(Figure::Freed),
            Read::Figure(Figure::Team),
            Read::Figure(Figure::CouldFree),
            Read::Figure(Figure::LaterFrees),
            Read::Cell("capacity.people", "days"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "TIGHT",
        "capacity.people",
        days::tight,
        &[
            Read::Figure(Figure::Load),
            Read::Figure(Figure::Committed),
            Read::Figure(Figure::Freed),
            Read::Figure(Figure::Team),
            Read::Figure(Figure::Reserve),
            Read::Cell("capacity.people", "days"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "CAPACITY-UNKNOWN",
        "settings",
        days::capacity_unknown,
        &[Read::Figure(Figure::Team)],
    ),
    check(
        "DAYS-NOT-AGREED",
        "capacity.people",
        days::days_not_agreed,
        &[Read::Cell("capacity.people", "agreed")],
    ),
    check(
        "SKILL-LOW",
        "capacity.skill",
        ties::skill_low,
        &[
            Read::Answer("capacity.skill"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "TRUST-GAP",
        "capacity.trust",
        ties::trust_gap,
        &[
            Read::Cell("capacity.trust", "trust"),
            Read::Figure(Figure::NeededTrust),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "TOO-SOON",
        "value.first_win",
        days::too_soon,
        &[
            Read::Cell("value.first_win", "by"),
            Read::Figure(Figure::LeadMonths),
            Read::Answer("capacity.closeness"),
            Read::Cell("capacity.trust", "trust"),
        ],
    ),
    check(
        "CROWD",
        "ownership.coordinator",
        days::crowd,
        &[
            Read::Answer("ownership.coordinator"),
            Read::Figure(Figure::Partners),
        ],
    ),
    check(
        "ONE-PERSON",
        "capacity.people",
        days::one_person,
        &[Read::Cell("capacity.people", "days")],
    ),
    check(
        "UNSEEN",
        "ownership.shaped",
        ties::unseen,
        &[
            Read::Cell("ownership.shaped", "part"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "OWNERSHIP-LOW",
        "ownership.shaped",
        ties::ownership_low,
        &[Read::Cell("ownership.shaped", "feels_theirs")],
    ),
    check(
        "GUESSED-OWNERSHIP",
        "ownership.shaped",
        ties::guessed_ownership,
        &[
            Read::Cell("ownership.shaped", "scored_by"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "OURS-LOW",
        "ownership.ours",
        ties::ours_low,
        &[Read::Answer("ownership.ours")],
    ),
    check(
        "VISION-UNSHARED",
        "ownership.vision",
        ties::vision_unshared,
        &[
            Read::Cell("ownership.vision", "vision"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "NO-DECIDER",
        "ownership.decisions",
        ties::no_decider,
        &[Read::Cell("ownership.decisions", "decides")],
    ),
    check(
        "NO-BRAKE",
        "ownership.decisions",
        ties::no_brake,
        &[Read::Cell("ownership.decisions", "decides")],
    ),
    check(
        "NO-ENDING",
        "ownership.end_date",
        ties::no_ending,
        &[Read::Answer("ownership.end_date")],
    ),
    check(
        "OUTSIDE",
        "ownership.outside",
        ties::outside,
        &[
            Read::Cell("ownership.outside", "then"),
            Read::Answer("ownership.end_date"),
            Read::Answer("capacity.closeness"),
        ],
    ),
    check(
        "MANDATED",
        "purpose.freedom",
        worth::mandated,
        &[Read::Answer("purpose.freedom")],
    ),
];
