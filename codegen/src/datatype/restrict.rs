//! The facets of one step of derivation: what they mean, and whether the type's base allows them.

mod bounds;
mod counts;

use super::facets::{Enumeration, Facets, Limit, Patterns};
use super::pattern::Pattern;
use super::validate::excerpt;
use super::{Context, Datatype, Primitive, Variety, WhiteSpace};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{Facet, FacetKind, QName};
use std::collections::HashSet;
use std::sync::Arc;

/// Adds a step to what the base demands. A facet that is refused has no effect.
pub(super) fn apply(
    base: &Datatype,
    facets: &[Facet],
    effective: &mut Facets,
    context: &dyn Context,
    found: &mut Vec<Diagnostic>,
) {
    let mut step = Step { base, effective, context, found };
    let mut accepted: Vec<&Facet> = Vec::new();
    for facet in facets {
        if step.applies(facet) && step.is_first(facet, &accepted) {
            accepted.push(facet);
        }
    }
    let of = |kinds: &[FacetKind]| -> Vec<&Facet> {
        accepted.iter().filter(|facet| kinds.contains(&facet.kind)).copied().collect()
    };
    for facet in of(&[FacetKind::WhiteSpace]) {
        step.white_space(facet);
    }
    step.counts(&of(&counts::KINDS));
    step.bounds(&of(&bounds::KINDS));
    step.patterns(&of(&[FacetKind::Pattern]));
    step.enumeration(&of(&[FacetKind::Enumeration]));
}

/// One step of derivation while it is checked.
struct Step<'a> {
    base: &'a Datatype,
    effective: &'a mut Facets,
    context: &'a dyn Context,
    found: &'a mut Vec<Diagnostic>,
}

impl Step<'_> {
    fn error(&mut self, facet: &Facet, message: impl Into<String>, label: impl Into<String>) {
        self.found.push(Diagnostic::error(facet.span, message).label(label));
    }

    /// An error about a facet that does not go with another.
    fn clash(&mut self, facet: &Facet, message: String, other: Option<Span>) {
        let error = Diagnostic::error(facet.span, message);
        self.found.push(match other {
            Some(span) => error.related(span, "it is given here"),
            None => error,
        });
    }

    /// Whether a facet can be said of values like these.
    fn applies(&mut self, facet: &Facet) -> bool {
        let applies = match &self.base.variety {
            Variety::Any => return false,
            Variety::Atomic(primitive) => applies_to_atomic(facet.kind, *primitive),
            Variety::List(_) => {
                !counts::COUNTS_DIGITS.contains(&facet.kind) && !bounds::KINDS.contains(&facet.kind)
            }
            Variety::Union(_) => matches!(facet.kind, FacetKind::Pattern | FacetKind::Enumeration),
        };
        if !applies {
            let message = format!("`{}` does not apply to {}", facet.kind.name(), self.base.label());
            self.error(facet, message, "");
        }
        applies
    }

    /// All but patterns and enumerations can be given once in a step.
    fn is_first(&mut self, facet: &Facet, accepted: &[&Facet]) -> bool {
        let many = matches!(facet.kind, FacetKind::Pattern | FacetKind::Enumeration);
        match accepted.iter().find(|one| !many && one.kind == facet.kind) {
            Some(first) => {
                let message = format!("`{}` is given twice", facet.kind.name());
                self.clash(facet, message, Some(first.span));
                false
            }
            None => true,
        }
    }

    fn white_space(&mut self, facet: &Facet) {
        let Some(white_space) = WhiteSpace::parse(facet.value.trim_ascii()) else {
            let message = format!("`whiteSpace` cannot be `{}`", excerpt(&facet.value));
            return self.error(facet, message, "expected `preserve`, `replace` or `collapse`");
        };
        let base = &self.effective.white_space;
        let is_other = white_space != base.value;
        if white_space < base.value || (is_other && base.fixed) {
            let (base, span) = (base.value.name(), base.span);
            let message = format!(
                "`whiteSpace` is `{base}` in {}, and cannot become `{}`",
                self.base.label(),
                white_space.name()
            );
            return self.clash(facet, message, span);
        }
        let fixed = facet.fixed || base.fixed;
        self.effective.white_space = Limit { value: white_space, fixed, ..limit(facet, white_space) };
    }

    fn patterns(&mut self, facets: &[&Facet]) {
        let mut alternatives = Vec::new();
        for facet in facets {
            match Pattern::parse(&facet.value) {
                Ok(pattern) => alternatives.push(pattern),
                Err(error) => {
                    let message = format!("`{}` is not a pattern: {}", excerpt(&facet.value), error.message);
                    let diagnostic =
                        Diagnostic::error(within(facet, error.at), message).label(error.expected);
                    self.found.push(diagnostic);
                }
            }
        }
        // With one alternative missing, the others would refuse too much.
        if !facets.is_empty() && alternatives.len() == facets.len() {
            let texts = facets.iter().map(|facet| facet.value.as_str());
            let expected = format!("a text that fits the pattern {}", listed(texts));
            self.effective.patterns.push(Arc::new(Patterns { alternatives, expected }));
        }
    }

    fn enumeration(&mut self, facets: &[&Facet]) {
        let mut values = HashSet::new();
        let mut complete = true;
        for facet in facets {
            let place = Place { facet, context: self.context };
            match self.base.validate(&facet.value, &place) {
                Ok(valid) => {
                    values.insert(valid.value);
                }
                Err(invalid) => {
                    complete = false;
                    let message = format!("`{}` is not a value of {}", invalid.text, self.base.label());
                    self.error(facet, message, format!("expected {}", invalid.expected));
                }
            }
        }
        if !facets.is_empty() && complete {
            let expected = listed(facets.iter().map(|facet| facet.value.as_str()));
            self.effective.enumeration = Some(Arc::new(Enumeration { values, expected }));
        }
    }
}

