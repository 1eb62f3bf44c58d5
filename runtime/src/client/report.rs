//! What came beside the records of a list, in bounded memory.

use super::answer::Head;
use super::error::{Error, ErrorKind};
use super::limits::Limits;
use crate::drift::{Drift, DriftKind, SetAside};
use std::sync::{Mutex, MutexGuard};

/// What came beside the records of a list so far.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) pages: u64,
    pub(super) limits: Limits,
    drift: Vec<Drift>,
    set_aside: Vec<SetAside>,
    set_aside_length: usize,
}

/// How many differences are kept apart.
const KEPT_APART: usize = 1000;

/// How much text of records is kept that were set aside.
const KEPT_LENGTH: usize = 16 << 20;

impl Report {
    /// A page was read to its end.
    pub(super) fn page(
        &mut self,
        head: &Head,
        drift: Vec<Drift>,
        set_aside: Vec<SetAside>,
    ) -> Result<(), Error> {
        self.pages += 1;
        self.limits = head.limits;
        self.note(drift, set_aside)
    }

    pub(super) fn note(&mut self, drift: Vec<Drift>, set_aside: Vec<SetAside>) -> Result<(), Error> {
        for mut one in drift {
            let is_full = self.drift.len() >= KEPT_APART;
            let same = |known: &&mut Drift| known.kind == one.kind && known.path == one.path;
            if let Some(known) = self.drift.iter_mut().find(same) {
                known.count += one.count;
                continue;
            }
            if is_full {
                let others = |known: &&mut Drift| known.kind == DriftKind::Others;
                if let Some(known) = self.drift.iter_mut().find(others) {
                    known.count += one.count;
                    continue;
                }
                (one.kind, one.path) = (DriftKind::Others, "/".to_owned());
            }
            self.drift.push(one);
        }
        for one in set_aside {
            self.set_aside_length += one.raw.len();
            self.set_aside.push(one);
        }
        if self.set_aside_length > KEPT_LENGTH {
            let message = "too many records of the list could not be decoded, and nobody took them";
            return Err(Error::new(ErrorKind::TooLarge, message));
        }
        Ok(())
    }

    pub(super) fn take_drift(&mut self) -> Vec<Drift> {
        std::mem::take(&mut self.drift)
    }

    pub(super) fn take_set_aside(&mut self) -> Vec<SetAside> {
        self.set_aside_length = 0;
        std::mem::take(&mut self.set_aside)
    }
}

pub(super) fn lock(report: &Mutex<Report>) -> MutexGuard<'_, Report> {
    report.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
