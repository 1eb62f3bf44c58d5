//! What stands between two children of an element: an end tag, white space and a start tag, which is nearly always the same as in
//! the elements before.

use crate::table::Table;
use crate::xml::bytes::chunk;

/// What stood between the children of elements before.
#[derive(Debug, Default)]
pub(crate) struct Layouts {
    known: Vec<(Parent, Layout)>,
    /// Where they are, by what is made of the address of a parent's description.
    slots: Vec<u8>,
    /// Stands in for a parent of which there are too many.
    none: Layout,
}

/// What the children of an element are described by.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Parent {
    /// A record's table.
    Record(&'static Table),
    /// The name of a list's items, the only row.
    List(&'static str),
}

impl Parent {
    #[inline(always)]
    fn address(self) -> usize {
        match self {
            Self::Record(table) => std::ptr::from_ref(table).addr(),
            Self::List(item) => item.as_ptr().addr(),
        }
    }

    #[inline(always)]
    fn is(self, other: Self) -> bool {
        match (self, other) {
            (Self::Record(one), Self::Record(other)) => std::ptr::eq(one, other),
            (Self::List(one), Self::List(other)) => std::ptr::eq(one, other),
            _ => false,
        }
    }

    /// How many rows there are. What stands behind the parent's start tag is kept as behind one more row.
    #[inline(always)]
    pub(crate) fn rows(self) -> usize {
        match self {
            Self::Record(table) => table.fields.len(),
            Self::List(_) => 1,
        }
    }
}

/// What stood between the children of one parent, by the row of the first; behind all [rows](Parent::rows), what stood in front of the
/// first child.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    gaps: Vec<Option<Box<Gaps>>>,
}

/// From the beginning of a value's end tag, or the `>` that ends another child or the parent's start tag, to the end of a start tag or
/// of the name in it, or to the name in the parent's end tag.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// The last block, and which of its bits count.
    tail: u128,
    mask: u128,
    text: [u8; LONGEST],
    /// How many blocks of the text lie in front of the last.
    blocks: u8,
    /// Where the last block begins, which ends with the text if that is as long.
    last: u8,
    length: u8,
    /// Where the tag begins.
    start: u8,
    tag: Tag,
    row: usize,
}

/// The last of those that stood behind one row: what may be absent makes more than one.
#[derive(Debug)]
struct Gaps {
    known: [Gap; WAYS],
    oldest: usize,
}

impl Default for Gaps {
    fn default() -> Self {
        Self { known: [Gap::NONE; WAYS], oldest: 0 }
    }
}

impl Gaps {
    fn learn(&mut self, gap: Gap) {
        if let Some(oldest) = self.known.get_mut(self.oldest) {
            *oldest = gap;
            self.oldest = (self.oldest + 1) % WAYS;
        }
    }
}

impl Gap {
    /// That of which nothing is known: no text is like this.
    const NONE: Self = Self {
        tail: 0,
        mask: u128::MAX,
        text: [0; LONGEST],
        blocks: 0,
        last: 0,
        length: 0,
        start: 0,
        tag: Tag::End,
        row: 0,
    };

    /// Whether a text begins with it.
    #[inline(always)]
    fn is_in(&self, text: &[u8; WINDOW]) -> bool {
        // The last block is what differs first: it has the name. What is masked here is so already; it spares a check of bounds.
        let last = text[usize::from(self.last) & 63..].first_chunk().map(|block| u128::from_le_bytes(*block));
        let is_same = |at: usize| text[at..][..BLOCK] == self.text[at..][..BLOCK];
        last.is_some_and(|last| (last ^ self.tail) & self.mask == 0)
            && (self.blocks == 0
                || (is_same(0)
                    && (self.blocks == 1 || (is_same(BLOCK) && (self.blocks == 2 || is_same(2 * BLOCK))))))
    }
}

/// How many are kept for each row at most.
const WAYS: usize = 8;
/// As many bytes as are compared at once.
const BLOCK: usize = 16;
const LONGEST: usize = 4 * BLOCK;
/// A block may begin anywhere in the longest.
const WINDOW: usize = LONGEST + BLOCK;

impl Layouts {
    /// How many parents are kept.
    const MOST: usize = 64;
    /// And of how many rows at most.
    const MOST_ROWS: usize = 1024;
    const SLOTS: usize = 256;

    /// The number of a parent's.
    #[inline]
    pub(crate) fn number(&mut self, parent: Parent) -> usize {
        let hash = (parent.address() >> 3).wrapping_mul(0x9E37_79B9);
        let slot = hash >> 8 & (Self::SLOTS - 1);
        match self.slots.get(slot).map(|number| usize::from(*number)) {
            Some(number) if self.known.get(number).is_some_and(|(known, _)| known.is(parent)) => number,
            _ => self.find(parent, slot),
        }
    }

