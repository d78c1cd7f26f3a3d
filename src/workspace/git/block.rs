//! Our lines in a file that is the user's own: between two marks, and nothing outside them changes.

use std::fs;

use super::super::{ReadError, SaveError, Workspace};

const FIRST: &str =
    "# whytogether: `git-setup` writes these lines, `git-setup --remove` takes them out";
const LAST: &str = "# whytogether: end";

/// Puts our lines at the end of a file, or takes them out where there are none to put.
///
/// Returns true if the file was changed. A file that would be empty is deleted.
///
/// # Errors
/// [`SaveError`] where the file cannot be read or written, or is a link that leads outside; it is whole then.
pub fn put(workspace: &Workspace, name: &str, lines: &[String]) -> Result<bool, SaveError> {
    let path = &workspace.root().join(name);
    let was = match workspace.read(path) {
        Ok(bytes) => bytes,
        Err(ReadError::Missing { .. }) => Vec::new(),
        Err(ReadError::Io { path, source }) => return Err(SaveError::Io { path, source }),
        Err(ReadError::Document { path, source }) => {
            return Err(SaveError::Unreadable { path, source });
        }
    };
    let is = with(&was, lines);
    if is == was {
        return Ok(false);
    }
    if is.is_empty() {
        fs::remove_file(path).map_err(SaveError::io(path))?;
    } else {
        workspace.write(path, &is)?;
    }
    Ok(true)
}

/// The bytes of a file with these lines between the marks.
fn with(file: &[u8], lines: &[String]) -> Vec<u8> {
    let mut text = without(file);
    if lines.is_empty() {
        return text;
    }
    if text.last().is_some_and(|last| *last != b'\n') {
        text.push(b'\n');
    }
    let lines = lines.iter().map(String::as_str);
    for line in [FIRST].into_iter().chain(lines).chain([LAST]) {
        text.extend_from_slice(line.as_bytes());
        text.push(b'\n');
    }
    text
}

/// The bytes without what stands between marks, however often; a mark without its end stays.
fn without(file: &[u8]) -> Vec<u8> {
    let lines: Vec<&[u8]> = file.split_inclusive(|byte| *byte == b'\n').collect();
    let is = |line: &[u8], mark: &str| line.trim_ascii_end() == mark.as_bytes();
    let mut kept = Vec::new();
    let mut rest = lines.as_slice();
    while let Some((line, after)) = rest.split_first() {
        let end = after.iter().position(|line| is(line, LAST));
        match end.filter(|_| is(line, FIRST)) {
            Some(end) => rest = &after[end + 1..],
            None => {
                kept.extend_from_slice(line);
                rest = after;
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines() -> Vec<String> {
        vec!["/.lock".into()]
    }

    #[test]
    fn lines_of_the_user_stay_around_ours_and_ours_go_again() {
        let own = b"*.log\n\xff\r\n";
        let both = with(own, &lines());
        assert!(both.starts_with(own));
        assert_eq!(with(&both, &lines()), both);
        assert_eq!(with(&both, &[]), own);
    }

    #[test]
    fn ours_go_from_between_lines_that_were_added_since() {
        let mut file = with(b"first\n", &lines());
        file.extend_from_slice(b"last\n");
        assert_eq!(without(&file), b"first\nlast\n");
    }

    #[test]
    fn a_mark_without_its_end_takes_nothing_with_it() {
        let file = format!("{FIRST}\nkeep me\n");
        assert_eq!(without(file.as_bytes()), file.as_bytes());
    }

    #[test]
    fn two_of_our_blocks_become_one() {
        let once = with(b"", &lines());
        let twice = [once.clone(), once.clone()].concat();
        assert_eq!(with(&twice, &lines()), once);
    }
}
