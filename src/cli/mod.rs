//! The command line: one file per verb, and what they share.
//!
//! A verb takes its arguments and the [`call::Call`], and returns what is to be printed; only the
//! guide by prompts speaks while it works. Data goes to standard output, talk to standard error.

pub mod answer;
mod args;
pub mod call;
pub mod change;
pub mod check;
pub mod columns;
pub mod compare;
mod complete;
pub mod completions;
pub mod decide;
pub mod demo;
pub mod doctor;
pub mod due;
pub mod earlier;
pub mod elsewhere;
pub mod end;
pub mod export;
pub mod failure;
pub mod find;
pub mod fitted;
pub mod get;
mod git_hints;
pub mod git_setup;
pub mod history;
pub mod import;
pub mod init;
mod input;
pub mod letter;
pub mod lines;
pub mod list;
pub mod looking_back;
mod lost;
pub mod man;
pub mod merge;
pub mod new;
pub mod notes;
pub mod open;
pub mod paths;
pub mod plain;
pub mod portfolio;
pub mod printed;
pub mod put_back;
pub mod questions;
pub mod rank;
pub mod restore;
pub mod review;
pub mod schema;
pub mod set;
pub mod shape;
pub mod show;
pub mod sync;
mod talk;
pub mod trash;
pub mod weigh;

pub use failure::Failure;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::FromArgMatches as _;

use crate::canvas::shown::{shown, shown_lines};
use crate::tui::Start;
use args::{Cli, Verb};
use call::Call;
use failure::Exit;
use printed::Printed;

/// Shows the screen until the planner leaves it.
pub type Screen = fn(Start) -> io::Result<()>;

/// Does what the arguments ask and says how it ended.
pub fn main(arguments: impl IntoIterator<Item = OsString>, screen: Screen) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if complete::answers(&arguments) {
        return Exit::Done.into();
    }
    let matches = shape::command().try_get_matches_from(arguments);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return usage(&error).into(),
    };
    let is_quiet = cli.globals.quiet;
    let ended = run(cli, screen).and_then(|printed| {
        let mut output = io::stdout().lock();
        output.write_all(printed.text.as_bytes())?;
        output.flush()?;
        offer(printed.hint.as_deref(), is_quiet);
        Ok(printed.exit)
    });
    let exit = ended.unwrap_or_else(|failure| tell(&failure, is_quiet));
    exit.into()
}

fn run(cli: Cli, screen: Screen) -> Result<Printed, Failure> {
    let needs_workspace = cli.verb.as_ref().is_none_or(Verb::needs_workspace);
    let call = Call::new(cli.globals, needs_workspace)?;
    let ended = carry_out(cli.verb, &call, screen);
    notes::about_place(&call);
    ended
}

fn carry_out(verb: Option<Verb>, call: &Call, screen: Screen) -> Result<Printed, Failure> {
    match verb {
        None => open::home(call, screen),
        Some(Verb::New(args)) => new::run(&args, call, screen),
        Some(Verb::Open(args)) => open::run(&args, call, screen),
        Some(Verb::List(args)) => list::run(&args, call),
        Some(Verb::Show(args)) => show::run(&args, call),
        Some(Verb::History(args)) => history::run(&args, call),
        Some(Verb::Get(args)) => get::run(&args, call),
        Some(Verb::Set(args)) => set::run(&args, call),
        Some(Verb::Check(args)) => check::run(&args, call),
        Some(Verb::Decide(args)) => decide::run(&args, call),
        Some(Verb::Review(args)) => review::run(&args, call, screen),
        Some(Verb::Due(args)) => due::run(&args, call),
        Some(Verb::End(args)) => end::run(&args, call),
        Some(Verb::LookingBack(args)) => looking_back::run(&args, call),
        Some(Verb::Portfolio(args)) => portfolio::run(&args, call),
        Some(Verb::Schema(args)) => Ok(schema::run(&args)),
        Some(Verb::Rank(args)) => rank::run(&args, call),
        Some(Verb::Questions(args)) => Ok(questions::run(&args)),
        Some(Verb::Export(args)) => export::run(&args, call),
        Some(Verb::Letter(args)) => letter::run(&args, call),
        Some(Verb::Compare(args)) => compare::run(&args, call),
        Some(Verb::Import(args)) => import::run(&args, call),
        Some(Verb::Answer(args)) => answer::run(&args, call),
        Some(Verb::Trash(args)) => trash::run(&args, call),
        Some(Verb::Restore(args)) => restore::run(&args, call),
        Some(Verb::Sync(args)) => sync::run(&args, call),
        Some(Verb::GitSetup(args)) => git_setup::run(&args, call),
        Some(Verb::Merge(args)) => merge::run(&args, call),
        Some(Verb::Init(args)) => init::run(&args, call),
        Some(Verb::Doctor(args)) => doctor::run(&args, call),
        Some(Verb::Demo(args)) => demo::run(&args, call, screen),
        Some(Verb::Paths(args)) => Ok(paths::run(&args, call)),
        Some(Verb::Completions { shell }) => completions::run(shell),
        Some(Verb::Man(args)) => man::run(&args),
    }
}

/// Prints help to standard output, and what was wrong with the arguments to standard error.
fn usage(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        // Whoever asked for help has closed the pipe, and needs no more of it.
        let _ = error.print();
        return Exit::Done;
    }
    let text = error.render().to_string();
    let text = text.replacen("error: ", "whytogether: ", 1);
    say(&shown_lines(&text));
    Exit::Usage
}

/// Says what failed and what to try next.
fn tell(failure: &Failure, is_quiet: bool) -> Exit {
    if failure.exit == Exit::ClosedPipe {
        return failure.exit;
    }
    say(&format!("whytogether: {}\n", shown_lines(&failure.message)));
    offer(failure.hint.as_deref(), is_quiet);
    failure.exit
}

/// Names the next command, unless told to be quiet.
fn offer(hint: Option<&str>, is_quiet: bool) {
    if let Some(hint) = hint.filter(|_| !is_quiet) {
        say(&format!("hint: {}\n", shown(hint)));
    }
}

fn say(text: &str) {
    // Nobody is left to tell where standard error is closed.
    let _ = io::stderr().write_all(text.as_bytes());
}
