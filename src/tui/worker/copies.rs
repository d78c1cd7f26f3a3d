//! Canvases written outside the workspace, never over a file that is there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::export::letter;
use crate::workspace::folders;
use crate::workspace::replace::create;
use crate::workspace::{SaveError, in_one_line};

/// Writes a canvas whole to the place that was typed, and says what came of it.
///
/// A folder gets a file named as in the workspace. What stands in the workspace is not asked: this is
/// for when the disk under it fails.
pub fn save(canvas: &Canvas, to: &str) -> String {
    save_bytes(canvas.id(), &canvas.to_bytes(), to)
}

/// Writes the bytes of a file to the place that was typed, as [`save`] does with a canvas.
pub fn save_bytes(id: &CanvasId, bytes: &[u8], to: &str) -> String {
    let mut path = match folders::typed(to) {
        Ok(path) => path,
        Err(why) => return format!("No copy was written: {why}"),
    };
    if path.is_dir() {
        path.push(format!("{id}.json"));
    }
    let shown = path.display();
    match create(&path, bytes) {
        Ok(()) => format!("A copy is in {shown}"),
        Err(SaveError::Exists { .. }) => {
            format!("{shown} is there already, and stays as it is: give another name.")
        }
        Err(error) => format!("No copy was written: {}", in_one_line(&error)),
    }
}

/// Writes a letter to the place that was typed, which may be within a folder, and says where it is.
pub fn write_letter(text: &str, within: &Path, to: &str) -> Result<String, String> {
    let not_written = |why: String| format!("The letter was not written: {why}");
    let mut path = within.join(folders::typed(to).map_err(not_written)?);
    if path.is_dir() {
        path.push("letter.txt");
    }
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    let is_markdown = ending.is_some_and(|ending| ending == "md" || ending == "markdown");
    let text = if is_markdown {
        letter::markdown(text)
    } else {
        letter::plain(text)
    };
    let shown = path.display();
    match create(&path, text.as_bytes()) {
        Ok(()) => Ok(format!("Written to {shown}")),
        Err(SaveError::Exists { .. }) => Err(format!(
            "{shown} is there already, and stays as it is: give another name."
        )),
        Err(error) => Err(not_written(in_one_line(&error))),
    }
}

/// Writes a text to a new file in the current folder: a name that is taken gets a number, unless the same
/// text stands there already.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn write_new(stem: &str, ending: &str, text: &str) -> Result<String, String> {
    for number in 1..100 {
        let name = if number == 1 {
            format!("{stem}.{ending}")
        } else {
            format!("{stem}-{number}.{ending}")
        };
        match OpenOptions::new().write(true).create_new(true).open(&name) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())
                    .map_err(|error| format!("could not write `{name}`: {error}"))?;
                return Ok(name);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if fs::read(&name).is_ok_and(|there| there == text.as_bytes()) {
                    return Ok(name);
                }
            }
            Err(error) => return Err(format!("could not write `{name}`: {error}")),
        }
    }
    Err(format!(
        "`{stem}.{ending}` and a hundred like it are there already"
    ))
}
