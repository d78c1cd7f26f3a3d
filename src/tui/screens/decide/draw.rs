//! How the decision looks: what is suggested and why, the four choices, the reason.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr as _;

use super::super::sofar::{MARK, mark};
use super::together::Together;
use super::{Decide, Part, question};
use crate::canvas::capacity::{above, days_figure, factor_figure, figures_of};
use crate::canvas::checks::Finding;
use crate::canvas::codes::{Freedom, Kind, Outcome};
use crate::canvas::in_words::{InWords, answer};
use crate::canvas::joint::said;
use crate::canvas::offers::offers;
use crate::canvas::question::Question;
use crate::canvas::shown::{shown, shown_lines};
use crate::canvas::suggestion::smaller_in_words;
use crate::canvas::when;
use crate::canvas::wording::Wording;
use crate::tui::desk::Desk;
use crate::tui::session::Session;
use crate::tui::theme::Look;
use crate::tui::widgets::chrome::frame;
use crate::tui::widgets::prose::{below, indented, put, put_line, put_right, top, wrap};

impl Decide {
    /// Draws the screen and returns where the cursor is, in the reason.
    pub fn draw(&mut self, desk: &Desk, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let session = desk.session.as_ref()?;
        let body = frame(
            &desk.head("the decision".into()),
            self.scope(),
            area,
            buf,
            &desk.look,
        );
        let together = Together::of(session);
        let (choices, fields) = self.heights(&together, desk, body);
        let of_fields: u16 = fields.iter().map(|(_, rows)| rows).sum();
        let lower = choices + 1 + of_fields + 1;
        let upper = top(body, body.height.saturating_sub(lower));
        self.draw_suggestion(session, desk, upper, buf);
        let mut rest = below(body, upper.height);
        let waits = session.waiting_choice().is_some();
        let chosen = session.choice();
        let chosen = chosen.filter(|_| choices == 0 && !together.hides_choice);
        let is_live = session.canvas.is_live();
        let asked = match chosen {
            Some(chosen) if waits => {
                let name = &Wording::shipped().outcome_of(is_live, chosen).name;
                format!("Chosen, not recorded yet: {name}")
            }
            Some(chosen) => format!("We decide: {}", Wording::shipped().outcome(chosen).name),
            None => "What do we decide?".into(),
        };
        heading(&asked, self.part == Part::Choice, rest, buf, desk);
        let list = indented(top(below(rest, 1), choices), 2);
        self.draw_choice(&together, session, desk, list, buf);
        rest = below(rest, choices + 1);
        let mut cursor = None;
        for (part, rows) in fields {
            cursor = cursor.or(self.draw_field(part, desk, top(rest, rows), buf));
            rest = below(rest, rows);
        }
        heading(
            &record_line(session),
            self.part == Part::Record,
            rest,
            buf,
            desk,
        );
        cursor
    }

    /// How many rows the choices and each field take; in a low window only the part with the cursor is open,
    /// so that the suggestion and its reasons keep their room.
    fn heights(&self, together: &Together, desk: &Desk, body: Rect) -> (u16, Vec<(Part, u16)>) {
        let width = body.width.saturating_sub(2);
        let list = match together.hides_choice {
            true => 0,
            false => self.choice.rows_with_meanings(width, body.height / 3),
        };
        let choices = list + together.rows(width);
        let is_low = body.height <= 18;
        let here = |part| self.part == part;
        let rows = |part: Part| match part {
            Part::Reason if body.height > 26 => 5,
            Part::Reason if !is_low => 3,
            Part::Reason | Part::Offer if here(part) => 3,
            part if here(part) => 2,
            _ => 1,
        };
        let fields = Self::parts(desk).filter(|part| part.asks().is_some());
        let fields = fields.map(|part| (part, rows(part))).collect();
        let choices = match is_low && !here(Part::Choice) {
            true => 0,
            false => choices,
        };
        (choices, fields)
    }

    /// A field below its question; in one row, beside it.
    fn draw_field(
        &self,
        part: Part,
        desk: &Desk,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let (session, asked) = (desk.session.as_ref()?, part.asks()?);
        let label = &Wording::shipped().question(asked).label;
        heading(label, self.part == part, area, buf, desk);
        let field = match area.height {
            1 => indented(area, 4 + u16::try_from(label.width()).unwrap_or(0)),
            _ => indented(below(area, 1), 2),
        };
        match &self.field {
            Some(editor) if self.part == part => editor.draw(session, field, buf, &desk.look),
            _ => {
                let value = answer(&session.canvas, asked);
                let value = value.map_or_else(String::new, |value| match value {
                    InWords::Text(text) => text,
                    other => other.in_one_line(),
                });
                put(&shown_lines(&value), field, buf, desk.look.theme.text);
                None
            }
        }
    }

