//! Reads a schema, and validates a document with it.

use super::loaded::Loaded;
use super::{Instance, Schema, files, loaded};
use crate::row::Verdict;
use qualys_codegen::source::{SourceFile, Sources};
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
            Ok(files) => match loaded::build(&files, &mut Sources::default()) {
                Ok(_) => Verdict::Accepted,
                Err(error) => Verdict::Refused(error),
            },
            Err(error) => Verdict::Broken(error),
        }
    }

    /// Whether a document is valid.
    pub fn instance(&mut self, instance: &Instance) -> Verdict {
        let path = self.root.join(&instance.document);
        let file = match std::fs::read(&path) {
            Ok(bytes) => files::readable(SourceFile::from_bytes(instance.document.as_str(), &bytes)),
            Err(error) => Err(format!("{}: {error}", path.display())),
        };
        let file = match file {
            Ok(file) => file,
            Err(error) => return Verdict::Broken(error),
        };
        let hints = files::hints(&self.root, &instance.document, &file.text);
        if self.last.as_ref().is_none_or(|last| last.documents != instance.schema || last.hints != hints) {
            self.last = Some(Loaded::new(&self.root, instance.schema.clone(), hints));
        }
        match &mut self.last {
            Some(loaded) => loaded.validate(file),
            None => Verdict::Broken("the schema was not read".to_owned()),
        }
    }
}
