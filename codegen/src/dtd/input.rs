//! Where the parser reads: a file, and on top of it the texts of the entities under expansion.
//!
//! A token never crosses the end of a text. XML pads the expansion of a parameter entity with a space on each side; here
//! the end of a text is left only where white space may stand, which is the same. Places are always places of a file: what
//! an internal entity brings lies at the reference that a file writes, an external entity is a file of its own.

use super::characters::is_space;
use crate::source::{SourceId, Span};
use std::ops::Range;
use std::rc::Rc;

/// The texts under reading.
#[derive(Debug)]
pub(crate) struct Input {
    file: Text,
    expansions: Vec<Expansion>,
    last_text: u64,
}

#[derive(Debug)]
struct Text {
    content: Rc<str>,
    /// Always at a character boundary.
    position: usize,
    place: TextPlace,
}

/// Where a text lies.
#[derive(Debug, Clone, Copy)]
enum TextPlace {
    /// It is the text of a source.
    File(SourceId),
    /// The reference in a file that led to it.
    Reference(Span),
}

#[derive(Debug)]
struct Expansion {
    text: Text,
    identity: u64,
    entity: Rc<Expanded>,
}

/// An entity under expansion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expanded {
    /// `%` or `&`; nothing for an external subset.
    pub(crate) sign: &'static str,
    /// Its name.
    pub(crate) name: String,
    /// Where it is declared.
    pub(crate) declared: Span,
}

/// A place to make a span from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    start: Span,
}

/// Where a piece of text stands, so that its parts have spans too.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place {
    /// In a file, from an offset on.
    File(SourceId, usize),
    /// Somewhere in an expansion.
    Expansion(Span),
}

impl Place {
    /// The span of a range of the text.
    pub(crate) fn span(self, range: Range<usize>) -> Span {
        match self {
            Self::File(source, offset) => Span::new(source, offset + range.start..offset + range.end),
            Self::Expansion(reference) => reference,
        }
    }
}

impl Input {
    /// Begins at the start of a file.
    pub(crate) fn new(source: SourceId, text: &str) -> Self {
        Self {
            file: Text { content: text.into(), position: 0, place: TextPlace::File(source) },
            expansions: Vec::new(),
            last_text: 0,
        }
    }

    /// What is left of the current text.
    pub(crate) fn rest(&self) -> &str {
        let text = self.text();
        text.content.get(text.position..).unwrap_or("")
    }

    /// The next character of the current text.
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether the current text goes on with `expected`.
    pub(crate) fn starts_with(&self, expected: &str) -> bool {
        self.rest().starts_with(expected)
    }

    /// Steps over `expected` if it is next.
    pub(crate) fn eat(&mut self, expected: &str) -> bool {
        let found = self.starts_with(expected);
        if found {
            self.skip(expected.len());
        }
        found
    }

    /// Steps over bytes of the current text; they end at a character boundary.
    pub(crate) fn skip(&mut self, bytes: usize) {
        let text = self.text_mut();
        text.position = (text.position + bytes).min(text.content.len());
    }

    /// Steps over white space in the current text and gives it.
    pub(crate) fn skip_space(&mut self) -> &str {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(is_space).len();
        self.skip(length);
        let text = self.text();
        text.content.get(text.position - length..text.position).unwrap_or("")
    }

    /// Whether the current text is used up.
    pub(crate) fn at_end_of_text(&self) -> bool {
        let text = self.text();
        text.position >= text.content.len()
    }

    /// Goes on behind the reference whose expansion is used up; not at the end of the file.
    pub(crate) fn leave(&mut self) -> bool {
        self.expansions.pop().is_some()
    }

