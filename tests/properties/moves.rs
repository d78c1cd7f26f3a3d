//! Every step of the table "what would change it", read a second time from the page: an answer of the
//! file moved, the whole file read again and weighed again.

use std::cmp::Ordering;

use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};
use whytogether::canvas::Canvas;
use whytogether::canvas::codes::{Coded, Outcome};
use whytogether::canvas::others::{Others, Setting};
use whytogether::canvas::question::Question;
use whytogether::canvas::suggestion::Suggestion;

use super::canvases::{Case, ID, TODAY, read};

/// One answer of the file moved.
#[derive(Debug, Clone)]
pub struct Move {
    pub entry: Value,
    helps: Vec<&'static str>,
    /// Where something is put in the file, and what.
    edits: Vec<(String, Value)>,
    goes_first: bool,
}

impl Move {
    fn key(&self) -> [&Value; 3] {
        ["question", "row", "column"].map(|key| &self.entry[key])
    }

    fn leading_to(&self, outcome: Outcome) -> Value {
        let mut entry = self.entry.clone();
        entry["outcome"] = json!(outcome.code());
        entry
    }
}

/// The moves of a canvas, and what each of them leads to.
pub struct Moves<'a> {
    case: &'a Case,
    around: Others,
    with_it_first: Others,
    today: Suggestion,
}

impl<'a> Moves<'a> {
    pub fn of(case: &'a Case) -> Self {
        let mut first = case.clone();
        first.order.retain(|id| id != ID);
        first.order.insert(0, ID.to_owned());
        Self {
            case,
            around: case.around(),
            with_it_first: first.around(),
            today: case.suggestion(),
        }
    }

    /// What would change the suggestion, as `check --json` prints it.
    pub fn that_turn_it(&self) -> Value {
        let Some(today) = self.today.outcome else {
            return json!({ "up": [], "down": [], "pair": null });
        };
        let moves = self.all();
        let (mut up, mut down) = (Vec::new(), Vec::new());
        for one in &moves {
            let Some(outcome) = self.outcome(&[one]) else {
                continue;
            };
            match outcome.cmp(&today) {
                Ordering::Less => up.push((outcome, one)),
                Ordering::Greater => down.push((outcome, one)),
                Ordering::Equal => {}
            }
        }
        up.sort_by(|a, b| a.0.cmp(&b.0));
        down.sort_by(|a, b| b.0.cmp(&a.0));
        let pair = match up.is_empty() {
            true => self.pair(&moves, today),
            false => None,
        };
        let said = |found: &[(Outcome, &Move)]| -> Vec<Value> {
            let all = found.iter();
            all.map(|(outcome, one)| one.leading_to(*outcome)).collect()
        };
        json!({ "up": said(&up), "down": said(&down), "pair": pair })
    }

    fn outcome(&self, moves: &[&Move]) -> Option<Outcome> {
        let mut document = self.case.canvas.clone();
        let mut others = &self.around;
        for one in moves {
            for (place, value) in &one.edits {
                put(&mut document, place, value.clone());
            }
            if one.goes_first {
                others = &self.with_it_first;
            }
        }
        let setting = Setting {
            canvas: &read(&document),
            others,
            team: self.case.team,
            today: TODAY,
        };
        Suggestion::of(&setting).outcome
    }

    fn pair(&self, moves: &[Move], today: Outcome) -> Option<Value> {
        let lean = match today {
            Outcome::SayNoKindly => "no",
            Outcome::NotYet => "wait",
            Outcome::GoAheadSmaller => "smaller",
            Outcome::GoAhead => return None,
        };
        let fires = |check: &&str| {
            let mut found = self.today.findings.iter();
            found.any(|one| {
                one.check == *check && one.leans.is_some_and(|leans| leans.code() == lean)
            })
        };
        let helping = moves.iter().filter(|one| one.helps.iter().any(fires));
        let helping: Vec<&Move> = helping.take(24).collect();
        let mut best = (today, None);
        for (place, one) in helping.iter().enumerate() {
            for other in &helping[place + 1..] {
                if one.key() == other.key() {
                    continue;
                }
                if let Some(outcome) = self.outcome(&[one, other])
                    && outcome < best.0
                {
                    let both = [one.leading_to(outcome), other.leading_to(outcome)];
                    best = (outcome, Some(json!(both)));
                }
            }
        }
        best.1
    }

