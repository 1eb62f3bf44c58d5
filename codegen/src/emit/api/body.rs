//! Bodies: how an operation builds its XML from the types of the schema.

use super::constructor::Argument;
use super::{docs, literal};
use crate::ir::{BodyMember, Need, RequiredMember};
use crate::rust::api::{ApiModule, Body, Filters, Object, way};
use crate::rust::{Crate, Field, Item, Type};
use std::fmt::Write;

/// What the body of an operation adds to its builder.
#[derive(Debug, Default)]
pub(super) struct Emitted {
    /// Fields of the struct.
    pub(super) fields: String,
    /// Arguments of `new`.
    pub(super) arguments: Vec<Argument>,
    /// Fields of a new value.
    pub(super) inits: String,
    /// Setters.
    pub(super) setters: String,
    /// Statements that put the XML into the form.
    pub(super) send: String,
}

impl Emitted {
    pub(super) fn of(body: &Body, module: &ApiModule, krate: &Crate) -> Self {
        let mut emitted = Self::default();
        let Some(request) = krate.root(&body.module, "ServiceRequest") else { return emitted };
        let path = krate.path(&body.module).unwrap_or_default();
        let _ = writeln!(emitted.send, "let mut body = crate::{path}::{}::default();", request.name);
        if let Some(object) = &body.object {
            emitted.object(object, body, request, krate);
        }
        if let (Some(need), Some(filters), Some(field)) =
            (body.filters, &module.filters, request.field("filters"))
        {
            emitted.filters(need, filters, field, krate);
        }
        if let (true, Some(field)) = (body.preferences, request.field("preferences")) {
            emitted.preferences(field, krate);
        }
        let otherwise = match &body.object {
            Some(Object { optional: true, .. }) => "else if self.object != Default::default()",
            _ => "else",
        };
        // What is sent in place of the values is not held against their rules.
        emitted.send = format!(
            "if let Some(xml) = &self.raw_xml {{ form.xml_text(xml); }} {otherwise} {{ {} form.xml(&body); }}\n",
            emitted.send
        );
        emitted.fields.push_str("raw_xml: Option<String>,\n");
        emitted.inits.push_str("raw_xml: None,\n");
        emitted.setters.push_str(
            "/// Sends this XML in place of what was set, for what this crate does not know. Nothing of it is checked.
pub fn raw_xml(mut self, xml: impl Into<String>) -> Self { self.raw_xml = Some(xml.into()); self }\n",
        );
        emitted
    }

    fn object(&mut self, object: &Object, body: &Body, request: &Item, krate: &Crate) {
        let Some((item, path)) = object.item(&body.module, krate) else { return };
        let Some((data, field)) = object.field(&body.module, krate) else { return };
        let Some(data_field) = request.field("data") else { return };
        let ty = format!("crate::{path}::{}", item.name);
        let _ = writeln!(self.fields, "object: {ty},");
        match &object.members {
            None => {
                self.arguments.push(Argument {
                    name: "object".to_owned(),
                    docs: vec![format!("The `{}` to send.", object.element)],
                    ty: ty.clone(),
                    value: "object".to_owned(),
                    example: String::new(),
                });
                self.inits.push_str("object,\n");
            }
            Some(members) => self.members(members, item, &ty, krate),
        }
        for member in &body.required {
            self.send.extend(require(item, member, krate));
        }
        let value = wrapped(field, "self.object.clone()");
        match (data, &data_field.ty) {
            (Some(data), Type::Item(module, _)) => {
                let path = krate.path(module).unwrap_or_default();
                let _ = writeln!(
                    self.send,
                    "let mut data = crate::{path}::{}::default();\ndata.{} = {value};\nbody.{} = {};",
                    data.name,
                    field.name,
                    data_field.name,
                    wrapped(data_field, "data")
                );
            }
            _ => {
                let _ = writeln!(self.send, "body.{} = {value};", data_field.name);
            }
        }
    }

