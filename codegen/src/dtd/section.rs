//! Conditional sections: `<![INCLUDE[ ... ]]>` and `<![IGNORE[ ... ]]>`.

use super::characters::leading_name;
use super::parser::{Parsed, Parser, Reported};
use crate::diagnostic::Diagnostic;
use crate::dtd::Constraint;
use crate::source::Span;

/// A section whose declarations are being read.
#[derive(Debug)]
pub(super) struct Section {
    /// Its start.
    start: Span,
    /// The text that it begins in, and must end in.
    text: u64,
}

impl Parser<'_> {
    /// Reads the head of a section; steps over the whole of one that is ignored.
    pub(super) fn open_section(&mut self) -> Parsed<()> {
        let start = self.input.span_ahead(3);
        let text = self.input.text_identity();
        let depth = self.input.depth();
        self.context = "the head of a conditional section".to_owned();
        if self.is_internal() {
            let message = "a conditional section stands in the internal subset of a document";
            self.report(
                Diagnostic::error(start, message)
                    .label("XML allows it in external subsets and external entities alone"),
            );
        }
        self.expect("<![")?;
        let Ok(is_included) = self.section_head(start, text) else {
            // Nothing in it is read, as if it were ignored, if only it has an end.
            self.input.unwind(depth);
            let length = section_length(self.input.rest()).ok_or(Reported)?;
            self.input.skip(length);
            return Ok(());
        };
        if is_included {
            self.sections.push(Section { start, text });
            return Ok(());
        }
        let mut length = section_length(self.input.rest());
        while length.is_none() && self.input.depth() > depth {
            self.input.leave();
            length = section_length(self.input.rest());
        }
        match length {
            Some(length) => {
                self.input.skip(length);
                Ok(())
            }
            None => {
                let rest = self.input.rest().len();
                self.input.skip(rest);
                self.error(no_end(start))
            }
        }
    }

    /// Reads the head behind `<![`; says whether the section is included.
    fn section_head(&mut self, start: Span, text: u64) -> Parsed<bool> {
        self.space()?;
        let keyword = leading_name(self.input.rest()).to_owned();
        if keyword != "INCLUDE" && keyword != "IGNORE" {
            let error = self.unexpected_here("`INCLUDE` or `IGNORE`");
            return self.error(
                error.help("a parameter entity may give the keyword; SGML's other keywords are not XML"),
            );
        }
        self.input.skip(keyword.len());
        self.space()?;
        self.expect("[")?;
        if self.input.text_identity() != text {
            self.report(
                Diagnostic::warning(start, "the head of a conditional section ends in the text of an entity")
                    .label("begins here")
                    .help("let the entity give the keyword alone")
                    .validity(Constraint::ProperConditionalSectionNesting),
            );
        }
        Ok(keyword == "INCLUDE")
    }

    /// Reads the end of a section.
    pub(super) fn close_section(&mut self) -> Parsed<()> {
        let end = self.input.span_ahead(3);
        self.expect("]]>")?;
        match self.sections.pop() {
            None => self.error(
                Diagnostic::error(end, "`]]>` closes no conditional section")
                    .label("no section is open here")
                    .help("take it out, or open the section with `<![INCLUDE[`"),
            ),
            Some(section) if section.text != self.input.text_identity() => self.error(
                Diagnostic::error(end, "the conditional section ends in another text than it begins in")
                    .label("ends here")
                    .related(section.start, "begins here")
                    .help("begin and end it in the same file or the same entity"),
            ),
            Some(_) => Ok(()),
        }
    }

    /// Reports the sections that the end of the current text leaves open.
    pub(super) fn check_sections_closed(&mut self) {
        if self.is_stopped() {
            return;
        }
        let text = self.input.text_identity();
        while let Some(section) = self.sections.pop_if(|section| section.text == text) {
            self.report(no_end(section.start));
        }
    }
}

/// The length of what is left of a section; sections inside it are counted.
fn section_length(rest: &str) -> Option<usize> {
    let mut open = 1_usize;
    let mut at = 0;
    while open > 0 {
        at += rest.get(at..)?.find(['<', ']'])?;
        let ahead = rest.get(at..)?;
        at += if ahead.starts_with("<![") {
            open += 1;
            3
        } else if ahead.starts_with("]]>") {
            open -= 1;
            3
        } else {
            1
        };
    }
    Some(at)
}

fn no_end(start: Span) -> Diagnostic {
    Diagnostic::error(start, "the conditional section that begins here has no end")
        .label("expected `]]>` further down")
}
