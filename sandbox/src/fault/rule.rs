//! Which calls a fault happens to.

use crate::exchange::Incoming;
use crate::log::action_of;

/// Which calls a fault happens to: the next one, unless it is said otherwise.
///
/// ```
/// use qualys_sandbox::fault::Rule;
///
/// let rule = Rule::new().path("/api/2.0/fo/asset/host/").action("list").nth(2).times(3);
/// assert_eq!(rule.to_string(), "calls 2 to 4 of list at /api/2.0/fo/asset/host/…");
/// assert_eq!(Rule::new().to_string(), "the next call");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    path: Option<String>,
    action: Option<String>,
    nth: u64,
    times: Option<u64>,
    pub(super) carried_out: bool,
}

impl Default for Rule {
    fn default() -> Self {
        Self::new()
    }
}

impl Rule {
    /// The next call.
    pub fn new() -> Self {
        Self { path: None, action: None, nth: 1, times: Some(1), carried_out: false }
    }

    /// Only calls whose path begins like this.
    #[must_use]
    pub fn path(mut self, prefix: impl Into<String>) -> Self {
        self.path = Some(prefix.into());
        self
    }

    /// Only calls that do this: the parameter `action`, or the verb in a path of `/qps/rest/`.
    #[must_use]
    pub fn action(mut self, action: impl Into<String>) -> Self {
        self.action = Some(action.into());
        self
    }

    /// From the nth such call on; the first is 1.
    #[must_use]
    pub fn nth(mut self, nth: u64) -> Self {
        self.nth = nth.max(1);
        self
    }

    /// So many such calls.
    #[must_use]
    pub fn times(mut self, times: u64) -> Self {
        self.times = Some(times);
        self
    }

    /// All such calls, until the faults are cleared.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.times = None;
        self
    }

    /// The call is carried out, and then answered with the fault: what was to be created is there, and the caller does
    /// not know it.
    #[must_use]
    pub fn carried_out(mut self) -> Self {
        self.carried_out = true;
        self
    }

    /// Whether a call is of those that the rule counts.
    pub(super) fn counts(&self, incoming: &Incoming) -> bool {
        let path = self.path.as_ref().is_none_or(|prefix| incoming.path.starts_with(prefix));
        path && self.action.as_ref().is_none_or(|action| match incoming.parameter("action") {
            Some(given) => *given == **action,
            None => action_of(&incoming.path) == Some(action),
        })
    }

    /// Whether it happens to the call that is this one of those that count.
    pub(super) fn happens(&self, number: u64) -> bool {
        number >= self.nth && !self.is_over(number - 1)
    }

    /// Whether it cannot happen any more after so many calls.
    pub(super) fn is_over(&self, calls: u64) -> bool {
        self.times.is_some_and(|times| calls >= (self.nth - 1).saturating_add(times))
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.nth, self.times) {
            (1, Some(1)) => f.write_str("the next call")?,
            (1, Some(times)) => write!(f, "the next {times} calls")?,
            (1, None) => f.write_str("all calls")?,
            (nth, Some(1)) => write!(f, "call {nth}")?,
            (nth, Some(times)) => {
                write!(f, "calls {nth} to {}", nth.saturating_add(times).saturating_sub(1))?
            }
            (nth, None) => write!(f, "calls from {nth} on")?,
        }
        if let Some(action) = &self.action {
            write!(f, " of {action}")?;
        }
        if let Some(path) = &self.path {
            write!(f, " at {path}…")?;
        }
        if self.carried_out {
            f.write_str(", carried out")?;
        }
        Ok(())
    }
}
