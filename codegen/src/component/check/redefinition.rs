//! Redefined groups: one that does not hold what it redefines restricts it.

use super::{Check, Redefinitions};
use crate::component::{AttributeUse, Particle, Wildcard};
use crate::source::Span;

/// A model group that redefines another without holding it.
pub(in crate::component) struct GroupRedefinition {
    /// What it holds.
    pub(in crate::component) own: Particle,
    /// What the other holds.
    pub(in crate::component) original: Particle,
}

/// An attribute group that redefines another without holding it.
pub(in crate::component) struct AttributeRedefinition {
    /// Where its name is declared.
    pub(in crate::component) span: Span,
    /// What it holds.
    pub(in crate::component) own: (Vec<AttributeUse>, Option<Wildcard>),
    /// What the other holds.
    pub(in crate::component) original: (Vec<AttributeUse>, Option<Wildcard>),
}

impl<'a> Check<'a> {
    /// Checks groups of redefinitions.
    pub(super) fn redefinitions(&mut self, redefinitions: &'a Redefinitions) {
        for group in &redefinitions.groups {
            self.restricts(&group.own, &group.original, group.own.span);
        }
        for group in &redefinitions.attribute_groups {
            self.restricted_attributes(
                (&group.own.0, group.own.1.as_ref()),
                (&group.original.0, group.original.1.as_ref()),
                group.span,
                "what it redefines",
            );
        }
    }
}
