//! The files of a schema: the documents that it names, and those that these include, redefine and import.

use super::catalogue::resolve;
use qualys_codegen::source::{SourceFile, SourceId};
use qualys_codegen::validate::INSTANCE_NAMESPACE;
use std::collections::VecDeque;
use std::path::Path;

/// The one schema document that the suite has on the network: by its path, whatever the location is resolved against.
const XLINK: &str = include_str!("xlink.xsd");

/// Reads the documents and all that they lead to. Locations that lead to no file are left to whoever reads the schema; a
/// document that was named and is not there, or is not text, is an error.
pub fn closure(root: &Path, documents: &[String]) -> Result<Vec<SourceFile>, String> {
    closure_by(root, documents, &resolve)
}

/// As [`closure`]; `path_of` has the path for a location in a document, the document first.
pub fn closure_by(
    root: &Path,
    documents: &[String],
    path_of: &dyn Fn(&str, &str) -> String,
) -> Result<Vec<SourceFile>, String> {
    let mut files: Vec<SourceFile> = Vec::new();
    let mut queue: VecDeque<(String, bool)> = documents.iter().map(|path| (path.clone(), true)).collect();
    while let Some((path, named)) = queue.pop_front() {
        if files.iter().any(|file| file.path == path) {
            continue;
        }
        if path.ends_with("/2008/06/xlink.xsd") {
            files.push(SourceFile::new(path, XLINK));
            continue;
        }
        let bytes = match std::fs::read(root.join(&path)) {
            Ok(bytes) => bytes,
            Err(error) if named => return Err(format!("{path}: {error}")),
            Err(_) => continue,
        };
        let file = readable(SourceFile::from_bytes(path, &bytes))?;
        let locations = locations(&file.text).into_iter();
        queue.extend(locations.map(|location| (path_of(&file.path, &location), false)));
        files.push(file);
    }
    Ok(files)
}

/// A file whose text could be read.
pub fn readable(file: SourceFile) -> Result<SourceFile, String> {
    match &file.fault {
        Some(fault) => Err(format!("{}: {}", file.path, fault.diagnostic(SourceId(0)).message)),
        None => Ok(file),
    }
}

/// Where a document says that the schemas of namespaces are, wherever it does: `xsi:schemaLocation` and
/// `xsi:noNamespaceSchemaLocation`. Only files that are there are among them.
pub fn hints(root: &Path, document: &str, text: &str) -> Vec<(Option<String>, String)> {
    let Some(tree) = tree(text) else { return Vec::new() };
    let mut hints: Vec<(Option<String>, String)> = Vec::new();
    let mut add = |namespace: Option<&str>, location: &str| {
        let hint = (namespace.map(str::to_owned), resolve(document, location));
        if !hints.contains(&hint) && root.join(&hint.1).is_file() {
            hints.push(hint);
        }
    };
    for node in tree.descendants() {
        let words = node.attribute((INSTANCE_NAMESPACE, "schemaLocation")).unwrap_or_default();
        let words: Vec<&str> = words.split_ascii_whitespace().collect();
        words.chunks_exact(2).for_each(|pair| add(Some(pair[0]), pair[1]));
        if let Some(alone) = node.attribute((INSTANCE_NAMESPACE, "noNamespaceSchemaLocation")) {
            add(None, alone.trim());
        }
    }
    hints
}

/// The namespace of a schema document.
pub fn target_namespace(text: &str) -> Option<String> {
    Some(tree(text)?.root_element().attribute("targetNamespace")?.to_owned())
}

fn tree(text: &str) -> Option<roxmltree::Document<'_>> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    roxmltree::Document::parse_with_options(text, options).ok()
}

/// Where a schema document says that others are.
fn locations(text: &str) -> Vec<String> {
    let Some(document) = tree(text) else { return Vec::new() };
    let leads = |node: &roxmltree::Node<'_, '_>| {
        node.tag_name().namespace() == Some(qualys_codegen::xsd::XSD_NAMESPACE)
            && matches!(node.tag_name().name(), "include" | "import" | "redefine")
    };
    let nodes = document.root_element().children().filter(leads);
    nodes.filter_map(|node| node.attribute("schemaLocation")).map(|at| at.trim().to_owned()).collect()
}
