//! Operations whose answer is a list of records.

use super::Operation;
use super::filter::Condition;
use crate::table::Single;

/// An operation whose answer is a list of records, which can be read one by one as they arrive, over all pages.
pub trait Records: Operation + Clone + 'static {
    /// A record of the list: an element with structure, a text, or a choice where the list mixes elements.
    type Record: Single + Send + 'static;
    /// The elements that lead from the root to a record: `["RESPONSE", "HOST_LIST", "HOST"]`. Where records are a choice,
    /// the last is one of its elements.
    const PATH: &'static [&'static str];
    /// The elements that lead from a record to the number by which the service orders the list: `["ID"]`. Empty if it has none.
    const ID: &'static [&'static str] = &[];

    /// The same list, but only of records with a higher number: how a page goes on that broke off. `None` if the service
    /// cannot be asked for that.
    fn after(&self, id: u64) -> Option<Self> {
        let _ = id;
        None
    }
}

impl Condition {
    /// Whether it holds for everything whose `field` is greater than `number`, and so says nothing more about it.
    pub fn holds_above(&self, field: &str, number: u64) -> bool {
        let bound = || self.value().parse::<i128>();
        self.field() == field
            && self.operator() == "GREATER"
            && bound().is_ok_and(|bound| bound <= i128::from(number))
    }
}
