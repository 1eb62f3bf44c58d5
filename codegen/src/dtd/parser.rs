//! The parser itself: the loop over declarations, how faults are reported, and where reading goes on after one.

use super::characters::{first_that_is_no_character, is_name_start, leading_name, leading_name_token};
use super::comment::Comments;
use super::entity::Entities;
use super::external::Files;
use super::input::Input;
use super::section::Section;
use super::tree::{Declaration, Document, Instruction, Name};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::{SourceId, Span};
use std::borrow::Cow;
use std::collections::HashMap;

/// After so many errors the rest of the file is left; also the number of warnings that are shown.
const REPORTED: usize = 100;

/// A fault that has been reported: the declaration cannot be read further.
#[derive(Debug)]
pub(crate) struct Reported;

/// What a part of the parser gives.
pub(crate) type Parsed<T> = Result<T, Reported>;

/// Reads one DTD, or the subsets of a document.
#[derive(Debug)]
pub(crate) struct Parser<'a> {
    pub(crate) input: Input,
    pub(crate) entities: Entities,
    pub(super) comments: Comments,
    pub(super) sections: Vec<Section>,
    pub(crate) declarations: Vec<Declaration>,
    instructions: Vec<Instruction>,
    /// Where each element, attribute (behind its element's name) and notation is declared first.
    pub(super) elements: HashMap<String, Span>,
    pub(super) attributes: HashMap<(String, String), Span>,
    pub(super) notations: HashMap<String, Span>,
    /// What is being read, for messages: "the declaration of element `A`".
    pub(crate) context: String,
    pub(crate) files: Files<'a>,
    /// Whether the first file is a document, with an internal subset.
    pub(crate) in_document: bool,
    /// How many expansions were open when what is being read began: it may not leave those.
    pub(crate) floor: usize,
    /// Whether what is read belongs to a document of version 1.0.
    pub(super) is_version_0: bool,
    diagnostics: &'a mut Diagnostics,
    errors: usize,
    warnings: usize,
    /// Whether a warning was about what is not valid.
    any_invalid: bool,
    /// Whether there was an error of syntax.
    malformed: bool,
    stopped: bool,
}

impl<'a> Parser<'a> {
    pub(crate) fn new(source: SourceId, files: Files<'a>, diagnostics: &'a mut Diagnostics) -> Self {
        let mut parser = Self {
            input: Input::new(source, &files.sources.get(source).text),
            entities: Entities::default(),
            comments: Comments::default(),
            sections: Vec::new(),
            declarations: Vec::new(),
            instructions: Vec::new(),
            elements: HashMap::new(),
            attributes: HashMap::new(),
            notations: HashMap::new(),
            context: String::new(),
            files,
            in_document: false,
            floor: 0,
            is_version_0: false,
            diagnostics,
            errors: 0,
            warnings: 0,
            any_invalid: false,
            malformed: false,
            stopped: false,
        };
        parser.check_file(source);
        parser
    }

    /// Reads to the end.
    pub(crate) fn document(mut self) -> Document {
        let span = self.input.span_of_file();
        self.text_declaration();
        self.declarations(0);
        self.end(span)
    }

    /// Reads declarations until the text at `depth` is used up; in an internal subset, until its `]`.
    pub(crate) fn declarations(&mut self, depth: usize) {
        loop {
            self.space_between_declarations();
            if self.input.at_end_of_text() {
                self.check_sections_closed();
                if self.input.depth() <= depth || !self.input.leave() {
                    break;
                }
                continue;
            }
            if self.is_at_end_of_internal_subset() {
                break;
            }
            self.set_context(&["the DTD"]);
            let depth = self.input.depth();
            self.floor = depth;
            if self.step().is_err() {
                self.recover(depth);
            }
        }
        self.detach_comments();
    }

    /// Ends the reading: what is left to say, and the tree.
    pub(crate) fn end(mut self, span: Span) -> Document {
        self.check_declarations();
        if self.warnings > REPORTED {
            let left_out = self.warnings - REPORTED;
            self.diagnostics.push(Diagnostic::warning(
                span,
                format!("{left_out} more warnings about this file are not shown"),
            ));
        }
        let Comments { documentation, free, .. } = self.comments;
        let (declarations, instructions) = (self.declarations, self.instructions);
        Document { span, documentation, declarations, comments: free, instructions }
    }

