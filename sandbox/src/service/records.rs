//! Resources with forms, `/api/2.0/fo/`: records are the parameters that made them, and lists show them by a template.

mod addresses;
mod answer;
mod change;
mod filter;
mod resource;

pub(super) use answer::{answer, echo, page_limit, warning};
pub(super) use change::unreadable;
pub(super) use filter::{Filter, Wanted};
pub(super) use resource::{File, Resource};

use super::scope::{Nothing, Scope};
use indexmap::IndexMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The records of all resources, by the name of the description.
#[derive(Debug, Default)]
pub(super) struct Records(pub(super) IndexMap<String, Store>);

/// The records of one resource.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) resource: Arc<Resource>,
    records: BTreeMap<u64, Record>,
    next: u64,
}

/// What a record was made with: parameters by name, its `id` among them.
type Record = IndexMap<String, String>;

impl Records {
    /// The records that are there at the start.
    pub(super) fn new(resources: Vec<(String, Resource)>, scope: &Scope<'_>) -> Self {
        let stores = resources.into_iter().map(|(api, resource)| (api, Store::new(resource, scope)));
        Self(stores.collect())
    }

    /// The records of a resource.
    pub(super) fn of(&self, api: &str) -> impl Iterator<Item = &Record> {
        self.0.get(api).into_iter().flat_map(|store| store.records.values())
    }
}

impl Store {
    fn new(resource: Resource, scope: &Scope<'_>) -> Self {
        let resource = Arc::new(resource);
        let mut store =
            Self { next: resource.first_id, resource: Arc::clone(&resource), records: BTreeMap::new() };
        if scope.settings.seed || resource.always {
            for (number, seed) in (0..).zip(&resource.seeds) {
                let scope = Scope { number, record: &Nothing, ..*scope };
                let values =
                    seed.iter().filter_map(|(name, value)| Some((name.clone(), value.first(&scope)?)));
                store.insert(values.collect());
            }
        }
        if let Some(generated) = &resource.generated {
            for number in 0..scope.settings.vulnerabilities {
                let mut record = Record::new();
                for (name, value) in generated {
                    // Later values can be made of earlier ones.
                    let value = value.first(&Scope { number, record: &record, ..*scope });
                    record.extend(value.map(|value| (name.clone(), value)));
                }
                store.insert(record);
            }
        }
        store
    }

    /// Keeps a record under its id, or under a new one; gives the id.
    fn insert(&mut self, mut record: Record) -> u64 {
        let own = record.get("id").and_then(|id| id.parse().ok());
        let id = own.unwrap_or(self.next);
        self.next = self.next.max(id.saturating_add(1));
        record.insert("id".to_owned(), id.to_string());
        self.records.insert(id, record);
        id
    }
}
