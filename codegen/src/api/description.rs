//! The file as a whole, its parameters and its filters.

use super::keys::{Keys, Reader, Value};
use super::path;
use super::tree::{Description, Filter, Operator, Parameter, Text};
use crate::diagnostic::Diagnostic;
use toml::de::DeTable;

impl<'t> Reader<'t> {
    /// Reads the file.
    pub(super) fn description(&mut self, table: DeTable<'t>) -> Description {
        let start = self.span(0..0);
        let mut keys = self.keys(table, start, "the description".to_owned());
        let doc = self.required_text(&mut keys, "doc", DOC);
        // Where the file as a whole is known from is for its readers.
        self.text(&mut keys, "source");
        let path = self.quoted(&mut keys, "path").and_then(|text| self.sound(path::parse(text)));
        let schema = self.text(&mut keys, "schema");
        let parameters = self.each(&mut keys, "parameters", Self::parameter);
        let groups = self.each(&mut keys, "groups", Self::group);
        let filters = self.each(&mut keys, "filters", Self::filter);
        let operations = self.each(&mut keys, "operations", Self::operation);
        if operations.is_empty() {
            let error = Diagnostic::error(start, "the description has no operations");
            self.error(error.label("expected `[operations.name]` somewhere in the file"));
        }
        self.finish(keys);
        let span = self.span(0..self.file.len());
        let is_incomplete = self.errors() > 0;
        Description { span, doc, path, schema, parameters, groups, filters, operations, is_incomplete }
    }

    /// Reads the tables inside `[key]`.
    fn each<T>(
        &mut self,
        keys: &mut Keys<'t>,
        key: &'static str,
        read: fn(&mut Self, Text, &mut Keys<'t>) -> T,
    ) -> Vec<T> {
        let Some((_, value)) = keys.take(key) else { return Vec::new() };
        let Some((table, _)) = self.table(value, &format!("tables `[{key}.name]`")) else {
            return Vec::new();
        };
        let entries = self.entries(table);
        entries.into_iter().filter_map(|(name, value)| self.one(name, value, key, read)).collect()
    }

    fn one<T>(
        &mut self,
        name: Text,
        value: Value<'t>,
        key: &str,
        read: fn(&mut Self, Text, &mut Keys<'t>) -> T,
    ) -> Option<T> {
        let (table, span) = self.table(value, &format!("a table `[{key}.{}]`", name.text))?;
        let what = format!("{} `{}`", key.trim_end_matches('s'), name.text);
        let mut keys = self.keys(table, span, what);
        let one = read(self, name, &mut keys);
        self.finish(keys);
        Some(one)
    }

    fn parameter(&mut self, name: Text, keys: &mut Keys<'t>) -> Parameter {
        let value = self.value(keys);
        let also = self.any_texts(keys, "also");
        self.each_once(&also, "word");
        let secret = self.boolean(keys, "secret").is_some_and(|(secret, _)| secret);
        let doc = self.required_text(keys, "doc", DOC);
        let source = self.required_text(keys, "source", SOURCE);
        Parameter { name, value, also, secret, doc, source, since: self.text(keys, "since") }
    }

    fn filter(&mut self, name: Text, keys: &mut Keys<'t>) -> Filter {
        let kind = self.kind(keys);
        let value = super::tree::Value {
            kind,
            list: None,
            range: None,
            length: None,
            joined: None,
            no_html: None,
            ascii: None,
            uppercase: None,
            format: None,
        };
        let operators = self.operators(keys);
        let doc = self.required_text(keys, "doc", DOC);
        Filter { name, value, operators, doc, source: self.required_text(keys, "source", SOURCE) }
    }

    fn operators(&mut self, keys: &mut Keys<'t>) -> Vec<Operator> {
        let Some((place, value)) = keys.take("operators") else {
            self.missing(keys, "operators", "`operators = [\"EQUALS\", ..]`");
            return Vec::new();
        };
        let errors = self.errors();
        let names = self.list(value, "operators");
        if names.is_empty() && errors == self.errors() {
            let error = Diagnostic::error(place, "a filter without operators");
            self.error(error.label("expected the operators that the service takes"));
        }
        self.each_once(&names, "operator");
        let mut operators = Vec::new();
        for name in names {
            match OPERATORS.iter().find(|(known, _)| *known == name.text) {
                Some((_, operator)) => operators.push(*operator),
                None => {
                    let known: Vec<&str> = OPERATORS.iter().map(|(name, _)| *name).collect();
                    self.unknown(&name.text, name.span, "operator", &known);
                }
            }
        }
        operators
    }
}

/// How a documentation is written, where it is missing.
pub(super) const DOC: &str = "\"What it is.\"";

/// How a source is written, where it is missing.
pub(super) const SOURCE: &str = "\"where this is known from\"";

const OPERATORS: &[(&str, Operator)] = &[
    ("EQUALS", Operator::Equals),
    ("NOT EQUALS", Operator::NotEquals),
    ("GREATER", Operator::Greater),
    ("LESSER", Operator::Lesser),
    ("IN", Operator::In),
    ("CONTAINS", Operator::Contains),
    ("NONE", Operator::None),
    ("IS EMPTY", Operator::IsEmpty),
];
