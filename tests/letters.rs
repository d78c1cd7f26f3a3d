//! Letters: filled only from the canvas, blank where it has nothing, and kept like every other row.

use std::collections::HashSet;

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::codes::{Coded, Outcome};
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::letter::{Blank, Kind, Letter, Part, Recipient, addressed_to, blanks};
use whytogether::canvas::merge::merge;
use whytogether::canvas::others::{Others, Setting, Team};
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::undo::Journal;

const TODAY: Date = date(2026, 11, 23);

fn canvas(keys: Value) -> Canvas {
    let mut document = json!({ "format": "whytogether.canvas", "version": 1 });
    let keys = keys.as_object().expect("an object").clone();
    document.as_object_mut().expect("an object").extend(keys);
    let id = CanvasId::from_name("falls-7k3f").expect("an id");
    Canvas::read(id, &serde_json::to_vec(&document).expect("JSON")).expect("a canvas")
}

fn weighed(canvas: &Canvas, days: f64) -> Suggestion {
    Suggestion::of(&Setting {
        canvas,
        others: &Others::default(),
        team: Team { days, reserve: 0.2 },
        today: TODAY,
    })
}

fn letter(canvas: &Canvas, kind: Kind) -> Letter {
    let recipient = Recipient::all(canvas).remove(0);
    Letter::of(canvas, &weighed(canvas, 10.0), kind, &recipient, TODAY)
}

fn part(letter: &Letter, part: Part) -> &str {
    let found = letter.parts.iter().find(|(one, _)| *one == part);
    &found.expect("all seven are there").1
}

/// A canvas that has everything a letter can say.
fn full() -> Value {
    json!({
        "cover": { "title": "Winter walks", "our_organisation": "Harrowdale Trust", "asked_by": "Fellgate Council", "reply_by": "2026-12-05" },
        "voices": [{ "id": "v222", "name": "Walks lead", "answers": { "purpose.belief": 4 } }],
        "partners": [
            { "id": "p222", "organisation": "Upright Together", "contact": "Volunteer lead", "gain": "More walkers", "gain_known": "our_guess" },
            { "id": "p223", "organisation": "Fellgate Council", "contact": "Parks manager", "gain": "Busy parks.", "gain_known": "they_told_us", "trust": 4 },
        ],
        "purpose": { "freedom": "free", "change": "Fewer falls" },
        "capacity": {
            "people": [{ "id": "h222", "person": "Walks lead", "days": 9 }],
            "closeness": "share_resources",
            "stops": [{ "id": "s222", "what": "The newsletter", "days": 1, "agreed": false }],
        },
        "decision": { "review_on": "2027-02-23" },
    })
}

fn with(mut canvas: Value, path: &str, value: Value) -> Value {
    *canvas.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = value;
    canvas
}

/// A canvas decided by some checks.
fn decided(choice: &str, because: &[&str]) -> Value {
    let decision = json!({
        "choice": choice, "decided_on": "2026-11-20", "suggested": choice, "because": because,
        "review_on": "2027-02-23",
    });
    with(full(), "/decision", decision)
}

#[test]
fn the_answer_stands_in_the_first_three_lines_of_every_letter() {
    for keys in [json!({}), full()] {
        for kind in Kind::ALL {
            let letter = letter(&canvas(keys.clone()), *kind);
            let answer = part(&letter, Part::Answer);
            let text = letter.text();
            let line = text.lines().position(|line| line == answer);
            assert!(line.is_some_and(|line| line < 3), "{text}");
        }
    }
}

#[test]
fn an_empty_canvas_gives_a_letter_of_blanks_and_none_of_them_is_filled_with_a_guess() {
    for kind in Kind::ALL {
        let text = letter(&canvas(json!({})), *kind).text();
        let asked: Vec<String> = blanks(&text).into_iter().map(|blank| blank.words).collect();
        for wanted in [
            "a name",
            "what they asked about",
            "one true reason, about you",
            "what you are protecting, or leave this out",
            "who they can talk to",
            "who you are",
        ] {
            assert!(
                asked.iter().any(|words| words == wanted),
                "{wanted}\n{text}"
            );
        }
        let every_part = blanks(&text)
            .iter()
            .all(|blank| blank.part(*kind).is_some());
        assert!(every_part, "{text}");
    }
}

