//! What stands around the root element: encoding, XML declaration, document type declaration, comments and
//! processing instructions.

use super::cursor::Cursor;
use super::problem::{Construct, Malformed, Problem, excerpt};
use crate::xml::character::is_space;

/// Checks once that the input is text that is read: UTF-8 by its first bytes, and all of it.
pub(super) fn decode(input: &[u8]) -> Result<&str, Malformed> {
    if let Some(malformed) = wide(input) {
        return Err(malformed);
    }
    simdutf8::compat::from_utf8(input).map_err(|error| {
        let offset = error.valid_up_to();
        // The declaration may say why the text is no UTF-8.
        let valid = input.get(..offset).and_then(|valid| str::from_utf8(valid).ok()).unwrap_or_default();
        let mut cursor = Cursor::new(valid);
        cursor.eat(BYTE_ORDER_MARK);
        cursor.eat_space();
        let declared = declaration(&mut cursor).ok().flatten();
        if let Some(foreign) = declared.filter(|declared| !declared.is_read()) {
            let not_ascii_at = valid.bytes().position(|byte| !byte.is_ascii()).unwrap_or(offset);
            return foreign.problem(not_ascii_at);
        }
        Malformed::new(offset, Problem::NotUtf8 { byte: input.get(offset).copied().unwrap_or_default() })
    })
}

/// A document in UTF-16 or UTF-32, known by its first four bytes.
pub(crate) fn wide(input: &[u8]) -> Option<Malformed> {
    wide_encoding(input).map(|encoding| Malformed::new(0, Problem::WideEncoding { encoding }))
}

/// U+FEFF at the very start is no part of the document.
pub(super) const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The encoding that an XML declaration names.
#[derive(Debug, Clone, Copy)]
pub(super) struct DeclaredEncoding<'a> {
    name: &'a str,
    offset: usize,
}

impl<'a> DeclaredEncoding<'a> {
    /// Refuses a text that is not ASCII alone when its declared encoding is not read.
    pub(super) fn check(self, text: &str) -> Result<(), Malformed> {
        if self.is_read() {
            return Ok(());
        }
        let start = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        match text.bytes().skip(start).position(|byte| !byte.is_ascii()) {
            Some(found) => Err(self.problem(start + found)),
            None => Ok(()),
        }
    }

    /// Its name and place, if it is not read.
    pub(super) fn foreign(self) -> Option<(&'a str, usize)> {
        (!self.is_read()).then_some((self.name, self.offset))
    }

    fn is_read(self) -> bool {
        ["UTF-8", "US-ASCII"].iter().any(|read| self.name.eq_ignore_ascii_case(read))
    }

    fn problem(self, not_ascii_at: usize) -> Malformed {
        Malformed::new(self.offset, Problem::Encoding { declared: excerpt(self.name), not_ascii_at })
    }
}

/// Steps over an XML declaration if there is one at the cursor; gives the encoding that it names.
pub(super) fn declaration<'a>(cursor: &mut Cursor<'a>) -> Result<Option<DeclaredEncoding<'a>>, Malformed> {
    let opened_at = cursor.at();
    if !begins_declaration(cursor) {
        return Ok(None);
    }
    cursor.advance("<?xml".len());
    let unexpected = |cursor: &Cursor<'_>, expected| {
        Malformed::unexpected(cursor, expected, Construct::Declaration, opened_at)
    };
    cursor.eat_space();
    if !cursor.eat("version") {
        return Err(unexpected(cursor, "`version=\"1.0\"`"));
    }
    let (version, offset) = declared_value(cursor, opened_at)?;
    let minor = version.strip_prefix("1.").unwrap_or_default();
    if minor.is_empty() || !minor.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Malformed::new(offset, Problem::Version { found: excerpt(version) }));
    }
    let mut spaced = cursor.eat_space();
    let mut encoding = None;
    if spaced && cursor.eat("encoding") {
        let (name, offset) = declared_value(cursor, opened_at)?;
        if !is_encoding_name(name) {
            let mut at_name = *cursor;
            at_name.move_to(offset);
            return Err(unexpected(&at_name, "the name of an encoding"));
        }
        encoding = Some(DeclaredEncoding { name, offset });
        spaced = cursor.eat_space();
    }
    let mut rest =
        if encoding.is_some() { "`standalone` or `?>`" } else { "`encoding`, `standalone` or `?>`" };
    if spaced && cursor.eat("standalone") {
        let (standalone, offset) = declared_value(cursor, opened_at)?;
        if !matches!(standalone, "yes" | "no") {
            let mut at_value = *cursor;
            at_value.move_to(offset);
            return Err(unexpected(&at_value, "`yes` or `no`"));
        }
        cursor.eat_space();
        rest = "`?>`";
    }
    if cursor.eat("?>") { Ok(encoding) } else { Err(unexpected(cursor, rest)) }
}

