//! `<?xml ...?>`: the XML declaration of a document and the text declaration of an external entity.

use super::characters::is_space;
use super::parser::{Parsed, Parser};
use crate::diagnostic::Diagnostic;

/// What the XML declaration of a document says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct XmlDeclaration {
    /// What `standalone` says.
    pub(crate) standalone: Option<bool>,
    /// Whether its version is 1.0; a higher one is read the same.
    pub(crate) is_version_0: bool,
}

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Document,
    Text,
}

impl Parser<'_> {
    /// Reads the text declaration, `<?xml version="1.0" encoding="UTF-8"?>`, at the start of a file, if there is one.
    pub(super) fn text_declaration(&mut self) {
        if self.is_declaration_ahead() {
            self.context = "the text declaration".to_owned();
            let _ = self.whole_declaration(Kind::Text);
        }
    }

    /// Reads the XML declaration at the start of a document, if there is one.
    pub(crate) fn xml_declaration(&mut self) -> XmlDeclaration {
        if !self.is_declaration_ahead() {
            self.is_version_0 = true;
            return XmlDeclaration { is_version_0: true, ..XmlDeclaration::default() };
        }
        self.context = "the XML declaration".to_owned();
        let declaration = self.whole_declaration(Kind::Document).unwrap_or_default();
        self.is_version_0 = declaration.is_version_0;
        declaration
    }

    fn is_declaration_ahead(&self) -> bool {
        self.input
            .rest()
            .strip_prefix("<?xml")
            .is_some_and(|rest| rest.starts_with(is_space) || rest.starts_with('?'))
    }

    /// Reads it, and goes on behind it also when it has a fault.
    fn whole_declaration(&mut self, kind: Kind) -> Parsed<XmlDeclaration> {
        let Some(length) = self.input.rest().find("?>") else {
            let message = format!("{} that begins here has no end", self.context);
            let error = Diagnostic::error(self.input.span_ahead(2), message);
            let rest = self.input.rest().len();
            self.input.skip(rest);
            return self.error(error.label("expected `?>` further down"));
        };
        let behind = self.input.rest().len() - length - 2;
        let read = self.declaration_parts(kind);
        let left = self.input.rest().len();
        self.input.skip(left.saturating_sub(behind));
        read
    }

    fn declaration_parts(&mut self, kind: Kind) -> Parsed<XmlDeclaration> {
        let mut declaration = XmlDeclaration::default();
        // A document of version 1.0 has no part of another version.
        let only_0 = self.is_version_0;
        self.expect("<?xml")?;
        let mut spaced = !self.input.skip_space().is_empty();
        if self.input.starts_with("version") || kind == Kind::Document {
            let is_version = |text: &str| {
                let digits = text.strip_prefix("1.").unwrap_or("");
                !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
            };
            let fits = |text: &str| is_version(text) && (!only_0 || text == "1.0");
            let version = self.pseudo_attribute("version", spaced, "a version: `1.0`", fits)?;
            declaration.is_version_0 = version == "1.0";
            spaced = !self.input.skip_space().is_empty();
        }
        if self.input.starts_with("encoding") || kind == Kind::Text {
            let is_name = |text: &str| {
                text.starts_with(|one: char| one.is_ascii_alphabetic())
                    && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
            };
            self.pseudo_attribute("encoding", spaced, "the name of an encoding", is_name)?;
            spaced = !self.input.skip_space().is_empty();
        }
        if self.input.starts_with("standalone") && kind == Kind::Document {
            let is_answer = |text: &str| matches!(text, "yes" | "no");
            let answer = self.pseudo_attribute("standalone", spaced, "`yes` or `no`", is_answer)?;
            declaration.standalone = Some(answer == "yes");
            self.input.skip_space();
        }
        self.expect("?>")?;
        Ok(declaration)
    }

    /// Reads `name="value"`.
    fn pseudo_attribute(
        &mut self,
        name: &str,
        spaced: bool,
        expected: &str,
        fits: impl Fn(&str) -> bool,
    ) -> Parsed<String> {
        if !spaced {
            return self.unexpected(&format!("white space and `{name}`"));
        }
        self.expect(name)?;
        self.input.skip_space();
        self.expect("=")?;
        self.input.skip_space();
        let Some(quote @ ('"' | '\'')) = self.input.peek() else {
            return self.unexpected(&format!("{expected}, in quotes"));
        };
        self.input.skip(1);
        let rest = self.input.rest();
        let length = rest.find(quote).unwrap_or(0);
        let value = rest.get(..length).unwrap_or("").to_owned();
        if !fits(&value) {
            let error = Diagnostic::error(self.input.span_ahead(length), format!("this is not {expected}"));
            return self.error(error.label(format!("in {}", self.context)));
        }
        self.input.skip(length + 1);
        Ok(value)
    }
}
