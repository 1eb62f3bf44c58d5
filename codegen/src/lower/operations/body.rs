//! Bodies: what is asked of the object has to have a place in its type.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir;
use crate::rust::api::{Body, Member, Object, way};
use crate::rust::{Crate, Field, Item, ItemKind, Type};

/// The body of an operation.
pub(super) fn lower(body: &ir::Body, module: &str, krate: &Crate, diagnostics: &mut Diagnostics) -> Body {
    let object = body.object.as_ref().map(|object| Object {
        element: object.name.clone(),
        optional: object.optional,
        members: object.members.clone(),
    });
    if let Some((item, _)) = object.as_ref().and_then(|object| object.item(module, krate)) {
        for (path, span, problem) in unclear(body, item, krate) {
            let error = Diagnostic::error(span, format!("the builder cannot look at `{path}`"));
            diagnostics.push(error.label(problem));
        }
    }
    Body {
        module: module.to_owned(),
        object,
        filters: body.filters,
        preferences: body.preferences,
        required: body.required.clone(),
    }
}

/// A member of the object and a parameter must not make one argument of the builder.
pub(super) fn stands_apart(body: &Body, members: &[Member], krate: &Crate, diagnostics: &mut Diagnostics) {
    let Some(object) = &body.object else { return };
    let Some((item, _)) = object.item(&body.module, krate) else { return };
    for member in object.members.iter().flatten() {
        let clashes = |field: &&Field| members.iter().any(|parameter| parameter.name == field.name);
        if let Some(field) = item.field(&member.name).filter(clashes) {
            let message =
                format!("`{}` is a parameter of the operation and a member of its object", field.name);
            let error = Diagnostic::error(member.span, message);
            diagnostics.push(error.help("leave the member out if the path says it already"));
        }
    }
}

/// Members that the type does not hold as a single value in a place of its own, each with what is in the way.
fn unclear<'b>(
    body: &'b ir::Body,
    item: &Item,
    krate: &Crate,
) -> Vec<(&'b str, crate::source::Span, &'static str)> {
    let mut found = Vec::new();
    for required in &body.required {
        if way(item, &required.path, krate).is_none() {
            found.push((required.path.as_str(), required.span, "it is in a choice, or in what repeats"));
        }
        if let Some(condition) = &required.condition
            && !is_one_word(item, &condition.path, krate)
        {
            found.push((condition.path.as_str(), condition.span, "the condition is not about a single word"));
        }
    }
    for member in body.object.iter().filter_map(|object| object.members.as_ref()).flatten() {
        let name = member.name.as_str();
        match item.field(name) {
            None => found.push((name, member.span, "it is in a choice")),
            Some(field) if member.range.is_some() && !is_one_number(field) => {
                found.push((name, member.span, "the range is not about a single number"));
            }
            Some(_) => {}
        }
    }
    found
}

fn is_one_word(item: &Item, path: &str, krate: &Crate) -> bool {
    let Some(field) = way(item, path, krate).and_then(|mut way| way.pop()) else { return false };
    let Type::Item(module, name) = &field.ty else { return false };
    let is_word =
        krate.item(module, name).is_some_and(|item| matches!(item.kind, ItemKind::Enumeration { .. }));
    is_word && !field.is_list()
}

fn is_one_number(field: &Field) -> bool {
    matches!(&field.ty, Type::Builtin(name) if name.starts_with(['i', 'u'])) && !field.is_list()
}
