//! The program: arguments in, exit code out.

use std::env;
use std::process::ExitCode;

use whytogether::{cli, tui};

fn main() -> ExitCode {
    cli::main(env::args_os(), tui::run)
}