    /// Goes on inside the text of an entity whose reference began at `start` and has been read. The text is that of a
    /// file if the entity is external.
    pub(crate) fn enter(&mut self, entity: Expanded, content: Rc<str>, file: Option<SourceId>, start: Mark) {
        let place = match file {
            Some(source) => TextPlace::File(source),
            None => TextPlace::Reference(self.span_from(start)),
        };
        self.last_text += 1;
        self.expansions.push(Expansion {
            text: Text { content, position: 0, place },
            identity: self.last_text,
            entity: Rc::new(entity),
        });
    }

    /// How many expansions are open.
    pub(crate) fn depth(&self) -> usize {
        self.expansions.len()
    }

    /// Leaves expansions until no more than `depth` are open.
    pub(crate) fn unwind(&mut self, depth: usize) {
        self.expansions.truncate(depth);
    }

    /// Goes to the end of the file.
    pub(crate) fn finish(&mut self) {
        self.expansions.clear();
        self.file.position = self.file.content.len();
    }

    /// Tells the current text from every other, also from another expansion of the same entity.
    pub(crate) fn text_identity(&self) -> u64 {
        self.expansions.last().map_or(0, |top| top.identity)
    }

    /// The entity under expansion.
    pub(crate) fn entity(&self) -> Option<&Rc<Expanded>> {
        self.expansions.last().map(|top| &top.entity)
    }

    /// Whether an entity is under expansion.
    pub(crate) fn is_within(&self, sign: &str, name: &str) -> bool {
        self.expansions.iter().any(|one| one.entity.sign == sign && one.entity.name == name)
    }

    /// Whether the current text belongs to a file other than the first one.
    pub(crate) fn is_in_other_file(&self) -> bool {
        self.expansions.iter().any(|one| matches!(one.text.place, TextPlace::File(_)))
    }

    /// Remembers the place of what comes next.
    pub(crate) fn mark(&self) -> Mark {
        let text = self.text();
        let start = match text.place {
            TextPlace::File(source) => {
                let length = self.peek().map_or(0, char::len_utf8);
                Span::new(source, text.position..text.position + length)
            }
            TextPlace::Reference(reference) => reference,
        };
        Mark { start }
    }

    /// Marks a place that was read.
    pub(crate) fn mark_at(&self, span: Span) -> Mark {
        Mark { start: span }
    }

    /// The span from a mark to what was read last. What ends in another file has the place of its start.
    pub(crate) fn span_from(&self, mark: Mark) -> Span {
        let start = mark.start.range().start;
        let end = self.texts().find_map(|text| match text.place {
            TextPlace::File(source) if source == mark.start.source => Some(text.position),
            TextPlace::Reference(span) if span.source == mark.start.source => Some(span.range().end),
            _ => None,
        });
        match end {
            Some(end) if end >= start => Span::new(mark.start.source, start..end),
            _ => mark.start,
        }
    }

    /// The place of what comes next in the current text.
    pub(crate) fn place(&self) -> Place {
        let text = self.text();
        match text.place {
            TextPlace::File(source) => Place::File(source, text.position),
            TextPlace::Reference(reference) => Place::Expansion(reference),
        }
    }

    /// The span of the next bytes of the current text.
    pub(crate) fn span_ahead(&self, bytes: usize) -> Span {
        self.place().span(0..bytes)
    }

    /// The whole file.
    pub(crate) fn span_of_file(&self) -> Span {
        let source = match self.file.place {
            TextPlace::File(source) => source,
            TextPlace::Reference(span) => span.source,
        };
        Span::new(source, 0..self.file.content.len())
    }

    /// The current text and those under it.
    fn texts(&self) -> impl Iterator<Item = &Text> {
        self.expansions.iter().rev().map(|one| &one.text).chain([&self.file])
    }

    fn text(&self) -> &Text {
        self.expansions.last().map_or(&self.file, |top| &top.text)
    }

    fn text_mut(&mut self) -> &mut Text {
        self.expansions.last_mut().map_or(&mut self.file, |top| &mut top.text)
    }
}

impl Mark {
    /// The first character of what it marks.
    pub(crate) fn start(self) -> Span {
        self.start
    }
}
