//! The canonical form in which the W3C's XML test suite compares what readers report ("second canonical form").

use super::tree::{Doctype, Document, Element, NodeKind};
use crate::dtd::{Declaration, Notation};
use std::fmt::Write;

/// A document in that form: notations, elements with sorted attributes, text and processing instructions.
pub fn print(document: &Document) -> String {
    let mut out = String::new();
    let mut doctype = document.doctype.as_ref();
    // Elements whose end tags are still to be written.
    let mut open: Vec<(super::NodeId, &str)> = Vec::new();
    for (id, node) in document.iter() {
        close(&mut out, &mut open, Some(id));
        if let Some(doctype) = doctype.take_if(|doctype| doctype.next == id) {
            document.dtd.instructions.iter().for_each(|one| instruction(&mut out, &one.target, &one.data));
            notations(document, doctype, &mut out);
        }
        match &node.kind {
            NodeKind::Element(element) => {
                start_tag(&mut out, element);
                open.push((node.end, &element.name));
            }
            NodeKind::Text(text) => characters(&mut out, &text.value),
            NodeKind::Instruction { target, data } => instruction(&mut out, target, data),
        }
    }
    close(&mut out, &mut open, None);
    out
}

/// Writes the end tags of the elements that end before a node, or at the end of the document.
fn close(out: &mut String, open: &mut Vec<(super::NodeId, &str)>, next: Option<super::NodeId>) {
    while let Some((_, name)) = open.pop_if(|(end, _)| next.is_none_or(|next| *end <= next)) {
        let _ = write!(out, "</{name}>");
    }
}

fn notations(document: &Document, doctype: &Doctype, out: &mut String) {
    let mut notations: Vec<&Notation> = document
        .dtd
        .declarations
        .iter()
        .filter_map(|one| match one {
            Declaration::Notation(notation) => Some(notation),
            _ => None,
        })
        .collect();
    notations.sort_by(|one, other| one.name.text.cmp(&other.name.text));
    if notations.is_empty() {
        return;
    }
    let _ = writeln!(out, "<!DOCTYPE {} [", doctype.name.text);
    for notation in notations {
        let name = &notation.name.text;
        let _ = match (&notation.public, &notation.system) {
            (Some(public), Some(system)) => writeln!(out, "<!NOTATION {name} PUBLIC '{public}' '{system}'>"),
            (Some(public), None) => writeln!(out, "<!NOTATION {name} PUBLIC '{public}'>"),
            (None, system) => {
                writeln!(out, "<!NOTATION {name} SYSTEM '{}'>", system.as_deref().unwrap_or_default())
            }
        };
    }
    out.push_str("]>\n");
}

fn start_tag(out: &mut String, element: &Element) {
    out.push('<');
    out.push_str(&element.name);
    let mut attributes: Vec<_> = element.attributes.iter().collect();
    attributes.sort_by(|one, other| one.name.cmp(&other.name));
    for attribute in attributes {
        let _ = write!(out, " {}=\"", attribute.name);
        characters(out, &attribute.value);
        out.push('"');
    }
    out.push('>');
}

fn instruction(out: &mut String, target: &str, data: &str) {
    let _ = write!(out, "<?{target} {data}?>");
}

fn characters(out: &mut String, text: &str) {
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            '\r' => out.push_str("&#13;"),
            _ => out.push(one),
        }
    }
}
