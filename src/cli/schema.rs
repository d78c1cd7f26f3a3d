//! `schema`: the shape of what is kept and printed, as JSON Schema.

use clap::{Args, ValueEnum};

use super::printed::Printed;

/// Print the JSON Schema of canvas files, of workspace.json, of rankings, or of `portfolio --json`.
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
            Self::Portfolio => include_str!("../../assets/schema/portfolio.json"),
        }
    }
}

/// Prints the schema.
pub fn run(args: &SchemaArgs) -> Printed {
    Printed::text(args.of.schema())
}
