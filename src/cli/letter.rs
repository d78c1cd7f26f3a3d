//! `letter`: a kind no, a not yet or a smaller yes, filled from the canvas.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::args::{Json, path};
use super::call::Call;
use super::change::{save, to_change};
use super::export::{refuse_own_files, write};
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::weigh::weigh;
use super::{find, notes};
use crate::canvas::codes::Coded;
use crate::canvas::letter::{Kept, Kind, Letter, Recipient, SENT_ON, blanks, sent_on};
use crate::canvas::when;
use crate::canvas::{Canvas, State};
use crate::export::letter::{in_words, markdown, plain};

/// Print a letter: a kind no, a not yet, or a smaller yes.
///
/// It is filled from the canvas; what the canvas does not have is a blank such as [ who asked you ]. Where
/// the letter was edited on the screen, it is printed as edited. With --json: id, kind, to, edited, text,
/// blanks, and parts (part, text, blanks); --list prints an array of kind (ending for an ending note), to, on,
/// draft, text.
#[derive(Debug, Args)]
pub struct LetterArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// Which letter; without it, the one that goes with the decision and its checks.
    #[arg(long)]
    kind: Option<Which>,
    /// Whom it is for: a contact or a partner of the canvas, or any name.
    #[arg(long, value_name = "NAME")]
    to: Option<String>,
    /// The format; without it the ending of --write decides, and else it is plain text.
    #[arg(long)]
    format: Option<Format>,
    /// Keep it with the canvas as sent.
    #[arg(long, conflicts_with = "list")]
    sent: bool,
    /// The day on which it was sent; without it, today.
    #[arg(long, value_name = "DATE", requires = "sent")]
    on: Option<String>,
    /// List the letters, drafts and ending note that are kept with the canvas.
    #[arg(long, conflicts_with_all = ["kind", "to", "write"])]
    list: bool,
    /// Write a file instead of printing; `-` prints.
    #[arg(long, value_name = "FILE", value_parser = path())]
    write: Option<PathBuf>,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    json: Json,
}

/// The kinds of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Which {
    /// A no: we have no room.
    NoRoom,
    /// A no: working together is not the answer this time.
    NotTheAnswer,
    /// A not yet, with the date.
    NotYet,
    /// A yes to something smaller.
    SmallerYes,
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Markdown.
    Md,
    /// Plain text.
    Txt,
}

/// A letter that is about to leave.
struct Ready {
    kind: Kind,
    to: Option<String>,
    letter: Letter,
    /// The text, as edited where it was.
    text: String,
    is_edited: bool,
}

/// Prints the letter, or writes it to a file, and keeps it as sent where that is said.
///
/// # Errors
/// [`Exit::Usage`] where no letter goes with the decision and none is named, or the day is none; as for
/// [`find::canvas`], [`to_change`] and `export` otherwise.
pub fn run(args: &LetterArgs, call: &Call) -> Result<Printed, Failure> {
    let on = day(args, call)?;
    let random = &mut |end| fastrand::usize(..end);
    let loaded = if args.sent {
        to_change(call, &args.canvas, random)?
    } else {
        find::canvas(call, &args.canvas)?
    };
    notes::about_canvas(call, &loaded.canvas);
    if args.list {
        return Ok(list(&loaded.canvas, args.json.is_on));
    }
    let ready = ready(args, call, &loaded.canvas)?;
    let printed = if args.json.is_on {
        Printed::json(&as_json(&loaded.canvas, &ready))
    } else {
        Printed::text(formatted(args, &ready.text))
    };
    let file = args.write.as_deref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = file {
        refuse_own_files(call, path)?;
        write(path, printed.text.as_bytes(), args.force)?;
        call.note(&format!("written to `{}`", path.display()));
    }
    if args.sent {
        let mut canvas = loaded.canvas.clone();
        canvas.keep_sent(ready.kind, ready.to.as_deref(), &ready.text, on, random)?;
        save(call, &canvas, &loaded)?;
        call.note(&format!("kept as sent on {}", when::in_words(on)));
    }
    say_blanks(call, &ready.text);
    Ok(file.map_or(printed, |_| Printed::nothing()))
}

