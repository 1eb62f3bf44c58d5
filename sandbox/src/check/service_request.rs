//! Calls of `/qps/rest/`: a `ServiceRequest` as XML, codes that are words.

use super::form::shown;
use super::route::{Match, Route};
use super::rules::{self, Given};
use super::{Call, Refusal, filter};
use crate::document::validity::{Invalid, Schemas};
use crate::document::{Element, parse};
use crate::exchange::Incoming;
use http::header::CONTENT_TYPE;
use indexmap::IndexMap;
use qualys_codegen::ir::{Api, Body, BodyObject, Method, Model, Need, Operation, RequiredMember};
use qualys_codegen::validate::Rule;

/// The body is not the XML that was expected.
const INVALID_XML: &str = "INVALID_XML";
/// A rule of the operation is broken.
const INVALID_REQUEST: &str = "INVALID_REQUEST";
/// A parameter in the address is wrong.
const INVALID_PARAM: &str = "INVALID_PARAM";
/// The method is not one for this address.
const NOT_SUPPORTED: &str = "OPERATION_NOT_SUPPORTED";

pub(super) fn check(
    model: &Model,
    schemas: &Schemas,
    found: &[Match<'_>],
    incoming: &Incoming,
) -> Result<Call, Refusal> {
    let by_method = |one: &&Match<'_>| takes(one.route.operation, &incoming.method);
    let exactly = |one: &&Match<'_>| incoming.method.as_str() == method(one.route.operation);
    let chosen = found.iter().find(exactly).or_else(|| found.iter().find(by_method));
    let Some(Match { route, values }) = chosen else {
        let text = format!("The method {} is not supported for this URL.", incoming.method);
        return Err(Refusal::word(405, NOT_SUPPORTED, text));
    };
    let arguments = arguments(model, route, values, incoming)?;
    let body = body(model, schemas, route, incoming)?;
    Ok(Call { api: route.api.to_owned(), operation: route.name.to_owned(), arguments, body })
}

fn method(operation: &Operation) -> &'static str {
    match operation.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Delete => "DELETE",
    }
}

/// Whether an operation can be asked for by a method that is not its own: what is posted can be got, if it changes nothing
/// and needs no body, and is no search.
fn takes(operation: &Operation, method: &http::Method) -> bool {
    let needs_no_body = operation.body.as_ref().is_none_or(|body| {
        body.object.is_none() && body.filters != Some(Need::Required) && !body.preferences
    });
    *method == http::Method::GET && !operation.changes && needs_no_body && operation.page.is_none()
}

/// The values in the path; there is nothing in the query string.
fn arguments(
    model: &Model,
    route: &Route,
    values: &[(String, String)],
    incoming: &Incoming,
) -> Result<IndexMap<String, String>, Refusal> {
    let uses = rules::uses(&route.operation.model);
    let query = form_urlencoded::parse(incoming.query.as_bytes());
    let query = query.map(|(name, value)| (name.into_owned(), value.into_owned()));
    let mut arguments: IndexMap<String, String> = values.iter().cloned().collect();
    for (name, value) in query {
        if !uses.contains_key(name.as_str()) || arguments.contains_key(&name) {
            let text = format!("Unknown parameter '{}'.", shown(&name));
            return Err(Refusal::word(200, INVALID_PARAM, text));
        }
        arguments.insert(name, value);
    }
    let given: Given<'_> = arguments.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    match rules::broken(model, &route.operation.model, &given) {
        None => Ok(arguments),
        Some(rules::Broken::Value { name, expected }) => {
            let value = arguments.get(&name).map(|value| shown(value)).unwrap_or_default();
            let text = format!("Invalid value for '{name}' ({value}): expected {expected}.");
            Err(Refusal::word(200, INVALID_PARAM, text))
        }
        Some(broken) => {
            Err(Refusal::word(200, INVALID_PARAM, format!("Parameters are not complete: {broken:?}")))
        }
    }
}

/// The body, checked.
fn body(
    model: &Model,
    schemas: &Schemas,
    route: &Route,
    incoming: &Incoming,
) -> Result<Option<Element>, Refusal> {
    let described = route.operation.body.as_ref();
    let api = model.apis.get(route.api);
    let text = read(incoming)?;
    let root = text.map(parsed).transpose()?;
    if incoming.method != http::Method::POST {
        // The body of a GET means nothing.
        return Ok(None);
    }
    if let (Some(root), Some(text)) = (&root, text) {
        if let Some(module) = api.and_then(|api| api.schema.as_deref()) {
            schemas.check(module, "body", text).map_err(|invalid| refusal(&invalid))?;
        }
        if root.name != "ServiceRequest" {
            let text = format!("Expected a ServiceRequest, not '{}'.", shown(&root.name));
            return Err(Refusal::word(200, INVALID_XML, text));
        }
    }
    let empty = Element::default();
    let parts = root.as_ref().unwrap_or(&empty);
    match (described, api) {
        (Some(described), Some(api)) => parts_of(model, api, described, parts)?,
        _ => nothing_but(parts, &[])?,
    }
    Ok(root)
}

