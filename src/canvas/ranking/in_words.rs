//! A ranking in words: who ranked and how far they agree, places and ranks as figures.

use super::round::Readiness;
use super::standing::{Placed, Rank};
use super::{Open, Ranking};
use crate::canvas::capacity::days_figure;
use crate::canvas::wording::Wording;

/// Sentences about the whole: who ranked, how far they agree, what a reader should know.
pub fn about(ranking: &Ranking, open: &Open) -> Vec<String> {
    let names: Vec<&str> = open.people.iter().map(|person| person.name).collect();
    let agreement = Wording::shipped()
        .ranking()
        .agreement(open.standing.agreement);
    let mut sentences = vec![format!("Ranked by {}. {agreement}", listed(&names))];
    let waiting = Readiness::of(ranking).waiting;
    if !waiting.is_empty() {
        let by = ranking.revealed_by();
        let by = by.map_or_else(String::new, |by| format!("shown because {by} said so; "));
        let first = format!("{by}{} not ranked yet", have(&waiting));
        sentences.push(format!("{}.", capital(&first)));
    }
    let late = open.people.iter().filter(|person| person.is_after_reveal);
    let late: Vec<String> = late.map(|person| person.name.to_owned()).collect();
    if !late.is_empty() {
        sentences.push(format!(
            "{} ranked after the others' order could be seen.",
            list_of(&late)
        ));
    }
    if has_broken_tie(open) {
        sentences.push(
            "Of those with the same mean rank, the one that more people put before the others goes first, then the one that fewer put last."
                .to_owned(),
        );
    }
    let twice = ranking.twice_ranked();
    if !twice.is_empty() {
        sentences.push(format!(
            "On two machines at once somebody ranked for {}; one order counts, and the other waits in the file until it is given anew.",
            listed(&twice)
        ));
    }
    sentences
}

/// True where two have the same mean rank and yet different places.
fn has_broken_tie(open: &Open) -> bool {
    let placed = open.standing.placed.windows(2);
    placed
        .into_iter()
        .any(|two| two[0].sum == two[1].sum && two[0].place != two[1].place)
}

/// `3`, or `3=` where several share the place.
pub fn place(one: &Placed) -> String {
    let equal = if one.is_equal { "=" } else { "" };
    format!("{}{equal}", one.place)
}

/// A rank as a figure, such as `2.5`.
pub fn figure(rank: Rank) -> String {
    days_figure(rank.value())
}

/// The ranks that each person gave a challenge, such as `2.5` or `7.5 (not placed)`.
pub fn figures(open: &Open, one: &Placed) -> Vec<String> {
    let ranks = one.ranks.iter().enumerate();
    ranks
        .map(|(person, rank)| match open.is_left_out(person, one.item) {
            true => format!("{} (not placed)", figure(*rank)),
            false => figure(*rank),
        })
        .collect()
}

/// The same with whose they are: `One 1, Two 7.5 (not placed)`.
pub fn named_figures(open: &Open, one: &Placed) -> String {
    let figures = figures(open, one).into_iter().zip(&open.people);
    let named = figures.map(|(figure, person)| format!("{} {figure}", person.name));
    named.collect::<Vec<_>>().join(", ")
}

/// The mean rank as a figure.
pub fn mean(one: &Placed) -> String {
    days_figure(one.mean)
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => "nobody".into(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

fn list_of(names: &[String]) -> String {
    listed(&names.iter().map(String::as_str).collect::<Vec<_>>())
}

fn have(names: &[String]) -> String {
    let has = if names.len() == 1 { "has" } else { "have" };
    format!("{} {has}", list_of(names))
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Who has a challenge among their worst and who among their least, each with the rank they gave.
pub fn apart(open: &Open, one: &Placed) -> String {
    let standing = &open.standing;
    let figures = figures(open, one).into_iter().zip(&open.people);
    let far = figures
        .enumerate()
        .filter(|(at, _)| standing.is_among_worst(*at, one) || standing.is_among_least(*at, one));
    let far = far.map(|(_, (figure, person))| format!("{} {figure}", person.name));
    far.collect::<Vec<_>>().join(", ")
}
