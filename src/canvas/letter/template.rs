//! The shipped letters, from `assets/letters`: sentences with names in braces, and which of them to take.
//!
//! Whoever improves a sentence edits those files and nothing else; a test reads all of them.

use std::sync::OnceLock;

use super::{Kind, Part};
use crate::canvas::checks::CHECKS;
use crate::canvas::codes::Coded;

/// One letter as it ships: its parts in their order.
#[derive(Debug)]
pub struct Template {
    parts: Vec<(Part, Vec<Paragraph>)>,
}

/// One paragraph of a part: ways to say it, of which the first that holds is taken.
#[derive(Debug)]
struct Paragraph(Vec<Way>);

/// Some lines, and what must hold before they are said.
#[derive(Debug)]
struct Way {
    conditions: Vec<&'static str>,
    lines: Vec<&'static str>,
}

/// The condition that always holds.
const OTHERWISE: &str = "otherwise";

impl Template {
    /// The template of a kind of letter.
    pub fn of(kind: Kind) -> &'static Self {
        static SHIPPED: OnceLock<[Template; 4]> = OnceLock::new();
        let shipped = SHIPPED.get_or_init(|| {
            [
                include_str!("../../../assets/letters/no_room.md"),
                include_str!("../../../assets/letters/not_the_answer.md"),
                include_str!("../../../assets/letters/not_yet.md"),
                include_str!("../../../assets/letters/smaller_yes.md"),
            ]
            .map(Template::read)
        });
        let index = Kind::ALL.iter().position(|one| *one == kind);
        &shipped[index.expect("every kind stands in ALL")]
    }

    fn read(text: &'static str) -> Self {
        let (_, text) = text.split_once("-->").unwrap_or(("", text));
        let parts = text.split("\n# ").skip(1).map(|part| {
            let (name, text) = part.split_once('\n').unwrap_or((part, ""));
            let paragraphs = text.trim().split("\n\n").map(Paragraph::read);
            let part = Part::from_code(name.trim()).expect("a test reads every heading");
            (part, paragraphs.collect())
        });
        Self {
            parts: parts.collect(),
        }
    }

    /// The parts, each with its text; `holds` says whether a condition does, `fill` what a name stands for.
    pub fn filled(
        &self,
        holds: impl Fn(&str) -> bool,
        fill: impl Fn(&str) -> String,
    ) -> Vec<(Part, String)> {
        let parts = self.parts.iter().map(|(part, paragraphs)| {
            let said = paragraphs
                .iter()
                .filter_map(|paragraph| paragraph.lines(&holds));
            let said: Vec<String> = said.map(|lines| filled(&lines.join("\n"), &fill)).collect();
            (*part, said.join("\n\n"))
        });
        parts.collect()
    }

    /// The checks that give this letter its reason, in the order in which they are preferred.
    pub fn reasons(&self) -> impl Iterator<Item = &'static str> {
        let reason = self.parts.iter().filter(|(part, _)| *part == Part::Reason);
        let ways = reason.flat_map(|(_, paragraphs)| paragraphs.iter().flat_map(|one| &one.0));
        ways.flat_map(|way| way.conditions.iter().copied())
            .filter(|condition| CHECKS.iter().any(|check| check.name == *condition))
    }

    /// The part in which a name may stand, filled or blank.
    pub fn part_of(&self, name: &str) -> Option<Part> {
        let name = format!("{{{name}}}");
        let says = |paragraph: &Paragraph| {
            let mut lines = paragraph.0.iter().flat_map(|way| &way.lines);
            lines.any(|line| line.contains(&name))
        };
        let found = self
            .parts
            .iter()
            .find(|(_, paragraphs)| paragraphs.iter().any(says));
        found.map(|(part, _)| *part)
    }
}

impl Paragraph {
    fn read(text: &'static str) -> Self {
        let mut ways = vec![Way {
            conditions: vec![OTHERWISE],
            lines: Vec::new(),
        }];
        for line in text.lines() {
            match line.strip_prefix("? ") {
                Some(conditions) => ways.push(Way {
                    conditions: conditions.split_whitespace().collect(),
                    lines: Vec::new(),
                }),
                None => ways.last_mut().expect("one at least").lines.push(line),
            }
        }
        ways.retain(|way| !way.lines.is_empty());
        Self(ways)
    }

    fn lines(&self, holds: &impl Fn(&str) -> bool) -> Option<&[&'static str]> {
        let is_said = |way: &&Way| {
            let mut conditions = way.conditions.iter();
            conditions.all(|condition| *condition == OTHERWISE || holds(condition))
        };
        self.0.iter().find(is_said).map(|way| way.lines.as_slice())
    }
}

/// A text in which every name in braces is replaced, once: what replaces it is not read again.
fn filled(text: &str, fill: &impl Fn(&str) -> String) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        filled.push_str(&fill(name));
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::wording::Wording;

    #[test]
    fn every_letter_has_the_seven_parts_in_their_order() {
        for kind in Kind::ALL {
            let parts = &Template::of(*kind).parts;
            let parts: Vec<Part> = parts.iter().map(|(part, _)| *part).collect();
            assert_eq!(parts, Part::ALL, "{kind:?}");
        }
    }

    #[test]
    fn every_name_has_a_blank_and_every_condition_is_a_check_or_a_name() {
        let blanks = &Wording::shipped().letters.blanks;
        for kind in Kind::ALL {
            let paragraphs = Template::of(*kind).parts.iter();
            for way in paragraphs.flat_map(|(_, all)| all.iter().flat_map(|one| &one.0)) {
                let text = way.lines.join("\n");
                for name in text.split('{').skip(1) {
                    let name = name.split_once('}').expect("a brace is closed").0;
                    assert!(blanks.contains_key(name), "{kind:?}: {name}");
                }
                for condition in &way.conditions {
                    let is_check = CHECKS.iter().any(|check| check.name == *condition);
                    let of_who_asked = [
                        "asked_by_them",
                        "our_own_idea",
                        "asked_by_others",
                        "was_live",
                    ];
                    let is_name =
                        blanks.contains_key(*condition) || of_who_asked.contains(condition);
                    assert!(
                        is_check || is_name || *condition == OTHERWISE,
                        "{kind:?}: {condition}"
                    );
                }
            }
        }
    }

    #[test]
    fn what_replaces_a_name_is_not_read_again() {
        let fill = |name: &str| format!("<{name}{{to}}>");
        assert_eq!(filled("a {b} c", &fill), "a <b{to}> c");
    }
}
