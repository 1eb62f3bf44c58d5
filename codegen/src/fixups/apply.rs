//! Applies corrections to the IR.

use super::path::{self, Place};
use super::{Action, Fixup, Fixups};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{
    Content, Element, Enumeration, Model, Module, Particle, Target, Term, Type, TypeId, Value, ValueKind,
    Word,
};
use crate::source::Span;

/// What a name that is put into a content model refers to: the module, the name.
pub type Resolve<'r> = &'r dyn Fn(&str, &str) -> Option<Target>;

/// Applies all entries, in their order, and sees that no alias names another element of the same content; `resolve` finds
/// what an element of a module holds.
pub fn apply(fixups: &Fixups, model: &mut Model, resolve: Resolve<'_>, diagnostics: &mut Diagnostics) {
    for fixup in &fixups.fixups {
        for (schema, schema_span) in &fixup.schemas {
            match model.modules.get_mut(schema) {
                Some(module) => apply_to(fixup, schema, module, resolve, diagnostics),
                None => {
                    let message = format!("there is no schema `{schema}`");
                    let help =
                        "name it by its path without the file's ending, such as vm/2.0/scan_list_output";
                    diagnostics.push(Diagnostic::error(*schema_span, message).help(help));
                }
            }
        }
        if let Action::Alias(_) = fixup.action {
            aliases_stand_alone(fixup, model, diagnostics);
        }
    }
}

/// An alias that the schema has by now as an element of its own would take that element's place.
fn aliases_stand_alone(fixup: &Fixup, model: &Model, diagnostics: &mut Diagnostics) {
    for (schema, span) in &fixup.schemas {
        let types = model.modules.get(schema).into_iter().flat_map(|module| module.types.values());
        for (alias, sibling) in types.flat_map(clashes) {
            let message = format!("the alias `{alias}` is the name of an element beside the one that has it");
            let error = Diagnostic::error(*span, message).related(sibling, "the element");
            diagnostics.push(error.help("the schema has both by now: remove the alias"));
        }
    }
}

/// Aliases in a content model that are names of elements in it.
fn clashes(ty: &Type) -> Vec<(String, Span)> {
    let (Content::Elements(particle) | Content::Mixed(particle)) = &ty.content else { return Vec::new() };
    let mut elements = Vec::new();
    collect(particle, &mut elements);
    let named =
        |alias: &String| elements.iter().find(|(other, _)| other.name == *alias).map(|(_, span)| *span);
    let aliases = elements.iter().flat_map(|(element, _)| &element.aliases);
    aliases.filter_map(|alias| named(alias).map(|span| (alias.clone(), span))).collect()
}

fn collect<'m>(particle: &'m Particle, elements: &mut Vec<(&'m Element, Span)>) {
    match &particle.term {
        Term::Element(element) => elements.push((element, particle.span)),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| collect(part, elements));
        }
        Term::Any => {}
    }
}

fn apply_to(
    fixup: &Fixup,
    schema: &str,
    module: &mut Module,
    resolve: Resolve<'_>,
    diagnostics: &mut Diagnostics,
) {
    for (at, span) in &fixup.at {
        let mut unresolved = None;
        let mut enumeration = None;
        let changed = path::visit(module, at, &mut |place| match &fixup.action {
            Action::Type(value) => set_value(place, value),
            Action::Words { words, list, may_be_empty } => {
                let id = TypeId { module: schema.to_owned(), name: at.clone() };
                let word = Value::new(ValueKind::Enumeration(id));
                let kind = match list {
                    Some(separator) => ValueKind::List(Box::new(word), *separator),
                    None => word.kind,
                };
                enumeration = Some(words);
                set_value(place, &Value { may_be_empty: *may_be_empty, ..Value::new(kind) })
            }
            Action::Empty => may_be_empty(place),
            Action::Rename(name) => match resolve(schema, name) {
                Some(target) => rename(place, name, target),
                None => {
                    unresolved = Some(name.clone());
                    false
                }
            },
            Action::Alias(names) => alias(place, names),
            Action::Optional => make_optional(place),
            Action::Name(name) => match place {
                Place::Unnamed(particle) => {
                    particle.name = Some(name.clone());
                    true
                }
                _ => false,
            },
            Action::Doc(text) => document(place, text),
        });
        if let Some(words) = enumeration {
            module.enumerations.insert(at.clone(), words_of(words, *span));
        }
        if let Some(name) = unresolved {
            let message = format!("`{schema}` declares no element `{name}`");
            diagnostics.push(Diagnostic::error(*span, message).label("corrected to that name"));
        } else if changed == 0 {
            let message = format!(
                "the correction changes nothing: `{schema}` has no such place as `{at}`, or needs it no more"
            );
            let help = "remove it if the schema says so itself by now, else mend the path";
            diagnostics.push(Diagnostic::error(*span, message).label(expected(&fixup.action)).help(help));
        }
    }
}

