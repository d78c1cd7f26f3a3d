//! `export`: canvases and rankings as pages to hand round.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Map, Value};

use super::args::path;
use super::call::Call;
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::weigh::Scales;
use super::{find, notes};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::ranking::Ranking;
use crate::export::markdown::markdown;
use crate::export::session::session;
use crate::export::{json, page::page, ranking};
use crate::workspace::replace::{replace, sync_file};
use crate::workspace::trash::Filed;

/// Write canvases or rankings as a page to hand round.
///
/// Private answers that are not open yet are left out. JSON of several is an array.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Ids, starts of ids, or titles.
    #[arg(required = true, value_name = "CANVAS|RANKING")]
    names: Vec<String>,
    /// Write a file instead of printing; `-` prints.
    #[arg(long, value_name = "FILE", value_parser = path())]
    to: Option<PathBuf>,
    /// The format; without it the file's ending decides, and else it is markdown.
    #[arg(long)]
    format: Option<Format>,
    /// Write over a file that is there.
    #[arg(long)]
    force: bool,
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A readable document.
    Markdown,
    /// The document of the file.
    Json,
    /// What a session came to, for a call's chat: what was decided, who does what by when, what is parked.
    /// The session is today's (`--as-of` names another day): what stood before it comes last, under its own
    /// heading. A decision and a parked thought have their day in the file; a next step is new where the
    /// version of an earlier day does not hold it.
    Session,
}

/// What is to be written.
enum Sheet {
    Canvas(Canvas),
    Ranking(Ranking),
}

/// Prints canvases and rankings, or writes them to a file.
///
/// # Errors
/// As for [`find::filed`]; [`Exit::Failed`] where the file is there already or cannot be written.
pub fn run(args: &ExportArgs, call: &Call) -> Result<Printed, Failure> {
    let sheets = args.names.iter().map(|name| sheet(call, name));
    let sheets: Vec<Sheet> = sheets.collect::<Result<_, _>>()?;
    let file = args.to.as_deref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = file {
        refuse_own_files(call, path)?;
    }
    for sheet in &sheets {
        match sheet {
            Sheet::Canvas(canvas) => notes::about_canvas(call, canvas),
            Sheet::Ranking(ranking) => notes::about_ranking(call, ranking),
        }
    }
    let printed = match format(args)? {
        Format::Json => as_json(call, &sheets),
        Format::Markdown => as_markdown(call, &sheets)?,
        Format::Session => as_session(call, &sheets)?,
    };
    match file {
        None => Ok(printed),
        Some(path) => {
            write(path, printed.text.as_bytes(), args.force)?;
            call.note(&format!("written to `{}`", path.display()));
            Ok(Printed::nothing())
        }
    }
}

fn format(args: &ExportArgs) -> Result<Format, Failure> {
    let ending = args.to.as_deref().and_then(Path::extension);
    let ending = ending.map(|ending| ending.to_string_lossy().to_lowercase());
    match (args.format, ending.as_deref()) {
        (Some(format), _) => Ok(format),
        (None, None | Some("md" | "markdown" | "txt")) => Ok(Format::Markdown),
        (None, Some("json")) => Ok(Format::Json),
        (None, Some(other)) => {
            let message = format!("no format is known by the ending `.{other}`");
            Err(Failure::new(Exit::Usage, message)
                .hint("end the name in .md or .json, or say --format"))
        }
    }
}

fn sheet(call: &Call, name: &str) -> Result<Sheet, Failure> {
    Ok(match find::filed(call, name)? {
        (Filed::Canvas, id) => Sheet::Canvas(call.workspace.load(&id)?.canvas),
        (Filed::Ranking, id) => Sheet::Ranking(call.workspace.load_ranking(&id)?.ranking),
    })
}

fn as_json(call: &Call, sheets: &[Sheet]) -> Printed {
    let documents = sheets.iter().map(|sheet| match sheet {
        Sheet::Canvas(canvas) => open_document(call, canvas),
        Sheet::Ranking(ranking) => open_ranking(call, ranking),
    });
    let mut documents: Vec<Value> = documents.map(Value::Object).collect();
    match documents.len() {
        1 => Printed::document(&documents.remove(0)),
        _ => Printed::document(&Value::Array(documents)),
    }
}

