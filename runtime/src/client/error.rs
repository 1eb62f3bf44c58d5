//! What can go wrong with a call.

use super::refusal::Refusal;
use super::scrub::Scrub;
use crate::error::DecodeError;
use crate::request::InvalidRequest;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

/// A call did not bring what it was to bring.
///
/// What kind of failure it is, is told by the predicates; `Display` says what happened and what to do about it.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    operation: Option<&'static str>,
    status: Option<u16>,
    code: Option<String>,
    text: Option<String>,
    attempts: u32,
    waited: Duration,
    retry_after: Option<Duration>,
    body: Option<String>,
    may_have_taken_effect: bool,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ErrorKind {
    Configuration,
    InvalidRequest,
    Connect,
    Interrupted,
    Timeout,
    Redirect,
    RateLimited,
    Auth,
    NotFound,
    Refused,
    Duplicate,
    Server,
    Unexpected,
    Decode,
    TooLarge,
    PageLoop,
    Changed,
}

impl ErrorKind {
    /// What to do.
    fn help(self) -> &'static str {
        match self {
            Self::Configuration => "",
            Self::InvalidRequest => "correct the values; nothing was sent",
            Self::Connect => "check the platform's URL, the network and the proxy",
            Self::Interrupted => {
                "try again later; if it stays, something between here and the service cuts connections"
            }
            Self::Timeout => "ask for less at once, or raise the timeout in the client's settings",
            Self::Redirect => {
                "check the platform's URL; redirects are not followed, since they would carry the credentials elsewhere"
            }
            Self::RateLimited => "make fewer calls, or allow the client longer waits with Retry::total_wait",
            Self::Auth => {
                "do what the service's text says; else check login and password, that the account is active and may use the API, and that the platform is the account's"
            }
            Self::NotFound => "check the number, and that the object is in the scope of the user",
            Self::Refused => "see the service's text",
            Self::Duplicate => {
                "the service is still busy with the same call: look whether it took effect before you repeat it"
            }
            Self::Server => "try again later; the vendor's status page tells of outages",
            Self::Unexpected => "see what arrived instead in Error::body",
            Self::Decode => {
                "the service may have changed the document: see the position, and Error::body for the text"
            }
            Self::TooLarge => {
                "read it record by record with items(), or raise the limit in the client's settings"
            }
            Self::PageLoop => "narrow the search with the operation's own parameters, and tell the vendor",
            Self::Changed => "start the list anew",
        }
    }
}

