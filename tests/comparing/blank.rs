//! The blank canvas that a partner fills in.

use super::*;

#[test]
fn what_came_back_as_it_was_sent_is_no_answer_and_what_they_changed_is_one() {
    let ours = sample("falls-response-at-home-7k3f");
    let share = ["purpose.change", "purpose.without"].map(question);
    let invitation = Invitation {
        share: &share,
        ..Invitation::default()
    };
    let mut blank = sheet(&ours, &invitation, NOW, &mut in_turn()).expect("made");
    blank.take_in(date(2026, 11, 23), &mut in_turn());
    let comparison = compared(&[&ours, &blank]);
    for id in [
        "cover.title",
        "cover.partners",
        "purpose.change",
        "purpose.without",
    ] {
        assert_eq!(verdict(&comparison, id), Some(AsSent), "{id}");
    }
    assert_eq!(comparison.count(Same), 0);
    assert!(
        comparison
            .agreement()
            .starts_with("No question has two answers")
    );
    let change = question("purpose.change");
    let changed = Some("Nobody lies on the floor.".into());
    blank.set(change, changed, &mut in_turn()).expect("set");
    let comparison = compared(&[&ours, &blank]);
    assert_eq!(verdict(&comparison, "purpose.change"), Some(Different));
    let made = joined(&[&ours, &blank], &[]).expect("joined");
    assert_eq!(
        at(&made.canvas, "/purpose/without")
            .as_array()
            .map(Vec::len),
        Some(4)
    );
    let told = said(&made.canvas, question("purpose.without")).expect("told");
    assert!(
        told.starts_with("Only Harrowdale Community Trust: Our own evening team, "),
        "{told}"
    );
}

/// Marks every text of a document but those under these keys.
fn marked(value: &mut Value, but: &[&str]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| marked(item, but)),
        Value::Object(map) => {
            let marking = map
                .iter_mut()
                .filter(|(key, _)| !but.contains(&key.as_str()));
            marking.for_each(|(_, value)| marked(value, but));
        }
        Value::String(text) => text.insert_str(0, "SECRET "),
        _ => {}
    }
}

#[test]
fn a_blank_canvas_holds_the_title_the_names_what_is_shared_and_nothing_else_of_ours() {
    let mut document = Value::Object(sample("falls-response-at-home-7k3f").document().clone());
    marked(
        &mut document,
        &[
            "format",
            "title",
            "organisation",
            "our_organisation",
            "change",
        ],
    );
    document["voices"][0]["organisation"] = "SECRET".into();
    let ours = canvas(&document);
    let share = [question("purpose.change")];
    let invitation = Invitation {
        to: Some("fellgate ambulance"),
        note: Some("By Friday, please"),
        share: &share,
    };
    let blank = sheet(&ours, &invitation, NOW, &mut in_turn()).expect("made");
    let names: Vec<_> = blank
        .partners()
        .filter_map(|row| row.line("organisation"))
        .collect();
    assert_eq!(
        names,
        [
            "Harrowdale Community Trust",
            "Harrowdale Council",
            "Upright Together"
        ]
    );
    assert_eq!(blank.title(), ours.title());
    assert_eq!(blank.text("purpose.change"), ours.text("purpose.change"));
    let text = String::from_utf8(blank.to_bytes()).expect("text");
    assert!(text.contains("By Friday, please"), "{text}");
    assert!(!text.contains("SECRET"), "{text}");
    for id in ["p3ka", "v7m2", "falls-7k3f"] {
        assert!(!text.contains(id), "{id}: {text}");
    }
}

#[test]
fn what_was_answered_alone_or_is_thought_of_partners_is_not_shared() {
    let ours = sample("falls-response-at-home-7k3f");
    for id in ["purpose.belief", "capacity.trust", "cover.voices"] {
        let share = [question(id)];
        let invitation = Invitation {
            share: &share,
            ..Invitation::default()
        };
        let refused = sheet(&ours, &invitation, NOW, &mut in_turn()).expect_err("refused");
        assert!(matches!(refused, SheetError::StaysWithUs { .. }), "{id}");
    }
}

#[test]
fn what_an_editor_filled_in_is_taken_in_and_what_breaks_a_rule_is_kept_and_named() {
    let ours = sample("falls-response-at-home-7k3f");
    let mut blank = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    write(&mut blank, "purpose.noticed_by", "Families".into());
    write(&mut blank, "purpose.belief", 4.into());
    write(&mut blank, "value.kind", "Shared delivery".into());
    write(&mut blank, "value.worth", "seven".into());
    write(&mut blank, "ownership.end_date", "30 September 2027".into());
    let trust = json!([{ "organisation": "Harrowdale Council", "trust": "2", "worked_before": "yes" }, { "organisation": "Upright Together", "trust": "" }]);
    write(&mut blank, "capacity.trust", trust);
    let stop = json!([{ "key": "pause_or_stop", "decision": "Pause or stop", "decides": "Duty manager" }, { "key": "spend_money", "decision": "Spend money", "decides": "" }]);
    write(&mut blank, "ownership.decisions", stop);
    let not_taken = blank.take_in(date(2026, 11, 23), &mut in_turn());
    let named: Vec<_> = not_taken
        .iter()
        .map(|one| (one.question.as_str(), one.why.as_str()))
        .collect();
    assert_eq!(
        named,
        [(
            "value.worth",
            "it takes 1 to 5, from hardly anything to all we hoped for"
        )]
    );
    assert_eq!(at(&blank, "/purpose/noticed_by"), "Families");
    assert_eq!(blank.belief(), [4]);
    assert_eq!(at(&blank, "/value/kind"), "shared_delivery");
    assert_eq!(at(&blank, "/ownership/end_date"), "2027-09-30");
    let council = blank
        .partners()
        .find(|row| row.line("organisation") == Some("Harrowdale Council"));
    assert_eq!(council.and_then(|row| row.scale("trust")), Some(2));
    assert_eq!(
        at(&blank, "/ownership/decisions")
            .as_array()
            .expect("rows")
            .len(),
        1
    );
    let kept = at(&blank, "/fill_in/questions");
    assert_eq!(kept.as_array().expect("entries").len(), 1);
    assert_eq!(kept[0]["answer"], "seven");
}

