//! Applies corrections to the IR.

use super::path::{self, Place};
use super::{Action, Fixup, Fixups};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Content, Enumeration, Model, Module, Target, Term, TypeId, Value, ValueKind, Word};
use crate::source::Span;

/// What a name that is put into a content model refers to: the module, the name.
pub type Resolve<'r> = &'r dyn Fn(&str, &str) -> Option<Target>;

/// Applies all entries, in their order; `resolve` finds what an element of a module holds.
pub fn apply(fixups: &Fixups, model: &mut Model, resolve: Resolve<'_>, diagnostics: &mut Diagnostics) {
    for fixup in &fixups.0 {
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
            let message = format!("the correction matches nothing: `{schema}` has no such place as `{at}`");
            let help = "remove it if the schema has been corrected, else mend the path";
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
    *value = Value { facets: std::mem::take(&mut value.facets), ..new.clone() };
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
    aliases.extend(names.iter().cloned());
    true
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
