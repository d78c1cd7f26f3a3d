//! Why each figure of a plan is what it is, in words.

pub mod shares;

use super::plan::{Line, Plan, Ranked};
use crate::canvas::capacity::{
    Form, above, at_least, count_of, counted, days_figure, days_with_unit, factor_figure as figure,
    figures_of, sum_shown, verb,
};
use crate::canvas::codes::{Closeness, Coordinator};
use crate::canvas::suggestion::GUESSES;
use crate::canvas::when;
use crate::canvas::wording::Wording;

/// One figure and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// What it is called.
    pub name: String,
    /// The figure, in words.
    pub figure: String,
    /// Where it comes from.
    pub text: String,
}

/// The figures of the whole plan.
pub fn of_plan(plan: &Plan) -> Vec<Why> {
    let Some(line) = plan.line else {
        return vec![Why {
            name: "team days".into(),
            figure: "none yet".into(),
            text: "Say in the settings who is in the team and what share of their days is for collaborations. Until then there is no line.".into(),
        }];
    };
    let live = plan.ranked.iter().filter(|row| row.counts).count();
    let live = format!(
        "{} {}",
        count_of(live, "live canvas"),
        if live == 1 { "takes" } else { "take" }
    );
    let (days, shown) = (days_figure, plan.promised().figures());
    let all = sum_shown([&*shown.promised, &*days(plan.freed)]);
    let why_shown = |name: &str, figure: String, text: String| Why {
        name: name.into(),
        figure,
        text,
    };
    let why = |name: &str, figure: f64, text: String| why_shown(name, days(figure), text);
    let reserve = plan.team.reserve * 100.0;
    vec![
        why("team days", plan.team.days, "Working days times share, summed over the team in the settings.".into()),
        why_shown("reserve", shown.reserve.clone(), format!("{}% of the team days, kept for surprises.", days(reserve))),
        why_shown("promised", super::given(plan.committed - plan.freed, plan.freed), format!("What {live}, {all}, less the {} freed: {GUESSES}.", days(plan.freed))),
        why("freed", plan.freed, format!("Agreed stops of the live canvases. Stops that are not agreed yet would free {} more.", days(plan.could_free))),
        Why {
            name: "free".into(),
            figure: super::free_as(&shown.free),
            text: format!("{} that may be promised and {} freed, less {all} that {live}.", sum_shown([&*shown.promised, &*shown.free]), days(plan.freed)),
        },
        Why {
            name: "hopefulness".into(),
            figure: figure(plan.optimism),
            text: "What days of work are multiplied by: 1.25 until three reviews have all their figures, then the middle of what came over what was planned, kept within 1 and 2.5.".into(),
        },
        why("above the line", line.above, of_line(&line)),
    ]
}

/// What the line says, in a few sentences.
pub fn of_line(line: &Line) -> String {
    let room = counted(line.room, "day");
    let Some(place) = line.first_below.filter(|_| !line.is_over()) else {
        return below_in_words(line);
    };
    let beside = match above(line.live_below, 0.0) {
        true => " beside what is live below it",
        false => "",
    };
    format!(
        "There is room for {room}. What stands above the line {}, with {}{beside}. Number {place} is the first that no longer fits. {}",
        takes(line.above),
        left_in_words(line),
        below_in_words(line),
    )
}

/// `takes 3.2`, or `frees 1.5` where more stops than begins.
fn takes(days: f64) -> String {
    let figure = days_figure(days);
    match figure.strip_prefix('-') {
        Some(freed) => format!("frees {freed}"),
        None => format!("takes {figure}"),
    }
}

/// The line as it is drawn among the canvases.
pub fn rule_in_words(line: &Line) -> String {
    let (room, left) = (counted(line.room, "day"), left_in_words(line));
    match line.first_below {
        Some(_) => {
            let end = verb(&days_figure(line.room), "ends", "end");
            format!("the line: your {room} {end} here ({left})")
        }
        None => format!("all fits in your {room} ({left})"),
    }
}

/// Days that are left at the line: `0.5 spare`, `1.1 too many promised`.
fn left_in_words(line: &Line) -> String {
    let left = days_figure(line.left());
    match left.strip_prefix('-') {
        Some(over) => format!("{over} too many promised"),
        None => format!("{left} spare"),
    }
}

