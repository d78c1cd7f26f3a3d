//! What sides are called: no two of one comparison alike.

use super::super::shown::shown;
use super::judge::folded;
use super::side::Side;

/// Names the sides so that no two are called alike, ignoring case.
///
/// Several canvases of one workspace go by their titles, which say which of ours it is; a single one and a
/// file from elsewhere by the organisation; a voice by its name. Where that is said of two, more is added:
/// the organisation or the title, the file, the id, in the end a number.
pub fn name_sides(sides: &mut [Side]) {
    let ours = sides.iter().filter(|side| is_ours(side)).count();
    let ladders = sides.iter().map(|side| names(side, ours > 1));
    let ladders: Vec<Vec<String>> = ladders.collect();
    let mut steps = vec![0; sides.len()];
    let mut called: Vec<String> = ladders.iter().map(|names| names[0].clone()).collect();
    loop {
        let may_rise = |at: &usize| is_twice(&called, *at) && steps[*at] + 1 < ladders[*at].len();
        let rising: Vec<usize> = (0..sides.len()).filter(may_rise).collect();
        if rising.is_empty() {
            break;
        }
        for at in rising {
            steps[at] += 1;
            called[at].clone_from(&ladders[at][steps[at]]);
        }
    }
    number(&mut called, &ladders);
    for (side, name) in sides.iter_mut().zip(called) {
        side.name = name;
    }
}

fn is_ours(side: &Side) -> bool {
    side.voice().is_none() && side.file().is_none()
}

/// What a side may be called, shortest first.
fn names(side: &Side, goes_by_title: bool) -> Vec<String> {
    let title = side.canvas().title().trim();
    let organisation = side.organisation();
    let with = |name: &str, more: &str| format!("{name}, {more}");
    let first = organisation.unwrap_or(title);
    if let Some(voice) = side.voice() {
        let name = voice.name();
        let at = organisation.map(|organisation| with(&name, organisation));
        let of = with(&name, title);
        return [Some(name), at, Some(of)].into_iter().flatten().collect();
    }
    match side.file() {
        Some(file) => vec![first.to_owned(), format!("{first} ({file})")],
        None => {
            let both = organisation.map(|organisation| with(title, organisation));
            let by_id = Some(format!("{title} ({})", side.canvas().id()));
            let title = Some(title.to_owned());
            let organisation = organisation.map(str::to_owned);
            let names = match goes_by_title {
                true => [title, organisation, both, by_id],
                false => [organisation, title, both, by_id],
            };
            names.into_iter().flatten().collect()
        }
    }
}

fn is_twice(called: &[String], at: usize) -> bool {
    let key = |name: &str| folded(&shown(name));
    let same = called.iter().filter(|name| key(name) == key(&called[at]));
    same.count() > 1
}

/// Numbers what is called alike all the same, such as one canvas laid beside itself.
fn number(called: &mut [String], ladders: &[Vec<String>]) {
    let alike: Vec<usize> = (0..called.len())
        .filter(|at| is_twice(called, *at))
        .collect();
    let mut next = 1;
    for at in alike {
        loop {
            called[at] = format!("{} ({next})", ladders[at][0]);
            next += 1;
            if !is_twice(called, at) {
                break;
            }
        }
    }
}
