//! Reads a schema, and validates a document with it.

use super::loaded::Loaded;
use super::{Instance, Schema, files};
use crate::row::Verdict;
use qualys_codegen::diagnostic::{Diagnostics, Severity};
use qualys_codegen::lower;
use qualys_codegen::source::{SourceFile, Sources};
use qualys_codegen::xsd;
use std::path::{Path, PathBuf};

/// Evaluates rows; keeps the schema that was read last, since neighbouring rows share it.
#[derive(Debug)]
pub struct Evaluation {
    root: PathBuf,
    last: Option<Loaded>,
}

impl Evaluation {
    /// One for the suite in a folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), last: None }
    }

    /// Whether a schema is valid.
    pub fn schema(&mut self, schema: &Schema) -> Verdict {
        match files::closure(&self.root, &schema.documents) {
            Ok(files) => read(&files),
            Err(error) => Verdict::Broken(error),
        }
    }

    /// Whether a document is valid.
    pub fn instance(&mut self, instance: &Instance) -> Verdict {
        let path = self.root.join(&instance.document);
        let text = match std::fs::read(&path).map(|bytes| files::decode(&bytes)) {
            Ok(Some(text)) => text,
            Ok(None) => {
                return Verdict::Broken(format!("{}: not in an encoding that can be read", path.display()));
            }
            Err(error) => return Verdict::Broken(format!("{}: {error}", path.display())),
        };
        let hints = files::hints(&self.root, &instance.document, &text);
        if self.last.as_ref().is_none_or(|last| last.documents != instance.schema || last.hints != hints) {
            self.last = Some(Loaded::new(&self.root, instance.schema.clone(), hints));
        }
        match &mut self.last {
            Some(loaded) => loaded.validate(SourceFile::new(instance.document.as_str(), text)),
            None => Verdict::Broken("the schema was not read".to_owned()),
        }
    }
}

fn read(files: &[SourceFile]) -> Verdict {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let mut schemas = Vec::new();
    for file in files {
        let source = sources.add(file.clone());
        let schema = xsd::parse(source, &file.text, &mut diagnostics);
        schemas.extend(schema.map(|schema| (file, source, schema)));
    }
    let inputs: Vec<_> = schemas
        .iter()
        .map(|(file, source, schema)| lower::xsd::Input { path: &file.path, file, source: *source, schema })
        .collect();
    if inputs.len() == files.len() {
        lower::xsd::lower(&inputs, &mut diagnostics);
    }
    let error = diagnostics.iter().find(|one| one.severity == Severity::Error);
    error.map_or(Verdict::Accepted, |error| {
        Verdict::Refused(format!("{}: {}", sources.locate(error.span), error.message))
    })
}
