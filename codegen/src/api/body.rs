//! Bodies: what a `ServiceRequest` holds, `filters?, preferences?`, `WasScan(cancelWithResults?)?` or
//! `Finding(id, severity{1..5})`.

use super::quoted::Quoted;
use super::range;
use super::scanner::{Parsed, Scanner};
use super::tree::{Body, BodyMember, BodyPart, Object};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Reads a body.
pub(super) fn parse(quoted: &Quoted) -> Parsed<Body> {
    let mut scanner = Scanner::new(quoted, "the body");
    let mut body = Body { object: None, filters: None, preferences: None, span: quoted.span };
    loop {
        let (part, members) = part(&mut scanner)?;
        let place = part.name.span;
        let first = match part.name.text.as_str() {
            "filters" | "preferences" if members.is_some() => {
                let error =
                    Diagnostic::error(place, format!("`{}` has no members to choose from", part.name.text));
                return Err(error.label("expected `filters`, `preferences` or an object"));
            }
            "filters" => body.filters.replace(part).map(|part| part.name.span),
            "preferences" => body.preferences.replace(part).map(|part| part.name.span),
            _ => body.object.replace(Object { part, members }).map(|object| object.part.name.span),
        };
        if let Some(first) = first {
            return Err(twice(place, first));
        }
        scanner.space();
        if !scanner.eat(",") {
            break;
        }
    }
    scanner.end("`,` or the end")?;
    Ok(body)
}

fn twice(place: Span, first: Span) -> Diagnostic {
    Diagnostic::error(place, "a body holds one object, `filters` and `preferences`, each at most once")
        .label("one too many")
        .related(first, "the other one")
}

/// Reads a name, what is in parentheses behind it, and whether it is optional.
fn part(scanner: &mut Scanner<'_>) -> Parsed<(BodyPart, Option<Vec<BodyMember>>)> {
    scanner.space();
    let name = scanner.name("`filters`, `preferences` or the name of an object")?;
    if !scanner.eat("(") {
        let is_optional = scanner.eat("?");
        return Ok((BodyPart { name, is_optional }, None));
    }
    let mut members: Vec<BodyMember> = Vec::new();
    loop {
        scanner.space();
        let name = scanner.name("the name of a member")?;
        if let Some(first) = members.iter().find(|member| member.part.name.text == name.text) {
            let error = Diagnostic::error(name.span, format!("the member `{}` is there twice", name.text));
            return Err(error.label("take this one out").related(first.part.name.span, "the other one"));
        }
        let range = if scanner.eat("{") { Some(range::in_braces(scanner)?) } else { None };
        let is_optional = scanner.eat("?");
        members.push(BodyMember { part: BodyPart { name, is_optional }, range });
        scanner.space();
        if scanner.eat(")") {
            break;
        }
        if !scanner.eat(",") {
            return Err(scanner.unexpected("`,` or `)`"));
        }
    }
    let is_optional = scanner.eat("?");
    Ok((BodyPart { name, is_optional }, Some(members)))
}
