//! XML as a tree: what requests carry and answers are made of.
//!
//! Namespaces do not matter to the service, so names are local names.

pub mod compose;
mod read;
#[cfg(test)]
mod tests;
pub mod validity;
pub(crate) mod value;
pub mod write;

pub use read::{DEPTH, Malformed, parse};

/// An element.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes.
    pub attributes: Vec<(String, String)>,
    /// What stands between its tags.
    pub children: Vec<Node>,
}

/// What stands between the tags of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// A text.
    Text(String),
}

impl Node {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Element(_) => None,
        }
    }

    /// The element, if it is one.
    pub fn as_element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

impl Element {
    /// An element with nothing in it.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// An element with a text.
    pub fn of_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), attributes: Vec::new(), children: vec![Node::Text(text.into())] }
    }

    /// This element with one more child at its end.
    #[must_use]
    pub fn with(mut self, child: Element) -> Self {
        self.push(child);
        self
    }

    /// Adds a child at the end.
    pub fn push(&mut self, child: Element) {
        self.children.push(Node::Element(child));
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }

    /// Sets an attribute, in place of one of that name.
    pub fn set_attribute(&mut self, name: &str, value: impl Into<String>) {
        match self.attributes.iter_mut().find(|(one, _)| one == name) {
            Some((_, old)) => *old = value.into(),
            None => self.attributes.push((name.to_owned(), value.into())),
        }
    }

    /// The child elements, in order.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::as_element)
    }

    /// The child elements, in order, to change them.
    pub fn elements_mut(&mut self) -> impl Iterator<Item = &mut Element> {
        self.children.iter_mut().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The child elements of a name.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    /// The first child element of a name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// The first child element of a name, to change it.
    pub fn child_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.elements_mut().find(|element| element.name == name)
    }

    /// Whether there is a child element.
    pub fn has_elements(&self) -> bool {
        self.elements().next().is_some()
    }

    /// The element at the end of a path such as `config/target/id`: the first of each name. The empty path is this
    /// element.
    pub fn at(&self, path: &str) -> Option<&Element> {
        steps(path).try_fold(self, |element, step| element.child(step))
    }

    /// All elements at the end of a path, in order.
    pub fn all_at(&self, path: &str) -> Vec<&Element> {
        let mut found = vec![self];
        for step in steps(path) {
            found = found
                .into_iter()
                .flat_map(Element::elements)
                .filter(|element| element.name == step)
                .collect();
        }
        found
    }

    /// The text of this element without that of its children, and without the white space around it.
    pub fn text(&self) -> String {
        let texts: String = self.children.iter().filter_map(Node::as_text).collect();
        texts.trim().to_owned()
    }

    /// The text of the element at the end of a path.
    pub fn text_at(&self, path: &str) -> Option<String> {
        self.at(path).map(Element::text)
    }

    /// Puts a text in the place of whatever stands between the tags.
    pub fn set_text(&mut self, text: impl Into<String>) {
        self.children = vec![Node::Text(text.into())];
    }

    /// The element at the end of a path, to change it; what is missing on the way is added at the end of its parent.
    pub fn make(&mut self, path: &str) -> &mut Element {
        steps(path).fold(self, |element, step| {
            if element.child(step).is_none() {
                element.push(Element::new(step));
            }
            let index = element
                .children
                .iter()
                .position(|node| matches!(node, Node::Element(child) if child.name == step));
            match index.and_then(|index| element.children.get_mut(index)) {
                Some(Node::Element(child)) => child,
                _ => unreachable!("it was added if it was not there"),
            }
        })
    }

    /// Sets the text of the element at the end of a path; what is missing on the way is added.
    pub fn set(&mut self, path: &str, text: impl Into<String>) {
        self.make(path).set_text(text);
    }

    /// Takes all child elements of a name out; gives them.
    pub fn remove(&mut self, name: &str) -> Vec<Element> {
        let is_one = |node: &mut Node| matches!(node, Node::Element(element) if element.name == name);
        self.children
            .extract_if(.., is_one)
            .filter_map(|node| match node {
                Node::Element(element) => Some(element),
                Node::Text(_) => None,
            })
            .collect()
    }
}

fn steps(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|step| !step.is_empty())
}
