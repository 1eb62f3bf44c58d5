//! The parser itself: the loop over declarations, how faults are reported, and where reading goes on after one.

use super::characters::{is_character, is_name_start, leading_name, leading_name_token};
use super::comment::Comments;
use super::entity::Entities;
use super::input::Input;
use super::section::Section;
use super::tree::{Declaration, Document, Name};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{SourceId, Span};
use std::collections::HashMap;

/// After so many errors the rest of the file is left; also the number of warnings that are shown.
const REPORTED: usize = 100;

/// A fault that has been reported: the declaration cannot be read further.
#[derive(Debug)]
pub(super) struct Reported;

/// What a part of the parser gives.
pub(super) type Parsed<T> = Result<T, Reported>;

/// Reads one DTD.
#[derive(Debug)]
pub(super) struct Parser<'a> {
    pub(super) input: Input,
    pub(super) entities: Entities,
    pub(super) comments: Comments,
    pub(super) sections: Vec<Section>,
    pub(super) declarations: Vec<Declaration>,
    /// Where each element, attribute (behind its element's name) and notation is declared first.
    pub(super) elements: HashMap<String, Span>,
    pub(super) attributes: HashMap<(String, String), Span>,
    pub(super) notations: HashMap<String, Span>,
    /// What is being read, for messages: "the declaration of element `A`".
    pub(super) context: String,
    diagnostics: &'a mut Diagnostics,
    errors: usize,
    warnings: usize,
    stopped: bool,
}

impl<'a> Parser<'a> {
    pub(super) fn new(source: SourceId, text: &str, diagnostics: &'a mut Diagnostics) -> Self {
        let mut parser = Self {
            input: Input::new(source, text),
            entities: Entities::default(),
            comments: Comments::default(),
            sections: Vec::new(),
            declarations: Vec::new(),
            elements: HashMap::new(),
            attributes: HashMap::new(),
            notations: HashMap::new(),
            context: String::new(),
            diagnostics,
            errors: 0,
            warnings: 0,
            stopped: false,
        };
        parser.check_characters(text);
        parser
    }

    /// Reads to the end.
    pub(super) fn document(mut self) -> Document {
        let span = self.input.span_of_file();
        self.input.eat("\u{FEFF}");
        self.text_declaration();
        loop {
            self.space_between_declarations();
            if self.input.at_end_of_text() {
                if self.input.leave() {
                    continue;
                }
                break;
            }
            self.context.clear();
            self.context.push_str("the DTD");
            let depth = self.input.depth();
            if self.step().is_err() {
                self.recover(depth);
            }
        }
        self.check_sections_closed();
        self.detach_comments();
        if self.warnings > REPORTED {
            let left_out = self.warnings - REPORTED;
            self.diagnostics.push(Diagnostic::warning(
                span,
                format!("{left_out} more warnings about this file are not shown"),
            ));
        }
        let Comments { documentation, free, .. } = self.comments;
        Document { span, documentation, declarations: self.declarations, comments: free }
    }

    /// Reads one thing between declarations.
    fn step(&mut self) -> Parsed<()> {
        if self.input.starts_with("<!--") {
            self.comment()
        } else if self.input.starts_with("<?") {
            self.processing_instruction()
        } else if self.input.starts_with("<![") {
            self.detach_comments();
            self.open_section()
        } else if self.input.starts_with("<!") {
            self.declaration()
        } else if self.input.starts_with("]]>") {
            self.detach_comments();
            self.close_section()
        } else if self.input.starts_with("%") {
            self.detach_comments();
            self.parameter_entity_reference()
        } else {
            self.unexpected("a declaration, `<!...>`")
        }
    }

    /// Goes on at the next declaration, outside of the expansions that the faulty one opened.
    fn recover(&mut self, depth: usize) {
        self.detach_comments();
        self.input.unwind(depth);
        loop {
            let rest = self.input.rest();
            let Some(found) = rest.find(['<', '>', ']']) else {
                self.input.skip(rest.len());
                return;
            };
            let ahead = rest.get(found..).unwrap_or("");
            if ahead.starts_with("<!--") {
                let end = ahead.find("-->").map_or(ahead.len(), |end| end + 3);
                self.input.skip(found + end);
            } else if ["<!", "<?", "]]>"].iter().any(|one| ahead.starts_with(one)) {
                self.input.skip(found);
                return;
            } else {
                let behind = ahead.get(1..).unwrap_or("").trim_start();
                let goes_on =
                    behind.is_empty() || ["<", "%", "]]>"].iter().any(|one| behind.starts_with(one));
                let ends_here = ahead.starts_with('>') && goes_on;
                self.input.skip(found + 1);
                if ends_here {
                    return;
                }
            }
        }
    }

    /// Steps over white space, the ends of expansions, and references to parameter entities; says whether there
    /// was any.
    pub(super) fn space(&mut self) -> Parsed<bool> {
        let mut any = false;
        loop {
            any |= !self.input.skip_space().is_empty();
            if self.input.at_end_of_text() {
                if !self.input.leave() {
                    return Ok(any);
                }
            } else if self.input.rest().strip_prefix('%').is_some_and(|rest| rest.starts_with(is_name_start))
            {
                self.parameter_entity_reference()?;
            } else {
                return Ok(any);
            }
            any = true;
        }
    }

