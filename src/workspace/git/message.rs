//! What a commit says: which canvases, and which of their questions.

use std::collections::HashMap;

use super::commit::Staged;
use crate::canvas::Canvas;
use crate::canvas::changes::changes_in_words;
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;

/// The longest first line, in characters.
const LINE: usize = 72;
/// The longest title, in characters.
const TITLE: usize = 48;
/// The most canvases that one message lists.
pub const MOST: usize = 200;

/// Contents of files, by git's names for them.
pub type Blobs = HashMap<String, Vec<u8>>;

/// The message for these changes: one line, and one for each canvas where there are several.
pub fn message(staged: &[Staged], blobs: &Blobs) -> String {
    let mut canvases: Vec<(String, Vec<String>)> = Vec::new();
    for file in staged {
        canvases.extend(canvas_in_words(file, staged, blobs));
    }
    match canvases.as_slice() {
        [] => beside_canvases(staged),
        [(title, changes)] => line(title, changes),
        several => {
            let titles: Vec<String> = several.iter().map(|(title, _)| title.clone()).collect();
            let first = line(&format!("{} canvases", several.len()), &titles);
            let lines = several.iter().take(MOST);
            let mut text = lines.fold(first + "\n", |text, (title, changes)| {
                format!("{text}\n{}", line(title, changes))
            });
            if several.len() > MOST {
                text.push_str(&format!("\nand {} more", several.len() - MOST));
            }
            text
        }
    }
}

/// A head and as much of a list as one line holds.
fn line(head: &str, parts: &[String]) -> String {
    let mut text = format!("{head}: ");
    for (index, part) in parts.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let left = parts.len() - index;
        let and_more = format!(" and {left} more");
        let room = if left == 1 { 0 } else { and_more.len() };
        let length = text.chars().count() + comma.len() + part.chars().count() + room;
        if index > 0 && length > LINE {
            return text + &and_more;
        }
        text.push_str(comma);
        text.push_str(part);
    }
    text
}

/// The title of a canvas and what changed in it; None for any other file.
fn canvas_in_words(
    file: &Staged,
    staged: &[Staged],
    blobs: &Blobs,
) -> Option<(String, Vec<String>)> {
    let path = String::from_utf8_lossy(&file.path);
    let name = path.strip_prefix("canvases/")?.strip_suffix(".json")?;
    let id = CanvasId::from_name(name);
    let read = |side: &Option<String>| {
        let bytes = blobs.get(side.as_deref()?)?;
        Canvas::read(id.clone()?, bytes).ok()
    };
    let (before, after) = (read(&file.before), read(&file.after));
    let title = after.as_ref().or(before.as_ref()).map(Canvas::title);
    let title = cut(&shown(title.unwrap_or(name)));
    let changes = match (&file.before, &file.after) {
        (None, _) if is_in_trash(name, staged, Staged::is_gone) => vec!["back from trash".into()],
        (None, _) => vec!["begun".into()],
        (_, None) if is_in_trash(name, staged, Staged::is_new) => vec!["to the trash".into()],
        (_, None) => vec!["taken away".into()],
        _ => match (before, after) {
            (Some(before), Some(after)) => changes_in_words(&before, &after),
            (None, Some(_)) => vec!["mended".into()],
            _ => vec!["changed by hand".into()],
        },
    };
    let nothing = || vec!["small changes".into()];
    Some((
        title,
        if changes.is_empty() {
            nothing()
        } else {
            changes
        },
    ))
}

impl Staged {
    fn is_new(&self) -> bool {
        self.before.is_none()
    }

    fn is_gone(&self) -> bool {
        self.after.is_none()
    }
}

/// True where a file of the trash with this canvas came or went at the same time.
fn is_in_trash(name: &str, staged: &[Staged], happened: fn(&Staged) -> bool) -> bool {
    let start = format!("trash/{name}.");
    let mut trashed = staged.iter().filter(|file| happened(file));
    trashed.any(|file| file.path.starts_with(start.as_bytes()))
}

fn beside_canvases(staged: &[Staged]) -> String {
    let touches = |start: &[u8]| staged.iter().any(|file| file.path.starts_with(start));
    let text = if touches(b"workspace.json") {
        "Settings of the workspace"
    } else if touches(b".git") {
        "How git treats the workspace"
    } else if touches(b"rankings/") {
        "Rankings"
    } else if touches(b"trash/") {
        "The trash"
    } else {
        "Records of the workspace"
    };
    text.to_owned()
}

/// A title that leaves room for what changed.
fn cut(title: &str) -> String {
    let title = title.trim();
    if title.chars().count() <= TITLE {
        return title.to_owned();
    }
    let start: String = title.chars().take(TITLE - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, before: Option<&str>, after: Option<&str>) -> Staged {
        Staged {
            path: path.as_bytes().to_vec(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
        }
    }

    fn blobs(canvases: &[(&str, &str)]) -> Blobs {
        let bytes = |keys: &str| format!(r#"{{"format":"whytogether.canvas","version":1,{keys}}}"#);
        let canvases = canvases.iter();
        canvases
            .map(|(name, keys)| ((*name).to_owned(), bytes(keys).into_bytes()))
            .collect()
    }

    #[test]
    fn one_canvas_is_named_with_the_questions_that_changed() {
        let before = r#""cover":{"title":"Falls response at home"}"#;
        let after = r#""cover":{"title":"Falls response at home"},"purpose":{"change":"Less"},
            "partners":[{"organisation":"Fellgate","trust":2}]"#;
        let staged = [
            file("canvases/falls-7k3f.json", Some("a"), Some("b")),
            file("history/falls-7k3f.jsonl", Some("c"), Some("d")),
        ];
        let said = message(&staged, &blobs(&[("a", before), ("b", after)]));
        assert_eq!(said, "Falls response at home: partners, change, trust");
    }

    #[test]
    fn several_canvases_are_counted_and_listed() {
        let blobs = blobs(&[
            ("a", r#""cover":{"title":"Falls"}"#),
            ("b", r#""cover":{"title":"Bus"}"#),
        ]);
        let staged = [
            file("canvases/bus-5rkh.json", Some("b"), None),
            file("canvases/falls-7k3f.json", None, Some("a")),
            file("trash/bus-5rkh.json", None, Some("b")),
        ];
        let said = message(&staged, &blobs);
        assert_eq!(
            said,
            "2 canvases: Bus, Falls\n\nBus: to the trash\nFalls: begun"
        );
    }

    #[test]
    fn a_first_line_has_at_most_72_characters_and_says_how_much_it_leaves_out() {
        let parts: Vec<String> = (1..=30).map(|number| format!("part {number}")).collect();
        let said = line("Falls response at home", &parts);
        assert!(said.chars().count() <= LINE, "{said}");
        assert!(said.ends_with(" and 26 more"), "{said}");
    }

    #[test]
    fn a_title_of_other_hands_is_one_line_without_control_characters() {
        let title = format!(
            r#""cover":{{"title":"Falls\n\u001b[2J{}"}}"#,
            "x".repeat(300)
        );
        let staged = [file("canvases/falls-7k3f.json", None, Some("a"))];
        let said = message(&staged, &blobs(&[("a", &title)]));
        assert!(said.starts_with("Falls \u{fffd}[2Jxx"), "{said}");
        assert!(said.ends_with("…: begun") && said.chars().count() <= LINE);
    }
}
