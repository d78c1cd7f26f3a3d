//! The workspace around one canvas: the team's days, and what is promised elsewhere.

use jiff::civil::Date;

use crate::canvas::Canvas;
use crate::canvas::id::CanvasId;
use crate::canvas::instead::others_of;
use crate::canvas::others::{Others, Setting, Team};
use crate::canvas::suggestion::Suggestion;
use crate::workspace::settings::Settings;
use crate::workspace::{Workspace, in_one_line};

/// What the workspace means for one canvas.
#[derive(Debug, Default)]
pub struct Surroundings {
    others: Others,
    team: Team,
    /// Who we are, where the workspace says so.
    pub our_organisation: Option<String>,
    /// What of the workspace could not be read or is not counted, one sentence each.
    pub complaints: Vec<String>,
}

impl Surroundings {
    /// Reads the workspace around a canvas; what cannot be read is named, not fatal.
    pub fn read(workspace: &Workspace, id: &CanvasId, today: Date) -> Self {
        let mut found = Self::default();
        let mut settings = None;
        match workspace.load_settings() {
            Ok(known) => {
                found.team = known.team();
                found.our_organisation = known.our_organisation().map(str::to_owned);
                found.complaints = known.complaints();
                settings = Some(known);
            }
            Err(error) => found.complaints.push(in_one_line(&error)),
        }
        let entries = workspace.entries(today).unwrap_or_else(|error| {
            found.complaints.push(in_one_line(&error));
            Vec::new()
        });
        found.others = {
            let order = settings.as_ref().map(Settings::order).unwrap_or_default();
            others_of(entries.iter(), Some(id), &order)
        };
        for entry in entries.into_iter().filter(|entry| entry.id != *id) {
            if let Err(problem) = entry.content
                && problem.is_lacking()
            {
                found.complaints.push(format!(
                    "the days of `{}` are not counted: {problem}",
                    entry.id
                ));
            }
        }
        found
    }

    /// Weighs a canvas among the others.
    pub fn weigh(&self, canvas: &Canvas, today: Date) -> Suggestion {
        Suggestion::of(&self.setting(canvas, today))
    }

    /// A canvas with everything that it is weighed against.
    pub fn setting<'a>(&'a self, canvas: &'a Canvas, today: Date) -> Setting<'a> {
        Setting {
            canvas,
            others: &self.others,
            team: self.team,
            today,
        }
    }
}
