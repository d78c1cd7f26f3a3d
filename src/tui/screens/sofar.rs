//! What the answers say so far: beside the guide, and as findings on other screens.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::super::desk::Desk;
use super::super::theme::Look;
use super::super::widgets::prose::{below, indented, put, put_line};
use crate::canvas::checks::{Finding, Severity};
use crate::canvas::suggestion::Suggestion;
use crate::canvas::wording::Wording;

/// How wide a mark is, with the blank after it.
pub const MARK: u16 = 3;

/// The mark and the style of a finding.
pub fn mark(finding: &Finding, look: &Look) -> (&'static str, Style) {
    match finding.severity {
        Severity::Blocker => (look.glyphs.alarm, look.theme.alarm),
        Severity::Warning => (look.glyphs.care, look.theme.care),
        Severity::Note => (look.glyphs.between, look.theme.soft),
    }
}

/// Draws a finding with its mark and returns how many rows it took.
pub fn put_finding(
    text: &str,
    finding: &Finding,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) -> u16 {
    let (glyph, style) = mark(finding, look);
    put_line(glyph, area, buf, style);
    put(text, indented(area, MARK), buf, look.theme.text)
}

/// What is suggested, in a few words; None where it is too early.
pub fn outcome_in_words(suggestion: &Suggestion) -> Option<String> {
    let outcome = suggestion.outcome?;
    let name = &Wording::shipped().outcome(outcome).name;
    Some(if suggestion.is_provisional {
        format!("{name}, so far")
    } else {
        name.clone()
    })
}

/// The findings that a planner should meet first: those that decided, then by weight.
pub fn by_weight(suggestion: &Suggestion) -> Vec<&Finding> {
    let mut findings: Vec<&Finding> = suggestion
        .findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note)
        .collect();
    findings.sort_by_key(|finding| {
        (
            !suggestion.decided_by.contains(&finding.check),
            finding.severity == Severity::Warning,
        )
    });
    findings
}

/// Draws the panel beside the guide.
pub fn draw(desk: &Desk, area: Rect, buf: &mut Buffer) {
    let (Some(session), look) = (&desk.session, &desk.look) else {
        return;
    };
    let suggestion = &session.suggestion;
    let mut rest = area;
    put_line("So far", rest, buf, look.theme.strong);
    rest = below(rest, 1);
    if let Some(outcome) = outcome_in_words(suggestion) {
        let used = put(&outcome, rest, buf, look.theme.accent);
        rest = below(rest, used);
    }
    if let Some(need) = suggestion.capacity.need() {
        let used = put(&need.in_words(), rest, buf, look.theme.soft);
        rest = below(rest, used);
    }
    let hidden = session.canvas.hidden_in_words();
    if let Some(hidden) = &hidden {
        let used = put(hidden, rest, buf, look.theme.soft);
        rest = below(rest, used);
    }
    let findings = by_weight(suggestion);
    if findings.is_empty() && suggestion.outcome.is_none() && hidden.is_none() {
        put(
            "Nothing yet speaks for or against it.",
            rest,
            buf,
            look.theme.soft,
        );
    }
    for (index, finding) in findings.iter().enumerate() {
        let title = &Wording::shipped().check(finding.check).title;
        if rest.height < 2 && index + 1 < findings.len() {
            put_line(
                &format!("and {} more", findings.len() - index),
                rest,
                buf,
                look.theme.soft,
            );
            break;
        }
        let used = put_finding(title, finding, rest, buf, look);
        rest = below(rest, used);
    }
}
