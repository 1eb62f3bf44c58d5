//! A pull scanner of instance documents: it checks that they are well formed and hands out their tokens.
//!
//! Strict XML 1.0 (fifth edition) in UTF-8, with names and characters checked everywhere. Document type
//! declarations are stepped over, never fetched or expanded, and refused when they declare entities. One
//! departure: white space before the XML declaration is taken, since services send it. Namespaces are left to
//! the caller: a name is a name with its prefix. What is borrowed from the input stays borrowed; only text
//! with references or carriage returns is copied. Elements are kept on a stack of its own, so depth costs no
//! call stack.

mod cursor;
mod doctype;
mod plain;
mod problem;
mod prolog;
mod tag;
mod text;

#[cfg(test)]
mod tests;

pub use self::plain::Plain;
pub(crate) use self::problem::{Construct, Malformed, Problem};
pub(crate) use self::prolog::{foreign_encoding, wide};
pub(crate) use self::tag::Attribute;

use self::cursor::Cursor;
use self::problem::excerpt;
use self::prolog::DeclaredEncoding;
use self::tag::{Attributes, OpenElement};
use super::character::{Survey, is_space};
use std::borrow::Cow;

/// How large a document's parts may get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    /// Elements inside one another.
    pub(crate) depth: usize,
    /// Attributes of one element.
    pub(crate) attributes: usize,
    /// Bytes of one value. The scanner hands out text in pieces; whoever joins them keeps to this.
    pub(crate) text: usize,
    /// Bytes of one name.
    pub(crate) name: usize,
    /// Records that cannot be decoded. The decoder keeps to this.
    pub(crate) set_aside: usize,
    /// Bytes of one record that is read on its own, and of all that is around the records. The reader of records keeps
    /// to this.
    pub(crate) record: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 128, attributes: 256, text: 64 << 20, name: 1024, set_aside: 100_000, record: 64 << 20 }
    }
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A start tag. Its attributes are in [`Scanner::attributes`]; `<a/>` gives this and then [`Token::End`].
    Start {
        /// The name, with its prefix if it has one.
        name: &'a str,
    },
    /// An end tag.
    End {
        /// The name, with its prefix if it has one.
        name: &'a str,
    },
    /// Text inside the root element, in pieces: references are resolved, line ends are one line feed each,
    /// comments and processing instructions between two pieces are gone.
    Text {
        /// The piece.
        text: Cow<'a, str>,
        /// Whether it is a CDATA section.
        cdata: bool,
    },
    /// The end of the document.
    Eof,
}

/// Reads the tokens of one document.
#[derive(Debug)]
pub(crate) struct Scanner<'a> {
    cursor: Cursor<'a>,
    limits: Limits,
    token_offset: usize,
    open: Vec<OpenElement<'a>>,
    attributes: Attributes<'a>,
    /// The last token was the start of an element whose tag is its end, too.
    empty_element: bool,
    root_offset: Option<usize>,
    /// The name in the document type declaration, and where that began.
    doctype: Option<(&'a str, usize)>,
    leading_space: bool,
    /// The characters are looked through at once before the first token, which is faster than to check each token; the
    /// first that no document may contain is reported when reading gets there.
    survey: Survey,
    /// The text up to that.
    plain: &'a [u8],
    /// The encoding that the XML declaration names.
    encoding: Option<DeclaredEncoding<'a>>,
    /// Whether the document goes on behind the text.
    more: bool,
    failed: Option<Malformed>,
}

/// Where a scanner stands between two tokens, without the text.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Mark {
    /// The offset after the last token.
    pub(crate) at: usize,
    /// How many elements are open.
    pub(crate) depth: usize,
    token_offset: usize,
    empty_element: bool,
    root_offset: Option<usize>,
    doctype_offset: Option<usize>,
}

impl Mark {
    /// The same place, when so many bytes at the start of the text are gone. Offsets before the new start wrap around,
    /// so that adding what is gone gives them back.
    pub(crate) fn without(self, bytes: usize) -> Self {
        Self {
            at: self.at.wrapping_sub(bytes),
            token_offset: self.token_offset.wrapping_sub(bytes),
            root_offset: self.root_offset.map(|offset| offset.wrapping_sub(bytes)),
            doctype_offset: self.doctype_offset.map(|offset| offset.wrapping_sub(bytes)),
            ..self
        }
    }

