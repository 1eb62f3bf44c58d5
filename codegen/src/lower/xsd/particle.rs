//! Content models: particles with groups expanded and empty ones gone.

use super::names::Kind;
use super::{Following, Lowering, simplify};
use crate::diagnostic::Diagnostic;
use crate::ir::{Occurs, Particle, Term};
use crate::source::Span;
use crate::xsd::{self, Compositor, Group, ModelGroup, Reference};
use std::rc::Rc;

/// A particle as it is lowered.
#[derive(Debug, Clone)]
pub(super) enum Lowered {
    /// There is none: it may occur zero times.
    Absent,
    /// Nothing is all that it takes.
    Empty,
    /// There is one.
    Particle(Box<Particle>),
}

impl Lowered {
    fn one(term: Term, occurs: Occurs, span: Span) -> Self {
        Self::Particle(Box::new(Particle { term, occurs, span, name: None }))
    }
}

/// A named group as its references take it.
#[derive(Debug)]
pub(super) struct Expanded {
    lowered: Lowered,
    size: usize,
    height: usize,
}

impl<'a> Lowering<'a, '_> {
    /// Lowers a particle of the type, or group, with the key `owner`.
    pub(super) fn particle(&mut self, file: usize, owner: &str, particle: &'a xsd::Particle) -> Lowered {
        if particle.max == Some(0) {
            return Lowered::Absent;
        }
        if !self.spend(1, particle.span) {
            return Lowered::Empty;
        }
        let span = particle.span;
        let occurs = Occurs { min: particle.min, max: particle.max };
        let lowered = self.descend(span, 0, |this| match &particle.term {
            xsd::Term::Element(element) => {
                let term = Term::Element(this.local_element(file, owner, element));
                Lowered::one(term, occurs, span)
            }
            xsd::Term::ElementReference { reference, docs } => {
                match this.element_reference(file, reference, docs.as_ref()) {
                    Some(term) => Lowered::one(term, occurs, span),
                    None => Lowered::Absent,
                }
            }
            xsd::Term::ModelGroup(group) => this.model_group(file, owner, group, occurs, span),
            xsd::Term::GroupReference(reference) => this.group_reference(file, reference, occurs),
            xsd::Term::Any(_) => Lowered::one(Term::Any, occurs, span),
        });
        match lowered.unwrap_or(Lowered::Empty) {
            Lowered::Particle(particle) => Lowered::Particle(Box::new(simplify::simplified(*particle))),
            none => none,
        }
    }

    fn model_group(
        &mut self,
        file: usize,
        owner: &str,
        group: &'a ModelGroup,
        mut occurs: Occurs,
        span: Span,
    ) -> Lowered {
        let mut members = Vec::new();
        let mut may_be_empty = false;
        for particle in &group.particles {
            match self.particle(file, owner, particle) {
                Lowered::Particle(particle) => members.push(*particle),
                Lowered::Empty => may_be_empty = true,
                Lowered::Absent => {}
            }
        }
        if members.is_empty() {
            if group.compositor == Compositor::Choice && !may_be_empty && !occurs.is_optional() {
                let message = "a choice of nothing: no document can satisfy it";
                self.report(Diagnostic::warning(span, message).label("taken as empty"));
            }
            return Lowered::Empty;
        }
        let term = match group.compositor {
            Compositor::Sequence => Term::Sequence(members),
            Compositor::All => Term::All(members),
            Compositor::Choice => {
                if may_be_empty {
                    occurs.min = 0;
                }
                Term::Choice(members)
            }
        };
        Lowered::one(term, occurs, span)
    }

    fn group_reference(&mut self, file: usize, reference: &'a Reference, occurs: Occurs) -> Lowered {
        let Some(declared) = self.resolve(file, Kind::Group, reference) else { return Lowered::Empty };
        let group = self.tables[declared].groups.get(reference.name.local.as_str());
        let Some(group) = group.copied() else { return Lowered::Empty };
        let expanded = self.group(declared, group, reference.span);
        let Lowered::Particle(inner) = &expanded.lowered else { return expanded.lowered.clone() };
        let fits = self.descend(reference.span, expanded.height, |_| ()).is_some();
        if !fits || !self.spend(expanded.size, reference.span) {
            return Lowered::Empty;
        }
        // The caller drops the sequence where the two bounds can be one.
        Lowered::one(Term::Sequence(vec![inner.as_ref().clone()]), occurs, reference.span)
    }

    /// The model of a named group, expanded once.
    pub(super) fn group(&mut self, file: usize, group: &'a Group, from: Span) -> Rc<Expanded> {
        let name = group.name.text.as_str();
        if let Some(known) = self.groups.get(&(file, name)) {
            return known.clone();
        }
        let mut lowered = Lowered::Empty;
        if self.following.insert((Following::Group, file, name)) {
            let owner = format!("group {name}");
            let expanded = self.descend(from, 0, |this| {
                this.model_group(file, &owner, &group.model, Occurs::ONE, group.name.span)
            });
            self.following.remove(&(Following::Group, file, name));
            lowered = match expanded.unwrap_or(Lowered::Empty) {
                Lowered::Particle(particle) => Lowered::Particle(Box::new(simplify::simplified(*particle))),
                none => none,
            };
        } else {
            self.error(from, format!("the group `{name}` contains itself"), "this leads back to it");
            return Rc::new(Expanded { lowered, size: 0, height: 0 });
        }
        let (size, height) = match &lowered {
            Lowered::Particle(particle) => simplify::measure(particle),
            _ => (0, 0),
        };
        let expanded = Rc::new(Expanded { lowered, size, height });
        self.groups.insert((file, name), expanded.clone());
        expanded
    }
}