fn expected(action: &Action) -> &'static str {
    match action {
        Action::Type(_) | Action::Words { .. } | Action::Empty => {
            "expected an element with text, or an attribute"
        }
        Action::Rename(_) => "expected an element in a content model",
        Action::Alias(_) => "expected an element in a content model, or a word of an enumeration",
        Action::Optional => "expected an element or attribute that is required",
        Action::Name(_) => "expected a choice or a group",
        Action::Doc(_) => "expected a type, an element, an attribute, an enumeration or a word",
    }
}

/// The value of a place, if it holds one.
fn value(place: Place<'_>) -> Option<&mut Value> {
    match place {
        Place::Element(particle) => match &mut particle.term {
            Term::Element(element) => match &mut element.target {
                Target::Value(value) => Some(value),
                Target::Type(_) => None,
            },
            _ => None,
        },
        Place::Attribute(attribute) => Some(&mut attribute.value),
        Place::Type(ty) => match &mut ty.content {
            Content::Value(value) => Some(value),
            _ => None,
        },
        Place::Unnamed(_) | Place::Enumeration(_) | Place::Word(_) => None,
    }
}

fn set_value(place: Place<'_>, new: &Value) -> bool {
    let Some(value) = value(place) else { return false };
    if value.kind == new.kind && value.may_be_empty == new.may_be_empty {
        return false;
    }
    // What the schema says of the text is true no more.
    *value = Value { facets: value.facets.clone(), datatype: None, ..new.clone() };
    true
}

fn may_be_empty(place: Place<'_>) -> bool {
    let Some(value) = value(place) else { return false };
    !std::mem::replace(&mut value.may_be_empty, true)
}

fn rename(place: Place<'_>, name: &str, target: Target) -> bool {
    let Place::Element(particle) = place else { return false };
    let Term::Element(element) = &mut particle.term else { return false };
    element.name = name.to_owned();
    element.target = target;
    true
}

fn alias(place: Place<'_>, names: &[String]) -> bool {
    let aliases = match place {
        Place::Element(particle) => match &mut particle.term {
            Term::Element(element) => &mut element.aliases,
            _ => return false,
        },
        Place::Word(word) => &mut word.aliases,
        _ => return false,
    };
    let before = aliases.len();
    for name in names {
        if !aliases.contains(name) {
            aliases.push(name.clone());
        }
    }
    aliases.len() > before
}

fn make_optional(place: Place<'_>) -> bool {
    match place {
        Place::Element(particle) | Place::Unnamed(particle) => {
            std::mem::replace(&mut particle.occurs.min, 0) > 0
        }
        Place::Attribute(attribute) => std::mem::replace(&mut attribute.required, false),
        _ => false,
    }
}

fn document(place: Place<'_>, text: &str) -> bool {
    let docs = match place {
        Place::Element(particle) => match &mut particle.term {
            Term::Element(element) => &mut element.docs,
            _ => return false,
        },
        Place::Attribute(attribute) => &mut attribute.docs,
        Place::Type(ty) => &mut ty.docs,
        Place::Enumeration(enumeration) => &mut enumeration.docs,
        Place::Word(word) => &mut word.docs,
        Place::Unnamed(_) => return false,
    };
    *docs = Some(text.trim().to_owned());
    true
}

fn words_of(words: &[(String, Span)], span: Span) -> Enumeration {
    let word = |(text, span): &(String, Span)| Word {
        text: text.clone(),
        aliases: Vec::new(),
        span: *span,
        docs: None,
    };
    Enumeration { span, docs: None, words: words.iter().map(word).collect() }
}
