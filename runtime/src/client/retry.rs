//! When a call is made again, and after what time.

use std::sync::Mutex;
use std::time::Duration;

/// How calls are repeated that failed for a reason that may pass.
///
/// A call that changes something is only repeated when it surely did not reach the service, or the service refused it
/// because of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    pub(super) attempts: u32,
    pub(super) refusals: u32,
    pub(super) first_wait: Duration,
    pub(super) longest_wait: Duration,
    pub(super) total_wait: Duration,
    pub(super) jitter: bool,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 4,
            refusals: 20,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            total_wait: Duration::from_secs(600),
            jitter: true,
        }
    }
}

impl Retry {
    /// The default: see the setters.
    pub fn new() -> Self {
        Self::default()
    }

    /// Nothing is repeated, and no limit is waited for.
    pub fn never() -> Self {
        Self { attempts: 1, refusals: 0, total_wait: Duration::ZERO, ..Self::default() }
    }

    /// How often a call is made that fails, at most; 4 if not set, and at least 1.
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// How often a call is repeated that a limit of the service refused, at most; 20 if not set.
    pub fn refusals(mut self, refusals: u32) -> Self {
        self.refusals = refusals;
        self
    }

    /// The wait after the first failure; half a second if not set. It doubles with each further one.
    pub fn first_wait(mut self, time: Duration) -> Self {
        self.first_wait = time;
        self
    }

    /// The longest wait after a failure; 30 seconds if not set. What the service says it wants is waited nevertheless.
    pub fn longest_wait(mut self, time: Duration) -> Self {
        self.longest_wait = time;
        self
    }

    /// The longest time that all waits of a call take together; 10 minutes if not set. A call that would have to wait
    /// longer ends in an error that says how long.
    pub fn total_wait(mut self, time: Duration) -> Self {
        self.total_wait = time;
        self
    }

    /// Whether waits are spread at random, between half of them and all; they are if not set. Many clients that failed
    /// together then do not come back together.
    pub fn jitter(mut self, jitter: bool) -> Self {
        self.jitter = jitter;
        self
    }

    /// The wait after so many failures.
    pub(super) fn wait(&self, failures: u32) -> Duration {
        let doubled = self.first_wait.saturating_mul(1_u32 << failures.saturating_sub(1).min(20));
        let wait = doubled.min(self.longest_wait);
        if self.jitter { wait.mul_f64(0.5 + fastrand::f64() / 2.0) } else { wait }
    }
}

/// What a client has left for repeating calls. When the service is down, all calls fail, and to repeat each of them would
/// keep it down: a repetition costs more than a success brings back.
#[derive(Debug)]
pub(super) struct Budget(Mutex<u32>);

impl Budget {
    const FULL: u32 = 500;
    const COST: u32 = 5;

    pub(super) fn new() -> Self {
        Self(Mutex::new(Self::FULL))
    }

    /// Takes what a repetition costs, if it is there.
    pub(super) fn take(&self) -> bool {
        let mut left = self.left();
        match left.checked_sub(Self::COST) {
            Some(rest) => {
                *left = rest;
                true
            }
            None => false,
        }
    }

    /// Brings back what a success does.
    pub(super) fn succeeded(&self) {
        let mut left = self.left();
        *left = (*left + 1).min(Self::FULL);
    }

    fn left(&self) -> std::sync::MutexGuard<'_, u32> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}
