//! Paths on the API server: `/qps/rest/3.0/get/was/webapp/{id}`.

use super::quoted::Quoted;
use super::scanner::{Parsed, Scanner};
use super::tree::Path;
use crate::diagnostic::Diagnostic;

/// Reads a path.
pub(super) fn parse(quoted: Quoted) -> Parsed<Path> {
    let mut scanner = Scanner::new(&quoted, "the path");
    if !scanner.eat("/") {
        return Err(scanner.unexpected("`/`: a path without the name of the server"));
    }
    let mut parameters = Vec::new();
    loop {
        scanner.take_while(|one| one.is_ascii_alphanumeric() || "/-._~".contains(one));
        if scanner.eat("{") {
            parameters.push(scanner.name("the name of a parameter")?);
            if !scanner.eat("}") {
                return Err(scanner.unexpected("`}` behind the name"));
            }
        } else if scanner.peek().is_none() {
            break;
        } else {
            return Err(
                scanner.unexpected("letters, digits, `/`, `-`, `.`, `_`, `~` or a parameter such as `{id}`")
            );
        }
    }
    for (at, name) in parameters.iter().enumerate() {
        if let Some(first) = parameters.iter().take(at).find(|first| first.text == name.text) {
            let error = Diagnostic::error(name.span, format!("`{{{}}}` is there twice", name.text));
            return Err(error.label("again").related(first.span, "the other one"));
        }
    }
    Ok(Path { parameters, text: quoted.whole() })
}
