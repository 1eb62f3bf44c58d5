//! The datatypes of texts.

use crate::component::DerivationSet;
use crate::datatype::{Datatype, Definition, NoContext};
use crate::ir::{Integer, Model, Separator, TypeId, Value, ValueKind};
use crate::source::Span;
use crate::xsd::{Facet, FacetKind, Namespaces};
use std::collections::HashMap;
use std::sync::Arc;

/// The datatypes of a model's texts.
pub(super) struct Datatypes<'m> {
    model: &'m Model,
    enumerations: HashMap<TypeId, Arc<Datatype>>,
}

impl<'m> Datatypes<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        Self { model, enumerations: HashMap::new() }
    }

    /// The type of a text: what the schema gives it, else what its kind says.
    pub(super) fn of(&mut self, value: &Value, span: Span) -> Arc<Datatype> {
        let datatype = match &value.datatype {
            Some(datatype) if !self.has_aliases(&value.kind) => datatype.clone(),
            _ => self.of_kind(&value.kind, span),
        };
        if !value.may_be_empty || datatype.validate("", &NoContext).is_ok() {
            return datatype;
        }
        let empty = restricted("token", vec![facet(FacetKind::Length, "0", span)], span);
        Arc::new(Datatype::union(vec![datatype, empty], definition(span)).0)
    }

    fn of_kind(&mut self, kind: &ValueKind, span: Span) -> Arc<Datatype> {
        let words = |words: &[&str]| {
            restricted(
                "token",
                words.iter().map(|word| facet(FacetKind::Enumeration, word, span)).collect(),
                span,
            )
        };
        match kind {
            ValueKind::Text => builtin("string"),
            ValueKind::Boolean => builtin("boolean"),
            ValueKind::Flag => words(&["0", "1"]),
            ValueKind::Integer(integer) => builtin(integer_type(*integer)),
            ValueKind::Double => builtin("double"),
            ValueKind::DateTime => builtin("dateTime"),
            ValueKind::Date => builtin("date"),
            ValueKind::YesNo => words(&["yes", "no"]),
            ValueKind::Enumeration(id) => self.enumeration(id, span),
            ValueKind::List(item, Separator::Space) => {
                let item = self.of(item, span);
                Arc::new(Datatype::list(&item, definition(span)).0)
            }
            ValueKind::List(item, Separator::Comma) => {
                let item = self.pattern(item);
                let pattern = format!(r"\s*(({item})\s*(,\s*({item})\s*)*)?");
                restricted("string", vec![facet(FacetKind::Pattern, &pattern, span)], span)
            }
        }
    }

    fn enumeration(&mut self, id: &TypeId, span: Span) -> Arc<Datatype> {
        if let Some(known) = self.enumerations.get(id) {
            return known.clone();
        }
        let Some(enumeration) = self.model.enumeration_of(id) else { return builtin("string") };
        let texts = enumeration.words.iter().flat_map(|word| {
            std::iter::once(&word.text)
                .chain(&word.aliases)
                .map(|text| facet(FacetKind::Enumeration, text, word.span))
        });
        let datatype = restricted("token", texts.collect(), span);
        self.enumerations.insert(id.clone(), datatype.clone());
        datatype
    }

    fn has_aliases(&self, kind: &ValueKind) -> bool {
        match kind {
            ValueKind::Enumeration(id) => {
                let words = self.model.enumeration_of(id).map_or(&[][..], |enumeration| &enumeration.words);
                words.iter().any(|word| !word.aliases.is_empty())
            }
            ValueKind::List(item, _) => self.has_aliases(&item.kind),
            _ => false,
        }
    }

    /// The items of a list that commas separate, as a pattern: such lists are no lists to XSD.
    fn pattern(&self, item: &Value) -> String {
        match &item.kind {
            ValueKind::Flag => "[01]".to_owned(),
            ValueKind::Boolean => "true|false|0|1".to_owned(),
            ValueKind::YesNo => "yes|no".to_owned(),
            ValueKind::Integer(integer) if integer_type(*integer).starts_with("unsigned") => {
                r"\+?[0-9]+".to_owned()
            }
            ValueKind::Integer(_) => r"[+\-]?[0-9]+".to_owned(),
            ValueKind::Enumeration(id) => {
                let words = self.model.enumeration_of(id).map_or(&[][..], |enumeration| &enumeration.words);
                let texts = words.iter().flat_map(|word| std::iter::once(&word.text).chain(&word.aliases));
                texts.map(|text| escaped(text)).collect::<Vec<_>>().join("|")
            }
            _ => "[^,]*".to_owned(),
        }
    }
}

fn integer_type(integer: Integer) -> &'static str {
    match integer {
        Integer::I8 => "byte",
        Integer::I16 => "short",
        Integer::I32 => "int",
        Integer::I64 => "long",
        Integer::U8 => "unsignedByte",
        Integer::U16 => "unsignedShort",
        Integer::U32 => "unsignedInt",
        Integer::U64 => "unsignedLong",
    }
}

fn builtin(name: &str) -> Arc<Datatype> {
    Datatype::builtin(name).unwrap_or_else(Datatype::any)
}

fn restricted(base: &str, facets: Vec<Facet>, span: Span) -> Arc<Datatype> {
    Arc::new(Datatype::restrict(&builtin(base), facets, definition(span), &NoContext).0)
}

fn definition(span: Span) -> Definition {
    Definition { name: None, is_final: DerivationSet::default(), span, docs: None }
}

fn facet(kind: FacetKind, value: &str, span: Span) -> Facet {
    Facet { kind, value: value.to_owned(), span, fixed: false, namespaces: Namespaces::default(), docs: None }
}

/// A text as a pattern that it alone matches.
fn escaped(text: &str) -> String {
    let mut pattern = String::new();
    for character in text.chars() {
        if r"\|.-^?*+{}()[]".contains(character) {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}
