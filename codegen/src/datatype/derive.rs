//! Derives types from others.

use super::facets::Facets;
use super::{Context, Datatype, Variety, WhiteSpace, restrict};
use crate::component::DerivationSet;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{Facet, QName};
use std::sync::Arc;

/// What the definition of a simple type says of the type itself.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its name; an anonymous one has none.
    pub name: Option<QName>,
    /// How no type can be derived from it.
    pub is_final: DerivationSet,
    /// Where its name is declared, or its tag.
    pub span: Span,
    /// What the schema says of it.
    pub docs: Option<String>,
}

/// How many steps of derivation may follow each other.
const MOST_STEPS: u32 = 1_000;

/// How many types a value may be held against, members of unions counted one by one.
const MOST_MEMBERS: u32 = 10_000;

impl Datatype {
    /// The restriction of a type by the facets of one step, and what is wrong with them.
    ///
    /// A facet that is refused has no effect on the values of the type.
    pub fn restrict(
        base: &Arc<Self>,
        facets: Vec<Facet>,
        definition: Definition,
        context: &dyn Context,
    ) -> (Self, Vec<Diagnostic>) {
        let mut found = Vec::new();
        if matches!(base.variety, Variety::Any) {
            found.push(refused(base, definition.span, "restricted", "it has no facets of its own"));
        } else if base.is_final.restriction {
            found.push(refused(base, definition.span, "restricted", "it is final"));
        }
        let mut effective = base.effective.clone();
        restrict::apply(base, &facets, &mut effective, context, &mut found);
        let derived =
            Self::derived(base.variety.clone(), Some(base), facets, effective, definition, &mut found);
        (derived, found)
    }

    /// The type whose values are lists of another's values.
    pub fn list(item: &Arc<Self>, definition: Definition) -> (Self, Vec<Diagnostic>) {
        let mut found = Vec::new();
        if item.contains_list() {
            found.push(refused(
                item,
                definition.span,
                "the item type of a list",
                "its values are lists themselves",
            ));
        } else if matches!(item.variety, Variety::Any) {
            found.push(refused(item, definition.span, "the item type of a list", "its values have no form"));
        } else if item.is_final.list {
            found.push(refused(item, definition.span, "the item type of a list", "it is final"));
        }
        let mut effective = Facets::new(WhiteSpace::Collapse, true);
        effective.depth = item.effective.depth;
        effective.weight = item.effective.weight;
        let variety = Variety::List(item.clone());
        let derived = Self::derived(variety, None, Vec::new(), effective, definition, &mut found);
        (derived, found)
    }

    /// The type that has the values of several others.
    pub fn union(members: Vec<Arc<Self>>, definition: Definition) -> (Self, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mut effective = Facets::new(WhiteSpace::Preserve, true);
        for member in &members {
            if member.is_final.union {
                found.push(refused(member, definition.span, "a member of a union", "it is final"));
            }
            effective.depth = effective.depth.max(member.effective.depth);
            effective.weight = effective.weight.saturating_add(member.effective.weight);
        }
        let variety = Variety::Union(members);
        let derived = Self::derived(variety, None, Vec::new(), effective, definition, &mut found);
        (derived, found)
    }

    /// Whether this type may stand where `base` is asked for: it is the same, derived from it, or one of the types that a
    /// union is made of, or derived from such.
    pub fn is_derived_from(self: &Arc<Self>, base: &Arc<Self>) -> bool {
        let mut one = self;
        loop {
            if Arc::ptr_eq(one, base) || matches!(base.variety, Variety::Any) {
                return true;
            }
            match &one.base {
                Some(next) => one = next,
                None => break,
            }
        }
        match &base.variety {
            // What a facet excludes from the union may be a value of the member.
            Variety::Union(members)
                if base.effective.patterns.is_empty() && base.effective.enumeration.is_none() =>
            {
                members.iter().any(|member| self.is_derived_from(member))
            }
            _ => false,
        }
    }

    /// Whether it is `xs:NOTATION` or derived from it without an enumeration: nothing in a document can be of it.
    pub fn lacks_notations(&self) -> bool {
        matches!(self.variety, Variety::Atomic(super::Primitive::Notation))
            && self.effective.enumeration.is_none()
    }

    fn contains_list(&self) -> bool {
        match &self.variety {
            Variety::List(_) => true,
            Variety::Union(members) => members.iter().any(|member| member.contains_list()),
            Variety::Any | Variety::Atomic(_) => false,
        }
    }

    fn derived(
        variety: Variety,
        base: Option<&Arc<Self>>,
        facets: Vec<Facet>,
        mut effective: Facets,
        definition: Definition,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        effective.depth += 1;
        let mut derived = Self {
            name: definition.name,
            base: Some(base.cloned().unwrap_or_else(Self::any)),
            variety,
            facets,
            is_final: definition.is_final,
            span: Some(definition.span),
            docs: definition.docs,
            effective,
        };
        if derived.effective.depth > MOST_STEPS || derived.effective.weight > MOST_MEMBERS {
            let message = format!("{} is derived in too many steps, or from too many types", derived.label());
            let label = format!("at most {MOST_STEPS} steps and {MOST_MEMBERS} members of unions are taken");
            found.push(Diagnostic::error(definition.span, message).label(label));
            derived.base = Some(Self::any());
            derived.variety = Variety::Any;
            derived.effective = Facets::new(WhiteSpace::Preserve, false);
        }
        derived
    }
}

fn refused(datatype: &Datatype, span: Span, role: &str, reason: &str) -> Diagnostic {
    let error = Diagnostic::error(span, format!("{} cannot be {role}", datatype.label())).label(reason);
    match datatype.span {
        Some(declared) => error.related(declared, "it is defined here"),
        None => error,
    }
}

#[cfg(test)]
mod tests;