fn day(args: &LetterArgs, call: &Call) -> Result<Date, Failure> {
    let Some(text) = &args.on else {
        return Ok(call.today);
    };
    sent_on(text, call.today)
        .ok_or_else(|| Failure::new(Exit::Usage, format!("--on: `{text}` is not {SENT_ON}")))
}

fn ready(args: &LetterArgs, call: &Call, canvas: &Canvas) -> Result<Ready, Failure> {
    let suggestion = weigh(call, canvas)?.suggestion;
    let named = args.kind.map(|which| Kind::ALL[which as usize]);
    let kind = named.or_else(|| Kind::offered(canvas, &suggestion));
    let kind = kind.ok_or_else(|| {
        let id = canvas.id();
        let message = match canvas.state() {
            State::Draft => format!("nothing is decided in `{id}` yet, so no letter goes with it"),
            _ => format!("no letter goes with what is decided in `{id}`"),
        };
        let kinds = Kind::CODES.join(", ");
        Failure::new(Exit::Usage, message).hint(format!("say --kind: {kinds}"))
    })?;
    let recipient = match &args.to {
        Some(name) => recipient(canvas, name)?,
        None => Recipient::all(canvas).remove(0),
    };
    let to = recipient.name();
    let letter = Letter::of(canvas, &suggestion, kind, &recipient, call.today);
    let draft = canvas.draft(kind, to.as_deref());
    Ok(Ready {
        kind,
        text: draft.map_or_else(|| letter.text(), |draft| draft.text().to_owned()),
        is_edited: draft.is_some(),
        letter,
        to,
    })
}

/// Whom a name means, among those whom the canvas names; else somebody new.
fn recipient(canvas: &Canvas, name: &str) -> Result<Recipient, Failure> {
    let mut meant = Recipient::meant(canvas, name);
    if meant.len() == 1 {
        return Ok(meant.remove(0));
    }
    let names = meant.iter().filter_map(Recipient::name);
    let named: Vec<(String, String)> = names.map(|name| (String::new(), name)).collect();
    let named: Vec<_> = named.iter().collect();
    Err(find::may_be_any(name, &named, "recipients"))
}

fn formatted(args: &LetterArgs, text: &str) -> String {
    let ending = args.write.as_deref().and_then(Path::extension);
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    let is_markdown = match args.format {
        Some(format) => format == Format::Md,
        None => matches!(ending.as_deref(), Some("md" | "markdown")),
    };
    if is_markdown {
        markdown(text)
    } else {
        plain(text)
    }
}

fn as_json(canvas: &Canvas, ready: &Ready) -> Value {
    let left = blanks(&ready.text);
    let parts = ready.letter.parts.iter().map(|(part, text)| {
        let own = left
            .iter()
            .filter(|blank| blank.part(ready.kind) == Some(*part));
        json!({
            "part": part.code(),
            // Nobody can tell the parts of an edited letter apart.
            "text": (!ready.is_edited).then_some(text),
            "blanks": own.map(|blank| &blank.words).collect::<Vec<_>>(),
        })
    });
    json!({
        "id": canvas.id().as_str(),
        "kind": ready.kind.code(),
        "to": ready.to,
        "edited": ready.is_edited,
        "text": plain(&ready.text),
        "blanks": left.iter().map(|blank| &blank.words).collect::<Vec<_>>(),
        "parts": parts.collect::<Vec<_>>(),
    })
}

fn list(canvas: &Canvas, is_json: bool) -> Printed {
    let letters = canvas.all_kept();
    if is_json {
        let letters = letters.map(|letter: Kept| {
            json!({
                "kind": letter.code(),
                "to": letter.to(),
                "on": letter.on().map(|on| on.to_string()),
                "draft": letter.is_draft(),
                "text": letter.text(),
            })
        });
        return Printed::json(&Value::Array(letters.collect()));
    }
    let lines = letters.map(|letter| plain(&in_words(letter).replace('\n', " ")));
    Printed::text(lines.collect::<String>())
}

fn say_blanks(call: &Call, text: &str) {
    let count = blanks(text).len();
    if count > 0 {
        let blanks = if count == 1 { "blank is" } else { "blanks are" };
        call.note(&format!("note: {count} {blanks} left to fill, each in [ ]"));
    }
}