#[test]
fn a_blank_canvas_that_nobody_filled_in_has_nothing_to_compare() {
    let ours = sample("falls-response-at-home-7k3f");
    let mut blank = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    assert_eq!(blank.take_in(date(2026, 11, 23), &mut in_turn()), []);
    assert_eq!(blank.value("fill_in"), None);
    let answered = QUESTIONS
        .iter()
        .filter(|question| blank.is_answered(question));
    let answered: Vec<&str> = answered.map(|question| question.id).collect();
    assert_eq!(answered, ["cover.title", "cover.partners", "cover.voices"]);
}

/// The questions of a blank canvas, each with its entry.
fn asked_of(blank: &Canvas) -> Vec<(String, Value)> {
    let entries = at(blank, "/fill_in/questions");
    let entries = entries.as_array().expect("entries").iter();
    entries
        .map(|one| {
            (
                one["question"].as_str().expect("an id").to_owned(),
                one.clone(),
            )
        })
        .collect()
}

#[test]
fn a_blank_canvas_asks_everything_that_a_partner_can_answer() {
    let ours = sample("falls-response-at-home-7k3f");
    let blank = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    let asked = asked_of(&blank);
    let is_asked = |id: &str| asked.iter().any(|(one, _)| one == id);
    let left_out = QUESTIONS.iter().map(|question| question.id);
    let left_out: Vec<&str> = left_out.filter(|id| !is_asked(id)).collect();
    let ours_only = [
        "cover.title",
        "cover.partners",
        "cover.voices",
        "decision.offer",
        "decision.days",
        "decision.telling",
    ];
    assert_eq!(left_out, ours_only, "who they are is asked, as nobody said");
    let entry = |id: &str| &asked.iter().find(|(one, _)| one == id).expect("asked").1;
    assert_eq!(
        entry("value.voice.audience")["only_if"],
        "your answer to value.kind is: shared voice"
    );
    assert_eq!(entry("value.kind")["quick"], true);
    assert_eq!(entry("capacity.skill")["quick"], Value::Null);

    let share = [question("value.kind")];
    let invitation = Invitation {
        to: Some("Fellgate"),
        share: &share,
        ..Invitation::default()
    };
    let known = sheet(&ours, &invitation, NOW, &mut in_turn()).expect("made");
    let known = asked_of(&known);
    let is_asked = |id: &str| known.iter().any(|(one, _)| one == id);
    assert!(is_asked("value.delivery.thing") && is_asked("value.second"));
    assert!(!is_asked("value.voice.audience") && !is_asked("cover.our_organisation"));
    assert!(known.iter().all(|(_, one)| one["only_if"].is_null()));
}

#[test]
fn what_nobody_asked_of_them_is_no_question_that_they_left_out() {
    let ours = canvas(&json!({
        "cover": { "our_organisation": "Trust" },
        "value": { "kind": "shared_delivery", "sign": "Calls", "delivery": { "thing": "A team" } },
        "decision": { "telling": "letter" },
        "capacity": { "priority": "top_three" },
    }));
    let mut theirs = sheet(&ours, &Invitation::default(), NOW, &mut in_turn()).expect("made");
    write(&mut theirs, "value.kind", "shared voice".into());
    theirs.take_in(date(2026, 11, 23), &mut in_turn());
    let comparison = compared(&[&ours, &theirs]);
    // Another kind of value has other questions; how others are told was never asked.
    for id in ["value.delivery.thing", "decision.telling"] {
        assert_eq!(verdict(&comparison, id), Some(NotAsked), "{id}");
    }
    for id in ["value.sign", "capacity.priority"] {
        assert_eq!(verdict(&comparison, id), Some(OnlyOne), "{id}");
    }
    let told = comparison.agreement();
    assert!(
        told.contains("2 questions were asked of one of you only."),
        "{told}"
    );
    let line = &comparison.not_answered(true)[0];
    assert!(line.ends_with("2 not filled in, 2 not asked"), "{line}");
    let text = comparison::comparison(&comparison);
    assert!(
        text.contains("(value.delivery.thing): only A was asked\n"),
        "{text}"
    );
    assert!(text.contains("    B  was not asked\n"), "{text}");
    // In a joint canvas it stands, as nobody says otherwise.
    let made = joined(&[&ours, &theirs], &[]).expect("joined");
    assert_eq!(at(&made.canvas, "/value/sign"), "Calls");
}
