//! Collects what a document has beyond its schema, in bounded memory, and finds lines and columns once at the end.

use crate::drift::{Drift, DriftKind, SetAside};
use crate::xml::position::{Position, Walk};
use std::collections::HashMap;
use std::ops::Range;

/// How many differences are kept apart.
const KEPT_APART: usize = 1000;

/// What is wrong with a record.
#[derive(Debug)]
pub(crate) struct Reason {
    pub(crate) offset: usize,
    pub(crate) path: String,
    pub(crate) message: String,
}

/// Offsets instead of positions until [`Report::finish`].
#[derive(Debug, Default)]
pub(crate) struct Report {
    drift: Vec<Entry>,
    known: HashMap<(DriftKind, String), usize>,
    set_aside: Vec<(String, Range<usize>, Reason)>,
}

#[derive(Debug)]
struct Entry {
    kind: DriftKind,
    path: String,
    count: u64,
    range: Range<usize>,
}

impl Report {
    /// Notes a difference; `range` is its text.
    pub(crate) fn drift(&mut self, kind: DriftKind, path: String, range: Range<usize>) {
        let (kind, path) = match self.known.get(&(kind, path.clone())) {
            None if self.drift.len() >= KEPT_APART => (DriftKind::Others, "/".to_owned()),
            _ => (kind, path),
        };
        let next = self.drift.len();
        let index = *self.known.entry((kind, path.clone())).or_insert(next);
        match self.drift.get_mut(index) {
            Some(entry) => entry.count += 1,
            None => self.drift.push(Entry { kind, path, count: 1, range }),
        }
    }

    /// Notes a record that could not be decoded; how many there are now.
    pub(crate) fn set_aside(&mut self, path: String, range: Range<usize>, reason: Reason) -> usize {
        self.set_aside.push((path, range, reason));
        self.set_aside.len()
    }

    /// The entries with their texts and positions.
    pub(crate) fn finish(self, input: &[u8]) -> (Vec<Drift>, Vec<SetAside>) {
        let mut offsets: Vec<usize> = self.drift.iter().map(|entry| entry.range.start).collect();
        offsets.extend(self.set_aside.iter().flat_map(|(_, range, reason)| [range.start, reason.offset]));
        let positions = positions(input, offsets);
        let position =
            |offset: usize| positions.get(&offset).copied().unwrap_or_else(|| Position::of(input, offset));
        let drift = self.drift.into_iter().map(|entry| Drift {
            kind: entry.kind,
            path: entry.path,
            position: position(entry.range.start),
            count: entry.count,
            text: text(input, entry.range, Drift::TEXT_LIMIT),
        });
        let set_aside = self.set_aside.into_iter().map(|(path, range, reason)| SetAside {
            path,
            position: position(range.start),
            raw: text(input, range, usize::MAX),
            reason: reason.message,
            reason_path: reason.path,
            reason_position: position(reason.offset),
        });
        (drift.collect(), set_aside.collect())
    }
}

/// The text of a range, at most `limit` bytes of it, cut where a character ends.
fn text(input: &[u8], range: Range<usize>, limit: usize) -> String {
    let bytes = input.get(range).unwrap_or_default();
    let cut = &bytes[..bytes.len().min(limit)];
    match std::str::from_utf8(cut) {
        Ok(text) => text.to_owned(),
        Err(error) => String::from_utf8_lossy(&cut[..error.valid_up_to()]).into_owned(),
    }
}

/// The positions of offsets, in one walk over the input.
fn positions(input: &[u8], mut offsets: Vec<usize>) -> HashMap<usize, Position> {
    offsets.sort_unstable();
    offsets.dedup();
    let mut walk = Walk::new(input);
    offsets.into_iter().map(|offset| (offset, walk.to(offset))).collect()
}
