//! Faults on demand: what goes wrong between a client and the service, and in what the service answers.
//!
//! A [`Fault`] says what goes wrong, a [`Rule`] for which calls. Faults come in three kinds, which [`Fault::kind`] tells:
//!
//! - what the *wire* does to the answer: the call is carried out, then its answer is reset, stalled, dripped or cut;
//! - what is *answered instead*: the call is not carried out, unless the rule says so;
//! - what is *altered* in the real answer: the call is carried out, and its document changed on the way.

mod alter;
mod answer;
mod huge;
mod injection;
mod markup;
mod name;
mod page;
mod rule;
#[cfg(test)]
mod tests;

pub use name::{NAMES, UnknownFault};
pub use rule::Rule;

pub(crate) use alter::{alter, head};
pub(crate) use answer::{http_date, instead, too_many_at_once, too_many_calls};
pub(crate) use injection::Injections;

use std::time::Duration;

/// What goes wrong. [`NAMES`] lists how each is written as text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is reset (RST) before any of the answer. The call is not carried out, unless the rule says so.
    Reset,
    /// The connection is reset after so many bytes of the body.
    ResetAfter(u64),
    /// Nothing is answered, and the connection stays open. The call is not carried out, unless the rule says so.
    Stall,
    /// Nothing comes after so many bytes of the body, and the connection stays open.
    StallAfter(u64),
    /// The body comes so many bytes at a time, with a pause after each.
    Drip {
        /// Bytes at a time.
        bytes: usize,
        /// The pause.
        every: Duration,
    },
    /// Half of the document, with the `Content-Length` of that half.
    Truncated,
    /// Half of the document, with the `Content-Length` of the whole, then the connection is closed.
    WrongLength,
    /// Half of the document in chunks, then the connection is closed without the last chunk.
    CutChunks,
    /// An end tag in the middle has another name than its start tag.
    MismatchedTag,
    /// A byte in the middle of a text is no UTF-8.
    InvalidUtf8,
    /// A control character, U+0008, in the middle of a text.
    ControlCharacter,
    /// 409 with 1960: too many calls at once.
    TooManyAtOnce,
    /// 409 with 1965: too many calls in a window.
    TooManyCalls {
        /// How long to wait, in `SECONDS_TO_WAIT` and `X-RateLimit-ToWait-Sec`.
        seconds: u64,
    },
    /// 409 with 2003: the account is not ready, and waiting does not help.
    Registration,
    /// 409 without a body.
    Conflict,
    /// 429, as gateways say it.
    TooManyRequests(RetryAfter),
    /// 202: the same operation is running already.
    Duplicate,
    /// A status with a page of HTML, such as 500 to 504 and 520.
    Status(u16),
    /// A page of HTML with status 200.
    Html,
    /// A `SIMPLE_RETURN` with a code and status 200, such as 2001 (account expired) and 7001 (no report).
    Error(u32),
    /// A `GENERIC_RETURN` with 999 and status 200: an internal error.
    Internal,
    /// CSV with status 200.
    Csv,
    /// An error of a gateway in JSON, with status 400.
    Json,
    /// Status 200 without a body.
    Empty,
    /// A redirect to the same path at another origin, such as `https://other.example`, or at the same host with http.
    Redirect(String),
    /// The answer says that the next page is the page that was asked for.
    PageLoop,
    /// The answer says that the next page is at another origin.
    PageElsewhere(String),
    /// An element that no schema has, in the middle.
    UnknownElement,
    /// An attribute that no schema has, in the middle.
    UnknownAttribute,
    /// All texts of the elements of a name are another word.
    UnknownWord {
        /// The name of the elements.
        element: String,
        /// The word.
        word: String,
    },
    /// One of the elements of a name is missing: that in the middle.
    Missing {
        /// The name of the elements.
        element: String,
    },
    /// The elements in every record come in reverse order.
    Reordered,
    /// The record of the answer comes so many times, numbered on. The document is made while it is sent.
    Huge {
        /// How many.
        records: u64,
    },
}

/// What a 429 says of the time to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// Nothing.
    Unsaid,
    /// Seconds.
    Seconds(u64),
    /// The date that is so many seconds from now, by the sandbox's clock.
    Date(u64),
}

/// Where in a call a fault happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The wire does it to the answer.
    Wire,
    /// It is answered instead.
    Instead,
    /// The real answer is altered.
    Altered,
}

impl Fault {
    /// Where in a call it happens.
    pub fn kind(&self) -> Kind {
        match self {
            Self::ResetAfter(_)
            | Self::StallAfter(_)
            | Self::Drip { .. }
            | Self::WrongLength
            | Self::CutChunks => Kind::Wire,
            Self::Reset
            | Self::Stall
            | Self::TooManyAtOnce
            | Self::TooManyCalls { .. }
            | Self::Registration
            | Self::Conflict
            | Self::TooManyRequests(_)
            | Self::Duplicate
            | Self::Status(_)
            | Self::Html
            | Self::Error(_)
            | Self::Internal
            | Self::Csv
            | Self::Json
            | Self::Empty
            | Self::Redirect(_) => Kind::Instead,
            Self::Truncated
            | Self::MismatchedTag
            | Self::InvalidUtf8
            | Self::ControlCharacter
            | Self::PageLoop
            | Self::PageElsewhere(_)
            | Self::UnknownElement
            | Self::UnknownAttribute
            | Self::UnknownWord { .. }
            | Self::Missing { .. }
            | Self::Reordered
            | Self::Huge { .. } => Kind::Altered,
        }
    }
}
