//! What goes over the wire: calls as they come in, answers as they go out.

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode};
use std::fmt;

/// A call as it arrived.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The method.
    pub method: Method,
    /// The path, percent-encoded as it arrived.
    pub path: String,
    /// The query string, without `?`; empty if there is none.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// Headers beside those of the connection.
    pub headers: HeaderMap,
    /// The body.
    pub content: Content,
}

/// The body of an answer.
pub enum Content {
    /// In memory.
    Whole(Bytes),
    /// Made while it is sent.
    Pieces(Box<dyn Iterator<Item = Bytes> + Send>),
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(bytes) => write!(f, "Whole({} bytes)", bytes.len()),
            Self::Pieces(_) => f.write_str("Pieces"),
        }
    }
}
