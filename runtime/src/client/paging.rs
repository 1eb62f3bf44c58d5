//! From page to page.

use super::call::Call;
use super::envelope::More;
use super::error::{Error, ErrorKind};
use super::platform::Platform;
use crate::request::Operation;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Which page comes next, and which were there.
pub(super) struct Paging {
    next: Option<Call>,
    /// Marks of the addresses that were there.
    known: HashSet<u64>,
    /// The number behind which the last page began.
    behind: Option<u64>,
}

impl Paging {
    pub(super) fn new(first: Call) -> Self {
        let known = HashSet::from([mark(&first)]);
        Self { next: Some(first), known, behind: None }
    }

    pub(super) fn is_over(&self) -> bool {
        self.next.is_none()
    }

    /// The next page, if there is one.
    pub(super) fn next(&mut self) -> Option<Call> {
        self.next.take()
    }

    /// Takes over what a page says about the next. `last_id` is the number of the last record that was read.
    pub(super) fn turn<O: Operation>(
        &mut self,
        more: More,
        page: &Call,
        last_id: Option<u64>,
        platform: &Platform,
        after: impl Fn(u64) -> Option<O>,
    ) -> Result<(), Error> {
        let wrong = |what: String| {
            let message = format!("the service says that more records follow, {what}");
            Error::new(ErrorKind::PageLoop, message).with_operation(page.operation)
        };
        let next = match more {
            More::No => return Ok(()),
            More::At(url) => page.page(&url, platform)?,
            More::Behind(id) => {
                let id = id.or(last_id).ok_or_else(|| wrong("and not behind which".to_owned()))?;
                if self.behind.is_some_and(|behind| id <= behind) {
                    return Err(wrong(format!("behind number {id}, where a page already began")));
                }
                self.behind = Some(id);
                let operation =
                    after(id).ok_or_else(|| wrong("and the operation cannot ask for them".to_owned()))?;
                Call::of(&operation)?
            }
        };
        if !self.known.insert(mark(&next)) {
            return Err(wrong("on a page that was already read".to_owned()));
        }
        self.next = Some(next);
        Ok(())
    }
}

/// A mark of what a call asks for, whether in its address or in its body.
fn mark(call: &Call) -> u64 {
    let mut hasher = DefaultHasher::new();
    call.path().hash(&mut hasher);
    let mut parameters: Vec<(&str, &str)> = call.parameters().collect();
    parameters.sort_unstable();
    parameters.hash(&mut hasher);
    call.xml().hash(&mut hasher);
    hasher.finish()
}
