//! From the operations of the IR to the Rust model of their builders.

mod body;
mod records;
#[cfg(test)]
mod tests;
mod value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{self, Api, Model, Occurs, Particle, Term};
use crate::lower::rust::{docs, modules};
use crate::pass::names::{Case, Scope};
use crate::rust::api::{
    ApiModule, FilterField, Filters, Member, MemberKind, Need, Operation, ParameterType, Part, PartKind,
};
use crate::rust::{Crate, Item, ItemKind, Word};
use std::collections::HashMap;
use value::Parameter;

/// Adds the operations of the IR to the Rust model of its documents.
pub fn lower(model: &Model, krate: &mut Crate, diagnostics: &mut Diagnostics) {
    let mut paths = modules::paths(model);
    let mut path = |key: &str| paths.remove(key).unwrap_or_default();
    let apis = model.apis.iter();
    let apis = apis.map(|(key, api)| Builder::new(key, api, krate, diagnostics).build(path(key)));
    krate.apis = apis.collect();
}

struct Builder<'a> {
    key: &'a str,
    api: &'a Api,
    krate: &'a Crate,
    diagnostics: &'a mut Diagnostics,
    scope: Scope,
    /// Types of groups, by their names in the description.
    groups: HashMap<String, String>,
    /// Types of enumerations, by their keys in the IR.
    words: HashMap<String, String>,
    parts: Vec<Part>,
}

impl<'a> Builder<'a> {
    fn new(key: &'a str, api: &'a Api, krate: &'a Crate, diagnostics: &'a mut Diagnostics) -> Self {
        let scope = Scope::new(Case::Operation);
        Self {
            key,
            api,
            krate,
            diagnostics,
            scope,
            groups: HashMap::new(),
            words: HashMap::new(),
            parts: Vec::new(),
        }
    }

    fn build(mut self, path: Vec<String>) -> ApiModule {
        // Operations choose their names first: they are what users look for.
        let names: Vec<String> = self.api.operations.keys().map(|name| self.scope.fresh(name)).collect();
        let words: Vec<Item> = self.api.enumerations.iter().map(|(key, one)| self.words(key, one)).collect();
        let filters = self.filters();
        let operations: Vec<Operation> = self
            .api
            .operations
            .values()
            .zip(names)
            .filter_map(|(one, name)| self.operation(one, name, filters.as_ref()))
            .collect();
        ApiModule {
            key: self.key.to_owned(),
            path,
            source: self.api.source.clone(),
            docs: docs::paragraphs(self.api.docs.as_deref()),
            operations,
            parts: self.parts,
            words,
            filters,
        }
    }

    fn words(&mut self, key: &str, enumeration: &ir::Enumeration) -> Item {
        let name = self.scope.fresh(key);
        self.words.insert(key.to_owned(), name.clone());
        let mut scope = Scope::new(Case::Variant);
        let words = enumeration.words.iter().map(|word| Word {
            name: scope.fresh(&word.text.to_lowercase()),
            docs: vec![format!("`{}`", word.text)],
            text: word.text.clone(),
            aliases: Vec::new(),
        });
        let docs = docs::paragraphs(enumeration.docs.as_deref());
        Item { name, docs, kind: ItemKind::Enumeration { words: words.collect() } }
    }

    fn filters(&mut self) -> Option<Filters> {
        let module = self.api.schema.clone().filter(|_| !self.api.filters.is_empty())?;
        let name = self.scope.fresh("Filter");
        let mut methods = Scope::new(Case::Field);
        // What `Filter` has beside its fields.
        methods.fresh("other");
        let mut fields = Vec::new();
        for (field, filter) in &self.api.filters {
            let Parameter { ty, .. } = Parameter::of(&filter.value, false, &self.words);
            fields.push(FilterField {
                name: methods.fresh(field),
                type_name: self.scope.fresh(&format!("{field} filter")),
                docs: known(filter.docs.as_deref(), filter.known_from.as_deref(), None),
                field: field.clone(),
                ty,
                operators: filter.operators.clone(),
            });
        }
        Some(Filters { module, name, fields })
    }

