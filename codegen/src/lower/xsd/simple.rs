//! Simple types: to values and enumerations.

use super::{Lowering, MAX_DEPTH, builtin};
use crate::datatype::{Datatype, Variety};
use crate::diagnostic::Diagnostic;
use crate::ir::{Enumeration, Facet, Separator, Value, ValueKind, Word};
use crate::source::Span;
use crate::xsd::{self, FacetKind};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

/// A simple type as it is lowered.
#[derive(Debug, Clone)]
pub(super) struct Simple {
    /// What an element or attribute of it holds.
    pub(super) value: Value,
    /// Its words, if it is an enumeration.
    words: Option<Rc<Vec<Word>>>,
    /// What it does with white space.
    white_space: WhiteSpace,
    /// Whether nothing but the empty text is of it.
    only_empty: bool,
    /// How documentation names it.
    label: String,
    /// Its documentation.
    pub(super) docs: Option<String>,
}

/// The values of the facet `whiteSpace`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WhiteSpace {
    Preserve,
    Replace,
    Collapse,
}

impl Simple {
    pub(super) fn new(value: Value, white_space: WhiteSpace, label: String) -> Self {
        Self { value, words: None, white_space, only_empty: false, label, docs: None }
    }

    /// Stands in for a type that cannot be lowered; an error was reported.
    pub(super) fn unknown() -> Self {
        Self::new(Value::text(), WhiteSpace::Preserve, "unknown".to_string())
    }
}

impl Lowering<'_, '_> {
    /// A simple type. `key` is where the words of an anonymous one go that is not an element's or attribute's own; without
    /// one no enumeration is made of them.
    pub(super) fn simple_type(&mut self, datatype: &Arc<Datatype>, key: Option<&str>) -> Simple {
        let Some(span) = datatype.span else {
            let name = datatype.name.as_ref().map_or("anySimpleType", |name| name.local.as_str());
            let mut simple = builtin::find(name).unwrap_or_else(Simple::unknown);
            simple.value.datatype = Some(datatype.clone());
            return simple;
        };
        if let Some(known) = self.simple_types.get(&span) {
            return known.clone();
        }
        let own = self.keys.simple.get(&span).cloned();
        let key = own.as_deref().or(key);
        if self.depth == MAX_DEPTH {
            let message = format!("the type is made of others more than {MAX_DEPTH} deep");
            self.report(Diagnostic::error(span, message));
            return Simple::unknown();
        }
        self.depth += 1;
        let mut simple = self.derived(datatype, key, span);
        self.depth -= 1;
        simple.docs = datatype.docs.clone();
        if let Some(name) = &datatype.name {
            simple.label = name.local.clone();
        }
        simple.value.datatype = Some(datatype.clone());
        if key.is_some() {
            self.simple_types.insert(span, simple.clone());
        }
        simple
    }

    fn derived(&mut self, datatype: &Arc<Datatype>, key: Option<&str>, span: Span) -> Simple {
        let is_any = |base: &Datatype| matches!(base.variety, Variety::Any);
        match (&datatype.base, &datatype.variety) {
            (Some(base), Variety::Atomic(_) | Variety::Any) => self.restriction(datatype, base, key, span),
            (Some(base), _) if !is_any(base) => self.restriction(datatype, base, key, span),
            (_, Variety::List(item)) => self.list(item, key),
            (_, Variety::Union(members)) => self.union(members, key, span, &datatype.docs),
            (None, Variety::Atomic(_) | Variety::Any) => Simple::unknown(),
        }
    }

    fn list(&mut self, item: &Arc<Datatype>, key: Option<&str>) -> Simple {
        let key = key.map(|key| format!("{key}/item"));
        let item = self.simple_type(item, key.as_deref());
        let label = format!("list of {}", item.label);
        let value = Value::new(ValueKind::List(Box::new(item.value), Separator::Space));
        Simple::new(value, WhiteSpace::Collapse, label)
    }

    /// A union: of enumerations, one enumeration; of one type and the empty text, that type; else text.
    fn union(
        &mut self,
        types: &[Arc<Datatype>],
        key: Option<&str>,
        span: Span,
        docs: &Option<String>,
    ) -> Simple {
        let members: Vec<_> = types.iter().map(|member| self.simple_type(member, None)).collect();
        let labels: Vec<_> = members.iter().map(|member| member.label.as_str()).collect();
        let label = format!("union of {}", labels.join(" | "));
        let may_be_empty = members.iter().any(|member| member.only_empty || member.value.may_be_empty);
        let (rest, rest_types): (Vec<_>, Vec<_>) =
            members.iter().zip(types).filter(|(member, _)| !member.only_empty).unzip();
        if let [one] = rest_types.as_slice() {
            let mut simple = Simple { label, ..self.simple_type(one, key) };
            simple.value.may_be_empty |= may_be_empty && simple.value.kind != ValueKind::Text;
            return simple;
        }
        let words: Option<Vec<_>> = rest.iter().map(|member| member.words.clone()).collect();
        let mut simple = Simple::new(Value::text(), WhiteSpace::Preserve, label.clone());
        match words.filter(|words| !words.is_empty()) {
            Some(words) => {
                let mut all: Vec<Word> = Vec::new();
                let mut texts = HashSet::new();
                for word in words.iter().flat_map(|words| words.iter()) {
                    if texts.insert(word.text.clone()) {
                        all.push(word.clone());
                    }
                }
                if !self.spend(all.len(), span) {
                    return Simple::unknown();
                }
                simple.white_space = WhiteSpace::Collapse;
                simple.value.may_be_empty = may_be_empty;
                self.enumeration(key, &mut simple, span, docs, all);
            }
            None => simple.value.facets.push(Facet { name: "type".to_string(), value: label }),
        }
        simple
    }

