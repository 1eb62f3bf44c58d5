//! Which fields of a record have come.

/// How many rows are kept without memory of their own.
pub(crate) const WORD: usize = 64;

/// What the driver keeps for a record while it is being read.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    first: u64,
    /// The row that came last.
    pub(crate) last: usize,
    /// What few records need.
    more: Option<Box<More>>,
}

#[derive(Debug, Default)]
struct More {
    further: Vec<u64>,
    groups: Vec<(usize, Seen)>,
}

impl Seen {
    /// Notes that a row came; whether it is for the first time.
    #[inline(always)]
    pub(crate) fn note(&mut self, row: usize) -> bool {
        self.last = row;
        if row >= WORD {
            return self.note_further(row);
        }
        let bit = 1 << row;
        let is_new = self.first & bit == 0;
        self.first |= bit;
        is_new
    }

    #[cold]
    #[inline(never)]
    fn note_further(&mut self, row: usize) -> bool {
        let further = &mut self.more.get_or_insert_default().further;
        let block = row / WORD;
        if further.len() < block {
            further.resize(block, 0);
        }
        let Some(word) = further.get_mut(block - 1) else { return false };
        let bit = 1 << (row % WORD);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// The groups that are open: their row, and what has come of the present instance.
    pub(crate) fn groups(&self) -> &[(usize, Seen)] {
        self.more.as_ref().map_or(&[], |more| &more.groups)
    }

    /// The number of a row's group, if it is open.
    pub(crate) fn open_group(&self, row: usize) -> Option<usize> {
        self.groups().iter().position(|(open_row, _)| *open_row == row)
    }

    /// What has come of the group with a number.
    pub(crate) fn in_group(&mut self, number: usize) -> Option<&mut Seen> {
        self.more.as_mut()?.groups.get_mut(number).map(|(_, seen)| seen)
    }

    /// Opens the group of a row.
    pub(crate) fn push_group(&mut self, row: usize) {
        self.more.get_or_insert_default().groups.push((row, Seen::default()));
    }

    /// Closes the group with a number; gives what has come of it.
    pub(crate) fn remove_group(&mut self, number: usize) -> Option<Seen> {
        let groups = &mut self.more.as_mut()?.groups;
        (number < groups.len()).then(|| groups.swap_remove(number).1)
    }

    /// Whether all of these rows came, given as bits of the first [`WORD`] rows, and no group is open.
    #[inline]
    pub(crate) fn has_all(&self, rows: u64) -> bool {
        rows & !self.first == 0 && self.groups().is_empty()
    }

    /// Whether a row came.
    #[inline]
    pub(crate) fn has(&self, row: usize) -> bool {
        let word = match row / WORD {
            0 => self.first,
            block => self.more.as_ref().and_then(|more| more.further.get(block - 1)).copied().unwrap_or(0),
        };
        word & (1 << (row % WORD)) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn rows_beyond_the_first_word_are_kept_apart() {
        let mut seen = Seen::default();
        for row in [0, 63, 64, 128, 300, 301] {
            assert!(!seen.has(row));
            assert!(seen.note(row));
            assert!(!seen.note(row));
            assert!(seen.has(row));
        }
        assert!(!seen.has(299) && !seen.has(1) && !seen.has(10_000));
        assert_eq!(seen.last, 301);
    }
}
