//! The facets that count: lengths and digits.

use super::{Step, limit};
use crate::datatype::validate::excerpt;
use crate::xsd::{Facet, FacetKind};

/// Facets whose value is a number of characters, items or digits.
pub(super) const KINDS: [FacetKind; 5] = [
    FacetKind::Length,
    FacetKind::MinLength,
    FacetKind::MaxLength,
    FacetKind::TotalDigits,
    FacetKind::FractionDigits,
];

/// Those that say something of decimals alone.
pub(super) const COUNTS_DIGITS: [FacetKind; 2] = [FacetKind::TotalDigits, FacetKind::FractionDigits];

impl Step<'_> {
    /// Facets that count, all of one step.
    pub(super) fn counts(&mut self, facets: &[&Facet]) {
        let before = self.effective.counts.clone();
        for facet in facets {
            let Some(number) = self.number(facet) else { continue };
            if let Some(base) = before.get(facet.kind) {
                let (may_be, fits) = match facet.kind {
                    FacetKind::Length => ("other", number == base.value),
                    FacetKind::MinLength => ("less", number >= base.value),
                    _ => ("more", number <= base.value),
                };
                if !fits || (base.fixed && number != base.value) {
                    let name = facet.kind.name();
                    let may_be = if base.fixed { "other" } else { may_be };
                    let of = self.base.label();
                    let message = format!("`{name}` is {} in {of}, and cannot be {may_be} here", base.value);
                    let span = base.span;
                    self.clash(facet, message, span);
                    continue;
                }
            }
            let fixed = facet.fixed || before.get(facet.kind).is_some_and(|base| base.fixed);
            let mut count = limit(facet, number);
            count.fixed = fixed;
            self.effective.counts.set(count);
        }
        for facet in facets {
            let repeats =
                before.get(facet.kind).is_some_and(|base| Some(base.value) == self.count(facet.kind));
            match facet.kind {
                FacetKind::Length => {
                    self.at_most(facet, FacetKind::MinLength, facet.kind);
                    self.at_most(facet, facet.kind, FacetKind::MaxLength);
                }
                // A length says it all, unless a base has said the same before the length was given.
                FacetKind::MinLength | FacetKind::MaxLength if !repeats => {
                    self.excluded(facet, FacetKind::Length)
                }
                _ => {}
            }
        }
        let given = |kind| facets.iter().find(|facet| facet.kind == kind);
        if let Some(facet) = given(FacetKind::MinLength).or(given(FacetKind::MaxLength)) {
            self.at_most(facet, FacetKind::MinLength, FacetKind::MaxLength);
        }
        if let Some(facet) = given(FacetKind::FractionDigits).or(given(FacetKind::TotalDigits)) {
            self.at_most(facet, FacetKind::FractionDigits, FacetKind::TotalDigits);
        }
    }

    fn count(&self, kind: FacetKind) -> Option<u64> {
        self.effective.counts.get(kind).map(|limit| limit.value)
    }

    fn excluded(&mut self, facet: &Facet, other: FacetKind) {
        if let Some(limit) = self.effective.counts.get(other) {
            let message = format!("`{}` and `{}` exclude each other", facet.kind.name(), other.name());
            let span = limit.span;
            self.clash(facet, message, span);
        }
    }

    fn at_most(&mut self, facet: &Facet, low: FacetKind, high: FacetKind) {
        let (Some(least), Some(most)) = (self.effective.counts.get(low), self.effective.counts.get(high))
        else {
            return;
        };
        if least.value > most.value {
            let (low, high) = (low.name(), high.name());
            let message = format!("`{low}` is {}, more than `{high}`, which is {}", least.value, most.value);
            let other = [least.span, most.span].into_iter().flatten().find(|span| *span != facet.span);
            self.clash(facet, message, other);
        }
    }

    /// The value of the facet; one beyond 64 bits counts as the greatest of those, which no text exceeds.
    fn number(&mut self, facet: &Facet) -> Option<u64> {
        let text = facet.value.trim_ascii();
        let digits = text.strip_prefix('+').unwrap_or(text);
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = is_number.then(|| digits.parse().unwrap_or(u64::MAX));
        let least = if facet.kind == FacetKind::TotalDigits { 1 } else { 0 };
        let accepted = number.filter(|number| *number >= least);
        if accepted.is_none() {
            let message = format!("`{}` cannot be `{}`", facet.kind.name(), excerpt(text));
            self.error(facet, message, format!("expected a whole number from {least}"));
        }
        accepted
    }
}
