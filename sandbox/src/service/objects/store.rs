//! The objects of one resource: those that were changed, and those that are made up when they are asked for.

use super::merge::merge;
use super::resource::{Generated, Resource};
use crate::document::Element;
use crate::service::scope::{Nothing, Scope};
use crate::service::settings::Settings;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The objects of one resource.
#[derive(Debug)]
pub(in crate::service) struct Store {
    pub(super) resource: Arc<Resource>,
    changed: BTreeMap<u64, Element>,
    deleted: BTreeSet<u64>,
    generated: u64,
    next: u64,
}

impl Store {
    /// The objects that are there at the start.
    pub(super) fn new(resource: Resource, scope: &Scope<'_>) -> Self {
        let mut changed = BTreeMap::new();
        if scope.settings.seed || resource.always {
            for (number, seed) in (0..).zip(&resource.seeds) {
                let object = seed.render_one(&Scope { number, ..*scope });
                changed.insert(id_of(&object).unwrap_or(number), object);
            }
        }
        let setting = resource.generated.as_ref().map(|generated| generated.setting.as_str());
        let generated = setting.map_or(0, |setting| count(scope.settings, setting));
        let made = resource.generated.as_ref().map_or(0, |one| one.first_id.saturating_add(generated));
        let next = resource.first_id.max(made);
        Self { resource: Arc::new(resource), changed, deleted: BTreeSet::new(), generated, next }
    }

    /// The names of the operations that the resource knows.
    pub(in crate::service) fn operations(&self) -> impl Iterator<Item = &str> {
        self.resource.operations()
    }

    /// An object as it is now.
    pub(super) fn read(&self, id: u64, scope: &Scope<'_>) -> Option<Element> {
        let mut object = self.kept(id, scope)?;
        if let Some(reads) = &self.resource.reads {
            let change = reads.render_one(&scope.with_record(&object));
            merge(&mut object, &change);
        }
        Some(object)
    }

    /// An object as it was kept: without what changes with time.
    pub(super) fn kept(&self, id: u64, scope: &Scope<'_>) -> Option<Element> {
        self.changed.get(&id).cloned().or_else(|| self.made_up(id, scope))
    }

    /// Keeps an object.
    pub(super) fn put(&mut self, id: u64, object: Element) {
        self.changed.insert(id, object);
    }

    /// Takes an object away.
    pub(super) fn delete(&mut self, id: u64) {
        self.changed.remove(&id);
        if self.number(id).is_some() {
            self.deleted.insert(id);
        }
    }

    /// The id of a new object.
    pub(super) fn new_id(&mut self) -> u64 {
        let id = self.next;
        self.next = id.saturating_add(1);
        id
    }

    /// The ids of all objects from one on, in order.
    pub(super) fn ids_from(&self, start: u64) -> impl Iterator<Item = u64> + '_ {
        let first = self.resource.generated.as_ref().map_or(u64::MAX, |generated| generated.first_id);
        let end = first.saturating_add(self.generated);
        let low = self.changed.range(start.min(first)..first).map(|(id, _)| *id);
        let high = self.changed.range(start.max(end)..).map(|(id, _)| *id);
        let made = (start.clamp(first, end)..end).filter(|id| !self.deleted.contains(id));
        low.chain(made).chain(high)
    }

    /// The objects that are not made up.
    pub(super) fn held(&self) -> impl Iterator<Item = &Element> {
        self.changed.values()
    }

    fn made_up(&self, id: u64, scope: &Scope<'_>) -> Option<Element> {
        let number = self.number(id).filter(|_| !self.deleted.contains(&id))?;
        let generated = self.resource.generated.as_ref()?;
        let mut object = generated.object.render_one(&Scope { number, record: &Nothing, ..*scope });
        object.set("id", id.to_string());
        Some(object)
    }

    /// The number of an object that is made up.
    fn number(&self, id: u64) -> Option<u64> {
        let generated: &Generated = self.resource.generated.as_ref()?;
        id.checked_sub(generated.first_id).filter(|number| *number < self.generated)
    }
}

/// The id that an object has.
pub(super) fn id_of(object: &Element) -> Option<u64> {
    object.child("id")?.text().parse().ok()
}

fn count(settings: &Settings, setting: &str) -> u64 {
    match setting {
        "findings" => settings.findings,
        "hosts" => settings.hosts,
        "vulnerabilities" => settings.vulnerabilities,
        _ => 0,
    }
}
