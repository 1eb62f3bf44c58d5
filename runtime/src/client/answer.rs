//! Answers of the service: head, body, and what they say when they are no document of the operation.

use super::core::{Within, causes};
use super::error::{Error, ErrorKind};
use super::failure::{Failure, Remedy};
use super::gate::Permit;
use super::limits::{LONGEST, Limits};
use super::refusal::Refusal;
use super::scrub::Scrub;
use bytes::Bytes;
use http::HeaderMap;
use jiff::Timestamp;
use std::time::Duration;

/// How much of an answer an error keeps.
pub(super) const EXCERPT: usize = 64 << 10;

/// How long the service stays busy with a call that it takes for a repetition.
const BUSY: Duration = Duration::from_secs(120);

/// Status and headers.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) limits: Limits,
}

impl Head {
    pub(super) fn of(response: &reqwest::Response) -> Self {
        let limits = Limits::read(response.headers());
        let mut headers = response.headers().clone();
        for (name, value) in &mut headers {
            // A session's cookie stands for the password.
            if name == http::header::SET_COOKIE {
                value.set_sensitive(true);
            }
        }
        Self { status: response.status().as_u16(), headers, limits }
    }

    /// Whether the body should be what the operation answers.
    pub(super) fn is_success(&self) -> bool {
        matches!(self.status, 200..=299) && self.status != 202
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// How long `Retry-After` asks for: seconds, or until a date.
    fn retry_after(&self) -> Option<Duration> {
        let text = self.header("retry-after").trim();
        if let Ok(seconds) = text.parse() {
            return Some(Duration::from_secs(LONGEST.min(seconds)));
        }
        let date = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
        let seconds = date.duration_since(Timestamp::now()).as_secs();
        Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0).min(LONGEST)))
    }

    /// What is wrong with a document of the operation that says it was refused.
    pub(super) fn refusal(&self, refusal: Refusal) -> Failure {
        let wait = refusal.wait.or(self.retry_after()).or(self.limits.to_wait).filter(|time| !time.is_zero());
        let kind = match refusal.kind(self.status) {
            // A limit of requests without more words; with a time to wait it is one that passes.
            ErrorKind::Refused if refusal.code == "1920" && wait.is_some() => ErrorKind::RateLimited,
            kind => kind,
        };
        let error = Error::refused(kind, refusal).with_status(self.status).with_retry_after(wait);
        let remedy = match kind {
            ErrorKind::RateLimited => Remedy::Limit(wait),
            ErrorKind::Server => Remedy::Passes,
            _ if self.status == 202 => Remedy::Busy(BUSY),
            _ => Remedy::None,
        };
        Failure::new(error, remedy)
    }

    /// What an answer means that is no document of the operation; `None` if status and text do not say.
    pub(super) fn failure(&self, body: &[u8]) -> Option<Failure> {
        if let Some(refusal) = Refusal::read(body) {
            return Some(self.refusal(refusal));
        }
        let status = self.status;
        let new = |kind, message: &str| Error::new(kind, message).with_status(status);
        Some(match status {
            202 => {
                let error = new(ErrorKind::Duplicate, "the service is busy with the same call");
                Failure::new(error, Remedy::Busy(BUSY))
            }
            200..=299 => return None,
            300..=399 => {
                let to = self.header("location").split(['?', '#']).next().unwrap_or_default().to_owned();
                Failure::last(new(ErrorKind::Redirect, &format!("the service redirects to {to:?}")))
            }
            401 | 403 => Failure::last(new(ErrorKind::Auth, "the service does not take the credentials")),
            404 => Failure::last(new(ErrorKind::NotFound, "there is nothing at this address")),
            409 if self.limits.pause().is_some() => {
                let wait = self.limits.pause();
                let error = new(ErrorKind::RateLimited, "too many calls").with_retry_after(wait);
                Failure::new(error, Remedy::Limit(wait))
            }
            429 => {
                let wait = self.retry_after().or(self.limits.pause());
                let error = new(ErrorKind::RateLimited, "too many calls").with_retry_after(wait);
                Failure::new(error, Remedy::Limit(wait))
            }
            500..=599 => {
                let wait = self.retry_after();
                let remedy = match (status, wait) {
                    (503, Some(wait)) => Remedy::Busy(wait),
                    (500..=504 | 520, _) => Remedy::Passes,
                    _ => Remedy::None,
                };
                let error = new(ErrorKind::Server, "the service failed").with_retry_after(wait);
                Failure::new(error, remedy)
            }
            _ if body.trim_ascii_start().starts_with(b"{") => {
                Failure::last(new(ErrorKind::Refused, "the service refused, in JSON: see Error::body"))
            }
            _ => Failure::last(new(ErrorKind::Unexpected, "the service refused without saying why")),
        })
    }

    /// What an answer is that should have been a document of the operation, and is no XML that could be one.
    pub(super) fn unexpected(&self, body: &[u8], found_root: Option<&str>) -> Error {
        let kind = self.header("content-type").split(';').next().unwrap_or_default();
        let text = String::from_utf8_lossy(&body[..body.len().min(512)]).trim_start().to_lowercase();
        let what = if text.is_empty() {
            "nothing".to_owned()
        } else if text.starts_with("<!doctype html") || text.starts_with("<html") {
            "an HTML page".to_owned()
        } else if let Some(root) = found_root {
            format!("a document <{root}>")
        } else if text.starts_with(['{', '[']) {
            "JSON".to_owned()
        } else {
            format!("text that is no XML ({})", if kind.is_empty() { "of no said type" } else { kind })
        };
        let message = format!("the service sent {what} instead of the operation's document");
        Error::new(ErrorKind::Unexpected, message).with_status(self.status)
    }
}

