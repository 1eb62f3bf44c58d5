//! OASIS XML Catalogs 1.1: which file an external identifier means.
//!
//! Entries for URIs are of no concern here, and elements of other namespaces are skipped.

use super::Identifiers;
use super::reference::{normalized_public, resolved};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, SourceId, Span};
use roxmltree::{Node, ParsingOptions};

const NAMESPACE: &str = "urn:oasis:names:tc:entity:xmlns:xml:catalog";

/// Groups may nest this deep.
const DEPTH: usize = 64;

/// The entries of a catalog, in the order of the file; paths are resolved.
#[derive(Debug, Clone, Default)]
pub(super) struct Catalog {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
enum Entry {
    System { identifier: String, path: String },
    RewriteSystem { start: String, replacement: String },
    SystemSuffix { suffix: String, path: String },
    DelegateSystem { start: String, catalog: String },
    Public { identifier: String, path: String, preferred: bool },
    DelegatePublic { start: String, catalog: String, preferred: bool },
    NextCatalog(String),
}

/// What a catalog says of an identifier.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// The path of the file.
    Path(String),
    /// That these catalogs know.
    Delegated(Vec<&'a str>),
    Nothing,
}

impl Catalog {
    /// Looks up an external identifier (7.1.2 of the standard).
    pub(super) fn find(&self, identifiers: Identifiers<'_>) -> Found<'_> {
        let systems = || identifiers.system.into_iter().chain(identifiers.absolute);
        for system in systems() {
            let found = self.by_system(system);
            if !matches!(found, Found::Nothing) {
                return found;
            }
        }
        match identifiers.public {
            Some(public) => self.by_public(public, identifiers.system.is_some()),
            None => Found::Nothing,
        }
    }

    /// The catalogs to ask when this one has no entry.
    pub(super) fn next(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::NextCatalog(catalog) => Some(catalog.as_str()),
            _ => None,
        })
    }

    /// All catalogs that this one leads to.
    pub(super) fn other_catalogs(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::NextCatalog(catalog)
            | Entry::DelegateSystem { catalog, .. }
            | Entry::DelegatePublic { catalog, .. } => Some(catalog.as_str()),
            _ => None,
        })
    }

    fn by_system(&self, system: &str) -> Found<'_> {
        let exact = self.entries.iter().find_map(|entry| match entry {
            Entry::System { identifier, path } if identifier == system => Some(path.clone()),
            _ => None,
        });
        let rewritten = || {
            let rules = self.entries.iter().filter_map(|entry| match entry {
                Entry::RewriteSystem { start, replacement } => {
                    Some((start.len(), replacement, system.strip_prefix(start.as_str())?))
                }
                _ => None,
            });
            rules.max_by_key(|rule| rule.0).map(|(_, replacement, rest)| format!("{replacement}{rest}"))
        };
        let by_suffix = || {
            let rules = self.entries.iter().filter_map(|entry| match entry {
                Entry::SystemSuffix { suffix, path } => {
                    system.ends_with(suffix).then_some((suffix.len(), path))
                }
                _ => None,
            });
            rules.max_by_key(|rule| rule.0).map(|(_, path)| path.clone())
        };
        if let Some(path) = exact.or_else(rewritten).or_else(by_suffix) {
            return Found::Path(path);
        }
        delegated(self.entries.iter().filter_map(|entry| match entry {
            Entry::DelegateSystem { start, catalog } => {
                system.starts_with(start).then_some((start.len(), catalog.as_str()))
            }
            _ => None,
        }))
    }

    /// Entries that prefer system identifiers count only where there is none.
    fn by_public(&self, public: &str, has_system: bool) -> Found<'_> {
        let exact = self.entries.iter().find_map(|entry| match entry {
            Entry::Public { identifier, path, preferred } => {
                (identifier == public && (*preferred || !has_system)).then(|| path.clone())
            }
            _ => None,
        });
        if let Some(path) = exact {
            return Found::Path(path);
        }
        delegated(self.entries.iter().filter_map(|entry| match entry {
            Entry::DelegatePublic { start, catalog, preferred } => {
                let counts = public.starts_with(start) && (*preferred || !has_system);
                counts.then_some((start.len(), catalog.as_str()))
            }
            _ => None,
        }))
    }
}

/// Delegates, those with the longest start first.
fn delegated<'a>(rules: impl Iterator<Item = (usize, &'a str)>) -> Found<'a> {
    let mut rules: Vec<_> = rules.collect();
    if rules.is_empty() {
        return Found::Nothing;
    }
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.0));
    Found::Delegated(rules.into_iter().map(|rule| rule.1).collect())
}

