//! Strings of the file, and places inside them.

use super::tree::Text;
use crate::source::{SourceId, Span};
use std::ops::Range as Bytes;

/// A string that has an inner structure.
#[derive(Debug, Clone)]
pub(super) struct Quoted {
    /// The text, without quotes and escapes.
    pub(super) text: String,
    /// The string with its quotes.
    pub(super) span: Span,
    /// Where in the file the text begins.
    start: usize,
    /// How much of the text stands in the file as it is: all of it, or what is before the first escape.
    verbatim: usize,
}

impl Quoted {
    /// The string at `span` of `file`, which TOML reads as `text`.
    pub(super) fn new(file: &str, span: Span, text: String) -> Self {
        let written = file.get(span.range()).unwrap_or_default();
        let triple = ["\"\"\"", "'''"].into_iter().find_map(|quotes| written.strip_prefix(quotes));
        let content = match triple {
            // A line break directly behind three quotes is not part of the text.
            Some(rest) => rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest),
            None => written.strip_prefix(['"', '\'']).unwrap_or(written),
        };
        let start = span.range().start + (written.len() - content.len());
        let is_literal = written.starts_with('\'');
        let verbatim = content
            .bytes()
            .zip(text.bytes())
            .take_while(|(one, other)| one == other && (is_literal || *one != b'\\'))
            .count();
        Self { text, span, start, verbatim }
    }

    /// The place of a part of the text: of the whole string if escapes stand before it.
    pub(super) fn place(&self, part: Bytes<usize>) -> Span {
        if part.end <= self.verbatim {
            Span::new(self.source(), self.start + part.start..self.start + part.end)
        } else {
            self.span
        }
    }

    /// A part of the text with its place.
    pub(super) fn part(&self, part: Bytes<usize>) -> Text {
        Text { text: self.text.get(part.clone()).unwrap_or_default().to_owned(), span: self.place(part) }
    }

    /// The whole text.
    pub(super) fn whole(self) -> Text {
        Text { text: self.text, span: self.span }
    }

    fn source(&self) -> SourceId {
        self.span.source
    }
}
