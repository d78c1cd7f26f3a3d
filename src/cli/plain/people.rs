//! Questions asked of each partner by name.

use crate::canvas::question::{Place, Question, Table};

use super::Session;
use super::asking::Asked;
use super::rows::{Columns, RowsOf};
use super::words;

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
}
