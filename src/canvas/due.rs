//! What is due on a canvas: replies, reviews, first wins, ends, next steps, dates to look again.

use std::borrow::Cow;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::checks::Severity;
use super::codes::{FirstWin, Outcome};
use super::letter::is_our_own_idea;
use super::review::signals::signals;
use super::wording::Wording;
use super::{Canvas, State, when};

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum DueKind {
    /// An answer to whoever asked.
    Reply,
    /// A check-in.
    Review,
    /// A first win whose day has passed, and no check-in says that it came.
    FirstWin,
    /// An end or a renewal that is near.
    End,
    /// A next step that no check-in has looked back on.
    NextStep,
    /// A "not yet", or a no, that was to be looked at again.
    LookAgain,
    /// Something that the last check-in asks for.
    Signal,
}

impl DueKind {
    /// The code in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Review => "review",
            Self::FirstWin => "first_win",
            Self::End => "end",
            Self::NextStep => "next_step",
            Self::LookAgain => "look_again",
            Self::Signal => "signal",
        }
    }

    /// What it is, in a few words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply owed",
            Self::Review => "review",
            Self::FirstWin => "first win passed",
            Self::End => "end or renew",
            Self::NextStep => "next step",
            Self::LookAgain => "look again",
            Self::Signal => "the review says",
        }
    }
}

/// One thing that is due on a canvas.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due<'a> {
    /// What it is.
    pub kind: DueKind,
    /// Its day.
    pub on: Date,
    /// Whom or what it is about; may be empty.
    #[serde(borrow)]
    pub about: Cow<'a, str>,
}

impl Due<'_> {
    /// True where it is due on a day.
    ///
    /// Replies are due from the start, and what the last check-in asks for; reviews and next steps from two
    /// weeks ahead, ends and renewals from two months ahead; the rest once its day has come.
    pub fn is_due(&self, today: Date) -> bool {
        match self.kind {
            DueKind::Reply | DueKind::Signal => true,
            DueKind::Review | DueKind::NextStep => self.on <= today.saturating_add(14.days()),
            DueKind::FirstWin => self.on < today,
            DueKind::End => self.on <= when::add_months(today, 2.0),
            DueKind::LookAgain => self.on <= today,
        }
    }
}

/// What is due on a canvas, or will be, in the order of the days.
///
/// A reply is due also of what does not go ahead as it was asked for, until a letter was sent or people have
/// looked back on it together.
pub fn due(canvas: &Canvas) -> Vec<Due<'_>> {
    let mut found = match canvas.state() {
        State::Draft => reply(canvas).into_iter().collect(),
        State::Ended(..) => Vec::new(),
        State::Decided(outcome, _) => after_deciding(canvas, outcome),
    };
    found.sort_by_key(|due| (due.on, due.kind));
    found
}

fn item<'a>(kind: DueKind, on: Date, about: impl Into<Cow<'a, str>>) -> Due<'a> {
    Due {
        kind,
        on,
        about: about.into(),
    }
}

fn reply(canvas: &Canvas) -> Option<Due<'_>> {
    let by = canvas.date("cover.reply_by")?;
    let who = canvas.text("cover.asked_by").unwrap_or_default();
    Some(item(DueKind::Reply, by, who))
}

/// The reply that is still owed after deciding: a yes begins, anything else has to be told, unless the one
/// who asked is one of us.
fn owed(canvas: &Canvas, outcome: Outcome) -> Option<Due<'_>> {
    let is_told = outcome == Outcome::GoAhead
        || is_our_own_idea(canvas)
        || canvas.letters().any(|letter| letter.on().is_some())
        || !canvas.check_ins().is_empty();
    reply(canvas).filter(|_| !is_told)
}

/// What the last check-in asks for, by the names of its signals.
fn asked_for(canvas: &Canvas) -> impl Iterator<Item = Due<'_>> {
    let last = canvas.check_ins().last().map(|review| review.on);
    let found = signals(canvas).into_iter();
    let found = found.filter(|signal| signal.severity == Severity::Warning);
    found.filter_map(move |signal| {
        let title = Wording::shipped().signal(signal.name).title.as_str();
        Some(item(DueKind::Signal, last?, title))
    })
}

fn after_deciding(canvas: &Canvas, outcome: Outcome) -> Vec<Due<'_>> {
    let review = canvas.review_due();
    let mut found: Vec<Due> = next_steps(canvas).collect();
    found.extend(owed(canvas, outcome));
    if !outcome.goes_ahead() {
        found.extend(review.map(|on| item(DueKind::LookAgain, on, "")));
        return found;
    }
    found.extend(asked_for(canvas));
    found.extend(review.map(|on| item(DueKind::Review, on, "")));
    found.extend(first_wins(canvas));
    let end = canvas.date("ownership.end_date");
    found.extend(end.map(|end| item(DueKind::End, end, "")));
    found
}

/// First wins that no check-in on or after their day calls come.
fn first_wins(canvas: &Canvas) -> impl Iterator<Item = Due<'_>> {
    let reviews = canvas.check_ins();
    let came: Vec<Date> = reviews
        .iter()
        .filter(|review| review.first_win() == Some(FirstWin::Yes))
        .map(|review| review.on)
        .collect();
    let wins = canvas.rows_at("value.first_win").filter_map(|win| {
        let by = win.date("by")?;
        Some(item(
            DueKind::FirstWin,
            by,
            win.line("win").unwrap_or_default(),
        ))
    });
    wins.filter(move |due| came.is_empty() || came.iter().all(|on| *on < due.on))
}

