//! Bytes of any usual encoding to text.

use super::Slips;

/// What Windows programs mean by the bytes 0x80 to 0x9f; five of them mean nothing.
const WINDOWS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// Text of a file: UTF-8, UTF-16 with its mark, and single bytes that only older programs write.
pub(super) fn decode(bytes: &[u8], slips: &mut Slips) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes, slips),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes, slips),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest, slips),
        bytes => utf8(bytes, slips),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, slips: &mut Slips) -> String {
    slips.note(1, "the file is UTF-16, and read as such");
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let letters = char::decode_utf16(units);
    letters.map(|one| one.unwrap_or('\u{fffd}')).collect()
}

fn utf8(bytes: &[u8], slips: &mut Slips) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let letter = match byte {
                0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
                byte => char::from(*byte),
            };
            let line = text.matches('\n').count() + 1;
            slips.note(
                line,
                "a letter that is not UTF-8 is read as Windows writes it",
            );
            text.push(letter);
        }
    }
    text
}
