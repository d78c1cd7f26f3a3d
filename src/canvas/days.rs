//! Days and other counts in words, in one place: figures with their unit, and what a collaboration needs.

use super::capacity::{TOLERANCE, above};

/// Days for a sentence, one decimal at most: `2.5 days`, `1 day`, `less than half a day`.
pub fn days_in_words(days: f64) -> String {
    if days < 0.5 && above(days, 0.0) {
        return "less than half a day".into();
    }
    days_with_unit(days)
}

/// Days of which the figure is a guess: `about 2.5 days`, `less than half a day`.
pub fn about_days(days: f64) -> String {
    match days_in_words(days) {
        less if less.starts_with("less") => less,
        words => format!("about {words}"),
    }
}

/// Days as a figure with its unit: `0.4 days`, `1 day`.
pub fn days_with_unit(days: f64) -> String {
    counted(days, "day")
}

/// A number with its unit in the form that it asks for: `1 month`, `8.5 months`, `-1 day`.
pub fn counted(number: f64, unit: &str) -> String {
    let figure = days_figure(number);
    match is_one(&figure) {
        true => format!("{figure} {unit}"),
        false => format!("{figure} {}", plural(unit)),
    }
}

/// How many there are, with what they are: `1 canvas`, `2 people`, `0 replies`.
pub fn count_of(count: usize, unit: &str) -> String {
    match count {
        1 => format!("1 {unit}"),
        _ => format!("{count} {}", plural(unit)),
    }
}

/// A word for several of what a word names.
fn plural(unit: &str) -> String {
    let is_consonant = |c: char| !"aeiou".contains(c);
    if let Some(before) = unit.strip_suffix("person") {
        return format!("{before}people");
    }
    match unit
        .strip_suffix('y')
        .filter(|stem| stem.ends_with(is_consonant))
    {
        Some(stem) => format!("{stem}ies"),
        None if unit.ends_with('s') => format!("{unit}es"),
        None => format!("{unit}s"),
    }
}

/// The form of a verb that a figure asks for: `is` or `are`.
pub fn verb<'v>(figure: &str, one: &'v str, several: &'v str) -> &'v str {
    if is_one(figure) { one } else { several }
}

fn is_one(figure: &str) -> bool {
    figure.trim_start_matches('-') == "1"
}

