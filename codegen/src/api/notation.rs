//! Content models over parameters, in the notation of DTDs: `a, (b | c)?`.

use super::quoted::Quoted;
use super::range;
use super::scanner::{Parsed, Scanner};
use super::tree::{Occurrence, Particle, Term, Text};
use crate::diagnostic::Diagnostic;

/// How deep parentheses may nest.
const DEPTH: usize = 32;

/// Reads a string that is a content model. An empty one is `None`.
pub(super) fn parse(quoted: &Quoted) -> Parsed<Option<Particle>> {
    let mut scanner = Scanner::new(quoted, "the content model");
    scanner.space();
    if scanner.peek().is_none() {
        return Ok(None);
    }
    let particle = parts(&mut scanner, 0)?;
    scanner.end("`,`, `|` or the end")?;
    Ok(Some(particle))
}

/// Reads parts with separators between them, up to a parenthesis or the end.
fn parts(scanner: &mut Scanner<'_>, depth: usize) -> Parsed<Particle> {
    let start = scanner.at();
    let mut separator = None;
    let mut parts = vec![part(scanner, depth)?];
    let mut end = scanner.place_from(start);
    loop {
        scanner.space();
        match (scanner.peek(), separator) {
            (Some(one @ (',' | '|')), None) => separator = Some(one),
            (Some(one), Some(same)) if one == same => {}
            (Some(',' | '|'), Some(other)) => {
                return Err(scanner
                    .unexpected(&format!("`{other}`, as between the parts before"))
                    .help("`,` and `|` do not mix: put the parts of one of them into parentheses"));
            }
            (Some(')'), _) | (None, _) => break,
            _ => return Err(scanner.unexpected(&behind_a_part(depth))),
        }
        let _ = scanner.eat(",") || scanner.eat("|");
        scanner.space();
        parts.push(part(scanner, depth)?);
        end = scanner.place_from(start);
    }
    let term = if separator == Some('|') { Term::Choice(parts) } else { Term::Sequence(parts) };
    Ok(Particle { term, occurrence: Occurrence::One, span: end })
}

fn behind_a_part(depth: usize) -> String {
    let end = if depth > 0 { "`)`" } else { "the end" };
    format!("`,`, `|` or {end}")
}

/// Reads a name or parentheses, with what says how often.
fn part(scanner: &mut Scanner<'_>, depth: usize) -> Parsed<Particle> {
    let start = scanner.at();
    let term = if scanner.peek() == Some('(') {
        if depth >= DEPTH {
            let message = format!("parentheses are nested deeper than {DEPTH} in the content model");
            let place = scanner.unexpected("").span;
            return Err(Diagnostic::error(place, message).help("make groups of the inner parts"));
        }
        scanner.eat("(");
        scanner.space();
        let inner = parts(scanner, depth + 1)?;
        if !scanner.eat(")") {
            return Err(scanner.unexpected(&behind_a_part(depth + 1)));
        }
        inner.term
    } else {
        let name = scanner.name("the name of a parameter or a group, or `(`")?;
        constrained(scanner, name)?
    };
    let occurrence = occurrence(scanner)?;
    Ok(Particle { term, occurrence, span: scanner.place_from(start) })
}

/// Reads what may follow a name directly.
fn constrained(scanner: &mut Scanner<'_>, name: Text) -> Parsed<Term> {
    let term = if scanner.eat("=") {
        Term::Fixed(name, quoted(scanner, "`name='text'`")?)
    } else if scanner.eat("!=") {
        Term::Except(name, quoted(scanner, "`name!='text'`")?)
    } else if scanner.eat("{") {
        Term::Narrowed(name, range::in_braces(scanner)?)
    } else {
        return Ok(Term::Name(name));
    };
    if let Some('=' | '{' | '!') = scanner.peek() {
        let error = scanner.unexpected("`?`, `,` or `|`");
        return Err(error.help("a parameter has a fixed value, an exception or a range, not two of them"));
    }
    Ok(term)
}

/// Reads a text in quotes.
fn quoted(scanner: &mut Scanner<'_>, example: &str) -> Parsed<Text> {
    let Some(quote @ ('\'' | '"')) = scanner.peek() else {
        return Err(scanner.unexpected(&format!("a text in quotes: {example}")));
    };
    let quote = quote.to_string();
    scanner.eat(&quote);
    let text = scanner.take_while(|one| !quote.starts_with(one));
    if scanner.eat(&quote) {
        Ok(text)
    } else {
        Err(scanner.unexpected(&format!("`{quote}` behind the text")))
    }
}

fn occurrence(scanner: &mut Scanner<'_>) -> Parsed<Occurrence> {
    if scanner.eat("?") {
        return Ok(Occurrence::Optional);
    }
    if scanner.eat("+") {
        return Ok(Occurrence::Several);
    }
    if scanner.peek() != Some('*') {
        return Ok(Occurrence::One);
    }
    Err(Diagnostic::error(scanner.unexpected("").span, "a parameter is sent at most once, so `*` has no meaning")
        .label("expected `?`, `+` or nothing")
        .help("several values of a parameter are its `list`; some alternatives of a choice or none are `((a | b)+)?`"))
}
