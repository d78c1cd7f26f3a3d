//! `export`: canvases as pages to hand round.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Map, Value};

use super::call::Call;
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::weigh::Scales;
use super::{find, notes};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::export::markdown::markdown;
use crate::export::{json, page::page};
use crate::workspace::replace::replace;

/// Write canvases as a page to hand round.
///
/// Private answers that are not open yet are left out. JSON of several canvases is an array.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Ids, starts of ids, or titles.
    #[arg(required = true, value_name = "CANVAS")]
    canvases: Vec<String>,
    /// Write a file instead of printing; `-` prints.
    #[arg(long, value_name = "FILE")]
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
}

/// Prints the canvases, or writes them to a file.
///
/// # Errors
/// As for [`find::canvas`]; [`Exit::Failed`] where the file is there already or cannot be written.
pub fn run(args: &ExportArgs, call: &Call) -> Result<Printed, Failure> {
    let found = args.canvases.iter().map(|name| find::canvas(call, name));
    let canvases: Vec<Canvas> = found
        .map(|found| found.map(|loaded| loaded.canvas))
        .collect::<Result<_, _>>()?;
    let file = args.to.as_deref().filter(|path| path.as_os_str() != "-");
    if let Some(path) = file {
        refuse_own_files(call, path)?;
    }
    for canvas in &canvases {
        notes::about_canvas(call, canvas);
    }
    let printed = match format(args)? {
        Format::Json => as_json(call, &canvases),
        Format::Markdown => as_markdown(call, &canvases)?,
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

fn as_json(call: &Call, canvases: &[Canvas]) -> Printed {
    let documents = canvases.iter().map(|canvas| open_document(call, canvas));
    let mut documents: Vec<Value> = documents.map(Value::Object).collect();
    match documents.len() {
        1 => Printed::json(&documents.remove(0)),
        _ => Printed::json(&Value::Array(documents)),
    }
}

fn as_markdown(call: &Call, canvases: &[Canvas]) -> Result<Printed, Failure> {
    let own: Vec<&CanvasId> = canvases.iter().map(Canvas::id).collect();
    let scales = Scales::read(call, &own)?;
    let pages = canvases.iter().map(|canvas| {
        let weighed = scales.weigh(canvas);
        markdown(&page(canvas, &weighed.suggestion))
    });
    Ok(Printed::text(pages.collect::<Vec<_>>().join("\n---\n\n")))
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
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        // Half a page is of no use to anyone, and it would be in the way of the next attempt.
        let _ = fs::remove_file(path);
        Failure::new(Exit::Failed, format!("could not write `{shown}`: {error}"))
    })
}

/// An export lacks private answers, so it must never stand in a canvas's own place.
///
/// # Errors
/// [`Exit::Usage`] where the file would be among the canvases.
pub fn refuse_own_files(call: &Call, path: &Path) -> Result<(), Failure> {
    let own = fs::canonicalize(call.workspace.canvases_path()).ok();
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")));
    // A link that is there is written through, so what counts is where it leads.
    let target = fs::canonicalize(path).ok();
    let target = target.as_deref().and_then(Path::parent);
    let is_own = |folder: Option<&Path>| folder.is_some() && folder == own.as_deref();
    if is_own(folder.ok().as_deref()) || is_own(target) {
        let message = format!("`{}` is among the canvases themselves", path.display());
        return Err(Failure::new(Exit::Usage, message).hint("choose a file in another folder"));
    }
    Ok(())
}
