//! Whether a document is what its DTD says (the validity constraints of XML 1.0).

mod attributes;
mod content;

use super::tree::{Document, Element, Node, NodeId, NodeKind};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dtd::Constraint;
use crate::dtd::parser::shortened;
use crate::dtd::{self, Content, Declaration};
use attributes::Attributes;
use content::{ELEMENTS, Model};
use std::collections::{HashMap, HashSet};

/// After so many errors nothing more is reported.
const REPORTED: usize = 100;

/// Reports in what a document is not valid by its own DTD. What is wrong with the declarations themselves, reading it has
/// reported.
pub fn check(document: &Document, diagnostics: &mut Diagnostics) {
    let mut checking = Checking {
        document,
        elements: elements(&document.dtd),
        models: HashMap::new(),
        mixed: HashMap::new(),
        reported: 0,
        diagnostics,
    };
    let mut attributes = Attributes::of(document);
    checking.root();
    for (id, node) in document.iter() {
        if let NodeKind::Element(element) = &node.kind {
            checking.element(id, node, element);
            attributes.check(node, element);
        }
        if checking.reported >= REPORTED {
            break;
        }
    }
    for diagnostic in attributes.end() {
        checking.report(diagnostic);
    }
}

struct Checking<'a> {
    document: &'a Document,
    elements: HashMap<&'a str, &'a dtd::Element>,
    models: HashMap<&'a str, Option<Model<'a>>>,
    /// The elements that may stand among text, by the element that holds both.
    mixed: HashMap<&'a str, HashSet<&'a str>>,
    reported: usize,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Checking<'a> {
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.reported < REPORTED {
            self.diagnostics.push(diagnostic);
        }
        self.reported += 1;
    }

    fn root(&mut self) {
        let Some(node) = self.document.node(self.document.root) else { return };
        let NodeKind::Element(element) = &node.kind else { return };
        match &self.document.doctype {
            None => self.report(
                Diagnostic::error(node.span, "the document has no document type declaration")
                    .help("only a document with one is valid or not")
                    .validity(Constraint::DocumentTypeDeclaration),
            ),
            Some(doctype) if doctype.name.text != element.name => {
                let message = format!("the document element is `{}`", shortened(&element.name));
                self.report(
                    Diagnostic::error(node.span, message)
                        .label(format!("expected `{}`", shortened(&doctype.name.text)))
                        .related(doctype.name.span, "named here")
                        .validity(Constraint::RootElementType),
                );
            }
            Some(_) => {}
        }
    }

    fn element(&mut self, id: NodeId, node: &'a Node, element: &'a Element) {
        let Some(&declared) = self.elements.get(element.name.as_str()) else {
            let message = format!("element `{}` is not declared", shortened(&element.name));
            return self.report(Diagnostic::error(node.span, message).validity(Constraint::ElementValid));
        };
        let name = shortened(&element.name);
        match &declared.content {
            Content::Any => {}
            Content::Empty if element.content.is_some() => self.report(
                Diagnostic::error(node.span, format!("element `{name}` has content"))
                    .label("not even a comment may stand between its tags")
                    .related(declared.content_span, "declared EMPTY here")
                    .validity(Constraint::ElementValid),
            ),
            Content::Empty => {}
            Content::Mixed(names) => {
                let of_names = || names.iter().map(|name| name.text.as_str()).collect();
                let names = self.mixed.entry(&element.name).or_insert_with(of_names);
                let wrong = self.document.children(id).find_map(|(_, child)| match &child.kind {
                    NodeKind::Element(inner) => {
                        (!names.contains(inner.name.as_str())).then_some((child.span, inner))
                    }
                    _ => None,
                });
                if let Some((span, inner)) = wrong {
                    let inner = shortened(&inner.name);
                    self.report(
                        Diagnostic::error(span, format!("element `{inner}` may not stand in `{name}`"))
                            .related(declared.content_span, "this is what may")
                            .validity(Constraint::ElementValid),
                    );
                }
            }
            Content::Children(particle) => {
                self.text_among_elements(id, element, declared);
                self.children(id, node, element, declared, particle);
            }
        }
    }

    /// Reports text in an element that is to hold elements alone.
    fn text_among_elements(&mut self, id: NodeId, element: &Element, declared: &dtd::Element) {
        let text = self.document.children(id).find_map(|(_, child)| match &child.kind {
            NodeKind::Text(text) if !text.is_space => Some((child.span, false)),
            NodeKind::Text(_) if self.document.standalone && declared.external => Some((child.span, true)),
            _ => None,
        });
        let Some((span, is_space)) = text else { return };
        let name = shortened(&element.name);
        let message = if is_space {
            format!("white space stands in `{name}`, which other files declare to hold elements alone")
        } else {
            format!("text stands in `{name}`, which holds elements alone")
        };
        let constraint =
            if is_space { Constraint::StandaloneDocumentDeclaration } else { Constraint::ElementValid };
        self.report(
            Diagnostic::error(span, message)
                .related(declared.content_span, "declared here")
                .validity(constraint),
        );
    }

    fn children(
        &mut self,
        id: NodeId,
        node: &Node,
        element: &'a Element,
        declared: &'a dtd::Element,
        particle: &'a dtd::Particle,
    ) {
        let is_new = !self.models.contains_key(element.name.as_str());
        let Some(model) = self.models.entry(&element.name).or_insert_with(|| Model::of(particle)) else {
            if is_new {
                let name = shortened(&element.name);
                let message = format!("the content model of `{name}` names more than {ELEMENTS} elements");
                let error = Diagnostic::error(declared.content_span, message);
                self.report(error.label("too many for documents to be held against it"));
            }
            return;
        };
        let elements = self.document.children(id).filter_map(|(_, child)| match &child.kind {
            NodeKind::Element(element) => Some((element.name.as_str(), child.span)),
            _ => None,
        });
        let Err(mismatch) = model.check(elements) else { return };
        let name = shortened(&element.name);
        let error = match mismatch.found {
            Some((inner, span)) => {
                let message = format!("element `{}` may not stand here in `{name}`", shortened(inner));
                Diagnostic::error(span, message)
            }
            None => Diagnostic::error(node.span, format!("element `{name}` is not complete")),
        };
        self.report(
            error
                .label(format!("expected {}", mismatch.expected))
                .related(declared.content_span, "by this content model")
                .validity(Constraint::ElementValid),
        );
    }
}

/// The elements that are declared, by name.
fn elements(document: &dtd::Document) -> HashMap<&str, &dtd::Element> {
    let elements = document.declarations.iter().filter_map(|declaration| match declaration {
        Declaration::Element(element) => Some((element.name.text.as_str(), element)),
        _ => None,
    });
    elements.collect()
}