    /// As [`Parser::space`], where there must be some before `what`.
    pub(super) fn space_before(&mut self, what: &str) -> Parsed<()> {
        if self.space()? { Ok(()) } else { self.unexpected(&format!("white space and {what}")) }
    }

    /// Reads a name.
    pub(super) fn name(&mut self, expected: &str) -> Parsed<Name> {
        let text = leading_name(self.input.rest()).to_owned();
        self.word(text, expected)
    }

    /// Reads a name token: as a name, but any of its characters may stand first.
    pub(super) fn name_token(&mut self, expected: &str) -> Parsed<Name> {
        let text = leading_name_token(self.input.rest()).to_owned();
        self.word(text, expected)
    }

    fn word(&mut self, text: String, expected: &str) -> Parsed<Name> {
        if text.is_empty() {
            return self.unexpected(expected);
        }
        let span = self.input.span_ahead(text.len());
        self.input.skip(text.len());
        Ok(Name { text, span })
    }

    /// Reads what must come next.
    pub(super) fn expect(&mut self, text: &str) -> Parsed<()> {
        if self.input.eat(text) { Ok(()) } else { self.unexpected(&format!("`{text}`")) }
    }

    /// Reports that what comes next is not what should.
    pub(super) fn unexpected<T>(&mut self, expected: &str) -> Parsed<T> {
        let diagnostic = self.unexpected_here(expected);
        self.error(diagnostic)
    }

    /// The error that what comes next is not what should.
    pub(super) fn unexpected_here(&self, expected: &str) -> Diagnostic {
        let rest = self.input.rest();
        let token = leading_name_token(rest);
        let context = &self.context;
        let (length, message) = match (rest.chars().next(), self.input.entity()) {
            (None, None) => (0, format!("the file ends in {context}")),
            (None, Some((entity, _))) => (0, format!("the text of `%{entity};` ends in {context}")),
            _ if rest.starts_with("<!--") => (4, format!("a comment stands inside {context}")),
            _ if !token.is_empty() => {
                (token.len(), format!("unexpected `{}` in {context}", shortened(token)))
            }
            (Some(one), _) if one.is_whitespace() => (1, format!("unexpected white space in {context}")),
            (Some(one), _) if one.is_control() => {
                (one.len_utf8(), format!("unexpected character U+{:04X} in {context}", one as u32))
            }
            (Some(one), _) => (one.len_utf8(), format!("unexpected `{one}` in {context}")),
        };
        let diagnostic =
            Diagnostic::error(self.input.span_ahead(length), message).label(format!("expected {expected}"));
        if rest.starts_with("<!--") {
            diagnostic.help("XML has comments between declarations only: move it before the declaration")
        } else if rest.starts_with("--") {
            diagnostic
                .help("`-- ... --` is a comment in SGML only: write `<!-- ... -->` before the declaration")
        } else {
            diagnostic
        }
    }

    /// Reports an error after which the declaration cannot be read further.
    pub(super) fn error<T>(&mut self, diagnostic: Diagnostic) -> Parsed<T> {
        self.report(diagnostic);
        Err(Reported)
    }

    /// Reports something, with the entity under expansion.
    pub(super) fn report(&mut self, mut diagnostic: Diagnostic) {
        if self.stopped {
            return;
        }
        if let Some((entity, declared)) = self.input.entity()
            && diagnostic.related.iter().all(|(place, _)| *place != declared)
        {
            diagnostic =
                diagnostic.related(declared, format!("in the text of `%{entity};`, which is declared here"));
        }
        match diagnostic.severity {
            Severity::Warning => {
                self.warnings += 1;
                if self.warnings <= REPORTED {
                    self.diagnostics.push(diagnostic);
                }
            }
            Severity::Error => {
                self.errors += 1;
                let span = diagnostic.span;
                self.diagnostics.push(diagnostic);
                if self.errors >= REPORTED {
                    self.stop(Diagnostic::error(span, "too many errors: the rest of the file is not read"));
                }
            }
        }
    }

    /// Reports an error after which nothing more is read.
    pub(super) fn stop(&mut self, diagnostic: Diagnostic) {
        if !self.stopped {
            self.diagnostics.push(diagnostic);
            self.stopped = true;
            self.input.finish();
        }
    }

    /// Whether reading ended before the end of the file.
    pub(super) fn is_stopped(&self) -> bool {
        self.stopped
    }

    fn check_characters(&mut self, text: &str) {
        let Some((offset, first)) = text.char_indices().find(|(_, one)| !is_character(*one)) else { return };
        let span = self.input.span_ahead(0);
        let start = span.range().start + offset;
        let message =
            format!("the file holds the character U+{:04X}, which XML does not allow", first as u32);
        self.report(
            Diagnostic::error(Span::new(span.source, start..start + first.len_utf8()), message)
                .label("the first such character"),
        );
    }
}

/// A piece of the file as a message quotes it.
pub(super) fn shortened(text: &str) -> String {
    const LENGTH: usize = 60;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or("")),
        None => text.to_owned(),
    }
}