#[test]
fn each_letter_says_what_a_full_canvas_holds_and_leaves_nothing_blank() {
    for (kind, choice, check, reason) in [
        (
            Kind::NoRoom,
            "say_no_kindly",
            "NOT-PRIORITY",
            "not on the list",
        ),
        (
            Kind::NotTheAnswer,
            "say_no_kindly",
            "NO-GAIN",
            "as much from this in another way",
        ),
        (
            Kind::NotYet,
            "not_yet",
            "TOO-SOON",
            "sooner than we could be ready",
        ),
        (
            Kind::SmallerYes,
            "go_ahead_smaller",
            "TIGHT",
            "hold in reserve",
        ),
    ] {
        let canvas = canvas(decided(choice, &[check]));
        assert_eq!(Kind::offered(&canvas, &weighed(&canvas, 10.0)), Some(kind));
        let letter = letter(&canvas, kind);
        let text = letter.text();
        assert!(text.starts_with("Dear Parks manager,\n"), "{text}");
        assert!(text.contains("about \"Winter walks\"."), "{text}");
        assert!(part(&letter, Part::Reason).contains(reason), "{text}");
        assert!(
            part(&letter, Part::Protecting).contains("The newsletter."),
            "{text}"
        );
        assert!(text.contains("23 February 2027"), "{text}");
        let person = part(&letter, Part::Person);
        assert!(person.contains("please ask for Walks lead."), "{text}");
        assert!(
            person.contains("you hope to get from it: Busy parks."),
            "{text}"
        );
        assert!(person.ends_with("Harrowdale Trust"), "{text}");
        // An offer would belie a no that says working together is not the answer; any other was worked out,
        // and is to be confirmed.
        let left = blanks(&text);
        let is_offer = |blank: &Blank| blank.part(kind) == Some(Part::Offer);
        assert!(left.iter().all(is_offer), "{text}");
        let confirmed = left.iter().filter_map(Blank::to_confirm).count();
        let expected = if kind == Kind::NotTheAnswer {
            (1, 0)
        } else {
            (2, 2)
        };
        assert_eq!((left.len(), confirmed), expected, "{text}");
    }
}

#[test]
fn a_half_filled_canvas_is_half_blank() {
    let canvas = canvas(json!({
        "cover": { "title": "Winter walks", "asked_by": "Fellgate Council" },
        "purpose": { "freedom": "free" },
        "capacity": { "priority": "not_on_the_list" },
    }));
    let suggestion = weighed(&canvas, 0.0);
    assert_eq!(Kind::offered(&canvas, &suggestion), Some(Kind::NoRoom));
    let letter = letter(&canvas, Kind::NoRoom);
    let thanks = part(&letter, Part::Thanks);
    assert!(
        thanks.starts_with("Dear [ a name ],\nThank you for asking us"),
        "{thanks}"
    );
    assert!(blanks(part(&letter, Part::Reason)).is_empty());
    for blank in [Part::Protecting, Part::Offer, Part::Change, Part::Person] {
        assert!(!blanks(part(&letter, blank)).is_empty(), "{blank:?}");
    }
}

#[test]
fn the_offer_is_the_lighter_form_that_fits_with_its_limit() {
    let canvas = canvas(decided("go_ahead_smaller", &["OVER-CAPACITY"]));
    let suggestion = weighed(&canvas, 10.0);
    let lighter = suggestion.capacity.lighter.expect("something fits");
    assert!(lighter.work_days < 9.0);
    let letter = letter(&canvas, Kind::SmallerYes);
    let offer = part(&letter, Part::Offer);
    assert!(
        offer.contains("days of our work a month ] and no more"),
        "{offer}"
    );
    let recipient = Recipient::all(&canvas).remove(0);
    let of = |days: f64| {
        let suggestion = weighed(&canvas, days);
        Letter::of(&canvas, &suggestion, Kind::SmallerYes, &recipient, TODAY)
    };
    let without_room = of(0.5);
    let asked = blanks(part(&without_room, Part::Offer));
    assert_eq!(asked.len(), 2, "nothing fits, so nothing is offered");
    let without_team = of(0.0);
    let asked = blanks(part(&without_team, Part::Offer));
    let known: Vec<Option<&str>> = asked.iter().map(Blank::to_confirm).collect();
    assert!(
        matches!(known[..], [Some(_), None]),
        "a tie is worked out, its days are not: {known:?}"
    );
}

