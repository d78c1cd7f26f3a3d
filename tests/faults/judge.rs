//! What must hold whatever failed: whole files, nothing to complain of, nothing acknowledged lost.

use std::fs;

use whytogether::canvas::Canvas;
use whytogether::workspace::doctor::Kind;

use crate::strace::{Ended, Fault};
use crate::{NOW, OLD, PLAIN, id, old};

/// What a workspace holds after a run.
#[derive(Debug)]
pub struct Seen {
    /// The canvas that was there before.
    pub canvas: Option<Canvas>,
    /// The title of one that was not.
    pub new: Option<String>,
    /// True where the history has the canvas as it was before.
    pub has_old_version: bool,
    /// True where the program says that a version could not be kept.
    pub says_not_kept: bool,
}

impl Seen {
    pub fn of(ended: &Ended) -> Self {
        let workspace = &ended.workspace;
        let canvas = workspace.load(&id()).ok().map(|loaded| loaded.canvas);
        let day = jiff::civil::date(2026, 11, 23);
        let entries = workspace.entries(day).expect("a folder or none");
        let new = entries.into_iter().find(|entry| entry.id != id());
        let new = new.map(|entry| entry.content.expect("it can be read").title.to_string());
        let history = workspace.history(&id()).expect("a history or none");
        let mut versions = (0..history.len()).map(|index| history.canvas(index).expect("whole"));
        Self {
            canvas,
            new,
            has_old_version: versions.any(|version| {
                version.text("purpose.change") == old().text("purpose.change")
                    && version.text("decision.reason").is_none()
            }),
            says_not_kept: ended.err.contains("could not be kept"),
        }
    }
}

/// Fails where a file is neither the old nor the new one, or where something is broken or was lost.
pub fn judge(ended: &Ended, fault: Fault, case: &str) {
    let workspace = &ended.workspace;
    if let Ok(bytes) = fs::read(workspace.canvas_path(&id())) {
        let is_old = bytes == OLD.as_bytes();
        assert!(is_old || is_new(&bytes), "neither old nor new: {case}");
    }
    if ended.code.is_some_and(|code| code != 0) {
        let is_mute = matches!(fault, Fault::FromNowOn(_)) && ended.err.is_empty();
        let says_why = ended.err.contains("could not ") || ended.err.contains("is held by");
        let says_why = says_why || is_mute;
        assert!(says_why, "it failed and does not say why: {case}");
    }
    prompts_told_the_truth(ended, case);
    if !workspace.root().exists() {
        return;
    }
    let report = workspace.examine();
    for finding in &report.findings {
        let is_leftover = match finding.kind {
            Kind::Unfinished => !matches!(fault, Fault::Error(_)),
            Kind::NoSettings => !workspace.canvas_path(&id()).exists(),
            _ => false,
        };
        assert!(is_leftover, "{finding:?}: {case}");
    }
    let mended = workspace.mend(NOW).expect("mended");
    let is_left = mended.findings.iter().any(|finding| !finding.is_mended());
    assert!(!is_left, "{mended:?}: {case}");
    assert_eq!(workspace.examine().findings, [], "{case}");
}

/// A new file is one that this program writes, with every word of the old one.
fn is_new(bytes: &[u8]) -> bool {
    let Ok(canvas) = Canvas::read(id(), bytes) else {
        return false;
    };
    let words = |canvas: &Canvas| {
        let title = canvas.title().to_owned();
        (title, canvas.text("purpose.change").map(str::to_owned))
    };
    canvas.to_bytes() == bytes && words(&canvas) == words(&old())
}

/// A prompt for the next column says that the answer before is on disk.
fn prompts_told_the_truth(ended: &Ended, case: &str) {
    let prompts = ended.out.lines().filter(|line| line.starts_with("Row "));
    let acknowledged = prompts.count().saturating_sub(1);
    if acknowledged == 0 || ended.out.contains("Not saved") {
        return;
    }
    let path = ended.workspace.canvas_path(&id());
    let written = fs::read_to_string(path).expect("a canvas");
    for words in PLAIN.input.lines().take(acknowledged) {
        assert!(written.contains(words), "`{words}` is not on disk: {case}");
    }
}
