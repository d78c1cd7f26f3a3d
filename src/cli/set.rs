//! `set`: answers from the command line, all of them or none.

use clap::Args;
use serde_json::Value;

use super::call::Call;
use super::change::{refused, save, to_change, typed};
use super::failure::{Exit, Failure};
use super::input::standard_input;
use super::printed::Printed;
use super::{find, notes};
use crate::canvas::id::Random;
use crate::canvas::question::{AnswerType, Question};
use crate::canvas::{Canvas, State};

/// Answer questions; nothing is written unless every value is accepted.
///
/// QUESTION=VALUE answers a question, QUESTION= removes the answer, QUESTION=- reads it from standard
/// input, which has to hold something: `:clear` removes the answer from there, too. purpose.belief@Operations=4 is one voice's own answer. Rows are JSON, as `get --json`
/// prints them.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// An id, the start of one, or a title.
    canvas: String,
    /// What to answer, such as value.worth=4.
    #[arg(required = true, value_name = "QUESTION=VALUE")]
    answers: Vec<String>,
}

/// What removes an answer where it is read from standard input, as at a prompt.
const CLEAR: &str = ":clear";

/// One answer to put.
struct Given<'a> {
    question: &'static Question,
    voice: Option<&'a str>,
    text: String,
}

/// Writes the answers; where one is refused, nothing is written.
///
/// # Errors
/// [`Exit::Usage`] where a value does not follow its rule, [`Exit::NotFound`] for an unknown canvas,
/// question or voice.
pub fn run(args: &SetArgs, call: &Call) -> Result<Printed, Failure> {
    let given = read(&args.answers)?;
    let random = &mut |end| fastrand::usize(..end);
    let loaded = to_change(call, &args.canvas, random)?;
    let mut canvas = loaded.canvas.clone();
    for one in &given {
        put(&mut canvas, one, call, random).map_err(|failure| Failure {
            message: format!("nothing is written to `{}`: {failure}", canvas.id()),
            ..failure
        })?;
    }
    save(call, &canvas, &loaded)?;
    notes::about_canvas(call, &canvas);
    notes::about_answers(call, &canvas, given.iter().map(|one| one.question));
    Ok(Printed::nothing())
}

/// Splits the arguments, and reads standard input where one of them asks for it.
fn read(answers: &[String]) -> Result<Vec<Given<'_>>, Failure> {
    let mut has_read = false;
    let mut given = Vec::new();
    for answer in answers {
        let (name, text) = answer.split_once('=').ok_or_else(|| {
            let message = format!("`{answer}` is not QUESTION=VALUE, such as value.worth=4");
            Failure::new(Exit::Usage, message)
        })?;
        let (question, voice) = find::question_and_voice(name)?;
        let mut text = text.to_owned();
        if text == "-" {
            if has_read {
                let message = format!("`{answer}`: standard input was read for another answer");
                return Err(Failure::new(Exit::Usage, message));
            }
            has_read = true;
            text = match standard_input()? {
                removed if removed.trim() == CLEAR => String::new(),
                text => text,
            };
        }
        given.push(Given {
            question,
            voice,
            text,
        });
    }
    Ok(given)
}

fn put(
    canvas: &mut Canvas,
    given: &Given,
    call: &Call,
    random: &mut dyn Random,
) -> Result<(), Failure> {
    let question = given.question;
    let value = typed(question, &given.text, call)?;
    let is_private = given.voice.is_some() || matches!(question.answer, AnswerType::VoiceScale);
    if is_private {
        return put_private(canvas, given, value, random);
    }
    if question.id == "decision.choice" {
        keep_decision(canvas, value.as_ref())?;
    }
    canvas
        .set(question, value, random)
        .map_err(|error| refused(question, &given.text, &error))
}

fn put_private(
    canvas: &mut Canvas,
    given: &Given,
    value: Option<Value>,
    random: &mut dyn Random,
) -> Result<(), Failure> {
    let count = canvas.voices().len();
    let is_us = |name: &str| name.trim().eq_ignore_ascii_case("us");
    let voice = match given.voice {
        // Without voices there is one, "us", which is written with its first answer.
        _ if count == 0 && given.voice.is_none_or(is_us) => {
            if value.is_none() {
                return Ok(());
            }
            canvas.first_voice(random)
        }
        None if count == 1 => canvas.first_voice(random),
        Some(name) => find::voice(canvas, name)?,
        None => {
            let id = given.question.id;
            let message = format!("`{id}` needs a voice: {}", find::voices_of(canvas));
            let hint = format!("write {id}@NAME={}", given.text);
            return Err(Failure::new(Exit::Usage, message).hint(hint));
        }
    };
    canvas.set_private(&voice, given.question, value);
    Ok(())
}

/// A recorded decision changes by deciding again, so that the suggestion of that day stands beside it.
fn keep_decision(canvas: &mut Canvas, value: Option<&Value>) -> Result<(), Failure> {
    let is_changed = value.is_some() && value != canvas.value("decision.choice");
    match (canvas.state(), value) {
        (State::Draft, _) => Ok(()),
        (_, None) => {
            canvas.reopen();
            Ok(())
        }
        _ if is_changed => {
            let id = canvas.id();
            Err(Failure::new(Exit::Usage, "it is decided already")
                .hint(format!("whytogether decide {id} CHOICE --because TEXT")))
        }
        _ => Ok(()),
    }
}
