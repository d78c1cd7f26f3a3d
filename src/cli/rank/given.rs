//! What the command line gives a ranking: people, a list of challenges, orders from files and by hand.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::RankArgs;
use crate::canvas::document::MAX_BYTES;
use crate::canvas::id::CanvasId;
use crate::canvas::names::{folded, people};
use crate::canvas::near;
use crate::canvas::ranking::Ranking;
use crate::canvas::ranking::typed::{self, RankError, without_mark};
use crate::cli::failure::{Exit, Failure};
use crate::cli::find::may_be_any;
use crate::workspace::in_one_line;
use crate::workspace::store::read_bytes;

/// Everything that was given, read before anything is changed.
pub struct Given {
    people: Vec<String>,
    challenges: Option<Vec<String>>,
    from: Vec<(PathBuf, Source)>,
    add: Vec<(String, String)>,
    reveal: Option<String>,
    force: bool,
}

/// Where orders come from.
enum Source {
    /// Another ranking.
    Ranking(Box<Ranking>),
    /// One person's lines.
    Lines { name: String, text: String },
}

impl Given {
    /// Reads the files that are named.
    ///
    /// # Errors
    /// [`Failure`] where one cannot be read, [`Exit::Usage`] where an order has no name.
    pub fn read(args: &RankArgs) -> Result<Self, Failure> {
        let challenges = args
            .challenges
            .as_deref()
            .map(read_challenges)
            .transpose()?;
        let from = args
            .from
            .iter()
            .map(|path| Ok((path.clone(), read_source(path)?)));
        let add = args.add.iter().map(|text| match text.split_once('=') {
            Some((name, order)) if !name.trim().is_empty() => {
                Ok((name.trim().to_owned(), order.to_owned()))
            }
            _ => Err(Failure::new(
                Exit::Usage,
                "--add: NAME=ORDER, such as `Operations=3,1=4,2`",
            )),
        });
        Ok(Self {
            people: args.people.clone(),
            challenges,
            from: from.collect::<Result<_, Failure>>()?,
            add: add.collect::<Result<_, _>>()?,
            reveal: args.reveal.clone(),
            force: args.force,
        })
    }

    /// True where something is given that a new ranking begins with.
    pub fn begins(&self) -> bool {
        !self.people.is_empty() || self.challenges.is_some()
    }

    /// True where nobody is named who could rank.
    pub fn is_nobody(&self) -> bool {
        self.people.is_empty() && self.from.is_empty() && self.add.is_empty()
    }

    /// True where nothing was taken down that is to be shown instead of asking.
    pub fn is_nothing_to_show(&self) -> bool {
        self.from.is_empty() && self.add.is_empty() && self.reveal.is_none()
    }

    /// Puts all of it into a ranking: the list, the people, then the orders.
    ///
    /// # Errors
    /// [`Exit::Usage`], by the rule that stands in the way, and [`Exit::Failed`] where an order that was
    /// given before would be replaced without being asked for; nothing is to be kept then.
    pub fn put_into(
        &self,
        ranking: &mut Ranking,
        is_new: bool,
        now: Timestamp,
    ) -> Result<(), Failure> {
        self.put_challenges(ranking, is_new)?;
        let before = ranking.clone();
        let add = self.orders_by_hand(ranking)?;
        self.put_people(ranking, &add, now)?;
        self.put_orders(ranking, &add, now)?;
        let replaced = ranking.ranked_anew_since(&before);
        if !replaced.is_empty() && !self.force {
            let message = format!("ranked already: {}", replaced.join(", "));
            return Err(Failure::new(Exit::Failed, message)
                .hint("add --force to replace what was given before"));
        }
        if let Some(by) = &self.reveal {
            ranking.reveal(by, now)?;
        }
        Ok(())
    }

    /// The orders that are given by hand, each with the whole name of who is to rank.
    ///
    /// # Errors
    /// [`Exit::NotFound`] for somebody who is not to rank: it would be a slip in a name that stays for good.
    fn orders_by_hand(&self, ranking: &Ranking) -> Result<Vec<(String, String)>, Failure> {
        let there = ranking.people();
        let there = there.iter().map(|person| person.name);
        let named = self.people.iter().map(|name| name.trim());
        let known = there
            .chain(named)
            .map(|name| (String::new(), name.to_owned()));
        let known: Vec<(String, String)> = known.collect();
        let orders = self.add.iter();
        let orders = orders.map(|(name, order)| Ok((whole_name(&known, name)?, order.clone())));
        match known.is_empty() || ranking.is_newer() {
            true => Ok(self.add.clone()),
            false => orders.collect(),
        }
    }

    fn put_people(
        &self,
        ranking: &mut Ranking,
        add: &[(String, String)],
        now: Timestamp,
    ) -> Result<(), Failure> {
        let by_hand = add.iter().map(|(name, _)| name);
        let by_file = self.from.iter().filter_map(|(_, source)| match source {
            Source::Lines { name, .. } => Some(name),
            Source::Ranking(_) => None,
        });
        for name in self.people.iter().chain(by_file).chain(by_hand) {
            ranking.add_person(name, now)?;
        }
        Ok(())
    }