/// What stands below the line and what is missing for it; what is left where nothing is below.
pub fn below_in_words(line: &Line) -> String {
    let room = counted(line.room, "day");
    if line.first_below.is_none() {
        let left = days_figure(line.left());
        let are = verb(&left, "is", "are");
        return format!("There is room for {room}: all of it fits, and {left} {are} left.");
    }
    if line.is_over() {
        let reach = match line.reaches {
            0 => String::new(),
            place => format!(" In your order the days reach down to number {place}."),
        };
        let (taken, over) = (days_figure(line.room - line.left()), left_in_words(line));
        let are = verb(&taken, "is", "are");
        return format!("There is room for {room}, and {taken} {are} taken: {over}.{reach}");
    }
    if !above(line.below, 0.0) {
        return "What stands below the line would free more than it takes.".into();
    }
    let worth = match days_with_unit(line.below).as_str() {
        "1 day" => "1 day's".to_owned(),
        days => format!("{days}'"),
    };
    let live = match above(line.live_below, 0.0) {
        true => format!(
            ", {} of it live and taken all the same",
            days_figure(line.live_below)
        ),
        false => String::new(),
    };
    let missing = counted(line.missing(), "more day");
    format!("{worth} worth falls below the line{live}. Doing it all would need {missing}.")
}

/// The figures of one collaboration.
pub fn of_row(row: &Ranked, plan: &Plan) -> Vec<Why> {
    let days = days_figure;
    let mut figures = Vec::new();
    let mut push = |name: &str, figure: String, text: String| {
        let name = name.to_owned();
        figures.push(Why { name, figure, text });
    };
    let with = plan.counted_with(row);
    match row.load {
        None if with.is_some() => push(
            "days a month",
            "none of its own".into(),
            format!(
                "Its days count with {}: one was made of the other. {}",
                with.unwrap_or_default(),
                match row.summary.is_live() && !row.summary.made_of.is_empty() {
                    true =>
                        "Until it is answered who does the work and how close, the larger of both counts.",
                    false => "A joint canvas counts once it goes ahead.",
                }
            ),
        ),
        None => push(
            "days a month",
            "not known yet".into(),
            "Nobody has said yet who would do the work, or how close the tie must be.".into(),
        ),
        Some(load) => {
            let verb = if row.counts { "takes" } else { "would take" };
            let so_far = if row.is_so_far() {
                " So far: how close the tie must be, or who would do the work, is not answered yet."
            } else {
                ""
            };
            let text = format!(
                "It {verb} this each month: work, meetings and care, and building trust ({GUESSES}).{so_far}"
            );
            push("days a month", days(row.takes), text);
            let text = format!(
                "{} entered, times {} because plans are hopeful.",
                counted(load.work, "day"),
                figure(plan.optimism)
            );
            let parts = [plan.optimism * load.work, load.overhead, load.build_up];
            let mut parts = figures_of(&parts).into_iter();
            let mut part = || parts.next().expect("a figure for each part");
            push("work", part(), text);
            push("meetings and care", part(), overhead(row));
            push("building trust", part(), build_up(row, plan));
        }
    }
    if above(row.summary.frees + row.summary.could_free, 0.0) {
        let text = format!(
            "Days of its own stops that somebody has agreed to. Others, not agreed yet, would free {}.",
            days(row.summary.could_free)
        );
        push("freed", days(row.summary.frees), text);
    }
    push(
        "value",
        score(row.summary.worth),
        "What it is worth if it works, 1 to 5, as you scored it.".into(),
    );
    push(
        "lowest trust",
        score(row.summary.lowest_trust()),
        trust(row),
    );
    let number = match row.place {
        0 => "none".into(),
        place => place.to_string(),
    };
    push("place", number, place(row, plan));
    figures
}

fn score(score: Option<u8>) -> String {
    score.map_or_else(|| "not scored".into(), |score| format!("{score} of 5"))
}

fn form(row: &Ranked) -> Option<Form> {
    row.smaller
        .map_or(row.summary.form, |smaller| Some(smaller.form))
}

/// What a closeness is called in a sentence: `sharing resources`.
pub fn tie_name(closeness: Closeness) -> String {
    Wording::shipped().offer(closeness).to_lowercase()
}

