//! The list that an operation answers: the way to its records, their number, and how the list goes on after one.

use super::resolve::{elements, type_of, unknown};
use super::{Lowering, body};
use crate::api::{self, Operator, SimpleType, Steps, Text};
use crate::diagnostic::Diagnostic;
use crate::ir::{
    After, Answer, Content, Element, Occurs, Page, Particle, Records, Target, Term, Type, Value, ValueKind,
};

/// What a way through elements came to.
struct Arrival<'m> {
    element: &'m Element,
    times: Times,
}

/// How often an element comes inside its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Times {
    Once,
    Many,
    /// As one of several elements.
    ManyOfSeveral,
    /// With others around it.
    ManyTogether,
}

impl<'a> Lowering<'a> {
    /// The list; `Some(None)` if there is none, `None` after an error.
    pub(super) fn records(
        &mut self,
        operation: &'a api::Operation,
        model: &Particle,
        answer: &Answer,
    ) -> Option<Option<Records>> {
        let Some(steps) = &operation.records else {
            return self.without_records(operation).then_some(None);
        };
        let record = self.record(steps, answer)?;
        let id = match &operation.id {
            Some(id) => Some(self.number(id, record.element, record.times)?),
            None => None,
        };
        let after = match (&operation.after, &id) {
            (Some(after), Some(_)) => Some(self.after(operation, after, model)?),
            (Some(after), None) => {
                let error = Diagnostic::error(after.span, "after which number? The records have no `id`");
                self.error(error.label("expected `id = \"ID\"` beside it"));
                return None;
            }
            (None, _) => None,
        };
        if let (Some((Page::LastId, span)), None) = (operation.page, &after) {
            let error = Diagnostic::error(span, "`last-id` goes on after the last number of a page");
            self.error(error.label("expected `id` and `after` beside it, which say what and how"));
            return None;
        }
        let names = |steps: &Steps| steps.names.iter().map(|name| name.text.clone()).collect();
        let id = operation.id.as_ref().map(names).unwrap_or_default();
        Some(Some(Records { path: names(steps), id, after, span: steps.span }))
    }

    /// Whether nothing is said that is about records alone.
    fn without_records(&mut self, operation: &api::Operation) -> bool {
        // A body that cannot go on by the last identifier has been complained about.
        let searches = |body: &api::Body| body.filters.is_some() && body.preferences.is_some();
        let page = operation.page.filter(|(page, _)| *page == Page::LastId);
        let page = page.filter(|_| operation.body.as_ref().is_some_and(searches));
        let page = page.map(|(_, span)| ("last-id", span));
        let id = operation.id.as_ref().map(|id| ("id", id.span));
        let after = operation.after.as_ref().map(|after| ("after", after.span));
        let Some((key, span)) = page.or(id).or(after) else { return true };
        let error = Diagnostic::error(span, format!("`{key}` is about the records of a list"));
        self.error(
            error
                .label("expected `records` beside it, the way to a record: `records = \"data/WebApp\"`")
                .related(operation.name.span, "the operation"),
        );
        false
    }

