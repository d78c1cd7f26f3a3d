//! What wakes a screen at rest: others' changes, and a new day.

use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::Happening;
use crate::clock;
use crate::tui::app::Msg;
use crate::workspace::Workspace;
use crate::workspace::watch::Watch;

const SECOND: Duration = Duration::from_secs(1);
/// How long before midnight the clock is looked at every second.
const LAST: Duration = Duration::from_secs(60);
/// How often it is looked what others changed, where the system does not tell.
const LOOK: Duration = Duration::from_secs(2);
/// How long after a key somebody is taken to be there still.
const PRESENT: Duration = Duration::from_secs(10 * 60);
/// Notices what others change, from when the workspace is there.
pub(super) struct Watching {
    watch: Option<Watch>,
    /// When somebody last pressed a key.
    last_key: Instant,
    /// When it was last looked what others changed, where the system does not tell.
    last_look: Instant,
}

impl Default for Watching {
    fn default() -> Self {
        let now = Instant::now();
        Self {
            watch: None,
            last_key: now,
            last_look: now,
        }
    }
}

impl Watching {
    /// Begins to watch a workspace once it is there, and returns what is to be said of it.
    pub(super) fn begin(
        &mut self,
        workspace: &Workspace,
        happen: &Sender<Happening>,
    ) -> Option<&'static str> {
        if self.watch.is_some() || !workspace.exists() {
            return None;
        }
        let happen = happen.clone();
        let watch = workspace.watch(move |change| {
            // Nobody listens any more once the loop has ended.
            let _ = happen.send(Happening::Msg(Msg::Changed(change)));
        });
        self.watch = watch.ok();
        match &self.watch {
            Some(Watch::Looking(looking)) => looking.note,
            _ => None,
        }
    }

    /// How long until somebody has to look what others changed; None where the system tells, and where
    /// nobody has been at the keyboard for long.
    pub(super) fn until_look(&self) -> Option<Duration> {
        let is_there = self.last_key.elapsed() < PRESENT;
        let looks = matches!(self.watch, Some(Watch::Looking(_)));
        (looks && is_there).then(|| LOOK.saturating_sub(self.last_look.elapsed()))
    }

    /// Looks what others changed, where that is due.
    pub(super) fn look(&mut self) {
        if let Some(Watch::Looking(looking)) = &self.watch
            && self.last_look.elapsed() >= LOOK
        {
            looking.look();
            self.last_look = Instant::now();
        }
    }

    /// Notes that somebody is at the keyboard.
    pub(super) fn somebody_is_there(&mut self) {
        self.last_key = Instant::now();
    }
}

/// How long to wait for an instant: a second at most, for the clock may be set.
pub(super) fn until(at: Timestamp) -> Duration {
    let wait = Duration::try_from(at.duration_since(clock::now()));
    wait.unwrap_or_default().min(SECOND)
}

/// How long to wait for another day: a screen at rest sleeps until shortly before.
pub(super) fn until_midnight() -> Option<Duration> {
    let midnight = clock::midnight()?;
    let wait = Duration::try_from(midnight.duration_since(clock::now())).ok()?;
    let long_before = wait.checked_sub(LAST).filter(|wait| *wait > SECOND);
    Some(long_before.unwrap_or_else(|| until(midnight)))
}
