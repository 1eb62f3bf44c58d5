//! Ways through elements: `RESPONSE/HOST_LIST/HOST`.

use super::quoted::Quoted;
use super::scanner::{Parsed, Scanner};
use super::tree::Steps;

/// Reads a way.
pub(super) fn parse(quoted: &Quoted) -> Parsed<Steps> {
    let mut scanner = Scanner::new(quoted, "the way of elements");
    let mut names = Vec::new();
    loop {
        names.push(scanner.name("the name of an element")?);
        if !scanner.eat("/") {
            break;
        }
    }
    scanner.end("`/` or the end")?;
    Ok(Steps { names, span: quoted.span })
}