/// The text of the XML, if there is any.
fn read(incoming: &Incoming) -> Result<Option<&str>, Refusal> {
    if incoming.body.trim_ascii().is_empty() {
        return Ok(None);
    }
    let media_type = incoming.headers.get(CONTENT_TYPE).and_then(|text| text.to_str().ok()).unwrap_or("");
    let media_type = media_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    if !matches!(media_type.as_str(), "text/xml" | "application/xml") {
        return Err(Refusal::page(
            415,
            "XML is expected, with the Content-Type text/xml or application/xml.",
        ));
    }
    let text = std::str::from_utf8(&incoming.body).map_err(|error| {
        Refusal::word(200, INVALID_XML, format!("No UTF-8 from byte {} on.", error.valid_up_to()))
    })?;
    Ok(Some(text.trim_start_matches('\u{FEFF}').trim()))
}

fn parsed(text: &str) -> Result<Element, Refusal> {
    parse(text)
        .map_err(|error| Refusal::word(200, INVALID_XML, format!("The XML is not well-formed: {error}.")))
}

/// What is not known is no XML of this service; what is missing, or no value, is a request that is wrong.
fn refusal(invalid: &Invalid) -> Refusal {
    let code = match invalid.rule {
        Some(Rule::Missing | Rule::MissingAttribute | Rule::Value | Rule::Fixed) => INVALID_REQUEST,
        _ => INVALID_XML,
    };
    Refusal::word(200, code, format!("{invalid}."))
}

fn broken(text: impl Into<String>) -> Refusal {
    Refusal::word(200, INVALID_REQUEST, text)
}

/// Refuses parts of the request that the operation does not take.
fn nothing_but(request: &Element, allowed: &[&str]) -> Result<(), Refusal> {
    match request.elements().find(|part| !allowed.contains(&part.name.as_str())) {
        Some(part) => Err(broken(format!("This operation takes no '{}'.", part.name))),
        None => Ok(()),
    }
}

fn parts_of(model: &Model, api: &Api, body: &Body, request: &Element) -> Result<(), Refusal> {
    let mut allowed = Vec::new();
    allowed.extend(body.object.is_some().then_some("data"));
    allowed.extend(body.filters.is_some().then_some("filters"));
    allowed.extend(body.preferences.then_some("preferences"));
    nothing_but(request, &allowed)?;
    if let Some(object) = &body.object {
        self::object(object, &body.required, request)?;
    }
    let criteria =
        request.child("filters").map(|filters| filters.named("Criteria").collect()).unwrap_or_default();
    if body.filters == Some(Need::Required) && Vec::is_empty(&criteria) {
        return Err(broken("At least one Criteria is required."));
    }
    for criterion in criteria {
        filter::check(model, api, criterion).map_err(broken)?;
    }
    request.child("preferences").map_or(Ok(()), preferences)
}

/// The members that the object in `data` must have, and those that it may have.
fn object(object: &BodyObject, required: &[RequiredMember], request: &Element) -> Result<(), Refusal> {
    let Some(data) = request.at(&format!("data/{}", object.name)) else {
        if let Some(other) = request.child("data").and_then(|data| data.elements().next()) {
            return Err(broken(format!("The data has '{}', expected '{}'.", other.name, object.name)));
        }
        return if object.optional {
            Ok(())
        } else {
            Err(broken(format!("The data has no '{}'.", object.name)))
        };
    };
    if let Some(members) = &object.members {
        if let Some(other) = data.elements().find(|one| members.iter().all(|member| member.name != one.name))
        {
            return Err(broken(format!("This operation does not set '{}'.", other.name)));
        }
        for member in members {
            match (data.child(&member.name), member.need) {
                (None, Need::Required) => return Err(broken(format!("'{}' is required.", member.name))),
                (None, Need::Optional) => {}
                (Some(there), _) => within(member.range, &member.name, there)?,
            }
        }
    }
    for member in required {
        let is_asked_for = member.condition.as_ref().is_none_or(|condition| {
            data.text_at(&condition.path.replace('.', "/"))
                .is_some_and(|word| condition.words.contains(&word))
        });
        let there = data.at(&member.path.replace('.', "/"));
        if is_asked_for && there.is_none_or(|there| there.children.is_empty()) {
            let why = match &member.condition {
                Some(condition) => format!(", as '{}' is {}", condition.path, condition.words.join(" or ")),
                None => String::new(),
            };
            return Err(broken(format!("'{}' is required{why}.", member.path)));
        }
    }
    Ok(())
}

fn within(range: Option<(i64, u64)>, name: &str, element: &Element) -> Result<(), Refusal> {
    let Some((first, last)) = range else { return Ok(()) };
    let text = element.text();
    let is_inside =
        text.parse::<i128>().is_ok_and(|number| (i128::from(first)..=i128::from(last)).contains(&number));
    if is_inside {
        return Ok(());
    }
    Err(broken(format!("Invalid value for '{name}' ({}): expected {first} to {last}.", shown(&text))))
}

/// The numbers that preferences take, beyond what their types say.
const PREFERENCES: &[(&str, i64, u64)] = &[
    ("limitResults", 1, 1_000),
    ("startFromOffset", 1, i32::MAX as u64),
    ("startFromId", 0, i64::MAX as u64),
];

fn preferences(preferences: &Element) -> Result<(), Refusal> {
    for (name, first, last) in PREFERENCES {
        if let Some(there) = preferences.child(name) {
            within(Some((*first, *last)), name, there)?;
        }
    }
    Ok(())
}
