//! What the lists to find in hold: commands, canvases, what to lay beside a canvas.

use super::super::desk::Desk;
use super::super::keymap::{
    BINDINGS, Binding, Command, IN_A_SHELL, JOBS_OF_A_CANVAS, JOBS_OF_THE_WORKSPACE, Scope,
    bindings,
};
use super::super::screens::asked::asked;
use super::super::screens::compare::Beside;
use super::finder::{Finder, Item};
use super::{Closed, Overlay};
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;
use crate::portfolio::Section;

impl Overlay {
    /// Everything that can be done now, to find by name: what a scope has keys for, then every job, then the
    /// questions of the open canvas.
    pub fn palette(scope: Scope, idle: &[Command], desk: &Desk) -> Self {
        let mut seen = idle.to_vec();
        let mut items = Vec::new();
        for binding in bindings(scope) {
            if seen.contains(&binding.command) || is_plain_key(binding.command) {
                continue;
            }
            seen.push(binding.command);
            items.push(Item {
                aside: binding.keys[0].name().into(),
                ..job(binding, Closed::Run(binding.command))
            });
        }
        let session = desk.session.as_ref();
        let of_canvas = JOBS_OF_A_CANVAS.iter().filter(|_| session.is_some());
        let jobs = of_canvas.chain(JOBS_OF_THE_WORKSPACE);
        items.extend(
            jobs.filter(|job| !seen.contains(job))
                .filter_map(|command| {
                    let is_job = |one: &&Binding| {
                        let at_home = [Scope::Home, Scope::Canvas, Scope::Guide];
                        one.command == *command
                            && at_home.iter().any(|scope| one.scopes.contains(scope))
                    };
                    let binding = BINDINGS.iter().find(is_job)?;
                    Some(job(binding, Closed::Job(*command)))
                }),
        );
        let questions = session.map(|session| asked(&session.canvas, false));
        items.extend(questions.into_iter().flatten().map(|question| {
            let words = Wording::shipped().question(question);
            Item {
                text: format!("{}: {}", words.short, words.label).into(),
                aside: Wording::shipped().step(question.step).name.as_str().into(),
                leads: Closed::Ask(question),
            }
        }));
        items.extend(IN_A_SHELL.iter().map(|(job, how)| Item {
            text: (*job).into(),
            aside: "in a shell".into(),
            leads: Closed::InAShell(job, how),
        }));
        Self::Finder(Finder::by_words("Commands", items))
    }

    /// Every canvas, to find by title.
    pub fn find(desk: &Desk) -> Self {
        let entries = desk.portfolio.entries().iter();
        let items = entries.map(|entry| {
            let title = entry
                .content
                .as_ref()
                .map_or(entry.id.as_str(), |summary| &summary.title);
            Item {
                text: shown(title).into(),
                aside: Section::of(entry).name().into(),
                leads: Closed::Open(entry.id.clone()),
            }
        });
        Self::Finder(Finder::by_letters("Find a canvas", items.collect()))
    }

    /// What a canvas is to be laid beside: its own voices, another canvas, a file elsewhere.
    pub fn compare_with(id: &CanvasId, desk: &Desk) -> Self {
        let own = Beside::Canvas(id.clone());
        let mut items = Vec::new();
        let voices = desk
            .session
            .as_ref()
            .filter(|session| session.canvas.id() == id);
        let voices = voices.map(|session| session.canvas.voices().len());
        if voices.is_none_or(|voices| voices > 1) {
            items.push(Item {
                text: "Its own voices, with each other".into(),
                aside: "".into(),
                leads: Closed::Compare(vec![own.clone()]),
            });
        }
        items.push(Item {
            text: "A canvas file that someone sent".into(),
            aside: "".into(),
            leads: Closed::CompareWithFile(id.clone()),
        });
        let others = desk
            .portfolio
            .entries()
            .iter()
            .filter(|entry| entry.id != *id);
        items.extend(others.filter_map(|entry| {
            let summary = entry.content.as_ref().ok()?;
            let other = Beside::Canvas(entry.id.clone());
            Some(Item {
                text: shown(&summary.title).into(),
                aside: Section::of(entry).name().into(),
                leads: Closed::Compare(vec![own.clone(), other]),
            })
        }));
        let own = desk
            .portfolio
            .entries()
            .iter()
            .find(|entry| entry.id == *id);
        let own = own.and_then(|entry| entry.content.as_ref().ok());
        let title = own.map_or(id.as_str(), |summary| &summary.title);
        Self::Finder(Finder::by_letters(
            format!("Lay beside {}", shown(title.trim())),
            items,
        ))
    }
}

/// A job in words, and where it leads.
fn job(binding: &Binding, leads: Closed) -> Item {
    Item {
        text: format!("{}: {}", binding.label, binding.help).into(),
        aside: "".into(),
        leads,
    }
}

/// True for keys that move about or choose, which nobody looks for by name.
fn is_plain_key(command: Command) -> bool {
    matches!(
        command,
        Command::Palette
            | Command::Digit(_)
            | Command::Up
            | Command::Down
            | Command::Left
            | Command::Right
            | Command::First
            | Command::Last
            | Command::PageUp
            | Command::PageDown
            | Command::Open
            | Command::Toggle
    )
}
