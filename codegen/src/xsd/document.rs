//! Opens the XML of a schema: well-formed, within limits, or a diagnostic.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use roxmltree::{Document, Error, NodeId, ParsingOptions};

/// Elements may nest this deep. Schemas in use stay under 40.
const MAX_DEPTH: usize = 128;

/// A document may have this many nodes.
const MAX_NODES: u32 = 4_000_000;

/// Entity references may expand to this many bytes at most.
const MAX_EXPANSION: usize = 64 << 20;

/// Parses `text`; external entities are never fetched.
pub(super) fn open<'t>(
    source: SourceId,
    text: &'t str,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'t>> {
    if let Some(error) = excessive_entities(source, text) {
        diagnostics.push(error);
        return None;
    }
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => {
            diagnostics.push(not_well_formed(source, text, &error));
            return None;
        }
    };
    if let Some(node) = too_deep(&document) {
        let span = document.get_node(node).map_or(0..0, |node| node.range());
        let span = Span::new(source, span.start..span.start.saturating_add(1));
        let message = format!("elements are nested more than {MAX_DEPTH} deep");
        diagnostics.push(Diagnostic::error(span, message).label("the first element beyond the limit"));
        return None;
    }
    Some(document)
}

fn not_well_formed(source: SourceId, text: &str, error: &Error) -> Diagnostic {
    let offset = match error {
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream | Error::NoRootNode => text.len(),
        _ => offset(text, error.pos().row, error.pos().col),
    };
    // The place is in the span; the parser's words repeat it at their end or in their middle.
    let place = format!(" at {}", error.pos());
    let message = error.to_string().replacen(&place, "", 1);
    let end = text[offset..].chars().next().map_or(offset, |c| offset + c.len_utf8());
    Diagnostic::error(Span::new(source, offset..end), format!("the XML cannot be read: {message}"))
}

/// The offset of a line and a column, both from 1, columns in characters.
fn offset(text: &str, line: u32, column: u32) -> usize {
    let line_start = match line.checked_sub(2) {
        None => 0,
        Some(newlines) => {
            text.match_indices('\n').nth(newlines as usize).map_or(text.len(), |(newline, _)| newline + 1)
        }
    };
    let columns = column.saturating_sub(1) as usize;
    text[line_start..].char_indices().nth(columns).map_or(text.len(), |(at, _)| line_start + at)
}

/// The first element that is nested too deep.
fn too_deep(document: &Document<'_>) -> Option<NodeId> {
    let mut node = document.root_element();
    let mut depth = 1;
    loop {
        if depth > MAX_DEPTH {
            return Some(node.id());
        }
        if let Some(child) = node.first_child() {
            node = child;
            depth += 1;
            continue;
        }
        loop {
            if depth == 1 {
                return None;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            node = node.parent()?;
            depth -= 1;
        }
    }
}

/// An error if the entities that the document declares could expand beyond the limit.
///
/// The parser follows up to 255 references inside one reference, so the bound holds whatever refers to what.
fn excessive_entities(source: SourceId, text: &str) -> Option<Diagnostic> {
    let mut longest = 0;
    let mut nested = false;
    for declaration in text.split("<!ENTITY").skip(1) {
        let Some((_, rest)) = declaration.split_once(['"', '\'']) else { continue };
        let quote = declaration[..declaration.len() - rest.len()].chars().next_back().unwrap_or('"');
        // A literal that goes on beyond the next declaration counts as the whole text.
        longest = longest.max(rest.find(quote).unwrap_or(text.len()));
        nested |= rest.contains('&');
    }
    if longest == 0 {
        return None;
    }
    let references = text.matches('&').count();
    let factor = if nested { 255 } else { 1 };
    if references.saturating_mul(longest).saturating_mul(factor) <= MAX_EXPANSION {
        return None;
    }
    let at = text.find("<!ENTITY").unwrap_or(0);
    let span = Span::new(source, at..at + "<!ENTITY".len());
    let message = "the entities declared here could expand to more than 64 MiB";
    Some(Diagnostic::error(span, message).help("write their text out where it is used"))
}