/// Days as a figure with one decimal at most: `6.6`, `8`.
pub fn days_figure(days: f64) -> String {
    let tenths = (days * 10.0 + if days < 0.0 { -TOLERANCE } else { TOLERANCE }).round();
    let text = format!("{:.1}", if tenths == 0.0 { 0.0 } else { tenths / 10.0 });
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A factor with up to two decimals: `1.25`, `1.5`.
pub fn factor_figure(factor: f64) -> String {
    let text = format!("{factor:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Parts as figures that add up to the figure of their sum, as [`days_figure`] writes it.
///
/// Each is rounded to a tenth; where that does not add up, those that rounding has moved furthest the wrong
/// way give or take a tenth.
pub fn figures_of(parts: &[f64]) -> Vec<String> {
    let tenths = |days: f64| (days * 10.0 + TOLERANCE.copysign(days)).round();
    let mut rounded: Vec<f64> = parts.iter().map(|part| tenths(*part)).collect();
    let mut off = tenths(parts.iter().sum()) - rounded.iter().sum::<f64>();
    while off != 0.0 {
        let step = off.signum();
        let gap = |index: usize| step * (parts[index] * 10.0 - rounded[index]);
        let furthest = (0..parts.len()).max_by(|a, b| gap(*a).total_cmp(&gap(*b)));
        let Some(index) = furthest else { break };
        rounded[index] += step;
        off -= step;
    }
    let figures = rounded.into_iter().map(|tenths| days_figure(tenths / 10.0));
    figures.collect()
}

/// The figure of what figures come to as they are shown.
pub fn sum_shown<'f>(figures: impl IntoIterator<Item = &'f str>) -> String {
    days_figure(figures.into_iter().map(shown).sum())
}

/// A figure as the number that it shows.
fn shown(figure: &str) -> f64 {
    figure.parse().expect("a figure is a number")
}

/// What one collaboration needs of the days there are, as every surface says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Need {
    /// Days a month that it takes, or would take.
    pub takes: f64,
    /// True where more may come: not all that they are made of is answered yet.
    pub is_so_far: bool,
    /// True where its days are promised already.
    pub is_live: bool,
    /// Days promised to nobody, less than 0 where too many are; None where the team has no days yet.
    pub free: Option<f64>,
    /// Days that its own agreed stops would free, where it is not live.
    pub frees: f64,
    /// Days promised to what it was made of, or to what was made of it, where it would count instead.
    pub in_place_of: f64,
    /// Days kept in reserve.
    pub reserve: f64,
}

impl Need {
    /// Need, room and reserve in a sentence without its full stop: `Takes 5.9 days; 6.4 are free`.
    pub fn in_words(&self) -> String {
        let so_far = if self.is_so_far { " so far" } else { "" };
        let takes = format!("Takes {}", days_with_unit(self.takes));
        let so_far = match above(self.in_place_of, 0.0) {
            true => format!("{so_far}, in place of {}", days_figure(self.in_place_of)),
            false => so_far.to_owned(),
        };
        match self.free {
            None => format!("{takes} a month{so_far}"),
            Some(free) if self.is_live => format!("{takes}{so_far}; {}", self.beside(free)),
            Some(free) => format!("{takes}{so_far}; {}", self.of_what_is_free(free)),
        }
    }

    /// What is left beside one whose days are promised.
    fn beside(&self, free: f64) -> String {
        let over = -free;
        if !above(over, 0.0) {
            return format!("{} beside it", are_free(free));
        }
        match above(over, self.reserve) {
            false => format!(
                "all that is promised uses {} of your reserve",
                days_figure(over)
            ),
            true => format!(
                "all that is promised is {} more than your team has",
                days_in_words(over - self.reserve)
            ),
        }
    }

    /// What it would need of the days that are free.
    fn of_what_is_free(&self, free: f64) -> String {
        let mut text = match above(0.0, free) {
            true => format!(
                "{} too many {} promised already",
                days_figure(-free),
                verb(&days_figure(-free), "is", "are")
            ),
            false => are_free(free),
        };
        if above(self.frees, 0.0) {
            text.push_str(&format!(
                ", and what it stops frees {}",
                days_figure(self.frees)
            ));
        }
        let over = self.takes - free - self.frees - self.in_place_of;
        if !above(over, 0.0) {
            return text;
        }
        let used = match above(over, self.reserve) {
            true => format!(
                "it would be {} more than your team has",
                days_in_words(over - self.reserve)
            ),
            false => format!("it would use {} of your reserve", self.of_reserve(free)),
        };
        format!("{text}, so {used}")
    }

    /// The days of the reserve that it would use, as the figures beside it are shown.
    fn of_reserve(&self, free: f64) -> String {
        let parts = [self.takes, -free, -self.frees, -self.in_place_of].map(days_figure);
        match sum_shown(parts.iter().map(String::as_str)).as_str() {
            "0" => "a little".into(),
            figure => figure.to_owned(),
        }
    }
}

/// `6.4 are free`, `1 is free`, `none are free`.
fn are_free(days: f64) -> String {
    match days_figure(days).as_str() {
        "0" => "none are free".into(),
        figure => format!("{figure} {} free", verb(figure, "is", "are")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_that_are_shown_as_a_sum_add_up_as_they_are_shown() {
        assert_eq!(figures_of(&[3.75, 2.8, 0.04]), ["3.8", "2.8", "0"]);
        assert_eq!(figures_of(&[1.25, 1.25, 1.25]), ["1.3", "1.3", "1.2"]);
        assert_eq!(figures_of(&[0.04, 0.04, 0.04]), ["0", "0", "0.1"]);
        assert_eq!(figures_of(&[4.04, -1.55, 0.06]), ["4", "-1.5", "0.1"]);
        assert_eq!(figures_of(&[]), [""; 0]);
    }

    #[test]
    fn no_figure_is_moved_by_more_than_a_tenth_to_add_up() {
        for count in 1..200_u32 {
            let part = |at: u32| f64::from((at * 7919 + count * 10_473) % 4001) / 80.0 - 10.0;
            let parts: Vec<f64> = (0..count % 9).map(part).collect();
            let figures = figures_of(&parts);
            let read: Vec<f64> = figures
                .iter()
                .map(|one| one.parse().expect("a figure"))
                .collect();
            let sum = days_figure(read.iter().sum());
            assert_eq!(sum, days_figure(parts.iter().sum()), "{parts:?}");
            let is_near = |(read, part): (&f64, &f64)| (read - part).abs() < 0.1;
            assert!(
                read.iter().zip(&parts).all(is_near),
                "{parts:?}: {figures:?}"
            );
        }
    }

    #[test]
    fn a_little_over_is_never_nought_days() {
        assert_eq!(days_with_unit(0.4), "0.4 days");
        assert_eq!(days_in_words(0.04), "less than half a day");
        assert_eq!(days_in_words(1.0), "1 day");
        assert_eq!(days_in_words(0.96), "1 day");
        assert_eq!(days_in_words(2.55), "2.6 days");
        assert_eq!(days_in_words(0.0), "0 days");
    }

    #[test]
    fn a_guess_is_never_about_less_than_something() {
        assert_eq!(about_days(0.3), "less than half a day");
        assert_eq!(about_days(1.04), "about 1 day");
        assert_eq!(about_days(2.5), "about 2.5 days");
    }

    #[test]
    fn one_of_a_kind_is_one_and_no_other_figure_is() {
        assert_eq!(counted(1.0, "month"), "1 month");
        assert_eq!(counted(1.04, "month"), "1 month");
        assert_eq!(counted(0.0, "month"), "0 months");
        assert_eq!(counted(1.1, "week"), "1.1 weeks");
        assert_eq!(counted(-1.0, "day"), "-1 day");
        for (count, unit, words) in [
            (1, "canvas", "1 canvas"),
            (2, "live canvas", "2 live canvases"),
            (3, "other person", "3 other people"),
            (0, "reply", "0 replies"),
            (4, "day", "4 days"),
        ] {
            assert_eq!(count_of(count, unit), words);
        }
        assert_eq!(verb("1", "is", "are"), "is");
        assert_eq!(verb("0.1", "is", "are"), "are");
    }

    #[test]
    fn figures_have_one_decimal_at_most() {
        assert_eq!(days_figure(6.55), "6.6");
        assert_eq!(days_figure(8.0), "8");
        assert_eq!(days_figure(-0.01), "0");
        assert_eq!(days_figure(-2.25), "-2.3");
    }

    /// One that is not live, in a team with 4 days in reserve.
    fn draft(takes: f64, free: f64) -> Need {
        Need {
            takes,
            is_so_far: false,
            is_live: false,
            free: Some(free),
            frees: 0.0,
            in_place_of: 0.0,
            reserve: 4.0,
        }
    }

    #[test]
    fn need_room_and_reserve_are_one_sentence() {
        for (takes, free, words) in [
            (5.9, 6.4, "Takes 5.9 days; 6.4 are free"),
            (1.0, 1.0, "Takes 1 day; 1 is free"),
            (
                3.2,
                2.5,
                "Takes 3.2 days; 2.5 are free, so it would use 0.7 of your reserve",
            ),
            (
                3.24,
                2.46,
                "Takes 3.2 days; 2.5 are free, so it would use 0.7 of your reserve",
            ),
            (
                3.24,
                3.16,
                "Takes 3.2 days; 3.2 are free, so it would use a little of your reserve",
            ),
            (
                2.0,
                0.0,
                "Takes 2 days; none are free, so it would use 2 of your reserve",
            ),
            (
                9.0,
                2.5,
                "Takes 9 days; 2.5 are free, so it would be 2.5 days more than your team has",
            ),
            (
                2.0,
                -1.0,
                "Takes 2 days; 1 too many is promised already, so it would use 3 of your reserve",
            ),
            (
                2.0,
                -3.0,
                "Takes 2 days; 3 too many are promised already, so it would be 1 day more than your team has",
            ),
        ] {
            assert_eq!(draft(takes, free).in_words(), words);
        }
    }

    #[test]
    fn what_it_stops_and_what_is_not_answered_yet_are_said() {
        let mut need = draft(5.0, 4.0);
        need.frees = 1.5;
        assert_eq!(
            need.in_words(),
            "Takes 5 days; 4 are free, and what it stops frees 1.5"
        );
        need.frees = 0.5;
        assert_eq!(
            need.in_words(),
            "Takes 5 days; 4 are free, and what it stops frees 0.5, so it would use 0.5 of your reserve"
        );
        (need.frees, need.in_place_of) = (0.0, 2.0);
        assert_eq!(need.in_words(), "Takes 5 days, in place of 2; 4 are free");
        (need.in_place_of, need.is_so_far) = (0.0, true);
        assert!(
            need.in_words()
                .starts_with("Takes 5 days so far; 4 are free")
        );
        need.free = None;
        assert_eq!(need.in_words(), "Takes 5 days a month so far");
    }

    #[test]
    fn what_is_free_is_beside_what_is_live() {
        for (free, words) in [
            (4.8, "Takes 7.1 days; 4.8 are free beside it"),
            (0.0, "Takes 7.1 days; none are free beside it"),
            (
                -0.7,
                "Takes 7.1 days; all that is promised uses 0.7 of your reserve",
            ),
            (
                -6.5,
                "Takes 7.1 days; all that is promised is 2.5 days more than your team has",
            ),
        ] {
            let need = Need {
                is_live: true,
                ..draft(7.1, free)
            };
            assert_eq!(need.in_words(), words);
        }
    }
}
