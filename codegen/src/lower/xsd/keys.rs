//! The keys of types: their names, and for anonymous ones the way that leads to them.

use crate::source::Span;
use crate::xsd::{
    AttributeUse, Attributes, ComplexContent, ComplexType, Declaration, ModelGroup, Particle, Schema,
    SimpleType, SimpleUse, Term, TypeUse,
};
use std::collections::{HashMap, HashSet};

/// Keys by where a type is defined.
#[derive(Debug, Default)]
pub(super) struct Keys {
    pub(super) complex: HashMap<Span, String>,
    /// Simple types with a name, and those of elements and attributes; for what these are made of the way goes on from
    /// there.
    pub(super) simple: HashMap<Span, String>,
}

impl Keys {
    pub(super) fn of<'a>(schemas: impl Iterator<Item = &'a Schema>) -> Self {
        let mut keys = Self::default();
        for schema in schemas {
            let types: HashSet<&str> = schema.declarations.iter().filter_map(type_name).collect();
            let redefined = schema.redefines.iter().flat_map(|redefine| &redefine.declarations);
            schema.declarations.iter().chain(redefined).for_each(|one| keys.declaration(one, &types));
        }
        keys
    }

    fn declaration(&mut self, declaration: &Declaration, types: &HashSet<&str>) {
        match declaration {
            Declaration::Element(element) => {
                let name = &element.name.text;
                let key =
                    if types.contains(name.as_str()) { format!("element {name}") } else { name.clone() };
                self.type_use(&key, element.type_use.as_ref());
            }
            Declaration::ComplexType(definition) => {
                if let Some(name) = &definition.name {
                    self.complex_type(&name.text, definition);
                }
            }
            Declaration::SimpleType(definition) => {
                if let Some(name) = &definition.name {
                    self.simple_type(&name.text, definition);
                }
            }
            Declaration::Attribute(one) => {
                self.simple_use(&format!("@{}", one.name.text), one.type_use.as_ref());
            }
            Declaration::Group(group) => self.group(&format!("group {}", group.name.text), &group.model),
            Declaration::AttributeGroup(group) => {
                self.attributes(&format!("attributeGroup {}", group.name.text), &group.attributes);
            }
            Declaration::Notation(_) => {}
        }
    }

    fn type_use(&mut self, key: &str, type_use: Option<&TypeUse>) {
        match type_use {
            Some(TypeUse::Simple(definition)) => self.simple_type(key, definition),
            Some(TypeUse::Complex(definition)) => self.complex_type(key, definition),
            Some(TypeUse::Named(_)) | None => {}
        }
    }

    fn simple_use(&mut self, key: &str, simple_use: Option<&SimpleUse>) {
        if let Some(SimpleUse::Inline(definition)) = simple_use {
            self.simple_type(key, definition);
        }
    }

    fn simple_type(&mut self, key: &str, definition: &SimpleType) {
        self.simple.insert(definition.span, key.to_string());
    }

    fn complex_type(&mut self, key: &str, definition: &ComplexType) {
        self.complex.insert(definition.span, key.to_string());
        match &definition.content {
            ComplexContent::Direct { particle, attributes }
            | ComplexContent::Complex { particle, attributes, .. } => {
                particle.iter().for_each(|particle| self.particle(key, particle));
                self.attributes(key, attributes);
            }
            ComplexContent::Simple { attributes, .. } => self.attributes(key, attributes),
        }
    }

    /// Recursion is as deep as the document, which its reader limits.
    fn particle(&mut self, owner: &str, particle: &Particle) {
        match &particle.term {
            Term::Element(element) => {
                self.type_use(&format!("{owner}/{}", element.name.text), element.type_use.as_ref());
            }
            Term::ModelGroup(group) => self.group(owner, group),
            Term::ElementReference { .. } | Term::GroupReference(_) | Term::Any(_) => {}
        }
    }

    fn group(&mut self, owner: &str, group: &ModelGroup) {
        group.particles.iter().for_each(|particle| self.particle(owner, particle));
    }

    fn attributes(&mut self, owner: &str, attributes: &Attributes) {
        for one in &attributes.uses {
            if let AttributeUse::Local(one) = one {
                self.simple_use(&format!("{owner}/@{}", one.name.text), one.type_use.as_ref());
            }
        }
    }
}

fn type_name(declaration: &Declaration) -> Option<&str> {
    let name = match declaration {
        Declaration::ComplexType(definition) => definition.name.as_ref(),
        Declaration::SimpleType(definition) => definition.name.as_ref(),
        _ => None,
    };
    name.map(|name| name.text.as_str())
}
