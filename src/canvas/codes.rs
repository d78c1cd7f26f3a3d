//! The codes that rules depend on, each as a type.

use serde::{Deserialize, Serialize};

/// A closed list of answers, each kept in the file as a code.
pub trait Coded: Copy + PartialEq + 'static {
    /// Every value, in the order in which they are offered.
    const ALL: &'static [Self];
    /// The code of each value of [`Coded::ALL`], in the same order.
    const CODES: &'static [&'static str];

    /// The code as the file holds it.
    fn code(self) -> &'static str {
        let index = Self::ALL.iter().position(|one| *one == self);
        Self::CODES[index.expect("every value stands in ALL")]
    }

    /// The value of a code, or None where the list does not have it.
    fn from_code(code: &str) -> Option<Self> {
        let index = Self::CODES.iter().position(|one| *one == code)?;
        Some(Self::ALL[index])
    }
}

/// How free we are to say no (`purpose.freedom`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freedom {
    /// Nothing but the question itself.
    Free,
    /// A no would be noticed.
    Expected,
    /// A rule or contract leaves no choice.
    Required,
}

impl Coded for Freedom {
    const ALL: &'static [Self] = &[Self::Free, Self::Expected, Self::Required];
    const CODES: &'static [&'static str] = &["free", "expected", "required"];
}

/// The kind of value a collaboration creates; the first four come from Kaleidoscope Health & Care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Amplify what partners say.
    SharedVoice,
    /// Develop, test and run something together.
    SharedDelivery,
    /// Avoid duplication, complement each other.
    AlignedPlans,
    /// Pass on what works, avoid repeating mistakes.
    SharedLearning,
    /// Collaboration is not the answer.
    None,
}

impl Coded for Kind {
    const ALL: &'static [Self] = &[
        Self::SharedVoice,
        Self::SharedDelivery,
        Self::AlignedPlans,
        Self::SharedLearning,
        Self::None,
    ];
    const CODES: &'static [&'static str] = &[
        "shared_voice",
        "shared_delivery",
        "aligned_plans",
        "shared_learning",
        "none",
    ];
}

/// How close the tie must be (`capacity.closeness`), lightest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Closeness {
    /// News now and then.
    KeepInTouch,
    /// Plans that fit each other.
    LineUpPlans,
    /// People, money or data in one pot.
    ShareResources,
    /// One team, one plan.
    ActAsOne,
}

impl Coded for Closeness {
    const ALL: &'static [Self] = &[
        Self::KeepInTouch,
        Self::LineUpPlans,
        Self::ShareResources,
        Self::ActAsOne,
    ];
    const CODES: &'static [&'static str] = &[
        "keep_in_touch",
        "line_up_plans",
        "share_resources",
        "act_as_one",
    ];
}

/// Where the collaboration stands on our own list (`capacity.priority`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// Among the first three.
    TopThree,
    /// On the list.
    OnTheList,
    /// Not there at all.
    NotOnTheList,
}

impl Coded for Priority {
    const ALL: &'static [Self] = &[Self::TopThree, Self::OnTheList, Self::NotOnTheList];
    const CODES: &'static [&'static str] = &["top_three", "on_the_list", "not_on_the_list"];
}

/// Who keeps it moving (`ownership.coordinator`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Coordinator {
    /// We do.
    Us,
    /// One partner does.
    APartner,
    /// Everyone does a share.
    SharedByEveryone,
    /// Somebody paid, or neutral.
    PaidOrNeutral,
}

impl Coded for Coordinator {
    const ALL: &'static [Self] = &[
        Self::Us,
        Self::APartner,
        Self::SharedByEveryone,
        Self::PaidOrNeutral,
    ];
    const CODES: &'static [&'static str] =
        &["us", "a_partner", "shared_by_everyone", "paid_or_neutral"];
}

/// What part a partner had in shaping the plan (`part` of the partner table).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Wrote it with us.
    WroteItWithUs,
    /// Commented on it.
    Commented,
    /// Has seen it.
    SeenIt,
    /// Has not seen it.
    NotSeen,
}

impl Coded for Part {
    const ALL: &'static [Self] = &[
        Self::WroteItWithUs,
        Self::Commented,
        Self::SeenIt,
        Self::NotSeen,
    ];
    const CODES: &'static [&'static str] =
        &["wrote_it_with_us", "commented", "seen_it", "not_seen"];
}

/// How we know what a partner gets (`gain_known` of the partner table).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GainKnown {
    /// They said so.
    TheyToldUs,
    /// We suppose so.
    OurGuess,
}

impl Coded for GainKnown {
    const ALL: &'static [Self] = &[Self::TheyToldUs, Self::OurGuess];
    const CODES: &'static [&'static str] = &["they_told_us", "our_guess"];
}

/// Whether a partner would say the same as we do (`vision` of the partner table).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vision {
    /// In the same words.
    Agreed,
    /// Roughly the same.
    Roughly,
    /// Nobody has asked them.
    NotAsked,
    /// They would say something else.
    Differs,
}

impl Coded for Vision {
    const ALL: &'static [Self] = &[Self::Agreed, Self::Roughly, Self::NotAsked, Self::Differs];
    const CODES: &'static [&'static str] = &["agreed", "roughly", "not_asked", "differs"];
}

