//! The list that an operation answers: the type of its records, and how its builder asks for those after a number.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir;
use crate::rust::api::{After, Filters, Member, MemberKind, ParameterType, Records};
use crate::rust::{Crate, Field, Item, ItemKind, RowKind, Type};

/// The list; `None` after an error.
pub(super) fn lower(
    records: &ir::Records,
    operation: &ir::Operation,
    members: &[Member],
    api: &ir::Api,
    filters: Option<&Filters>,
    krate: &Crate,
    diagnostics: &mut Diagnostics,
) -> Option<Records> {
    let root = krate.root(&operation.returns.module, &operation.returns.root);
    let Some(ty) = root.and_then(|root| record(root, &records.path, krate)) else {
        let message = format!("there is no list of `{}` in the type of the answer", records.path.join("/"));
        diagnostics.push(Diagnostic::error(records.span, message).label("it is among other elements"));
        return None;
    };
    let after = records.after.as_ref().and_then(|after| match after {
        ir::After::Parameter(name) => members.iter().find_map(|member| match &member.kind {
            MemberKind::Parameter { parameter, ty: ParameterType::Plain(ty), .. } if parameter == name => {
                Some(After::Parameter(member.name.clone(), ty.clone()))
            }
            _ => None,
        }),
        ir::After::Filter(name) => {
            let field = filters?.fields.iter().find(|field| field.field == *name)?;
            match &field.ty {
                ParameterType::Plain(ty) => Some(After::Filter(field.name.clone(), ty.clone(), name.clone())),
                _ => None,
            }
        }
        ir::After::Preference(name) => {
            let request = krate.root(api.schema.as_ref()?, "ServiceRequest")?;
            let Type::Item(module, item) = &request.field("preferences")?.ty else { return None };
            Some(After::Preference(krate.item(module, item)?.field(name)?.clone()))
        }
    });
    Some(Records { ty, path: records.path.clone(), id: records.id.clone(), after })
}

/// The type of what the elements lead to, if that is a list.
fn record(root: &Item, path: &[String], krate: &Crate) -> Option<Type> {
    let mut item = root;
    let mut steps = path.iter();
    while let Some(step) = steps.next() {
        let (choice, field) = find(item, step, krate)?;
        match (&field.row.kind, steps.as_slice()) {
            (RowKind::List { item, .. }, [last]) => return (item == last).then(|| field.ty.clone()),
            (_, []) if field.occurs.repeats() => return Some(field.ty.clone()),
            (_, []) => {
                return choice.filter(|choice| choice.occurs.repeats()).map(|choice| choice.ty.clone());
            }
            _ => {}
        }
        let Type::Item(module, name) = &field.ty else { return None };
        item = krate.item(module, name)?;
    }
    None
}

/// The field of an element, and the choice of which it is an alternative.
fn find<'c>(item: &'c Item, name: &str, krate: &'c Crate) -> Option<(Option<&'c Field>, &'c Field)> {
    item.fields().iter().find_map(|field| match (&field.row.kind, &field.ty) {
        (RowKind::Choice, Type::Item(module, choice)) => match &krate.item(module, choice)?.kind {
            ItemKind::Choice { variants, .. } => {
                let variant = variants.iter().find(|variant| variant.row.name == name)?;
                Some((Some(field), variant))
            }
            _ => None,
        },
        (RowKind::Group, Type::Item(module, group)) if !field.occurs.repeats() => {
            find(krate.item(module, group)?, name, krate)
        }
        _ => (field.row.name == name).then_some((None, field)),
    })
}
