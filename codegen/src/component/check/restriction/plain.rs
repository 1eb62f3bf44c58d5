//! Particles without groups that say nothing: the form in which they are compared.

use crate::component::particle::{Range, repeated, total};
use crate::component::{Compositor, ElementId, Particle, Term, Wildcard};
use crate::source::Span;

/// A particle in the form that the rules are about.
#[derive(Clone)]
pub(super) struct Plain<'a> {
    pub(super) min: u32,
    pub(super) max: Option<u32>,
    pub(super) span: Span,
    pub(super) term: PlainTerm<'a>,
    /// How many elements its term takes.
    of_term: Range,
}

#[derive(Clone)]
pub(super) enum PlainTerm<'a> {
    Element(ElementId),
    Wildcard(&'a Wildcard),
    Group(Compositor, Vec<Plain<'a>>),
}

impl<'a> Plain<'a> {
    pub(super) fn new((min, max): Range, span: Span, term: PlainTerm<'a>) -> Self {
        let of_term = match &term {
            PlainTerm::Element(_) | PlainTerm::Wildcard(_) => (1, Some(1)),
            PlainTerm::Group(compositor, members) => total(*compositor, members.iter().map(Self::range)),
        };
        Self { min, max, span, term, of_term }
    }

    /// The same, once.
    pub(super) fn once(&self) -> Self {
        Self { min: 1, max: Some(1), ..self.clone() }
    }

    /// How often it occurs.
    pub(super) fn occurs(&self) -> Range {
        (self.min, self.max)
    }

    /// The effective total range.
    pub(super) fn range(&self) -> Range {
        repeated(self.of_term, self.occurs())
    }

    pub(super) fn is_emptiable(&self) -> bool {
        self.range().0 == 0
    }
}

/// A whole content model; none if it holds nothing.
pub(super) fn plain_content(particle: &Particle) -> Option<Plain<'_>> {
    plain(particle, None).into_iter().next()
}

/// A particle without groups that say nothing; the members of one that only repeats what it stands in.
fn plain(particle: &Particle, parent: Option<Compositor>) -> Vec<Plain<'_>> {
    let Particle { min, max, span, .. } = *particle;
    let once = min == 1 && max == Some(1);
    let of = |term| vec![Plain::new((min, max), span, term)];
    match &particle.term {
        Term::Element { element, .. } => of(PlainTerm::Element(*element)),
        Term::Wildcard(wildcard) => of(PlainTerm::Wildcard(wildcard)),
        Term::Group(compositor, members) => {
            let mut flat: Vec<_> =
                members.iter().flat_map(|member| plain(member, Some(*compositor))).collect();
            let is_pointless = match compositor {
                _ if members.is_empty() => *compositor != Compositor::Choice || min == 0,
                Compositor::Sequence | Compositor::Choice => {
                    once && (flat.len() == 1 || parent == Some(*compositor))
                }
                Compositor::All => once && flat.len() == 1,
            };
            if is_pointless || (flat.is_empty() && *compositor != Compositor::Choice) {
                return flat;
            }
            if flat.len() == 1 && once {
                return std::mem::take(&mut flat);
            }
            of(PlainTerm::Group(*compositor, flat))
        }
    }
}
