//! Writes XML, indented as the service does.

use super::{Element, Node};

/// The first line of a document.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n";

/// A whole document. `doctype` is the address of its DTD; without one there is no DOCTYPE.
pub fn document(root: &Element, doctype: Option<&str>) -> String {
    let mut out = prolog(root, doctype);
    element(root, 0, &mut out);
    out
}

/// A document in two parts: all up to the end of what is in the element at the end of `path`, and the rest. Records
/// that are written between the two are at the depth of the path's length. An empty path is the root.
pub fn halves(root: &Element, doctype: Option<&str>, path: &str) -> (String, String) {
    let steps: Vec<&str> = super::steps(path).collect();
    let (mut head, mut tail) = (prolog(root, doctype), String::new());
    split(root, &steps, 0, &mut head, &mut tail);
    (head, tail)
}

/// An element with all that is in it, on lines of its own. `depth` is how many elements it stands in.
pub fn element(element: &Element, depth: usize, out: &mut String) {
    indent(depth, out);
    start(element, out);
    if element.children.is_empty() {
        out.truncate(out.len() - 1);
        out.push_str("/>\n");
        return;
    }
    let has_text = element.children.iter().any(|node| matches!(node, Node::Text(_)));
    if !has_text {
        out.push('\n');
    }
    for node in &element.children {
        match node {
            // White space among text would become part of it.
            Node::Element(child) if has_text => inline(child, out),
            Node::Element(child) => self::element(child, depth + 1, out),
            Node::Text(value) => text(value, out),
        }
    }
    if !has_text {
        indent(depth, out);
    }
    end(element, out);
}

fn prolog(root: &Element, doctype: Option<&str>) -> String {
    let mut out = DECLARATION.to_owned();
    if let Some(address) = doctype {
        out.push_str(&format!("<!DOCTYPE {} SYSTEM \"{}\">\n", root.name, address.replace('"', "%22")));
    }
    out
}

fn split(element: &Element, path: &[&str], depth: usize, head: &mut String, tail: &mut String) {
    indent(depth, head);
    start(element, head);
    head.push('\n');
    let mut nodes = element.elements();
    if let [step, rest @ ..] = path {
        for child in nodes.by_ref() {
            if child.name == *step {
                split(child, rest, depth + 1, head, tail);
                break;
            }
            self::element(child, depth + 1, head);
        }
        nodes.for_each(|child| self::element(child, depth + 1, tail));
    } else {
        nodes.for_each(|child| self::element(child, depth + 1, head));
    }
    indent(depth, tail);
    end(element, tail);
}

fn inline(element: &Element, out: &mut String) {
    start(element, out);
    for node in &element.children {
        match node {
            Node::Element(child) => inline(child, out),
            Node::Text(value) => text(value, out),
        }
    }
    end(element, out);
    out.truncate(out.trim_end_matches('\n').len());
}

fn start(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escaped(value, true, out);
        out.push('"');
    }
    out.push('>');
}

fn end(element: &Element, out: &mut String) {
    out.push_str("</");
    out.push_str(&element.name);
    out.push_str(">\n");
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// A text: one with markup in it becomes a CDATA section, as the service writes titles.
fn text(value: &str, out: &mut String) {
    let has_markup = value.contains(['<', '&', '>']);
    if has_markup && !value.contains(['\r']) && value.chars().all(is_allowed) {
        out.push_str("<![CDATA[");
        out.push_str(&value.replace("]]>", "]]]]><![CDATA[>"));
        out.push_str("]]>");
    } else {
        escaped(value, false, out);
    }
}

/// Characters that XML does not have are left out: nothing can stand for them.
fn escaped(value: &str, in_attribute: bool, out: &mut String) {
    for character in value.chars().filter(|character| is_allowed(*character)) {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' if in_attribute => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' if in_attribute => out.push_str("&#9;"),
            other => out.push(other),
        }
    }
}

fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
