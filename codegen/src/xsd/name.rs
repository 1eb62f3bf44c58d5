//! Names: what XML allows as one, and which known one a misspelt one may mean.

/// Whether `text` is an NCName: an XML name without a colon.
pub(crate) fn is_ncname(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(is_name_start) && characters.all(is_name_character)
}

/// What a name may begin with, but for the colon.
pub(crate) const NAME_START: [(char, char); 15] = [
    ('a', 'z'),
    ('A', 'Z'),
    ('_', '_'),
    ('\u{C0}', '\u{D6}'),
    ('\u{D8}', '\u{F6}'),
    ('\u{F8}', '\u{2FF}'),
    ('\u{370}', '\u{37D}'),
    ('\u{37F}', '\u{1FFF}'),
    ('\u{200C}', '\u{200D}'),
    ('\u{2070}', '\u{218F}'),
    ('\u{2C00}', '\u{2FEF}'),
    ('\u{3001}', '\u{D7FF}'),
    ('\u{F900}', '\u{FDCF}'),
    ('\u{FDF0}', '\u{FFFD}'),
    ('\u{10000}', '\u{EFFFF}'),
];

/// What else a name may hold.
pub(crate) const NAME_FURTHER: [(char, char); 6] = [
    ('-', '-'),
    ('.', '.'),
    ('0', '9'),
    ('\u{B7}', '\u{B7}'),
    ('\u{300}', '\u{36F}'),
    ('\u{203F}', '\u{2040}'),
];

fn is_name_start(c: char) -> bool {
    NAME_START.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

fn is_name_character(c: char) -> bool {
    is_name_start(c) || NAME_FURTHER.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// Whether `text` is the tag of a language.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let first = parts.next().unwrap_or("");
    is_part(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic()) && parts.all(is_part)
}

/// The candidate that `wrong` most likely means: one that differs by case alone, else by few edits.
pub(crate) fn closest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = match wrong.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    };
    candidates
        .into_iter()
        .filter_map(|candidate| {
            if candidate.eq_ignore_ascii_case(wrong) {
                return Some((0, candidate));
            }
            let edits = edits(wrong, candidate)?;
            (edits <= allowed).then_some((edits, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// Characters to insert, delete or replace from one to the other; `None` for what is too long or too different.
fn edits(left: &str, right: &str) -> Option<usize> {
    if left.len() > 64 || right.len() > 64 || left.len().abs_diff(right.len()) > 8 {
        return None;
    }
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, from) in left.chars().enumerate() {
        let mut next = vec![line + 1];
        let mut last = line + 1;
        for ((&to, &diagonal), &above) in right.iter().zip(&row).zip(row.iter().skip(1)) {
            last = (diagonal + usize::from(from != to)).min(above + 1).min(last + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied()
}
