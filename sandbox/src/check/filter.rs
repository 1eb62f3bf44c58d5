//! Conditions of searches: the field, the operator, the value.

use super::form::shown;
use crate::document::Element;
use crate::document::value::expected;
use qualys_codegen::ir::{Api, Model, Operator};

/// Checks one `Criteria`; gives what is wrong with it.
pub(super) fn check(model: &Model, api: &Api, criterion: &Element) -> Result<(), String> {
    let Some(field) = criterion.attribute("field").or_else(|| criterion.attribute("name")) else {
        return Err("A Criteria has no attribute field.".to_owned());
    };
    let Some(filter) = api.filters.get(field) else {
        let known: Vec<&str> = api.filters.keys().map(String::as_str).collect();
        return Err(format!(
            "Criteria: unknown field '{}' (expected one of {}).",
            shown(field),
            known.join(", ")
        ));
    };
    let Some(operator) = criterion.attribute("operator") else {
        return Err(format!("Criteria: the condition on '{field}' has no operator."));
    };
    let Some(operator) = filter.operators.iter().find(|one| spelling(**one) == operator) else {
        let known: Vec<&str> = filter.operators.iter().map(|one| spelling(*one)).collect();
        let (operator, known) = (shown(operator), known.join(", "));
        return Err(format!(
            "Criteria: operator '{operator}' is not supported for '{field}' (expected one of {known})."
        ));
    };
    let text = criterion.text();
    let wrong = |value: &str, expected: &str| {
        Err(format!("Criteria: invalid value for '{field}' ({}): expected {expected}.", shown(value)))
    };
    match operator {
        Operator::None | Operator::IsEmpty => match text.is_empty() {
            true => Ok(()),
            false => wrong(&text, "nothing with this operator"),
        },
        Operator::In => {
            for value in text.split(',').map(str::trim) {
                if value.is_empty() {
                    return wrong(&text, "one or more values with commas between them");
                }
                if let Some(expected) = expected(model, &filter.value, value) {
                    return wrong(value, &expected);
                }
            }
            Ok(())
        }
        _ if text.is_empty() => wrong(&text, "a value"),
        // Part of a value need not be one.
        Operator::Contains => Ok(()),
        _ => match expected(model, &filter.value, &text) {
            Some(expected) => wrong(&text, &expected),
            None => Ok(()),
        },
    }
}

/// As the service spells an operator.
fn spelling(operator: Operator) -> &'static str {
    match operator {
        Operator::Equals => "EQUALS",
        Operator::NotEquals => "NOT EQUALS",
        Operator::Greater => "GREATER",
        Operator::Lesser => "LESSER",
        Operator::In => "IN",
        Operator::Contains => "CONTAINS",
        Operator::None => "NONE",
        Operator::IsEmpty => "IS EMPTY",
    }
}
