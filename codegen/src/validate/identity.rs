//! `xs:unique`, `xs:key` and `xs:keyref`, while the document goes by.
//!
//! A constraint is in force while the element that has it is open. What its selector finds is remembered until that ends,
//! with the fields found so far; then its fields are a key. Keys that something refers to go up with the elements that
//! hold them: a reference finds those of the element that has it and of all that are in it.

mod path;

use super::Validator;
use super::attributes::Valued;
use super::frame::{Content, Frame};
use super::report::Rule;
use crate::component::{ElementDeclaration, IdentityConstraint, IdentityKind};
use crate::datatype::Value;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::QName;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The values of the fields of a constraint.
type Key = Vec<Value>;

/// Keys by constraint; each says whether two elements have it, so that it refers to neither.
pub(super) type KeyTables<'c> = HashMap<&'c QName, HashMap<Key, bool>>;

/// The constraints that are in force.
#[derive(Debug, Default)]
pub(super) struct Identity<'c> {
    scopes: Vec<Scope<'c>>,
}

/// A constraint at an element that has it.
#[derive(Debug)]
struct Scope<'c> {
    /// The element's index among those that are open.
    depth: usize,
    constraint: &'c IdentityConstraint,
    /// Elements that the selector found and that are open.
    selected: Vec<Selected>,
    /// Their keys, with the place of the first that has it.
    keys: HashMap<Key, Span>,
    /// What refers to keys.
    references: Vec<(Key, Span)>,
}

#[derive(Debug)]
struct Selected {
    depth: usize,
    span: Span,
    fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq)]
enum Field {
    Missing,
    /// It is an element that is open, is invalid, or has no value.
    Found,
    Value(Value),
}

/// Which field of which selected element an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FieldPlace {
    scope: usize,
    selected: usize,
    field: usize,
}

impl<'c> Validator<'_, 'c> {
    /// The innermost open element has begun.
    pub(super) fn begin_identity(
        &mut self,
        declaration: Option<&'c ElementDeclaration>,
        attributes: &[Valued],
    ) {
        let Some(depth) = self.frames.len().checked_sub(1) else { return };
        for constraint in declaration.into_iter().flat_map(|declaration| &declaration.identity_constraints) {
            self.identity.scopes.push(Scope {
                depth,
                constraint,
                selected: Vec::new(),
                keys: HashMap::new(),
                references: Vec::new(),
            });
        }
        if self.identity.scopes.is_empty() {
            return;
        }
        let mut problems = Vec::new();
        let (frames, current) = (&self.frames, self.frames.last());
        let Some(span) = current.map(|frame| frame.span) else { return };
        let mut places = Vec::new();
        for (scope_index, scope) in self.identity.scopes.iter_mut().enumerate() {
            let constraint = scope.constraint;
            if constraint.selector.iter().any(|path| path::finds(path, frames, scope.depth)) {
                let fields = vec![Field::Missing; constraint.fields.len()];
                scope.selected.push(Selected { depth, span, fields });
            }
            for (selected_index, selected) in scope.selected.iter_mut().enumerate() {
                for (index, (paths, field)) in constraint.fields.iter().zip(&mut selected.fields).enumerate()
                {
                    let found = || paths.iter().filter(|path| path::finds(path, frames, selected.depth));
                    let is_element = found().any(|path| path.attribute.is_none());
                    let takes = |name: &QName| {
                        found()
                            .any(|path| path.attribute.as_ref().is_some_and(|test| path::takes(test, name)))
                    };
                    let mut values: Vec<Field> = attributes
                        .iter()
                        .filter(|(name, _)| takes(name))
                        .map(|(_, value)| value.clone().map_or(Field::Found, Field::Value))
                        .collect();
                    let count = values.len() + usize::from(is_element);
                    if count == 0 {
                        continue;
                    }
                    if count > 1 || *field != Field::Missing {
                        problems.push(several(constraint, index, span));
                    }
                    *field = values.pop().unwrap_or(Field::Found);
                    if is_element {
                        places.push(FieldPlace {
                            scope: scope_index,
                            selected: selected_index,
                            field: index,
                        });
                    }
                }
            }
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.fields = places;
        }
        problems.into_iter().for_each(|problem| self.invalid(Rule::Identity, problem));
    }

    /// The innermost open element ends with a value, if it is a text and valid.
    pub(super) fn end_identity(&mut self, value: Option<Value>) {
        let Some(depth) = self.frames.len().checked_sub(1) else { return };
        let mut problems = Vec::new();
        if let Some(frame) = self.frames.last() {
            for place in &frame.fields {
                self.identity.give(*place, frame, value.as_ref(), &mut problems);
            }
        }
        for scope in &mut self.identity.scopes {
            while let Some(selected) = scope.selected.pop_if(|selected| selected.depth == depth) {
                scope.enter(selected, &mut problems);
            }
        }
        let mut ended = Vec::new();
        while let Some(scope) = self.identity.scopes.pop_if(|scope| scope.depth == depth) {
            ended.push(scope);
        }
        self.end_scopes(ended, &mut problems);
        problems.into_iter().for_each(|problem| self.invalid(Rule::Identity, problem));
    }

    /// The constraints of the innermost open element end with it.
    fn end_scopes(&mut self, ended: Vec<Scope<'c>>, problems: &mut Vec<Diagnostic>) {
        let Some((frame, outer)) = self.frames.split_last_mut() else { return };
        let (references, keys): (Vec<_>, Vec<_>) = ended
            .into_iter()
            .partition(|scope| matches!(scope.constraint.kind, IdentityKind::KeyReference(_)));
        for scope in keys {
            if self.grammar.is_referred_to(&scope.constraint.name) {
                // Its own keys are not affected by what is further inside.
                let table = frame.keys.entry(&scope.constraint.name).or_default();
                table.extend(scope.keys.into_keys().map(|key| (key, false)));
            }
        }
        for scope in references {
            let IdentityKind::KeyReference(referred) = &scope.constraint.kind else { continue };
            let table = frame.keys.get(referred);
            for (key, span) in &scope.references {
                if table.and_then(|table| table.get(key)) != Some(&false) {
                    let message = format!(
                        "no `{}` has what `{}` refers to",
                        referred.local, scope.constraint.name.local
                    );
                    let error = Diagnostic::error(*span, message).label("this refers to it");
                    let help = "correct the reference, or add what it refers to".to_owned();
                    problems.push(error.help(help).related(scope.constraint.span, "the constraint"));
                }
            }
        }
        if let Some(parent) = outer.last_mut() {
            for (name, mut inner) in std::mem::take(&mut frame.keys) {
                inner.retain(|_, is_double| !*is_double);
                let table = parent.keys.entry(name).or_default();
                if table.len() < inner.len() {
                    std::mem::swap(table, &mut inner);
                }
                for (key, is_double) in inner {
                    match table.entry(key) {
                        Entry::Occupied(mut known) => *known.get_mut() = true,
                        Entry::Vacant(place) => {
                            place.insert(is_double);
                        }
                    }
                }
            }
        }
    }
}

