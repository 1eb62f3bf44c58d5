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
#[derive(Debug, Clone, Copy, Default)]
struct Gap {
    words: [u64; WORDS],
    /// How many of the words are whole.
    whole: u8,
    /// By how much the next is to be shifted to compare only as much of it as there is.
    shift: u8,
    length: u8,
    /// Whose the start tag is.
    row: u8,
}

const WORDS: usize = 8;
const LONGEST: usize = 8 * WORDS;

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
            self.known.push((table, Layout { gaps: vec![Gap::default(); table.fields.len()] }));
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
        let (words, _) = chunk::<LONGEST>(bytes, at)?.as_chunks();
        let whole = usize::from(gap.whole) % WORDS;
        // Counted by hand, which the compiler unrolls; iterators took three times as long.
        let mut index = 0;
        while index < whole {
            if u64::from_le_bytes(words[index]) != gap.words[index] {
                return None;
            }
            index += 1;
        }
        if (u64::from_le_bytes(words[whole]) ^ gap.words[whole]) << (gap.shift % 64) != 0 {
            return None;
        }
        Some(TagOf { row: usize::from(gap.row), end: at + usize::from(gap.length), is_own_name: true })
    }

    /// Notes what followed the value of a row: `text` begins with the end tag and ends with the start tag of row `next`.
    #[inline(never)]
    pub(crate) fn learn(&mut self, row: usize, text: &[u8], next: usize) {
        let (Some(gap), Ok(next), Some(last)) =
            (self.gaps.get_mut(row), u8::try_from(next), text.len().checked_sub(1))
        else {
            return;
        };
        if last >= LONGEST {
            return;
        }
        let mut words = [[0; 8]; WORDS];
        for (word, bytes) in words.iter_mut().zip(text.chunks(8)) {
            word[..bytes.len()].copy_from_slice(bytes);
        }
        *gap = Gap {
            words: words.map(u64::from_le_bytes),
            whole: (last / 8) as u8,
            shift: (64 - 8 * (last % 8 + 1)) as u8,
            length: text.len() as u8,
            row: next,
        };
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
            layout.learn(0, &gap, 1);
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
