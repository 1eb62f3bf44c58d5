//! Attributes: those that the type has, those that its wildcard takes, those that are missing.

use super::element::written;
use super::grammar::TypeTables;
use super::report::{Rule, shown};
use super::{Attribute, INSTANCE_NAMESPACE, Reading, Validator};
use crate::component::{
    AttributeDeclaration, AttributeUse, ComplexType, NamespaceConstraint, ProcessContents, ValueConstraint,
    Wildcard,
};
use crate::datatype::{Datatype, NameRole, Value};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{QName, closest};
use std::borrow::Cow;

/// An attribute with its value, if that is valid.
pub(super) type Valued = (QName, Option<Value>);

impl<'c> Validator<'_, 'c> {
    /// Holds the attributes of the element that has just begun against its type. An open type takes any. Gives what
    /// identity constraints may ask for.
    pub(super) fn attributes(
        &mut self,
        definition: Option<(&'c ComplexType, &TypeTables<'c>)>,
        is_open: bool,
        attributes: &[Attribute<'_>],
        start: Span,
    ) -> Vec<Valued> {
        let open = Wildcard { namespaces: NamespaceConstraint::Any, process_contents: ProcessContents::Lax };
        let wildcard = match definition {
            Some((definition, _)) => definition.attribute_wildcard.as_ref(),
            None => is_open.then_some(&open),
        };
        let mut values = Vec::new();
        let mut seen: Vec<&AttributeUse> = Vec::new();
        let mut has_id = false;
        for attribute in attributes {
            if !self.is_content(attribute) {
                values.extend(self.instance_attribute(attribute));
                continue;
            }
            let found = definition.and_then(|(_, tables)| self.attribute_use(tables, attribute));
            if !attribute.specified && found.is_none_or(|found| has_default(found, attribute.value)) {
                continue;
            }
            let (name, declaration, constraint) = match (found, wildcard) {
                (Some(found), _) => {
                    seen.push(found);
                    let constraint =
                        found.value_constraint.as_ref().or(found.attribute.value_constraint.as_ref());
                    (found.attribute.name.clone(), Some(&*found.attribute), constraint)
                }
                (None, Some(wildcard)) if wildcard.namespaces.allows(self.namespace(attribute)) => {
                    let name = self.attribute_name(attribute);
                    let declaration = match wildcard.process_contents {
                        ProcessContents::Skip => continue,
                        ProcessContents::Lax | ProcessContents::Strict => {
                            self.grammar.global_attribute(&name)
                        }
                    };
                    if declaration.is_none() {
                        if wildcard.process_contents == ProcessContents::Strict {
                            let message = format!("the attribute `{name}` is not declared");
                            let error = Diagnostic::error(attribute.span, message);
                            let label = "expected an attribute that the schema declares globally";
                            self.invalid(Rule::Attribute, error.label(label));
                        }
                        continue;
                    }
                    let constraint =
                        declaration.and_then(|declaration| declaration.value_constraint.as_ref());
                    (name, declaration, constraint)
                }
                _ => {
                    self.unexpected_attribute(definition.map(|(definition, _)| definition), attribute);
                    continue;
                }
            };
            let Some(declaration) = declaration else { continue };
            let value = self.attribute_value(declaration, constraint, attribute, &mut has_id);
            values.push((name, value));
        }
        if let Some((definition, _)) = definition {
            self.missing_attributes(definition, &seen, &mut values, start);
        }
        values
    }

    /// Whether an attribute is the content's business, not the document's.
    fn is_content(&self, attribute: &Attribute<'_>) -> bool {
        let name = attribute.name;
        let is_declaration = name.prefix == Some("xmlns") || (name.prefix.is_none() && name.local == "xmlns");
        match self.options.reading {
            Reading::Written => true,
            Reading::Local => !is_declaration && name.namespace != Some(INSTANCE_NAMESPACE),
            Reading::Namespaces => {
                let is_known =
                    ["type", "nil", "schemaLocation", "noNamespaceSchemaLocation"].contains(&name.local);
                let is_hint = name.namespace == Some(INSTANCE_NAMESPACE) && is_known;
                !is_declaration && !is_hint
            }
        }
    }

    /// An attribute of XML Schema for instances: to identity constraints it is one like others.
    fn instance_attribute(&self, attribute: &Attribute<'_>) -> Option<Valued> {
        if attribute.name.namespace != Some(INSTANCE_NAMESPACE) {
            return None;
        }
        let datatype = match attribute.name.local {
            "nil" => Datatype::builtin("boolean"),
            "type" => Datatype::builtin("QName"),
            _ => Some(Datatype::any()),
        };
        let value = datatype?.validate(attribute.value, &self.place()).ok().map(|valid| valid.value);
        Some((self.attribute_name(attribute), value))
    }

    fn namespace<'a>(&self, attribute: &Attribute<'a>) -> Option<&'a str> {
        match self.options.reading {
            Reading::Namespaces => attribute.name.namespace,
            Reading::Written | Reading::Local => None,
        }
    }

    fn attribute_name(&self, attribute: &Attribute<'_>) -> QName {
        let local = match self.options.reading {
            Reading::Written => written(attribute.name),
            Reading::Namespaces | Reading::Local => attribute.name.local.to_owned(),
        };
        QName { namespace: self.namespace(attribute).map(str::to_owned), local }
    }

    fn attribute_use(&self, tables: &TypeTables<'c>, attribute: &Attribute<'_>) -> Option<&'c AttributeUse> {
        let find = |namespace: Option<&str>, local: &str| {
            let mut uses = tables.attributes.get(local)?.iter();
            uses.find(|one| one.attribute.name.namespace.as_deref() == namespace).copied()
        };
        let name = attribute.name;
        let as_written: Cow<'_, str> = match (self.options.reading, name.prefix) {
            (Reading::Namespaces, _) | (_, None) => name.local.into(),
            _ => written(name).into(),
        };
        let namespace = self.namespace(attribute);
        let is_local = self.options.reading == Reading::Local;
        find(namespace, &as_written).or_else(|| find(None, name.local).filter(|_| is_local))
    }

    fn unexpected_attribute(&mut self, definition: Option<&ComplexType>, attribute: &Attribute<'_>) {
        let Some(frame) = self.frames.last() else { return };
        let name = self.attribute_name(attribute);
        let message = format!("`{}` has no attribute `{name}`", frame.name.local);
        let known: Vec<&QName> =
            definition.iter().flat_map(|one| &one.attributes).map(|one| &one.attribute.name).collect();
        let label = match known.as_slice() {
            [] => "expected no attributes".to_owned(),
            known => {
                let mut words: Vec<_> = known.iter().take(12).map(|name| format!("`{name}`")).collect();
                if known.len() > words.len() {
                    words.push("others".to_owned());
                }
                format!("expected {}", super::expectation::either(words))
            }
        };
        let mut error = Diagnostic::error(attribute.span, message).label(label);
        if let Some(definition) = definition {
            error = error.related(definition.span, "its type is declared here");
        }
        let similar = closest(&name.local, known.iter().map(|name| name.local.as_str()));
        let help = match similar {
            Some(similar) if similar != name.local => format!("`{similar}` is what may be meant"),
            _ => "take it out, or declare it".to_owned(),
        };
        self.invalid(Rule::Attribute, error.help(help));
    }

    fn attribute_value(
        &mut self,
        declaration: &'c AttributeDeclaration,
        constraint: Option<&ValueConstraint>,
        attribute: &Attribute<'_>,
        has_id: &mut bool,
    ) -> Option<Value> {
        let place = self.place();
        let name = &declaration.name.local;
        let valid = match declaration.datatype.validate(attribute.value, &place) {
            Ok(valid) => valid,
            Err(refusal) => {
                let message = format!(
                    "{} is no value of the attribute `{name}`, which is {}",
                    shown(attribute.value),
                    refusal.datatype
                );
                let error = Diagnostic::error(attribute.span, message)
                    .label(format!("expected {}", refusal.expected));
                self.invalid(Rule::Value, error);
                return None;
            }
        };
        if let Some(ValueConstraint::Fixed(fixed)) = constraint {
            let is_it = match declaration.datatype.validate(fixed, &place) {
                Ok(fixed) => fixed.value == valid.value,
                Err(_) => fixed == attribute.value,
            };
            if !is_it {
                let message = format!("the attribute `{name}` has the fixed value {}", shown(fixed));
                let error = Diagnostic::error(attribute.span, message).label("expected that");
                self.invalid(Rule::Fixed, error.help("write that value, or leave the attribute out"));
            }
        }
        let is_id = valid.roles.iter().any(|(role, _)| *role == NameRole::Id);
        if is_id && std::mem::replace(has_id, true) {
            let error = Diagnostic::error(attribute.span, "an element has two identifiers".to_owned());
            self.invalid(Rule::Reference, error.label("expected one attribute of type `ID`"));
        }
        self.names(valid.roles, attribute.span);
        Some(valid.value)
    }

    /// Attributes that are not there: an error if they are required, else they have their default value.
    fn missing_attributes(
        &mut self,
        definition: &'c ComplexType,
        seen: &[&AttributeUse],
        values: &mut Vec<Valued>,
        start: Span,
    ) {
        for one in &definition.attributes {
            if seen.iter().any(|other| std::ptr::eq(*other, one)) {
                continue;
            }
            let name = &one.attribute.name;
            if one.required {
                let element = self.frames.last().map_or("", |frame| frame.name.local.as_str());
                let message = format!("`{element}` lacks its attribute `{name}`");
                let error = Diagnostic::error(start, message).label(format!("expected `{name}=\"…\"`"));
                self.invalid(Rule::MissingAttribute, error.related(one.span, "it is required"));
                continue;
            }
            let constraint = one.value_constraint.as_ref().or(one.attribute.value_constraint.as_ref());
            if let Some(ValueConstraint::Default(text) | ValueConstraint::Fixed(text)) = constraint {
                let place = self.place();
                let valid = one.attribute.datatype.validate(text, &place).ok();
                let (value, roles) = valid.map(|valid| (valid.value, valid.roles)).unzip();
                values.push((name.clone(), value));
                self.names(roles.unwrap_or_default(), start);
            }
        }
    }
}

/// Whether the schema has a value for where an attribute is not written, the same as this.
fn has_default(one: &AttributeUse, value: &str) -> bool {
    let constraint = one.value_constraint.as_ref().or(one.attribute.value_constraint.as_ref());
    match constraint {
        Some(ValueConstraint::Default(text) | ValueConstraint::Fixed(text)) => text == value,
        None => false,
    }
}