    /// As [`Self::number`], when its slot is another's.
    #[cold]
    fn find(&mut self, parent: Parent, slot: usize) -> usize {
        let number = match self.known.iter().position(|(known, _)| known.is(parent)) {
            Some(number) => number,
            None if self.known.len() < Self::MOST && parent.rows() <= Self::MOST_ROWS => {
                self.known.push((parent, Layout { gaps: (0..=parent.rows()).map(|_| None).collect() }));
                self.known.len() - 1
            }
            None => return Self::MOST,
        };
        self.slots.resize(Self::SLOTS, 0);
        self.slots[slot] = number as u8;
        number
    }

    /// That with a number.
    #[inline(always)]
    pub(crate) fn at(&mut self, number: usize) -> &mut Layout {
        self.known.get_mut(number).map_or(&mut self.none, |(_, layout)| layout)
    }
}

impl Layout {
    /// In place of a row: something of which nothing is learned.
    pub(crate) const UNKNOWN: usize = usize::MAX;

    /// What is known to follow a row, if all that stands from `at` on is as it was.
    #[inline(always)]
    pub(crate) fn next(&self, row: usize, bytes: &[u8], at: usize) -> Option<Next> {
        let known = &self.gaps.get(row)?.as_ref()?.known;
        let text = chunk(bytes, at)?;
        let gap = known.iter().find(|gap| gap.is_in(text))?;
        Some(Next {
            tag: gap.tag,
            row: gap.row,
            start: at + usize::from(gap.start),
            end: at + usize::from(gap.length),
        })
    }

    /// Notes what followed a row, from `at` on.
    pub(crate) fn learn(&mut self, row: usize, bytes: &[u8], at: usize, next: Next) {
        let length = next.end - at;
        if let (Some(gaps), Some(text), ..=LONGEST) =
            (self.gaps.get_mut(row), chunk::<WINDOW>(bytes, at), length)
        {
            let last = length.saturating_sub(BLOCK);
            let block = |at: usize| text[at..].first_chunk().map(|block| u128::from_le_bytes(*block));
            gaps.get_or_insert_default().learn(Gap {
                tail: block(last).unwrap_or_default(),
                mask: u128::MAX >> (8 * BLOCK.saturating_sub(length)),
                text: *text.first_chunk().unwrap_or(&[0; LONGEST]),
                blocks: last.div_ceil(BLOCK) as u8,
                last: last as u8,
                length: length as u8,
                start: (next.start - at) as u8,
                tag: next.tag,
                row: next.row,
            });
        }
    }
}

/// What follows a child, or the start tag of its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Next {
    pub(crate) tag: Tag,
    /// The row of the child that it begins.
    pub(crate) row: usize,
    /// The offset of the tag.
    pub(crate) start: usize,
    /// The offset behind it, as far as it is known.
    pub(crate) end: usize,
}

/// What tag follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tag {
    /// A start tag that is nothing but the name of a row which may be a value.
    Value,
    /// A start tag that is nothing but a name.
    Child,
    /// A start tag of which the name is known, and one byte behind it.
    Begun,
    /// An end tag of which the `</` is known.
    End,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::rows::element;

    static TABLE: Table = Table::new(&[element("A"), element("B")]);

    fn layout(layouts: &mut Layouts, parent: Parent) -> &mut Layout {
        let number = layouts.number(parent);
        layouts.at(number)
    }

    #[test]
    fn a_gap_is_found_when_all_of_it_is_the_same() {
        let mut layouts = Layouts::default();
        let layout = layout(&mut layouts, Parent::Record(&TABLE));
        for length in 1..80 {
            let mut gap = [b"</A>".as_slice(), &b" ".repeat(length)].concat()[..length].to_vec();
            gap[length - 1] = b'.';
            let text = [b"x".as_slice(), &gap, &b"y".repeat(100)].concat();
            layout.gaps[0] = None;
            let next = Next { tag: Tag::Value, row: 1, start: length, end: 1 + length };
            layout.learn(0, &text, 1, next);
            assert_eq!(layout.next(0, &text, 1), (length <= LONGEST).then_some(next), "{length}");
            assert!(layout.next(1, &text, 1).is_none());
            assert!(layout.next(2, &text, 1).is_none());
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
        for parent in [Parent::Record(&TABLE), Parent::List("A")] {
            let layout = layout(&mut layouts, parent);
            for row in [0, 1, 2, 3, Layout::UNKNOWN] {
                assert!(layout.next(row, &[b' '; 100], 0).is_none(), "{parent:?} {row}");
            }
        }
    }

    #[test]
    fn each_parent_has_a_layout_of_its_own_as_long_as_there_are_few() {
        static NAMES: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ";
        let parents = (0..NAMES.len()).map(|at| Parent::List(&NAMES[at..]));
        let parents: Vec<Parent> = parents.chain([Parent::Record(&TABLE)]).collect();
        let mut layouts = Layouts::default();
        for round in 0..3 {
            for (number, parent) in parents.iter().enumerate() {
                assert_eq!(layouts.number(*parent), number.min(Layouts::MOST), "{round}");
            }
        }
        assert!(layouts.at(Layouts::MOST).gaps.is_empty());
    }
}
