//! `review`: a check-in by prompts or from a script, and what the check-ins say.

mod given;

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::args::Json;
use super::call::{Call, has_terminal};
use super::change::{save, to_change};
use super::columns::aligned;
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::weigh::weigh;
use super::{Screen, find, fitted, lines, notes, open, plain};
use crate::canvas::capacity::days_figure;
use crate::canvas::codes::Coded;
use crate::canvas::review::signals::{Signal, signals};
use crate::canvas::review::{CheckIn, Review, Slot, slots};
use crate::canvas::row::Row;
use crate::canvas::shown::{shown, shown_lines};
use crate::canvas::wording::Wording;
use crate::canvas::{Canvas, when};
use crate::tui::Door;

/// Look back on a collaboration: a check-in, beside the answers of last time.
///
/// Opens the screen where there is a terminal, and asks by prompts with --plain; without either it prints the
/// reviews. There is one check-in a day; what is answered again on the same day replaces the answer. Scores
/// of trust and of "feels theirs" go to the partners too.
///
/// FIELD is changed, value (1 to 5), first_win (yes, late, no), days_spent (days a month), quality (yes, slipping,
/// no), around_us, skill (1 to 5), keep (rows as JSON: item, choice keep, change or stop, who), next (a date), or
/// trust@PARTNER, feels_theirs@PARTNER and start_again@VOICE (1 to 5). With --stdin, a JSON object of these, where trust,
/// feels_theirs and start_again are objects from name or id to score.
///
/// With --json, an object: id, title, due (the day of the next review, or null; null where it is not live), reviews (each as the file has it,
/// with ratio: days spent over days planned, or null) and signals (name, severity note or warning, suggests
/// smaller, stop, early_review, ending or null, and message).
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// Answer a question of today's check-in; may be given several times. All are taken, or none.
    #[arg(long = "set", value_name = "FIELD=VALUE", allow_hyphen_values = true)]
    answers: Vec<String>,
    /// Read the answers as a JSON object from standard input.
    #[arg(long)]
    stdin: bool,
    #[command(flatten)]
    json: Json,
}

/// What stands in the line of a check-in.
const IN_LINE: &[&str] = &["value", "first_win", "days_spent", "quality"];

/// Takes the answers that are given, and prints what the check-ins say; or asks for them, on the screen or by
/// prompts.
///
/// # Errors
/// [`Exit::Usage`] where the canvas did not go ahead, or an answer does not follow its rule; then nothing is
/// written.
pub fn run(args: &ReviewArgs, call: &Call, screen: Screen) -> Result<Printed, Failure> {
    let is_given = !args.answers.is_empty() || args.stdin;
    if is_given {
        take(args, call)?;
    } else if !args.json.is_on && call.may_prompt() && (call.is_plain() || has_terminal()) {
        return ask(args, call, screen);
    }
    let canvas = find::canvas(call, &args.canvas)?.canvas;
    if !is_given {
        notes::about_canvas(call, &canvas);
    }
    if args.json.is_on {
        return Ok(Printed::json(&as_json(&canvas)));
    }
    if canvas.check_ins().is_empty() {
        call.note(&format!("`{}` has no review yet", canvas.id()));
    }
    let hint = format!("whytogether review {} --set value=4", canvas.id());
    let printed = Printed::text(as_text(&canvas));
    Ok(if canvas.check_ins().is_empty() {
        printed.hint(hint)
    } else {
        printed
    })
}

/// Writes what was given: all of it or nothing.
fn take(args: &ReviewArgs, call: &Call) -> Result<(), Failure> {
    let random = &mut |end| fastrand::usize(..end);
    let loaded = to_change(call, &args.canvas, random)?;
    let mut canvas = loaded.canvas.clone();
    refuse_undecided(&canvas)?;
    notes::about_canvas(call, &canvas);
    let check_in = CheckIn::of(&weigh(call, &canvas)?.suggestion.capacity, call.today);
    let mut all = given::from_arguments(&args.answers)?;
    if args.stdin {
        all.extend(given::from_object(&super::input::standard_input()?)?);
    }
    for one in &all {
        one.put(&mut canvas, &check_in, call.today, random)
            .map_err(|failure| Failure {
                message: format!("nothing is written to `{}`: {failure}", canvas.id()),
                ..failure
            })?;
    }
    save(call, &canvas, &loaded)?;
    let questions = all.iter().map(given::Given::question);
    notes::about_answers(call, &canvas, questions);
    Ok(())
}

