//! The settings on the desk: what was changed here, what others changed, and what is on its way.

use super::Desk;
use crate::tui::app::Effect;
use crate::workspace::settings::{SavedSettings, Settings};

impl Desk {
    /// Sends changed settings to the disk.
    pub fn save_settings(&mut self) {
        if self.settings != self.settings_read {
            self.wish(Effect::SaveSettings {
                settings: self.settings.clone(),
                read: self.settings_read.clone(),
            });
            self.weighed.clear();
            self.surround();
        }
    }

    /// True where the last changes of the settings are not on disk, because the system refused.
    pub fn settings_wait(&self) -> bool {
        self.settings_failed.is_some() && self.settings != self.settings_read
    }

    /// Takes in settings that others changed; what is being changed here stays.
    pub fn take_in_settings(&mut self, theirs: Settings) {
        if theirs != self.settings_read {
            let overruled = self.settings.overruled(&self.settings_read, &theirs);
            self.settings = self.settings.merged_with(&self.settings_read, &theirs);
            self.settings_are(theirs);
            self.say_overruled(&overruled);
        }
    }

    /// Takes in what became of settings that were sent to the disk.
    pub fn settings_saved(&mut self, sent: &Settings, saved: SavedSettings) {
        self.settings_failed = None;
        let SavedSettings {
            settings,
            overruled,
        } = saved;
        self.settings = self.settings.merged_with(sent, &settings);
        self.settings_are(settings);
        self.say_overruled(&overruled);
    }

    fn settings_are(&mut self, read: Settings) {
        self.settings_read = read;
        self.portfolio.reorder(&self.settings.order());
        self.weighed.clear();
        self.surround();
    }

    fn say_overruled(&mut self, overruled: &[String]) {
        if !overruled.is_empty() {
            let theirs = overruled.join(", ");
            self.say(format!("Yours stands. Someone else changed {theirs} too."));
        }
    }
}
