//! Cardinality: brings content models into the shapes that fields can have.
//!
//! After this pass no element name occurs twice in the fields of a type: what comes again next to itself has become one
//! particle that repeats, and a model that needs the order of its elements to be told (`(A, B, A)`, a sequence inside a
//! choice) has become a repeated choice of all its elements.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Content, Model, Occurs, Particle, Target, Term};
use crate::source::Span;
use std::collections::{HashMap, HashSet};

/// Brings all content models of the model into shape; warns of types that lose their fields by it.
pub fn run(model: &mut Model, diagnostics: &mut Diagnostics) {
    for module in model.modules.values_mut() {
        for (name, ty) in &mut module.types {
            match &mut ty.content {
                Content::Elements(particle) => {
                    if let Some((element, span)) = normalize(particle) {
                        let message = format!("`{element}` comes twice in the content of `{name}`");
                        let warning = Diagnostic::warning(span, message)
                            .label("so only the order of the elements tells what they are, and they become one list")
                            .help("if the schema means one of them, correct the other in the fixups");
                        diagnostics.push(warning);
                    }
                }
                Content::Mixed(particle) => *particle = repeated_choice(particle),
                Content::Empty | Content::Any | Content::Value(_) => {}
            }
        }
    }
}

/// The element that comes twice, if that is why the model became a list.
fn normalize(particle: &mut Particle) -> Option<(String, Span)> {
    simplify(particle);
    merge_neighbours(particle);
    let repeated = repeated_name(particle, &mut HashSet::new())?;
    *particle = repeated_choice(particle);
    Some(repeated)
}

/// Turns every part that has no shape of its own into one that has.
fn simplify(particle: &mut Particle) {
    match &mut particle.term {
        Term::Element(_) | Term::Any => {}
        Term::Sequence(parts) | Term::All(parts) => {
            parts.iter_mut().for_each(simplify);
            // A group that repeats inside a group that does is told apart by order alone.
            if particle.occurs.repeats() && parts.iter().any(is_group) {
                *particle = repeated_choice(particle);
            }
        }
        Term::Choice(parts) => {
            parts.iter_mut().for_each(simplify);
            let mut flat = Vec::new();
            let mut occurs = particle.occurs;
            flatten_choice(std::mem::take(parts), &mut flat, &mut occurs);
            *parts = flat;
            let is_one_each = parts.iter().all(|part| {
                matches!(part.term, Term::Element(_) | Term::Any)
                    && (!part.occurs.repeats() || occurs.repeats())
            });
            if parts.iter().any(|part| part.occurs.is_optional()) {
                occurs.min = 0;
            }
            if is_one_each {
                parts.iter_mut().for_each(|part| part.occurs = Occurs::ONE);
                particle.occurs = occurs;
            } else {
                *particle = Particle { occurs, ..particle.clone() };
                *particle = repeated_choice(particle);
            }
        }
    }
}

/// A choice inside a choice offers its alternatives to the outer one.
fn flatten_choice(parts: Vec<Particle>, flat: &mut Vec<Particle>, occurs: &mut Occurs) {
    for part in parts {
        match part.term {
            Term::Choice(inner) if part.name.is_none() && (!part.occurs.repeats() || occurs.repeats()) => {
                if part.occurs.is_optional() {
                    occurs.min = 0;
                }
                flatten_choice(inner, flat, occurs);
            }
            _ => flat.push(part),
        }
    }
}

/// Whether a particle is several elements that come and go together.
fn is_group(particle: &Particle) -> bool {
    matches!(particle.term, Term::Sequence(_) | Term::All(_)) && particle.occurs != Occurs::ONE
}

