//! Documents, with the entities that their DTDs declare expanded.
//!
//! [`read`] says whether a document is well-formed and gives its tree: elements with attributes normalised by type and
//! defaults added, text, processing instructions, each with its place. [`validity`] holds the tree against the DTD.
//!
//! The crate's instance reader (`runtime/`) expands nothing; this one is for conformance and validation.

mod attributes;
pub mod canonical;
mod reader;
mod tag;
#[cfg(test)]
mod tests;
mod tree;
pub mod validity;

pub use crate::dtd::external::Absent;
pub use tree::{Attribute, Doctype, Document, Element, Node, NodeId, NodeKind, Text};

use crate::diagnostic::Diagnostics;
use crate::dtd::external::Files;
use crate::dtd::parser::Parser;
use crate::resolver::Resolver;
use crate::source::{SourceId, Sources};

/// Reads a document: a source, and the files that it refers to, which become sources.
///
/// Gives nothing if it is not well-formed or cannot be read in full, for the reasons that are reported. What breaks a
/// constraint on its declarations is reported with that constraint's name, and does not end the reading.
pub fn read(
    source: SourceId,
    sources: &mut Sources,
    resolver: &mut Resolver,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    read_with(source, sources, resolver, Absent::Refused, diagnostics)
}

/// As [`read`], with something to do about declarations that are not among the files.
///
/// Where they are left out, a reference to what they may declare is reported with the constraint that entities are declared.
pub fn read_with(
    source: SourceId,
    sources: &mut Sources,
    resolver: &mut Resolver,
    absent: Absent,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let files = Files::new(sources, resolver).with(absent);
    reader::Reader::new(Parser::new(source, files, diagnostics)).document()
}
