//! Finds what delimits markup, eight bytes at a time.
//!
//! Most texts between tags are shorter than what a vector search takes to begin, so the first words are looked at here, and
//! only what is longer is handed over to `memchr`.

use memchr::{memchr_iter, memchr3};

/// The eight bytes from an offset on, the first of them lowest.
#[inline(always)]
pub(crate) fn word(bytes: &[u8], at: usize) -> Option<u64> {
    chunk(bytes, at).map(|bytes| u64::from_le_bytes(*bytes))
}

/// So many bytes from an offset on.
#[inline(always)]
pub(crate) fn chunk<const N: usize>(bytes: &[u8], at: usize) -> Option<&[u8; N]> {
    // Where the end wraps around, it lies in front of the start.
    bytes.get(at..at.wrapping_add(N))?.first_chunk()
}

/// The offset of the first byte from `at` on that is no white space, in text without control characters.
#[inline(always)]
pub(crate) fn blank_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = word(bytes, at) {
        let visible = above_space(word);
        if visible != 0 {
            return at + first(visible);
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| *byte <= b' ') {
        at += 1;
    }
    at
}

/// The offset of the first `<`, `>` or `&` from `at` on; it may not be found when it is one of the last few bytes.
#[inline(always)]
pub(crate) fn text_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut rest = bytes.get(at..)?;
    for number in 0..WORDS {
        let (next, after) = rest.split_first_chunk()?;
        let next = u64::from_le_bytes(*next);
        // `<` and `>` differ in one bit.
        let found = equal(next | repeated(b'<' ^ b'>'), b'>') | equal(next, b'&');
        if found != 0 {
            return Some(at + 8 * number + first(found));
        }
        rest = after;
    }
    long_text_end(bytes, at + 8 * WORDS)
}

/// The offset of the first `"`, `<`, `&` or control character from `at` on; nothing when it is one of the last few bytes.
pub(crate) fn attribute_value_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let word = word(bytes, at)?;
        let control = word.wrapping_sub(repeated(b' ')) & !word & repeated(0x80);
        let found = equal(word, b'"') | equal(word, b'<') | equal(word, b'&') | control;
        if found != 0 {
            return Some(at + first(found));
        }
        at += 8;
    }
}

/// The offset of the next byte of a character that may have to be escaped, or that XML may not be able to carry: markup, control
/// characters, and what begins like U+FFFE.
pub(crate) fn next_special(bytes: &[u8], mut at: usize) -> Option<usize> {
    while let Some(word) = word(bytes, at) {
        let control = word.wrapping_sub(repeated(b' ')) & !word & repeated(0x80);
        // `"` and `&`, and `<` and `>`, differ in one bit each.
        let markup = equal(word | repeated(b'"' ^ b'&'), b'&') | equal(word | repeated(b'<' ^ b'>'), b'>');
        let found = control | markup | equal(word, 0xEF);
        if found != 0 {
            return Some(at + first(found));
        }
        at += 8;
    }
    let is_special = |byte: &u8| *byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'"' | 0xEF);
    bytes.get(at..)?.iter().position(is_special).map(|found| at + found)
}

/// The offset of the first `]]>` from `at` on; it may not be found when it is at the very end.
#[inline(always)]
pub(crate) fn cdata_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut rest = bytes.get(at..)?;
    for number in 0..WORDS {
        let (next, after) = rest.split_first_chunk()?;
        let found = equal(u64::from_le_bytes(*next), b']');
        if found != 0 {
            let at = at + 8 * number + first(found);
            return if chunk(bytes, at) == Some(b"]]>") { Some(at) } else { long_cdata_end(bytes, at) };
        }
        rest = after;
    }
    long_cdata_end(bytes, at + 8 * WORDS)
}

/// The whole number of at most so many digits that stands at an offset in front of `<`, with the offset of that. Not more than
/// nineteen digits may be asked for.
#[inline(always)]
pub(crate) fn digits(bytes: &[u8], at: usize, most: usize) -> Option<(u64, usize)> {
    let window = chunk::<20>(bytes, at)?;
    let mut number = 0_u64;
    for (length, byte) in window.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return (*byte == b'<' && length.wrapping_sub(1) < most).then_some((number, at + length));
        }
        number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    None
}

