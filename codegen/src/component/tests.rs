//! Schema documents and the components or the diagnostics they give.

mod ambiguity;
mod declarations;
mod derivation;
mod documents;
mod references;
mod restriction;
mod robustness;
mod types;

use super::{Input, Options, build, dump};
use crate::diagnostic::{Diagnostics, Severity};
use crate::source::{SourceFile, SourceId, Sources};
use crate::xsd;
use expect_test::Expect;

const ONE_SCHEMA: Options = Options { one_schema: true, missing: None, constraints: Severity::Error };
const APART: Options =
    Options { one_schema: false, missing: Some(Severity::Error), constraints: Severity::Error };

/// Components are expected, and no diagnostics.
#[track_caller]
fn check(files: &[(&str, &str)], options: Options, expected: Expect) {
    let (components, diagnostics) = run(files, options);
    assert_eq!(diagnostics, "", "no diagnostics are expected");
    expected.assert_eq(&components);
}

/// Components of a single document are expected.
#[track_caller]
fn check_one(body: &str, expected: Expect) {
    check(&[("test.xsd", &schema(body))], ONE_SCHEMA, expected);
}

/// Diagnostics of a single document are expected; what the components are does not matter.
#[track_caller]
fn refuse(body: &str, expected: Expect) {
    refuse_files(&[("test.xsd", &schema(body))], ONE_SCHEMA, expected);
}

/// Diagnostics are expected.
#[track_caller]
fn refuse_files(files: &[(&str, &str)], options: Options, expected: Expect) {
    expected.assert_eq(&run(files, options).1);
}

/// What is said of a single document is expected: the line, the message, and what is said at the place.
#[track_caller]
fn says(body: &str, expected: Expect) {
    expected.assert_eq(&said(body));
}

/// The line, the message and the label of each diagnostic of a single document.
fn said(body: &str) -> String {
    let mut sources = Sources::default();
    let source = sources.add(SourceFile::new("test.xsd", schema(body)));
    let file = sources.get(source);
    let mut diagnostics = Diagnostics::default();
    if let Some(tree) = xsd::parse(source, &file.text, &mut diagnostics) {
        build(&[Input { file, source, schema: &tree }], ONE_SCHEMA, &mut diagnostics);
    }
    let lines = diagnostics.iter().map(|one| {
        let line = file.line_column(one.span.start as usize).0 - 1;
        let label = if one.label.is_empty() { String::new() } else { format!(" ({})", one.label) };
        format!("{line}: {}{label}\n", one.message)
    });
    lines.collect()
}

/// A document with these declarations and no target namespace.
fn schema(body: &str) -> String {
    document("", body)
}

/// A document with these attributes and declarations.
fn document(attributes: &str, body: &str) -> String {
    format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' {attributes}>\n{body}\n</xs:schema>\n")
}

/// The dump of the components, and the diagnostics of reading and building.
fn run(files: &[(&str, &str)], options: Options) -> (String, String) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let ids: Vec<SourceId> =
        files.iter().map(|(path, text)| sources.add(SourceFile::new(*path, *text))).collect();
    let trees: Vec<_> =
        ids.iter().map(|id| xsd::parse(*id, &sources.get(*id).text, &mut diagnostics)).collect();
    let inputs: Vec<_> = ids
        .iter()
        .zip(&trees)
        .filter_map(|(id, tree)| Some(Input { file: sources.get(*id), source: *id, schema: tree.as_ref()? }))
        .collect();
    let components = build(&inputs, options, &mut diagnostics);
    (dump::dump(&components), diagnostics.render(&sources, false))
}
