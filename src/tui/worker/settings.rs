//! Writes the settings as they are typed, and again until the disk takes them.

use std::path::Path;
use std::time::Instant;

use super::refusals::why;
use super::unwritten::{Kept, Left, versions};
use super::{PAUSE, RETRY, Tell, Worker};
use crate::tui::app::Msg;
use crate::workspace::settings::Settings;

/// What the settings are called among what the disk refused.
pub(super) const FILE: &str = "workspace";

/// Settings on their way to the disk.
#[derive(Debug, Default)]
pub struct SettingsDesk {
    pub(super) waiting: Option<Waiting>,
    last: Option<Last>,
}

/// Settings that wait to be written.
#[derive(Debug, Clone)]
pub struct Waiting {
    settings: Settings,
    read: Settings,
    pub(super) due: Instant,
    /// Why they could not be written so far.
    failed: Option<String>,
    /// Where they are kept meanwhile.
    pub(super) kept: Kept,
}

/// The last save, of which the screen may not know yet when it sends the next.
#[derive(Debug)]
struct Last {
    read: Settings,
    sent: Settings,
    on_disk: Settings,
}

impl SettingsDesk {
    /// Why the settings could not be written.
    pub fn failed(&self) -> Option<&String> {
        self.waiting.as_ref()?.failed.as_ref()
    }

    /// What to write, and what it started from on disk.
    fn to_write(&self, waiting: &Waiting) -> [Settings; 2] {
        match &self.last {
            Some(last) if last.read == waiting.read => {
                let rebased = waiting.settings.merged_with(&last.sent, &last.on_disk);
                [rebased, last.on_disk.clone()]
            }
            _ => [waiting.settings.clone(), waiting.read.clone()],
        }
    }
}

impl<T: Tell> Worker<T> {
    /// Puts the settings in line to be written soon.
    pub(super) fn save_settings(&mut self, settings: Settings, read: Settings) {
        let before = self.settings.waiting.take();
        let kept = before.as_ref().map(|before| before.kept.outdated());
        let due = before.map_or_else(|| Instant::now() + PAUSE, |before| before.due);
        self.settings.waiting = Some(Waiting {
            settings,
            read,
            due,
            failed: None,
            kept: kept.unwrap_or_default(),
        });
    }

    /// Writes the settings that wait.
    pub(super) fn write_settings(&mut self) {
        let Some(waiting) = self.settings.waiting.take() else {
            return;
        };
        let [settings, base] = self.settings.to_write(&waiting);
        let sent = Box::new(waiting.settings.clone());
        let outcome = match self.workspace.save_settings(&settings, &base) {
            Ok(saved) => {
                if waiting.kept.is_ours() {
                    self.state.drop_unwritten(FILE);
                }
                self.settings.last = Some(Last {
                    read: waiting.read,
                    sent: waiting.settings,
                    on_disk: saved.settings.clone(),
                });
                Ok(Box::new(saved))
            }
            Err(error) => {
                let why = why(&error);
                let both = [base.document(), settings.document()];
                let kept = self.state.keep_refused(FILE, &waiting.kept, both);
                self.settings.waiting = Some(Waiting {
                    due: Instant::now() + RETRY,
                    failed: Some(why.clone()),
                    kept,
                    ..waiting
                });
                Err(why)
            }
        };
        (self.tell)(Msg::SettingsSaved { sent, outcome });
        self.tell_nowhere();
    }

    /// Takes up settings that the disk refused before; true where some are on disk now.
    pub(super) fn take_up_settings(&mut self) -> bool {
        let mut is_written = false;
        for path in self.state.waiting(FILE) {
            let (base, settings) = match read_both(&path) {
                Ok(both) => both,
                Err(why) => {
                    self.tell_left(&Left { path, why });
                    continue;
                }
            };
            let saved = self.workspace.save_settings(&settings, &base);
            self.state.answer_for(FILE, path.clone());
            if let Err(error) = saved {
                let why = why(&error);
                self.tell_left(&Left { path, why });
                self.save_settings(settings, base);
                if let Some(waiting) = &mut self.settings.waiting {
                    waiting.kept = Kept::Older;
                }
                // What else waits of them is for a start at which the disk takes these.
                return is_written;
            }
            self.state.drop_unwritten(FILE);
            is_written = true;
        }
        is_written
    }
}

fn read_both(path: &Path) -> Result<(Settings, Settings), String> {
    let [base, settings] = versions(path)?;
    let read = |document: &[u8]| Settings::read(document).map_err(|error| error.to_string());
    Ok((read(&base)?, read(&settings)?))
}
