//! The character classes of XML 1.0 (fifth edition): characters, white space and names.

/// Whether a byte is white space (production `S`).
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Whether a document may contain the character (production `Char`).
pub(crate) fn is_character(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        _ => character >= ' ',
    }
}

/// Whether a name may begin with the character (production `NameStartChar`).
pub(crate) fn is_name_start(character: char) -> bool {
    matches!(character,
        ':' | 'A'..='Z' | '_' | 'a'..='z'
        | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}'
        | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// Whether a name may go on with the character (production `NameChar`).
pub(crate) fn is_name_character(character: char) -> bool {
    is_name_start(character)
        || matches!(character,
            '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// The length in bytes of the name (production `Name`) at the start of a text; 0 when there is none.
pub(crate) fn name_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let length = bytes.iter().position(|byte| !ASCII_NAME[usize::from(*byte)]).unwrap_or(bytes.len());
    if bytes.get(length).is_some_and(|byte| !byte.is_ascii()) {
        return mixed_name_length(text);
    }
    match bytes.first() {
        Some(first) if is_name_start(char::from(*first)) => length,
        _ => 0,
    }
}

/// The end of the name (production `Name`) at an offset, if all of it is ASCII.
pub(crate) fn ascii_name_end(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    let length = rest.iter().position(|byte| !ASCII_NAME[usize::from(*byte)])?;
    let is_one = is_name_start(char::from(*rest.first()?)) && rest.get(length)?.is_ascii();
    is_one.then_some(at + length)
}

/// What is to be known of a text before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Survey {
    /// The offset of the first character that no document may contain.
    pub(crate) forbidden: Option<usize>,
    /// Whether there is a carriage return before that.
    pub(crate) carriage_return: bool,
}

impl Survey {
    /// Looks through a text once.
    pub(crate) fn of(text: &str) -> Self {
        let mut survey = Self::default();
        let (blocks, rest) = text.as_bytes().as_chunks();
        for (number, block) in blocks.iter().enumerate() {
            // Tabs are too rare to be looked for in every block.
            if !is_simple(block) && !is_simple_with_tabs(block) {
                survey.look_into(text.as_bytes(), number * BLOCK);
            }
            if survey.forbidden.is_some() {
                return survey;
            }
        }
        if !rest.is_empty() {
            survey.look_into(text.as_bytes(), text.len() - rest.len());
        }
        survey
    }

    /// Looks into one block.
    #[inline(never)]
    fn look_into(&mut self, bytes: &[u8], start: usize) {
        let end = bytes.len().min(start + BLOCK);
        let block = bytes.get(start..end).unwrap_or_default();
        // Without an early exit, as above.
        let any =
            |is_such: fn(u8) -> bool| block.iter().fold(0, |any, byte| any | u8::from(is_such(*byte))) != 0;
        if any(|byte| (byte == 0xEF) | ((byte < b' ') & (byte != b'\n') & (byte != b'\t') & (byte != b'\r')))
        {
            // A character may go on in the next block.
            let bytes = bytes.get(start..bytes.len().min(end + 2)).unwrap_or_default();
            let found = (0..block.len()).find(|at| begins_forbidden(bytes, *at));
            self.forbidden = found.map(|found| start + found);
        }
        let before = self.forbidden.map_or(block.len(), |offset| offset - start);
        self.carriage_return |= memchr::memchr(b'\r', block).is_some_and(|found| found < before);
    }
}

/// The ASCII bytes that a name may contain; `false` for every other byte.
const ASCII_NAME: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = matches!(byte as u8,
            b':' | b'_' | b'-' | b'.' | b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9');
        byte += 1;
    }
    table
};

/// [`name_length`] for a name that may not be all ASCII.
#[cold]
fn mixed_name_length(text: &str) -> usize {
    if !text.starts_with(is_name_start) {
        return 0;
    }
    text.find(|character| !is_name_character(character)).unwrap_or(text.len())
}

