//! `rank`: several people put a list of challenges in order, worst first, and see where they differ.

mod given;
pub(super) mod hidden;
mod json;
mod line;
mod sitting;

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::Value;

use super::args::{Json, path};
use super::call::Call;
use super::columns::aligned;
use super::failure::{Exit, Failure};
use super::find::match_name;
use super::notes;
use super::printed::Printed;
use crate::canvas::entry::Aside;
use crate::canvas::id::CanvasId;
use crate::canvas::names::{folded, titled};
use crate::canvas::ranking::Ranking;
use crate::canvas::ranking::round::Readiness;
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::export::markdown::markdown;
use crate::export::ranking::{Looks, page, text};
use crate::tui::worker::rankings::{file_of, refused_ranking};
use crate::tui::worker::state::State;
use crate::tui::worker::unwritten::{Kept as Refused, Left};
use crate::workspace::in_one_line;
use crate::workspace::rankings::{LoadedRanking, RankingEntry};
use given::Given;
use hidden::Keyboard;

/// Put challenges in order together, worst first, each alone.
///
/// Begins the ranking TITLE or goes on with it, asks each person in turn without showing what they type,
/// and prints the order once all are in. ORDER is numbers of the list, or how its words begin, such as
/// `3,1=4,2`; `=` joins what shares a place, and what is left out shares the last. The numbers are
/// printed with the list. With --json, an object:
/// id, title, created, open, ready, waiting, revealed_by, challenges, order (place, equal, id, challenge,
/// mean_rank, ranks, not_placed_by, talk; null until it is open), agreement (code, words,
/// mean_correlation).
#[derive(Debug, Args)]
pub struct RankArgs {
    /// The title of a new ranking; the title, the id or the start of the id of one that is there.
    title: Option<String>,
    /// Who ranks, separated by commas.
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    people: Vec<String>,
    /// Take orders from files: one challenge a line, worst first, named as the file or on a line
    /// `# NAME`; or another ranking.
    #[arg(long, value_name = "FILE", num_args = 1.., value_parser = path())]
    from: Vec<PathBuf>,
    /// Take down the order of one person who is to rank, by their name or an unambiguous beginning of it; one that was given before is not replaced without
    /// --force.
    #[arg(long, value_name = "NAME=ORDER")]
    add: Vec<String>,
    /// With --add and --from: replace an order that was given before.
    #[arg(long)]
    force: bool,
    /// Rank the challenges of this file, one a line, instead of those that ship; `-` reads them from
    /// standard input.
    #[arg(long, value_name = "FILE", value_parser = path())]
    challenges: Option<PathBuf>,
    /// Show it before all are in, because this person says so.
    #[arg(long, value_name = "NAME")]
    reveal: Option<String>,
    /// List the rankings.
    #[arg(long, exclusive = true)]
    list: bool,
    /// How to print it.
    #[arg(long, conflicts_with = "is_on")]
    format: Option<Format>,
    #[command(flatten)]
    json: Json,
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a terminal, with a picture.
    Text,
    /// A page to hand round.
    #[value(alias = "md")]
    Markdown,
    /// For scripts.
    Json,
}

/// Begins or continues a ranking, takes down what was given, and prints what may be seen.
///
/// # Errors
/// [`Exit::NotFound`] where there is no such ranking and nobody to begin one with, [`Exit::Usage`] where
/// an order or a list breaks its rule, else as for [`crate::workspace::Workspace::save_ranking`].
pub fn run(args: &RankArgs, call: &Call) -> Result<Printed, Failure> {
    if args.list {
        return list(call);
    }
    let given = Given::read(args)?;
    take_up(call);
    let title = args.title.clone().unwrap_or_else(|| default_title(call));
    let found = find(call, &title, given.begins())?;
    let is_new = found.is_none();
    let may_ask = given.is_nothing_to_show()
        && args.format.is_none()
        && !args.json.is_on
        && call.may_prompt();
    if is_new && given.is_nobody() && !may_ask {
        return Err(nothing_there(call, &title));
    }
    let mut kept = Kept { call, base: found };
    let mut ranking = match &kept.base {
        Some(loaded) => loaded.ranking.clone(),
        None => begun(call, &title),
    };
    let before = Readiness::of(&ranking);
    given.put_into(&mut ranking, is_new, call.now())?;
    let asks = may_ask && !ranking.is_open() && !ranking.is_newer();
    // Before anything is written: whoever types ahead meanwhile is not seen either.
    let is_seen = asks && io::stdin().is_terminal();
    let keyboard = is_seen.then(Keyboard::take).transpose()?;
    if !(is_new && given.is_nobody()) && kept.differs(&ranking) {
        ranking = kept.save(&ranking)?;
        note_new_ranking(call, is_new && !given.begins(), &ranking);
    }
    if asks && !ranking.is_open() && !ranking.is_newer() {
        ranking = sitting::sit(ranking, &mut kept, keyboard.as_ref())?;
    }
    drop(keyboard);
    if !is_new {
        note_new_people(call, &before, &ranking);
    }
    notes::about_ranking(call, &ranking);
    Ok(printed(args, call, &ranking))
}

