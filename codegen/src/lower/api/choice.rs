//! Which parameters a content model sends together, always, or in which of its alternatives.

use super::constraint;
use crate::diagnostic::Diagnostic;
use crate::ir::{Element, Particle, Target, Term};
use crate::source::Span;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// All uses of each parameter.
pub(super) type Uses<'p> = IndexMap<&'p str, Vec<&'p Element>>;

/// The parameters that may be sent.
pub(super) fn uses(particle: &Particle) -> Uses<'_> {
    let mut found = Uses::new();
    collect(particle, &mut found);
    found
}

/// The parameters that are sent whatever is chosen.
pub(super) fn always(particle: &Particle) -> HashSet<&str> {
    if particle.occurs.is_optional() {
        return HashSet::new();
    }
    match &particle.term {
        Term::Element(element) => HashSet::from([element.name.as_str()]),
        Term::Sequence(parts) | Term::All(parts) => parts.iter().flat_map(always).collect(),
        Term::Choice(parts) => {
            parts.iter().map(always).reduce(|one, other| &one & &other).unwrap_or_default()
        }
        Term::Any => HashSet::new(),
    }
}

/// Errors about parameters that two of `parts` send, of which both may be sent.
pub(super) fn sent_twice(parts: &[Particle]) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for part in parts {
        let uses = uses(part);
        if let Some((name, first)) = uses.keys().find_map(|name| Some((name, seen.get(name)?))) {
            let message = format!("the parameter `{name}` could be sent twice");
            errors.push(
                Diagnostic::error(part.span, message)
                    .label("sends it again")
                    .related(*first, "sends it first")
                    .help("take one of the two out, or make them alternatives of a choice"),
            );
        }
        for name in uses.keys() {
            seen.entry(name).or_insert(part.span);
        }
    }
    errors
}

/// Errors about alternatives that send nothing, or the same parameters as another one.
pub(super) fn alike(alternatives: &[Particle]) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let mut seen: HashMap<Vec<&str>, Vec<Alternative<'_>>> = HashMap::new();
    for particle in alternatives {
        if particle.occurs.is_optional() {
            errors.push(
                Diagnostic::error(particle.span, "an alternative that may be left out")
                    .label("without it, nothing would be chosen")
                    .help("write `?` behind the choice as a whole"),
            );
        }
        let alternative = Alternative { particle, uses: uses(particle), always: always(particle) };
        let mut names: Vec<&str> = alternative.uses.keys().copied().collect();
        names.sort_unstable();
        let others = seen.entry(names).or_default();
        match others.iter().find(|other| !alternative.differs_from(other)) {
            Some(other) => errors.push(
                Diagnostic::error(particle.span, "two alternatives send the same parameters")
                    .label("this one")
                    .related(other.particle.span, "and this one")
                    .help("take one of them out, or let a parameter have another fixed value in each"),
            ),
            None => others.push(alternative),
        }
    }
    errors
}

struct Alternative<'p> {
    particle: &'p Particle,
    uses: Uses<'p>,
    always: HashSet<&'p str>,
}

impl Alternative<'_> {
    /// Whether some parameter says which of the two was chosen.
    fn differs_from(&self, other: &Self) -> bool {
        self.uses.iter().any(|(name, uses)| {
            let others = other.uses.get(name).map_or(&[][..], Vec::as_slice);
            (self.always.contains(name) || other.always.contains(name))
                && uses.iter().all(|one| others.iter().all(|other| are_disjoint(one, other)))
        })
    }
}

/// Whether no text is a value of both.
fn are_disjoint(one: &Element, other: &Element) -> bool {
    let fixed = |element: &Element| element.default.as_ref().map(|default| default.value.clone());
    let (Target::Value(value), Target::Value(other_value)) = (&one.target, &other.target) else {
        return false;
    };
    let limits = (constraint::limits(value), constraint::limits(other_value));
    match (fixed(one), fixed(other)) {
        (Some(text), Some(other_text)) => text != other_text,
        (Some(text), None) => limits.1.is_none() || constraint::refusal(other_value, &text).is_some(),
        (None, Some(text)) => limits.0.is_none() || constraint::refusal(value, &text).is_some(),
        (None, None) => match limits {
            (Some((min, max)), Some((other_min, other_max))) => max < other_min || other_max < min,
            _ => false,
        },
    }
}

fn collect<'p>(particle: &'p Particle, found: &mut Uses<'p>) {
    match &particle.term {
        Term::Element(element) => found.entry(element.name.as_str()).or_default().push(element),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| collect(part, found));
        }
        Term::Any => {}
    }
}