#[test]
fn a_form_that_was_made_smaller_already_is_what_is_offered() {
    let mut keys = with(full(), "/capacity/closeness", json!("line_up_plans"));
    keys = with(keys, "/capacity/people/0/days", json!(2));
    keys["decision"] = decided("go_ahead_smaller", &["TIGHT"])["decision"].clone();
    for (path, value) in [
        (
            "purpose",
            json!({ "without": [{ "way": "Alone", "kind": "alone", "worth": 2 }], "change": "Fewer falls", "freedom": "free" }),
        ),
        ("value", json!({ "kind": "shared_delivery", "worth": 5 })),
    ] {
        keys[path] = value;
    }
    keys["capacity"]["priority"] = json!("top_three");
    for partner in keys["partners"].as_array_mut().expect("partners") {
        partner["trust"] = json!(4);
    }
    let made = canvas(keys.clone());
    assert_eq!(
        weighed(&made, 20.0).outcome.map(Coded::code),
        Some("go_ahead")
    );
    let recipient = Recipient::all(&made).remove(0);
    let offer = |canvas: &Canvas| {
        let letter = Letter::of(
            canvas,
            &weighed(canvas, 20.0),
            Kind::SmallerYes,
            &recipient,
            TODAY,
        );
        part(&letter, Part::Offer).to_owned()
    };
    assert!(offer(&made).contains("about 2 days"), "{}", offer(&made));
    keys["decision"]["suggested"] = json!("go_ahead");
    assert!(
        !offer(&canvas(keys)).contains("2 days"),
        "what stands there is not smaller"
    );
}

#[test]
fn a_smaller_yes_says_what_exactly_and_how_many_days_as_they_were_written() {
    let mut keys = full();
    keys["decision"] = decided("go_ahead_smaller", &["TIGHT"])["decision"].clone();
    keys["decision"]["offer"] = json!("One town, until May.");
    keys["decision"]["days"] = json!(3);
    let smaller = letter(&canvas(keys.clone()), Kind::SmallerYes);
    assert_eq!(
        part(&smaller, Part::Offer),
        "What we offer is this: One town, until May, with 3 days of our work a month and no more."
    );
    let no = letter(&canvas(keys.clone()), Kind::NoRoom);
    assert!(!part(&no, Part::Offer).contains("One town"), "{no:?}");
    keys["decision"]["choice"] = json!("not_yet");
    let other = letter(&canvas(keys), Kind::SmallerYes);
    assert!(!part(&other, Part::Offer).contains("One town"), "{other:?}");
}

#[test]
fn every_check_that_can_lead_to_a_letter_has_its_reason_there() {
    let not_yet = [
        "BELIEF-SPLIT",
        "GUESSED-VALUE",
        "NOBODY-ANSWERS",
        "UNSETTLED",
        "PLANS-FIXED",
        "NO-MOVE",
        "NOBODY-KNOWS",
        "OVER-CAPACITY",
        "DAYS-NOT-AGREED",
        "TOO-SOON",
        "UNSEEN",
        "OWNERSHIP-LOW",
        "GUESSED-OWNERSHIP",
        "OURS-LOW",
        "VISION-UNSHARED",
        "NO-DECIDER",
        "NO-BRAKE",
        "OUTSIDE",
    ];
    let smaller = [
        "THIN-GAIN",
        "KIND-HEAVY",
        "LATE-VOICE",
        "OVER-CAPACITY",
        "TIGHT",
        "TRUST-GAP",
        "CROWD",
    ];
    let cases = [
        ("not_yet", Kind::NotYet, &not_yet[..]),
        ("go_ahead_smaller", Kind::SmallerYes, &smaller[..]),
    ];
    for (choice, kind, checks) in cases {
        let mut said = std::collections::HashSet::new();
        for check in checks {
            let mut keys = full();
            keys["voices"] =
                json!([{ "id": "v222", "name": "Lead", "answers": { "purpose.belief": 3 } }]);
            keys["revealed"] = json!(["purpose.belief"]);
            keys["decision"] = decided(choice, &[check])["decision"].clone();
            let letter = letter(&canvas(keys), kind);
            let reason = part(&letter, Part::Reason).to_owned();
            assert!(!reason.contains('['), "{check}: {reason}");
            assert!(said.insert(reason), "{check} has a reason of its own");
        }
    }
}

