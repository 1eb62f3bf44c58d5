//! The names of a schema, numbered, so that those of a document are compared once.

use crate::xsd::QName;
use std::collections::HashMap;

/// The number of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Symbol(u32);

/// Names with their numbers.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: Vec<QName>,
    by_local: HashMap<String, Vec<Symbol>>,
}

impl Names {
    /// The number of a name, which it gets if it has none.
    pub(super) fn add(&mut self, name: &QName) -> Symbol {
        if let Some(known) = self.find(name.namespace.as_deref(), &name.local) {
            return known;
        }
        let symbol = Symbol(u32::try_from(self.all.len()).unwrap_or(u32::MAX));
        self.all.push(name.clone());
        self.by_local.entry(name.local.clone()).or_default().push(symbol);
        symbol
    }

    /// The number of a name, if the schema has it.
    pub(super) fn find(&self, namespace: Option<&str>, local: &str) -> Option<Symbol> {
        let candidates = self.by_local.get(local)?;
        let is_it =
            |symbol: &&Symbol| self.get(**symbol).is_some_and(|name| name.namespace.as_deref() == namespace);
        candidates.iter().find(is_it).copied()
    }

    /// The name of a number.
    pub(super) fn get(&self, symbol: Symbol) -> Option<&QName> {
        self.all.get(symbol.0 as usize)
    }
}
