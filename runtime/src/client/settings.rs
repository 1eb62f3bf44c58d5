//! What can be set for all calls of a client, or for some.

use super::retry::Retry;
use crate::xml::decode::Decoder;
use std::time::Duration;

/// How calls are made and answers read. Set them for all calls with the builder, or for some with `Client::with`.
#[derive(Debug, Clone)]
pub struct Settings {
    pub(super) connect_timeout: Duration,
    pub(super) idle_timeout: Duration,
    pub(super) total_timeout: Option<Duration>,
    pub(super) retry: Retry,
    pub(super) decoder: Decoder,
    pub(super) max_answer_length: usize,
    pub(super) keep_body: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(300),
            total_timeout: None,
            retry: Retry::default(),
            decoder: Decoder::default(),
            max_answer_length: 256 << 20,
            keep_body: false,
        }
    }
}

impl Settings {
    /// The defaults: see the setters.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long a connection may take to be made, with TLS; 10 seconds if not set.
    pub fn connect_timeout(mut self, time: Duration) -> Self {
        self.connect_timeout = time;
        self
    }

    /// How long the service may be silent, before its answer begins and inside it; 5 minutes if not set, since long lists
    /// take their time to begin.
    pub fn idle_timeout(mut self, time: Duration) -> Self {
        self.idle_timeout = time;
        self
    }

    /// How long a call may take from its first attempt to the end of its answer, with all waits; without a bound if not set.
    /// For lists it holds for each page.
    pub fn total_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.total_timeout = time.into();
        self
    }

    /// How failed calls are repeated.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// How documents are decoded: strictness and limits.
    pub fn decoder(mut self, decoder: Decoder) -> Self {
        self.decoder = decoder;
        self
    }

    /// How many bytes an answer may have that is read whole; 256 MiB if not set. Lists that are read record by record have no
    /// such limit.
    pub fn max_answer_length(mut self, bytes: usize) -> Self {
        self.max_answer_length = bytes;
        self
    }

    /// Whether responses keep the text that arrived, for `Response::body`; they do not if not set.
    pub fn keep_body(mut self, keep: bool) -> Self {
        self.keep_body = keep;
        self
    }
}
