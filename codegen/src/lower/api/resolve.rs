//! Names that lead out of the description: schemas, roots, types and elements.

use crate::api::{Text, similar};
use crate::diagnostic::Diagnostic;
use crate::ir::{Content, Element, Model, Module, Particle, Target, Term, Type};
use indexmap::IndexMap;

/// An error about a name that nothing has, with the one that may be meant.
pub(super) fn unknown<'n>(
    message: String,
    name: &Text,
    label: impl Into<String>,
    candidates: impl IntoIterator<Item = &'n str>,
) -> Diagnostic {
    let error = Diagnostic::error(name.span, message).label(label);
    match similar(&name.text, candidates) {
        Some(meant) => error.help(format!("did you mean `{meant}`?")),
        None => error,
    }
}

/// The module of a schema.
pub(super) fn module<'m>(model: &'m Model, name: &Text) -> Result<&'m Module, Diagnostic> {
    model.modules.get(&name.text).ok_or_else(|| {
        let message = format!("there is no schema `{}`", name.text);
        let expected = "expected the path of a schema, such as `common/2.0/simple_return`";
        unknown(message, name, expected, model.modules.keys().map(String::as_str))
    })
}

/// The elements that a type may hold directly, by name.
pub(super) fn elements(ty: &Type) -> IndexMap<&str, &Element> {
    let mut found = IndexMap::new();
    if let Content::Elements(particle) | Content::Mixed(particle) = &ty.content {
        collect(particle, &mut found);
    }
    found
}

/// The type of what an element holds, if that has a structure.
pub(super) fn type_of<'m>(model: &'m Model, target: &Target) -> Option<&'m Type> {
    match target {
        Target::Type(id) => model.type_of(id),
        Target::Value(_) => None,
    }
}

fn collect<'m>(particle: &'m Particle, found: &mut IndexMap<&'m str, &'m Element>) {
    match &particle.term {
        Term::Element(element) => {
            found.entry(element.name.as_str()).or_insert(element);
        }
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| collect(part, found));
        }
        Term::Any => {}
    }
}
