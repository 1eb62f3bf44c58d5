//! Who calls, and where.

use crate::exchange::Incoming;

/// Who calls, and where.
pub(super) struct Caller<'a> {
    /// The login.
    pub(super) user: &'a str,
    /// Where the caller finds the sandbox: `http://127.0.0.1:8080`.
    pub(super) origin: String,
    /// What is called, without its query string.
    pub(super) url: String,
}

impl<'a> Caller<'a> {
    /// The caller of a call.
    pub(super) fn of(incoming: &'a Incoming) -> Self {
        let origin = incoming.origin();
        let url = format!("{origin}{}", incoming.path);
        Self { user: &incoming.user, origin, url }
    }
}
