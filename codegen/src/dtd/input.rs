//! Where the parser reads: the file, and on top of it the texts of the parameter entities under expansion.
//!
//! A token never crosses the end of a text. XML pads an expansion with a space on each side; here the end of a text
//! is left only where white space may stand, which is the same. Places are always places of the file: all of an
//! expansion lies at the reference that the file writes.

use super::characters::is_space;
use crate::source::{SourceId, Span};
use std::rc::Rc;

/// The texts under reading.
#[derive(Debug)]
pub(super) struct Input {
    source: SourceId,
    file: Text,
    expansions: Vec<Expansion>,
    last_text: u64,
}

#[derive(Debug)]
struct Text {
    content: Rc<str>,
    /// Always at a character boundary.
    position: usize,
}

#[derive(Debug)]
struct Expansion {
    text: Text,
    identity: u64,
    entity: String,
    declared: Span,
    /// The reference in the file that led here.
    reference: Span,
}

/// An offset in the file, to make a span from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark(usize);

/// Where a piece of text stands, so that its parts have spans too.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// In the file, from an offset on.
    File(SourceId, usize),
    /// Somewhere in an expansion.
    Expansion(Span),
}

impl Place {
    /// The span of a range of the text.
    pub(super) fn span(self, range: std::ops::Range<usize>) -> Span {
        match self {
            Self::File(source, offset) => Span::new(source, offset + range.start..offset + range.end),
            Self::Expansion(reference) => reference,
        }
    }
}

impl Input {
    /// Begins at the start of a file.
    pub(super) fn new(source: SourceId, text: &str) -> Self {
        Self {
            source,
            file: Text { content: text.into(), position: 0 },
            expansions: Vec::new(),
            last_text: 0,
        }
    }

    /// What is left of the current text.
    pub(super) fn rest(&self) -> &str {
        let text = self.text();
        text.content.get(text.position..).unwrap_or("")
    }

    /// The next character of the current text.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether the current text goes on with `expected`.
    pub(super) fn starts_with(&self, expected: &str) -> bool {
        self.rest().starts_with(expected)
    }

    /// Steps over `expected` if it is next.
    pub(super) fn eat(&mut self, expected: &str) -> bool {
        let found = self.starts_with(expected);
        if found {
            self.skip(expected.len());
        }
        found
    }

    /// Steps over bytes of the current text; they end at a character boundary.
    pub(super) fn skip(&mut self, bytes: usize) {
        let text = self.text_mut();
        text.position = (text.position + bytes).min(text.content.len());
    }

    /// Steps over white space in the current text and gives it.
    pub(super) fn skip_space(&mut self) -> &str {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(is_space).len();
        self.skip(length);
        let text = self.text();
        text.content.get(text.position - length..text.position).unwrap_or("")
    }

    /// Whether the current text is used up.
    pub(super) fn at_end_of_text(&self) -> bool {
        self.rest().is_empty()
    }

    /// Goes on behind the reference whose expansion is used up; not at the end of the file.
    pub(super) fn leave(&mut self) -> bool {
        self.expansions.pop().is_some()
    }

    /// Goes on inside the text of a parameter entity whose reference began at `start` and has been read.
    pub(super) fn enter(&mut self, entity: &str, declared: Span, content: Rc<str>, start: Mark) {
        let reference = self.span_from(start);
        self.last_text += 1;
        self.expansions.push(Expansion {
            text: Text { content, position: 0 },
            identity: self.last_text,
            entity: entity.to_owned(),
            declared,
            reference,
        });
    }

    /// How many expansions are open.
    pub(super) fn depth(&self) -> usize {
        self.expansions.len()
    }

    /// Leaves expansions until no more than `depth` are open.
    pub(super) fn unwind(&mut self, depth: usize) {
        self.expansions.truncate(depth);
    }

    /// Goes to the end of the file.
    pub(super) fn finish(&mut self) {
        self.expansions.clear();
        self.file.position = self.file.content.len();
    }

    /// Tells the current text from every other, also from another expansion of the same entity.
    pub(super) fn text_identity(&self) -> u64 {
        self.expansions.last().map_or(0, |top| top.identity)
    }

    /// The entity under expansion, and where it is declared.
    pub(super) fn entity(&self) -> Option<(&str, Span)> {
        self.expansions.last().map(|top| (top.entity.as_str(), top.declared))
    }

    /// Whether an entity is under expansion.
    pub(super) fn is_within(&self, entity: &str) -> bool {
        self.expansions.iter().any(|one| one.entity == entity)
    }

    /// Remembers the place of what comes next.
    pub(super) fn mark(&self) -> Mark {
        Mark(self.expansions.first().map_or(self.file.position, |one| one.reference.range().start))
    }

    /// The span from a mark to what was read last.
    pub(super) fn span_from(&self, mark: Mark) -> Span {
        Span::new(self.source, mark.0..self.file.position.max(mark.0))
    }

    /// The place of what comes next in the current text.
    pub(super) fn place(&self) -> Place {
        match self.expansions.first() {
            Some(one) => Place::Expansion(one.reference),
            None => Place::File(self.source, self.file.position),
        }
    }

    /// The span of the next bytes of the current text.
    pub(super) fn span_ahead(&self, bytes: usize) -> Span {
        self.place().span(0..bytes)
    }

    /// The whole file.
    pub(super) fn span_of_file(&self) -> Span {
        Span::new(self.source, 0..self.file.content.len())
    }

    fn text(&self) -> &Text {
        self.expansions.last().map_or(&self.file, |top| &top.text)
    }

    fn text_mut(&mut self) -> &mut Text {
        self.expansions.last_mut().map_or(&mut self.file, |top| &mut top.text)
    }
}
