//! From what people call a canvas, a question or a voice to the one that is meant.

use super::call::Call;
use super::failure::{Exit, Failure};
use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::names::{self, people};
use crate::canvas::near;
use crate::canvas::question::{QUESTIONS, Question};
use crate::canvas::shown::shown;
use crate::workspace::list::{Aside, Entry};
use crate::workspace::rankings::RankingEntry;
use crate::workspace::store::Loaded;
use crate::workspace::trash::Filed;

/// What one canvas and several are called.
pub const CANVASES: [&str; 2] = ["canvas", "canvases"];

/// Reads the canvas of a name.
///
/// # Errors
/// As for [`canvas_id`], and [`Exit::Failed`] where the file is broken.
pub fn canvas(call: &Call, name: &str) -> Result<Loaded, Failure> {
    let id = canvas_id(call, name)?;
    let loaded = call.workspace.load(&id);
    loaded.map_err(|error| Failure::from(error).hint("whytogether doctor"))
}

/// Finds a canvas by its id, its title (ignoring case), an unambiguous start of its id, or an unambiguous
/// beginning or part of its title.
///
/// # Errors
/// [`Exit::NotFound`] where none or several have the name; several are listed.
pub fn canvas_id(call: &Call, name: &str) -> Result<CanvasId, Failure> {
    let exact = CanvasId::from_name(name).filter(|id| call.workspace.canvas_path(id).is_file());
    if let Some(id) = exact {
        return Ok(id);
    }
    let entries = call.workspace.entries(call.today)?;
    let known: Vec<(CanvasId, String)> = entries.into_iter().filter_map(named).collect();
    let folder = call.workspace.root().display();
    if known.is_empty() && !call.workspace.is_begun() {
        let message =
            format!("there is no workspace in `{folder}`, so no canvas is called `{name}`");
        let hint = "whytogether new TITLE begins one there, and -w DIR names another folder";
        return Err(Failure::new(Exit::NotFound, message).hint(hint));
    }
    let hint = "whytogether list";
    match_name(&known, name, CANVASES, &format!("`{folder}`")).map_err(|failure| failure.hint(hint))
}

/// The id and the title; None for a copy, which only its own id names.
fn named(entry: Entry) -> Option<(CanvasId, String)> {
    match entry.content {
        Ok(summary) => Some((entry.id, summary.title.to_string())),
        Err(Aside::CopyOf(_)) => None,
        Err(_) => Some((entry.id, String::new())),
    }
}

/// What a canvas or a ranking is called.
pub const EITHER: [&str; 2] = ["canvas or ranking", "canvases or rankings"];

/// Finds a canvas or a ranking by what [`canvas_id`] finds a canvas by.
///
/// # Errors
/// As for [`canvas_id`].
pub fn filed(call: &Call, name: &str) -> Result<(Filed, CanvasId), Failure> {
    let workspace = &call.workspace;
    if let Some(id) = CanvasId::from_name(name) {
        if workspace.canvas_path(&id).is_file() {
            return Ok((Filed::Canvas, id));
        }
        if workspace.ranking_path(&id).is_file() {
            return Ok((Filed::Ranking, id));
        }
    }
    let rankings = workspace.rankings()?.into_iter();
    let rankings: Vec<(CanvasId, String)> = rankings.filter_map(RankingEntry::named).collect();
    if rankings.is_empty() {
        return canvas_id(call, name).map(|id| (Filed::Canvas, id));
    }
    let canvases = workspace.entries(call.today)?.into_iter().filter_map(named);
    let known: Vec<(CanvasId, String)> = canvases.chain(rankings.iter().cloned()).collect();
    let place = format!("`{}`", workspace.root().display());
    let hint = "whytogether list, and whytogether rank --list";
    let id = match_name(&known, name, EITHER, &place).map_err(|failure| failure.hint(hint))?;
    let is_ranking = rankings.iter().any(|(ranking, _)| *ranking == id);
    Ok(match is_ranking {
        true => (Filed::Ranking, id),
        false => (Filed::Canvas, id),
    })
}

/// Picks the one of these that is meant: the first of a whole title, a start of an id, a title's beginning and
/// a part of a title that fits any. `what` is what one and
/// several of them are called.
///
/// # Errors
/// [`Exit::NotFound`] where none or several have the name; several are listed.
pub fn match_name(
    known: &[(CanvasId, String)],
    name: &str,
    what: [&str; 2],
    place: &str,
) -> Result<CanvasId, Failure> {
    let [one, many] = what;
    let found = names::titled(known, name);
    match found.as_slice() {
        _ if name.trim().is_empty() => Err(Failure::new(
            Exit::NotFound,
            format!("a {one} needs a name"),
        )),
        [] => {
            let titles = known.iter().map(|(_, title)| title.as_str());
            let near = near::named(name, titles);
            let message = format!("no {one} in {place} is called `{name}`{near}");
            Err(Failure::new(Exit::NotFound, message))
        }
        [(id, _)] => Ok(id.clone()),
        several => {
            let mut message = format!("`{name}` may be any of {} {many}:", several.len());
            for (id, title) in several {
                message.push_str(&format!("\n  {id}  {}", shown(title)));
            }
            Err(Failure::new(Exit::NotFound, message))
        }
    }
}

