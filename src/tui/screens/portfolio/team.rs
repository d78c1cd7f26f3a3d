//! What if the team were another: somebody with other days, somebody new, or so many days in all.

use crate::canvas::capacity::days_figure;
use crate::canvas::details::folded;
use crate::canvas::others::Team;
use crate::portfolio::plan::Member;
use crate::tui::desk::Desk;
use crate::workspace::settings::{Member as Row, Settings};

/// The settings with the people who are tried.
pub fn settings(desk: &Desk) -> Settings {
    let mut settings = desk.settings.clone();
    for member in &desk.trying.team {
        settings.put_member(member, &mut |end: usize| fastrand::usize(..end));
    }
    settings
}

/// The people of the team, with those who are tried.
fn people(desk: &Desk) -> Vec<Row> {
    let mut people = desk.settings.members();
    for tried in &desk.trying.team {
        let known = people.iter_mut().find(|member| member.id == tried.id);
        match known.filter(|_| !tried.id.is_empty()) {
            Some(member) => *member = tried.clone(),
            None => people.push(tried.clone()),
        }
    }
    people
}

/// The days of the team and the reserve, with what is tried.
pub fn team(desk: &Desk) -> Team {
    let people = people(desk);
    let days = people.iter().filter_map(Row::days);
    let days = days.fold(0.0, |sum, days| sum + days);
    Team {
        days: desk.trying.team_days.unwrap_or(days),
        ..desk.settings.team()
    }
}

/// The team that is kept where what is tried is kept: days alone, which nobody has, are not.
pub fn to_keep(desk: &Desk) -> Team {
    let people = people(desk);
    let days = people.iter().filter_map(Row::days);
    Team {
        days: days.fold(0.0, |sum, days| sum + days),
        ..desk.settings.team()
    }
}

/// Those of the team, with the days that they have.
pub fn members(desk: &Desk) -> Vec<Member> {
    let members = people(desk).into_iter().map(|member| Member {
        days: member.days(),
        person: member.person,
    });
    members.collect()
}

/// What may be typed for another team.
#[derive(Debug, PartialEq)]
enum Typed<'a> {
    /// So many days a month in all.
    Days(f64),
    /// Somebody with a share of their days, 0 to 1.
    Share(&'a str, f64),
}

/// Tries another team: a name and a share, such as `Data analyst 40%`, or so many days in all.
///
/// # Errors
/// With what is wrong, where the text is neither.
pub fn try_team(text: &str, desk: &mut Desk) -> Result<(), String> {
    match read(text)? {
        Typed::Days(days) => desk.trying.team_days = Some(days),
        Typed::Share(name, share) => try_member(name, share, desk),
    }
    Ok(())
}

fn try_member(name: &str, share: f64, desk: &mut Desk) {
    let is_one = |member: &Row| folded(&member.person) == folded(name);
    let known = desk.settings.members().into_iter().find(is_one);
    let mut member = known.unwrap_or_else(|| Row {
        id: String::new(),
        person: name.to_owned(),
        working_days: None,
        share: None,
    });
    member.share = Some(share);
    desk.trying.team.retain(|tried| !is_one(tried));
    desk.trying.team.push(member);
}

fn read(text: &str) -> Result<Typed<'_>, String> {
    let text = text.trim();
    let number = |text: &str| text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
    let bare = text.strip_suffix("days").unwrap_or(text);
    if let Some(days) = number(bare) {
        let is_some_days = (0.0..=1_000_000.0).contains(&days);
        let refused = || format!("`{}` is no number of days for a month.", bare.trim());
        return is_some_days
            .then_some(Typed::Days(days))
            .ok_or_else(refused);
    }
    let words = text.rsplit_once(char::is_whitespace);
    let (name, last) = words.unwrap_or(("", text));
    let share = number(last.trim_end_matches('%'));
    match (name.trim(), share) {
        (_, None) => Err(format!(
            "`{text}` names no share: say which, such as {text} 40%."
        )),
        ("", Some(_)) => Err(format!(
            "`{text}` of whose days? Say who, such as Data analyst {text}."
        )),
        (_, Some(share)) if !(0.0..=100.0).contains(&share) => Err(format!(
            "`{last}` is no share of somebody's days: it goes from 0% to 100%."
        )),
        (name, Some(share)) => Ok(Typed::Share(name, share / 100.0)),
    }
}

/// What is tried with the team, a line each.
pub fn in_words(desk: &Desk) -> Vec<String> {
    let percent = |share: Option<f64>| format!("{}%", days_figure(share.unwrap_or(0.0) * 100.0));
    let members = desk.settings.members();
    let people = desk.trying.team.iter().map(|tried| {
        let was = members.iter().find(|member| member.id == tried.id);
        let is = percent(tried.share);
        match was {
            Some(was) => format!(
                "{}: from {} to {is} of their days.",
                tried.person,
                percent(was.share)
            ),
            None => format!("{}: {is} of their days; new in the team.", tried.person),
        }
    });
    people.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_shares_are_told_apart() {
        for (text, typed) in [
            ("20", Typed::Days(20.0)),
            ("20 days", Typed::Days(20.0)),
            ("2.5", Typed::Days(2.5)),
            ("Data analyst 40%", Typed::Share("Data analyst", 0.4)),
            ("Clerk 20", Typed::Share("Clerk", 0.2)),
        ] {
            assert_eq!(read(text), Ok(typed), "{text}");
        }
    }

    #[test]
    fn every_other_text_is_refused_with_what_is_wrong() {
        for (text, said) in [
            ("40%", "of whose days?"),
            ("Data analyst", "names no share"),
            ("Nobody 140%", "0% to 100%"),
            ("-3", "no number of days"),
            ("inf", "names no share"),
        ] {
            let refused = read(text).expect_err(text);
            assert!(refused.contains(said), "{text}: {refused}");
        }
    }
}
