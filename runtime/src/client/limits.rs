//! What an answer says about the limits of the subscription.

use http::HeaderMap;
use std::time::Duration;

/// The limits that hold for an API and subscription, as an answer's headers tell them. The service does not send them with
/// every answer: never with those of `/qps/`, of sessions, and of refused credentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Limits {
    /// Calls allowed in a window of time: `X-RateLimit-Limit`.
    pub calls: Option<u64>,
    /// The window: `X-RateLimit-Window-Sec`.
    pub window: Option<Duration>,
    /// Calls left in the window: `X-RateLimit-Remaining`.
    pub remaining: Option<u64>,
    /// How long until the next call is allowed: `X-RateLimit-ToWait-Sec`.
    pub to_wait: Option<Duration>,
    /// Calls allowed at a time: `X-Concurrency-Limit-Limit`.
    pub concurrent: Option<u32>,
    /// Calls that were running, this one with them: `X-Concurrency-Limit-Running`.
    pub running: Option<u32>,
}

/// The longest time that is believed, in seconds: a year.
pub(super) const LONGEST: u64 = 3600 * 24 * 365;

impl Limits {
    pub(super) fn read(headers: &HeaderMap) -> Self {
        let number = |name| headers.get(name)?.to_str().ok()?.trim().parse::<u64>().ok();
        let seconds = |name| number(name).map(|seconds| Duration::from_secs(seconds.min(LONGEST)));
        let small = |name| number(name).map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        Self {
            calls: number("x-ratelimit-limit"),
            window: seconds("x-ratelimit-window-sec"),
            remaining: number("x-ratelimit-remaining"),
            to_wait: seconds("x-ratelimit-towait-sec"),
            concurrent: small("x-concurrency-limit-limit"),
            running: small("x-concurrency-limit-running"),
        }
    }

    /// How long no further call is allowed.
    pub(super) fn pause(&self) -> Option<Duration> {
        match (self.to_wait, self.remaining) {
            (Some(time), _) if !time.is_zero() => Some(time),
            // Nothing is left, and the service does not say for how long: the window is the longest it can be.
            (None, Some(0)) => self.window,
            _ => None,
        }
    }
}
