//! A ranking to hand round and to look at: as a page, and as text with a picture of who placed what where.
//!
//! Of a ranking that may not be seen yet there is only who is ready.

mod picture;

use super::page::Block;
use super::text::text as page_text;
use crate::canvas::in_words::before_a_mark;
use crate::canvas::ranking::in_words::{about, apart, figures, mean, named_figures, place};
use crate::canvas::ranking::round::Readiness;
use crate::canvas::ranking::{Open, Ranking};
use crate::canvas::shown::shown;
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
        Block::Numbered(challenges.iter().map(|one| one.text.to_owned()).collect()),
    ]
}

fn table(open: &Open) -> Block {
    let names = open.people.iter().map(|person| person.name.to_owned());
    let first = ["place", "challenge", "mean rank"].map(str::to_owned);
    let rows = open.standing.placed.iter().map(|one| {
        let ranks = figures(open, one);
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
    let placed = open.standing.placed.iter();
    let to_talk_about = placed.filter(|one| one.is_to_talk_about);
    let points: Vec<String> = to_talk_about
        .map(|one| {
            let text = before_a_mark(open.challenges[one.item].text);
            format!("{text}: {}", apart(open, one))
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
        let ranks = named_figures(open, one);
        let text = before_a_mark(open.challenges[one.item].text);
        let line = format!("{}. {text}: mean rank {}; {ranks}", place(one), mean(one));
        format!("  {}\n", shown(&line))
    });
    lines.collect()
}
