//! Operations whose answer is a list of records.

use super::Operation;
use crate::table::Single;

/// An operation whose answer is a list of records, which can be read one by one as they arrive, over all pages.
pub trait Records: Operation + Clone + 'static {
    /// A record of the list.
    type Record: Single + Send + 'static;
    /// The elements that lead from the root to a record: `["RESPONSE", "HOST_LIST", "HOST"]`.
    const PATH: &'static [&'static str];
    /// The elements that lead from a record to the number by which the service orders the list: `["ID"]`. Empty if it has none.
    const ID: &'static [&'static str];

    /// The same list, but only of records with a higher number: how a page goes on that broke off. `None` if the service
    /// cannot be asked for that.
    fn after(&self, id: u64) -> Option<Self>;
}
