//! DTD: document type definitions, from text to a syntax tree with places.
//!
//! The whole language of an external DTD subset (XML 1.0, fifth edition) is read: element, attribute-list,
//! entity and notation declarations, parameter entities wherever they may stand, and conditional sections.
//! Nothing is ever fetched: a reference to an external parameter entity is an error at its place.
//!
//! The parser has one file a construct; [`tree`] is the syntax tree, whose content models print in one normal form.

mod attribute;
mod characters;
mod comment;
mod content;
mod declaration;
mod entity;
mod input;
mod literal;
mod parser;
mod print;
mod section;
#[cfg(test)]
mod tests;
pub mod tree;

pub use tree::{
    Attribute, AttributeDefault, AttributeList, AttributeType, Comment, Content, Declaration, Document,
    Element, Entity, EntityDefinition, EntityKind, Name, Notation, Occurrence, Particle, Term,
};

use crate::diagnostic::Diagnostics;
use crate::source::SourceId;

/// Reads the text of a DTD.
///
/// Every fault is reported with its place; reading goes on at the next declaration. The document holds what could
/// be read, and is complete when no error was reported.
pub fn parse(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Document {
    parser::Parser::new(source, text, diagnostics).document()
}
