//! Canvases of every kind, as other hands might have left them.

use jiff::civil::{Date, date};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::id::CanvasId;
use whytogether::canvas::others::{Others, Setting, Team};
use whytogether::canvas::question::{AnswerType, Cell, Column, Place, QUESTIONS, Question};
use whytogether::canvas::suggestion::Suggestion;
use whytogether::canvas::summary::{Entry, Summary};
use whytogether::portfolio::Portfolio;

use super::good::mostly_good;

/// Questions that may be answered alone.
const IN_ROUND: &[&str] = &[
    "purpose.belief",
    "value.worth",
    "value.kind",
    "capacity.trust",
    "ownership.shaped",
    "ownership.ours",
];
pub const TODAY: Date = date(2026, 11, 23);

/// The canvas that a case is about.
pub const ID: &str = "made-up";

/// How carefully a canvas was filled in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Care {
    /// Most answers are such that no check minds them.
    Good,
    /// Everything is answered, with values that the questions allow.
    Full,
    /// Some answers are missing, and some are odd.
    Loose,
}

type Maybe = BoxedStrategy<Option<Value>>;

/// One canvas, the others of its workspace, its team and its order of priority.
#[derive(Debug, Clone)]
pub struct Case {
    pub canvas: Value,
    pub others: Vec<Value>,
    pub team: Team,
    /// Ids, best first; those of no canvas too.
    pub order: Vec<String>,
}

impl Case {
    /// A canvas with nothing around it.
    pub fn alone(canvas: Value) -> Self {
        Self {
            canvas,
            others: Vec::new(),
            team: Team::default(),
            order: Vec::new(),
        }
    }

    /// What the other canvases mean for it, as the workspace has them.
    pub fn around(&self) -> Others {
        let entry = |(id, document): (String, &Value)| Entry {
            content: Ok(Summary::of(&read(document), TODAY).into()),
            id: CanvasId::from_name(&id).expect("an id"),
        };
        let others = self.others.iter().enumerate();
        let others = others.map(|(place, other)| (other_id(place), other));
        let all = others.chain([(ID.to_owned(), &self.canvas)]);
        let order: Vec<&str> = self.order.iter().map(String::as_str).collect();
        let mut portfolio = Portfolio::default();
        portfolio.take_in(all.map(entry).collect(), &order);
        portfolio.others_than(&CanvasId::from_name(ID).expect("an id"))
    }

    pub fn suggestion(&self) -> Suggestion {
        self.weighed(Suggestion::of)
    }

    pub fn weighed<T>(&self, weigh: impl FnOnce(&Setting) -> T) -> T {
        weigh(&Setting {
            canvas: &read(&self.canvas),
            others: &self.around(),
            team: self.team,
            today: TODAY,
        })
    }
}

/// The id of another canvas of a case.
pub fn other_id(place: usize) -> String {
    format!("other-{place}")
}

pub fn read(document: &Value) -> Canvas {
    let id = CanvasId::from_name(ID).expect("an id");
    let bytes = serde_json::to_vec(document).expect("JSON");
    Canvas::read(id, &bytes).expect("a canvas")
}

pub fn case() -> impl Strategy<Value = Case> {
    let care = prop_oneof![2 => Just(Care::Full), 1 => Just(Care::Loose), 3 => Just(Care::Good)];
    let days = prop_oneof![
        1 => Just(0.0),
        3 => (1_u32..40).prop_map(f64::from),
        6 => (1_u32..400).prop_map(|days| f64::from(days) * 0.25)
    ];
    let reserve = select(vec![0.0, 0.1, 0.2, 0.5, 0.9]);
    care.prop_flat_map(move |care| {
        let others = proptest::collection::vec(live_canvas(), 0..4);
        let order = select(vec![ID, ID, "gone", "other-0", "other-1", "other-2"]);
        let order = proptest::collection::vec(order.prop_map(str::to_owned), 0..6);
        (canvas(care), others, days.clone(), reserve.clone(), order)
    })
    .prop_map(|(canvas, others, days, reserve, order)| Case {
        canvas,
        others,
        team: Team { days, reserve },
        order,
    })
}

/// So many cases, the same each time.
pub fn cases(count: usize) -> impl Iterator<Item = Case> {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let next = move || case().new_tree(&mut runner).expect("a case").current();
    std::iter::repeat_with(next).take(count)
}

