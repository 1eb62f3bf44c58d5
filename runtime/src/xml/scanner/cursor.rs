//! A place in a document's text that moves forward.

use crate::xml::character::{is_space, name_length};

/// The text of a document and how far it has been read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// The offset of the next byte.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes on to an offset.
    pub(super) fn move_to(&mut self, offset: usize) {
        self.at = offset;
    }

    /// Goes on by a number of bytes that were looked at.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// The whole text.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The text from here on.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The bytes from here on.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    /// The text between two offsets, each at the start of a character.
    #[inline]
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The next byte; `None` at the end.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The byte after the next.
    pub(super) fn peek_second(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at + 1).copied()
    }

    /// Steps over `expected` if it comes next.
    pub(super) fn eat(&mut self, expected: &str) -> bool {
        let found = self.bytes().starts_with(expected.as_bytes());
        if found {
            self.at += expected.len();
        }
        found
    }

    /// Steps over white space; whether there was any.
    pub(super) fn eat_space(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
        self.at > start
    }

    /// Steps over a name if one comes next.
    pub(super) fn eat_name(&mut self) -> Option<&'a str> {
        let name = self.rest().get(..name_length(self.rest())).filter(|name| !name.is_empty())?;
        self.at += name.len();
        Some(name)
    }

    /// Steps over everything up to and with the next `end`, and gives what stands before that; does not move
    /// when there is none. `end` is ASCII.
    pub(super) fn eat_through(&mut self, end: &str) -> Option<&'a str> {
        let (&first, bytes) = (end.as_bytes().first()?, self.bytes());
        let length = memchr::memchr_iter(first, bytes)
            .find(|found| bytes.get(*found..).is_some_and(|rest| rest.starts_with(end.as_bytes())))?;
        let before = self.slice(self.at, self.at + length);
        self.at += length + end.len();
        Some(before)
    }
}
