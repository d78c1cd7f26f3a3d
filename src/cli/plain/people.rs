//! Questions asked of each partner by name.

use crate::canvas::days::count_of;
use crate::canvas::question::{Place, Question, Table};

use super::asking::Asked;
use super::route::asks_who;
use super::rows::{Columns, RowsOf};
use super::words;
use super::{Failure, Session};

impl Session<'_> {
    /// Asks the columns of a question for each partner in turn.
    pub fn ask_partners(
        &mut self,
        question: &'static Question,
        table: &'static Table,
    ) -> Asked<()> {
        debug_assert_eq!(table.place, Place::Partners);
        let partners = self.kept.canvas().partners();
        let partners = partners.filter_map(|partner| {
            let organisation = words::one_line(partner.line("organisation")?);
            Some((partner.id()?.to_owned(), organisation))
        });
        let partners: Vec<(String, String)> = partners.collect();
        if partners.is_empty() {
            return Ok(self
                .talk
                .say("No partner is named yet: `:go cover.partners` names them.")?);
        }
        let columns = if self.route.is_open(self.kept.canvas(), question) {
            Columns::Empty
        } else {
            Columns::All
        };
        let mut rows = RowsOf::new(question, table);
        for (id, organisation) in partners {
            self.kept.begin_change();
            self.ask_columns(&mut rows, &organisation, Some(&id), columns)?;
        }
        Ok(())
    }

    /// Gives every partner what the first one has in the columns of a question, where nothing stands.
    pub fn same_for_the_rest(&mut self, question: &'static Question) -> Result<(), Failure> {
        let table = question.table().filter(|_| !asks_who(question));
        let Some(table) = table else {
            return self
                .talk
                .say("`:same` works in a question about partners, once the first has an answer.");
        };
        let canvas = self.kept.canvas();
        let first = canvas
            .partners()
            .next()
            .and_then(|row| row.id().map(str::to_owned));
        let Some(first) = first.filter(|_| !canvas.is_in_round(question)) else {
            return self
                .talk
                .say("There is nothing here to give to the others.");
        };
        let mut count = 0;
        self.change(question, |canvas, _| {
            let filled = table
                .asked()
                .filter_map(|column| canvas.same_for_the_rest(table, &first, column.id));
            count = filled.sum();
            Ok(())
        })?;
        self.talk.say(&match count {
            0 => "Nobody lacks what the first one has.".to_owned(),
            count => format!(
                "Filled in, {}. `:u` takes it back.",
                count_of(count, "answer")
            ),
        })
    }
}
