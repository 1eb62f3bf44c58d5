//! Bodies, held against the schema's `ServiceRequest`.

use super::Lowering;
use super::resolve::{self, elements, type_of, unknown};
use crate::api::{self, BodyPart, Text};
use crate::diagnostic::Diagnostic;
use crate::ir::{self, BodyObject, Element, Need, RequiredMember};
use indexmap::IndexMap;

/// The root element that bodies are.
pub(super) const REQUEST: &str = "ServiceRequest";

impl<'a> Lowering<'a> {
    /// The body of an operation; `None` after an error.
    pub(super) fn body(&mut self, operation: &api::Operation, body: &api::Body) -> Option<ir::Body> {
        let Some(schema) = &self.description.schema else {
            if !self.description.is_incomplete {
                let error = Diagnostic::error(
                    body.span,
                    "a body is built from a schema, and the description names none",
                );
                self.error(
                    error.label("a body").help("write `schema = \"was/3.0/webapp\"` at the top of the file"),
                );
            }
            return None;
        };
        let request = self.request(schema)?;
        let filters = body.filters.as_ref().map(|part| self.body_part(part, schema, &request));
        let preferences = body.preferences.as_ref().map(|part| self.body_part(part, schema, &request));
        if let Some(part) = body.preferences.as_ref().filter(|part| !part.is_optional) {
            let error = Diagnostic::error(part.name.span, "preferences can always be left out");
            self.error(error.label("expected `preferences?`"));
            return None;
        }
        if let Some(part) = body.filters.as_ref().filter(|_| self.description.filters.is_empty()) {
            let error = Diagnostic::error(part.name.span, "the description has no filters");
            self.error(error.label("nothing to filter by").help("describe each as `[filters.name]`"));
            return None;
        }
        let object = body.object.as_ref().map(|object| self.object(object, operation, schema, &request));
        if body.object.is_none() {
            self.required_without_object(operation);
        }
        let (object, required) = match object {
            Some(object) => object.map(|(object, required)| (Some(object), required))?,
            None => (None, Vec::new()),
        };
        let filters = match filters {
            Some(need) => Some(need?),
            None => None,
        };
        if let Some(need) = preferences {
            need?;
        }
        Some(ir::Body { object, filters, preferences: preferences.is_some(), required })
    }

    /// `required` is about an object.
    pub(super) fn required_without_object(&mut self, operation: &api::Operation) {
        if let Some(path) = operation.required.first().filter(|_| !operation.is_incomplete) {
            let error = Diagnostic::error(
                path.span,
                "without an object in the body, none of its members is required",
            );
            self.error(error.label("a member of what?").related(operation.name.span, "the operation"));
        }
    }

    /// The elements of the schema's request.
    fn request(&mut self, schema: &'a Text) -> Option<IndexMap<&'a str, &'a Element>> {
        let module = self.sound(resolve::module(self.model, schema))?;
        let root = module.roots.iter().find(|root| root.name == REQUEST);
        let ty = root.and_then(|root| type_of(self.model, &root.target));
        if ty.is_none() {
            let message = format!("the schema `{}` has no root element `{REQUEST}`", schema.text);
            self.error(Diagnostic::error(schema.span, message).label("bodies cannot be built from it"));
        }
        ty.map(elements)
    }

    /// Whether `filters` or `preferences` must be there.
    fn body_part(
        &mut self,
        part: &BodyPart,
        schema: &Text,
        request: &IndexMap<&str, &Element>,
    ) -> Option<Need> {
        if !request.contains_key(part.name.text.as_str()) {
            let message = format!("the `{REQUEST}` of `{}` has no `{}`", schema.text, part.name.text);
            self.error(Diagnostic::error(part.name.span, message).related(schema.span, "the schema"));
            return None;
        }
        Some(need(part))
    }

    /// The object of a body, and the members that it must have.
    fn object(
        &mut self,
        object: &api::Object,
        operation: &api::Operation,
        schema: &Text,
        request: &IndexMap<&'a str, &'a Element>,
    ) -> Option<(BodyObject, Vec<RequiredMember>)> {
        let name = &object.part.name;
        let data = request.get("data").and_then(|data| type_of(self.model, &data.target));
        let objects = data.map(elements).unwrap_or_default();
        let Some(element) = objects.get(name.text.as_str()) else {
            let message = format!("the data of a `{REQUEST}` of `{}` cannot be `{}`", schema.text, name.text);
            let names: Vec<_> = objects.keys().map(|name| format!("`{name}`")).collect();
            let label = match names.as_slice() {
                [] => "it has no data at all".to_owned(),
                names => format!("expected {}", names.join(", ")),
            };
            self.error(
                unknown(message, name, label, objects.keys().copied()).related(schema.span, "the schema"),
            );
            return None;
        };
        let ty = type_of(self.model, &element.target);
        let members = object.members.as_ref().map(|members| self.members(name, members, ty));
        let mut required = Vec::new();
        for member in &operation.required {
            required.extend(self.required(member, name, object.members.as_deref(), ty));
        }
        if required.len() < operation.required.len() {
            return None;
        }
        let members = match members {
            Some(members) => Some(members?),
            None => None,
        };
        let lowered = BodyObject {
            name: name.text.clone(),
            span: name.span,
            optional: object.part.is_optional,
            members,
        };
        Some((lowered, required))
    }
}

pub(super) fn need(part: &BodyPart) -> Need {
    if part.is_optional { Need::Optional } else { Need::Required }
}
