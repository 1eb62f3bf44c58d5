//! A schema that documents are validated with.

use super::files;
use crate::row::Verdict;
use qualys_codegen::component::{self, Components};
use qualys_codegen::diagnostic::{Diagnostics, Severity};
use qualys_codegen::resolver::Resolver;
use qualys_codegen::source::{SourceFile, Sources};
use qualys_codegen::validate::{Grammar, Options, document};
use qualys_codegen::xsd;
use std::path::Path;

/// The components of some schema documents, or why there are none.
#[derive(Debug)]
pub(super) struct Loaded {
    /// The documents that were named.
    pub(super) documents: Vec<String>,
    /// Where a document says that the schemas of namespaces are.
    pub(super) hints: Vec<(Option<String>, String)>,
    sources: Sources,
    components: Result<Components, String>,
}

impl Loaded {
    /// Reads schema documents and what they lead to; hints lead to those of namespaces that are not among them.
    pub(super) fn new(root: &Path, documents: Vec<String>, hints: Vec<(Option<String>, String)>) -> Self {
        let mut sources = Sources::default();
        let files = files::closure(root, &documents).and_then(|files| {
            let known: Vec<_> = files.iter().map(|file| files::target_namespace(&file.text)).collect();
            let others: Vec<String> = hints
                .iter()
                .filter(|(namespace, _)| !known.contains(namespace))
                .map(|(_, location)| location.clone())
                .collect();
            if others.is_empty() {
                Ok(files)
            } else {
                files::closure(root, &[documents.clone(), others].concat())
            }
        });
        let components = files.and_then(|files| build(&files, &mut sources));
        Self { documents, hints, sources, components }
    }

    /// Whether a document is valid.
    pub(super) fn validate(&mut self, file: SourceFile) -> Verdict {
        let components = match &self.components {
            Ok(components) => components,
            Err(error) => return Verdict::Broken(format!("the schema is refused: {error}")),
        };
        let source = self.sources.add(file);
        let (resolver, grammar) = (&mut Resolver::default(), &Grammar::new(components));
        let (options, mut said) = (Options::default(), Diagnostics::default());
        let found = document::validate(source, &mut self.sources, resolver, grammar, options, &mut said);
        let found = match found {
            Some(found) => found.into_iter().next().map(|invalid| invalid.diagnostic),
            None => said.iter().find(|one| one.severity == Severity::Error).cloned(),
        };
        found.map_or(Verdict::Accepted, |error| {
            Verdict::Refused(format!("{}: {}", self.sources.locate(error.span), error.message))
        })
    }
}

/// Builds the components of schema documents; the first error, if there is one.
pub(super) fn build(files: &[SourceFile], sources: &mut Sources) -> Result<Components, String> {
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
    let options = component::Options { one_schema: true, missing: None, constraints: Severity::Error };
    let components = component::build(&inputs, options, &mut diagnostics);
    match diagnostics.iter().find(|one| one.severity == Severity::Error) {
        Some(error) => Err(format!("{}: {}", sources.locate(error.span), error.message)),
        None => Ok(components),
    }
}