/// Whether an XML declaration begins at the cursor, and not a processing instruction like `xml-stylesheet`.
pub(super) fn begins_declaration(cursor: &Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    ahead.eat("<?xml") && (ahead.peek().is_none_or(|byte| byte == b'?' || is_space(byte)))
}

/// Steps over a comment, the cursor at its `<!--`.
pub(super) fn comment(cursor: &mut Cursor<'_>) -> Result<(), Malformed> {
    let opened_at = cursor.at();
    cursor.advance("<!--".len());
    if cursor.eat_through("--").is_none() {
        return Err(Malformed::end_of_input(cursor, Construct::Comment, opened_at));
    }
    if cursor.eat(">") {
        return Ok(());
    }
    if cursor.peek().is_none() {
        return Err(Malformed::end_of_input(cursor, Construct::Comment, opened_at));
    }
    Err(Malformed::new(cursor.at() - "--".len(), Problem::DoubleHyphen { comment_at: opened_at }))
}

/// Steps over a processing instruction, the cursor at its `<?`.
pub(super) fn processing_instruction(cursor: &mut Cursor<'_>) -> Result<(), Malformed> {
    let opened_at = cursor.at();
    let unexpected = |cursor: &Cursor<'_>, expected| {
        Malformed::unexpected(cursor, expected, Construct::ProcessingInstruction, opened_at)
    };
    cursor.advance("<?".len());
    let Some(target) = cursor.eat_name() else {
        return Err(unexpected(cursor, "the target of a processing instruction"));
    };
    if cursor.peek().is_none() {
        return Err(unexpected(cursor, "`?>`"));
    }
    if target.eq_ignore_ascii_case("xml") {
        return Err(Malformed::new(opened_at, Problem::MisplacedDeclaration));
    }
    if cursor.eat("?>") {
        return Ok(());
    }
    if !cursor.eat_space() {
        return Err(unexpected(cursor, "white space or `?>` behind the target"));
    }
    match cursor.eat_through("?>") {
        Some(_) => Ok(()),
        None => Err(Malformed::end_of_input(cursor, Construct::ProcessingInstruction, opened_at)),
    }
}

/// `= "value"` in the XML declaration, white space allowed; the value and its offset.
fn declared_value<'a>(cursor: &mut Cursor<'a>, opened_at: usize) -> Result<(&'a str, usize), Malformed> {
    let unexpected = |cursor: &Cursor<'_>, expected| {
        Malformed::unexpected(cursor, expected, Construct::Declaration, opened_at)
    };
    cursor.eat_space();
    if !cursor.eat("=") {
        return Err(unexpected(cursor, "`=` and a quoted value"));
    }
    cursor.eat_space();
    let quote = match cursor.peek() {
        Some(b'"') => "\"",
        Some(b'\'') => "'",
        _ => return Err(unexpected(cursor, "a quoted value")),
    };
    cursor.advance(1);
    let offset = cursor.at();
    match cursor.eat_through(quote) {
        Some(value) => Ok((value, offset)),
        None => Err(Malformed::end_of_input(cursor, Construct::Declaration, opened_at)),
    }
}

/// Production `EncName`.
fn is_encoding_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

/// An encoding that is declared and not read, in a document that is not ASCII alone.
pub(crate) fn foreign_encoding(name: &str, offset: usize, not_ascii_at: usize) -> Malformed {
    DeclaredEncoding { name, offset }.problem(not_ascii_at)
}

/// UTF-16 and UTF-32, known by their byte order mark or by the zero bytes around the first `<` or white
/// space.
fn wide_encoding(input: &[u8]) -> Option<&'static str> {
    let plain = |byte: u8| b"< \t\r\n".contains(&byte);
    match *input {
        [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32 (big-endian)"),
        [0xFF, 0xFE, 0, 0, ..] => Some("UTF-32 (little-endian)"),
        [0, 0, 0, first, ..] if plain(first) => Some("UTF-32 (big-endian)"),
        [first, 0, 0, 0, ..] if plain(first) => Some("UTF-32 (little-endian)"),
        [0xFE, 0xFF, ..] => Some("UTF-16 (big-endian)"),
        [0xFF, 0xFE, ..] => Some("UTF-16 (little-endian)"),
        [0, first, ..] if plain(first) => Some("UTF-16 (big-endian)"),
        [first, 0, ..] if plain(first) => Some("UTF-16 (little-endian)"),
        _ => None,
    }
}
