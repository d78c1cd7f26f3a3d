//! In open rounds no screen shows what somebody answered alone, nor what the canvas held before it.

use serde_json::{Value, json};

use crate::SCREENS;
use crate::planner::Planner;

/// The samples with every canvas in a round, in which everything is low, or high.
fn in_rounds(is_high: bool) -> Planner {
    let samples = Planner::in_samples();
    let score = if is_high { 5 } else { 1 };
    let pick = |low: &str, high: &str| json!(if is_high { high } else { low });
    for id in samples.ids() {
        samples.someone_else_writes(&id, |canvas| {
            let keys = canvas.as_object_mut().expect("keys");
            keys.remove("revealed");
            let choices = [
                ("purpose", "freedom", pick("free", "required")),
                ("value", "kind", pick("shared_voice", "shared_delivery")),
                ("value", "worth", json!(score)),
                ("capacity", "closeness", pick("keep_in_touch", "act_as_one")),
                ("capacity", "priority", pick("not_on_the_list", "top_three")),
                ("ownership", "coordinator", pick("us", "a_partner")),
            ];
            let partners = canvas["partners"].as_array_mut().expect("rows").iter_mut();
            let trust: Vec<Value> = partners
                .map(|partner| {
                    partner["trust"] = score.into();
                    json!({"organisation": partner["organisation"], "trust": score})
                })
                .collect();
            let mut answers = json!({"purpose.belief": score, "capacity.trust": trust});
            let mut asked = vec![json!("purpose.belief"), json!("capacity.trust")];
            for (step, key, value) in choices {
                canvas[step][key] = value.clone();
                answers[format!("{step}.{key}")] = value;
                asked.push(json!(format!("{step}.{key}")));
            }
            canvas["in_round"] = json!(asked);
            canvas["voices"] = json!([
                {"id": "v222", "name": "Therapy lead", "answers": answers},
                {"id": "v333", "name": "Operations"},
            ]);
        });
    }
    samples.again(None, false)
}

#[test]
fn in_open_rounds_every_screen_is_the_same_whatever_is_hidden() {
    // What begins with `R` has answers shown, which then differ.
    let screens = SCREENS
        .iter()
        .filter(|(_, keys)| !keys.split(' ').any(|key| key == "R"));
    let screens: Vec<_> = screens.collect();
    assert!(screens.len() > 30);
    for (name, keys) in screens {
        // Opening a canvas leads to its round, and from there to its page.
        for keys in [(*keys).to_owned(), keys.replace("enter", "enter esc esc")] {
            for size in [(80, 24), (120, 36)] {
                let frames = [false, true].map(|is_high| {
                    let mut planner = in_rounds(is_high);
                    planner.size = size;
                    if !keys.is_empty() {
                        planner.press(&keys);
                    }
                    planner.frame()
                });
                assert_eq!(frames[0], frames[1], "{name}: {keys}");
            }
        }
    }
}
