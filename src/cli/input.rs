//! What a script gives on standard input.

use std::io::{self, Read as _};

use super::failure::{Exit, Failure};

/// Reads standard input to its end.
///
/// # Errors
/// [`Exit::Failed`] where it cannot be read, [`Exit::Usage`] where nothing came: a pipe that failed is no answer.
pub fn standard_input() -> Result<String, Failure> {
    let mut text = String::new();
    io::stdin().read_to_string(&mut text).map_err(|error| {
        Failure::new(
            Exit::Failed,
            format!("could not read standard input: {error}"),
        )
    })?;
    if text.trim().is_empty() {
        let message = "nothing came on standard input, so nothing is changed";
        return Err(Failure::new(Exit::Usage, message).hint(
            "did the command before the pipe fail? Write the text instead of `-` to give it here",
        ));
    }
    // What a pipe or an editor ends its last line with is no part of a one-line answer.
    text.truncate(text.trim_end_matches(['\n', '\r']).len());
    Ok(text)
}
