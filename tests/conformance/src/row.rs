//! A row of a suite, and what becomes of it.

use crate::{in_use, xmlconf, xsts};

/// One test.
#[derive(Debug, Clone)]
pub struct Row {
    /// Names it within its suite.
    pub id: String,
    /// What the totals are kept by, for example `ms schema`.
    pub kind: String,
    /// What to do.
    pub test: Test,
    /// What the suite says should come of it.
    pub expects: Expects,
}

/// What to do for a row.
#[derive(Debug, Clone)]
pub enum Test {
    /// Read a document with its DTD.
    Document(xmlconf::Document),
    /// Read a schema.
    Schema(xsts::Schema),
    /// Validate a document with a schema.
    Instance(xsts::Instance),
    /// Generate a crate from a schema.
    Entry(in_use::Entry),
}

/// What a suite says should come of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expects {
    /// It is accepted.
    Accepted,
    /// It is refused.
    Refused,
    /// Nothing that can be held against us; with the reason.
    Nothing(String),
}

/// What the product says of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is valid, or a crate was generated.
    Accepted,
    /// It is not; with the first reason.
    Refused(String),
    /// The product does not claim to judge it; with the reason.
    OutOfScope(String),
    /// The product panicked, crashed, took too long or too much; or a file of the row cannot be read.
    Broken(String),
}

/// Whether the product was right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was.
    Pass,
    /// It was not; with the reason.
    Fail(String),
    /// That was not looked at; with the reason.
    Skip(String),
}

impl Outcome {
    /// Holds a verdict against what the suite says.
    pub fn of(expects: &Expects, verdict: &Verdict) -> Self {
        match (expects, verdict) {
            (Expects::Nothing(reason), _) | (_, Verdict::OutOfScope(reason)) => Self::Skip(reason.clone()),
            (Expects::Accepted, Verdict::Accepted) | (Expects::Refused, Verdict::Refused(_)) => Self::Pass,
            (Expects::Accepted, Verdict::Refused(reason)) => Self::Fail(format!("refused: {reason}")),
            (Expects::Refused, Verdict::Accepted) => Self::Fail("accepted".to_owned()),
            (_, Verdict::Broken(reason)) => Self::Fail(reason.clone()),
        }
    }
}