    fn operation(
        &mut self,
        operation: &ir::Operation,
        name: String,
        filters: Option<&Filters>,
    ) -> Option<Operation> {
        let mut scope = Scope::new(Case::Field);
        // Methods that every operation has.
        for taken in TAKEN {
            scope.fresh(taken);
        }
        let mut members = Vec::new();
        self.members(&operation.model, "", &mut scope, &mut members);
        let answer = self.krate.root(&operation.returns.module, &operation.returns.root)?;
        let body = operation.body.as_ref().zip(self.api.schema.as_ref());
        let body = body.map(|(body, module)| body::lower(body, module, self.krate, self.diagnostics));
        if let Some(body) = &body {
            body::stands_apart(body, &members, self.krate, self.diagnostics);
        }
        let records = operation.records.as_ref().and_then(|one| {
            records::lower(one, operation, &members, self.api, filters, self.krate, self.diagnostics)
        });
        let since = operation.since.as_deref();
        let mut docs = known(operation.docs.as_deref(), operation.known_from.as_deref(), since);
        if records.is_some() {
            docs.push(
                "The list can be read record by record as it arrives: see [`Records`](crate::Records)."
                    .to_owned(),
            );
        }
        Some(Operation {
            name,
            docs,
            method: operation.method,
            path: operation.path.clone(),
            query: operation.query.clone(),
            members,
            body,
            returns: (operation.returns.module.clone(), answer.name.clone()),
            changes: operation.changes,
            page: operation.page,
            records,
        })
    }

    /// The members of a sequence. `owner` is the name of the group that they are in.
    fn members(&mut self, particle: &Particle, owner: &str, scope: &mut Scope, members: &mut Vec<Member>) {
        match &particle.term {
            Term::Sequence(parts) | Term::All(parts) if particle.occurs == Occurs::ONE => {
                for part in parts {
                    match (&part.name, &part.term) {
                        (None, Term::Sequence(_) | Term::All(_)) => self.members(part, owner, scope, members),
                        _ => members.extend(self.member(part, owner, scope)),
                    }
                }
            }
            _ => members.extend(self.member(particle, owner, scope)),
        }
    }

    fn member(&mut self, particle: &Particle, owner: &str, scope: &mut Scope) -> Option<Member> {
        let need = match (particle.occurs.min, particle.occurs.repeats()) {
            (0, false) => Need::Optional,
            (_, false) => Need::One,
            (_, true) => Need::OneOrMore,
        };
        let (text, docs, kind) = match (&particle.name, &particle.term) {
            // A group of one part is another name for it, not a type of its own.
            (Some(group), _) if only_part(particle).is_some() => {
                let inner = only_part(particle)?;
                let inner = self.member(
                    &Particle { occurs: particle.occurs, ..inner.clone() },
                    "",
                    &mut Scope::new(Case::Field),
                )?;
                let docs = self.api.groups.get(group).and_then(|one| one.docs.as_deref());
                let mut docs = docs::paragraphs(docs);
                docs.extend(inner.docs.into_iter().filter(|_| docs.is_empty()).collect::<Vec<_>>());
                (group.clone(), docs, inner.kind)
            }
            (Some(group), _) => {
                let ty = self.part(group, particle);
                let docs = self.api.groups.get(group).and_then(|one| one.docs.as_deref());
                (group.clone(), docs::paragraphs(docs), MemberKind::Part(ty))
            }
            (None, Term::Element(element)) => self.parameter(element)?,
            _ => {
                let message = "this part of the model has no name in Rust";
                let help = "make it a group: [groups.name] model = \"...\"";
                self.diagnostics.push(Diagnostic::error(particle.span, message).help(help));
                return None;
            }
        };
        let kind = if need == Need::Optional { kind } else { filled(kind) };
        let short = text.strip_prefix(&format!("{owner}_")).filter(|_| !owner.is_empty()).unwrap_or(&text);
        let name = match (&kind, need) {
            (MemberKind::Fixed { .. }, Need::One) => text.clone(),
            _ => scope.fresh(short),
        };
        Some(Member { name, variant: String::new(), docs, need, kind })
    }

    fn parameter(&self, element: &ir::Element) -> Option<(String, Vec<String>, MemberKind)> {
        let described = self.api.parameters.get(&element.name);
        let docs = described.map_or_else(Vec::new, |one| {
            let mut docs = known(one.docs.as_deref(), one.known_from.as_deref(), one.since.as_deref());
            docs.extend(value::allowed(element));
            docs
        });
        if let Some(default) = element.default.as_ref().filter(|default| default.fixed) {
            let kind = MemberKind::Fixed { parameter: element.name.clone(), value: default.value.clone() };
            return Some((element.name.clone(), docs, kind));
        }
        let ir::Target::Value(value) = &element.target else { return None };
        let is_secret = described.is_some_and(|one| one.secret);
        let parameter = Parameter::of(value, is_secret, &self.words);
        let mut rules = parameter.rules;
        if parameter.list {
            rules.push_str(".list()");
        }
        let kind = MemberKind::Parameter {
            parameter: element.name.clone(),
            ty: parameter.ty,
            list: parameter.list,
            rules,
            example: parameter.example,
        };
        Some((element.name.clone(), docs, kind))
    }

