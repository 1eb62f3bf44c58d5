//! From what the IR says of documents that tell a number to how their types tell it.

use super::rust::integer;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{self, IdStep, Model};
use crate::pass::names::{Case, Scope};
use crate::rust::identified::{Identified, Keyed, Place};
use crate::rust::{Crate, Field, Item, RowKind, Type};

/// Adds the documents that tell a number to the Rust model.
pub fn lower(model: &Model, krate: &mut Crate, diagnostics: &mut Diagnostics) {
    for identified in &model.identified {
        let Some(item) = krate.root(&identified.module, &identified.root) else { continue };
        let key = (identified.module.clone(), item.name.clone());
        match told(identified, item, krate) {
            Some(told) => krate.identified.push((key, told)),
            None => {
                let message = format!("the entries of `{}` cannot be told apart", identified.root);
                let label =
                    "expected one way to a list, whose entries have a text for a key and a text for a value";
                diagnostics.push(Diagnostic::error(identified.span, message).label(label));
            }
        }
    }
}

fn told(identified: &ir::Identified, root: &Item, krate: &Crate) -> Option<Identified> {
    let place = match identified.paths.as_slice() {
        [path] if path.iter().any(|step| step.key.is_some()) => {
            Place::Keyed(Box::new(keyed(path, root, krate)?))
        }
        paths if paths.iter().flatten().all(|step| step.key.is_none()) => {
            let names = |path: &Vec<IdStep>| path.iter().map(|step| step.name.clone()).collect();
            Place::Paths(paths.iter().map(names).collect())
        }
        _ => return None,
    };
    Some(Identified { number: integer(identified.number), place })
}

/// The list of a path whose last but one step has a key.
fn keyed(path: &[IdStep], root: &Item, krate: &Crate) -> Option<Keyed> {
    let [way @ .., IdStep { name: element, key: Some((key, id)) }, value] = path else { return None };
    if way.iter().any(|step| step.key.is_some()) || value.key.is_some() {
        return None;
    }
    let item = |field: &Field| match &field.ty {
        Type::Item(module, name) => krate.item(module, name),
        _ => None,
    };
    let mut list: Vec<Field> = Vec::new();
    let mut parent = root;
    let mut steps = way.iter().map(|step| &step.name).chain([element]).peekable();
    while let Some(step) = steps.next() {
        let field = parent.field(step)?;
        let is_wrapper = matches!(&field.row.kind, RowKind::List { item, .. } if steps.peek() == Some(&item));
        if is_wrapper {
            steps.next();
        }
        if field.is_list() != steps.peek().is_none() {
            return None;
        }
        list.push(field.clone());
        parent = item(field)?;
    }
    let text = |name: &str| parent.field(name).filter(|field| field.ty == Type::Builtin("String")).cloned();
    let key = text(key).filter(|key| !key.is_list() && !key.occurs.is_optional())?;
    let value = text(&value.name)?;
    let method = Scope::new(Case::Field).fresh(element);
    Some(Keyed { list, element: element.clone(), method, key, value, id: id.clone() })
}
