//! What is said beside the output: odd values, newer and unread files, complaints about settings.

use super::call::Call;
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::odd::odd_values;
use crate::canvas::question::Question;
use crate::canvas::ranking::Ranking;
use crate::canvas::unlikely::unlikely_in;
use crate::workspace::ReadError;
use crate::workspace::list::{Aside, Entry};
use crate::workspace::settings::Settings;

/// Says what a reader of this canvas should know: it is newer, or holds values that do not count.
pub fn about_canvas(call: &Call, canvas: &Canvas) {
    let id = canvas.id();
    if canvas.is_newer() {
        call.note(&format!(
            "note: `{id}` was written by a newer version of whytogether and is read as far as possible"
        ));
    }
    if call.refused().contains(id) {
        about_refused(call, id);
    }
    if let Some(of) = call.workspace.copy_of(canvas) {
        call.note(&format!("note: `{id}` is {}", Aside::CopyOf(of)));
    }
    if let Some(hidden) = canvas.hidden_in_words() {
        call.note(&format!("note: `{id}`: {hidden}; nothing here counts it"));
    }
    for odd in odd_values(canvas) {
        call.note(&format!("note: `{id}`: {}", odd.in_words(canvas)));
    }
}

/// Says of every canvas that words of it wait which the disk refused.
pub fn about_all_refused(call: &Call) {
    for id in call.refused() {
        about_refused(call, &id);
    }
}

fn about_refused(call: &Call, id: &CanvasId) {
    let unread = call.refused_and_unread(id);
    for left in &unread.left {
        call.note(&format!("note: words of `{id}` are {left}"));
    }
    if unread.is_all {
        return;
    }
    let what_then = match call.workspace.load(id) {
        Ok(loaded) if loaded.canvas.is_newer() => format!(
            "they stay there, for `{id}` was written by a newer version of whytogether: that one takes them up"
        ),
        Ok(_) => format!("whytogether open {id} takes them up"),
        Err(ReadError::Missing { .. }) => {
            format!("`{id}` is not there any more, and whytogether alone writes it again with them")
        }
        Err(ReadError::Io { .. } | ReadError::Document { .. }) => format!(
            "they stay there until `{id}` can be read again (whytogether doctor says what helps), and whytogether \
             open {id} takes them up then"
        ),
    };
    call.note(&format!(
        "note: words of `{id}` that the disk refused wait outside the workspace: {what_then}"
    ));
}

/// Says which of the answers that were just given to these questions are hardly meant.
pub fn about_answers(
    call: &Call,
    canvas: &Canvas,
    questions: impl IntoIterator<Item = &'static Question>,
) {
    let mut said: Vec<&Question> = Vec::new();
    for question in questions {
        if said.contains(&question) {
            continue;
        }
        said.push(question);
        for unlikely in unlikely_in(canvas, question) {
            let id = canvas.id();
            call.note(&format!("note: `{id}`: {}", unlikely.in_words()));
        }
    }
    if said.iter().any(|question| question.id == "cover.title")
        && canvas.text("cover.title").is_none()
    {
        let id = canvas.id();
        call.note(&format!(
            "note: `{id}` has no title now: it is listed as `{}`; whytogether set {id} cover.title=TITLE gives it one",
            canvas.title()
        ));
    }
}

/// Says that a later version wrote a ranking.
pub fn about_ranking(call: &Call, ranking: &Ranking) {
    if ranking.is_newer() {
        call.note(&format!(
            "note: `{}` was written by a newer version of whytogether and is read as far as possible",
            ranking.id()
        ));
    }
}

/// Says that another canvas is in no sum, or perhaps not with all it has.
pub fn about_other(call: &Call, entry: &Entry) {
    let id = &entry.id;
    match &entry.content {
        Err(Aside::Broken(why)) => call.note(&format!("note: `{id}.json` is in no sum: {why}")),
        Err(aside) => {
            let said = aside.beside_sums(id);
            call.note(&format!("note: {}", said.trim_end_matches('.')));
        }
        Ok(summary) if summary.is_newer => call.note(&format!(
            "note: `{id}` was written by a newer version of whytogether and is counted as far as possible"
        )),
        Ok(summary) if summary.is_in_round => call.note(&format!(
            "note: `{id}` is counted without what is hidden while a round is open in it"
        )),
        Ok(_) => {}
    }
}

/// Says what the place of the workspace cannot do, once; `doctor` says it whenever it is asked.
pub fn about_place(call: &Call) {
    if let Some(said) = call.to_say_of_place() {
        call.note(&format!("note: {said}"));
    }
}

/// Says which settings are not counted as they stand.
pub fn about_settings(call: &Call, settings: &Settings) {
    let path = call.workspace.settings_path();
    if settings.is_newer() {
        call.note(&format!(
            "note: `{}` was written by a newer version of whytogether",
            path.display()
        ));
    }
    for complaint in settings.complaints() {
        call.note(&format!("note: `{}`: {complaint}", path.display()));
    }
}
