//! `portfolio`: what comes first, and what there are days for.

use clap::Args;

use super::args::Json;
use super::call::Call;
use super::columns::aligned;
use super::failure::{Exit, Failure};
use super::printed::Printed;
use super::{find, notes};
use crate::canvas::capacity::days_figure;
use crate::canvas::codes::{Coded as _, Kind};
use crate::canvas::id::CanvasId;
use crate::canvas::near;
use crate::canvas::others::Team;
use crate::canvas::shown::shown;
use crate::canvas::wording::Wording;
use crate::export;
use crate::portfolio::filter::{Filter, kind_name};
use crate::portfolio::order::to_keep;
use crate::portfolio::plan::{Ground, Line, Member, Plan, Ranked};
use crate::portfolio::tries::{Tries, Try};
use crate::portfolio::{Portfolio, Section, next, why};
use crate::workspace::settings::Settings;

/// Show what comes first, and what there are days for.
///
/// Canvases stand in their order of priority. Above the line there are days for them: the room is the
/// usable days and those that agreed stops free; live canvases take their days first, then drafts what
/// they would take, and a "not yet" takes no room until it is taken in (--with). With --json, the object
/// that `whytogether schema portfolio` describes; filters choose among its canvases.
#[derive(Debug, Args)]
pub struct PortfolioArgs {
    /// Only this kind: shared_voice, shared_delivery, aligned_plans, shared_learning or none.
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only this state: draft, live, not_now or ended.
    #[arg(long, value_name = "STATE")]
    state: Option<String>,
    /// Only with a partner of this name, or a part of it.
    #[arg(long, value_name = "NAME")]
    partner: Option<String>,
    /// Only with a person of this name, or a part of it.
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// What if this one were taken in? Nothing is kept.
    #[arg(long, value_name = "CANVAS", conflicts_with = "moving")]
    with: Vec<String>,
    /// What if this one were not there? Nothing is kept.
    #[arg(long, value_name = "CANVAS", conflicts_with = "moving")]
    without: Vec<String>,
    /// What if this one were as small as would fit? Nothing is kept.
    #[arg(long, value_name = "CANVAS", conflicts_with = "moving")]
    smaller: Vec<String>,
    /// What if the team had so many days a month? Nothing is kept.
    #[arg(long, value_name = "DAYS", conflicts_with = "moving")]
    team_days: Option<f64>,
    /// Move this one in the order, and keep that: say where with --before, --first or --last.
    #[arg(long = "move", value_name = "CANVAS", requires = "where_to")]
    moving: Option<String>,
    #[command(flatten)]
    to: To,
    #[command(flatten)]
    json: Json,
}

/// Where one is moved to.
#[derive(Debug, Args)]
#[group(id = "where_to", multiple = false, requires = "moving")]
struct To {
    /// Before this one.
    #[arg(long, value_name = "CANVAS")]
    before: Option<String>,
    /// To the top.
    #[arg(long)]
    first: bool,
    /// To the end.
    #[arg(long)]
    last: bool,
}

/// What a workspace holds, read once.
struct Read {
    settings: Settings,
    members: Vec<Member>,
    team: Team,
    portfolio: Portfolio,
}

impl Read {
    fn from(call: &Call) -> Result<Self, Failure> {
        let settings = call.workspace.load_settings()?;
        notes::about_settings(call, &settings);
        let entries = call.workspace.entries(call.today)?;
        for entry in &entries {
            notes::about_other(call, entry);
        }
        let mut portfolio = Portfolio::default();
        portfolio.take_in(entries, &settings.order());
        let members = settings.members().into_iter().map(|member| Member {
            days: member.days(),
            person: member.person,
        });
        Ok(Self {
            members: members.collect(),
            team: settings.team(),
            portfolio,
            settings,
        })
    }

    fn plan(&self, call: &Call, tries: &Tries) -> Plan {
        let ground = Ground {
            team: self.team,
            order: &self.settings.order(),
            today: call.today,
        };
        Plan::of(&self.portfolio, &ground, tries)
    }
}

