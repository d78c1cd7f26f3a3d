//! What a shell offers at Tab: canvases, questions, voices, codes and outcomes as they are now.
//!
//! The shell asks the program itself, so that nothing it offers is older than the workspace. Where there is no
//! workspace, or it cannot be read, nothing is offered and nothing said.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::Arg;
use clap_complete::CompleteEnv;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};

use super::args::Globals;
use super::call::Call;
use super::find;
use super::shape::command;
use crate::canvas::Canvas;
use crate::canvas::codes::{Coded as _, Kind, Outcome};
use crate::canvas::letter::Recipient;
use crate::canvas::question::{AnswerType, QUESTIONS, Question};
use crate::canvas::review::{Of, REVIEW, ReviewQuestion, slots};
use crate::canvas::wording::Wording;
use crate::workspace::folders;
use crate::workspace::list::Entry;
use crate::workspace::rankings::RankingEntry;

/// The variable by which a shell asks.
pub const ASKS: &str = "WHYTOGETHER_COMPLETE";

/// Answers a shell that asks what may stand at the cursor; false where none asks.
pub fn answers(arguments: &[OsString]) -> bool {
    let here = env::current_dir().ok();
    let asked = CompleteEnv::with_factory(command).var(ASKS);
    // A shell has no place for an error: where it asks wrongly it is offered nothing.
    env::var_os(ASKS).is_some()
        && asked
            .try_complete(arguments, here.as_deref())
            .unwrap_or(true)
}

/// The argument of a verb with what may stand there.
pub fn offering(verb: &str, arg: Arg) -> Arg {
    let offer: fn(&str) -> Vec<CompletionCandidate> = match (verb, arg.get_id().as_str()) {
        ("export" | "trash", "names" | "name") | ("rank", "title") => filed,
        (_, "canvas" | "sides" | "into" | "with" | "without" | "smaller" | "moving" | "before") => {
            canvases
        }
        ("decide", "choice") => |_| codes(Outcome::CODES),
        ("portfolio", "kind") => |_| codes(Kind::CODES),
        ("portfolio", "state") => |_| codes(&["draft", "live", "not_now", "ended"]),
        ("letter", "to") => recipients,
        ("import", "as_voice") => |_| voices(),
        ("review", "answers") => review,
        ("set", "answers") | ("compare", "write") => answer,
        ("get", "question") => |typed| questions(typed, ""),
        ("answer", "share") => |_| questions("", ""),
        ("compare", "take") => |_| questions("", "="),
        _ => return arg,
    };
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
        let typed = typed.to_string_lossy();
        let mut offered = offer(&typed);
        offered.retain(|one| one.get_value().to_string_lossy().starts_with(&*typed));
        offered
    }))
}

fn canvases(_: &str) -> Vec<CompletionCandidate> {
    let Some(call) = call() else {
        return Vec::new();
    };
    let entries = call.workspace.entries(call.today).unwrap_or_default();
    entries.into_iter().map(candidate).collect()
}

fn candidate(entry: Entry) -> CompletionCandidate {
    let title = entry.content.map(|summary| summary.title.to_string());
    named(entry.id.to_string(), &title.unwrap_or_default())
}

fn filed(typed: &str) -> Vec<CompletionCandidate> {
    let rankings = call().and_then(|call| call.workspace.rankings().ok());
    let rankings = rankings.unwrap_or_default().into_iter();
    let rankings = rankings.filter_map(RankingEntry::named);
    let rankings = rankings.map(|(id, title)| named(id.to_string(), &title));
    canvases(typed).into_iter().chain(rankings).collect()
}

fn codes(codes: &[&str]) -> Vec<CompletionCandidate> {
    codes.iter().map(CompletionCandidate::new).collect()
}

/// Every question, and behind an `@` the voices of the canvas that stands on the line.
fn questions(typed: &str, end: &str) -> Vec<CompletionCandidate> {
    if let Some((question, _)) = typed.split_once('@') {
        let voices = canvas().map(|canvas| {
            let voices = canvas.voices().into_iter();
            voices
                .map(|voice| CompletionCandidate::new(format!("{question}@{}{end}", voice.name())))
                .collect()
        });
        return voices.unwrap_or_default();
    }
    let questions = QUESTIONS.iter();
    questions
        .map(|question| {
            let label = &Wording::shipped().question(question).label;
            named(format!("{}{end}", question.id), label)
        })
        .collect()
}

