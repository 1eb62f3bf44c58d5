//! How much a particle takes.

use super::{Compositor, Particle, Term};

impl Particle {
    /// The least and the most elements that it takes: the effective total range.
    pub fn range(&self) -> (u32, Option<u32>) {
        let (min, max) = match &self.term {
            Term::Element { .. } | Term::Wildcard(_) => (1, Some(1)),
            Term::Group(Compositor::Choice, members) => {
                let ranges = || members.iter().map(Self::range);
                let min = ranges().map(|(min, _)| min).min().unwrap_or(0);
                let max =
                    ranges().map(|(_, max)| max).try_fold(0_u32, |most, max| max.map(|max| most.max(max)));
                (min, max)
            }
            Term::Group(_, members) => {
                members.iter().map(Self::range).fold((0_u32, Some(0_u32)), |(min, max), (least, most)| {
                    (min.saturating_add(least), max.zip(most).map(|(max, most)| max.saturating_add(most)))
                })
            }
        };
        let most = match (max, self.max) {
            (Some(0), _) | (_, Some(0)) => Some(0),
            (Some(max), Some(outer)) => Some(max.saturating_mul(outer)),
            (None, _) | (_, None) => None,
        };
        (min.saturating_mul(self.min), most)
    }

    /// Whether nothing at all satisfies it.
    pub fn is_emptiable(&self) -> bool {
        self.range().0 == 0
    }
}
