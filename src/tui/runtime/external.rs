//! The planner's own editor, for one answer.

use std::env;
use std::fs;
use std::process::Command;

/// Lets `$VISUAL` or `$EDITOR` change a text and returns what came of it.
///
/// # Errors
/// A sentence that says what is wrong: no editor is named, or it failed.
pub fn edit(text: &str) -> Result<String, String> {
    let set = |name| {
        env::var(name)
            .ok()
            .filter(|value: &String| !value.trim().is_empty())
    };
    let editor = set("VISUAL").or_else(|| set("EDITOR"));
    let editor = editor.ok_or("Set $VISUAL or $EDITOR to use an editor of your own.")?;
    let words = shell_words::split(&editor).map_err(|error| format!("`{editor}`: {error}"))?;
    let (program, arguments) = words.split_first().ok_or("$VISUAL names no program.")?;
    let file = tempfile::Builder::new()
        .prefix("answer-")
        .suffix(".md")
        .tempfile();
    let file = file.map_err(|error| format!("could not make a temporary file: {error}"))?;
    let failed = |error| format!("could not use `{}`: {error}", file.path().display());
    fs::write(file.path(), text).map_err(failed)?;
    let status = Command::new(program)
        .args(arguments)
        .arg(file.path())
        .status();
    match status {
        Ok(status) if status.success() => fs::read_to_string(file.path()).map_err(failed),
        Ok(_) => Err(format!(
            "`{program}` ended with an error; the answer is as it was."
        )),
        Err(error) => Err(format!("could not start `{program}`: {error}")),
    }
}
