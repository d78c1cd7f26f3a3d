//! The last look at every frame: nothing that a file holds may steer the terminal.

use ratatui::buffer::Buffer;

/// Replaces what would steer a terminal or turn its text around: control characters and bidirectional
/// overrides, wherever they came from.
pub fn guard(buf: &mut Buffer) {
    for cell in &mut buf.content {
        let symbol = cell.symbol();
        if symbol.chars().any(steers) {
            let kept: String = symbol.chars().filter(|c| !steers(*c)).collect();
            cell.set_symbol(if kept.is_empty() { " " } else { &kept });
        }
    }
}

fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn no_control_character_stays_in_a_frame() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 4, 1));
        buf[(0, 0)].set_symbol("\x1b");
        buf[(1, 0)].set_symbol("a\u{202e}");
        buf[(2, 0)].set_symbol("e\u{301}");
        guard(&mut buf);
        let symbols: Vec<&str> = buf.content.iter().map(|cell| cell.symbol()).collect();
        assert_eq!(symbols, [" ", "a", "e\u{301}", " "]);
    }
}
