//! Generates a crate from a schema of the collection.

use super::Entry;
use crate::row::Verdict;
use crate::xsts::files::closure;
use qualys_codegen::diagnostic::Severity;
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Generated, Inputs, generate};
use std::path::Path;

/// Whether a crate comes of an entry.
pub fn entry(root: &Path, entry: &Entry) -> Verdict {
    match generated(root, entry) {
        Ok(generated) => verdict(&generated, entry),
        Err(error) => Verdict::Broken(error),
    }
}

/// What the generator makes of an entry and all that it leads to.
pub fn generated(root: &Path, entry: &Entry) -> Result<Generated, String> {
    let files = closure(root, std::slice::from_ref(&entry.path))?;
    let relative = |file: SourceFile| {
        let path = file.path.strip_prefix("schemas-in-use/").unwrap_or(&file.path).to_owned();
        SourceFile::new(path, file.text)
    };
    let schemas = files.into_iter().map(relative).collect();
    Ok(generate(&Inputs { folder: "schemas".to_owned(), schemas, ..Inputs::default() }))
}

fn verdict(generated: &Generated, entry: &Entry) -> Verdict {
    if generated.files.is_some() {
        return Verdict::Accepted;
    }
    let error = generated.diagnostics.iter().find(|one| one.severity == Severity::Error);
    let reason = error.map_or_else(
        || "nothing was generated, and nothing said".to_owned(),
        |error| format!("{}: {}", generated.sources.locate(error.span), error.message),
    );
    if entry.is_part {
        Verdict::OutOfScope(format!("a part that is not whole: {reason}"))
    } else {
        Verdict::Refused(reason)
    }
}
