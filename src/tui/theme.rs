//! Styles by role and the glyphs of our own chrome; no widget names a colour or a glyph.
//!
//! The default theme uses the terminal's own foreground and background and the 16 ANSI colours, so
//! that it is right on light and on dark. The others are asked for, and use colours of the fixed part
//! of the 256-colour palette, so that a test can measure their contrast.

mod glyphs;

use ratatui::style::{Color, Modifier, Style};

use super::ThemeName;
use crate::canvas::codes::{Coded, Kind};
pub use glyphs::{GlyphSet, Glyphs};

/// Everything that decides how things look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Styles by role.
    pub theme: Theme,
    /// Glyphs by role.
    pub glyphs: &'static Glyphs,
}

impl Look {
    /// The same for a shared screen: nothing dim, nothing thin, nothing in a colour of little contrast.
    pub fn presented(self) -> Self {
        Self {
            theme: self.theme.presented(),
            glyphs: self.glyphs.heavy(),
        }
    }
}

/// Styles by role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The whole screen, and plain text.
    pub text: Style,
    /// What helps and may be overlooked.
    pub soft: Style,
    /// Headings and what matters.
    pub strong: Style,
    /// Where the planner is: the one accent.
    pub accent: Style,
    /// The chosen row of a list.
    pub selected: Style,
    /// What speaks against, and errors.
    pub alarm: Style,
    /// What asks for care.
    pub care: Style,
    /// What is done, and what speaks for.
    pub good: Style,
    /// One colour for each kind of value, in the order of [`Kind::ALL`].
    kinds: [Style; 5],
}

impl Theme {
    /// The theme of a name.
    pub fn named(name: ThemeName) -> Self {
        match name {
            ThemeName::Auto => Self::ansi(),
            ThemeName::Mono => Self::mono(),
            ThemeName::Light => Self::fixed(&LIGHT),
            ThemeName::Dark => Self::fixed(&DARK),
            ThemeName::Contrast => Self::fixed(&CONTRAST),
        }
    }

    fn ansi() -> Self {
        let plain = Style::new();
        Self {
            text: plain,
            soft: plain.add_modifier(Modifier::DIM),
            strong: plain.add_modifier(Modifier::BOLD),
            accent: plain.fg(Color::Magenta).add_modifier(Modifier::BOLD),
            selected: plain.add_modifier(Modifier::REVERSED),
            alarm: plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            care: plain.add_modifier(Modifier::BOLD),
            good: plain.add_modifier(Modifier::BOLD),
            kinds: [
                Color::LightBlue,
                Color::Cyan,
                Color::Yellow,
                Color::Green,
                Color::Reset,
            ]
            .map(|color| plain.fg(color)),
        }
    }

    fn mono() -> Self {
        let plain = Style::new().fg(Color::Reset).bg(Color::Reset);
        let bold = plain.add_modifier(Modifier::BOLD);
        Self {
            text: plain,
            soft: plain,
            strong: bold,
            accent: bold,
            selected: plain.add_modifier(Modifier::REVERSED),
            alarm: bold.add_modifier(Modifier::UNDERLINED),
            care: bold,
            good: plain,
            kinds: [plain; 5],
        }
    }

    fn fixed(palette: &Palette) -> Self {
        let on = |color: u8| {
            Style::new()
                .fg(Color::Indexed(color))
                .bg(Color::Indexed(palette.back))
        };
        Self {
            text: on(palette.text),
            soft: on(palette.soft),
            strong: on(palette.text).add_modifier(Modifier::BOLD),
            accent: on(palette.accent).add_modifier(Modifier::BOLD),
            selected: Style::new()
                .fg(Color::Indexed(palette.back))
                .bg(Color::Indexed(palette.text)),
            alarm: on(palette.alarm).add_modifier(Modifier::BOLD),
            care: on(palette.care),
            good: on(palette.good),
            kinds: palette.kinds.map(on),
        }
    }

