//! The W3C's XML Conformance Test Suite: documents by their catalogue.

pub mod evaluate;

use crate::row::{Expects, Row, Test};
use roxmltree::{Document as Tree, Node, ParsingOptions};
use std::path::Path;

/// A document of the suite.
#[derive(Debug, Clone)]
pub struct Document {
    /// The file, relative to the folder that holds the suite's.
    pub path: String,
    /// What it is.
    pub class: Class,
    /// What kinds of entities a processor must read for the outcome: `none`, `general`, `parameter` or `both`.
    pub entities: String,
    /// The sections of the recommendation that it concerns, as the catalogue has them.
    pub sections: String,
    /// Whether it is to be read as XML with namespaces.
    pub namespaces: bool,
    /// The canonical form of the document, if the suite has it; relative as `path` is.
    pub output: Option<String>,
}

/// What the catalogue says of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// It is valid.
    Valid,
    /// It is well-formed, and not valid.
    Invalid,
    /// It is not well-formed.
    NotWellFormed,
    /// A processor may report it or not.
    Error,
}

const CATALOGUE: &str = "xmlconf/cleaned/xmlconf-flattened.xml";

/// All documents of the catalogue.
pub fn rows(root: &Path) -> Result<Vec<Row>, String> {
    let path = root.join(CATALOGUE);
    let shown = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let text = std::fs::read_to_string(&path).map_err(|error| shown(&error))?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let tree = Tree::parse_with_options(&text, options).map_err(|error| shown(&error))?;
    Ok(tree.descendants().filter(|node| node.has_tag_name("TEST")).map(row).collect())
}

fn row(test: Node<'_, '_>) -> Row {
    let of = |name: &str| test.attribute(name).unwrap_or_default();
    let base = base(test);
    let kind = of("TYPE").to_owned();
    let expects = match (out_of_scope(test), of("TYPE")) {
        (Some(reason), _) => Expects::Nothing(reason.to_owned()),
        (None, "valid") => Expects::Accepted,
        (None, "not-wf" | "invalid") => Expects::Refused,
        (None, _) => Expects::Nothing("an error that a processor may report or not".to_owned()),
    };
    let class = match of("TYPE") {
        "valid" => Class::Valid,
        "invalid" => Class::Invalid,
        "not-wf" => Class::NotWellFormed,
        _ => Class::Error,
    };
    let test = Document {
        class,
        path: format!("{base}{}", of("URI")),
        entities: test.attribute("ENTITIES").unwrap_or("none").to_owned(),
        sections: of("SECTIONS").to_owned(),
        namespaces: of("NAMESPACE") != "no",
        output: test.attribute("OUTPUT").map(|output| format!("{base}{output}")),
    };
    Row { id: of("ID").to_owned(), kind, test: Test::Document(test), expects }
}

/// `xml:base` of the elements around, outermost first.
fn base(test: Node<'_, '_>) -> String {
    let name = ("http://www.w3.org/XML/1998/namespace", "base");
    let mut bases: Vec<&str> = test.ancestors().filter_map(|node| node.attribute(name)).collect();
    bases.push("xmlconf/xmlconf/");
    bases.reverse();
    bases.concat()
}

fn out_of_scope(test: Node<'_, '_>) -> Option<&'static str> {
    let of = |name: &str| test.attribute(name).unwrap_or_default();
    if of("VERSION") == "1.1" || matches!(of("RECOMMENDATION"), "XML1.1" | "NS1.1") {
        return Some("XML 1.1");
    }
    if of("RECOMMENDATION").starts_with("NS") {
        return Some("what Namespaces in XML asks; XML 1.0 alone decides here");
    }
    let editions = of("EDITION");
    if !editions.is_empty() && editions.split_ascii_whitespace().all(|edition| edition != "5") {
        return Some("holds for editions of XML 1.0 before the fifth");
    }
    None
}
