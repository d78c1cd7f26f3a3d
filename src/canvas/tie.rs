//! How close a tie is, and what it costs and needs.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Canvas;
use super::codes::{Closeness, Coordinator};
use super::when;

/// What a closeness costs and needs, in the letters of the capacity arithmetic.
#[derive(Debug, Clone, Copy)]
pub struct Tie {
    /// Days a month however few the partners: b.
    pub base: f64,
    /// Days a month for each link: c.
    pub per_link: f64,
    /// Days a month more when we coordinate: g.
    pub coordinating: f64,
    /// The trust it needs, 1 to 5.
    pub needed_trust: u8,
    /// Months before it runs, at the needed trust.
    pub base_months: f64,
    /// The least days of work a month that make it worth having.
    pub least_work: f64,
}

impl Closeness {
    /// The costs and needs of this closeness.
    pub fn tie(self) -> Tie {
        let (base, per_link, coordinating, needed_trust, base_months, least_work) = match self {
            Self::KeepInTouch => (0.25, 0.10, 0.25, 1, 0.0, 0.25),
            Self::LineUpPlans => (0.50, 0.25, 0.50, 3, 1.0, 0.5),
            Self::ShareResources => (1.00, 0.50, 1.50, 4, 3.0, 1.0),
            Self::ActAsOne => (2.00, 1.00, 3.00, 5, 6.0, 2.0),
        };
        Tie {
            base,
            per_link,
            coordinating,
            needed_trust,
            base_months,
            least_work,
        }
    }
}

/// How many partners, and how far they are trusted.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    /// Partners with an organisation: m.
    pub partners: usize,
    /// The trust scores there are, 1 to 5.
    pub trust: Vec<u8>,
}

impl Relations {
    /// Reads the partner table.
    pub fn of(canvas: &Canvas) -> Self {
        Self {
            partners: canvas.partners().count(),
            trust: canvas
                .partners()
                .filter_map(|partner| partner.scale("trust"))
                .collect(),
        }
    }

    /// The lowest score: t.
    pub fn lowest(&self) -> Option<u8> {
        self.trust.iter().min().copied()
    }

    /// How much dearer low trust makes each link: τ.
    pub fn care(&self) -> f64 {
        match self.lowest() {
            Some(..=2) => 1.5,
            Some(3) => 1.2,
            _ => 1.0,
        }
    }
}

/// One way to collaborate: how close, and who keeps it moving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// How close.
    pub closeness: Closeness,
    /// Who keeps it moving; None where that is not answered.
    pub coordinator: Option<Coordinator>,
}

impl Form {
    /// Days a month for meetings and care: h.
    pub fn overhead(self, relations: &Relations) -> f64 {
        let tie = self.closeness.tie();
        let links = self.links(relations) as f64;
        tie.base + relations.care() * tie.per_link * links + self.coordinating()
    }

    /// With how many we keep in step: links.
    pub fn links(self, relations: &Relations) -> usize {
        match self.coordinator {
            Some(Coordinator::APartner | Coordinator::PaidOrNeutral) => relations.partners.min(1),
            _ => relations.partners,
        }
    }

    /// Days a month more where we coordinate.
    pub fn coordinating(self) -> f64 {
        match self.coordinator {
            Some(Coordinator::Us) => self.closeness.tie().coordinating,
            _ => 0.0,
        }
    }

    /// Partners whose trust is below what this form needs.
    pub fn short_of_trust(self, relations: &Relations) -> usize {
        let needed = self.closeness.tie().needed_trust;
        let scores = relations.trust.iter();
        scores.filter(|score| **score < needed).count()
    }

    /// Days a month for building trust, until the lead time from `start` has passed.
    pub fn build_up(self, relations: &Relations, start: Date, today: Date) -> f64 {
        if today >= when::add_months(start, self.lead_months(relations)) {
            return 0.0;
        }
        0.5 * self.short_of_trust(relations) as f64
    }

    /// Months until relationships may be ready: M.
    pub fn lead_months(self, relations: &Relations) -> f64 {
        let tie = self.closeness.tie();
        let gap = relations
            .lowest()
            .map_or(0, |lowest| tie.needed_trust.saturating_sub(lowest));
        let crowd = match self.closeness {
            Closeness::KeepInTouch => 0.0,
            _ => relations.partners.saturating_sub(3) as f64,
        };
        tie.base_months + 2.0 * f64::from(gap) + 0.5 * crowd
    }

    /// True where the lowest trust is at most one below what this form needs.
    pub(super) fn trust_is_near(self, relations: &Relations) -> bool {
        let needed = self.closeness.tie().needed_trust;
        relations
            .lowest()
            .is_none_or(|lowest| needed.saturating_sub(lowest) <= 1)
    }
}
