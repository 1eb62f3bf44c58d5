//! Expressions of the resource files: where a text in a record comes from.
//!
//! `a | b` is the first of them that has a value; `'x'` is a text, `3` a number, `name` or `name.member` a value of the
//! record, `function(a, b)` one of the [functions](super::function). An expression has no value, one, or several.

use super::function;
use super::scope::Scope;
use std::fmt;

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expression {
    /// The first of these that has a value.
    Alternatives(Vec<Expression>),
    /// A value of the record.
    Name(String),
    /// A text.
    Text(String),
    /// A function of other expressions.
    Call(String, Vec<Expression>),
}

/// What is wrong with a resource file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flaw(pub(super) String);

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Expression {
    /// Reads an expression.
    pub(super) fn parse(text: &str) -> Result<Self, Flaw> {
        let mut parser = Parser { text, rest: text, depth: 0 };
        let expression = parser.alternatives()?;
        if parser.rest.trim_start().is_empty() { Ok(expression) } else { Err(parser.flaw("the end")) }
    }

    /// Its values.
    pub(super) fn evaluate(&self, scope: &Scope<'_>) -> Vec<String> {
        match self {
            Self::Alternatives(parts) => {
                let mut values = parts.iter().map(|part| part.evaluate(scope));
                values.find(|values| !values.is_empty()).unwrap_or_default()
            }
            Self::Name(name) => scope.values(name),
            Self::Text(text) => vec![text.clone()],
            Self::Call(name, arguments) => {
                let arguments: Vec<Vec<String>> = arguments.iter().map(|part| part.evaluate(scope)).collect();
                function::call(name, &arguments, scope)
            }
        }
    }

    /// Its first value.
    pub(super) fn first(&self, scope: &Scope<'_>) -> Option<String> {
        self.evaluate(scope).into_iter().next()
    }

    /// Whether it has a value that does not say no.
    pub(super) fn holds(&self, scope: &Scope<'_>) -> bool {
        self.first(scope).is_some_and(|value| !matches!(value.as_str(), "" | "0" | "false" | "no"))
    }

    /// Adds the names that it reads.
    pub(super) fn names(&self, found: &mut Vec<String>) {
        match self {
            Self::Alternatives(parts) | Self::Call(_, parts) => {
                parts.iter().for_each(|part| part.names(found));
            }
            Self::Name(name) => found.push(name.clone()),
            Self::Text(_) => {}
        }
    }
}

/// How deep calls may nest.
const DEPTH: usize = 32;

struct Parser<'a> {
    text: &'a str,
    rest: &'a str,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn alternatives(&mut self) -> Result<Expression, Flaw> {
        let mut parts = vec![self.term()?];
        while self.eat("|") {
            parts.push(self.term()?);
        }
        let last = parts.pop().ok_or_else(|| self.flaw("a value"))?;
        if parts.is_empty() {
            return Ok(last);
        }
        parts.push(last);
        Ok(Expression::Alternatives(parts))
    }

    fn term(&mut self) -> Result<Expression, Flaw> {
        self.rest = self.rest.trim_start();
        if let Some(rest) = self.rest.strip_prefix('\'') {
            let (text, rest) = rest.split_once('\'').ok_or_else(|| self.flaw("a closing '"))?;
            self.rest = rest;
            return Ok(Expression::Text(text.to_owned()));
        }
        let word = self.word();
        if word.is_empty() {
            return Err(self.flaw("a name, a number or a text in quotes"));
        }
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Expression::Text(word.to_owned()));
        }
        if !self.eat("(") {
            return Ok(Expression::Name(word.to_owned()));
        }
        if !function::NAMES.contains(&word) {
            return Err(Flaw(format!("`{}` calls `{word}`, which is no function", self.text)));
        }
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(Flaw(format!("`{}` nests calls deeper than {DEPTH}", self.text)));
        }
        let mut arguments = Vec::new();
        while !self.eat(")") {
            if !arguments.is_empty() && !self.eat(",") {
                return Err(self.flaw("`,` or `)`"));
            }
            arguments.push(self.alternatives()?);
        }
        self.depth -= 1;
        Ok(Expression::Call(word.to_owned(), arguments))
    }

    fn word(&mut self) -> &'a str {
        let is_end = |character: char| !(character.is_alphanumeric() || matches!(character, '_' | '.'));
        let (word, rest) = self.rest.split_at(self.rest.find(is_end).unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn flaw(&self, expected: &str) -> Flaw {
        let at = self.text.len() - self.rest.len();
        Flaw(format!("`{}`, at character {at}: expected {expected}", self.text))
    }
}
