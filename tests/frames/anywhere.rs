//! Any size, any text: no panic, no control character, no character of doubtful width.

use ratatui::buffer::Buffer;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use whytogether::tui::theme::GlyphSet;

use crate::planner::{Planner, text_of};
use crate::{SCREENS, at, give_history};

/// Widths and heights that meet every boundary of a layout.
fn sizes() -> Vec<(u16, u16)> {
    let wide = (1..=200).flat_map(|width| [1, 2, 5, 17, 18, 24].map(|height| (width, height)));
    let high = (1..=60)
        .flat_map(|height| [1, 20, 59, 60, 75, 76, 80, 120, 200].map(|width| (width, height)));
    wide.chain(high).collect()
}

fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[track_caller]
fn is_harmless(buffer: &Buffer) {
    for cell in &buffer.content {
        let steering = cell.symbol().chars().find(|c| steers(*c));
        assert_eq!(steering, None, "{}", text_of(buffer));
    }
}

fn draw_at_every_size(planner: &mut Planner) {
    for (width, height) in sizes() {
        is_harmless(&planner.buffer(width, height));
    }
}

#[test]
fn every_screen_draws_at_every_size() {
    std::thread::scope(|scope| {
        for half in SCREENS.chunks(SCREENS.len().div_ceil(2)) {
            scope.spawn(move || {
                for (_, keys) in half {
                    draw_at_every_size(&mut at(keys));
                }
            });
        }
    });
    let mut planner = Planner::at_first_start();
    draw_at_every_size(&mut planner);
    planner.press("enter");
    draw_at_every_size(&mut planner);
}

const HOSTILE: &str = "a\u{1b}[2J\u{7}\u{202e}evil\u{2066} 日本語日本語 e\u{301}\u{301}\u{301} 👩\u{200d}👩\u{200d}👧 \u{9b}3m\r\n\tz\u{200b}\u{feff}";

/// Every text of a file, made hostile.
fn make_hostile(value: &mut Value) {
    match value {
        Value::String(text) if text.contains(' ') => *text = format!("{HOSTILE} {text}"),
        Value::Array(list) => list.iter_mut().for_each(make_hostile),
        Value::Object(map) => map.values_mut().for_each(make_hostile),
        _ => {}
    }
}

#[test]
fn hostile_texts_reach_no_terminal_at_any_size() {
    let samples = Planner::in_samples();
    let files: Vec<(String, Vec<u8>)> = samples
        .ids()
        .iter()
        .map(|id| {
            let bytes = std::fs::read(samples.path(id)).expect("a file");
            let mut canvas: Value = serde_json::from_slice(&bytes).expect("JSON");
            make_hostile(&mut canvas);
            canvas["cover"]["title"] = json!(HOSTILE);
            (format!("{id}.json"), canvas.to_string().into_bytes())
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let sizes = [
        (60, 18),
        (61, 19),
        (77, 24),
        (80, 24),
        (101, 30),
        (120, 36),
        (200, 60),
    ];
    for (_, keys) in SCREENS {
        let mut planner = Planner::with(&files);
        give_history(&planner);
        if !keys.is_empty() {
            planner.press(keys);
        }
        for (width, height) in sizes {
            is_harmless(&planner.buffer(width, height));
        }
    }
}

#[test]
fn with_narrow_glyphs_no_character_is_of_doubtful_width() {
    for (_, keys) in SCREENS {
        let mut planner = Planner::in_samples_drawn_with(GlyphSet::Narrow);
        if !keys.is_empty() {
            planner.press(keys);
        }
        for (width, height) in [(60, 18), (80, 24), (120, 36), (200, 60), (30, 10)] {
            let buffer = planner.buffer(width, height);
            for cell in &buffer.content {
                let symbol = cell.symbol();
                assert_eq!(
                    symbol.width(),
                    symbol.width_cjk(),
                    "{symbol} in\n{}",
                    text_of(&buffer)
                );
            }
        }
    }
}
