//! What stands between two values of a record: an end tag, white space and a start tag, which is nearly always the same as in
//! the records before.

use crate::table::Table;
use crate::xml::bytes::chunk;

/// What stood between the values of records before, by their tables.
#[derive(Debug, Default)]
pub(crate) struct Layouts {
    known: Vec<(&'static Table, Layout)>,
    /// Where they are, by what is made of a table's address.
    slots: Vec<u8>,
    /// Stands in for a table of which there are too many.
    none: Layout,
}

/// What stood between the values of one table, by the row of the first; behind all rows, what stood in front of the first value.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    gaps: Vec<Gaps>,
}

/// From the beginning of an end tag to the end of a start tag, or to the name in the end tag of the record.
#[derive(Debug, Clone, Copy)]
struct Gap {
    text: [u8; WINDOW],
    /// How many blocks of the text lie in front of the last.
    blocks: u8,
    /// Where the last block begins, which ends with the text.
    last: u8,
    /// How many bytes of a single block lie behind the text.
    beyond: u8,
    length: u8,
    /// Whose the start tag is; [`Layout::END`] for the end of the record.
    row: usize,
}

/// The last of those that stood behind one row: what may be absent makes more than one.
#[derive(Debug, Clone, Copy)]
struct Gaps {
    known: [Gap; WAYS],
    oldest: u8,
}

impl Gaps {
    const NONE: Self = Self { known: [Gap::NONE; WAYS], oldest: 0 };
}

impl Gap {
    /// That of which nothing is known: no text is like this.
    const NONE: Self = Self { text: [0; WINDOW], blocks: 0, last: 0, beyond: 0, length: 0, row: 0 };

    /// Whether a text begins with it.
    #[inline(always)]
    fn is_in(&self, text: &[u8; WINDOW]) -> bool {
        // What is masked here is so already; it spares the checks of bounds.
        let is_same = |at: usize| text[at & 63..][..BLOCK] == self.text[at & 63..][..BLOCK];
        // The last block is what differs first: it has the name.
        let has_end = match self.beyond {
            0 => is_same(usize::from(self.last)),
            beyond => {
                let first = |text: &[u8; WINDOW]| text.first_chunk().map(|block| u128::from_le_bytes(*block));
                let difference = first(text).zip(first(&self.text)).map(|(text, known)| text ^ known);
                difference.is_some_and(|difference| difference << ((8 * u32::from(beyond)) & 127) == 0)
            }
        };
        // Counted by hand, which the compiler unrolls; iterators took three times as long.
        let mut block = 0;
        while has_end && block < usize::from(self.blocks & 3) {
            if !is_same(BLOCK * block) {
                return false;
            }
            block += 1;
        }
        has_end
    }
}

/// How many are kept for each row.
const WAYS: usize = 4;
/// As many bytes as are compared at once.
const BLOCK: usize = 16;
const LONGEST: usize = 4 * BLOCK;
/// A block may begin anywhere in the longest.
const WINDOW: usize = LONGEST + BLOCK;

impl Layouts {
    /// How many tables are kept.
    const MOST: usize = 64;
    /// And of how many rows at most.
    const MOST_ROWS: usize = 255;
    const SLOTS: usize = 256;

    /// That of a table.
    #[inline]
    pub(crate) fn of(&mut self, table: &'static Table) -> &mut Layout {
        let hash = (std::ptr::from_ref(table).addr() >> 4).wrapping_mul(0x9E37_79B9);
        let slot = hash >> 8 & (Self::SLOTS - 1);
        match self.slots.get(slot).and_then(|index| self.known.get(usize::from(*index))) {
            Some((known, _)) if std::ptr::eq(*known, table) => {
                let index = usize::from(self.slots[slot]);
                self.known.get_mut(index).map_or(&mut self.none, |(_, layout)| layout)
            }
            _ => self.find(table, slot),
        }
    }

