//! What stands between two values of a record: an end tag, white space and a start tag, which is nearly always the same as in
//! the records before.

use crate::table::{Table, TagOf};
use crate::xml::bytes::chunk;

/// What stood between the values of records before, by their tables.
#[derive(Debug, Default)]
pub(crate) struct Layouts {
    known: Vec<(&'static Table, Layout)>,
    /// Stands in for a table of which there are too many.
    none: Layout,
}

/// What stood between the values of one table, by the row of the first.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    gaps: Vec<Gap>,
}

/// From the beginning of an end tag to the end of a start tag.
#[derive(Debug, Clone, Copy)]
struct Gap {
    text: [u8; LONGEST],
    /// How many blocks of the text lie in front of the last.
    blocks: u8,
    /// Where the last block begins, which ends with the text.
    last: u8,
    /// How many bytes of a single block lie behind the text.
    beyond: u8,
    length: u8,
    /// Whose the start tag is.
    row: u8,
}

impl Gap {
    /// That of which nothing is known: no text is like this.
    const NONE: Self = Self { text: [0; LONGEST], blocks: 0, last: 0, beyond: 0, length: 0, row: 0 };
}

/// As many bytes as are compared at once.
const BLOCK: usize = 16;
const LONGEST: usize = 4 * BLOCK;

impl Layouts {
    /// How many tables are kept.
    const MOST: usize = 64;

    /// That of a table.
    #[inline]
    pub(crate) fn of(&mut self, table: &'static Table) -> &mut Layout {
        match self.known.iter().position(|(known, _)| std::ptr::eq(*known, table)) {
            Some(index) => self.known.get_mut(index).map_or(&mut self.none, |(_, layout)| layout),
            None => self.add(table),
        }
    }

    #[cold]
    fn add(&mut self, table: &'static Table) -> &mut Layout {
        if self.known.len() < Self::MOST && table.fields.len() <= usize::from(u8::MAX) {
            self.known.push((table, Layout { gaps: vec![Gap::NONE; table.fields.len()] }));
        }
        match self.known.last_mut() {
            Some((known, layout)) if std::ptr::eq(*known, table) => layout,
            _ => &mut self.none,
        }
    }
}

impl Layout {
    /// The start tag that is known to follow the value of a row, whose end tag begins at `at`, if all between is as it was.
    #[inline(always)]
    pub(crate) fn next(&self, row: usize, bytes: &[u8], at: usize) -> Option<TagOf> {
        let gap = self.gaps.get(row)?;
        let text = chunk::<LONGEST>(bytes, at)?;
        let is_same = |at: usize| chunk::<BLOCK>(text, at) == chunk::<BLOCK>(&gap.text, at);
        // Counted by hand, which the compiler unrolls; iterators took three times as long.
        let mut block = 0;
        while block < usize::from(gap.blocks) % 4 {
            if !is_same(BLOCK * block) {
                return None;
            }
            block += 1;
        }
        let is_known = match gap.beyond {
            0 => is_same(usize::from(gap.last) % (LONGEST - BLOCK + 1)),
            beyond => {
                let difference =
                    u128::from_le_bytes(*chunk(text, 0)?) ^ u128::from_le_bytes(*chunk(&gap.text, 0)?);
                difference << (8 * u32::from(beyond) % 128) == 0
            }
        };
        if !is_known {
            return None;
        }
        Some(TagOf { row: usize::from(gap.row), end: at + usize::from(gap.length), is_own_name: true })
    }

    /// Notes what followed the value of a row: from `at` to `end` there is an end tag and the start tag of row `next`.
    #[inline(always)]
    pub(crate) fn learn(&mut self, row: usize, bytes: &[u8], at: usize, end: usize, next: usize) {
        let length = end - at;
        if let (Some(gap), Some(text), ..=LONGEST) =
            (self.gaps.get_mut(row), chunk::<LONGEST>(bytes, at), length)
        {
            let last = length.saturating_sub(BLOCK);
            *gap = Gap {
                text: *text,
                blocks: last.div_ceil(BLOCK) as u8,
                last: last as u8,
                beyond: BLOCK.saturating_sub(length) as u8,
                length: length as u8,
                row: next as u8,
            };
        }
    }
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
            let text = [b"x".as_slice(), &gap, &b"y".repeat(80)].concat();
            layout.gaps[0] = Gap::NONE;
            layout.learn(0, &text, 1, 1 + length, 1);
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