#[test]
fn a_reason_comes_from_a_check_that_decided_and_fits_the_letter_or_is_blank() {
    let is_blank = |keys: Value, kind: Kind| {
        let letter = letter(&canvas(keys), kind);
        !blanks(part(&letter, Part::Reason)).is_empty()
    };
    assert!(!is_blank(
        decided("say_no_kindly", &["NO-GAIN"]),
        Kind::NotTheAnswer
    ));
    assert!(is_blank(
        decided("say_no_kindly", &["NO-GAIN"]),
        Kind::NoRoom
    ));
    assert!(is_blank(decided("say_no_kindly", &[]), Kind::NotTheAnswer));
    assert!(is_blank(full(), Kind::NotTheAnswer));
}

#[test]
fn little_belief_is_told_only_once_it_is_open_among_us() {
    let keys = decided("say_no_kindly", &["BELIEF-LOW"]);
    let says = |keys: Value| letter(&canvas(keys), Kind::NotTheAnswer).text();
    assert!(says(keys.clone()).contains("We do not believe strongly enough"));
    let mut hidden = keys;
    let voices = hidden["voices"].as_array_mut().expect("voices");
    voices.push(json!({ "id": "v333", "name": "Operations" }));
    assert!(!says(hidden).contains("believe"));
}

#[test]
fn a_guess_at_what_they_get_is_not_told_them_as_theirs() {
    let canvas = canvas(full());
    let guessed = Recipient::named(&canvas, "upright together");
    assert_eq!(
        guessed.name().as_deref(),
        Some("Volunteer lead, Upright Together")
    );
    let letter = Letter::of(
        &canvas,
        &weighed(&canvas, 10.0),
        Kind::NoRoom,
        &guessed,
        TODAY,
    );
    assert!(!letter.text().contains("More walkers"));
    assert!(!letter.text().contains("Busy parks"));
}

#[test]
fn a_day_that_is_past_is_no_day_to_look_again() {
    let keys = with(full(), "/decision/review_on", json!("2026-11-23"));
    let letter = letter(&canvas(keys), Kind::NotYet);
    let answer = part(&letter, Part::Answer);
    assert!(
        answer.contains("[ the date when you look again ]"),
        "{answer}"
    );
}

#[test]
fn whoever_asked_comes_first_and_an_idea_of_ours_goes_to_the_partners() {
    let first = |keys: Value| Recipient::all(&canvas(keys)).remove(0).name();
    let asked = first(full());
    assert_eq!(asked.as_deref(), Some("Parks manager, Fellgate Council"));
    let stranger = with(full(), "/cover/asked_by", json!("A neighbour"));
    assert_eq!(first(stranger).as_deref(), Some("A neighbour"));
    for ours in ["harrowdale trust", "walks lead", "Our head of design", "us"] {
        let ours = with(full(), "/cover/asked_by", json!(ours));
        let partner = "Volunteer lead, Upright Together";
        assert_eq!(first(ours).as_deref(), Some(partner));
    }
    let mut nobody = with(full(), "/cover/asked_by", json!("us"));
    nobody["partners"] = json!([]);
    assert_eq!(first(nobody), None, "nobody is known to be told");
}

