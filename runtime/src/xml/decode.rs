//! Decoding a document that is in memory.

use crate::drift::{Drift, SetAside};
use crate::error::{DecodeError, DecodeErrorKind};
use crate::table::Document;
use crate::xml::driver::{Driver, Fault};
use crate::xml::position::Position;
use crate::xml::scanner::Limits;

/// A decoded document, with what it has beyond its schema.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Decoded<T> {
    /// The document.
    pub value: T,
    /// Differences from the schema that did no harm.
    pub drift: Vec<Drift>,
    /// Records that are not in the value, because they could not be decoded.
    pub set_aside: Vec<SetAside>,
}

/// Decodes a document with the default settings; see [`Decoder`].
///
/// # Errors
///
/// As [`Decoder::decode`].
pub fn decode<T: Document>(document: &[u8]) -> Result<Decoded<T>, DecodeError> {
    Decoder::new().decode(document)
}

/// Decodes documents.
///
/// What the schema does not know is skipped and recorded, and a record that cannot be decoded is set aside, so that
/// the rest of the document arrives; [`Decoder::strict`] makes an error of either.
#[derive(Debug, Clone, Default)]
pub struct Decoder {
    strict: bool,
    limits: Limits,
}

impl Decoder {
    /// A decoder that is not strict, with the default limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether anything that the schema does not have, or that could not be decoded, is an error.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// How many elements may lie inside one another; 128 if not set, and at most [`Decoder::DEEPEST`].
    pub fn max_depth(mut self, elements: usize) -> Self {
        self.limits.depth = elements.min(Self::DEEPEST);
        self
    }

    /// How deep any document can be: types that contain themselves are read by recursion, and the stack is finite.
    pub const DEEPEST: usize = 256;

    /// How many attributes one element may have; 256 if not set.
    pub fn max_attributes(mut self, attributes: usize) -> Self {
        self.limits.attributes = attributes;
        self
    }

    /// How many records may be set aside before the document is given up; 100,000 if not set.
    pub fn max_set_aside(mut self, records: usize) -> Self {
        self.limits.set_aside = records;
        self
    }

    /// How many bytes one value may have; 64 MiB if not set.
    pub fn max_value_length(mut self, bytes: usize) -> Self {
        self.limits.text = bytes;
        self
    }

    /// Decodes a document in UTF-8.
    ///
    /// # Errors
    ///
    /// When the text is not well-formed XML, has another root element, breaks a limit, or lacks something that no
    /// record around it can be set aside for; when strict, also when it differs from the schema in any way that is
    /// recorded.
    pub fn decode<T: Document>(&self, document: &[u8]) -> Result<Decoded<T>, DecodeError> {
        let mut value = T::default();
        let mut driver = Driver::new(document, self.limits).map_err(|fault| error(fault, document))?;
        driver.document(&mut value, T::ROOTS).map_err(|fault| error(fault, document))?;
        let (drift, set_aside) = driver.finish();
        if self.strict
            && let Some(error) = DecodeError::drifted(&drift, &set_aside)
        {
            return Err(error);
        }
        Ok(Decoded { value, drift, set_aside })
    }
}

fn error(fault: Fault, document: &[u8]) -> DecodeError {
    let (kind, reason) = match fault {
        Fault::Malformed { malformed, path } => {
            let kind = if malformed.problem.is_limit() {
                DecodeErrorKind::Limit
            } else {
                DecodeErrorKind::Malformed
            };
            let related = malformed.problem.related().map(|offset| Position::of(document, offset));
            let at = related.map_or_else(String::new, |position| format!(" (at {position})"));
            let message = format!("{}{at}", malformed.problem);
            return DecodeError::new(kind, Position::of(document, malformed.offset), path, message);
        }
        Fault::Root(reason, found) => {
            let position = Position::of(document, reason.offset);
            let error = DecodeError::new(DecodeErrorKind::Root, position, reason.path, reason.message);
            return error.with_root(found);
        }
        Fault::Limit(reason) => (DecodeErrorKind::Limit, reason),
        Fault::Value(reason) => (DecodeErrorKind::Undecodable, reason),
    };
    DecodeError::new(kind, Position::of(document, reason.offset), reason.path, reason.message)
}
