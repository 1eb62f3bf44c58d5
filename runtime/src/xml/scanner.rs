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
mod problem;
mod prolog;
mod tag;
mod text;

#[cfg(test)]
mod tests;

pub(crate) use self::problem::{Construct, Malformed, Problem};
pub(crate) use self::tag::Attribute;

use self::cursor::Cursor;
use self::problem::excerpt;
use self::tag::{Attributes, OpenElement};
use super::character::{first_forbidden, is_space};
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
}

impl Default for Limits {
    fn default() -> Self {
        Self { depth: 128, attributes: 256, text: 64 << 20, name: 1024, set_aside: 100_000 }
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
    /// The first character that no document may contain. All are looked for at once before the first token,
    /// which is faster than to check each token; the problem is reported when reading gets there.
    forbidden: Option<usize>,
    failed: Option<Malformed>,
}

impl<'a> Scanner<'a> {
    /// Begins a document. The whole input is checked to be UTF-8, and what comes before the document type
    /// declaration is read.
    pub(crate) fn new(input: &'a [u8], limits: Limits) -> Result<Self, Malformed> {
        let text = prolog::decode(input)?;
        let mut scanner = Self {
            cursor: Cursor::new(text),
            limits,
            token_offset: 0,
            open: Vec::new(),
            attributes: Attributes::default(),
            empty_element: false,
            root_offset: None,
            doctype: None,
            leading_space: false,
            forbidden: first_forbidden(text),
            failed: None,
        };
        let begun = scanner.begin();
        scanner.report(begun)?;
        Ok(scanner)
    }

    /// The next token. After a problem, that problem again; after [`Token::Eof`], that again.
    pub(crate) fn next(&mut self) -> Result<Token<'a>, Malformed> {
        if let Some(failed) = &self.failed {
            return Err(failed.clone());
        }
        match self.token() {
            Ok(token) if self.forbidden.is_none_or(|offset| self.cursor.at() <= offset) => Ok(token),
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
        let result = match self.forbidden {
            Some(offset) if offset < reached => {
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

    /// Byte order mark, white space and XML declaration.
    fn begin(&mut self) -> Result<(), Malformed> {
        let text = self.cursor.text();
        self.cursor.eat(prolog::BYTE_ORDER_MARK);
        if self.cursor.peek().is_none() {
            return Err(Malformed::new(0, Problem::Empty));
        }
        let spaced = self.cursor.eat_space();
        if self.cursor.peek().is_none() {
            return Err(Malformed::new(text.len(), Problem::Blank));
        }
        self.leading_space = spaced && prolog::begins_declaration(&self.cursor);
        match prolog::declaration(&mut self.cursor)? {
            Some(encoding) => encoding.check(text),
            None => Ok(()),
        }
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
