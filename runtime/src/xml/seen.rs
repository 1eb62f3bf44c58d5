//! Which fields of a record have come.

/// What the driver keeps for a record while it is being read.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    first: u128,
    further: Vec<u128>,
    /// The row that came last.
    pub(crate) last: usize,
    /// The groups that are open: their row, and what has come of the present instance.
    pub(crate) groups: Vec<(usize, Seen)>,
}

impl Seen {
    /// Notes that a row came; whether it is for the first time.
    pub(crate) fn note(&mut self, row: usize) -> bool {
        self.last = row;
        let word = match row / 128 {
            0 => &mut self.first,
            block => {
                if self.further.len() < block {
                    self.further.resize(block, 0);
                }
                &mut self.further[block - 1]
            }
        };
        let bit = 1 << (row % 128);
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Whether a row came.
    pub(crate) fn has(&self, row: usize) -> bool {
        let word = match row / 128 {
            0 => self.first,
            block => self.further.get(block - 1).copied().unwrap_or(0),
        };
        word & (1 << (row % 128)) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;

    #[test]
    fn rows_beyond_the_first_word_are_kept_apart() {
        let mut seen = Seen::default();
        for row in [0, 127, 128, 300, 301] {
            assert!(!seen.has(row));
            assert!(seen.note(row));
            assert!(!seen.note(row));
            assert!(seen.has(row));
        }
        assert!(!seen.has(299) && !seen.has(1) && !seen.has(10_000));
        assert_eq!(seen.last, 301);
    }
}
