//! `<!DOCTYPE ...>`: the declarations of a document, in its internal subset and the external one.

use super::input::Expanded;
use super::parser::{Parsed, Parser};
use super::tree::{ExternalId, Name};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The head of a document type declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doctype {
    /// The document element, by name.
    pub(crate) name: Name,
    /// The whole declaration.
    pub(crate) span: Span,
}

impl Parser<'_> {
    /// Reads a document type declaration: the internal subset, then the external one, whose declarations bind less. The
    /// first file is a document from here on.
    pub(crate) fn doctype(&mut self) -> Parsed<Doctype> {
        self.in_document = true;
        let mark = self.input.mark();
        self.context = "the document type declaration".to_owned();
        self.expect("<!DOCTYPE")?;
        self.spaced("the name of the document element")?;
        let name = self.name("the name of the document element")?;
        let spaced = !self.input.skip_space().is_empty();
        let external = match self.input.peek() {
            Some('S' | 'P') if spaced => self.external_id()?,
            _ => None,
        };
        self.input.skip_space();
        // What is declared in a document does not have to hold where there is more outside of it.
        self.entities.beyond_internal_subset = external.is_some();
        if self.input.eat("[") {
            self.declarations(0);
            self.context = "the document type declaration".to_owned();
            if self.input.at_end_of_text() {
                return self.unexpected("`]`, the end of the internal subset");
            }
            self.input.skip(1);
            self.input.skip_space();
        }
        self.context = "the document type declaration".to_owned();
        self.expect(">")?;
        let span = self.input.span_from(mark);
        if let Some(id) = external {
            self.external_subset(&name, &id, span);
        }
        Ok(Doctype { name, span })
    }

    fn external_subset(&mut self, name: &Name, id: &ExternalId, span: Span) {
        let entity = Expanded { sign: "", name: name.text.clone(), declared: span };
        let base = span.source;
        let start = self.input.mark_at(span);
        if self.enter_external(entity, id, base, start).is_ok() {
            self.declarations(1);
            self.input.unwind(0);
        }
    }

    /// Whether what is being read belongs to an internal subset, where parameter entities stand between declarations alone.
    pub(super) fn is_internal(&self) -> bool {
        self.in_document && !self.input.is_in_other_file()
    }

    /// Whether the `]` that ends the internal subset is next.
    pub(super) fn is_at_end_of_internal_subset(&self) -> bool {
        self.in_document && self.input.depth() == 0 && self.input.starts_with("]")
    }

    /// Reports a reference to a parameter entity that comes next where an internal subset may have none.
    pub(super) fn reference_in_internal_declaration<T>(&mut self) -> Parsed<T> {
        let span = self.input.span_ahead(1);
        self.reference_in_internal_declaration_at(span)
    }

    /// The same, at a place.
    pub(super) fn reference_in_internal_declaration_at<T>(&mut self, span: Span) -> Parsed<T> {
        let message = format!("a parameter entity is referred to inside {}", self.context);
        self.error(
            Diagnostic::error(span, message)
                .label("in a document, it may stand between declarations alone")
                .help("move the declaration into a file of its own"),
        )
    }

    /// Steps over white space, which there must be before `what`; a reference is none.
    fn spaced(&mut self, what: &str) -> Parsed<()> {
        if self.input.skip_space().is_empty() {
            return self.unexpected(&format!("white space and {what}"));
        }
        Ok(())
    }
}
