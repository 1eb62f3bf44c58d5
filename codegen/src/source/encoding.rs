//! From the bytes of an XML file to text (XML 1.0, 4.3.3 and appendix F).
//!
//! A byte order mark decides between UTF-8 and UTF-16; without one, the encoding is what the declaration at the
//! start of the file names, and UTF-8 if there is none.

use super::{SourceId, Span};
use crate::diagnostic::Diagnostic;
use std::ops::Range;

/// Why a file could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodingFault {
    message: String,
    label: String,
    /// Bytes of the text.
    range: Range<usize>,
}

impl EncodingFault {
    /// The fault as an error in the source that has it.
    pub fn diagnostic(&self, source: SourceId) -> Diagnostic {
        Diagnostic::error(Span::new(source, self.range.clone()), self.message.as_str())
            .label(self.label.as_str())
            .help("save the file in UTF-8")
    }
}

/// How characters are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16BigEndian,
    Utf16LittleEndian,
    /// ISO-8859-1: a byte is the character of that number.
    Latin1,
    Ascii,
}

/// The bytes as text, without a byte order mark, and what is wrong with them.
pub(super) fn decode(bytes: &[u8]) -> (String, Option<EncodingFault>) {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return (String::new(), Some(unknown("UTF-32", 0..0)));
    }
    let (encoding, has_mark) = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, true),
        [0xFE, 0xFF, ..] => (Encoding::Utf16BigEndian, true),
        [0xFF, 0xFE, ..] => (Encoding::Utf16LittleEndian, true),
        [0, b'<', 0, _, ..] => (Encoding::Utf16BigEndian, false),
        [b'<', 0, _, 0, ..] => (Encoding::Utf16LittleEndian, false),
        _ => (Encoding::Utf8, false),
    };
    let is_utf16 = matches!(encoding, Encoding::Utf16BigEndian | Encoding::Utf16LittleEndian);
    let bytes = match (has_mark, encoding) {
        (true, Encoding::Utf8) => bytes.get(3..).unwrap_or(&[]),
        (true, _) => bytes.get(2..).unwrap_or(&[]),
        (false, _) => bytes,
    };
    if is_utf16 {
        let (text, fault) = decode_as(encoding, bytes);
        return (text.clone(), fault.or_else(|| utf16_fault(&text, encoding, has_mark)));
    }
    // Whatever the encoding, a declaration is of characters that it writes as ASCII does.
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or(&[]);
    let Some((name, range)) = declared(&ascii(start)) else { return decode_as(Encoding::Utf8, bytes) };
    let named = match name.to_ascii_uppercase().as_str() {
        "UTF-8" | "UTF8" => Encoding::Utf8,
        "ISO-8859-1" | "ISO_8859-1" | "ISO8859-1" | "LATIN1" | "L1" => Encoding::Latin1,
        "US-ASCII" | "ASCII" => Encoding::Ascii,
        upper if upper.starts_with("UTF-16") => {
            let (text, _) = decode_as(Encoding::Utf8, bytes);
            return (text, Some(differs(&name, "one byte a character", range)));
        }
        _ => {
            let (text, _) = decode_as(Encoding::Utf8, bytes);
            return (text, Some(unknown(&name, range)));
        }
    };
    let (text, fault) = decode_as(named, bytes);
    let fault = fault.or_else(|| {
        (has_mark && named != Encoding::Utf8).then(|| differs(&name, "UTF-8, by its mark", range))
    });
    (text, fault)
}

/// What is wrong with how a text in UTF-16 says what it is.
fn utf16_fault(text: &str, encoding: Encoding, has_mark: bool) -> Option<EncodingFault> {
    let named = declared(text);
    let order = if encoding == Encoding::Utf16BigEndian { "UTF-16BE" } else { "UTF-16LE" };
    match named {
        Some((name, _)) if name.eq_ignore_ascii_case(order) => None,
        Some((name, _)) if has_mark && name.eq_ignore_ascii_case("UTF-16") => None,
        None if has_mark => None,
        Some((name, range)) if !name.eq_ignore_ascii_case("UTF-16") => Some(differs(&name, "UTF-16", range)),
        _ => Some(EncodingFault {
            message: "the file is in UTF-16, but does not begin with a byte order mark".to_owned(),
            label: "expected U+FEFF before this".to_owned(),
            range: 0..text.chars().next().map_or(0, char::len_utf8),
        }),
    }
}

fn decode_as(encoding: Encoding, bytes: &[u8]) -> (String, Option<EncodingFault>) {
    match encoding {
        Encoding::Utf8 => utf8(bytes),
        Encoding::Latin1 => (bytes.iter().copied().map(char::from).collect(), None),
        Encoding::Ascii => {
            let fault = bytes.iter().position(|byte| !byte.is_ascii()).map(|at| invalid("US-ASCII", at));
            (ascii(bytes), fault)
        }
        Encoding::Utf16BigEndian => utf16(bytes, u16::from_be_bytes),
        Encoding::Utf16LittleEndian => utf16(bytes, u16::from_le_bytes),
    }
}

/// The bytes as ASCII; a replacement character for any other.
fn ascii(bytes: &[u8]) -> String {
    let one = |byte: &u8| if byte.is_ascii() { char::from(*byte) } else { char::REPLACEMENT_CHARACTER };
    bytes.iter().map(one).collect()
}

fn utf8(bytes: &[u8]) -> (String, Option<EncodingFault>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            (String::from_utf8_lossy(bytes).into_owned(), Some(invalid("UTF-8", error.valid_up_to())))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Option<EncodingFault>) {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(pairs.len());
    let mut fault = None;
    for one in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        if one.is_err() && fault.is_none() {
            fault = Some(invalid("UTF-16", text.len()));
        }
        text.push(one.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !odd.is_empty() && fault.is_none() {
        fault = Some(invalid("UTF-16", text.len()));
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, fault)
}

/// The encoding that a declaration at the start of the text names, and where.
fn declared(text: &str) -> Option<(String, Range<usize>)> {
    let head = text.strip_prefix("<?xml")?;
    if !head.starts_with([' ', '\t', '\r', '\n']) {
        return None;
    }
    let head = head.get(..head.find("?>")?)?;
    let behind = head.get(head.find("encoding")? + "encoding".len()..)?.trim_start();
    let value = behind.strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|one| matches!(one, '"' | '\''))?;
    let value = value.get(1..)?;
    let name = value.get(..value.find(quote)?)?;
    // All of these are parts of the text.
    let start = value.as_ptr() as usize - text.as_ptr() as usize;
    Some((name.to_owned(), start..start + name.len()))
}

fn invalid(encoding: &str, at: usize) -> EncodingFault {
    EncodingFault {
        message: format!("these bytes are not {encoding}"),
        label: "the first that cannot be read".to_owned(),
        range: at..at + char::REPLACEMENT_CHARACTER.len_utf8(),
    }
}

fn unknown(encoding: &str, range: Range<usize>) -> EncodingFault {
    EncodingFault {
        message: format!("the encoding `{encoding}` is not read"),
        label: "expected UTF-8, UTF-16, ISO-8859-1 or US-ASCII".to_owned(),
        range,
    }
}

fn differs(declared: &str, found: &str, range: Range<usize>) -> EncodingFault {
    EncodingFault {
        message: format!("the file says it is in `{declared}`, but it is not"),
        label: format!("what it is written in is {found}"),
        range,
    }
}
