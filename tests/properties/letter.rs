//! What holds for the letters of every canvas.

use proptest::prelude::*;
use serde_json::{Value, json};
use whytogether::canvas::codes::Coded;
use whytogether::canvas::letter::{Kind, Letter, Part, Recipient, blanks};
use whytogether::canvas::question::Question;
use whytogether::canvas::shown::is_hostile;
use whytogether::export::letter::{markdown, plain};

use crate::canvases::{Case, TODAY, case, read};
use crate::config;

/// Something that nobody else says.
const SECRET: &str = "Qzxunsaid";
const HOSTILE: &str = "<script>alert(1)</script> [x](javascript:y) {title} \u{1b}[2J\u{202e} # | `a` [ b ](c)\n\n1. d";

fn letters(case: &Case, canvas: &Value) -> Vec<(Kind, Letter)> {
    let suggestion = case.suggestion();
    let canvas = read(canvas);
    let each = Kind::ALL.iter().flat_map(|kind| {
        let all = Recipient::all(&canvas).into_iter();
        all.map(|to| (*kind, Letter::of(&canvas, &suggestion, *kind, &to, TODAY)))
            .collect::<Vec<_>>()
    });
    each.collect()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_letter_has_seven_parts_its_blanks_belong_to_them_and_no_brace_is_left(case in case()) {
        for (kind, letter) in letters(&case, &case.canvas) {
            let parts: Vec<Part> = letter.parts.iter().map(|(part, _)| *part).collect();
            prop_assert_eq!(&parts, Part::ALL);
            let text = letter.text();
            prop_assert!(!text.contains(['{', '}']), "{}", text);
            prop_assert!(letter.parts.iter().all(|(_, text)| !text.trim().is_empty()));
            for blank in blanks(&text) {
                prop_assert!(blank.part(kind).is_some(), "{}", blank.words);
            }
        }
    }

    #[test]
    fn nothing_that_was_answered_alone_and_is_not_open_is_in_a_letter(case in case()) {
        let mut canvas = case.canvas.clone();
        canvas["revealed"] = json!([]);
        canvas["voices"] = json!([
            { "id": "v222", "name": "Lead", "answers": {
                "purpose.belief": 1, "value.none.change_mind": SECRET, "cover.title": SECRET } },
            { "id": "v223", "name": "Operations" },
        ]);
        let mut open = canvas.clone();
        open["decision"] = json!({
            "choice": "say_no_kindly", "decided_on": "2026-11-20", "because": ["BELIEF-LOW", "BELIEF-SPLIT"],
        });
        for canvas in [canvas, open] {
            let belief = Question::find("purpose.belief").expect("in the table");
            prop_assert!(!read(&canvas).is_open(belief));
            for (_, letter) in letters(&Case { canvas: canvas.clone(), ..case.clone() }, &canvas) {
                let text = letter.text();
                prop_assert!(!text.contains(SECRET), "{}", text);
                prop_assert!(!text.contains("believe"), "{}", text);
                prop_assert!(!text.contains("differently among ourselves"), "{}", text);
            }
        }
    }

    #[test]
    fn hostile_words_of_a_canvas_are_words_in_every_format(case in case()) {
        let mut canvas = case.canvas.clone();
        canvas["cover"] = json!({ "title": HOSTILE, "asked_by": HOSTILE, "our_organisation": HOSTILE });
        canvas["capacity"]["stops"] = json!([{ "what": HOSTILE }]);
        for (_, letter) in letters(&case, &canvas) {
            let text = letter.text();
            let lines = text.lines().count();
            let (plain, markdown) = (plain(&text), markdown(&text));
            prop_assert!(!plain.chars().any(|c| is_hostile(c) && c != '\n'));
            prop_assert!(!markdown.chars().any(|c| is_hostile(c) && c != '\n'));
            prop_assert_eq!(markdown.lines().count(), lines, "{}", markdown);
            prop_assert!(!markdown.contains('<') && !markdown.replace("\\]", "").contains("](") , "{}", markdown);
            prop_assert!(plain.contains("{title}"), "what was typed is not filled in");
        }
    }
}
