//! DTD: document type definitions, from text to a syntax tree with places.
//!
//! The whole language of XML 1.0 (fifth edition) is read: element, attribute-list, entity and notation declarations,
//! parameter entities wherever they may stand, conditional sections, external entities, and the subsets of documents.
//! Nothing is ever fetched: external entities are among the files of a [`Resolver`], or it is an error at their reference.
//!
//! The parser has one file a construct; [`tree`] is the syntax tree, whose content models print in one normal form.

mod attribute;
pub(crate) mod characters;
mod comment;
mod constraint;
mod content;
mod declaration;
pub(crate) mod doctype;
pub(crate) mod entity;
pub(crate) mod external;
pub(crate) mod input;
pub(crate) mod literal;
pub(crate) mod parser;
mod print;
mod section;
#[cfg(test)]
mod tests;
pub mod tree;
pub(crate) mod validity;
mod xml_declaration;

pub use constraint::Constraint;
pub use tree::{
    Attribute, AttributeDefault, AttributeList, AttributeType, Comment, Content, Declaration, Document,
    Element, Entity, EntityDefinition, EntityKind, ExternalId, Instruction, Name, Notation, Occurrence,
    Particle, Term,
};

use crate::diagnostic::Diagnostics;
use crate::resolver::Resolver;
use crate::source::{SourceId, Sources};

/// Reads a DTD: a source, and the files that it refers to, which become sources.
///
/// Every fault is reported with its place; reading goes on at the next declaration. The document holds what could
/// be read, and is complete when no error was reported.
pub fn parse(
    source: SourceId,
    sources: &mut Sources,
    resolver: &mut Resolver,
    diagnostics: &mut Diagnostics,
) -> Document {
    let files = external::Files::new(sources, resolver);
    parser::Parser::new(source, files, diagnostics).document()
}
