//! Corrections of the vendor's text, and types for what a DTD can only call text.
//!
//! The vendor's files stay as they are; what is wrong or missing in them stands in `fixups.toml`, each entry with its
//! reason and its source. An entry that matches nothing is an error, so corrections expire.

mod apply;
mod identified;
mod path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Integer, Separator, Value, ValueKind};
use crate::source::{SourceFile, SourceId, Span};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use apply::{Resolve, apply};
pub use identified::{Identified, identify};

/// The entries of a file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fixups {
    /// Corrections.
    pub fixups: Vec<Fixup>,
    /// Documents that tell the number of what a call made or concerned.
    pub identified: Vec<Identified>,
}

/// One correction, at one place or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Fixup {
    /// Modules of the IR.
    pub schemas: Vec<(String, Span)>,
    /// Places in each of them.
    pub at: Vec<(String, Span)>,
    /// What to do there.
    pub action: Action,
}

/// What a correction does.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Gives a text its type.
    Type(Value),
    /// Makes a text an enumeration of these words, as a list with a separator if there is one.
    Words {
        /// In the order of the file.
        words: Vec<(String, Span)>,
        /// What separates several of them in one text.
        list: Option<Separator>,
        /// Whether the text may be empty.
        may_be_empty: bool,
    },
    /// Lets a text be empty.
    Empty,
    /// Corrects the name of an element in a content model.
    Rename(String),
    /// Reads these names as well.
    Alias(Vec<String>),
    /// Lets an element or attribute be absent.
    Optional,
    /// Names a choice or a group.
    Name(String),
    /// Documents.
    Doc(String),
}

/// Reads the file; what is wrong in it is a diagnostic, and the rest is read all the same.
pub fn parse(source: SourceId, file: &SourceFile, diagnostics: &mut Diagnostics) -> Fixups {
    let table = match DeTable::parse(&file.text) {
        Ok(table) => table.into_inner(),
        Err(error) => {
            let span = Span::new(source, error.span().unwrap_or(0..0));
            let message = format!("the corrections cannot be read: {}", error.message());
            diagnostics.push(Diagnostic::error(span, message));
            return Fixups::default();
        }
    };
    let mut reader = Reader { source, diagnostics };
    let mut fixups = Fixups::default();
    for (key, value) in table {
        let span = reader.span(key.span());
        match (key.get_ref().as_ref(), value.into_inner()) {
            ("fixup", DeValue::Array(entries)) => {
                fixups.fixups.extend(entries.into_iter().filter_map(|entry| reader.entry(entry)));
            }
            ("identified", DeValue::Array(entries)) => {
                fixups.identified.extend(entries.into_iter().filter_map(|entry| reader.identified(entry)));
            }
            (other, _) => {
                reader.error(
                    span,
                    format!("`{other}` has no meaning here"),
                    "expected [[fixup]] or [[identified]]",
                );
            }
        }
    }
    fixups
}

struct Reader<'d> {
    source: SourceId,
    diagnostics: &'d mut Diagnostics,
}

/// The keys of an entry that say where it stands and why.
#[derive(Default)]
struct Frame {
    schemas: Vec<(String, Span)>,
    at: Vec<(String, Span)>,
    reason: bool,
    source: bool,
}

