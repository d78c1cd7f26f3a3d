//! What a script gives on standard input.

use std::io::{self, Read as _};

use super::failure::{Exit, Failure};

/// Reads standard input to its end.
///
/// # Errors
/// [`Exit::Failed`] where it cannot be read.
pub fn standard_input() -> Result<String, Failure> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(|error| {
        Failure::new(
            Exit::Failed,
            format!("could not read standard input: {error}"),
        )
    })?;
    // What a pipe or an editor ends its last line with is no part of a one-line answer.
    text.truncate(text.trim_end_matches(['\n', '\r']).len());
    Ok(text)
}