    fn members(&mut self, members: &[BodyMember], item: &Item, ty: &str, krate: &Crate) {
        let mut sets = String::new();
        for member in members {
            let Some(field) = item.field(&member.name) else { continue };
            let (argument_type, value) = taken(field, krate);
            let value = wrapped(field, &value);
            let name = &field.name;
            let mut paragraphs = field.docs.clone();
            if let Some((first, last)) = member.range {
                paragraphs.push(format!("Allowed: {first} to {last}."));
                let number = match field.occurs.is_optional() {
                    true => format!("self.object.{name}.map(i128::from)"),
                    false => format!("Some(i128::from(self.object.{name}))"),
                };
                let member = literal(&member.name);
                let _ = writeln!(self.send, "form.range({member}, {number}, {first}, {last});");
            }
            if member.need == Need::Required {
                self.arguments.push(Argument {
                    name: name.clone(),
                    docs: paragraphs,
                    ty: argument_type,
                    value: name.clone(),
                    example: String::new(),
                });
                let _ = writeln!(sets, "object.{name} = {value};");
                if field.ty == Type::Builtin("String") && !field.is_list() {
                    let test = reached(&[field]);
                    let _ = writeln!(
                        self.send,
                        "form.require({}, {test}.is_some_and(|one| !one.is_empty()));",
                        literal(&member.name)
                    );
                }
            } else {
                let _ = writeln!(
                    self.setters,
                    "{}pub fn {name}(mut self, {name}: {argument_type}) -> Self {{ self.object.{name} = {value}; self }}",
                    docs(&paragraphs),
                );
            }
        }
        let init = if sets.is_empty() {
            format!("{ty}::default()")
        } else {
            format!("{{ let mut object = {ty}::default(); {sets} object }}")
        };
        let _ = writeln!(self.inits, "object: {init},");
    }

    fn filters(&mut self, need: Need, filters: &Filters, field: &Field, krate: &Crate) {
        let name = &filters.name;
        let _ = writeln!(self.fields, "filters: Vec<{name}>,");
        if need == Need::Required {
            self.arguments.push(Argument {
                name: "filter".to_owned(),
                docs: vec!["The first condition; further ones must hold as well.".to_owned()],
                ty: name.clone(),
                value: "filter".to_owned(),
                example: String::new(),
            });
            self.inits.push_str("filters: vec![filter],\n");
        } else {
            self.inits.push_str("filters: Vec::new(),\n");
        }
        let _ = writeln!(
            self.setters,
            "/// Only what fulfils this condition, and those set before.\n\
             pub fn filter(mut self, filter: {name}) -> Self {{ self.filters.push(filter); self }}"
        );
        let all = "self.filters.iter().map(Into::into).collect()";
        let value = match criteria_field(field, krate) {
            None => all.to_owned(),
            Some((ty, inner)) => {
                format!("{{ let mut filters = {ty}::default(); filters.{inner} = {all}; filters }}")
            }
        };
        let value = if field.occurs.is_optional() { format!("Some({value})") } else { value };
        let _ = writeln!(
            self.send,
            "for filter in &self.filters {{ form.condition(&filter.0); }}
if !self.filters.is_empty() {{ body.{} = {value}; }}",
            field.name
        );
    }

    fn preferences(&mut self, field: &Field, krate: &Crate) {
        let Type::Item(module, name) = &field.ty else { return };
        let Some(item) = krate.item(module, name) else { return };
        let ty = format!("crate::{}::{name}", krate.path(module).unwrap_or_default());
        let _ = writeln!(self.fields, "preferences: Option<{ty}>,");
        self.inits.push_str("preferences: None,\n");
        for preference in item.fields() {
            let (argument_type, value) = taken(preference, krate);
            let value = wrapped(preference, &value);
            let name = &preference.name;
            let _ = writeln!(
                self.setters,
                "{}pub fn {name}(mut self, {name}: {argument_type}) -> Self {{
self.preferences.get_or_insert_default().{name} = {value};
self }}",
                docs(&preference.docs),
            );
        }
        let value = wrapped(field, "preferences.clone()");
        let _ = writeln!(
            self.send,
            "if let Some(preferences) = &self.preferences {{ body.{} = {value}; }}",
            field.name
        );
    }
}

