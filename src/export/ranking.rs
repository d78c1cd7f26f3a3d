//! A ranking to hand round and to look at: as a page, and as text with a picture of who placed what where.
//!
//! Of a ranking that may not be seen yet there is only who is ready.

mod picture;

use super::page::Block;
use super::text::text as page_text;
use crate::canvas::capacity::days_figure;
use crate::canvas::ranking::round::Readiness;
use crate::canvas::ranking::standing::{Placed, Rank};
use crate::canvas::ranking::{Open, Ranking};
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;
use picture::picture;

/// How text shows who placed what where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// Letters along a line, in plain ASCII.
    Picture,
    /// Sentences, for reading aloud.
    Words,
}

/// Writes a ranking as a page: the order of all, what each person gave, how far they agree.
pub fn page(ranking: &Ranking) -> Vec<Block> {
    let mut blocks = vec![Block::Title(ranking.title().to_owned())];
    let Some(open) = ranking.open() else {
        blocks.extend(closed(ranking));
        return blocks;
    };
    blocks.extend(about(ranking, &open).into_iter().map(Block::Paragraph));
    blocks.push(Block::Heading("Worst first".into()));
    blocks.push(table(&open));
    blocks.extend(to_talk_about(&open));
    blocks
}

/// Writes a ranking for a terminal; every control character in it is replaced.
pub fn text(ranking: &Ranking, looks: Looks) -> String {
    let mut blocks = vec![Block::Title(ranking.title().to_owned())];
    let Some(open) = ranking.open() else {
        blocks.extend(closed(ranking));
        return page_text(&blocks);
    };
    blocks.extend(about(ranking, &open).into_iter().map(Block::Paragraph));
    blocks.extend(to_talk_about(&open));
    let before = page_text(&blocks);
    match looks {
        Looks::Picture => format!(
            "{before}\nWORST FIRST\n{}\nWHO PLACED WHAT WHERE\n{}",
            in_order(&open),
            picture(&open)
        ),
        Looks::Words => format!("{before}\nWORST FIRST\n{}", in_words(&open)),
    }
}

/// Who is ready and who is not, with the challenges; nothing of what anybody said.
fn closed(ranking: &Ranking) -> Vec<Block> {
    let Readiness { ready, waiting } = Readiness::of(ranking);
    let line = |what: &str, names: &[String]| {
        let names = if names.is_empty() {
            "nobody".into()
        } else {
            names.join(", ")
        };
        format!("{what}: {names}.")
    };
    let challenges = ranking.challenges();
    vec![
        Block::Paragraph(line("Ready", &ready)),
        Block::Paragraph(line("Not yet", &waiting)),
        Block::Heading("Challenges".into()),
        Block::Points(challenges.iter().map(|one| one.text.to_owned()).collect()),
    ]
}

/// Sentences about the whole: who ranked, how far they agree, what a reader should know.
fn about(ranking: &Ranking, open: &Open) -> Vec<String> {
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
    let twice = ranking.twice_ranked();
    if !twice.is_empty() {
        sentences.push(format!(
            "On two machines at once somebody ranked for {}; one order counts, and the other waits in the file until it is given anew.",
            listed(&twice)
        ));
    }
    sentences
}

fn table(open: &Open) -> Block {
    let names = open.people.iter().map(|person| person.name.to_owned());
    let first = ["place", "challenge", "mean rank"].map(str::to_owned);
    let rows = open.standing.placed.iter().map(|one| {
        let ranks = one.ranks.iter().map(|rank| figure(*rank));
        let first = [
            place(one),
            open.challenges[one.item].text.to_owned(),
            mean(one),
        ];
        first.into_iter().chain(ranks).collect()
    });
    Block::Table {
        heads: first.into_iter().chain(names).collect(),
        rows: rows.collect(),
    }
}

/// What is among one person's worst and among another's least; nothing where there is no such thing.
fn to_talk_about(open: &Open) -> Vec<Block> {
    let standing = &open.standing;
    let apart = standing.placed.iter().filter(|one| one.is_to_talk_about);
    let points: Vec<String> = apart
        .map(|one| {
            let far = one.ranks.iter().zip(&open.people);
            let far = far.filter(|(rank, _)| {
                standing.is_in_worst_quarter(**rank) || standing.is_in_least_quarter(**rank)
            });
            let far = far.map(|(rank, person)| format!("{} {}", person.name, figure(*rank)));
            let far = far.collect::<Vec<_>>().join(", ");
            format!("{}: {far}", open.challenges[one.item].text)
        })
        .collect();
    let heading = match points.len() {
        0 => return Vec::new(),
        1 => "Talk about this one",
        _ => "Talk about these",
    };
    vec![Block::Heading(heading.into()), Block::Points(points)]
}

fn in_order(open: &Open) -> String {
    let lines = open.standing.placed.iter().map(|one| {
        let text = shown(open.challenges[one.item].text);
        format!("  {:<5}{text}  (mean rank {})\n", place(one), mean(one))
    });
    lines.collect()
}

fn in_words(open: &Open) -> String {
    let lines = open.standing.placed.iter().map(|one| {
        let ranks = one.ranks.iter().zip(&open.people);
        let ranks = ranks.map(|(rank, person)| format!("{} {}", person.name, figure(*rank)));
        let ranks = ranks.collect::<Vec<_>>().join(", ");
        let text = open.challenges[one.item].text;
        let line = format!("{}. {text}: mean rank {}; {ranks}", place(one), mean(one));
        format!("  {}\n", shown(&line))
    });
    lines.collect()
}

/// `3`, or `3=` where several share the place.
fn place(one: &Placed) -> String {
    let equal = if one.is_equal { "=" } else { "" };
    format!("{}{equal}", one.place)
}

fn figure(rank: Rank) -> String {
    days_figure(rank.value())
}

fn mean(one: &Placed) -> String {
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
