//! Elements of one name have one type within a content model.

use super::Check;
use crate::component::{ElementId, Particle, QName, Term};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::collections::{HashMap, HashSet};

/// What was seen of a content model.
#[derive(Default)]
struct Seen<'a> {
    elements: HashSet<ElementId>,
    /// For each name the first element, and where it stands.
    names: HashMap<&'a QName, (ElementId, Span)>,
}

impl<'a> Check<'a> {
    /// Compares the types of elements of the same name.
    pub(super) fn consistency(&mut self, content: &Particle) {
        self.consistent(content, &mut Seen::default());
    }

    fn consistent(&mut self, particle: &Particle, seen: &mut Seen<'a>) {
        match &particle.term {
            Term::Wildcard(_) => {}
            Term::Group(_, members) => members.iter().for_each(|member| self.consistent(member, seen)),
            Term::Element { element, .. } => {
                if !seen.elements.insert(*element) {
                    return;
                }
                let substitutes = self.components.substitutes.get(element).map_or(&[][..], Vec::as_slice);
                for one in std::iter::once(element).chain(substitutes) {
                    self.consistent_element(*one, particle.span, seen);
                }
            }
        }
    }

    fn consistent_element(&mut self, id: ElementId, span: Span, seen: &mut Seen<'a>) {
        let Some(element) = self.components.element(id) else { return };
        let (known, first_span) = *seen.names.entry(&element.name).or_insert((id, span));
        let Some(other) = self.components.element(known).filter(|_| known != id) else { return };
        if !self.components.is_same(&element.type_definition, &other.type_definition) {
            let message =
                format!("elements `{}` of different types stand in one content model", element.name);
            let error = Diagnostic::error(span, message).related(first_span, "the first");
            self.report(error.help("give them one type that has a name, or names of their own"));
        }
    }
}
