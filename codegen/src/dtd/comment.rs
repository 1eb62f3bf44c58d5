//! Comments, and which declaration each belongs to; processing instructions.
//!
//! A comment belongs to the declaration that follows it when neither a blank line nor anything but comments stands
//! between them, and to the declaration before it when it ends the line on which that one ends. The comments at the
//! head of the file that a blank line ends are about the DTD itself.

use super::characters::{is_space, leading_name, unix_lines};
use super::parser::{Parsed, Parser};
use super::tree::{Comment, Instruction};
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

    /// Reads a comment, and remembers what it belongs to.
    pub(super) fn comment(&mut self) -> Parsed<()> {
        let comment = self.comment_text()?;
        let behind = self.input.rest().trim_start_matches([' ', '\t']);
        let ends_line = behind.is_empty() || behind.starts_with(['\n', '\r']);
        let before = self.comments.line.filter(|_| ends_line);
        match before.and_then(|index| self.declarations.get_mut(index)) {
            Some(declaration) => declaration.comments_mut().push(comment),
            None => self.comments.waiting.push(comment),
        }
        Ok(())
    }

    /// Reads a comment.
    pub(crate) fn comment_text(&mut self) -> Parsed<Comment> {
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
        Ok(Comment { text, span: self.input.span_from(mark) })
    }

    /// Reads a processing instruction.
    pub(crate) fn processing_instruction(&mut self) -> Parsed<Instruction> {
        let mark = self.input.mark();
        let start = self.input.span_ahead(2);
        let target = self.input.rest().strip_prefix("<?").map_or("", leading_name).to_owned();
        self.context = "a processing instruction".to_owned();
        if target.is_empty() {
            self.input.skip(2);
            return self.unexpected("the name of its target");
        }
        if target.eq_ignore_ascii_case("xml") {
            let place = if self.in_document { "the document" } else { "the DTD" };
            self.report(
                Diagnostic::error(start, format!("`<?{target}` stands inside {place}"))
                    .label("allowed at the very start of the file alone, as `<?xml`")
                    .help("take it out, and everything before it if the file is two files in one"),
            );
        }
        let behind = self.input.rest().get(2 + target.len()..).unwrap_or("");
        if !behind.is_empty() && !behind.starts_with(is_space) && !behind.starts_with("?>") {
            self.input.skip(2 + target.len());
            return self.unexpected("white space or `?>`");
        }
        let is_file = matches!(self.input.place(), super::input::Place::File(..));
        let text = self.instruction_text()?;
        let data = text.get(2 + target.len()..text.len().saturating_sub(2)).unwrap_or("");
        let data = data.trim_start_matches(is_space);
        let data = if is_file { unix_lines(data) } else { data.to_owned() };
        Ok(Instruction { target, data, span: self.input.span_from(mark) })
    }

    fn instruction_text(&mut self) -> Parsed<String> {
        let start = self.input.span_ahead(2);
        match self.input.rest().find("?>") {
            Some(end) => {
                let text = self.input.rest().get(..end + 2).unwrap_or("").to_owned();
                self.input.skip(end + 2);
                Ok(text)
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
