//! A ranking for scripts: who is ready, and the order once it may be seen.

use serde_json::{Map, Value, json};

use super::names;
use crate::canvas::number::number_value;
use crate::canvas::ranking::round::Readiness;
use crate::canvas::ranking::standing::Placed;
use crate::canvas::ranking::{Open, Ranking};
use crate::canvas::wording::Wording;

/// What may be seen of a ranking.
pub fn document(ranking: &Ranking) -> Value {
    let Readiness { ready, waiting } = Readiness::of(ranking);
    let challenges = ranking.challenges();
    let challenges = challenges
        .iter()
        .map(|one| json!({ "id": one.id, "text": one.text }));
    let open = ranking.open();
    json!({
        "id": ranking.id().as_str(),
        "title": ranking.title(),
        "created": ranking.created(),
        "open": open.is_some(),
        "ready": names(&ready),
        "waiting": names(&waiting),
        "revealed_by": ranking.revealed_by(),
        "challenges": challenges.collect::<Value>(),
        "order": open.as_ref().map(order),
        "agreement": open.as_ref().map(agreement),
    })
}

fn order(open: &Open) -> Value {
    open.standing
        .placed
        .iter()
        .map(|one| placed(open, one))
        .collect()
}

fn placed(open: &Open, one: &Placed) -> Value {
    let challenge = open.challenges[one.item];
    let ranks = one.ranks.iter().zip(&open.people);
    let ranks: Map<String, Value> = ranks
        .map(|(rank, person)| (person.name.to_owned(), number_value(rank.value())))
        .collect();
    let left_out_by = open.left_out_by(one.item);
    let left_out_by = left_out_by.map(|person| open.people[person].name);
    json!({
        "place": one.place,
        "equal": one.is_equal,
        "id": challenge.id,
        "challenge": challenge.text,
        "mean_rank": number_value(one.mean),
        "ranks": ranks,
        "not_placed_by": left_out_by.collect::<Value>(),
        "talk": one.is_to_talk_about,
    })
}

fn agreement(open: &Open) -> Value {
    let agreement = open.standing.agreement;
    json!({
        "code": agreement.code(),
        "words": Wording::shipped().ranking().agreement(agreement),
        "mean_correlation": agreement.correlation(),
    })
}