/// A question, and behind its `=` the codes that answer it.
fn answer(typed: &str) -> Vec<CompletionCandidate> {
    let Some((name, _)) = typed.split_once('=') else {
        return questions(typed, "=");
    };
    let question = Question::find(name.split('@').next().unwrap_or_default());
    question.map_or_else(Vec::new, |question| codes_of(name, question))
}

/// The codes or scores that answer a question, each behind its name.
fn codes_of(name: &str, question: &Question) -> Vec<CompletionCandidate> {
    match &question.answer {
        AnswerType::Choice(codes) => codes
            .iter()
            .map(|code| CompletionCandidate::new(format!("{name}={code}")))
            .collect(),
        AnswerType::Scale | AnswerType::VoiceScale => (1..=5)
            .map(|score| CompletionCandidate::new(format!("{name}={score}")))
            .collect(),
        _ => Vec::new(),
    }
}

/// The canvas that stands on the line.
fn canvas() -> Option<Canvas> {
    let call = call()?;
    let mut words = line().into_iter();
    let found = words.find_map(|word| find::canvas(&call, &word).ok());
    found.map(|loaded| loaded.canvas)
}

/// Whom a letter of the canvas on the line may be for.
fn recipients(_: &str) -> Vec<CompletionCandidate> {
    let all = canvas().map(|canvas| Recipient::all_with_drafts(&canvas));
    let names = all.into_iter().flatten().filter_map(|one| one.name());
    names.map(CompletionCandidate::new).collect()
}

/// The voices of the canvas on the line.
fn voices() -> Vec<CompletionCandidate> {
    let voices = canvas().map(|canvas| canvas.voices().iter().map(|one| one.name()).collect());
    let voices: Vec<String> = voices.unwrap_or_default();
    voices.into_iter().map(CompletionCandidate::new).collect()
}

/// A field of a check-in, for whom where it is asked of several, and behind its `=` what answers it.
fn review(typed: &str) -> Vec<CompletionCandidate> {
    if let Some((name, _)) = typed.split_once('=') {
        let key = name.split('@').next().unwrap_or_default();
        let asked = ReviewQuestion::find(key);
        return asked.map_or_else(Vec::new, |asked| codes_of(name, &asked.question));
    }
    if typed.contains('@') {
        let slots = canvas().map(|canvas| slots(&canvas)).unwrap_or_default();
        let whom = slots.into_iter().filter_map(|slot| {
            let name = slot.of?.name;
            Some(format!("{}@{name}=", slot.asked.key()))
        });
        return whom.map(CompletionCandidate::new).collect();
    }
    let fields = REVIEW.iter().map(|asked| {
        let end = if asked.of == Of::All { "=" } else { "@" };
        let label = &Wording::shipped().question(&asked.question).label;
        named(format!("{}{end}", asked.key()), label)
    });
    fields.collect()
}

fn named(value: String, help: &str) -> CompletionCandidate {
    let help = crate::canvas::shown::shown(help).into_owned();
    CompletionCandidate::new(value).help(Some(help.into()))
}

/// The workspace that the line on which a shell asks would have.
fn call() -> Option<Call> {
    let words = line();
    let mut workspace = None;
    for (at, word) in words.iter().enumerate() {
        if word == "-w" || word == "--workspace" {
            workspace = words.get(at + 1).map(PathBuf::from).and_then(home);
        } else if let Some(folder) = word.strip_prefix("--workspace=") {
            workspace = home(PathBuf::from(folder));
        }
    }
    let globals = Globals {
        workspace,
        ..Globals::default()
    };
    Call::new(globals, true).ok()
}

/// The folder that is meant, as the flag itself reads it.
fn home(folder: PathBuf) -> Option<PathBuf> {
    folders::typed(folder).ok()
}

/// The words on the line of the shell, which it gives behind `--`.
fn line() -> Vec<String> {
    let words = env::args_os().skip_while(|word| word != "--").skip(2);
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect()
}