/// The words of a text, without marks.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[test]
fn every_word_of_a_letter_comes_from_its_template_or_from_the_canvas() {
    let templates = [
        include_str!("../assets/letters/no_room.md"),
        include_str!("../assets/letters/not_the_answer.md"),
        include_str!("../assets/letters/not_yet.md"),
        include_str!("../assets/letters/smaller_yes.md"),
    ];
    let wording: Value =
        serde_json::from_str(include_str!("../assets/wording/en.json")).expect("JSON");
    let letters = wording["letters"].to_string();
    for entry in std::fs::read_dir("assets/samples/canvases").expect("a folder") {
        let path = entry.expect("an entry").path();
        let bytes = std::fs::read(&path).expect("a file");
        let id = CanvasId::from_name("falls-7k3f").expect("an id");
        let canvas = Canvas::read(id, &bytes).expect("a canvas");
        for (kind, template) in Kind::ALL.iter().zip(templates) {
            for recipient in Recipient::all(&canvas) {
                let suggestion = weighed(&canvas, 12.0);
                let letter = Letter::of(&canvas, &suggestion, *kind, &recipient, TODAY).text();
                let held = String::from_utf8(bytes.clone()).expect("text");
                let days = "day days less than half January February March April May June July \
                    August September October November December";
                let known: HashSet<String> =
                    words(&format!("{template} {letters} {held} {days}")).collect();
                let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
                let strange: Vec<String> = words(&letter)
                    .filter(|word| !known.contains(word) && !is_number(word))
                    .collect();
                assert!(strange.is_empty(), "{strange:?} in\n{letter}");
            }
        }
    }
}

fn random() -> impl FnMut(usize) -> usize {
    let mut next = 0;
    move |end| {
        next += 7;
        next % end
    }
}

#[test]
fn a_draft_has_no_day_and_becomes_the_letter_that_was_sent() {
    let mut canvas = canvas(json!({}));
    let random = &mut random();
    canvas
        .keep_draft(Kind::NoRoom, Some("Parks manager"), Some("Dear"), random)
        .expect("kept");
    canvas
        .keep_draft(Kind::NotYet, None, Some("Later"), random)
        .expect("kept");
    canvas
        .keep_draft(
            Kind::NoRoom,
            Some("Parks manager"),
            Some("Dear you"),
            random,
        )
        .expect("kept");
    let draft = canvas
        .draft(Kind::NoRoom, Some("Parks manager"))
        .expect("a draft");
    assert_eq!((draft.text(), draft.on()), ("Dear you", None));
    canvas
        .keep_sent(
            Kind::NoRoom,
            Some("Parks manager"),
            "Dear you, no.",
            TODAY,
            random,
        )
        .expect("kept");
    assert!(canvas.draft(Kind::NoRoom, Some("Parks manager")).is_none());
    let document: Value = serde_json::from_slice(&canvas.to_bytes()).expect("JSON");
    let keys: Vec<&String> = document["letters"][0]
        .as_object()
        .expect("a row")
        .keys()
        .collect();
    assert_eq!(keys, ["id", "on", "kind", "to", "text"]);
    assert_eq!(document["letters"][0]["on"], "2026-11-23");
    assert_eq!(document["letters"][1]["text"], "Later");
    canvas
        .keep_draft(Kind::NotYet, None, None, random)
        .expect("taken out");
    assert_eq!(canvas.letters().count(), 1);
}

#[test]
fn what_a_later_version_keeps_in_a_letter_stays_and_nothing_else_is_written_over() {
    let row = json!({ "id": "x222", "kind": "no_room", "text": "Dear", "seen": { "by": 1 } });
    let mut known = canvas(json!({ "letters": [row, { "kind": "new_kind", "text": "?" }] }));
    known
        .keep_sent(Kind::NoRoom, None, "Dear", TODAY, &mut random())
        .expect("kept");
    let document: Value = serde_json::from_slice(&known.to_bytes()).expect("JSON");
    assert_eq!(document["letters"][0]["seen"], json!({ "by": 1 }));
    assert_eq!(document["letters"][1]["kind"], "new_kind");
    let mut odd = canvas(json!({ "letters": "none" }));
    let kept = odd.keep_draft(Kind::NoRoom, None, Some("Dear"), &mut random());
    assert!(kept.is_err());
    assert_eq!(odd.document()["letters"], "none");
}