impl Error {
    pub(super) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            operation: None,
            status: None,
            code: None,
            text: None,
            attempts: 0,
            waited: Duration::ZERO,
            retry_after: None,
            body: None,
            may_have_taken_effect: false,
            source: None,
        }))
    }

    /// Something of the machine that the client needs.
    #[cfg(feature = "blocking")]
    pub(crate) fn setup(what: &str, source: std::io::Error) -> Self {
        Self::new(ErrorKind::Configuration, format!("{what}: {source}")).with_source(source)
    }

    /// The service's own words.
    pub(super) fn refused(kind: ErrorKind, refusal: Refusal) -> Self {
        let Refusal { code, text, .. } = refusal;
        let joint = if text.is_empty() { "" } else { ": " };
        let mut error = Self::new(kind, format!("the service refused: {code}{joint}{text}"));
        error.0.code = Some(code);
        error.0.text = Some(text);
        error
    }

    pub(super) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    pub(super) fn with_status(mut self, status: u16) -> Self {
        self.0.status = Some(status);
        self
    }

    pub(super) fn with_body(mut self, body: String) -> Self {
        self.0.body = Some(body);
        self
    }

    pub(super) fn with_retry_after(mut self, time: Option<Duration>) -> Self {
        self.0.retry_after = time;
        self
    }

    pub(super) fn with_operation(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    pub(super) fn with_attempts(mut self, attempts: u32, waited: Duration) -> Self {
        self.0.attempts = attempts;
        self.0.waited = waited;
        self
    }

    pub(super) fn with_effect(mut self, may_have_taken_effect: bool) -> Self {
        self.0.may_have_taken_effect = may_have_taken_effect;
        self
    }

    /// Without secrets.
    pub(super) fn scrubbed(mut self, scrub: &Scrub) -> Self {
        let inner = &mut *self.0;
        inner.message = scrub.clean(&inner.message);
        for text in [&mut inner.code, &mut inner.text, &mut inner.body].into_iter().flatten() {
            *text = scrub.clean(text);
        }
        // What is under it cannot be changed, only left out.
        let is_clean = |source: &(dyn StdError + Send + Sync)| {
            scrub.is_clean(&source.to_string()) && scrub.is_clean(&format!("{source:?}"))
        };
        inner.source = inner.source.take().filter(|source| is_clean(&**source));
        self
    }

    pub(super) fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Whether the client was set up with something that cannot work. Nothing was sent.
    pub fn is_configuration(&self) -> bool {
        self.0.kind == ErrorKind::Configuration
    }

    /// Whether the operation has values that the service would not take. Nothing was sent; see
    /// [`invalid_request`](Error::invalid_request).
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == ErrorKind::InvalidRequest
    }

    /// Whether there was no connection, or none that is encrypted as it has to be. The service did not see the call.
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// Whether the connection broke off, or the answer ended too early.
    pub fn is_interrupted(&self) -> bool {
        self.0.kind == ErrorKind::Interrupted
    }

    /// Whether a timeout passed.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether the answer sends the call elsewhere.
    pub fn is_redirect(&self) -> bool {
        self.0.kind == ErrorKind::Redirect
    }

    /// Whether a limit of the subscription is reached: too many calls, or too many at a time. See
    /// [`retry_after`](Error::retry_after).
    pub fn is_rate_limited(&self) -> bool {
        self.0.kind == ErrorKind::RateLimited
    }

    /// Whether the service does not take the credentials, or the account may not call it.
    pub fn is_auth(&self) -> bool {
        self.0.kind == ErrorKind::Auth
    }

    /// Whether what the call is about is not there, or out of the user's scope.
    pub fn is_not_found(&self) -> bool {
        self.0.kind == ErrorKind::NotFound
    }

    /// Whether the service refused the call with a code of its own, for another reason than limits, credentials and
    /// missing objects; see [`code`](Error::code).
    pub fn is_refused(&self) -> bool {
        self.0.kind == ErrorKind::Refused
    }

    /// Whether the service is still busy with the same call (HTTP status 202).
    pub fn is_duplicate(&self) -> bool {
        self.0.kind == ErrorKind::Duplicate
    }

    /// Whether the service failed: a status of 500 or above, or its code 999.
    pub fn is_server_error(&self) -> bool {
        self.0.kind == ErrorKind::Server
    }

    /// Whether something else than the operation's document arrived: HTML, CSV, another document, nothing.
    pub fn is_unexpected_answer(&self) -> bool {
        self.0.kind == ErrorKind::Unexpected
    }

    /// Whether the document that arrived could not be decoded; see [`decode_error`](Error::decode_error).
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// Whether the answer is longer than the client's settings allow.
    pub fn is_too_large(&self) -> bool {
        self.0.kind == ErrorKind::TooLarge
    }

    /// Whether the pages of a list lead back to one that was there, or to another server.
    pub fn is_page_loop(&self) -> bool {
        self.0.kind == ErrorKind::PageLoop
    }

    /// Whether a list changed while a page of it was resumed, so that it could not be told where to go on.
    pub fn is_changed(&self) -> bool {
        self.0.kind == ErrorKind::Changed
    }

    /// Whether a call that changes something may have done so although it failed: look before you repeat it.
    pub fn may_have_taken_effect(&self) -> bool {
        self.0.may_have_taken_effect
    }

    /// The operation, such as `schedule_scan::Create`.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The HTTP status of the last answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The vendor's code: a number such as `1905`, or a word such as `INVALID_REQUEST`.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The vendor's text to the code.
    pub fn text(&self) -> Option<&str> {
        self.0.text.as_deref()
    }

    /// How often the call was made.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the call waited between attempts and for limits, in all.
    pub fn waited(&self) -> Duration {
        self.0.waited
    }

    /// How long the service wants to be left alone, if it said so.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The beginning of what arrived, at most 64 KiB; secrets of the call are `***` in it.
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }

    /// What is wrong with the document, with its place.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.source.as_ref()?.downcast_ref()
    }

    /// What is wrong with the operation's values.
    pub fn invalid_request(&self) -> Option<&InvalidRequest> {
        self.0.source.as_ref()?.downcast_ref()
    }
}

impl From<InvalidRequest> for Error {
    fn from(invalid: InvalidRequest) -> Self {
        Self::new(ErrorKind::InvalidRequest, invalid.to_string())
            .with_operation(invalid.operation())
            .with_source(invalid)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, message, operation, status, attempts, retry_after, .. } = &*self.0;
        if let Some(operation) = operation.filter(|_| *kind != ErrorKind::InvalidRequest) {
            write!(f, "{operation}: ")?;
        }
        f.write_str(message)?;
        let mut facts = Vec::new();
        if let Some(status) = status {
            facts.push(format!("HTTP status {status}"));
        }
        if *attempts > 1 {
            facts.push(format!("{attempts} attempts"));
        }
        if let Some(time) = retry_after {
            facts.push(format!("call again after {} s", time.as_secs()));
        }
        if self.0.may_have_taken_effect {
            facts.push("it may have taken effect".to_owned());
        }
        if !facts.is_empty() {
            write!(f, " ({})", facts.join(", "))?;
        }
        match kind.help() {
            "" => Ok(()),
            _ if self.0.may_have_taken_effect => f.write_str("; look whether it did before you repeat it"),
            help => write!(f, "; {help}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.0;
        f.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("message", &inner.message)
            .field("operation", &inner.operation)
            .field("status", &inner.status)
            .field("code", &inner.code)
            .field("attempts", &inner.attempts)
            .field("waited", &inner.waited)
            .field("retry_after", &inner.retry_after)
            .field("body", &inner.body.as_ref().map(|body| format!("{} bytes", body.len())))
            .field("source", &inner.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}
