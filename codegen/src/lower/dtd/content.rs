//! Content models: from the particles of a DTD to those of the IR.

use super::Undeclared;
use super::docs::Docs;
use crate::dtd::{self, Occurrence};
use crate::ir::{Content, Element, Occurs, Particle, Target, Term, TypeId, Value};
use crate::source::Span;
use indexmap::IndexMap;

/// What the lowering of content models looks up and gathers.
#[derive(Debug)]
pub(super) struct Lowering<'a> {
    pub(super) elements: &'a IndexMap<String, Target>,
    pub(super) docs: &'a mut Docs,
    pub(super) undeclared: &'a mut Vec<Undeclared>,
    /// The type of what is not declared.
    pub(super) any: &'a TypeId,
}

impl Lowering<'_> {
    /// What stands between the tags of an element.
    pub(super) fn content(&mut self, element: &dtd::Element) -> Content {
        let parent = &element.name.text;
        match &element.content {
            dtd::Content::Empty => Content::Empty,
            dtd::Content::Any => Content::Any,
            dtd::Content::Mixed(names) if names.is_empty() => Content::Value(Value::text()),
            dtd::Content::Mixed(names) => {
                let part = |name: &dtd::Name| Particle {
                    term: Term::Element(self.reference(&name.text, parent, name.span)),
                    occurs: Occurs::ONE,
                    span: name.span,
                    name: None,
                };
                Content::Mixed(Particle {
                    term: Term::Choice(names.iter().map(part).collect()),
                    occurs: Occurs::ANY,
                    span: element.content_span,
                    name: None,
                })
            }
            dtd::Content::Children(particle) => Content::Elements(self.particle(particle, parent)),
        }
    }

    /// Recursion is as deep as groups nest, which the parser limits.
    fn particle(&mut self, particle: &dtd::Particle, parent: &str) -> Particle {
        let occurs = occurs(particle.occurrence);
        let term = match &particle.term {
            dtd::Term::Element(name) => Term::Element(self.reference(name, parent, particle.span)),
            dtd::Term::Sequence(parts) | dtd::Term::Choice(parts) if parts.len() == 1 => {
                let mut parts = parts.iter().map(|part| self.particle(part, parent));
                match parts.next() {
                    Some(part) => return Particle { occurs: nested(occurs, part.occurs), ..part },
                    None => Term::Sequence(Vec::new()),
                }
            }
            dtd::Term::Sequence(parts) => {
                Term::Sequence(parts.iter().map(|part| self.particle(part, parent)).collect())
            }
            dtd::Term::Choice(parts) => {
                Term::Choice(parts.iter().map(|part| self.particle(part, parent)).collect())
            }
        };
        Particle { term, occurs, span: particle.span, name: None }
    }

    fn reference(&mut self, name: &str, parent: &str, span: Span) -> Element {
        let target = self.elements.get(name).cloned();
        if target.is_none() {
            let (element, parent) = (name.to_owned(), parent.to_owned());
            self.undeclared.push(Undeclared { element, parent, span, similar: None });
        }
        Element {
            name: name.to_owned(),
            aliases: Vec::new(),
            target: target.unwrap_or_else(|| Target::Type(self.any.clone())),
            nillable: false,
            default: None,
            docs: self.docs.reference(name),
        }
    }
}

/// Calls `visit` with the name of each element that a content model refers to.
pub(super) fn for_each_reference<'a>(content: &'a dtd::Content, visit: &mut impl FnMut(&'a str)) {
    match content {
        dtd::Content::Empty | dtd::Content::Any => {}
        dtd::Content::Mixed(names) => names.iter().for_each(|name| visit(&name.text)),
        dtd::Content::Children(particle) => in_particle(particle, visit),
    }
}

fn in_particle<'a>(particle: &'a dtd::Particle, visit: &mut impl FnMut(&'a str)) {
    match &particle.term {
        dtd::Term::Element(name) => visit(name),
        dtd::Term::Sequence(parts) | dtd::Term::Choice(parts) => {
            parts.iter().for_each(|part| in_particle(part, visit));
        }
    }
}

fn occurs(occurrence: Occurrence) -> Occurs {
    match occurrence {
        Occurrence::One => Occurs::ONE,
        Occurrence::Optional => Occurs::OPTIONAL,
        Occurrence::Any => Occurs::ANY,
        Occurrence::Many => Occurs::MANY,
    }
}

/// How often the single part of a group occurs in all. With the bounds of a DTD no number in between is left out.
fn nested(outer: Occurs, inner: Occurs) -> Occurs {
    Occurs { min: outer.min * inner.min, max: outer.max.zip(inner.max).map(|(outer, inner)| outer * inner) }
}
