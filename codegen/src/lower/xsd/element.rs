//! Elements: what they hold, global ones and references to them.

use super::attributes::default;
use super::builtin::Builtin;
use super::names::{Kind, ResolvedType};
use super::{Following, Lowering};
use crate::diagnostic::Diagnostic;
use crate::ir::{self, Content, Root, Target, Term, Type};
use crate::source::Span;
use crate::xsd::{GlobalElement, LocalElement, Reference, TypeUse};
use std::rc::Rc;

/// A global element as its references take it.
#[derive(Debug, Clone)]
pub(super) struct Global {
    target: Target,
    /// Its own documentation, else its type's.
    docs: Option<String>,
}

impl<'a> Lowering<'a, '_> {
    /// Adds a global element to the roots of its module. An abstract one cannot stand in a document.
    pub(super) fn root(&mut self, file: usize, element: &'a GlobalElement) {
        let global = self.global_element(file, element);
        if element.is_abstract {
            return;
        }
        let root = Root {
            name: element.name.text.clone(),
            target: global.target.clone(),
            span: element.name.span,
            docs: global.docs.clone(),
        };
        self.modules[file].roots.push(root);
    }

    /// An element inside the type, or group, with the key `owner`.
    pub(super) fn local_element(
        &mut self,
        file: usize,
        owner: &str,
        element: &'a LocalElement,
    ) -> ir::Element {
        let name = &element.name.text;
        let key = format!("{owner}/{name}");
        let (target, type_docs) = match &element.type_use {
            Some(type_use) => self.target(file, key, type_use),
            None => (self.any_type(file, element.name.span), None),
        };
        ir::Element {
            name: name.clone(),
            aliases: Vec::new(),
            target,
            nillable: element.nillable,
            default: default(element.value_constraint.as_ref()),
            docs: element.docs.clone().or(type_docs),
        }
    }

    /// The term for a reference: the element, or a choice where others can stand in for it. `None` if none can be.
    pub(super) fn element_reference(
        &mut self,
        file: usize,
        reference: &'a Reference,
        docs: Option<&String>,
    ) -> Option<Term> {
        let declared = self.resolve(file, Kind::Element, reference)?;
        let head = self.tables[declared].elements.get(reference.name.local.as_str()).copied()?;
        let members = self.substitutes(file, declared, head, reference.span);
        if let ([], false) = (members.as_slice(), head.is_abstract) {
            return Some(Term::Element(self.referenced(declared, head, docs)));
        }
        let head = (!head.is_abstract).then_some((declared, head));
        let elements = head.into_iter().chain(members);
        let particles: Vec<_> = elements
            .map(|(file, element)| {
                let term = Term::Element(self.referenced(file, element, docs));
                ir::Particle { term, occurs: ir::Occurs::ONE, span: reference.span, name: None }
            })
            .collect();
        if particles.is_empty() {
            let message =
                format!("the element `{}` is abstract, and no other stands in for it", reference.name);
            let warning = Diagnostic::warning(reference.span, message);
            self.report(warning.label("left out").help("add the schemas that declare members of its group"));
            return None;
        }
        Some(Term::Choice(particles))
    }

    fn referenced(&mut self, file: usize, element: &'a GlobalElement, docs: Option<&String>) -> ir::Element {
        let global = self.global_element(file, element);
        ir::Element {
            name: element.name.text.clone(),
            aliases: Vec::new(),
            target: global.target.clone(),
            nillable: element.nillable,
            default: default(element.value_constraint.as_ref()),
            docs: docs.cloned().or(global.docs.clone()),
        }
    }

    /// What a global element holds, found once. Without a type it has that of the element it stands in for.
    fn global_element(&mut self, file: usize, element: &'a GlobalElement) -> Rc<Global> {
        let name = element.name.text.as_str();
        if let Some(known) = self.elements.get(&(file, name)) {
            return known.clone();
        }
        let global = match (&element.type_use, &element.substitution_group) {
            (Some(type_use), _) => {
                let taken = self.tables[file].types.contains_key(name);
                let key = if taken { format!("element {name}") } else { name.to_string() };
                let (target, type_docs) = self.target(file, key, type_use);
                Global { target, docs: element.docs.clone().or(type_docs) }
            }
            (None, Some(head)) => {
                let target = self.target_of_head(file, element, head);
                let target = target.unwrap_or_else(|| self.any_type(file, element.name.span));
                Global { target, docs: element.docs.clone() }
            }
            (None, None) => {
                Global { target: self.any_type(file, element.name.span), docs: element.docs.clone() }
            }
        };
        let global = Rc::new(global);
        self.elements.insert((file, name), global.clone());
        global
    }

    fn target_of_head(
        &mut self,
        file: usize,
        element: &'a GlobalElement,
        head: &'a Reference,
    ) -> Option<Target> {
        let name = element.name.text.as_str();
        if !self.following.insert((Following::Element, file, name)) {
            self.error(
                head.span,
                format!("the element `{name}` stands in for itself"),
                "this leads back to it",
            );
            return None;
        }
        let target = self.descend(head.span, 0, |this| {
            let declared = this.resolve(file, Kind::Element, head)?;
            let element = this.tables[declared].elements.get(head.name.local.as_str()).copied()?;
            Some(this.global_element(declared, element).target.clone())
        });
        self.following.remove(&(Following::Element, file, name));
        target.flatten()
    }

    /// What an element of a type holds, and the type's documentation. `key` is for an anonymous type.
    fn target(&mut self, file: usize, key: String, type_use: &'a TypeUse) -> (Target, Option<String>) {
        match type_use {
            TypeUse::Simple(definition) => {
                let simple = self.simple_type(file, Some(&key), definition);
                (Target::Value(simple.value), simple.docs)
            }
            TypeUse::Complex(definition) => {
                let shape = self.make_shape(file, &key, definition);
                let target = match shape.value.clone().filter(|_| shape.is_value()) {
                    Some(simple) => Target::Value(simple.value),
                    None => Target::Type(self.request(file, key, definition)),
                };
                (target, definition.docs.clone())
            }
            TypeUse::Named(reference) => match self.resolve_type(file, reference) {
                Some(ResolvedType::Builtin(Builtin::Simple(simple))) => (Target::Value(simple.value), None),
                Some(ResolvedType::Builtin(Builtin::AnyType)) => (self.any_type(file, reference.span), None),
                Some(ResolvedType::Simple(file, definition)) => {
                    let simple = self.global_simple_type(file, definition, reference.span);
                    (Target::Value(simple.value), simple.docs)
                }
                Some(ResolvedType::Complex(file, definition)) => {
                    let shape = self.shape(file, definition);
                    let target = match shape.value.clone().filter(|_| shape.is_value()) {
                        Some(simple) => Target::Value(simple.value),
                        None => Target::Type(self.type_id(file, &reference.name.local)),
                    };
                    (target, definition.docs.clone())
                }
                None => (Target::Value(ir::Value::text()), None),
            },
        }
    }

    /// `xs:anyType`, a type of the module that uses it.
    fn any_type(&mut self, file: usize, span: Span) -> Target {
        let taken = self.tables[file].types.contains_key("anyType");
        let key = if taken { "xs:anyType" } else { "anyType" };
        self.modules[file].types.entry(key.to_string()).or_insert_with(|| Type {
            span,
            docs: None,
            model: "ANY".to_string(),
            attributes: Vec::new(),
            content: Content::Any,
        });
        Target::Type(self.type_id(file, key))
    }
}
