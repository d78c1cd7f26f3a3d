//! What a value has that its schema does not allow: the keywords that the published schemas use.

use serde_json::{Value, json};

/// Everything in a value that its schema does not allow.
pub fn problems(schema: &Value, value: &Value, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().expect("a schema is an object") {
        let is_met = match keyword.as_str() {
            "$schema" | "title" | "description" | "required" | "additionalProperties" => true,
            "type" => types(rule).iter().any(|name| is_of(name, value)),
            "const" => rule == value,
            "enum" => rule.as_array().expect("a list").contains(value),
            "minimum" => value
                .as_f64()
                .is_none_or(|number| number >= rule.as_f64().expect("a number")),
            "maximum" => value
                .as_f64()
                .is_none_or(|number| number <= rule.as_f64().expect("a number")),
            "pattern" => value
                .as_str()
                .is_none_or(|text| matches(rule.as_str().expect("text"), text)),
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                found.extend(
                    items.flat_map(|(at, item)| problems(rule, item, &format!("{path}/{at}"))),
                );
                true
            }
            "properties" => {
                found.extend(of_properties(schema, rule, value, path));
                true
            }
            "anyOf" => {
                let mut ways = rule.as_array().expect("a list").iter();
                ways.any(|way| problems(way, value, path).is_empty())
            }
            other => panic!("{path}: the judge does not know `{other}`"),
        };
        if !is_met {
            found.push(format!("{path}: {value} breaks `{keyword}`: {rule}"));
        }
    }
    found
}

fn types(rule: &Value) -> Vec<&str> {
    match rule {
        Value::Array(names) => names.iter().filter_map(Value::as_str).collect(),
        one => vec![one.as_str().expect("a name")],
    }
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("`{other}` is no type"),
    }
}

/// The one pattern that the schemas use: a day.
fn matches(pattern: &str, text: &str) -> bool {
    assert_eq!(pattern, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    let is_digit =
        |at: usize, c: char| (at == 4 || at == 7) == (c == '-') && (c == '-' || c.is_ascii_digit());
    text.len() == 10 && text.chars().enumerate().all(|(at, c)| is_digit(at, c))
}

fn of_properties(schema: &Value, rule: &Value, value: &Value, path: &str) -> Vec<String> {
    let Some(object) = value.as_object() else {
        return Vec::new();
    };
    let properties = rule.as_object().expect("an object");
    let mut found = Vec::new();
    for name in schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
    {
        if !object.contains_key(name) {
            found.push(format!("{path}: `{name}` is missing"));
        }
    }
    for (name, value) in object {
        match properties.get(name) {
            Some(schema) => found.extend(problems(schema, value, &format!("{path}/{name}"))),
            None if schema["additionalProperties"] == false => {
                found.push(format!("{path}: `{name}` is not in the schema"));
            }
            None => {}
        }
    }
    found
}

#[test]
fn the_judge_sees_what_a_schema_does_not_allow() {
    let day = json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    let schema = json!({
        "type": "object",
        "properties": { "day": day, "score": { "type": "integer", "maximum": 5 }, "list": { "type": "array", "items": { "type": ["string", "null"] } } },
        "required": ["day"],
        "additionalProperties": false,
    });
    let broken = json!({ "score": 3.5, "list": ["a", null, 3], "other": 1 });
    assert_eq!(problems(&schema, &broken, "").len(), 4);
    assert_eq!(
        problems(&schema, &json!({ "day": "2026-1-1" }), "").len(),
        1
    );
    assert_eq!(
        problems(&schema, &json!({ "day": "2026-11-23", "score": 5 }), "").len(),
        0
    );
}