    /// Every step, in the order of the table.
    fn all(&self) -> Vec<Move> {
        let canvas = read(&self.case.canvas);
        let mut table = Table {
            document: Value::Object(canvas.told().clone()),
            canvas,
            moves: Vec::new(),
        };
        table.purpose_and_value();
        table.follow_ups();
        table.capacity();
        table.ownership();
        let is_over = self
            .today
            .findings
            .iter()
            .any(|one| one.check == "OVER-CAPACITY");
        let place = self.case.order.iter().position(|id| id == ID);
        if is_over && place != Some(0) {
            let from = place.map_or(Value::Null, |place| json!(place + 1));
            table.add(
                "settings",
                &[],
                Some("order"),
                from,
                json!(1),
                &["OVER-CAPACITY"],
            );
            table.last().goes_first = true;
        }
        table.moves
    }
}

/// Puts a value at a JSON pointer; `-` is a place after the last row.
pub fn put(document: &mut Value, place: &str, value: Value) {
    let mut at = document;
    for token in place.split('/').skip(1) {
        at = match at {
            Value::Array(rows) => {
                let place = token.parse().unwrap_or(rows.len());
                if place == rows.len() {
                    rows.push(Value::Null);
                }
                &mut rows[place]
            }
            Value::Object(map) => map.entry(token).or_insert_with(|| json!({})),
            // Something else stands in the way, so that nothing can be put there.
            _ => return,
        };
    }
    *at = value;
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value[key].as_str().filter(|text| !text.trim().is_empty())
}

fn number(value: &Value) -> Option<f64> {
    value
        .as_f64()
        .filter(|number| (0.0..=1_000_000.0).contains(number))
}

fn score(value: &Value) -> Option<i64> {
    let scores = 1..=5_i64;
    number(value).and_then(|number| scores.into_iter().find(|score| *score as f64 == number))
}

fn day(value: &Value) -> Option<Date> {
    let text = value.as_str()?;
    let date: Date = text.parse().ok()?;
    (date.to_string() == text && (1900..=2999).contains(&date.year())).then_some(date)
}

fn months_after(date: Date, months: i32) -> Option<Date> {
    let moved = date.checked_add(months.months()).ok()?;
    day(&json!(moved.to_string()))
}

fn names(row: &Value) -> Vec<&str> {
    let all = row["decides"].as_array().map_or(&[][..], Vec::as_slice);
    let all = all.iter().filter_map(Value::as_str);
    all.filter(|name| !name.trim().is_empty()).collect()
}

type Row = (usize, Value);

/// The rows whose value no other beats, with it.
fn extreme<T: PartialOrd + Copy>(
    rows: &[Row],
    value: impl Fn(&Value) -> Option<T>,
    beats: Ordering,
) -> Option<(T, Vec<Row>)> {
    let mut best = None;
    for (_, row) in rows {
        if let Some(one) = value(row)
            && best.is_none_or(|best| one.partial_cmp(&best) == Some(beats))
        {
            best = Some(one);
        }
    }
    let best = best?;
    let sharing = rows.iter().filter(|(_, row)| value(row) == Some(best));
    Some((best, sharing.cloned().collect()))
}

/// The table, read for one canvas.
struct Table {
    document: Value,
    canvas: Canvas,
    moves: Vec<Move>,
}

impl Table {
    fn at(&self, question: &str) -> &Value {
        let pointer = format!("/{}", question.replace('.', "/"));
        self.document.pointer(&pointer).unwrap_or(&Value::Null)
    }

