//! Tests of the front end: the tree as text, the faults as they are shown, and what no input may do.

mod diagnostics;
mod dump;
mod notation;
mod robustness;
mod sample;

use super::parse;
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, Sources};
use expect_test::Expect;

/// A description with a bit of everything.
pub(crate) const SAMPLE: &str = include_str!("tests/sample.toml");

/// The dump of the tree, if there is one, and what is reported.
fn read(text: &str) -> (Option<String>, String) {
    let mut sources = Sources::default();
    let source = sources.add(SourceFile::new("sample.toml", text));
    let mut diagnostics = Diagnostics::default();
    let description = parse(source, text, &mut diagnostics);
    (description.map(|description| dump::dump(&description, text)), diagnostics.render(&sources, false))
}

/// A tree is expected, and no diagnostics.
#[track_caller]
fn check(text: &str, expected: Expect) {
    let (dump, diagnostics) = read(text);
    assert_eq!(diagnostics, "");
    expected.assert_eq(&dump.unwrap_or_default());
}

/// Diagnostics are expected; what the tree is does not matter.
#[track_caller]
fn check_diagnostics(text: &str, expected: Expect) {
    expected.assert_eq(&read(text).1);
}