    /// The offsets that an error may speak of although they lie before the mark.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = usize> {
        let tag = self.empty_element.then_some(self.token_offset);
        [self.root_offset, self.doctype_offset, tag].into_iter().flatten()
    }
}

/// Whether a problem of a text may be none once more follows: it is that the text ends, or so near to its end that what
/// follows could change it.
pub(crate) fn may_be_for_want_of_more(malformed: &Malformed, text: &str) -> bool {
    /// As far as any look ahead reaches: a name of the longest kind and what stands around it.
    const AHEAD: usize = 2048;
    let is_certain = matches!(malformed.problem, Problem::Character { .. }) || malformed.problem.is_limit();
    !is_certain && malformed.offset.saturating_add(AHEAD) > text.len()
}

impl<'a> Scanner<'a> {
    /// Begins a document. The whole input is checked to be UTF-8, and what comes before the document type
    /// declaration is read.
    pub(crate) fn new(input: &'a [u8], limits: Limits) -> Result<Self, Malformed> {
        let text = prolog::decode(input)?;
        let mut scanner = Self::over(text, limits, Survey::of(text), false);
        let begun = scanner.begin();
        let checked = begun.and_then(|()| scanner.encoding.map_or(Ok(()), |encoding| encoding.check(text)));
        scanner.report(checked)?;
        Ok(scanner)
    }

    /// Begins a document of which this much has arrived, checked to be UTF-8; `survey` is what is known of
    /// its characters. Whoever has the rest sees to it that it is in the [declared](Self::encoding)
    /// encoding.
    pub(crate) fn begin_part(
        text: &'a str,
        limits: Limits,
        survey: Survey,
        more: bool,
    ) -> Result<Self, Malformed> {
        let mut scanner = Self::over(text, limits, survey, more);
        let begun = scanner.begin();
        scanner.report(begun)?;
        Ok(scanner)
    }

