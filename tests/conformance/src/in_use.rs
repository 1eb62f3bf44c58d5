//! Schemas that people use: each becomes a crate, or is refused for a defect of its own.

pub mod check;
pub mod evaluate;
pub mod files;

use crate::row::{Expects, Row, Test};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::Path;

/// A schema to generate a crate from.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The file, relative to the folder that holds the suite's.
    pub path: String,
    /// The schemas that include or redefine it, or refer to it as an entity, themselves or through others: it may need what they
    /// bring.
    pub drivers: Vec<String>,
}

/// All DTDs and XSDs of the collection.
pub fn rows(root: &Path) -> Result<Vec<Row>, String> {
    let all = files::all(root)?;
    let catalogs = files::Catalogs::new(root)?;
    let mut takers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for path in &all {
        for part in files::includes(root, path, &catalogs).into_iter().filter(|part| part != path) {
            takers.entry(part).or_default().push(path);
        }
    }
    let schemas = all.iter().filter(|path| is_schema(path));
    Ok(schemas.map(|path| row(path, drivers(path, &takers))).collect())
}

fn is_schema(path: &str) -> bool {
    path.ends_with(".xsd") || path.ends_with(".dtd")
}

/// The schemas that take a file in, those that do it themselves first.
fn drivers(path: &str, takers: &BTreeMap<String, Vec<&str>>) -> Vec<String> {
    let (mut seen, mut found, mut next) = (BTreeSet::from([path]), Vec::new(), VecDeque::from([path]));
    while let Some(part) = next.pop_front() {
        for taker in takers.get(part).into_iter().flatten() {
            if seen.insert(taker) {
                next.push_back(taker);
                found.extend(is_schema(taker).then(|| (*taker).to_owned()));
            }
        }
    }
    found
}

fn row(path: &str, drivers: Vec<String>) -> Row {
    let language = if path.ends_with(".dtd") { "DTD" } else { "XSD" };
    let kind = if drivers.is_empty() { language.to_owned() } else { format!("{language}, part of others") };
    let test = Test::Entry(Entry { path: path.to_owned(), drivers });
    Row { id: path.to_owned(), kind, test, expects: Expects::Accepted }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drivers_are_schemas_that_take_a_file_in_through_others_too() {
        let of = |part: &str, by: &[&'static str]| (part.to_owned(), by.to_vec());
        let takers = BTreeMap::from([
            of("a.dtd", &["b.mod"]),
            of("b.mod", &["a.dtd", "c.dtd"]),
            of("x.dtd", &["y.dtd"]),
        ]);
        assert_eq!(drivers("a.dtd", &takers), ["c.dtd"]);
        assert_eq!(drivers("c.dtd", &takers), [""; 0]);
    }
}
