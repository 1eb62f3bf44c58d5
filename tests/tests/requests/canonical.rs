//! Compares documents by what they say.

use roxmltree::{Document, Node};
use std::collections::BTreeSet;

/// A document as lines: an element with its attributes and its text, without the white space around it.
///
/// Children that all have different names are sorted: an `xs:all` has them in any order, and there a name does not come
/// twice. Children of which a name comes again are a sequence and keep their order.
///
/// # Errors
///
/// When the text is not well-formed, or has text beside elements.
pub(crate) fn lines(xml: &str) -> Result<Vec<String>, String> {
    let document = Document::parse(xml.trim()).map_err(|error| format!("{error}:\n{xml}"))?;
    let mut lines = Vec::new();
    element(document.root_element(), 0, &mut lines)?;
    Ok(lines)
}

fn element(node: Node<'_, '_>, depth: usize, lines: &mut Vec<String>) -> Result<(), String> {
    let mut children: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
    let text: String = node.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect();
    let text = text.trim();
    if !children.is_empty() && !text.is_empty() {
        return Err(format!("<{}> has the text {text:?} beside elements", node.tag_name().name()));
    }
    let mut attributes: Vec<String> =
        node.attributes().map(|one| format!(" {}={:?}", one.name(), one.value())).collect();
    attributes.sort();
    let shown = if text.is_empty() { String::new() } else { format!(": {text:?}") };
    lines.push(format!("{:depth$}{}{}{shown}", "", node.tag_name().name(), attributes.concat()));
    let names: BTreeSet<&str> = children.iter().map(|child| child.tag_name().name()).collect();
    if names.len() == children.len() {
        children.sort_by_key(|child| child.tag_name().name());
    }
    children.into_iter().try_for_each(|child| element(child, depth + 1, lines))
}

#[test]
fn what_differs_is_seen() {
    let base = lines("<A><B c='1' d='2'>x</B><C/></A>").unwrap();
    assert_eq!(base, ["A", " B c=\"1\" d=\"2\": \"x\"", " C"]);
    for same in
        ["<A> <C></C> <B d='2' c='1'> x\n</B></A>", "<?xml version='1.0'?>\n<A><B c='1' d='2'>x</B><C/></A>"]
    {
        assert_eq!(lines(same).unwrap(), base, "{same}");
    }
    for other in [
        "<A><B c='1' d='2'>y</B><C/></A>",
        "<A><B c='1'>x</B><C/></A>",
        "<A><B c='1' d='2'>x</B></A>",
        "<A><B c='1' d='2'>x</B><C/><C/></A>",
        "<A><B c='1' d='2'>x</B><C>0</C></A>",
    ] {
        assert_ne!(lines(other).unwrap(), base, "{other}");
    }
    assert_ne!(lines("<A><B>1</B><B>2</B></A>").unwrap(), lines("<A><B>2</B><B>1</B></A>").unwrap());
    assert!(lines("<A>x<B/></A>").is_err());
}