/// A canvas of any care.
pub fn any_canvas() -> impl Strategy<Value = Value> {
    prop_oneof![canvas(Care::Full), canvas(Care::Loose), canvas(Care::Good)]
}

/// Mostly live canvases, which promise days, free days, name people and keep reviews.
fn live_canvas() -> impl Strategy<Value = Value> {
    let choice = select(vec!["go_ahead", "go_ahead", "go_ahead_smaller", "not_yet"]);
    let created = "2026-0[1-9]-1[0-9]T09:00:00Z";
    let offered = weighted(0.5, number());
    let rest = (created, offered, weighted(0.1, day()));
    (canvas(Care::Loose), choice, day(), rest).prop_map(|(mut canvas, choice, on, rest)| {
        let (created, offered, ended) = rest;
        canvas["decision"] = json!({ "choice": choice, "decided_on": on });
        if let Some(days) = offered {
            canvas["decision"]["days"] = days;
        }
        if let Some(ended) = ended {
            canvas["ended"] = ended;
        }
        canvas["created"] = json!(created);
        canvas
    })
}

pub fn canvas(care: Care) -> BoxedStrategy<Value> {
    match care {
        Care::Good => (canvas(Care::Full), any::<u64>())
            .prop_map(|(other, bits)| mostly_good(&other, bits))
            .boxed(),
        care => random_canvas(care),
    }
}

fn random_canvas(care: Care) -> BoxedStrategy<Value> {
    let steps = ["cover", "purpose", "value", "capacity", "ownership"];
    let mut fields: Vec<(String, Maybe)> = Vec::new();
    for question in QUESTIONS.iter().filter(|question| asked_here(question)) {
        fields.push((question.id.to_owned(), answer(question, care)));
    }
    fields.push(("partners".into(), partners(care)));
    fields.push(("voices".into(), voices(care)));
    fields.push((
        "revealed".into(),
        weighted(0.3, Just(json!(["purpose.belief"]))).boxed(),
    ));
    let in_round = proptest::collection::vec(select(IN_ROUND), 1..3);
    let in_round = in_round.prop_map(|ids| json!(ids)).boxed();
    fields.push(("in_round".into(), weighted(0.15, in_round).boxed()));
    fields.push(("ended".into(), weighted(0.05, day()).boxed()));
    fields.push(("reviews".into(), weighted(0.4, reviews()).boxed()));
    fields.push(("decision".into(), weighted(0.3, decision()).boxed()));
    fields.push(("unknown".into(), weighted(0.2, anything()).boxed()));
    object(fields)
        .prop_map(move |flat| {
            let mut canvas = json!({ "format": "whytogether.canvas", "version": 1 });
            for (path, value) in flat.as_object().expect("an object") {
                let is_below = steps.iter().any(|step| path.starts_with(step));
                put(&mut canvas, path, value.clone(), is_below);
            }
            with_ids(canvas)
        })
        .boxed()
}

fn asked_here(question: &Question) -> bool {
    let is_own = question
        .table()
        .is_none_or(|table| table.place == Place::Own);
    let is_private = matches!(question.answer, AnswerType::VoiceScale);
    is_own && !is_private && !question.id.starts_with("decision.")
}

fn put(canvas: &mut Value, path: &str, value: Value, is_below: bool) {
    let mut place = canvas;
    for key in path.split('.').filter(|_| is_below) {
        place = &mut place[key];
    }
    if is_below {
        *place = value;
    } else {
        place[path] = value;
    }
}

/// Ids as the program gives them: unique, on every row of a table.
pub fn with_ids(mut canvas: Value) -> Value {
    let lists = QUESTIONS
        .iter()
        .filter(|question| {
            question
                .table()
                .is_some_and(|table| table.place == Place::Own)
        })
        .map(|question| format!("/{}", question.id.replace('.', "/")));
    let shared = ["/partners", "/voices", "/reviews"].map(str::to_owned);
    for (list, path) in lists.chain(shared).enumerate() {
        let rows = canvas.pointer_mut(&path).and_then(Value::as_array_mut);
        for (index, row) in rows.into_iter().flatten().enumerate() {
            if let Some(row) = row.as_object_mut() {
                row.insert("id".into(), json!(format!("r{list}x{index}")));
            }
        }
    }
    canvas
}

