//! An attempt that failed, and what can be done about it.

use super::error::{Error, ErrorKind};
use std::time::Duration;

/// An attempt that failed.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) error: Error,
    pub(super) remedy: Remedy,
    /// Whether the call was surely not sent.
    pub(super) is_unsent: bool,
}

/// What can be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remedy {
    /// Nothing.
    None,
    /// It may pass. The service may have seen the call.
    Passes,
    /// It may pass, and the service did not see the call.
    NotSent,
    /// The service refused the call because of a limit. It says how long to wait, or nothing.
    Limit(Option<Duration>),
    /// The service is busy with the same call.
    Busy(Duration),
    /// The session or token is over.
    NewIdentity,
}

impl Failure {
    pub(super) fn new(error: Error, remedy: Remedy) -> Self {
        Self { error, remedy, is_unsent: false }
    }

    /// One that no repetition heals.
    pub(super) fn last(error: Error) -> Self {
        Self::new(error, Remedy::None)
    }

    /// One that may pass.
    pub(super) fn passing(error: Error) -> Self {
        Self::new(error, Remedy::Passes)
    }

    /// Whether the call may have done what it was to do, if it does anything.
    pub(super) fn may_have_taken_effect(&self) -> bool {
        use ErrorKind as Kind;
        if self.is_unsent {
            return false;
        }
        match self.remedy {
            Remedy::NotSent | Remedy::Limit(_) | Remedy::NewIdentity => false,
            Remedy::Passes | Remedy::Busy(_) => true,
            Remedy::None => matches!(
                self.error.kind(),
                Kind::Interrupted
                    | Kind::Timeout
                    | Kind::Server
                    | Kind::Decode
                    | Kind::Unexpected
                    | Kind::TooLarge
            ),
        }
    }
}