    fn put_orders(
        &self,
        ranking: &mut Ranking,
        add: &[(String, String)],
        now: Timestamp,
    ) -> Result<(), Failure> {
        for (path, source) in &self.from {
            source.put_into(ranking, now).map_err(|error| {
                let error = in_one_line(&error);
                Failure::new(Exit::Usage, format!("`{}`: {error}", path.display()))
            })?;
        }
        for (name, text) in add {
            let order = typed::order(text, &ranking.challenges());
            let ranked = order.and_then(|order| ranking.rank(name, &order, now));
            ranked.map_err(|error| {
                let error = in_one_line(&error);
                Failure::new(Exit::Usage, format!("--add {name}: {error}"))
            })?;
        }
        Ok(())
    }

    fn put_challenges(&self, ranking: &mut Ranking, is_new: bool) -> Result<(), Failure> {
        let Some(challenges) = &self.challenges else {
            return Ok(());
        };
        if !is_new {
            let message = "--challenges begins a ranking, and this one is there already";
            return Err(
                Failure::new(Exit::Usage, message).hint("give the new ranking another title")
            );
        }
        for _ in 0..ranking.challenges().len() {
            ranking.remove_challenge(0)?;
        }
        let random = &mut |end| fastrand::usize(..end);
        for text in challenges {
            ranking.add_challenge(text, random)?;
        }
        if challenges.is_empty() {
            return Err(Failure::new(Exit::Usage, "--challenges: the list is empty"));
        }
        Ok(())
    }
}

/// The whole name of one of these people, from it or a beginning of it.
fn whole_name(known: &[(String, String)], name: &str) -> Result<String, Failure> {
    let mut found = people(known, name);
    found.dedup_by_key(|(_, name)| folded(name));
    match found.as_slice() {
        [(_, whole)] => Ok(whole.clone()),
        [] => {
            let names = || known.iter().map(|(_, name)| name.as_str());
            let near = near::named(name, names());
            let names = names().collect::<Vec<_>>().join(", ");
            let message = format!("--add: `{name}` is none of those who rank, {names}{near}");
            let quoted = shell_words::quote(name).into_owned();
            Err(Failure::new(Exit::NotFound, message)
                .hint(format!("--people {quoted} beside it lets them rank, too")))
        }
        several => Err(may_be_any(name, several, "who rank")),
    }
}

impl Source {
    fn put_into(&self, ranking: &mut Ranking, now: Timestamp) -> Result<(), RankError> {
        match self {
            Self::Ranking(other) => ranking.take_from(other, now).map(drop),
            Self::Lines { name, text } => {
                let order = typed::order_of_lines(text, &ranking.challenges())?;
                ranking.rank(name, &order, now)
            }
        }
    }
}

fn read_challenges(path: &Path) -> Result<Vec<String>, Failure> {
    let bytes = if path.as_os_str() == "-" {
        read_standard_input()?
    } else {
        read_bytes(path)?
    };
    if let Some(ranking) = as_ranking(path, &bytes)? {
        return Ok(ranking
            .challenges()
            .iter()
            .map(|one| one.text.to_owned())
            .collect());
    }
    let text = as_text(path, bytes)?;
    let lines = text.lines().map(without_mark);
    Ok(lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect())
}

fn read_standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    let read = std::io::stdin().lock().take(most).read_to_end(&mut bytes);
    read.map_err(|error| {
        Failure::new(
            Exit::Failed,
            format!("could not read standard input: {error}"),
        )
    })?;
    Ok(bytes)
}

fn read_source(path: &Path) -> Result<Source, Failure> {
    let bytes = read_bytes(path)?;
    if let Some(ranking) = as_ranking(path, &bytes)? {
        return Ok(Source::Ranking(Box::new(ranking)));
    }
    let text = as_text(path, bytes)?;
    let mut lines = text.lines();
    let heading = lines.by_ref().find(|line| !line.trim().is_empty());
    let heading = heading.and_then(|line| line.trim().strip_prefix("# "));
    let (name, text) = match heading {
        Some(name) => (name.trim().to_owned(), lines.collect::<Vec<_>>().join("\n")),
        None => {
            let stem = path
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            (stem.unwrap_or_default(), text.clone())
        }
    };
    Ok(Source::Lines { name, text })
}

/// The ranking of a file that begins as JSON does; None where it is a text.
fn as_ranking(path: &Path, bytes: &[u8]) -> Result<Option<Ranking>, Failure> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if !text.trim_ascii_start().starts_with(b"{") {
        return Ok(None);
    }
    let id = CanvasId::from_name("from-a-file").expect("a plain name");
    let read = Ranking::read(id, bytes).map(Some);
    read.map_err(|error| {
        Failure::new(
            Exit::Failed,
            format!("`{}`: {}", path.display(), in_one_line(&error)),
        )
    })
}

fn as_text(path: &Path, bytes: Vec<u8>) -> Result<String, Failure> {
    let text = String::from_utf8(bytes);
    let text = text.map_err(|_| {
        Failure::new(
            Exit::Failed,
            format!("`{}` is no UTF-8 text", path.display()),
        )
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map_or(text.clone(), str::to_owned))
}