fn object(fields: Vec<(String, Maybe)>) -> BoxedStrategy<Value> {
    let (keys, values): (Vec<String>, Vec<Maybe>) = fields.into_iter().unzip();
    values
        .prop_map(move |values| {
            let entries = keys.iter().cloned().zip(values);
            let map: Map<String, Value> = entries
                .filter_map(|(key, value)| Some((key, value?)))
                .collect();
            Value::Object(map)
        })
        .boxed()
}

fn answer(question: &'static Question, care: Care) -> Maybe {
    match &question.answer {
        AnswerType::Line | AnswerType::Text => filled(text(), care),
        AnswerType::Date => filled(day(), care),
        AnswerType::Number => filled(number(), care),
        AnswerType::Scale | AnswerType::VoiceScale => filled(scale(), care),
        AnswerType::Choice(codes) => filled(code(codes, question.id), care),
        AnswerType::Scales(parts) => filled(row(parts, care), care),
        AnswerType::Rows(table) => {
            let rows = proptest::collection::vec(row(table.columns, care), 1..4);
            filled(rows.prop_map(Value::Array).boxed(), care)
        }
    }
}

/// Codes, with those that end the questions early less often.
fn code(codes: &'static [&'static str], question: &str) -> BoxedStrategy<Value> {
    let rare: &[&str] = match question {
        "value.kind" => &["none"],
        "capacity.priority" => &["not_on_the_list"],
        _ => &[],
    };
    let usual: Vec<&str> = codes
        .iter()
        .copied()
        .filter(|code| !rare.contains(code))
        .collect();
    prop_oneof![9 => select(usual), 1 => select(codes.to_vec())]
        .prop_map(Value::from)
        .boxed()
}

/// A value that is there and allowed, or, where care was loose, perhaps missing or odd.
fn filled(value: BoxedStrategy<Value>, care: Care) -> Maybe {
    match care {
        Care::Full | Care::Good => value.prop_map(Some).boxed(),
        Care::Loose => prop_oneof![
            12 => value.prop_map(Some),
            2 => Just(None),
            1 => odd().prop_map(Some)
        ]
        .boxed(),
    }
}

pub fn row(columns: &'static [Column], care: Care) -> BoxedStrategy<Value> {
    let cells = columns.iter().map(|column| {
        let value = match column.cell {
            Cell::Line => text(),
            Cell::Names => names(),
            Cell::Scale => scale(),
            Cell::Number => number(),
            Cell::YesNo => any::<bool>().prop_map(Value::from).boxed(),
            Cell::Date => day(),
            Cell::Choice(codes) | Cell::Key(codes) => code(codes, column.id),
        };
        (column.id.to_owned(), filled(value, care))
    });
    object(cells.collect())
}

fn partners(care: Care) -> Maybe {
    let columns = QUESTIONS
        .iter()
        .filter_map(Question::table)
        .filter(|table| table.place == Place::Partners)
        .flat_map(|table| table.columns);
    let cells: Vec<(String, Maybe)> = columns
        .map(|column| {
            let value = match column.cell {
                Cell::Scale => {
                    prop_oneof![1 => scale(), 2 => select(vec![4, 5]).prop_map(Value::from)].boxed()
                }
                Cell::Choice(codes) => code(codes, column.id),
                Cell::YesNo => any::<bool>().prop_map(Value::from).boxed(),
                _ => text(),
            };
            (column.id.to_owned(), filled(value, care))
        })
        .collect();
    let size = prop_oneof![6 => 1..4_usize, 1 => 7..9_usize];
    let rows = size.prop_flat_map(move |size| {
        proptest::collection::vec(object(cells.clone()), size).prop_map(Value::Array)
    });
    filled(rows.boxed(), care)
}

