//! Schemas and the trees or the diagnostics they give.

mod errors;
mod robustness;
mod trees;

use super::{dump, parse};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, SourceId, Sources};

/// The dump of the tree, if there is one, and the diagnostics.
fn read(text: &str) -> (String, String) {
    let mut sources = Sources::default();
    let source: SourceId = sources.add(SourceFile::new("test.xsd", text));
    let mut diagnostics = Diagnostics::default();
    let tree = parse(source, text, &mut diagnostics);
    (tree.as_ref().map_or(String::new(), dump::dump), diagnostics.render(&sources, false))
}

/// A schema document with `body` in it, from its second line on.
fn schema(body: &str) -> String {
    format!("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n{body}\n</xs:schema>\n")
}
