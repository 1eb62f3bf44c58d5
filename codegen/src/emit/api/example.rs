//! Examples: for every operation one that compiles and runs.

use super::constructor::{arguments, constructors};
use crate::ir::{BodyMember, Need, RequiredMember};
use crate::rust::api::{ApiModule, Member, MemberKind, Object, Operation, ParameterType};
use crate::rust::{Crate, Field, Item, ItemKind, Type};
use std::collections::HashSet;
use std::fmt::Write;

/// A value for a member, as a caller writes it.
pub(super) fn member(member: &Member, module: &ApiModule, open: &mut HashSet<String>) -> String {
    match &member.kind {
        MemberKind::Fixed { .. } => "true".to_owned(),
        MemberKind::Parameter { ty, list, example, .. } => {
            let one = match ty {
                ParameterType::Words(name) => words(name, module),
                _ => example.clone(),
            };
            if *list { format!("[{one}]") } else { one }
        }
        MemberKind::Part(name) => {
            let Some(part) = module.part(name).filter(|_| open.insert(name.clone())) else {
                return String::new();
            };
            let made = constructors(part, module, &mut HashSet::new());
            let one = made.iter().find(|one| one.name != "new").or(made.first());
            let call = one.map_or_else(String::new, |one| {
                let arguments: Vec<&str> =
                    one.arguments.iter().map(|argument| argument.example.as_str()).collect();
                format!("{}::{}({})", part.name, one.name, arguments.join(", "))
            });
            open.remove(name);
            call
        }
    }
}

fn words(name: &str, module: &ApiModule) -> String {
    let item = module.words.iter().find(|item| item.name == name);
    match item.map(|item| &item.kind) {
        Some(ItemKind::Enumeration { words }) => {
            words.first().map_or_else(String::new, |word| format!("{name}::{}", word.name))
        }
        _ => String::new(),
    }
}

/// The lines of an operation's example, without comment marks.
pub(super) fn operation(operation: &Operation, module: &ApiModule, krate: &Crate) -> Vec<String> {
    let mut lines = vec![
        "```".to_owned(),
        "use qualys::Operation as _;".to_owned(),
        format!("use qualys::{}::*;", module.path.join("::")),
        String::new(),
    ];
    let mut values: Vec<String> =
        arguments(&operation.members, module).into_iter().map(|argument| argument.example).collect();
    if let Some(body) = &operation.body {
        if let Some(object) = &body.object {
            values.extend(object_values(object, &body.module, &body.required, krate, &mut lines));
        }
        if body.filters == Some(Need::Required)
            && let Some(filters) = &module.filters
        {
            values.push(format!("{}::other(\"id\", \"EQUALS\", \"1\")", filters.name));
        }
    }
    lines.push(format!("let operation = {}::new({});", operation.name, values.join(", ")));
    lines.push("let request = operation.request()?;".to_owned());
    lines.push(format!("assert_eq!(request.method(), qualys::Method::{:?});", operation.method));
    lines.push("# Ok::<(), Box<dyn std::error::Error>>(())".to_owned());
    lines.push("```".to_owned());
    lines
}

fn object_values(
    object: &Object,
    module: &str,
    required: &[RequiredMember],
    krate: &Crate,
    lines: &mut Vec<String>,
) -> Vec<String> {
    let Some((item, path)) = object.item(module, krate) else { return Vec::new() };
    let always = required.iter().filter(|member| member.condition.is_none());
    let paths: Vec<&str> = always.map(|member| member.path.as_str()).collect();
    let Some(members) = &object.members else {
        let mutable = if paths.is_empty() { "" } else { "mut " };
        lines.push(format!("let {mutable}object = qualys::{path}::{}::default();", item.name));
        lines.extend(paths.iter().filter_map(|path| assignment(item, path, krate)));
        return vec!["object".to_owned()];
    };
    let required = members.iter().filter(|member| member.need == Need::Required);
    let number = |member: &BodyMember| member.range.map(|(first, _)| first.to_string());
    required
        .filter_map(|member| {
            item.field(&member.name).and_then(|field| number(member).or_else(|| value(field, krate)))
        })
        .collect()
}

/// Sets a member of the object, by its path.
fn assignment(item: &Item, path: &str, krate: &Crate) -> Option<String> {
    let mut line = "object".to_owned();
    let mut item = item;
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        let field = item.field(name)?;
        let _ = write!(line, ".{}", field.name);
        if names.peek().is_none() {
            let value = value(field, krate).unwrap_or_else(|| "Default::default()".to_owned());
            let value = if field.ty == Type::Builtin("String") { format!("{value}.into()") } else { value };
            let value = if field.occurs.is_optional() { format!("Some({value})") } else { value };
            return Some(format!("{line} = {value};"));
        }
        if field.occurs.is_optional() {
            line.push_str(".get_or_insert_default()");
        }
        let Type::Item(module, name) = &field.ty else { return None };
        item = krate.item(module, name)?;
    }
    None
}

/// A value of a field's type, as an expression outside the crate.
fn value(field: &Field, krate: &Crate) -> Option<String> {
    match &field.ty {
        Type::Builtin("String") => Some("\"example\"".to_owned()),
        Type::Builtin("bool") => Some("true".to_owned()),
        Type::Builtin("DateTime") => Some("\"2030-01-31T00:00:00Z\".parse::<qualys::DateTime>()?".to_owned()),
        Type::Builtin("f64") => Some("1.0".to_owned()),
        Type::Builtin(number) if number.starts_with(['i', 'u']) => Some("1".to_owned()),
        Type::Item(module, name) => {
            let path = krate.path(module)?;
            match &krate.item(module, name)?.kind {
                ItemKind::Enumeration { words } => {
                    words.first().map(|word| format!("qualys::{path}::{name}::{}", word.name))
                }
                _ => Some(format!("qualys::{path}::{name}::default()")),
            }
        }
        _ => None,
    }
}
