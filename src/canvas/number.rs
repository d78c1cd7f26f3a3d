//! Numbers as every file and every JSON output of ours has them: nine decimals at most.
//!
//! Computed numbers carry the noise of their arithmetic (3.6750000000000007), which says nothing and makes
//! two files of the same answers differ.

use serde_json::{Number, Value};

use super::document::as_whole;

/// A number as the file holds it: whole numbers without a point, nine decimals at most.
pub fn number_value(number: f64) -> Value {
    let mut value = Number::from_f64(number).map_or(Value::Null, Value::Number);
    write_as_kept(&mut value);
    value
}

/// Rewrites numbers as the file holds them, in lists and maps too.
pub(super) fn write_as_kept(value: &mut Value) {
    each_number(value, &mut |number| {
        cut(number);
        if let Some(whole) = number.as_f64().and_then(as_whole) {
            *number = Number::from(whole);
        }
    });
}

/// Rewrites numbers with more than nine decimals, in lists and maps too.
pub fn cut_decimals(value: &mut Value) {
    each_number(value, &mut cut);
}

fn each_number(value: &mut Value, change: &mut impl FnMut(&mut Number)) {
    match value {
        Value::Number(number) => change(number),
        Value::Array(items) => items.iter_mut().for_each(|item| each_number(item, change)),
        Value::Object(map) => map
            .values_mut()
            .for_each(|value| each_number(value, change)),
        _ => {}
    }
}

/// Rounds to nine decimals; a number that has no more stays as it is written.
fn cut(number: &mut Number) {
    let Some(exact) = number
        .as_f64()
        .filter(|_| !number.is_i64() && !number.is_u64())
    else {
        return;
    };
    let rounded = format!("{exact:.9}").parse::<f64>().ok();
    let changed = rounded.filter(|rounded| *rounded != exact);
    // Adding 0 makes -0 a plain 0.
    let changed = changed.and_then(|rounded| Number::from_f64(rounded + 0.0));
    if let Some(changed) = changed {
        *number = changed;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Value {
        serde_json::from_str(text).expect("JSON")
    }

    #[test]
    fn a_number_is_written_with_nine_decimals_at_most() {
        for (number, text) in [
            (3.675_000_000_000_000_7, "3.675"),
            (0.1 + 0.2, "0.3"),
            (2.0 / 3.0, "0.666666667"),
            (999_999.123_456_789_1, "999999.123456789"),
            (-1e-12, "0"),
            (2.000_000_000_1, "2"),
            (4.0, "4"),
        ] {
            assert_eq!(number_value(number).to_string(), text, "{number}");
        }
        assert_eq!(number_value(f64::NAN), Value::Null);
    }

    #[test]
    fn numbers_at_any_depth_are_cut_and_the_others_stay_as_they_are_written() {
        let mut value = read(r#"{"a":[1.10,{"b":0.30000000000000004}],"c":1e400,"d":-2.5,"e":7}"#);
        cut_decimals(&mut value);
        assert_eq!(
            value,
            read(r#"{"a":[1.10,{"b":0.3}],"c":1e400,"d":-2.5,"e":7}"#)
        );
        let mut whole = json!([2.0, "2.0"]);
        cut_decimals(&mut whole);
        assert_eq!(whole.to_string(), r#"[2.0,"2.0"]"#);
        write_as_kept(&mut whole);
        assert_eq!(whole.to_string(), r#"[2,"2.0"]"#);
    }
}