    /// The element that the records are.
    fn record(&mut self, steps: &Steps, answer: &Answer) -> Option<Arrival<'a>> {
        let module = self.model.modules.get(&answer.module)?;
        let root = module.roots.iter().find(|root| root.name == answer.root)?;
        let mut ty = type_of(self.model, &root.target);
        let mut parent = answer.root.as_str();
        let mut last = None;
        for (at, step) in steps.names.iter().enumerate() {
            let arrival = self.step(parent, ty, step)?;
            let is_last = at + 1 == steps.names.len();
            let problem = match (is_last, arrival.times) {
                (true, Times::Many | Times::ManyOfSeveral) | (false, Times::Once) => None,
                (true, Times::Once) => Some((
                    format!("`{}` comes once at most in `{parent}`", step.text),
                    "the last element of the way is the one that repeats",
                )),
                (true, Times::ManyTogether) => Some((
                    format!("`{}` repeats together with others in `{parent}`", step.text),
                    "a record is one element",
                )),
                (false, _) => Some((
                    format!("`{}` comes more than once in `{parent}`", step.text),
                    "only the last element of the way repeats",
                )),
            };
            if let Some((message, label)) = problem {
                self.error(Diagnostic::error(step.span, message).label(label));
                return None;
            }
            ty = type_of(self.model, &arrival.element.target);
            parent = step.text.as_str();
            last = Some(arrival);
        }
        last
    }

    fn step(&mut self, parent: &str, ty: Option<&'a Type>, step: &Text) -> Option<Arrival<'a>> {
        let found = match ty.map(|ty| &ty.content) {
            Some(Content::Elements(particle)) => find(particle, &step.text, Times::Once),
            _ => None,
        };
        if found.is_none() {
            let candidates = ty.map(elements).unwrap_or_default();
            let message = format!("`{parent}` has no element `{}`", step.text);
            let label = "expected a way of elements, from the outside in";
            self.error(unknown(message, step, label, candidates.keys().copied()));
        }
        found
    }

    /// Sees that the way leads to a number.
    fn number(&mut self, id: &Steps, record: &'a Element, times: Times) -> Option<()> {
        if times == Times::ManyOfSeveral {
            let error = Diagnostic::error(id.span, "records of several kinds have no number in common");
            self.error(error.label("take it out"));
            return None;
        }
        let mut element = record;
        for step in &id.names {
            let arrival = self.step(&element.name, type_of(self.model, &element.target), step)?;
            if arrival.times != Times::Once {
                let message = format!("`{}` comes more than once in `{}`", step.text, element.name);
                self.error(Diagnostic::error(step.span, message).label("a record has one number"));
                return None;
            }
            element = arrival.element;
        }
        let is_number = matches!(&element.target, Target::Value(value) if is_number(value));
        if !is_number {
            let error = Diagnostic::error(id.span, format!("`{}` is no whole number", element.name));
            self.error(error.label("expected the number by which the service orders the list"));
        }
        is_number.then_some(())
    }

    fn after(&mut self, operation: &'a api::Operation, after: &Text, model: &Particle) -> Option<After> {
        match &operation.body {
            Some(body) => self.after_in_body(body, after),
            None => self.after_parameter(after, model),
        }
    }

    /// A parameter that stands by itself, so that a list can be asked for with it and without it.
    fn after_parameter(&mut self, after: &Text, model: &Particle) -> Option<After> {
        let Term::Sequence(parts) = &model.term else { return None };
        let alone = |part: &'_ Particle| match &part.term {
            Term::Element(element) if part.name.is_none() && part.occurs == Occurs::OPTIONAL => {
                matches!(&element.target, Target::Value(value) if is_number(value))
                    .then(|| element.name.clone())
            }
            _ => None,
        };
        let alone: Vec<String> = parts.iter().filter_map(alone).collect();
        if alone.contains(&after.text) {
            return Some(After::Parameter(after.text.clone()));
        }
        let message = format!("`{}` cannot ask for records after a number", after.text);
        let label = "expected a parameter that is a whole number and stands by itself in the model, optional";
        self.error(unknown(message, after, label, alone.iter().map(String::as_str)));
        None
    }

    /// A filter that compares, or else a preference.
    fn after_in_body(&mut self, body: &'a api::Body, after: &Text) -> Option<After> {
        let filters = body.filters.as_ref().map(|_| self.description.filters.as_slice()).unwrap_or_default();
        if let Some(filter) = filters.iter().find(|filter| filter.name.text == after.text) {
            let problem = match (filter.operators.contains(&Operator::Greater), &filter.value.kind) {
                (true, Some(api::Kind::Simple(ty, _))) if is_integer(*ty) => {
                    return Some(After::Filter(after.text.clone()));
                }
                (true, _) => "expected a filter of whole numbers",
                (false, _) => "expected a filter with the operator GREATER, or a preference",
            };
            let message = format!("the filter `{}` cannot ask for records after a number", after.text);
            self.error(
                Diagnostic::error(after.span, message).label(problem).related(filter.name.span, "the filter"),
            );
            return None;
        }
        let preferences = self.preferences(body);
        if preferences.contains(&after.text.as_str()) {
            return Some(After::Preference(after.text.clone()));
        }
        let message = format!("the body has no filter or preference `{}`", after.text);
        let names = filters.iter().map(|filter| filter.name.text.as_str()).chain(preferences);
        let label = "expected a filter with the operator GREATER, or a preference that is a whole number";
        self.error(unknown(message, after, label, names));
        None
    }

    /// Preferences that are whole numbers.
    fn preferences(&self, body: &api::Body) -> Vec<&'a str> {
        let schema = self.description.schema.as_ref().filter(|_| body.preferences.is_some());
        let Some(module) = schema.and_then(|schema| self.model.modules.get(&schema.text)) else {
            return Vec::new();
        };
        let request = module.roots.iter().find(|root| root.name == body::REQUEST);
        let request = request.and_then(|root| type_of(self.model, &root.target)).map(elements);
        let preferences = request.as_ref().and_then(|request| request.get("preferences"));
        let preferences = preferences.and_then(|element| type_of(self.model, &element.target)).map(elements);
        let numbers =
            |element: &&&Element| matches!(&element.target, Target::Value(value) if is_number(value));
        preferences.iter().flat_map(|all| all.values().filter(numbers).map(|one| one.name.as_str())).collect()
    }
}

fn is_integer(ty: SimpleType) -> bool {
    use SimpleType::{Int, Long, UnsignedByte, UnsignedInt, UnsignedLong, UnsignedShort};
    matches!(ty, Int | Long | UnsignedByte | UnsignedShort | UnsignedInt | UnsignedLong)
}

fn is_number(value: &Value) -> bool {
    matches!(value.kind, ValueKind::Integer(_))
}

/// The element of a name in a content model, and how often it comes.
fn find<'m>(particle: &'m Particle, name: &str, around: Times) -> Option<Arrival<'m>> {
    let repeats = particle.occurs.repeats();
    match &particle.term {
        Term::Element(element) if element.name == name => {
            let times = if repeats && around == Times::Once { Times::Many } else { around };
            Some(Arrival { element, times })
        }
        Term::Element(_) | Term::Any => None,
        Term::Choice(parts) => {
            let around = if repeats { Times::ManyOfSeveral } else { around };
            parts.iter().find_map(|part| find(part, name, around))
        }
        Term::Sequence(parts) | Term::All(parts) => {
            let around = if repeats { Times::ManyTogether } else { around };
            parts.iter().find_map(|part| find(part, name, around))
        }
    }
}
