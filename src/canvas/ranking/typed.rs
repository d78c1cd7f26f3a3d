//! What people type: an order, and changes of the list.
//!
//! No message repeats what was typed: an order is typed where nobody else may read it.

use super::standing::Order;
use super::{Challenge, folded};

/// Why a ranking was not changed. Each message states the rule, so that one reading is enough.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RankError {
    /// Something in an order is none of the challenges.
    #[error(
        "entry {entry} of the order is none of the challenges: use numbers from 1 to {count}, or first words"
    )]
    NotInTheList {
        /// Which of what was typed, from 1.
        entry: usize,
        /// How many challenges there are.
        count: usize,
    },
    /// Something in an order may be more than one.
    #[error(
        "entry {entry} of the order may be more than one challenge: type more of its words, or its number"
    )]
    Ambiguous {
        /// Which of what was typed, from 1.
        entry: usize,
    },
    /// Something stands in an order twice.
    #[error("entry {entry} of the order stands there already: name each challenge once")]
    Twice {
        /// Which of what was typed, from 1.
        entry: usize,
    },
    /// Nothing was typed.
    #[error("an order names at least one challenge")]
    NoOrder,
    /// Somebody ranked what is not in this list.
    #[error("it ranks a challenge that is not in the list of this ranking")]
    OtherList,
    /// The list has no such place.
    #[error("the list goes from 1 to {count}")]
    NoSuchPlace {
        /// How many challenges there are.
        count: usize,
    },
    /// The list cannot change any more.
    #[error("somebody has ranked, so the list stays as it is: begin another ranking to change it")]
    Begun,
    /// Somebody is to be taken out whose order counts.
    #[error("who has ranked stays: their order counts")]
    HasRanked,
    /// Nobody would be left to wait for.
    #[error(
        "without them all would be in, and it could be seen: have it shown before all are in, with a name"
    )]
    WouldOpen,
    /// A challenge has no words.
    #[error("a challenge needs words")]
    NoWords,
    /// A challenge stands in the list already.
    #[error("the list has this challenge already")]
    Known,
    /// No command at the prompt of a person.
    #[error("the commands here are `:later`, `:reveal NAME` and `:q`")]
    NoCommand,
    /// Neither a change of the list nor its end.
    #[error(
        "`+ words` adds a challenge, `- 3` takes one out, `3 words` rewords it, and Enter takes the list"
    )]
    NoChange,
    /// An order is given where the list is asked about.
    #[error(
        "that is an order, and the list comes first: Enter takes it, then each gives their order alone"
    )]
    ListFirst,
    /// Somebody has no name.
    #[error("everyone needs a name")]
    NoName,
    /// Nothing can be shown.
    #[error("nobody has ranked yet, so there is nothing to show")]
    NobodyRanked,
    /// More than there may be.
    #[error("100 people and 100 challenges are the most of one ranking")]
    TooMany,
}

/// Reads an order such as `3, 1 = 4, 2`, worst first, where `=` joins what shares a place.
///
/// A challenge is named by its number, or by how its words begin, ignoring case; with numbers alone,
/// spaces separate too. What is left out shares what is left.
///
/// # Errors
/// [`RankError`], by what is wrong with which entry; nothing of what was typed is in it.
pub fn order(text: &str, challenges: &[Challenge]) -> Result<Order, RankError> {
    let has_words = text.chars().any(char::is_alphabetic);
    let separates =
        |c: char| matches!(c, ',' | ';' | '>' | '\n') || (!has_words && c.is_whitespace());
    let text = if has_words {
        text.to_owned()
    } else {
        joined(text)
    };
    let groups = text
        .split(separates)
        .map(str::trim)
        .filter(|group| !group.is_empty());
    order_of_groups(groups, challenges)
}

/// Numbers with nothing around `=`, so that spaces can separate.
fn joined(text: &str) -> String {
    let parts: Vec<&str> = text.split('=').map(str::trim).collect();
    parts.join("=")
}

/// Reads an order from lines, worst first; a number or a mark that begins a line of words is none of it.
///
/// # Errors
/// As for [`order`].
pub fn order_of_lines(text: &str, challenges: &[Challenge]) -> Result<Order, RankError> {
    let lines = text
        .lines()
        .map(without_mark)
        .filter(|line| !line.is_empty());
    order_of_groups(lines, challenges)
}

/// A line without `- `, `* `, `3. ` or `3) ` before its words.
pub fn without_mark(line: &str) -> &str {
    let line = line.trim();
    let mark = line.strip_prefix(['-', '*']).or_else(|| {
        let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
        after
            .strip_prefix(['.', ')'])
            .filter(|_| after.len() < line.len())
    });
    let words = mark.filter(|rest| rest.starts_with(char::is_whitespace));
    words.map_or(line, str::trim)
}

fn order_of_groups<'a>(
    groups: impl Iterator<Item = &'a str>,
    challenges: &[Challenge],
) -> Result<Order, RankError> {
    let mut order = Order::new();
    let mut entry = 0;
    for group in groups {
        let mut places = Vec::new();
        for name in group
            .split('=')
            .map(str::trim)
            .filter(|name| !name.is_empty())
        {
            entry += 1;
            let place = place(name, entry, challenges)?;
            if places.contains(&place) || order.iter().flatten().any(|known| *known == place) {
                return Err(RankError::Twice { entry });
            }
            places.push(place);
        }
        if !places.is_empty() {
            order.push(places);
        }
    }
    if order.is_empty() {
        return Err(RankError::NoOrder);
    }
    Ok(order)
}

