//! What may be typed at any prompt beside an answer: one table of commands, each behind a colon.

/// A command, with what was typed after its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// List the commands.
    Help,
    /// An example of an answer, and why the question is asked.
    Example,
    /// What the answers say so far.
    SoFar,
    /// What the reasons rest on: all of them, or one by its name.
    Why(String),
    /// Every partner has what the first one has, where nothing stands.
    Same,
    /// Put a thought aside.
    Park(String),
    /// Take the present answer away.
    Clear,
    /// Leave the question or stay at it in another way.
    Leave(Leave),
    /// Do something with a row that is there.
    Row(RowCommand),
    /// Show the private answers; before all are in, because somebody says so by name.
    Reveal(String),
}

/// Where to go from a question, other than on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leave {
    /// To the next question.
    Skip,
    /// To the question before.
    Back,
    /// Out of the guide.
    Stop,
    /// To what was changed last, with the change taken back.
    Undo,
    /// To what was taken back last, with the change made again.
    Redo,
    /// To a step or a question, as typed.
    Go(String),
    /// To the decision.
    Decide,
    /// To where each answers the question alone.
    Alone,
    /// To the end of the session.
    Finish,
    /// To the letter that goes with the decision.
    Letter,
    /// To the end of the collaboration.
    End,
    /// Nowhere: a conflict about this question is settled, with their answer or with ours.
    Settle(Side),
    /// Nowhere: what others say here is read out, or taken in.
    Take(Theirs),
}

/// What is wanted of what others say to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Theirs {
    /// To hear what may be taken in.
    All,
    /// One of it, by its number from 1.
    One(usize),
    /// To have it shown, because somebody of this name says so.
    ShownBy(String),
}

/// Whose answer stands where two people changed it at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The other's.
    Theirs,
    /// Ours.
    Ours,
}

/// What may be done with a row, by its number from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowCommand {
    /// Ask its columns again.
    Edit(usize),
    /// Take it out.
    Delete(usize),
    /// Put it in another place.
    Move {
        /// Where it stands.
        from: usize,
        /// Where it is to stand.
        to: usize,
    },
}

/// Why a line that begins with a colon is no command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommandError {
    /// No command has this name.
    #[error(
        "`:{given}` is no command: type `:?` for a list, or `::{given}` for an answer that begins with a colon"
    )]
    Unknown {
        /// What was typed after the colon.
        given: String,
    },
    /// The command needs something else after its name.
    #[error("`:{given}` is not how it is typed: {form}")]
    Form {
        /// What was typed after the colon.
        given: String,
        /// How it is typed.
        form: &'static str,
    },
}

/// A line, once it is clear whether it is an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// An answer, or a part of one.
    Answer(String),
    /// A command.
    Command(Command),
}

/// One command of the table.
struct Entry {
    names: &'static [&'static str],
    form: &'static str,
    help: &'static str,
    read: fn(&str) -> Option<Command>,
}

const fn entry(
    names: &'static [&'static str],
    form: &'static str,
    help: &'static str,
    read: fn(&str) -> Option<Command>,
) -> Entry {
    Entry {
        names,
        form,
        help,
        read,
    }
}

/// Every command: its names, how it is typed, what it does, and what is read after its name.
static COMMANDS: &[Entry] = &[
    entry(&["?", "help"], ":?", "these commands", |rest| {
        alone(rest, Command::Help)
    }),
    entry(
        &["e", "example"],
        ":e",
        "an example of an answer, and why the question is asked",
        |rest| alone(rest, Command::Example),
    ),
    entry(
        &["b", "back"],
        ":b",
        "back to the question before",
        |rest| leave(rest, Leave::Back),
    ),
    entry(&["s", "skip"], ":s", "skip to the next question", |rest| {
        leave(rest, Leave::Skip)
    }),
    entry(&["u", "undo"], ":u", "take back the last change", |rest| {
        leave(rest, Leave::Undo)
    }),
    entry(
        &["redo"],
        ":redo",
        "make again what was taken back",
        |rest| leave(rest, Leave::Redo),
    ),
    entry(
        &["clear"],
        ":clear",
        "take the present answer away",
        |rest| alone(rest, Command::Clear),
    ),
    entry(
        &["k", "park"],
        ":k TEXT",
        "park a thought to come back to",
        |rest| given(rest, |text| Command::Park(text.to_owned())),
    ),
    entry(
        &["so far"],
        ":so far",
        "what the answers say so far",
        |rest| alone(rest, Command::SoFar),
    ),
    entry(
        &["why"],
        ":why or :why NAME",
        "what the reasons rest on, who said so, and what would mend it: of all, or of one such as trust-gap",
        |rest| Some(Command::Why(rest.to_owned())),
    ),
    entry(
        &["same"],
        ":same",
        "in a question about partners, all get what the first one has, where nothing stands",
        |rest| alone(rest, Command::Same),
    ),
    entry(
        &["l", "letter"],
        ":l",
        "the letter that goes with the decision: read it, write it to a file, keep it as sent",
        |rest| leave(rest, Leave::Letter),
    ),
    entry(
        &["end"],
        ":end",
        "end the collaboration, with a note of what it was",
        |rest| leave(rest, Leave::End),
    ),
    entry(
        &["go"],
        ":go STEP or :go QUESTION-ID",
        "go to a step or a question, such as :go value or :go purpose.change",
        |rest| given(rest, |place| Command::Leave(Leave::Go(place.to_owned()))),
    ),
    entry(&["d", "decide"], ":d", "go to the decision", |rest| {
        leave(rest, Leave::Decide)
    }),
    entry(
        &["edit"],
        ":edit 2",
        "ask the columns of row 2 again",
        |rest| Some(Command::Row(RowCommand::Edit(rest.parse().ok()?))),
    ),
    entry(&["delete"], ":delete 2", "take row 2 out", |rest| {
        Some(Command::Row(RowCommand::Delete(rest.parse().ok()?)))
    }),
    entry(
        &["move"],
        ":move 2 to 1",
        "put row 2 in the place of row 1",
        moved,
    ),
    entry(
        &["alone"],
        ":alone",
        "a score or a choice is answered by each alone, and read out together",
        |rest| leave(rest, Leave::Alone),
    ),
    entry(
        &["reveal"],
        ":reveal NAME",
        "read out what is answered alone; where not all have, because NAME says so",
        |rest| Some(Command::Reveal(rest.to_owned())),
    ),
    entry(
        &["finish"],
        ":finish",
        "end the session: settle what is parked, and read out what it came to",
        |rest| leave(rest, Leave::Finish),
    ),
    entry(
        &["theirs"],
        ":theirs",
        "where two people changed an answer at once, take the other's",
        |rest| leave(rest, Leave::Settle(Side::Theirs)),
    ),
    entry(
        &["ours"],
        ":ours",
        "where two people changed an answer at once, keep ours",
        |rest| leave(rest, Leave::Settle(Side::Ours)),
    ),
    entry(
        &["take"],
        ":take, :take 2 or :take as NAME",
        "hear what a side or a voice said here, take one of it in, or have it shown because NAME says so",
        |rest| Some(Command::Leave(Leave::Take(theirs(rest)?))),
    ),
    entry(&["q", "quit"], ":q", "stop; everything is saved", |rest| {
        leave(rest, Leave::Stop)
    }),
];