fn overhead(row: &Ranked) -> String {
    let Some(form) = form(row) else {
        return "How close the tie must be is not answered.".into();
    };
    let (tie, relations) = (form.closeness.tie(), row.summary.relations());
    let mut text = format!(
        "For {}: {} however few they are, and {} for each to keep in step with ({})",
        tie_name(form.closeness),
        figure(tie.base),
        figure(tie.per_link),
        form.links(&relations),
    );
    if above(relations.care(), 1.0) {
        text.push_str(&format!(
            ", times {} because trust is low",
            figure(relations.care())
        ));
    }
    if form.coordinator == Some(Coordinator::Us) {
        text.push_str(&format!(
            ", and {} because we keep it moving",
            figure(form.coordinating())
        ));
    }
    text + "."
}

fn build_up(row: &Ranked, plan: &Plan) -> String {
    let Some(form) = form(row) else {
        return "How close the tie must be is not answered.".into();
    };
    let relations = row.summary.relations();
    let short = form.short_of_trust(&relations);
    let needed = form.closeness.tie().needed_trust;
    if short == 0 {
        return format!("No partner's trust is below the {needed} that this tie needs.");
    }
    let start = row.summary.went_ahead_on().unwrap_or(plan.today);
    let ends = when::add_months(start, form.lead_months(&relations));
    let is_over = if ends <= plan.today { " is past" } else { "" };
    format!(
        "Half a day for {} with trust below the {needed} that this tie needs, until {}{is_over}.",
        match short {
            1 => "the one partner".to_owned(),
            _ => format!("each of {}", count_of(short, "partner")),
        },
        when::in_words(ends),
    )
}

fn trust(row: &Ranked) -> String {
    let lowest = row.summary.lowest_trust();
    let partners = row.summary.details().partners.into_iter();
    let named = partners.filter(|partner| partner.trust == lowest && lowest.is_some());
    let names: Vec<&str> = named.map(|partner| partner.organisation).collect();
    match names.as_slice() {
        [] => "No partner has a score yet.".into(),
        names => format!("As scored on the canvas, for {}.", names.join(", ")),
    }
}

fn place(row: &Ranked, plan: &Plan) -> String {
    match (row.is_above, plan.line) {
        (Some(_), Some(_)) => fits(row, plan).unwrap_or_default(),
        _ if row.place == 0 => "It was declined or has ended.".into(),
        _ if row.counted_with.is_some() => {
            "It counts with another one, and takes no place of its own.".into()
        }
        _ if row.is_out => "It is tried to do without it.".into(),
        _ if row.waits() && plan.line.is_some() => {
            "It is not yet to be: it takes no room until it is taken in.".into()
        }
        _ => "The team has no days yet, so there is no line.".into(),
    }
}

/// Whether there are days for it: its need and the room, and what its place adds to that.
///
/// None where nothing of it is entered.
pub fn fits(row: &Ranked, plan: &Plan) -> Option<String> {
    let need = plan.need(row)?.in_words();
    let would_fit = at_least(plan.headroom() + row.summary.frees, row.takes);
    let place = match (row.is_above, row.counts) {
        (Some(true), _) => "",
        (Some(false), true) => " It is live: it takes them though it stands below the line.",
        (Some(false), false) if would_fit => " What stands above it takes those days first.",
        (Some(false), false) => " It stands below the line.",
        (None, _) if row.waits() => " It takes no room until it is taken in.",
        (None, _) => "",
    };
    let stopped = plan.could_stop(row);
    let stop = match stopped.as_slice() {
        [] => String::new(),
        stopped => {
            let titles = stopped
                .iter()
                .map(|one| format!("\"{}\"", one.summary.title));
            let titles: Vec<String> = titles.collect();
            format!(
                " Stopping {}, after it in your order, would make room.",
                titles.join(" and ")
            )
        }
    };
    Some(format!("{need}.{place}{stop}"))
}

/// Figures as one text to read.
pub fn in_words(figures: &[Why]) -> String {
    let lines = figures
        .iter()
        .map(|why| format!("{}: {}\n{}", why.name, why.figure, why.text));
    lines.collect::<Vec<_>>().join("\n\n")
}