/// Next steps that no check-in on or after their day has looked back on.
fn next_steps(canvas: &Canvas) -> impl Iterator<Item = Due<'_>> {
    let last = canvas.check_ins().last().map(|review| review.on);
    let steps = canvas.rows_at("decision.next_steps").filter_map(|step| {
        let by = step.date("by")?;
        let action = step.line("action").unwrap_or_default();
        let about = match step.line("who") {
            Some(who) => Cow::from(format!("{who}: {action}")),
            None => Cow::from(action),
        };
        Some(item(DueKind::NextStep, by, about))
    });
    steps.filter(move |due| last.is_none_or(|last| last < due.on))
}

#[cfg(test)]
mod tests {
    use super::super::id::CanvasId;
    use super::*;
    use jiff::civil::date;
    use serde_json::{Value, json};

    const TODAY: Date = date(2027, 5, 20);

    fn kinds(keys: Value) -> Vec<(&'static str, String)> {
        let mut document = json!({ "format": "whytogether.canvas", "version": 1 });
        let all = document.as_object_mut().expect("an object");
        all.extend(keys.as_object().expect("an object").clone());
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        let canvas = Canvas::read(id, document.to_string().as_bytes()).expect("reads");
        let found = due(&canvas).into_iter().filter(|due| due.is_due(TODAY));
        found
            .map(|due| (due.kind.code(), due.on.to_string()))
            .collect()
    }

    fn live(more: Value) -> Value {
        let mut keys = json!({
            "decision": { "choice": "go_ahead", "decided_on": "2027-01-10" },
        });
        for (key, value) in more.as_object().expect("an object") {
            match value.as_object().filter(|_| key == "decision") {
                Some(parts) => keys["decision"]
                    .as_object_mut()
                    .expect("one")
                    .extend(parts.clone()),
                None => keys[key] = value.clone(),
            }
        }
        keys
    }

    #[test]
    fn a_draft_owes_its_reply_however_far_off() {
        let keys = json!({ "cover": { "reply_by": "2028-05-01" } });
        assert_eq!(kinds(keys), [("reply", "2028-05-01".into())]);
    }

    #[test]
    fn a_reply_stays_owed_until_it_is_given_where_it_is_not_simply_yes() {
        let decided = |choice: &str, more: Value| {
            let mut keys = json!({
                "cover": { "reply_by": "2027-02-01", "asked_by": "Fellgate Ambulance" },
                "decision": { "choice": choice, "decided_on": "2027-01-10" },
            });
            let all = keys.as_object_mut().expect("an object");
            all.extend(more.as_object().expect("an object").clone());
            kinds(keys)
        };
        let owed = [("reply", "2027-02-01".to_owned())];
        for choice in ["not_yet", "say_no_kindly", "go_ahead_smaller"] {
            assert_eq!(decided(choice, json!({})), owed, "{choice}");
            let draft = json!({ "letters": [{ "kind": "not_yet", "text": "Not yet" }] });
            assert_eq!(decided(choice, draft), owed, "{choice}");
            let sent = json!({ "letters": [{ "kind": "not_yet", "on": "2027-01-11" }] });
            assert_eq!(decided(choice, sent), [], "{choice}");
        }
        assert_eq!(decided("go_ahead", json!({})), []);
        let ours = json!({ "cover": { "reply_by": "2027-02-01", "asked_by": "Our director" } });
        assert_eq!(decided("not_yet", ours), []);
    }

    #[test]
    fn what_the_last_check_in_asks_for_is_due_until_the_next_one() {
        let lost = json!({ "on": "2027-03-01", "quality": "no", "next": "2027-09-01" });
        let mend = json!({ "on": "2027-03-20", "quality": "yes", "next": "2027-09-01" });
        let found = kinds(live(json!({ "reviews": [lost] })));
        assert_eq!(found, [("signal", "2027-03-01".into())]);
        assert_eq!(kinds(live(json!({ "reviews": [lost, mend] }))), []);
    }

    #[test]
    fn everything_of_a_live_canvas_is_due_in_the_order_of_its_days() {
        let keys = live(json!({
            "value": { "first_win": [{ "win": "one town", "by": "2027-05-15" }, { "win": "two", "by": "2027-08-01" }] },
            "ownership": { "end_date": "2027-07-20" },
            "decision": { "review_on": "2027-06-03", "next_steps": [{ "action": "call", "by": "2027-01-20" }, { "action": "write", "by": "2027-06-04" }] },
        }));
        let expected = [
            ("next_step", "2027-01-20"),
            ("first_win", "2027-05-15"),
            ("review", "2027-06-03"),
            ("end", "2027-07-20"),
        ];
        assert_eq!(
            kinds(keys),
            expected.map(|(kind, on)| (kind, on.to_owned()))
        );
    }

    #[test]
    fn a_check_in_settles_the_steps_before_it_and_the_win_that_it_calls_come() {
        let keys = live(json!({
            "value": { "first_win": [{ "win": "one town", "by": "2027-05-15" }] },
            "decision": { "next_steps": [{ "action": "call", "by": "2027-01-20" }] },
            "reviews": [{ "on": "2027-05-16", "first_win": "yes", "next": "2027-08-16" }],
        }));
        assert_eq!(kinds(keys), []);
    }

    #[test]
    fn a_not_yet_is_due_once_its_day_has_come_and_an_ended_canvas_never() {
        let not_yet = |on: &str| json!({ "decision": { "choice": "not_yet", "decided_on": "2027-01-10", "review_on": on } });
        assert_eq!(
            kinds(not_yet("2027-05-20")),
            [("look_again", "2027-05-20".into())]
        );
        assert_eq!(kinds(not_yet("2027-05-21")), []);
        let ended =
            live(json!({ "ended": "2027-05-01", "ownership": { "end_date": "2027-05-30" } }));
        assert_eq!(kinds(ended), []);
    }
}
