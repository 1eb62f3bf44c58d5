//! Filters of searches: criteria that an object has to meet.

use super::resource::Resource;
use crate::document::Element;
use crate::service::expression::Expression;
use crate::service::scope::Scope;
use jiff::Timestamp;
use qualys_codegen::ir::{Api, ValueKind};
use std::cmp::Ordering;

/// Conditions on objects. All of them have to hold.
pub(super) struct Criteria(Vec<Criterion>);

struct Criterion {
    field: Expression,
    kind: Kind,
    operator: String,
    text: String,
}

/// How values of a field are compared.
#[derive(Clone, Copy)]
enum Kind {
    Number,
    Time,
    Truth,
    Text,
}

impl Criteria {
    /// The criteria of a body.
    pub(super) fn of(body: Option<&Element>, resource: &Resource, api: Option<&Api>) -> Self {
        let filters = body.and_then(|body| body.child("filters"));
        let criteria = filters.into_iter().flat_map(|filters| filters.named("Criteria")).map(|criterion| {
            let field = criterion.attribute("field").unwrap_or_default();
            let kind = api.and_then(|api| api.filters.get(field)).map(|filter| &filter.value.kind);
            Criterion {
                field: resource
                    .fields
                    .get(field)
                    .cloned()
                    .unwrap_or_else(|| Expression::Name(field.to_owned())),
                kind: match kind {
                    Some(ValueKind::Integer(_) | ValueKind::Double) => Kind::Number,
                    Some(ValueKind::DateTime | ValueKind::Date) => Kind::Time,
                    Some(ValueKind::Boolean) => Kind::Truth,
                    _ => Kind::Text,
                },
                operator: criterion.attribute("operator").unwrap_or("EQUALS").to_owned(),
                text: criterion.text(),
            }
        });
        Self(criteria.collect())
    }

    /// Whether the object, which is the scope's record, meets all of them.
    pub(super) fn hold(&self, scope: &Scope<'_>) -> bool {
        self.0.iter().all(|criterion| criterion.holds(scope))
    }
}

impl Criterion {
    fn holds(&self, scope: &Scope<'_>) -> bool {
        let values = self.field.evaluate(scope);
        let any = |wanted: Ordering| {
            values.iter().any(|value| compare(value, &self.text, self.kind) == Some(wanted))
        };
        match self.operator.as_str() {
            "NOT EQUALS" => !any(Ordering::Equal),
            "GREATER" => any(Ordering::Greater),
            "LESSER" => any(Ordering::Less),
            "IN" => {
                let mut options = self.text.split(',').map(str::trim);
                options.any(|option| {
                    values.iter().any(|value| compare(value, option, self.kind) == Some(Ordering::Equal))
                })
            }
            "CONTAINS" => {
                let part = self.text.to_lowercase();
                values.iter().any(|value| value.to_lowercase().contains(&part))
            }
            "NONE" | "IS EMPTY" => values.iter().all(String::is_empty),
            _ => any(Ordering::Equal),
        }
    }
}

/// How two values stand to each other; nothing if one of them is no value of the kind.
fn compare(one: &str, other: &str, kind: Kind) -> Option<Ordering> {
    match kind {
        Kind::Number => number(one)?.partial_cmp(&number(other)?),
        Kind::Time => Some(time(one)?.cmp(&time(other)?)),
        Kind::Truth => Some(truth(one).cmp(&truth(other))),
        Kind::Text => Some(one.cmp(other)),
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok()
}

/// A time; a date alone is its midnight in UTC.
fn time(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    text.parse().ok().or_else(|| format!("{text}T00:00:00Z").parse().ok())
}

fn truth(text: &str) -> bool {
    matches!(text.trim(), "true" | "1")
}
