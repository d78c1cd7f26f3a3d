//! The end of a session as one text: what we decided, who does what by when, what is parked.
//!
//! Plain text without markup, to be pasted in the chat of a call as it is.

use crate::canvas::Canvas;
use crate::canvas::closing::{Begin, closing};
use crate::canvas::shown::shown;
use crate::canvas::suggestion::Suggestion;
use crate::canvas::when;

/// Writes what a session came to, with the day on which it was, and apart from that what stood before it.
pub fn session(canvas: &Canvas, suggestion: &Suggestion, begin: &Begin) -> String {
    let mut text = format!(
        "{}\n{}\n",
        shown(canvas.title()),
        when::with_weekday(begin.day)
    );
    for part in closing(canvas, suggestion, begin) {
        text.push_str(&format!("\n{}\n", part.heading.to_uppercase()));
        for line in part.written() {
            text.push_str(&format!("{}\n", shown(&line)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use serde_json::json;

    use super::*;
    use crate::canvas::id::CanvasId;
    use crate::canvas::others::{Others, Setting, Team};

    const TODAY: Date = Date::constant(2026, 11, 23);

    fn of(keys: serde_json::Value) -> String {
        let mut document = json!({ "format": "whytogether.canvas", "version": 1 });
        let map = document.as_object_mut().expect("an object");
        map.extend(keys.as_object().expect("an object").clone());
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        let canvas = Canvas::read(id, document.to_string().as_bytes()).expect("reads");
        let suggestion = Suggestion::of(&Setting {
            canvas: &canvas,
            others: &Others::default(),
            team: Team::default(),
            today: TODAY,
        });
        session(&canvas, &suggestion, &Begin::of_day(TODAY))
    }

    #[test]
    fn it_says_what_was_decided_who_does_what_and_what_is_parked() {
        let text = of(json!({
            "cover": {"title": "Falls response"},
            "decision": {
                "choice": "not_yet", "decided_on": "2026-11-23", "reason": "No days before May.",
                "review_on": "2027-02-09",
                "next_steps": [
                    {"id": "n222", "action": "Call the duty manager", "who": "Therapy lead", "by": "2026-11-27"},
                    {"id": "n223", "action": "Find a van"}
                ]
            },
            "parked": [{"id": "k222", "text": "Fuel\u{1b}[2J"}]
        }));
        assert_eq!(
            text,
            "Falls response\nMonday 23 November 2026\n\nWHAT WE DECIDED\n\
             - Decided on 23 November 2026: not yet.\n- Because: No days before May.\n\
             - We look again on 9 February 2027.\n\nWHO DOES WHAT BY WHEN\n\
             - Call the duty manager: Therapy lead, by 27 November 2026\n- Find a van (nobody yet)\n\n\
             PARKED\n- Fuel\u{fffd}[2J\n"
        );
    }

    #[test]
    fn what_nobody_gave_is_not_promised_and_what_has_lines_keeps_them() {
        let decided = of(json!({
            "decision": {
                "choice": "not_yet", "decided_on": "2026-11-23", "review_on": "2027-02-23",
                "reason": "No days.\n\n- before May\nNor money.",
                "next_steps": [
                    {"id": "n222", "action": "Find a van.", "who": "Operations"},
                    {"id": "n223", "action": "Ask...", "by": "2026-12-01"}
                ]
            }
        }));
        let lines = "- Because: No days.\n  - before May\n  Nor money.\n- A day to look again is offered: \
                     23 February 2027.\n\nWHO DOES WHAT BY WHEN\n- Find a van: Operations\n\
                     - Ask... (nobody yet), by 1 December 2026\n";
        assert!(decided.contains(lines), "{decided}");
        let undecided = of(json!({
            "decision": { "reason": "No days before May.", "review_on": "2027-02-09" }
        }));
        assert!(
            undecided.contains("WHAT WE DECIDED\nNothing yet.\n\nWHO"),
            "{undecided}"
        );
    }

    #[test]
    fn what_stood_before_is_told_apart_by_the_days_of_the_canvas() {
        let text = of(json!({
            "cover": {"title": "Falls response"},
            "created": "2026-11-02T09:00:00Z",
            "decision": {
                "choice": "not_yet", "decided_on": "2026-11-20",
                "next_steps": [{"id": "n222", "action": "Call the duty manager"}]
            },
            "parked": [
                {"id": "k222", "text": "Fuel", "at": "2026-11-20T09:00:00Z"},
                {"id": "k223", "text": "Vans", "at": "2026-11-23T09:00:00Z"}
            ]
        }));
        assert_eq!(
            text,
            "Falls response\nMonday 23 November 2026\n\nWHAT WE DECIDED\nNothing new.\n\n\
             WHO DOES WHAT BY WHEN\nNobody has taken a new step.\n\nPARKED\n- Vans\n\n\
             FROM BEFORE THIS SESSION\n- Decided on 20 November 2026: not yet.\n\
             - To do: Call the duty manager (nobody yet)\n- Parked: Fuel\n"
        );
    }

    #[test]
    fn where_there_is_nothing_it_says_so() {
        let text = of(json!({ "cover": {"title": "Falls response"} }));
        assert!(text.contains("Nothing yet."), "{text}");
        assert!(text.contains("Nobody has taken a next step yet."), "{text}");
        assert!(text.ends_with("PARKED\nNothing is parked.\n"), "{text}");
    }
}