fn as_markdown(call: &Call, sheets: &[Sheet]) -> Result<Printed, Failure> {
    let own = sheets.iter().filter_map(|sheet| match sheet {
        Sheet::Canvas(canvas) => Some(canvas.id()),
        Sheet::Ranking(_) => None,
    });
    let own: Vec<&CanvasId> = own.collect();
    let scales = Scales::read(call, &own)?;
    let pages = sheets.iter().map(|sheet| match sheet {
        Sheet::Canvas(canvas) => markdown(&page(canvas, &scales.weigh(canvas).suggestion)),
        Sheet::Ranking(ranking) => markdown(&ranking::page(ranking)),
    });
    Ok(Printed::text(pages.collect::<Vec<_>>().join("\n---\n\n")))
}

fn as_session(call: &Call, sheets: &[Sheet]) -> Result<Printed, Failure> {
    let canvases = sheets.iter().map(|sheet| match sheet {
        Sheet::Canvas(canvas) => Ok(canvas),
        Sheet::Ranking(ranking) => {
            let message = format!("`{}` is a ranking, which has no session", ranking.id());
            Err(Failure::new(Exit::Usage, message).hint("leave --format out"))
        }
    });
    let canvases: Vec<&Canvas> = canvases.collect::<Result<_, _>>()?;
    let own: Vec<&CanvasId> = canvases.iter().map(|canvas| canvas.id()).collect();
    let scales = Scales::read(call, &own)?;
    let texts = canvases.iter().map(|canvas| {
        let weighed = scales.weigh(canvas);
        let begin = call.workspace.begin_of_session(canvas, call.today);
        session(canvas, &weighed.suggestion, &begin)
    });
    Ok(Printed::text(texts.collect::<Vec<_>>().join("\n")))
}

/// The document that may be handed round; says which private answers it lacks.
pub fn open_document(call: &Call, canvas: &Canvas) -> Map<String, Value> {
    let open = json::open_document(canvas);
    if !open.left_out.is_empty() {
        call.note(&format!(
            "note: `{}`: left out what was answered alone and is not open yet: {}",
            canvas.id(),
            open.left_out.join(", ")
        ));
    }
    open.document
}

fn open_ranking(call: &Call, ranking: &Ranking) -> Map<String, Value> {
    let (document, left_out) = json::open_ranking(ranking);
    if left_out {
        call.note(&format!(
            "note: `{}`: left out what people ranked alone, which is not open yet",
            ranking.id()
        ));
    }
    document
}

/// Writes a file that is not there yet, or that may be written over.
///
/// # Errors
/// [`Exit::Failed`] where it is there already or cannot be written.
pub fn write(path: &Path, bytes: &[u8], is_forced: bool) -> Result<(), Failure> {
    if is_forced {
        return Ok(replace(path, bytes)?);
    }
    let shown = path.display();
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let mut file = file.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::new(Exit::Failed, format!("`{shown}` is there already"))
                .hint("add --force to write over it")
        }
        _ => Failure::new(Exit::Failed, format!("could not write `{shown}`: {error}")),
    })?;
    let written = file.write_all(bytes).and_then(|()| sync_file(&file, path));
    written.map_err(|error| {
        // Half a page is of no use to anyone, and it would be in the way of the next attempt.
        let _ = fs::remove_file(path);
        Failure::new(Exit::Failed, format!("could not write `{shown}`: {error}"))
    })
}

/// An export lacks private answers, so it must never stand in a canvas's or a ranking's own place.
///
/// # Errors
/// [`Exit::Usage`] where the file would be among the canvases or the rankings.
pub fn refuse_own_files(call: &Call, path: &Path) -> Result<(), Failure> {
    let canvases = (call.workspace.canvases_path(), "canvases");
    let rankings = (call.workspace.rankings_path(), "rankings");
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
    // A link that is there is written through, so what counts is where it leads.
    let target = fs::canonicalize(path).ok();
    let target = target.as_deref().and_then(Path::parent);
    let folder = folder.ok();
    for (own, name) in [canvases, rankings] {
        let own = fs::canonicalize(own).ok();
        let is_own = |folder: Option<&Path>| folder.is_some() && folder == own.as_deref();
        if is_own(folder.as_deref()) || is_own(target) {
            let message = format!("`{}` is among the {name} themselves", path.display());
            return Err(Failure::new(Exit::Usage, message).hint("choose a file in another folder"));
        }
    }
    Ok(())
}
