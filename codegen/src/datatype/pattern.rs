//! The regular expressions of XSD: part 2, appendix F.
//!
//! The grammar is read here, for the sake of its errors. Matching is left to an automaton that takes time in proportion
//! to the text. It runs over sorts of characters, not over characters: those that no class of the pattern tells apart are
//! of one sort, so that a class takes little room however many characters are in it, and repetitions of it too.

mod automaton;
mod block;
mod class;
mod parser;

use std::fmt;

/// A pattern that a whole text has to fit.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    automaton: automaton::Automaton,
}

/// Why a text is not a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The byte at which it goes wrong.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// What was expected; may be empty.
    pub expected: String,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message, self.at)?;
        if self.expected.is_empty() { Ok(()) } else { write!(f, ": expected {}", self.expected) }
    }
}

impl std::error::Error for PatternError {}

impl Pattern {
    /// Reads a pattern.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let expression = parser::parse(text)?;
        Ok(Self { text: text.to_string(), automaton: automaton::Automaton::new(&expression)? })
    }

    /// The pattern as it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the whole of a text fits.
    pub fn matches(&self, text: &str) -> bool {
        self.automaton.matches(text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

impl PatternError {
    fn new(at: usize, message: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { at, message: message.into(), expected: expected.into() }
    }
}

#[cfg(test)]
mod tests;