/// Writes what the disk refused before of any ranking, and says of each what became of it.
fn take_up(call: &Call) {
    let mut state = State::new(call.state_folder(), call.workspace.root());
    for id in state.rankings_unwritten() {
        for path in state.ranking_waits(&id) {
            match write_refused(call, &id, &path) {
                Ok(saved) => {
                    state.answer_for(&file_of(&id), path);
                    state.drop_unwritten(&file_of(&id));
                    let title = saved.ranking.title();
                    call.note(&format!(
                        "note: words of `{title}` that the disk had refused are in now"
                    ));
                }
                Err(left) => call.note(&format!("note: words of `{id}` are {left}")),
            }
        }
    }
}

fn write_refused(call: &Call, id: &CanvasId, path: &Path) -> Result<LoadedRanking, Left> {
    let (ranking, base) = refused_ranking(path, id)?;
    let (workspace, now) = (&call.workspace, call.now());
    let saved = match &base {
        Some(base) => workspace.save_ranking(&ranking, base, now),
        None => workspace.begin_ranking(&ranking, now),
    };
    saved.map_err(|error| Left {
        path: path.to_owned(),
        why: in_one_line(&error),
    })
}

/// Where a ranking is kept, and what was last seen there.
struct Kept<'a> {
    call: &'a Call,
    base: Option<LoadedRanking>,
}

impl Kept<'_> {
    fn differs(&self, ranking: &Ranking) -> bool {
        self.base
            .as_ref()
            .is_none_or(|base| base.ranking != *ranking)
    }

    /// Writes a ranking and returns what stands on disk now, with what others wrote meanwhile.
    fn save(&mut self, ranking: &Ranking) -> Result<Ranking, Failure> {
        let workspace = &self.call.workspace;
        let saved = match &self.base {
            Some(base) => workspace.save_ranking(ranking, base, self.call.now())?,
            None => {
                let was_begun = workspace.is_begun();
                let saved = workspace.create_ranking(ranking)?;
                self.call.note_begun(was_begun);
                saved
            }
        };
        Ok(self.base.insert(saved).ranking.clone())
    }

    /// Keeps in the state folder what the disk refused, and returns how the call ends therefore: nothing of
    /// it is shown, because orders are given alone.
    fn put_by(&self, ranking: &Ranking) -> Failure {
        let state = State::new(self.call.state_folder(), self.call.workspace.root());
        let title = shown(ranking.title());
        let base = self.base.as_ref().map(|base| &base.ranking);
        let kept = state.keep_ranking(&Refused::NotTried, ranking, base);
        let place = state.unwritten_path(&file_of(ranking.id()));
        let (where_it_is, hint) = match (kept.nowhere(), place) {
            (None, Some(path)) => (
                format!("its last words are kept in `{}`", path.display()),
                "whytogether, or whytogether rank, takes them up",
            ),
            (why, _) => {
                let why = why.map_or("", String::as_str);
                (format!("nor kept elsewhere: {why}"), "rank once more")
            }
        };
        let message = format!("`{title}` is not saved: {where_it_is}");
        Failure::new(Exit::Failed, message).hint(hint)
    }
}

fn begun(call: &Call, title: &str) -> Ranking {
    let random = &mut |end| fastrand::usize(..end);
    Ranking::new(title, Ranking::shipped_challenges(), call.now(), random)
}

fn default_title(call: &Call) -> String {
    format!("Challenges, {}", when::in_words(call.today))
}

