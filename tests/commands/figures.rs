//! Figures as people and programs read them.

use serde_json::Value;

use crate::desk::Desk;

/// The most decimals of any number in JSON; an exponent counts as written out.
fn most_decimals(json: &Value) -> usize {
    let of = |number: &serde_json::Number| {
        let text = number.to_string();
        let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let after = digits.split_once('.').map_or("", |(_, after)| after);
        let after = after.trim_end_matches('0').len();
        let exponent: i64 = exponent.parse().expect("a number");
        usize::try_from(i64::try_from(after).expect("few") - exponent).unwrap_or_default()
    };
    match json {
        Value::Number(number) => of(number),
        Value::Array(items) => items.iter().map(most_decimals).max().unwrap_or_default(),
        Value::Object(map) => map.values().map(most_decimals).max().unwrap_or_default(),
        _ => 0,
    }
}

#[test]
fn json_has_nine_decimals_at_most_on_every_surface() {
    let desk = Desk::empty();
    desk.put(
        "workspace.json",
        r#"{"format":"whytogether.workspace","version":1,"team":[{"id":"t222","person":"Lead","working_days":17.3,"share":0.333}]}"#,
    );
    let noisy = r#""cover":{"title":"Noise"},
        "partners":[{"id":"p222","organisation":"Fellgate","trust":2},{"id":"p333","organisation":"Council","trust":3}],
        "capacity":{"people":[{"id":"h222","person":"Lead","days":0.7},{"id":"h333","person":"Ops","days":0.10000000000000003}],"closeness":"line_up_plans"},
        "ownership":{"coordinator":"us"},
        "decision":{"choice":"go_ahead","decided_on":"2026-11-09"}"#;
    desk.put_canvas("noise-2222", noisy);
    for arguments in [
        &["portfolio", "--json"] as &[&str],
        &["check", "noise", "--json"],
        &["list", "--json"],
        &["show", "noise", "--json"],
        &["get", "noise", "capacity.people", "--json"],
        &["export", "noise", "--format", "json"],
        &["compare", "noise", "noise", "--json"],
        &[
            "review",
            "noise",
            "--set",
            "days_spent=0.1234567891234",
            "--json",
        ],
        &["looking-back", "--json"],
        &["history", "noise", "--json"],
    ] {
        let ran = desk.run(arguments);
        assert!(matches!(ran.code, 0 | 4), "{arguments:?}: {ran:?}");
        assert!(
            most_decimals(&ran.json()) <= 9,
            "{arguments:?}: {}",
            ran.out
        );
    }
    let kept = String::from_utf8(desk.bytes("noise-2222")).expect("text");
    assert!(kept.contains("0.123456789"), "{kept}");
    assert!(most_decimals(&desk.canvas("noise-2222")) <= 9, "{kept}");
}

#[test]
fn a_number_that_is_not_known_is_handed_on_as_it_is_written() {
    let desk = Desk::with_canvas(r#""cover":{"title":"Later"},"theirs":{"pi":3.14159265358979}"#);
    let exported = desk.run(&["export", "falls", "--format", "json"]).done();
    assert!(exported.out.contains("3.14159265358979"), "{exported:?}");
    desk.run(&["set", "falls", "value.worth=4"]).done();
    let kept = String::from_utf8(desk.bytes("falls-7k3f")).expect("text");
    assert!(kept.contains("3.14159265358979"), "{kept}");
}
