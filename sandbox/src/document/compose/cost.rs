//! How much a content model needs at least: so that what is filled in ends, and is no more than it has to be.

use qualys_codegen::ir::{Content, Model, Particle, Target, Term, TypeId};

/// How many elements a particle has at least; `None` if there is no end.
pub(super) fn of_particle<'m>(
    model: &'m Model,
    particle: &'m Particle,
    around: &mut Vec<&'m TypeId>,
) -> Option<u64> {
    if particle.occurs.is_optional() {
        return Some(0);
    }
    of_term(model, &particle.term, around).map(|cost| cost.saturating_mul(particle.occurs.min.into()))
}

fn of_term<'m>(model: &'m Model, term: &'m Term, around: &mut Vec<&'m TypeId>) -> Option<u64> {
    match term {
        Term::Element(element) => {
            of_target(model, &element.target, around).map(|cost| cost.saturating_add(1))
        }
        Term::Sequence(parts) | Term::All(parts) => parts
            .iter()
            .try_fold(0u64, |sum, part| Some(sum.saturating_add(of_particle(model, part, around)?))),
        Term::Choice(parts) if parts.is_empty() => Some(0),
        Term::Choice(parts) => parts.iter().filter_map(|part| of_particle(model, part, around)).min(),
        Term::Any => Some(0),
    }
}

fn of_target<'m>(model: &'m Model, target: &'m Target, around: &mut Vec<&'m TypeId>) -> Option<u64> {
    let Target::Type(id) = target else { return Some(0) };
    // What needs itself has no end, and neither has what is nested deeper than any document.
    if around.contains(&id) || around.len() > super::DEPTH {
        return None;
    }
    match model.type_of(id).map(|ty| &ty.content) {
        Some(Content::Elements(particle)) => {
            around.push(id);
            let cost = of_particle(model, particle, around);
            around.pop();
            cost
        }
        _ => Some(0),
    }
}
