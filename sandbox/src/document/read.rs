//! Reads XML.

use super::{Element, Node};
use roxmltree::{ParsingOptions, TextPos};
use std::fmt;

/// Elements of requests nest no deeper than this.
pub const DEPTH: usize = 128;

/// How many nodes a request may have.
const NODES: u32 = 1_000_000;

/// The namespace of the attributes that say where a document's schema is.
const SCHEMA_INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Why a text is no XML that is read here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub text: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.text)
    }
}

impl std::error::Error for Malformed {}

/// Reads a document: its root element. Comments and processing instructions are left out, and so is white space
/// beside elements. A DOCTYPE is refused, so that no entity is ever expanded.
///
/// # Errors
///
/// When the text is no well-formed XML, or beyond a limit.
pub fn parse(text: &str) -> Result<Element, Malformed> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(text, options).map_err(|error| {
        let TextPos { row, col } = error.pos();
        Malformed { line: row, column: col, text: error.to_string() }
    })?;
    element(document.root_element(), 1)
}

fn element(node: roxmltree::Node<'_, '_>, depth: usize) -> Result<Element, Malformed> {
    if depth > DEPTH {
        let TextPos { row, col } = node.document().text_pos_at(node.range().start);
        let text = format!("elements are nested deeper than {DEPTH}");
        return Err(Malformed { line: row, column: col, text });
    }
    let attributes = node.attributes().filter(|one| one.namespace() != Some(SCHEMA_INSTANCE));
    let has_elements = node.children().any(|child| child.is_element());
    let mut children = Vec::new();
    for child in node.children() {
        if child.is_element() {
            children.push(Node::Element(element(child, depth + 1)?));
        } else if let Some(text) = child.text().filter(|_| child.is_text()) {
            let is_space = has_elements && text.trim().is_empty();
            if !is_space {
                children.push(Node::Text(text.to_owned()));
            }
        }
    }
    Ok(Element {
        name: node.tag_name().name().to_owned(),
        attributes: attributes.map(|one| (one.name().to_owned(), one.value().to_owned())).collect(),
        children,
    })
}
