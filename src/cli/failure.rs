//! What ends a call: exit codes, and what went wrong with a hint at the next command.

use std::fmt;
use std::io;
use std::process::ExitCode;

use crate::canvas::answer::AnswerError;
use crate::canvas::ranking::typed::RankError;
use crate::workspace::git::driver::MergeError;
use crate::workspace::{ReadError, SaveError, in_one_line};

/// How a call ends, as scripts see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Whoever read our output went away: nothing is wrong, nothing is said.
    ClosedPipe,
    /// It failed.
    Failed,
    /// The command line, or a value on it, does not follow its rule.
    Usage,
    /// No canvas, question or voice of this name, or more than one.
    NotFound,
    /// `check` found a blocker, or `check` or `doctor` a broken file.
    Blocker,
    /// Someone else holds the workspace.
    Changed,
    /// A newer version wrote the file.
    Newer,
    /// Only a terminal will do.
    NoTerminal,
    /// The planner broke it off.
    Interrupted,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done | Exit::ClosedPipe => 0_u8,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::NotFound => 3,
            Exit::Blocker => 4,
            Exit::Changed => 5,
            Exit::Newer => 6,
            Exit::NoTerminal => 7,
            Exit::Interrupted => 130,
        })
    }
}

/// Why a call did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// How the call ends.
    pub exit: Exit,
    /// What failed, on what, and the cause.
    pub message: String,
    /// The next command, where there is one.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure without a hint.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self {
            exit,
            message: message.into(),
            hint: None,
        }
    }

    /// The same with the next command to try.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<io::Error> for Failure {
    /// Trouble with standard input or output; files have errors of their own.
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::new(Exit::ClosedPipe, ""),
            io::ErrorKind::Interrupted => Self::new(Exit::Interrupted, "interrupted"),
            _ => Self::new(Exit::Failed, format!("could not write the output: {error}")),
        }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        let exit = match error {
            ReadError::Missing { .. } => Exit::NotFound,
            ReadError::Io { .. } | ReadError::Document { .. } => Exit::Failed,
        };
        Self::new(exit, in_one_line(&error))
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        let exit = match error {
            SaveError::Newer { .. } => Exit::Newer,
            SaveError::Locked { .. } => Exit::Changed,
            SaveError::Gone { .. } => Exit::NotFound,
            _ => Exit::Failed,
        };
        let failure = Self::new(exit, in_one_line(&error));
        match error.remedy().or_else(|| next_step(&error)) {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

/// The next command, or the next step, where the system has refused nothing.
fn next_step(error: &SaveError) -> Option<&'static str> {
    match error {
        SaveError::Unreadable { .. } => Some("whytogether doctor"),
        SaveError::TooLarge { .. } => {
            Some("keep a long text in a file of its own, and answer with where it is")
        }
        _ => None,
    }
}

impl From<MergeError> for Failure {
    fn from(error: MergeError) -> Self {
        match error {
            MergeError::Read(error) => error.into(),
            MergeError::Save(error) => error.into(),
            MergeError::Newer { .. } => {
                let hint = "use a newer whytogether to merge them";
                Self::new(Exit::Newer, in_one_line(&error)).hint(hint)
            }
            _ => Self::new(Exit::Failed, in_one_line(&error)),
        }
    }
}

impl From<RankError> for Failure {
    fn from(error: RankError) -> Self {
        Self::new(Exit::Usage, in_one_line(&error))
    }
}

impl From<AnswerError> for Failure {
    fn from(error: AnswerError) -> Self {
        Self::new(Exit::Usage, in_one_line(&error))
    }
}
