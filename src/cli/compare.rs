//! `compare`: canvases or voices side by side, and a joint canvas of them.

use std::path::Path;

use clap::Args;
use serde_json::{Map, Value, json};

use super::args::Json;
use super::call::Call;
use super::change::typed;
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::{elsewhere, find, notes};
use crate::canvas::Canvas;
use crate::canvas::answer::typed_cell;
use crate::canvas::compare::{
    Compared, ComparedRow, Comparison, LETTERS, Seen, Side, Verdict, compare, name_sides,
};
use crate::canvas::id::CanvasId;
use crate::canvas::joint::{Joint, JointError, Spot, Take, Taken, joint};
use crate::canvas::question::Question;
use crate::export::comparison::comparison;
use crate::workspace::{folders, in_one_line};

/// Lay canvases side by side: where you agree, where you differ, and the widest gaps first.
///
/// A side is a canvas of the workspace, a canvas file elsewhere, or one voice as CANVAS@VOICE. One canvas
/// alone is compared voice by voice. What was answered alone is compared only where it is open.
///
/// With --json, an object: sides (letter, name, canvas, voice, and as_sent, not_asked, not_filled_in,
/// not_readable: ids of questions), agreement (words, same, close, different, only_one, not_asked, as_sent,
/// not_open), widest (ids), questions (question, verdict, answers; rows of tables with name, verdict, sides).
/// An answer has asked, answered, open, answer.
///
/// --joint makes a new canvas: what is the same, or said by one side only, stands, rows of every side among
/// it; of the rest what is taken; what differs otherwise stays open, with what each side said. It prints the
/// id, or with --json: id, path, open (what --take may name), made_of (ids of the canvases of this workspace
/// whose days it counts in place of, once it goes ahead).
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// Canvases of the workspace, files elsewhere, or CANVAS@VOICE.
    #[arg(required = true, value_name = "CANVAS|FILE")]
    sides: Vec<String>,
    /// Make a new canvas of this title out of what the sides answer.
    #[arg(long, value_name = "TITLE")]
    joint: Option<String>,
    /// What to take where they differ: ours (the first side), theirs (the second of two), or a letter. In a
    /// table also for one row, capacity.people/ROW=theirs, or one cell, capacity.people/ROW/days=theirs.
    #[arg(long, value_name = "QUESTION=SIDE", requires = "joint")]
    take: Vec<String>,
    /// What to write instead of what either says, as `set` takes it; also for one cell, as for --take.
    #[arg(long, value_name = "QUESTION=VALUE", requires = "joint")]
    write: Vec<String>,
    #[command(flatten)]
    json: Json,
}

/// A canvas that is a side, or has a voice that is one.
struct Found {
    canvas: Canvas,
    voice: Option<String>,
    /// The name of the file, where it is no canvas of the workspace.
    file: Option<String>,
}

/// Prints the comparison, or makes the joint canvas.
///
/// # Errors
/// As for [`find::canvas`] and [`elsewhere::canvas`]; [`Exit::Usage`] for fewer than two sides or more
/// than nine, or where nothing can be taken.
pub fn run(args: &CompareArgs, call: &Call) -> Result<Printed, Failure> {
    let found = args.sides.iter().map(|name| side(call, name));
    let found: Vec<Found> = found.collect::<Result<_, _>>()?;
    for one in &found {
        notes::about_canvas(call, &one.canvas);
    }
    let sides = sides(&found)?;
    if let Some(title) = &args.joint {
        return make_joint(args, call, title, &sides);
    }
    let compared = compare(&sides);
    if args.json.is_on {
        return Ok(Printed::json(&as_json(&compared, &sides)));
    }
    Ok(Printed::text(comparison(&compared)))
}

/// Finds a side: a path to a file, the name of a canvas, or either with a voice after `@`.
fn side(call: &Call, name: &str) -> Result<Found, Failure> {
    let whole = canvas(call, name);
    let parts = name.rsplit_once('@');
    match (whole, parts) {
        (Err(failure), Some((before, voice))) if failure.exit == Exit::NotFound => {
            // A name with `@` that is neither is spoken of as a canvas and its voice.
            let found = canvas(call, before)?;
            let voice = Some(find::voice(&found.canvas, voice)?);
            Ok(Found { voice, ..found })
        }
        (whole, _) => whole,
    }
}

fn canvas(call: &Call, name: &str) -> Result<Found, Failure> {
    let meant = folders::typed(name);
    let path = meant.as_deref().unwrap_or(Path::new(name));
    let is_path = path.components().count() > 1 || name.ends_with(".json");
    let from_file = || {
        let file = path.file_name().unwrap_or(path.as_os_str());
        Ok(Found {
            canvas: elsewhere::canvas(call, path)?,
            voice: None,
            file: Some(file.to_string_lossy().into_owned()),
        })
    };
    if let Some(id) = of_workspace(call, path) {
        return canvas(call, id.as_str());
    }
    if is_path && path.exists() {
        return from_file();
    }
    match find::canvas(call, name) {
        Ok(loaded) => Ok(Found {
            canvas: loaded.canvas,
            voice: None,
            file: None,
        }),
        Err(failure) if failure.exit == Exit::NotFound && path.is_file() => from_file(),
        Err(failure) if failure.exit == Exit::NotFound && is_path => Err(Failure::new(
            Exit::NotFound,
            meant
                .as_ref()
                .err()
                .cloned()
                .unwrap_or(format!("`{name}` is not there")),
        )),
        Err(failure) => Err(failure),
    }
}

