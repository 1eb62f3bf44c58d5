//! Content models: particles with empty ones gone.

use super::{Lowering, simplify};
use crate::component::{self, Compositor};
use crate::diagnostic::Diagnostic;
use crate::ir::{Occurs, Particle, Term};
use crate::source::Span;

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
        let particle = Particle { term, occurs, span, name: None };
        Self::Particle(Box::new(simplify::simplified(particle)))
    }
}

impl Lowering<'_, '_> {
    /// Recursion is as deep as particles nest, which their builder limits.
    pub(super) fn particle(&mut self, particle: &component::Particle) -> Lowered {
        let span = particle.span;
        if particle.max == Some(0) {
            return Lowered::Absent;
        }
        if !self.spend(1, span) {
            return Lowered::Empty;
        }
        let occurs = Occurs { min: particle.min, max: particle.max };
        match &particle.term {
            component::Term::Element { element, docs } => match self.element(*element, docs.as_ref(), span) {
                Some(term) => Lowered::one(term, occurs, span),
                None => Lowered::Absent,
            },
            component::Term::Group(compositor, members) => self.group(*compositor, members, occurs, span),
            component::Term::Wildcard(_) => Lowered::one(Term::Any, occurs, span),
        }
    }

    fn group(
        &mut self,
        compositor: Compositor,
        particles: &[component::Particle],
        mut occurs: Occurs,
        span: Span,
    ) -> Lowered {
        let mut members = Vec::new();
        let mut may_be_empty = false;
        for particle in particles {
            match self.particle(particle) {
                Lowered::Particle(particle) => members.push(*particle),
                Lowered::Empty => may_be_empty = true,
                Lowered::Absent => {}
            }
        }
        if members.is_empty() {
            if compositor == Compositor::Choice && !may_be_empty && !occurs.is_optional() {
                let message = "a choice of nothing: no document can satisfy it";
                self.report(Diagnostic::warning(span, message).label("taken as empty"));
            }
            return Lowered::Empty;
        }
        let term = match compositor {
            // An `xs:all` is not a part of a sequence: what extends one goes together with it.
            Compositor::Sequence if members.len() > 1 && members.iter().all(is_all) => {
                Term::All(members.into_iter().flat_map(parts_of_all).collect())
            }
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
}

fn is_all(particle: &Particle) -> bool {
    particle.occurs == Occurs::ONE && matches!(particle.term, Term::All(_))
}

fn parts_of_all(particle: Particle) -> Vec<Particle> {
    match particle.term {
        Term::All(parts) => parts,
        _ => vec![particle],
    }
}
