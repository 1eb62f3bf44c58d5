//! Reads a document of the suite with what the product has for it.

use super::Document;
use crate::row::Verdict;
use qualys_codegen::diagnostic::{Diagnostics, Severity};
use qualys_codegen::dtd;
use qualys_codegen::source::{SourceFile, Sources};
use std::path::Path;

/// Whether the declarations of a document's DTD can be read.
pub fn document(root: &Path, document: &Document) -> Verdict {
    let path = root.join(&document.path);
    let text = match std::fs::read(&path).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => return Verdict::OutOfScope("not in UTF-8".to_owned()),
        Err(error) => return Verdict::Broken(format!("{}: {error}", document.path)),
    };
    let Some(internal) = internal_subset(&text) else {
        return Verdict::OutOfScope("no internal subset".to_owned());
    };
    let mut sources = Sources::default();
    let source = sources.add(SourceFile::new(document.path.as_str(), internal));
    let mut diagnostics = Diagnostics::default();
    dtd::parse(source, internal, &mut diagnostics);
    let error = diagnostics.iter().find(|one| one.severity == Severity::Error);
    error.map_or(Verdict::Accepted, |error| Verdict::Refused(error.message.clone()))
}

/// What stands between the brackets of the document type declaration.
fn internal_subset(text: &str) -> Option<&str> {
    let declaration = text.split_once("<!DOCTYPE")?.1;
    let bracket = declaration.find(['[', '>']).filter(|at| declaration[*at..].starts_with('['))?;
    let inside = declaration.get(bracket + 1..)?;
    let end = inside.rfind("]>").or_else(|| inside.rfind(']'))?;
    inside.get(..end)
}
