//! `open`, and no verb at all: the screen, or the guide by prompts.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use clap::Args;

use super::Screen;
use super::call::{Call, has_terminal, no_terminal};
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::{find, fitted, lines, list, plain};
use crate::canvas::id::CanvasId;
use crate::tui::{Door, LeftBehind, Start};
use crate::workspace::list::Aside;

/// Open a canvas on the screen.
#[derive(Debug, Args)]
pub struct OpenArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// Ask the dozen questions of the quick look only.
    #[arg(long)]
    quick: bool,
    /// Begin in the present view: one question large on the screen, for a call.
    #[arg(long, conflicts_with = "plain")]
    present: bool,
}

/// How a canvas is opened.
#[derive(Debug, Clone, Copy)]
pub struct How {
    /// True to ask the questions of the quick look only.
    pub is_quick: bool,
    /// True to begin with one question large on the screen.
    pub is_presenting: bool,
}

/// Opens the workspace; where prompts are used instead of the screen, prints the list.
///
/// # Errors
/// [`Exit::NoTerminal`] without a terminal.
pub fn home(call: &Call, screen: Screen) -> Result<Printed, Failure> {
    if call.is_plain() {
        let hint = "whytogether open CANVAS --plain, or whytogether new TITLE --plain";
        return Ok(list::print(call)?.hint(hint));
    }
    show(call.start(None, Door::default()), screen)
}

/// Opens one canvas.
///
/// # Errors
/// As for [`find::canvas_id`] and [`canvas`].
pub fn run(args: &OpenArgs, call: &Call, screen: Screen) -> Result<Printed, Failure> {
    let id = find::canvas_id(call, &args.canvas)?;
    let how = How {
        is_quick: args.quick,
        is_presenting: args.present,
    };
    canvas(call, id, how, screen)
}

/// Opens one canvas on the screen, or asks its questions by prompts.
///
/// # Errors
/// [`Exit::NoTerminal`] where there is none, and whatever went wrong meanwhile.
pub fn canvas(call: &Call, id: CanvasId, how: How, screen: Screen) -> Result<Printed, Failure> {
    let loaded = call.workspace.load(&id).ok();
    if let Some(of) = loaded.and_then(|loaded| call.workspace.copy_of(&loaded.canvas)) {
        let message = format!("`{id}` is {}", Aside::CopyOf(of));
        let hint = format!("whytogether trash {id} sets it aside, whytogether show {id} prints it");
        return Err(Failure::new(Exit::Failed, message).hint(hint));
    }
    if !call.is_plain() {
        let door = if how.is_quick {
            Door::QuickLook
        } else {
            Door::Guide
        };
        let mut start = call.start(Some(id), door);
        start.is_presenting = how.is_presenting;
        return show(start, screen);
    }
    if how.is_presenting {
        call.note("There is no present view in plain prompts.");
    }
    if !call.may_prompt() {
        return Err(no_terminal());
    }
    let start = plain::Start {
        workspace: call.workspace.clone(),
        canvas: id,
        is_quick: how.is_quick,
        today: call.day(),
        state_folder: call.state_folder(),
        is_terminal: io::stdin().is_terminal(),
        columns: fitted::columns,
        folder: PathBuf::new(),
    };
    plain::run(&start, &mut *lines::typed(), &mut io::stdout().lock())?;
    Ok(Printed::nothing())
}

/// Shows the screen until the planner leaves it.
///
/// # Errors
/// [`Exit::NoTerminal`] where there is none, [`Exit::Failed`] where it cannot be used, [`Exit::Interrupted`] where an
/// interrupt ended it.
pub fn show(start: Start, screen: Screen) -> Result<Printed, Failure> {
    if !has_terminal() {
        return Err(no_terminal());
    }
    screen(start).map_err(|error| match error.kind() {
        io::ErrorKind::Interrupted => Failure::new(Exit::Interrupted, "interrupted"),
        _ if error.get_ref().is_some_and(|why| why.is::<LeftBehind>()) => {
            Failure::new(Exit::Failed, error.to_string())
        }
        _ => Failure::new(Exit::Failed, format!("could not use the terminal: {error}")),
    })?;
    Ok(Printed::nothing())
}
