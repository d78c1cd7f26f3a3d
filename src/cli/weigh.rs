//! Weighing canvases against the others of their workspace, as files have them now.

use super::call::Call;
use super::failure::Failure;
use super::notes;
use crate::canvas::Canvas;
use crate::canvas::checks::Why;
use crate::canvas::id::CanvasId;
use crate::canvas::instead::{kin, others_of};
use crate::canvas::others::Setting;
use crate::canvas::suggestion::Suggestion;
use crate::workspace::list::Entry;
use crate::workspace::settings::Settings;

/// The settings and all canvases of a workspace, read once.
#[derive(Debug)]
pub struct Scales<'a> {
    call: &'a Call,
    settings: Settings,
    entries: Vec<Entry>,
}

/// What a canvas adds up to, and which files could not be read for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// The suggestion with its reasons, and what would change it.
    pub suggestion: Suggestion,
    /// Why each finding was found, in their order.
    pub whys: Vec<Why>,
    /// Names of files that could not be read, so that their days are in no sum.
    pub unread: Vec<String>,
}

impl<'a> Scales<'a> {
    /// Reads the workspace, and says beside the output what of it is not counted, or not all of it.
    ///
    /// `own` are the canvases to be weighed: nothing is said about them.
    ///
    /// # Errors
    /// When the settings or the folder of the canvases cannot be read.
    pub fn read(call: &'a Call, own: &[&CanvasId]) -> Result<Self, Failure> {
        let settings = call.workspace.load_settings()?;
        notes::about_settings(call, &settings);
        let entries = call.workspace.entries(call.today)?;
        for entry in entries.iter().filter(|entry| !own.contains(&&entry.id)) {
            notes::about_other(call, entry);
        }
        Ok(Self {
            call,
            settings,
            entries,
        })
    }

    /// Weighs a canvas against the others.
    pub fn weigh(&self, canvas: &Canvas) -> Weighed {
        let others = others_of(
            self.entries.iter(),
            Some(canvas.id()),
            &self.settings.order(),
        );
        for id in kin(self.entries.iter(), canvas.id()) {
            self.call.note(&format!(
                "note: `{id}` is not counted beside it: one was made of the other"
            ));
        }
        let setting = Setting {
            canvas,
            others: &others,
            team: self.settings.team(),
            today: self.call.today,
        };
        let suggestion = Suggestion::with_turns(&setting);
        let findings = suggestion.findings.iter();
        let whys = findings.map(|finding| finding.why(&setting, &suggestion));
        Weighed {
            whys: whys.collect(),
            suggestion,
            unread: others.unread,
        }
    }
}

/// Weighs one canvas and says what was not counted.
///
/// # Errors
/// As for [`Scales::read`].
pub fn weigh(call: &Call, canvas: &Canvas) -> Result<Weighed, Failure> {
    Ok(Scales::read(call, &[canvas.id()])?.weigh(canvas))
}
