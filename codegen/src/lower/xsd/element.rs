//! Elements: what they hold, and what can stand in for them.

use super::{Lowering, complex};
use crate::component::{ElementDeclaration, ElementId, TypeDefinition};
use crate::diagnostic::Diagnostic;
use crate::ir::{self, Content, Root, Target, Term, Type};
use crate::source::Span;

impl Lowering<'_, '_> {
    /// Adds a global element to the roots of its module. An abstract one cannot stand in a document.
    pub(super) fn root(&mut self, file: usize, id: ElementId) {
        let Some(element) = self.components.element(id) else { return };
        let (target, type_docs) = self.target(element);
        if element.is_abstract {
            return;
        }
        let docs = element.docs.clone().or(type_docs);
        let root = Root { name: element.name.local.clone(), target, span: element.span, docs };
        self.modules[file].roots.push(root);
    }

    /// The term for an element: itself, or a choice where others can stand in for it. `None` if none can be.
    pub(super) fn element(&mut self, id: ElementId, docs: Option<&String>, span: Span) -> Option<Term> {
        let components = self.components;
        let element = components.element(id)?;
        let members = components.substitutes.get(&id).map_or(&[][..], Vec::as_slice);
        if members.is_empty() && !element.is_abstract {
            return Some(Term::Element(self.declared(element, docs)));
        }
        if !self.spend(members.len(), span) {
            return None;
        }
        let members = members.iter().filter_map(|member| components.element(*member));
        let head = (!element.is_abstract).then_some(element);
        let particles: Vec<_> = head
            .into_iter()
            .chain(members)
            .map(|element| {
                let term = Term::Element(self.declared(element, docs));
                ir::Particle { term, occurs: ir::Occurs::ONE, span, name: None }
            })
            .collect();
        if particles.is_empty() {
            let message =
                format!("the element `{}` is abstract, and no other stands in for it", element.name);
            let warning = Diagnostic::warning(span, message);
            self.report(warning.label("left out").help("add the schemas that declare members of its group"));
            return None;
        }
        Some(Term::Choice(particles))
    }

    fn declared(&mut self, element: &ElementDeclaration, docs: Option<&String>) -> ir::Element {
        let (target, type_docs) = self.target(element);
        ir::Element {
            name: element.name.local.clone(),
            aliases: Vec::new(),
            target,
            nillable: element.nillable,
            default: complex::default(element.value_constraint.as_ref()),
            docs: docs.cloned().or(element.docs.clone()).or(type_docs),
        }
    }

    /// What an element holds, and the documentation of its type.
    fn target(&mut self, element: &ElementDeclaration) -> (Target, Option<String>) {
        match &element.type_definition {
            TypeDefinition::Simple(datatype) => {
                let simple = self.simple_type(datatype, None);
                (Target::Value(simple.value), simple.docs)
            }
            TypeDefinition::Complex(id) => {
                let docs = self.components.complex_type(*id).and_then(|one| one.docs.clone());
                if self.is_value(*id) {
                    return (Target::Value(self.value_of(*id).value), docs);
                }
                match self.type_id(*id) {
                    Some(id) => (Target::Type(id), docs),
                    None => (Target::Value(ir::Value::text()), docs),
                }
            }
            TypeDefinition::Any => (self.any_type(element.span), None),
        }
    }

    /// `xs:anyType`, a type of the module that uses it.
    fn any_type(&mut self, span: Span) -> Target {
        let Some(file) = self.file_of(span) else { return Target::Value(ir::Value::text()) };
        let is_taken = |one: &crate::xsd::Declaration| match one {
            crate::xsd::Declaration::ComplexType(one) => {
                one.name.as_ref().is_some_and(|name| name.text == "anyType")
            }
            crate::xsd::Declaration::SimpleType(one) => {
                one.name.as_ref().is_some_and(|name| name.text == "anyType")
            }
            crate::xsd::Declaration::Element(one) => one.name.text == "anyType",
            _ => false,
        };
        let taken = self.inputs[file].schema.declarations.iter().any(is_taken);
        let key = if taken { "xs:anyType" } else { "anyType" };
        self.modules[file].types.entry(key.to_string()).or_insert_with(|| Type {
            span,
            docs: None,
            model: "ANY".to_string(),
            attributes: Vec::new(),
            content: Content::Any,
        });
        Target::Type(self.key(file, key))
    }
}
