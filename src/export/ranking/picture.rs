//! Who placed what where: a line for each challenge, worst on the left, with a letter for each person.
//!
//! Plain ASCII and no colour. Letters that would stand on each other stand beside or below each other;
//! whoever left a challenge out is named below it.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::canvas::ranking::Open;
use crate::canvas::ranking::in_words::place;
use crate::canvas::ranking::standing::Rank;
use crate::canvas::shown::shown;

/// Cells between the worst place and the least.
const SPAN: usize = 44;
/// The cells of a challenge's words.
const WORDS: usize = 26;
/// The cells of its place.
const PLACE: usize = 5;
/// The most letters of one place that stand beside each other.
const BESIDE: usize = 4;
/// One letter for each person; whoever comes after these is a `*`.
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Draws every challenge in order; words that are too long for their line are cut.
pub fn picture(open: &Open) -> String {
    let people = open.people.iter().enumerate();
    let key = people.map(|(index, person)| format!("{} {}", letter(index), shown(person.name)));
    let key = key.collect::<Vec<_>>().join(", ");
    let before = 2 + PLACE + WORDS + 2;
    let margin = " ".repeat(before);
    let gap = " ".repeat(SPAN - "worst".len() - "least".len() + 1);
    let mut text = format!("  {key}\n{margin}worst{gap}least\n");
    for one in &open.standing.placed {
        let words = cut(&shown(open.challenges[one.item].text));
        let padding = " ".repeat(WORDS - words.width());
        let first = format!("  {:<PLACE$}{words}{padding}  ", place(one));
        for (index, line) in lines(&open.given(one), open.challenges.len())
            .iter()
            .enumerate()
        {
            let before = if index == 0 { &first } else { &margin };
            text.push_str(&format!("{before}{}\n", line.trim_end()));
        }
        let left_out = open.left_out_by(one.item);
        let left_out: Vec<String> = left_out.map(|person| letter(person).to_string()).collect();
        if !left_out.is_empty() {
            text.push_str(&format!("{margin}not placed by {}\n", left_out.join(", ")));
        }
    }
    text
}

/// Words in as many cells as they have.
fn cut(words: &str) -> String {
    let words = words.trim();
    if words.width() <= WORDS {
        return words.to_owned();
    }
    let mut kept = String::new();
    for letter in words.graphemes(true) {
        if kept.width() + letter.width() + 2 > WORDS {
            break;
        }
        kept.push_str(letter);
    }
    format!("{}..", kept.trim_end())
}

fn letter(index: usize) -> char {
    LETTERS.get(index).map_or('*', |letter| char::from(*letter))
}

/// The lines of one challenge: dots for the places, letters for the people who gave it a rank.
fn lines(given: &[(usize, Rank)], items: usize) -> Vec<String> {
    let room = (SPAN / (2 * items.saturating_sub(1)).max(1)).clamp(1, BESIDE);
    let width = SPAN + room;
    let mut lines = vec![ruler(items, width)];
    for (person, rank) in given {
        let start = column(*rank, items);
        let mut line = 0;
        loop {
            if line == lines.len() {
                lines.push(vec![' '; width]);
            }
            let free = (start..start + room).find(|column| is_free(lines[line][*column]));
            if let Some(column) = free {
                lines[line][column] = letter(*person);
                break;
            }
            line += 1;
        }
    }
    lines
        .into_iter()
        .map(|line| line.into_iter().collect())
        .collect()
}

fn is_free(c: char) -> bool {
    c == ' ' || c == '.'
}

/// A dot at every whole place.
fn ruler(items: usize, width: usize) -> Vec<char> {
    let mut line = vec![' '; width];
    for place in 0..items {
        line[at(2 * place, items)] = '.';
    }
    line
}

fn column(rank: Rank, items: usize) -> usize {
    let halves = (rank.value() * 2.0) as usize;
    at(halves.saturating_sub(2), items)
}

/// The column of a place that lies so many halves behind the worst.
fn at(halves: usize, items: usize) -> usize {
    let last = 2 * items.saturating_sub(1).max(1);
    (halves * SPAN + last / 2) / last
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::ranking::standing::standing;

    fn drawn(items: usize, orders: &[Vec<Vec<usize>>], item: usize) -> Vec<String> {
        let standing = standing(items, orders);
        let one = standing.placed.iter().find(|one| one.item == item);
        let ranks = one.expect("placed").ranks.iter().copied();
        lines(&ranks.enumerate().collect::<Vec<_>>(), items)
    }

    #[test]
    fn letters_stand_where_people_placed_it_and_half_places_between_the_dots() {
        let orders = [
            vec![vec![0], vec![1]],
            vec![vec![1], vec![0]],
            vec![vec![0, 1]],
        ];
        let lines = drawn(2, &orders, 0);
        let column = |letter| lines[0].find(letter);
        assert_eq!(
            (column('A'), column('B'), column('C')),
            (Some(0), Some(44), Some(22))
        );
    }

    #[test]
    fn nobody_is_hidden_behind_another_however_many_agree() {
        for (items, people) in [(1, 3), (2, 9), (12, 9), (24, 30), (100, 60)] {
            let order: Vec<Vec<usize>> = (0..items).map(|item| vec![item]).collect();
            let orders = vec![order; people];
            let text = drawn(items, &orders, items - 1).join("\n");
            let letters = text.chars().filter(|c| !is_free(*c) && *c != '\n').count();
            assert_eq!(letters, people, "{items} challenges:\n{text}");
            let widest = text.lines().map(str::len).max().unwrap_or_default();
            assert!(widest <= SPAN + BESIDE, "{text}");
        }
    }
}
