//! Paths of corrections, and what they lead to in a module.

use crate::ir::{Attribute, Content, Enumeration, Module, Particle, Term, Type, Word};

/// A place that a correction can change.
pub(super) enum Place<'m> {
    /// An element in a content model.
    Element(&'m mut Particle),
    /// A choice, or a group that repeats or is optional.
    Unnamed(&'m mut Particle),
    /// An attribute.
    Attribute(&'m mut Attribute),
    /// A type.
    Type(&'m mut Type),
    /// An enumeration.
    Enumeration(&'m mut Enumeration),
    /// A word of an enumeration.
    Word(&'m mut Word),
}

/// Calls `visit` with every place of the module that a path leads to, and says how many `visit` took.
///
/// `ELEMENT` is an element wherever a content model has it, and the type of that name; `PARENT/ELEMENT` one inside
/// `PARENT`; `PARENT/@attribute`, `PARENT/choice[2]`, `PARENT/group` and `ENUMERATION/WORD` are what they say.
pub(super) fn visit(module: &mut Module, path: &str, visit: &mut dyn FnMut(Place<'_>) -> bool) -> usize {
    let mut taken = 0;
    let mut take = |place: Place<'_>| taken += usize::from(visit(place));
    if let Some(ty) = module.types.get_mut(path) {
        take(Place::Type(ty));
    }
    if let Some(enumeration) = module.enumerations.get_mut(path) {
        take(Place::Enumeration(enumeration));
    }
    if !path.contains('/') {
        for ty in module.types.values_mut() {
            if let Some(particle) = content(ty) {
                elements(particle, path, &mut take);
            }
        }
    }
    for (slash, _) in path.match_indices('/') {
        let (parent, last) = (&path[..slash], &path[slash + 1..]);
        if let Some(ty) = module.types.get_mut(parent) {
            inside(ty, last, &mut take);
        }
        if let Some(enumeration) = module.enumerations.get_mut(parent) {
            enumeration
                .words
                .iter_mut()
                .filter(|word| word.text == last)
                .for_each(|word| take(Place::Word(word)));
        }
    }
    taken
}

fn inside(ty: &mut Type, last: &str, take: &mut dyn FnMut(Place<'_>)) {
    if let Some(name) = last.strip_prefix('@') {
        let attributes = ty.attributes.iter_mut().filter(|attribute| attribute.name == name);
        attributes.for_each(|attribute| take(Place::Attribute(attribute)));
        return;
    }
    let Some(particle) = content(ty) else { return };
    elements(particle, last, take);
    let (kind, number) = match last.strip_suffix(']').and_then(|indexed| indexed.split_once('[')) {
        Some((kind, number)) => (kind, number.parse().unwrap_or(0)),
        None => (last, 1),
    };
    if matches!(kind, "choice" | "group") {
        let mut left = number;
        if let Some(particle) = unnamed(particle, kind, &mut left) {
            take(Place::Unnamed(particle));
        }
    }
}

fn content(ty: &mut Type) -> Option<&mut Particle> {
    match &mut ty.content {
        Content::Elements(particle) | Content::Mixed(particle) => Some(particle),
        Content::Empty | Content::Any | Content::Value(_) => None,
    }
}

fn elements(particle: &mut Particle, name: &str, take: &mut dyn FnMut(Place<'_>)) {
    match &mut particle.term {
        Term::Element(element) if element.name == name => take(Place::Element(particle)),
        Term::Element(_) | Term::Any => {}
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter_mut().for_each(|part| elements(part, name, take));
        }
    }
}

/// The `left`-th choice or group, in reading order.
fn unnamed<'m>(particle: &'m mut Particle, kind: &str, left: &mut usize) -> Option<&'m mut Particle> {
    let is_one = match &particle.term {
        Term::Choice(_) => kind == "choice",
        Term::Sequence(_) | Term::All(_) => kind == "group" && particle.occurs != crate::ir::Occurs::ONE,
        Term::Element(_) | Term::Any => false,
    };
    if is_one {
        *left = left.saturating_sub(1);
        if *left == 0 {
            return Some(particle);
        }
    }
    match &mut particle.term {
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter_mut().find_map(|part| unnamed(part, kind, left))
        }
        Term::Element(_) | Term::Any => None,
    }
}
