//! The facets that bound a value.

use super::{Place, Step, limit};
use crate::datatype::{NoContext, Value, Variety};
use crate::xsd::{Facet, FacetKind};
use std::cmp::Ordering;

use FacetKind::{MaxExclusive, MaxInclusive, MinExclusive, MinInclusive};

/// Facets whose value is a value of the type.
pub(super) const KINDS: [FacetKind; 4] = [MinInclusive, MinExclusive, MaxInclusive, MaxExclusive];

/// Lower and upper bounds that go together, and whether they may be equal.
const PAIRS: [(FacetKind, FacetKind, bool); 4] = [
    (MinInclusive, MaxInclusive, true),
    (MinExclusive, MaxExclusive, true),
    (MinInclusive, MaxExclusive, false),
    (MinExclusive, MaxInclusive, false),
];

impl Step<'_> {
    /// Facets that bound, all of one step.
    pub(super) fn bounds(&mut self, facets: &[&Facet]) {
        let before = self.effective.bounds.clone();
        let mut accepted: Vec<&Facet> = Vec::new();
        for facet in facets {
            let Some(value) = self.bound(facet) else { continue };
            let base = before.get(facet.kind);
            if let Some(base) = base.filter(|base| base.fixed && base.value != value) {
                let (name, of) = (facet.kind.name(), self.base.label());
                let message =
                    format!("`{name}` is fixed as `{}` in {of}, and cannot be other here", base.text);
                let span = base.span;
                self.clash(facet, message, span);
                continue;
            }
            let fixed = facet.fixed || base.is_some_and(|base| base.fixed);
            let mut bound = limit(facet, value);
            bound.fixed = fixed;
            self.effective.bounds.set(bound);
            accepted.push(facet);
        }
        for (inclusive, exclusive) in [(MinInclusive, MinExclusive), (MaxInclusive, MaxExclusive)] {
            let given = |kind| accepted.iter().find(|facet| facet.kind == kind);
            if let (Some(one), Some(other)) = (given(inclusive), given(exclusive)) {
                let message = format!("`{}` and `{}` exclude each other", inclusive.name(), exclusive.name());
                self.clash(other, message, Some(one.span));
            }
        }
        for (low, high, may_be_equal) in PAIRS {
            self.pair(&accepted, low, high, may_be_equal);
        }
    }

    /// A bound is a value of the base; one that the base excludes can be said again as it is.
    fn bound(&mut self, facet: &Facet) -> Option<Value> {
        let place = Place { facet, context: self.context };
        let refusal = match self.base.validate(&facet.value, &place) {
            Ok(valid) => return Some(valid.value),
            Err(refusal) => refusal,
        };
        let again = self.effective.bounds.get(facet.kind).filter(|base| {
            let Variety::Atomic(primitive) = &self.base.variety else { return false };
            let text = self.effective.white_space.value.apply(&facet.value);
            primitive.parse(&text, &NoContext).is_ok_and(|value| value == base.value)
        });
        if let Some(again) = again {
            return Some(again.value.clone());
        }
        let message = format!("`{}` is not a value of {}", refusal.text, self.base.label());
        self.error(facet, message, format!("expected {}", refusal.expected));
        None
    }

    fn pair(&mut self, accepted: &[&Facet], low: FacetKind, high: FacetKind, may_be_equal: bool) {
        let given = accepted.iter().find(|facet| facet.kind == low || facet.kind == high);
        let (least, most) = (self.effective.bounds.get(low), self.effective.bounds.get(high));
        let (Some(facet), Some(least), Some(most)) = (given, least, most) else { return };
        let wrong = match least.value.partial_cmp(&most.value) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => !may_be_equal,
            _ => false,
        };
        if wrong {
            let (low, high) = (low.name(), high.name());
            let message =
                format!("`{low}` is `{}`, which lies beyond `{high}`, which is `{}`", least.text, most.text);
            let other = [least.span, most.span].into_iter().flatten().find(|span| *span != facet.span);
            self.clash(facet, message, other);
        }
    }
}
