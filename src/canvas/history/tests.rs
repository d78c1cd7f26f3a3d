//! Histories are written, torn, mixed and read again.

use super::*;
use proptest::prelude::*;

fn id() -> CanvasId {
    CanvasId::from_name("falls-7k3f").expect("an id")
}

/// A canvas of a day in November 2026 that says some words, twenty lines beside them.
fn on(day: u8, words: &str) -> Canvas {
    let rest: String = (0..20)
        .map(|n| format!(r#""k{n}":"unchanged line {n}","#))
        .collect();
    let text = format!(
        r#"{{"format":"whytogether.canvas","version":1,"updated":"2026-11-{day:02}T09:00:00Z",{rest}"purpose":{{"change":"{words}"}}}}"#
    );
    Canvas::read(id(), text.as_bytes()).expect("reads")
}

fn appended(text: &str, canvas: &Canvas) -> String {
    let history = History::read(id(), text.into());
    let line = history.line_for(canvas, Occasion::Usual, Timestamp::UNIX_EPOCH);
    format!("{text}{}", line.unwrap_or_default())
}

fn words(history: &History) -> Vec<String> {
    let canvases = (0..history.len()).map(|index| history.canvas(index).expect("told"));
    canvases
        .map(|canvas| canvas.text("purpose.change").unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn every_version_comes_back_whole_and_costs_little_more_than_what_changed() {
    let versions: Vec<Canvas> = (1..=30)
        .map(|day| on(day, &format!("words {day}")))
        .collect();
    let text = versions
        .iter()
        .fold(String::new(), |text, canvas| appended(&text, canvas));
    let history = History::read(id(), text.clone().into());
    assert_eq!(history.unread(), []);
    for (index, canvas) in versions.iter().enumerate() {
        let told = history.canvas(index).expect("told");
        assert_eq!(told.to_bytes(), canvas.to_bytes());
    }
    let whole = versions[0].to_bytes().len();
    assert!(text.len() < whole * 9, "{} of {whole}", text.len());
}

#[test]
fn a_whole_line_comes_at_least_every_so_often() {
    let text = (0..100).fold(String::new(), |text, n| {
        appended(&text, &on(n / 4 + 1, &format!("words {n}")))
    });
    let whole = text.lines().filter(|line| line.contains("\"canvas\":"));
    assert!(whole.count() >= 100 / LONGEST_CHAIN);
    assert_eq!(History::read(id(), text.into()).len(), 100);
}

#[test]
fn the_same_again_is_not_written_and_what_comes_back_is_a_short_line() {
    let text = appended(&appended("", &on(1, "one")), &on(2, "two"));
    assert_eq!(appended(&text, &on(2, "two")), text);
    assert_eq!(appended(&text, &on(3, "two")), text);
    assert_eq!(appended(&text, &on(1, "one")), text);
    let back = appended(&text, &on(3, "one"));
    assert!(back.len() < text.len() + 150);
    assert_eq!(
        words(&History::read(id(), back.into())),
        ["one", "two", "one"]
    );
}

#[test]
fn a_torn_line_costs_itself_and_what_only_it_could_tell() {
    let text = (1..=4).fold(String::new(), |text, day| {
        appended(&text, &on(day, &day.to_string()))
    });
    let lines: Vec<&str> = text.lines().collect();
    let torn = format!(
        "{}\n{}\n<<<<<<< ours\n{}\n",
        lines[0],
        &lines[1][..40],
        lines[2]
    );
    let history = History::read(id(), torn.into());
    assert_eq!(words(&history), ["1"]);
    let named: Vec<usize> = history.unread().iter().map(|unread| unread.line).collect();
    assert_eq!(named, [2, 3, 4]);
}

#[test]
fn a_line_that_was_changed_by_hand_is_not_taken_for_a_version() {
    let text = appended("", &on(1, "true words")).replace("true words", "false words");
    let history = History::read(id(), text.into());
    assert_eq!(history.canvas(0).expect_err("refused").line, 1);
}

#[test]
fn the_last_version_of_a_day_counts_where_the_planner_is() {
    let text = appended(&appended("", &on(1, "one")), &on(3, "three"));
    let history = History::read(id(), text.into());
    let day = |day| jiff::civil::date(2026, 11, day);
    let last_on = |day, zone: TimeZone| history.last_where(|at| day_of(at, &zone) <= day);
    assert_eq!(last_on(day(2), TimeZone::UTC), Some(0));
    assert_eq!(last_on(day(3), TimeZone::UTC), Some(1));
    assert_eq!(
        last_on(jiff::civil::date(2026, 10, 31), TimeZone::UTC),
        None
    );
    let behind = TimeZone::fixed(jiff::tz::offset(-10));
    assert_eq!(last_on(day(2), behind), Some(1));
}

#[test]
fn why_a_version_was_kept_is_told_whatever_other_lines_say_of_it() {
    let version = on(2, "mine");
    let line = |occasion| {
        let history = History::read(id(), Vec::new());
        let line = history.line_for(&version, occasion, Timestamp::UNIX_EPOCH);
        line.expect("it is new")
    };
    let usual = line(Occasion::Usual);
    let before = line(Occasion::BeforeOthers);
    let unknown = before.replace("others", "something new");
    for (text, occasion) in [
        (usual.clone(), Occasion::Usual),
        (unknown, Occasion::Usual),
        (format!("{usual}{before}"), Occasion::BeforeOthers),
        (format!("{before}{usual}"), Occasion::BeforeOthers),
    ] {
        let history = History::read(id(), text.clone().into());
        assert_eq!(history.unread(), []);
        assert_eq!(history.len(), 1, "{text}");
        assert_eq!(history.occasion(0), occasion, "{text}");
        assert_eq!(history.canvas(0).expect("told"), version);
    }
}

proptest! {
    /// Lines of two machines, put together in any order and some of them twice, tell all that
    /// either told.
    #[test]
    fn lines_may_stand_in_any_order_and_twice(
        days in prop::collection::vec((1_u8..28, 0_u8..4), 1..12),
        split in 0_usize..12,
        order in any::<u64>(),
    ) {
        let split = split.min(days.len());
        let write = |text: String, days: &[(u8, u8)]| days.iter().fold(text, |text, (day, words)| {
            appended(&text, &on(*day, &format!("words {words}")))
        });
        let shared = write(String::new(), &days[..split]);
        let one = write(shared.clone(), &days[split..]);
        let mut turned = days[split..].to_vec();
        turned.reverse();
        let other = write(shared, &turned);
        let mut lines: Vec<&str> = one.lines().chain(other.lines()).collect();
        let mut random = order;
        for index in (1..lines.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            lines.swap(index, usize::try_from(random >> 33).expect("small") % (index + 1));
        }
        let both = History::read(id(), lines.join("\n").into());
        prop_assert_eq!(both.unread(), []);
        for text in [one, other] {
            let alone = History::read(id(), text.into());
            for index in 0..alone.len() {
                let canvas = alone.canvas(index).expect("told");
                let found = (0..both.len()).any(|n| both.canvas(n).as_ref() == Ok(&canvas));
                prop_assert!(found);
            }
        }
    }

    #[test]
    fn no_bytes_are_too_strange_to_read(bytes in prop::collection::vec(any::<u8>(), 0..200), tail in ".{0,40}") {
        let text = appended("", &on(1, "one"));
        let mut all = bytes;
        all.push(b'\n');
        all.extend(text.as_bytes());
        all.extend(tail.replace('\n', "").as_bytes());
        let history = History::read(id(), all);
        prop_assert!(history.len() <= 1);
    }
}
