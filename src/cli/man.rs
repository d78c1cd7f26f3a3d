//! `man`: the manual page, with every verb and every key.

use clap::CommandFactory as _;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::Cli;
use super::failure::Failure;
use super::printed::Printed;
use crate::tui::keymap::BINDINGS;

/// Prints the page.
///
/// # Errors
/// Never in practice: the page is written to memory.
pub fn run() -> Result<Printed, Failure> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    verbs(&command).to_writer(&mut page)?;
    keys().to_writer(&mut page)?;
    Ok(Printed::text(String::from_utf8_lossy(&page)))
}

/// Each verb with its form and what it does.
fn verbs(command: &clap::Command) -> Roff {
    let mut roff = Roff::default();
    roff.control("SH", ["VERBS"]);
    for verb in command.get_subcommands().filter(|verb| !verb.is_hide_set()) {
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
