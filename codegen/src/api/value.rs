//! The keys that say what a parameter or a filter takes.

use super::keys::{Keys, Reader, alternatives};
use super::range;
use super::tree::{Kind, SimpleType, Text, Value, Words};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::collections::HashMap;

impl<'t> Reader<'t> {
    /// `type`, or `values` and `name`.
    pub(super) fn kind(&mut self, keys: &mut Keys<'t>) -> Option<Kind> {
        let simple = keys.take("type");
        let values = keys.take("values");
        let name = self.text(keys, "name").filter(|name| self.names_a_type(name));
        let Some((place, values)) = values else {
            if let Some(name) = name {
                let error = Diagnostic::error(name.span, "there are no words that this could be the name of");
                self.error(
                    error
                        .label("`name` is the name of an enumeration in Rust")
                        .help("write the words as `values = [..]`"),
                );
            }
            let Some((_, simple)) = simple else {
                self.missing(keys, "type", "`type = \"string\"` or `values = [\"word\", ..]`");
                return None;
            };
            return self.simple_type(simple);
        };
        if let Some((simple, _)) = simple {
            let error = Diagnostic::error(simple, "`values` are a type of their own");
            self.error(error.label("one too many").related(place, "the values").help("take `type` out"));
        }
        let span = self.span(values.span());
        let errors = self.errors();
        let words = self.list(values, "values");
        if errors != self.errors() {
            return None;
        }
        if words.is_empty() {
            let error = Diagnostic::error(span, "an enumeration without words");
            self.error(error.label("expected the words that the service takes"));
            return None;
        }
        self.each_once(&words, "word");
        Some(Kind::Words(Words { words, name, span }))
    }

    /// `list`, `range`, `length`, `joined`, `html`, `ascii`, `uppercase` and `format`.
    pub(super) fn value(&mut self, keys: &mut Keys<'t>) -> Value {
        let kind = self.kind(keys);
        let list = self.text(keys, "list");
        let range = self.quoted(keys, "range").and_then(|text| self.sound(range::parse(&text)));
        let length = self.quoted(keys, "length").and_then(|text| self.sound(range::parse(&text)));
        let joined = self.quoted(keys, "joined").and_then(|text| self.sound(range::parse(&text)));
        let no_html = self.rule(keys, "html", false, "HTML is allowed anyway");
        let ascii = self.rule(keys, "ascii", true, "other characters are allowed anyway");
        let uppercase = self.rule(keys, "uppercase", true, "small letters are allowed anyway");
        let format = self.text(keys, "format");
        Value { kind, list, range, length, joined, no_html, ascii, uppercase, format }
    }

    /// The place of a key that is a rule if it is `set`; otherwise it says nothing.
    fn rule(&mut self, keys: &mut Keys<'t>, key: &'static str, set: bool, otherwise: &str) -> Option<Span> {
        let (truth, place) = self.boolean(keys, key)?;
        if truth != set {
            let error = Diagnostic::error(place, format!("this says nothing: {otherwise}"));
            self.error(error.label(format!("expected `{key} = {set}`, or nothing at all")));
        }
        (truth == set).then_some(place)
    }

    fn simple_type(&mut self, value: super::keys::Value<'t>) -> Option<Kind> {
        let Text { text, span } = self.string(value)?.whole();
        match TYPES.iter().find(|(name, _)| *name == text) {
            Some((_, simple)) => Some(Kind::Simple(*simple, span)),
            None => {
                let names: Vec<&str> = TYPES.iter().map(|(name, _)| *name).collect();
                self.unknown(&text, span, "type", &names);
                None
            }
        }
    }

    /// Complains about a word that is none of `words`.
    pub(super) fn unknown(&mut self, word: &str, span: Span, what: &str, words: &[&str]) {
        let mut error = Diagnostic::error(span, format!("there is no {what} `{word}`"))
            .label(format!("expected {}", alternatives(words)));
        if let Some(meant) = super::similar(word, words.iter().copied()) {
            error = error.help(format!("did you mean `{meant}`?"));
        }
        self.error(error);
    }

    /// Complains about texts that are there twice.
    pub(super) fn each_once(&mut self, texts: &[Text], what: &str) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for text in texts {
            if let Some(first) = seen.insert(&text.text, text.span) {
                let error =
                    Diagnostic::error(text.span, format!("the {what} `{}` is there twice", text.text));
                self.error(error.label("take this one out").related(first, "the other one"));
            }
        }
    }

    fn names_a_type(&mut self, name: &Text) -> bool {
        let is_type_name = name.text.starts_with(|first: char| first.is_ascii_uppercase())
            && name.text.chars().all(|character| character.is_ascii_alphanumeric());
        if !is_type_name {
            let error = Diagnostic::error(name.span, format!("`{}` cannot be a type in Rust", name.text));
            self.error(error.label("expected a name such as Weekday"));
        }
        is_type_name
    }
}

const TYPES: &[(&str, SimpleType)] = &[
    ("string", SimpleType::String),
    ("boolean", SimpleType::Boolean),
    ("flag", SimpleType::Flag),
    ("yesNo", SimpleType::YesNo),
    ("int", SimpleType::Int),
    ("long", SimpleType::Long),
    ("unsignedByte", SimpleType::UnsignedByte),
    ("unsignedShort", SimpleType::UnsignedShort),
    ("unsignedInt", SimpleType::UnsignedInt),
    ("unsignedLong", SimpleType::UnsignedLong),
    ("date", SimpleType::Date),
    ("dateTime", SimpleType::DateTime),
];
