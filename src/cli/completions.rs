//! `completions`: what a shell needs to ask this program what may stand at the cursor.

use clap_complete::Shell;
use clap_complete::env::Shells;

use super::complete::ASKS;
use super::failure::Failure;
use super::printed::Printed;

/// Prints what one shell is to read when it starts.
///
/// # Errors
/// Never in practice: the script is written to memory.
pub fn run(shell: Shell) -> Result<Printed, Failure> {
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let name = shell.to_string();
    let shell = shells.completer(&name).expect("clap knows its own shells");
    let program = "whytogether";
    shell.write_registration(ASKS, program, program, program, &mut script)?;
    Ok(Printed::text(String::from_utf8_lossy(&script)))
}