/// The canvas of the workspace that a path leads to.
fn of_workspace(call: &Call, path: &Path) -> Option<CanvasId> {
    let id = CanvasId::from_name(path.file_stem()?.to_str()?)?;
    let whole = |path: &Path| path.canonicalize().ok();
    let is_there = whole(path).is_some() && whole(path) == whole(&call.workspace.canvas_path(&id));
    is_there.then_some(id)
}

fn sides(found: &[Found]) -> Result<Vec<Side<'_>>, Failure> {
    let few = |message: String| Failure::new(Exit::Usage, message);
    let mut sides: Vec<Side> = match found {
        [
            Found {
                canvas,
                voice: None,
                ..
            },
        ] => {
            let voices = canvas.voices();
            let voices = voices
                .iter()
                .filter_map(|voice| Side::of_voice(canvas, voice.id()));
            voices.collect()
        }
        found => found.iter().filter_map(Found::side).collect(),
    };
    match sides.len() {
        0 | 1 => {
            let message = "there is nothing to lay beside it".to_owned();
            Err(few(message).hint("name two canvases or files, or a canvas of several voices"))
        }
        count if count > LETTERS.len() => {
            let most = LETTERS.len();
            Err(few(format!(
                "{count} sides are more than the {most} that can be read side by side"
            )))
        }
        _ => {
            name_sides(&mut sides);
            Ok(sides)
        }
    }
}

impl Found {
    fn side(&self) -> Option<Side<'_>> {
        let side = match &self.voice {
            Some(voice) => Side::of_voice(&self.canvas, voice),
            None => Some(Side::of_canvas(&self.canvas)),
        };
        side.map(|side| match &self.file {
            Some(file) => side.in_file(file),
            None => side,
        })
    }
}

fn make_joint(
    args: &CompareArgs,
    call: &Call,
    title: &str,
    sides: &[Side],
) -> Result<Printed, Failure> {
    let question = Question::find("cover.title").expect("in the table");
    if typed(question, title, call)?.is_none() {
        return Err(Failure::new(Exit::Usage, "a canvas needs a title"));
    }
    let compared = compare(sides);
    let taken = args.take.iter().map(|text| take(text, &compared));
    let written = args.write.iter().map(|text| write(text, &compared, call));
    let taken: Taken = taken.chain(written).collect::<Result<_, _>>()?;
    let random = &mut |end| fastrand::usize(..end);
    let Joint { canvas, open } =
        joint(sides, title, &taken, call.now(), random).map_err(|error| refused(&error))?;
    let was_begun = call.workspace.is_begun();
    let id = call.workspace.create(&canvas)?.canvas.id().clone();
    call.note_begun(was_begun);
    let open: Vec<&str> = open.iter().map(|matter| &*matter.address).collect();
    let made_of: Vec<&str> = canvas.made_of().collect();
    if args.json.is_on {
        let path = call.workspace.canvas_path(&id);
        let path = path.to_string_lossy();
        return Ok(Printed::json(&json!({
            "id": id.as_str(), "path": path, "open": open, "made_of": made_of,
        })));
    }
    note_what_waits(call, &made_of, &open, &compared);
    Ok(Printed::text(format!("{id}\n")))
}

/// Says what the joint canvas will count in place of, and what stays open in it.
fn note_what_waits(call: &Call, made_of: &[&str], open: &[&str], compared: &Comparison) {
    if !made_of.is_empty() {
        let sources = made_of.join(", ");
        call.note(&format!(
            "note: once it goes ahead, its days count in place of those of: {sources}"
        ));
    }
    if !open.is_empty() {
        let open: Vec<String> = open.iter().map(|at| offered(at, compared)).collect();
        call.note(&format!("note: these stay open: {}", open.join(", ")));
        call.note(
            "note: A, B and so on say whose answers there are to --take, such as value.worth=B",
        );
    }
}

/// An address with the letters of the sides that have something to take there: `decision.telling (B)`.
fn offered(address: &str, comparison: &Comparison) -> String {
    let letters = LETTERS.iter().take(comparison.sides.len()).enumerate();
    let there = letters
        .filter(|(side, _)| Spot::find(comparison, address).is_some_and(|spot| spot.has(*side)));
    let there: Vec<&str> = there.map(|(_, letter)| *letter).collect();
    match there.as_slice() {
        [] => address.to_owned(),
        letters => format!("{address} ({})", letters.join(", ")),
    }
}

fn refused(error: &JointError) -> Failure {
    Failure::new(Exit::Usage, in_one_line(error))
}

/// What a place is called, the place where some side has it, and what is said of it.
type Halves<'a> = (String, Option<Spot<'a>>, &'a str);

