//! "Did you mean": what stands nearest to a name that nothing has.

/// How alike two names have to be, from 0 to 1, to be taken for a slip.
const ALIKE: f64 = 0.8;

/// `; did you mean X?` where one of these is near enough to what was typed, and nothing where none is.
pub fn named<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let typed = typed.trim().to_lowercase();
    let alike = |name: &str| strsim::normalized_damerau_levenshtein(&typed, &name.to_lowercase());
    let rated = known.into_iter().map(|name| (alike(name), name));
    let near = rated.filter(|(alike, _)| *alike >= ALIKE);
    match near.max_by(|one, other| one.0.total_cmp(&other.0)) {
        Some((_, name)) => format!("; did you mean `{name}`?"),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_named_and_nothing_where_none_is_near() {
        let known = ["go_ahead", "not_yet", "say_no_kindly"];
        assert_eq!(named("not-yet", known), "; did you mean `not_yet`?");
        assert_eq!(named("zebra", known), "");
    }
}
