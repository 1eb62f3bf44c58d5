//! Elements that are open, and the namespaces declared in them.

use super::identity::{FieldPlace, KeyTables};
use super::model::Model;
use super::state::State;
use crate::component::{ComplexType, ElementDeclaration};
use crate::datatype::{Context, Datatype};
use crate::source::Span;
use crate::xsd::{QName, XML_NAMESPACE};
use indexmap::IndexSet;
use std::sync::Arc;

/// An element that is open.
#[derive(Debug)]
pub(super) struct Frame<'g, 'c> {
    pub(super) name: QName,
    pub(super) span: Span,
    pub(super) declaration: Option<&'c ElementDeclaration>,
    pub(super) definition: Option<&'c ComplexType>,
    pub(super) content: Content<'g, 'c>,
    pub(super) is_nil: bool,
    /// What its text is, where that matters.
    pub(super) text: String,
    pub(super) text_span: Option<Span>,
    pub(super) has_text: bool,
    pub(super) has_children: bool,
    /// Whether it was said that text does not belong here.
    pub(super) text_is_reported: bool,
    /// How many namespaces were declared around it.
    pub(super) outer_namespaces: usize,
    /// Fields of identity constraints whose value it is.
    pub(super) fields: Vec<FieldPlace>,
    /// Keys of the elements in it.
    pub(super) keys: KeyTables<'c>,
}

/// What may stand in an element.
#[derive(Debug)]
pub(super) enum Content<'g, 'c> {
    /// It is not looked at.
    Skipped,
    /// Anything; what is declared is held against its declaration.
    Any,
    /// Nothing.
    Empty,
    /// Text alone.
    Simple(Arc<Datatype>),
    /// Elements by a content model, with text among them or not.
    Elements { model: &'g Model<'c>, state: State, is_mixed: bool },
}

/// The namespaces that prefixes are bound to, innermost last.
#[derive(Debug, Default)]
pub(super) struct Namespaces(Vec<(String, Option<String>)>);

impl Namespaces {
    pub(super) fn declare(&mut self, prefix: &str, namespace: &str) {
        self.0.push((prefix.to_owned(), (!namespace.is_empty()).then(|| namespace.to_owned())));
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }

    /// The namespace of a prefix; the empty prefix asks for the default namespace.
    pub(super) fn find(&self, prefix: &str) -> Option<&str> {
        match self.0.iter().rev().find(|(other, _)| other == prefix) {
            Some((_, namespace)) => namespace.as_deref(),
            None => (prefix == "xml").then_some(XML_NAMESPACE),
        }
    }
}

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) namespaces: &'a Namespaces,
    pub(super) notations: &'a IndexSet<QName>,
}

impl Context for Place<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        self.namespaces.find(prefix)
    }

    fn notation_is_declared(&self, name: &QName) -> bool {
        self.notations.contains(name)
    }
}
