//! A digit in a table of scores.

use whytogether::canvas::question::Question;

use crate::fixtures::{NAME, file, file_name};
use crate::id;
use crate::planner::Planner;

#[test]
fn a_digit_on_a_score_scores_it_and_reaches_no_other_question() {
    let mut planner = Planner::with(&[(&file_name(), &file(|_| ()))]).again(Some(&id(NAME)), false);
    planner.size = (80, 24);
    planner.press("esc 4 tab").sees("trust");
    planner.press("3 down 2");
    let question = Question::find("capacity.trust").expect("a question");
    let canvas = planner.canvas(&id(NAME));
    let scores: Vec<_> = canvas
        .rows(question)
        .map(|row| row.0.get("trust").and_then(|score| score.as_u64()))
        .collect();
    assert_eq!(scores, [Some(3), Some(2)]);
    assert_eq!(canvas.kind(), None);
}

#[test]
fn a_digit_on_a_yes_or_no_chooses_and_reaches_no_other_question() {
    let mut planner = Planner::with(&[(&file_name(), &file(|_| ()))]).again(Some(&id(NAME)), false);
    planner.press("esc 4 tab").sees("trust");
    planner.press("right 1 down 2 5").sees("trust");
    let question = Question::find("capacity.trust").expect("a question");
    let canvas = planner.canvas(&id(NAME));
    let known: Vec<_> = canvas
        .rows(question)
        .map(|row| row.0.get("worked_before").and_then(|yes| yes.as_bool()))
        .collect();
    assert_eq!(known, [Some(true), Some(false)]);
    assert_eq!(canvas.value("value"), None);
}
