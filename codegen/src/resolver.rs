//! Which of the given files an external identifier means: XML catalogs first, then the system identifier itself.
//!
//! Nothing is fetched: what is not among the files is not there.

mod catalog;
mod reference;
#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, SourceId, Sources};
use catalog::{Catalog, Found};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Whether the name of a file says that it is an XML catalog: `catalog.xml`, `catalog-….xml`.
pub fn is_catalog(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "catalog.xml" || name.starts_with("catalog-") && name.ends_with(".xml")
}

/// The files that DTDs and documents may refer to, with the catalogs that say which identifier is which file.
///
/// A clone shares the files. Files become sources when they are referred to, so a resolver serves one [`Sources`].
#[derive(Debug, Clone, Default)]
pub struct Resolver {
    files: Arc<BTreeMap<String, SourceFile>>,
    /// Those that are sources.
    sources: HashMap<String, SourceId>,
    /// In the order in which they are asked.
    catalogs: Vec<String>,
    parsed: BTreeMap<String, Catalog>,
    missing: BTreeSet<String>,
}

impl Resolver {
    /// Adds a file. References find it by its path.
    pub fn add(&mut self, file: SourceFile) {
        Arc::make_mut(&mut self.files).insert(file.path.clone(), file);
    }

    /// Asks the catalog at `path`, a file that was added, after those that were given before. The catalogs it leads to are
    /// read as well.
    pub fn add_catalog(&mut self, path: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) {
        self.catalogs.push(path.to_owned());
        let mut waiting = vec![path.to_owned()];
        while let Some(next) = waiting.pop() {
            if self.parsed.contains_key(&next) {
                continue;
            }
            // One that leads to a catalog elsewhere is no fault: what only that knows is missing when it is looked for.
            let Some(source) = self.source(&next, sources) else { continue };
            let catalog = catalog::parse(source, sources.get(source), diagnostics);
            waiting.extend(catalog.other_catalogs().map(str::to_owned));
            self.parsed.insert(next, catalog);
        }
    }

    /// The path that an external identifier leads to, seen from the file at `base`, whether or not there is such a file.
    pub fn path(&self, public: Option<&str>, system: Option<&str>, base: &str) -> String {
        let absolute = system.map(|system| reference::resolved(system, base));
        self.cataloged(public, system, absolute.as_deref()).or(absolute).unwrap_or_default()
    }

    /// The path that catalogs have for where a schema document says that another is, seen from the file at `base`.
    pub fn location(&self, location: &str, base: &str) -> Option<String> {
        self.cataloged(None, Some(location), Some(&reference::resolved(location, base)))
    }

    fn cataloged(
        &self,
        public: Option<&str>,
        system: Option<&str>,
        absolute: Option<&str>,
    ) -> Option<String> {
        let public = public.map(reference::normalized_public);
        let identifiers = Identifiers { public: public.as_deref(), system, absolute };
        self.by_catalogs(&self.catalogs, identifiers, &mut HashSet::new())
    }

    /// The source that an external identifier leads to, if there is such a file.
    pub(crate) fn resolve(
        &mut self,
        public: Option<&str>,
        system: Option<&str>,
        base: &str,
        sources: &mut Sources,
    ) -> Result<SourceId, String> {
        let path = self.path(public, system, base);
        if let Some(source) = self.source(&path, sources) {
            return Ok(source);
        }
        let decoded = reference::decoded(&path);
        let source = self.source(&decoded, sources);
        if source.is_none() {
            self.missing.insert(decoded);
        }
        source.ok_or(path)
    }

    /// The paths that were referred to since this was asked last, and are not among the files: whoever has such a file
    /// can add it, and read again.
    pub fn take_missing(&mut self) -> BTreeSet<String> {
        std::mem::take(&mut self.missing)
    }

    /// The source that is the file at a path.
    pub fn source(&mut self, path: &str, sources: &mut Sources) -> Option<SourceId> {
        if let Some(source) = self.sources.get(path) {
            return Some(*source);
        }
        let source = sources.add(self.files.get(path)?.clone());
        self.sources.insert(path.to_owned(), source);
        Some(source)
    }

    /// Asks catalogs in turn, each with those that it leads to; none is asked twice.
    fn by_catalogs(
        &self,
        catalogs: &[String],
        identifiers: Identifiers<'_>,
        asked: &mut HashSet<String>,
    ) -> Option<String> {
        let mut waiting: Vec<&str> = catalogs.iter().rev().map(String::as_str).collect();
        while let Some(next) = waiting.pop() {
            let Some(catalog) = self.parsed.get(next).filter(|_| asked.insert(next.to_owned())) else {
                continue;
            };
            match catalog.find(identifiers) {
                Found::Path(path) => return Some(path),
                // Only the catalogs that it delegates to are asked from here on.
                Found::Delegated(delegates) => {
                    waiting.clear();
                    waiting.extend(delegates.into_iter().rev());
                }
                Found::Nothing => waiting.extend(catalog.next().rev()),
            }
        }
        None
    }
}

/// What a reference says of the entity that it means.
#[derive(Debug, Clone, Copy)]
struct Identifiers<'a> {
    public: Option<&'a str>,
    /// As it is written.
    system: Option<&'a str>,
    /// Seen from where it is written.
    absolute: Option<&'a str>,
}