/// Whether two texts of one length are the same. Names are short: a call would take longer than comparing does.
#[inline(always)]
pub(crate) fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    if let (Some(last), Some(other_last)) = (one.last_chunk::<8>(), other.last_chunk::<8>()) {
        return last == other_last
            && one.first_chunk::<8>() == other.first_chunk::<8>()
            && (one.len() <= 16 || one == other);
    }
    if let (Some(last), Some(other_last)) = (one.last_chunk::<4>(), other.last_chunk::<4>()) {
        return last == other_last && one.first_chunk::<4>() == other.first_chunk::<4>();
    }
    one.iter().zip(other).all(|(one, other)| one == other)
}

/// The offset of what ends the name that goes on at `at` in a start tag.
pub(crate) fn tag_name_end(bytes: &[u8], at: usize) -> Option<usize> {
    let ends = |byte: &u8| *byte <= b' ' || matches!(byte, b'>' | b'/');
    bytes.get(at..)?.iter().position(ends).map(|length| at + length)
}

/// The offset behind the end tag at an offset, if that is one of this name and nothing else.
#[inline(always)]
pub(crate) fn end_tag_end(bytes: &[u8], at: usize, name: &str) -> Option<usize> {
    let end = at + "</".len() + name.len();
    let is_it = chunk(bytes, at) == Some(b"</")
        && is_same(bytes.get(at + "</".len()..end)?, name.as_bytes())
        && bytes.get(end) == Some(&b'>');
    is_it.then_some(end + 1)
}

/// After so many words a vector search is faster.
const WORDS: usize = 4;

#[inline(never)]
fn long_text_end(bytes: &[u8], at: usize) -> Option<usize> {
    memchr3(b'<', b'>', b'&', bytes.get(at..)?).map(|found| at + found)
}

#[inline(never)]
fn long_cdata_end(bytes: &[u8], at: usize) -> Option<usize> {
    let ends = memchr_iter(b']', bytes.get(at..)?).map(|found| at + found);
    ends.into_iter().find(|end| chunk(bytes, *end) == Some(b"]]>"))
}

const fn repeated(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// The highest bit of the first byte that equals `byte`, and maybe of some behind it.
#[inline(always)]
fn equal(word: u64, byte: u8) -> u64 {
    let difference = word ^ repeated(byte);
    difference.wrapping_sub(repeated(1)) & !difference & repeated(0x80)
}

/// The highest bit of each byte above the space.
#[inline(always)]
fn above_space(word: u64) -> u64 {
    (((word & repeated(0x7F)) + repeated(0x7F - b' ')) | word) & repeated(0x80)
}

/// The number of the first byte of which the highest bit is set.
#[inline(always)]
fn first(found: u64) -> usize {
    (found.trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each function against what it says, over every byte at every place of texts of every length.
    #[test]
    fn the_first_is_found_wherever_it_stands() {
        for length in 0..120_usize {
            for at in 0..length.min(70) {
                for byte in 0..=255_u8 {
                    let mut blank = vec![b' '; length];
                    blank[at] = byte;
                    let visible = if byte > b' ' { at } else { length };
                    assert_eq!(blank_end(&blank, 0), visible, "{byte} at {at} of {length}");
                    let mut text = vec![b'x'; length];
                    text[at] = byte;
                    let delimiter = b"<>&".contains(&byte).then_some(at);
                    // Near the end nothing may be found, but never something else.
                    let found = text_end(&text, 0);
                    assert!(
                        found == delimiter || (found.is_none() && at + 8 > length),
                        "{byte} at {at} of {length}"
                    );
                }
                let mut value = vec![b'x'; length];
                for byte in 0..=255_u8 {
                    value[at] = byte;
                    let is_end = byte < b' ' || b"\"<&".contains(&byte);
                    let expected = (is_end && at / 8 * 8 + 8 <= length).then_some(at);
                    assert_eq!(attribute_value_end(&value, 0), expected, "{byte} at {at} of {length}");
                }
                for byte in 0..=255_u8 {
                    value[at] = byte;
                    let is_special = byte < b' ' || b"&<>\"\xEF".contains(&byte);
                    assert_eq!(
                        next_special(&value, 0),
                        is_special.then_some(at),
                        "{byte} at {at} of {length}"
                    );
                }
                let mut text = "]>] x]]".repeat(20)[..length].to_owned();
                text.replace_range(at..(at + 3).min(length), &"]]>"[..3.min(length - at)]);
                let found = cdata_end(text.as_bytes(), 0);
                let expected = text.find("]]>");
                assert!(found == expected || (found.is_none() && at + 11 > length), "{text}: {found:?}");
            }
        }
    }
}
