//! A schema that documents are validated with.

use super::files;
use crate::row::Verdict;
use qualys_codegen::component::{self, Components};
use qualys_codegen::diagnostic::{Diagnostics, Severity};
use qualys_codegen::source::{SourceFile, Sources};
use qualys_codegen::validate::{Grammar, Options, document};
use qualys_codegen::xsd;
use std::path::Path;

/// The components of some schema documents, or why there are none.
#[derive(Debug)]
pub(super) struct Loaded {
    /// The documents that were named.
    pub(super) documents: Vec<String>,
    sources: Sources,
    components: Result<Components, String>,
}

impl Loaded {
    /// Reads schema documents and what they lead to.
    pub(super) fn new(root: &Path, documents: Vec<String>) -> Self {
        let mut sources = Sources::default();
        let components = files::closure(root, &documents).and_then(|files| build(&files, &mut sources));
        Self { documents, sources, components }
    }

    /// Whether a document is valid.
    pub(super) fn validate(&mut self, file: SourceFile) -> Verdict {
        let components = match &self.components {
            Ok(components) => components,
            Err(error) => return Verdict::Broken(format!("the schema is refused: {error}")),
        };
        let source = self.sources.add(file.clone());
        let grammar = Grammar::new(components);
        let found = match document::validate(source, &file.text, &grammar, Options::default()) {
            Ok(found) => found.into_iter().next().map(|invalid| invalid.diagnostic),
            Err(error) => Some(error),
        };
        found.map_or(Verdict::Accepted, |error| {
            Verdict::Refused(format!("{}: {}", self.sources.locate(error.span), error.message))
        })
    }
}

fn build(files: &[SourceFile], sources: &mut Sources) -> Result<Components, String> {
    let mut diagnostics = Diagnostics::default();
    let mut schemas = Vec::new();
    for file in files {
        let source = sources.add(file.clone());
        let schema = xsd::parse(source, &file.text, &mut diagnostics);
        schemas.extend(schema.map(|schema| (file, source, schema)));
    }
    let inputs: Vec<_> = schemas
        .iter()
        .map(|(file, source, schema)| component::Input { file, source: *source, schema })
        .collect();
    let options = component::Options { one_schema: true, missing: None };
    let components = component::build(&inputs, options, &mut diagnostics);
    match diagnostics.iter().find(|one| one.severity == Severity::Error) {
        Some(error) => Err(format!("{}: {}", sources.locate(error.span), error.message)),
        None => Ok(components),
    }
}
