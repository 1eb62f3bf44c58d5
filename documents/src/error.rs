//! Why there is no document.

use std::{fmt, io};

/// Why a document could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The shape cannot be read, or does not fit the schema.
    Shape(String),
    /// What was made could not be written.
    Io(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(message) => f.write_str(message),
            Self::Io(error) => write!(f, "the document could not be written: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Shape(_) => None,
            Self::Io(error) => Some(error),
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