    /// Goes on in a document of which this text is left, at a mark; `open` are the elements that are open there.
    pub(crate) fn resume(
        text: &'a str,
        limits: Limits,
        survey: Survey,
        more: bool,
        open: impl Iterator<Item = (&'a str, usize)>,
        mark: Mark,
    ) -> Self {
        let mut scanner = Self::over(text, limits, survey, more);
        scanner.open.extend(open.map(|(name, offset)| OpenElement { name, offset }));
        scanner.doctype = mark.doctype_offset.map(|offset| ("", offset));
        scanner.rewind(mark);
        scanner
    }

    fn over(text: &'a str, limits: Limits, survey: Survey, more: bool) -> Self {
        Self {
            cursor: Cursor::new(text),
            limits,
            token_offset: 0,
            open: Vec::new(),
            attributes: Attributes::default(),
            empty_element: false,
            root_offset: None,
            doctype: None,
            leading_space: false,
            plain: text.as_bytes().get(..survey.forbidden.unwrap_or(text.len())).unwrap_or_default(),
            survey,
            encoding: None,
            more,
            failed: None,
        }
    }

    /// Where it stands.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            at: self.cursor.at(),
            depth: self.open.len(),
            token_offset: self.token_offset,
            empty_element: self.empty_element,
            root_offset: self.root_offset,
            doctype_offset: self.doctype.map(|(_, offset)| offset),
        }
    }

    /// Goes back to a mark; no element may have been closed since that was open there.
    pub(crate) fn rewind(&mut self, mark: Mark) {
        self.cursor.move_to(mark.at);
        self.open.truncate(mark.depth);
        self.token_offset = mark.token_offset;
        self.empty_element = mark.empty_element;
        self.root_offset = mark.root_offset;
        self.doctype = self.doctype.filter(|_| mark.doctype_offset.is_some());
        self.failed = None;
    }

    /// Whether a problem may be none once more of the document has arrived.
    pub(crate) fn may_be_for_want_of_more(&self, malformed: &Malformed) -> bool {
        self.more && may_be_for_want_of_more(malformed, self.cursor.text())
    }

    /// The encoding that the XML declaration names, and where, if it is not read.
    pub(crate) fn foreign_encoding(&self) -> Option<(&'a str, usize)> {
        self.encoding.and_then(DeclaredEncoding::foreign)
    }

    /// The next token. After a problem, that problem again; after [`Token::Eof`], that again.
    pub(crate) fn next(&mut self) -> Result<Token<'a>, Malformed> {
        if let Some(failed) = &self.failed {
            return Err(failed.clone());
        }
        match self.token() {
            Ok(token) if self.survey.forbidden.is_none_or(|offset| self.cursor.at() <= offset) => Ok(token),
            token => self.report(token),
        }
    }

    /// The attributes of the last [`Token::Start`], in document order.
    pub(crate) fn attributes(&self) -> &[Attribute<'a>] {
        self.attributes.list()
    }

    /// How many elements are open: after [`Token::Start`] with the element that it began, after
    /// [`Token::End`] without the one that it closed.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The offset after the last token.
    pub(crate) fn offset(&self) -> usize {
        self.cursor.at()
    }

    /// The offset at which the last token began; for the end of `<a/>`, that of its `<`.
    pub(crate) fn token_offset(&self) -> usize {
        self.token_offset
    }

    /// Reads on, checking what is read, until no more than `depth` elements are open. Gives the offset after
    /// the end tag that did it, or after the last token when nothing was left to do.
    pub(crate) fn skip_to_depth(&mut self, depth: usize) -> Result<usize, Malformed> {
        while self.depth() > depth {
            self.next()?;
        }
        Ok(self.offset())
    }

    /// The names of the open elements, the root first.
    pub(crate) fn open_names(&self) -> impl Iterator<Item = &'a str> {
        self.open.iter().map(|element| element.name)
    }

    /// The names of the open elements with the offsets at which they begin, the root first.
    pub(crate) fn open_elements(&self) -> impl Iterator<Item = (&'a str, usize)> {
        self.open.iter().map(|element| (element.name, element.offset))
    }

    /// The name in the document type declaration, once that has been read.
    #[cfg(test)]
    pub(crate) fn doctype_name(&self) -> Option<&'a str> {
        self.doctype.map(|(name, _)| name)
    }

    /// Whether white space stood before the XML declaration.
    pub(crate) fn leading_space(&self) -> bool {
        self.leading_space
    }

    /// The result of a step, or the forbidden character that it passed; remembers a problem.
    #[cold]
    fn report<T>(&mut self, result: Result<T, Malformed>) -> Result<T, Malformed> {
        let reached = match &result {
            Ok(_) => self.cursor.at(),
            Err(malformed) => malformed.offset.saturating_add(1),
        };
        let result = match self.survey.forbidden {
            Some(offset) if offset < reached && !self.is_unfinished(&result) => {
                let mut characters = self.cursor.text().get(offset..).unwrap_or_default().chars();
                let character = characters.next().unwrap_or_default();
                Err(Malformed { offset, problem: Problem::Character { character } })
            }
            _ => result,
        };
        if let Err(malformed) = &result {
            self.failed = Some(malformed.clone());
        }
        result
    }

    /// Whether the text at hand ended in a step.
    fn is_unfinished<T>(&self, result: &Result<T, Malformed>) -> bool {
        self.more && result.as_ref().is_err_and(|malformed| malformed.problem.is_end_of_input())
    }

    /// Byte order mark, white space and XML declaration.
    fn begin(&mut self) -> Result<(), Malformed> {
        let end = self.cursor.text().len();
        self.cursor.eat(prolog::BYTE_ORDER_MARK);
        if self.cursor.peek().is_none() {
            return Err(Malformed::new(0, Problem::Empty));
        }
        let spaced = self.cursor.eat_space();
        if self.cursor.peek().is_none() {
            return Err(Malformed::new(end, Problem::Blank));
        }
        self.leading_space = spaced && prolog::begins_declaration(&self.cursor);
        self.encoding = prolog::declaration(&mut self.cursor)?;
        Ok(())
    }

    fn token(&mut self) -> Result<Token<'a>, Malformed> {
        if self.empty_element {
            self.empty_element = false;
            return Ok(self.close());
        }
        loop {
            if self.open.is_empty() {
                self.cursor.eat_space();
            }
            self.token_offset = self.cursor.at();
            match self.cursor.peek() {
                Some(b'<') => {}
                Some(_) if self.open.is_empty() => return Err(self.outside_root()),
                Some(_) => {
                    if self.more && memchr::memchr(b'<', self.cursor.bytes()).is_none() {
                        // The text may go on.
                        return self.end();
                    }
                    let text = text::character_data(&mut self.cursor)?;
                    return Ok(Token::Text { text, cdata: false });
                }
                None => return self.end(),
            }
            match self.cursor.peek_second() {
                Some(b'/') => {
                    tag::end_tag(&mut self.cursor, self.open.last().copied())?;
                    return Ok(self.close());
                }
                Some(b'?') => prolog::processing_instruction(&mut self.cursor)?,
                Some(b'!') => {
                    if let Some(cdata) = self.declaration()? {
                        return Ok(cdata);
                    }
                }
                _ => return self.start(),
            }
        }
    }

    /// A start tag.
    fn start(&mut self) -> Result<Token<'a>, Malformed> {
        let offset = self.token_offset;
        let (name, empty) = tag::start_tag(&mut self.cursor, &mut self.attributes, self.limits.attributes)?;
        if self.open.is_empty() {
            if let Some(first_at) = self.root_offset {
                return Err(Malformed::new(offset, Problem::SecondRoot { name: excerpt(name), first_at }));
            }
            self.root_offset = Some(offset);
        }
        let longest =
            self.attributes().iter().map(|attribute| attribute.name.len()).fold(name.len(), usize::max);
        if longest > self.limits.name {
            return Err(Malformed::new(offset, Problem::LongName { limit: self.limits.name }));
        }
        if self.open.len() >= self.limits.depth {
            return Err(Malformed::new(offset, Problem::TooDeep { limit: self.limits.depth }));
        }
        self.open.push(OpenElement { name, offset });
        self.empty_element = empty;
        Ok(Token::Start { name })
    }

    /// The end of the innermost open element.
    fn close(&mut self) -> Token<'a> {
        match self.open.pop() {
            Some(element) => Token::End { name: element.name },
            None => Token::Eof,
        }
    }

    /// What begins with `<!`: a CDATA section gives its text.
    fn declaration(&mut self) -> Result<Option<Token<'a>>, Malformed> {
        let offset = self.token_offset;
        let bytes = self.cursor.bytes();
        if bytes.starts_with(b"<!--") {
            prolog::comment(&mut self.cursor)?;
        } else if bytes.starts_with(b"<![CDATA[") {
            if self.open.is_empty() {
                return Err(self.outside_root());
            }
            self.cursor.advance("<![CDATA[".len());
            let text = text::cdata(&mut self.cursor, offset)?;
            return Ok(Some(Token::Text { text, cdata: true }));
        } else if bytes.starts_with(b"<!DOCTYPE") {
            if self.root_offset.is_some() {
                return Err(Malformed::new(offset, Problem::LateDoctype));
            }
            if let Some((_, first_at)) = self.doctype {
                return Err(Malformed::new(offset, Problem::SecondDoctype { first_at }));
            }
            self.doctype = Some((doctype::doctype(&mut self.cursor)?, offset));
        } else if ["<!--", "<![CDATA[", "<!DOCTYPE"].iter().any(|start| start.as_bytes().starts_with(bytes)) {
            return Err(Malformed::end_of_input(&self.cursor, Construct::Markup, offset));
        } else {
            self.cursor.advance("<!".len());
            let expected = "`<!--`, `<![CDATA[` or `<!DOCTYPE`";
            return Err(Malformed::unexpected(&self.cursor, expected, Construct::Markup, offset));
        }
        Ok(None)
    }

    /// The end of the input.
    fn end(&self) -> Result<Token<'a>, Malformed> {
        match self.open.last() {
            Some(open) => {
                let inside = Construct::Element(excerpt(open.name));
                Err(Malformed::end_of_input(&self.cursor, inside, open.offset))
            }
            None if self.more => {
                Err(Malformed::end_of_input(&self.cursor, Construct::Markup, self.cursor.at()))
            }
            None if self.root_offset.is_none() => Err(Malformed::new(self.cursor.at(), Problem::NoRoot)),
            None => Ok(Token::Eof),
        }
    }

    /// Something at the cursor that may only stand inside the root element.
    #[cold]
    fn outside_root(&self) -> Malformed {
        let rest = self.cursor.rest();
        let ends =
            |(index, character): (usize, char)| "\n\r".contains(character) || (character == '<' && index > 0);
        let end = rest.char_indices().find(|found| ends(*found)).map_or(rest.len(), |(index, _)| index);
        let line = rest.get(..end).unwrap_or_default();
        let line = line.trim_end_matches(|character| u8::try_from(character).is_ok_and(is_space));
        Malformed::new(self.cursor.at(), Problem::OutsideRoot { found: excerpt(line) })
    }
}
