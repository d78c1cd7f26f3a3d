//! The command line as it is read and explained: the types of `args`, with an example for each verb, the
//! flags that every verb takes explained once, and what a shell offers at Tab.

use clap::{Command, CommandFactory as _};

use super::args::Cli;
use super::complete::offering;

/// One example for each verb.
pub const EXAMPLES: &[(&str, &str)] = &[
    ("new", "new \"Warm rooms\" --quick"),
    ("open", "open falls"),
    ("list", "list --json"),
    ("show", "show falls"),
    ("history", "history falls"),
    ("get", "get falls value.worth"),
    (
        "set",
        "set falls value.worth=4 \"purpose.change=Fewer falls at home\"",
    ),
    ("check", "check falls"),
    (
        "decide",
        "decide falls not_yet --because \"Not before May\"",
    ),
    ("review", "review falls --set value=4"),
    ("due", "due"),
    ("end", "end falls --because \"It has done what it was for\""),
    ("looking-back", "looking-back"),
    ("portfolio", "portfolio --kind shared_voice"),
    ("schema", "schema canvas"),
    ("rank", "rank \"What comes first\" --people Ada,Ben"),
    ("questions", "questions"),
    ("export", "export falls --to falls.md"),
    ("letter", "letter falls --kind not_yet"),
    ("compare", "compare falls bus"),
    ("import", "import falls.json"),
    ("answer", "answer falls --to blank.json"),
    ("trash", "trash falls"),
    ("restore", "restore falls"),
    ("sync", "sync"),
    ("git-setup", "git-setup"),
    ("merge", "merge base.json ours.json theirs.json"),
    ("init", "init plans"),
    ("demo", "demo"),
    ("doctor", "doctor --fix"),
    ("paths", "paths"),
    ("completions", "completions bash"),
    ("man", "man --to ~/.local/share/man/man1"),
];

/// The command line.
pub fn command() -> Command {
    let mut command = Cli::command();
    command.build();
    command.mut_subcommands(|verb| {
        let name = verb.get_name().to_owned();
        let example = EXAMPLES.iter().find(|(verb, _)| *verb == name);
        let Some((_, example)) = example else {
            return verb;
        };
        verb.after_help(format!(
            "Example: whytogether {example}\n\nFlags that every verb takes: whytogether --help"
        ))
        .mut_args(|arg| match arg.is_global_set() {
            true => arg.hide(true),
            false => offering(&name, arg),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_has_an_example_that_is_understood() {
        for verb in command()
            .get_subcommands()
            .filter(|verb| verb.get_name() != "help")
        {
            let name = verb.get_name();
            let example = EXAMPLES.iter().find(|(verb, _)| *verb == name);
            let (_, example) = example.unwrap_or_else(|| panic!("`{name}` has no example"));
            let words = shell_words::split(example).expect("words");
            let words = std::iter::once("whytogether".to_owned()).chain(words);
            let matches = command().try_get_matches_from(words);
            let matches = matches.unwrap_or_else(|error| panic!("`{example}`: {error}"));
            assert_eq!(matches.subcommand_name(), Some(name), "{example}");
        }
    }
}
