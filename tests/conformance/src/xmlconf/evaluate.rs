//! Reads a document of the suite with all entities, and holds it against its DTD.

use super::{Class, Document};
use crate::row::Verdict;
use qualys_codegen::diagnostic::Diagnostics;
use qualys_codegen::document;
use qualys_codegen::resolver::Resolver;
use qualys_codegen::source::{SourceFile, Sources};
use std::fs;
use std::path::{Path, PathBuf};

/// Evaluates documents; keeps the files of the suite.
#[derive(Debug)]
pub struct Evaluation {
    root: PathBuf,
    files: Option<Resolver>,
}

impl Evaluation {
    /// One for the suite in this folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), files: None }
    }

    /// Whether a document is what the catalogue says: valid and, where it has one, with the same canonical form; well-formed, but
    /// not valid; or not well-formed.
    pub fn document(&mut self, document: &Document) -> Verdict {
        self.verdict(document).unwrap_or_else(Verdict::Broken)
    }

    fn verdict(&mut self, document: &Document) -> Result<Verdict, String> {
        let mut files = self.files()?.clone();
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let source = files
            .source(&document.path, &mut sources)
            .ok_or_else(|| format!("{}: no such file", document.path))?;
        let read = document::read(source, &mut sources, &mut files, &mut diagnostics);
        if let Some(read) = &read {
            document::validity::check(read, &mut diagnostics);
            self.compare(document, read)?;
        }
        // What is only warned about in a schema breaks a constraint, too.
        let invalid = diagnostics.iter().find(|one| one.validity.is_some());
        let malformed = diagnostics.iter().find(|one| one.validity.is_none());
        Ok(match (read.is_some(), invalid, document.class) {
            (true, None, _) => Verdict::Accepted,
            (true, Some(_), Class::NotWellFormed) => {
                return Err("refused as not valid, but it is not even well-formed".to_owned());
            }
            (true, Some(invalid), _) => Verdict::Refused(invalid.message.clone()),
            (false, ..) => {
                let reason = malformed.map_or("nothing was said", |one| one.message.as_str());
                if document.class == Class::Invalid {
                    return Err(format!("refused as not well-formed, but it is only not valid: {reason}"));
                }
                Verdict::Refused(reason.to_owned())
            }
        })
    }

    /// Holds the canonical form against the one that the suite has.
    fn compare(&self, document: &Document, read: &document::Document) -> Result<(), String> {
        let Some(output) = &document.output else { return Ok(()) };
        let bytes = fs::read(self.root.join(output)).map_err(|error| format!("{output}: {error}"))?;
        let expected = SourceFile::from_bytes(output.as_str(), &bytes).text;
        let canonical = document::canonical::print(read);
        if canonical == expected {
            return Ok(());
        }
        let same = canonical.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
        Err(format!("its canonical form is another, from character {} on", same + 1))
    }

    /// All files of the suite, by their path.
    fn files(&mut self) -> Result<&Resolver, String> {
        if self.files.is_none() {
            let mut files = Resolver::default();
            let mut folders = vec!["xmlconf/xmlconf".to_owned()];
            while let Some(folder) = folders.pop() {
                let shown = |error: std::io::Error| format!("{folder}: {error}");
                for entry in fs::read_dir(self.root.join(&folder)).map_err(shown)? {
                    let entry = entry.map_err(shown)?;
                    let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
                    if entry.path().is_dir() {
                        folders.push(path);
                    } else {
                        let bytes = fs::read(entry.path()).map_err(shown)?;
                        files.add(SourceFile::from_bytes(path, &bytes));
                    }
                }
            }
            self.files = Some(files);
        }
        self.files.as_ref().ok_or_else(|| "the files of the suite are not there".to_owned())
    }
}