    /// What is suggested, and why, scrolled so that the finding with the cursor is in view.
    fn draw_suggestion(&mut self, session: &Session, desk: &Desk, area: Rect, buf: &mut Buffer) {
        let look = &desk.look;
        let is_here = self.part == Part::Points;
        let lines = lines(session, area, look);
        let is_cut = lines.len() > usize::from(area.height);
        // The last row says that there is more.
        let height = area.height - u16::from(is_cut && area.height > 1);
        let find = |wanted| {
            let at = lines.iter().position(|line| line.point == Some(wanted));
            at.and_then(|at| u16::try_from(at).ok())
        };
        if is_here && let Some(at) = find(self.point) {
            let end = lines
                .iter()
                .rposition(|line| line.point == Some(self.point));
            let end = end.and_then(|end| u16::try_from(end).ok()).unwrap_or(at);
            let top = if self.point == 0 { 0 } else { at };
            self.offset = self.offset.min(top).max((end + 1).saturating_sub(height));
        } else if !is_here {
            self.offset = 0;
        }
        let shown = lines.iter().enumerate().skip(usize::from(self.offset));
        for ((index, line), row) in shown.zip(top(area, height).rows()) {
            let is_first = index == 0 || lines[index - 1].point != line.point;
            if is_here && is_first && line.point == Some(self.point) {
                put_line(look.glyphs.here, row, buf, look.theme.accent);
            }
            let mut text = indented(row, 2);
            if line.is_found {
                let (glyph, style) = line.mark;
                put_line(glyph, text, buf, style);
                text = indented(text, MARK);
            }
            put_line(&line.text, text, buf, line.role.style(look));
        }
        let hidden = lines
            .len()
            .saturating_sub(usize::from(self.offset + height));
        if is_cut {
            let text = match (hidden, self.part) {
                (0, _) => "",
                (_, Part::Points) => "more below: down",
                (_, Part::Choice) => "more below: shift-tab, then down",
                // From there it is further than one key back.
                _ => "more below",
            };
            put_right(text, below(area, height), buf, look.theme.soft);
        }
    }
}

/// A line of the suggestion.
struct Line {
    text: String,
    role: Role,
    point: Option<usize>,
    /// What stands before the first line of a finding.
    mark: (&'static str, Style),
    /// True for what stands behind a mark.
    is_found: bool,
}

#[derive(Clone, Copy)]
enum Role {
    Text,
    Soft,
    Strong,
    Accent,
}

impl Role {
    fn style(self, look: &Look) -> Style {
        match self {
            Self::Text => look.theme.text,
            Self::Soft => look.theme.soft,
            Self::Strong => look.theme.strong,
            Self::Accent => look.theme.accent,
        }
    }
}

/// What is said about a suggestion, line by line.
struct Talk {
    lines: Vec<Line>,
    width: u16,
    /// True where there is room for an empty line before each heading.
    is_roomy: bool,
}

impl Talk {
    fn say(&mut self, text: &str, role: Role) {
        self.put(text, role, None);
    }

    fn heading(&mut self, text: &str) {
        if self.is_roomy {
            self.lines.push(Line {
                text: String::new(),
                role: Role::Soft,
                point: None,
                mark: Default::default(),
                is_found: false,
            });
        }
        self.say(text, Role::Soft);
    }

    /// A finding, its further lines under its first word.
    fn finding(&mut self, index: usize, finding: &Finding, look: &Look) {
        let name = &Wording::shipped().check(finding.check).title;
        let first = self.lines.len();
        self.width -= MARK;
        self.put(
            &format!("{name}. {}", finding.message),
            Role::Text,
            Some(index),
        );
        self.width += MARK;
        self.lines[first].mark = mark(finding, look);
        for line in &mut self.lines[first..] {
            line.is_found = true;
        }
    }

    /// What would change it, and what is still missing; `first` is the place of the first among the points.
    fn turns(&mut self, session: &Session, first: usize) {
        let (canvas, turns) = (&session.canvas, session.turns());
        let mut said = None;
        for (index, turn) in turns.all().enumerate() {
            let name = &Wording::shipped().outcome(turn.outcome).name;
            let heading = match turns.pair.is_some() && index < 2 {
                true => format!("Both together would lead to {name}"),
                false => format!("Would lead to {name}"),
            };
            if said.as_ref() != Some(&heading) {
                self.heading(&heading);
                said = Some(heading);
            }
            self.put(&turn.in_words(canvas), Role::Text, Some(first + index));
        }
        let missing = session.suggestion.missing.iter();
        let missing = missing.filter_map(|id| Question::find(id));
        for (index, question) in missing.enumerate() {
            if index == 0 {
                self.heading("Still to answer");
            }
            let label = &Wording::shipped().question(question).label;
            let at = first + turns.all().count() + index;
            self.put(label, Role::Text, Some(at));
        }
    }