    fn code<'c>(&self, question: &str, codes: &[&'c str]) -> Option<&'c str> {
        let value = self.at(question).as_str()?;
        codes.iter().copied().find(|code| *code == value)
    }

    fn rows(&self, list: &str) -> Vec<Row> {
        let rows = self.at(list).as_array().cloned().unwrap_or_default();
        let rows = rows.into_iter().enumerate();
        rows.filter(|(_, row)| row.is_object()).collect()
    }

    fn partners(&self) -> Vec<Row> {
        let mut rows = self.rows("partners");
        rows.retain(|(_, row)| text(row, "organisation").is_some());
        rows
    }

    fn kinds_hold(&self, kind: &str) -> bool {
        let kinds = [
            "shared_voice",
            "shared_delivery",
            "aligned_plans",
            "shared_learning",
        ];
        let first = self
            .code("value.kind", &["none"])
            .or(self.code("value.kind", &kinds));
        let second = self
            .code("value.second", &kinds)
            .filter(|_| first != Some("none"));
        first == Some(kind) || second == Some(kind)
    }

    fn is_kind(&self, kind: &str) -> bool {
        self.at("value.kind").as_str() == Some(kind)
    }

    fn is_answered(&self, question: &str) -> bool {
        self.canvas
            .is_answered(Question::find(question).expect("asked"))
    }

    fn is_begun(&self, question: &str) -> bool {
        self.canvas
            .is_begun(Question::find(question).expect("asked"))
    }

    fn last(&mut self) -> &mut Move {
        self.moves.last_mut().expect("one was added")
    }

    /// Rows that move together in a column, or a plain answer without any.
    fn add(
        &mut self,
        question: &'static str,
        rows: &[Row],
        column: Option<&'static str>,
        from: Value,
        to: Value,
        helps: &[&'static str],
    ) {
        let list = match question {
            "value.gains" | "capacity.trust" | "ownership.shaped" | "ownership.vision" => {
                "partners"
            }
            own => own,
        };
        let list = format!("/{}", list.replace('.', "/"));
        let edits = match column {
            None => vec![(list, to.clone())],
            Some(column) => {
                let rows = rows.iter();
                rows.map(|(place, _)| (format!("{list}/{place}/{column}"), to.clone()))
                    .collect()
            }
        };
        let row = match rows {
            [(_, row)] => row["id"].clone(),
            _ => Value::Null,
        };
        let given_by = if from.is_null() {
            Value::Null
        } else {
            json!("us")
        };
        let entry = json!({
            "question": question, "row": row, "column": column, "from": from, "to": to,
            "outcome": null, "given_by": given_by,
        });
        self.moves.push(Move {
            entry,
            helps: helps.to_vec(),
            edits,
            goes_first: false,
        });
    }

    /// The same for one row, from what stands in its column.
    fn cell(
        &mut self,
        question: &'static str,
        row: &Row,
        column: &'static str,
        to: Value,
        helps: &[&'static str],
    ) {
        let from = row.1[column].clone();
        self.add(
            question,
            std::slice::from_ref(row),
            Some(column),
            from,
            to,
            helps,
        );
    }

    /// The same for one row, from nothing.
    fn empty_cell(
        &mut self,
        question: &'static str,
        row: &Row,
        column: &'static str,
        to: Value,
        helps: &[&'static str],
    ) {
        self.add(
            question,
            std::slice::from_ref(row),
            Some(column),
            Value::Null,
            to,
            helps,
        );
    }

    /// An offered row that is absent.
    fn offered(
        &mut self,
        question: &'static str,
        key: &str,
        column: &'static str,
        to: Value,
        helps: &[&'static str],
    ) {
        self.add(question, &[], Some(column), Value::Null, to.clone(), helps);
        let place = format!("/{}/-", question.replace('.', "/"));
        let last = self.last();
        last.entry["row"] = json!(key);
        last.edits = vec![(place, json!({ "key": key, column: to }))];
    }

    fn given_by(&mut self, who: Value) {
        self.last().entry["given_by"] = who;
    }

    /// A score one up and one down.
    fn one_up_one_down(
        &mut self,
        question: &'static str,
        rows: &[Row],
        column: Option<&'static str>,
        from: i64,
        helps: [&[&'static str]; 2],
    ) {
        for (to, helps) in [from + 1, from - 1].into_iter().zip(helps) {
            if (1..=5).contains(&to) {
                self.add(question, rows, column, json!(from), json!(to), helps);
            }
        }
    }

    fn purpose_and_value(&mut self) {
        let ways = self.rows("purpose.without");
        if let Some((worth, rows)) = extreme(&ways, |row| score(&row["worth"]), Ordering::Greater) {
            let down: &[_] = &["NO-GAIN", "THIN-GAIN"];
            self.one_up_one_down("purpose.without", &rows, Some("worth"), worth, [&[], down]);
        }
        if self
            .canvas
            .is_open(Question::find("purpose.belief").expect("asked"))
        {
            self.belief();
        }
        for partner in self.partners() {
            if text(&partner.1, "gain").is_none() {
                continue;
            }
            match partner.1["gain_known"].as_str() {
                Some("they_told_us") => {
                    self.cell(
                        "value.gains",
                        &partner,
                        "gain_known",
                        json!("our_guess"),
                        &[],
                    );
                    self.given_by(json!("them"));
                }
                Some("our_guess") => {
                    let to = json!("they_told_us");
                    self.cell(
                        "value.gains",
                        &partner,
                        "gain_known",
                        to,
                        &["GUESSED-VALUE"],
                    );
                }
                _ => {
                    let to = json!("they_told_us");
                    self.empty_cell(
                        "value.gains",
                        &partner,
                        "gain_known",
                        to,
                        &["GUESSED-VALUE"],
                    );
                }
            }
        }
        if let Some(worth) = score(self.at("value.worth")) {
            let up: &[_] = &["NO-GAIN", "THIN-GAIN"];
            self.one_up_one_down("value.worth", &[], None, worth, [up, &[]]);
        }
        let wins = self.rows("value.first_win");
        if let Some((by, rows)) = extreme(&wins, |row| day(&row["by"]), Ordering::Less) {
            for (months, helps) in [(3, &["TOO-SOON"][..]), (-3, &[])] {
                if let Some(to) = months_after(by, months) {
                    let (from, to) = (json!(by.to_string()), json!(to.to_string()));
                    self.add("value.first_win", &rows, Some("by"), from, to, helps);
                }
            }
        }
    }

    fn belief(&mut self) {
        let voices = self.rows("voices");
        let scored = voices
            .iter()
            .enumerate()
            .filter_map(|(nth, (place, voice))| {
                let belief = score(&voice["answers"]["purpose.belief"])?;
                let name = text(voice, "name").map(str::to_owned);
                let name = name.unwrap_or_else(|| format!("voice {}", nth + 1));
                Some((*place, voice["id"].clone(), name, belief))
            });
        let scored: Vec<_> = scored.collect();
        let lowest = scored.iter().map(|(.., belief)| *belief).min();
        let highest = scored.iter().map(|(.., belief)| *belief).max();
        for (place, id, name, belief) in scored {
            let mut up = vec!["BELIEF-LOW"];
            if Some(belief) == lowest {
                up.push("BELIEF-SPLIT");
            }
            let down: &[_] = if Some(belief) == highest {
                &["BELIEF-SPLIT"]
            } else {
                &[]
            };
            for (to, helps) in [(belief + 1, &up[..]), (belief - 1, down)] {
                if !(1..=5).contains(&to) {
                    continue;
                }
                self.add("purpose.belief", &[], None, json!(belief), json!(to), helps);
                self.given_by(json!(name));
                let last = self.last();
                last.entry["row"] = id.clone();
                let at = format!("/voices/{place}/answers/purpose.belief");
                last.edits = vec![(at, json!(to))];
            }
        }
    }

    fn follow_ups(&mut self) {
        if self.kinds_hold("shared_voice") {
            let rows = self.rows("value.voice.sign_off");
            let most = extreme(&rows, |row| number(&row["days"]), Ordering::Greater);
            if let Some((days, rows)) = most.filter(|(days, _)| *days > 0.0) {
                let question = "value.voice.sign_off";
                let half = json!(days / 2.0);
                self.add(
                    question,
                    &rows,
                    Some("days"),
                    json!(days),
                    half,
                    &["LATE-VOICE"],
                );
            }
        }
        if self.kinds_hold("shared_delivery") && self.is_answered("value.delivery.answerable") {
            self.answerable();
        }
        if self.is_kind("aligned_plans") {
            self.plans();
        }
        if self.is_kind("shared_learning") {
            for row in self.rows("value.learning.know") {
                if text(&row.1, "topic").is_some() && text(&row.1, "has").is_none() {
                    let question = "value.learning.know";
                    self.empty_cell(question, &row, "has", json!("named"), &["NOBODY-KNOWS"]);
                }
            }
        }
    }

    fn answerable(&mut self) {
        let question = "value.delivery.answerable";
        let keys = ["safety", "information", "money"];
        let rows = self.rows(question);
        let key_of = |row: &Value| match text(row, "key") {
            Some(key) => keys.into_iter().find(|one| *one == key),
            None => {
                let risk = text(row, "risk")?.trim().to_lowercase();
                keys.into_iter().find(|one| *one == risk)
            }
        };
        for key in keys {
            let of_key = rows.iter().filter(|(_, row)| key_of(row) == Some(key));
            let of_key: Vec<_> = of_key.collect();
            if of_key
                .iter()
                .any(|(_, row)| text(row, "organisation").is_some())
            {
                continue;
            }
            let helps = &["NOBODY-ANSWERS"];
            match of_key.first() {
                Some(row) => self.empty_cell(question, row, "organisation", json!("named"), helps),
                None => self.offered(question, key, "organisation", json!("named"), helps),
            }
        }
        for row in &rows {
            if row.1["settled"] == false {
                self.cell(question, row, "settled", json!(true), &["UNSETTLED"]);
            }
        }
    }

    fn plans(&mut self) {
        let question = "value.plans.plans";
        let rows = self.rows(question);
        if let Some((by, rows)) = extreme(&rows, |row| day(&row["fixed_by"]), Ordering::Greater)
            && let Some(to) = months_after(by, 12)
        {
            let (from, to) = (json!(by.to_string()), json!(to.to_string()));
            self.add(
                question,
                &rows,
                Some("fixed_by"),
                from,
                to,
                &["PLANS-FIXED"],
            );
        }
        let question = "value.plans.moves";
        if !self.is_answered(question) {
            return;
        }
        for row in self.rows(question) {
            if text(&row.1, "organisation").is_some() && text(&row.1, "will").is_none() {
                self.empty_cell(question, &row, "will", json!("said"), &["NO-MOVE"]);
            }
        }
    }

    fn capacity(&mut self) {
        let question = "capacity.people";
        let rows = self.rows(question);
        let most = extreme(&rows, |row| number(&row["days"]), Ordering::Greater);
        if let Some((days, sharing)) = most.filter(|(days, _)| *days > 0.0) {
            let fewer: &[_] = &["OVER-CAPACITY", "TIGHT", "THIN-GAIN"];
            for (to, helps) in [(days * 0.75, fewer), ((days * 1.25).min(1e6), &[])] {
                if to != days {
                    self.add(
                        question,
                        &sharing,
                        Some("days"),
                        json!(days),
                        json!(to),
                        helps,
                    );
                }
            }
        }
        for row in &rows {
            if number(&row.1["days"]).is_some() && row.1["agreed"] == false {
                self.cell(question, row, "agreed", json!(true), &["DAYS-NOT-AGREED"]);
            }
        }
        let partners = self.partners();
        if let Some((trust, rows)) = extreme(&partners, |row| score(&row["trust"]), Ordering::Less)
        {
            let up: &[_] = &["TRUST-GAP", "TOO-SOON", "OVER-CAPACITY", "TIGHT"];
            self.one_up_one_down("capacity.trust", &rows, Some("trust"), trust, [up, &[]]);
        }
        self.closeness();
        let places = ["top_three", "on_the_list", "not_on_the_list"];
        if let Some(priority) = self.code("capacity.priority", &places) {
            let (to, helps): (_, &[_]) = match priority {
                "not_on_the_list" => ("on_the_list", &["NOT-PRIORITY"]),
                _ => ("not_on_the_list", &[]),
            };
            self.add(
                "capacity.priority",
                &[],
                None,
                json!(priority),
                json!(to),
                helps,
            );
        }
        for row in self.rows("capacity.stops") {
            let helps = &["OVER-CAPACITY", "TIGHT"];
            match (number(&row.1["days"]), row.1["agreed"].as_bool()) {
                (None, _) | (_, Some(true)) => {}
                (_, Some(false)) => self.cell("capacity.stops", &row, "agreed", json!(true), helps),
                (_, None) => self.empty_cell("capacity.stops", &row, "agreed", json!(true), helps),
            }
        }
    }

    fn closeness(&mut self) {
        let ties = [
            "keep_in_touch",
            "line_up_plans",
            "share_resources",
            "act_as_one",
        ];
        let Some(tie) = self.code("capacity.closeness", &ties) else {
            return;
        };
        let place = ties
            .iter()
            .position(|one| *one == tie)
            .expect("one of them");
        let lighter: &[_] = &[
            "OVER-CAPACITY",
            "TIGHT",
            "THIN-GAIN",
            "KIND-HEAVY",
            "NOBODY-ANSWERS",
            "UNSETTLED",
            "TRUST-GAP",
            "TOO-SOON",
            "UNSEEN",
            "GUESSED-OWNERSHIP",
            "VISION-UNSHARED",
            "NO-DECIDER",
            "OUTSIDE",
        ];
        for (to, helps) in [(place.checked_sub(1), lighter), (Some(place + 1), &[])] {
            if let Some(to) = to.and_then(|to| ties.get(to)) {
                self.add(
                    "capacity.closeness",
                    &[],
                    None,
                    json!(tie),
                    json!(to),
                    helps,
                );
            }
        }
    }

    fn ownership(&mut self) {
        for partner in self.partners() {
            self.shaped(&partner);
        }
        if let Some(ours) = score(self.at("ownership.ours")) {
            self.one_up_one_down("ownership.ours", &[], None, ours, [&["OURS-LOW"], &[]]);
        }
        if self.is_begun("ownership.vision") {
            self.vision();
        }
        if self.is_answered("ownership.decisions") {
            self.decisions();
        }
        let moved = ["us", "shared_by_everyone"];
        if let Some(coordinator) = self.code("ownership.coordinator", &moved) {
            let helps = &["OVER-CAPACITY", "TIGHT", "THIN-GAIN", "CROWD"];
            let (from, to) = (json!(coordinator), json!("a_partner"));
            self.add("ownership.coordinator", &[], None, from, to, helps);
        }
        let in_two_years = TODAY.checked_add(24.months()).expect("near");
        let end = day(self.at("ownership.end_date"));
        if end.is_none_or(|end| end > in_two_years) {
            let from = end.map_or(Value::Null, |end| json!(end.to_string()));
            let to = json!(in_two_years.to_string());
            self.add("ownership.end_date", &[], None, from, to, &["OUTSIDE"]);
        }
        for row in self.rows("ownership.outside") {
            if text(&row.1, "what").is_some() && text(&row.1, "then").is_none() {
                self.empty_cell(
                    "ownership.outside",
                    &row,
                    "then",
                    json!("said"),
                    &["OUTSIDE"],
                );
            }
        }
    }

    fn shaped(&mut self, partner: &Row) {
        let question = "ownership.shaped";
        let parts = ["wrote_it_with_us", "commented", "seen_it", "not_seen"];
        let part = partner.1["part"]
            .as_str()
            .filter(|part| parts.contains(part));
        if self.is_begun(question) {
            match part {
                Some("not_seen") => {
                    self.cell(question, partner, "part", json!("seen_it"), &["UNSEEN"])
                }
                None => self.empty_cell(question, partner, "part", json!("seen_it"), &["UNSEEN"]),
                Some(_) => {}
            }
        }
        let Some(feels) = score(&partner.1["feels_theirs"]) else {
            return;
        };
        let by = partner.1["scored_by"].as_str();
        let by = by.filter(|by| ["them", "us"].contains(by));
        for (to, helps) in [(feels + 1, &["OWNERSHIP-LOW"][..]), (feels - 1, &[])] {
            if (1..=5).contains(&to) {
                self.cell(question, partner, "feels_theirs", json!(to), helps);
                self.given_by(json!(by));
            }
        }
        if by != Some("them") {
            let row = std::slice::from_ref(partner);
            let helps = &["GUESSED-OWNERSHIP"];
            self.add(
                question,
                row,
                Some("scored_by"),
                json!(by),
                json!("them"),
                helps,
            );
        }
    }

    fn vision(&mut self) {
        for partner in self.partners() {
            let steps: &[(&str, bool)] = match partner.1["vision"].as_str() {
                Some("not_asked") => &[("roughly", true), ("differs", false)],
                Some("roughly") => &[("agreed", true), ("differs", false)],
                Some("agreed") => &[("roughly", false)],
                _ => &[("roughly", true)],
            };
            let vision = partner.1["vision"].as_str();
            let known =
                vision.filter(|one| ["differs", "not_asked", "roughly", "agreed"].contains(one));
            for (to, is_up) in steps {
                let helps: &[_] = if *is_up { &["VISION-UNSHARED"] } else { &[] };
                let row = std::slice::from_ref(&partner);
                self.add(
                    "ownership.vision",
                    row,
                    Some("vision"),
                    json!(known),
                    json!(to),
                    helps,
                );
                if known.is_some_and(|vision| vision != "not_asked") {
                    self.given_by(json!("them"));
                }
            }
        }
    }

    fn decisions(&mut self) {
        let question = "ownership.decisions";
        let keys = [
            "agree_plan",
            "spend_money",
            "speak_for_all",
            "pause_or_stop",
        ];
        let rows = self.rows(question);
        let key = |row: &Row| {
            row.1["key"]
                .as_str()
                .filter(|key| keys.contains(key))
                .map(str::to_owned)
        };
        let is_brake = |row: &&Row| key(row).as_deref() == Some("pause_or_stop");
        let counts = |row: &&Row| key(row).is_some() || text(&row.1, "decision").is_some();
        let rows: Vec<&Row> = rows.iter().filter(counts).collect();
        let named = json!(["named"]);
        for row in rows.iter().filter(|row| names(&row.1).len() > 1) {
            let (from, to) = (json!(names(&row.1)), json!([names(&row.1)[0]]));
            let row = std::slice::from_ref(*row);
            self.add(question, row, Some("decides"), from, to, &["NO-DECIDER"]);
        }
        for row in rows
            .iter()
            .filter(|row| names(&row.1).is_empty() && !is_brake(row))
        {
            self.empty_cell(question, row, "decides", named.clone(), &["NO-DECIDER"]);
        }
        let brakes: Vec<_> = rows.iter().filter(|row| is_brake(row)).collect();
        if brakes.iter().all(|row| names(&row.1).is_empty()) {
            match brakes.first() {
                Some(row) => self.empty_cell(question, row, "decides", named, &["NO-BRAKE"]),
                None => self.offered(question, "pause_or_stop", "decides", named, &["NO-BRAKE"]),
            }
        }
    }
}