#[test]
fn letters_that_two_people_wrote_at_once_are_both_kept() {
    let base = canvas(full());
    let wrote = |kind: Kind, text: &str, seed: usize| {
        let mut canvas = base.clone();
        let mut next = seed;
        let mut random = move |end: usize| {
            next += 1;
            next % end
        };
        canvas
            .keep_draft(kind, None, Some(text), &mut random)
            .expect("kept");
        canvas
    };
    let now = "2026-11-23T09:00:00Z".parse().expect("an instant");
    let (ours, theirs) = (
        wrote(Kind::NoRoom, "ours", 0),
        wrote(Kind::NotYet, "theirs", 9),
    );
    let merged = merge(&base, &ours, &theirs, now);
    let mut texts: Vec<&str> = merged.letters().map(|letter| letter.text()).collect();
    texts.sort_unstable();
    assert_eq!(texts, ["ours", "theirs"]);
    assert!(merged.conflicts().is_empty());
}

#[test]
fn the_same_letter_changed_by_two_people_keeps_both_texts() {
    let row =
        |text: &str| json!({ "letters": [{ "id": "x222", "kind": "no_room", "text": text }] });
    let (base, ours, theirs) = (canvas(row("a")), canvas(row("b")), canvas(row("c")));
    let now = "2026-11-23T09:00:00Z".parse().expect("an instant");
    let mut merged = merge(&base, &ours, &theirs, now);
    assert_eq!(merged.letters().next().expect("one").text(), "b");
    let conflict = merged.conflicts().remove(0);
    assert_eq!(conflict.theirs, json!("c"));
    merged.settle(&conflict, true).expect("settled");
    assert_eq!(merged.letters().next().expect("one").text(), "c");
}

#[test]
fn marking_as_sent_can_be_taken_back() {
    let mut canvas = canvas(json!({}));
    canvas
        .keep_draft(Kind::NoRoom, None, Some("Dear"), &mut random())
        .expect("kept");
    let before = canvas.clone();
    canvas
        .keep_sent(Kind::NoRoom, None, "Dear", TODAY, &mut random())
        .expect("kept");
    let mut journal = Journal::default();
    journal.note(
        "The letter",
        "decision.telling",
        before.document(),
        canvas.document(),
    );
    journal.undo(&mut canvas).expect("something to take back");
    assert_eq!(canvas.document(), before.document());
}

#[test]
fn a_reason_of_the_record_is_offered_to_read_again_and_only_where_no_check_tells_one() {
    let mut keys = decided("say_no_kindly", &["NO-GAIN"]);
    let private = "Their [new] chair is\nimpossible";
    keys["decision"]["reason"] = json!(private);
    let reason = |keys: &Value, kind: Kind| {
        let letter = letter(&canvas(keys.clone()), kind);
        part(&letter, Part::Reason).to_owned()
    };
    let told = reason(&keys, Kind::NotTheAnswer);
    assert!(told.starts_with("As far as we can see"), "{told}");
    let told = reason(&keys, Kind::NoRoom);
    let offered = "[ your reason, as recorded: Their (new) chair is impossible. ]";
    assert_eq!(told, offered);
    assert_eq!(blanks(&told)[0].part(Kind::NoRoom), Some(Part::Reason));
    for kind in [Kind::NotYet, Kind::SmallerYes] {
        let told = reason(&keys, kind);
        assert!(!told.contains("chair"), "{kind:?}: {told}");
    }
    keys["decision"]["choice"] = json!("not_yet");
    assert_eq!(reason(&keys, Kind::NotYet), offered);
}

#[test]
fn what_the_checks_say_is_no_reason_for_another_choice() {
    for (choice, suggested, kind) in [
        ("say_no_kindly", "go_ahead_smaller", Kind::NoRoom),
        ("not_yet", "say_no_kindly", Kind::NotYet),
        ("go_ahead_smaller", "not_yet", Kind::SmallerYes),
    ] {
        let canvas = canvas(json!({ "decision": {
            "choice": choice, "decided_on": "2026-11-20", "suggested": suggested,
            "because": ["OVER-CAPACITY", "TIGHT", "NOT-PRIORITY", "UNSEEN"],
            "reason": "The board wants it so.",
        } }));
        let letter = letter(&canvas, kind);
        let reason = part(&letter, Part::Reason);
        assert_eq!(blanks(reason).len(), 1, "{reason}");
        assert_eq!(
            blanks(reason)[0].recorded_reason(),
            Some("The board wants it so.")
        );
    }
}

