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

    /// How many bytes a record may have that is read on its own by a [`RecordReader`](crate::RecordReader), and how many
    /// all that is around the records; 64 MiB if not set.
    pub fn max_record_length(mut self, bytes: usize) -> Self {
        self.limits.record = bytes;
        self
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.strict
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
        let rest = |offset: usize| document.get(offset..).unwrap_or_default();
        let error = |fault| error(fault, |offset| Position::of(document, offset), rest);
        let mut driver = Driver::new(document, self.limits).map_err(error)?;
        driver.document(&mut value, T::ROOTS).map_err(error)?;
        let (drift, set_aside) = driver.finish();
        if self.strict
            && let Some(error) = DecodeError::drifted(&drift, &set_aside)
        {
            return Err(error);
        }
        Ok(Decoded { value, drift, set_aside })
    }
}

/// What a fault says, with positions in place of offsets. `rest` gives the document from an offset on.
pub(crate) fn error<'r>(
    fault: Fault,
    position: impl Fn(usize) -> Position,
    rest: impl Fn(usize) -> &'r [u8],
) -> DecodeError {
    let (kind, reason) = match fault {
        Fault::Malformed(found) => {
            let (malformed, path) = *found;
            let kind = if malformed.problem.is_limit() {
                DecodeErrorKind::Limit
            } else if malformed.ends_too_early(rest(malformed.offset)) {
                DecodeErrorKind::Truncated
            } else {
                DecodeErrorKind::Malformed
            };
            let at = malformed.problem.related().map_or_else(String::new, |offset| {
                let position = position(offset);
                format!(" (at {position})")
            });
            let message = format!("{}{at}", malformed.problem);
            return DecodeError::new(kind, position(malformed.offset), path, message);
        }
        Fault::Root(found) => {
            let (reason, found) = *found;
            let position = position(reason.offset);
            let error = DecodeError::new(DecodeErrorKind::Root, position, reason.path, reason.message);
            return error.with_root(found);
        }
        Fault::Limit(reason) => (DecodeErrorKind::Limit, *reason),
        Fault::Value(reason) => (DecodeErrorKind::Undecodable, *reason),
        Fault::Unfinished => {
            let message = "more of the document is to come".to_owned();
            return DecodeError::new(
                DecodeErrorKind::Truncated,
                position(usize::MAX),
                "/".to_owned(),
                message,
            );
        }
    };
    DecodeError::new(kind, position(reason.offset), reason.path, reason.message)
}
