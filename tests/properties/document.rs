//! Reading and writing loses nothing and settles at once.

use proptest::prelude::*;
use serde_json::{Map, Number, Value, json};
use whytogether::canvas::document::{canvas_bytes, parse};
use whytogether::canvas::odd::odd_values;

use super::canvases::{any_canvas, anything, read};
use super::config;

const FORMAT: &str = "whytogether.canvas";

/// Numbers as what they amount to, however they are written.
fn amount(value: &Value) -> Value {
    match value {
        Value::Number(number) => number
            .as_f64()
            .and_then(Number::from_f64)
            .map_or(Value::Null, Value::Number),
        Value::Array(items) => items.iter().map(amount).collect(),
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), amount(value)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

/// Puts something of unknown meaning at every depth.
fn with_unknown_keys(mut canvas: Value, unknown: &Value) -> Value {
    fn spread(value: &mut Value, unknown: &Value) {
        match value {
            Value::Object(map) => {
                map.values_mut().for_each(|value| spread(value, unknown));
                map.insert("x-from-elsewhere".into(), unknown.clone());
            }
            Value::Array(items) => items.iter_mut().for_each(|item| spread(item, unknown)),
            _ => {}
        }
    }
    spread(&mut canvas, unknown);
    canvas
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn nothing_is_lost_between_reading_and_writing(canvas in any_canvas(), unknown in anything()) {
        let canvas = with_unknown_keys(canvas, &unknown);
        let written = read(&canvas).to_bytes();
        let back: Value = serde_json::from_slice(&written).expect("JSON");
        prop_assert_eq!(amount(&back), amount(&canvas));
        prop_assert_eq!(&back["x-from-elsewhere"], &unknown);
    }

    #[test]
    fn what_was_written_is_written_the_same_again(canvas in any_canvas(), unknown in anything()) {
        let canvas = with_unknown_keys(canvas, &unknown);
        let once = read(&canvas).to_bytes();
        let again = canvas_bytes(&parse(&once, FORMAT).expect("reads"));
        prop_assert_eq!(String::from_utf8(again), String::from_utf8(once));
    }

    #[test]
    fn the_order_of_known_keys_in_the_file_does_not_matter(canvas in any_canvas()) {
        let known = without(&canvas, "unknown");
        let turned = turned_round(&known);
        let (one, other) = (read(&known), read(&turned));
        prop_assert_eq!(String::from_utf8(one.to_bytes()), String::from_utf8(other.to_bytes()));
    }

    #[test]
    fn naming_odd_values_never_panics(canvas in any_canvas(), unknown in anything()) {
        let canvas = read(&with_unknown_keys(canvas, &unknown));
        for odd in odd_values(&canvas) {
            prop_assert!(!odd.value.is_empty());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&bytes, FORMAT);
    }

    #[test]
    fn a_flipped_byte_is_read_or_refused_without_panic(at in 0..2000_usize, byte in any::<u8>()) {
        let sample = include_bytes!("../../assets/samples/canvases/falls-response-at-home-7k3f.json");
        let mut bytes = sample.to_vec();
        bytes[at] = byte;
        if let Ok(document) = parse(&bytes, FORMAT) {
            let once = canvas_bytes(&document);
            prop_assert_eq!(canvas_bytes(&parse(&once, FORMAT).expect("reads")), once);
        }
    }
}

fn without(canvas: &Value, key: &str) -> Value {
    let mut canvas = canvas.clone();
    canvas.as_object_mut().expect("an object").shift_remove(key);
    canvas
}

/// Every object with its keys in the opposite order, but for those of unknown meaning and those of the
/// rows that a voice answers alone.
fn turned_round(value: &Value) -> Value {
    match value {
        Value::Object(map) if !map.contains_key("deep") => {
            let turned = map.iter().rev();
            let turned = turned.map(|(key, value)| match value {
                Value::Array(_) if key.contains('.') => (key.clone(), value.clone()),
                value => (key.clone(), turned_round(value)),
            });
            turned.collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(turned_round).collect(),
        other => other.clone(),
    }
}

#[test]
fn the_smallest_canvas_is_written_as_it_was_read() {
    let canvas = json!({ "format": FORMAT, "version": 1 });
    let bytes = read(&canvas).to_bytes();
    assert_eq!(
        String::from_utf8(bytes).expect("text"),
        "{\n  \"format\": \"whytogether.canvas\",\n  \"version\": 1\n}\n"
    );
}
