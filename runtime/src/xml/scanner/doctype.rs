//! The document type declaration: stepped over, never fetched or expanded.

use super::cursor::Cursor;
use super::problem::{Construct, Malformed, Problem, excerpt};
use super::prolog::{comment, processing_instruction};

/// Steps over a document type declaration, the cursor at its `<!DOCTYPE`; gives the name in it.
///
/// Element, attribute list and notation declarations of an internal subset are stepped over without a look at
/// what they say. Entities are refused: they are what attacks are made of, and the service sends none.
pub(super) fn doctype<'a>(cursor: &mut Cursor<'a>) -> Result<&'a str, Malformed> {
    let opened_at = cursor.at();
    let unexpected = |cursor: &Cursor<'_>, expected| {
        Malformed::unexpected(cursor, expected, Construct::Doctype, opened_at)
    };
    cursor.advance("<!DOCTYPE".len());
    if !cursor.eat_space() {
        return Err(unexpected(cursor, "white space behind `<!DOCTYPE`"));
    }
    let Some(name) = cursor.eat_name() else {
        return Err(unexpected(cursor, "the name of the root element"));
    };
    let spaced = cursor.eat_space();
    let mut expected = "`SYSTEM`, `PUBLIC`, `[` or `>`";
    if spaced && (cursor.eat("SYSTEM") || eat_public(cursor, opened_at)?) {
        literal(cursor, opened_at, "a quoted system identifier", |_| true)?;
        cursor.eat_space();
        expected = "`[` or `>`";
    }
    if cursor.eat("[") {
        internal_subset(cursor, opened_at)?;
        cursor.eat_space();
        expected = "`>`";
    }
    if cursor.eat(">") { Ok(name) } else { Err(unexpected(cursor, expected)) }
}

/// Steps over `PUBLIC` and a public identifier, if there.
fn eat_public(cursor: &mut Cursor<'_>, opened_at: usize) -> Result<bool, Malformed> {
    let found = cursor.eat("PUBLIC");
    if found {
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b" \r\n-'()+,./:=?;!*#@$_%".contains(&byte);
        literal(cursor, opened_at, "a quoted public identifier", allowed)?;
    }
    Ok(found)
}

/// Steps over white space and a quoted literal of allowed bytes.
fn literal(
    cursor: &mut Cursor<'_>,
    opened_at: usize,
    expected: &'static str,
    allowed: impl Fn(u8) -> bool,
) -> Result<(), Malformed> {
    let unexpected = |cursor: &Cursor<'_>, expected| {
        Malformed::unexpected(cursor, expected, Construct::Doctype, opened_at)
    };
    if !cursor.eat_space() {
        return Err(unexpected(cursor, "white space before an identifier"));
    }
    let start = cursor.at() + 1;
    let Some(text) = eat_quoted(cursor, opened_at)? else {
        return Err(unexpected(cursor, expected));
    };
    if let Some(found) = text.bytes().position(|byte| !allowed(byte)) {
        cursor.move_to(start + found);
        return Err(unexpected(cursor, "a character that an identifier may contain"));
    }
    Ok(())
}

/// Steps over what stands in the brackets, the cursor behind the first.
fn internal_subset(cursor: &mut Cursor<'_>, opened_at: usize) -> Result<(), Malformed> {
    let unexpected = |cursor: &Cursor<'_>, expected| {
        Malformed::unexpected(cursor, expected, Construct::Doctype, opened_at)
    };
    loop {
        cursor.eat_space();
        let offset = cursor.at();
        if cursor.eat("]") {
            return Ok(());
        }
        let bytes = cursor.bytes();
        if bytes.starts_with(b"<!--") {
            comment(cursor)?;
        } else if bytes.starts_with(b"<?") {
            processing_instruction(cursor)?;
        } else if cursor.eat("%") {
            let name = excerpt(cursor.eat_name().unwrap_or_default());
            return Err(Malformed::new(offset, Problem::ParameterEntity { name }));
        } else if cursor.eat("<!ENTITY") {
            cursor.eat_space();
            if cursor.eat("%") {
                cursor.eat_space();
            }
            let name = excerpt(cursor.eat_name().unwrap_or_default());
            return Err(Malformed::new(offset, Problem::EntityDeclaration { name }));
        } else if ["<!ELEMENT", "<!ATTLIST", "<!NOTATION"].iter().any(|start| cursor.eat(start)) {
            if !cursor.eat_space() {
                return Err(unexpected(cursor, "white space in a declaration"));
            }
            declaration_rest(cursor, opened_at)?;
        } else if ["<!ELEMENT", "<!ATTLIST", "<!NOTATION", "<!ENTITY", "<!--"]
            .iter()
            .any(|start| start.as_bytes().starts_with(bytes))
        {
            return Err(Malformed::end_of_input(cursor, Construct::Doctype, opened_at));
        } else {
            return Err(unexpected(cursor, "a declaration, a comment, a processing instruction or `]`"));
        }
    }
}

/// Steps over the rest of a declaration, quoted parts as one.
fn declaration_rest(cursor: &mut Cursor<'_>, opened_at: usize) -> Result<(), Malformed> {
    loop {
        if eat_quoted(cursor, opened_at)?.is_some() {
            continue;
        }
        match cursor.peek() {
            Some(b'>') => {
                cursor.advance(1);
                return Ok(());
            }
            None | Some(b'<') => {
                return Err(Malformed::unexpected(
                    cursor,
                    "`>`, which ends the declaration",
                    Construct::Doctype,
                    opened_at,
                ));
            }
            Some(_) => cursor.advance(1),
        }
    }
}

/// Steps over a quoted part, if there; gives what stands in the quotes.
fn eat_quoted<'a>(cursor: &mut Cursor<'a>, opened_at: usize) -> Result<Option<&'a str>, Malformed> {
    let quote = match cursor.peek() {
        Some(b'"') => "\"",
        Some(b'\'') => "'",
        _ => return Ok(None),
    };
    cursor.advance(1);
    match cursor.eat_through(quote) {
        Some(quoted) => Ok(Some(quoted)),
        None => Err(Malformed::end_of_input(cursor, Construct::Doctype, opened_at)),
    }
}
