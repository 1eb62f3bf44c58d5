//! Lists: what lets an operation be read record by record, and go on after one of them.

use super::literal;
use crate::rust::api::{After, ApiModule, Operation};
use crate::rust::{Crate, Field, Type};
use std::fmt::Write;

/// The implementation of `Records` for an operation that answers a list.
pub(super) fn records(operation: &Operation, module: &ApiModule, krate: &Crate, code: &mut String) {
    let Some(records) = &operation.records else { return };
    let literals = |names: &[String]| {
        let names: Vec<String> = names.iter().map(|name| literal(name)).collect();
        names.join(", ")
    };
    let _ = writeln!(
        code,
        "impl crate::Records for {} {{
type Record = {};
const PATH: &'static [&'static str] = &[{}];",
        operation.name,
        record(&records.ty, krate),
        literals(&records.path),
    );
    if !records.id.is_empty() {
        let _ = writeln!(code, "const ID: &'static [&'static str] = &[{}];", literals(&records.id));
    }
    if let Some(after) = &records.after {
        let _ = writeln!(
            code,
            "fn after(&self, id: u64) -> Option<Self> {{ {}Some(next) }}",
            after_body(after, operation, module, krate)
        );
    }
    code.push_str("}\n");
}

/// The path of the type of a record.
fn record(ty: &Type, krate: &Crate) -> String {
    match ty {
        Type::Item(module, name) => format!("crate::{}::{name}", krate.path(module).unwrap_or_default()),
        Type::Builtin(name @ ("DateTime" | "RawXml" | "AnyNode")) => format!("crate::{name}"),
        Type::Builtin(name) => (*name).to_owned(),
        Type::List(item) => format!("crate::List<{}>", record(item, krate)),
        Type::MaybeEmpty(value) => format!("crate::MaybeEmpty<{}>", record(value, krate)),
    }
}

/// Statements that make of the operation one that asks for records with a higher number, `next`. What it asked for
/// already stays, and of two lower bounds the higher one counts.
fn after_body(after: &After, operation: &Operation, module: &ApiModule, krate: &Crate) -> String {
    let mut code = String::new();
    if operation.body.is_some() {
        // What was sent in place of the values cannot be looked into.
        code.push_str("if self.raw_xml.is_some() { return None; }\n");
    }
    match after {
        After::Parameter(name, ty) => {
            let _ = writeln!(
                code,
                "let first = {};\nlet mut next = self.clone();\nnext.{name} = next.{name}.max(Some(first));",
                number(ty, "id.checked_add(1)?")
            );
        }
        After::Filter(constructor, ty, field) => {
            let filter = module.filters.as_ref().map_or("Filter", |filters| &filters.name);
            let _ = writeln!(
                code,
                "let last = {};
let mut next = self.clone();
next.filters.retain(|filter| !filter.0.holds_above({}, id));
next.filters.push({filter}::{constructor}().greater(last));",
                number(ty, "id"),
                literal(field),
            );
            if let Some(offset) = offset(operation, krate) {
                let _ = writeln!(
                    code,
                    "if let Some(preferences) = &mut next.preferences {{ preferences.{} = None; }}",
                    offset.name
                );
            }
        }
        After::Preference(field) => {
            let (name, ty) = (&field.name, &field.ty);
            let ty = if let Type::Builtin(ty) = ty { ty } else { "i64" };
            let _ = writeln!(
                code,
                "let first = {};
let mut next = self.clone();
let preferences = next.preferences.get_or_insert_default();
preferences.{name} = preferences.{name}.max(Some(first));",
                number(ty, "id.checked_add(1)?")
            );
            if let Some(offset) = offset(operation, krate) {
                let _ = writeln!(code, "preferences.{} = None;", offset.name);
            }
        }
    }
    code
}

/// A number of 64 bits as another type.
fn number(ty: &str, value: &str) -> String {
    match ty {
        "u64" => value.to_owned(),
        ty => format!("{ty}::try_from({value}).ok()?"),
    }
}

/// The preference that skips records from the front of a list: it is about the first page alone.
fn offset<'c>(operation: &Operation, krate: &'c Crate) -> Option<&'c Field> {
    let body = operation.body.as_ref().filter(|body| body.preferences)?;
    let request = krate.root(&body.module, "ServiceRequest")?;
    let Type::Item(module, name) = &request.field("preferences")?.ty else { return None };
    krate.item(module, name)?.field("startFromOffset")
}
