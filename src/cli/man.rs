//! `man`: the manual, a page with every verb and every key, and one for each verb.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::path;
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::shape::command;
use crate::tui::keymap::BINDINGS;

/// Print the manual page, or install it and one for each verb.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write the pages into this folder, such as ~/.local/share/man/man1.
    #[arg(long, value_name = "DIR", value_parser = path())]
    to: Option<PathBuf>,
}

/// Prints the page, or writes all of them.
///
/// # Errors
/// [`Exit::Failed`] where a page cannot be written.
pub fn run(args: &ManArgs) -> Result<Printed, Failure> {
    let command = command();
    let page = page(&command)?;
    let Some(folder) = &args.to else {
        return Ok(Printed::text(String::from_utf8_lossy(&page)));
    };
    install(folder, "whytogether.1", &page)?;
    for verb in verbs_of(&command) {
        let mut page = Vec::new();
        let man = Man::new(verb.clone());
        man.render(&mut page)?;
        install(folder, &man.get_filename(), &page)?;
    }
    let hint = "man whytogether, or man whytogether-decide for one verb";
    let printed = Printed::text(format!("The pages are in `{}`.\n", folder.display()));
    Ok(Printed {
        hint: Some(hint.into()),
        ..printed
    })
}

fn install(folder: &Path, name: &str, page: &[u8]) -> Result<(), Failure> {
    let path = folder.join(name);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, page));
    written.map_err(|error| {
        let message = format!("could not write `{}`: {error}", path.display());
        Failure::new(Exit::Failed, message)
    })
}

/// The page of the program: it says what each verb does, so that it sends nobody to a page that is not there.
fn page(command: &Command) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    verbs(command).to_writer(&mut page)?;
    keys().to_writer(&mut page)?;
    man.render_extra_section(&mut page)?;
    man.render_version_section(&mut page)?;
    Ok(page)
}

fn verbs_of(command: &Command) -> impl Iterator<Item = &Command> {
    let is_ours = |verb: &&Command| !verb.is_hide_set() && verb.get_name() != "help";
    command.get_subcommands().filter(is_ours)
}

/// Each verb with its form and what it does.
fn verbs(command: &Command) -> Roff {
    let mut roff = Roff::default();
    roff.control("SH", ["VERBS"]);
    for verb in verbs_of(command) {
        let usage = verb.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ").to_owned();
        let about = verb
            .get_long_about()
            .or(verb.get_about())
            .map(ToString::to_string);
        roff.control("TP", []);
        roff.text([bold(usage)]);
        roff.text([roman(about.unwrap_or_default())]);
    }
    roff
}

/// Every key of the screen, and where it is read.
fn keys() -> Roff {
    let mut roff = Roff::default();
    roff.control("SH", ["KEYS"]);
    for binding in BINDINGS {
        let keys: Vec<String> = binding.keys.iter().map(|key| key.name()).collect();
        roff.control("TP", []);
        roff.text([bold(keys.join(", "))]);
        roff.text([roman(format!("{} ({}).", binding.help, binding.place()))]);
    }
    roff
}
