//! Complex types: their attributes, their content.

use super::particle::Lowered;
use super::simple::Simple;
use super::{Lowering, model};
use crate::component::{
    AttributeUse, ComplexType, ComplexTypeId, ContentType, Derivation, Particle, TypeDefinition,
    ValueConstraint,
};
use crate::diagnostic::Diagnostic;
use crate::ir::{self, Content, Type, Value};
use crate::source::Span;
use std::collections::{HashMap, HashSet};

impl Lowering<'_, '_> {
    /// Lowers a complex type.
    pub(super) fn complex_type(&mut self, id: ComplexTypeId) -> Option<Type> {
        let definition = self.components.complex_type(id)?;
        let attributes = self.attributes(definition);
        let content = match &definition.content {
            ContentType::Simple(_) => Content::Value(self.value_of(id).value),
            ContentType::Empty => Content::Empty,
            ContentType::Mixed(_) if extends_anything(definition) => Content::Any,
            ContentType::Mixed(particle) => match self.model(particle) {
                Some(particle) => Content::Mixed(particle),
                None => Content::Value(Value::text()),
            },
            ContentType::Elements(particle) => match self.model(particle) {
                Some(particle) if self.extends_mixed(definition) => Content::Mixed(particle),
                Some(particle) => Content::Elements(particle),
                None => Content::Empty,
            },
        };
        Some(Type {
            span: definition.span,
            docs: definition.docs.clone(),
            model: model::notation(&content),
            attributes,
            content,
        })
    }

    fn model(&mut self, particle: &Particle) -> Option<ir::Particle> {
        match self.particle(particle) {
            Lowered::Particle(particle) => Some(*particle),
            Lowered::Absent | Lowered::Empty => None,
        }
    }

    /// Whether a type extends one with text among its elements: documents may have it, whether the type says so or not.
    fn extends_mixed(&self, definition: &ComplexType) -> bool {
        let mut definition = definition;
        let mut seen = HashSet::new();
        while definition.derivation == Derivation::Extension {
            match definition.base {
                TypeDefinition::Any => return true,
                TypeDefinition::Complex(base) if seen.insert(base) => {
                    match self.components.complex_type(base) {
                        Some(ComplexType { content: ContentType::Mixed(_), .. }) => return true,
                        Some(base) => definition = base,
                        None => return false,
                    }
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether elements of a type hold a text alone.
    pub(super) fn is_value(&self, id: ComplexTypeId) -> bool {
        self.components
            .complex_type(id)
            .is_some_and(|one| one.attributes.is_empty() && matches!(one.content, ContentType::Simple(_)))
    }

    /// The text of a type with simple content.
    pub(super) fn value_of(&mut self, id: ComplexTypeId) -> Simple {
        // A text that is inherited has its words where they are said first.
        let mut open = vec![id];
        while let Some(ComplexType { base: TypeDefinition::Complex(base), .. }) =
            open.last().and_then(|last| self.components.complex_type(*last))
            && !self.values.contains_key(base)
        {
            open.push(*base);
        }
        for id in open.into_iter().rev() {
            if self.values.contains_key(&id) {
                continue;
            }
            let Some(definition) = self.components.complex_type(id) else { continue };
            let ContentType::Simple(datatype) = &definition.content else { continue };
            // The type itself is there if it has attributes; its words then need a name of their own.
            let key = self.type_id(id).map_or_else(String::new, |id| id.name);
            let key = if definition.attributes.is_empty() { key } else { format!("{key}/value") };
            let simple = self.simple_type(datatype, Some(&key));
            self.values.insert(id, simple);
        }
        self.values.get(&id).cloned().unwrap_or_else(Simple::unknown)
    }

    fn attributes(&mut self, definition: &ComplexType) -> Vec<ir::Attribute> {
        if !self.spend(definition.attributes.len(), definition.span) {
            return Vec::new();
        }
        let mut names: HashMap<String, Span> = HashMap::new();
        let mut attributes = Vec::new();
        for one in &definition.attributes {
            let attribute = self.attribute(one);
            // Attributes are told apart by their names in documents.
            if let Some(first) = names.insert(attribute.name.clone(), attribute.span) {
                let message = format!("two attributes differ by namespace only: `{}`", attribute.name);
                let warning = Diagnostic::warning(attribute.span, message).label("left out");
                self.report(warning.related(first, "the first"));
                continue;
            }
            attributes.push(attribute);
        }
        attributes
    }

    fn attribute(&mut self, one: &AttributeUse) -> ir::Attribute {
        let declared = &one.attribute;
        let simple = self.simple_type(&declared.datatype, None);
        let constraint = one.value_constraint.as_ref().or(declared.value_constraint.as_ref());
        ir::Attribute {
            name: self.as_written(one),
            value: simple.value,
            required: one.required,
            default: default(constraint),
            span: one.span,
            docs: one.docs.clone().or(declared.docs.clone()).or(simple.docs),
        }
    }

    /// The name of an attribute in documents: a global one is qualified, by custom with the prefix that the schema uses.
    fn as_written(&self, one: &AttributeUse) -> String {
        let local = &one.attribute.name.local;
        let text = self.file_of(one.span).map(|file| self.inputs[file].file.text.as_str());
        let written = text.and_then(|text| text.get(one.span.range())).map(str::trim_ascii);
        match written.and_then(|written| written.split_once(':')) {
            Some((prefix, written)) if written == local => format!("{prefix}:{local}"),
            _ => local.clone(),
        }
    }
}

/// Whether a type extends `xs:anyType` without elements of its own.
fn extends_anything(definition: &ComplexType) -> bool {
    let ContentType::Mixed(Particle { term: crate::component::Term::Group(_, members), .. }) =
        &definition.content
    else {
        return false;
    };
    definition.derivation == Derivation::Extension
        && matches!(definition.base, TypeDefinition::Any)
        && matches!(members.as_slice(), [Particle { term: crate::component::Term::Wildcard(_), .. }])
}

/// A default or fixed value in the IR.
pub(super) fn default(constraint: Option<&ValueConstraint>) -> Option<ir::Default> {
    constraint.map(|constraint| match constraint {
        ValueConstraint::Default(value) => ir::Default { value: value.clone(), fixed: false },
        ValueConstraint::Fixed(value) => ir::Default { value: value.clone(), fixed: true },
    })
}
