//! Schemas and the modules or the diagnostics they give.

mod complex_types;
mod errors;
mod files;
mod particles;
mod robustness;
mod simple_types;
mod vendor;

use super::{Input, dump, lower};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, SourceId, Sources};
use crate::xsd;
use expect_test::Expect;

/// Modules are expected, and no errors.
#[track_caller]
fn check(files: &[(&str, &str)], expected: Expect) {
    let (modules, diagnostics) = run(files);
    assert!(!has_errors(&diagnostics), "no errors are expected:\n{diagnostics}");
    expected.assert_eq(&modules);
}

/// Whether there is an error among rendered diagnostics.
fn has_errors(diagnostics: &str) -> bool {
    diagnostics.lines().any(|line| line.starts_with("error"))
}

/// Diagnostics are expected; what the modules are does not matter.
#[track_caller]
fn check_diagnostics(files: &[(&str, &str)], expected: Expect) {
    expected.assert_eq(&run(files).1);
}

/// A single file `test.xsd` with these declarations and no target namespace.
fn schema(body: &str) -> String {
    format!("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n{body}\n</xs:schema>\n")
}

/// The dump of the modules, and the diagnostics of reading and lowering.
fn run(files: &[(&str, &str)]) -> (String, String) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let ids: Vec<SourceId> =
        files.iter().map(|(path, text)| sources.add(SourceFile::new(*path, *text))).collect();
    let trees: Vec<_> =
        ids.iter().map(|id| xsd::parse(*id, &sources.get(*id).text, &mut diagnostics)).collect();
    let inputs: Vec<_> = ids
        .iter()
        .zip(&trees)
        .filter_map(|(id, tree)| {
            let file = sources.get(*id);
            let path = file.path.strip_suffix(".xsd").unwrap_or(&file.path);
            Some(Input { path, file, source: *id, schema: tree.as_ref()? })
        })
        .collect();
    let modules = lower(&inputs, &mut diagnostics);
    assert_eq!(modules.len(), inputs.len(), "each document gives a module");
    (dump::dump(&modules), diagnostics.render(&sources, false))
}
