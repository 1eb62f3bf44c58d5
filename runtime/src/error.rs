//! Errors of decoding and encoding.

use crate::drift::{Drift, SetAside};
use crate::xml::position::Position;
use std::fmt;

/// A document could not be decoded.
#[derive(Clone)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: DecodeErrorKind,
    position: Position,
    path: String,
    message: String,
    help: &'static str,
    found_root: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecodeErrorKind {
    Malformed,
    Truncated,
    Limit,
    Root,
    Undecodable,
    Drift,
}

impl DecodeError {
    pub(crate) fn new(kind: DecodeErrorKind, position: Position, path: String, message: String) -> Self {
        let help = match kind {
            DecodeErrorKind::Malformed | DecodeErrorKind::Truncated => {
                "the document cannot be read: check that it is XML and arrived whole"
            }
            DecodeErrorKind::Limit => "raise the limit on the Decoder if the document is to be trusted",
            DecodeErrorKind::Root => "decode it as the type of its root element",
            DecodeErrorKind::Undecodable => {
                "nothing around it is optional or repeated, so it could not be set aside: the document has no value without it"
            }
            DecodeErrorKind::Drift => "decode without strict to get the value with its differences beside it",
        };
        Self(Box::new(Inner { kind, position, path, message, help, found_root: None }))
    }

    pub(crate) fn with_root(mut self, found: String) -> Self {
        self.0.found_root = Some(found);
        self
    }

    /// What the document has beyond its schema, as an error.
    pub(crate) fn drifted(drift: &[Drift], set_aside: &[SetAside]) -> Option<Self> {
        let (position, path, message) = match (drift, set_aside) {
            (_, [first, ..]) => (first.reason_position, first.reason_path.clone(), first.reason.clone()),
            ([first, ..], []) => (first.position, first.path.clone(), first.kind.to_string()),
            ([], []) => return None,
        };
        let others = drift.len() + set_aside.len() - 1;
        let more = if others > 0 { format!(" (and {others} further)") } else { String::new() };
        let message = format!("the document differs from its schema: {message}{more}");
        Some(Self::new(DecodeErrorKind::Drift, position, path, message))
    }

    /// Where in the document.
    pub fn position(&self) -> Position {
        self.0.position
    }

    /// The path of the element that was being read, from the root; `/` outside the root.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// Whether the text is not well-formed XML, or ended too early.
    pub fn is_malformed(&self) -> bool {
        matches!(self.0.kind, DecodeErrorKind::Malformed | DecodeErrorKind::Truncated)
    }

    /// Whether the text is the beginning of a document, and ended too early: it did not arrive whole. This is one way of
    /// being [malformed](Self::is_malformed).
    pub fn is_truncated(&self) -> bool {
        self.0.kind == DecodeErrorKind::Truncated
    }

    /// Whether a limit of the [`Decoder`](crate::Decoder) was passed.
    pub fn is_limit(&self) -> bool {
        self.0.kind == DecodeErrorKind::Limit
    }

    /// Whether the document has another root element than the type decoded.
    pub fn is_unexpected_root(&self) -> bool {
        self.0.kind == DecodeErrorKind::Root
    }

    /// The root element that the document has, if it is [another](Self::is_unexpected_root) than expected: the service
    /// answers an error with a `SIMPLE_RETURN`, whatever was asked for.
    pub fn found_root(&self) -> Option<&str> {
        self.0.found_root.as_deref()
    }

    /// Whether something is missing, or is no value of its type, that the document cannot do without.
    pub fn is_undecodable(&self) -> bool {
        self.0.kind == DecodeErrorKind::Undecodable
    }

    /// Whether the document differs from its schema, and decoding was [strict](crate::Decoder::strict).
    pub fn is_drift(&self) -> bool {
        self.0.kind == DecodeErrorKind::Drift
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { position, path, message, help, .. } = &*self.0;
        write!(f, "{position}: {path}: {message}; {help}")
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, position, path, message, .. } = &*self.0;
        f.debug_struct("DecodeError")
            .field("kind", kind)
            .field("position", &position.to_string())
            .field("path", path)
            .field("message", message)
            .finish()
    }
}

impl std::error::Error for DecodeError {}

/// A value could not be written as XML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodeError {
    pub(crate) path: String,
    pub(crate) character: char,
}

impl EncodeError {
    /// The path of the element or attribute, from the root.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The character that XML cannot carry.
    pub fn character(&self) -> char {
        self.character
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, character } = self;
        write!(
            f,
            "{path}: the character U+{:04X} cannot stand in XML; take it out of the text",
            *character as u32
        )
    }
}

impl std::error::Error for EncodeError {}
