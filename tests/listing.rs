//! The list of a workspace and its index, which may be there, stale, damaged or gone.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use jiff::civil::{Date, date};
use whytogether::canvas::summary::Entry;
use whytogether::workspace::Workspace;

const DAY: Date = date(2026, 11, 23);
/// More than are read without an index.
const MANY: usize = 100;

struct Team {
    folder: tempfile::TempDir,
}

impl Team {
    /// A workspace with many canvases that nobody has touched for an hour.
    fn with_many() -> Self {
        let team = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        fs::create_dir_all(team.path("w/canvases")).expect("a folder");
        (0..MANY).for_each(|number| team.write(number, "Before"));
        team
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, number: usize) -> std::path::PathBuf {
        self.path(&format!("w/canvases/c-{number:03}-aaaa.json"))
    }

    fn write(&self, number: usize, title: &str) {
        let text = format!(
            r#"{{"format":"whytogether.canvas","version":1,"cover":{{"title":"{title} {number}"}}}}"#
        );
        let path = self.file(number);
        fs::write(&path, text).expect("written");
        an_hour_old(&path);
    }

    fn titles(&self) -> Vec<String> {
        let workspace = Workspace::at(self.path("w")).with_cache(Some(self.path("cache")));
        let entries = workspace.entries(DAY).expect("a list");
        let title = |entry: Entry| match entry.content {
            Ok(summary) => summary.title.to_string(),
            Err(problem) => problem.to_string(),
        };
        entries.into_iter().map(title).collect()
    }

    fn index(&self) -> std::path::PathBuf {
        let mut files = fs::read_dir(self.path("cache")).expect("a folder");
        files.next().expect("an index").expect("an entry").path()
    }
}

fn an_hour_old(path: &Path) {
    let then = SystemTime::now() - Duration::from_secs(3600);
    let file = File::options().write(true).open(path).expect("a file");
    file.set_modified(then).expect("an older file");
}

#[test]
fn the_index_says_what_the_files_say() {
    let team = Team::with_many();
    let first = team.titles();
    assert_eq!(first.len(), MANY);
    assert_eq!(first[7], "Before 7");
    assert_eq!(team.titles(), first);
}

#[test]
fn a_file_that_has_changed_is_read_again_though_size_and_date_are_as_they_were() {
    let team = Team::with_many();
    team.titles();
    let before = fs::metadata(team.file(7)).expect("a file");
    team.write(7, "Behind");
    let then = before.modified().expect("a date");
    let file = File::options().write(true).open(team.file(7));
    file.expect("a file").set_modified(then).expect("a date");
    let titles = team.titles();
    assert_eq!(
        (titles[7].as_str(), titles[8].as_str()),
        ("Behind 7", "Before 8")
    );
}

#[test]
fn files_that_come_and_go_come_and_go_from_the_list() {
    let team = Team::with_many();
    team.titles();
    fs::remove_file(team.file(0)).expect("removed");
    team.write(MANY, "New");
    let titles = team.titles();
    assert_eq!(titles.len(), MANY);
    assert_eq!(titles.last().map(String::as_str), Some("New 100"));
}

#[test]
fn an_index_that_is_damaged_or_gone_makes_the_list_slower_and_not_wrong() {
    let team = Team::with_many();
    let first = team.titles();
    let whole = fs::read(team.index()).expect("an index");
    for end in [0, 1, whole.len() / 2, whole.len() - 1] {
        fs::write(team.index(), &whole[..end]).expect("written");
        assert_eq!(team.titles(), first);
    }
    let garbage: Vec<u8> = whole.iter().map(|byte| byte ^ 0x5a).collect();
    fs::write(team.index(), garbage).expect("written");
    assert_eq!(team.titles(), first);
    fs::remove_dir_all(team.path("cache")).expect("removed");
    assert_eq!(team.titles(), first);
    fs::remove_dir_all(team.path("cache")).expect("removed");
    fs::write(team.path("cache"), "in the way").expect("written");
    assert_eq!(team.titles(), first);
}