/// `A, A` becomes `A` twice.
fn merge_neighbours(particle: &mut Particle) {
    let (Term::Sequence(parts) | Term::All(parts)) = &mut particle.term else { return };
    parts.iter_mut().for_each(merge_neighbours);
    parts.dedup_by(|next, kept| match (&next.term, &kept.term) {
        (Term::Element(next_element), Term::Element(kept_element))
            if next_element.name == kept_element.name
                && holds_the_same(&next_element.target, &kept_element.target) =>
        {
            kept.occurs = Occurs {
                min: kept.occurs.min.saturating_add(next.occurs.min),
                max: kept.occurs.max.zip(next.occurs.max).map(|(kept, next)| kept.saturating_add(next)),
            };
            true
        }
        _ => false,
    });
}

/// An element whose name comes a second time.
fn repeated_name<'a>(particle: &'a Particle, names: &mut HashSet<&'a str>) -> Option<(String, Span)> {
    match &particle.term {
        Term::Element(element) => {
            let mut all = std::iter::once(&element.name).chain(&element.aliases);
            let is_repeated = all.any(|name| !names.insert(name));
            is_repeated.then(|| (element.name.clone(), particle.span))
        }
        Term::Any => None,
        Term::Sequence(parts) | Term::All(parts) | Term::Choice(parts) => {
            parts.iter().find_map(|part| repeated_name(part, names))
        }
    }
}

/// All elements of a model as a choice that repeats: every model fits into it, in the order of the document.
///
/// Elements of one name that hold different things are told apart by their namespaces alone: they stay as they arrive,
/// among the elements that are left open.
fn repeated_choice(particle: &Particle) -> Particle {
    let mut elements: Vec<Particle> = Vec::new();
    let mut known: HashMap<String, Target> = HashMap::new();
    let mut unclear: HashSet<String> = HashSet::new();
    collect(particle, &mut elements, &mut known, &mut unclear);
    if !unclear.is_empty() {
        elements
            .retain(|one| !matches!(&one.term, Term::Element(element) if unclear.contains(&element.name)));
        if !elements.iter().any(|one| one.term == Term::Any) {
            let (span, name) = (particle.span, None);
            elements.push(Particle { term: Term::Any, occurs: Occurs::ONE, span, name });
        }
    }
    let min = u32::from(!can_be_empty(particle));
    Particle {
        term: Term::Choice(elements),
        occurs: Occurs { min, max: None },
        span: particle.span,
        name: particle.name.clone(),
    }
}

fn collect(
    particle: &Particle,
    elements: &mut Vec<Particle>,
    known: &mut HashMap<String, Target>,
    unclear: &mut HashSet<String>,
) {
    match &particle.term {
        Term::Element(element) => match known.get(&element.name) {
            Some(target) if holds_the_same(target, &element.target) => {}
            Some(_) => drop(unclear.insert(element.name.clone())),
            None => {
                known.insert(element.name.clone(), element.target.clone());
                elements.push(Particle { occurs: Occurs::ONE, ..particle.clone() });
            }
        },
        Term::Any => {
            if !elements.iter().any(|one| one.term == Term::Any) {
                elements.push(Particle { occurs: Occurs::ONE, ..particle.clone() });
            }
        }
        Term::Sequence(parts) | Term::All(parts) | Term::Choice(parts) => {
            parts.iter().for_each(|part| collect(part, elements, known, unclear));
        }
    }
}

/// Whether two elements become the same in Rust.
fn holds_the_same(one: &Target, other: &Target) -> bool {
    match (one, other) {
        (Target::Type(one), Target::Type(other)) => one == other,
        (Target::Value(one), Target::Value(other)) => {
            one.kind == other.kind && one.may_be_empty == other.may_be_empty
        }
        _ => false,
    }
}

/// Whether no element at all fits a model.
fn can_be_empty(particle: &Particle) -> bool {
    particle.occurs.is_optional()
        || match &particle.term {
            Term::Element(_) | Term::Any => false,
            Term::Sequence(parts) | Term::All(parts) => parts.iter().all(can_be_empty),
            Term::Choice(parts) => parts.is_empty() || parts.iter().any(can_be_empty),
        }
}
