//! Text to an expression.

use super::PatternError;
use super::class::{self, CharacterSet};
use crate::datatype::validate::excerpt;

/// A regular expression.
#[derive(Debug, Clone)]
pub(super) enum Expression {
    /// One character of a set.
    Character(CharacterSet),
    /// One after the other.
    Sequence(Vec<Expression>),
    /// One of them.
    Choice(Vec<Expression>),
    /// Again and again; without a bound if there is no maximum.
    Repetition { of: Box<Expression>, min: u32, max: Option<u32> },
}

/// How deep groups may nest.
const DEEPEST: usize = 200;

/// Reads the whole of a text.
pub(super) fn parse(text: &str) -> Result<Expression, PatternError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    let expression = parser.choice()?;
    match parser.peek() {
        None => Ok(expression),
        Some(_) => Err(parser.error("there is no `(` for this `)`", r"`\)` for the character itself")),
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.rest().starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    fn error(&self, message: impl Into<String>, expected: impl Into<String>) -> PatternError {
        PatternError::new(self.at, message, expected)
    }

    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, PatternError>,
    ) -> Result<T, PatternError> {
        if self.depth == DEEPEST {
            return Err(self.error("groups are nested too deep", format!("at most {DEEPEST} in each other")));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn choice(&mut self) -> Result<Expression, PatternError> {
        let mut branches = vec![self.branch()?];
        while self.take("|") {
            branches.push(self.branch()?);
        }
        Ok(match branches.len() {
            1 => branches.swap_remove(0),
            _ => Expression::Choice(branches),
        })
    }

    fn branch(&mut self) -> Result<Expression, PatternError> {
        let mut pieces = Vec::new();
        while self.peek().is_some_and(|c| c != '|' && c != ')') {
            let atom = self.atom()?;
            pieces.push(self.quantified(atom)?);
        }
        Ok(match pieces.len() {
            1 => pieces.swap_remove(0),
            _ => Expression::Sequence(pieces),
        })
    }

    fn atom(&mut self) -> Result<Expression, PatternError> {
        let start = self.at;
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.deeper(Self::choice)?;
                if !self.take(")") {
                    return Err(PatternError::new(start, "the group does not end", "`)` behind it"));
                }
                Ok(inner)
            }
            Some('[') => self.class().map(Expression::Character),
            Some('.') => {
                self.at += 1;
                Ok(Expression::Character(class::any()))
            }
            Some('\\') => self.escape().map(|escape| Expression::Character(escape.set())),
            Some(c @ ('?' | '*' | '+' | '{')) => Err(self
                .error(format!("`{c}` has nothing to repeat"), format!(r"`\{c}` for the character itself"))),
            Some(c @ (']' | '}')) => {
                Err(self
                    .error(format!("`{c}` cannot stand here"), format!(r"`\{c}` for the character itself")))
            }
            Some(c) => {
                self.at += c.len_utf8();
                Ok(Expression::Character(class::one(c)))
            }
            None => Err(self.error("the pattern ends too early", "")),
        }
    }

    fn quantified(&mut self, atom: Expression) -> Result<Expression, PatternError> {
        let (min, max) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => self.quantity()?,
            _ => return Ok(atom),
        };
        self.at += 1;
        if let Some(c @ ('?' | '*' | '+' | '{')) = self.peek() {
            let message = format!("`{c}` repeats what is repeated already");
            return Err(self.error(message, format!(r"a group, or `\{c}` for the character itself")));
        }
        Ok(Expression::Repetition { of: Box::new(atom), min, max })
    }

    /// What stands between braces; the second is left to be read.
    fn quantity(&mut self) -> Result<(u32, Option<u32>), PatternError> {
        let start = self.at;
        self.at += 1;
        let min = self.number()?;
        let max = match self.take(",") {
            false => Some(min),
            true if self.peek() == Some('}') => None,
            true => Some(self.number()?),
        };
        if self.peek() != Some('}') {
            return Err(self.error("the repetition does not end", "`{n}`, `{n,}` or `{n,m}`"));
        }
        if max.is_some_and(|max| max < min) {
            let message = "the repetition has a maximum below its minimum";
            return Err(PatternError::new(start, message, "the lower number first"));
        }
        Ok((min, max))
    }

    /// A number; those that are too great to count to are as good as the greatest.
    fn number(&mut self) -> Result<u32, PatternError> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return Err(self.error("a number is missing in the repetition", "`{n}`, `{n,}` or `{n,m}`"));
        }
        let number = self.rest().get(..digits).unwrap_or("").parse().unwrap_or(u32::MAX);
        self.at += digits;
        Ok(number)
    }

    /// `[…]`
    fn class(&mut self) -> Result<CharacterSet, PatternError> {
        let start = self.at;
        self.at += 1;
        let negative = self.take("^");
        let mut set = CharacterSet::empty();
        let mut is_empty = true;
        loop {
            if self.rest().starts_with("-[") && !is_empty {
                self.at += 1;
                let subtracted = self.deeper(Self::class)?;
                set = if negative { class::complement(set) } else { set };
                set.difference(&subtracted);
                return match self.take("]") {
                    true => Ok(set),
                    false => Err(self.error("nothing can follow what is subtracted", "`]`")),
                };
            }
            match self.peek() {
                None => return Err(PatternError::new(start, "the class does not end", "`]` behind it")),
                Some(']') if is_empty => {
                    return Err(
                        self.error("the class is empty", r"a character, or `\]` for the character itself")
                    );
                }
                Some(']') => {
                    self.at += 1;
                    return Ok(if negative { class::complement(set) } else { set });
                }
                Some(_) => set.union(&self.class_part(is_empty)?),
            }
            is_empty = false;
        }
    }

    /// A character, a range of them, or an escape, within a class.
    fn class_part(&mut self, is_first: bool) -> Result<CharacterSet, PatternError> {
        let start = self.at;
        let first = match self.class_character()? {
            Escape::Set(set) => return Ok(set),
            Escape::Character(c) => c,
        };
        let is_dash = self.text.get(start..self.at) == Some("-");
        if is_dash && !is_first && !self.rest().starts_with([']', '-']) {
            let message = "`-` can stand for itself at the beginning or the end of a class only";
            return Err(PatternError::new(start, message, r"`\-` for the character itself"));
        }
        let rest = self.rest();
        if is_dash || !rest.starts_with('-') || rest.starts_with("-]") || rest.starts_with("-[") {
            return Ok(class::one(first));
        }
        // A dash at the end of a class from which another is subtracted.
        if rest.starts_with("--[") {
            return Ok(class::one(first));
        }
        self.at += 1;
        let at = self.at;
        match self.class_character()? {
            Escape::Character('-') if self.text.get(at..self.at) == Some("-") => {
                Err(PatternError::new(at, "`-` cannot end a range", r"`\-` for the character itself"))
            }
            Escape::Character(last) if first <= last => Ok(class::of([(first, last)])),
            Escape::Character(_) => {
                Err(PatternError::new(start, "the range ends before it begins", "the lower character first"))
            }
            Escape::Set(_) => {
                Err(PatternError::new(at, "a range ends with one character", "a single character"))
            }
        }
    }

    fn class_character(&mut self) -> Result<Escape, PatternError> {
        match self.peek() {
            Some('\\') => self.escape(),
            Some(c @ ('[' | ']')) => {
                Err(self
                    .error(format!("`{c}` cannot stand here"), format!(r"`\{c}` for the character itself")))
            }
            Some(c) => {
                self.at += c.len_utf8();
                Ok(Escape::Character(c))
            }
            None => Err(self.error("the class does not end", "`]`")),
        }
    }

    /// What begins with a backslash.
    fn escape(&mut self) -> Result<Escape, PatternError> {
        let start = self.at;
        self.at += 1;
        let Some(letter) = self.next() else {
            return Err(PatternError::new(start, r"`\` ends the pattern", r"`\\` for the character itself"));
        };
        match letter {
            'n' => Ok(Escape::Character('\n')),
            'r' => Ok(Escape::Character('\r')),
            't' => Ok(Escape::Character('\t')),
            '\\' | '|' | '.' | '?' | '*' | '+' | '(' | ')' | '{' | '}' | '-' | '[' | ']' | '^' => {
                Ok(Escape::Character(letter))
            }
            'p' | 'P' => self.property(start, letter == 'P').map(Escape::Set),
            _ => class::escaped(letter).map(Escape::Set).ok_or_else(|| {
                let message = format!(r"there is no escape `\{letter}`");
                PatternError::new(start, message, "the character itself, or one of the escapes of XSD")
            }),
        }
    }

    fn property(&mut self, start: usize, negative: bool) -> Result<CharacterSet, PatternError> {
        let name = self.rest().strip_prefix('{').and_then(|rest| rest.split_once('}')).map(|(name, _)| name);
        let Some(name) = name else {
            return Err(PatternError::new(
                start,
                "a property has its name in braces",
                r"for example `\p{Lu}`",
            ));
        };
        let Some(set) = class::property(name) else {
            let message = format!("there is no property `{}`", excerpt(name));
            let expected = "a general category such as `Lu`, or a block such as `IsBasicLatin`";
            return Err(PatternError::new(start, message, expected));
        };
        self.at += name.len() + 2;
        Ok(if negative { class::complement(set) } else { set })
    }
}

/// What an escape stands for.
enum Escape {
    Character(char),
    Set(CharacterSet),
}

impl Escape {
    fn set(self) -> CharacterSet {
        match self {
            Self::Character(c) => class::one(c),
            Self::Set(set) => set,
        }
    }
}
