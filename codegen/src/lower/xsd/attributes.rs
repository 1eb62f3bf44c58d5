//! Attributes: declarations, references and groups of them, to the attributes of a type.

use super::names::Kind;
use super::simple::Simple;
use super::{Following, Lowering, builtin};
use crate::diagnostic::Diagnostic;
use crate::ir;
use crate::source::Span;
use crate::xsd::{
    AttributeGroup, AttributeReference, AttributeUse, Attributes, Form, GlobalAttribute, LocalAttribute,
    Presence, QName, Reference, SimpleUse, ValueConstraint, XML_NAMESPACE,
};
use std::collections::HashMap;
use std::rc::Rc;

/// An attribute of a type, with the name that tells it from others.
#[derive(Debug, Clone)]
pub(super) struct Use {
    name: QName,
    /// In a restriction, the base's attribute of that name goes.
    prohibited: bool,
    attribute: ir::Attribute,
}

impl<'a> Lowering<'a, '_> {
    /// The attributes that `own` gives to a type which inherits `base`.
    pub(super) fn attributes(
        &mut self,
        file: usize,
        owner: &str,
        own: &'a Attributes,
        base: &[Use],
        restricts: bool,
    ) -> Vec<Use> {
        let own = self.expand(file, owner, own);
        let at = own.last().map_or_else(|| self.modules[file].span, |last| last.attribute.span);
        if !self.spend(base.len() + own.len(), at) {
            return Vec::new();
        }
        let mut all = base.to_vec();
        let mut indices: HashMap<QName, usize> =
            all.iter().enumerate().map(|(index, one)| (one.name.clone(), index)).collect();
        for one in own {
            let known = indices.get(&one.name).and_then(|index| all.get_mut(*index));
            match known {
                Some(inherited) if restricts => *inherited = one,
                Some(first) if !one.prohibited => {
                    let message = format!("the attribute `{}` stands twice in one type", one.name);
                    let error = Diagnostic::error(one.attribute.span, message);
                    let error = error.related(first.attribute.span, "the first");
                    self.report(error);
                }
                Some(_) => {}
                None => {
                    indices.insert(one.name.clone(), all.len());
                    all.push(one);
                }
            }
        }
        all.retain(|one| !one.prohibited);
        self.check_names(&all);
        all
    }

    /// Attributes are told apart by their names in documents.
    fn check_names(&mut self, uses: &[Use]) {
        let mut names: HashMap<&str, &Use> = HashMap::new();
        for one in uses {
            if let Some(first) = names.insert(&one.attribute.name, one) {
                let message =
                    format!("two attributes differ by namespace only: `{}`, `{}`", first.name, one.name);
                let error = Diagnostic::error(one.attribute.span, message);
                self.report(error.related(first.attribute.span, "the first"));
            }
        }
    }

    /// The attributes as they are written, with groups replaced by what they hold.
    fn expand(&mut self, file: usize, owner: &str, attributes: &'a Attributes) -> Vec<Use> {
        let mut uses = Vec::new();
        for one in &attributes.uses {
            match one {
                AttributeUse::Local(attribute) => uses.push(self.local_attribute(file, owner, attribute)),
                AttributeUse::Reference(reference) => uses.extend(self.attribute_reference(file, reference)),
                AttributeUse::Group(reference) => {
                    let Some(declared) = self.resolve(file, Kind::AttributeGroup, reference) else {
                        continue;
                    };
                    let group = self.tables[declared].attribute_groups.get(reference.name.local.as_str());
                    let Some(group) = group.copied() else { continue };
                    let expanded = self.attribute_group(declared, group, reference.span);
                    if self.spend(expanded.len(), reference.span) {
                        uses.extend(expanded.iter().cloned());
                    }
                }
            }
        }
        uses
    }

    /// The attributes of a group, expanded once.
    pub(super) fn attribute_group(
        &mut self,
        file: usize,
        group: &'a AttributeGroup,
        from: Span,
    ) -> Rc<Vec<Use>> {
        let name = group.name.text.as_str();
        if let Some(known) = self.attribute_groups.get(&(file, name)) {
            return known.clone();
        }
        if !self.following.insert((Following::AttributeGroup, file, name)) {
            self.error(
                from,
                format!("the attribute group `{name}` contains itself"),
                "this leads back to it",
            );
            return Rc::default();
        }
        let owner = format!("attributeGroup {name}");
        let expanded = self.descend(from, 0, |this| this.expand(file, &owner, &group.attributes));
        self.following.remove(&(Following::AttributeGroup, file, name));
        let expanded = Rc::new(expanded.unwrap_or_default());
        self.attribute_groups.insert((file, name), expanded.clone());
        expanded
    }

    fn local_attribute(&mut self, file: usize, owner: &str, attribute: &'a LocalAttribute) -> Use {
        let key = format!("{owner}/@{}", attribute.name.text);
        let simple = self.attribute_type(file, &key, attribute.type_use.as_ref());
        let schema = self.inputs[file].schema;
        let qualified = attribute.form.unwrap_or(schema.attribute_form_default) == Form::Qualified;
        let namespace = schema.target_namespace.clone().filter(|_| qualified);
        Use {
            name: QName { namespace, local: attribute.name.text.clone() },
            prohibited: attribute.presence == Presence::Prohibited,
            attribute: ir::Attribute {
                name: attribute.name.text.clone(),
                value: simple.value,
                required: attribute.presence == Presence::Required,
                default: default(attribute.value_constraint.as_ref()),
                span: attribute.name.span,
                docs: attribute.docs.clone().or(simple.docs),
            },
        }
    }

    fn attribute_reference(&mut self, file: usize, one: &'a AttributeReference) -> Option<Use> {
        let name = &one.reference.name;
        let span = one.reference.span;
        let in_xml = name.namespace.as_deref() == Some(XML_NAMESPACE);
        let is_builtin = in_xml && builtin::XML_ATTRIBUTES.contains(&name.local.as_str());
        let mut attribute = if is_builtin && self.candidates(file, Kind::Attribute, name).is_empty() {
            let value = ir::Value::text();
            ir::Attribute {
                name: name.local.clone(),
                value,
                required: false,
                default: None,
                span,
                docs: None,
            }
        } else {
            let declared = self.resolve(file, Kind::Attribute, &one.reference)?;
            let global = self.tables[declared].attributes.get(name.local.as_str()).copied()?;
            self.global_attribute(declared, global)
        };
        attribute.name = self.as_written(file, &one.reference);
        attribute.required = one.presence == Presence::Required;
        attribute.default = default(one.value_constraint.as_ref()).or(attribute.default);
        attribute.docs = one.docs.clone().or(attribute.docs);
        attribute.span = span;
        Some(Use { name: name.clone(), prohibited: one.presence == Presence::Prohibited, attribute })
    }

    /// The name of a global attribute in documents: qualified, by custom with the prefix that the schema uses.
    fn as_written(&self, file: usize, reference: &Reference) -> String {
        let local = &reference.name.local;
        let written = self.inputs[file].file.text.get(reference.span.range()).map(str::trim_ascii);
        match written.and_then(|written| written.split_once(':')) {
            Some((prefix, written)) if written == local => format!("{prefix}:{local}"),
            _ => local.clone(),
        }
    }

    /// A global attribute as its references take it.
    pub(super) fn global_attribute(&mut self, file: usize, attribute: &'a GlobalAttribute) -> ir::Attribute {
        let key = format!("@{}", attribute.name.text);
        let simple = self.attribute_type(file, &key, attribute.type_use.as_ref());
        ir::Attribute {
            name: attribute.name.text.clone(),
            value: simple.value,
            required: false,
            default: default(attribute.value_constraint.as_ref()),
            span: attribute.name.span,
            docs: attribute.docs.clone().or(simple.docs),
        }
    }

    fn attribute_type(&mut self, file: usize, key: &str, type_use: Option<&'a SimpleUse>) -> Simple {
        match type_use {
            Some(type_use) => self.simple_use(file, Some(key), type_use),
            None => Simple::new(ir::Value::text(), super::simple::WhiteSpace::Preserve, String::new()),
        }
    }
}

/// The attributes of a type without the names that told them apart.
pub(super) fn finish(uses: &[Use]) -> Vec<ir::Attribute> {
    uses.iter().map(|one| one.attribute.clone()).collect()
}

/// A default or fixed value in the IR.
pub(super) fn default(constraint: Option<&ValueConstraint>) -> Option<ir::Default> {
    constraint.map(|constraint| match constraint {
        ValueConstraint::Default(value) => ir::Default { value: value.clone(), fixed: false },
        ValueConstraint::Fixed(value) => ir::Default { value: value.clone(), fixed: true },
    })
}
