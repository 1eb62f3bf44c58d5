//! What expressions can see: a record, the call, the tables, the time.

use super::objects::Objects;
use super::settings::Settings;
use super::tables::Tables;
use indexmap::IndexMap;
use jiff::Timestamp;

use crate::document::Element;

/// What expressions can see.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The time.
    pub(super) now: Timestamp,
    /// Who calls.
    pub(super) user: &'a str,
    /// How the sandbox is set up.
    pub(super) settings: &'a Settings,
    /// Reference data.
    pub(super) tables: &'a Tables,
    /// The objects of all resources with XML bodies.
    pub(super) objects: Option<&'a Objects>,
    /// The record: names without a prefix.
    pub(super) record: &'a dyn Values,
    /// The parameters of the call: `asked.name`.
    pub(super) asked: &'a dyn Values,
    /// The object of the body: `posted.name`.
    pub(super) posted: &'a dyn Values,
    /// The value of the innermost `each`.
    pub(super) it: Option<&'a str>,
    /// The number of the record, for those that are made up.
    pub(super) number: u64,
}

/// Values by name.
pub(super) trait Values {
    /// The values of a name.
    fn values(&self, name: &str) -> Vec<String>;
}

/// Nothing.
pub(super) struct Nothing;

impl Values for Nothing {
    fn values(&self, _: &str) -> Vec<String> {
        Vec::new()
    }
}

impl Values for IndexMap<String, String> {
    fn values(&self, name: &str) -> Vec<String> {
        self.get(name).cloned().into_iter().collect()
    }
}

impl Values for Element {
    fn values(&self, name: &str) -> Vec<String> {
        found(self, name).into_iter().map(Element::text).collect()
    }
}

impl<'a> Scope<'a> {
    /// The same, with a value of an `each`.
    pub(super) fn with_it<'b>(&self, it: &'b str) -> Scope<'b>
    where
        'a: 'b,
    {
        Scope { it: Some(it), ..*self }
    }

    /// The same, with another record.
    pub(super) fn with_record<'b>(&self, record: &'b dyn Values) -> Scope<'b>
    where
        'a: 'b,
    {
        Scope { record, ..*self }
    }

    /// The values of a name.
    pub(super) fn values(&self, name: &str) -> Vec<String> {
        if name == "it" {
            return self.it.map(str::to_owned).into_iter().collect();
        }
        match name.split_once('.') {
            Some(("asked", name)) => self.asked.values(name),
            Some(("posted", name)) => self.posted.values(name),
            _ => self.record.values(name),
        }
    }

    /// The first value of a name.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.values(name).into_iter().next()
    }
}

/// The elements at the end of a path with dots, `tags.id`. Lists are looked through: a member of a list is a member of each of
/// its entries, and an entry without members stands for its own.
pub(super) fn found<'a>(element: &'a Element, path: &str) -> Vec<&'a Element> {
    let mut found = vec![element];
    for step in path.split('.') {
        found = found.into_iter().flat_map(|element| members(element, step)).collect();
    }
    found
}

fn members<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    let own: Vec<&Element> = element.elements().filter(|child| child.name == name).collect();
    let Some(list) = element.child("list").filter(|_| own.is_empty()) else { return own };
    let entries = list.elements().flat_map(|entry| match entry.has_elements() {
        true => entry.elements().filter(|child| child.name == name).collect(),
        false => vec![entry],
    });
    entries.collect()
}
