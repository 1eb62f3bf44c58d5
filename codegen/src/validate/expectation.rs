//! What could have come, in words.

use super::grammar::Grammar;
use super::state::Expected;
use crate::component::{NamespaceConstraint, Wildcard};
use indexmap::IndexSet;

/// `` `a`, `b` or the end of `c` ``
pub(super) fn words(expected: &Expected<'_>, grammar: &Grammar<'_>, parent: &str) -> String {
    let mut words: IndexSet<String> = IndexSet::new();
    for id in &expected.elements {
        if let Some(element) = grammar.element(*id) {
            words.insert(format!("`{}`", element.name));
        }
    }
    words.extend(expected.wildcards.iter().map(|wildcard| wildcard_words(wildcard)));
    if expected.is_cut {
        words.insert("others".to_owned());
    }
    if expected.end {
        words.insert(format!("the end of `{parent}`"));
    }
    either(words.into_iter().collect())
}

/// Alternatives with `or` before the last.
pub(super) fn either(mut words: Vec<String>) -> String {
    match words.pop() {
        None => "nothing".to_owned(),
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} or {last}", words.join(", ")),
    }
}

fn wildcard_words(wildcard: &Wildcard) -> String {
    match &wildcard.namespaces {
        NamespaceConstraint::Any => "any element".to_owned(),
        NamespaceConstraint::Not(Some(namespace)) => {
            format!("an element of a namespace other than `{namespace}`")
        }
        NamespaceConstraint::Not(None) => "an element with a namespace".to_owned(),
        NamespaceConstraint::OneOf(namespaces) => {
            let one = |namespace: &Option<String>| match namespace {
                Some(namespace) => format!("an element of `{namespace}`"),
                None => "an element without a namespace".to_owned(),
            };
            either(namespaces.iter().map(one).collect())
        }
    }
}
