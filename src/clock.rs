//! The clock: what instant it is, and which day it is here. The domain is told, and never looks.

use std::env;
use std::fs;
use std::sync::OnceLock;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

/// The instant; a clock that is set beyond all days that a file may hold stands at their end.
pub fn now() -> Timestamp {
    within(SystemTime::now())
}

fn within(time: SystemTime) -> Timestamp {
    let last = date(2999, 12, 31).to_zoned(TimeZone::UTC);
    let last = last.map_or(Timestamp::MAX, |last| last.timestamp());
    Timestamp::try_from(time).map_or(last, |now| now.min(last))
}

/// The day in the time zone of this machine.
pub fn today() -> Date {
    now().to_zoned(here()).date()
}

/// When the next day begins here; None at the end of all days.
pub fn midnight() -> Option<Timestamp> {
    let tomorrow = now().to_zoned(here()).tomorrow().ok()?;
    tomorrow.start_of_day().ok().map(|begin| begin.timestamp())
}

/// The time zone of this machine.
pub fn here() -> TimeZone {
    static HERE: OnceLock<TimeZone> = OnceLock::new();
    let found = HERE.get_or_init(|| local_rules().unwrap_or_else(TimeZone::system));
    found.clone()
}

/// The rules of the local time zone from the file that holds them; None where something else names it.
///
/// To find the zone's name, as [`TimeZone::system`] does, the whole database of zones is searched: more work
/// than all the rest of a start, for a name that nobody asks for.
fn local_rules() -> Option<TimeZone> {
    if env::var_os("TZ").is_some() {
        return None;
    }
    let rules = fs::read("/etc/localtime").ok()?;
    TimeZone::tzif("local", &rules).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    use jiff::Zoned;

    #[test]
    fn a_clock_beyond_all_days_stands_at_their_end() {
        let seconds = |count: u64| SystemTime::UNIX_EPOCH + Duration::from_secs(count);
        let last = "2999-12-31T00:00:00Z".parse().expect("an instant");
        for count in [40_000_000_000, 400_000_000_000, u64::from(u32::MAX) * 1_000] {
            assert_eq!(within(seconds(count)), last);
        }
        assert_eq!(within(seconds(0)), Timestamp::UNIX_EPOCH);
    }

    #[test]
    fn the_day_is_the_one_that_the_time_zone_says() {
        // Around midnight the two may be read on different days.
        let (before, day, after) = (Zoned::now().date(), today(), Zoned::now().date());
        assert!(day == before || day == after);
    }
}
