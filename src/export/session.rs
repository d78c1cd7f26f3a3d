//! The end of a session as one text: what we decided, who does what by when, what is parked.
//!
//! Plain text without markup, to be pasted in the chat of a call as it is.

use jiff::civil::Date;

use super::page::Block;
use super::text::text;
use crate::canvas::Canvas;
use crate::canvas::closing::closing;
use crate::canvas::suggestion::Suggestion;
use crate::canvas::when;

/// Writes what a session came to, with the day on which it was.
pub fn session(canvas: &Canvas, suggestion: &Suggestion, today: Date) -> String {
    let title = canvas.title().to_owned();
    let mut blocks = vec![Block::Title(title), Block::Title(when::with_weekday(today))];
    for part in closing(canvas, suggestion) {
        blocks.push(Block::Heading(part.heading.into()));
        blocks.push(match part.lines.is_empty() {
            true => Block::Paragraph(part.none.into()),
            false => Block::Points(part.lines),
        });
    }
    text(&blocks)
}

#[cfg(test)]
mod tests {
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
        session(&canvas, &suggestion, TODAY)
    }

    #[test]
    fn it_says_what_was_decided_who_does_what_and_what_is_parked() {
        let text = of(json!({
            "cover": {"title": "Falls response"},
            "decision": {
                "choice": "not_yet", "decided_on": "2026-11-20", "reason": "No days before May.",
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
            "Falls response\nMonday 23 November 2026\n\nWHAT WE DECIDED\n  \
             - Decided on 20 November 2026: not yet.\n  - Because: No days before May.\n  \
             - We look again on 9 February 2027.\n\nWHO DOES WHAT BY WHEN\n  \
             - Call the duty manager: Therapy lead, by 27 November 2026\n  - Find a van (nobody yet)\n\n\
             PARKED\n  - Fuel\u{fffd}[2J\n"
        );
    }

    #[test]
    fn where_there_is_nothing_it_says_so() {
        let text = of(json!({ "cover": {"title": "Falls response"} }));
        assert!(text.contains("Nothing yet."), "{text}");
        assert!(text.contains("Nobody has taken a next step yet."), "{text}");
        assert!(text.ends_with("PARKED\n  Nothing is parked.\n"), "{text}");
    }
}
