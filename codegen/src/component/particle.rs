//! How much a particle takes.

use super::{Compositor, Particle, Term};

/// The least and the most of something; without a most there is no bound.
pub(super) type Range = (u32, Option<u32>);

impl Particle {
    /// The least and the most elements that it takes: the effective total range.
    pub fn range(&self) -> (u32, Option<u32>) {
        let of_term = match &self.term {
            Term::Element { .. } | Term::Wildcard(_) => (1, Some(1)),
            Term::Group(compositor, members) => total(*compositor, members.iter().map(Self::range)),
        };
        repeated(of_term, (self.min, self.max))
    }

    /// Whether nothing at all satisfies it.
    pub fn is_emptiable(&self) -> bool {
        self.range().0 == 0
    }
}

/// What the members of a group take together.
pub(super) fn total(compositor: Compositor, members: impl Iterator<Item = Range>) -> Range {
    match compositor {
        Compositor::Choice => {
            let both = |(min, max): Range, (least, most): Range| {
                (min.min(least), max.zip(most).map(|(max, most)| max.max(most)))
            };
            members.reduce(both).unwrap_or((0, Some(0)))
        }
        Compositor::Sequence | Compositor::All => members.fold((0, Some(0)), |(min, max), (least, most)| {
            (min.saturating_add(least), max.zip(most).map(|(max, most)| max.saturating_add(most)))
        }),
    }
}

/// What something takes that occurs so often.
pub(super) fn repeated((min, max): Range, (least, most): Range) -> Range {
    let max = match (max, most) {
        (Some(0), _) | (_, Some(0)) => Some(0),
        (Some(max), Some(most)) => Some(max.saturating_mul(most)),
        (None, _) | (_, None) => None,
    };
    (min.saturating_mul(least), max)
}