fn voices(care: Care) -> Maybe {
    let belief = prop_oneof![1 => scale(), 3 => select(vec![3, 4, 5]).prop_map(Value::from)];
    let partner = object(vec![
        ("organisation".into(), filled(text(), Care::Full)),
        ("trust".into(), filled(scale(), care)),
        ("part".into(), filled(Just(json!("seen_it")).boxed(), care)),
    ]);
    let about_partners = proptest::collection::vec(partner, 1..3).prop_map(Value::Array);
    let answers = object(vec![
        ("purpose.belief".into(), filled(belief.boxed(), care)),
        ("ownership.ours".into(), weighted(0.2, scale()).boxed()),
        ("value.worth".into(), weighted(0.2, scale()).boxed()),
        (
            "capacity.trust".into(),
            weighted(0.2, about_partners.clone()).boxed(),
        ),
        (
            "ownership.shaped".into(),
            weighted(0.2, about_partners).boxed(),
        ),
        (
            "value.kind".into(),
            weighted(0.2, Just(json!("shared_voice"))).boxed(),
        ),
    ]);
    let voice = object(vec![
        ("name".into(), filled(text(), care)),
        ("answers".into(), filled(answers, care)),
    ]);
    let rows = proptest::collection::vec(voice, 1..4).prop_map(Value::Array);
    filled(rows.boxed(), care)
}

fn reviews() -> BoxedStrategy<Value> {
    let review = object(vec![
        ("on".into(), filled(day(), Care::Loose)),
        (
            "first_win".into(),
            filled(
                select(vec!["yes", "late", "no"])
                    .prop_map(Value::from)
                    .boxed(),
                Care::Loose,
            ),
        ),
        ("days_spent".into(), filled(number(), Care::Loose)),
        ("planned_work".into(), filled(number(), Care::Loose)),
        ("overhead".into(), filled(number(), Care::Loose)),
    ]);
    proptest::collection::vec(review, 1..4)
        .prop_map(Value::Array)
        .boxed()
}

fn decision() -> BoxedStrategy<Value> {
    object(vec![
        (
            "choice".into(),
            filled(
                select(vec!["go_ahead", "go_ahead_smaller", "not_yet"])
                    .prop_map(Value::from)
                    .boxed(),
                Care::Loose,
            ),
        ),
        ("days".into(), weighted(0.5, number()).boxed()),
        ("decided_on".into(), filled(day(), Care::Loose)),
    ])
}

pub fn text() -> BoxedStrategy<Value> {
    select(vec![
        "Fellgate Ambulance",
        "Harrowdale Council",
        "Operations",
        " operations ",
        "Café – 日本 👩‍🔬",
        "a line\nand another \"quoted\" \\ one",
    ])
    .prop_map(Value::from)
    .boxed()
}

fn names() -> BoxedStrategy<Value> {
    let name = select(vec!["Therapy lead", "Operations", "  "]);
    prop_oneof![
        4 => Just(json!(["Therapy lead"])),
        1 => proptest::collection::vec(name, 0..3).prop_map(|names| json!(names))
    ]
    .boxed()
}

pub fn scale() -> BoxedStrategy<Value> {
    prop_oneof![9 => (1_u8..6).prop_map(Value::from), 1 => Just(json!(3.0))].boxed()
}

pub fn number() -> BoxedStrategy<Value> {
    prop_oneof![
        6 => (0_u32..24).prop_map(|quarters| json!(f64::from(quarters) * 0.25)),
        1 => Just(json!(0)),
        1 => (0_u32..4000).prop_map(|days| json!(f64::from(days) / 100.0))
    ]
    .boxed()
}

pub fn day() -> BoxedStrategy<Value> {
    let near = (-700_i32..900).prop_map(|days| {
        let day = TODAY
            .checked_add(jiff::Span::new().days(days))
            .expect("near");
        Value::from(day.to_string())
    });
    prop_oneof![9 => near, 1 => Just(json!("2026-01-31"))].boxed()
}

/// What no question allows, or what says nothing.
pub fn odd() -> BoxedStrategy<Value> {
    select(vec![
        Value::Null,
        json!(""),
        json!("  "),
        json!([]),
        json!({}),
        json!(7),
        json!(-1),
        json!(3.5),
        json!(1e300),
        json!("2026-02-30"),
        json!("no such code"),
        json!({ "deep": [1.0, { "er": null }] }),
        json!([5, "five", null]),
        json!(true),
    ])
    .boxed()
}

/// Anything at all, for keys that this version does not know.
pub fn anything() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        odd(),
        any::<i64>().prop_map(Value::from),
        (-1e9_f64..1e9).prop_map(Value::from),
        ".{0,12}".prop_map(Value::from)
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            proptest::collection::vec((".{0,6}", inner), 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect()))
        ]
    })
    .boxed()
}
