//! Where something is to stand in a joint canvas: a question, a row of it, or one cell.

use super::super::compare::{Compared, ComparedCell, ComparedRow, Comparison, Seen, Side};
use super::super::question::{AnswerType, Question};
use super::super::wording::Wording;
use super::{JointError, MOST_ROWS, Take, is_choosable, is_of_us, is_too_long, who_we_are};

/// Something that somebody has to choose, or it stays open.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// The question.
    pub question: &'static Question,
    /// Where the answer stands, as [`super::Taken`] names it.
    pub address: String,
    /// The row among the compared ones and its cell; None for the question as a whole.
    pub cell: Option<(usize, usize)>,
}

/// A place in a comparison that an address names.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'a> {
    /// The question with what every side answers.
    pub compared: &'a Compared,
    /// The row; None for the question as a whole.
    pub row: Option<&'a ComparedRow>,
    /// The cell of the row.
    pub cell: Option<&'a ComparedCell>,
}

impl Matter {
    pub(super) fn whole(compared: &Compared) -> Self {
        Self {
            question: compared.question,
            address: Spot::whole(compared).address(),
            cell: None,
        }
    }

    /// What it is called beneath its question: `Therapy lead: days`; "" for the question itself.
    pub fn called(&self, compared: &Compared) -> String {
        let Some((row, cell)) = self.cell else {
            return String::new();
        };
        let row = &compared.rows[row];
        let column = row.cells[cell].column;
        let label = &Wording::shipped().column(self.question, column.id).label;
        match self.question.answer {
            AnswerType::Scales(_) => label.clone(),
            _ => format!("{}: {label}", row.called(self.question)),
        }
    }
}

impl<'a> Spot<'a> {
    /// The question as a whole.
    pub fn whole(compared: &'a Compared) -> Self {
        Self {
            compared,
            row: None,
            cell: None,
        }
    }

    /// The place that an address names, in upper or lower case; None where no side has it.
    pub fn find(comparison: &'a Comparison, address: &str) -> Option<Self> {
        let wanted = super::folded(address);
        let id = wanted.split('/').next()?;
        let mut questions = comparison.questions.iter();
        let compared = questions.find(|compared| compared.question.id == id)?;
        let whole = Self::whole(compared);
        let rows = compared.rows.iter().map(|row| Self {
            row: Some(row),
            ..whole
        });
        let cells = rows.clone().flat_map(|spot| {
            let cells = spot.row.into_iter().flat_map(|row| &row.cells);
            cells.map(move |cell| Self {
                cell: Some(cell),
                ..spot
            })
        });
        let mut spots = std::iter::once(whole).chain(rows).chain(cells);
        spots.find(|spot| spot.address() == wanted)
    }

    /// What names it: the question, the row and the column, with `/` between them.
    pub fn address(&self) -> String {
        let row = self.row.map(|row| row.key.as_str());
        let column = self.cell.map(|cell| cell.column.id);
        // A group of scores is one row without a name.
        let row = row.filter(|key| !key.is_empty());
        let parts = [Some(self.compared.question.id), row, column];
        parts.into_iter().flatten().collect::<Vec<_>>().join("/")
    }

    /// True where a side has something to take here.
    pub fn has(&self, side: usize) -> bool {
        match (self.row, self.cell) {
            (_, Some(cell)) => cell.values[side].is_some(),
            (Some(row), None) => row.sides[side].is_some(),
            (None, None) => self.compared.answers[side].value().is_some(),
        }
    }
}

/// Refuses what cannot be taken; gives the address as [`Spot::address`] writes it.
pub(super) fn check(
    address: &str,
    take: &Take,
    sides: &[Side],
    comparison: &Comparison,
) -> Result<String, JointError> {
    let id = address.split('/').next().unwrap_or_default();
    let address = address.to_owned();
    let Some(question) = Question::find(id) else {
        return Err(JointError::NoSuch { address });
    };
    if !is_choosable(question) {
        return Err(JointError::OfEach { address });
    }
    let spot = Spot::find(comparison, &address);
    let row = spot.and_then(|spot| spot.row);
    if row.is_some_and(|row| is_of_us(question, row, who_we_are(sides))) {
        return Err(JointError::OfUs { address });
    }
    let side = match (take, spot) {
        (Take::Of(side), _) => *side,
        (Take::Anew(_), _) if address == question.id => return Ok(address),
        (Take::Anew(_), Some(spot)) if spot.cell.is_some() => return Ok(spot.address()),
        (Take::Anew(_), Some(_)) => return Err(JointError::WholeRow { address }),
        (Take::Anew(_), None) => return Err(JointError::NoSuch { address }),
    };
    match spot {
        None if address != question.id => Err(JointError::NoSuch { address }),
        spot => may_take(spot, side, sides, address),
    }
}

/// Refuses what a side has not, what is not open, and what is too long.
fn may_take(
    spot: Option<Spot>,
    side: usize,
    sides: &[Side],
    address: String,
) -> Result<String, JointError> {
    let name = sides.get(side).map(|side| side.name.clone());
    let side_name = name.unwrap_or_default();
    let not_answered = |address| JointError::NotAnswered {
        address,
        side: side_name.clone(),
    };
    let Some(spot) = spot else {
        return Err(not_answered(address));
    };
    let seen = spot.compared.answers.get(side);
    let is_long = seen.and_then(Seen::value).is_some_and(is_too_long);
    match seen {
        Some(Seen::Sealed) => Err(JointError::NotOpen {
            address,
            side: side_name,
        }),
        Some(_) if is_long || spot.compared.rows.len() > MOST_ROWS => {
            Err(JointError::TooManyRows { address })
        }
        Some(_) if spot.has(side) => Ok(spot.address()),
        _ => Err(not_answered(address)),
    }
}
