//! Two who changed the same canvas: nothing is lost, and it does not matter who saves first.

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::Config;
use serde_json::{Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::document::{as_whole, parse};
use whytogether::canvas::merge::merge;
use whytogether::workspace::git::driver::merged;

use super::canvases::{any_canvas, odd, read, text};
use super::config;

/// One thing that somebody does to a canvas.
#[derive(Debug, Clone)]
enum Edit {
    /// Puts an answer or a key, or takes it out.
    Answer(&'static str, Option<Value>),
    /// Puts a cell of a row, or takes it out.
    Cell(&'static str, Index, &'static str, Option<Value>),
    /// Adds a row.
    Add(&'static str, Index, &'static str, Value),
    /// Takes a row out.
    Delete(&'static str, Index),
    /// Moves a row to the front.
    Move(&'static str, Index),
}

const ANSWERS: &[&str] = &[
    "/cover/title",
    "/purpose/change",
    "/purpose/freedom",
    "/value/kind",
    "/value/voice/audience",
    "/capacity/skill/skills",
    "/ended",
    "/unknown",
    "/purpose/unknown",
];
const LISTS: &[(&str, &str)] = &[
    ("/partners", "trust"),
    ("/partners", "organisation"),
    ("/voices", "name"),
    ("/purpose/without", "way"),
    ("/value/first_win", "win"),
    ("/capacity/people", "days"),
    ("/ownership/decisions", "unknown"),
    ("/reviews", "days_spent"),
];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let value = || prop_oneof![3 => text(), 1 => odd()];
    let list = || select(LISTS);
    let edit = prop_oneof![
        (select(ANSWERS), proptest::option::of(value()))
            .prop_map(|(at, value)| Edit::Answer(at, value)),
        (list(), any::<Index>(), proptest::option::of(value()))
            .prop_map(|((list, column), row, value)| Edit::Cell(list, row, column, value)),
        (list(), any::<Index>(), value())
            .prop_map(|((list, column), id, value)| Edit::Add(list, id, column, value)),
        (list(), any::<Index>()).prop_map(|((list, _), row)| Edit::Delete(list, row)),
        (list(), any::<Index>()).prop_map(|((list, _), row)| Edit::Move(list, row)),
    ];
    proptest::collection::vec(edit, 0..6)
}

fn place<'a>(document: &'a mut Value, pointer: &str) -> Option<(&'a mut Value, String)> {
    let (above, key) = pointer.rsplit_once('/').expect("a pointer");
    let mut place = document;
    for step in above.split('/').skip(1) {
        if place.get(step).is_none() {
            place.as_object_mut()?.insert(step.to_owned(), json!({}));
        }
        place = place.get_mut(step)?;
    }
    place.is_object().then(|| (place, key.to_owned()))
}

fn edited(canvas: &Value, edits: &[Edit], hand: &str) -> Value {
    let mut canvas = canvas.clone();
    for edit in edits {
        apply(&mut canvas, edit, hand);
    }
    canvas
}

fn apply(canvas: &mut Value, edit: &Edit, hand: &str) {
    if let Edit::Answer(at, value) = edit {
        let Some((place, key)) = place(canvas, at) else {
            return;
        };
        let map = place.as_object_mut().expect("an object");
        match value {
            Some(value) => map.insert(key, value.clone()),
            None => map.shift_remove(&key),
        };
        return;
    }
    let (Edit::Cell(list, ..) | Edit::Add(list, ..) | Edit::Delete(list, _) | Edit::Move(list, _)) =
        edit
    else {
        return;
    };
    if let Edit::Add(_, id, column, value) = edit {
        let Some((place, key)) = place(canvas, list) else {
            return;
        };
        if place.get(&key).is_none() {
            place[&key] = json!([]);
        }
        let Some(rows) = place[&key].as_array_mut() else {
            return;
        };
        let id = format!("{hand}{}", id.index(1000));
        if rows.iter().all(|row| row["id"] != json!(id)) {
            rows.insert(0, json!({ "id": id, *column: value }));
        }
        return;
    }
    let Some(rows) = canvas
        .pointer_mut(list)
        .and_then(Value::as_array_mut)
        .filter(|rows| !rows.is_empty())
    else {
        return;
    };
    match edit {
        Edit::Cell(_, row, column, value) => {
            let index = row.index(rows.len());
            let Some(row) = rows[index].as_object_mut() else {
                return;
            };
            match value {
                Some(value) => row.insert((*column).to_owned(), value.clone()),
                None => row.shift_remove(*column),
            };
        }
        Edit::Delete(_, row) => {
            rows.remove(row.index(rows.len()));
        }
        Edit::Move(_, row) => {
            let row = rows.remove(row.index(rows.len()));
            rows.insert(0, row);
        }
        Edit::Answer(..) | Edit::Add(..) => {}
    }
}

/// Three versions of one canvas: as both had it, and as each has it now.
fn versions() -> impl Strategy<Value = [Canvas; 3]> {
    (any_canvas(), edits(), edits()).prop_map(|(base, ours, theirs)| {
        let ours = edited(&base, &ours, "a");
        let theirs = edited(&base, &theirs, "b");
        // As saving writes them, so that a number is written one way.
        [base, ours, theirs].map(|version| {
            let canvas = read(&version);
            Canvas::read(canvas.id().clone(), &canvas.to_bytes()).expect("a canvas")
        })
    })
}

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn document(canvas: &Canvas) -> Value {
    Value::Object(canvas.document().clone())
}

/// A value whose whole numbers have no point, as an answer and a conflict are written.
fn whole(mut value: Value) -> Value {
    match &mut value {
        Value::Number(number) => {
            if let Some(whole) = number.as_f64().and_then(as_whole) {
                return json!(whole);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = whole(item.take())),
        Value::Object(map) => map.values_mut().for_each(|item| *item = whole(item.take())),
        _ => {}
    }
    value
}

/// True where an answer stands or waits, or words of one do that go on from it.
fn is_kept(leaf: &(String, Value), standing: &[(String, Value)], waiting: &str) -> bool {
    let goes_on = |(place, value): &(String, Value)| {
        let both = value.as_str().zip(leaf.1.as_str());
        *place == leaf.0 && both.is_some_and(|(words, one)| !one.is_empty() && words.contains(one))
    };
    let in_file = leaf.1.to_string();
    let words = in_file.trim_matches('"');
    standing.contains(leaf)
        || waiting.contains(&in_file)
        || (!words.is_empty() && leaf.1.is_string() && waiting.contains(words))
        || standing.iter().any(goes_on)
}

/// Every leaf with where it stands: rows by id, whatever their order; nothing for what is empty. Offered
/// rows go by what they are about: where both sides began one, it is one row under either id.
fn leaves(value: &Value) -> Vec<(String, Value)> {
    fn walk(path: &str, value: &Value, leaves: &mut Vec<(String, Value)>) {
        match value {
            Value::Object(map) if !map.is_empty() => {
                for (key, value) in map {
                    walk(&format!("{path}/{key}"), value, leaves);
                }
            }
            Value::Array(items)
                if !items.is_empty() && items.iter().all(|item| item["id"].is_string()) =>
            {
                for item in items {
                    let mut item = item.clone();
                    let mut name = item["id"].clone();
                    if path == "/ownership/decisions" && item["key"].is_string() {
                        name = item["key"].clone();
                        item.as_object_mut().expect("a row").shift_remove("id");
                    }
                    walk(&format!("{path}[{name}]"), &item, leaves);
                }
            }
            Value::Object(_) => {}
            Value::Array(items) if items.is_empty() => {}
            leaf => leaves.push((path.to_owned(), whole(leaf.clone()))),
        }
    }
    let mut found = Vec::new();
    walk("", value, &mut found);
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn without_conflicts(canvas: &Canvas) -> Value {
    let mut document = document(canvas);
    document
        .as_object_mut()
        .expect("an object")
        .shift_remove("conflicts");
    document
}

/// The rows of a list, by its pointer; none where it is no list.
fn rows_at(canvas: &Canvas, list: &str) -> Vec<Value> {
    let found = document(canvas).pointer(list).cloned();
    found
        .and_then(|rows| rows.as_array().cloned())
        .unwrap_or_default()
}

/// True where a list has nothing but rows with ids, so that it is merged row by row.
fn is_table(canvas: &Canvas, list: &str) -> bool {
    let ids = row_ids(canvas, list);
    let rows = document(canvas).pointer(list).cloned();
    rows.is_none_or(|rows| rows.as_array().is_some_and(|rows| rows.len() == ids.len()))
}

fn row_ids(canvas: &Canvas, list: &str) -> Vec<String> {
    let rows = rows_at(canvas, list);
    let ids = rows.iter().filter_map(|row| row["id"].as_str());
    ids.map(str::to_owned).collect()
}

fn row(canvas: &Canvas, list: &str, id: &str) -> Option<Value> {
    rows_at(canvas, list)
        .into_iter()
        .find(|row| row["id"] == id)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn merging_with_oneself_or_with_nothing_new_changes_nothing([base, ours, _] in versions()) {
        prop_assert_eq!(document(&merge(&base, &ours, &ours, NOW)), document(&ours));
        prop_assert_eq!(document(&merge(&base, &ours, &base, NOW)), document(&ours));
        prop_assert_eq!(document(&merge(&base, &base, &ours, NOW)), document(&ours));
    }

    #[test]
    fn merging_the_same_version_twice_changes_nothing_more([base, ours, theirs] in versions()) {
        let once = merge(&base, &ours, &theirs, NOW);
        let twice = merge(&base, &once, &theirs, NOW);
        prop_assert_eq!(document(&twice), document(&once));
        let saved = merge(&theirs, &once, &theirs, NOW);
        prop_assert_eq!(document(&saved), document(&once));
    }

    #[test]
    fn a_merge_can_be_written_and_read([base, ours, theirs] in versions()) {
        let merged = merge(&base, &ours, &theirs, NOW);
        let bytes = merged.to_bytes();
        let read = parse(&bytes, "whytogether.canvas").expect("reads");
        prop_assert_eq!(Value::Object(read), document(&merged));
    }

    #[test]
    fn every_answer_that_one_side_gave_stands_or_waits_among_the_conflicts([base, ours, theirs] in versions()) {
        let merged = merge(&base, &ours, &theirs, NOW);
        let standing = leaves(&without_conflicts(&merged));
        let waiting = document(&merged)["conflicts"].to_string();
        let was = leaves(&document(&base));
        for leaf in leaves(&document(&ours)) {
            let kept = was.contains(&leaf) || standing.contains(&leaf);
            prop_assert!(kept, "ours {leaf:?} is lost in {}", document(&merged));
        }
        for leaf in leaves(&document(&theirs)) {
            let kept = was.contains(&leaf) || is_kept(&leaf, &standing, &waiting);
            prop_assert!(kept, "theirs {leaf:?} is lost in {}", document(&merged));
        }
    }

    #[test]
    fn what_neither_side_gave_does_not_appear([base, ours, theirs] in versions()) {
        let merged = merge(&base, &ours, &theirs, NOW);
        let (a, b) = (leaves(&document(&ours)), leaves(&document(&theirs)));
        for leaf in leaves(&without_conflicts(&merged)) {
            prop_assert!(a.contains(&leaf) || b.contains(&leaf), "{leaf:?} in {}", document(&merged));
        }
    }

    #[test]
    fn taking_theirs_everywhere_gives_what_they_get_when_they_merge_us([base, ours, theirs] in versions()) {
        let mut here = merge(&base, &ours, &theirs, NOW);
        let there = merge(&base, &theirs, &ours, NOW);
        let conflicts = here.conflicts();
        prop_assert_eq!(conflicts.len(), there.conflicts().len());
        for conflict in conflicts {
            here.settle(&conflict, true).expect("nothing stands in the way");
        }
        prop_assert_eq!(here.conflicts(), vec![]);
        prop_assert_eq!(leaves(&document(&here)), leaves(&without_conflicts(&there)));
    }

    #[test]
    fn different_questions_never_conflict(canvas in any_canvas(), ours in 0..4_usize, theirs in 4..9_usize, value in text()) {
        let [base, ours, theirs] = [
            canvas.clone(),
            edited(&canvas, &[Edit::Answer(ANSWERS[ours], Some(value.clone()))], "a"),
            edited(&canvas, &[Edit::Answer(ANSWERS[theirs], Some(value))], "b"),
        ].map(|version| read(&version));
        prop_assert_eq!(merge(&base, &ours, &theirs, NOW).conflicts(), vec![]);
    }
}

proptest! {
    #![proptest_config(Config { cases: config().cases / 2, ..config() })]

    #[test]
    fn who_merges_makes_no_difference_but_where_both_changed_the_same([base, ours, theirs] in versions()) {
        let here = merge(&base, &ours, &theirs, NOW);
        let there = merge(&base, &theirs, &ours, NOW);
        for (one, other) in [(&here, &there), (&there, &here)] {
            let standing = leaves(&without_conflicts(other));
            let waiting = document(other)["conflicts"].to_string();
            for leaf in leaves(&without_conflicts(one)) {
                let is_mirrored = is_kept(&leaf, &standing, &waiting);
                prop_assert!(is_mirrored, "{leaf:?} of {} in {}", document(one), document(other));
            }
        }
        let are_tables = |list: &str| [&base, &ours, &theirs].iter().all(|one| is_table(one, list));
        for (list, _) in LISTS.iter().filter(|(list, _)| are_tables(list)) {
            let mut ids = [&here, &there].map(|merged| row_ids(merged, list));
            ids.iter_mut().for_each(|ids| ids.sort());
            prop_assert_eq!(&ids[0], &ids[1], "{}", list);
        }
    }

    #[test]
    fn a_row_goes_only_where_one_side_took_it_out_and_the_other_left_it_alone([base, ours, theirs] in versions()) {
        let merged = merge(&base, &ours, &theirs, NOW);
        let are_tables = |list: &str| [&base, &ours, &theirs].iter().all(|one| is_table(one, list));
        for (list, _) in LISTS.iter().filter(|(list, _)| are_tables(list)) {
            let kept = row_ids(&merged, list);
            for id in row_ids(&ours, list).into_iter().chain(row_ids(&theirs, list)) {
                let [was, a, b] = [&base, &ours, &theirs].map(|version| row(version, list, &id));
                let is_taken_out = was.is_some() && (a.is_none() || b.is_none());
                let is_changed = [&a, &b].iter().any(|side| side.is_some() && **side != was);
                let goes = is_taken_out && !is_changed;
                prop_assert_eq!(kept.contains(&id), !goes, "{} {} in {}", list, id, document(&merged));
            }
        }
    }

    #[test]
    fn the_clock_changes_nothing_but_when_something_was_noted(
        [base, ours, theirs] in versions(), seconds in 0..4_000_000_000_i64, mixed in any::<[bool; 3]>(),
    ) {
        let later = Timestamp::from_second(seconds).expect("in range");
        let timeless = |canvas: &Canvas| {
            let mut document = document(canvas);
            document.as_object_mut().expect("an object").shift_remove("updated");
            let conflicts = document.get_mut("conflicts").and_then(Value::as_array_mut);
            for entry in conflicts.into_iter().flatten() {
                entry.as_object_mut().expect("an entry").shift_remove("at");
            }
            document
        };
        let expected = timeless(&merge(&base, &ours, &theirs, NOW));
        let mut versions = [base, ours, theirs];
        for (version, is_later) in versions.iter_mut().zip(mixed) {
            version.touch(if is_later { later } else { NOW });
        }
        let [base, ours, theirs] = &versions;
        prop_assert_eq!(timeless(&merge(base, ours, theirs, later)), expected);
    }

    #[test]
    fn a_canvas_that_both_began_keeps_all_of_both([_, ours, theirs] in versions()) {
        let nothing = read(&json!({ "format": "whytogether.canvas", "version": 1 }));
        let merged = merge(&nothing, &ours, &theirs, NOW);
        let standing = leaves(&without_conflicts(&merged));
        let waiting = document(&merged)["conflicts"].to_string();
        for leaf in leaves(&document(&ours)) {
            prop_assert!(standing.contains(&leaf), "ours {leaf:?} is lost in {}", document(&merged));
        }
        for leaf in leaves(&document(&theirs)) {
            let kept = is_kept(&leaf, &standing, &waiting);
            prop_assert!(kept, "theirs {leaf:?} is lost in {}", document(&merged));
        }
    }

    #[test]
    fn a_merged_file_reads_and_merging_it_again_changes_no_byte([base, ours, theirs] in versions()) {
        let [base, ours, theirs] = [base, ours, theirs].map(|version| version.to_bytes());
        let once = merged(&base, &ours, &theirs, NOW).expect("three canvases");
        prop_assert!(parse(&once.bytes, "whytogether.canvas").is_ok());
        let twice = merged(&base, &once.bytes, &theirs, NOW).expect("three canvases");
        prop_assert_eq!(twice.bytes, once.bytes);
    }

    #[test]
    fn no_bytes_of_other_hands_upset_a_merge(
        [base, ours, _] in versions(), theirs in proptest::collection::vec(any::<u8>(), 0..200),
        cut in any::<Index>(), flipped in any::<(Index, u8)>(),
    ) {
        let (base, ours) = (base.to_bytes(), ours.to_bytes());
        let mut broken = ours.clone();
        let (place, byte) = flipped;
        let place = place.index(broken.len());
        broken[place] = byte;
        let short = &ours[..cut.index(ours.len())];
        for theirs in [&theirs[..], &broken, short] {
            if let Ok(merged) = merged(&base, &ours, theirs, NOW) {
                prop_assert!(parse(&merged.bytes, "whytogether.canvas").is_ok());
            }
            if let Ok(merged) = merged(theirs, &ours, &base, NOW) {
                prop_assert!(parse(&merged.bytes, "whytogether.canvas").is_ok());
            }
        }
    }
}
