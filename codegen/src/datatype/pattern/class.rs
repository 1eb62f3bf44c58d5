//! Sets of characters, and those that have names.

use super::block;
use crate::xsd::{NAME_FURTHER, NAME_START};
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// A set of characters.
pub(super) type CharacterSet = ClassUnicode;

/// The names of general categories that can stand in `\p{…}`.
const CATEGORIES: [&str; 36] = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps",
    "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So", "C", "Cc", "Cf", "Co", "Cn",
];

pub(super) fn of(ranges: impl IntoIterator<Item = (char, char)>) -> CharacterSet {
    CharacterSet::new(ranges.into_iter().map(|(first, last)| ClassUnicodeRange::new(first, last)))
}

pub(super) fn one(c: char) -> CharacterSet {
    of([(c, c)])
}

pub(super) fn complement(mut set: CharacterSet) -> CharacterSet {
    set.negate();
    set
}

/// `.`
pub(super) fn any() -> CharacterSet {
    complement(of([('\n', '\n'), ('\r', '\r')]))
}

/// `\s`, `\i` and so on.
pub(super) fn escaped(letter: char) -> Option<CharacterSet> {
    Some(match letter {
        's' => of([(' ', ' '), ('\t', '\t'), ('\n', '\n'), ('\r', '\r')]),
        'i' => of(NAME_START.into_iter().chain([(':', ':')])),
        'c' => of(NAME_START.into_iter().chain(NAME_FURTHER).chain([(':', ':')])),
        'd' => category("Nd")?,
        'w' => {
            let mut others = category("P")?;
            others.union(&category("Z")?);
            others.union(&category("C")?);
            complement(others)
        }
        'S' | 'I' | 'C' | 'D' | 'W' => complement(escaped(letter.to_ascii_lowercase())?),
        _ => return None,
    })
}

/// What stands between the braces of `\p{…}`: a category or, behind `Is`, a block.
pub(super) fn property(name: &str) -> Option<CharacterSet> {
    match name.strip_prefix("Is") {
        Some(name) => block::ranges(name).map(of),
        None => category(name),
    }
}

fn category(name: &str) -> Option<CharacterSet> {
    if !CATEGORIES.contains(&name) {
        return None;
    }
    match regex_syntax::parse(&format!(r"\p{{{name}}}")).ok()?.into_kind() {
        HirKind::Class(Class::Unicode(set)) => Some(set),
        // Of a category with one character alone.
        HirKind::Literal(text) => std::str::from_utf8(&text.0).ok()?.chars().next().map(one),
        _ => None,
    }
}
