//! Tokens of the notations inside strings.

use super::quoted::Quoted;
use super::tree::Text;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What a notation becomes, or the first thing that is wrong in it.
pub(super) type Parsed<T> = Result<T, Diagnostic>;

/// Reads a notation from front to back.
pub(super) struct Scanner<'q> {
    quoted: &'q Quoted,
    at: usize,
    /// What is read, for diagnostics: `a content model`.
    what: &'static str,
}

impl<'q> Scanner<'q> {
    pub(super) fn new(quoted: &'q Quoted, what: &'static str) -> Self {
        Self { quoted, at: 0, what }
    }

    /// Where the next character stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Skips white space.
    pub(super) fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Takes `token` if it is next.
    pub(super) fn eat(&mut self, token: &str) -> bool {
        let is_next = self.rest().starts_with(token);
        if is_next {
            self.at += token.len();
        }
        is_next
    }

    /// Takes characters while they satisfy `belongs`.
    pub(super) fn take_while(&mut self, belongs: impl Fn(char) -> bool) -> Text {
        let start = self.at;
        let rest = self.rest();
        self.at += rest.find(|one| !belongs(one)).unwrap_or(rest.len());
        self.quoted.part(start..self.at)
    }

    /// Takes a name.
    pub(super) fn name(&mut self, expected: &str) -> Parsed<Text> {
        let name = self.take_while(is_name_character);
        if name.text.is_empty() { Err(self.unexpected(expected)) } else { Ok(name) }
    }

    /// The place from `start` to here.
    pub(super) fn place_from(&self, start: usize) -> Span {
        self.quoted.place(start..self.at)
    }

    /// Takes the end of the notation.
    pub(super) fn end(&mut self, expected: &str) -> Parsed<()> {
        self.space();
        if self.peek().is_none() { Ok(()) } else { Err(self.unexpected(expected)) }
    }

    /// An error about the next character.
    pub(super) fn unexpected(&self, expected: &str) -> Diagnostic {
        let error = match self.peek() {
            Some(next) => {
                let place = self.quoted.place(self.at..self.at + next.len_utf8());
                Diagnostic::error(place, format!("unexpected `{}` in {}", next.escape_debug(), self.what))
            }
            None => {
                let place = self.quoted.place(self.at..self.at);
                Diagnostic::error(place, format!("{} ends too early", self.what))
            }
        };
        error.label(format!("expected {expected}"))
    }

    fn rest(&self) -> &'q str {
        self.quoted.text.get(self.at..).unwrap_or_default()
    }
}

fn is_name_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.')
}
