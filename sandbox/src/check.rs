//! Checks of calls against the descriptions of the operations.

use crate::document::Element;
use indexmap::IndexMap;

/// A call that the descriptions allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The description that has the operation: `vm/2.0/schedule_scan`.
    pub api: String,
    /// The operation: `create`.
    pub operation: String,
    /// Parameters of path, query string and form, decoded.
    pub arguments: IndexMap<String, String>,
    /// The XML that it carries.
    pub body: Option<Element>,
}

/// Why the service refuses a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The vendor's code: a number such as 1905, or for `/qps/rest/` a word such as `INVALID_REQUEST`.
    pub code: String,
    /// What is wrong.
    pub text: String,
}