/// Whether the first win came (`first_win` of a review).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FirstWin {
    /// It came.
    Yes,
    /// It came late, or is late.
    Late,
    /// It did not come.
    No,
}

impl Coded for FirstWin {
    const ALL: &'static [Self] = &[Self::Yes, Self::Late, Self::No];
    const CODES: &'static [&'static str] = &["yes", "late", "no"];
}

/// Whether the work is as good as was agreed (`quality` of a review).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// It is.
    Yes,
    /// It is getting worse.
    Slipping,
    /// It is not.
    No,
}

impl Coded for Quality {
    const ALL: &'static [Self] = &[Self::Yes, Self::Slipping, Self::No];
    const CODES: &'static [&'static str] = &["yes", "slipping", "no"];
}

/// What may be decided, and what is suggested, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    /// Go ahead as planned.
    GoAhead,
    /// Go ahead with something smaller.
    GoAheadSmaller,
    /// Not yet, with what must change.
    NotYet,
    /// Say no, kindly.
    SayNoKindly,
}

impl Coded for Outcome {
    const ALL: &'static [Self] = &[
        Self::GoAhead,
        Self::GoAheadSmaller,
        Self::NotYet,
        Self::SayNoKindly,
    ];
    const CODES: &'static [&'static str] =
        &["go_ahead", "go_ahead_smaller", "not_yet", "say_no_kindly"];
}

impl Outcome {
    /// True where the work starts, in full or smaller.
    pub fn goes_ahead(self) -> bool {
        matches!(self, Self::GoAhead | Self::GoAheadSmaller)
    }
}

/// True for a list that goes from one end to another, so that neighbours are close.
pub fn are_in_order(codes: &[&str]) -> bool {
    let ordered = [
        Freedom::CODES,
        Closeness::CODES,
        Priority::CODES,
        Part::CODES,
        Outcome::CODES,
    ];
    ordered.contains(&codes)
}

/// The place in an ordered list at which something else is said, so that neighbours across it are not
/// close: it goes ahead or not, it is on the list or not, they have seen it or not, we may say no or not.
pub fn parts_at(codes: &[&str]) -> Option<usize> {
    let first = [
        (Outcome::CODES, Outcome::NotYet.code()),
        (Priority::CODES, Priority::NotOnTheList.code()),
        (Part::CODES, Part::NotSeen.code()),
        (Freedom::CODES, Freedom::Required.code()),
    ];
    let (_, first) = first.iter().find(|(list, _)| *list == codes)?;
    codes.iter().position(|code| code == first)
}

/// Ways to do without partners (`kind` of a row of `purpose.without`).
pub const WAYS: &[&str] = &["alone", "buy_in", "existing_group", DO_NOTHING];
/// The way that is no other way: it does not answer `purpose.without`.
pub const DO_NOTHING: &str = "do_nothing";
/// How learning moves (`value.learning.way`).
pub const LEARNING_WAYS: &[&str] = &[
    "visit",
    "regular_call",
    "written_case",
    "shared_data",
    "swap_staff",
];
/// What to do where collaboration is not the answer (`value.none.instead`).
pub const INSTEAD: &[&str] = &[
    "do_it_alone",
    "buy_it_in",
    "support_existing_group",
    "leave_it",
];
/// Who gave a partner's score of ownership (`scored_by` of the partner table).
pub const SCORED_BY: &[&str] = &[THEM, US];
/// They gave it themselves.
pub const THEM: &str = "them";
/// We gave it for them.
pub const US: &str = "us";
/// How a decision is told (`decision.telling`).
pub const TELLING: &[&str] = &["call_then_letter", "letter", "in_the_room"];
/// The decisions that `ownership.decisions` offers, as keys of its rows.
pub const DECISION_KEYS: &[&str] = &["agree_plan", "spend_money", "speak_for_all", PAUSE_OR_STOP];
/// The key of the row that says who can stop.
pub const PAUSE_OR_STOP: &str = "pause_or_stop";
/// What somebody must answer for (`value.delivery.answerable`), as keys of its rows.
pub const RISK_KEYS: &[&str] = &["safety", "information", "money"];
/// What becomes of a thing that a review looked at (`choice` of a row of `keep`).
pub const KEEPING: &[&str] = &["keep", "change", "stop"];

#[cfg(test)]
mod tests {
    use super::*;

    fn every_code_comes_back<C: Coded + std::fmt::Debug>() {
        assert_eq!(C::ALL.len(), C::CODES.len());
        for one in C::ALL {
            assert_eq!(C::from_code(one.code()), Some(*one));
        }
        assert_eq!(C::from_code("no such code"), None);
    }

    #[test]
    fn each_list_has_one_code_for_each_value() {
        every_code_comes_back::<Freedom>();
        every_code_comes_back::<Kind>();
        every_code_comes_back::<Closeness>();
        every_code_comes_back::<Priority>();
        every_code_comes_back::<Coordinator>();
        every_code_comes_back::<Part>();
        every_code_comes_back::<GainKnown>();
        every_code_comes_back::<Vision>();
        every_code_comes_back::<FirstWin>();
        every_code_comes_back::<Quality>();
        every_code_comes_back::<Outcome>();
    }
}
