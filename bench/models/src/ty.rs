//! Types and how often they occur, as Rust writes them.

use qualys_codegen::ir::Occurs;
use qualys_codegen::rust::{Crate, Field, Item, ItemKind, RowKind, Type};

/// The type of one value; `item` says how a type of a module is written.
pub(crate) fn one(ty: &Type, item: &mut dyn FnMut(&str, &str) -> String) -> String {
    match ty {
        Type::Item(module, name) => item(module, name),
        Type::Builtin("DateTime") => "DateTime".to_owned(),
        Type::Builtin(name) => (*name).to_owned(),
        Type::List(inner) => format!("List<{}>", one(inner, item)),
        Type::MaybeEmpty(inner) => format!("MaybeEmpty<{}>", one(inner, item)),
    }
}

/// As often as it occurs.
pub(crate) fn occurring(ty: String, occurs: Occurs, boxed: bool) -> String {
    let ty = if boxed && !occurs.repeats() { format!("Box<{ty}>") } else { ty };
    match occurs {
        occurs if occurs.repeats() => format!("Vec<{ty}>"),
        occurs if occurs.is_optional() => format!("Option<{ty}>"),
        _ => ty,
    }
}

/// A field, with what is around it: in a choice it may be absent, in a repeated group it repeats.
#[derive(Debug, Clone)]
pub(crate) struct Member<'c> {
    pub(crate) field: &'c Field,
    pub(crate) occurs: Occurs,
}

/// The fields of a record; choices and groups become their members, but for those that `keep` keeps.
pub(crate) fn members<'c>(
    krate: &'c Crate,
    item: &'c Item,
    keep: &dyn Fn(&Item, &Field) -> bool,
) -> Vec<Member<'c>> {
    let mut out = Vec::new();
    inline(krate, item, Occurs::ONE, keep, &mut out);
    out
}

fn inline<'c>(
    krate: &'c Crate,
    item: &'c Item,
    around: Occurs,
    keep: &dyn Fn(&Item, &Field) -> bool,
    out: &mut Vec<Member<'c>>,
) {
    let (fields, is_choice) = match &item.kind {
        ItemKind::Record { fields, .. } => (fields, false),
        ItemKind::Choice { variants, .. } => (variants, true),
        ItemKind::Enumeration { .. } => return,
    };
    for field in fields {
        let own = if is_choice { Occurs { min: 0, ..field.occurs } } else { field.occurs };
        let occurs =
            Occurs { min: own.min.min(around.min), max: if around.repeats() { None } else { own.max } };
        match (&field.row.kind, &field.ty) {
            (RowKind::Choice | RowKind::Group, Type::Item(module, name)) if !keep(item, field) => {
                if let Some(inner) = krate.item(module, name) {
                    inline(krate, inner, occurs, keep, out);
                }
            }
            (RowKind::Mixed | RowKind::Any, _) => {}
            _ => out.push(Member { field, occurs }),
        }
    }
}

/// The name of a member: that of its field, or of its element where a variant became a member.
pub(crate) fn name(field: &Field) -> String {
    if !field.name.starts_with(|first: char| first.is_ascii_uppercase()) {
        return field.name.clone();
    }
    let characters = field.row.name.chars();
    characters
        .map(|character| if character.is_ascii_alphanumeric() { character.to_ascii_lowercase() } else { '_' })
        .collect()
}