/// Finds a question by its id.
///
/// # Errors
/// [`Exit::NotFound`] where there is none.
pub fn question(id: &str) -> Result<&'static Question, Failure> {
    Question::find(id.trim()).ok_or_else(|| {
        let near = near::named(id, QUESTIONS.iter().map(|question| question.id));
        Failure::new(Exit::NotFound, format!("there is no question `{id}`{near}"))
            .hint("whytogether questions")
    })
}

/// Splits `purpose.belief@Operations` into the question and the voice.
///
/// # Errors
/// As for [`question`].
pub fn question_and_voice(text: &str) -> Result<(&'static Question, Option<&str>), Failure> {
    match text.split_once('@') {
        None => Ok((question(text)?, None)),
        Some((id, voice)) => Ok((question(id)?, Some(voice))),
    }
}

/// Finds the one voice of a canvas with a name (ignoring case), an unambiguous beginning of one, or an id.
///
/// # Errors
/// [`Exit::NotFound`] where none or several have the name.
pub fn voice(canvas: &Canvas, name: &str) -> Result<String, Failure> {
    let voices = canvas.voices();
    let known = voices
        .iter()
        .map(|voice| (voice.id().to_owned(), voice.name()));
    let known: Vec<(String, String)> = known.collect();
    match people(&known, name).as_slice() {
        [(id, _)] => Ok(id.clone()),
        [] => {
            let near = near::named(name, known.iter().map(|(_, name)| name.as_str()));
            let message = format!("no voice is called `{name}`{near}: {}", voices_of(canvas));
            Err(Failure::new(Exit::NotFound, message))
        }
        several => {
            let ids = several.iter().map(|(id, _)| id.as_str());
            let ids = ids.collect::<Vec<_>>().join(", ");
            Err(may_be_any(name, several, "voices").hint(format!("name one by its id: {ids}")))
        }
    }
}

/// What is said where a name may be that of several people.
pub fn may_be_any(name: &str, several: &[&(String, String)], what: &str) -> Failure {
    let names = several.iter().map(|(_, name)| shown(name));
    let names = names.collect::<Vec<_>>().join(", ");
    let message = format!("`{name}` may be any of {} {what}: {names}", several.len());
    Failure::new(Exit::NotFound, message)
}

/// Says whose canvas it is: `the voices are Therapy lead and Operations`.
pub fn voices_of(canvas: &Canvas) -> String {
    let names: Vec<String> = canvas.voices().iter().map(|voice| voice.name()).collect();
    match names.as_slice() {
        [] => "the only voice is us".into(),
        [one] => format!("the only voice is {one}"),
        [most @ .., last] => format!("the voices are {} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<(CanvasId, String)> {
        [
            ("falls-7k3f", "Falls"),
            ("falls-response-9x2c", "Falls response"),
            ("bus-5rkh", "Café bus"),
        ]
        .map(|(id, title)| (CanvasId::from_name(id).expect("an id"), title.to_owned()))
        .into()
    }

    fn found(name: &str) -> Result<String, Failure> {
        match_name(&known(), name, CANVASES, "here").map(|id| id.to_string())
    }

    #[test]
    fn a_title_is_found_whatever_its_case_and_composition() {
        assert_eq!(found("cafe\u{301} BUS"), Ok("bus-5rkh".into()));
    }

    #[test]
    fn a_title_goes_before_the_start_of_an_id() {
        assert_eq!(found("falls"), Ok("falls-7k3f".into()));
        assert_eq!(found("falls-r"), Ok("falls-response-9x2c".into()));
    }

    #[test]
    fn an_unambiguous_beginning_or_part_of_a_title_is_enough() {
        assert_eq!(found("caf\u{e9}"), Ok("bus-5rkh".into()));
        assert_eq!(found("Falls resp"), Ok("falls-response-9x2c".into()));
        assert_eq!(found("RESPONSE"), Ok("falls-response-9x2c".into()));
        let several = found("s").expect_err("all have one").message;
        assert!(several.contains("may be any of 3 canvases"), "{several}");
    }

    #[test]
    fn a_slip_in_a_name_names_the_nearest() {
        let failure = found("Fals response").expect_err("a slip");
        assert!(
            failure
                .message
                .ends_with("; did you mean `Falls response`?"),
            "{failure}"
        );
        let failure = question("value.wrth").expect_err("a slip");
        assert!(
            failure.message.ends_with("; did you mean `value.worth`?"),
            "{failure}"
        );
    }

    #[test]
    fn an_ambiguous_start_lists_the_candidates() {
        let failure = found("fal").expect_err("two");
        assert_eq!(failure.exit, Exit::NotFound);
        assert!(failure.message.contains("falls-7k3f") && failure.message.contains("9x2c"));
    }

    #[test]
    fn nothing_is_the_name_of_no_canvas() {
        assert!(found(" ").is_err());
        assert!(found("zebra").is_err());
    }
}
