//! Members that an object must have: `template.id`, or `reviewer.id if workflowType = REVIEWABLE | FULL`.

use super::quoted::Quoted;
use super::scanner::{Parsed, Scanner};
use super::tree::{Condition, Required, Text};
use crate::diagnostic::Diagnostic;

/// Reads a required member.
pub(super) fn parse(quoted: &Quoted) -> Parsed<Required> {
    let mut scanner = Scanner::new(quoted, "the required member");
    scanner.space();
    let path = scanner.name("the path of a member, such as `template.id`")?;
    scanner.space();
    let condition = if scanner.peek().is_some() { Some(condition(&mut scanner)?) } else { None };
    scanner.end("`|` or the end")?;
    Ok(Required { path, condition, span: quoted.span })
}

fn condition(scanner: &mut Scanner<'_>) -> Parsed<Condition> {
    let unexpected =
        scanner.unexpected("the end, or `if` and a member with its words: `if status = NEW | OPEN`");
    if !scanner.eat("if") || scanner.peek().is_some_and(|next| !next.is_whitespace()) {
        return Err(unexpected);
    }
    scanner.space();
    let path = scanner.name("the path of a member that has words")?;
    scanner.space();
    if !scanner.eat("=") {
        return Err(scanner.unexpected("`=` and the words of the member"));
    }
    let mut words: Vec<Text> = Vec::new();
    loop {
        scanner.space();
        let word = scanner.name("a word of the member")?;
        if let Some(first) = words.iter().find(|one| one.text == word.text) {
            let error = Diagnostic::error(word.span, format!("the word `{}` is there twice", word.text));
            return Err(error.label("take this one out").related(first.span, "the other one"));
        }
        words.push(word);
        scanner.space();
        if !scanner.eat("|") {
            return Ok(Condition { path, words });
        }
    }
}
