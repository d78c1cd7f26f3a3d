//! How the blocks of the canvas look: each question with its answer as far as it fits.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::super::asked::asked;
use super::super::sofar;
use crate::canvas::State;
use crate::canvas::capacity::{Need, days_with_unit};
use crate::canvas::checks::Severity;
use crate::canvas::codes::{Kind, Outcome};
use crate::canvas::in_words;
use crate::canvas::question::{Question, Step};
use crate::canvas::review::signals::signals;
use crate::canvas::shown::shown;
use crate::canvas::when;
use crate::canvas::wording::Wording;
use crate::tui::desk::Desk;
use crate::tui::session::Session;
use crate::tui::widgets::chrome::panel;
use crate::tui::widgets::meter::Meter;
use crate::tui::widgets::prose::{below, indented, put, put_cut, put_line, put_right, top, wrap};

/// The narrowest cover that has its questions in two columns.
const TWO_COLUMNS: u16 = 70;

/// Draws the block of a step; where there is one row for it, its title and what matters most.
pub(super) fn draw_card(
    session: &Session,
    desk: &Desk,
    step: Step,
    is_here: bool,
    area: Rect,
    buf: &mut Buffer,
) {
    let theme = &desk.look.theme;
    let name = &Wording::shipped().step(step).name;
    let title = if is_here {
        Span::styled(format!("{} {name}", desk.look.glyphs.here), theme.accent)
    } else {
        Span::styled(name, theme.strong)
    };
    let note = match open_count(session, step) {
        0 => Span::styled(desk.look.glyphs.done, theme.good),
        open => Span::styled(format!("{open} open"), theme.soft),
    };
    let edge = if is_here { theme.accent } else { theme.soft };
    if area.height < 3 {
        return draw_closed(session, desk, step, (title, note), area, buf);
    }
    let inside = panel(title, note, area, edge, buf, &desk.look);
    match step {
        Step::Decision => draw_decision(session, desk, inside, buf),
        Step::Capacity => {
            let used = draw_days(session, desk, inside, buf);
            draw_answers(session, desk, step, below(inside, used), buf);
        }
        _ => draw_answers(session, desk, step, inside, buf),
    }
}

/// A block in one line: its title, and what matters most in it.
fn draw_closed(
    session: &Session,
    desk: &Desk,
    step: Step,
    (title, note): (Span, Span),
    area: Rect,
    buf: &mut Buffer,
) {
    let line = Rect {
        width: area.width.saturating_sub(4),
        ..indented(top(area, 1), 2)
    };
    put_line(&title.content, line, buf, title.style);
    put_right(&note.content, line, buf, note.style);
    let told = Rect {
        width: line.width.saturating_sub(24),
        ..indented(line, 13)
    };
    let text = summary(session, step).unwrap_or_default();
    put_line(&shown(&text), told, buf, desk.look.theme.soft);
}

