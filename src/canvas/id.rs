//! Names of canvases and rows: a slug of the title, and short random suffixes.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// The characters of random ids: no vowels that spell words, nothing that looks like another.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// The first letters of [`ALPHABET`], without the digits.
const LETTERS: usize = 23;
/// The longest slug, in characters.
const SLUG_LENGTH: usize = 40;

/// Where random numbers come from; the domain itself has none.
pub trait Random {
    /// A number from 0 up to and without `end`.
    fn below(&mut self, end: usize) -> usize;
}

impl<F: FnMut(usize) -> usize> Random for F {
    fn below(&mut self, end: usize) -> usize {
        self(end)
    }
}

/// Numbers that follow from a text, so that the same text gives the same id everywhere.
pub struct Digits(u64);

impl Digits {
    /// FNV-1a.
    pub fn of(text: &str) -> Self {
        let mix = |state: u64, byte: u8| (state ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        Self(text.bytes().fold(0xcbf2_9ce4_8422_2325, mix))
    }
}

impl Random for Digits {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from((self.0 >> 33) % end as u64).expect("below a usize")
    }
}

/// The name of a canvas or a ranking, and of its file: never changes, even when the title does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CanvasId(Box<str>);

impl CanvasId {
    /// Makes an id from a title and four random characters.
    pub fn new(title: &str, random: &mut dyn Random) -> Self {
        let suffix: String = (0..4).map(|_| pick(ALPHABET.len(), random)).collect();
        Self(format!("{}-{suffix}", slug(title)).into())
    }

    /// Takes a file's name without its ending; None where it could not be one file in one folder.
    pub fn from_name(name: &str) -> Option<Self> {
        let is_plain = !name.is_empty()
            && !name.starts_with('.')
            && !is_device(name)
            && !name
                .chars()
                .any(|c| c.is_control() || matches!(c, '/' | '\\' | ':'));
        is_plain.then(|| Self(name.into()))
    }

    /// Stands for a file whose name can be no id, in lists that name it; [`CanvasId::is_stand_in`] tells it.
    pub fn stand_in(name: &str) -> Self {
        let plain = |c: char| {
            let is_odd = c.is_control() || matches!(c, '/' | '\\' | ':');
            if is_odd { '_' } else { c }
        };
        Self(name.chars().map(plain).collect())
    }

    /// True for a name that can be no file of a canvas.
    pub fn is_stand_in(&self) -> bool {
        Self::from_name(&self.0).is_none()
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CanvasId {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// True for what Windows keeps for devices, whatever the case and whatever ending follows: such a file
/// cannot be there, and a write to it goes to the device.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let is_numbered = |kind: &str| {
        let number = stem.strip_prefix(kind).map(|number| number.chars());
        number.is_some_and(|mut number| {
            let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
            number.next().is_some_and(is_digit) && number.next().is_none()
        })
    };
    ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&stem.as_str())
        || is_numbered("COM")
        || is_numbered("LPT")
}

fn pick(end: usize, random: &mut dyn Random) -> char {
    char::from(ALPHABET[random.below(end).min(end - 1)])
}

/// A row's id that none of the given ones has: a letter, then three characters.
pub fn row_id(is_taken: impl Fn(&str) -> bool, random: &mut dyn Random) -> String {
    loop {
        let rest = (0..3)
            .map(|_| pick(ALPHABET.len(), random))
            .collect::<String>();
        let id = format!("{}{rest}", pick(LETTERS, random));
        if !is_taken(&id) {
            return id;
        }
    }
}

/// Lower-case ASCII letters and digits of a title, with one hyphen for every run of anything else.
///
/// A letter with an accent becomes its plain letter; nothing left is `canvas`.
pub fn slug(title: &str) -> String {
    let is_mark = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    let mut slug = String::new();
    for c in title
        .nfd()
        .filter(|c| !is_mark(c))
        .flat_map(char::to_lowercase)
    {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(SLUG_LENGTH);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "canvas".into()
    } else {
        slug.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_go_and_every_other_run_is_one_hyphen() {
        assert_eq!(slug("  Café – Déjà vu & Co.  "), "cafe-deja-vu-co");
        assert_eq!(slug("日本"), "canvas");
        assert_eq!(slug("ﬀ!x"), "x");
    }

    #[test]
    fn no_hyphen_is_left_at_the_end_after_the_cut() {
        let title = format!("{} tail", "a".repeat(39));
        assert_eq!(slug(&title), "a".repeat(39));
    }

    #[test]
    fn a_row_id_starts_with_a_letter_and_is_not_taken() {
        let mut next = 0;
        let mut random = |end: usize| {
            next += 1;
            next % end
        };
        let first = row_id(|_| false, &mut random);
        assert!(first.starts_with(|c: char| c.is_ascii_lowercase()));
        assert_eq!(first.len(), 4);
        let other = row_id(|id| id == first, &mut random);
        assert_ne!(first, other);
    }

    #[test]
    fn a_name_that_leaves_its_folder_is_no_id() {
        for name in ["", ".hidden", "..", "a/b", "a\\b", "c:d", "a\nb"] {
            assert_eq!(CanvasId::from_name(name), None, "{name:?}");
        }
        assert!(CanvasId::from_name("falls-7k3f").is_some());
    }

    #[test]
    fn the_name_of_a_device_is_no_id() {
        for name in [
            "CON",
            "nul",
            "aux.x",
            "Com1",
            "LPT9.json",
            "com²",
            "prn ",
            "conin$",
        ] {
            assert_eq!(CanvasId::from_name(name), None, "{name:?}");
        }
        for name in ["con-7k3f", "console", "com", "com10", "lpt", "null"] {
            assert!(CanvasId::from_name(name).is_some(), "{name:?}");
        }
    }
}
