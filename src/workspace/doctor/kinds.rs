//! Everything that can be found, and what to say of it: one row for each kind.

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// A canvas or the settings cannot be used as they are.
    Broken,
    /// Everything works; someone should look.
    Look,
}

impl Gravity {
    /// The word for scripts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Broken => "broken",
            Self::Look => "look",
        }
    }
}

/// What can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The system does not let the file be read.
    Refused,
    /// A link that leads outside the workspace.
    LeadsOutside,
    /// `.lock` is something other than a lock.
    NoLock,
    /// A canvas that is not UTF-8, or no JSON.
    NotJson,
    /// The same of `workspace.json`.
    SettingsNotJson,
    /// The same of a ranking.
    RankingNotJson,
    /// A version-control tool's marks stand in the file.
    ConflictMarkers,
    /// More than a file may have.
    TooLarge,
    /// Nested deeper than a file may be.
    TooDeep,
    /// JSON of another kind.
    OtherFormat,
    /// A name that no canvas can have.
    NoId,
    /// Git has not brought two versions of the file together.
    Unmerged,
    /// Two names that are one on some systems.
    SameButForCase,
    /// A link to another canvas of the workspace.
    SecondName,
    /// A later version of this program wrote it.
    Newer,
    /// A file with the same id that is read as the canvas; none has that id as its name.
    SameId,
    /// The id in the file is not its name.
    OtherId,
    /// Rows of one list that share an id.
    SharedRowIds,
    /// A second copy that a sync tool or a person left.
    ConflictCopy,
    /// A file that is in the cloud.
    InCloud,
    /// What a crash left of a save.
    Unfinished,
    /// There is no `workspace.json`.
    NoSettings,
    /// Something that the place of the workspace cannot do.
    Place,
    /// A setting that is not counted as it stands.
    OddSetting,
    /// An answer that its question does not allow.
    OddAnswer,
    /// Two answers of which someone has to pick one.
    Waiting,
    /// The same of a setting.
    WaitingSetting,
    /// The same of a ranking.
    WaitingRanking,
    /// History of a canvas that is not there.
    OrphanedHistory,
    /// A line of a history from which no version can be told.
    UnreadHistory,
}

/// What to say of a kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct About {
    /// The kind.
    pub kind: Kind,
    /// The word for scripts.
    pub code: &'static str,
    /// How grave it is.
    pub gravity: Gravity,
    /// The heading.
    pub title: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What to do next.
    pub next: &'static str,
    /// True where [`super::Report`]s can be mended by the program.
    pub is_mendable: bool,
}

impl Kind {
    /// Its row of the table.
    pub fn about(self) -> &'static About {
        let row = KINDS.iter().find(|about| about.kind == self);
        row.expect("every kind has a row")
    }
}

const fn broken(
    kind: Kind,
    code: &'static str,
    title: &'static str,
    means: &'static str,
    next: &'static str,
) -> About {
    let gravity = Gravity::Broken;
    About {
        gravity,
        ..look(kind, code, title, means, next)
    }
}

const fn look(
    kind: Kind,
    code: &'static str,
    title: &'static str,
    means: &'static str,
    next: &'static str,
) -> About {
    About {
        kind,
        code,
        gravity: Gravity::Look,
        title,
        means,
        next,
        is_mendable: false,
    }
}

const fn mendable(about: About) -> About {
    About {
        is_mendable: true,
        ..about
    }
}

