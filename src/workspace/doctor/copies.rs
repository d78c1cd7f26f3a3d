//! Names that sync tools give to a second copy, when two machines changed one file.

/// The file that a copy stands beside; None for a name that no sync tool makes.
///
/// No id of this program has a space, a point, an underscore or a bracket, so a canvas is never taken
/// for a copy, whatever its title.
pub fn original(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let is_ours = matches!(ending, "json" | "jsonl");
    let start = [
        stem.find(".sync-conflict-"),
        stem.find("_conflict-"),
        stem.to_ascii_lowercase().find(" conflicted"),
        bracket(stem),
    ]
    .into_iter()
    .flatten()
    .min()?;
    let before = stem.get(..start)?.trim_end();
    (is_ours && !before.is_empty()).then(|| format!("{before}.{ending}"))
}

/// Where ` (1)` or ` (… conflict …)` stands at the end of a name.
fn bracket(stem: &str) -> Option<usize> {
    let start = stem.find(" (")?;
    let inner = stem[start + 2..].strip_suffix(')')?;
    let is_number = !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit());
    (is_number || inner.to_ascii_lowercase().contains("conflict")).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_of_any_sync_tool_is_told_from_a_canvas() {
        for name in [
            "falls-7k3f.sync-conflict-20261109-151244-ABCDEFG.json",
            "falls-7k3f (conflicted copy 2026-11-09).json",
            "falls-7k3f (Therapy lead's conflicted copy 2026-11-09).json",
            "falls-7k3f (SFConflict lead 2026-11-09-15-12-44).json",
            "falls-7k3f_conflict-20261109-151244.json",
            "falls-7k3f conflicted 2.json",
            "falls-7k3f (1).json",
        ] {
            assert_eq!(original(name).as_deref(), Some("falls-7k3f.json"), "{name}");
        }
        for name in [
            "conflicted-parties-7k3f.json",
            "falls-7k3f.json",
            "falls (again)-7k3f.json",
            "falls-7k3f (1).txt",
            "(1).json",
            "İ conflicted.json.bak",
            " (1).json",
        ] {
            assert_eq!(original(name), None, "{name}");
        }
    }
}