/// The body of an answer, as it arrives.
#[derive(Debug)]
pub(super) struct Body {
    response: reqwest::Response,
    within: Within,
    /// The call runs until its body has arrived.
    _permit: Option<Permit>,
}

impl Body {
    pub(super) fn new(response: reqwest::Response, within: Within, permit: Option<Permit>) -> Self {
        Self { response, within, _permit: permit }
    }

    /// The next piece; `None` at the end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, Failure> {
        let chunk = self.within.wait(self.response.chunk()).await?;
        chunk.map_err(|error| {
            let message = format!("the answer broke off: {}", causes(&error));
            Failure::passing(Error::new(ErrorKind::Interrupted, message))
        })
    }

    /// All of it, if it is no longer than `limit`.
    pub(super) async fn whole(mut self, limit: usize) -> Result<Vec<u8>, Failure> {
        let mut whole = Vec::new();
        while let Some(chunk) = self.chunk().await? {
            if whole.len() + chunk.len() > limit {
                let message = format!("the answer is longer than {limit} bytes");
                return Err(Failure::last(Error::new(ErrorKind::TooLarge, message)));
            }
            whole.extend_from_slice(&chunk);
        }
        Ok(whole)
    }

    /// Its beginning, behind what arrived of it before. What cannot be read is left out.
    pub(super) async fn excerpt(mut self, mut arrived: Vec<u8>) -> Vec<u8> {
        while arrived.len() < EXCERPT {
            let Ok(Some(chunk)) = self.chunk().await else { break };
            arrived.extend_from_slice(&chunk);
        }
        arrived.truncate(EXCERPT);
        arrived
    }
}

/// What an answer says that is no success.
pub(super) async fn refused(head: &Head, body: Body, scrub: &Scrub) -> Failure {
    let body = body.excerpt(Vec::new()).await;
    let failure = head.failure(&body).unwrap_or_else(|| Failure::last(head.unexpected(&body, None)));
    scrub.failure(failure, head.status, &body)
}

impl Scrub {
    /// The failure with what arrived, and without secrets.
    pub(super) fn failure(&self, failure: Failure, status: u16, body: &[u8]) -> Failure {
        let text = String::from_utf8_lossy(&body[..body.len().min(EXCERPT)]);
        let mut text = self.clean(&text);
        if body.len() >= EXCERPT {
            // Where the text is cut, a secret may be cut with it.
            let end = text.len().saturating_sub(self.longest());
            let end = (0..=end).rev().find(|end| text.is_char_boundary(*end));
            text.truncate(end.unwrap_or(0));
        }
        let error = failure.error.with_status(status);
        let error = if text.is_empty() { error } else { error.with_body(text) };
        Failure { error: error.scrubbed(self), ..failure }
    }
}