    /// The type of a group, which is made at its first use.
    fn part(&mut self, group: &str, particle: &Particle) -> String {
        if let Some(ty) = self.groups.get(group) {
            return ty.clone();
        }
        let name = self.scope.fresh(group);
        self.groups.insert(group.to_owned(), name.clone());
        let at = self.parts.len();
        let docs = self.api.groups.get(group).and_then(|one| one.docs.as_deref());
        let docs = docs::paragraphs(docs);
        let once = Particle { occurs: Occurs::ONE, name: None, ..particle.clone() };
        let kind = match &once.term {
            Term::Choice(parts) => PartKind::Choice(self.alternatives(parts)),
            _ => {
                let (mut scope, mut members) = (Scope::new(Case::Field), Vec::new());
                scope.fresh("new");
                scope.fresh("parameters");
                self.members(&once, group, &mut scope, &mut members);
                PartKind::Group(members)
            }
        };
        // What it needs of its own follows it.
        self.parts.insert(at, Part { name: name.clone(), docs, kind });
        name
    }

    fn alternatives(&mut self, parts: &[Particle]) -> Vec<Member> {
        let texts: Vec<String> = parts.iter().filter_map(|part| label(part).map(str::to_owned)).collect();
        let shared = shared_prefix(&texts);
        let (mut variants, mut constructors) = (Scope::new(Case::Variant), Scope::new(Case::Field));
        constructors.fresh("parameters");
        let mut alternatives = Vec::new();
        for part in parts {
            let mut ignored = Scope::new(Case::Field);
            let Some(mut member) = self.member(part, "", &mut ignored) else { continue };
            let text = label(part).unwrap_or_default();
            let short = text.get(shared..).unwrap_or(text);
            member.name = constructors.fresh(short);
            member.variant = variants.fresh(short);
            alternatives.push(member);
        }
        alternatives
    }
}

/// Methods and fields that operations have beside their members.
const TAKEN: &[&str] =
    &["new", "raw", "raw_xml", "request", "parameters", "object", "filter", "filters", "preferences"];

/// A text that must be there must say something, unless its length says otherwise.
fn filled(mut kind: MemberKind) -> MemberKind {
    if let MemberKind::Parameter {
        ty: ParameterType::Text | ParameterType::Secret, list: false, rules, ..
    } = &mut kind
        && !rules.contains(".length(")
    {
        rules.push_str(".filled()");
    }
    kind
}

/// What a named group consists of, if that is one parameter or one other group.
fn only_part(particle: &Particle) -> Option<&Particle> {
    match &particle.term {
        Term::Sequence(parts) | Term::All(parts) => match parts.as_slice() {
            [one] if one.occurs == Occurs::ONE && is_part(one) => Some(one),
            _ => None,
        },
        _ => None,
    }
}

fn is_part(particle: &Particle) -> bool {
    particle.name.is_some() || matches!(particle.term, Term::Element(_))
}

/// What an alternative is called: its group's name, or its parameter's.
fn label(particle: &Particle) -> Option<&str> {
    match (&particle.name, &particle.term) {
        (Some(name), _) => Some(name),
        (None, Term::Element(element)) => Some(&element.name),
        _ => None,
    }
}

/// The length of what all texts begin with, up to and with its last `_`.
fn shared_prefix(texts: &[String]) -> usize {
    let Some((first, others)) = texts.split_first() else { return 0 };
    if others.is_empty() {
        return 0;
    }
    let shared = first
        .bytes()
        .enumerate()
        .take_while(|(at, byte)| others.iter().all(|other| other.as_bytes().get(*at) == Some(byte)))
        .count();
    let prefix =
        first.get(..shared).and_then(|shared| shared.rfind('_')).map_or(0, |underscore| underscore + 1);
    // Every name keeps something of its own.
    if texts.iter().all(|text| text.len() > prefix) { prefix } else { 0 }
}

fn known(docs: Option<&str>, from: Option<&str>, since: Option<&str>) -> Vec<String> {
    let mut paragraphs = docs::paragraphs(docs);
    let since = since.map_or_else(String::new, |since| format!("Since {since}. "));
    if let Some(from) = from {
        paragraphs.extend(docs::paragraphs(Some(&format!("{since}Source: {from}."))));
    }
    paragraphs
}
