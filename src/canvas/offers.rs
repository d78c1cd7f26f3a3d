//! What others say to a question of a canvas, to be taken in one at a time: the sides of a joint canvas, and
//! voices whose answers may be shown.

use serde_json::{Map, Value, json};

use super::answer::AnswerError;
use super::compare::{ComparedRow, Verdict, matched, names_row};
use super::id::Random;
use super::question::{AnswerType, Place, Question, Table};
use super::row::Row;
use super::{Canvas, State, in_words, joint};

/// What somebody says that does not stand in the canvas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Who says it.
    pub who: String,
    /// What it is, in one line; not made safe to show.
    pub words: String,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Answer(Value),
    Rows(Vec<Map<String, Value>>),
}

/// Everything that somebody says to a question and that would change the answer of the canvas.
///
/// Of a table each row, and before them all rows of one where that is several. What others say of us is for
/// nobody to take, nor is a decision of one once all have decided.
pub fn offers(canvas: &Canvas, question: &'static Question) -> Vec<Offer> {
    let is_decided = question.id == "decision.choice" && canvas.state() != State::Draft;
    if is_decided || matches!(question.answer, AnswerType::VoiceScale) {
        return Vec::new();
    }
    // A score or a choice of each is agreed on where it was answered alone.
    let by_voices = question.table().is_some() || !question.may_be_answered_alone();
    let said = joint::told_by(canvas, question).into_iter();
    let said = said.chain(open_voices(canvas, question).filter(|_| by_voices));
    let offers = said.flat_map(|(who, value)| match question.table() {
        Some(table) => of_rows(canvas, question, table, &who, value),
        None => of_answer(canvas, question, who, value),
    });
    offers.collect()
}