const BLOCK: usize = 64;

/// Whether a block is ASCII without control characters other than line feeds; then there is nothing more to look for.
#[inline(always)]
fn is_simple(block: &[u8; BLOCK]) -> bool {
    // Without an early exit, so that the compiler can make vector code of it. What is not ASCII is negative.
    let is_odd = |byte: u8| (byte.cast_signed() < 0x20) & (byte != b'\n');
    block.iter().fold(0, |found, byte| found | u8::from(is_odd(*byte))) == 0
}

/// As [`is_simple`], but for tabs.
#[inline(never)]
fn is_simple_with_tabs(block: &[u8; BLOCK]) -> bool {
    let is_odd = |byte: u8| (byte.cast_signed() < 0x20) & (byte != b'\n') & (byte != b'\t');
    block.iter().fold(0, |found, byte| found | u8::from(is_odd(*byte))) == 0
}

/// Whether a character begins at an offset that no document may contain. U+FFFE and U+FFFF are `EF BF BE` and `EF BF BF`; the
/// others are control characters.
fn begins_forbidden(bytes: &[u8], at: usize) -> bool {
    match bytes.get(at..) {
        Some([0xEF, 0xBF, 0xBE | 0xBF, ..]) => true,
        Some([byte, ..]) => is_forbidden(*byte),
        _ => false,
    }
}

fn is_forbidden(byte: u8) -> bool {
    byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character, against the productions written as ranges of code points.
    #[test]
    fn every_character_is_classified_as_the_productions_say() {
        let within = |ranges: &[(u32, u32)], code: u32| ranges.iter().any(|(a, b)| (*a..=*b).contains(&code));
        let characters = [(0x9, 0xA), (0xD, 0xD), (0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF)];
        let starts = [
            (0x3A, 0x3A),
            (0x41, 0x5A),
            (0x5F, 0x5F),
            (0x61, 0x7A),
            (0xC0, 0xD6),
            (0xD8, 0xF6),
            (0xF8, 0x2FF),
            (0x370, 0x37D),
            (0x37F, 0x1FFF),
            (0x200C, 0x200D),
            (0x2070, 0x218F),
            (0x2C00, 0x2FEF),
            (0x3001, 0xD7FF),
            (0xF900, 0xFDCF),
            (0xFDF0, 0xFFFD),
            (0x10000, 0xEFFFF),
        ];
        let others = [(0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040)];
        let mut text = String::new();
        for character in '\0'..=char::MAX {
            let code = u32::from(character);
            let allowed = within(&characters, code);
            let start = within(&starts, code);
            let inside = start || within(&others, code);
            assert_eq!(is_character(character), allowed, "{code:X}");
            assert_eq!(is_name_start(character), start, "{code:X}");
            assert_eq!(is_name_character(character), inside, "{code:X}");
            text.clear();
            text.push(character);
            let survey = Survey { forbidden: (!allowed).then_some(0), carriage_return: character == '\r' };
            assert_eq!(Survey::of(&text), survey, "{code:X}");
            assert_eq!(name_length(&text), if start { text.len() } else { 0 }, "{code:X}");
            text.insert(0, 'A');
            assert_eq!(name_length(&text), if inside { text.len() } else { 1 }, "{code:X}");
            if let Ok(byte) = u8::try_from(code) {
                assert_eq!(is_space(byte), b" \t\n\r".contains(&byte));
            }
        }
    }

    #[test]
    fn the_first_forbidden_character_is_found_wherever_it_stands() {
        for length in (0..4).chain(60..70).chain([200]) {
            let before = "x".repeat(length);
            assert_eq!(Survey::of(&before).forbidden, None);
            for forbidden in ['\0', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
                let text = format!("{before}{forbidden}\u{FFFD}\u{1}{forbidden}");
                assert_eq!(Survey::of(&text).forbidden, Some(length), "{text:?}");
            }
        }
    }
}
