//! Identity constraints: their names, and what key references refer to.

use super::{Builder, Scope};
use crate::component::{IdentityConstraint, IdentityKind};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{self, QName};
use std::collections::HashMap;

/// The identity constraints of a run.
#[derive(Default)]
pub(super) struct Declared<'a> {
    by_name: HashMap<QName, Vec<One>>,
    references: Vec<(Scope, QName, &'a xsd::IdentityConstraint)>,
}

struct One {
    instance: usize,
    span: Span,
    is_reference: bool,
    fields: usize,
}

impl<'a> Builder<'a, '_> {
    /// The identity constraints of an element.
    pub(super) fn identity_constraints(
        &mut self,
        scope: Scope,
        constraints: &'a [xsd::IdentityConstraint],
    ) -> Vec<IdentityConstraint> {
        constraints.iter().map(|one| self.identity_constraint(scope, one)).collect()
    }

    fn identity_constraint(&mut self, scope: Scope, one: &'a xsd::IdentityConstraint) -> IdentityConstraint {
        let target = self.documents.namespace(scope.instance);
        let name = QName { namespace: target.map(str::to_string), local: one.name.text.clone() };
        let kind = match &one.refer {
            Some(refer) => {
                self.check_import(scope, refer);
                let namespace = self.namespace_of(scope, &refer.name).map(str::to_string);
                let refer = QName { namespace, local: refer.name.local.clone() };
                self.identity_constraints.references.push((scope, refer.clone(), one));
                IdentityKind::KeyReference(refer)
            }
            None if one.unique => IdentityKind::Unique,
            None => IdentityKind::Key,
        };
        let known = self.identity_constraints.by_name.entry(name.clone()).or_default();
        let documents = &self.documents;
        let together = |other: &&One| {
            self.options.one_schema
                || documents.viewers_of(scope.instance).any(|viewer| documents.sees(viewer, other.instance))
        };
        let first = known.iter().find(together).map(|first| first.span);
        known.push(One {
            instance: scope.instance,
            span: one.name.span,
            is_reference: one.refer.is_some(),
            fields: one.fields.len(),
        });
        if let Some(first) = first {
            let message = format!("the identity constraint `{}` is declared twice", one.name.text);
            self.report(Diagnostic::error(one.name.span, message).related(first, "the first"));
        }
        IdentityConstraint {
            name,
            kind,
            selector: one.selector.clone(),
            fields: one.fields.clone(),
            span: one.name.span,
        }
    }

    /// A key reference refers to a key or a unique constraint with as many fields.
    pub(super) fn check_identity_references(&mut self) {
        let declared = std::mem::take(&mut self.identity_constraints);
        for (scope, name, one) in declared.references {
            let Some(span) = one.refer.as_ref().map(|refer| refer.span) else { continue };
            let list = declared.by_name.get(&name).map_or(&[][..], Vec::as_slice);
            let found = list
                .iter()
                .find(|other| self.options.one_schema || self.documents.sees(scope.instance, other.instance))
                .or_else(|| list.first());
            let error = match found {
                None => Diagnostic::error(span, format!("there is no key `{name}`"))
                    .label("a key or a unique constraint is meant"),
                Some(found) if found.is_reference => {
                    Diagnostic::error(span, format!("`{name}` is a key reference itself"))
                        .related(found.span, "declared here")
                }
                Some(found) if found.fields != one.fields.len() => {
                    let message = format!(
                        "the key reference has {} fields, the key {}",
                        one.fields.len(),
                        found.fields
                    );
                    Diagnostic::error(one.name.span, message).related(found.span, "the key")
                }
                Some(_) => continue,
            };
            self.report(error);
        }
    }
}
