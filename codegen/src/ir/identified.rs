//! Documents that tell the number of the object that a call made or concerned.

use super::Integer;
use crate::source::Span;

/// Where a document tells the number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// The schema's module.
    pub module: String,
    /// The root element.
    pub root: String,
    /// What kind of number it is.
    pub number: Integer,
    /// Ways from below the root to the number; the first that leads to one counts.
    pub paths: Vec<Vec<IdStep>>,
    /// Where it is said.
    pub span: Span,
}

/// An element on the way to a number; of several, the first that leads to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdStep {
    /// The element's name.
    pub name: String,
    /// A child and its text, without regard to case: only the element that has it.
    pub key: Option<(String, String)>,
}
