//! The classes of characters that XML 1.0 (fifth edition) names.

/// `Char`: what a text may hold at all.
pub(crate) fn is_character(one: char) -> bool {
    matches!(one, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// The first character of a text that none may hold, with its place.
pub(crate) fn first_that_is_no_character(text: &str) -> Option<(usize, char)> {
    // Only control characters and what UTF-8 writes from this byte on can be one: U+FFFE and U+FFFF.
    let may_be = |byte: &u8| *byte < b' ' || *byte == 0xEF;
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        from += rest.bytes().position(|byte| may_be(&byte))?;
        let one = text.get(from..)?.chars().next()?;
        if !is_character(one) {
            return Some((from, one));
        }
        from += one.len_utf8();
    }
}

/// `S`
pub(crate) fn is_space(one: char) -> bool {
    matches!(one, ' ' | '\t' | '\n' | '\r')
}

/// `NameStartChar`
pub(crate) fn is_name_start(one: char) -> bool {
    matches!(one,
        ':' | '_' | 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// `NameChar`
pub(crate) fn is_name_character(one: char) -> bool {
    is_name_start(one)
        || matches!(one, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

/// `PubidChar`
pub(crate) fn is_public_identifier_character(one: char) -> bool {
    one.is_ascii_alphanumeric() || " \r\n-'()+,./:=?;!*#@$_%".contains(one)
}

/// The name token (`Nmtoken`) that `text` begins with; empty if there is none.
pub(crate) fn leading_name_token(text: &str) -> &str {
    // Most names are of these alone.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
    let plain = text.bytes().position(|byte| !is_plain(byte)).unwrap_or(text.len());
    let rest = text.get(plain..).unwrap_or("");
    let more = match rest.bytes().next() {
        Some(byte) if !byte.is_ascii() => rest.find(|one| !is_name_character(one)).unwrap_or(rest.len()),
        _ => 0,
    };
    text.get(..plain + more).unwrap_or("")
}

/// The `Name` that `text` begins with; empty if there is none.
pub(crate) fn leading_name(text: &str) -> &str {
    if text.starts_with(is_name_start) { leading_name_token(text) } else { "" }
}

/// The text of a file with each end of a line as XML hands it on: a line feed.
pub(crate) fn unix_lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}