/// Prints the portfolio, after moving where that is asked.
///
/// # Errors
/// [`Exit::Usage`] for a filter that names no kind or state, or days that are no number of days; as for
/// [`find::canvas_id`] where a name is not found; as for saving settings where one is moved.
pub fn run(args: &PortfolioArgs, call: &Call) -> Result<Printed, Failure> {
    let filter = filter(args)?;
    let mut read = Read::from(call)?;
    if let Some(name) = &args.moving {
        move_one(&find::canvas_id(call, name)?, &args.to, &mut read, call)?;
    }
    if let Some(days) = args.team_days {
        if !(0.0..=1_000_000.0).contains(&days) {
            let message = format!("`{days}` is not a number of days from 0 to 1,000,000");
            return Err(Failure::new(Exit::Usage, message));
        }
        read.team.days = days;
    }
    let tries = tries(args, &read, call)?;
    let plan = read.plan(call, &tries);
    if args.json.is_on {
        let json = export::portfolio::portfolio(&plan, &read.members, &filter);
        return Ok(Printed::json(&json));
    }
    if read.portfolio.entries().is_empty() {
        return Ok(Printed::nothing().hint(call.nothing_yet("canvas")));
    }
    if !tries.is_empty() || args.team_days.is_some() {
        call.note("note: this is a what-if; nothing of it is kept");
    }
    Ok(Printed::text(in_words(call, &plan, &filter)))
}

fn filter(args: &PortfolioArgs) -> Result<Filter, Failure> {
    let kind = args.kind.as_deref().map(|code| {
        Kind::from_code(code).ok_or_else(|| {
            let allowed = Kind::CODES.join(", ");
            let near = near::named(code, Kind::CODES.iter().copied());
            Failure::new(Exit::Usage, format!("`{code}` is none of {allowed}{near}"))
        })
    });
    let state = args.state.clone().map(|code| {
        let states = ["draft", "live", "not_now", "ended"];
        let near = near::named(&code, states);
        let message = format!("`{code}` is none of {}{near}", states.join(", "));
        states
            .contains(&code.as_str())
            .then_some(code)
            .ok_or_else(|| Failure::new(Exit::Usage, message))
    });
    Ok(Filter {
        kind: kind.transpose()?,
        state: state.transpose()?,
        partner: args.partner.clone(),
        person: args.person.clone(),
        words: Vec::new(),
    })
}

/// What is to be tried, canvas by canvas.
fn tries(args: &PortfolioArgs, read: &Read, call: &Call) -> Result<Tries, Failure> {
    let mut tries = Tries::default();
    for (names, counts) in [(&args.with, true), (&args.without, false)] {
        for name in names {
            let plan = read.plan(call, &tries);
            let id = ranked(find::canvas_id(call, name)?, &plan)?;
            if counts && plan.find(&id).is_some_and(|row| row.counts) {
                call.note(&format!(
                    "note: `{id}` is in already; --with changes nothing"
                ));
            }
            let tried = Try {
                counts: Some(counts),
                ..tries.of(&id)
            };
            tries.put(&id, tried);
        }
    }
    for name in &args.smaller {
        let plan = read.plan(call, &tries);
        let id = ranked(find::canvas_id(call, name)?, &plan)?;
        let row = plan.find(&id).expect("it has a place");
        let smaller = plan.lighter(row).map_err(|why| {
            let message = format!("`{id}` gets no smaller: {why}");
            Failure::new(Exit::Failed, message).hint(format!("whytogether check {id}"))
        })?;
        let tried = Try {
            smaller: Some(smaller),
            ..tries.of(&id)
        };
        tries.put(&id, tried);
    }
    Ok(tries)
}

/// The id again, where it has a place in the order.
fn ranked(id: CanvasId, plan: &Plan) -> Result<CanvasId, Failure> {
    if plan.find(&id).is_some() {
        return Ok(id);
    }
    let message =
        format!("`{id}` has no place in the order: it ended, was declined or cannot be read");
    Err(Failure::new(Exit::Failed, message))
}

/// Moves one and keeps the new order.
fn move_one(id: &CanvasId, to: &To, read: &mut Read, call: &Call) -> Result<(), Failure> {
    let plan = read.plan(call, &Tries::default());
    let id = ranked(id.clone(), &plan)?;
    let ids: Vec<&str> = plan.ranked.iter().map(|row| row.id.as_str()).collect();
    let from = ids.iter().position(|known| *known == id.as_str());
    let target = match &to.before {
        Some(name) => {
            let before = ranked(find::canvas_id(call, name)?, &plan)?;
            if before == id {
                let message = format!("`{id}` cannot stand before itself");
                return Err(Failure::new(Exit::Usage, message));
            }
            let at = ids.iter().position(|known| *known == before.as_str());
            // Those behind it move up once it is taken out.
            at.unwrap_or(0) - usize::from(from < at)
        }
        None if to.first => 0,
        None => usize::MAX,
    };
    let order = to_keep(&read.settings.order(), &ids, &plan.moved(&id, target));
    let mut settings = read.settings.clone();
    settings.set_order(&order);
    let saved = call.workspace.save_settings(&settings, &read.settings)?;
    read.settings = saved.settings;
    Ok(())
}

