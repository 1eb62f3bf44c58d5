//! Whether a content model is deterministic: no document lets a reader doubt which part of the model an element is.
//!
//! The conditions are those of Brüggemann-Klein and Wood, for each group from the inside out: what it can begin with, and
//! what can go on inside it where it could as well end.

use crate::diagnostic::Diagnostic;
use crate::dtd::Constraint;
use crate::dtd::parser::shortened;
use crate::dtd::tree::{Occurrence, Particle, Term};
use crate::source::Span;
use std::collections::HashMap;

/// The first pair of parts that a document cannot tell apart.
pub(super) fn check(model: &Particle, element: &str) -> Option<Diagnostic> {
    let mut checking = Checking { positions: 0, conflict: None };
    checking.particle(model);
    let (name, first, second) = checking.conflict?;
    let message = format!("the content model of `{}` is not deterministic", shortened(element));
    Some(
        Diagnostic::warning(second, message)
            .label(format!("a `{}` can be this one", shortened(name)))
            .related(first, "or this one")
            .help("write the model so that what comes next decides without a look ahead")
            .validity(Constraint::DeterministicContentModels),
    )
}

/// Elements by name, each with the place in the model that it is read by.
type Set<'a> = HashMap<&'a str, (usize, Span)>;

/// What a part of a model is like at its ends.
#[derive(Default)]
struct Ends<'a> {
    /// Whether it can be empty.
    is_nullable: bool,
    /// What it can begin with.
    first: Set<'a>,
    /// What can go on inside it where it could end.
    follow: Set<'a>,
}

struct Checking<'a> {
    positions: usize,
    conflict: Option<(&'a str, Span, Span)>,
}

impl<'a> Checking<'a> {
    /// Recursion is as deep as groups nest, which the parser limits.
    fn particle(&mut self, particle: &'a Particle) -> Ends<'a> {
        let mut ends = match &particle.term {
            Term::Element(name) => {
                self.positions += 1;
                let first = Set::from([(name.as_str(), (self.positions, particle.span))]);
                Ends { first, ..Ends::default() }
            }
            Term::Choice(parts) => {
                let mut whole = Ends::default();
                for part in parts {
                    let ends = self.particle(part);
                    whole.is_nullable |= ends.is_nullable;
                    self.join(&mut whole.first, ends.first);
                    // What follows one alternative does not meet what follows another.
                    whole.follow.extend(ends.follow);
                }
                whole
            }
            Term::Sequence(parts) => {
                let mut whole = Ends { is_nullable: true, ..Ends::default() };
                for part in parts {
                    let ends = self.particle(part);
                    self.compare(&whole.follow, &ends.first);
                    if whole.is_nullable {
                        self.join(&mut whole.first, ends.first.clone());
                    }
                    if ends.is_nullable {
                        whole.follow.extend(ends.first);
                        whole.follow.extend(ends.follow);
                    } else {
                        whole.follow = ends.follow;
                    }
                    whole.is_nullable &= ends.is_nullable;
                }
                whole
            }
        };
        if matches!(particle.occurrence, Occurrence::Any | Occurrence::Many) {
            self.compare(&ends.follow, &ends.first);
            ends.follow.extend(ends.first.iter().map(|(name, place)| (*name, *place)));
        }
        ends.is_nullable |= matches!(particle.occurrence, Occurrence::Any | Occurrence::Optional);
        ends
    }

    fn join(&mut self, set: &mut Set<'a>, more: Set<'a>) {
        self.compare(set, &more);
        set.extend(more);
    }

    /// Takes note of an element that is in both sets at different places.
    fn compare(&mut self, one: &Set<'a>, other: &Set<'a>) {
        if self.conflict.is_some() {
            return;
        }
        let conflicts = other.iter().filter_map(|(name, (position, span))| {
            let (found, first) = one.get(name)?;
            (found != position).then_some((*position, (*name, *first, *span)))
        });
        self.conflict = conflicts.min_by_key(|(position, _)| *position).map(|(_, conflict)| conflict);
    }
}