impl Reader<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }

    fn error(&mut self, span: Span, message: impl Into<String>, expected: &str) {
        self.diagnostics.push(Diagnostic::error(span, message).label(expected).help(HELP));
    }

    fn entry(&mut self, entry: Spanned<DeValue<'_>>) -> Option<Fixup> {
        let span = self.span(entry.span());
        let DeValue::Table(keys) = entry.into_inner() else {
            self.error(span, "a correction is a table", "expected [[fixup]]");
            return None;
        };
        let mut frame = Frame::default();
        let (mut actions, mut list, mut may_be_empty) = (Vec::new(), None, false);
        for (key, value) in keys {
            let key_span = self.span(key.span());
            match key.get_ref().as_ref() {
                "schema" => frame.schemas = self.texts(value)?,
                "at" => frame.at = self.texts(value)?,
                "reason" => frame.reason = !self.text(value)?.0.trim().is_empty(),
                "source" => frame.source = !self.text(value)?.0.trim().is_empty(),
                "list" => list = Some(self.separator(value)?),
                "empty" => may_be_empty = self.is_true(value)?,
                "type" => actions.push(self.value_type(value)?),
                "values" => {
                    let words = self.texts(value)?;
                    actions.push(Action::Words { words, list: None, may_be_empty: false });
                }
                "rename" => actions.push(Action::Rename(self.text(value)?.0)),
                "alias" => {
                    let names = self.texts(value)?.into_iter().map(|(name, _)| name);
                    actions.push(Action::Alias(names.collect()));
                }
                "optional" => {
                    if self.is_true(value)? {
                        actions.push(Action::Optional);
                    }
                }
                "name" => actions.push(self.type_name(value)?),
                "doc" => actions.push(Action::Doc(self.text(value)?.0)),
                other => {
                    let message = format!("a correction has no `{other}`");
                    self.error(key_span, message, "expected schema, at, reason, source and one action");
                    return None;
                }
            }
        }
        for (is_there, what) in [
            (!frame.schemas.is_empty(), "schema"),
            (!frame.at.is_empty(), "at"),
            (frame.reason, "reason"),
            (frame.source, "source"),
        ] {
            if !is_there {
                self.error(span, format!("a correction without `{what}`"), "say it here");
                return None;
            }
        }
        let action = self.action(actions, list, may_be_empty, span)?;
        Some(Fixup { schemas: frame.schemas, at: frame.at, action })
    }

    /// The one action of an entry, with `list` and `empty` where they belong to it.
    fn action(
        &mut self,
        mut actions: Vec<Action>,
        list: Option<Separator>,
        may_be_empty: bool,
        span: Span,
    ) -> Option<Action> {
        if actions.is_empty() && may_be_empty {
            actions.push(Action::Empty);
        }
        match (actions.pop(), actions.is_empty()) {
            (Some(Action::Type(value)), true) => {
                let kind = match list {
                    Some(separator) => ValueKind::List(Box::new(value), separator),
                    None => value.kind,
                };
                Some(Action::Type(Value { may_be_empty, ..Value::new(kind) }))
            }
            (Some(Action::Words { words, .. }), true) => Some(Action::Words { words, list, may_be_empty }),
            (Some(Action::Empty), true) if list.is_none() => Some(Action::Empty),
            (Some(action), true) if list.is_none() && !may_be_empty => Some(action),
            (Some(_), true) => {
                self.error(
                    span,
                    "`list` and `empty` say more of a `type` or of `values`",
                    "this has neither",
                );
                None
            }
            (action, _) => {
                let found = if action.is_some() { "several" } else { "none" };
                let message = format!("a correction does one thing, and this one has {found}");
                self.error(
                    span,
                    message,
                    "expected one of type, values, empty, rename, alias, optional, name, doc",
                );
                None
            }
        }
    }

    fn text(&mut self, value: Spanned<DeValue<'_>>) -> Option<(String, Span)> {
        let span = self.span(value.span());
        match value.into_inner() {
            DeValue::String(text) => Some((text.into_owned(), span)),
            _ => {
                self.error(span, "this is no text", "expected a string");
                None
            }
        }
    }

    fn texts(&mut self, value: Spanned<DeValue<'_>>) -> Option<Vec<(String, Span)>> {
        match value.get_ref() {
            DeValue::Array(_) => match value.into_inner() {
                DeValue::Array(values) => values.into_iter().map(|value| self.text(value)).collect(),
                _ => None,
            },
            _ => Some(vec![self.text(value)?]),
        }
    }

    fn is_true(&mut self, value: Spanned<DeValue<'_>>) -> Option<bool> {
        let span = self.span(value.span());
        match value.into_inner() {
            DeValue::Boolean(true) => Some(true),
            _ => {
                self.error(span, "this can only be true", "expected true, or nothing at all");
                None
            }
        }
    }

    fn separator(&mut self, value: Spanned<DeValue<'_>>) -> Option<Separator> {
        let (text, span) = self.text(value)?;
        match text.as_str() {
            "," => Some(Separator::Comma),
            " " => Some(Separator::Space),
            _ => {
                self.error(span, format!("`{text}` separates no list"), "expected \",\" or \" \"");
                None
            }
        }
    }

    fn value_type(&mut self, value: Spanned<DeValue<'_>>) -> Option<Action> {
        let (name, span) = self.text(value)?;
        match value_kind(&name) {
            Some(kind) => Some(Action::Type(Value::new(kind))),
            None => {
                self.error(
                    span,
                    format!("`{name}` is no type"),
                    &format!("expected one of {}", TYPES.join(", ")),
                );
                None
            }
        }
    }

    fn type_name(&mut self, value: Spanned<DeValue<'_>>) -> Option<Action> {
        let (name, span) = self.text(value)?;
        let is_type_name = name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.chars().all(|character| character.is_ascii_alphanumeric());
        if !is_type_name {
            self.error(span, format!("`{name}` names no type"), "expected a name such as Occurrence");
            return None;
        }
        Some(Action::Name(name))
    }
}

const HELP: &str = "schemas/README.md shows the form of an entry";

const TYPES: &[&str] = &[
    "string",
    "boolean",
    "flag",
    "byte",
    "short",
    "int",
    "long",
    "unsignedByte",
    "unsignedShort",
    "unsignedInt",
    "unsignedLong",
    "double",
    "dateTime",
];

/// The types of corrections: those of XML Schema, and `flag`.
fn value_kind(name: &str) -> Option<ValueKind> {
    Some(match name {
        "string" => ValueKind::Text,
        "boolean" => ValueKind::Boolean,
        "flag" => ValueKind::Flag,
        "byte" => ValueKind::Integer(Integer::I8),
        "short" => ValueKind::Integer(Integer::I16),
        "int" => ValueKind::Integer(Integer::I32),
        "long" => ValueKind::Integer(Integer::I64),
        "unsignedByte" => ValueKind::Integer(Integer::U8),
        "unsignedShort" => ValueKind::Integer(Integer::U16),
        "unsignedInt" => ValueKind::Integer(Integer::U32),
        "unsignedLong" => ValueKind::Integer(Integer::U64),
        "double" => ValueKind::Double,
        "dateTime" => ValueKind::DateTime,
        _ => return None,
    })
}
