//! Whether a document is valid: where it is not, and why.
//!
//! A [`Validator`] is told what a document consists of, event by event, and holds it against the [components](crate::component)
//! of a schema. So whatever reads documents can use it, and none has to be in memory as a whole: what is remembered are the
//! elements that are open, the identifiers seen, and the keys that something can refer to. [`document`] reads a text.
//!
//! Many errors of one document are found in one run. An element that is not expected is taken to be where the content model
//! has it, so that one error does not lead to others.

mod attributes;
mod content;
pub mod document;
mod element;
mod expectation;
mod frame;
mod grammar;
mod identity;
mod model;
mod names;
mod references;
mod report;
mod state;
#[cfg(test)]
mod tests;

use crate::source::{SourceId, Span};
use frame::{Frame, Namespaces};
pub use grammar::Grammar;
use identity::Identity;
use references::References;
use report::Report;
pub use report::{Invalid, Rule};
use std::collections::HashSet;

/// The namespace of `xsi:type`, `xsi:nil` and the hints where schemas are.
pub const INSTANCE_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// How documents are held against components.
#[derive(Debug, Clone)]
pub struct Options {
    /// What names in documents mean.
    pub reading: Reading,
    /// Whether a root that is not declared is taken, and validated as far as its parts are declared.
    pub lax_root: bool,
    /// The unparsed entities that the document declares: values of `ENTITY` name one of them. [`document`] adds those that
    /// it reads.
    pub unparsed_entities: HashSet<String>,
    /// The DTD that [`document`] reads where that which a document names is not among the files.
    pub dtd: Option<SourceId>,
    /// Validation ends with this many errors.
    pub most_invalid: usize,
    /// Elements nest no deeper than this.
    pub most_depth: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            reading: Reading::Namespaces,
            lax_root: false,
            unparsed_entities: HashSet::new(),
            dtd: None,
            most_invalid: 100,
            most_depth: 10_000,
        }
    }
}

/// What names in documents mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// A namespace and a local name, as XSD has it.
    Namespaces,
    /// Themselves, prefix and all, as a DTD has it: declarations of namespaces are attributes like others.
    Written,
    /// Themselves, else their local part, as the generated crate reads them: declarations of namespaces and attributes of
    /// XML Schema for instances are no content.
    Local,
}

/// A name in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name<'a> {
    /// The namespace that it is in.
    pub namespace: Option<&'a str>,
    /// The prefix as it is written.
    pub prefix: Option<&'a str>,
    /// What is behind the prefix.
    pub local: &'a str,
}

/// An attribute in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name.
    pub name: Name<'a>,
    /// Its value, with references replaced and white space normalized as XML asks for.
    pub value: &'a str,
    /// Where it is.
    pub span: Span,
    /// Whether it is written in the document, and no default of its DTD. A default is no fault of the document where the
    /// schema has no such attribute.
    pub specified: bool,
}

/// Holds one document against components.
#[derive(Debug)]
pub struct Validator<'g, 'c> {
    grammar: &'g Grammar<'c>,
    options: Options,
    frames: Vec<Frame<'g, 'c>>,
    namespaces: Namespaces,
    identity: Identity<'c>,
    references: References,
    report: Report,
}

impl<'g, 'c> Validator<'g, 'c> {
    /// For one document.
    pub fn new(grammar: &'g Grammar<'c>, options: Options) -> Self {
        Self {
            grammar,
            frames: Vec::new(),
            namespaces: Namespaces::default(),
            identity: Identity::default(),
            references: References::default(),
            report: Report::new(options.most_invalid),
            options,
        }
    }

    /// An element begins. `declared` are the namespaces that it declares itself, by prefix; the default one has an empty
    /// prefix, and what is undeclared an empty namespace.
    pub fn start(
        &mut self,
        name: Name<'_>,
        attributes: &[Attribute<'_>],
        declared: &[(&str, &str)],
        span: Span,
    ) {
        if !self.report.is_full() {
            self.element(name, attributes, declared, span);
        }
    }

    /// Text stands here; it may come in pieces.
    pub fn text(&mut self, text: &str, span: Span) {
        if !self.report.is_full() && !text.is_empty() {
            self.characters(text, span);
        }
    }

    /// A comment or a processing instruction stands here: nothing, save for what a DTD calls empty.
    pub fn aside(&mut self, span: Span) {
        if !self.report.is_full() && self.options.reading == Reading::Written {
            self.comment(span);
        }
    }

    /// The innermost open element ends.
    pub fn end(&mut self) {
        if !self.report.is_full() {
            self.close();
        }
    }

    /// Whether so much is invalid that nothing more is looked at.
    pub fn has_given_up(&self) -> bool {
        self.report.is_full()
    }

    /// The document ends; all that is invalid in it, in the order in which it was found.
    pub fn finish(mut self) -> Vec<Invalid> {
        if !self.report.is_full() {
            self.unresolved();
        }
        self.report.into_found()
    }
}