    /// The same in the colours of plain text, all of it bold: that is what is left of thin letters once
    /// a video call has compressed them. On the terminal's own colours that is its own text on its own
    /// background, the strongest contrast there is.
    fn presented(self) -> Self {
        let bold = self.text.add_modifier(Modifier::BOLD);
        Self {
            text: bold,
            soft: bold,
            strong: bold,
            accent: bold,
            selected: self.selected.add_modifier(Modifier::BOLD),
            alarm: bold.add_modifier(Modifier::REVERSED),
            care: bold,
            good: bold,
            kinds: [bold; 5],
        }
    }

    /// The colour of a kind of value.
    pub fn kind(&self, kind: Kind) -> Style {
        let index = Kind::ALL.iter().position(|one| *one == kind);
        self.kinds[index.expect("every kind stands in ALL")]
    }

    /// Every pair of colours that this theme draws text in.
    #[cfg(test)]
    fn pairs(&self) -> Vec<Style> {
        let mut pairs = vec![
            self.text,
            self.soft,
            self.strong,
            self.accent,
            self.selected,
            self.alarm,
            self.care,
            self.good,
        ];
        pairs.extend(self.kinds);
        pairs
    }
}

/// Numbers of the 256-colour palette, from 16 up.
struct Palette {
    back: u8,
    text: u8,
    soft: u8,
    accent: u8,
    alarm: u8,
    care: u8,
    good: u8,
    kinds: [u8; 5],
}

const LIGHT: Palette = Palette {
    back: 231,
    text: 234,
    soft: 240,
    accent: 90,
    alarm: 124,
    care: 94,
    good: 24,
    kinds: [25, 23, 90, 22, 240],
};
const DARK: Palette = Palette {
    back: 234,
    text: 253,
    soft: 247,
    accent: 183,
    alarm: 217,
    care: 222,
    good: 117,
    kinds: [117, 116, 183, 150, 247],
};
const CONTRAST: Palette = Palette {
    back: 16,
    text: 231,
    soft: 231,
    accent: 228,
    alarm: 217,
    care: 228,
    good: 123,
    kinds: [123, 159, 219, 156, 231],
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of a colour of the fixed part of the palette, 0 to 1.
    fn luminance(color: Color) -> f64 {
        let Color::Indexed(index @ 16..) = color else {
            panic!("{color:?} is not fixed")
        };
        let levels = if index >= 232 {
            [8 + 10 * (u32::from(index) - 232); 3]
        } else {
            let cube = u32::from(index) - 16;
            let level = |part: u32| if part == 0 { 0 } else { 55 + 40 * part };
            [level(cube / 36), level(cube / 6 % 6), level(cube % 6)]
        };
        let linear = levels.map(|level| {
            let part = f64::from(level) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    fn contrast(style: Style) -> f64 {
        let one = luminance(style.fg.expect("a colour"));
        let other = luminance(style.bg.expect("a background"));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_pair_of_a_fixed_theme_is_easy_to_read() {
        for (name, least) in [
            (ThemeName::Light, 4.5),
            (ThemeName::Dark, 4.5),
            (ThemeName::Contrast, 7.0),
        ] {
            for style in Theme::named(name).pairs() {
                assert!(
                    contrast(style) >= least,
                    "{name:?} {style:?} {}",
                    contrast(style)
                );
            }
        }
    }

    #[test]
    fn a_shared_screen_has_the_contrast_of_seven_to_one_in_every_fixed_theme() {
        for name in [ThemeName::Light, ThemeName::Dark, ThemeName::Contrast] {
            for style in Theme::named(name).presented().pairs() {
                assert!(contrast(style) >= 7.0, "{name:?} {style:?}");
            }
        }
    }

    #[test]
    fn a_shared_screen_has_no_colour_of_its_own_on_the_terminals_and_nothing_dim() {
        for name in [ThemeName::Auto, ThemeName::Mono] {
            for style in Theme::named(name).presented().pairs() {
                let own = [None, Some(Color::Reset)];
                assert!(own.contains(&style.fg) && own.contains(&style.bg));
                assert!(!style.add_modifier.contains(Modifier::DIM));
            }
        }
    }

    #[test]
    fn no_colours_means_no_colours() {
        for style in Theme::named(ThemeName::Mono).pairs() {
            assert_eq!(
                (style.fg, style.bg),
                (Some(Color::Reset), Some(Color::Reset))
            );
        }
    }
}