/// What voices say to a question, in a sentence each, where it may be shown.
pub fn said_by_voices(canvas: &Canvas, question: &Question) -> Option<String> {
    let said = open_voices(canvas, question).filter_map(|(who, value)| {
        let words = in_words::value(question, value)?.in_one_line();
        Some(format!("{who} said: {}", joint::ended(&words)))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Names of the voices that have answered a question alone, where that may not be shown yet.
pub fn sealed_by(canvas: &Canvas, question: &Question) -> Vec<String> {
    if canvas.is_open(question) {
        return Vec::new();
    }
    let voices = canvas.voices().into_iter();
    let answered = voices.filter(|voice| voice.answer(question).is_some());
    answered.map(|voice| voice.name()).collect()
}

fn open_voices<'a>(
    canvas: &'a Canvas,
    question: &Question,
) -> impl Iterator<Item = (String, &'a Value)> + use<'a> {
    let voices = match canvas.is_open(question) {
        true => canvas.voices(),
        false => Vec::new(),
    };
    let question = Question::find(question.id).expect("in the table");
    voices
        .into_iter()
        .filter_map(move |voice| Some((voice.name(), voice.answer(question)?)))
}

fn of_answer(canvas: &Canvas, question: &Question, who: String, value: &Value) -> Vec<Offer> {
    let words = in_words::value(question, value);
    let words = words.filter(|_| canvas.value(question.id) != Some(value));
    let offer = words.map(|words| Offer {
        who,
        words: words.in_one_line(),
        what: What::Answer(value.clone()),
    });
    offer.into_iter().collect()
}

fn of_rows(
    canvas: &Canvas,
    question: &'static Question,
    table: &'static Table,
    who: &str,
    value: &Value,
) -> Vec<Offer> {
    let rows = beside(canvas, question, table, value);
    let us = canvas.text("cover.our_organisation");
    let new = rows.iter().filter_map(|row| {
        let theirs = row.sides[1].as_ref()?;
        let is_about_nobody =
            table.place == Place::Partners && Row(theirs).line("organisation").is_none();
        let is_new = changes(row) && !is_about_nobody && !joint::is_of_us(question, row, us);
        is_new.then(|| theirs.clone())
    });
    let new: Vec<Map<String, Value>> = new.collect();
    let each = new.iter().filter_map(|row| {
        let words = in_words::value(question, &json!([row]))?.in_one_line();
        Some(Offer {
            who: who.to_owned(),
            words,
            what: What::Rows(vec![row.clone()]),
        })
    });
    let each: Vec<Offer> = each.collect();
    let all = (new.len() > 1).then(|| Offer {
        who: who.to_owned(),
        words: format!("all {} rows", new.len()),
        what: What::Rows(new.clone()),
    });
    all.into_iter().chain(each).collect()
}

/// The rows of the canvas matched with those of somebody else, in this order.
fn beside(
    canvas: &Canvas,
    question: &'static Question,
    table: &'static Table,
    theirs: &Value,
) -> Vec<ComparedRow> {
    let ours = canvas.rows(question);
    let ours: Value = ours.map(|row| Value::Object(row.0.clone())).collect();
    matched(question, table, &[Some(&ours), Some(theirs)])
}

/// True where somebody else's row says something that ours does not.
fn changes(row: &ComparedRow) -> bool {
    row.sides[0].is_none()
        || row.cells.iter().any(|cell| {
            let is_theirs_alone = cell.values[0].is_none() && cell.values[1].is_some();
            let differs = cell.judged.is_some_and(|one| one.verdict != Verdict::Same);
            is_theirs_alone || differs
        })
}

impl Canvas {
    /// Takes in what somebody says: in place of the answer, or in the row that is called the same, or as a
    /// row of its own.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub fn take_offer(
        &mut self,
        question: &'static Question,
        offer: &Offer,
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let (table, rows) = match (&offer.what, question.table()) {
            (What::Rows(rows), Some(table)) => (table, rows),
            (What::Answer(value), _) => return self.set(question, Some(value.clone()), random),
            (What::Rows(_), None) => return Ok(()),
        };
        self.take_rows(question, table, rows, random)
    }

    /// Puts rows of somebody else into those that are called the same, the others at the end.
    ///
    /// # Errors
    /// [`AnswerError::InTheWay`] where the file holds something else in this place.
    pub(super) fn take_rows(
        &mut self,
        question: &'static Question,
        table: &'static Table,
        rows: &[Map<String, Value>],
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        self.give_rows_ids(random);
        for row in beside(self, question, table, &json!(rows)) {
            if let Some(theirs) = &row.sides[1] {
                let same = row.sides[0].as_ref().and_then(|ours| Row(ours).line("id"));
                self.take_row((question, table), (same, theirs), random)?;
            }
        }
        Ok(())
    }

    /// Puts one row into the one with an id, or at the end.
    fn take_row(
        &mut self,
        (question, table): (&'static Question, &'static Table),
        (same, theirs): (Option<&str>, &Map<String, Value>),
        random: &mut dyn Random,
    ) -> Result<(), AnswerError> {
        let id = match same {
            Some(id) => id.to_owned(),
            None => self.add_row(question, table, random)?,
        };
        let is_about_partner = table.place == Place::Partners && same.is_none();
        if let Some(name) = theirs.get("organisation").filter(|_| is_about_partner) {
            let partners = Question::find("cover.partners").expect("in the table");
            let columns = partners.table().expect("a table");
            self.set_cell(partners, columns, &id, "organisation", Some(name.clone()));
        }
        // A row that is here already keeps its own name.
        let columns = table.columns.iter();
        let columns = columns.filter(|column| same.is_none() || !names_row(column, table));
        for column in columns {
            let value = theirs.get(column.id);
            if let Some(value) = value.filter(|_| Row(theirs).has(column)) {
                self.set_cell(question, table, &id, column.id, Some(value.clone()));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::id::CanvasId;
    use super::*;

    fn canvas(keys: &Value) -> Canvas {
        let mut document = json!({ "format": "whytogether.canvas", "version": 1 });
        let map = document.as_object_mut().expect("an object");
        map.extend(keys.as_object().expect("keys").clone());
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        Canvas::read(id, document.to_string().as_bytes()).expect("reads")
    }

    fn question(id: &str) -> &'static Question {
        Question::find(id).expect("in the table")
    }

    fn words(canvas: &Canvas, id: &str) -> Vec<String> {
        let offers = offers(canvas, question(id)).into_iter();
        offers
            .map(|offer| format!("{}: {}", offer.who, offer.words))
            .collect()
    }

    fn take(canvas: &mut Canvas, id: &str, place: usize) {
        let offer = offers(canvas, question(id)).swap_remove(place);
        let mut next = 0;
        let random = &mut |end: usize| {
            next += 7;
            next % end
        };
        canvas
            .take_offer(question(id), &offer, random)
            .expect("taken");
    }

    /// A joint canvas with what its sides said.
    fn joint_canvas() -> Canvas {
        canvas(&json!({
            "cover": { "our_organisation": "Trust" },
            "partners": [{ "id": "p222", "organisation": "Fellgate", "trust": 3 }],
            "capacity": { "people": [{ "id": "h222", "person": "Lead" }] },
            "sides": [
                { "id": "s222", "name": "Trust", "organisation": "Trust", "answers": {
                    "decision.telling": "letter",
                    "capacity.people": [{ "person": "Lead", "days": 2 }] } },
                { "id": "s333", "name": "Fellgate", "organisation": "Fellgate", "answers": {
                    "decision.choice": "not_yet",
                    "capacity.people": [{ "person": "lead", "days": 4 }, { "person": "Driver", "days": 1 }],
                    "capacity.trust": [{ "organisation": "Trust", "trust": 5 }, { "organisation": "Council", "trust": 2 }] } },
            ],
        }))
    }

    #[test]
    fn what_one_side_said_is_offered_until_it_stands() {
        let mut joint = joint_canvas();
        assert_eq!(words(&joint, "decision.telling"), ["Trust: letter"]);
        take(&mut joint, "decision.telling", 0);
        assert_eq!(joint.text("decision.telling"), Some("letter"));
        assert_eq!(words(&joint, "decision.telling"), [""; 0]);
        assert_eq!(words(&joint, "value.sign"), [""; 0]);
    }

    #[test]
    fn rows_are_taken_one_by_one_or_all_into_the_row_that_is_called_the_same() {
        let mut joint = joint_canvas();
        assert_eq!(
            words(&joint, "capacity.people"),
            [
                "Trust: Lead, 2 days a month",
                "Fellgate: all 2 rows",
                "Fellgate: lead, 4 days a month",
                "Fellgate: Driver, 1 day a month",
            ]
        );
        take(&mut joint, "capacity.people", 1);
        let rows: Vec<_> = joint
            .rows_at("capacity.people")
            .map(|row| (row.line("person"), row.number("days")))
            .collect();
        assert_eq!(
            rows,
            [(Some("Lead"), Some(4.0)), (Some("Driver"), Some(1.0))]
        );
        assert_eq!(
            words(&joint, "capacity.people"),
            ["Trust: Lead, 2 days a month"]
        );
    }

    #[test]
    fn a_partner_that_only_they_name_is_added_and_we_are_no_partner_of_ours() {
        let mut joint = joint_canvas();
        assert_eq!(words(&joint, "capacity.trust").len(), 1);
        take(&mut joint, "capacity.trust", 0);
        let partners: Vec<_> = joint
            .partners()
            .map(|row| (row.line("organisation"), row.scale("trust")))
            .collect();
        assert_eq!(
            partners,
            [(Some("Fellgate"), Some(3)), (Some("Council"), Some(2))]
        );
    }

    #[test]
    fn a_voice_offers_what_it_said_once_that_is_open_and_not_before() {
        let stops = json!([{ "what": "Forum", "days": 1.5 }]);
        let mut ours = canvas(&json!({ "voices": [
            { "id": "v222", "name": "Lead" },
            { "id": "v333", "name": "Fellgate", "answers": { "capacity.stops": stops } },
        ] }));
        let asked = question("capacity.stops");
        assert_eq!(words(&ours, "capacity.stops"), [""; 0]);
        assert_eq!(said_by_voices(&ours, asked), None);
        assert_eq!(sealed_by(&ours, asked), ["Fellgate"]);
        ours.reveal(asked, Some("Lead")).expect("a name");
        assert_eq!(sealed_by(&ours, asked), [""; 0]);
        assert_eq!(
            said_by_voices(&ours, asked).as_deref(),
            Some("Fellgate said: Forum, 1.5 days a month.")
        );
        take(&mut ours, "capacity.stops", 0);
        assert_eq!(ours.rows_at("capacity.stops").count(), 1);
    }

    #[test]
    fn a_decision_is_no_offer_once_all_have_decided() {
        let mut joint = joint_canvas();
        assert_eq!(words(&joint, "decision.choice"), ["Fellgate: not yet"]);
        let mut document = joint.document().clone();
        document.insert(
            "decision".into(),
            json!({ "choice": "go_ahead", "decided_on": "2026-11-09" }),
        );
        joint.replace_document(document);
        assert_eq!(words(&joint, "decision.choice"), [""; 0]);
    }
}
