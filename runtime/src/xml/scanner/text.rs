//! Character data: text, CDATA sections, attribute values and the references in them.

use super::cursor::Cursor;
use super::problem::{Construct, Malformed, Problem, excerpt};
use crate::xml::character::{is_character, name_length};
use std::borrow::Cow;

/// The text from the cursor to the next markup or the end of the input, references resolved and line ends as
/// one line feed each.
pub(super) fn character_data<'a>(cursor: &mut Cursor<'a>) -> Result<Cow<'a, str>, Malformed> {
    let start = cursor.at();
    let length = memchr::memchr(b'<', cursor.bytes()).unwrap_or(cursor.bytes().len());
    let raw = cursor.slice(start, start + length);
    cursor.advance(length);
    let next_special = |bytes: &[u8]| memchr::memchr3(b'&', b'\r', b']', bytes);
    replace(raw, next_special, |at, rest| match rest.as_bytes() {
        [b'&', ..] => reference(start + at, rest).map(Some),
        [b'\r', ..] => Ok(Some(line_end(rest, '\n'))),
        [b']', b']', b'>', ..] => Err(Malformed::new(start + at, Problem::CdataEnd)),
        _ => Ok(None),
    })
}

/// A CDATA section, the cursor behind its `<![CDATA[`.
pub(super) fn cdata<'a>(cursor: &mut Cursor<'a>, opened_at: usize) -> Result<Cow<'a, str>, Malformed> {
    let Some(raw) = cursor.eat_through("]]>") else {
        return Err(Malformed::end_of_input(cursor, Construct::Cdata, opened_at));
    };
    replace(raw, |bytes| memchr::memchr(b'\r', bytes), |_, rest| Ok(Some(line_end(rest, '\n'))))
}

/// An attribute value, the cursor at what has to be its opening quote: references resolved, white space other
/// than by reference turned into spaces.
pub(super) fn attribute_value<'a>(
    cursor: &mut Cursor<'a>,
    attribute: &str,
    inside: impl FnOnce() -> Construct,
    opened_at: usize,
) -> Result<Cow<'a, str>, Malformed> {
    let value_at = cursor.at();
    let quote = match cursor.peek() {
        Some(quote @ (b'"' | b'\'')) => quote,
        _ => return Err(Malformed::unexpected(cursor, "a quoted attribute value", inside(), opened_at)),
    };
    let start = value_at + 1;
    cursor.advance(1);
    let Some(length) = memchr::memchr2(quote, b'<', cursor.bytes()) else {
        let inside = Construct::AttributeValue(excerpt(attribute));
        return Err(Malformed::end_of_input(cursor, inside, value_at));
    };
    cursor.advance(length);
    if cursor.peek() == Some(b'<') {
        let problem = Problem::LessThan { attribute: excerpt(attribute), value_at };
        return Err(Malformed::new(cursor.at(), problem));
    }
    let raw = cursor.slice(start, start + length);
    cursor.advance(1);
    let next_special = |bytes: &[u8]| bytes.iter().position(|byte| b"&\t\n\r".contains(byte));
    replace(raw, next_special, |at, rest| match rest.as_bytes() {
        [b'&', ..] => reference(start + at, rest).map(Some),
        _ => Ok(Some(line_end(rest, ' '))),
    })
}

/// What takes the place of a part of the text: a character, and the length in bytes of the part.
type Replacement = (char, usize);

/// A text with parts of it replaced, borrowed when none is. `next_special` finds the ASCII bytes to look at,
/// `replacement` judges each by its offset and the text from there on.
#[inline]
fn replace<'a>(
    raw: &'a str,
    next_special: impl Fn(&[u8]) -> Option<usize>,
    replacement: impl Fn(usize, &'a str) -> Result<Option<Replacement>, Malformed>,
) -> Result<Cow<'a, str>, Malformed> {
    match next_special(raw.as_bytes()) {
        Some(first) => replace_from(first, raw, next_special, replacement),
        None => Ok(Cow::Borrowed(raw)),
    }
}

/// [`replace`] with something to look at, the first at `first`.
#[inline(never)]
fn replace_from<'a>(
    first: usize,
    raw: &'a str,
    next_special: impl Fn(&[u8]) -> Option<usize>,
    replacement: impl Fn(usize, &'a str) -> Result<Option<Replacement>, Malformed>,
) -> Result<Cow<'a, str>, Malformed> {
    let mut out = String::new();
    let (mut copied, mut at) = (0, first);
    while let Some(found) = raw.as_bytes().get(at..).and_then(&next_special) {
        at += found;
        match replacement(at, raw.get(at..).unwrap_or_default())? {
            Some((character, length)) => {
                if copied == 0 {
                    // A replacement is never longer than what it replaces.
                    out.reserve_exact(raw.len());
                }
                out.push_str(raw.get(copied..at).unwrap_or_default());
                out.push(character);
                at += length;
                copied = at;
            }
            None => at += 1,
        }
    }
    if copied == 0 {
        return Ok(Cow::Borrowed(raw));
    }
    out.push_str(raw.get(copied..).unwrap_or_default());
    Ok(Cow::Owned(out))
}

/// One white space character, or a carriage return with its line feed.
fn line_end(rest: &str, replacement: char) -> Replacement {
    (replacement, if rest.starts_with("\r\n") { 2 } else { 1 })
}

/// The reference that `rest` begins with; `offset` is its place in the input.
fn reference(offset: usize, rest: &str) -> Result<Replacement, Malformed> {
    let malformed = |problem| Err(Malformed::new(offset, problem));
    let behind = rest.get(1..).unwrap_or_default();
    let character_reference = behind.starts_with('#');
    let length = match behind.strip_prefix('#') {
        Some(digits) => 1 + digits.bytes().take_while(u8::is_ascii_alphanumeric).count(),
        None => name_length(behind),
    };
    if length == 0 {
        return malformed(Problem::Ampersand);
    }
    let body = behind.get(..length).unwrap_or_default();
    if !behind.get(length..).unwrap_or_default().starts_with(';') {
        return malformed(Problem::UnclosedReference {
            reference: excerpt(rest.get(..1 + length).unwrap_or_default()),
        });
    }
    let character = match body {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ if character_reference => match referenced_character(body) {
            Some(character) => character,
            None => {
                let reference = excerpt(rest.get(..length + 2).unwrap_or_default());
                return malformed(Problem::CharacterReference { reference });
            }
        },
        _ => return malformed(Problem::UndeclaredEntity { name: excerpt(body) }),
    };
    Ok((character, length + 2))
}

/// The character of `#65` or `#x41`.
fn referenced_character(body: &str) -> Option<char> {
    let (digits, radix) = match body.strip_prefix("#x") {
        Some(digits) => (digits, 16),
        None => (body.strip_prefix('#')?, 10),
    };
    // `from_str_radix` takes a sign, but the caller lets letters and digits pass alone.
    let code = u32::from_str_radix(digits, radix).ok()?;
    char::from_u32(code).filter(|character| is_character(*character))
}
