//! Bodies: how an operation builds its XML from the types of the schema.

use super::constructor::Argument;
use super::docs;
use crate::ir::Need;
use crate::rust::api::{ApiModule, Body, Filters, Object};
use crate::rust::{Crate, Field, Item, RowKind, Type};
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

/// The type of the object that a body holds, and the path of its module.
pub(super) fn object_item<'c>(object: &Object, module: &str, krate: &'c Crate) -> Option<(&'c Item, String)> {
    let (_, field) = object_field(object, module, krate)?;
    let Type::Item(item_module, name) = &field.ty else { return None };
    Some((krate.item(item_module, name)?, krate.path(item_module)?))
}

/// The field of the object, and the field of the request that leads to it, if it does not lead there by itself: a `data`
/// that does nothing but repeat one object is a list.
fn object_field<'c>(
    object: &Object,
    module: &str,
    krate: &'c Crate,
) -> Option<(Option<&'c Item>, &'c Field)> {
    let data = krate.root(module, "ServiceRequest")?.field("data")?;
    if matches!(&data.row.kind, RowKind::List { item, .. } if *item == object.element) {
        return Some((None, data));
    }
    let Type::Item(item_module, name) = &data.ty else { return None };
    let item = krate.item(item_module, name)?;
    Some((Some(item), item.field(&object.element)?))
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
        let _ = writeln!(
            emitted.send,
            "if let Some(xml) = &self.raw_xml {{ form.xml_text(xml); }} {otherwise} {{ form.xml(&body); }}"
        );
        emitted.fields.push_str("raw_xml: Option<String>,\n");
        emitted.inits.push_str("raw_xml: None,\n");
        emitted.setters.push_str(
            "/// Sends this XML in place of what was set, for what this crate does not know.
pub fn raw_xml(mut self, xml: impl Into<String>) -> Self { self.raw_xml = Some(xml.into()); self }\n",
        );
        emitted
    }

    fn object(&mut self, object: &Object, body: &Body, request: &Item, krate: &Crate) {
        let Some((item, path)) = object_item(object, &body.module, krate) else { return };
        let Some((data, field)) = object_field(object, &body.module, krate) else { return };
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
                for path in &body.required {
                    if let Some(test) = is_there(item, path, krate) {
                        let _ = writeln!(self.send, "form.require({path:?}, {test});");
                    }
                }
            }
            Some(members) => self.members(members, item, &ty, krate),
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

    fn members(&mut self, members: &[(String, Need)], item: &Item, ty: &str, krate: &Crate) {
        let mut sets = String::new();
        for (name, need) in members {
            let Some(field) = item.field(name) else { continue };
            let (argument_type, value) = taken(field, krate);
            let value = wrapped(field, &value);
            let name = &field.name;
            if *need == Need::Required {
                self.arguments.push(Argument {
                    name: name.clone(),
                    docs: field.docs.clone(),
                    ty: argument_type,
                    value: name.clone(),
                    example: String::new(),
                });
                let _ = writeln!(sets, "object.{name} = {value};");
            } else {
                let _ = writeln!(
                    self.setters,
                    "{}pub fn {name}(mut self, {name}: {argument_type}) -> Self {{ self.object.{name} = {value}; self }}",
                    docs(&field.docs),
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
        let _ = writeln!(self.send, "if !self.filters.is_empty() {{ body.{} = {value}; }}", field.name);
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
        ("field", "filter.field.as_ref().into()"),
        ("operator", "filter.operator.as_ref().into()"),
        ("", "filter.value.clone()"),
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
    let is_list = matches!(field.row.kind, RowKind::List { .. });
    let value = if is_list || field.occurs.repeats() { format!("vec![{value}]") } else { value };
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

/// A test whether a member of the object is there, by its path.
fn is_there(item: &Item, path: &str, krate: &Crate) -> Option<String> {
    let mut test = "Some(&self.object)".to_owned();
    let mut item = item;
    let mut names = path.split('.').peekable();
    while let Some(name) = names.next() {
        let field = item.field(name)?;
        let is_list = field.occurs.repeats() || matches!(field.row.kind, RowKind::List { .. });
        if field.occurs.is_optional() && !field.occurs.repeats() {
            let _ = write!(test, ".and_then(|one| one.{}.as_ref())", field.name);
        } else {
            let _ = write!(test, ".map(|one| &one.{})", field.name);
        }
        if is_list {
            test.push_str(".filter(|list| !list.is_empty())");
        }
        if names.peek().is_some() {
            let Type::Item(module, name) = &field.ty else { return None };
            item = krate.item(module, name)?;
        }
    }
    Some(format!("{test}.is_some()"))
}
