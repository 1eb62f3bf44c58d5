//! The tree of a document.

use crate::dtd;
use crate::source::Span;
use std::rc::Rc;

/// A document whose entities are expanded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The whole file.
    pub span: Span,
    /// Whether it says that what is declared outside of it does not matter.
    pub standalone: bool,
    /// Its document type declaration.
    pub doctype: Option<Doctype>,
    /// Its declarations: those of the internal subset, then the external one.
    pub dtd: dtd::Document,
    /// Elements, texts and processing instructions, each before what it contains.
    pub nodes: Vec<Node>,
    /// The document element.
    pub root: NodeId,
}

/// A document type declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doctype {
    /// The document element, by name.
    pub name: dtd::Name,
    /// The node that follows.
    pub next: NodeId,
}

/// A node's place in [`Document::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The element that it stands in.
    pub parent: Option<NodeId>,
    /// The node behind the last one inside it.
    pub end: NodeId,
    /// Of an element, its start tag; of a text, from its first piece to its last. What an internal entity brings has the place
    /// of the reference.
    pub span: Span,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// An element.
    Element(Element),
    /// Text between two tags.
    Text(Text),
    /// `<?target data?>`
    Instruction {
        /// Whom it is for.
        target: String,
        /// What it says.
        data: String,
    },
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes: those that are written, in their order, then those that have a default.
    pub attributes: Vec<Attribute>,
    /// Where what stands between its tags begins, if only a comment or a reference to an entity without text.
    pub content: Option<Span>,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: Rc<str>,
    /// Its value, normalised by its type.
    pub value: Rc<str>,
    /// Whether it is written, and no default.
    pub specified: bool,
    /// Whether its type took white space out of the value.
    pub trimmed: bool,
    /// Where it stands; of a default, the start tag.
    pub span: Span,
}

/// Text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The characters.
    pub value: String,
    /// Whether it is all white space as it is written, without CDATA sections and references to characters.
    pub is_space: bool,
}

impl Document {
    /// A node.
    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// The nodes directly inside an element, in order.
    pub fn children(&self, parent: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        let end = self.node(parent).map_or(parent, |node| node.end);
        let mut next = NodeId(parent.0 + 1);
        std::iter::from_fn(move || {
            let id = next;
            let node = (id < end).then(|| self.node(id))??;
            next = node.end;
            Some((id, node))
        })
    }

    /// All nodes, in order.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().zip(0..).map(|(node, id)| (NodeId(id), node))
    }
}
