//! `decide`: a choice, kept beside what was suggested.

use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::Json;
use super::call::Call;
use super::change::{save, to_change, typed};
use super::failure::{Exit, Failure};
use super::notes;
use super::printed::Printed;
use super::weigh::weigh;
use crate::canvas::codes::{Coded, Outcome};
use crate::canvas::question::Question;
use crate::canvas::shown::shown;
use crate::canvas::suggestion::Suggestion;
use crate::canvas::wording::Wording;
use crate::canvas::{Canvas, when};

/// Record a decision beside what is suggested.
///
/// With --json, an object: id, choice, decided_on, suggested, provisional, because.
#[derive(Debug, Args)]
pub struct DecideArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// go_ahead, go_ahead_smaller, not_yet or say_no_kindly.
    choice: String,
    /// Why; needed where you differ from the suggestion.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    because: Option<String>,
    /// What exactly you would do, in one line that the partner will read; for go_ahead_smaller.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    offer: Option<String>,
    /// How many days a month of your work, at most; for go_ahead_smaller.
    #[arg(long, value_name = "NUMBER")]
    days: Option<String>,
    #[command(flatten)]
    json: Json,
}

/// Records the decision and prints what was suggested and why.
///
/// # Errors
/// [`Exit::Usage`] where the choice is none, or differs from the suggestion without a reason.
pub fn run(args: &DecideArgs, call: &Call) -> Result<Printed, Failure> {
    let random = &mut |end| fastrand::usize(..end);
    let loaded = to_change(call, &args.canvas, random)?;
    let choice = choice(&args.choice, call)?;
    notes::about_canvas(call, &loaded.canvas);
    let suggestion = weigh(call, &loaded.canvas)?.suggestion;
    let question = Question::find("decision.reason").expect("in the table");
    let because = args.because.as_deref().unwrap_or_default();
    let reason = typed(question, because, call)?;
    if reason.is_none() {
        refuse_without_reason(&loaded.canvas, choice, &suggestion)?;
    }
    let mut canvas = loaded.canvas.clone();
    for (id, given) in [
        ("decision.offer", &args.offer),
        ("decision.days", &args.days),
    ] {
        let Some(given) = given else { continue };
        refuse_unless_smaller(id, choice)?;
        let question = Question::find(id).expect("in the table");
        canvas.set(question, typed(question, given, call)?, random)?;
    }
    canvas.decide(choice, &suggestion, call.today)?;
    let before = canvas.date("decision.review_on");
    canvas.offer_review(choice, call.today)?;
    if reason.is_some() {
        canvas.set(question, reason, random)?;
    }
    save(call, &canvas, &loaded)?;
    note_without_reason(call, &canvas);
    note_review(call, &canvas, before);
    let printed = if args.json.is_on {
        Printed::json(&as_json(call, &canvas, choice, &suggestion))
    } else {
        Printed::text(in_words(choice, &suggestion))
    };
    let hint = letter_hint(&canvas, choice);
    Ok(Printed { hint, ..printed })
}

/// What exactly, and how many days, is said of a smaller yes only.
fn refuse_unless_smaller(id: &str, choice: Outcome) -> Result<(), Failure> {
    if choice == Outcome::GoAheadSmaller {
        return Ok(());
    }
    let flag = id.replace("decision.", "--");
    let (smaller, choice) = (Outcome::GoAheadSmaller.code(), choice.code());
    let message = format!("{flag} goes with {smaller}, not with {choice}");
    Err(Failure::new(Exit::Usage, message))
}

fn choice(text: &str, call: &Call) -> Result<Outcome, Failure> {
    let question = Question::find("decision.choice").expect("in the table");
    let value = typed(question, text, call)?;
    let code = value.as_ref().and_then(Value::as_str);
    code.and_then(Outcome::from_code).ok_or_else(|| {
        let allowed = Outcome::CODES.join(", ");
        Failure::new(Exit::Usage, format!("a decision is one of {allowed}"))
    })
}

fn refuse_without_reason(
    canvas: &Canvas,
    choice: Outcome,
    suggestion: &Suggestion,
) -> Result<(), Failure> {
    let Some(suggested) = suggestion.outcome.filter(|outcome| *outcome != choice) else {
        return Ok(());
    };
    let message = format!(
        "`{}` is not decided: `{}` differs from the suggestion, `{}`, and needs a reason",
        canvas.id(),
        choice.code(),
        suggested.code()
    );
    let hint = format!(
        "whytogether decide {} {} --because TEXT",
        canvas.id(),
        choice.code()
    );
    Err(Failure::new(Exit::Usage, message).hint(hint))
}

/// Says how to write down why, where nobody has.
fn note_without_reason(call: &Call, canvas: &Canvas) {
    if canvas.text("decision.reason").is_none() {
        let id = canvas.id();
        call.note(&format!(
            "note: nothing says why: whytogether set {id} decision.reason=TEXT writes it down, for you in a year and for the letter"
        ));
    }
}

/// Says the day to look again that was taken, as nobody has given one that is still to come.
fn note_review(call: &Call, canvas: &Canvas, before: Option<Date>) {
    let Some(on) = canvas
        .date("decision.review_on")
        .filter(|on| before != Some(*on))
    else {
        return;
    };
    let id = canvas.id();
    call.note(&format!(
        "note: looks again on {}; whytogether set {id} decision.review_on=DATE takes another day",
        when::in_words(on)
    ));
}

/// How to get the letter that goes with anything but a full yes.
fn letter_hint(canvas: &Canvas, choice: Outcome) -> Option<String> {
    (choice != Outcome::GoAhead).then(|| format!("whytogether letter {}", canvas.id()))
}

fn as_json(call: &Call, canvas: &Canvas, choice: Outcome, suggestion: &Suggestion) -> Value {
    json!({
        "id": canvas.id().as_str(),
        "choice": choice.code(),
        "decided_on": call.today.to_string(),
        "suggested": suggestion.outcome.map(Outcome::code),
        "provisional": suggestion.is_provisional,
        "because": suggestion.decided_by,
    })
}

fn in_words(choice: Outcome, suggestion: &Suggestion) -> String {
    let name = |outcome: Outcome| &Wording::shipped().outcome(outcome).name;
    let mut text = format!("Decided: {}\n", name(choice));
    match suggestion.outcome {
        None => text.push_str("There was no suggestion.\n"),
        Some(outcome) if suggestion.is_provisional => text.push_str(&format!(
            "Suggested, on what you have told so far: {}\n",
            name(outcome)
        )),
        Some(outcome) => text.push_str(&format!("Suggested: {}\n", name(outcome))),
    }
    for finding in suggestion.reasons() {
        text.push_str(&format!(
            "  {} ({})\n",
            shown(&finding.message),
            finding.check
        ));
    }
    text
}
