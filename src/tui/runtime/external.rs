//! The planner's own editor, for one answer.

mod flags;

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::tui::worker::edited::{PREFIX, hold};
use crate::workspace::folders;
use crate::workspace::replace::create_folder;

/// How soon nobody can have changed anything.
const AT_ONCE: Duration = Duration::from_secs(2);

/// What came of a text that the planner's own editor had.
#[derive(Debug)]
pub enum Edited {
    /// It came back; its file is to be removed once the text is taken in.
    Back {
        /// The text.
        text: String,
        /// The file.
        file: PathBuf,
    },
    /// It did not, and nothing was written: why.
    Unchanged(String),
    /// It did not, and there is more to say: why, and where what was written is kept or what to do.
    Kept(String),
}

/// Lets `$VISUAL` or `$EDITOR` change a text, in a file in a folder of ours.
pub fn edit(text: &str, folder: Option<&Path>) -> Edited {
    let (words, file) = match begin(text, folder) {
        Ok(begun) => begun,
        Err(why) => return Edited::Unchanged(why),
    };
    let _held = file.parent().and_then(hold);
    let program = &words[0];
    let begun = Instant::now();
    let status = Command::new(program).args(&words[1..]).arg(&file).status();
    let why = match status {
        Ok(status) if status.success() => match fs::read_to_string(&file) {
            Ok(back) if back.trim_end_matches('\n') == text.trim_end_matches('\n') => {
                let _ = fs::remove_file(&file);
                let cure = flags::cure(&words).filter(|_| begun.elapsed() < AT_ONCE);
                return match cure {
                    Some(cure) => Edited::Kept(cure),
                    None => Edited::Unchanged("Nothing was changed in your own editor.".into()),
                };
            }
            Ok(text) => return Edited::Back { text, file },
            Err(error) => format!("what `{program}` wrote cannot be taken in: {error}"),
        },
        Ok(_) => format!("`{program}` ended with an error"),
        Err(error) => format!("could not start `{program}`: {error}"),
    };
    if holds_no_more(&file, text) {
        let _ = fs::remove_file(&file);
        return Edited::Unchanged(format!("{why}; the answer is as it was."));
    }
    let file = file.display();
    Edited::Kept(format!(
        "{why}. The answer is as it was.\n\nWhat was written is kept in\n{file}"
    ))
}

/// True where a file holds what the answer holds, or is not there any more.
fn holds_no_more(file: &Path, text: &str) -> bool {
    match fs::read(file) {
        Ok(bytes) => bytes == text.as_bytes(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// The words of the editor's command, and a file with the text.
fn begin(text: &str, folder: Option<&Path>) -> Result<(Vec<String>, PathBuf), String> {
    let set = |name| {
        env::var(name)
            .ok()
            .filter(|value: &String| !value.trim().is_empty())
    };
    let editor = set("VISUAL").or_else(|| set("EDITOR"));
    let editor = editor.ok_or("Set $VISUAL or $EDITOR to use an editor of your own.")?;
    let mut words = shell_words::split(&editor).map_err(|error| format!("`{editor}`: {error}"))?;
    let Some(program) = words.first_mut() else {
        return Err("$VISUAL names no program.".into());
    };
    let path = folders::typed(&*program)?;
    *program = path.to_string_lossy().into_owned();
    let temporary = env::temp_dir();
    let folder = folder.filter(|folder| create_folder(folder).is_ok());
    let mut named = tempfile::Builder::new();
    let file = named
        .prefix(PREFIX)
        .suffix(".md")
        .tempfile_in(folder.unwrap_or(&temporary));
    let mut file = file.map_err(|error| format!("could not make a file for it: {error}"))?;
    let written = file.write_all(text.as_bytes());
    written.map_err(|error| format!("could not write a file for it: {error}"))?;
    let kept = file.into_temp_path().keep();
    let file = kept.map_err(|error| format!("could not keep a file for it: {error}"))?;
    Ok((words, file))
}
