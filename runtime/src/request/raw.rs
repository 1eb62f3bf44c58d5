//! Parameters that the descriptions do not have.

use std::fmt;

/// Names and values that are sent beside what an operation has. `Debug` shows the names alone: what the values are is not
/// known, so they may be secret.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Raw(Vec<(String, String)>);

impl Raw {
    /// Adds one.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    pub(super) fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}
