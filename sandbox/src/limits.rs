//! How many calls the service takes: so many in a window of time, and so many at once, for each API.

use crate::clock::later;
use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What is allowed to a subscription, for each API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Calls in a window.
    pub calls: u32,
    /// How long a window is.
    pub window: Duration,
    /// Calls at once.
    pub concurrency: u32,
}

impl Default for Limits {
    /// What a standard subscription has: 300 calls an hour, 2 at once.
    fn default() -> Self {
        Self { calls: 300, window: Duration::from_secs(3600), concurrency: 2 }
    }
}

/// How many APIs are counted; with more of them counting begins anew, save for what runs. There are fewer than a hundred.
const APIS: usize = 1000;

/// Counts the calls.
#[derive(Debug)]
pub(crate) struct Limiter {
    limits: Option<Limits>,
    apis: Arc<Mutex<HashMap<String, Api>>>,
}

/// The calls of one API.
#[derive(Debug, Default)]
struct Api {
    running: u32,
    started: VecDeque<Timestamp>,
}

/// A call that may run; it counts as running until this is dropped.
#[derive(Debug)]
pub(crate) struct Admission {
    /// What the answer says of the limits.
    pub(crate) headers: HeaderMap,
    _running: Option<Running>,
}

/// A limit that a call breaks.
#[derive(Debug)]
pub(crate) struct Breach {
    /// What the answer says of the limits.
    pub(crate) headers: HeaderMap,
    pub(crate) limit: Limit,
}

/// Which limit it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    /// So many running calls have to finish first.
    Concurrency { calls_to_finish: u32 },
    /// So many seconds have to go by first.
    Rate { seconds_to_wait: u64 },
}

impl Limiter {
    pub(crate) fn new(limits: Option<Limits>) -> Self {
        Self { limits, apis: Arc::default() }
    }

    /// Lets a call begin, if the limits of its API allow it.
    pub(crate) fn admit(&self, api: &str, now: Timestamp) -> Result<Admission, Breach> {
        let Some(limits) = self.limits else {
            return Ok(Admission { headers: HeaderMap::new(), _running: None });
        };
        let mut apis = lock(&self.apis);
        if apis.len() >= APIS && !apis.contains_key(api) {
            apis.retain(|_, calls| calls.running > 0);
        }
        let calls = apis.entry(api.to_owned()).or_default();
        while calls.started.front().is_some_and(|start| later(*start, limits.window) <= now) {
            calls.started.pop_front();
        }
        if calls.running >= limits.concurrency {
            let calls_to_finish = calls.running - limits.concurrency + 1;
            let headers = headers(&limits, calls, None);
            return Err(Breach { headers, limit: Limit::Concurrency { calls_to_finish } });
        }
        if let Some(seconds_to_wait) = calls.seconds_to_wait(&limits, now) {
            let headers = headers(&limits, calls, Some(seconds_to_wait));
            return Err(Breach { headers, limit: Limit::Rate { seconds_to_wait } });
        }
        calls.running += 1;
        calls.started.push_back(now);
        let seconds_to_wait = calls.seconds_to_wait(&limits, now).unwrap_or(0);
        let headers = headers(&limits, calls, Some(seconds_to_wait));
        let running = Running { apis: Arc::clone(&self.apis), api: api.to_owned() };
        Ok(Admission { headers, _running: Some(running) })
    }
}

impl Api {
    /// How long it takes until another call is allowed, if the window is full.
    fn seconds_to_wait(&self, limits: &Limits, now: Timestamp) -> Option<u64> {
        let is_full = self.started.len() >= limits.calls as usize;
        let free = self.started.front().map_or(now, |start| later(*start, limits.window));
        is_full.then(|| seconds_between(now, free).max(1))
    }
}

/// Counts as running until it is dropped.
#[derive(Debug)]
struct Running {
    apis: Arc<Mutex<HashMap<String, Api>>>,
    api: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(calls) = lock(&self.apis).get_mut(&self.api) {
            calls.running = calls.running.saturating_sub(1);
        }
    }
}

/// The seconds from one time to a later one, rounded up.
fn seconds_between(from: Timestamp, to: Timestamp) -> u64 {
    let duration = to.duration_since(from);
    let seconds = duration.as_secs() + i64::from(duration.subsec_nanos() > 0);
    u64::try_from(seconds).unwrap_or(0)
}

/// What is said when a standard subscription has reached the limit of its window, or that of calls at once.
pub(crate) fn limits_reached(seconds_to_wait: Option<u64>) -> HeaderMap {
    let limits = Limits::default();
    let mut calls = Api::default();
    match seconds_to_wait {
        Some(_) => calls.started.extend((0..limits.calls).map(|_| Timestamp::UNIX_EPOCH)),
        None => calls.running = limits.concurrency,
    }
    headers(&limits, &calls, seconds_to_wait)
}

/// The headers. A breach of concurrency says nothing of waiting.
fn headers(limits: &Limits, calls: &Api, to_wait: Option<u64>) -> HeaderMap {
    let started = u32::try_from(calls.started.len()).unwrap_or(u32::MAX);
    let mut headers = HeaderMap::new();
    let mut insert = |name: &'static str, value: u64| {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(value));
    };
    insert("x-ratelimit-limit", limits.calls.into());
    insert("x-ratelimit-window-sec", limits.window.as_secs());
    insert("x-ratelimit-remaining", limits.calls.saturating_sub(started).into());
    if let Some(seconds) = to_wait {
        insert("x-ratelimit-towait-sec", seconds);
    }
    insert("x-concurrency-limit-limit", limits.concurrency.into());
    insert("x-concurrency-limit-running", calls.running.into());
    headers
}

fn lock(apis: &Mutex<HashMap<String, Api>>) -> MutexGuard<'_, HashMap<String, Api>> {
    apis.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The API that a path belongs to: a call with an object's number counts with those of its neighbours.
pub(crate) fn api_of(path: &str) -> &str {
    let trimmed = path.trim_end_matches('/');
    match trimmed.rsplit_once('/') {
        Some((before, last)) if !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()) => before,
        _ => trimmed,
    }
}
