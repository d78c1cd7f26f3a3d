//! Who placed what where: the order of all with mean ranks, and a letter for each person on each line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::RankingScreen;
use crate::canvas::in_words::before_a_mark;
use crate::canvas::ranking::Open;
use crate::canvas::ranking::in_words::{about, apart, mean, named_figures, place};
use crate::canvas::ranking::standing::{Placed, Rank};
use crate::canvas::shown::shown;
use crate::tui::desk::Desk;
use crate::tui::theme::Look;
use crate::tui::widgets::prose::{below, indented, put, put_line, put_right, top, wrap};
use crate::tui::widgets::window::Window;

/// One letter for each person; whoever comes after these is a `*`.
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// The most letters of one place that stand beside each other.
const BESIDE: u16 = 4;
/// Cells of the place, and of the mean rank.
const PLACE: u16 = 6;
const MEAN: u16 = 6;

/// Where the columns stand.
struct Columns {
    words: u16,
    plot: u16,
    /// Cells between the worst place and the least.
    span: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        let rest = width.saturating_sub(PLACE + MEAN + 2);
        // Where there is little room, words need more of it than the plot.
        let part = if width < 70 { 55 } else { 45 };
        let words = (rest * part / 100).min(50);
        let plot = rest - words;
        Self {
            words,
            plot: PLACE + words + MEAN + 2,
            span: plot.saturating_sub(BESIDE + 1).clamp(1, 60),
        }
    }
}

impl RankingScreen {
    /// Draws the result, with what the cursor is on in full.
    pub(super) fn draw_result(&mut self, desk: &Desk, body: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let at = self.place();
        let Some(open) = self.ranking.open() else {
            return;
        };
        let sentences = shown(&about(&self.ranking, &open).join(" ")).into_owned();
        let most = if body.height > 18 { 4 } else { 2 };
        let mut used = put(&sentences, top(body, most), buf, look.theme.text);
        used += draw_legend(&open, below(body, used), buf, look) + 1;
        let detail = open.standing.placed.get(at).map(|one| in_full(&open, one));
        let lines = wrap(&detail.unwrap_or_default(), body.width);
        let foot = (lines.len() as u16).min(3);
        let list = Rect {
            height: body.height.saturating_sub(used + foot + 1),
            ..below(body, used)
        };
        let columns = Columns::of(body.width);
        draw_heads(&columns, top(list, 1), buf, look);
        let rows = below(list, 1);
        let placed = open.standing.placed.iter();
        let shown_rows: Vec<Row> = placed.map(|one| Row::of(&open, one, &columns)).collect();
        let heights: Vec<usize> = shown_rows.iter().map(Row::height).collect();
        let room = usize::from(rows.height);
        let window = Window::around(&heights, at, self.offsets[0], room);
        self.offsets[0] = window.first;
        let mut rest = rows;
        for index in window.rows() {
            shown_rows[index].draw(index == at, &columns, rest, buf, look);
            rest = below(rest, heights[index] as u16);
        }
        let last = below(body, used + list.height);
        put_right(&window.more(), top(last, 1), buf, look.theme.soft);
        let last = below(last, 1);
        for (line, row) in lines.iter().zip(last.rows()) {
            put_line(line, row, buf, look.theme.text);
        }
    }
}

/// Who is which letter; returns the rows that took.
fn draw_legend(open: &Open, area: Rect, buf: &mut Buffer, look: &Look) -> u16 {
    let names = open.people.iter().enumerate();
    let names = names.map(|(at, person)| format!("{} {}", letter(at), shown(person.name)));
    let text = names.collect::<Vec<_>>().join("   ");
    let most = if area.height > 16 { 2 } else { 1 };
    put(&text, top(area, most), buf, look.theme.strong)
}

fn draw_heads(columns: &Columns, row: Rect, buf: &mut Buffer, look: &Look) {
    put_line("challenge", indented(row, PLACE), buf, look.theme.soft);
    let mean = Rect {
        width: MEAN,
        ..indented(row, PLACE + columns.words)
    };
    put_right("mean", mean, buf, look.theme.soft);
    let plot = indented(row, columns.plot);
    put_line("worst", plot, buf, look.theme.soft);
    let end = Rect {
        width: (columns.span + 1).min(plot.width),
        ..plot
    };
    if end.width > 12 {
        put_right("least", end, buf, look.theme.soft);
    }
}

/// One challenge with its place, its mean rank and the letter of everyone who placed it.
struct Row<'a> {
    one: &'a Placed,
    words: Vec<String>,
    marks: Vec<Vec<(u16, char)>>,
    /// Who left it out, line by line; nothing where nobody did.
    left_out: Vec<String>,
    is_placed: bool,
}

impl<'a> Row<'a> {
    fn of(open: &Open<'a>, one: &'a Placed, columns: &Columns) -> Self {
        let given = open.given(one);
        Self {
            one,
            words: wrap(
                &shown(open.challenges[one.item].text),
                columns.words.saturating_sub(1),
            ),
            marks: marks(&given, open.challenges.len(), columns.span),
            left_out: left_out(open, one, columns.span + BESIDE),
            is_placed: !given.is_empty(),
        }
    }

    /// The lines of the people who placed it.
    fn lines_of_marks(&self) -> usize {
        match self.is_placed {
            true => self.marks.len(),
            false => 0,
        }
    }

    fn height(&self) -> usize {
        let beside = self.lines_of_marks() + self.left_out.len();
        beside.max(self.words.len()).max(1)
    }

