//! A plan that is kept until something it stands on changes.

use std::cell::RefCell;
use std::rc::Rc;

use jiff::civil::Date;

use super::Portfolio;
use super::plan::{Ground, Plan};
use super::tries::Tries;
use crate::canvas::others::Team;

/// The plan that was drawn up last, and what it stands on.
#[derive(Debug, Default)]
pub struct Memo(RefCell<Option<(Stamp, Rc<Plan>)>>);

/// What a plan stands on: where it is the same, so is the plan.
#[derive(Debug, PartialEq)]
struct Stamp {
    /// Of the canvases and their order.
    generation: u64,
    team: Team,
    today: Date,
    tries: Tries,
}

impl Memo {
    /// The plan, drawn up anew only where something has changed.
    ///
    /// `order` is asked for only then; whoever changes it reorders the portfolio too.
    pub fn plan<'o>(
        &self,
        portfolio: &Portfolio,
        (team, today): (Team, Date),
        order: impl FnOnce() -> Vec<&'o str>,
        tries: &Tries,
    ) -> Rc<Plan> {
        let stamp = Stamp {
            generation: portfolio.generation(),
            team,
            today,
            tries: tries.clone(),
        };
        let mut kept = self.0.borrow_mut();
        if let Some((known, plan)) = &*kept
            && *known == stamp
        {
            return Rc::clone(plan);
        }
        let ground = Ground {
            team,
            order: &order(),
            today,
        };
        let plan = Rc::new(Plan::of(portfolio, &ground, tries));
        *kept = Some((stamp, Rc::clone(&plan)));
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canvas::id::CanvasId;
    use crate::canvas::summary::Entry;

    /// What a plan stands on.
    #[derive(Default)]
    struct Stand {
        portfolio: Portfolio,
        team: Team,
        tries: Tries,
        days: i8,
    }

    impl Stand {
        fn plan(&self, memo: &Memo) -> Rc<Plan> {
            let today = jiff::civil::date(2026, 11, 1 + self.days);
            memo.plan(&self.portfolio, (self.team, today), Vec::new, &self.tries)
        }
    }

    /// True where a change makes the plan another one; without a change it never is.
    fn is_drawn_up_anew(change: impl FnOnce(&mut Stand)) -> bool {
        let (memo, mut stand) = (Memo::default(), Stand::default());
        let before = stand.plan(&memo);
        assert!(Rc::ptr_eq(&before, &stand.plan(&memo)), "drawn up twice");
        change(&mut stand);
        !Rc::ptr_eq(&before, &stand.plan(&memo))
    }

    #[test]
    fn a_plan_is_drawn_up_anew_only_where_something_it_stands_on_has_changed() {
        let id = CanvasId::from_name("plan-2222").expect("an id");
        let entry = Entry {
            id: id.clone(),
            content: Err("it cannot be read".into()),
        };
        assert!(!is_drawn_up_anew(|_| {}));
        assert!(is_drawn_up_anew(|stand| stand
            .portfolio
            .take_in(vec![entry], &[])));
        assert!(is_drawn_up_anew(|stand| stand
            .portfolio
            .reorder(&["plan-2222"])));
        assert!(is_drawn_up_anew(|stand| stand.portfolio.remove(&id)));
        assert!(is_drawn_up_anew(|stand| stand
            .portfolio
            .keep_only(&[].into())));
        assert!(is_drawn_up_anew(|stand| stand.tries.turn(&id, true)));
        assert!(is_drawn_up_anew(|stand| stand.team.days = 3.0));
        assert!(is_drawn_up_anew(|stand| stand.days = 2));
    }
}