    fn put(&mut self, text: &str, role: Role, point: Option<usize>) {
        let wrapped = wrap(&shown(text), self.width.saturating_sub(2));
        self.lines.extend(wrapped.into_iter().map(|text| Line {
            text,
            role,
            point,
            mark: Default::default(),
            is_found: false,
        }));
    }
}

/// Everything that is said about the suggestion, wrapped.
fn lines(session: &Session, area: Rect, look: &Look) -> Vec<Line> {
    let suggestion = &session.suggestion;
    let is_roomy = usize::from(area.height) > 12 + suggestion.findings.len();
    let mut talk = Talk {
        lines: Vec::new(),
        width: area.width.min(100),
        is_roomy,
    };
    let (outcome, about) = outcome(session);
    talk.say(&outcome, Role::Accent);
    talk.say(&about, Role::Text);
    talk.say(figures(session).as_deref().unwrap_or_default(), Role::Soft);
    if let Some(told) = told(session) {
        talk.heading("What each side said");
        talk.say(&told, Role::Text);
    }
    let reasons: Vec<&Finding> = suggestion.reasons().collect();
    let conditions: Vec<&Finding> = suggestion.conditions().collect();
    for (title, first, findings) in [
        ("Because", 0, &reasons),
        (
            conditions_title(suggestion.outcome),
            reasons.len(),
            &conditions,
        ),
    ] {
        if !findings.is_empty() {
            talk.heading(title);
        }
        for (index, finding) in findings.iter().enumerate() {
            talk.finding(first + index, finding, look);
        }
    }
    if let Some(smaller) = smaller_in_words(&session.canvas, suggestion) {
        talk.heading("");
        talk.say(&smaller, Role::Strong);
    }
    if session.canvas.freedom() == Some(Freedom::Expected) {
        let who = session.canvas.text("cover.asked_by");
        let who = who.unwrap_or("whoever asked");
        talk.heading("");
        talk.say(&format!("Speak to {who} before you reply."), Role::Text);
    }
    talk.turns(session, reasons.len() + conditions.len());
    talk.lines
}

/// What the sides of a joint canvas decided, each for themselves, and that it may be taken in.
fn told(session: &Session) -> Option<String> {
    let canvas = &session.canvas;
    let questions = ["decision.choice", "decision.reason"].map(question);
    let told = questions
        .iter()
        .filter_map(|question| said(canvas, question));
    let told: Vec<String> = told.collect();
    let may_take = questions
        .iter()
        .any(|question| !offers(canvas, question).is_empty());
    let take =
        may_take.then(|| "V takes one of these in, on the choice or on the reason.".to_owned());
    (!told.is_empty()).then(|| told.into_iter().chain(take).collect::<Vec<_>>().join(" "))
}

fn conditions_title(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        Some(Outcome::GoAhead) => "On these conditions",
        _ => "Also worth knowing",
    }
}

/// What is suggested in a sentence, and what that means or what it waits for.
fn outcome(session: &Session) -> (String, String) {
    let suggestion = &session.suggestion;
    let wording = Wording::shipped();
    match suggestion.outcome {
        Some(outcome) => {
            let words = wording.outcome(outcome);
            let so_far = if suggestion.is_provisional {
                ", on what you have told so far"
            } else {
                ""
            };
            (
                format!("The answers suggest: {}{so_far}", words.name),
                words.about.clone(),
            )
        }
        None if session.canvas.kind() == Some(Kind::None) && !suggestion.decided_by.is_empty() => (
            "No suggestion: you are not free to say no".into(),
            "Choose what fits, and say why.".into(),
        ),
        None => {
            let missing = suggestion
                .missing
                .iter()
                .filter_map(|id| Question::find(id));
            let quick = missing.filter(|question| question.quick);
            let names: Vec<&str> = quick
                .map(|question| wording.question(question).short.as_str())
                .collect();
            (
                "No suggestion yet".into(),
                format!("Still to answer: {}.", names.join(", ").to_lowercase()),
            )
        }
    }
}

/// The days behind it, with where they come from.
fn figures(session: &Session) -> Option<String> {
    let capacity = &session.suggestion.capacity;
    let work = capacity.optimism * capacity.work?;
    let parts = [work, capacity.overhead?, capacity.build_up?];
    let figures = figures_of(&parts);
    let mut text = format!(
        "{}. Each month that is {} of work ({} times {}), {} for meetings and care",
        capacity.need()?.in_words(),
        figures[0],
        days_figure(capacity.work?),
        factor_figure(capacity.optimism),
        figures[1],
    );
    if above(parts[2], 0.0) {
        text.push_str(&format!(", {} to build trust", figures[2]));
    }
    text.push_str(". Planning guesses; your own reviews replace them.");
    Some(text)
}

fn heading(text: &str, is_here: bool, area: Rect, buf: &mut Buffer, desk: &Desk) {
    let look = &desk.look;
    if is_here {
        put_line(look.glyphs.here, area, buf, look.theme.accent);
    }
    let style = if is_here {
        look.theme.accent
    } else {
        look.theme.strong
    };
    put_line(text, indented(area, 2), buf, style);
}

fn record_line(session: &Session) -> String {
    let is_hidden = session.canvas.is_in_round(question("decision.choice"));
    if let Some(waiting) = session.waiting_choice().filter(|_| !is_hidden) {
        let is_live = session.canvas.is_live();
        let name = &Wording::shipped().outcome_of(is_live, waiting).name;
        return format!("Not recorded yet: {name}. Enter records it for today.");
    }
    match session.canvas.date("decision.decided_on") {
        Some(on) => format!(
            "Decided on {}. Enter records it again for today.",
            when::in_words(on)
        ),
        None => "Record the decision".into(),
    }
}
