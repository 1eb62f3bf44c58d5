//! Tables of TOML: their keys one by one, what is missing among them and what does not belong there.

use super::quoted::Quoted;
use super::similar::similar;
use super::tree::Text;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use std::ops::Range as Bytes;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value of TOML with its place.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// Turns values of TOML into what is expected of them.
pub(super) struct Reader<'t> {
    source: SourceId,
    pub(super) file: &'t str,
    /// In the order of finding, which is not that of the file.
    errors: Vec<Diagnostic>,
}

/// The keys of a table that have not been read yet.
pub(super) struct Keys<'t> {
    /// The table.
    pub(super) span: Span,
    /// What the table describes, for diagnostics.
    what: String,
    /// In the order of the file.
    unread: Vec<(Text, Value<'t>)>,
    /// The keys that have been asked for.
    known: Vec<&'static str>,
}

impl<'t> Keys<'t> {
    /// Whether a key is there and has not been taken.
    fn has(&self, key: &str) -> bool {
        self.unread.iter().any(|(name, _)| name.text == key)
    }

    /// Takes the value of a key, and the key's place.
    pub(super) fn take(&mut self, key: &'static str) -> Option<(Span, Value<'t>)> {
        self.known.push(key);
        let at = self.unread.iter().position(|(name, _)| name.text == key)?;
        let (name, value) = self.unread.remove(at);
        Some((name.span, value))
    }
}

impl<'t> Reader<'t> {
    pub(super) fn new(source: SourceId, file: &'t str) -> Self {
        Self { source, file, errors: Vec::new() }
    }

    /// Hands out the errors in the order of the file.
    pub(super) fn report(mut self, diagnostics: &mut Diagnostics) {
        self.errors.sort_by_key(|error| error.span.start);
        self.errors.into_iter().for_each(|error| diagnostics.push(error));
    }

    /// How many errors there are.
    pub(super) fn errors(&self) -> usize {
        self.errors.len()
    }

    pub(super) fn span(&self, place: Bytes<usize>) -> Span {
        Span::new(self.source, place)
    }

    pub(super) fn error(&mut self, error: Diagnostic) {
        self.errors.push(error);
    }

    /// The value, or `None` after an error about it.
    pub(super) fn sound<T>(&mut self, parsed: Result<T, Diagnostic>) -> Option<T> {
        parsed.map_err(|error| self.error(error)).ok()
    }

