//! What differs between two documents, as edits at paths of keys.

use serde_json::{Map, Value};

/// One edit: the keys that lead to a place, and what stands there; None takes it out.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub path: Vec<String>,
    pub value: Option<Value>,
}

/// The edits that lead from one document to another. Lists are replaced whole.
pub fn between(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<Edit> {
    let mut edits = Vec::new();
    compare(&mut Vec::new(), before, after, &mut edits);
    edits
}

fn compare(
    path: &mut Vec<String>,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    edits: &mut Vec<Edit>,
) {
    for (key, value) in after {
        path.push(key.clone());
        match (before.get(key), value) {
            (Some(old), new) if old == new => {}
            (Some(Value::Object(old)), Value::Object(new)) => compare(path, old, new, edits),
            (_, new) => edits.push(Edit {
                path: path.clone(),
                value: Some(new.clone()),
            }),
        }
        path.pop();
    }
    for key in before.keys().filter(|key| !after.contains_key(*key)) {
        path.push(key.clone());
        edits.push(Edit {
            path: path.clone(),
            value: None,
        });
        path.pop();
    }
}

/// A document with edits made; None where a path leads nowhere.
pub fn apply(mut document: Map<String, Value>, edits: Vec<Edit>) -> Option<Map<String, Value>> {
    for Edit { path, value } in edits {
        let (last, above) = path.split_last()?;
        let mut map = &mut document;
        for key in above {
            map = map.get_mut(key)?.as_object_mut()?;
        }
        match value {
            Some(value) => map.insert(last.clone(), value),
            None => map.shift_remove(last),
        };
    }
    Some(document)
}

impl Edit {
    /// `[path, value]`, or `[path]` for what is taken out.
    pub fn to_value(&self) -> Value {
        let path = Value::from(self.path.clone());
        Value::Array(std::iter::once(path).chain(self.value.clone()).collect())
    }

    /// Reads what [`Edit::to_value`] wrote.
    pub fn from_value(value: Value) -> Option<Self> {
        let Value::Array(parts) = value else {
            return None;
        };
        let mut parts = parts.into_iter();
        let Value::Array(keys) = parts.next()? else {
            return None;
        };
        let path = keys.into_iter().map(|key| match key {
            Value::String(key) => Some(key),
            _ => None,
        });
        let path = path.collect::<Option<Vec<String>>>()?;
        let value = parts.next();
        (!path.is_empty() && parts.next().is_none()).then_some(Self { path, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn map(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(map) => map,
            _ => panic!("an object"),
        }
    }

    #[test]
    fn the_edits_between_two_documents_lead_from_one_to_the_other() {
        let before = map(json!({"a": {"b": 1, "c": {"d": null}}, "e": [1], "f": {}, "g": 0}));
        let after = map(json!({"a": {"b": 2, "c": {}}, "e": [1, 2], "f": "text", "": {"x": null}}));
        let edits = between(&before, &after);
        assert_eq!(apply(before, edits.clone()), Some(after));
        let written: Vec<Value> = edits.iter().map(Edit::to_value).collect();
        let read: Option<Vec<Edit>> = written.into_iter().map(Edit::from_value).collect();
        assert_eq!(read, Some(edits));
    }

    #[test]
    fn an_edit_below_something_else_than_an_object_is_refused() {
        let edit = Edit {
            path: vec!["a".into(), "b".into()],
            value: Some(json!(1)),
        };
        assert_eq!(apply(map(json!({"a": [1]})), vec![edit]), None);
    }
}
