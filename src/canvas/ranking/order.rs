//! One person's order as the file holds it: ids of challenges worst first, those that share a place in a
//! list of their own.

use serde_json::Value;

use super::standing::Order;
use super::{Challenge, folded};

/// Reads `worst_first`; None where it is no list.
///
/// What is named by an id that the list has no more, or twice, counts nowhere. Other hands may name a
/// challenge by its words.
pub fn read(value: &Value, challenges: &[Challenge]) -> Option<Order> {
    let groups = value.as_array()?;
    let mut is_left = vec![true; challenges.len()];
    let mut find = |key: &Value| {
        let key = key.as_str()?;
        let by_id = challenges
            .iter()
            .position(|one| !one.id.is_empty() && one.id == key);
        let by_text = || {
            challenges
                .iter()
                .position(|one| folded(one.text) == folded(key))
        };
        let place = by_id.or_else(by_text)?;
        std::mem::take(&mut is_left[place]).then_some(place)
    };
    let groups = groups.iter().map(|group| match group {
        Value::Array(keys) => keys.iter().filter_map(&mut find).collect(),
        key => find(key).into_iter().collect::<Vec<usize>>(),
    });
    Some(groups.filter(|group| !group.is_empty()).collect())
}

/// Writes an order; a challenge without an id is named by its words.
pub fn written(order: &Order, challenges: &[Challenge]) -> Value {
    let key = |place: &usize| {
        let one = challenges[*place];
        Value::from(if one.id.is_empty() { one.text } else { one.id })
    };
    let groups = order.iter().map(|group| match group.as_slice() {
        [one] => key(one),
        several => several.iter().map(key).collect(),
    });
    groups.collect()
}
