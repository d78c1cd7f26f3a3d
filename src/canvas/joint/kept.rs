//! What a joint canvas keeps of its sides: who said what, and which canvases of the workspace they were.

use serde_json::{Map, Value, json};

use super::super::Canvas;
use super::super::compare::{Comparison, Side, Verdict};
use super::super::id::{Random, row_id};
use super::{MADE_OF, SIDES, answered, is_decided_together, is_of_us, is_too_long, who_we_are};

/// Keeps what each side said wherever it is not the same for all, is for all to decide, or is about us.
pub(super) fn keep_sides(
    canvas: &mut Canvas,
    sides: &[Side],
    comparison: &Comparison,
    random: &mut dyn Random,
) {
    let us = who_we_are(sides);
    let mut kept: Vec<Value> = Vec::new();
    for (place, side) in sides.iter().enumerate() {
        let told = answered(comparison).filter(|compared| {
            let mut rows = compared.rows.iter();
            compared.judged.verdict != Verdict::Same
                || is_decided_together(compared.question)
                || rows.any(|row| is_of_us(compared.question, row, us))
        });
        let answers = told.filter_map(|compared| {
            let value = compared.answers[place].value()?;
            let value = Some(value).filter(|value| !is_too_long(value))?;
            Some((compared.question.id.to_owned(), without_ids(value.clone())))
        });
        let answers: Map<String, Value> = answers.collect();
        let is_taken = |id: &str| canvas.has_row_id(id) || kept.iter().any(|side| side["id"] == id);
        let mut row = json!({ "id": row_id(is_taken, random), "name": side.name });
        if let Some(organisation) = side.organisation() {
            row["organisation"] = organisation.into();
        }
        if !answers.is_empty() {
            row["answers"] = answers.into();
        }
        kept.push(row);
    }
    canvas.document.insert(SIDES.into(), kept.into());
}

/// Keeps which canvases of this workspace it stands in for; of a joint canvas also those that it was made of.
pub(super) fn keep_made_of(canvas: &mut Canvas, sides: &[Side]) {
    let ours = sides.iter().filter(|side| side.file().is_none());
    let ids = ours.flat_map(|side| {
        let own = std::iter::once(side.canvas().id().as_str());
        own.chain(side.canvas().made_of())
    });
    let mut made_of: Vec<&str> = Vec::new();
    for id in ids {
        if !made_of.contains(&id) {
            made_of.push(id);
        }
    }
    if !made_of.is_empty() {
        canvas.document.insert(MADE_OF.into(), made_of.into());
    }
}

/// Rows without their ids: these are those of the rows that all of them answer with.
pub(in super::super) fn without_ids(mut value: Value) -> Value {
    let rows = value.as_array_mut().into_iter().flatten();
    for row in rows.filter_map(Value::as_object_mut) {
        row.shift_remove("id");
    }
    value
}
