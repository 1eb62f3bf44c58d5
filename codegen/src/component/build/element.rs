//! Element declarations, global and local.

use super::names::{Kind, ResolvedType};
use super::{Builder, Pending, Scope};
use crate::component::{DerivationSet, ElementId, QName, TypeDefinition};
use crate::diagnostic::Diagnostic;
use crate::xsd::{Form, GlobalElement, LocalElement, TypeUse};
use std::collections::HashSet;

impl<'a> Builder<'a, '_> {
    /// Fills in a global element.
    pub(super) fn global_element(&mut self, index: usize, element: &'a GlobalElement, id: ElementId) {
        let scope = self.scope_of(index);
        let schema = self.schema(scope);
        let name = element.name.text.as_str();
        let taken = self.has_type(scope, name);
        let path = if taken { format!("element {name}") } else { name.to_string() };
        let type_definition = match &element.type_use {
            Some(type_use) => self.type_definition(scope, type_use, path),
            None => TypeDefinition::Any,
        };
        let head = element.substitution_group.as_ref().and_then(|head| {
            let index = self.resolve(scope, Kind::Element, head)?;
            match self.globals.get(index)?.declared {
                super::Declared::Element(_, id) => Some((id, head.span)),
                _ => None,
            }
        });
        if let (None, Some((head, span))) = (&element.type_use, head) {
            self.typeless.push((id, head, span));
        }
        let identity_constraints = self.identity_constraints(scope, &element.identity_constraints);
        let Some(declaration) = self.components.elements.get_mut(id.0 as usize) else { return };
        declaration.type_definition = type_definition;
        declaration.nillable = element.nillable;
        declaration.is_abstract = element.is_abstract;
        declaration.value_constraint = element.value_constraint.clone();
        declaration.substitution_group = head.map(|(head, _)| head);
        declaration.block =
            element.block.unwrap_or(schema.block_default).intersection(DerivationSet::OF_ELEMENT);
        declaration.exclusions =
            element.is_final.unwrap_or(schema.final_default).intersection(DerivationSet::OF_TYPE);
        declaration.identity_constraints = identity_constraints;
        declaration.docs = element.docs.clone();
    }

    /// An element inside the type, or group, with the path `owner`.
    pub(super) fn local_element(
        &mut self,
        scope: Scope,
        owner: &str,
        element: &'a LocalElement,
    ) -> ElementId {
        let schema = self.schema(scope);
        let qualified = element.form.unwrap_or(schema.element_form_default) == Form::Qualified;
        let namespace = self.documents.namespace(scope.instance).filter(|_| qualified).map(str::to_string);
        let name = QName { namespace, local: element.name.text.clone() };
        let id = self.new_element(name, element.name.span);
        let type_definition = match &element.type_use {
            Some(type_use) => self.type_definition(scope, type_use, format!("{owner}/{}", element.name.text)),
            None => TypeDefinition::Any,
        };
        let identity_constraints = self.identity_constraints(scope, &element.identity_constraints);
        if let Some(declaration) = self.components.elements.get_mut(id.0 as usize) {
            declaration.type_definition = type_definition;
            declaration.nillable = element.nillable;
            declaration.value_constraint = element.value_constraint.clone();
            declaration.block =
                element.block.unwrap_or(schema.block_default).intersection(DerivationSet::OF_ELEMENT);
            declaration.identity_constraints = identity_constraints;
            declaration.docs = element.docs.clone();
        }
        id
    }

    /// What an element holds. `path` is for an anonymous type.
    fn type_definition(&mut self, scope: Scope, type_use: &'a TypeUse, path: String) -> TypeDefinition {
        match type_use {
            TypeUse::Simple(definition) => {
                let built =
                    self.descend(definition.span, 0, |this| this.simple_type(scope, definition, None));
                built.map_or(TypeDefinition::Any, TypeDefinition::Simple)
            }
            TypeUse::Complex(definition) => {
                let id = self.new_complex_type(None, path.clone(), definition.span);
                self.pending.push_back(Pending { scope, id, path, definition });
                TypeDefinition::Complex(id)
            }
            TypeUse::Named(reference) => match self.resolve_type(scope, reference) {
                Some(ResolvedType::Builtin(datatype)) => TypeDefinition::Simple(datatype),
                Some(ResolvedType::Simple(index)) => {
                    TypeDefinition::Simple(self.global_simple_type(index, reference.span))
                }
                Some(ResolvedType::Complex(_, id)) => TypeDefinition::Complex(id),
                Some(ResolvedType::Any) | None => TypeDefinition::Any,
            },
        }
    }

    /// Gives elements without a type that of the element that they stand in for.
    pub(super) fn settle_types_of_heads(&mut self) {
        let heads: std::collections::HashMap<ElementId, ElementId> =
            self.typeless.iter().map(|(element, head, _)| (*element, *head)).collect();
        for (element, _, span) in std::mem::take(&mut self.typeless) {
            let mut seen = HashSet::from([element]);
            let mut last = element;
            while let Some(head) = heads.get(&last) {
                if !seen.insert(*head) {
                    break;
                }
                last = *head;
            }
            // A cycle is reported with the substitution groups.
            if heads.contains_key(&last) {
                continue;
            }
            let Some(type_definition) =
                self.components.element(last).map(|head| head.type_definition.clone())
            else {
                let error = Diagnostic::error(span, "the head of the substitution group is missing");
                self.report(error);
                continue;
            };
            if let Some(declaration) = self.components.elements.get_mut(element.0 as usize) {
                declaration.type_definition = type_definition;
            }
        }
    }
}