fn in_words(call: &Call, plan: &Plan, filter: &Filter) -> String {
    let mut text = format!("Days a month: {}\n\n", plan.promised().in_words());
    let placed: Vec<&Ranked> = plan.ranked.iter().filter(|row| filter.lets(row)).collect();
    let beside: Vec<&Ranked> = plan.beside.iter().filter(|row| filter.lets(row)).collect();
    if placed.is_empty() && beside.is_empty() {
        call.note("note: no canvas by these filters");
    }
    text.push_str(&in_order(call, plan, &placed));
    if !beside.is_empty() {
        text.push_str("\nDeclined or ended, in no order:\n");
        let rows: Vec<Vec<String>> = beside.iter().map(|row| line(row, plan)).collect();
        text.push_str(&aligned(&rows, "  "));
    }
    match &plan.line {
        Some(line) => text.push_str(&format!("\n{}\n", why::of_line(line))),
        None => text.push_str("\nThe team has no days yet, so there is no line: press s in the program and say who is in it, with which share of their days.\n"),
    }
    for (id, why) in &plan.aside {
        text.push_str(&format!("{}\n", why.beside_sums(id)));
    }
    text
}

/// Those with a place, a line each, with the line drawn in.
fn in_order(call: &Call, plan: &Plan, placed: &[&Ranked]) -> String {
    let rows: Vec<Vec<String>> = placed.iter().map(|row| line(row, plan)).collect();
    let table = aligned(&rows, "  ");
    let line = plan.line.filter(|line| line.first_below.is_some());
    let (mut text, mut is_drawn) = (String::new(), false);
    for (row, drawn) in placed.iter().zip(table.lines()) {
        let is_below = |line: &Line| line.first_below.is_some_and(|place| place <= row.place);
        if let Some(line) = line.filter(|line| !is_drawn && is_below(line)) {
            let rule = format!("  ------ {} ------", why::rule_in_words(&line));
            text.push_str(&format!("{}\n", call.bold(&rule)));
            is_drawn = true;
        }
        text.push_str(&format!("{drawn}\n"));
    }
    text
}

/// Its days as far as they are known; none of its own where they count with another one.
fn days(row: &Ranked, plan: &Plan) -> String {
    match row.load {
        None if plan.counted_with(row).is_some() => String::new(),
        None => "not known".into(),
        Some(_) if row.is_so_far() => format!("{} d so far", days_figure(row.takes)),
        Some(_) => format!("{} d", days_figure(row.takes)),
    }
}

fn line(row: &Ranked, plan: &Plan) -> Vec<String> {
    let summary = &*row.summary;
    let score =
        |score: Option<u8>, of: &str| score.map_or(String::new(), |score| format!("{of} {score}"));
    let next = next::next(summary, row.section(), plan.today);
    let decided = summary
        .decided()
        .map(|outcome| &Wording::shipped().outcome(outcome).name);
    let mut state = match row.section() {
        Section::Ended => "ended".into(),
        _ => decided.cloned().unwrap_or_else(|| "draft".into()),
    };
    if row.is_out {
        state.push_str(", without it");
    } else if let Some(other) = plan.counted_with(row) {
        state.push_str(&format!(", counted with {}", shown(other)));
    } else if row.counts != summary.is_live() {
        state.push_str(", taken in");
    }
    if row.smaller.is_some() {
        state.push_str(", smaller");
    }
    vec![
        match row.place {
            0 => String::new(),
            place => place.to_string(),
        },
        shown(&summary.title).into_owned(),
        summary.kind.map_or("", kind_name).to_owned(),
        days(row, plan),
        score(summary.worth, "value"),
        score(summary.lowest_trust(), "trust"),
        state,
        next.map_or(String::new(), |next| next::in_words(next, plan.today)),
    ]
}
