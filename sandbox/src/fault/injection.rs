//! The faults that wait for their calls.

use super::{Fault, Kind, Rule};
use crate::exchange::Incoming;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The faults that wait.
#[derive(Debug, Default)]
pub(crate) struct Injections(Mutex<Vec<Injection>>);

#[derive(Debug)]
struct Injection {
    fault: Fault,
    rule: Rule,
    /// The calls so far that the rule counts.
    calls: u64,
}

/// A fault that happens to a call.
#[derive(Debug, Clone)]
pub(crate) struct Pending {
    pub(crate) fault: Fault,
    /// Whether the call is carried out all the same.
    pub(crate) carried_out: bool,
}

impl Injections {
    pub(crate) fn add(&self, fault: Fault, rule: Rule) {
        if !rule.is_over(0) {
            self.lock().push(Injection { fault, rule, calls: 0 });
        }
    }

    /// The fault for a call: the first whose rule fits. All rules count the call.
    pub(crate) fn take(&self, incoming: &Incoming) -> Option<Pending> {
        let mut pending = None;
        self.lock().retain_mut(|injection| {
            if !injection.rule.counts(incoming) {
                return true;
            }
            let number = injection.calls + 1;
            if injection.rule.happens(number) {
                if pending.is_some() {
                    // One fault a call: this one waits for the next.
                    return true;
                }
                let carried_out = injection.rule.carried_out || injection.fault.kind() != Kind::Instead;
                pending = Some(Pending { fault: injection.fault.clone(), carried_out });
            }
            injection.calls = number;
            !injection.rule.is_over(number)
        });
        pending
    }

    /// What waits, as text.
    pub(crate) fn waiting(&self) -> Vec<String> {
        self.lock().iter().map(|injection| format!("{}: {}", injection.fault, injection.rule)).collect()
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Injection>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
