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

/// A text that is no longer at hand in one piece, with its place.
#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) start: usize,
    /// The position of `start`, if that is not at hand any more either.
    pub(crate) position: Option<Position>,
    pub(crate) text: String,
}

/// Offsets instead of positions until the entries go to [`Recorded`].
#[derive(Debug, Default)]
pub(crate) struct Report {
    drift: Vec<Entry>,
    known: HashMap<(DriftKind, String), usize>,
    set_aside: Vec<Aside>,
    /// How many records were set aside before, and are noted elsewhere.
    pub(crate) set_aside_before: usize,
}

#[derive(Debug)]
struct Entry {
    kind: DriftKind,
    path: String,
    count: u64,
    text: Text,
}

#[derive(Debug)]
struct Aside {
    path: String,
    text: Text,
    reason: Reason,
    reason_position: Option<Position>,
}

#[derive(Debug)]
enum Text {
    Range(Range<usize>),
    Kept(Kept),
}

impl Text {
    /// Where it begins, if that has no position yet.
    fn start(&self) -> Option<usize> {
        match self {
            Self::Range(range) => Some(range.start),
            Self::Kept(kept) => kept.position.is_none().then_some(kept.start),
        }
    }
}

impl Report {
    /// Notes a difference; `range` is its text.
    pub(crate) fn drift(&mut self, kind: DriftKind, path: String, range: Range<usize>) {
        self.note(kind, path, Text::Range(range));
    }

    /// Notes a difference of which the text was kept.
    pub(crate) fn drift_kept(&mut self, kind: DriftKind, path: String, text: Kept) {
        self.note(kind, path, Text::Kept(text));
    }

    fn note(&mut self, kind: DriftKind, path: String, text: Text) {
        let next = self.drift.len();
        let index = entry(&mut self.known, next, kind, &path);
        match self.drift.get_mut(index) {
            Some(entry) => entry.count += 1,
            None if next >= KEPT_APART => {
                self.drift.push(Entry { kind: DriftKind::Others, path: "/".to_owned(), count: 1, text })
            }
            None => self.drift.push(Entry { kind, path, count: 1, text }),
        }
    }

    /// Notes a record that could not be decoded; how many there are now.
    pub(crate) fn set_aside(&mut self, path: String, range: Range<usize>, reason: Reason) -> usize {
        self.note_set_aside(Aside { path, text: Text::Range(range), reason, reason_position: None })
    }

    /// Notes a record of which the text was kept; how many there are now.
    pub(crate) fn set_aside_kept(
        &mut self,
        path: String,
        text: Kept,
        reason: Reason,
        reason_position: Option<Position>,
    ) -> usize {
        self.note_set_aside(Aside { path, text: Text::Kept(text), reason, reason_position })
    }

    fn note_set_aside(&mut self, aside: Aside) -> usize {
        self.set_aside.push(aside);
        self.set_aside_before + self.set_aside.len()
    }

    /// Whether nothing was noted.
    pub(crate) fn is_empty(&self) -> bool {
        self.drift.is_empty() && self.set_aside.is_empty()
    }

    /// The entries with their texts and positions.
    pub(crate) fn finish(self, input: &[u8]) -> (Vec<Drift>, Vec<SetAside>) {
        let mut recorded = Recorded::default();
        recorded.add(self, input, Position::START);
        (recorded.drift, recorded.set_aside)
    }
}

/// What was recorded of a document, or so far.
#[derive(Debug, Default)]
pub(crate) struct Recorded {
    pub(crate) drift: Vec<Drift>,
    known: HashMap<(DriftKind, String), usize>,
    pub(crate) set_aside: Vec<SetAside>,
    /// How many records were ever set aside.
    pub(crate) set_aside_count: usize,
}

impl Recorded {
    /// Adds what was reported of a part of the document, which begins at a position.
    pub(crate) fn add(&mut self, report: Report, input: &[u8], start: Position) {
        let is_new = |entry: &&Entry| {
            self.drift.len() <= KEPT_APART && !self.known.contains_key(&(entry.kind, entry.path.clone()))
        };
        let mut offsets: Vec<usize> =
            report.drift.iter().filter(is_new).filter_map(|entry| entry.text.start()).collect();
        for aside in &report.set_aside {
            offsets.extend(aside.text.start());
            offsets.extend(aside.reason_position.is_none().then_some(aside.reason.offset));
        }
        let positions = positions(input, start, offsets);
        let position = |offset: usize| positions.get(&offset).copied().unwrap_or(start);
        let place = |text: Text, limit: usize| match text {
            Text::Range(range) => (position(range.start), cut(input.get(range).unwrap_or_default(), limit)),
            Text::Kept(kept) => {
                (kept.position.unwrap_or_else(|| position(kept.start)), cut(kept.text.as_bytes(), limit))
            }
        };
        for Entry { kind, path, count, text } in report.drift {
            let next = self.drift.len();
            let index = entry(&mut self.known, next, kind, &path);
            if let Some(known) = self.drift.get_mut(index) {
                known.count += count;
                continue;
            }
            let (kind, path) =
                if next >= KEPT_APART { (DriftKind::Others, "/".to_owned()) } else { (kind, path) };
            let (position, text) = place(text, Drift::TEXT_LIMIT);
            self.drift.push(Drift { kind, path, position, count, text });
        }
        self.set_aside_count += report.set_aside.len();
        for Aside { path, text, reason, reason_position } in report.set_aside {
            let (at, raw) = place(text, usize::MAX);
            self.set_aside.push(SetAside {
                path,
                position: at,
                raw,
                reason: reason.message,
                reason_path: reason.path,
                reason_position: reason_position.unwrap_or_else(|| position(reason.offset)),
            });
        }
    }

    /// Hands out the differences so far; what differs in the same way later becomes an entry anew.
    pub(crate) fn take_drift(&mut self) -> Vec<Drift> {
        self.known.clear();
        std::mem::take(&mut self.drift)
    }
}

/// The number of the entry that a difference belongs to, `next` if it has none yet; beyond a bound all share one.
fn entry(known: &mut HashMap<(DriftKind, String), usize>, next: usize, kind: DriftKind, path: &str) -> usize {
    let key = (kind, path.to_owned());
    match known.get(&key) {
        Some(index) => *index,
        None if next >= KEPT_APART => *known.entry((DriftKind::Others, "/".to_owned())).or_insert(next),
        None => *known.entry(key).or_insert(next),
    }
}

/// A text of at most `limit` bytes, cut where a character ends.
fn cut(bytes: &[u8], limit: usize) -> String {
    let cut = &bytes[..bytes.len().min(limit)];
    match std::str::from_utf8(cut) {
        Ok(text) => text.to_owned(),
        Err(error) => String::from_utf8_lossy(&cut[..error.valid_up_to()]).into_owned(),
    }
}

/// The positions of offsets, in one walk over the input.
fn positions(input: &[u8], start: Position, mut offsets: Vec<usize>) -> HashMap<usize, Position> {
    offsets.sort_unstable();
    offsets.dedup();
    let mut walk = Walk::from(start, input);
    offsets.into_iter().map(|offset| (offset, walk.to(offset))).collect()
}
