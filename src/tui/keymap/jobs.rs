//! What the palette finds on every screen, whether or not there is a key for it there.

use super::Command;

/// Jobs of the open canvas: done as on its page.
pub const JOBS_OF_A_CANVAS: &[Command] = &[
    Command::Decide,
    Command::Letter,
    Command::Review,
    Command::End,
    Command::ShowCanvas,
    Command::History,
    Command::Differences,
    Command::Finish,
    Command::Compare,
    Command::Blank,
    Command::Export,
    Command::Copy,
    Command::SaveCopy,
    Command::QuickLook,
];

/// Jobs of the workspace: done as in the list.
pub const JOBS_OF_THE_WORKSPACE: &[Command] = &[
    Command::New,
    Command::Find,
    Command::Portfolio,
    Command::Due,
    Command::LookBack,
    Command::Rankings,
    Command::Settings,
    Command::Restore,
];

/// Jobs that are done in a shell: what each is, and how.
pub const IN_A_SHELL: &[(&str, &str)] = &[
    (
        "sync: Share the workspace with the team, through git",
        "In a shell: whytogether sync. The first time, whytogether git-setup says what is needed.",
    ),
    (
        "import: Take in a canvas file that someone sent",
        "In a shell: whytogether import FILE. To lay it beside a canvas without keeping it, press C in the list.",
    ),
    (
        "trash: Bring back something thrown away earlier",
        "In a shell: whytogether restore lists what is in the trash, and whytogether restore CANVAS brings one back.",
    ),
    (
        "doctor: See whether every file is in order",
        "In a shell: whytogether doctor. With --fix it mends what can be mended.",
    ),
    (
        "questions: Every question with its example",
        "In a shell: whytogether questions.",
    ),
    (
        "paths: Where your words are kept",
        "In a shell: whytogether paths.",
    ),
];
