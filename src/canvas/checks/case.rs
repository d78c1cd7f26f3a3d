//! What the rules read of a canvas in its setting, and how they say what they found.

use super::super::capacity::Capacity;
use super::super::codes::{Closeness, DECISION_KEYS, Kind};
use super::super::others::Setting;
use super::super::question::Question;
use super::super::row::Row;
use super::{Case, Hit, Lean, Severity};

impl Hit {
    /// A finding that leads somewhere.
    pub(super) fn new(severity: Severity, leans: Lean) -> Self {
        Self {
            leans: Some(leans),
            ..Self::leaning_nowhere(severity)
        }
    }

    /// A finding that leads nowhere.
    pub(super) fn leaning_nowhere(severity: Severity) -> Self {
        Self {
            severity,
            leans: None,
            variant: "",
            names: Vec::new(),
            more: 0,
        }
    }

    /// Fills a name in braces.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.names.push((name, value.into()));
        self
    }

    /// Fills a name in braces with the first of several, and says how many more.
    pub(super) fn naming(mut self, name: &'static str, all: Vec<String>) -> Self {
        self.more = all.len().saturating_sub(1);
        let first = all.into_iter().next().unwrap_or_default();
        self.with(name, first)
    }

    /// Says it in another of the check's messages.
    pub(super) fn saying(mut self, variant: &'static str) -> Self {
        self.variant = variant;
        self
    }
}

/// A blocker where something makes it one, else a warning.
pub(super) fn blocker_or_warning(is_blocker: bool) -> Severity {
    if is_blocker {
        Severity::Blocker
    } else {
        Severity::Warning
    }
}

/// The key of a row of `ownership.decisions`.
pub(super) fn decision_key(row: Row<'_>) -> Option<&str> {
    let key = row.0.get("key")?.as_str()?;
    DECISION_KEYS.contains(&key).then_some(key)
}

impl<'a> Case<'a> {
    pub(super) fn of(setting: &'a Setting<'a>, capacity: &'a Capacity) -> Self {
        let canvas = setting.canvas;
        Self {
            setting,
            capacity,
            kind: canvas.kind(),
            second_kind: canvas.second_kind(),
            closeness: canvas.closeness(),
            belief: canvas.belief(),
            partners: canvas.partners().collect(),
        }
    }

    pub(super) fn is_answered(&self, question: &str) -> bool {
        Question::find(question).is_some_and(|question| self.setting.canvas.is_answered(question))
    }

    pub(super) fn is_begun(&self, question: &str) -> bool {
        Question::find(question).is_some_and(|question| self.setting.canvas.is_begun(question))
    }

    /// True where it is the first or the second kind of value.
    pub(super) fn has_kind(&self, kind: Kind) -> bool {
        self.kind == Some(kind) || self.second_kind == Some(kind)
    }

    /// True at a closeness that ties people, money or plans together.
    pub(super) fn is_close(&self) -> bool {
        matches!(
            self.closeness,
            Some(Closeness::ShareResources | Closeness::ActAsOne)
        )
    }

    pub(super) fn rows(&self, question: &str) -> impl Iterator<Item = Row<'a>> + use<'a> {
        self.setting.canvas.rows_at(question)
    }

    /// The organisations of the partners of which something holds.
    pub(super) fn partners_where(&self, holds: impl Fn(Row) -> bool) -> Vec<String> {
        let partners = self.partners.iter();
        partners
            .filter(|partner| holds(**partner))
            .filter_map(|partner| partner.line("organisation"))
            .map(str::to_owned)
            .collect()
    }

    /// The rows that say what is to be decided.
    pub(super) fn decisions(&self) -> Vec<Row<'a>> {
        let rows = self.rows("ownership.decisions");
        rows.filter(|row| decision_key(*row).is_some() || row.line("decision").is_some())
            .collect()
    }
}
