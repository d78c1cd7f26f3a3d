//! `completions`: what a shell needs to complete our verbs and flags.

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::args::Cli;
use super::printed::Printed;

/// Prints the completions of one shell.
pub fn run(shell: Shell) -> Printed {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "whytogether", &mut script);
    Printed::text(String::from_utf8_lossy(&script))
}
