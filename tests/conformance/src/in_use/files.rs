//! The files of the collection, and which of them are parts of others.

use crate::xsts::catalogue::resolve;
use crate::xsts::files::decode;
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

/// The files that one takes in as if they were its own: included and redefined schemas, external parameter entities.
pub fn includes(root: &Path, path: &str) -> Vec<String> {
    let Some(text) = fs::read(root.join(path)).ok().and_then(|bytes| decode(&bytes)) else {
        return Vec::new();
    };
    let locations = match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("xsd") => schemas(&text),
        Some("dtd" | "mod" | "ent") => entities(&text),
        _ => Vec::new(),
    };
    locations.iter().map(|location| resolve(path, location)).collect()
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