fn halves<'a>(
    text: &'a str,
    comparison: &'a Comparison,
    example: &str,
) -> Result<Halves<'a>, Failure> {
    let no_example = || Failure::new(Exit::Usage, format!("`{text}` is not {example}"));
    // The name of a row may hold an equals sign too.
    let ends = text.match_indices('=').map(|(end, _)| end);
    let found = ends.clone().find_map(|end| {
        let spot = Spot::find(comparison, &text[..end])?;
        Some((spot.address(), Some(spot), &text[end + 1..]))
    });
    if let Some(found) = found {
        return Ok(found);
    }
    let (address, said) = text.split_once('=').ok_or_else(no_example)?;
    find::question(address.split('/').next().unwrap_or_default())?;
    Ok((address.to_owned(), None, said))
}

fn take(text: &str, comparison: &Comparison) -> Result<(String, Take), Failure> {
    let example = "QUESTION=SIDE, such as value.worth=theirs";
    let (address, _, side) = halves(text, comparison, example)?;
    let count = comparison.sides.len();
    let letter = LETTERS[..count]
        .iter()
        .position(|letter| letter.eq_ignore_ascii_case(side));
    let place = match side.to_lowercase().as_str() {
        "ours" => Some(0),
        "theirs" if count == 2 => Some(1),
        _ => letter,
    };
    let place = place.ok_or_else(|| {
        let letters = LETTERS[..count].join(", ");
        let theirs = if count == 2 { ", theirs" } else { "" };
        let message = format!("`{side}` is no side: there is ours{theirs}, {letters}");
        Failure::new(Exit::Usage, message)
    })?;
    Ok((address, Take::Of(place)))
}

fn write(text: &str, comparison: &Comparison, call: &Call) -> Result<(String, Take), Failure> {
    let example = "QUESTION=VALUE, such as value.worth=4";
    let (address, spot, value) = halves(text, comparison, example)?;
    let question = find::question(address.split('/').next().unwrap_or_default())?;
    let value = match spot.and_then(|spot| spot.cell) {
        Some(cell) => typed_cell(question, cell.column.cell, value, call.today)
            .map_err(|error| Failure::new(Exit::Usage, format!("`{address}`: {error}")))?,
        // Whatever is written for a row as a whole is refused with its reason.
        None if address != question.id => Some(Value::from(value)),
        None => typed(question, value, call)?,
    };
    let value = value.ok_or_else(|| {
        let message = format!("nothing is written for `{address}`");
        Failure::new(Exit::Usage, message).hint("leave it out, and it stays open")
    })?;
    Ok((address, Take::Anew(value)))
}

fn as_json(comparison: &Comparison, sides: &[Side]) -> Value {
    let named = sides.iter().enumerate().map(|(place, side)| {
        json!({
            "letter": LETTERS[place],
            "name": side.name,
            "canvas": side.canvas().id().as_str(),
            "voice": side.voice().map(|voice| voice.name()),
            "as_sent": ids(&comparison.of_side(place, &Seen::AsSent)),
            "not_asked": ids(&comparison.of_side(place, &Seen::NotAsked)),
            "not_filled_in": ids(&comparison.of_side(place, &Seen::NotFilledIn)),
            "not_readable": ids(&comparison.unread[place]),
        })
    });
    let mut agreement = Map::from_iter([("words".to_owned(), comparison.agreement().into())]);
    let counts = Verdict::ALL.map(|verdict| (verdict.code(), comparison.count(verdict)));
    agreement.extend(counts.map(|(code, count)| (code.to_owned(), count.into())));
    let widest = comparison.widest().into_iter().map(|gap| gap.question.id);
    json!({
        "sides": named.collect::<Vec<_>>(),
        "agreement": agreement,
        "widest": widest.collect::<Vec<_>>(),
        "questions": comparison.questions.iter().map(question_as_json).collect::<Vec<_>>(),
    })
}

fn ids(questions: &[&Question]) -> Vec<&'static str> {
    questions.iter().map(|question| question.id).collect()
}

fn question_as_json(compared: &Compared) -> Value {
    let answers = compared.answers.iter().map(|seen| {
        let is_open = seen.value().is_some();
        json!({
            "asked": *seen != Seen::NotAsked,
            "answered": is_open || *seen == Seen::Sealed,
            "open": is_open,
            "answer": seen.value(),
        })
    });
    let mut question = json!({
        "question": compared.question.id,
        "verdict": compared.judged.verdict.code(),
        "answers": answers.collect::<Vec<_>>(),
    });
    if compared.question.table().is_some() {
        question["rows"] = compared.rows.iter().map(row_as_json).collect();
    }
    question
}

fn row_as_json(row: &ComparedRow) -> Value {
    let sides = LETTERS
        .iter()
        .zip(&row.sides)
        .filter(|(_, row)| row.is_some());
    let mut json = json!({
        "name": row.name,
        "verdict": row.judged.verdict.code(),
        "sides": sides.map(|(letter, _)| *letter).collect::<Vec<_>>(),
    });
    if let Some(about) = row.about {
        json["about"] = LETTERS[about].into();
    }
    json
}
