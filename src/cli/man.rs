//! `man`: the manual page.

use clap::CommandFactory as _;

use super::args::Cli;
use super::failure::Failure;
use super::printed::Printed;

/// Prints the page.
///
/// # Errors
/// Never in practice: the page is written to memory.
pub fn run() -> Result<Printed, Failure> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    Ok(Printed::text(String::from_utf8_lossy(&page)))
}
