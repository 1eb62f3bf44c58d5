//! What operations on objects do and answer.

use super::Objects;
use super::change::change;
use super::criteria::Criteria;
use super::resource::{Resource, Verb};
use super::store::Store;
use crate::check::{Call, Refusal};
use crate::document::Element;
use crate::service::scope::Scope;
use qualys_codegen::ir::Api;

/// Objects in a page of a search, unless the call says it.
const PAGE: usize = 100;

/// Objects in a page of a search, at most.
const LARGEST_PAGE: usize = 1000;

/// The `ServiceResponse` to a call: without what its schema adds.
pub(in crate::service) fn answer(
    objects: &mut Objects,
    call: &Call,
    api: Option<&Api>,
    scope: &Scope<'_>,
) -> Result<Element, Refusal> {
    let store = objects.0.get(&call.api).ok_or_else(|| unsupported(call))?;
    let operation = store.resource.operations.get(&call.operation).ok_or_else(|| unsupported(call))?;
    let criteria = Criteria::of(call.body.as_ref(), &store.resource, api);
    match operation.does {
        Verb::Search => Ok(search(objects, store, call, &criteria, scope)),
        Verb::Count => {
            let scope = Scope { objects: Some(objects), ..*scope };
            let count = store.ids_from(0).filter(|id| meets(store, *id, &criteria, &scope)).count();
            Ok(success(count))
        }
        Verb::Get | Verb::Create | Verb::Copy | Verb::Change | Verb::Delete => {
            let ids = match operation.does {
                Verb::Create => vec![None],
                _ => targets(objects, store, call, &criteria, scope)?.into_iter().map(Some).collect(),
            };
            let mut data = Element::new("data");
            let mut count = 0;
            for id in ids {
                data.push(change(objects, call, id, scope)?);
                count += 1;
            }
            Ok(success(count).with(data))
        }
    }
}

/// Answers a page.
fn search(objects: &Objects, store: &Store, call: &Call, criteria: &Criteria, scope: &Scope<'_>) -> Element {
    let scope = Scope { objects: Some(objects), ..*scope };
    let preference = |name: &str| call.body.as_ref()?.child("preferences")?.child(name).map(Element::text);
    let number = |name: &str| preference(name).and_then(|text| text.parse::<usize>().ok());
    let limit = number("limitResults").map_or(PAGE, |limit| limit.clamp(1, LARGEST_PAGE));
    let skipped = number("startFromOffset").map_or(0, |offset| offset.saturating_sub(1));
    let start = preference("startFromId").and_then(|text| text.parse().ok()).unwrap_or(0);
    let is_verbose = preference("verbose").is_some_and(|text| text == "true" || text == "1");
    let mut ids = store.ids_from(start).filter(|id| meets(store, *id, criteria, &scope)).skip(skipped);
    let page: Vec<u64> = ids.by_ref().take(limit).collect();
    let has_more = ids.next().is_some();
    let mut response = success(page.len());
    response.push(Element::of_text("hasMoreRecords", has_more.to_string()));
    if let Some(last) = page.last().filter(|_| has_more) {
        response.push(Element::of_text("lastId", last.to_string()));
    }
    let mut data = Element::new("data");
    for object in page.iter().filter_map(|id| store.read(*id, &scope)) {
        match store.resource.brief.as_ref().filter(|_| !is_verbose) {
            Some(brief) => data.push(brief.render_one(&scope.with_record(&object))),
            None => data.push(object),
        }
    }
    if data.has_elements() { response.with(data) } else { response }
}

/// The objects that a call is about: by the id in the path, by that in the body, or by filters.
fn targets(
    objects: &Objects,
    store: &Store,
    call: &Call,
    criteria: &Criteria,
    scope: &Scope<'_>,
) -> Result<Vec<u64>, Refusal> {
    let scope = Scope { objects: Some(objects), ..*scope };
    let posted = posted(call, &store.resource);
    let id = call.argument("id").map(str::to_owned).or_else(|| posted?.child("id").map(Element::text));
    if id.is_none() && call.body.as_ref().is_some_and(|body| body.child("filters").is_some()) {
        return Ok(store.ids_from(0).filter(|id| meets(store, *id, criteria, &scope)).collect());
    }
    let found = id.as_deref().and_then(|id| id.parse().ok()).filter(|id| store.read(*id, &scope).is_some());
    let id = id.unwrap_or_default();
    found.map(|id| vec![id]).ok_or_else(|| Refusal {
        status: 200,
        code: "NOT_FOUND".to_owned(),
        text: format!("There is no {} with the id {id}.", store.resource.object),
    })
}

/// Whether an object meets all criteria.
fn meets(store: &Store, id: u64, criteria: &Criteria, scope: &Scope<'_>) -> bool {
    store.read(id, scope).is_some_and(|object| criteria.hold(&scope.with_record(&object)))
}

/// The object of the body.
pub(super) fn posted<'a>(call: &'a Call, resource: &Resource) -> Option<&'a Element> {
    call.body.as_ref()?.child("data")?.child(&resource.object)
}

fn success(count: usize) -> Element {
    Element::new("ServiceResponse")
        .with(Element::of_text("responseCode", "SUCCESS"))
        .with(Element::of_text("count", count.to_string()))
}

pub(super) fn unsupported(call: &Call) -> Refusal {
    let text = format!("{} of {} is not known here.", call.operation, call.api);
    Refusal { status: 200, code: "OPERATION_NOT_SUPPORTED".to_owned(), text }
}
