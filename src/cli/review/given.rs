//! Answers of a check-in as a script gives them: `FIELD=VALUE`, or a JSON object.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::super::change::refused;
use super::super::failure::{Exit, Failure};
use crate::canvas::Canvas;
use crate::canvas::answer::typed;
use crate::canvas::id::Random;
use crate::canvas::names::people;
use crate::canvas::review::{CheckIn, Of, REVIEW, ReviewQuestion, Slot, slots};

/// One answer to put.
#[derive(Debug)]
pub struct Given {
    asked: &'static ReviewQuestion,
    /// The name or the id of a partner or a voice.
    of: Option<String>,
    text: String,
}

/// Reads `FIELD=VALUE` and `FIELD@NAME=VALUE`.
///
/// # Errors
/// [`Exit::Usage`] where it is neither, or there is no such field.
pub fn from_arguments(answers: &[String]) -> Result<Vec<Given>, Failure> {
    let read = answers.iter().map(|answer| {
        let (name, text) = answer.split_once('=').ok_or_else(|| {
            let message =
                format!("`{answer}` is not FIELD=VALUE, such as value=4 or trust@PARTNER=3");
            Failure::new(Exit::Usage, message)
        })?;
        let (key, of) = match name.split_once('@') {
            Some((key, of)) => (key, Some(of.to_owned())),
            None => (name, None),
        };
        let asked = field(key)?;
        if (asked.of == Of::All) == of.is_some() {
            let form = if of.is_some() {
                format!("{key}=VALUE")
            } else {
                format!("{key}@NAME=VALUE")
            };
            return Err(Failure::new(
                Exit::Usage,
                format!("`{answer}` is not how it is given: {form}"),
            ));
        }
        let text = text.to_owned();
        Ok(Given { asked, of, text })
    });
    read.collect()
}

/// Reads a JSON object of fields.
///
/// # Errors
/// [`Exit::Usage`] where it is none, or has a field that there is not.
pub fn from_object(text: &str) -> Result<Vec<Given>, Failure> {
    let fields: Map<String, Value> = serde_json::from_str(text).map_err(|error| {
        let message = format!("standard input is not a JSON object of answers: {error}");
        Failure::new(Exit::Usage, message)
    })?;
    let mut all = Vec::new();
    for (key, value) in fields {
        let asked = field(&key)?;
        match value {
            Value::Object(map) if asked.of != Of::All => {
                all.extend(map.into_iter().map(|(of, value)| Given {
                    asked,
                    of: Some(of),
                    text: as_typed(value),
                }));
            }
            _ if asked.of != Of::All => {
                let message = format!("`{key}` is an object from name to score");
                return Err(Failure::new(Exit::Usage, message));
            }
            value => all.push(Given {
                asked,
                of: None,
                text: as_typed(value),
            }),
        }
    }
    Ok(all)
}

/// A JSON value as it would be typed.
fn as_typed(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn field(key: &str) -> Result<&'static ReviewQuestion, Failure> {
    ReviewQuestion::find(key.trim()).ok_or_else(|| {
        let known: Vec<&str> = REVIEW.iter().map(ReviewQuestion::key).collect();
        let message = format!("a review has no `{key}`; it has {}", known.join(", "));
        Failure::new(Exit::Usage, message)
    })
}

impl Given {
    /// What is answered.
    pub fn question(&self) -> &'static crate::canvas::question::Question {
        &self.asked.question
    }

    /// Puts the answer in a check-in.
    ///
    /// # Errors
    /// [`Exit::Usage`] where it does not follow its rule, [`Exit::NotFound`] where no partner or voice has the
    /// name.
    pub fn put(
        &self,
        canvas: &mut Canvas,
        check_in: &CheckIn,
        today: Date,
        random: &mut dyn Random,
    ) -> Result<(), Failure> {
        let question = &self.asked.question;
        let refuse = |error| refused(question, &self.text, &error);
        let value = typed(question, &self.text, today).map_err(refuse)?;
        if question.table().is_some() {
            return canvas.replace_kept(check_in, value, random).map_err(refuse);
        }
        let slot = match &self.of {
            Some(name) => Some(self.slot(canvas, name)?),
            None => None,
        };
        let of = slot.as_ref().and_then(Slot::id);
        let put = canvas.put_in_review(check_in, self.asked, of, value, random);
        put.map_err(refuse)
    }

    /// The one place of the form with a partner's or a voice's name.
    fn slot(&self, canvas: &Canvas, name: &str) -> Result<Slot, Failure> {
        let of_question: Vec<Slot> = slots(canvas)
            .into_iter()
            .filter(|slot| slot.asked == self.asked)
            .collect();
        let whom = of_question.iter().filter_map(|slot| slot.of.as_ref());
        let known: Vec<(String, String)> = whom
            .map(|whom| (whom.id.clone(), whom.name.clone()))
            .collect();
        let meant = people(&known, name);
        let is_meant = |slot: &&Slot| {
            let id = slot.of.as_ref().map(|whom| &whom.id);
            meant.iter().any(|(meant, _)| Some(meant) == id)
        };
        let mut found = of_question.iter().filter(is_meant);
        match (found.next(), found.next()) {
            (Some(slot), None) => Ok(slot.clone()),
            (first, _) => {
                let names: Vec<String> = known
                    .iter()
                    .map(|(id, name)| format!("{name} ({id})"))
                    .collect();
                let key = self.asked.key();
                let how_many = if first.is_some() {
                    "several are"
                } else {
                    "nobody is"
                };
                let message = format!(
                    "`{key}@{name}`: {how_many} called so; there are {}",
                    names.join(", ")
                );
                Err(Failure::new(Exit::NotFound, message))
            }
        }
    }
}
