//! A template of hosts made ready for writing: conditions on the call are decided, names are fields, tags are bytes.

use super::detection::{Detection, detections};
use super::field::Field;
use super::host::Host;
use super::selection::Selection;
use super::text::Value;
use crate::service::expression::Expression;
use crate::service::scope::Scope;
use crate::service::template::{Child, Piece, Template, Text};

/// How a host is written.
pub(super) struct Plan {
    root: Option<Node>,
    needs_detections: bool,
}

enum Node {
    /// As it stands.
    Bytes(Vec<u8>),
    /// A value.
    Field(Field),
    /// An element; without a value in it, it is left out.
    Element { open: Vec<Node>, children: Vec<Node>, close: Vec<u8> },
    /// What is there only if a value is.
    If(Field, Box<Node>),
    /// An element for each detection.
    Detections(Box<Node>),
    /// An element for each tag.
    Tags(Box<Node>),
}

/// What is being written.
#[derive(Clone, Copy)]
struct Subject<'a> {
    host: Host<'a>,
    detection: Option<Detection<'a>>,
    tag: Option<&'a (String, String)>,
    selection: &'a Selection,
}

impl Plan {
    /// How the hosts of a call are written, in a list at a path.
    pub(super) fn new(template: &Template, list: &str, scope: &Scope<'_>) -> Self {
        let depth = list.split('/').filter(|step| !step.is_empty()).count() + 1;
        let root = node(template, depth, scope);
        Self { needs_detections: root.as_ref().is_some_and(has_detections), root }
    }

    /// Writes a host at the end, unless it has no detections to be shown and should; says whether it did.
    pub(super) fn write(&self, host: Host<'_>, selection: &Selection, out: &mut Vec<u8>) -> bool {
        let subject = Subject { host, detection: None, tag: None, selection };
        if self.needs_detections && !detections(host).any(|one| selection.shows(one)) {
            return false;
        }
        self.root.as_ref().is_some_and(|root| root.write(subject, out))
    }
}

impl Node {
    /// Writes it at the end; says whether there is a value in it.
    fn write(&self, subject: Subject<'_>, out: &mut Vec<u8>) -> bool {
        match self {
            Self::Bytes(bytes) => {
                out.extend_from_slice(bytes);
                false
            }
            Self::Field(field) => {
                let value = subject.value(*field);
                value.write(out);
                value != Value::Absent
            }
            Self::Element { open, children, close } => {
                let start = out.len();
                for part in open {
                    part.write(subject, out);
                }
                let mut has_value = false;
                for child in children {
                    has_value |= child.write(subject, out);
                }
                if has_value {
                    out.extend_from_slice(close);
                } else {
                    out.truncate(start);
                }
                has_value
            }
            Self::If(field, node) => subject.value(*field) != Value::Absent && node.write(subject, out),
            Self::Detections(node) => {
                let mut has_value = false;
                for detection in detections(subject.host).filter(|one| subject.selection.shows(*one)) {
                    has_value |= node.write(Subject { detection: Some(detection), ..subject }, out);
                }
                has_value
            }
            Self::Tags(node) => {
                let Value::Pairs(tags) = subject.host.value(super::field::HostField::Tags) else {
                    return false;
                };
                let mut has_value = false;
                for tag in tags {
                    has_value |= node.write(Subject { tag: Some(tag), ..subject }, out);
                }
                has_value
            }
        }
    }
}

impl<'a> Subject<'a> {
    fn value(self, field: Field) -> Value<'a> {
        match field {
            Field::Host(field) => self.host.value(field),
            Field::Detection(field) => self.detection.map_or(Value::Absent, |one| one.value(field)),
            Field::TagId => self.tag.map_or(Value::Absent, |tag| Value::Text(&tag.0)),
            Field::TagName => self.tag.map_or(Value::Absent, |tag| Value::Text(&tag.1)),
        }
    }
}

/// An element of the template; none if the call does not ask for it.
fn node(template: &Template, depth: usize, scope: &Scope<'_>) -> Option<Node> {
    let of_the_host = template.condition.as_ref().and_then(field_of);
    if of_the_host.is_none() && template.condition.as_ref().is_some_and(|condition| !condition.holds(scope)) {
        return None;
    }
    let indent = "  ".repeat(depth);
    let name = &template.name;
    let mut open = vec![Node::Bytes(format!("{indent}<{name}").into_bytes())];
    for (attribute, text) in &template.attributes {
        open.push(Node::Bytes(format!(" {attribute}=\"").into_bytes()));
        open.extend(pieces(text));
        open.push(Node::Bytes(b"\"".to_vec()));
    }
    let has_elements = template.children.iter().any(|child| matches!(child, Child::Element(_)));
    open.push(Node::Bytes(if has_elements { b">\n".to_vec() } else { b">".to_vec() }));
    let mut children = Vec::new();
    for child in &template.children {
        match child {
            Child::Element(template) => children.extend(node(template, depth + 1, scope)),
            Child::Text(text) => children.extend(pieces(text)),
        }
    }
    let close = if has_elements { format!("{indent}</{name}>\n") } else { format!("</{name}>\n") };
    let element = Node::Element { open: joined(open), children: joined(children), close: close.into_bytes() };
    let element = constant(element);
    let element = match of_the_host {
        Some(field) => Node::If(field, Box::new(element)),
        None => element,
    };
    let mut over = Vec::new();
    template.each.iter().for_each(|each| each.names(&mut over));
    Some(match over.first().map(String::as_str) {
        Some("detections") => Node::Detections(Box::new(element)),
        Some("tags") => Node::Tags(Box::new(element)),
        _ => element,
    })
}

/// The value that a condition on the host is about: `has(dns)`.
fn field_of(condition: &Expression) -> Option<Field> {
    let mut names = Vec::new();
    condition.names(&mut names);
    let name = names.into_iter().next().filter(|name| !name.starts_with("asked."))?;
    Field::of(&Expression::Name(name)).ok()
}

/// An element in which nothing changes is bytes.
fn constant(element: Node) -> Node {
    match element {
        Node::Element { mut open, children, close }
            if open.iter().chain(&children).all(|node| matches!(node, Node::Bytes(_))) =>
        {
            open.extend(children);
            open.push(Node::Bytes(close));
            joined(open).into_iter().next().unwrap_or(Node::Bytes(Vec::new()))
        }
        element => element,
    }
}

fn pieces(text: &Text) -> impl Iterator<Item = Node> {
    text.0.iter().filter_map(|piece| match piece {
        Piece::Literal(text) => Some(Node::Bytes(text.clone().into_bytes())),
        Piece::Expression(expression) => Field::of(expression).ok().map(Node::Field),
    })
}

/// The nodes with bytes that follow each other as one.
fn joined(nodes: Vec<Node>) -> Vec<Node> {
    let mut joined: Vec<Node> = Vec::new();
    for node in nodes {
        match (joined.last_mut(), node) {
            (Some(Node::Bytes(before)), Node::Bytes(bytes)) => before.extend(bytes),
            (_, node) => joined.push(node),
        }
    }
    joined
}

fn has_detections(node: &Node) -> bool {
    match node {
        Node::Detections(_) => true,
        Node::Element { children, .. } => children.iter().any(has_detections),
        Node::If(_, node) => has_detections(node),
        _ => false,
    }
}
