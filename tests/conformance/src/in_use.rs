//! Schemas that people use: each becomes a crate, or is refused for a defect of its own.

pub mod check;
pub mod evaluate;
pub mod files;

use crate::row::{Expects, Row, Test};
use std::collections::BTreeSet;
use std::path::Path;

/// A schema to generate a crate from.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file, relative to the folder that holds the suite's.
    pub path: String,
    /// Whether another file of the collection includes or redefines it, or refers to it as an entity: it may need what that one brings.
    pub is_part: bool,
}

/// All DTDs and XSDs of the collection.
pub fn rows(root: &Path) -> Result<Vec<Row>, String> {
    let all = files::all(root)?;
    let catalogs = files::Catalogs::new(root)?;
    let mut parts = BTreeSet::new();
    for path in &all {
        parts.extend(files::includes(root, path, &catalogs).into_iter().filter(|part| part != path));
    }
    let schemas = all.iter().filter(|path| path.ends_with(".xsd") || path.ends_with(".dtd"));
    Ok(schemas.map(|path| row(path, parts.contains(path))).collect())
}

fn row(path: &str, is_part: bool) -> Row {
    let language = if path.ends_with(".dtd") { "DTD" } else { "XSD" };
    let kind = if is_part { format!("{language}, part of others") } else { language.to_owned() };
    let test = Test::Entry(Entry { path: path.to_owned(), is_part });
    Row { id: path.to_owned(), kind, test, expects: Expects::Accepted }
}
