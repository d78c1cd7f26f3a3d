//! The command line as types: what may be typed, and the words of `--help`.

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::tui::ThemeName;
use crate::workspace::folders;

const AFTER: &str = "\
CANVAS is an id, an unambiguous start of one, a title (upper and lower case alike), or an unambiguous \
beginning or part of a title.

Exit codes: 0 done, 1 failed, 2 usage, 3 not found or ambiguous, 4 `check` found a blocker, or `check` \
or `doctor` a broken file, 5 changed or locked by someone else, 6 written by a newer version, 7 needs a terminal, \
130 interrupted.

Environment: WHYTOGETHER_WORKSPACE, NO_COLOR, CLICOLOR_FORCE, ACCESSIBLE, TERM, VISUAL, EDITOR, XDG_*.";

/// Asks "why collaborate at all?" before anyone says yes to a partnership.
#[derive(Debug, Parser)]
#[command(name = "whytogether", version, propagate_version = true, color = clap::ColorChoice::Never, after_long_help = AFTER)]
pub struct Cli {
    /// What to do; nothing opens the screen.
    #[command(subcommand)]
    pub verb: Option<Verb>,
    /// What every verb understands.
    #[command(flatten)]
    pub globals: Globals,
}

/// Flags that work before and after the verb.
#[derive(Debug, Clone, Default, Args)]
pub struct Globals {
    /// The workspace: a folder of canvases.
    #[arg(short, long, global = true, value_name = "DIR", value_parser = path())]
    pub workspace: Option<PathBuf>,
    /// Compute for this day instead of today.
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,
    /// The colours of the screen.
    #[arg(long, global = true, value_name = "THEME")]
    pub theme: Option<Theme>,
    /// Draw with plain ASCII only.
    #[arg(long, global = true)]
    pub ascii: bool,
    /// Ask with numbered prompts instead of the screen.
    #[arg(long, global = true)]
    pub plain: bool,
    /// When to print in colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
    /// Say nothing but errors beside the output.
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// Takes a path as people type it, as every argument that is one does.
pub fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().try_map(folders::typed)
}

/// When to print in colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    /// The terminal's own colours.
    Auto,
    /// For a light background.
    Light,
    /// For a dark background.
    Dark,
    /// The strongest contrast.
    Contrast,
    /// No colours.
    Mono,
}

impl From<Theme> for ThemeName {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Auto => Self::Auto,
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
            Theme::Contrast => Self::Contrast,
            Theme::Mono => Self::Mono,
        }
    }
}

/// `--json`, for verbs that print.
#[derive(Debug, Clone, Copy, Args)]
pub struct Json {
    /// Print JSON.
    #[arg(long = "json")]
    pub is_on: bool,
}

/// What to do; the words of each verb stand with its arguments.
#[derive(Debug, Subcommand)]
pub enum Verb {
    New(super::new::NewArgs),
    Open(super::open::OpenArgs),
    List(super::list::ListArgs),
    Show(super::show::ShowArgs),
    History(super::history::HistoryArgs),
    Get(super::get::GetArgs),
    Set(super::set::SetArgs),
    Check(super::check::CheckArgs),
    Decide(super::decide::DecideArgs),
    Review(super::review::ReviewArgs),
    Due(super::due::DueArgs),
    End(super::end::EndArgs),
    LookingBack(super::looking_back::LookingBackArgs),
    Portfolio(super::portfolio::PortfolioArgs),
    Schema(super::schema::SchemaArgs),
    Rank(super::rank::RankArgs),
    Questions(super::questions::QuestionsArgs),
    Export(super::export::ExportArgs),
    Letter(super::letter::LetterArgs),
    Compare(super::compare::CompareArgs),
    Import(super::import::ImportArgs),
    Answer(super::answer::AnswerArgs),
    Trash(super::trash::TrashArgs),
    Restore(super::restore::RestoreArgs),
    Sync(super::sync::SyncArgs),
    GitSetup(super::git_setup::GitSetupArgs),
    Merge(super::merge::MergeArgs),
    Init(super::init::InitArgs),
    Demo(super::demo::DemoArgs),
    Doctor(super::doctor::DoctorArgs),
    Paths(super::paths::PathsArgs),
    /// Print what a shell reads to complete verbs, canvases, questions and codes.
    ///
    /// bash: whytogether completions bash > ~/.local/share/bash-completion/completions/whytogether;
    /// fish: … > ~/.config/fish/completions/whytogether.fish; zsh: add `source <(whytogether completions zsh)` to
    /// ~/.zshrc, behind `compinit`.
    Completions {
        /// Which shell.
        shell: Shell,
    },
    Man(super::man::ManArgs),
}

impl Verb {
    /// True where a verb reads or writes the workspace that is meant; the others need no home folder.
    pub fn needs_workspace(&self) -> bool {
        !matches!(
            self,
            Self::Schema(_)
                | Self::Questions(_)
                | Self::Merge(_)
                | Self::Init(_)
                | Self::Demo(_)
                | Self::Paths(_)
                | Self::Completions { .. }
                | Self::Man(_)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn every_path_is_taken_as_people_type_it() {
        let cli = Cli::command();
        // What git hands over is no path that people type.
        let verbs = cli
            .get_subcommands()
            .filter(|verb| verb.get_name() != "merge");
        for argument in verbs
            .flat_map(clap::Command::get_arguments)
            .chain(cli.get_arguments())
        {
            let parser = argument.get_value_parser();
            let said = format!("{parser:?}");
            assert!(!said.contains("path_buf"), "{}: {said}", argument.get_id());
        }
    }
}