fn applies_to_atomic(kind: FacetKind, primitive: Primitive) -> bool {
    match kind {
        FacetKind::Pattern | FacetKind::WhiteSpace => true,
        FacetKind::Enumeration => primitive != Primitive::Boolean,
        FacetKind::Length | FacetKind::MinLength | FacetKind::MaxLength => primitive.has_length(),
        FacetKind::TotalDigits | FacetKind::FractionDigits => primitive == Primitive::Decimal,
        FacetKind::MinInclusive
        | FacetKind::MinExclusive
        | FacetKind::MaxInclusive
        | FacetKind::MaxExclusive => primitive.is_ordered(),
    }
}

fn limit<T>(facet: &Facet, value: T) -> Limit<T> {
    Limit {
        kind: facet.kind,
        value,
        text: facet.value.trim_ascii().to_string(),
        fixed: facet.fixed,
        span: Some(facet.span),
    }
}

/// The first few of some texts, quoted.
fn listed<'a>(texts: impl ExactSizeIterator<Item = &'a str>) -> String {
    const MOST: usize = 8;
    let left = texts.len().saturating_sub(MOST);
    let mut listed: Vec<_> = texts.take(MOST).map(|text| format!("`{}`", excerpt(text))).collect();
    if left > 0 {
        listed.push(format!("one of {left} others"));
    }
    match listed.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        _ => listed.concat(),
    }
}

/// A place in the value of a facet; the whole of it where the value is written with references in it.
fn within(facet: &Facet, at: usize) -> Span {
    let Span { source, start, end } = facet.span;
    let length = (end - start.min(end)) as usize;
    match u32::try_from(at) {
        Ok(at) if length == facet.value.len() && at as usize <= length => {
            Span { source, start: start + at, end }
        }
        _ => facet.span,
    }
}

/// Where the value of a facet stands.
struct Place<'a> {
    facet: &'a Facet,
    context: &'a dyn Context,
}

impl Context for Place<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.facet.namespaces.get(prefix)
    }

    fn notation_is_declared(&self, name: &QName) -> bool {
        self.context.notation_is_declared(name)
    }
}
