//! `schema`: the shape of what is kept and printed, as JSON Schema.

use clap::{Args, ValueEnum};

use super::printed::Printed;

/// Print the JSON Schema of a kind of file, or of what a verb prints with --json.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Of what.
    of: Of,
}

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Of {
    /// A file of canvases/.
    Canvas,
    /// The file workspace.json.
    Workspace,
    /// A file of rankings/.
    Ranking,
    /// What `list --json` prints.
    List,
    /// What `check --json` prints.
    Check,
    /// What `history --json` prints.
    History,
    /// What `review --json` prints.
    Review,
    /// What `due --json` prints.
    Due,
    /// What `looking-back --json` prints.
    LookingBack,
    /// What `letter --json` prints.
    Letter,
    /// What `letter --list --json` prints.
    Letters,
    /// What `portfolio --json` prints.
    Portfolio,
}

impl Of {
    /// The schema, as text.
    pub fn schema(self) -> &'static str {
        match self {
            Self::Canvas => include_str!("../../assets/schema/canvas.json"),
            Self::Workspace => include_str!("../../assets/schema/workspace.json"),
            Self::Ranking => include_str!("../../assets/schema/ranking.json"),
            Self::List => include_str!("../../assets/schema/list.json"),
            Self::Check => include_str!("../../assets/schema/check.json"),
            Self::History => include_str!("../../assets/schema/history.json"),
            Self::Review => include_str!("../../assets/schema/review.json"),
            Self::Due => include_str!("../../assets/schema/due.json"),
            Self::LookingBack => include_str!("../../assets/schema/looking-back.json"),
            Self::Letter => include_str!("../../assets/schema/letter.json"),
            Self::Letters => include_str!("../../assets/schema/letters.json"),
            Self::Portfolio => include_str!("../../assets/schema/portfolio.json"),
        }
    }
}

/// Prints the schema.
pub fn run(args: &SchemaArgs) -> Printed {
    Printed::text(args.of.schema())
}
