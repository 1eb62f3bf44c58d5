//! Markup in its plain form: tags that are nothing but a name, text without references, one CDATA section.
//!
//! Most of a document is that. Whoever knows which names to expect finds it here with a few comparisons. Nothing is
//! decided here: what is not plain, not whole or not well formed is not found, and read as ever.

use super::Scanner;
use super::tag::OpenElement;
use crate::xml::bytes::{attribute_value_end, blank_end, cdata_end, chunk, end_tag_end, text_end};
use crate::xml::character::ascii_name_end;

/// No number and no time has more bytes, so that of those only longer texts have to be held against the limit.
const LONGEST_FIXED: usize = 64;

/// The text in which to look for plain markup: all of it up to what no document may contain.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Plain<'a> {
    pub(crate) text: &'a str,
    pub(crate) bytes: &'a [u8],
    /// How many bytes a value may have.
    longest: usize,
    carriage_return: bool,
}

/// The text of an element that holds nothing else, in front of its end tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlainText<'a> {
    pub(crate) text: &'a str,
    /// The offset of the end tag.
    pub(crate) end_tag: usize,
}

impl<'a> Plain<'a> {
    /// All of a text.
    #[cfg(test)]
    pub(crate) fn of(text: &'a str) -> Self {
        Self { text, bytes: text.as_bytes(), longest: usize::MAX, carriage_return: false }
    }

    /// As [`Self::text`], for where that is not worth being repeated: the text, and the offset of the end tag.
    #[inline(never)]
    pub fn word(&self, at: usize) -> Option<(&'a str, usize)> {
        self.text(at).map(|found| (found.text, found.end_tag))
    }

    /// The text from `at` on, the offset behind a start tag, up to an end tag.
    #[inline(always)]
    pub(crate) fn text(&self, at: usize) -> Option<PlainText<'a>> {
        let bytes = self.bytes;
        let (mut start, mut end) = (at, text_end(bytes, at)?);
        let mut end_tag = end;
        let mut next: &[u8; 10] = chunk(bytes, end_tag)?;
        if next[1] == b'!' {
            if !next.starts_with(b"<![CDATA[") || (end != at && blank_end(bytes, at) != end) {
                return None;
            }
            start = end + "<![CDATA[".len();
            end = cdata_end(bytes, start)?;
            end_tag = end + "]]>".len();
            next = chunk(bytes, end_tag)?;
            if next[0] != b'<' {
                end_tag = blank_end(bytes, end_tag);
                next = chunk(bytes, end_tag)?;
            }
        }
        if end_tag - at > self.longest || !next.starts_with(b"</") {
            return None;
        }
        let text = self.text.get(start..end)?;
        if self.carriage_return && memchr::memchr(b'\r', text.as_bytes()).is_some() {
            return None;
        }
        Some(PlainText { text, end_tag })
    }
}

impl<'a> Scanner<'a> {
    /// The text in which to look for plain markup, if there may be any next inside the innermost open element, which has room
    /// for one more.
    #[inline]
    pub(crate) fn plain(&self) -> Option<Plain<'a>> {
        let limits = &self.limits;
        let may_be_plain = !self.empty_element
            && self.failed.is_none()
            && self.open.len() < limits.depth
            && limits.text >= LONGEST_FIXED;
        may_be_plain.then(|| self.plain_text())
    }

    fn plain_text(&self) -> Plain<'a> {
        let carriage_return = self.survey.carriage_return;
        Plain { text: self.cursor.text(), bytes: self.plain, longest: self.limits.text, carriage_return }
    }

    /// Goes on to an offset between two tokens.
    #[inline(always)]
    pub(crate) fn pass(&mut self, offset: usize) {
        self.cursor.move_to(offset);
    }

    /// Steps over a start tag that is nothing but a name.
    #[inline(always)]
    pub(crate) fn open_plain(&mut self, start: usize, inside: usize) -> &'a str {
        let name = self.cursor.slice(start + 1, inside - 1);
        self.attributes.clear();
        self.open.push(OpenElement { name, offset: start });
        self.token_offset = start;
        self.cursor.move_to(inside);
        name
    }

    /// Steps over a start tag of which all up to the end of its name is known, if what follows are attributes in their plain form;
    /// else nothing has happened. Gives the name.
    pub(crate) fn open_begun(&mut self, start: usize, name_end: usize) -> Option<&'a str> {
        self.attributes.clear();
        let Some((end, is_empty)) = self.plain_attributes(name_end) else {
            self.attributes.clear();
            return None;
        };
        let name = self.cursor.slice(start + 1, name_end);
        self.open.push(OpenElement { name, offset: start });
        self.token_offset = start;
        self.empty_element = is_empty;
        self.cursor.move_to(end);
        Some(name)
    }

    /// Reads attributes up to the end of their tag: a space, a name, `="`, a value without references and line breaks, `"`.
    /// Gives the offset behind the tag, and whether it is an end tag, too.
    fn plain_attributes(&mut self, mut at: usize) -> Option<(usize, bool)> {
        loop {
            match self.plain.get(at..)? {
                [b' ', ..] => {}
                [b'>', ..] => return Some((at + 1, false)),
                [b'/', b'>', ..] => return Some((at + 2, true)),
                _ => return None,
            }
            let offset = at + 1;
            let name_end = ascii_name_end(self.plain, offset)?;
            let Some(b"=\"") = chunk(self.plain, name_end) else { return None };
            let value = name_end + 2;
            let quote = attribute_value_end(self.plain, value)?;
            if name_end - offset > self.limits.name || self.plain.get(quote) != Some(&b'"') {
                return None;
            }
            let name = self.cursor.slice(offset, name_end);
            self.attributes.check(name, offset, self.limits.attributes).ok()?;
            self.attributes.push(name, self.cursor.slice(value, quote), offset);
            at = quote + 1;
        }
    }

    /// Steps over the end tag at an offset, if that is what closes the innermost open element; gives its name.
    #[inline(always)]
    pub(crate) fn close_plain(&mut self, start: usize) -> Option<&'a str> {
        let name = self.open.last()?.name;
        let end = end_tag_end(self.plain, start, name)?;
        self.open.pop();
        self.token_offset = start;
        self.cursor.move_to(end);
        Some(name)
    }

    /// The text of the innermost open element, whose start tag was just read, and its end tag.
    pub(crate) fn close_with_text(&mut self) -> Option<&'a str> {
        if self.empty_element {
            return None;
        }
        let found = self.plain_text().text(self.cursor.at())?;
        self.close_plain(found.end_tag)?;
        Some(found.text)
    }
}