/// Reads a catalog.
pub(super) fn parse(source: SourceId, file: &SourceFile, diagnostics: &mut Diagnostics) -> Catalog {
    if let Some(fault) = &file.fault {
        diagnostics.push(fault.diagnostic(source));
        return Catalog::default();
    }
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = match roxmltree::Document::parse_with_options(&file.text, options) {
        Ok(document) => document,
        Err(error) => {
            let span = Span::new(source, 0..0);
            diagnostics.push(Diagnostic::error(span, format!("the catalog cannot be read: {error}")));
            return Catalog::default();
        }
    };
    let root = document.root_element();
    let mut reading = Reading { source, diagnostics, catalog: Catalog::default() };
    if root.has_tag_name((NAMESPACE, "catalog")) {
        let scope = Scope { base: file.path.clone(), prefers_public: true };
        reading.entries(root, &scope.of(root), 0);
    } else {
        reading.error(
            root,
            "this is no XML catalog",
            &format!("expected `catalog` in the namespace {NAMESPACE}"),
        );
    }
    reading.catalog
}

/// What holds for the entries of a group.
#[derive(Debug, Clone)]
struct Scope {
    base: String,
    prefers_public: bool,
}

impl Scope {
    /// What holds inside an element.
    fn of(&self, node: Node<'_, '_>) -> Self {
        const XML: &str = "http://www.w3.org/XML/1998/namespace";
        let base = node.attribute((XML, "base")).map(|base| resolved(base, &self.base));
        let prefers_public = node.attribute("prefer").map(|prefer| prefer != "system");
        Self {
            base: base.unwrap_or_else(|| self.base.clone()),
            prefers_public: prefers_public.unwrap_or(self.prefers_public),
        }
    }
}

struct Reading<'a> {
    source: SourceId,
    diagnostics: &'a mut Diagnostics,
    catalog: Catalog,
}

impl Reading<'_> {
    fn entries(&mut self, parent: Node<'_, '_>, scope: &Scope, depth: usize) {
        let elements = parent.children().filter(|node| node.is_element());
        for node in elements.filter(|node| node.tag_name().namespace() == Some(NAMESPACE)) {
            let scope = scope.of(node);
            if node.tag_name().name() == "group" {
                if depth < DEPTH {
                    self.entries(node, &scope, depth + 1);
                } else {
                    self.error(node, "groups of the catalog are nested too deep", "one too many");
                }
            } else if let Some(entry) = self.entry(node, &scope) {
                self.catalog.entries.push(entry);
            }
        }
    }

    fn entry(&mut self, node: Node<'_, '_>, scope: &Scope) -> Option<Entry> {
        let preferred = scope.prefers_public;
        Some(match node.tag_name().name() {
            "system" => Entry::System {
                identifier: self.attribute(node, "systemId")?,
                path: self.path(node, "uri", scope)?,
            },
            "rewriteSystem" => Entry::RewriteSystem {
                start: self.attribute(node, "systemIdStartString")?,
                replacement: self.path(node, "rewritePrefix", scope)?,
            },
            "systemSuffix" => Entry::SystemSuffix {
                suffix: self.attribute(node, "systemIdSuffix")?,
                path: self.path(node, "uri", scope)?,
            },
            "delegateSystem" => Entry::DelegateSystem {
                start: self.attribute(node, "systemIdStartString")?,
                catalog: self.path(node, "catalog", scope)?,
            },
            "public" => Entry::Public {
                identifier: normalized_public(&self.attribute(node, "publicId")?),
                path: self.path(node, "uri", scope)?,
                preferred,
            },
            "delegatePublic" => Entry::DelegatePublic {
                start: normalized_public(&self.attribute(node, "publicIdStartString")?),
                catalog: self.path(node, "catalog", scope)?,
                preferred,
            },
            "nextCatalog" => Entry::NextCatalog(self.path(node, "catalog", scope)?),
            _ => return None,
        })
    }

    fn attribute(&mut self, node: Node<'_, '_>, name: &str) -> Option<String> {
        let value = node.attribute(name).map(str::to_owned);
        if value.is_none() {
            let message = format!("an entry of the catalog lacks the attribute `{name}`");
            self.error(node, &message, "this entry is not used");
        }
        value
    }

    fn path(&mut self, node: Node<'_, '_>, name: &str, scope: &Scope) -> Option<String> {
        let reference = self.attribute(node, name)?;
        Some(resolved(&reference, &scope.base))
    }

    fn error(&mut self, node: Node<'_, '_>, message: &str, label: &str) {
        let start = node.range().start;
        let span = Span::new(self.source, start..start + 1);
        self.diagnostics.push(Diagnostic::error(span, message).label(label));
    }
}
