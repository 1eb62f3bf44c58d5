//! Content models: particles with references to groups replaced by what the groups hold.

use super::names::{Declared, Kind};
use super::{Builder, Scope};
use crate::component::{Compositor, Particle, Term};
use crate::source::Span;
use crate::xsd::{self, ModelGroup, Reference};
use std::rc::Rc;

/// A named group as its references take it.
#[derive(Debug, Default)]
pub(super) struct Expanded {
    /// None where it depends on itself.
    model: Option<(Compositor, Vec<Particle>)>,
    size: usize,
    height: usize,
}

impl<'a> Builder<'a, '_> {
    /// A particle of the type, or group, with the path `owner`; none if it may not occur.
    pub(super) fn particle(
        &mut self,
        scope: Scope,
        owner: &str,
        particle: &'a xsd::Particle,
    ) -> Option<Particle> {
        let span = particle.span;
        if particle.max == Some(0) || !self.spend(1, span) {
            return None;
        }
        let term = self.descend(span, 0, |this| match &particle.term {
            xsd::Term::Element(element) => {
                let element = this.local_element(scope, owner, element);
                Some(Term::Element { element, docs: None })
            }
            xsd::Term::ElementReference { reference, docs } => {
                let index = this.resolve(scope, Kind::Element, reference)?;
                match this.globals.get(index)?.declared {
                    Declared::Element(_, element) => Some(Term::Element { element, docs: docs.clone() }),
                    _ => None,
                }
            }
            xsd::Term::ModelGroup(group) => {
                let members = this.members(scope, owner, group);
                Some(Term::Group(group.compositor, members))
            }
            xsd::Term::GroupReference(reference) => this.group_reference(scope, reference),
            xsd::Term::Any(wildcard) => Some(Term::Wildcard(this.wildcard(scope, wildcard))),
        });
        Some(Particle { term: term??, min: particle.min, max: particle.max, span })
    }

    fn members(&mut self, scope: Scope, owner: &str, group: &'a ModelGroup) -> Vec<Particle> {
        group.particles.iter().filter_map(|particle| self.particle(scope, owner, particle)).collect()
    }

    fn group_reference(&mut self, scope: Scope, reference: &'a Reference) -> Option<Term> {
        let index = self.resolve(scope, Kind::Group, reference)?;
        let expanded = self.group(index, reference.span);
        let (compositor, members) = expanded.model.as_ref()?;
        self.descend(reference.span, expanded.height, |_| ())?;
        if !self.spend(expanded.size, reference.span) {
            return None;
        }
        Some(Term::Group(*compositor, members.clone()))
    }

    /// The model of a named group, expanded once.
    pub(super) fn group(&mut self, index: usize, from: Span) -> Rc<Expanded> {
        if let Some(known) = self.groups.get(&index) {
            return known.clone();
        }
        let Some(global) = self.globals.get(index).copied() else { return Rc::default() };
        let Declared::Group(group) = global.declared else { return Rc::default() };
        if !self.following.insert(index) {
            let message = format!("the group `{}` contains itself", global.name);
            self.error(from, message, "this leads back to it");
            return Rc::default();
        }
        let scope = self.scope_of(index);
        let owner = format!("group {}", global.name);
        let members = self.descend(from, 0, |this| this.members(scope, &owner, &group.model));
        self.following.remove(&index);
        let members = members.unwrap_or_default();
        let (size, height) = measure(&members);
        let expanded = Rc::new(Expanded { model: Some((group.model.compositor, members)), size, height });
        self.groups.insert(index, expanded.clone());
        expanded
    }
}

impl Expanded {
    /// The group as a particle of its own.
    pub(super) fn particle(&self, span: Span) -> Option<Particle> {
        let (compositor, members) = self.model.as_ref()?;
        Some(Particle { term: Term::Group(*compositor, members.clone()), min: 1, max: Some(1), span })
    }
}

/// How many particles there are, and how deep they nest.
pub(super) fn measure(particles: &[Particle]) -> (usize, usize) {
    let mut size = 0;
    let mut deepest = 0;
    for particle in particles {
        let (inner, height) = match &particle.term {
            Term::Group(_, members) => measure(members),
            Term::Element { .. } | Term::Wildcard(_) => (0, 0),
        };
        size += inner + 1;
        deepest = deepest.max(height + 1);
    }
    (size, deepest)
}
