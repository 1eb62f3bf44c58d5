//! Places in a document as people count them.

use std::fmt;

/// A place in a document: line and column from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    // The offset decides the order of two positions, so it comes first.
    offset: usize,
    line: usize,
    column: usize,
}

impl Position {
    /// The position of a byte offset in a document.
    ///
    /// An offset behind the end is taken as the end, one inside a character as its start. Lines end with a
    /// line feed, a carriage return or both. A byte order mark takes no column; bytes that are not UTF-8 take
    /// one for each sequence that a decoder would replace.
    pub fn of(input: &[u8], offset: usize) -> Self {
        Walk::new(input).to(offset)
    }

    /// The start of a document.
    pub(crate) const START: Self = Self { offset: 0, line: 1, column: 1 };

    /// The line, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in characters, from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The offset in bytes, from 0.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

/// `line:column`.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Finds the positions of one offset after the other, in one pass over the document.
#[derive(Debug)]
pub(crate) struct Walk<'a> {
    input: &'a [u8],
    /// How far it has come in the input.
    passed: usize,
    at: Position,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(input: &'a [u8]) -> Self {
        Self::from(Position::START, input)
    }

    /// Goes on at a position, with what of the document begins there.
    pub(crate) fn from(at: Position, input: &'a [u8]) -> Self {
        Self { input, passed: 0, at }
    }

    /// The position of an offset in the input that is not before the last one.
    pub(crate) fn to(&mut self, offset: usize) -> Position {
        let offset = character_start(self.input, offset.min(self.input.len())).max(self.passed);
        let passed = &self.input[self.passed..offset];
        // Carriage returns are rare, and line feeds alone are counted fast.
        let lines = match memchr::memchr(b'\r', passed) {
            None => memchr::memchr_iter(b'\n', passed).count(),
            Some(_) => self.lines(passed),
        };
        let end_of_line = if lines == 0 { None } else { self.last_end_of_line(passed) };
        let mut line = end_of_line.map_or(passed, |end| &passed[end + 1..]);
        self.at.line += lines;
        if end_of_line.is_some() {
            self.at.column = 1;
        }
        if self.at.offset == 0 && line.len() == passed.len() {
            line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
        }
        self.at.column += line
            .utf8_chunks()
            .map(|chunk| chunk.valid().chars().count() + usize::from(!chunk.invalid().is_empty()))
            .sum::<usize>();
        self.at.offset += passed.len();
        self.passed = offset;
        self.at
    }

    /// How many lines end in a text that was reached.
    fn lines(&self, passed: &[u8]) -> usize {
        memchr::memchr2_iter(b'\n', b'\r', passed).filter(|end| self.ends_line(passed, *end)).count()
    }

    /// Where the last of them ends.
    fn last_end_of_line(&self, passed: &[u8]) -> Option<usize> {
        memchr::memrchr2_iter(b'\n', b'\r', passed).find(|end| self.ends_line(passed, *end))
    }

    /// Whether a line feed or carriage return ends a line. A carriage return before a line feed ends none of its own, seen
    /// from any place but between the two.
    fn ends_line(&self, passed: &[u8], at: usize) -> bool {
        passed[at] == b'\n' || self.input.get(self.passed + at + 1) != Some(&b'\n')
    }
}

const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// The start of the character that `offset` lies in, or `offset` itself when it lies in none.
fn character_start(input: &[u8], offset: usize) -> usize {
    (1..=3)
        .filter_map(|back| offset.checked_sub(back))
        .find(|start| {
            let following = &input[*start..input.len().min(start + 4)];
            let first = following.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
            first.is_some_and(|character| start + character.len_utf8() > offset)
        })
        .unwrap_or(offset)
}

#[cfg(test)]
mod tests {
    use super::Position;
    use expect_test::{Expect, expect};
    use std::fmt::Write;

    /// The position of every offset, those of one position on one line.
    fn check(input: &[u8], expected: Expect) {
        let mut out = String::new();
        let mut last = None;
        for offset in 0..=input.len() + 1 {
            let position = Position::of(input, offset);
            if last == Some(position) {
                write!(out, " {offset}").unwrap();
            } else {
                let separator = if last.is_none() { "" } else { "\n" };
                write!(out, "{separator}{position} at {}: {offset}", position.offset()).unwrap();
            }
            last = Some(position);
        }
        expected.assert_eq(&out);
    }

    #[test]
    fn lines_and_columns() {
        check(b"", expect!["1:1 at 0: 0 1"]);
        check(
            b"a\nbc\n",
            expect![[r#"
            1:1 at 0: 0
            1:2 at 1: 1
            2:1 at 2: 2
            2:2 at 3: 3
            2:3 at 4: 4
            3:1 at 5: 5 6"#]],
        );
        check(
            "é\n€𝄞x".as_bytes(),
            expect![[r#"
            1:1 at 0: 0 1
            1:2 at 2: 2
            2:1 at 3: 3 4 5
            2:2 at 6: 6 7 8 9
            2:3 at 10: 10
            2:4 at 11: 11 12"#]],
        );
    }

    #[test]
    fn every_kind_of_line_end() {
        check(
            b"a\r\nb\rc\n\rd",
            expect![[r#"
            1:1 at 0: 0
            1:2 at 1: 1
            1:3 at 2: 2
            2:1 at 3: 3
            2:2 at 4: 4
            3:1 at 5: 5
            3:2 at 6: 6
            4:1 at 7: 7
            5:1 at 8: 8
            5:2 at 9: 9 10"#]],
        );
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        check(
            "\u{FEFF}a".as_bytes(),
            expect![[r#"
            1:1 at 0: 0 1 2
            1:1 at 3: 3
            1:2 at 4: 4 5"#]],
        );
    }

    #[test]
    fn bytes_that_are_no_utf8() {
        check(
            b"a\xFF\x80\x80\x80\x80b",
            expect![[r#"
            1:1 at 0: 0
            1:2 at 1: 1
            1:3 at 2: 2
            1:4 at 3: 3
            1:5 at 4: 4
            1:6 at 5: 5
            1:7 at 6: 6
            1:8 at 7: 7 8"#]],
        );
        check(
            b"\xE2\x82",
            expect![[r#"
            1:1 at 0: 0
            1:2 at 1: 1
            1:2 at 2: 2 3"#]],
        );
    }

    #[test]
    fn getters() {
        let position = Position::of(b"a\nbc", 3);
        assert_eq!((position.line(), position.column(), position.offset()), (2, 2, 3));
    }
}
