//! What keeps a request from being sent.

use std::fmt;

/// An operation whose values break rules of the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidRequest {
    pub(super) operation: &'static str,
    pub(super) violations: Vec<Violation>,
}

impl InvalidRequest {
    /// The operation, such as `schedule_scan::Create`.
    pub fn operation(&self) -> &'static str {
        self.operation
    }

    /// All rules that are broken.
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} was not sent: ", self.operation)?;
        for (index, violation) in self.violations.iter().enumerate() {
            let joint = if index > 0 { "; " } else { "" };
            write!(f, "{joint}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for InvalidRequest {}

/// A rule that is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The parameter, or the path of a member in the request's XML.
    pub parameter: String,
    /// Its value, as it would have been sent; `***` for a secret, and cut where it is long.
    pub value: Option<String>,
    /// What is allowed.
    pub allowed: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { parameter, value, allowed } = self;
        match value {
            Some(value) => write!(f, "{parameter} is {value:?}, expected {allowed}"),
            None => write!(f, "{parameter} is missing, expected {allowed}"),
        }
    }
}
