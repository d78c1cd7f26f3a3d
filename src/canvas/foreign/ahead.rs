//! Looking ahead: whether a quotation mark ends a text or stands inside it.
//!
//! A text that somebody typed may hold quotation marks and line ends of its own. What comes after one says
//! which it is: a text ends where the next key, comma or bracket follows.

/// How far is looked ahead, in characters.
const FAR: usize = 2000;
/// The longest key that is looked for.
const LONGEST_KEY: usize = 80;

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The name of a value.
    Key,
    /// The value of a key.
    Value,
    /// One of a list.
    Item,
}

/// True for what people and word processors write as a quotation mark around a text.
pub(super) fn is_quote(c: char) -> bool {
    is_double(c) || is_single(c)
}

/// True for double quotation marks of any shape.
pub(super) fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

/// True for single quotation marks of any shape.
pub(super) fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '`')
}

/// True for white space of any kind, and marks that show as nothing.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
}

/// The end of the comment that begins here, if one does.
pub(super) fn comment_end(text: &[char], at: usize) -> Option<usize> {
    let line_end = || {
        let rest = text[at..].iter().position(|c| *c == '\n');
        at + rest.unwrap_or(text.len() - at)
    };
    match (text.get(at)?, text.get(at + 1)) {
        ('#', _) | ('/', Some('/')) => Some(line_end()),
        ('/', Some('*')) => {
            let close = text[at + 2..].windows(2).position(|two| two == ['*', '/']);
            Some(close.map_or(text.len(), |close| at + 2 + close + 2))
        }
        _ => None,
    }
}

/// Past white space and comments, and whether a line ended on the way.
fn past_blank(text: &[char], from: usize) -> (usize, bool) {
    let (mut at, mut has_broken) = (from, false);
    while at < text.len() && at - from < FAR {
        match comment_end(text, at) {
            Some(end) => at = end,
            None if is_blank(text[at]) => {
                has_broken |= text[at] == '\n';
                at += 1;
            }
            None => break,
        }
    }
    (at, has_broken)
}

/// True where a key and its colon begin.
fn is_key(text: &[char], at: usize) -> bool {
    let Some(quote) = text.get(at).filter(|c| is_quote(**c)) else {
        return false;
    };
    let rest = &text[at + 1..];
    let inside = rest
        .iter()
        .take(LONGEST_KEY)
        .position(|c| *c == '\n' || (is_quote(*c) && is_double(*c) == is_double(*quote)));
    let Some(end) = inside.filter(|end| *end > 0 && rest[*end] != '\n') else {
        return false;
    };
    let (after, has_broken) = past_blank(text, at + 1 + end + 1);
    !has_broken && matches!(text.get(after), Some(':' | '='))
}

/// True where a row begins: a brace with a key after it.
fn is_row(text: &[char], at: usize) -> bool {
    text.get(at) == Some(&'{') && is_key(text, past_blank(text, at + 1).0)
}

/// True where a bracket closes something: after it comes another one, a comma, or nothing.
fn is_closing(text: &[char], at: usize) -> bool {
    if !matches!(text.get(at), Some('}' | ']')) {
        return false;
    }
    let (after, has_broken) = past_blank(text, at + 1);
    match text.get(after) {
        None | Some(',' | '}' | ']') => true,
        Some('{') => has_broken,
        Some(_) => has_broken && is_key(text, after),
    }
}

/// True where a text in a role ends before this place, which is just after a quotation mark.
pub(super) fn ends_here(text: &[char], at: usize, role: Role) -> bool {
    let (at, has_broken) = past_blank(text, at);
    let Some(next) = text.get(at) else {
        return true;
    };
    if role == Role::Key {
        return has_broken || is_quote(*next) || matches!(next, ':' | '=' | '{' | '[' | '0'..='9');
    }
    match next {
        '}' | ']' => is_closing(text, at),
        ',' | ';' => {
            let (at, _) = past_blank(text, at + 1);
            match text.get(at) {
                None => true,
                Some('}' | ']') => is_closing(text, at),
                Some(',') => true,
                Some(c) if role == Role::Item => {
                    is_quote(*c) || matches!(c, '{' | '[' | '-' | '0'..='9')
                }
                Some(_) => is_key(text, at) || is_row(text, at),
            }
        }
        _ => {
            let is_item = role == Role::Item && is_quote(*next);
            has_broken && (is_key(text, at) || is_row(text, at) || is_item)
        }
    }
}

/// True where a line ends inside a text that was never closed: the next one begins with a key or closes
/// what the text stands in.
pub(super) fn was_left_open(text: &[char], at: usize) -> bool {
    let (at, _) = past_blank(text, at);
    is_key(text, at) || is_closing(text, at)
}

/// True where a value without quotation marks ends: at the end of its line, at a bracket, or at a comma that
/// is none of its own.
pub(super) fn ends_bare(text: &[char], at: usize, role: Role) -> bool {
    match text.get(at) {
        None | Some('\n' | '\r' | '}' | ']') => true,
        Some(',' | ';') => {
            let (next, has_broken) = past_blank(text, at + 1);
            let is_end = has_broken || matches!(text.get(next), None | Some('}' | ']'));
            is_end || role == Role::Item || is_key(text, next)
        }
        Some('#' | '/') => {
            let is_apart = at > 0 && is_blank(text[at - 1]);
            is_apart && comment_end(text, at).is_some()
        }
        Some(_) => false,
    }
}
