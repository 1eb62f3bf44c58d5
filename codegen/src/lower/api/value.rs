//! What parameters and filters take.

use super::constraint::{self, item};
use super::{Lowering, docs};
use crate::api::{self, Kind, SimpleType, Words};
use crate::diagnostic::Diagnostic;
use crate::ir::{self, Enumeration, Facet, Integer, Separator, TypeId, Value, ValueKind, Word};
use heck::ToUpperCamelCase;
use indexmap::IndexMap;
use std::collections::HashSet;

impl Lowering<'_> {
    pub(super) fn parameters(&mut self) -> IndexMap<String, ir::Parameter> {
        let mut parameters = IndexMap::new();
        for parameter in &self.description.parameters {
            let lowered = ir::Parameter {
                value: self.value(&parameter.name, &parameter.value, parameter.doc.as_ref()),
                secret: parameter.secret,
                docs: docs(parameter.doc.as_ref()),
                known_from: docs(parameter.source.as_ref()),
                since: docs(parameter.since.as_ref()),
                span: parameter.name.span,
            };
            parameters.insert(parameter.name.text.clone(), lowered);
        }
        parameters
    }

    pub(super) fn filters(&mut self) -> IndexMap<String, ir::Filter> {
        let mut filters = IndexMap::new();
        for filter in &self.description.filters {
            let lowered = ir::Filter {
                value: self.value(&filter.name, &filter.value, filter.doc.as_ref()),
                operators: filter.operators.clone(),
                docs: docs(filter.doc.as_ref()),
                known_from: docs(filter.source.as_ref()),
                span: filter.name.span,
            };
            filters.insert(filter.name.text.clone(), lowered);
        }
        filters
    }

    /// The type of one value with its constraints, as a list if there may be several.
    fn value(&mut self, name: &api::Text, value: &api::Value, doc: Option<&api::Text>) -> Value {
        let mut lowered = Value::new(match &value.kind {
            Some(Kind::Simple(simple, _)) => simple_type(*simple),
            Some(Kind::Words(words)) => self.enumeration(name, words, value.list.as_ref(), doc),
            // It could not be read; no constraint can be held against it.
            None => return Value::text(),
        });
        if let Some(range) = &value.range {
            match constraint::narrow(&lowered, &name.text, range) {
                Ok(narrowed) => lowered = narrowed,
                Err(error) => self.error(error),
            }
        }
        self.text_facets(name, value, &mut lowered);
        if let Some(format) = &value.format {
            if matches!(lowered.kind, ValueKind::Date | ValueKind::DateTime) {
                lowered.facets.push(Facet { name: "format".to_owned(), value: format.text.clone() });
            } else {
                let message = format!("`{}` is no date, so it has no format", name.text);
                self.error(
                    Diagnostic::error(format.span, message).label("only `date` and `dateTime` have one"),
                );
            }
        }
        if let (Some(joined), None) = (&value.joined, &value.list) {
            let message = format!("`{}` is no list, so nothing is joined", name.text);
            let error = Diagnostic::error(joined.span, message).label("only a list has it");
            self.error(
                error.help("several values are `list = \",\"`; the characters of a text are its `length`"),
            );
        }
        match &value.list {
            Some(separator) if separator.text == "," => {
                let mut list = Value::new(ValueKind::List(Box::new(lowered), Separator::Comma));
                if let Some(joined) = &value.joined {
                    self.ends(joined, "list", "bytes", ["minJoined", "maxJoined"], &mut list);
                }
                list
            }
            Some(separator) => {
                let message = format!("lists cannot be separated by `{}`", separator.text.escape_debug());
                self.error(Diagnostic::error(separator.span, message).label("expected \",\""));
                lowered
            }
            None => lowered,
        }
    }

    /// `length`, `html`, `ascii` and `uppercase`.
    fn text_facets(&mut self, name: &api::Text, value: &api::Value, lowered: &mut Value) {
        let is_text = lowered.kind == ValueKind::Text;
        if let Some(length) = &value.length {
            if is_text {
                self.ends(length, "text", "characters", ["minLength", "maxLength"], lowered);
            } else {
                let message = format!("`{}` is no string, so it has no length", name.text);
                self.error(Diagnostic::error(length.span, message).label("only `string` has one"));
            }
        }
        let rules = [
            (value.no_html, "so nobody writes HTML there", facet("html", "forbidden")),
            (value.ascii, "so its characters are known", facet("characters", "ascii")),
            (value.uppercase, "so it has no capital letters", facet("case", "upper")),
        ];
        for (place, why, rule) in rules {
            match place {
                Some(_) if is_text => lowered.facets.push(rule),
                Some(span) => {
                    let message = format!("`{}` is no string, {why}", name.text);
                    self.error(Diagnostic::error(span, message).label("only `string` has it"));
                }
                None => {}
            }
        }
    }

    /// The ends of a length, as facets.
    fn ends(&mut self, length: &api::Range, what: &str, unit: &str, names: [&str; 2], lowered: &mut Value) {
        let max = length.max.unwrap_or(i128::from(u32::MAX));
        let is_possible = (0..=max).contains(&length.min.unwrap_or(0)) && max <= i128::from(u32::MAX);
        if !is_possible {
            let error = Diagnostic::error(length.span, format!("no {what} has such a length"));
            self.error(error.label(format!("expected numbers of {unit}, the smaller one first")));
            return;
        }
        let ends = names.into_iter().zip([length.min.filter(|min| *min > 0), length.max]);
        lowered.facets.extend(ends.filter_map(|(name, end)| Some(facet(name, end?))));
    }

    /// Declares the enumeration of these words, unless it is there already.
    fn enumeration(
        &mut self,
        parameter: &api::Text,
        words: &Words,
        list: Option<&api::Text>,
        doc: Option<&api::Text>,
    ) -> ValueKind {
        if let Some(list) = list {
            for word in words.words.iter().filter(|word| word.text.contains(&list.text)) {
                let message = format!("the word `{}` contains the separator of the list", word.text);
                self.error(
                    Diagnostic::error(word.span, message)
                        .label("would be read as several words")
                        .related(list.span, "the separator"),
                );
            }
        }
        let name = match &words.name {
            Some(name) => name.text.clone(),
            None => parameter.text.to_upper_camel_case(),
        };
        let word = |word: &api::Text| Word {
            text: word.text.clone(),
            aliases: Vec::new(),
            span: word.span,
            docs: None,
        };
        let enumeration =
            Enumeration { span: words.span, docs: docs(doc), words: words.words.iter().map(word).collect() };
        match self.enumerations.get(&name) {
            Some(other) if !are_same(other, &enumeration) => {
                let message = format!("there is another enumeration `{name}`, with other words");
                let place = words.name.as_ref().map_or(words.span, |name| name.span);
                let error = Diagnostic::error(place, message)
                    .label("the words of this one differ")
                    .related(other.span, "the words of the other one")
                    .help("give one of them another `name`, or both the same words");
                self.error(error);
            }
            Some(_) => {}
            None => {
                self.enumerations.insert(name.clone(), enumeration);
            }
        }
        ValueKind::Enumeration(TypeId { module: self.path.to_owned(), name })
    }

    /// Why a text is no value of the type, if it is none.
    pub(super) fn refusal(&self, value: &Value, text: &str) -> Option<String> {
        if let ValueKind::List(one, _) = &value.kind {
            // No text at all is no value at all: an empty list.
            let mut texts = text.split(',').filter(|_| !text.is_empty());
            return texts.find_map(|text| self.refusal(one, text.trim()));
        }
        let ValueKind::Enumeration(id) = &value.kind else { return constraint::refusal(item(value), text) };
        let words = &self.enumerations.get(&id.name)?.words;
        if words.iter().any(|word| word.text == text) {
            return None;
        }
        let words: Vec<_> = words.iter().map(|word| format!("`{}`", word.text)).collect();
        Some(format!("expected one of {}", words.join(", ")))
    }
}

fn are_same(one: &Enumeration, other: &Enumeration) -> bool {
    let words = |enumeration: &Enumeration| -> HashSet<String> {
        enumeration.words.iter().map(|word| word.text.clone()).collect()
    };
    words(one) == words(other)
}

fn facet(name: &str, value: impl ToString) -> Facet {
    Facet { name: name.to_owned(), value: value.to_string() }
}

fn simple_type(simple: SimpleType) -> ValueKind {
    match simple {
        SimpleType::String => ValueKind::Text,
        SimpleType::Boolean => ValueKind::Boolean,
        SimpleType::Flag => ValueKind::Flag,
        SimpleType::YesNo => ValueKind::YesNo,
        SimpleType::Int => ValueKind::Integer(Integer::I32),
        SimpleType::Long => ValueKind::Integer(Integer::I64),
        SimpleType::UnsignedByte => ValueKind::Integer(Integer::U8),
        SimpleType::UnsignedShort => ValueKind::Integer(Integer::U16),
        SimpleType::UnsignedInt => ValueKind::Integer(Integer::U32),
        SimpleType::UnsignedLong => ValueKind::Integer(Integer::U64),
        SimpleType::Date => ValueKind::Date,
        SimpleType::DateTime => ValueKind::DateTime,
    }
}