fn place(name: &str, entry: usize, challenges: &[Challenge]) -> Result<usize, RankError> {
    let count = challenges.len();
    let wanted = folded(name);
    let exact = challenges.iter().position(|one| folded(one.text) == wanted);
    if let Some(place) = exact {
        return Ok(place);
    }
    let number = name.trim_end_matches(['.', ')']);
    if let Ok(number) = number.parse::<usize>() {
        let is_there = (1..=count).contains(&number);
        return is_there
            .then(|| number - 1)
            .ok_or(RankError::NotInTheList { entry, count });
    }
    let starts = challenges.iter().enumerate();
    let mut starts = starts.filter(|(_, one)| folded(one.text).starts_with(&wanted));
    match (starts.next(), starts.next()) {
        (Some((place, _)), None) => Ok(place),
        (Some(_), Some(_)) => Err(RankError::Ambiguous { entry }),
        _ => Err(RankError::NotInTheList { entry, count }),
    }
}

/// What somebody wants of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListChange {
    /// Take it as it is.
    Take,
    /// Add a challenge.
    Add(String),
    /// Take one out, by its place from 0.
    Remove(usize),
    /// Give one other words.
    Reword(usize, String),
}

impl ListChange {
    /// Reads `+ words`, `- 3`, `3 words`, or nothing.
    ///
    /// # Errors
    /// [`RankError::NoChange`], and [`RankError::ListFirst`] for numbers that can only be an order.
    pub fn typed(text: &str) -> Result<Self, RankError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::Take);
        }
        if let Some(words) = text.strip_prefix('+') {
            return Ok(Self::Add(words.trim().to_owned()));
        }
        let place = |number: &str| {
            let number = number.trim().trim_end_matches(['.', ')']).parse::<usize>();
            number
                .ok()
                .and_then(|number| number.checked_sub(1))
                .ok_or(RankError::NoChange)
        };
        if let Some(number) = text.strip_prefix('-') {
            return place(number).map(Self::Remove);
        }
        if is_order(text) {
            return Err(RankError::ListFirst);
        }
        let (number, words) = text
            .split_once(char::is_whitespace)
            .ok_or(RankError::NoChange)?;
        Ok(Self::Reword(place(number)?, words.trim().to_owned()))
    }
}

/// True for several numbers and nothing else.
fn is_order(text: &str) -> bool {
    let mut parts = text.split([',', ';', '>', '=', ' ']).map(str::trim);
    let is_number = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    parts.all(is_number) && text.chars().any(|c| !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: [Challenge; 3] = [
        Challenge {
            id: "a222",
            text: "No time",
        },
        Challenge {
            id: "b222",
            text: "No trust",
        },
        Challenge {
            id: "c222",
            text: "Money",
        },
    ];

    #[test]
    fn numbers_may_be_separated_in_many_ways_and_joined_by_one() {
        for text in [
            "3,1=2",
            "3 1 = 2",
            " 3 > 1=2 ",
            "3; 2=1,",
            "money, no time = no tr",
        ] {
            let mut found = order(text, &LIST).expect(text);
            found.iter_mut().for_each(|group| group.sort_unstable());
            assert_eq!(found, [vec![2], vec![0, 1]], "{text}");
        }
    }

    #[test]
    fn in_lines_a_number_before_words_is_their_mark_and_alone_a_challenge() {
        let found = order_of_lines("1. Money\n\n2) no time = no trust\n", &LIST);
        assert_eq!(found, Ok(vec![vec![2], vec![0, 1]]));
        assert_eq!(
            order_of_lines("- 3\n* 1\n", &LIST),
            Ok(vec![vec![2], vec![0]])
        );
    }

    #[test]
    fn no_refusal_repeats_what_was_typed() {
        for text in ["zebra", "77", "1,zebra", "no", "1,1", "", "3=3", "0", "-1"] {
            let refused = order(text, &LIST).expect_err(text).to_string();
            assert!(
                !refused.contains("zebra") && !refused.contains("77"),
                "{refused}"
            );
        }
    }

    #[test]
    fn the_list_is_changed_by_a_sign_or_a_number() {
        assert_eq!(ListChange::typed(" "), Ok(ListChange::Take));
        assert_eq!(
            ListChange::typed("+ A, b"),
            Ok(ListChange::Add("A, b".into()))
        );
        assert_eq!(ListChange::typed("-3"), Ok(ListChange::Remove(2)));
        assert_eq!(
            ListChange::typed("2. New words"),
            Ok(ListChange::Reword(1, "New words".into()))
        );
        for text in ["-", "- x", "0 words", "words", "3"] {
            assert_eq!(ListChange::typed(text), Err(RankError::NoChange), "{text}");
        }
        for text in ["3 1 4", "3,1=4", "3, 1", "3 > 1"] {
            assert_eq!(ListChange::typed(text), Err(RankError::ListFirst), "{text}");
        }
    }
}
