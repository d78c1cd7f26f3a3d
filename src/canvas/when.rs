//! Calendar days: as files hold them, as people type them, as sentences show them.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::days;
use super::spoken;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

/// A day as files hold it, `YYYY-MM-DD`, from 1900-01-01 to 2999-12-31.
pub fn from_file(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let has_shape = bytes.len() == 10
        && bytes.iter().enumerate().all(|(index, byte)| match index {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !has_shape {
        return None;
    }
    let date = Date::new(
        text[..4].parse().ok()?,
        text[5..7].parse().ok()?,
        text[8..].parse().ok()?,
    );
    date.ok()
        .filter(|date| (1900..=2999).contains(&date.year()))
}

/// A day as people type it: `2027-05-15`, `15 May`, `15/5/2027`, `Friday`, `in 3 months`, `tomorrow`.
///
/// A day without a year is the next one, today included; `Friday` is the first one after today, and `next
/// Friday` the one of next week, which begins on a Monday.
pub fn typed(text: &str, today: Date) -> Option<Date> {
    let text = text.trim().to_lowercase().replace(',', " ");
    let words: Vec<&str> = text.split_whitespace().collect();
    let date = match words.as_slice() {
        ["today"] => Some(today),
        ["tomorrow"] => today.tomorrow().ok(),
        ["this", name] => weekday(name, today),
        ["next", unit] => next_week(unit, today).or_else(|| ahead("1", unit, today)),
        ["in", count, unit] => ahead(count, unit, today),
        [count, unit, "from", "now"] => ahead(count, unit, today),
        [day, month] => {
            day_of_month(day, month, None, today).or_else(|| day_of_month(month, day, None, today))
        }
        [day, month, year] => day_of_month(day, month, Some(year), today)
            .or_else(|| day_of_month(month, day, Some(year), today)),
        [one] => from_file(one)
            .or_else(|| slashed(one))
            .or_else(|| weekday(one, today)),
        _ => None,
    };
    date.filter(|date| (1900..=2999).contains(&date.year()))
}

/// A day gone by as people type it: as [`typed`], but without a year it is the last such day, today
/// included; also `yesterday`, `3 weeks ago` and `last Friday`.
pub fn typed_back(text: &str, today: Date) -> Option<Date> {
    let lower = text.trim().to_lowercase().replace(',', " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    match words.as_slice() {
        ["yesterday"] => today.yesterday().ok(),
        [count, unit, "ago"] => today.checked_sub(span(count, unit)?).ok(),
        ["last", name] => weekday(name, today.yesterday().ok()?)?
            .checked_sub(1.week())
            .ok(),
        [name] | ["this", name] if weekday(name, today).is_some() => {
            weekday(name, today)?.checked_sub(1.week()).ok()
        }
        [first, _] if *first != "next" => {
            let date = typed(text, today)?;
            // Eight years back, so that 29 February finds its leap year.
            (0..=8)
                .filter_map(|years| Date::new(date.year() - years, date.month(), date.day()).ok())
                .find(|date| *date <= today)
        }
        _ => typed(text, today),
    }
}

fn ahead(count: &str, unit: &str, today: Date) -> Option<Date> {
    today.checked_add(span(count, unit)?).ok()
}

/// `two`, `weeks`.
fn span(count: &str, unit: &str) -> Option<Span> {
    let count: i32 = match count {
        "a" | "an" => 1,
        word => match spoken::count(word) {
            Some(count) => i32::try_from(count).ok()?,
            None => word
                .parse()
                .ok()
                .filter(|count| (0..=10_000).contains(count))?,
        },
    };
    Some(match unit.trim_end_matches('s') {
        "day" => count.days(),
        "week" => count.weeks(),
        "month" => count.months(),
        "year" => count.years(),
        _ => return None,
    })
}

fn weekday(name: &str, today: Date) -> Option<Date> {
    let (_, day) = WEEKDAYS.iter().find(|(full, _)| is_short_for(name, full))?;
    today.nth_weekday(1, *day).ok()
}

/// The day of next week with this name.
fn next_week(name: &str, today: Date) -> Option<Date> {
    let monday = today.nth_weekday(1, Weekday::Monday).ok()?;
    weekday(name, monday.yesterday().ok()?)
}

/// `15/5/2027` or `15.5.2027`, day first.
fn slashed(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '.']).collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let year: i16 = year.parse().ok()?;
    let year = if year < 100 { 2000 + year } else { year };
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn day_of_month(day: &str, month: &str, year: Option<&str>, today: Date) -> Option<Date> {
    let day: i8 = day
        .trim_end_matches(|c: char| c.is_ascii_lowercase())
        .parse()
        .ok()?;
    let index = MONTHS.iter().position(|full| is_short_for(month, full))?;
    let month = i8::try_from(index + 1).ok()?;
    match year {
        Some(year) => Date::new(year.parse().ok()?, month, day).ok(),
        // Four years on, so that 29 February finds its leap year.
        None => (today.year()..=today.year().saturating_add(4))
            .filter_map(|year| Date::new(year, month, day).ok())
            .find(|date| *date >= today),
    }
}

fn is_short_for(typed: &str, full: &str) -> bool {
    let full = full.to_lowercase();
    typed.len() >= 3 && (full.starts_with(typed) || (full == "september" && typed == "sept"))
}

/// Adds months to a day: whole months first (31 January + 1 is the month's last day), then 15 days
/// for a half.
pub fn add_months(date: Date, months: f64) -> Date {
    let whole = months.trunc() as i32;
    let moved = date.saturating_add(whole.months());
    if months - months.trunc() >= 0.25 {
        moved.saturating_add(15.days())
    } else {
        moved
    }
}

/// Days from one day to another; negative where the other is earlier.
pub fn days_between(from: Date, to: Date) -> i32 {
    let span = from.until((jiff::Unit::Day, to));
    span.map_or(0, |span| span.get_days())
}

/// Whole months from one day to another, rounded down; negative where the other is earlier.
pub fn whole_months(from: Date, to: Date) -> i32 {
    let mut months = (i32::from(to.year()) - i32::from(from.year())) * 12
        + (i32::from(to.month()) - i32::from(from.month()));
    if from.saturating_add(months.months()) > to {
        months -= 1;
    }
    months
}

/// `15 May 2027`.
pub fn in_words(date: Date) -> String {
    let month = MONTHS[usize::try_from(date.month() - 1).expect("months count from 1")];
    format!("{} {month} {}", date.day(), date.year())
}

/// `15 May 2027`, with no more than three letters of the month.
pub fn in_short(date: Date) -> String {
    let month = MONTHS[usize::try_from(date.month() - 1).expect("months count from 1")];
    format!("{} {} {}", date.day(), &month[..3], date.year())
}

/// `Saturday 15 May 2027`.
pub fn with_weekday(date: Date) -> String {
    let name = WEEKDAYS.iter().find(|(_, day)| *day == date.weekday());
    format!("{} {}", name.expect("seven days").0, in_words(date))
}

/// How far away a day is: `today`, `in 13 days`, `in 3 weeks`, `2 months ago`.
pub fn from_today(date: Date, today: Date) -> String {
    let days = date
        .since(today)
        .map(|span| span.get_days())
        .unwrap_or_default();
    let distance = match days.unsigned_abs() {
        0 => return "today".into(),
        1 if days > 0 => return "tomorrow".into(),
        1 => return "yesterday".into(),
        count @ 2..=20 => count_of(count, "day"),
        count @ 21..=62 => count_of((count + 3) / 7, "week"),
        _ => {
            let months = whole_months(today.min(date), today.max(date)).unsigned_abs();
            if months < 24 {
                count_of(months, "month")
            } else {
                count_of(months / 12, "year")
            }
        }
    };
    if days > 0 {
        format!("in {distance}")
    } else {
        format!("{distance} ago")
    }
}

/// `1 day`, `2 days`.
pub fn count_of(count: u32, unit: &str) -> String {
    days::count_of(usize::try_from(count).unwrap_or(usize::MAX), unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn people_may_type_a_day_in_many_ways() {
        for (text, expected) in [
            ("2027-05-15", date(2027, 5, 15)),
            ("15 May", date(2027, 5, 15)),
            ("May 15", date(2027, 5, 15)),
            ("15th may, 2028", date(2028, 5, 15)),
            ("23 Nov", TODAY),
            ("22 November", date(2027, 11, 22)),
            ("29 feb", date(2028, 2, 29)),
            ("15/5/2027", date(2027, 5, 15)),
            ("1.2.27", date(2027, 2, 1)),
            ("in 3 months", date(2027, 2, 23)),
            ("In two weeks", date(2026, 12, 7)),
            ("in a year", date(2027, 11, 23)),
            ("10 days from now", date(2026, 12, 3)),
            ("next week", date(2026, 11, 30)),
            ("friday", date(2026, 11, 27)),
            ("next Monday", date(2026, 11, 30)),
            ("tomorrow", date(2026, 11, 24)),
        ] {
            assert_eq!(typed(text, TODAY), Some(expected), "{text}");
        }
    }

    #[test]
    fn next_friday_is_the_one_of_next_week_and_friday_the_coming_one() {
        let (wednesday, friday, sunday) =
            (date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 29));
        for (text, today, expected) in [
            ("fri", wednesday, friday),
            ("this friday", wednesday, friday),
            ("next fri", wednesday, date(2026, 12, 4)),
            ("next friday", friday, date(2026, 12, 4)),
            ("friday", friday, date(2026, 12, 4)),
            ("next monday", wednesday, date(2026, 11, 30)),
            ("next monday", sunday, date(2026, 11, 30)),
            ("next sunday", sunday, date(2026, 12, 6)),
        ] {
            assert_eq!(typed(text, today), Some(expected), "{text} on {today}");
        }
        let gone = typed_back("this friday", sunday);
        assert_eq!(gone, Some(friday));
    }

    #[test]
    fn a_day_gone_by_is_the_last_of_its_name() {
        for (text, expected) in [
            ("2026-11-20", date(2026, 11, 20)),
            ("today", TODAY),
            ("yesterday", date(2026, 11, 22)),
            ("23 Nov", TODAY),
            ("24 November", date(2025, 11, 24)),
            ("29 feb", date(2024, 2, 29)),
            ("1/2/2026", date(2026, 2, 1)),
            ("Friday", date(2026, 11, 20)),
            ("last Monday", date(2026, 11, 16)),
            ("two weeks ago", date(2026, 11, 9)),
            ("a month ago", date(2026, 10, 23)),
        ] {
            assert_eq!(typed_back(text, TODAY), Some(expected), "{text}");
        }
        assert_eq!(typed_back("soon", TODAY), None);
        assert_eq!(typed_back("many moons ago", TODAY), None);
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "soon",
            "31 April",
            "2026-02-30",
            "1899-12-31",
            "in 3",
            "in many months",
            "15",
        ] {
            assert_eq!(typed(text, TODAY), None, "{text}");
        }
    }

    #[test]
    fn a_month_after_the_31st_is_the_months_last_day() {
        assert_eq!(add_months(date(2027, 1, 31), 1.0), date(2027, 2, 28));
        assert_eq!(add_months(date(2027, 1, 31), 1.5), date(2027, 3, 15));
    }

    #[test]
    fn months_between_are_rounded_down() {
        assert_eq!(whole_months(date(2026, 3, 10), date(2026, 8, 9)), 4);
        assert_eq!(whole_months(date(2026, 3, 10), date(2026, 8, 10)), 5);
        assert_eq!(whole_months(date(2026, 3, 10), date(2026, 3, 9)), -1);
        assert_eq!(whole_months(date(2026, 1, 31), date(2026, 2, 28)), 1);
    }

    #[test]
    fn distances_read_as_people_say_them() {
        for (day, expected) in [
            (date(2026, 11, 23), "today"),
            (date(2026, 12, 6), "in 13 days"),
            (date(2026, 12, 14), "in 3 weeks"),
            (date(2027, 5, 15), "in 5 months"),
            (date(2026, 11, 22), "yesterday"),
            (date(2024, 11, 1), "2 years ago"),
        ] {
            assert_eq!(from_today(day, TODAY), expected);
        }
    }
}
