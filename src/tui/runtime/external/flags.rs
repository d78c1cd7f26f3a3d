//! Editors that go on in a window of their own while their command has ended, and the flag that makes it wait.

use std::path::Path;

/// Names of commands, and the flags that make them wait, the best first.
const FLAGS: &[(&[&str], &[&str])] = &[
    (
        &[
            "code",
            "code-insiders",
            "code-oss",
            "codium",
            "vscodium",
            "cursor",
            "windsurf",
            "mate",
            "subl",
            "sublime_text",
            "zed",
            "zeditor",
        ],
        &["--wait", "-w"],
    ),
    (
        &[
            "atom",
            "pulsar",
            "gedit",
            "xed",
            "bbedit",
            "nova",
            "lapce",
            "idea",
            "idea64",
            "pycharm",
            "webstorm",
            "phpstorm",
            "clion",
            "goland",
            "rubymine",
            "rider",
            "rustrover",
            "datagrip",
            "fleet",
        ],
        &["--wait", "-w"],
    ),
    (&["kate"], &["--block", "-b"]),
    (&["gnome-text-editor"], &["--standalone", "-s"]),
    (&["gvim", "mvim", "gview"], &["-f", "--nofork"]),
    (&["neovide"], &["--no-fork"]),
    (&["open"], &["-W -n", "-W"]),
];
/// Editors that have the terminal until they end.
const WAITING: &[&str] = &[
    "vi", "vim", "nvim", "view", "nano", "pico", "emacs", "ex", "joe", "jed", "mcedit", "micro",
    "hx", "helix", "kak", "ne", "tilde",
];

/// What to do where an editor ended before anybody can have typed, and nothing was changed; None where it
/// has the terminal while it runs.
pub(super) fn cure(words: &[String]) -> Option<String> {
    let names: Vec<String> = words.iter().map(|word| name_of(word)).collect();
    let is_known = |known: &[&str]| names.iter().any(|name| known.contains(&name.as_str()));
    if is_known(WAITING) {
        return None;
    }
    let program = &words[0];
    let ended = format!("`{program}` ended at once, and nothing was changed.");
    let found = FLAGS.iter().find(|(names, _)| is_known(names));
    Some(match found.map(|(_, flags)| flags) {
        Some(flags) if !words.iter().any(|word| flags.contains(&word.as_str())) => {
            let flag = flags[0];
            let command = shell_words::join(words);
            format!(
                "{ended}\n\nIt goes on in a window of its own, and what you write there is not taken in. Set \
                 VISUAL=\"{command} {flag}\", so that we wait for it."
            )
        }
        _ => format!(
            "{ended}\n\nIf it goes on in a window of its own, give it the flag that makes it wait, as in VISUAL=\"code \
             --wait\"."
        ),
    })
}

/// What a command is called: without its folder, its ending, and the names of a package before it.
fn name_of(word: &str) -> String {
    let name = Path::new(word).file_name().unwrap_or_default();
    let name = name.to_string_lossy().to_lowercase();
    let name = [".exe", ".cmd", ".sh"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(&name);
    name.rsplit('.').next().unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(command: &str) -> String {
        let words = shell_words::split(command).expect("words");
        cure(&words).unwrap_or_default()
    }

    #[test]
    fn an_editor_that_does_not_wait_is_told_with_its_flag() {
        for (command, flag) in [
            ("code", "VISUAL=\"code --wait\""),
            ("/usr/bin/codium", "VISUAL=\"/usr/bin/codium --wait\""),
            ("code -n", "VISUAL=\"code -n --wait\""),
            (
                "flatpak run com.vscodium.codium",
                "com.vscodium.codium --wait\"",
            ),
            ("subl", "subl --wait"),
            ("atom", "atom --wait"),
            ("mate", "mate --wait"),
            ("gedit", "gedit --wait"),
            ("kate", "kate --block"),
            ("zed", "zed --wait"),
            ("idea.sh", "idea.sh --wait"),
            ("gvim", "gvim -f"),
            ("open -a TextEdit", "open -a TextEdit -W -n"),
        ] {
            let said = said(command);
            assert!(said.contains("ended at once"), "{command}: {said}");
            assert!(said.contains(flag), "{command}: {said}");
        }
    }

    #[test]
    fn an_editor_that_waits_or_is_told_to_is_not_told_again() {
        for command in ["vim", "nano", "/usr/bin/hx"] {
            assert_eq!(said(command), "");
        }
        for command in ["code --wait", "code -w", "kate -b", "some-editor"] {
            let said = said(command);
            assert!(said.contains("as in VISUAL=\"code --wait\""), "{said}");
        }
    }
}
