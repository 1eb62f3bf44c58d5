//! The files of the collection, and which of them are parts of others.

use crate::xsts::catalogue::resolve;
use crate::xsts::files::readable;
use qualys_codegen::diagnostic::Diagnostics;
use qualys_codegen::resolver::{Resolver, is_catalog};
use qualys_codegen::source::{SourceFile, Sources};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The folder of the collection.
pub const FOLDER: &str = "schemas-in-use/";

/// All files of the collection by path, in order.
pub fn all(root: &Path) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    let mut folders = vec![FOLDER.trim_end_matches('/').to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(root.join(&folder)).map_err(|error| format!("{folder}: {error}"))?;
        for entry in entries {
            let entry = entry.map_err(|error| format!("{folder}: {error}"))?;
            let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

/// The package that a file came with: two folders of its path.
pub fn package(path: &str) -> String {
    path.split('/').take(2).collect::<Vec<_>>().join("/")
}

/// The catalogs of the packages, by which locations in their schema documents lead to files.
#[derive(Debug)]
pub struct Catalogs(BTreeMap<String, Resolver>);

impl Catalogs {
    /// Reads those of the collection.
    pub fn new(root: &Path) -> Result<Self, String> {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let mut packages: BTreeMap<String, Resolver> = BTreeMap::new();
        let catalogs: Vec<String> = all(root)?.into_iter().filter(|path| is_catalog(path)).collect();
        for path in &catalogs {
            let bytes = fs::read(root.join(path)).map_err(|error| format!("{path}: {error}"))?;
            packages.entry(package(path)).or_default().add(SourceFile::from_bytes(path.as_str(), &bytes));
        }
        for path in &catalogs {
            if let Some(resolver) = packages.get_mut(&package(path)) {
                resolver.add_catalog(path, &mut sources, &mut diagnostics);
            }
        }
        Ok(Self(packages))
    }

    /// The path that a location in a file leads to.
    pub fn resolve(&self, file: &str, location: &str) -> String {
        let cataloged = self.0.get(&package(file)).and_then(|resolver| resolver.location(location, file));
        cataloged.unwrap_or_else(|| resolve(file, location))
    }
}

/// The files that one takes in as if they were its own: included and redefined schemas, external parameter entities.
pub fn includes(root: &Path, path: &str, catalogs: &Catalogs) -> Vec<String> {
    let Ok(bytes) = fs::read(root.join(path)) else { return Vec::new() };
    let Ok(SourceFile { text, .. }) = readable(SourceFile::from_bytes(path, &bytes)) else {
        return Vec::new();
    };
    let locations = match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("xsd") => schemas(&text),
        Some("dtd" | "mod" | "ent") => entities(&text),
        _ => Vec::new(),
    };
    locations.iter().map(|location| catalogs.resolve(path, location)).collect()
}

fn schemas(text: &str) -> Vec<String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let Ok(document) = roxmltree::Document::parse_with_options(text, options) else { return Vec::new() };
    let children = document.root_element().children();
    let takes_in = children.filter(|node| matches!(node.tag_name().name(), "include" | "redefine"));
    takes_in.filter_map(|node| node.attribute("schemaLocation")).map(str::to_owned).collect()
}

/// The system identifiers of the external parameter entities that a DTD declares.
fn entities(text: &str) -> Vec<String> {
    let declarations = text.split("<!ENTITY").skip(1).filter_map(|rest| rest.split_once('>'));
    let parameter = declarations.filter(|(declaration, _)| declaration.trim_start().starts_with('%'));
    let external = parameter.filter_map(|(declaration, _)| {
        let keyword = declaration.split_ascii_whitespace().nth(2)?;
        let literals: Vec<&str> = literals(declaration);
        match keyword {
            "SYSTEM" => literals.first().copied(),
            "PUBLIC" => literals.get(1).copied(),
            _ => None,
        }
    });
    external.map(str::to_owned).collect()
}

fn literals(declaration: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = declaration;
    while let Some(start) = rest.find(['"', '\'']) {
        let (quote, after) = (&rest[start..start + 1], &rest[start + 1..]);
        let Some(end) = after.find(quote) else { break };
        found.push(&after[..end]);
        rest = &after[end + 1..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn external_parameter_entities_are_parts() {
        let text = "<!ENTITY % a PUBLIC \"-//A//EN\" \"a.mod\"> <!ENTITY % b SYSTEM 'b.ent'> <!ENTITY c SYSTEM 'c'> <!ENTITY % d 'x'>";
        assert_eq!(entities(text), ["a.mod", "b.ent"]);
    }
}
