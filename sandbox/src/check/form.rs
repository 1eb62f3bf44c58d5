//! Calls of `/api/` and `/msp/`: parameters in query string and form, codes that are numbers.

use super::route::{Match, Route};
use super::rules::{self, Broken, Given};
use super::{Call, Refusal};
use crate::exchange::Incoming;
use http::Method;
use indexmap::IndexMap;
use qualys_codegen::ir::{self, Model, Term};

/// What says which of the operations of a path is meant.
const ACTION: &str = "action";

/// How many parameters a call may have.
const PARAMETERS: usize = 1_000;

/// What answers that only say what became of an action are.
const OUTCOME: &str = "common/2.0/simple_return";

/// A parameter is not known.
const UNRECOGNIZED: u16 = 1901;
/// A parameter is missing.
const MISSING: u16 = 1903;
/// Of several parameters only one may be there.
const ONLY_ONE: u16 = 1904;
/// A parameter has a value that is not allowed.
const INVALID: u16 = 1905;
/// Parameters do not go together.
const COMBINATION: u16 = 1907;
/// The method is not the one for the action.
const METHOD: u16 = 1908;
/// Of several parameters at least one has to be there.
const ONE_NEEDED: u16 = 1922;

pub(super) fn check(model: &Model, found: &[Match<'_>], incoming: &Incoming) -> Result<Call, Refusal> {
    let is_post = incoming.method == Method::POST;
    if !is_post && incoming.method != Method::GET {
        let text = format!("The method {} is not allowed for this URL.", incoming.method);
        return Err(Refusal::page(405, text));
    }
    if is_post && !incoming.body.is_empty() && !incoming.is_form() {
        let text = "Parameters are expected as application/x-www-form-urlencoded.";
        return Err(Refusal::page(415, text));
    }
    let arguments = arguments(incoming)?;
    let Match { route, values } = of_action(found, arguments.get(ACTION).map(String::as_str))?;
    let arguments: IndexMap<String, String> = values.iter().cloned().chain(arguments).collect();
    if !is_post && !takes_get(route.operation) {
        let text = match arguments.get(ACTION) {
            Some(action) => {
                format!("Method {} is not allowed for action {action}; use POST", incoming.method)
            }
            None => format!("Method {} is not allowed here; use POST", incoming.method),
        };
        return Err(Refusal::number(METHOD, text));
    }
    parameters(model, route, &arguments)?;
    Ok(Call { api: route.api.to_owned(), operation: route.name.to_owned(), arguments, body: None })
}

/// The parameters by name; the last one of a name counts.
fn arguments(incoming: &Incoming) -> Result<IndexMap<String, String>, Refusal> {
    let form: &[u8] = if incoming.method == Method::POST { &incoming.body } else { &[] };
    let mut arguments = IndexMap::new();
    let pairs = form_urlencoded::parse(incoming.query.as_bytes()).chain(form_urlencoded::parse(form));
    for (name, value) in pairs {
        arguments.insert(name.into_owned(), value.into_owned());
        if arguments.len() > PARAMETERS {
            return Err(Refusal::number(UNRECOGNIZED, format!("more than {PARAMETERS} parameters")));
        }
    }
    Ok(arguments)
}

/// The operation that has this action, with the values in its path.
fn of_action<'f, 'r>(found: &'f [Match<'r>], given: Option<&str>) -> Result<&'f Match<'r>, Refusal> {
    let mut known = Vec::new();
    for one in found {
        match action(one.route.operation) {
            Some(action) if Some(action) == given => return Ok(one),
            Some(action) if known.contains(&action) => {}
            Some(action) => known.push(action),
            None => return Ok(one),
        }
    }
    Err(match given {
        Some(given) => {
            let text = format!(
                "parameter action has invalid value: {} (expected one of {})",
                shown(given),
                known.join(", ")
            );
            Refusal::number(INVALID, text)
        }
        None => {
            Refusal::number(MISSING, format!("Missing required parameter(s): action ({})", known.join(", ")))
        }
    })
}

/// The value of `action` that an operation always has.
fn action(operation: &ir::Operation) -> Option<&str> {
    let Term::Sequence(parts) = &operation.model.term else { return None };
    parts.iter().find_map(|part| match &part.term {
        Term::Element(element) if element.name == ACTION && !part.occurs.is_optional() => {
            element.default.as_ref().filter(|default| default.fixed).map(|default| default.value.as_str())
        }
        _ => None,
    })
}

/// Whether an operation can be asked for by GET: what is answered is data, and nothing changes by it.
fn takes_get(operation: &ir::Operation) -> bool {
    operation.method == ir::Method::Get || (!operation.changes && operation.returns.module != OUTCOME)
}

/// Checks names, then values one by one, then how they go together.
fn parameters(model: &Model, route: &Route, arguments: &IndexMap<String, String>) -> Result<(), Refusal> {
    let particle = &route.operation.model;
    let uses = rules::uses(particle);
    let unknown: Vec<String> =
        arguments.keys().filter(|name| !uses.contains_key(name.as_str())).map(|name| shown(name)).collect();
    if !unknown.is_empty() {
        return Err(Refusal::number(
            UNRECOGNIZED,
            format!("Unrecognized parameter(s): {}", unknown.join(", ")),
        ));
    }
    for (name, text) in arguments {
        let places = uses.get(name.as_str()).map(Vec::as_slice).unwrap_or_default();
        let mut refusals = Vec::new();
        for place in places {
            match rules::expected_at(model, place, text) {
                Some(expected) if refusals.contains(&expected) => {}
                Some(expected) => refusals.push(expected),
                None => {
                    refusals.clear();
                    break;
                }
            }
        }
        if !refusals.is_empty() {
            return Err(invalid(model, route, name, text, &refusals.join(" or ")));
        }
    }
    let given: Given<'_> = arguments.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let Some(broken) = rules::broken(model, particle, &given) else { return Ok(()) };
    Err(match broken {
        Broken::Missing(names) => {
            Refusal::number(MISSING, format!("Missing required parameter(s): {}", names.join(", ")))
        }
        Broken::OneNeeded(names) => {
            let text = format!("At least one of these parameters is required: {}", names.join(", "));
            Refusal::number(ONE_NEEDED, text)
        }
        Broken::OnlyOne(names) => {
            Refusal::number(ONLY_ONE, format!("Please specify only one of: {}", names.join(", ")))
        }
        Broken::Combination(names) => {
            let text = format!("Parameter(s) not supported in this combination: {}", names.join(", "));
            Refusal::number(COMBINATION, text)
        }
        Broken::Value { name, expected } => {
            let text = arguments.get(&name).map(String::as_str).unwrap_or_default();
            invalid(model, route, &name, text, &expected)
        }
    })
}

/// A value that is not allowed; that of a secret is not shown.
fn invalid(model: &Model, route: &Route, name: &str, text: &str, expected: &str) -> Refusal {
    let parameter = model.apis.get(route.api).and_then(|api| api.parameters.get(name));
    let shown =
        if parameter.is_some_and(|parameter| parameter.secret) { "***".to_owned() } else { shown(text) };
    Refusal::number(INVALID, format!("parameter {name} has invalid value: {shown} (expected {expected})"))
}

/// A text for a message: not too long.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
