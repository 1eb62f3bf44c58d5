//! The attempts of a call: what is repeated, after what wait, and when it is enough.

use super::answer::{self, Body, Head};
use super::call::Call;
use super::core::Core;
use super::error::{Error, ErrorKind};
use super::failure::{Failure, Remedy};
use super::gate::{Entry, later};
use super::retry::Retry;
use super::scrub::Scrub;
use super::settings::Settings;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;
use tracing::Instrument as _;

/// The attempts of one call.
pub(super) struct Attempts {
    core: Arc<Core>,
    settings: Arc<Settings>,
    deadline: Option<Instant>,
    pub(super) made: u32,
    pub(super) waited: Duration,
    failures: u32,
    refusals: u32,
    renewals: u32,
}

impl Attempts {
    pub(super) fn new(core: &Arc<Core>, settings: &Arc<Settings>) -> Self {
        Self {
            core: Arc::clone(core),
            settings: Arc::clone(settings),
            deadline: None,
            made: 0,
            waited: Duration::ZERO,
            failures: 0,
            refusals: 0,
            renewals: 0,
        }
    }

    /// Something arrived: what fails from now on is new trouble.
    pub(super) fn progressed(&mut self) {
        self.failures = 0;
        self.refusals = 0;
        self.renewals = 0;
    }

    /// Makes the call until the service takes it. The answer's head says success; its body is still to come.
    pub(super) async fn open(&mut self, call: &Call) -> Result<(Head, Body, Scrub), Error> {
        if self.made == 0 && self.deadline.is_none() {
            let time = self.settings.total_timeout;
            self.deadline = time.and_then(|time| Instant::now().checked_add(time));
        }
        loop {
            let failure = match self.once(call).await? {
                Ok((head, body, scrub)) if head.is_success() => return Ok((head, body, scrub)),
                Ok((head, body, scrub)) => answer::refused(&head, body, &scrub).await,
                Err(failure) => failure,
            };
            self.failed(call, failure).await?;
        }
    }

    /// One attempt, when the limits allow it.
    async fn once(&mut self, call: &Call) -> Result<Result<(Head, Body, Scrub), Failure>, Error> {
        let permit = loop {
            match self.enter(call).await? {
                Entry::Open(permit) => break permit,
                Entry::Closed(time) => {
                    if !self.has_time_for(time) {
                        let error = Error::new(ErrorKind::RateLimited, "the service's limit is reached");
                        return Err(self.ended(call, Failure::last(error.with_retry_after(Some(time)))));
                    }
                    tracing::info!(seconds = time.as_secs_f64(), "waiting for the service's limit");
                    self.wait(time).await;
                }
            }
        };
        self.made += 1;
        let span = tracing::debug_span!("attempt", number = self.made);
        let attempt = self.core.attempt(call, &self.settings, self.deadline, Some(permit));
        Ok(attempt.instrument(span).await)
    }

    /// Waits for a place among the calls that may run at a time.
    async fn enter(&mut self, call: &Call) -> Result<Entry, Error> {
        let began = Instant::now();
        let longest = self.settings.retry.total_wait.max(self.settings.idle_timeout);
        let until = [self.deadline, began.checked_add(longest)].into_iter().flatten().min();
        let entry = self.core.gate.enter(call.path(), || self.core.timer.now());
        let entry = match until {
            Some(until) => tokio::time::timeout_at(until, entry).await.ok(),
            None => Some(entry.await),
        };
        let waited = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.waited = self.waited.saturating_add(Duration::from_millis(waited));
        entry.ok_or_else(|| {
            let running = self.core.gate.running(call.path());
            let message = format!(
                "no call may run beside the {running} of this client that run: a list that is open is one, until it is read to its end or dropped"
            );
            let failure = Failure::last(Error::new(ErrorKind::RateLimited, message));
            self.ended(call, Failure { is_unsent: true, ..failure })
        })
    }

    /// Waits until the call can be made again, or gives it up.
    pub(super) async fn failed(&mut self, call: &Call, failure: Failure) -> Result<(), Error> {
        let Some(wait) = self.remedy(call, &failure) else {
            return Err(self.ended(call, failure));
        };
        tracing::warn!(
            attempt = self.made,
            seconds = wait.as_secs_f64(),
            error = %failure.error,
            "the call failed and is made again"
        );
        self.wait(wait).await;
        Ok(())
    }

    /// How long to wait before the call can be made again, if it can.
    fn remedy(&mut self, call: &Call, failure: &Failure) -> Option<Duration> {
        let Retry { attempts, refusals, .. } = self.settings.retry;
        let wait = match failure.remedy {
            Remedy::None => return None,
            Remedy::NewIdentity if self.renewals > 0 => return None,
            Remedy::NewIdentity => {
                self.renewals += 1;
                Duration::ZERO
            }
            Remedy::Limit(wait) => {
                self.refusals += 1;
                if self.refusals > refusals {
                    return None;
                }
                if let Some(wait) = wait {
                    self.core.gate.close(call.path(), later(self.core.timer.now(), wait));
                }
                wait.unwrap_or_else(|| self.settings.retry.wait(self.refusals))
            }
            Remedy::Busy(_) | Remedy::Passes if call.changes => return None,
            Remedy::Busy(wait) => {
                self.failures += 1;
                if self.failures >= attempts {
                    return None;
                }
                wait
            }
            Remedy::Passes | Remedy::NotSent => {
                self.failures += 1;
                if self.failures >= attempts || !self.core.budget.take() {
                    return None;
                }
                self.settings.retry.wait(self.failures)
            }
        };
        self.has_time_for(wait).then_some(wait)
    }

    fn has_time_for(&self, wait: Duration) -> bool {
        let ends = Instant::now().checked_add(wait);
        let in_time = self.deadline.is_none_or(|deadline| ends.is_some_and(|ends| ends < deadline));
        in_time && self.waited.saturating_add(wait) <= self.settings.retry.total_wait
    }

    async fn wait(&mut self, time: Duration) {
        self.waited = self.waited.saturating_add(time);
        self.core.timer.sleep(time).await;
    }

    /// The error that the call ends in.
    pub(super) fn ended(&self, call: &Call, failure: Failure) -> Error {
        let has_effect = call.changes && failure.may_have_taken_effect();
        failure
            .error
            .with_operation(call.operation)
            .with_attempts(self.made, self.waited)
            .with_effect(has_effect)
    }
}
