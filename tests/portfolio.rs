//! The line, what is tried, months, people and partners, worked out by hand.

use jiff::civil::{Date, date};
use serde_json::{Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::others::Team;
use whytogether::canvas::summary::{Entry, Summary};
use whytogether::portfolio::Portfolio;
use whytogether::portfolio::filter::Filter;
use whytogether::portfolio::months::{Change, MONTHS, months};
use whytogether::portfolio::plan::{Ground, Member, Plan};
use whytogether::portfolio::spread::{Mark, by_kind, by_partner, by_person, shared_days};
use whytogether::portfolio::tries::{Tries, Try};
use whytogether::portfolio::why;

const TODAY: Date = date(2026, 11, 23);

/// A canvas on which the lead works so many days a month.
fn canvas(id: &str, choice: Option<&str>, days: f64, change: impl FnOnce(&mut Value)) -> Entry {
    let mut document = json!({
        "format": "whytogether.canvas", "version": 1, "id": id,
        "created": format!("2026-01-01T00:00:0{}Z", id.len() % 10),
        "cover": { "title": format!("Title of {id}") },
        "capacity": { "people": [{ "id": "h222", "person": "Lead", "days": days }] },
    });
    if let Some(choice) = choice {
        document["decision"] = json!({ "choice": choice, "decided_on": "2026-11-09" });
    }
    change(&mut document);
    let id = CanvasId::from_name(id).expect("an id");
    let canvas = Canvas::read(id.clone(), document.to_string().as_bytes()).expect("a canvas");
    let content = Ok(Summary::of(&canvas, TODAY).into());
    Entry { id, content }
}

fn live(id: &str, days: f64) -> Entry {
    canvas(id, Some("go_ahead"), days, |_| {})
}

fn portfolio(entries: Vec<Entry>) -> Portfolio {
    let mut portfolio = Portfolio::default();
    portfolio.take_in(entries, &[]);
    portfolio
}

fn plan(portfolio: &Portfolio, team: f64, order: &[&str], tries: &Tries) -> Plan {
    let team = Team {
        days: team,
        ..Team::default()
    };
    let ground = Ground {
        team,
        order,
        today: TODAY,
    };
    Plan::of(portfolio, &ground, tries)
}

fn id(name: &str) -> CanvasId {
    CanvasId::from_name(name).expect("an id")
}

fn order_of(plan: &Plan) -> Vec<&str> {
    plan.ranked.iter().map(|row| row.id.as_str()).collect()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn named_ones_come_first_and_the_others_follow_oldest_first() {
    let portfolio = portfolio(vec![
        live("bbb", 1.0),
        canvas("a", None, 1.0, |_| {}),
        canvas("cc", Some("not_yet"), 1.0, |_| {}),
        canvas("declined", Some("say_no_kindly"), 1.0, |_| {}),
        canvas("over", Some("go_ahead"), 1.0, |document| {
            document["ended"] = json!("2026-11-20")
        }),
    ]);
    let plan = plan(&portfolio, 10.0, &["gone", "bbb"], &Tries::default());
    assert_eq!(order_of(&plan), ["bbb", "a", "cc"]);
    assert_eq!(plan.beside.len(), 2);
}

#[test]
fn the_line_stands_above_the_first_that_no_longer_fits() {
    // The room is 0.8 · 10 = 8 days; each takes 1.25 times its days of work.
    let portfolio = portfolio(vec![
        live("one", 3.2),
        canvas("three", None, 4.8, |_| {}),
        canvas("two", None, 0.8, |_| {}),
    ]);
    let order = ["one", "three", "two"];
    let plan = plan(&portfolio, 10.0, &order, &Tries::default());
    let line = plan.line.expect("a team is there");
    assert!(
        near(line.room, 8.0) && near(line.above, 4.0) && near(line.below, 7.0),
        "{line:?}"
    );
    assert_eq!(line.first_below, Some(2));
    assert!(near(line.left(), 4.0) && near(line.missing(), 3.0));
    let above: Vec<Option<bool>> = plan.ranked.iter().map(|row| row.is_above).collect();
    assert_eq!(
        above,
        [Some(true), Some(false), Some(false)],
        "small ones do not slip through"
    );
}

#[test]
fn what_is_live_below_the_line_still_takes_its_days() {
    // 8 usable; the draft takes 5 and the live one behind it 4: the days are promised already.
    let portfolio = portfolio(vec![canvas("draft", None, 4.0, |_| {}), live("live", 3.2)]);
    let plan = plan(&portfolio, 10.0, &["draft", "live"], &Tries::default());
    let line = plan.line.expect("a team");
    assert_eq!(line.first_below, Some(1));
    assert!(
        near(line.left(), plan.promised().free) && near(line.left(), 4.0),
        "{line:?}"
    );
    assert!(near(line.live_below, 4.0), "{line:?}");
    let said = |at: usize| why::fits(&plan.ranked[at], &plan).expect("known");
    assert_eq!(
        said(0),
        "Takes 5 days so far; 4 are free, so it would use 1 of your reserve. It stands below the line."
    );
    assert_eq!(
        said(1),
        "Takes 4 days so far; 4 are free beside it. It is live: it takes them though it stands below the line."
    );
    assert_eq!(
        why::of_line(&line),
        "There is room for 8 days. What stands above the line takes 0, with 4 spare beside what is live below it. Number 1 is the first that no longer fits. 9 days' worth falls below the line, 4 of it live and taken all the same. Doing it all would need 1 more day."
    );
}

#[test]
fn nothing_fits_where_more_is_promised_than_there_is() {
    // 8 usable; the live ones take 5 and 4.
    let portfolio = portfolio(vec![
        live("one", 4.0),
        live("three", 3.2),
        canvas("two", None, 0.8, |_| {}),
    ]);
    let order = ["two", "one", "three"];
    let plan = plan(&portfolio, 10.0, &order, &Tries::default());
    let line = plan.line.expect("a team");
    assert!(
        near(plan.headroom(), -1.0) && near(line.left(), -1.0),
        "{line:?}"
    );
    assert!(plan.ranked.iter().all(|row| row.is_above == Some(false)));
    assert_eq!(
        why::of_line(&line),
        "There is room for 8 days, and 9 are taken: 1 too many promised. In your order the days reach down to number 2."
    );
    assert_eq!(
        why::rule_in_words(&line),
        "the line: your 8 days end here (1 too many promised)"
    );
}

#[test]
fn a_member_without_a_share_has_no_days_rather_than_none() {
    let portfolio = portfolio(vec![]);
    let plan = plan(&portfolio, 10.0, &[], &Tries::default());
    let member = |person: &str, days| Member {
        person: person.into(),
        days,
    };
    let members = [
        member("Lead", None),
        member("Ops", Some(0.0)),
        member("ops", Some(2.0)),
    ];
    let days: Vec<_> = by_person(&plan, &members)
        .iter()
        .map(|one| one.team_days)
        .collect();
    assert_eq!(days, [None, Some(2.0)]);
}

#[test]
fn exactly_the_room_is_above_the_line() {
    let portfolio = portfolio(vec![live("one", 3.2), live("two", 3.2)]);
    let line = plan(&portfolio, 10.0, &[], &Tries::default())
        .line
        .expect("a team");
    assert_eq!(line.first_below, None);
    assert!(near(line.left(), 0.0) && near(line.missing(), 0.0));
}

#[test]
fn agreed_stops_make_room_when_their_canvas_counts() {
    let stops = |document: &mut Value| {
        document["capacity"]["stops"] = json!([
            { "id": "s222", "what": "Forum", "days": 2, "agreed": true },
            { "id": "s333", "what": "Board", "days": 1 },
        ]);
    };
    let portfolio = portfolio(vec![
        canvas("live", Some("go_ahead"), 1.0, stops),
        canvas("draft", None, 4.0, stops),
    ]);
    let plan = plan(&portfolio, 5.0, &["live", "draft"], &Tries::default());
    let line = plan.line.expect("a team");
    assert!(near(plan.freed, 2.0) && near(plan.could_free, 1.0));
    // 4 usable and 2 freed; the draft takes 5 and would free 2 itself.
    assert!(
        near(line.room, 6.0) && near(line.above, 1.25 + 3.0),
        "{line:?}"
    );
    assert_eq!(line.first_below, None);
}

#[test]
fn without_a_team_there_is_no_line_and_nothing_is_called_full() {
    let portfolio = portfolio(vec![live("one", 4.0)]);
    let plan = plan(&portfolio, 0.0, &[], &Tries::default());
    assert_eq!((plan.line, plan.usage()), (None, None));
    assert_eq!(plan.ranked[0].is_above, None);
    assert!(plan.lighter(&plan.ranked[0]).is_err());
    assert_eq!(why::of_plan(&plan)[0].figure, "none yet");
}

#[test]
fn what_is_tried_moves_days_and_line_and_leaves_the_portfolio_as_it_is() {
    let portfolio = portfolio(vec![live("one", 4.0), canvas("two", None, 2.4, |_| {})]);
    let before = portfolio.promised(Team {
        days: 10.0,
        ..Team::default()
    });
    let mut tries = Tries::default();
    tries.turn(&id("two"), false);
    let tried = plan(&portfolio, 10.0, &[], &tries);
    assert!(near(tried.promised().promised, 8.0), "both count");
    tries.turn(&id("one"), true);
    let tried = plan(&portfolio, 10.0, &[], &tries);
    assert!(
        near(tried.promised().promised, 3.0),
        "only the second counts"
    );
    assert_eq!(
        tried.ranked[0].is_above, None,
        "one that is out stands on neither side"
    );
    assert_eq!(
        portfolio.promised(Team {
            days: 10.0,
            ..Team::default()
        }),
        before
    );
    tries.turn(&id("one"), true);
    assert!(tries.of(&id("one")).pauses, "without it for now");
    tries.turn(&id("one"), true);
    tries.turn(&id("two"), false);
    tries.turn(&id("two"), false);
    assert!(tries.is_empty(), "turning leads back");
}

/// The worked figures of the capacity arithmetic, beside 14 other days.
#[test]
fn the_lighter_form_is_that_of_the_worked_figures() {
    let worked = canvas("worked", None, 3.0, |document| {
        document["capacity"]["closeness"] = json!("share_resources");
        document["ownership"] = json!({ "coordinator": "shared_by_everyone" });
        document["partners"] = json!([
            { "id": "p222", "organisation": "A", "trust": 3 },
            { "id": "p333", "organisation": "B", "trust": 4 },
            { "id": "p444", "organisation": "C", "trust": 4 },
        ]);
    });
    let portfolio = portfolio(vec![live("others", 14.0 / 1.25), worked]);
    let mut tries = Tries::default();
    let plain = plan(&portfolio, 20.0, &[], &tries);
    let row = plain.find(&id("worked")).expect("there");
    assert!(near(row.takes, 7.05));
    let lighter = plain.lighter(row).expect("one fits");
    assert!(near(lighter.work_days, 0.96), "{lighter:?}");
    tries.put(
        &id("worked"),
        Try {
            counts: Some(true),
            smaller: Some(lighter),
            ..Try::default()
        },
    );
    let tried = plan(&portfolio, 20.0, &[], &tries);
    assert!(
        near(tried.headroom(), 0.0),
        "it takes exactly what is left: {}",
        tried.headroom()
    );
}

#[test]
fn days_by_month_follow_ends_and_build_up() {
    let built = canvas("built", Some("go_ahead"), 2.0, |document| {
        document["capacity"]["closeness"] = json!("line_up_plans");
        document["partners"] = json!([{ "id": "p222", "organisation": "A", "trust": 2 }]);
        document["ownership"] = json!({ "end_date": "2027-09-30" });
        document["value"] =
            json!({ "first_win": [{ "id": "w222", "win": "x", "by": "2027-03-01" }] });
    });
    let portfolio = portfolio(vec![live("one", 4.0), built]);
    let plan = plan(&portfolio, 20.0, &["built"], &Tries::default());
    let months = months(&plan);
    assert_eq!(months.len(), MONTHS);
    assert!(near(months[0].committed, plan.committed) && months[0].day == TODAY);
    // M = 1 + 2 · (3 − 2) = 3 months from 9 November: 9 February.
    let promised: Vec<f64> = months.iter().map(|month| month.promised()).collect();
    assert!(near(promised[3], plan.committed) && months[3].day == date(2027, 2, 1));
    assert!(near(promised[4], plan.committed - 0.5) && months[4].day == date(2027, 3, 1));
    assert!(near(promised[10], plan.committed - 0.5) && near(promised[11], 5.0));
    let place = |index: usize, change| months[index].places(change).collect::<Vec<_>>();
    assert_eq!(place(0, Change::Starts), [1, 2]);
    assert_eq!(place(3, Change::BuildUpEnds), [1]);
    assert_eq!(place(4, Change::FirstWin), [1]);
    assert_eq!(place(10, Change::Ends), [1]);
}

#[test]
fn an_end_date_that_is_past_frees_nothing() {
    let late = canvas("late", Some("go_ahead"), 4.0, |document| {
        document["ownership"] = json!({ "end_date": "2026-10-31" });
    });
    let portfolio = portfolio(vec![late]);
    let plan = plan(&portfolio, 20.0, &[], &Tries::default());
    assert!(
        months(&plan)
            .iter()
            .all(|month| near(month.promised(), 5.0))
    );
}

#[test]
fn whoever_gives_much_or_is_named_often_is_marked() {
    let with = |id: &str, person: &str, days: f64| {
        let people = json!([
            { "id": "h222", "person": person, "days": days },
            { "id": "h333", "person": "Office", "days": 10.0 - days },
        ]);
        canvas(id, Some("go_ahead"), 1.0, |document| {
            document["capacity"]["people"] = people
        })
    };
    let portfolio = portfolio(vec![
        with("a", "Lead", 7.0),
        with("bb", " lead ", 2.0),
        with("ccc", "Analyst", 6.9),
    ]);
    let plan = plan(&portfolio, 60.0, &[], &Tries::default());
    let members = [
        Member {
            person: "LEAD".into(),
            days: Some(16.0),
        },
        Member {
            person: "Nobody yet".into(),
            days: Some(3.0),
        },
    ];
    let people = by_person(&plan, &members);
    let found = |name: &str| {
        people
            .iter()
            .find(|person| person.name == name)
            .expect("there")
    };
    // 9 days of work times 1.25 of 16; 7 of the 10 of the first.
    assert!(near(found("LEAD").days, 11.25));
    assert_eq!(
        found("LEAD").marks,
        [Mark::OwnDays(11.25 / 16.0), Mark::WorkOf(1, 0.7)]
    );
    assert_eq!(
        found("Office").marks,
        [Mark::WorkOf(2, 0.8), Mark::NamedIn(3)]
    );
    assert_eq!(found("Analyst").marks, []);
    assert_eq!(
        (found("Nobody yet").days, found("Nobody yet").places.len()),
        (0.0, 0)
    );
    let days: f64 = people.iter().map(|person| person.days).sum();
    assert!(near(days + shared_days(&plan), plan.committed));
    assert!(near(
        by_kind(&plan).iter().map(|kind| kind.days).sum(),
        plan.committed
    ));
}

#[test]
fn a_partner_in_several_is_seen_once_with_days_and_trust_together() {
    let with = |id: &str, choice: Option<&str>, name: &str, trust: u8| {
        canvas(id, choice, 4.0, |document| {
            document["partners"] = json!([{ "id": "p222", "organisation": name, "trust": trust }]);
        })
    };
    let portfolio = portfolio(vec![
        with("a", Some("go_ahead"), "Harrowdale Council", 4),
        with("bb", None, "harrowdale council ", 2),
        with("ccc", Some("go_ahead"), "Hospice", 5),
    ]);
    let plan = plan(&portfolio, 20.0, &[], &Tries::default());
    let partners = by_partner(&plan);
    assert_eq!(partners.len(), 2);
    assert_eq!(partners[0].organisation, "Harrowdale Council");
    assert_eq!(partners[0].seen, [(1, Some(4)), (2, Some(2))]);
    assert_eq!((partners[0].days, partners[0].would), (5.0, 5.0));
    assert_eq!(partners[0].trust(), Some((2, 4)));
    let lets = |filter: &Filter| plan.ranked.iter().filter(|row| filter.lets(row)).count();
    assert_eq!(lets(&Filter::typed("harrow draft")), 1);
    assert_eq!(
        lets(&Filter {
            person: Some("LEAD".into()),
            ..Filter::default()
        }),
        3
    );
    assert_eq!(
        lets(&Filter {
            state: Some("live".into()),
            ..Filter::default()
        }),
        2
    );
}

/// Bytes that a list keeps of a canvas, rather too many than too few: the values with all that they point
/// to, which its record in the index has too, and for each text and list what it costs to have it at all.
fn kept(summary: &Summary) -> usize {
    let pointed_to = postcard::to_stdvec(summary).expect("a record").len();
    size_of::<Entry>() + size_of_val(summary) + pointed_to + 5 * 16
}

#[test]
fn what_is_known_of_a_canvas_stays_below_a_kilobyte() {
    let folder = tempfile::tempdir().expect("a folder");
    let samples = whytogether::workspace::samples::write(folder.path()).expect("the samples");
    let entries = samples.entries(TODAY).expect("a list");
    let all = entries.iter().map(|entry| {
        let summary = entry.content.as_ref().expect("a canvas");
        kept(summary)
    });
    let mean = all.sum::<usize>() / entries.len();
    assert!(mean < 1024, "{mean} bytes");
}

#[test]
fn a_summary_turned_to_another_day_is_that_days_summary() {
    let folder = tempfile::tempdir().expect("a folder");
    let samples = whytogether::workspace::samples::write(folder.path()).expect("the samples");
    let days = [0, 40, 200, 400].map(|days| TODAY.saturating_add(jiff::ToSpan::days(days)));
    let mut built_up = Vec::new();
    for entry in samples.entries(TODAY).expect("a list") {
        let canvas = samples.load(&entry.id).expect("reads").canvas;
        let mut summary = Summary::clone(&entry.content.expect("a canvas"));
        for day in days {
            summary.turn_to(day);
            assert_eq!(summary, Summary::of(&canvas, day), "{} {day}", entry.id);
            built_up.extend(summary.load.map(|load| load.build_up > 0.0));
        }
    }
    assert!(built_up.contains(&true) && built_up.contains(&false));
}

/// A canvas that was made of others of the workspace.
fn made_of(id: &str, sources: &[&str], choice: Option<&str>, days: f64) -> Entry {
    canvas(id, choice, days, |document| {
        document["made_of"] = json!(sources);
    })
}

#[test]
fn a_joint_canvas_and_what_it_was_made_of_count_once_in_whatever_order_they_are_read() {
    let all = [
        live("ours", 4.0),
        live("other", 2.0),
        made_of("joint", &["ours", "gone"], Some("go_ahead"), 6.0),
    ];
    for places in [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]] {
        let mut one_by_one = Portfolio::default();
        for place in places {
            one_by_one.take_in(vec![all[place].clone()], &[]);
        }
        let promised = one_by_one.promised(Team::default());
        assert!(
            near(promised.promised, 1.25 * 8.0),
            "{places:?} {promised:?}"
        );
        let plan = plan(&one_by_one, 30.0, &[], &Tries::default());
        assert!(near(plan.committed, 1.25 * 8.0), "{places:?}");
        assert_eq!(
            one_by_one
                .counted_with(&id("ours"))
                .map(|one| one.id.as_str()),
            Some("joint")
        );
        // Neither of the two is weighed against the other.
        for one in ["ours", "joint"] {
            let others = one_by_one.others_than(&id(one));
            assert!(near(others.committed(1.25), 1.25 * 2.0), "{one}");
        }
        let others = one_by_one.others_than(&id("other"));
        assert!(near(others.committed(1.25), 1.25 * 6.0));
        one_by_one.remove(&id("joint"));
        let promised = one_by_one.promised(Team::default());
        assert!(near(promised.promised, 1.25 * 6.0), "it is in the trash");
    }
}

#[test]
fn a_joint_canvas_that_is_taken_in_on_trial_takes_the_place_of_what_it_was_made_of() {
    let portfolio = portfolio(vec![
        live("ours", 4.0),
        made_of("joint", &["ours"], None, 6.0),
    ]);
    let titles = |plan: &Plan| -> Vec<Option<String>> {
        let rows = plan.ranked.iter();
        rows.map(|row| plan.counted_with(row).map(str::to_owned))
            .collect()
    };
    let order = ["ours", "joint"];
    let before = plan(&portfolio, 20.0, &order, &Tries::default());
    assert_eq!(titles(&before), [None, Some("Title of ours".into())]);
    assert!(near(before.committed, 5.0));
    let mut tries = Tries::default();
    tries.turn(&id("joint"), false);
    let tried = plan(&portfolio, 20.0, &order, &tries);
    assert_eq!(order_of(&tried), ["joint", "ours"]);
    assert_eq!(titles(&tried), [None, Some("Title of joint".into())]);
    assert!(near(tried.committed, 7.5));
    assert!(near(tried.line.expect("a team").above, 7.5));
    let row = &tried.ranked[1];
    assert_eq!((row.is_above, row.counts), (None, false));
    let why = why::in_words(&why::of_row(row, &tried));
    assert!(why.contains("count with Title of joint"), "{why}");
}

#[test]
fn what_reviews_of_a_canvas_taught_is_not_lost_where_a_joint_canvas_counts_in_its_place() {
    let reviews = json!([
        { "on": "2026-11-10", "days_spent": 4, "planned_work": 2, "overhead": 0 },
        { "on": "2026-11-12", "days_spent": 4, "planned_work": 2, "overhead": 0 },
        { "on": "2026-11-14", "days_spent": 4, "planned_work": 2, "overhead": 0 },
    ]);
    let ours = canvas("ours", Some("go_ahead"), 4.0, |document| {
        document["reviews"] = reviews;
    });
    let joint = made_of("joint", &["ours"], Some("go_ahead"), 6.0);
    let portfolio = portfolio(vec![ours, joint]);
    assert!(near(portfolio.optimism(), 2.0));
    assert!(near(portfolio.others_than(&id("joint")).optimism(&[]), 2.0));
}

#[test]
fn a_canvas_that_is_new_among_others_that_are_read_again_is_added_up_too() {
    let mut portfolio = portfolio(vec![live("ours", 4.0)]);
    portfolio.take_in(vec![live("ours", 4.0), live("other", 2.0)], &[]);
    let promised = portfolio.promised(Team::default());
    assert!(near(promised.promised, 7.5), "{promised:?}");
}

/// The same where all is answered that its days are made of.
fn finished(mut entry: Entry) -> Entry {
    let summary = entry.content.as_mut().expect("read");
    std::sync::Arc::make_mut(summary).is_load_known = true;
    entry
}

#[test]
fn a_live_joint_canvas_stands_where_the_best_of_what_it_was_made_of_stands() {
    let all = |choice| {
        portfolio(vec![
            live("one", 1.0),
            live("ours", 1.0),
            live("theirs", 1.0),
            made_of("joint", &["theirs", "ours"], choice, 6.0),
        ])
    };
    let order = ["one", "ours", "other", "theirs", "joint"];
    let of = |portfolio: &Portfolio, order: &[&str]| -> Vec<String> {
        let plan = plan(portfolio, 30.0, order, &Tries::default());
        order_of(&plan).into_iter().map(str::to_owned).collect()
    };
    let mut live = all(Some("go_ahead"));
    assert_eq!(of(&live, &order), ["one", "joint", "ours", "theirs"]);
    // Unnamed ones follow by age, and so does the joint canvas with the oldest it was made of.
    assert_eq!(
        of(&live, &["one", "theirs"]),
        ["one", "joint", "theirs", "ours"]
    );
    assert_eq!(
        of(&live, &["joint"])[0],
        "joint",
        "a better place of its own stays"
    );
    assert_eq!(of(&all(None), &order), ["one", "ours", "theirs", "joint"]);
    live.reorder(&order);
    let listed: Vec<&str> = live
        .entries()
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    assert_eq!(listed, ["one", "joint", "ours", "theirs"]);
}

#[test]
fn an_unfinished_joint_canvas_takes_no_days_away_from_what_it_was_made_of() {
    for (days, is_finished, promised) in
        [(1.0, false, 10.0), (9.0, false, 11.25), (1.0, true, 1.25)]
    {
        let mut joint = made_of("joint", &["ours", "theirs"], Some("go_ahead"), days);
        if is_finished {
            joint = finished(joint);
        }
        let portfolio = portfolio(vec![live("ours", 4.0), live("theirs", 4.0), joint]);
        let whole = plan(&portfolio, 30.0, &[], &Tries::default());
        assert!(
            near(whole.committed, promised),
            "{days} {is_finished}: {}",
            whole.committed
        );
        let bar = portfolio.promised(Team::default());
        assert!(
            near(bar.promised, promised),
            "{days} {is_finished}: {bar:?}"
        );
        let beside = portfolio.others_than(&id("joint"));
        assert!(
            near(beside.committed(1.25), 0.0),
            "it is weighed for itself"
        );
    }
}

#[test]
fn a_joint_canvas_is_moved_with_what_counts_with_it() {
    let portfolio = portfolio(vec![
        live("ours", 1.0),
        live("other", 1.0),
        made_of("joint", &["ours"], Some("go_ahead"), 6.0),
    ]);
    let order = ["ours", "other", "joint"];
    let before = plan(&portfolio, 30.0, &order, &Tries::default());
    assert_eq!(order_of(&before), ["joint", "ours", "other"]);
    let after = before.moved(&id("joint"), 1);
    assert_eq!(after, ["other", "joint", "ours"]);
    let moved = plan(&portfolio, 30.0, &after, &Tries::default());
    assert_eq!(order_of(&moved), after, "what is kept is what was asked");
}

#[test]
fn why_counts_one_partner_as_one_and_says_when_the_larger_of_both_counts() {
    let with = |id: &str, trusts: &[u8]| {
        canvas(id, Some("go_ahead"), 1.0, |document| {
            let partners = trusts.iter().enumerate();
            let partners = partners.map(|(at, trust)| {
                json!({ "id": format!("p22{at}"), "organisation": format!("Org {at}"), "trust": trust })
            });
            document["partners"] = partners.collect();
            document["capacity"]["closeness"] = json!("line_up_plans");
        })
    };
    let joint = made_of("joint", &["one"], Some("go_ahead"), 0.5);
    let portfolio = portfolio(vec![with("one", &[2]), with("several", &[2, 1]), joint]);
    let plan = plan(&portfolio, 30.0, &[], &Tries::default());
    let why = |name: &str| {
        let row = plan.find(&id(name)).expect("there");
        why::in_words(&why::of_row(row, &plan))
    };
    assert!(why("one").contains("Half a day for the one partner with trust below the 3"));
    assert!(why("several").contains("Half a day for each of 2 partners with trust below the 3"));
    let joint = why("joint");
    assert!(
        joint.contains("Its days count with Title of one"),
        "{joint}"
    );
    assert!(joint.contains("the larger of both counts"), "{joint}");
}

/// Numbers that look like any, and are the same each time.
fn any(seed: u64) -> impl FnMut(u64) -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move |end| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % end
    }
}

