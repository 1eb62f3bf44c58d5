//! The files of a schema: the documents that it names, and those that these include, redefine and import.

use super::catalogue::resolve;
use qualys_codegen::source::SourceFile;
use qualys_codegen::validate::INSTANCE_NAMESPACE;
use std::collections::VecDeque;
use std::path::Path;

/// Reads the documents and all that they lead to. Locations that lead to no file are left to whoever reads the schema; a
/// document that was named and is not there, or is not text, is an error.
pub fn closure(root: &Path, documents: &[String]) -> Result<Vec<SourceFile>, String> {
    let mut files: Vec<SourceFile> = Vec::new();
    let mut queue: VecDeque<(String, bool)> = documents.iter().map(|path| (path.clone(), true)).collect();
    while let Some((path, named)) = queue.pop_front() {
        if files.iter().any(|file| file.path == path) {
            continue;
        }
        let bytes = match std::fs::read(root.join(&path)) {
            Ok(bytes) => bytes,
            Err(error) if named => return Err(format!("{path}: {error}")),
            Err(_) => continue,
        };
        let text = decode(&bytes).ok_or_else(|| format!("{path}: not in an encoding that can be read"))?;
        queue.extend(locations(&text).into_iter().map(|location| (resolve(&path, &location), false)));
        files.push(SourceFile::new(path, text));
    }
    Ok(files)
}

/// The text of a document in UTF-8 or UTF-16, by its mark.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let units = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

/// Where a document says that its schemas are: `xsi:schemaLocation` and `xsi:noNamespaceSchemaLocation`, wherever they stand.
pub fn hints(text: &str) -> Vec<String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let Ok(document) = roxmltree::Document::parse_with_options(text, options) else { return Vec::new() };
    let mut hints = Vec::new();
    for node in document.descendants() {
        let pairs = node.attribute((INSTANCE_NAMESPACE, "schemaLocation")).unwrap_or_default();
        hints.extend(pairs.split_ascii_whitespace().skip(1).step_by(2).map(str::to_owned));
        let alone = node.attribute((INSTANCE_NAMESPACE, "noNamespaceSchemaLocation"));
        hints.extend(alone.map(|hint| hint.trim().to_owned()));
    }
    hints
}

/// Where a schema document says that others are.
fn locations(text: &str) -> Vec<String> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let Ok(document) = roxmltree::Document::parse_with_options(text, options) else { return Vec::new() };
    let leads = |node: &roxmltree::Node<'_, '_>| {
        node.tag_name().namespace() == Some(qualys_codegen::xsd::XSD_NAMESPACE)
            && matches!(node.tag_name().name(), "include" | "import" | "redefine")
    };
    let nodes = document.root_element().children().filter(leads);
    nodes.filter_map(|node| node.attribute("schemaLocation")).map(|at| at.trim().to_owned()).collect()
}
