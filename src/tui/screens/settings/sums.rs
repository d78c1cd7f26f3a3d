//! What the settings add up to: the team's days, and what reviews have taught about planned work.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::canvas::capacity::{days_figure, days_with_unit, factor_figure, verb};
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::tui::desk::{Desk, Go};
use crate::tui::widgets::prose::{MEASURE, below, indented, put, put_line};

/// So many reviews with days spent replace the planning guess.
const FEWEST_LESSONS: usize = 3;

/// What the team adds up to, and what in the settings is not counted.
pub(super) fn draw_sums(desk: &Desk, area: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    let area = Rect {
        width: area.width.min(MEASURE),
        ..area
    };
    let team = desk.settings.team();
    let reserve = days_figure(team.days - team.usable());
    let text = format!(
        "{} a month in all; {} may be promised, {reserve} {} in reserve.",
        days_with_unit(team.days),
        days_figure(team.usable()),
        verb(&reserve, "stays", "stay"),
    );
    let mut rest = below(area, put(&text, area, buf, look.theme.text));
    for complaint in desk.settings.complaints() {
        let used = put(&shown(&complaint), rest, buf, look.theme.alarm);
        rest = below(rest, used);
    }
    draw_optimism(desk, below(rest, u16::from(rest.height > 2)), buf);
}

/// The factor on days of work, and every review that it comes from, to read.
pub(super) fn all_lessons(desk: &Desk) -> Go {
    let lessons = desk.portfolio.lessons().into_iter().map(lesson);
    let lessons: Vec<String> = lessons.collect();
    Go::Read {
        title: "Which reviews say so".into(),
        text: format!("{}\n\n{}", factor(desk), lessons.join("\n")),
    }
}

/// What a review says of the factor: `1.75 from Winter walks, 20 August 2026`.
fn lesson((title, on, lesson): (&str, Date, f64)) -> String {
    let (title, on) = (shown(title), when::in_words(on));
    format!("{} from {title}, {on}", factor_figure(lesson))
}

/// The factor on days of work, and how many reviews it comes from.
fn factor(desk: &Desk) -> String {
    let factor = match factor_figure(desk.portfolio.optimism()).as_str() {
        "1" => "once".to_owned(),
        factor => format!("{factor} times"),
    };
    match desk.portfolio.lessons().len() {
        0 => format!(
            "Days of work count {factor}: a planning guess, until {FEWEST_LESSONS} reviews have days spent."
        ),
        count @ ..FEWEST_LESSONS => format!(
            "Days of work count {factor}: a planning guess, until {FEWEST_LESSONS} reviews have days spent; {count} so far."
        ),
        count => format!(
            "Days of work count {factor}: the middle of what {count} reviews say, within 1 to 2.5."
        ),
    }
}

/// The factor on days of work, and as many of the reviews that it comes from as fit.
fn draw_optimism(desk: &Desk, area: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    let lessons = desk.portfolio.lessons();
    let used = put(&factor(desk), area, buf, look.theme.text);
    let rest = below(area, used);
    let hidden = lessons.len().saturating_sub(usize::from(rest.height));
    for ((index, one), row) in lessons.into_iter().enumerate().zip(rest.rows()) {
        let row = indented(row, 2);
        if hidden > 0 && index + 1 == usize::from(rest.height) {
            let more = format!("and {} more: w", hidden + 1);
            put_line(&more, row, buf, look.theme.soft);
            break;
        }
        put_line(&lesson(one), row, buf, look.theme.soft);
    }
}
