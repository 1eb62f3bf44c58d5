//! Comments, and which declaration each belongs to; processing instructions, which are skipped.
//!
//! A comment belongs to the declaration that follows it when neither a blank line nor anything but comments stands
//! between them, and to the declaration before it when it ends the line on which that one ends. The comments at the
//! head of the file that a blank line ends are about the DTD itself.

use super::characters::{is_space, leading_name};
use super::parser::{Parsed, Parser};
use super::tree::Comment;
use crate::diagnostic::Diagnostic;

/// The comments read so far.
#[derive(Debug, Default)]
pub(super) struct Comments {
    /// About the DTD itself.
    pub(super) documentation: Vec<Comment>,
    /// About nothing in particular.
    pub(super) free: Vec<Comment>,
    /// Waiting for the declaration that they belong to.
    waiting: Vec<Comment>,
    /// Whether the head of the file is behind.
    behind_head: bool,
    /// The declaration that ended on this line, by its index.
    line: Option<usize>,
}

impl Comments {
    /// The comments that belong to the declaration that begins.
    pub(super) fn take(&mut self) -> Vec<Comment> {
        self.behind_head = true;
        self.line = None;
        std::mem::take(&mut self.waiting)
    }

    /// Remembers that a declaration ended here.
    pub(super) fn declared(&mut self, index: usize) {
        self.line = Some(index);
    }
}

impl Parser<'_> {
    /// Steps over white space, taking note of lines.
    pub(super) fn space_between_declarations(&mut self) {
        let space = self.input.skip_space();
        let lines = space.matches('\n').count().max(space.matches('\r').count());
        if lines > 0 {
            self.comments.line = None;
        }
        if lines > 1 && !self.comments.waiting.is_empty() {
            if self.comments.behind_head {
                self.detach_comments();
            } else {
                self.comments.documentation = std::mem::take(&mut self.comments.waiting);
                self.comments.behind_head = true;
            }
        }
    }

    /// What follows is not a declaration that the waiting comments could belong to.
    pub(super) fn detach_comments(&mut self) {
        let at_end_of_head = !self.comments.behind_head && self.input.at_end_of_text();
        let comments = std::mem::take(&mut self.comments.waiting);
        if at_end_of_head {
            self.comments.documentation = comments;
        } else {
            self.comments.free.extend(comments);
        }
        self.comments.behind_head = true;
        self.comments.line = None;
    }

    /// Reads a comment.
    pub(super) fn comment(&mut self) -> Parsed<()> {
        let mark = self.input.mark();
        let start = self.input.span_ahead(4);
        self.expect("<!--")?;
        let place = self.input.place();
        let Some(length) = self.input.rest().find("-->") else {
            return self.error(
                Diagnostic::error(start, "the comment that begins here has no end")
                    .label("expected `-->` further down"),
            );
        };
        let text = self.input.rest().get(..length).unwrap_or("").to_owned();
        self.input.skip(length + 3);
        let hyphens = text.find("--").or_else(|| text.ends_with('-').then(|| text.len() - 1));
        if let Some(at) = hyphens {
            self.report(
                Diagnostic::error(place.span(at..at + 2), "`--` stands inside a comment")
                    .label("XML allows it at the end alone")
                    .help("put a space between the hyphens, or take them out"),
            );
        }
        let comment = Comment { text, span: self.input.span_from(mark) };
        let behind = self.input.rest().trim_start_matches([' ', '\t']);
        let ends_line = behind.is_empty() || behind.starts_with(['\n', '\r']);
        let before = self.comments.line.filter(|_| ends_line);
        match before.and_then(|index| self.declarations.get_mut(index)) {
            Some(declaration) => declaration.comments_mut().push(comment),
            None => self.comments.waiting.push(comment),
        }
        Ok(())
    }

    /// Skips the text declaration, `<?xml version="1.0" encoding="UTF-8"?>`, at the start of the file.
    pub(super) fn text_declaration(&mut self) {
        let target = self.input.rest().strip_prefix("<?").map(leading_name);
        if target != Some("xml") {
            return;
        }
        self.context = "the text declaration".to_owned();
        if self.skip_instruction().is_err() {
            self.input.finish();
        }
    }

    /// Skips a processing instruction.
    pub(super) fn processing_instruction(&mut self) -> Parsed<()> {
        let start = self.input.span_ahead(2);
        let target = self.input.rest().strip_prefix("<?").map_or("", leading_name).to_owned();
        self.context = "a processing instruction".to_owned();
        if target.is_empty() {
            self.input.skip(2);
            return self.unexpected("the name of its target");
        }
        if target.eq_ignore_ascii_case("xml") {
            self.report(
                Diagnostic::error(start, format!("`<?{target}` stands inside the DTD"))
                    .label("allowed at the very start of the file alone, as `<?xml`")
                    .help("take it out, and everything before it if the file is two files in one"),
            );
        }
        let behind = self.input.rest().get(2 + target.len()..).unwrap_or("");
        if !behind.is_empty() && !behind.starts_with(is_space) && !behind.starts_with("?>") {
            self.input.skip(2 + target.len());
            return self.unexpected("white space or `?>`");
        }
        self.skip_instruction()
    }

    fn skip_instruction(&mut self) -> Parsed<()> {
        let start = self.input.span_ahead(2);
        match self.input.rest().find("?>") {
            Some(end) => {
                self.input.skip(end + 2);
                Ok(())
            }
            None => {
                let message =
                    format!("{} that begins here has no end", self.context.replacen("a ", "the ", 1));
                // Past its start, so that reading goes on behind it.
                self.input.skip(2);
                self.error(Diagnostic::error(start, message).label("expected `?>` further down"))
            }
        }
    }
}