    /// As [`Self::of`], when its slot is another's.
    #[cold]
    fn find(&mut self, table: &'static Table, slot: usize) -> &mut Layout {
        let index = match self.known.iter().position(|(known, _)| std::ptr::eq(*known, table)) {
            Some(index) => index,
            None if self.known.len() < Self::MOST && table.fields.len() <= Self::MOST_ROWS => {
                self.known.push((table, Layout { gaps: vec![Gaps::NONE; table.fields.len() + 1] }));
                self.known.len() - 1
            }
            None => return &mut self.none,
        };
        self.slots.resize(Self::SLOTS, 0);
        self.slots[slot] = index as u8;
        self.known.get_mut(index).map_or(&mut self.none, |(_, layout)| layout)
    }
}

impl Layout {
    /// In place of a row: the end of the record.
    pub(crate) const END: usize = usize::MAX - 2;
    /// In place of a row: the start tag of the record.
    pub(crate) const START: usize = usize::MAX;
    /// In place of a row: nothing is known.
    pub(crate) const UNKNOWN: usize = usize::MAX - 1;

    /// What is known to follow the value of a row, whose end tag begins at `at`, if all between is as it was.
    #[inline(always)]
    pub(crate) fn next(&self, row: usize, bytes: &[u8], at: usize) -> Option<Next> {
        let known = &self.gaps.get(row)?.known;
        let text = chunk(bytes, at)?;
        let gap = known.iter().find(|gap| gap.is_in(text))?;
        Some(Next { row: gap.row, end: at + usize::from(gap.length) })
    }

    /// As [`Self::next`], behind the start tag of the record.
    #[inline(always)]
    pub(crate) fn first(&self, bytes: &[u8], at: usize) -> Option<Next> {
        self.next(self.gaps.len().wrapping_sub(1), bytes, at)
    }

    /// Notes what followed the value of a row, whose end tag begins at `at`.
    #[inline]
    pub(crate) fn learn(&mut self, (row, at): (usize, usize), bytes: &[u8], next: Next) {
        let row = if row == Self::START { self.gaps.len().wrapping_sub(1) } else { row };
        let length = next.end - at;
        if let (Some(gaps), Some(text), ..=LONGEST) = (self.gaps.get_mut(row), chunk(bytes, at), length) {
            let Gaps { known, oldest } = gaps;
            let gap = &mut known[usize::from(*oldest) % WAYS];
            *oldest = oldest.wrapping_add(1);
            let last = length.saturating_sub(BLOCK);
            *gap = Gap {
                text: *text,
                blocks: last.div_ceil(BLOCK) as u8,
                last: last as u8,
                beyond: BLOCK.saturating_sub(length) as u8,
                length: length as u8,
                row: next.row,
            };
        }
    }
}

/// What follows a value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Next {
    /// The row of the start tag; [`Layout::END`] for the end of the record.
    pub(crate) row: usize,
    /// The offset behind the start tag, or behind the `</` of the end tag.
    pub(crate) end: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::rows::element;

    static TABLE: Table = Table::new(&[element("A"), element("B")]);

    #[test]
    fn a_gap_is_found_when_all_of_it_is_the_same() {
        let mut layouts = Layouts::default();
        let layout = layouts.of(&TABLE);
        for length in 1..80 {
            let mut gap = [b"</A>".as_slice(), &b" ".repeat(length)].concat()[..length].to_vec();
            gap[length - 1] = b'.';
            let text = [b"x".as_slice(), &gap, &b"y".repeat(100)].concat();
            layout.gaps[0] = Gaps::NONE;
            layout.learn((0, 1), &text, Next { row: 1, end: 1 + length });
            let found = layout.next(0, &text, 1).map(|found| (found.row, found.end));
            assert_eq!(found, (length <= LONGEST).then_some((1, 1 + length)), "{length}");
            assert!(layout.next(1, &text, 1).is_none());
            for at in 0..length.min(LONGEST) {
                let mut other = text.clone();
                other[1 + at] ^= 1;
                assert!(layout.next(0, &other, 1).is_none(), "{length} {at}");
            }
        }
    }

    #[test]
    fn nothing_is_found_where_nothing_was_learned() {
        let mut layouts = Layouts::default();
        assert!(layouts.of(&TABLE).next(0, &[b' '; 100], 0).is_none());
        assert!(layouts.of(&TABLE).next(2, &[b' '; 100], 0).is_none());
    }
}
