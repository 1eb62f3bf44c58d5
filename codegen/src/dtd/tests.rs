//! Tests of the parser: the tree as text, the faults as they are shown, and what no input may do.

mod corpus;
mod diagnostics;
mod entities;
mod limits;
mod robustness;
mod syntax;

use super::{
    AttributeDefault, AttributeType, Comment, Content, Declaration, Document, EntityDefinition, EntityKind,
    ExternalId,
};
use super::{Name, Particle, Term, parse};
use crate::diagnostic::Diagnostics;
use crate::resolver::Resolver;
use crate::source::{SourceFile, Sources, Span};
use expect_test::Expect;
use std::fmt::Write;

/// The document, and what is reported about it.
fn read(text: &str) -> (Document, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let source = sources.add(SourceFile::new("sample.dtd", text));
    let mut diagnostics = Diagnostics::default();
    let document = parse(source, &mut sources, &mut Resolver::default(), &mut diagnostics);
    (document, diagnostics, sources)
}

/// Compares the tree of a text without faults.
fn check(text: &str, expected: Expect) {
    let (document, diagnostics, sources) = read(text);
    assert_eq!(diagnostics.render(&sources, false), "");
    expected.assert_eq(&dump(&document, &sources.get(document.span.source).text));
}

/// Compares what is reported about a text.
fn check_diagnostics(text: &str, expected: Expect) {
    let (_, diagnostics, sources) = read(text);
    expected.assert_eq(&diagnostics.render(&sources, false));
}

/// The tree, a line a declaration, each place as the text that it covers.
fn dump(document: &Document, text: &str) -> String {
    let mut out = String::new();
    let place = |span: Span| {
        let covered = text.get(span.range()).unwrap_or("OUTSIDE OF THE TEXT");
        let short: String = covered.chars().take(24).collect();
        if short == covered { format!("{covered:?}") } else { format!("{short:?}..{}", covered.len()) }
    };
    comments(&mut out, "about the DTD", &document.documentation);
    for declaration in &document.declarations {
        match declaration {
            Declaration::Element(one) => {
                let _ = write!(out, "element {} {}", one.name.text, one.content);
                if let Content::Children(particle) = &one.content {
                    let mut groups = Vec::new();
                    particles(particle, &mut groups);
                    let groups: Vec<_> = groups.into_iter().map(place).collect();
                    let _ = write!(out, " [{}]", groups.join(" "));
                }
                let _ = writeln!(out, " @ {} {}", place(one.name.span), place(one.span));
            }
            Declaration::AttributeList(one) => {
                let _ = writeln!(out, "attributes of {} @ {}", one.element.text, place(one.span));
                for attribute in &one.attributes {
                    let kind = attribute_type(&attribute.kind);
                    let default = match &attribute.default {
                        AttributeDefault::Required => "required".to_owned(),
                        AttributeDefault::Implied => "implied".to_owned(),
                        AttributeDefault::Fixed(value) => format!("fixed {value:?}"),
                        AttributeDefault::Value(value) => format!("default {value:?}"),
                    };
                    let _ = writeln!(
                        out,
                        "  {} {kind} {default} @ {}",
                        attribute.name.text,
                        place(attribute.span)
                    );
                }
            }
            Declaration::Entity(one) => {
                let sign = if one.kind == EntityKind::Parameter { '%' } else { '&' };
                let definition = match &one.definition {
                    EntityDefinition::Internal(text) => format!("{text:?}"),
                    EntityDefinition::External { id: ExternalId { public, system }, notation } => {
                        format!("{public:?} {system:?} {:?}", notation.as_ref().map(|name| &name.text))
                    }
                };
                let _ = writeln!(out, "entity {sign}{}; {definition} @ {}", one.name.text, place(one.span));
            }
            Declaration::Notation(one) => {
                let (public, system) = (&one.public, &one.system);
                let _ =
                    writeln!(out, "notation {} {public:?} {system:?} @ {}", one.name.text, place(one.span));
            }
        }
        comments(&mut out, "  about it", declaration.comments());
    }
    comments(&mut out, "free", &document.comments);
    out
}

fn comments(out: &mut String, what: &str, comments: &[Comment]) {
    for comment in comments {
        let _ = writeln!(out, "{what}: {:?}", comment.text);
    }
}

fn attribute_type(kind: &AttributeType) -> String {
    let words = |names: &[Name]| names.iter().map(|name| name.text.clone()).collect::<Vec<_>>().join(" | ");
    match kind {
        AttributeType::Enumeration(names) => format!("({})", words(names)),
        AttributeType::Notation(names) => format!("NOTATION ({})", words(names)),
        other => format!("{other:?}"),
    }
}

/// The places of all groups and elements.
fn particles(particle: &Particle, spans: &mut Vec<Span>) {
    spans.push(particle.span);
    if let Term::Sequence(parts) | Term::Choice(parts) = &particle.term {
        parts.iter().for_each(|part| particles(part, spans));
    }
}