    /// The keys of the table that describes `what`.
    pub(super) fn keys(&mut self, table: DeTable<'t>, span: Span, what: String) -> Keys<'t> {
        Keys { span, what, unread: self.entries(table), known: Vec::new() }
    }

    /// The entries of a table in the order of the file.
    pub(super) fn entries(&self, table: DeTable<'t>) -> Vec<(Text, Value<'t>)> {
        let mut entries: Vec<_> = table
            .into_iter()
            .map(|(key, value)| {
                let span = self.span(key.span());
                (Text { text: key.into_inner().into_owned(), span }, value)
            })
            .collect();
        entries.sort_by_key(|(name, _)| name.span.start);
        entries
    }

    /// Complains about the keys that nothing asked for.
    pub(super) fn finish(&mut self, keys: Keys<'t>) {
        let expected = format!("expected {}", alternatives(&keys.known));
        for (key, _) in &keys.unread {
            let mut error = Diagnostic::error(key.span, format!("{} has no `{}`", keys.what, key.text))
                .label(expected.clone());
            if let Some(meant) = similar(&key.text, keys.known.iter().copied()) {
                error = error.help(format!("did you mean `{meant}`?"));
            }
            self.error(error);
        }
    }

    /// Complains that a key is not there.
    pub(super) fn missing(&mut self, keys: &Keys<'t>, key: &str, expected: &str) {
        let error = Diagnostic::error(keys.span, format!("{} has no `{key}`", keys.what));
        self.error(error.label(format!("expected {expected}")));
    }

    /// A text that may be missing, and is not empty.
    pub(super) fn text(&mut self, keys: &mut Keys<'t>, key: &'static str) -> Option<Text> {
        self.quoted(keys, key).map(Quoted::whole)
    }

    /// A text that has to be there, and is not empty.
    pub(super) fn required_text(
        &mut self,
        keys: &mut Keys<'t>,
        key: &'static str,
        hint: &str,
    ) -> Option<Text> {
        self.required_quoted(keys, key, hint).map(Quoted::whole)
    }

    /// A text with an inner structure that may be missing, and is not empty.
    pub(super) fn quoted(&mut self, keys: &mut Keys<'t>, key: &'static str) -> Option<Quoted> {
        let (_, value) = keys.take(key)?;
        self.not_empty(value, key)
    }

    /// A text with an inner structure that has to be there, and is not empty.
    pub(super) fn required_quoted(
        &mut self,
        keys: &mut Keys<'t>,
        key: &'static str,
        hint: &str,
    ) -> Option<Quoted> {
        match keys.take(key) {
            Some((_, value)) => self.not_empty(value, key),
            None => {
                self.missing(keys, key, &format!("`{key} = {hint}`"));
                None
            }
        }
    }

    fn not_empty(&mut self, value: Value<'t>, key: &str) -> Option<Quoted> {
        let quoted = self.string(value)?;
        if quoted.text.trim().is_empty() {
            let error =
                Diagnostic::error(quoted.span, format!("this `{key}` is empty")).label("expected a text");
            self.error(error);
            return None;
        }
        Some(quoted)
    }

    /// Several texts, none of them empty; no key is no text.
    pub(super) fn texts(&mut self, keys: &mut Keys<'t>, key: &'static str) -> Vec<Text> {
        keys.take(key).map_or(Vec::new(), |(_, value)| self.list(value, key))
    }

    /// Several texts with an inner structure, none of them empty; no key is no text.
    pub(super) fn quoteds(&mut self, keys: &mut Keys<'t>, key: &'static str) -> Vec<Quoted> {
        keys.take(key).map_or(Vec::new(), |(_, value)| self.quoted_list(value, key))
    }

    /// Several texts that may be empty; no key is no text.
    pub(super) fn any_texts(&mut self, keys: &mut Keys<'t>, key: &'static str) -> Vec<Text> {
        let quoted = keys.take(key).map_or(Vec::new(), |(_, value)| self.array(value, Self::string));
        quoted.into_iter().map(Quoted::whole).collect()
    }

    /// The texts of an array, none of them empty.
    pub(super) fn list(&mut self, value: Value<'t>, key: &str) -> Vec<Text> {
        self.quoted_list(value, key).into_iter().map(Quoted::whole).collect()
    }

    fn quoted_list(&mut self, value: Value<'t>, key: &str) -> Vec<Quoted> {
        self.array(value, |reader, value| reader.not_empty(value, key))
    }

    fn array(
        &mut self,
        value: Value<'t>,
        read: impl Fn(&mut Self, Value<'t>) -> Option<Quoted>,
    ) -> Vec<Quoted> {
        let span = self.span(value.span());
        match value.into_inner() {
            DeValue::Array(values) => values.into_iter().filter_map(|value| read(self, value)).collect(),
            other => {
                self.wrong_type(span, &other, "an array of strings");
                Vec::new()
            }
        }
    }

    /// A truth value that may be missing.
    pub(super) fn boolean(&mut self, keys: &mut Keys<'t>, key: &'static str) -> Option<(bool, Span)> {
        let (key, value) = keys.take(key)?;
        let span = self.span(value.span());
        match value.into_inner() {
            DeValue::Boolean(truth) => Some((truth, key)),
            other => {
                self.wrong_type(span, &other, "true or false");
                None
            }
        }
    }

    /// A truth value that has to be there.
    pub(super) fn required_boolean(&mut self, keys: &mut Keys<'t>, key: &'static str) -> Option<bool> {
        if !keys.has(key) {
            self.missing(keys, key, &format!("`{key} = true` or `{key} = false`"));
        }
        self.boolean(keys, key).map(|(truth, _)| truth)
    }

    /// A table.
    pub(super) fn table(&mut self, value: Value<'t>, expected: &str) -> Option<(DeTable<'t>, Span)> {
        let span = self.span(value.span());
        match value.into_inner() {
            DeValue::Table(table) => Some((table, span)),
            other => {
                self.wrong_type(span, &other, expected);
                None
            }
        }
    }

    /// Any string.
    pub(super) fn string(&mut self, value: Value<'t>) -> Option<Quoted> {
        let span = self.span(value.span());
        match value.into_inner() {
            DeValue::String(text) => Some(Quoted::new(self.file, span, text.into_owned())),
            other => {
                self.wrong_type(span, &other, "a string");
                None
            }
        }
    }

    fn wrong_type(&mut self, span: Span, found: &DeValue<'_>, expected: &str) {
        let found = match found {
            DeValue::String(_) => "a string",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a truth value",
            DeValue::Datetime(_) => "a date or a time",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.error(
            Diagnostic::error(span, format!("{found} cannot stand here"))
                .label(format!("expected {expected}")),
        );
    }
}

/// `a, b or c`
pub(super) fn alternatives(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [front @ .., last] => format!("{} or {last}", front.join(", ")),
    }
}
