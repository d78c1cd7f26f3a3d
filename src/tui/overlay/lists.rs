//! What the lists to find in hold: commands, canvases, what to lay beside a canvas.

use super::super::desk::Desk;
use super::super::keymap::{Command, Scope, bindings};
use super::super::screens::compare::Beside;
use super::finder::{Finder, Item};
use super::{Closed, Overlay};
use crate::canvas::id::CanvasId;
use crate::canvas::shown::shown;
use crate::portfolio::Section;

impl Overlay {
    /// Every command of a scope that does something now, to find by name.
    pub fn palette(scope: Scope, idle: &[Command]) -> Self {
        let scope = match scope {
            Scope::Line | Scope::Text | Scope::Choices => Scope::Guide,
            scope => scope,
        };
        let mut seen = Vec::new();
        let mut items = Vec::new();
        for binding in bindings(scope) {
            let is_idle = idle.contains(&binding.command);
            if is_idle || seen.contains(&binding.command) || is_plain_key(binding.command) {
                continue;
            }
            seen.push(binding.command);
            items.push(Item {
                text: format!("{}: {}", binding.label, binding.help).into(),
                aside: binding.keys[0].name().into(),
                leads: Closed::Run(binding.command),
            });
        }
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