/// Every kind of finding, the gravest first.
#[rustfmt::skip]
pub static KINDS: &[About] = &[
    broken(Kind::Refused, "refused", "The system does not let it be read",
        "The file is there, but it may not be yours, or the disk may be failing.",
        "Look at who may read it; copy it elsewhere first if the disk makes noises."),
    broken(Kind::LeadsOutside, "leads_outside", "A link that leads outside the workspace",
        "A workspace may come from other hands, so nothing outside it is read or written through it.",
        "If the link is yours, put the file itself here, or make its folder the workspace."),
    mendable(broken(Kind::NoLock, "no_lock", "What lies in the place of the lock is no lock",
        "Every write takes hold of .lock first, and not through a link that leads outside the workspace, so nothing can be \
         saved here.",
        "--fix moves it to trash/aside/; the next save makes a lock of its own.")),
    broken(Kind::NotJson, "not_json", "Cannot be read",
        "The text breaks off or has a slip in it, at the line and column given. Nothing is written over it.",
        "Open it in a text editor and mend that place. Or have an earlier version back: `whytogether history NAME` lists \
         them, and `whytogether restore NAME --at DATE` puts one in its place and keeps this file in trash/aside/."),
    broken(Kind::SettingsNotJson, "settings_not_json", "The settings cannot be read",
        "The text breaks off or has a slip in it, at the line and column given. Nothing is written over it, and the team \
         is not counted; the canvases are as they were.",
        "Open it in a text editor and mend that place. With git, `git log -p workspace.json` shows what it said. Or move it \
         to another folder: the settings (s on the screen) then begin a new one, without a team."),
    broken(Kind::RankingNotJson, "ranking_not_json", "A ranking that cannot be read",
        "The text breaks off or has a slip in it, at the line and column given. Nothing is written over it.",
        "Open it in a text editor and mend that place. With git, `git log -p` and its name show what it said. Rankings \
         have no history here."),
    broken(Kind::ConflictMarkers, "conflict_markers", "Two versions with marks between them",
        "A version-control tool could not merge the file and left lines that begin <<<<<<<, ======= and >>>>>>>.",
        "In a text editor keep one of the two sides and take the marks out, or take the file of one side whole. \
         With git, `whytogether git-setup` keeps it from happening again."),
    broken(Kind::TooLarge, "too_large", "Too large",
        "A file may have 1 MiB. None that people type comes near that.",
        "Open it in a text editor and take out what does not belong there."),
    broken(Kind::TooDeep, "too_deep", "Nested too deep",
        "A canvas may be nested 64 levels deep. None that this program writes goes beyond ten.",
        "Open it in a text editor and take out what does not belong there."),
    broken(Kind::OtherFormat, "other_format", "Another kind of file",
        "It is JSON, but its `format` is not that of the file that belongs here.",
        "Move it to another folder, or correct its `format` if it was changed by mistake."),
    broken(Kind::NoId, "no_id", "A name that no canvas can have",
        "A file's name is the canvas's id. It cannot begin with a point, hold control characters or one of / \\ :, \
         or be what some systems keep for devices.",
        "Rename the file: letters, digits and hyphens are always right."),
    broken(Kind::Unmerged, "unmerged", "Git has not brought two versions together",
        "A merge with git alone stopped at this file: it says what one side says, and the words of the other are only in \
         git.",
        "`git merge --abort` gives that merge up, and `whytogether sync` does it answer by answer. If you rather merge with \
         git, `whytogether git-setup` tells it where this program is."),
    look(Kind::SameButForCase, "same_but_for_case", "Two names that are one on some systems",
        "They differ only in upper and lower case. On a Mac or on Windows one would take the other's place.",
        "Rename one of them."),
    look(Kind::SecondName, "second_name", "A link to another canvas of this workspace",
        "One canvas has two names; it counts once, under the name that is its id. What changes under one name changes \
         under both.",
        "Take the link away, if it is not wanted. The canvas itself stays under its own name."),
    look(Kind::Newer, "newer", "Written by a newer version of whytogether",
        "It is shown as far as this version understands it, and never written.",
        "Use a newer whytogether to change it."),
    mendable(look(Kind::SameId, "same_id", "A file with the id of another that was renamed",
        "Only one of them counts. Two machines or people may have changed both.",
        "--fix merges it into that one, and moves it to trash/aside/. To make it a canvas of its own, `whytogether import` \
         it first.")),
    mendable(look(Kind::OtherId, "other_id", "The id in the file is not its name",
        "The file was renamed. It is read under its name.",
        "--fix writes the name into the file.")),
    mendable(look(Kind::SharedRowIds, "shared_row_ids", "Two rows with one id",
        "Someone has copied a row in a text editor. Each counts, and whoever opens the canvas sees two rows.",
        "--fix gives the later row an id of its own, as the next change of the canvas does.")),
    mendable(look(Kind::ConflictCopy, "conflict_copy", "A second copy that a sync tool or a person left",
        "Two machines changed the file before either knew of the other, and the tool kept both; or somebody copied it. \
         It counts in no sum.",
        "--fix merges a copy of a canvas into it, keeps both answers where they differ, and moves the copy to trash/aside/. \
         To make it a canvas of its own, `whytogether import` it first. Compare any other yourself.")),
    look(Kind::InCloud, "in_cloud", "In the cloud, not on this machine",
        "The sync tool keeps the file elsewhere until somebody opens it, so the sums lack what it says.",
        "Open it there, or tell the sync tool to keep the folder on this machine."),
    mendable(look(Kind::Unfinished, "unfinished", "Left over from a save",
        "The program or the machine stopped while it wrote. The canvas itself is whole.",
        "--fix moves it to trash/aside/. It holds the words of that last save.")),
    mendable(look(Kind::NoSettings, "no_settings", "No workspace.json",
        "The team and the reserve are not known, and other programs cannot tell that this is a workspace.",
        "--fix writes one without a team.")),
    look(Kind::Place, "place", "What this place cannot do",
        "Some shares, sticks and mounts lack what a disk of this machine has. What you give is saved all the same, as \
         safely as the place allows.",
        "For the most safety keep the workspace on a disk of this machine, and share it with `whytogether sync`."),
    look(Kind::OddSetting, "odd_setting", "A setting that is not counted as it stands",
        "It is kept, but it is out of its range.",
        "Correct it in the settings (s on the screen)."),
    look(Kind::OddAnswer, "odd_answer", "An answer that its question does not allow",
        "It is kept, but counts as not answered.",
        "Answer the question again on the screen, or with `whytogether set`."),
    look(Kind::Waiting, "waiting", "Two answers of which someone has to pick one",
        "Two people changed the same answer at once. Ours stands, and theirs is kept beside it.",
        "Open the canvas and press v."),
    look(Kind::WaitingSetting, "waiting_setting", "Two settings of which someone has to pick one",
        "Two people changed the same setting or the order at once. What is in the settings stands, and the other is kept \
         beside it.",
        "Give the one that you want in the settings (s on the screen), or move a canvas in the order: whoever changes it \
         has picked."),
    look(Kind::WaitingRanking, "waiting_ranking", "A ranking that says two things",
        "Two people changed the same of it at once, such as the order of one person. One stands and counts, and the other \
         is kept beside it.",
        "Whoever is named ranks anew: that is then what counts."),
    look(Kind::OrphanedHistory, "orphaned_history", "History of a canvas that is not there",
        "The canvas is neither among the others nor in the trash; what it once said is still in this file.",
        "`whytogether history NAME` lists its versions, and `whytogether restore NAME --at DATE` brings one back. \
         If you do not want those words, move the file away yourself."),
    look(Kind::UnreadHistory, "unread_history", "A line of a history that cannot be read",
        "The line was cut off or changed. The versions of the other lines are there.",
        "Take the line from an earlier copy of the file, if you have one. Nothing else depends on it."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_row_in_its_own_order_and_a_code_of_its_own() {
        let kinds: Vec<Kind> = KINDS.iter().map(|about| about.kind).collect();
        assert!(kinds.is_sorted_by(|a, b| a < b), "{kinds:?}");
        let mut codes: Vec<&str> = KINDS.iter().map(|about| about.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), KINDS.len());
        assert_eq!(Kind::UnreadHistory as usize + 1, KINDS.len());
    }

    #[test]
    fn what_is_mended_says_how_and_what_is_not_says_so() {
        for about in KINDS {
            assert_eq!(about.next.contains("--fix"), about.is_mendable, "{about:?}");
        }
    }
}
