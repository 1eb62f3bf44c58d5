//! What all steps of a type's derivation together demand of its values.

use super::pattern::Pattern;
use super::{NameRole, Value, WhiteSpace};
use crate::source::Span;
use crate::xsd::FacetKind;
use std::collections::HashSet;
use std::sync::Arc;

/// The facets of a type, with those of its bases.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Facets {
    pub(super) white_space: Limit<WhiteSpace>,
    /// `length`, `minLength`, `maxLength`, `totalDigits` and `fractionDigits`.
    pub(super) counts: Limits<u64>,
    /// `minInclusive`, `minExclusive`, `maxInclusive` and `maxExclusive`.
    pub(super) bounds: Limits<Value>,
    /// A value has to fit all of them.
    pub(super) patterns: Vec<Arc<Patterns>>,
    pub(super) enumeration: Option<Arc<Enumeration>>,
    /// Whether a value is an identifier, or refers to something.
    pub(super) role: Option<NameRole>,
    /// How many steps lead to the type, and how much checking a value may take: both have a bound.
    pub(super) depth: u32,
    pub(super) weight: u32,
}

impl Facets {
    pub(super) fn new(white_space: WhiteSpace, is_fixed: bool) -> Self {
        let white_space = Limit {
            kind: FacetKind::WhiteSpace,
            value: white_space,
            text: white_space.name().to_string(),
            fixed: is_fixed,
            span: None,
        };
        Self {
            white_space,
            counts: Limits::default(),
            bounds: Limits::default(),
            patterns: Vec::new(),
            enumeration: None,
            role: None,
            depth: 0,
            weight: 1,
        }
    }
}

/// One facet that a derived type can only tighten.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Limit<T> {
    pub(super) kind: FacetKind,
    pub(super) value: T,
    /// As the schema writes it.
    pub(super) text: String,
    pub(super) fixed: bool,
    /// Where; a type of XSD itself has none.
    pub(super) span: Option<Span>,
}

/// Facets of one sort, each at most once.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Limits<T>(Vec<Limit<T>>);

impl<T> Default for Limits<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Limits<T> {
    pub(super) fn get(&self, kind: FacetKind) -> Option<&Limit<T>> {
        self.0.iter().find(|limit| limit.kind == kind)
    }

    pub(super) fn set(&mut self, limit: Limit<T>) {
        match self.0.iter_mut().find(|one| one.kind == limit.kind) {
            Some(one) => *one = limit,
            None => self.0.push(limit),
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Limit<T>> {
        self.0.iter()
    }
}

/// The patterns of one step of derivation: a value has to fit one of them.
#[derive(Debug, PartialEq)]
pub(super) struct Patterns {
    pub(super) alternatives: Vec<Pattern>,
    pub(super) expected: String,
}

impl Patterns {
    pub(super) fn matches(&self, text: &str) -> bool {
        self.alternatives.iter().any(|pattern| pattern.matches(text))
    }
}

/// The values that a type is limited to.
#[derive(Debug, PartialEq)]
pub(super) struct Enumeration {
    pub(super) values: HashSet<Value>,
    pub(super) expected: String,
}
