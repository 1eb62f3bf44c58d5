//! Ranges of numbers: `1..365`.

use super::quoted::Quoted;
use super::scanner::{Parsed, Scanner};
use super::tree::Range;
use crate::diagnostic::Diagnostic;

/// Reads a string that is a range.
pub(super) fn parse(quoted: &Quoted) -> Parsed<Range> {
    let mut scanner = Scanner::new(quoted, "the range");
    let mut range = range(&mut scanner)?;
    scanner.end("nothing behind a range such as `1..365`")?;
    range.span = quoted.span;
    Ok(range)
}

/// Reads a range up to what can be no part of it.
fn range(scanner: &mut Scanner<'_>) -> Parsed<Range> {
    scanner.space();
    let start = scanner.at();
    let min = number(scanner)?;
    scanner.space();
    if !scanner.eat("..") {
        let expected =
            if min.is_some() { "`..` and the greatest number" } else { "a range such as `1..365`" };
        return Err(scanner.unexpected(expected));
    }
    scanner.space();
    let max = number(scanner)?;
    let span = scanner.place_from(start);
    if min.is_none() && max.is_none() {
        return Err(Diagnostic::error(span, "a range needs a number").label("expected `1..365` or `5..`"));
    }
    Ok(Range { min, max, span })
}

/// Reads a range and the brace behind it.
pub(super) fn in_braces(scanner: &mut Scanner<'_>) -> Parsed<Range> {
    let range = range(scanner)?;
    scanner.space();
    if scanner.eat("}") { Ok(range) } else { Err(scanner.unexpected("`}` behind the range")) }
}

fn number(scanner: &mut Scanner<'_>) -> Parsed<Option<i128>> {
    let start = scanner.at();
    let is_negative = scanner.eat("-");
    let digits = scanner.take_while(|one| one.is_ascii_digit());
    if digits.text.is_empty() {
        return if is_negative { Err(scanner.unexpected("a digit")) } else { Ok(None) };
    }
    match digits.text.parse::<i128>() {
        Ok(number) => Ok(Some(if is_negative { -number } else { number })),
        Err(_) => {
            let span = scanner.place_from(start);
            Err(Diagnostic::error(span, "the number is too large").label("expected at most 64 bits"))
        }
    }
}