fn ask(args: &ReviewArgs, call: &Call, screen: Screen) -> Result<Printed, Failure> {
    let canvas = find::canvas(call, &args.canvas)?.canvas;
    refuse_undecided(&canvas)?;
    if !call.is_plain() {
        let start = call.start(Some(canvas.id().clone()), Door::Review);
        return open::show(start, screen);
    }
    let start = plain::Start {
        workspace: call.workspace.clone(),
        canvas: canvas.id().clone(),
        is_quick: false,
        today: call.day(),
        state_folder: call.state_folder(),
        is_terminal: io::stdin().is_terminal(),
        columns: fitted::columns,
        folder: PathBuf::new(),
    };
    plain::review(&start, &mut *lines::typed(), &mut io::stdout().lock())?;
    Ok(Printed::nothing())
}

fn refuse_undecided(canvas: &Canvas) -> Result<(), Failure> {
    if canvas.state() != crate::canvas::State::Draft {
        return Ok(());
    }
    let id = canvas.id();
    let message = format!("`{id}` is not decided yet, so there is nothing to look back on");
    Err(Failure::new(Exit::Usage, message)
        .hint(format!("whytogether decide {id} CHOICE --because TEXT")))
}

fn as_json(canvas: &Canvas) -> Value {
    let reviews = canvas.check_ins().into_iter().map(|review| {
        let mut row: Map<String, Value> = review.row().clone();
        row.insert("ratio".into(), json!(review.ratio()));
        Value::Object(row)
    });
    json!({
        "id": canvas.id().as_str(),
        "title": canvas.title(),
        "due": next_review(canvas).map(|on| on.to_string()),
        "reviews": reviews.collect::<Vec<_>>(),
        "signals": signals(canvas).iter().map(Signal::to_json).collect::<Vec<_>>(),
    })
}

/// The day of the next review; None for what is not live, which is decided anew and not reviewed.
fn next_review(canvas: &Canvas) -> Option<Date> {
    canvas.review_due().filter(|_| canvas.is_live())
}

fn as_text(canvas: &Canvas) -> String {
    let reviews = canvas.check_ins();
    let head = ["on", "worth", "first win", "days", "planned", "quality"]
        .map(str::to_owned)
        .to_vec();
    let rows: Vec<Vec<String>> = reviews.iter().map(|review| line(*review)).collect();
    let mut text = String::new();
    if !rows.is_empty() {
        text.push_str(&aligned(&[vec![head], rows].concat(), ""));
    }
    for review in &reviews {
        text.push_str(&in_full(canvas, *review));
    }
    let found = signals(canvas);
    if !found.is_empty() {
        text.push_str("\nWhat the reviews say\n");
    }
    for signal in found {
        text.push_str(&format!("  {} ({})\n", shown(&signal.message), signal.name));
    }
    if let Some(due) = next_review(canvas).filter(|_| !reviews.is_empty()) {
        text.push_str(&format!("\nNext review: {}\n", when::with_weekday(due)));
    }
    text
}

/// Everything that a check-in answers beside the figures of its line, under its day.
fn in_full(canvas: &Canvas, review: Review) -> String {
    let all = slots(canvas).into_iter();
    let beside = all.filter(|slot| !IN_LINE.contains(&slot.asked.key()));
    let said: String = beside.filter_map(|slot| answer(&slot, review)).collect();
    match said.is_empty() {
        true => said,
        false => format!("\n{}\n{said}", when::in_words(review.on)),
    }
}

/// One answer with what it is called; None where there is none.
fn answer(slot: &Slot, review: Review) -> Option<String> {
    let value = slot.value(review)?;
    let words = Wording::shipped().question(slot.question());
    let name = match &slot.of {
        Some(whom) => format!("{}, {}", words.short, whom.name),
        None => words.short.clone(),
    };
    let said = match value {
        Value::Array(_) => review
            .kept()
            .filter_map(kept)
            .collect::<Vec<_>>()
            .join("; "),
        Value::String(text) if slot.asked.key() == "next" => day_in_words(text),
        Value::String(text) => text.trim().replace('\n', "\n    "),
        other => other.to_string(),
    };
    Some(format!("  {}: {}\n", shown(&name), shown_lines(&said)))
}

fn day_in_words(text: &str) -> String {
    let day = text.parse().ok().map(when::in_words);
    day.unwrap_or_else(|| text.to_owned())
}

/// A row of what is kept, changed or stopped: `The rota: keep, Lead`.
fn kept(row: Row) -> Option<String> {
    let cells = [row.line("choice"), row.line("who")];
    let cells: Vec<&str> = cells.into_iter().flatten().collect();
    Some(format!("{}: {}", row.line("item")?, cells.join(", ")))
}

fn line(review: Review) -> Vec<String> {
    let days = |days: Option<f64>| days.map(days_figure).unwrap_or_default();
    vec![
        review.on.to_string(),
        review
            .worth()
            .map(|worth| worth.to_string())
            .unwrap_or_default(),
        review
            .first_win()
            .map(Coded::code)
            .unwrap_or_default()
            .into(),
        days(review.days_spent()),
        days(review.days_planned()),
        review.quality().map(Coded::code).unwrap_or_default().into(),
    ]
}