    /// A simple type restricted by facets.
    fn restriction(
        &mut self,
        datatype: &Datatype,
        base: &Arc<Datatype>,
        key: Option<&str>,
        span: Span,
    ) -> Simple {
        let (facets, docs) = (&datatype.facets, &datatype.docs);
        // A base with words of its own must not take the place of the restriction's.
        let has_words = facets.iter().any(|facet| facet.kind == FacetKind::Enumeration);
        let base_key = key.map(|key| if has_words { format!("{key}/base") } else { key.to_string() });
        let base = self.simple_type(base, base_key.as_deref());
        let base_label = base.label.clone();
        let mut simple = Simple { label: format!("restriction of {base_label}"), docs: docs.clone(), ..base };
        let is_list = matches!(simple.value.kind, ValueKind::List(..));
        let mut words: Vec<Word> = Vec::new();
        let mut texts = HashSet::new();
        let mut patterns: Vec<&str> = Vec::new();
        for facet in facets {
            match facet.kind {
                FacetKind::Pattern => patterns.push(&facet.value),
                FacetKind::Enumeration if is_list => simple.value.facets.push(lowered(facet)),
                FacetKind::Enumeration => {
                    let text = normalized(&facet.value, simple.white_space);
                    if texts.insert(text.clone()) {
                        let docs = facet.docs.clone();
                        words.push(Word { text, aliases: Vec::new(), span: facet.span, docs });
                    }
                }
                _ => constrain(&mut simple, facet),
            }
        }
        // Patterns of one step are alternatives; those of another step apply as well.
        if !patterns.is_empty() {
            simple.value.facets.push(Facet { name: "pattern".to_string(), value: patterns.join("|") });
        }
        let before = words.len();
        words.retain(|word| !word.text.is_empty());
        let has_empty = words.len() < before;
        if has_empty && words.is_empty() {
            simple.value = Value { may_be_empty: true, ..Value::text() };
            simple.value.facets.push(Facet { name: "enumeration".to_string(), value: String::new() });
            simple.only_empty = true;
            simple.words = None;
        } else if !words.is_empty() && self.spend(words.len(), span) {
            simple.value.may_be_empty = has_empty;
            let has_type = simple.value.facets.iter().any(|facet| facet.name == "type");
            if !has_type && !matches!(simple.value.kind, ValueKind::Text | ValueKind::Enumeration(_)) {
                simple.value.facets.push(Facet { name: "type".to_string(), value: base_label });
            }
            self.enumeration(key, &mut simple, span, docs, words);
        }
        simple
    }

    /// Makes a simple type an enumeration, and with a key an enumeration of the module.
    fn enumeration(
        &mut self,
        key: Option<&str>,
        simple: &mut Simple,
        span: Span,
        docs: &Option<String>,
        words: Vec<Word>,
    ) {
        let file = self.file_of(span).unwrap_or_default();
        let mut name = key.unwrap_or("").to_string();
        if let Some(key) = key {
            // Elements of one name in one type can have a type each.
            let enumerations = &mut self.modules[file].enumerations;
            let mut number = 1;
            while enumerations.get(&name).is_some_and(|other| other.span != span) {
                number += 1;
                name = format!("{key} {number}");
            }
            let enumeration = Enumeration { span, docs: docs.clone(), words: words.clone() };
            enumerations.insert(name.clone(), enumeration);
        }
        simple.value.kind = ValueKind::Enumeration(self.key(file, &name));
        simple.words = Some(Rc::new(words));
    }
}

fn lowered(facet: &xsd::Facet) -> Facet {
    Facet { name: facet.kind.name().to_string(), value: facet.value.clone() }
}

/// Adds a facet; it replaces the base's, which it can only tighten.
fn constrain(simple: &mut Simple, facet: &xsd::Facet) {
    if facet.kind == FacetKind::WhiteSpace {
        simple.white_space = match facet.value.trim_ascii() {
            "collapse" => WhiteSpace::Collapse,
            "replace" => WhiteSpace::Replace,
            _ => WhiteSpace::Preserve,
        };
    }
    let is_zero = facet.value.trim_ascii() == "0";
    if matches!(facet.kind, FacetKind::Length | FacetKind::MaxLength) && is_zero {
        simple.only_empty = simple.value.kind == ValueKind::Text;
    }
    let facet = lowered(facet);
    match simple.value.facets.iter_mut().find(|other| other.name == facet.name) {
        Some(base) => *base = facet,
        None => simple.value.facets.push(facet),
    }
}

/// A value as it is compared.
fn normalized(text: &str, white_space: WhiteSpace) -> String {
    match white_space {
        WhiteSpace::Preserve => text.to_string(),
        WhiteSpace::Replace => text.replace(['\t', '\n', '\r'], " "),
        WhiteSpace::Collapse => text.split_ascii_whitespace().collect::<Vec<_>>().join(" "),
    }
}