#[test]
fn a_letter_thanks_only_whoever_asked_and_opens_truly_for_all_others() {
    let opening = |asked_by: Option<&str>, to: &str| {
        let mut cover = json!({ "title": "Winter walks", "our_organisation": "Harrowdale Trust" });
        if let Some(asked_by) = asked_by {
            cover["asked_by"] = asked_by.into();
        }
        let canvas = canvas(json!({ "cover": cover, "partners": [
            { "id": "p222", "organisation": "Fellgate Council", "contact": "Parks manager" },
            { "id": "p333", "organisation": "Moorline Buses", "contact": "Service planner" },
        ] }));
        let suggestion = weighed(&canvas, 20.0);
        let recipient = Recipient::named(&canvas, to);
        let letter = Letter::of(&canvas, &suggestion, Kind::NotYet, &recipient, TODAY);
        part(&letter, Part::Thanks).to_owned()
    };
    for (asked_by, to, says) in [
        (
            Some("Fellgate Council"),
            "Fellgate Council",
            "Dear Parks manager,\nThank you for asking us about",
        ),
        (
            Some("Fellgate Council"),
            "Moorline Buses",
            "Dear Service planner,\nWe were asked about",
        ),
        (
            Some("Our director"),
            "Moorline Buses",
            "Dear Service planner,\nWe had \"Winter walks\" in mind",
        ),
        (
            Some("The regional office"),
            "The regional office",
            "Dear [ a name ],\nThank you for asking us about",
        ),
        (
            Some("Priya Nair, adult social care"),
            "Priya Nair",
            "Dear Priya Nair,\nThank you for asking us about",
        ),
        (
            None,
            "Fellgate Council",
            "Dear Parks manager,\nWe are writing about",
        ),
    ] {
        let said = opening(asked_by, to);
        assert!(said.starts_with(says), "{asked_by:?} {to}: {said}");
    }
}

#[test]
fn whom_a_letter_is_for_is_read_from_it_where_nothing_else_says() {
    assert_eq!(
        addressed_to("Dear Priya Nair,\nThank you"),
        Some("Priya Nair")
    );
    assert_eq!(addressed_to("Dear [ a name ],\nThank you"), None);
    assert_eq!(addressed_to("Hello"), None);
}

#[test]
fn a_letter_about_what_was_done_together_thanks_nobody_for_asking() {
    let live = |choice: &str| {
        let mut keys = full();
        keys["decision"]["choice"] = "go_ahead".into();
        keys["decision"]["decided_on"] = "2026-05-01".into();
        let mut canvas = canvas(keys);
        let outcome = Outcome::from_code(choice).expect("an outcome");
        let suggestion = weighed(&canvas, 10.0);
        canvas.decide(outcome, &suggestion, TODAY).expect("decided");
        canvas
    };
    for (choice, kind, answer) in [
        (
            "not_yet",
            Kind::NotYet,
            "We would like to pause our part in it.",
        ),
        (
            "say_no_kindly",
            Kind::NoRoom,
            "We have to end our part in it",
        ),
        (
            "go_ahead_smaller",
            Kind::SmallerYes,
            "We would like to go on with something smaller.",
        ),
    ] {
        let letter = letter(&live(choice), kind);
        let thanks = part(&letter, Part::Thanks);
        assert!(
            thanks.contains("which we have been doing together"),
            "{thanks}"
        );
        assert!(!letter.text().contains("for asking us"), "{choice}");
        assert!(part(&letter, Part::Answer).starts_with(answer), "{choice}");
    }
    // What was never live is answered as it was asked.
    let asked = letter(&canvas(full()), Kind::NotYet);
    assert!(!part(&asked, Part::Thanks).contains("doing together"));
}
