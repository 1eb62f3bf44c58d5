//! The texts that the generator reads, and places in them.

mod encoding;
#[cfg(test)]
mod tests;

pub use encoding::EncodingFault;

use std::ops::Range;

/// One input text: a schema, or the fixups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as it is shown in diagnostics and generated files: relative, with `/` between the parts.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Why the text is not all that the file says, if it could not be decoded.
    pub fault: Option<EncodingFault>,
}

impl SourceFile {
    /// A source from a path to show and its text. A byte order mark is not part of the text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text = text.into();
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        Self { path: path.into(), text, fault: None }
    }

    /// A source from the bytes of an XML file, decoded as its byte order mark and its declaration say: UTF-8,
    /// UTF-16, ISO-8859-1 or US-ASCII. Where that fails, the text is what could be read and [`fault`](Self::fault) says why.
    pub fn from_bytes(path: impl Into<String>, bytes: &[u8]) -> Self {
        let (text, fault) = encoding::decode(bytes);
        Self { path: path.into(), text, fault }
    }

    /// Line and column (both from 1, columns in characters) of a byte offset.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let before = &self.text[..floor_char_boundary(&self.text, offset)];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// The nearest character boundary at or before `offset`.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Which source a [`Span`] lies in: an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A range of bytes in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The source that it lies in.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of `range` in `source`.
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: offset(range.start), end: offset(range.end) }
    }

    /// The bytes of the source that the span covers.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// All sources of a run; [`SourceId`]s index it.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<SourceFile>);

impl Sources {
    /// Adds a source and gives its identity.
    pub fn add(&mut self, file: SourceFile) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(file);
        id
    }

    /// The source of an identity that [`Sources::add`] gave. Behind an identity of other sources may be another file, or
    /// none: then it is an empty one without a path.
    pub fn get(&self, id: SourceId) -> &SourceFile {
        static NONE: SourceFile = SourceFile { path: String::new(), text: String::new(), fault: None };
        self.0.get(id.0 as usize).unwrap_or(&NONE)
    }

    /// Every source with its identity, in the order of adding.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        self.0.iter().enumerate().map(|(index, file)| (SourceId(index as u32), file))
    }

    /// `path:line:column` of the start of a span.
    pub fn locate(&self, span: Span) -> String {
        let file = self.get(span.source);
        let (line, column) = file.line_column(span.start as usize);
        format!("{}:{line}:{column}", file.path)
    }
}
