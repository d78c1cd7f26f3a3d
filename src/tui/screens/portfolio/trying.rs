//! What if: the plan with what is tried, and what keeping it means.

use std::borrow::Cow;

use crate::canvas::capacity::days_figure;
use crate::canvas::details::folded;
use crate::canvas::id::CanvasId;
use crate::canvas::summary::Entry;
use crate::portfolio::plan::{Ground, Member, Plan};
use crate::portfolio::tries::Try;
use crate::portfolio::why::tie_name;
use crate::tui::desk::{Desk, Go, Trying};
use crate::tui::message::Effect;
use crate::workspace::settings::{Member as Row, Settings};

/// The settings with the team that is tried.
pub fn settings(desk: &Desk) -> Cow<'_, Settings> {
    if desk.trying.team.is_empty() {
        return Cow::Borrowed(&desk.settings);
    }
    let mut settings = desk.settings.clone();
    for member in &desk.trying.team {
        settings.put_member(member, &mut |end: usize| fastrand::usize(..end));
    }
    Cow::Owned(settings)
}

/// Those of the team who have days.
pub fn members(settings: &Settings) -> Vec<Member> {
    let members = settings.members().into_iter().map(|member| Member {
        days: member.days(),
        person: member.person,
    });
    members.collect()
}

/// All collaborations against the days, with what is tried.
pub fn plan<'a>(desk: &'a Desk, settings: &Settings) -> Plan<'a> {
    let ground = Ground {
        team: settings.team(),
        order: &settings.order(),
        today: desk.today,
    };
    Plan::of(&desk.portfolio, &ground, &desk.trying.tries)
}

/// What the days would be without all that is tried; None where nothing is.
pub fn in_words(desk: &Desk, plan: &Plan) -> Option<String> {
    if desk.trying.is_empty() {
        return None;
    }
    let is = desk.portfolio.promised(desk.settings.team());
    let tried = plan.promised();
    let days = days_figure;
    Some(format!(
        "Tried: {} promised instead of {}, {} free instead of {}. Nothing of it is kept yet.",
        days(tried.promised),
        days(is.promised),
        days(tried.free),
        days(is.free)
    ))
}

/// Tries a canvas in the largest lighter form that fits, or takes that back.
pub fn turn_smaller(id: &CanvasId, desk: &mut Desk) {
    let tried = desk.trying.tries.of(id);
    if tried.smaller.is_some() {
        let whole = Try {
            smaller: None,
            ..tried
        };
        desk.trying.tries.put(id, whole);
        return;
    }
    let settings = settings(desk);
    let plan = plan(desk, &settings);
    let lighter = plan.find(id).and_then(|row| plan.lighter(row));
    let Some(lighter) = lighter else {
        desk.say("No lighter form of it fits, or its days are not known yet.");
        return;
    };
    desk.say(format!(
        "Tried: {}, with up to {} days of work.",
        tie_name(lighter.form.closeness),
        days_figure(lighter.work_days)
    ));
    let smaller = Try {
        smaller: Some(lighter),
        ..tried
    };
    desk.trying.tries.put(id, smaller);
}

/// Tries another team: a name and a share, such as `Data analyst 40%`.
///
/// # Errors
/// With the rule, where the text has no share in it.
pub fn try_team(text: &str, desk: &mut Desk) -> Result<(), String> {
    let rule = || format!("`{text}` is no name and share, such as: Data analyst 40%");
    let (name, share) = text
        .trim()
        .rsplit_once(char::is_whitespace)
        .ok_or_else(rule)?;
    let share: f64 = share.trim_end_matches('%').parse().map_err(|_| rule())?;
    if !(0.0..=100.0).contains(&share) {
        return Err(format!("`{share}` is not a share from 0 to 100 %"));
    }
    let name = name.trim();
    let is_one = |member: &Row| folded(&member.person) == folded(name);
    let known = desk.settings.members().into_iter().find(is_one);
    let mut member = known.unwrap_or_else(|| Row {
        id: String::new(),
        person: name.to_owned(),
        working_days: None,
        share: None,
    });
    member.share = Some(share / 100.0);
    desk.trying.team.retain(|tried| !is_one(tried));
    desk.trying.team.push(member);
    Ok(())
}

/// Drops what is tried.
pub fn drop_tries(desk: &mut Desk) {
    let was_empty = desk.trying.is_empty();
    desk.trying = Trying::default();
    desk.say(if was_empty {
        "Nothing is tried."
    } else {
        "Dropped. Everything is as it was."
    });
}

/// Keeps what is tried; asks why first, where it means decisions.
pub fn keep(desk: &mut Desk) -> Go {
    if desk.trying.is_empty() {
        desk.say("Nothing is tried: press space on a canvas, and see what would be.");
        return Go::Stay;
    }
    if desk
        .trying
        .tries
        .iter()
        .any(|(_, tried)| tried.counts.is_some())
    {
        return Go::KeepTries;
    }
    keep_because(desk, "");
    Go::Stay
}

/// What keeping means, canvas by canvas.
pub fn meaning(desk: &Desk) -> String {
    let lines = desk.trying.tries.iter().map(|(id, tried)| {
        let entry = desk.portfolio.find(id);
        let title = entry.and_then(|entry| entry.content.as_ref().ok());
        let title = title.map_or(id.as_str(), |summary| &summary.title);
        let smaller = tried.smaller.is_some();
        match tried.counts {
            Some(true) if smaller => format!("{title}: decided, go ahead smaller"),
            Some(true) => format!("{title}: decided, go ahead"),
            Some(false) => format!("{title}: decided, not yet"),
            None => format!("{title}: a lighter tie"),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Keeps what is tried, with a reason for the decisions in it.
pub fn keep_because(desk: &mut Desk, reason: &str) {
    if !desk.trying.team.is_empty() {
        if desk.settings.is_newer() {
            desk.say("A newer version wrote the settings: the team cannot be changed here.");
            return;
        }
        desk.settings = settings(desk).into_owned();
        desk.trying.team.clear();
        desk.wish(Effect::SaveSettings {
            settings: desk.settings.clone(),
            read: desk.settings_read.clone(),
        });
        desk.weighed.clear();
    }
    if desk.trying.tries.is_empty() {
        desk.say("Kept.");
        return;
    }
    desk.wish(Effect::KeepTries {
        tries: desk.trying.tries.clone(),
        reason: reason.to_owned(),
    });
}

impl Desk {
    /// Takes in what became of changes that were to be kept.
    pub fn kept(&mut self, entries: Vec<Entry>, failed: &[(CanvasId, String)]) {
        for entry in &entries {
            self.trying.tries.put(&entry.id, Try::default());
            self.weighed.remove(&entry.id);
        }
        self.portfolio.take_in(entries, &self.settings.order());
        match failed {
            [] => self.say("Kept."),
            [(id, why), ..] => self.say(format!("Not kept for {id}: {why}")),
        }
    }
}
