//! What a document had that its schema does not, and what of it could not be decoded.

use crate::xml::position::Position;
use std::fmt;

/// A way in which a document differs from its schema without harm to what was decoded.
///
/// Differences of one kind at one element path are one entry with a count; the place and the text are those of the
/// first.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Drift {
    /// What differs.
    pub kind: DriftKind,
    /// The path of the element or attribute, from the root: `/SIMPLE_RETURN/RESPONSE/@version`.
    pub path: String,
    /// Where it came up first.
    pub position: Position,
    /// How often it came up.
    pub count: u64,
    /// The text of the first, in XML; cut after [`Drift::TEXT_LIMIT`] bytes.
    pub text: String,
}

impl Drift {
    /// How many bytes of text an entry keeps at most.
    pub const TEXT_LIMIT: usize = 4096;
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, path, position, count, .. } = self;
        write!(f, "{position}: {kind}: {path}")?;
        match count {
            1 => Ok(()),
            _ => write!(f, " ({count} times)"),
        }
    }
}

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DriftKind {
    /// An element that the schema does not have there; it was skipped.
    UnknownElement,
    /// An attribute that the schema does not have there; it was skipped.
    UnknownAttribute,
    /// A word that an enumeration does not list; it is in the value, as `Unknown`.
    UnknownWord,
    /// Text where the schema has only elements; it was skipped.
    StrayText,
    /// Something that the schema has at most once came again. Its lists were added to those of the first; of what it
    /// has once, the first stayed.
    Repeated,
    /// An optional value that was there without text, where no text is no value; it counts as absent.
    EmptyValue,
    /// Something that the schema has once or more did not come; its `Vec` is empty.
    NoneCame,
    /// White space in the middle of a value was taken out.
    RepairedValue,
    /// White space stood before the XML declaration.
    LeadingSpace,
    /// More kinds of difference than are kept apart.
    Others,
}

impl fmt::Display for DriftKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnknownElement => "unknown element",
            Self::UnknownAttribute => "unknown attribute",
            Self::UnknownWord => "word that the enumeration does not list",
            Self::StrayText => "text among elements",
            Self::Repeated => "repeated, although it comes once",
            Self::EmptyValue => "empty, where no text is no value",
            Self::NoneCame => "none, where there is at least one",
            Self::RepairedValue => "value broken by white space",
            Self::LeadingSpace => "white space before the XML declaration",
            Self::Others => "further differences",
        })
    }
}

/// A record that could not be decoded, and was set aside so that the rest could be.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SetAside {
    /// The path of the record, from the root: `/SCHEDULE_SCAN_LIST_OUTPUT/RESPONSE/SCHEDULE_SCAN_LIST/SCAN[3]`. Elements
    /// that repeat have their number among those that were kept, so that the first is `[1]`, and what is around the
    /// record is found in the value at one less.
    pub path: String,
    /// Where the record begins.
    pub position: Position,
    /// The record as it arrived.
    pub raw: String,
    /// What is wrong with it.
    pub reason: String,
    /// The path of what is wrong.
    pub reason_path: String,
    /// Where that is.
    pub reason_position: Position,
}

impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, position, reason, reason_path, reason_position, .. } = self;
        write!(f, "{position}: {path} set aside: {reason_position}: {reason_path}: {reason}")
    }
}