/// A command that takes nothing after its name, so that a sentence is not mistaken for one.
fn alone(rest: &str, command: Command) -> Option<Command> {
    rest.is_empty().then_some(command)
}

fn leave(rest: &str, leave: Leave) -> Option<Command> {
    alone(rest, Command::Leave(leave))
}

fn theirs(rest: &str) -> Option<Theirs> {
    match rest.strip_prefix("as ").map(str::trim) {
        _ if rest.is_empty() => Some(Theirs::All),
        Some(name) if !name.is_empty() => Some(Theirs::ShownBy(name.to_owned())),
        _ => Some(Theirs::One(rest.parse().ok()?)),
    }
}

fn given(rest: &str, command: impl FnOnce(&str) -> Command) -> Option<Command> {
    (!rest.is_empty()).then(|| command(rest))
}

fn moved(rest: &str) -> Option<Command> {
    let (from, to) = rest.split_once(' ')?;
    let to = to.trim().strip_prefix("to").unwrap_or(to).trim();
    Some(Command::Row(RowCommand::Move {
        from: from.parse().ok()?,
        to: to.parse().ok()?,
    }))
}

/// Tells an answer from a command: a colon begins a command, two colons an answer with one.
///
/// # Errors
/// [`CommandError`] where a single colon begins something that is no command.
pub fn read(line: &str) -> Result<Typed, CommandError> {
    let Some(after) = line.trim_start().strip_prefix(':') else {
        return Ok(Typed::Answer(line.to_owned()));
    };
    if after.starts_with(':') {
        return Ok(Typed::Answer(after.to_owned()));
    }
    let after = after.trim();
    for entry in COMMANDS {
        let Some(rest) = entry.names.iter().find_map(|name| rest_of(after, name)) else {
            continue;
        };
        let command = (entry.read)(rest).ok_or_else(|| CommandError::Form {
            given: after.to_owned(),
            form: entry.form,
        })?;
        return Ok(Typed::Command(command));
    }
    Err(CommandError::Unknown {
        given: after.to_owned(),
    })
}

/// What stands after a command's name, where the name is a whole word.
fn rest_of<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let head = text.get(..name.len())?;
    let rest = &text[name.len()..];
    let is_whole = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (head.eq_ignore_ascii_case(name) && is_whole).then(|| rest.trim())
}

/// The commands, one line each.
pub fn help() -> impl Iterator<Item = String> {
    COMMANDS
        .iter()
        .map(|entry| format!("{}  {}", entry.form, entry.help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_without_a_colon_are_an_answer() {
        assert_eq!(read("q"), Ok(Typed::Answer("q".into())));
        assert_eq!(read(":q"), Ok(Typed::Command(Command::Leave(Leave::Stop))));
    }

    #[test]
    fn two_colons_are_an_answer_that_begins_with_one() {
        assert_eq!(read("::q"), Ok(Typed::Answer(":q".into())));
    }

    #[test]
    fn a_command_with_words_that_it_does_not_take_is_refused() {
        assert!(matches!(
            read(":b or not"),
            Err(CommandError::Form { form: ":b", .. })
        ));
        assert!(matches!(read(":)"), Err(CommandError::Unknown { .. })));
    }

    #[test]
    fn rows_are_moved_with_or_without_a_to() {
        let moved = Typed::Command(Command::Row(RowCommand::Move { from: 2, to: 1 }));
        assert_eq!(read(":move 2 to 1"), Ok(moved.clone()));
        assert_eq!(read(":move 2 1"), Ok(moved));
    }

    #[test]
    fn so_far_is_one_command_and_s_another() {
        assert_eq!(read(":so far"), Ok(Typed::Command(Command::SoFar)));
        assert_eq!(read(":S"), Ok(Typed::Command(Command::Leave(Leave::Skip))));
    }
}