/// Finds a ranking; where one may be begun, only by its whole title or id.
fn find(call: &Call, name: &str, may_begin: bool) -> Result<Option<LoadedRanking>, Failure> {
    let entries = call.workspace.rankings()?;
    let known: Vec<(CanvasId, String)> = entries
        .into_iter()
        .filter_map(RankingEntry::named)
        .collect();
    let wanted = folded(name);
    if wanted.is_empty() {
        return Err(Failure::new(Exit::Usage, "a ranking needs a title"));
    }
    let is_whole = |(id, title): &&(CanvasId, String)| {
        folded(title) == wanted || folded(id.as_str()) == wanted
    };
    let is_meant = match may_begin {
        true => known.iter().any(|one| is_whole(&one)),
        false => !titled(&known, name).is_empty(),
    };
    if !is_meant {
        return Ok(None);
    }
    let place = format!("`{}`", call.workspace.root().display());
    let by_id = known.iter().find(|(id, _)| folded(id.as_str()) == wanted);
    let id = match by_id {
        Some((id, _)) => id.clone(),
        None => match_name(&known, name, ["ranking", "rankings"], &place)
            .map_err(|failure| failure.hint("whytogether rank --list"))?,
    };
    Ok(Some(call.workspace.load_ranking(&id)?))
}

fn nothing_there(call: &Call, title: &str) -> Failure {
    let folder = call.workspace.root().display();
    let message = format!("no ranking in `{folder}` is called `{title}`");
    Failure::new(Exit::NotFound, message).hint(
        "whytogether rank TITLE --people A,B begins one, and whytogether rank --list lists them",
    )
}

/// A slip in a title begins another ranking.
fn note_new_ranking(call: &Call, is_new: bool, ranking: &Ranking) {
    if is_new {
        call.note(&format!("note: the ranking `{}` is new", ranking.title()));
    }
}

/// A slip in a name makes somebody who was never asked.
fn note_new_people(call: &Call, before: &Readiness, ranking: &Ranking) {
    let people = ranking.people();
    let is_known = |name: &str| {
        before
            .ready
            .iter()
            .chain(&before.waiting)
            .any(|known| known == name)
    };
    for person in people.iter().filter(|person| !is_known(person.name)) {
        call.note(&format!("note: `{}` is new in this ranking", person.name));
    }
}

fn printed(args: &RankArgs, call: &Call, ranking: &Ranking) -> Printed {
    let format = if args.json.is_on {
        Some(Format::Json)
    } else {
        args.format
    };
    let looks = if call.is_plain() {
        Looks::Words
    } else {
        Looks::Picture
    };
    let printed = match format {
        Some(Format::Json) => return Printed::json(&json::document(ranking)),
        Some(Format::Markdown) => Printed::text(markdown(&page(ranking))),
        Some(Format::Text) | None => Printed::text(text(ranking, looks)),
    };
    if ranking.is_open() {
        return printed;
    }
    let title = shell_words::quote(ranking.title());
    printed.hint(format!(
        "whytogether rank {title} goes on, and --reveal NAME shows it before all are in"
    ))
}

fn list(call: &Call) -> Result<Printed, Failure> {
    let entries = call.workspace.rankings()?;
    if entries.is_empty() {
        let folder = call.workspace.root().display();
        call.note(&format!("no ranking in `{folder}` yet"));
        return Ok(Printed::nothing().hint("whytogether rank TITLE --people A,B"));
    }
    let rows: Vec<Vec<String>> = entries
        .iter()
        .map(|entry| {
            let id = shown(entry.id.as_str()).into_owned();
            match &entry.content {
                Ok(ranking) => vec![shown(ranking.title()).into_owned(), id, stands(ranking)],
                Err(problem) => vec![
                    aside(problem).into(),
                    id,
                    shown(&problem.to_string()).into_owned(),
                ],
            }
        })
        .collect();
    Ok(Printed::text(aligned(&rows, "")))
}

fn aside(why: &Aside) -> &'static str {
    match why {
        Aside::Broken(_) => "cannot be read",
        Aside::InCloud => "not here",
        Aside::CopyOf(_) => "a copy",
    }
}

fn stands(ranking: &Ranking) -> String {
    let Readiness { ready, waiting } = Readiness::of(ranking);
    match ranking.is_open() {
        true => format!("ranked by {}", ready.len()),
        false => format!("{} of {} ready", ready.len(), ready.len() + waiting.len()),
    }
}

/// A list of names for scripts.
fn names(names: &[String]) -> Value {
    names.iter().map(String::as_str).collect()
}
