//! Answers in a file from elsewhere that cannot all be read.

use super::*;

#[test]
fn one_bad_cell_costs_that_cell_and_neither_its_row_nor_the_table() {
    let ours = sample("falls-response-at-home-7k3f");
    let mut blank = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    let people = json!([
        { "person": "Driver", "days": "lots", "agreed": "yes" },
        { "person": "Nurse", "days": "2", "agreed": "perhaps", "shift": "night" },
        "Porter",
        { "person": "", "role": "", "days": "", "agreed": "" },
        { "person": "Nurse", "days": 1 },
    ]);
    write(&mut blank, "capacity.people", people);
    let trust = json!([
        { "organisation": "Harrowdale Council", "trust": "7", "worked_before": "yes" },
        { "organisation": "Somebody New", "trust": 2 },
        { "organisation": "", "trust": 3 },
    ]);
    write(&mut blank, "capacity.trust", trust);
    let not_taken = blank.take_in(date(2026, 11, 23), &mut in_turn());
    let named: Vec<String> = not_taken
        .iter()
        .map(|one| format!("{}: {}", one.place(), one.why))
        .collect();
    let expected = [
        "`capacity.people`, row 1 (Driver), `days`: `lots` is not a number from 0 to 1,000,000, such as 2 or 0.5",
        "`capacity.people`, row 2 (Nurse), `agreed`: `perhaps` is neither yes nor no",
        "`capacity.people`, row 2 (Nurse), `shift`: there is no such column",
        "`capacity.people`, row 3: a row has braces around it",
        "`capacity.trust`, row 1 (Harrowdale Council), `trust`: `7` is not on the scale: a whole number from 1 to 5",
        "`capacity.trust`, row 3: it names no organisation",
    ];
    assert_eq!(named, expected);
    let rows: Vec<_> = blank
        .rows_at("capacity.people")
        .map(|row| (row.line("person"), row.number("days"), row.yes("agreed")))
        .collect();
    assert_eq!(
        rows,
        [
            (Some("Driver"), None, Some(true)),
            (Some("Nurse"), Some(2.0), None),
            (Some("Nurse"), Some(1.0), None),
        ]
    );
    let partner = |name: &str| {
        let mut partners = blank.partners();
        let row = partners.find(|row| row.line("organisation") == Some(name));
        row.map(|row| (row.scale("trust"), row.yes("worked_before")))
    };
    assert_eq!(partner("Harrowdale Council"), Some((None, Some(true))));
    assert_eq!(partner("Somebody New"), Some((Some(2), None)));
    // What could not be read is still in the file, and named beside the answers.
    let left = at(&blank, "/fill_in/questions");
    let people = json!([
        { "person": "Driver", "days": "lots" },
        { "person": "Nurse", "agreed": "perhaps", "shift": "night" },
        "Porter",
    ]);
    assert!(
        left.as_array()
            .expect("entries")
            .iter()
            .any(|one| one["answer"] == people),
        "{left}"
    );
    let text = comparison::comparison(&compared(&[&ours, &blank]));
    let told = "    B  cannot be read: Driver, days a month: lots; Nurse, agreed: perhaps; Nurse, shift: night; Porter\n";
    assert!(text.contains(told), "{text}");
    // The same file read once more takes nothing away.
    let before = at(&blank, "/capacity/people");
    blank.take_in(date(2026, 11, 23), &mut in_turn());
    assert_eq!(at(&blank, "/capacity/people"), before);
}

#[test]
fn a_score_of_several_that_cannot_be_read_leaves_the_others() {
    let mut theirs = canvas(&json!({
        "fill_in": { "questions": [
            { "question": "capacity.skill", "answer": { "skills": "4", "mindset": "so-so", "process": "" } },
        ] },
    }));
    let not_taken = theirs.take_in(date(2026, 11, 23), &mut in_turn());
    assert_eq!(not_taken.len(), 1);
    assert_eq!(not_taken[0].place(), "`capacity.skill`, `mindset`");
    assert_eq!(at(&theirs, "/capacity/skill"), json!({ "skills": 4 }));
}

#[test]
fn every_value_that_cannot_be_read_is_named_beside_the_answers() {
    let ours = canvas(
        &json!({ "ownership": { "decisions": [{ "key": "agree_plan", "decides": ["Lead"] }] } }),
    );
    let theirs = canvas(&json!({
        "ownership": { "decisions": [{ "key": "fly", "decision": "Fly", "decides": "Lead" }] },
        "voices": [{ "id": "v222", "name": "Crew", "answers": { "purpose.belief": 4321 } }],
    }));
    let text = comparison::comparison(&compared(&[&ours, &theirs]));
    let told = "    B  cannot be read: row 1, key: fly; row 1, decides: Lead\n";
    assert!(text.contains(told), "{text}");
    assert!(
        !text.contains("4321"),
        "what is theirs alone is not told: {text}"
    );
}
