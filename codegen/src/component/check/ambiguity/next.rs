//! What can come next at a place of a content model, indexed so that what is added is held against all that is there.

use crate::component::{NamespaceConstraint, QName};
use crate::source::Span;
use std::collections::HashMap;
use std::rc::Rc;

/// A leaf that can come next.
#[derive(Debug, Clone)]
pub(super) struct Entry<'a> {
    /// Its number in the content model.
    pub(super) leaf: usize,
    pub(super) span: Span,
    pub(super) takes: Takes<'a>,
    /// For groups that occur a certain number of times, whether they come again (else they end).
    pub(super) decisions: Vec<Decision>,
}

/// A group by its number, and whether it comes again.
pub(super) type Decision = (usize, bool);

/// Which elements a leaf takes.
#[derive(Debug, Clone)]
pub(super) enum Takes<'a> {
    Elements(Rc<Vec<Name<'a>>>),
    Namespaces(&'a NamespaceConstraint),
}

/// The name of an element; the same name has the same number.
#[derive(Debug, Clone, Copy)]
pub(in crate::component::check) struct Name<'a> {
    pub(super) number: usize,
    pub(super) name: &'a QName,
}

/// Leaves that can come next; those of what surrounds the place are in the outer ones.
#[derive(Default)]
pub(super) struct Next<'s, 'a> {
    outer: Option<&'s Next<'s, 'a>>,
    /// What was decided when an outer one is what comes next.
    decision: Option<Decision>,
    entries: Vec<Entry<'a>>,
    /// The entries that take a name, by its number.
    names: HashMap<usize, Vec<usize>>,
    /// By the namespace of what they take, for wildcards.
    namespaces: HashMap<Option<&'a str>, Vec<usize>>,
    wildcards: Vec<(usize, &'a NamespaceConstraint)>,
}

impl<'s, 'a> Next<'s, 'a> {
    /// Nothing but what surrounds the place.
    pub(super) fn inside(outer: &'s Next<'s, 'a>, decision: Option<Decision>) -> Self {
        Self { outer: Some(outer), decision, ..Self::default() }
    }

    /// Forgets all, what surrounds the place included.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds a leaf; gives one that competes with it.
    pub(super) fn add(&mut self, entry: Entry<'a>) -> Option<Entry<'a>> {
        let competing = self.competing(&entry);
        let index = self.entries.len();
        match &entry.takes {
            Takes::Elements(names) => {
                for one in names.iter() {
                    self.names.entry(one.number).or_default().push(index);
                    let of_namespace = self.namespaces.entry(one.name.namespace.as_deref()).or_default();
                    if of_namespace.last() != Some(&index) {
                        of_namespace.push(index);
                    }
                }
            }
            Takes::Namespaces(namespaces) => self.wildcards.push((index, *namespaces)),
        }
        self.entries.push(entry);
        competing
    }

    fn competing(&self, entry: &Entry<'a>) -> Option<Entry<'a>> {
        let mut decisions = Vec::new();
        let mut layer = Some(self);
        while let Some(next) = layer {
            let competing =
                |index: &usize| next.entries.get(*index).filter(|other| entry.competes(other, &decisions));
            let found = match &entry.takes {
                Takes::Elements(names) => names.iter().find_map(|one| {
                    let same = next.names.get(&one.number).into_iter().flatten();
                    let namespace = one.name.namespace.as_deref();
                    let taking = next.wildcards.iter().filter(|(_, taken)| taken.allows(namespace));
                    same.chain(taking.map(|(index, _)| index)).find_map(competing)
                }),
                Takes::Namespaces(namespaces) => {
                    let taken =
                        next.namespaces.iter().filter(|(namespace, _)| namespaces.allows(**namespace));
                    let first = taken.filter_map(|(_, indices)| indices.iter().find_map(competing));
                    let overlapping = next.wildcards.iter().filter(|(_, other)| namespaces.overlaps(other));
                    // Which namespace comes first is chance; which of the entries it is must not be.
                    let first = first.min_by_key(|one| one.span);
                    first.or_else(|| overlapping.map(|(index, _)| index).find_map(competing))
                }
            };
            if let Some(found) = found {
                return Some(found.clone());
            }
            decisions.extend(next.decision);
            layer = next.outer;
        }
        None
    }
}

impl Entry<'_> {
    /// Whether both can be next at once, the other if more was decided.
    fn competes(&self, other: &Self, decided: &[Decision]) -> bool {
        let mut others = other.decisions.iter().chain(decided);
        self.leaf != other.leaf && !others.any(|(number, again)| self.decisions.contains(&(*number, !again)))
    }
}
