//! Identity constraints, and the paths that they are written in.

use super::{Name, QName, Reference};
use crate::source::Span;

/// `xs:unique`, `xs:key` or `xs:keyref`.
#[derive(Debug, Clone, PartialEq)]
pub struct IdentityConstraint {
    /// Its name.
    pub name: Name,
    /// The key that an `xs:keyref` refers to; the other two have none.
    pub refer: Option<Reference>,
    /// Whether it is an `xs:unique`.
    pub unique: bool,
    /// The elements that it is about.
    pub selector: Vec<Path>,
    /// What tells them apart: for each field the ways to it from the selected element.
    pub fields: Vec<Vec<Path>>,
}

/// One alternative of an XPath of the subset that identity constraints may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// Whether it begins with `.//`: at any depth.
    pub any_depth: bool,
    /// Steps from one element to its children; `.` is none.
    pub steps: Vec<NameTest>,
    /// The attribute at its end, in fields alone.
    pub attribute: Option<NameTest>,
}

/// A name test of XPath.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameTest {
    /// `*`
    Any,
    /// `prefix:*`
    Namespace(String),
    /// A name.
    Name(QName),
}

/// `xs:notation`.
#[derive(Debug, Clone, PartialEq)]
pub struct Notation {
    /// Its name.
    pub name: Name,
    /// Its public identifier.
    pub public: Option<String>,
    /// Its system identifier.
    pub system: Option<String>,
    /// The tag's name.
    pub span: Span,
}
