//! Documentation from comments.

use crate::dtd::{AttributeList, Comment, Declaration, Document};
use std::collections::HashMap;

/// How many bytes of documentation are copied to the places that refer to elements: text with many references to
/// elements with long comments would otherwise grow without measure.
const COPIED: usize = 16 * 1024 * 1024;

/// What the comments say of each element.
#[derive(Debug)]
pub(super) struct Docs {
    elements: HashMap<String, String>,
    copied: usize,
}

impl Docs {
    /// The comments of element declarations, and those of attribute lists that declare several attributes.
    pub(super) fn of(document: &Document) -> Self {
        let mut elements: HashMap<String, String> = HashMap::new();
        for declaration in &document.declarations {
            let name = match declaration {
                Declaration::Element(element) => &element.name.text,
                Declaration::AttributeList(list) if list.attributes.len() != 1 => &list.element.text,
                _ => continue,
            };
            if let Some(text) = of_comments(declaration.comments()) {
                let docs = elements.entry(name.clone()).or_default();
                if !docs.is_empty() {
                    docs.push_str("\n\n");
                }
                docs.push_str(&text);
            }
        }
        Self { elements, copied: 0 }
    }

    /// What is said of an element, for its declaration.
    pub(super) fn element(&self, name: &str) -> Option<String> {
        self.elements.get(name).cloned()
    }

    /// What is said of an element, for a place that refers to it.
    pub(super) fn reference(&mut self, name: &str) -> Option<String> {
        let docs = self.elements.get(name)?;
        self.copied = self.copied.saturating_add(docs.len());
        (self.copied <= COPIED).then(|| docs.clone())
    }
}

/// What is said of the attribute of a list that declares one.
pub(super) fn of_attribute(list: &AttributeList) -> Option<String> {
    if list.attributes.len() == 1 { of_comments(&list.comments) } else { None }
}

/// The text of comments: white space is folded, paragraphs stay.
pub(super) fn of_comments(comments: &[Comment]) -> Option<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for comment in comments {
        let mut paragraph = String::new();
        for line in comment.text.lines() {
            for word in line.split_whitespace() {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(word);
            }
            if line.trim().is_empty() && !paragraph.is_empty() {
                paragraphs.push(std::mem::take(&mut paragraph));
            }
        }
        if !paragraph.is_empty() {
            paragraphs.push(paragraph);
        }
    }
    if paragraphs.is_empty() { None } else { Some(paragraphs.join("\n\n")) }
}
