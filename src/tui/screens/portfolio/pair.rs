//! *This or that?*: two at a time, and the order that comes of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use super::{ordering, trying};
use crate::canvas::capacity::days_figure;
use crate::portfolio::filter::{kind_name, state_name};
use crate::portfolio::next;
use crate::portfolio::pairs::{First, Pair, Pairs};
use crate::portfolio::plan::{Plan, Ranked};
use crate::tui::desk::Desk;
use crate::tui::keymap::Command;
use crate::tui::message::Effect;
use crate::tui::widgets::chrome::panel;
use crate::tui::widgets::prose::{below, put, put_line};

/// Begins, or goes on where it was left; false where there is nothing to ask.
pub fn begin(desk: &mut Desk) -> bool {
    if desk.settings.is_newer() {
        desk.say("A newer version wrote the settings: the order can be seen here, not changed.");
        return false;
    }
    let plan = trying::plan(desk);
    let ids: Vec<&str> = plan.ranked.iter().map(|row| row.id.as_str()).collect();
    if ids.len() < 2 {
        desk.say("There is nothing to compare: it takes two.");
        return false;
    }
    let new = || Pairs::new(ids.iter().map(|id| (*id).to_owned()).collect());
    let pairs = match desk.pairs.clone() {
        Some(pairs) => pairs.go_on(&ids),
        None => new(),
    };
    let is_done = pairs.next().is_none();
    desk.pairs = Some(if is_done { new() } else { pairs });
    true
}

/// Carries a command out; false once it is over or left.
pub fn command(command: Command, desk: &mut Desk) -> bool {
    let Some(pairs) = &mut desk.pairs else {
        return false;
    };
    match command {
        Command::Left => pairs.answer(First::New),
        Command::Right => pairs.answer(First::Standing),
        Command::Undo => {
            if !pairs.take_back() {
                desk.say("There is no answer to take back.");
            }
        }
        Command::Back => {
            keep_order(desk);
            desk.say("The order so far is kept. Press o to go on.");
            return false;
        }
        _ => return true,
    }
    let is_done = desk
        .pairs
        .as_ref()
        .is_none_or(|pairs| pairs.next().is_none());
    if is_done {
        keep_order(desk);
        desk.pairs = None;
        desk.say("That was the last question. The order is kept.");
    }
    desk.wish(Effect::KeepPairs(desk.pairs.clone()));
    !is_done
}

/// Keeps the order that the answers give so far.
pub fn keep_order(desk: &mut Desk) {
    let Some(pairs) = desk.pairs.clone().filter(|pairs| pairs.answered() > 0) else {
        return;
    };
    let plan = trying::plan(desk);
    let before: Vec<&str> = plan.ranked.iter().map(|row| row.id.as_str()).collect();
    // Canvases may have come or gone since the question was drawn.
    let pairs = pairs.go_on(&before);
    ordering::keep(&before, &pairs.order(), None, desk);
}

/// Draws the two, and how far it is.
pub fn draw(desk: &Desk, plan: &Plan, area: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    let Some(pairs) = &desk.pairs else { return };
    let find = |id: &str| plan.ranked.iter().find(|row| row.id.as_str() == id);
    let Some((Pair { new, standing }, (one, other))) = pairs
        .next()
        .and_then(|pair| Some((pair, (find(pair.new)?, find(pair.standing)?))))
    else {
        let text = "One of the two is no longer there. Press esc, then o to go on.";
        put(text, area, buf, look.theme.text);
        return;
    };
    debug_assert_ne!(new, standing);
    put_line(
        "This or that: which comes first?",
        area,
        buf,
        look.theme.strong,
    );
    let far = format!(
        "{} answered, {} more at most. Stop when you like: the order so far is kept.",
        pairs.answered(),
        pairs.left_at_most()
    );
    let used = put(&far, below(area, 1), buf, look.theme.soft);
    let rest = below(area, 2 + used);
    let width = (rest.width.saturating_sub(2)) / 2;
    for (row, key, x) in [(one, "1", 0), (other, "2", width + 2)] {
        let card = Rect {
            x: rest.x + x,
            width,
            height: rest.height.min(16),
            ..rest
        };
        let side = if x == 0 { "the left" } else { "the right" };
        let title = format!("{key}  {side}");
        let title = Span::styled(title, look.theme.accent);
        let inner = panel(title, Span::default(), card, look.theme.soft, buf, look);
        draw_card(desk, plan, row, inner, buf);
    }
}

fn draw_card(desk: &Desk, plan: &Plan, row: &Ranked, area: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    let summary = &*row.summary;
    let used = put(&summary.title, area, buf, look.theme.strong);
    let mut rest = below(area, used + u16::from(area.height > 8));
    if let Some(kind) = summary.kind {
        let glyph = look.glyphs.kind(kind);
        let used = put(
            &format!("{glyph} {}", kind_name(kind)),
            rest,
            buf,
            look.theme.text,
        );
        put_line(glyph, rest, buf, look.theme.kind(kind));
        rest = below(rest, used);
    }
    let score = |score: Option<u8>| match score {
        Some(score) => format!("{} {score} of 5", look.glyphs.score(score)),
        None => "not scored".into(),
    };
    let days = match row.load {
        Some(_) if row.is_so_far() => format!("{} a month so far", days_figure(row.takes)),
        Some(_) => format!("{} a month", days_figure(row.takes)),
        None => "not known yet".into(),
    };
    let partners = summary.details().partners.into_iter();
    let partners: Vec<&str> = partners.map(|partner| partner.organisation).collect();
    let next = next::next(summary, row.section(), plan.today);
    let lines = [
        ("days", days),
        ("value", score(summary.worth)),
        ("trust", score(summary.lowest_trust())),
        ("state", state_name(row)),
        (
            "next",
            next.map_or(String::new(), |next| next::in_words(next, plan.today)),
        ),
        ("with", partners.join(", ")),
    ];
    for (name, text) in lines.into_iter().filter(|(_, text)| !text.is_empty()) {
        put_line(name, rest, buf, look.theme.soft);
        let beside = crate::tui::widgets::prose::indented(rest, 7);
        rest = below(rest, put(&text, beside, buf, look.theme.text));
    }
}
