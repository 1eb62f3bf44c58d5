//! Resources with XML bodies, `/qps/rest/`: objects that are trees of their schemas.

mod answer;
mod change;
mod criteria;
mod merge;
mod resource;
mod store;

pub(super) use answer::answer;
#[cfg(test)]
pub(super) use merge::merge;
pub(super) use resource::{File, Resource};

use super::scope::{Scope, Values as _};
use crate::document::Element;
use indexmap::IndexMap;
use std::collections::BTreeMap;
use store::Store;

/// The objects of all resources, by the name of the description.
#[derive(Debug, Default)]
pub(super) struct Objects(pub(super) IndexMap<String, Store>);

impl Objects {
    /// The objects that are there at the start. `count` says how many a resource makes up.
    pub(super) fn new(resources: Vec<(String, Resource)>, scope: &Scope<'_>) -> Self {
        let stores = resources.into_iter().map(|(api, resource)| (api, Store::new(resource, scope)));
        Self(stores.collect())
    }

    /// The values at a path of an object.
    pub(super) fn member(&self, api: &str, id: &str, path: &str, scope: &Scope<'_>) -> Vec<String> {
        let object = self.0.get(api).zip(id.parse().ok()).and_then(|(store, id)| store.read(id, scope));
        object.map(|object| object.values(path)).unwrap_or_default()
    }

    /// Whether an object that is not made up has a value at a path.
    pub(super) fn uses(&self, api: &str, path: &str, value: &str) -> bool {
        self.held(api).any(|object| object.values(path).iter().any(|own| own == value))
    }

    /// The highest id among the objects that are not made up and have a value at a path.
    pub(super) fn last(&self, api: &str, path: &str, value: &str) -> Option<String> {
        let is_one = |object: &&Element| object.values(path).iter().any(|own| own == value);
        let ids = self.held(api).filter(is_one).filter_map(store::id_of);
        ids.max().map(|id| id.to_string())
    }

    /// How many objects, among those with a value at a path, have which text at another: `APPROVAL=2`.
    pub(super) fn tally(&self, api: &str, path: &str, value: &str, by: &str) -> Vec<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let is_one = |object: &&Element| object.values(path).iter().any(|own| own == value);
        for text in self.held(api).filter(is_one).flat_map(|object| object.values(by)) {
            *counts.entry(text).or_default() += 1;
        }
        counts.into_iter().map(|(text, count)| format!("{text}={count}")).collect()
    }

    fn held(&self, api: &str) -> impl Iterator<Item = &Element> {
        self.0.get(api).into_iter().flat_map(Store::held)
    }
}