#[test]
fn bar_line_and_headroom_agree_over_any_canvases_and_whatever_was_made_of_what() {
    for seed in 1..400 {
        let mut next = any(seed);
        let ids = ["aaa", "bbb", "ccc", "ddd", "eee"];
        let entries = ids.iter().enumerate().map(|(at, name)| {
            let choice =
                [None, Some("go_ahead"), Some("go_ahead"), Some("not_yet")][next(4) as usize];
            let days = next(60) as f64 / 10.0;
            let stops = next(3) as f64;
            let source = (at > 2 && next(2) == 0).then(|| ids[next(3) as usize]);
            let entry = canvas(name, choice, days, |document| {
                document["capacity"]["stops"] =
                    json!([{ "id": "s222", "what": "Forum", "days": stops, "agreed": true }]);
                if let Some(source) = source {
                    document["made_of"] = json!([source]);
                }
            });
            if next(2) == 0 { finished(entry) } else { entry }
        });
        let portfolio = portfolio(entries.collect());
        let team = next(25) as f64 + 0.5;
        let order: Vec<&str> = ids.into_iter().filter(|_| next(2) == 0).collect();
        let plan = plan(&portfolio, team, &order, &Tries::default());
        let line = plan.line.expect("a team");
        let bar = portfolio.promised(Team {
            days: team,
            ..Team::default()
        });
        assert!(near(plan.headroom(), bar.free), "{seed}: {line:?} {bar:?}");
        let net = |row: &&whytogether::portfolio::plan::Ranked| match row.counts {
            true => 0.0,
            false => row.takes - row.summary.frees,
        };
        let above = plan.ranked.iter().filter(|row| row.is_above == Some(true));
        let drafts: f64 = above.map(|row| net(&row)).sum();
        assert!(
            near(line.left(), plan.headroom() - drafts),
            "{seed}: {line:?}"
        );
        let first = line.first_below.unwrap_or(usize::MAX);
        for row in plan.ranked.iter().filter(|row| row.is_above.is_some()) {
            assert_eq!(row.is_above, Some(row.place < first), "{seed}");
            assert!(
                row.is_above == Some(false) || line.left() > -1e-9,
                "{seed}: {line:?}"
            );
        }
    }
}