impl Identity<'_> {
    /// Gives a field the value of an element.
    fn give(
        &mut self,
        place: FieldPlace,
        frame: &Frame<'_, '_>,
        value: Option<&Value>,
        problems: &mut Vec<Diagnostic>,
    ) {
        let Some(scope) = self.scopes.get_mut(place.scope) else { return };
        let constraint = scope.constraint;
        let selected = scope.selected.get_mut(place.selected);
        let Some(field) = selected.and_then(|selected| selected.fields.get_mut(place.field)) else { return };
        if let Some(value) = value {
            *field = Field::Value(value.clone());
        }
        let name = &frame.name.local;
        if matches!(frame.content, Content::Elements { .. } | Content::Empty | Content::Any) {
            let message = format!("`{name}` is a field of `{}`, but no text", constraint.name.local);
            let error = Diagnostic::error(frame.span, message).label("expected an element of a simple type");
            problems.push(error.related(constraint.span, "the constraint"));
        }
        let is_nillable = frame.declaration.is_some_and(|declaration| declaration.nillable);
        if is_nillable && constraint.kind == IdentityKind::Key {
            let message =
                format!("`{name}` is a field of the key `{}`, but can be nil", constraint.name.local);
            let error =
                Diagnostic::error(frame.span, message).label("expected an element that is not `nillable`");
            problems.push(error.related(constraint.span, "the constraint"));
        }
    }
}

impl Scope<'_> {
    /// A selected element has ended: its fields are a key, if all are there.
    fn enter(&mut self, selected: Selected, problems: &mut Vec<Diagnostic>) {
        let constraint = self.constraint;
        let values = selected.fields.iter().map(|field| match field {
            Field::Value(value) => Some(value.clone()),
            Field::Missing | Field::Found => None,
        });
        let Some(key) = values.collect::<Option<Key>>() else {
            if constraint.kind == IdentityKind::Key && selected.fields.contains(&Field::Missing) {
                let missing = selected.fields.iter().position(|field| *field == Field::Missing).unwrap_or(0);
                let message =
                    format!("field {} of the key `{}` is missing", missing + 1, constraint.name.local);
                let error =
                    Diagnostic::error(selected.span, message).label("expected all fields of the key in this");
                problems.push(error.related(constraint.span, "the constraint"));
            }
            return;
        };
        if let IdentityKind::KeyReference(_) = constraint.kind {
            self.references.push((key, selected.span));
            return;
        }
        match self.keys.entry(key) {
            Entry::Vacant(place) => {
                place.insert(selected.span);
            }
            Entry::Occupied(first) => {
                let message = format!("the fields of `{}` are there twice", constraint.name.local);
                let error = Diagnostic::error(selected.span, message).label("expected others than before");
                problems.push(
                    error.related(*first.get(), "the first").related(constraint.span, "the constraint"),
                );
            }
        }
    }
}

fn several(constraint: &IdentityConstraint, field: usize, span: Span) -> Diagnostic {
    let message = format!("field {} of `{}` is there more than once", field + 1, constraint.name.local);
    Diagnostic::error(span, message)
        .label("expected one element or attribute")
        .related(constraint.span, "the constraint")
}
