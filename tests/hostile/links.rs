//! Links that lead outside the workspace: to a file, to a folder, to nothing yet.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use whytogether::workspace::settings::Settings;
use whytogether::workspace::trash::Filed;
use whytogether::workspace::{ReadError, SaveError};

use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;

use crate::{Desk, NOW, id, set};

/// A desk with a folder outside its workspace, and a canvas that lies there.
struct Outside {
    desk: Desk,
    folder: PathBuf,
    file: PathBuf,
}

fn outside() -> Outside {
    let desk = Desk::with(r#""cover":{"title":"Falls"}"#);
    let folder = desk.folder.path().join("outside");
    fs::create_dir(&folder).expect("a folder");
    let file = folder.join("secret-2222.json");
    fs::write(&file, crate::file(r#""cover":{"title":"Secret"}"#)).expect("written");
    Outside { desk, folder, file }
}

/// Everything in the folder outside, to see that it stays as it is.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let found = fs::read_dir(folder).expect("a folder").flatten();
    let mut found: Vec<_> = found
        .map(|entry| (entry.path(), fs::read(entry.path()).expect("read")))
        .collect();
    found.sort();
    found
}

#[test]
fn a_linked_file_outside_is_neither_read_nor_written_nor_moved() {
    let Outside { desk, folder, file } = outside();
    let secret = CanvasId::from_name("secret-2222").expect("an id");
    let link = desk.workspace.canvas_path(&secret);
    let base = desk.workspace.load(&id()).expect("read");
    let canvas = Canvas::read(secret.clone(), &desk.bytes()).expect("reads");
    let before = contents(&folder);
    let around = PathBuf::from("../canvases/../../outside/secret-2222.json");
    let over_another = desk.workspace.canvases_path().join("step");
    symlink(&file, &over_another).expect("a link");
    for target in [file.clone(), around, over_another, folder.join("new.json")] {
        symlink(&target, &link).expect("a link");
        let read = desk.workspace.load(&secret);
        assert!(matches!(read, Err(ReadError::Io { .. })), "{read:?}");
        let saved = desk.workspace.save(&canvas, &base, NOW);
        assert!(matches!(saved, Err(SaveError::Io { .. })), "{saved:?}");
        let made = desk.workspace.create(&canvas);
        assert!(matches!(made, Err(SaveError::Exists { .. })), "{made:?}");
        let complaints = desk.complaints();
        let (_, complaint) = &complaints[1];
        assert!(complaint.contains("outside the workspace"), "{complaint}");
        let moved = desk
            .workspace
            .trash(Filed::Canvas, &secret)
            .expect("the link itself goes");
        assert!(fs::symlink_metadata(moved).expect("there").is_symlink());
        assert_eq!(contents(&folder), before);
    }
}

#[test]
fn linked_folders_and_settings_outside_are_not_followed() {
    for name in ["canvases", "trash", "workspace.json", ".lock"] {
        let Outside { desk, folder, .. } = outside();
        let base = desk.workspace.load(&id()).expect("read");
        let before = contents(&folder);
        let place = desk.workspace.root().join(name);
        let elsewhere = desk.folder.path().join("moved");
        let _ = fs::rename(&place, elsewhere);
        let target = match name {
            "workspace.json" | ".lock" => folder.join("new"),
            _ => folder.clone(),
        };
        symlink(target, &place).expect("a link");
        let mut canvas = base.canvas.clone();
        set(&mut canvas, "value.worth", 3.into());
        let saved = desk.workspace.save(&canvas, &base, NOW);
        let settings = Settings::default();
        let kept = desk.workspace.save_settings(&settings, &settings);
        let thrown = desk.workspace.trash(Filed::Canvas, &id());
        let brought = desk.workspace.restore(Filed::Canvas, &id());
        let is_refused = match name {
            "canvases" => saved.is_err() && thrown.is_err() && brought.is_err(),
            "trash" => thrown.is_err() && brought.is_err(),
            "workspace.json" => kept.is_err(),
            _ => saved.is_err() && kept.is_err() && thrown.is_err(),
        };
        assert!(
            is_refused,
            "{name}: {saved:?} {kept:?} {thrown:?} {brought:?}"
        );
        assert_eq!(contents(&folder), before, "{name}");
        let is_listed = desk.workspace.entries(crate::DAY).is_ok();
        assert_eq!(is_listed, name != "canvases");
    }
}

#[test]
fn a_link_inside_the_workspace_is_followed() {
    let Outside { desk, .. } = outside();
    let target = desk.workspace.root().join("kept/falls.json");
    fs::create_dir(desk.workspace.root().join("kept")).expect("a folder");
    fs::rename(desk.path(), &target).expect("moved");
    symlink("../kept/falls.json", desk.path()).expect("a link");
    let base = desk.workspace.load(&id()).expect("read");
    let mut canvas = base.canvas.clone();
    set(&mut canvas, "value.worth", 3.into());
    desk.workspace.save(&canvas, &base, NOW).expect("saved");
    assert!(
        fs::symlink_metadata(desk.path())
            .expect("there")
            .is_symlink()
    );
    assert_eq!(desk.on_disk()["value"]["worth"], 3);
}
