//! Canvases with which little is wrong, so that a single answer may turn what is suggested.

use serde_json::{Map, Value};

use super::canvases::with_ids;

/// A canvas on which no check fires, answered for every kind of value.
const GOOD: &str = include_str!("good.json");

/// The canvas on which no check fires.
pub fn good() -> Value {
    with_ids(serde_json::from_str(GOOD).expect("JSON"))
}

/// The good canvas with some answers of another, as random bits choose.
pub fn mostly_good(other: &Value, mut bits: u64) -> Value {
    with_ids(mixed("", Some(&good()), Some(other), &mut bits).unwrap_or_default())
}

/// One answer, or some of one and some of the other.
fn mixed(key: &str, good: Option<&Value>, other: Option<&Value>, bits: &mut u64) -> Option<Value> {
    match (good, other) {
        (Some(Value::Object(good)), Some(Value::Object(other))) => {
            let keys: Vec<&String> = good.keys().chain(other.keys()).collect();
            let mut both = Map::new();
            for key in keys {
                if !both.contains_key(key)
                    && let Some(value) = mixed(key, good.get(key), other.get(key), bits)
                {
                    both.insert(key.clone(), value);
                }
            }
            Some(Value::Object(both))
        }
        (Some(Value::Array(good)), Some(Value::Array(other))) if key != "decides" => {
            let is_good = chance(bits) >= 4;
            let count = if is_good { good.len() } else { other.len() };
            let rows = (0..count).filter_map(|row| {
                let other = other.get(row % other.len().max(1));
                mixed("", good.get(row % good.len()), other, bits)
            });
            Some(rows.collect())
        }
        _ => {
            let share = match key {
                "kind" | "second" | "closeness" => 6,
                "decision" | "reviews" | "in_round" | "voices" => 10,
                _ if good.is_none() => 2,
                _ => 1,
            };
            let one = if chance(bits) < share { other } else { good };
            let is_kept = matches!(key, "format" | "version");
            let is_left_out = !is_kept && chance(bits) == 0 && chance(bits) < 3;
            one.filter(|_| !is_left_out).cloned()
        }
    }
}

/// A number from 0 to 9, and other bits for the next.
fn chance(bits: &mut u64) -> u64 {
    *bits = bits
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*bits >> 33) % 10
}
