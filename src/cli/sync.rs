//! `sync`: the team's changes come here, and ours go to the team.

use clap::Args;
use serde_json::{Value, json};

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::failure::Failure;
use super::git_hints;
use super::git_setup::{program, workspace_is_there};
use super::printed::Printed;
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;
use crate::workspace::git::Repository;
use crate::workspace::git::driver::Side;
use crate::workspace::git::setup::Change;
use crate::workspace::git::stays::Stays;
use crate::workspace::git::sync::{Arrived, Received, ReceivedRanking, Synced};
use crate::workspace::trash::Filed;

/// Commit the workspace, take in what others changed, and send the result, with your own git.
///
/// Only files of the workspace are committed. Nothing is asked: a password that git has not stored ends
/// the call with words. With --json, an object: upstream, set_up, committed (first lines), received
/// (id, title, to_pick, and unread: why it cannot be read, or null), rankings (id, title, to_pick), settings,
/// settings_to_pick (what, theirs) and other_files (what else others changed), stays (what one side took away and
/// the other changed: id, kind, title, taken_away, which is here or elsewhere), sent (commits).
#[derive(Debug, Args)]
pub struct SyncArgs {
    #[command(flatten)]
    json: Json,
}

/// Syncs, and says what came, what went and what waits for someone to pick.
///
/// # Errors
/// `Exit::NotFound` where there is no workspace, and as for [`Repository::sync`].
pub fn run(args: &SyncArgs, call: &Call) -> Result<Printed, Failure> {
    workspace_is_there(call)?;
    let failed = |error| git_hints::failure(error, &call.workspace);
    let repository = Repository::of(&call.workspace).map_err(failed)?;
    let synced = repository.sync(&call.workspace, &program()?, call.now());
    let synced = synced.map_err(failed)?;
    let setup = synced.setup;
    let is_set_up = [setup.attributes, setup.ignore, setup.driver].contains(&Change::Written);
    let printed = if args.json.is_on {
        Printed::json(&as_json(&synced, is_set_up))
    } else {
        Printed::text(as_text(&synced, is_set_up))
    };
    let first = synced.received.iter().find(|canvas| canvas.to_pick() > 0);
    Ok(match (first, synced.stays.first()) {
        (Some(canvas), _) => printed.hint(format!(
            "whytogether open {}, then v picks between the answers",
            canvas.id
        )),
        (None, Some(one)) if one.what == Filed::Canvas => {
            printed.hint(format!("whytogether trash {} takes it away again", one.id))
        }
        (None, _) => printed,
    })
}

fn as_json(synced: &Synced, is_set_up: bool) -> Value {
    let received = synced.received.iter().map(|canvas| {
        let (title, unread) = match &canvas.is {
            Arrived::Changed { title, .. } => (Some(title), None),
            Arrived::Unread(why) => (None, Some(why)),
            Arrived::Gone => (None, None),
        };
        json!({
            "id": canvas.id.as_str(), "title": title, "to_pick": canvas.to_pick(), "unread": unread,
        })
    });
    let rankings = synced.rankings.iter();
    let rankings = rankings
        .map(|one| json!({ "id": one.id.as_str(), "title": one.title, "to_pick": one.waiting }));
    let waiting = synced.settings_waiting.iter();
    let waiting = waiting.map(|one| json!({ "what": one.what, "theirs": one.theirs }));
    let stays = synced.stays.iter().map(|one| {
        let taken_away = match one.gone_on {
            Side::Ours => "here",
            Side::Theirs => "elsewhere",
        };
        json!({
            "id": one.id.as_str(), "kind": one.what.name(), "title": one.title,
            "taken_away": taken_away,
        })
    });
    json!({
        "upstream": synced.upstream,
        "set_up": is_set_up,
        "committed": synced.committed,
        "received": received.collect::<Vec<_>>(),
        "rankings": rankings.collect::<Vec<_>>(),
        "settings": synced.settings,
        "settings_to_pick": waiting.collect::<Vec<_>>(),
        "other_files": synced.others,
        "stays": stays.collect::<Vec<_>>(),
        "sent": synced.sent,
    })
}

fn as_text(synced: &Synced, is_set_up: bool) -> String {
    let row = |name: &str, text: &str| vec![name.to_owned(), shown(text).into_owned()];
    let mut rows = Vec::new();
    if is_set_up {
        rows.push(row(
            "set up",
            "git merges canvases answer by answer here now",
        ));
    }
    rows.extend(synced.committed.iter().map(|line| row("committed", line)));
    let stays = |id: &CanvasId| synced.stays.iter().any(|one| one.id == *id);
    let received = synced.received.iter().filter(|one| !stays(&one.id));
    rows.extend(received.map(|canvas| row("received", &received_in_words(canvas))));
    let rankings = synced.rankings.iter();
    rows.extend(rankings.map(|one| row("received", &ranking_in_words(one))));
    if !synced.settings.is_empty() {
        let settings = synced.settings.join(", ");
        rows.push(row("received", &format!("settings: {settings}")));
    }
    let waiting = synced.settings_waiting.iter();
    rows.extend(waiting.map(|one| {
        let theirs = &one.theirs;
        row(
            "to pick",
            &format!("{}: somebody else says {theirs}; ours stands", one.what),
        )
    }));
    let is_something_named = rows
        .iter()
        .any(|row| ["received", "to pick"].contains(&row[0].as_str()));
    if synced.others > 0 && synced.stays.is_empty() && !is_something_named {
        let files = counted(synced.others, "other file");
        rows.push(row("received", &files));
    }
    let stays = synced.stays.iter();
    rows.extend(stays.map(|one| row("stays", &stays_in_words(one))));
    if synced.sent > 0 {
        let commits = counted(synced.sent, "commit");
        rows.push(row("sent", &format!("{commits} to {}", synced.upstream)));
    }
    if rows.is_empty() {
        rows.push(row(
            "nothing new",
            &format!("here or at {}", synced.upstream),
        ));
    }
    aligned(&rows, "")
}

fn received_in_words(canvas: &Received) -> String {
    let id = &canvas.id;
    match &canvas.is {
        Arrived::Changed { title, to_pick: 0 } => title.clone(),
        Arrived::Changed { title, to_pick } => {
            format!("{title} ({} to pick)", counted(*to_pick, "answer"))
        }
        Arrived::Unread(why) => format!("{id}: cannot be read: {why}"),
        Arrived::Gone => format!("{id}: taken away"),
    }
}

fn ranking_in_words(one: &ReceivedRanking) -> String {
    let title = one.title.as_deref().unwrap_or(one.id.as_str());
    match one.waiting.as_slice() {
        [] => format!("ranking {title}"),
        waiting => format!(
            "ranking {title} (says two things of {})",
            waiting.join(", ")
        ),
    }
}

/// Why something is there that one side had taken away.
fn stays_in_words(one: &Stays) -> String {
    let title = &one.title;
    match one.gone_on {
        Side::Ours => format!("{title}: taken away here, and changed by somebody else"),
        Side::Theirs => format!("{title}: taken away by somebody else, and changed here"),
    }
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}
