//! Documents as texts.
//!
//! The text is parsed whole; whoever has a document too large for that tells a [`Validator`] its events.

use super::{Attribute, Grammar, Invalid, Name, Options, Reading, Validator};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, SourceId, Sources, Span};
use crate::xsd::{excessive_entities, not_well_formed};
use roxmltree::{Document, Node, NodeType, ParsingOptions};
use std::collections::HashSet;

/// A document may have this many nodes.
const MOST_NODES: u32 = 20_000_000;

/// Reads a document and holds it against a schema. Entities of an internal subset are expanded, unparsed ones are known;
/// nothing is fetched.
///
/// # Errors
///
/// When the text is not well-formed, or beyond a limit.
pub fn validate(
    source: SourceId,
    text: &str,
    grammar: &Grammar<'_>,
    mut options: Options,
) -> Result<Vec<Invalid>, Diagnostic> {
    if let Some(error) = excessive_entities(source, text) {
        return Err(error);
    }
    let parsing = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document =
        Document::parse_with_options(text, parsing).map_err(|error| not_well_formed(source, text, &error))?;
    options.unparsed_entities.extend(unparsed_entities(text, document.root_element().range().start));
    let mut events = Events { source, text, validator: Validator::new(grammar, options) };
    let mut node = Some(document.root());
    while let Some(current) = node {
        node = if let Some(child) = events.enter(current) { Some(child) } else { events.leave(current) };
        if events.validator.has_given_up() {
            break;
        }
    }
    Ok(events.validator.finish())
}

/// Reads a document and says what is wrong with it.
pub fn validate_document(
    source: SourceId,
    text: &str,
    components: &crate::component::Components,
    diagnostics: &mut Diagnostics,
) {
    match validate(source, text, &Grammar::new(components), Options::default()) {
        Ok(found) => found.into_iter().for_each(|invalid| diagnostics.push(invalid.diagnostic)),
        Err(error) => diagnostics.push(error),
    }
}

/// What is wrong with a document by the corrected schema of a module, a line each. Names are read as the generated
/// crate reads them.
pub fn complaints(grammar: &Grammar<'_>, name: &str, text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let source = sources.add(SourceFile::new(name, text));
    let options = Options { reading: Reading::Local, ..Options::default() };
    match validate(source, text, grammar, options) {
        Ok(found) => found.iter().map(|invalid| invalid.diagnostic.line(&sources)).collect(),
        Err(error) => vec![error.line(&sources)],
    }
}

/// Turns nodes to events.
struct Events<'t, 'g, 'c> {
    source: SourceId,
    text: &'t str,
    validator: Validator<'g, 'c>,
}

impl<'t> Events<'t, '_, '_> {
    /// A node begins; gives its first child.
    fn enter<'a>(&mut self, node: Node<'a, 't>) -> Option<Node<'a, 't>> {
        let span = Span::new(self.source, node.range());
        match node.node_type() {
            NodeType::Root => {}
            NodeType::Element => self.element(node),
            NodeType::Text => self.validator.text(node.text().unwrap_or_default(), span),
            NodeType::Comment | NodeType::PI => self.validator.aside(span),
        }
        node.first_child()
    }

    /// A node without children, or whose last has ended, ends; gives the next.
    fn leave<'a>(&mut self, node: Node<'a, 't>) -> Option<Node<'a, 't>> {
        let mut node = node;
        loop {
            if node.is_element() {
                self.validator.end();
            }
            if let Some(next) = node.next_sibling() {
                return Some(next);
            }
            node = node.parent()?;
            if node.is_root() {
                return None;
            }
        }
    }

    fn element(&mut self, node: Node<'_, 't>) {
        let start = node.range().start;
        let (prefix, written) = self.written(start + 1);
        // What is taken out of the default namespace is in none.
        let namespace = node.tag_name().namespace().filter(|namespace| !namespace.is_empty());
        let name = Name { namespace, prefix, local: node.tag_name().name() };
        let span = Span::new(self.source, start..start + 1 + written.len());
        let mut attributes: Vec<Attribute<'_>> = Vec::new();
        for attribute in node.attributes() {
            let (prefix, _) = self.written(attribute.range().start);
            attributes.push(Attribute {
                name: Name { namespace: attribute.namespace(), prefix, local: attribute.name() },
                value: attribute.value(),
                span: Span::new(self.source, attribute.range()),
            });
        }
        let outer = node.parent_element();
        let declared: Vec<(&str, &str)> = node
            .namespaces()
            .map(|one| (one.name().unwrap_or_default(), one.uri()))
            .filter(|(prefix, uri)| {
                let prefix = (!prefix.is_empty()).then_some(*prefix);
                outer.and_then(|outer| outer.lookup_namespace_uri(prefix)) != Some(*uri)
            })
            .collect();
        if self.validator.options.reading == Reading::Written {
            for (prefix, uri) in &declared {
                let name = match *prefix {
                    "" => Name { namespace: None, prefix: None, local: "xmlns" },
                    prefix => Name { namespace: None, prefix: Some("xmlns"), local: prefix },
                };
                attributes.push(Attribute { name, value: uri, span });
            }
        }
        self.validator.start(name, &attributes, &declared, span);
    }

    /// The name at an offset: its prefix, and the whole of it.
    fn written(&self, start: usize) -> (Option<&'t str>, &'t str) {
        let rest = self.text.get(start..).unwrap_or_default();
        let ends = |one: char| one.is_ascii_whitespace() || matches!(one, '/' | '>' | '=');
        let written = rest.split(ends).next().unwrap_or_default();
        (written.split_once(':').map(|(prefix, _)| prefix), written)
    }
}

/// The unparsed entities that the internal subset before the root element declares. The text is well-formed.
fn unparsed_entities(text: &str, root: usize) -> HashSet<String> {
    let subset =
        text.get(..root).and_then(|before| before.split_once("<!DOCTYPE")).map_or("", |(_, rest)| rest);
    let unparsed = subset.split("<!ENTITY").skip(1).filter_map(|rest| {
        // Identifiers are the first and the second literal; what is behind them names the notation.
        let (head, _) = rest.split_once('>')?;
        let behind = head.rsplit(['"', '\'']).next()?;
        let name = head.split_ascii_whitespace().next()?;
        behind.trim_start().starts_with("NDATA").then(|| name.to_owned())
    });
    unparsed.collect()
}