    /// Reads one thing between declarations.
    fn step(&mut self) -> Parsed<()> {
        if self.input.starts_with("<!--") {
            self.comment()
        } else if self.input.starts_with("<?") {
            let instruction = self.processing_instruction()?;
            self.instructions.push(instruction);
            Ok(())
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
            self.parameter_entity_between_declarations()
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
            let ends_subset =
                ahead.strip_prefix(']').is_some_and(|behind| behind.trim_start().starts_with('>'))
                    && self.in_document
                    && self.input.depth() == 0;
            if ahead.starts_with("<!--") {
                let end = ahead.find("-->").map_or(ahead.len(), |end| end + 3);
                self.input.skip(found + end);
            } else if ends_subset || ["<!", "<?", "]]>"].iter().any(|one| ahead.starts_with(one)) {
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
    pub(crate) fn space(&mut self) -> Parsed<bool> {
        let mut any = false;
        loop {
            any |= !self.input.skip_space().is_empty();
            if self.input.at_end_of_text() {
                if self.input.depth() <= self.floor || !self.input.leave() {
                    return Ok(any);
                }
            } else if self.input.rest().strip_prefix('%').is_some_and(|rest| rest.starts_with(is_name_start))
            {
                if self.is_internal() {
                    return self.reference_in_internal_declaration();
                }
                self.parameter_entity_reference()?;
            } else {
                return Ok(any);
            }
            any = true;
        }
    }

    /// As [`Parser::space`], where there must be some before `what`.
    pub(crate) fn space_before(&mut self, what: &str) -> Parsed<()> {
        if self.space()? { Ok(()) } else { self.unexpected(&format!("white space and {what}")) }
    }

    /// Reads a name.
    pub(crate) fn name(&mut self, expected: &str) -> Parsed<Name> {
        let text = leading_name(self.input.rest()).to_owned();
        self.word(text, expected)
    }

    /// Reads a name token: as a name, but any of its characters may stand first.
    pub(crate) fn name_token(&mut self, expected: &str) -> Parsed<Name> {
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

    /// Says what is being read, in pieces: what every tag does costs no memory.
    pub(crate) fn set_context(&mut self, pieces: &[&str]) {
        self.context.clear();
        pieces.iter().for_each(|piece| self.context.push_str(piece));
    }

    /// Reads what must come next.
    pub(crate) fn expect(&mut self, text: &str) -> Parsed<()> {
        if self.input.eat(text) { Ok(()) } else { self.unexpected(&format!("`{text}`")) }
    }

    /// Reports that what comes next is not what should.
    pub(crate) fn unexpected<T>(&mut self, expected: &str) -> Parsed<T> {
        let diagnostic = self.unexpected_here(expected);
        self.error(diagnostic)
    }

    /// The error that what comes next is not what should.
    pub(crate) fn unexpected_here(&self, expected: &str) -> Diagnostic {
        let rest = self.input.rest();
        let token = leading_name_token(rest);
        let context = &self.context;
        let (length, message) = match (rest.chars().next(), self.input.entity()) {
            (None, None) => (0, format!("the file ends in {context}")),
            (None, Some(entity)) => (0, format!("{} ends in {context}", entity.of_text())),
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
    pub(crate) fn error<T>(&mut self, diagnostic: Diagnostic) -> Parsed<T> {
        self.report(diagnostic);
        Err(Reported)
    }

    /// Reports something, with the entity under expansion.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) {
        if self.stopped {
            return;
        }
        if let Some(entity) = self.input.entity()
            && diagnostic.related.iter().all(|(place, _)| *place != entity.declared)
        {
            let text = format!("in {}, which is declared here", entity.of_text());
            diagnostic = diagnostic.related(entity.declared, text);
        }
        match diagnostic.severity {
            Severity::Warning => {
                self.warnings += 1;
                let is_first_of_its_kind = diagnostic.validity.is_some() && !self.any_invalid;
                self.any_invalid |= diagnostic.validity.is_some();
                if self.warnings <= REPORTED || is_first_of_its_kind {
                    self.diagnostics.push(diagnostic);
                }
            }
            Severity::Error => {
                self.errors += 1;
                self.malformed |= diagnostic.validity.is_none();
                let span = diagnostic.span;
                self.diagnostics.push(diagnostic);
                if self.errors >= REPORTED {
                    self.stop(Diagnostic::error(span, "too many errors: the rest of the file is not read"));
                }
            }
        }
    }

    /// Reports an error after which nothing more is read.
    pub(crate) fn stop(&mut self, diagnostic: Diagnostic) {
        if !self.stopped {
            self.diagnostics.push(diagnostic);
            self.stopped = true;
            self.input.finish();
        }
    }

    /// Whether there was an error of syntax, not of validity alone.
    pub(crate) fn is_malformed(&self) -> bool {
        self.malformed || self.stopped
    }

    /// Whether reading ended before the end of the file.
    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped
    }

    /// Reports what is wrong with the text of a file as such.
    pub(crate) fn check_file(&mut self, source: SourceId) {
        let file = self.files.sources.get(source);
        if let Some(fault) = &file.fault {
            let error = fault.diagnostic(source);
            return self.report(error);
        }
        let Some((start, first)) = first_that_is_no_character(&file.text) else { return };
        let message =
            format!("the file holds the character U+{:04X}, which XML does not allow", first as u32);
        self.report(
            Diagnostic::error(Span::new(source, start..start + first.len_utf8()), message)
                .label("the first such character"),
        );
    }
}

/// A piece of the file as a message quotes it.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const LENGTH: usize = 60;
    if text.len() <= LENGTH {
        return text.into();
    }
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or("")).into(),
        None => text.into(),
    }
}
