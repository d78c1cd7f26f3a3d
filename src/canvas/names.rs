//! From what people call a canvas, a ranking, a person to those that may be meant: one way for every surface.

use unicode_normalization::UnicodeNormalization as _;

use super::id::CanvasId;

/// One spelling for upper and lower case, and for letters composed in different ways.
pub fn folded(name: &str) -> String {
    name.trim().nfc().collect::<String>().to_lowercase()
}

/// How a name fits what is wanted, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is the whole name.
    Whole,
    /// The name begins with it.
    Beginning,
    /// It is a part of the name.
    Part,
}

/// How a name fits one that is folded already; None where it does not.
pub fn fit(name: &str, wanted: &str) -> Option<Fit> {
    let name = folded(name);
    match name.find(wanted)? {
        _ if wanted.is_empty() => None,
        0 if name.len() == wanted.len() => Some(Fit::Whole),
        0 => Some(Fit::Beginning),
        _ => Some(Fit::Part),
    }
}

/// Those that are nearest, of those that fit at all.
fn nearest<T, F: Ord>(known: &[T], fit: impl Fn(&T) -> Option<F>) -> Vec<&T> {
    let fitting = known.iter().filter_map(|one| Some((fit(one)?, one)));
    let mut fitting: Vec<(F, &T)> = fitting.collect();
    fitting.sort_by(|one, other| one.0.cmp(&other.0));
    let count = fitting.partition_point(|(fit, _)| *fit <= fitting[0].0);
    fitting.truncate(count);
    fitting.into_iter().map(|(_, one)| one).collect()
}

/// Those that may be meant among titles: of a whole title, else the start of an id, else a beginning, else a
/// part of a title.
pub fn titled<'a>(known: &'a [(CanvasId, String)], name: &str) -> Vec<&'a (CanvasId, String)> {
    let wanted = folded(name);
    nearest(known, |(id, title)| match fit(title, &wanted) {
        Some(Fit::Whole) => Some((0, Fit::Whole)),
        _ if !wanted.is_empty() && id.as_str().starts_with(&wanted) => Some((1, Fit::Whole)),
        fit => fit.map(|fit| (2, fit)),
    })
}

/// Those who may be meant among people, each an id and a name: of an id, else of a whole name, else of a
/// beginning of a name. Not of a part, as of a canvas: what is taken down for somebody is not put right easily.
pub fn people<'a>(known: &'a [(String, String)], name: &str) -> Vec<&'a (String, String)> {
    let wanted = folded(name);
    nearest(known, |(id, known)| match fit(known, &wanted) {
        _ if id == name && !id.is_empty() => Some(None),
        Some(fit @ (Fit::Whole | Fit::Beginning)) => Some(Some(fit)),
        Some(Fit::Part) | None => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_found_by_an_id_a_whole_name_or_a_beginning_and_by_no_part() {
        let known = [
            ("v222", "Therapy lead"),
            ("v333", "Therapy"),
            ("v444", "Operations"),
        ];
        let known = known.map(|(id, name)| (id.to_owned(), name.to_owned()));
        let found = |name: &str| -> Vec<&str> {
            let found = people(&known, name).into_iter();
            found.map(|(id, _)| id.as_str()).collect()
        };
        assert_eq!(found("therapy"), ["v333"]);
        assert_eq!(found("THERAPY L"), ["v222"]);
        assert_eq!(found("the"), ["v222", "v333"]);
        assert_eq!(found("v444"), ["v444"]);
        assert!(found("lead").is_empty() && found(" ").is_empty());
    }
}
