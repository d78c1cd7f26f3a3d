//! The sample workspace that ships inside the program.

use std::path::Path;

use jiff::civil::Date;

use super::replace::{create, create_folder};
use super::{SaveError, Workspace};

/// The day on which the samples are to be looked at: replies are still owed and reviews ahead.
pub const DAY: Date = jiff::civil::date(2026, 11, 23);

/// Name and text of every file.
const FILES: &[(&str, &str)] = &[
    (
        "workspace.json",
        include_str!("../../assets/samples/workspace.json"),
    ),
    (
        "canvases/bricks-and-blocks-q8vd.json",
        include_str!("../../assets/samples/canvases/bricks-and-blocks-q8vd.json"),
    ),
    (
        "canvases/falls-response-at-home-7k3f.json",
        include_str!("../../assets/samples/canvases/falls-response-at-home-7k3f.json"),
    ),
    (
        "canvases/regional-innovation-showcase-x2gz.json",
        include_str!("../../assets/samples/canvases/regional-innovation-showcase-x2gz.json"),
    ),
    (
        "canvases/the-talking-icons-film-m3xp.json",
        include_str!("../../assets/samples/canvases/the-talking-icons-film-m3xp.json"),
    ),
    (
        "canvases/two-calendars-b4ty.json",
        include_str!("../../assets/samples/canvases/two-calendars-b4ty.json"),
    ),
    (
        "canvases/ward-handover-circle-e9wn.json",
        include_str!("../../assets/samples/canvases/ward-handover-circle-e9wn.json"),
    ),
    (
        "canvases/winter-bus-campaign-5rkh.json",
        include_str!("../../assets/samples/canvases/winter-bus-campaign-5rkh.json"),
    ),
];

/// Writes the sample workspace into a folder.
///
/// # Errors
/// [`SaveError::Exists`] where one of its files is there, [`SaveError::Io`] when the system refuses.
pub fn write(folder: &Path) -> Result<Workspace, SaveError> {
    let workspace = Workspace::at(folder);
    let canvases = workspace.canvases_path();
    create_folder(&canvases).map_err(SaveError::io(&canvases))?;
    for (name, text) in FILES {
        create(&folder.join(name), text.as_bytes())?;
    }
    Ok(workspace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_read_without_a_complaint() {
        let folder = tempfile::tempdir().expect("a folder");
        let workspace = write(folder.path()).expect("written");
        let entries = workspace.entries(DAY).expect("listed");
        assert_eq!(entries.len(), FILES.len() - 1);
        assert!(entries.iter().all(|entry| entry.content.is_ok()));
        assert!(
            workspace
                .load_settings()
                .expect("read")
                .complaints()
                .is_empty()
        );
    }
}
