//! Declarations of elements and notations, and what all declarations have in common.

use super::characters::leading_name_token;
use super::input::Mark;
use super::parser::{Parsed, Parser, shortened};
use super::tree::{Comment, Declaration, Element, Name, Notation};
use crate::diagnostic::Diagnostic;
use crate::dtd::Constraint;
use crate::source::Span;

/// A declaration whose keyword has been read.
#[derive(Debug)]
pub(super) struct Opening {
    /// Its start.
    pub(super) mark: Mark,
    /// The text that it begins in, and must end in.
    text: u64,
    /// The comments that belong to it.
    pub(super) comments: Vec<Comment>,
}

impl Parser<'_> {
    /// Reads a declaration, from `<!` to `>`.
    pub(super) fn declaration(&mut self) -> Parsed<()> {
        let opening = Opening {
            mark: self.input.mark(),
            text: self.input.text_identity(),
            comments: self.comments.take(),
        };
        let start = self.input.span_ahead(2);
        self.expect("<!")?;
        self.context = "a declaration".to_owned();
        let keyword = leading_name_token(self.input.rest()).to_owned();
        let declare: fn(&mut Self, Opening) -> Parsed<()> = match keyword.as_str() {
            "ELEMENT" => Self::element,
            "ATTLIST" => Self::attribute_list,
            "ENTITY" => Self::entity,
            "NOTATION" => Self::notation,
            "DOCTYPE" => {
                return self.error(
                    Diagnostic::error(start, "this is the head of a document, not a DTD")
                        .label("expected a declaration: `<!ELEMENT`, `<!ATTLIST`, `<!ENTITY` or `<!NOTATION`")
                        .help("give what stands between `[` and `]` as the file"),
                );
            }
            _ => {
                let error =
                    self.unexpected_here("`ELEMENT`, `ATTLIST`, `ENTITY` or `NOTATION` directly behind `<!`");
                let upper = keyword.to_ascii_uppercase();
                let known = ["ELEMENT", "ATTLIST", "ENTITY", "NOTATION"].contains(&upper.as_str());
                let error =
                    if known { error.help(format!("write it in capitals: `{upper}`")) } else { error };
                return self.error(error);
            }
        };
        self.input.skip(keyword.len());
        self.space_before("a name")?;
        declare(self, opening)
    }

    fn element(&mut self, opening: Opening) -> Parsed<()> {
        self.context = "the declaration of an element".to_owned();
        let name = self.name("the name of the element")?;
        self.context = format!("the declaration of element `{}`", shortened(&name.text));
        self.space_before("a content model")?;
        let start = self.input.mark();
        let content = self.content()?;
        let content_span = self.input.span_from(start);
        let external = self.is_external(&opening);
        let span = self.close(&opening)?;
        if let Some(&first) = self.elements.get(&name.text) {
            self.duplicate("element", &name, first, Some(Constraint::UniqueElementTypeDeclaration));
            return Ok(());
        }
        self.elements.insert(name.text.clone(), name.span);
        self.declared(Declaration::Element(Element {
            name,
            content,
            content_span,
            external,
            comments: opening.comments,
            span,
        }));
        Ok(())
    }

    fn notation(&mut self, opening: Opening) -> Parsed<()> {
        self.context = "the declaration of a notation".to_owned();
        let name = self.name("the name of the notation")?;
        self.context = format!("the declaration of notation `{}`", shortened(&name.text));
        self.space_before("`SYSTEM` or `PUBLIC`")?;
        let (public, system) = if self.input.eat("SYSTEM") {
            self.space_before("a system identifier")?;
            (None, Some(self.system_identifier()?))
        } else if self.input.eat("PUBLIC") {
            self.space_before("a public identifier")?;
            let public = self.public_identifier()?;
            let spaced = self.space()?;
            let quote = matches!(self.input.peek(), Some('"' | '\''));
            if quote && !spaced {
                return self.unexpected("white space");
            }
            (Some(public), if quote { Some(self.system_identifier()?) } else { None })
        } else {
            return self.unexpected("`SYSTEM` or `PUBLIC`");
        };
        let span = self.close(&opening)?;
        if let Some(&first) = self.notations.get(&name.text) {
            self.duplicate("notation", &name, first, Some(Constraint::UniqueNotationName));
            return Ok(());
        }
        self.notations.insert(name.text.clone(), name.span);
        self.declared(Declaration::Notation(Notation {
            name,
            public,
            system,
            comments: opening.comments,
            span,
        }));
        Ok(())
    }

    /// Reads the end of a declaration and gives the span of the whole.
    pub(super) fn close(&mut self, opening: &Opening) -> Parsed<Span> {
        self.space()?;
        self.expect(">")?;
        let span = self.input.span_from(opening.mark);
        if self.input.text_identity() != opening.text {
            let message = format!("{} begins and ends in different texts", self.context);
            self.report(
                Diagnostic::error(span, message)
                    .label("one end of it lies in the text of an entity")
                    .help("write the declaration whole in the file or whole in the entity")
                    .validity(Constraint::ProperDeclarationNesting),
            );
        }
        Ok(span)
    }

    /// Keeps a declaration.
    pub(super) fn declared(&mut self, declaration: Declaration) {
        self.comments.declared(self.declarations.len());
        self.declarations.push(declaration);
    }

    /// Warns that something is declared again, which may break a validity constraint.
    pub(super) fn duplicate(&mut self, what: &str, name: &Name, first: Span, constraint: Option<Constraint>) {
        let message = format!("{what} `{}` is declared more than once", shortened(&name.text));
        let warning = Diagnostic::warning(name.span, message)
            .label("this declaration is not used")
            .related(first, "the first one, which binds")
            .help("take one of them out");
        self.report(Diagnostic { validity: constraint, ..warning });
    }

    /// Whether a declaration stands outside of the document, or in the text of a parameter entity.
    pub(super) fn is_external(&self, opening: &Opening) -> bool {
        !self.in_document || opening.text != 0
    }
}
