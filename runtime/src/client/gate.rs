//! Holds calls back where the service's limits ask for it.

use super::limits::Limits;
use std::collections::HashMap;
use std::pin::pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};
use tokio::sync::Notify;

/// What is known of the limits, by API. The service counts by API and subscription, so what one call learns holds for all.
#[derive(Debug)]
pub(super) struct Gate {
    concurrency: u32,
    apis: Mutex<HashMap<String, Arc<ApiGate>>>,
}

#[derive(Debug)]
struct ApiGate {
    state: Mutex<State>,
    /// Told of every change of the state, all who wait: which of them it concerns is for them to see.
    changed: Notify,
}

#[derive(Debug)]
struct State {
    /// Calls that may run at a time.
    limit: u32,
    running: u32,
    /// Until when no call is allowed.
    closed_until: Option<Instant>,
}

/// Whether a call may be made.
pub(super) enum Entry {
    /// It may.
    Open(Permit),
    /// Not before this time has passed.
    Closed(Duration),
}

/// A call that runs; it ends when this is dropped.
#[derive(Debug)]
pub(super) struct Permit(Arc<ApiGate>);

impl Gate {
    /// `concurrency` is how many calls an API takes at a time until an answer says otherwise.
    pub(super) fn new(concurrency: u32) -> Self {
        Self { concurrency: concurrency.max(1), apis: Mutex::default() }
    }

    /// Waits until fewer calls run than may, unless the API is closed for a time.
    pub(super) async fn enter(&self, path: &str, now: impl Fn() -> Instant) -> Entry {
        let api = self.api(path);
        loop {
            // Registered before the look, so that no change after it is missed.
            let mut left = pin!(api.changed.notified());
            left.as_mut().enable();
            {
                let mut state = api.state();
                if let Some(until) = state.closed_until {
                    match until.checked_duration_since(now()).filter(|time| !time.is_zero()) {
                        Some(time) => return Entry::Closed(time),
                        None => state.closed_until = None,
                    }
                }
                if state.running < state.limit {
                    state.running += 1;
                    return Entry::Open(Permit(Arc::clone(&api)));
                }
            }
            left.await;
        }
    }

    /// Takes over what an answer says.
    pub(super) fn learn(&self, path: &str, limits: &Limits, now: Instant) {
        let api = self.api(path);
        let mut state = api.state();
        if let Some(limit) = limits.concurrent {
            state.limit = limit.max(1);
        }
        if let Some(time) = limits.pause() {
            state.close(later(now, time));
        }
        drop(state);
        api.changed.notify_waiters();
    }

    /// Lets no call through for a time.
    pub(super) fn close(&self, path: &str, until: Instant) {
        let api = self.api(path);
        api.state().close(until);
        api.changed.notify_waiters();
    }

    /// How many calls of an API are running.
    pub(super) fn running(&self, path: &str) -> u32 {
        self.api(path).state().running
    }

    fn api(&self, path: &str) -> Arc<ApiGate> {
        let mut apis = lock(&self.apis);
        let new = || {
            let state = State { limit: self.concurrency, running: 0, closed_until: None };
            Arc::new(ApiGate { state: Mutex::new(state), changed: Notify::new() })
        };
        Arc::clone(apis.entry(api_of(path)).or_insert_with(new))
    }
}

impl State {
    fn close(&mut self, until: Instant) {
        self.closed_until = Some(self.closed_until.map_or(until, |known| known.max(until)));
    }
}

impl ApiGate {
    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.running = state.running.saturating_sub(1);
        drop(state);
        self.0.changed.notify_waiters();
    }
}

/// So much later, or the last time that there is.
pub(super) fn later(time: Instant, by: Duration) -> Instant {
    const LONG: Duration = Duration::from_secs(3600 * 24 * 365);
    time.checked_add(by).unwrap_or_else(|| time + LONG)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// The path without numbers of objects, so that each object is not an API of its own.
fn api_of(path: &str) -> String {
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = path.split('/').filter(|part| !is_number(part)).collect();
    parts.join("/")
}
