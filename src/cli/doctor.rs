//! `doctor`: everything in the workspace is looked at, explained, and mended where that is safe.

use std::fs;

use clap::Args;
use serde_json::{Value, json};

use super::args::Json;
use super::call::Call;
use super::failure::{Exit, Failure};
use super::notes;
use super::printed::Printed;
use crate::canvas::shown::shown;
use crate::workspace::doctor::{About, Finding, KINDS, Report};

/// How wide the explanations are.
const WIDTH: usize = 80;
/// How many findings of a kind are printed for people.
const MOST: usize = 20;

/// Examine the whole workspace, and say what is broken and what to do.
///
/// Ends with 4 where a file is broken. With --json, an object: canvases (how many were looked at),
/// broken (how many findings are), findings; each finding has kind, gravity (broken, look), path,
/// line and column or null, detail, means, next, mendable, mended (true, false), outcome (what mending did) or null.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// Mend what is safe. Nothing is deleted: what is in the way goes to trash/aside/.
    #[arg(long)]
    fix: bool,
    #[command(flatten)]
    json: Json,
}

/// Prints what is found; the call ends with [`Exit::Blocker`] where something is broken.
///
/// # Errors
/// [`Exit::NotFound`] where there is no such folder, and as for
/// [`crate::workspace::Workspace::mend`].
pub fn run(args: &DoctorArgs, call: &Call) -> Result<Printed, Failure> {
    let root = call.workspace.root();
    if let Err(error) = fs::metadata(root) {
        let message = format!("could not open `{}`: {error}", root.display());
        let hint = "whytogether paths says which workspace is meant";
        return Err(Failure::new(Exit::NotFound, message).hint(hint));
    }
    notes::about_all_refused(call);
    let report = if args.fix {
        call.workspace.mend(call.now())?
    } else {
        call.workspace.examine()
    };
    // The report has it.
    drop(call.to_say_of_place());
    let mut printed = if args.json.is_on {
        Printed::json(&as_json(&report))
    } else {
        Printed::text(in_words(call, &report))
    };
    let mendable = |finding: &Finding| finding.kind.about().is_mendable;
    if !args.fix && report.findings.iter().any(mendable) {
        printed = printed.hint("whytogether doctor --fix mends what is safe, and deletes nothing");
    }
    if report.findings.iter().any(Finding::is_broken) {
        printed.exit = Exit::Blocker;
    }
    Ok(printed)
}

fn as_json(report: &Report) -> Value {
    let findings = report.findings.iter().map(|finding| {
        let about = finding.kind.about();
        let outcome = finding.mended.as_ref().map(|mended| match mended {
            Ok(done) => done,
            Err(why) => why,
        });
        json!({
            "kind": about.code,
            "gravity": about.gravity.code(),
            "path": finding.path.to_string_lossy(),
            "line": finding.place.map(|(line, _)| line),
            "column": finding.place.map(|(_, column)| column),
            "detail": finding.detail,
            "means": about.means,
            "next": about.next,
            "mendable": about.is_mendable,
            "mended": finding.is_mended(),
            "outcome": outcome,
        })
    });
    json!({
        "canvases": report.canvases,
        "broken": broken(report),
        "findings": findings.collect::<Vec<_>>(),
    })
}

fn broken(report: &Report) -> usize {
    let findings = report.findings.iter();
    findings.filter(|finding| finding.is_broken()).count()
}

/// Kind by kind: what it is, where, what it means, what to do.
fn in_words(call: &Call, report: &Report) -> String {
    let mut text = String::new();
    for about in KINDS {
        let of_kind = |finding: &&Finding| finding.kind == about.kind;
        let found: Vec<&Finding> = report.findings.iter().filter(of_kind).collect();
        if !found.is_empty() {
            text.push_str(&section(call, about, &found));
        }
    }
    text.push_str(&summary(report));
    text
}

fn section(call: &Call, about: &About, found: &[&Finding]) -> String {
    let mut text = format!("{}\n", call.bold(about.title));
    for finding in found.iter().take(MOST) {
        text.push_str(&format!("  {}\n", shown(&line(finding))));
        match &finding.mended {
            Some(Ok(done)) => text.push_str(&format!("    mended: {}\n", shown(done))),
            Some(Err(why)) => text.push_str(&format!("    not mended: {}\n", shown(why))),
            None => {}
        }
    }
    if let Some(more) = found.len().checked_sub(MOST).filter(|more| *more > 0) {
        text.push_str(&format!("  and {more} more, which --json lists\n"));
    }
    let indent = textwrap::Options::new(WIDTH)
        .initial_indent("  ")
        .subsequent_indent("  ");
    for sentence in [about.means, about.next] {
        text.push_str(&textwrap::fill(sentence, &indent));
        text.push('\n');
    }
    text + "\n"
}

/// The file, and what is so about this one.
fn line(finding: &Finding) -> String {
    let path = finding.path.display();
    if finding.detail.is_empty() {
        path.to_string()
    } else {
        format!("{path}: {}", finding.detail)
    }
}

fn summary(report: &Report) -> String {
    let count = |number: usize, one: &str, several: &str| match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {several}"),
    };
    let canvases = count(report.canvases, "canvas", "canvases");
    let mended = report.findings.iter().filter(|one| one.is_mended()).count();
    let broken = broken(report);
    let others = report.findings.len() - mended - broken;
    let mut parts = Vec::new();
    for (number, said) in [
        (broken, format!("{broken} broken")),
        (
            others,
            count(others, "thing to look at", "things to look at"),
        ),
        (mended, format!("{mended} mended")),
    ] {
        if number > 0 {
            parts.push(said);
        }
    }
    if parts.is_empty() {
        parts.push("everything is in order".to_owned());
    }
    format!("{canvases} examined: {}.\n", parts.join(", "))
}
