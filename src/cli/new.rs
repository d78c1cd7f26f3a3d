//! `new`: a canvas with a title, opened at once where there is a terminal.

use clap::Args;
use serde_json::{Value, json};

use super::Screen;
use super::args::Json;
use super::call::{Call, has_terminal};
use super::failure::{Exit, Failure};
use super::open;
use super::printed::Printed;
use crate::canvas::Canvas;
use crate::canvas::answer;
use crate::canvas::id::CanvasId;
use crate::canvas::question::Question;

/// Start a canvas, and open it where there is a terminal.
///
/// With --json nothing is opened, and an object is printed: id, path.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// What to call it.
    title: String,
    /// Ask the dozen questions of the quick look only.
    #[arg(long)]
    quick: bool,
    /// Begin in the present view: one question large on the screen, for a call.
    #[arg(long, conflicts_with = "plain")]
    present: bool,
    #[command(flatten)]
    json: Json,
}

/// Writes the canvas, then opens it or prints its id.
///
/// # Errors
/// [`Exit::Usage`] where the title is none, else as for [`crate::workspace::Workspace::create`].
pub fn run(args: &NewArgs, call: &Call, screen: Screen) -> Result<Printed, Failure> {
    let title = Question::find("cover.title").expect("in the table");
    if answer::typed(title, &args.title, call.today)?.is_none() {
        return Err(Failure::new(Exit::Usage, "a canvas needs a title"));
    }
    let random = &mut |end| fastrand::usize(..end);
    let mut canvas = Canvas::new(&args.title, call.now(), random);
    let settings = call.workspace.load_settings()?;
    if let Some(name) = settings.our_organisation() {
        let question = Question::find("cover.our_organisation").expect("in the table");
        canvas.set(question, Some(Value::from(name.trim())), random)?;
    }
    let was_begun = call.workspace.is_begun();
    let id = call.workspace.create(&canvas)?.canvas.id().clone();
    call.note_begun(was_begun);
    if args.json.is_on {
        let path = call.workspace.canvas_path(&id);
        return Ok(Printed::json(
            &json!({ "id": id.as_str(), "path": path.to_string_lossy() }),
        ));
    }
    let may_open = if call.is_plain() {
        call.may_prompt()
    } else {
        has_terminal()
    };
    if may_open {
        let how = open::How {
            is_quick: args.quick,
            is_presenting: args.present,
        };
        return open::canvas(call, id, how, screen);
    }
    Ok(printed(args, &id))
}

/// The id of a canvas that was not opened, with the command that opens it as was asked for.
fn printed(args: &NewArgs, id: &CanvasId) -> Printed {
    let flags = [(args.quick, " --quick"), (args.present, " --present")];
    let flags: String = flags
        .into_iter()
        .filter_map(|(is_on, flag)| is_on.then_some(flag))
        .collect();
    let printed = Printed::text(format!("{id}\n"));
    match flags.as_str() {
        "" => printed,
        flags => printed.hint(format!("whytogether open {id}{flags}")),
    }
}