/// How a filter becomes a criterion of the schema.
pub(super) fn criteria(filters: &Filters, krate: &Crate, code: &mut String) {
    let Some(field) =
        krate.root(&filters.module, "ServiceRequest").and_then(|request| request.field("filters"))
    else {
        return;
    };
    let Type::Item(module, name) = &field.ty else { return };
    let Some(mut item) = krate.item(module, name) else { return };
    if let Some(inner) = item.field("Criteria")
        && let Type::Item(module, name) = &inner.ty
        && let Some(criteria) = krate.item(module, name)
    {
        item = criteria;
    }
    let ty = format!("crate::{}::{}", krate.path(&filters.module).unwrap_or_default(), item.name);
    let mut sets = String::new();
    for (name, value) in [
        ("field", "filter.0.field().into()"),
        ("operator", "filter.0.operator().into()"),
        ("", "filter.0.value()"),
    ] {
        if let Some(field) = item.field(name) {
            let _ = writeln!(sets, "criteria.{} = {};", field.name, wrapped(field, value));
        }
    }
    let filter = &filters.name;
    let _ = writeln!(
        code,
        "impl From<&{filter}> for {ty} {{
fn from(filter: &{filter}) -> Self {{ let mut criteria = {ty}::default(); {sets} criteria }}
}}"
    );
}

/// The type that holds the criteria and its field for them, if they do not stand in `filters` itself.
fn criteria_field(field: &Field, krate: &Crate) -> Option<(String, String)> {
    let Type::Item(module, name) = &field.ty else { return None };
    let inner = krate.item(module, name)?.field("Criteria")?;
    Some((format!("crate::{}::{name}", krate.path(module)?), inner.name.clone()))
}

/// A value in the shape of its field.
fn wrapped(field: &Field, value: &str) -> String {
    let value = if field.boxed { format!("Box::new({value})") } else { value.to_owned() };
    let value = if field.is_list() { format!("vec![{value}]") } else { value };
    if field.occurs.is_optional() && !field.occurs.repeats() { format!("Some({value})") } else { value }
}

/// The type of a setter's argument for a field, and the field's value in terms of it.
fn taken(field: &Field, krate: &Crate) -> (String, String) {
    let name = &field.name;
    match &field.ty {
        Type::Builtin("String") => ("impl Into<String>".to_owned(), format!("{name}.into()")),
        Type::Builtin(plain @ ("DateTime" | "RawXml")) => (format!("crate::{plain}"), name.clone()),
        Type::Builtin(plain) => ((*plain).to_owned(), name.clone()),
        Type::Item(module, item) => {
            (format!("crate::{}::{item}", krate.path(module).unwrap_or_default()), name.clone())
        }
        Type::List(inner) => {
            let inner = taken(&Field { ty: (**inner).clone(), ..field.clone() }, krate).0;
            (format!("crate::List<{inner}>"), name.clone())
        }
        Type::MaybeEmpty(inner) => {
            let inner = taken(&Field { ty: (**inner).clone(), ..field.clone() }, krate).0;
            (format!("crate::MaybeEmpty<{inner}>"), name.clone())
        }
    }
}

/// The call that asks for a member of the object.
fn require(item: &Item, member: &RequiredMember, krate: &Crate) -> Option<String> {
    let way_there = way(item, &member.path, krate)?;
    let is_list = way_there.last().is_some_and(|field| field.is_list());
    let mut test = reached(&way_there);
    let is_text = way_there.last().is_some_and(|field| field.ty == Type::Builtin("String"));
    if is_list || is_text {
        test.push_str(".filter(|one| !one.is_empty())");
    }
    let name = literal(&member.path);
    let Some(condition) = &member.condition else {
        return Some(format!("form.require({name}, {test}.is_some());\n"));
    };
    let other = reached(&way(item, &condition.path, krate)?);
    let words: Vec<String> = condition.words.iter().map(|word| literal(word)).collect();
    Some(format!(
        "form.require_if({name}, {test}.is_some(), {}, {other}.map(|word| word.as_str()), &[{}]);\n",
        literal(&condition.path),
        words.join(", ")
    ))
}

/// An optional reference to what the fields lead to.
fn reached(way: &[&Field]) -> String {
    let mut reached = "Some(&self.object)".to_owned();
    for field in way {
        let _ = if field.occurs.is_optional() && !field.occurs.repeats() {
            write!(reached, ".and_then(|one| one.{}.as_ref())", field.name)
        } else {
            write!(reached, ".map(|one| &one.{})", field.name)
        };
    }
    reached
}
