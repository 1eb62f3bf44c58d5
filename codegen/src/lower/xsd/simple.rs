//! Simple types: to values and enumerations.

use super::names::ResolvedType;
use super::{Following, Lowering, MAX_DEPTH, builtin::Builtin};
use crate::component::DerivationSet;
use crate::datatype::{Datatype, Definition, NoContext};
use crate::diagnostic::Diagnostic;
use crate::ir::{Enumeration, Facet, Separator, Value, ValueKind, Word};
use crate::source::Span;
use crate::xsd::{self, FacetKind, Reference, SimpleType, SimpleUse, Variety};
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
    /// How many types it is derived from, one from the other.
    steps: usize,
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
        Self { value, words: None, white_space, only_empty: false, label, steps: 0, docs: None }
    }

    /// Stands in for a type that cannot be lowered; an error was reported.
    pub(super) fn unknown() -> Self {
        Self::new(Value::text(), WhiteSpace::Preserve, "unknown".to_string())
    }
}

/// What a restriction restricts, and where it stands.
pub(super) struct Restriction<'a> {
    pub(super) base: Simple,
    pub(super) facets: &'a [xsd::Facet],
    pub(super) span: Span,
    pub(super) docs: &'a Option<String>,
}

impl<'a> Lowering<'a, '_> {
    /// The simple type of a use. `key` is where an anonymous enumeration goes; without one it is not made.
    pub(super) fn simple_use(&mut self, file: usize, key: Option<&str>, one: &'a SimpleUse) -> Simple {
        match one {
            SimpleUse::Named(reference) => self.simple_reference(file, reference),
            SimpleUse::Inline(definition) => {
                let simple = self.descend(definition.span, 0, |this| this.simple_type(file, key, definition));
                simple.unwrap_or_else(Simple::unknown)
            }
        }
    }

    fn simple_reference(&mut self, file: usize, reference: &'a Reference) -> Simple {
        match self.resolve_type(file, reference) {
            Some(ResolvedType::Builtin(Builtin::Simple(simple))) => simple,
            Some(ResolvedType::Simple(file, definition)) => {
                self.global_simple_type(file, definition, reference.span)
            }
            Some(ResolvedType::Builtin(Builtin::AnyType) | ResolvedType::Complex(..)) => {
                let message = format!("`{}` is a complex type", reference.name);
                self.error(reference.span, message, "a simple type is needed here");
                Simple::unknown()
            }
            None => Simple::unknown(),
        }
    }

    /// A simple type with a name, lowered once.
    pub(super) fn global_simple_type(
        &mut self,
        file: usize,
        definition: &'a SimpleType,
        from: Span,
    ) -> Simple {
        let Some(name) = definition.name.as_ref().map(|name| name.text.as_str()) else {
            return Simple::unknown();
        };
        if let Some(known) = self.simple_types.get(&(file, name)) {
            return known.clone();
        }
        if !self.following.insert((Following::SimpleType, file, name)) {
            self.error(from, format!("the type `{name}` is defined by itself"), "this leads back to it");
            return Simple::unknown();
        }
        let lowered = self.descend(from, 0, |this| this.simple_type(file, Some(name), definition));
        self.following.remove(&(Following::SimpleType, file, name));
        let mut simple = lowered.unwrap_or_else(Simple::unknown);
        simple.label = name.to_string();
        self.simple_types.insert((file, name), simple.clone());
        simple
    }

    /// A simple type by its definition.
    pub(super) fn simple_type(
        &mut self,
        file: usize,
        key: Option<&str>,
        definition: &'a SimpleType,
    ) -> Simple {
        let mut simple = match &definition.variety {
            Variety::Restriction { base, facets } => {
                // A base with words of its own must not take the place of the restriction's.
                let has_words = facets.iter().any(|facet| facet.kind == FacetKind::Enumeration);
                let base_key = key.map(|key| if has_words { format!("{key}/base") } else { key.to_string() });
                let base = self.simple_use(file, base_key.as_deref(), base);
                let (span, docs) = (definition.span, &definition.docs);
                self.restriction(file, key, Restriction { base, facets, span, docs })
            }
            Variety::List(item) => self.list(file, key, item, definition.span),
            Variety::Union(members) => self.union(file, key, members, definition),
        };
        simple.docs = definition.docs.clone();
        simple
    }

    fn list(&mut self, file: usize, key: Option<&str>, item: &'a SimpleUse, span: Span) -> Simple {
        let key = key.map(|key| format!("{key}/item"));
        let item = self.simple_use(file, key.as_deref(), item);
        if matches!(item.value.kind, ValueKind::List(..)) {
            self.error(span, "a list cannot hold lists", "");
            return Simple::unknown();
        }
        let label = format!("list of {}", item.label);
        let datatype = item.value.datatype.as_ref().map(|item| Datatype::list(item, unnamed(span)).0);
        let mut value = Value::new(ValueKind::List(Box::new(item.value), Separator::Space));
        value.datatype = datatype.map(Arc::new);
        Simple { steps: item.steps, ..Simple::new(value, WhiteSpace::Collapse, label) }
    }

    /// A union: of enumerations, one enumeration; of one type and the empty text, that type; else text.
    fn union(
        &mut self,
        file: usize,
        key: Option<&str>,
        members: &'a [SimpleUse],
        definition: &SimpleType,
    ) -> Simple {
        let uses = members;
        let members: Vec<_> = uses.iter().map(|member| self.simple_use(file, None, member)).collect();
        let labels: Vec<_> = members.iter().map(|member| member.label.as_str()).collect();
        let label = format!("union of {}", labels.join(" | "));
        let steps = members.iter().map(|member| member.steps).max().unwrap_or(0);
        let may_be_empty = members.iter().any(|member| member.only_empty || member.value.may_be_empty);
        let datatypes: Option<Vec<_>> = members.iter().map(|member| member.value.datatype.clone()).collect();
        let datatype =
            datatypes.map(|members| Arc::new(Datatype::union(members, unnamed(definition.span)).0));
        let (rest, rest_uses): (Vec<_>, Vec<_>) =
            members.iter().zip(uses).filter(|(member, _)| !member.only_empty).unzip();
        if let [one] = rest_uses.as_slice() {
            let mut simple = Simple { label, ..self.simple_use(file, key, one) };
            simple.value.may_be_empty |= may_be_empty && simple.value.kind != ValueKind::Text;
            simple.value.datatype = datatype;
            return simple;
        }
        let words: Option<Vec<_>> = rest.iter().map(|member| member.words.clone()).collect();
        let mut simple = Simple { steps, ..Simple::new(Value::text(), WhiteSpace::Preserve, label.clone()) };
        match words.filter(|words| !words.is_empty()) {
            Some(words) => {
                let mut all: Vec<Word> = Vec::new();
                let mut texts = HashSet::new();
                for word in words.iter().flat_map(|words| words.iter()) {
                    if texts.insert(word.text.clone()) {
                        all.push(word.clone());
                    }
                }
                if !self.spend(all.len(), definition.span) {
                    return Simple::unknown();
                }
                simple.white_space = WhiteSpace::Collapse;
                simple.value.may_be_empty = may_be_empty;
                self.enumeration(file, key, &mut simple, definition.span, &definition.docs, all);
            }
            None => simple.value.facets.push(Facet { name: "type".to_string(), value: label }),
        }
        simple.value.datatype = datatype;
        simple
    }

    /// A simple type restricted by facets.
    pub(super) fn restriction(&mut self, file: usize, key: Option<&str>, step: Restriction<'_>) -> Simple {
        let Restriction { base, facets, span, docs } = step;
        let base_label = base.label.clone();
        let datatype = base.value.datatype.as_ref().map(|base| {
            // What is wrong with the facets is reported where components are built.
            Arc::new(Datatype::restrict(base, facets.to_vec(), unnamed(span), &NoContext).0)
        });
        let mut simple = Simple { label: format!("restriction of {base_label}"), docs: docs.clone(), ..base };
        simple.steps += 1;
        if simple.steps > MAX_DEPTH {
            let message = format!("the type is derived in more than {MAX_DEPTH} steps");
            self.error(span, message, "");
            return Simple::unknown();
        }
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
            self.enumeration(file, key, &mut simple, span, docs, words);
        }
        simple.value.datatype = datatype;
        simple
    }

    /// Makes a simple type an enumeration, and with a key an enumeration of the module.
    fn enumeration(
        &mut self,
        file: usize,
        key: Option<&str>,
        simple: &mut Simple,
        span: Span,
        docs: &Option<String>,
        words: Vec<Word>,
    ) {
        let id = self.type_id(file, key.unwrap_or(""));
        if let Some(key) = key {
            match self.modules[file].enumerations.get(key) {
                Some(first) if first.span != span => {
                    let message = format!("a second anonymous type for `{key}`");
                    let error = Diagnostic::error(span, message).related(first.span, "the first");
                    self.report(error.help("define one type with a name, and use it in both places"));
                }
                _ => {
                    let enumeration = Enumeration { span, docs: docs.clone(), words: words.clone() };
                    self.modules[file].enumerations.insert(key.to_string(), enumeration);
                }
            }
        }
        simple.value.kind = ValueKind::Enumeration(id);
        simple.words = Some(Rc::new(words));
    }
}

fn unnamed(span: Span) -> Definition {
    Definition { name: None, is_final: DerivationSet::default(), span, docs: None }
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