    fn draw(&self, is_here: bool, columns: &Columns, area: Rect, buf: &mut Buffer, look: &Look) {
        let (row, theme) = (top(area, 1), &look.theme);
        if is_here {
            put_line(look.glyphs.here, row, buf, theme.accent);
        }
        let at = format!("{:>2}", place(self.one));
        put_line(&at, indented(row, 2), buf, theme.soft);
        let style = if is_here { theme.strong } else { theme.text };
        for (line, row) in self.words.iter().zip(area.rows()) {
            put_line(line, indented(row, PLACE), buf, style);
        }
        let figures = Rect {
            width: MEAN,
            ..indented(row, PLACE + columns.words)
        };
        put_right(&mean(self.one), figures, buf, theme.text);
        if self.one.is_to_talk_about {
            let before = indented(row, columns.plot - 2);
            put_line(look.glyphs.care, before, buf, theme.alarm);
        }
        self.draw_people(columns, area, buf, look);
    }

    /// Draws where people placed it, and below that who did not.
    fn draw_people(&self, columns: &Columns, area: Rect, buf: &mut Buffer, look: &Look) {
        let soft = look.theme.soft;
        if self.is_placed {
            let line = look.glyphs.free.repeat(usize::from(columns.span + 1));
            put_line(&line, indented(top(area, 1), columns.plot), buf, soft);
        }
        for (marks, row) in self.marks.iter().zip(area.rows()) {
            for (x, letter) in marks {
                let cell = indented(row, columns.plot + x);
                put_line(&letter.to_string(), cell, buf, look.theme.accent);
            }
        }
        let last = below(area, self.lines_of_marks() as u16);
        for (line, row) in self.left_out.iter().zip(last.rows()) {
            put_line(line, indented(row, columns.plot), buf, soft);
        }
    }
}

/// Who left a challenge out: by their names where these fit in a line, and else by their letters.
fn left_out(open: &Open, one: &Placed, width: u16) -> Vec<String> {
    let people: Vec<usize> = open.left_out_by(one.item).collect();
    if people.is_empty() {
        return Vec::new();
    }
    if people.len() == open.people.len() {
        return wrap("placed by nobody", width);
    }
    let by = |names: Vec<String>| format!("not placed by {}", names.join(", "));
    let names = people
        .iter()
        .map(|at| shown(open.people[*at].name).into_owned());
    let lines = wrap(&by(names.collect()), width);
    if lines.len() == 1 {
        return lines;
    }
    let letters = people.iter().map(|at| letter(*at).to_string());
    wrap(&by(letters.collect()), width)
}

/// Where each person's letter stands; those that would stand on each other stand beside or below.
fn marks(given: &[(usize, Rank)], items: usize, span: u16) -> Vec<Vec<(u16, char)>> {
    let places = u16::try_from(items.saturating_sub(1)).unwrap_or(u16::MAX);
    let room = (span / places.saturating_mul(2).max(1)).clamp(1, BESIDE);
    let mut lines: Vec<Vec<(u16, char)>> = vec![Vec::new()];
    for (person, rank) in given {
        let start = column(*rank, items, span);
        let free_in = |line: &Vec<(u16, char)>| {
            let is_free = |x: &u16| line.iter().all(|(taken, _)| taken != x);
            (start..start + room).find(is_free)
        };
        let free = lines
            .iter()
            .enumerate()
            .find_map(|(row, line)| Some((row, free_in(line)?)));
        let (row, x) = free.unwrap_or_else(|| {
            lines.push(Vec::new());
            (lines.len() - 1, start)
        });
        lines[row].push((x, letter(*person)));
    }
    lines
}

/// The column of a place: the worst at the left.
fn column(rank: Rank, items: usize, span: u16) -> u16 {
    let last = items.saturating_sub(1).max(1) as f64;
    let part = (rank.value() - 1.0).max(0.0) / last;
    (part * f64::from(span)).round() as u16
}

fn letter(at: usize) -> char {
    LETTERS.get(at).map_or('*', |letter| char::from(*letter))
}

/// A challenge with all ranks, and why it is one to talk about.
fn in_full(open: &Open, one: &Placed) -> String {
    let text = shown(open.challenges[one.item].text);
    let text = before_a_mark(&text);
    if one.is_to_talk_about {
        let apart = apart(open, one);
        return format!(
            "Talk about this one: {text}. Among the worst for one of you and among the least for another: {}.",
            shown(&apart)
        );
    }
    let ranks = named_figures(open, one);
    format!("{text}: {}.", shown(&ranks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::ranking::standing::standing;

    #[test]
    fn nobody_is_hidden_behind_another_however_many_agree() {
        for (items, people, span) in [(1, 3, 20), (2, 9, 20), (12, 9, 24), (24, 30, 60)] {
            let order: Vec<Vec<usize>> = (0..items).map(|item| vec![item]).collect();
            let standing = standing(items, &vec![order; people]);
            let last = standing.placed.last().expect("placed");
            let given: Vec<(usize, Rank)> = last.ranks.iter().copied().enumerate().collect();
            let marks = marks(&given, items, span);
            let mut cells: Vec<(usize, u16)> = Vec::new();
            for (row, line) in marks.iter().enumerate() {
                cells.extend(line.iter().map(|(x, _)| (row, *x)));
            }
            let all = cells.len();
            cells.sort_unstable();
            cells.dedup();
            assert_eq!((all, cells.len()), (people, people), "{items} challenges");
            assert!(cells.iter().all(|(_, x)| *x < span + BESIDE));
        }
    }
}
