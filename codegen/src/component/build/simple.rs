//! Simple types.

use super::names::{Declared, ResolvedType};
use super::{Builder, Scope};
use crate::component::DerivationSet;
use crate::datatype::{self, Context, Datatype, Definition};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{Facet, QName, Reference, SimpleType, SimpleUse, Variety};
use std::sync::Arc;

impl<'a> Builder<'a, '_> {
    /// The simple type of a use; one that is missing is unknown.
    pub(super) fn simple_use(&mut self, scope: Scope, one: &'a SimpleUse) -> Arc<Datatype> {
        match one {
            SimpleUse::Named(reference) => self.simple_reference(scope, reference),
            SimpleUse::Inline(definition) => {
                let built =
                    self.descend(definition.span, 0, |this| this.simple_type(scope, definition, None));
                built.unwrap_or_else(|| self.unknown.clone())
            }
        }
    }

    fn simple_reference(&mut self, scope: Scope, reference: &'a Reference) -> Arc<Datatype> {
        match self.resolve_type(scope, reference) {
            Some(ResolvedType::Builtin(datatype)) => datatype,
            Some(ResolvedType::Simple(index)) => self.global_simple_type(index, reference.span),
            Some(ResolvedType::Any | ResolvedType::Complex(..)) => {
                let message = format!("`{}` is a complex type", reference.name);
                self.error(reference.span, message, "a simple type is needed here");
                self.unknown.clone()
            }
            None => self.unknown.clone(),
        }
    }

    /// A simple type with a name, built once.
    pub(super) fn global_simple_type(&mut self, index: usize, from: Span) -> Arc<Datatype> {
        if let Some(known) = self.simple_types.get(&index) {
            return known.clone();
        }
        let Some(global) = self.globals.get(index).copied() else { return self.unknown.clone() };
        let Declared::Simple(definition) = global.declared else { return self.unknown.clone() };
        if !self.following.insert(index) {
            let message = format!("the type `{}` is defined by itself", global.name);
            self.error(from, message, "this leads back to it");
            return self.unknown.clone();
        }
        let (scope, name) = (self.scope_of(index), self.global_name(index));
        let built = self.descend(from, 0, |this| this.simple_type(scope, definition, Some(name)));
        self.following.remove(&index);
        let datatype = built.unwrap_or_else(|| self.unknown.clone());
        self.simple_types.insert(index, datatype.clone());
        datatype
    }

    /// A simple type by its definition.
    pub(super) fn simple_type(
        &mut self,
        scope: Scope,
        one: &'a SimpleType,
        name: Option<QName>,
    ) -> Arc<Datatype> {
        let default = self.schema(scope).final_default.intersection(DerivationSet::OF_SIMPLE_TYPE);
        let definition = Definition {
            name,
            is_final: one.is_final.unwrap_or(default),
            span: one.span,
            docs: one.docs.clone(),
        };
        match &one.variety {
            Variety::Restriction { base, facets } => {
                let base = self.simple_use(scope, base);
                self.restriction(&base, facets, definition)
            }
            Variety::List(item) => {
                let item = self.simple_use(scope, item);
                if self.is_unknown(&item) {
                    return item;
                }
                self.derived(Datatype::list(&item, definition))
            }
            Variety::Union(members) => {
                let members: Vec<_> = members.iter().map(|member| self.simple_use(scope, member)).collect();
                if members.iter().any(|member| self.is_unknown(member)) {
                    return self.unknown.clone();
                }
                self.derived(Datatype::union(members, definition))
            }
        }
    }

    /// Whether a type stands for one that is missing: that was reported, and nothing more can be said.
    fn is_unknown(&self, datatype: &Arc<Datatype>) -> bool {
        Arc::ptr_eq(datatype, &self.unknown)
    }

    /// A simple type restricted by facets.
    pub(super) fn restriction(
        &mut self,
        base: &Arc<Datatype>,
        facets: &[Facet],
        definition: Definition,
    ) -> Arc<Datatype> {
        if self.is_unknown(base) {
            return base.clone();
        }
        let names = Notations(self);
        let derived = Datatype::restrict(base, facets.to_vec(), definition, &names);
        self.derived(derived)
    }

    /// A derived type; one that could not be is unknown, and what is wrong is reported.
    fn derived(&mut self, (datatype, found): (Datatype, Vec<Diagnostic>)) -> Arc<Datatype> {
        found.into_iter().for_each(|diagnostic| self.report(diagnostic));
        match datatype.variety {
            datatype::Variety::Any => self.unknown.clone(),
            _ => Arc::new(datatype),
        }
    }
}

/// The notations that are declared; facets have the prefixes with them.
struct Notations<'b, 'a, 'd>(&'b Builder<'a, 'd>);

impl Context for Notations<'_, '_, '_> {
    fn namespace(&self, _: &str) -> Option<&str> {
        None
    }

    fn notation_is_declared(&self, name: &QName) -> bool {
        let key = (super::names::Kind::Notation, name.namespace.as_deref(), name.local.as_str());
        self.0.table.get(&key).is_some_and(|list| !list.is_empty())
    }
}

/// The restriction that a complex type with simple content makes of its base's.
pub(super) fn anonymous(span: Span) -> Definition {
    Definition { name: None, is_final: DerivationSet::NONE, span, docs: None }
}

/// An error about a type that has to be complex.
pub(super) fn not_complex(reference: &Reference) -> Diagnostic {
    let message = format!("`{}` is a simple type", reference.name);
    let error = Diagnostic::error(reference.span, message).label("a complex type is needed here");
    error.help("derive from it in `xs:simpleContent`")
}
