//! What would change the suggestion is what a search through the file finds.

use proptest::prelude::*;
use serde_json::Value;
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::turns::Turns;

use super::canvases::{Case, case};
use super::config;
use super::moves::Moves;

fn turns(case: &Case) -> Value {
    case.weighed(|setting| Turns::of(setting, &Suggestion::of(setting)).to_json())
}

/// The same with every number as what it amounts to, to nine decimals.
fn amounts(value: &Value) -> Value {
    match value {
        Value::Number(number) => {
            let number = number.as_f64().expect("finite");
            format!("{:.9}", number).into()
        }
        Value::Array(items) => items.iter().map(amounts).collect(),
        Value::Object(map) => {
            let map = map.iter().map(|(key, value)| (key.clone(), amounts(value)));
            Value::Object(map.collect())
        }
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn turns_are_those_that_moving_every_answer_of_the_file_finds(case in case()) {
        let (found, searched) = (turns(&case), Moves::of(&case).that_turn_it());
        for list in ["up", "down", "pair"] {
            prop_assert_eq!(
                amounts(&found[list]),
                amounts(&searched[list]),
                "{}\norder {:?} {:?}",
                &case.canvas,
                &case.order,
                case.team
            );
        }
    }
}
