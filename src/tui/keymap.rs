//! The one table of keys: footer, help, palette, README and man page are printed from it.

mod command;
mod jobs;
mod table;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub use command::Command;
pub use jobs::{IN_A_SHELL, JOBS_OF_A_CANVAS, JOBS_OF_THE_WORKSPACE};
pub use table::BINDINGS;
use table::EVERYWHERE;
#[cfg(test)]
use table::TYPING;

/// Where keys are read: a function of what is shown, never of what was last drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The first start.
    Welcome,
    /// The list of canvases.
    Home,
    /// A question of the guide, outside a text field.
    Guide,
    /// The rows of a question of the guide.
    Rows,
    /// The cells of a question of the guide whose rows are given: partners, voices, scores.
    Cells,
    /// A cell of a table or form whose choices are open: no letter is a command there.
    Choices,
    /// Pointing at a line of the present view.
    Pointer,
    /// The whole canvas.
    Canvas,
    /// A question that each answers alone.
    Alone,
    /// The end of a session: what is parked, and what it came to.
    Finish,
    /// Canvases or voices side by side.
    Compare,
    /// The suggestion and the decision.
    Decide,
    /// What the canvas said on earlier days.
    History,
    /// A letter, outside its text.
    Letter,
    /// A check-in, or an ending, outside a text field.
    Review,
    /// What the check-ins say, and what came over time.
    OverTime,
    /// What is due.
    Due,
    /// What comes first, and what there are days for: the order, and value against days.
    Portfolio,
    /// The same, while something is tried and not kept.
    Trying,
    /// Pictures of the same in which the cursor is on no canvas: months, kinds and people, partners.
    Picture,
    /// The rankings of the workspace.
    Rankings,
    /// The list of challenges of a ranking.
    Challenges,
    /// Who ranks.
    Rankers,
    /// Who placed what where.
    Ranked,
    /// An order that somebody gives alone: letters are text, and nothing of it shows.
    Masked,
    /// Two collaborations, of which one comes first.
    Pair,
    /// Team, reserve, our organisation.
    Settings,
    /// Inside a text field of one line: letters are text.
    Line,
    /// Inside a text field of several lines: letters are text, Enter too.
    Text,
    /// A line to type over the screen: a title, a thought to park, a folder.
    Prompt,
    /// A text to write over the screen: letters are text, Enter too.
    Writing,
    /// A list over the screen with a line to find in: palette, find.
    Finder,
    /// A text to read over the screen: help, the reason behind something.
    Reader,
    /// A choice over the screen: new canvas, differing answers.
    Dialog,
}

/// A key as it arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

impl Key {
    /// The key of an event.
    pub fn of(event: &KeyEvent) -> Self {
        Self {
            code: event.code,
            modifiers: event.modifiers.difference(KeyModifiers::SHIFT),
        }
    }

    /// The key as a terminal sends it.
    pub fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// The key as help shows it: `tab`, `ctrl-e`, `?`.
    pub fn name(self) -> String {
        let name = match self.code {
            KeyCode::Char(' ') => "space".into(),
            KeyCode::Char(letter) => letter.to_string(),
            KeyCode::BackTab => "shift-tab".into(),
            KeyCode::PageUp => "page up".into(),
            KeyCode::PageDown => "page down".into(),
            KeyCode::Delete => "del".into(),
            KeyCode::F(number) => format!("F{number}"),
            other => format!("{other:?}").to_lowercase(),
        };
        match self.modifiers {
            KeyModifiers::CONTROL => format!("ctrl-{name}"),
            KeyModifiers::ALT => format!("alt-{name}"),
            _ => name,
        }
    }

    fn is(self, event: &KeyEvent) -> bool {
        let shifted = matches!(self.code, KeyCode::Char(_) | KeyCode::BackTab);
        let ignored = if shifted {
            KeyModifiers::SHIFT
        } else {
            KeyModifiers::NONE
        };
        let same = match (self.code, event.code) {
            (KeyCode::BackTab, KeyCode::Tab) => return event.modifiers == KeyModifiers::SHIFT,
            (KeyCode::Char(a), KeyCode::Char(b)) if self.modifiers == KeyModifiers::CONTROL => {
                a == b.to_ascii_lowercase()
            }
            (a, b) => a == b,
        };
        same && self.modifiers == event.modifiers.difference(ignored)
    }
}

/// One row of the table.
#[derive(Debug)]
pub struct Binding {
    /// What is asked for.
    pub command: Command,
    /// Where.
    pub scopes: &'static [Scope],
    /// By which keys; the first one is shown.
    pub keys: &'static [Key],
    /// One or two words, for the bottom line.
    pub label: &'static str,
    /// A sentence, for help and palette.
    pub help: &'static str,
    /// How early it stands in the bottom line; 0 leaves it to help and palette.
    pub rank: u8,
}

