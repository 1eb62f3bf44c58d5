//! Generates a crate from schemas of the collection.

use super::{Entry, files};
use crate::row::Verdict;
use crate::xsts::files::closure_by;
use qualys_codegen::diagnostic::Severity;
use qualys_codegen::resolver::is_catalog;
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Generated, Inputs, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The folder that the generator shows.
const SCHEMAS: &str = "schemas";

/// The collection, for the generator.
#[derive(Debug)]
pub struct Collection {
    root: PathBuf,
    /// Of the schemas that take in others: the files that their crates were made of; nothing if none came of them.
    made_of: BTreeMap<String, BTreeSet<String>>,
}

impl Collection {
    /// The one in a folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), made_of: BTreeMap::new() }
    }

    /// Whether a crate comes of an entry. One that is refused counts for nothing if a crate comes of a schema that takes it in:
    /// it is judged with that.
    pub fn entry(&mut self, entry: &Entry) -> Verdict {
        let verdict = match self.generated(&[&entry.path]) {
            Ok(generated) => verdict(&generated),
            Err(error) => Verdict::Broken(error),
        };
        let Verdict::Refused(reason) = verdict else { return verdict };
        match entry.drivers.iter().find(|driver| self.is_made_of(driver, &entry.path)) {
            Some(driver) => Verdict::OutOfScope(format!(
                "a part that is judged with what takes it in: {driver}; by itself, {reason}"
            )),
            None => Verdict::Refused(reason),
        }
    }

    /// Whether a crate comes of a schema, and a file was read for it.
    fn is_made_of(&mut self, driver: &str, part: &str) -> bool {
        if !self.made_of.contains_key(driver) {
            let generated = self.generated(&[driver]).ok().filter(|generated| generated.files.is_some());
            let read = generated.iter().flat_map(|generated| generated.sources.iter());
            let read = read.map(|(_, file)| file.path.clone()).collect();
            self.made_of.insert(driver.to_owned(), read);
        }
        let shown = format!("{SCHEMAS}/{}", part.strip_prefix(files::FOLDER).unwrap_or(part));
        self.made_of.get(driver).is_some_and(|read| read.contains(&shown))
    }

    /// What the generator makes of schemas and all that they lead to.
    pub fn generated(&self, paths: &[&str]) -> Result<Generated, String> {
        let (dtds, others): (Vec<&str>, Vec<&str>) = paths.iter().partition(|path| path.ends_with(".dtd"));
        let others: Vec<String> = others.into_iter().map(str::to_owned).collect();
        let relative = |file: SourceFile| {
            let path = file.path.strip_prefix(files::FOLDER).unwrap_or(&file.path).to_owned();
            SourceFile { path, ..file }
        };
        let catalogs = files::Catalogs::new(&self.root)?;
        let path_of = |file: &str, location: &str| catalogs.resolve(file, location);
        let read = closure_by(&self.root, &others, &path_of)?;
        let mut schemas: Vec<SourceFile> = read.into_iter().map(relative).collect();
        for path in &dtds {
            schemas.push(relative(self.file(path)?));
        }
        let entities = self.entities(paths, !dtds.is_empty())?;
        Ok(generate(&Inputs { folder: SCHEMAS.to_owned(), schemas, entities, ..Inputs::default() }))
    }

    /// The catalogs that came with the packages of schemas; and with a DTD among these, the files that it may refer to: those
    /// of the packages. The entity sets of characters, which are not in the collection and declare no elements, are an empty
    /// file.
    fn entities(&self, schemas: &[&str], with_dtd: bool) -> Result<Vec<SourceFile>, String> {
        let mut packages: BTreeSet<String> = schemas.iter().map(|path| files::package(path)).collect();
        // Its customization layers take in DocBook, which is a package of its own.
        if packages.contains(&format!("{}docbook-simple", files::FOLDER)) {
            packages.insert(format!("{}docbook-xml", files::FOLDER));
        }
        let mut found = Vec::new();
        if with_dtd {
            found.push(SourceFile::new("catalog.xml", catalog()));
            found.push(SourceFile::new("characters.ent", ""));
        }
        let is_text = |path: &String| {
            [".dtd", ".mod", ".ent", ".xml", ".gen"].iter().any(|extension| path.ends_with(extension))
        };
        for path in files::all(&self.root)?.iter().filter(|path| packages.contains(&files::package(path))) {
            if is_catalog(path) || with_dtd && is_text(path) {
                let file = self.file(path)?;
                let path = path.strip_prefix(files::FOLDER).unwrap_or(path).to_owned();
                found.push(SourceFile { path, ..file });
            }
        }
        Ok(found)
    }

    fn file(&self, path: &str) -> Result<SourceFile, String> {
        let bytes = std::fs::read(self.root.join(path)).map_err(|error| format!("{path}: {error}"))?;
        Ok(SourceFile::from_bytes(path, &bytes))
    }
}

/// A catalog that leads to an empty file for each of ISO 8879's entity sets of characters, and to what the packages have links
/// for that are not in the collection: DocBook's file of additional entities, and the customization layers of Simplified
/// DocBook, which are settings and refer to modules as if they lay beside those.
fn catalog() -> String {
    const SETS: [&str; 19] = [
        "Added Latin 1",
        "Added Latin 2",
        "Added Math Symbols: Arrow Relations",
        "Added Math Symbols: Binary Operators",
        "Added Math Symbols: Delimiters",
        "Added Math Symbols: Negated Relations",
        "Added Math Symbols: Ordinary",
        "Added Math Symbols: Relations",
        "Alternative Greek Symbols",
        "Box and Line Drawing",
        "Diacritical Marks",
        "General Technical",
        "Greek Letters",
        "Greek Symbols",
        "Monotoniko Greek",
        "Non-Russian Cyrillic",
        "Numeric and Special Graphic",
        "Publishing",
        "Russian Cyrillic",
    ];
    let mut catalog = "<catalog xmlns=\"urn:oasis:names:tc:entity:xmlns:xml:catalog\">\n".to_owned();
    for set in SETS {
        for end in ["EN", "EN//XML"] {
            catalog += &format!(
                "<public publicId=\"ISO 8879:1986//ENTITIES {set}//{end}\" uri=\"characters.ent\"/>\n"
            );
        }
    }
    for version in ["4.0", "4.1.2", "4.2", "4.3", "4.4", "4.5"] {
        let file = if version == "4.0" { "dbgenent.ent" } else { "dbgenent.mod" };
        catalog += &format!(
            "<system systemId=\"{SCHEMAS}/docbook-xml/usr/share/xml/docbook/schema/dtd/{version}/{file}\" \
             uri=\"docbook-xml/etc/sgml/docbook-xml/{version}/{file}\"/>\n"
        );
    }
    for version in ["1.0", "1.1"] {
        for module in ["sinclist", "sdbpool", "sdbhier", "sdbcent"] {
            catalog += &format!(
                "<system systemId=\"{SCHEMAS}/docbook-simple/etc/sgml/docbook-simple/{version}/{module}.mod\" \
                 uri=\"docbook-simple/usr/share/xml/docbook/custom/simple/{version}/{module}.mod\"/>\n"
            );
        }
    }
    catalog + "</catalog>\n"
}

fn verdict(generated: &Generated) -> Verdict {
    if generated.files.is_some() {
        return Verdict::Accepted;
    }
    let error = generated.diagnostics.iter().find(|one| one.severity == Severity::Error);
    match error {
        Some(error) => {
            Verdict::Refused(format!("{}: {}", generated.sources.locate(error.span), error.message))
        }
        None => Verdict::Broken("nothing was generated, and nothing said".to_owned()),
    }
}
