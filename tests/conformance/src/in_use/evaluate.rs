//! Generates a crate from schemas of the collection.

use super::{Entry, files};
use crate::row::Verdict;
use crate::xsts::files::closure;
use qualys_codegen::diagnostic::Severity;
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Generated, generate};
use std::path::{Path, PathBuf};

/// The collection, for the generator.
#[derive(Debug)]
pub struct Collection {
    root: PathBuf,
}

impl Collection {
    /// The one in a folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Whether a crate comes of an entry.
    pub fn entry(&self, entry: &Entry) -> Verdict {
        match self.generated(&[&entry.path]) {
            Ok(generated) => verdict(&generated, entry),
            Err(error) => Verdict::Broken(error),
        }
    }

    /// What the generator makes of schemas and all that they lead to.
    pub fn generated(&self, paths: &[&str]) -> Result<Generated, String> {
        let named: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        let files = closure(&self.root, &named)?;
        let relative = |file: SourceFile| {
            let path = file.path.strip_prefix(files::FOLDER).unwrap_or(&file.path).to_owned();
            SourceFile::new(path, file.text)
        };
        let schemas = files.into_iter().map(relative).collect();
        Ok(generate(&qualys_codegen::Inputs {
            folder: "schemas".to_owned(),
            schemas,
            ..qualys_codegen::Inputs::default()
        }))
    }
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