/// The answers that stand for a step where there is one line for it.
fn summary(session: &Session, step: Step) -> Option<String> {
    let canvas = &session.canvas;
    let in_line = |id: &str| {
        let question = Question::find(id).expect("in the table");
        let words =
            in_words::answer(canvas, question).filter(|_| !session.canvas.is_in_round(question));
        words.map(in_words::InWords::in_one_line)
    };
    match step {
        Step::Cover => {
            let partners = canvas.partners();
            let names: Vec<&str> = partners
                .filter_map(|row| row.line("organisation"))
                .collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        Step::Purpose => in_line("purpose.change"),
        Step::Value => in_line("value.kind"),
        Step::Capacity => session
            .suggestion
            .capacity
            .need()
            .map(|need| days_asked(session, &need)),
        Step::Ownership => in_line("ownership.coordinator"),
        Step::Decision => {
            let titles = asked_for(session).map(|title| format!("{title}; "));
            let stands = decided(session).or_else(|| sofar::outcome_in_words(&session.suggestion));
            stands.map(|stands| titles.collect::<String>() + &stands)
        }
    }
}

fn open_count(session: &Session, step: Step) -> usize {
    let asked = asked(&session.canvas, false);
    let open = asked.iter().filter(|question| {
        question.step == step
            && session.canvas.needs(question)
            && !session.canvas.is_answered(question)
    });
    open.count()
}

/// Each question of a step in a line: what it is called, and the answer as far as it fits. The cover
/// is as wide as the page, and has its questions in two columns.
fn draw_answers(session: &Session, desk: &Desk, step: Step, area: Rect, buf: &mut Buffer) {
    let is_wide = step == Step::Cover && area.width > TWO_COLUMNS;
    let columns = if is_wide { 2 } else { 1 };
    let room = usize::from(area.height) * columns;
    let mut questions: Vec<&Question> = asked(&session.canvas, false)
        .into_iter()
        .filter(|question| question.step == step && question.id != "cover.title")
        .collect();
    // What is answered or needed comes first where not everything fits.
    if questions.len() > room {
        questions.retain(|question| {
            session.canvas.is_answered(question) || session.canvas.needs(question)
        });
    }
    // A second kind asks questions that nobody has to answer.
    questions.retain(|question| {
        question.follows.is_none()
            || session.canvas.needs(question)
            || session.canvas.is_answered(question)
    });
    if !is_wide {
        return draw_column(session, desk, &questions, area, buf);
    }
    let width = area.width / 2 - 1;
    let (left, right) =
        questions.split_at(questions.len().div_ceil(2).min(usize::from(area.height)));
    draw_column(session, desk, left, Rect { width, ..area }, buf);
    draw_column(session, desk, right, indented(area, width + 2), buf);
}

fn draw_column(
    session: &Session,
    desk: &Desk,
    questions: &[&Question],
    area: Rect,
    buf: &mut Buffer,
) {
    let look = &desk.look;
    let names = questions
        .iter()
        .map(|question| Wording::shipped().question(question).short.as_str());
    let widest = names.clone().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let widest = u16::try_from(widest).unwrap_or(u16::MAX);
    // In a narrow block each answer follows its own label.
    let aligned = (widest <= area.width / 2).then_some(widest);
    let room = usize::from(area.height);
    let hidden = questions.len().saturating_sub(room);
    let indents = names.clone().map(|name| {
        let own = u16::try_from(name.width()).unwrap_or(u16::MAX);
        aligned.unwrap_or(own).saturating_add(2)
    });
    let answers = questions.iter().zip(indents);
    let answers: Vec<Answer> = answers
        .map(|(question, indent)| Answer::new(session, desk, question, indent, area.width))
        .collect();
    let mut rest = area;
    for (index, (name, rows)) in names.zip(shared(&answers, room)).enumerate() {
        if hidden > 0 && index + 1 == room {
            let more = format!("and {} more", hidden + 1);
            put_line(&more, rest, buf, look.theme.soft);
            break;
        }
        put_line(name, rest, buf, look.theme.soft);
        answers[index].draw(rows, rest, buf);
        rest = below(rest, rows);
    }
}

/// How many rows each answer gets: one, and of those to spare one more each in turn while it has more
/// to say.
fn shared(answers: &[Answer], room: usize) -> Vec<u16> {
    let mut rows = vec![1_u16; answers.len()];
    let mut spare = room.saturating_sub(answers.len());
    let wants = |rows: &[u16], index: usize| usize::from(rows[index]) < answers[index].lines.len();
    while spare > 0 && (0..answers.len()).any(|index| wants(&rows, index)) {
        for index in 0..answers.len() {
            if spare > 0 && wants(&rows, index) {
                rows[index] += 1;
                spare -= 1;
            }
        }
    }
    rows
}

/// An answer, wrapped for its place.
struct Answer {
    lines: Vec<String>,
    indent: u16,
    style: Style,
    glyph: Option<(&'static str, Style)>,
}

impl Answer {
    fn new(session: &Session, desk: &Desk, question: &Question, indent: u16, width: u16) -> Self {
        let look = &desk.look;
        let is_hidden = session.canvas.is_in_round(question);
        let kind = session
            .canvas
            .kind()
            .filter(|_| question.id == "value.kind" && !is_hidden);
        let glyph = kind.map(|kind| (look.glyphs.kind(kind), look.theme.kind(kind)));
        let indent = indent.min(width) + if glyph.is_some() { 2 } else { 0 };
        let answered = in_words::answer(&session.canvas, question);
        let (text, style) = match (session.unfinished.get(question.id), answered) {
            (Some(text), Some(words)) if !is_hidden => {
                let stands = words.in_one_line();
                let both = format!("{stands}; not an answer yet: {text}");
                (both, look.theme.alarm)
            }
            (Some(text), _) => (format!("not an answer yet: {text}"), look.theme.alarm),
            (None, Some(_)) if is_hidden => ("hidden for now".to_owned(), look.theme.soft),
            (None, Some(words)) => (words.in_one_line(), look.theme.text),
            (None, None) if session.canvas.needs(question) => {
                (look.glyphs.open.to_owned(), look.theme.soft)
            }
            (None, None) => (String::new(), look.theme.soft),
        };
        Self {
            lines: wrap(&shown(&text), width.saturating_sub(indent)),
            indent,
            style,
            glyph,
        }
    }

    fn draw(&self, rows: u16, area: Rect, buf: &mut Buffer) {
        let area = indented(area, self.indent);
        if let Some((glyph, style)) = self.glyph {
            let before = Rect {
                x: area.x.saturating_sub(2),
                ..area
            };
            put_line(glyph, before, buf, style);
        }
        let last = rows.saturating_sub(1);
        let whole = &self.lines[..usize::from(last).min(self.lines.len())];
        put(&whole.join("\n"), area, buf, self.style);
        let cut = self.lines[whole.len()..].join(" ");
        put_line(&cut, below(area, last), buf, self.style);
    }
}

/// The days that it takes, of those that are free.
fn draw_days(session: &Session, desk: &Desk, area: Rect, buf: &mut Buffer) -> u16 {
    let capacity = &session.suggestion.capacity;
    let Some(need) = capacity.need() else {
        return 0;
    };
    let said = days_asked(session, &need);
    let used = put_cut(&said, top(area, 3), buf, desk.look.theme.strong);
    if let State::Ended(..) = session.canvas.state() {
        return used;
    }
    let promised = crate::portfolio::Promised {
        team: capacity.team,
        promised: capacity.committed - capacity.freed,
        freed: capacity.freed,
        free: capacity.headroom,
        reserve: capacity.team - capacity.usable,
    };
    if area.height < used + 3 || !promised.is_known() {
        return used;
    }
    Meter {
        promised: &promised,
        asked: need.takes,
    }
    .draw(top(below(area, used), 1), buf, &desk.look);
    used + 1
}

/// The days that it takes, beside those that are free where the team is known.
fn days_asked(session: &Session, need: &Need) -> String {
    match session.canvas.state() {
        State::Ended(..) => {
            let took = days_with_unit(need.takes);
            format!("took {took} a month, and takes none now")
        }
        _ => need.in_words(),
    }
}

/// What was decided and when, or what is chosen and not recorded yet.
fn decided(session: &Session) -> Option<String> {
    let question = Question::find("decision.choice").expect("in the table");
    if session.canvas.is_in_round(question) {
        return None;
    }
    let chosen = session.canvas.code::<Outcome>(question.id)?;
    let name = &Wording::shipped().outcome(chosen).name;
    let ended = session.canvas.date("ended");
    let waiting = session.waiting_choice().map(|waiting| {
        let name = &Wording::shipped().outcome(waiting).name;
        format!("; not recorded yet: {name}")
    });
    let stands = match (session.canvas.date("decision.decided_on"), ended) {
        (Some(_), Some(on)) => format!("ended {}; decided: {name}", when::in_words(on)),
        (Some(on), None) => format!("decided: {name}, {}", when::in_words(on)),
        (None, _) => format!("chosen, not recorded: {name}"),
    };
    Some(stands + &waiting.unwrap_or_default())
}

/// What the last check-in asks for, by name.
fn asked_for(session: &Session) -> impl Iterator<Item = &'static str> {
    let live = session.canvas.is_live();
    let found = signals(&session.canvas).into_iter();
    let found = found.filter(move |signal| live && signal.severity == Severity::Warning);
    found.map(|signal| Wording::shipped().signal(signal.name).title.as_str())
}

fn draw_decision(session: &Session, desk: &Desk, area: Rect, buf: &mut Buffer) {
    let look = &desk.look;
    let suggestion = &session.suggestion;
    let mut rest = area;
    if let Some(decided) = decided(session) {
        let used = put(&decided, rest, buf, look.theme.strong);
        rest = below(rest, used);
    }
    for title in asked_for(session) {
        put_line(look.glyphs.care, rest, buf, look.theme.care);
        let said = indented(rest, sofar::MARK);
        let used = put(&format!("{title}: r, then o"), said, buf, look.theme.text);
        rest = below(rest, used);
    }
    let text = match sofar::outcome_in_words(suggestion) {
        Some(outcome) => format!("suggested: {outcome}"),
        None if session.canvas.kind() == Some(Kind::None) => {
            "no suggestion: you are not free to say no".into()
        }
        None => "no suggestion yet".into(),
    };
    let used = put(&text, rest, buf, look.theme.accent);
    rest = below(rest, used);
    // The best of what would change it for the better; w has the rest.
    let best = session.turns().up.first();
    if let Some(turn) = best.filter(|_| session.canvas.state().may_turn()) {
        let name = &Wording::shipped().outcome(turn.outcome).name;
        let said = format!("{name}, if {}", turn.in_words(&session.canvas));
        let used = put_cut(&shown(&said), top(rest, 2), buf, look.theme.soft);
        rest = below(rest, used);
    }
    for finding in sofar::by_weight(suggestion) {
        if rest.height == 0 {
            break;
        }
        let title = &Wording::shipped().check(finding.check).title;
        let used = sofar::put_finding(title, finding, rest, buf, look);
        rest = below(rest, used);
    }
}
