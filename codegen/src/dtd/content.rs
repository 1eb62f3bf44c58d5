//! Content models.

use super::input::Mark;
use super::parser::{Parsed, Parser, shortened};
use super::tree::{Content, Occurrence, Particle, Term};
use crate::diagnostic::Diagnostic;
use crate::dtd::Constraint;
use std::collections::HashMap;

/// How deep groups may nest.
const DEPTH: usize = 256;

impl Parser<'_> {
    /// Reads what may stand between the tags of an element.
    pub(super) fn content(&mut self) -> Parsed<Content> {
        const EXPECTED: &str = "`EMPTY`, `ANY` or a content model in parentheses";
        if self.input.starts_with("(") {
            let mark = self.input.mark();
            let text = self.input.text_identity();
            self.input.skip(1);
            self.space()?;
            if self.input.starts_with("#") {
                return self.mixed(mark, text);
            }
            return self.group(mark, text, 1).map(Content::Children);
        }
        let word = self.name(EXPECTED)?;
        match word.text.as_str() {
            "EMPTY" => Ok(Content::Empty),
            "ANY" => Ok(Content::Any),
            text => {
                let message = format!("unexpected `{}` in {}", shortened(text), self.context);
                let error = Diagnostic::error(word.span, message).label(format!("expected {EXPECTED}"));
                let upper = text.to_ascii_uppercase();
                self.error(match upper.as_str() {
                    "EMPTY" | "ANY" => error.help(format!("write it in capitals: `{upper}`")),
                    "CDATA" | "PCDATA" | "RCDATA" => error.help("for text, write `(#PCDATA)`"),
                    _ => error.help(format!("an element alone is `({})`", shortened(text))),
                })
            }
        }
    }

    /// Reads `(#PCDATA)` or `(#PCDATA | a | b)*` behind its parenthesis.
    fn mixed(&mut self, mark: Mark, text: u64) -> Parsed<Content> {
        self.expect("#PCDATA")?;
        let mut names = Vec::new();
        let mut seen = HashMap::new();
        loop {
            self.space()?;
            if self.input.starts_with(")") {
                self.close_group(mark, text);
                break;
            }
            if self.input.starts_with(",") {
                let error = self.unexpected_here("`|` or `)`");
                return self.error(error.help("elements among text are a choice: `(#PCDATA | a | b)*`"));
            }
            if !self.input.eat("|") {
                return self.unexpected("`|` or `)`");
            }
            self.space()?;
            let name = self.name("the name of an element")?;
            match seen.get(&name.text) {
                Some(&first) => {
                    let message =
                        format!("`{}` stands more than once in {}", shortened(&name.text), self.context);
                    self.report(
                        Diagnostic::warning(name.span, message)
                            .label("adds nothing")
                            .related(first, "stands here first")
                            .help("take one of them out")
                            .validity(Constraint::NoDuplicateTypes),
                    );
                }
                None => {
                    seen.insert(name.text.clone(), name.span);
                    names.push(name);
                }
            }
        }
        if !self.input.eat("*") && !names.is_empty() {
            let error = self.unexpected_here("`*` directly behind `)`");
            return self.error(error.help("elements among text are a repeated choice: `(#PCDATA | a | b)*`"));
        }
        Ok(Content::Mixed(names))
    }

    /// Reads a group behind its parenthesis and the white space there.
    fn group(&mut self, mark: Mark, text: u64, depth: usize) -> Parsed<Particle> {
        let mut separator = None;
        let mut parts = vec![self.particle(depth)?];
        loop {
            self.space()?;
            let next = self.input.peek();
            match (next, separator) {
                (Some(')'), _) => break,
                (Some(one @ (',' | '|')), None) => separator = Some(one),
                (Some(one), Some(same)) if one == same => {}
                (Some(',' | '|'), Some(other)) => {
                    let error = self.unexpected_here(&format!("`{other}` or `)`"));
                    return self.error(error.help(
                        "`,` and `|` cannot be mixed in one group: put the inner group into parentheses",
                    ));
                }
                (_, None) => return self.unexpected("`,`, `|` or `)`"),
                (_, Some(one)) => return self.unexpected(&format!("`{one}` or `)`")),
            }
            self.input.skip(1);
            self.space()?;
            parts.push(self.particle(depth)?);
        }
        self.close_group(mark, text);
        let occurrence = self.occurrence();
        let span = self.input.span_from(mark);
        let term = if separator == Some('|') { Term::Choice(parts) } else { Term::Sequence(parts) };
        Ok(Particle { term, occurrence, span })
    }

    /// Reads the parenthesis that ends a group, which began in a text.
    fn close_group(&mut self, mark: Mark, text: u64) {
        let other_text = self.input.text_identity() != text;
        self.input.skip(1);
        if other_text {
            let message = format!("a group in {} begins and ends in different texts", self.context);
            self.report(
                Diagnostic::warning(self.input.span_from(mark), message)
                    .label("one parenthesis of it comes from an entity")
                    .help("write both parentheses in the file or both in the entity")
                    .validity(Constraint::ProperGroupNesting),
            );
        }
    }

    /// Reads an element or a group inside a group.
    fn particle(&mut self, depth: usize) -> Parsed<Particle> {
        let mark = self.input.mark();
        let text = self.input.text_identity();
        if self.input.starts_with("(") {
            if depth >= DEPTH {
                let span = self.input.span_ahead(1);
                let message = format!("groups are nested deeper than {DEPTH} in {}", self.context);
                return self.error(Diagnostic::error(span, message).label("one too many").help(
                    "move the inner groups into elements of their own, or take out parentheses around single parts",
                ));
            }
            self.input.skip(1);
            self.space()?;
            return self.group(mark, text, depth + 1);
        }
        if self.input.starts_with("#") {
            let error = self.unexpected_here("the name of an element or `(`");
            return self
                .error(error.help("`#PCDATA` stands first in the outermost group: `(#PCDATA | a | b)*`"));
        }
        let name = self.name("the name of an element or `(`")?;
        let occurrence = self.occurrence();
        Ok(Particle { term: Term::Element(name.text), occurrence, span: self.input.span_from(mark) })
    }

    /// Reads an occurrence sign, if one is next.
    fn occurrence(&mut self) -> Occurrence {
        let occurrence = match self.input.peek() {
            Some('?') => Occurrence::Optional,
            Some('*') => Occurrence::Any,
            Some('+') => Occurrence::Many,
            _ => return Occurrence::One,
        };
        self.input.skip(1);
        occurrence
    }
}