impl Binding {
    /// Where the row holds, in words: `everywhere`, or the names of its scopes.
    pub fn place(&self) -> String {
        if self.scopes == EVERYWHERE {
            return "everywhere".into();
        }
        let names = self.scopes.iter().map(|scope| format!("{scope:?}"));
        names.collect::<Vec<_>>().join(", ").to_lowercase()
    }
}

/// The row and the key that an event is in a scope; None leaves it to the field, where letters are text.
pub fn binding(scope: Scope, event: &KeyEvent) -> Option<(&'static Binding, Key)> {
    bindings(scope).find_map(|binding| {
        let key = binding.keys.iter().find(|key| key.is(event))?;
        Some((binding, *key))
    })
}

/// The rows of a scope, in the order of the table.
pub fn bindings(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    BINDINGS
        .iter()
        .filter(move |binding| binding.scopes.contains(&scope))
}

/// What can be pressed now, as the bottom line says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What is asked for.
    pub command: Command,
    /// The key, such as `ctrl-e`.
    pub key: String,
    /// One or two words.
    pub label: &'static str,
}

impl From<&Binding> for Hint {
    fn from(binding: &Binding) -> Self {
        Self {
            command: binding.command,
            key: binding.keys[0].name(),
            label: binding.label,
        }
    }
}

/// What the bottom line shows in a scope, most useful first.
pub fn hints(scope: Scope) -> Vec<Hint> {
    hints_without(scope, &[])
}

/// The same without commands that do nothing now.
pub fn hints_without(scope: Scope, idle: &[Command]) -> Vec<Hint> {
    let works = |binding: &&Binding| binding.rank > 0 && !idle.contains(&binding.command);
    let mut shown: Vec<&Binding> = bindings(scope).filter(works).collect();
    shown.sort_by_key(|binding| binding.rank);
    shown.into_iter().map(Hint::from).collect()
}

/// How early a command stands in the help of the present view: those of a talk first, in this order.
pub fn rank_in_talk(command: Command) -> usize {
    const OF_A_TALK: [Command; 13] = [
        Command::Present,
        Command::Point,
        Command::ShowKeys,
        Command::Timer,
        Command::MoreTime,
        Command::Minutes,
        Command::TalkAbout,
        Command::Reveal,
        Command::Again,
        Command::Park,
        Command::Finish,
        Command::Next,
        Command::Open,
    ];
    let at = OF_A_TALK.iter().position(|one| *one == command);
    at.unwrap_or(OF_A_TALK.len())
}

/// What the bottom line of the present view shows in a scope: the first few are what a talk needs.
pub fn hints_of_talk(scope: Scope) -> Vec<Hint> {
    const NEEDED: [Command; 14] = [
        Command::Next,
        Command::Open,
        Command::Up,
        Command::Down,
        Command::Point,
        Command::Timer,
        Command::MoreTime,
        Command::TalkAbout,
        Command::Present,
        Command::Example,
        Command::Park,
        Command::Help,
        Command::Palette,
        Command::Back,
    ];
    let needed = NEEDED.iter().filter(|command| {
        scope == Scope::Pointer || !matches!(command, Command::Up | Command::Down)
    });
    let found =
        needed.filter_map(|command| bindings(scope).find(|binding| binding.command == *command));
    found.map(Hint::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_means_two_things_in_one_scope() {
        for scope in EVERYWHERE {
            let rows: Vec<_> = bindings(*scope).collect();
            for (index, binding) in rows.iter().enumerate() {
                for earlier in &rows[..index] {
                    let shared = binding.keys.iter().find(|key| earlier.keys.contains(key));
                    assert!(
                        shared.is_none() || earlier.command == binding.command,
                        "{scope:?}: {shared:?} is {:?} and {:?}",
                        earlier.command,
                        binding.command
                    );
                }
            }
        }
    }

    #[test]
    fn no_default_is_a_key_that_terminals_swallow_or_keyboards_lack() {
        for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
            if let KeyCode::Char(letter) = key.code {
                assert!(!"[]{}\\~@".contains(letter), "{key:?}");
                let swallowed =
                    key.modifiers == KeyModifiers::CONTROL && "imhq[\\".contains(letter);
                assert!(!swallowed, "{key:?}");
            }
        }
    }

    #[test]
    fn letters_are_text_in_a_field() {
        for scope in TYPING {
            assert_eq!(plain(*scope), "");
        }
    }

    #[test]
    fn no_letter_is_a_command_in_a_cell_whose_choices_are_open() {
        assert_eq!(plain(Scope::Choices), " 12345?");
    }

    /// The keys of a scope that a planner may mean as text, sorted.
    fn plain(scope: Scope) -> String {
        let keys = bindings(scope).flat_map(|binding| binding.keys);
        let keys = keys.filter(|key| key.modifiers == KeyModifiers::NONE);
        let mut plain: Vec<char> = keys.filter_map(|key| key.code.as_char()).collect();
        plain.sort_unstable();
        plain.into_iter().collect()
    }
}
