//! What a call brought.

use super::answer::Head;
use super::error::{Error, ErrorKind};
use super::limits::Limits;
use crate::drift::{Drift, SetAside};
use crate::table::Identified;
use http::HeaderMap;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::time::Duration;

/// What a call brought: the document, which it dereferences to, and what came with it.
#[derive(Clone)]
pub struct Response<T> {
    pub(super) value: T,
    pub(super) drift: Vec<Drift>,
    pub(super) set_aside: Vec<SetAside>,
    pub(super) operation: &'static str,
    pub(super) head: Head,
    pub(super) attempts: u32,
    pub(super) waited: Duration,
    pub(super) body: Option<Vec<u8>>,
}

impl<T> Response<T> {
    /// The document.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// The document, without what came with it.
    pub fn into_value(self) -> T {
        self.value
    }

    /// Differences of the document from its schema that did no harm.
    pub fn drift(&self) -> &[Drift] {
        &self.drift
    }

    /// Records that are not in the document, because they could not be decoded.
    pub fn set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.head.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The limits that the service told.
    pub fn limits(&self) -> &Limits {
        &self.head.limits
    }

    /// How often the call was made.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// How long the call waited between attempts and for limits.
    pub fn waited(&self) -> Duration {
        self.waited
    }

    /// The text that arrived, if the client's settings [keep](super::Settings::keep_body) it.
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }
}

impl<T: Identified> Response<T> {
    /// The number of the object that the call made or concerned; of several, the first.
    ///
    /// # Errors
    ///
    /// When the answer has no number.
    pub fn id(&self) -> Result<T::Id, Error> {
        let message = "the call succeeded, but its answer does not tell the number of an object";
        self.value.id().ok_or_else(|| {
            Error::new(ErrorKind::Unexpected, message)
                .with_operation(self.operation)
                .with_status(self.head.status)
                .with_attempts(self.attempts, self.waited)
        })
    }
}

impl<T> Deref for Response<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("drift", &self.drift)
            .field("set_aside", &self.set_aside)
            .field("status", &self.head.status)
            .field("limits", &self.head.limits)
            .field("attempts", &self.attempts)
            .field("waited", &self.waited)
            .finish_non_exhaustive()
    }
}
