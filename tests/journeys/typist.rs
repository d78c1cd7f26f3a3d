//! Someone who has a canvas on paper and types it question by question.

use serde_json::Value;
use whytogether::canvas::Canvas;
use whytogether::canvas::codes::{Coded, Outcome};
use whytogether::canvas::question::{AnswerType, Cell, Column, Place, Question};
use whytogether::canvas::row::Row;
use whytogether::canvas::wording::Wording;
use whytogether::tui::keymap::Scope;
use whytogether::tui::screens::asked::asked;

use crate::planner::Planner;

/// Types all that a canvas holds, from its first question up to the screen of the decision.
pub fn type_up_to_the_decision(planner: &mut Planner, wanted: &Canvas) {
    let title = wanted.title().to_owned();
    planner.press("enter").type_text(&title);
    planner.press("tab enter esc 1");
    for question in asked(wanted, false) {
        if question.id == "decision.choice" {
            return;
        }
        type_answer(planner, wanted, question);
    }
}

/// Types the decision, and all that follows it.
pub fn type_the_decision(planner: &mut Planner, wanted: &Canvas, choice: usize) {
    planner.press(&(choice + 1).to_string()).press("tab");
    if Outcome::ALL[choice] == Outcome::GoAheadSmaller {
        planner.paste(wanted.text("decision.offer").unwrap_or_default());
        planner.press("tab");
        let days = wanted.number("decision.days");
        planner.type_text(&days.map_or_else(String::new, |days| days.to_string()));
        planner.press("tab");
    }
    planner.paste(wanted.text("decision.reason").unwrap_or("As suggested."));
    planner.press("tab enter");
    if Outcome::ALL[choice] != Outcome::GoAhead {
        // A letter goes with it, which may wait.
        planner.sees("Here is a letter").press("esc");
    }
    let mut is_after = false;
    for question in asked(wanted, false) {
        if is_after {
            type_answer(planner, wanted, question);
        }
        is_after |= question.id == "decision.choice";
    }
}

fn type_answer(planner: &mut Planner, wanted: &Canvas, question: &'static Question) {
    planner.sees(&Wording::shipped().question(question).label);
    match &question.answer {
        AnswerType::Rows(table) => {
            let columns: Vec<_> = table.asked().collect();
            let rows: Vec<_> = wanted.rows(question).collect();
            let is_empty = !rows.iter().any(|row| columns.iter().any(|c| has(row, c)));
            let is_own = table.place != Place::Partners || question.id == "cover.partners";
            if is_empty {
                planner.press("tab");
                return;
            }
            if !is_own {
                planner.press("enter");
            }
            let mut offered = table.offered().to_vec();
            for (written, row) in rows.iter().enumerate() {
                // Rows that are offered stand below those that are written, in an order of their own.
                let key = row.0.get("key");
                if let Some(place) = offered.iter().position(|one| key.is_some_and(|k| k == one)) {
                    offered.remove(place);
                    if written > 0 {
                        planner.press("esc home left left left left");
                    }
                    for _ in 0..written + place {
                        planner.press("down");
                    }
                    planner.press("enter");
                }
                for column in &columns {
                    let is_offered = key.is_some() && column.id == "decision";
                    let value = row.0.get(column.id).filter(|_| !is_offered);
                    type_value(planner, column.cell, value);
                    planner.press("tab");
                }
            }
            // Out of the rows that are offered still.
            if is_own {
                planner.press("esc tab");
            }
        }
        AnswerType::Scales(parts) => {
            let scores = wanted.value(question.id).and_then(Value::as_object);
            if let Some(scores) = scores {
                planner.press("enter");
                for part in *parts {
                    type_value(planner, Cell::Scale, scores.get(part.id));
                    planner.press("tab");
                }
            } else {
                planner.press("tab");
            }
        }
        AnswerType::VoiceScale => {
            let voices = wanted.voices();
            if voices.len() > 1 {
                planner.press("enter");
                for voice in &voices {
                    planner.press("enter");
                    type_value(planner, Cell::Scale, voice.answer(question));
                    planner.press("enter");
                }
                planner.press("R");
            } else if let Some(voice) = voices.first() {
                type_value(planner, Cell::Scale, voice.answer(question));
            }
            planner.press("tab");
        }
        AnswerType::Choice(codes) => {
            type_value(planner, Cell::Choice(codes), wanted.value(question.id));
            planner.press("tab");
        }
        AnswerType::Scale => {
            type_value(planner, Cell::Scale, wanted.value(question.id));
            planner.press("tab");
        }
        AnswerType::Line | AnswerType::Text | AnswerType::Date | AnswerType::Number => {
            // Over what is there already: a title, a date that was offered.
            let value = wanted.value(question.id);
            if value.is_some() {
                if !matches!(planner.scope(), Scope::Line | Scope::Text) {
                    planner.press("enter");
                }
                planner.press("end ctrl-u");
            }
            type_value(planner, Cell::Line, value);
            planner.press("tab");
        }
    }
}

fn has(row: &Row, column: &Column) -> bool {
    row.0.get(column.id).is_some()
}

fn type_value(planner: &mut Planner, cell: Cell, value: Option<&Value>) {
    let Some(value) = value else { return };
    match (cell, value) {
        (Cell::Choice(codes), value) => {
            let place = codes.iter().position(|code| value == code).expect("a code");
            planner.press(&(place + 1).to_string());
        }
        (Cell::YesNo, value) => {
            planner.press(if *value == true { "1" } else { "2" });
        }
        (_, Value::Array(names)) => {
            let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
            planner.type_text(&names.join(", "));
        }
        (_, Value::String(text)) if text.chars().count() > 12 => {
            planner.paste(text);
        }
        (_, Value::String(text)) => {
            planner.type_text(text);
        }
        (_, other) => {
            planner.type_text(&other.to_string());
        }
    }
}
