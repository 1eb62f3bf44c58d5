//! What operations on records answer.

use super::change::{self, unreadable};
use super::filter::{Filter, Wanted};
use super::resource::{Operation, Verb};
use super::{Record, Records, addresses};
use crate::answers::date_time;
use crate::check::{Call, Refusal};
use crate::document::Element;
use crate::service::caller::Caller;
use crate::service::scope::Scope;
use indexmap::IndexMap;
use qualys_codegen::ir;
use std::sync::Arc;

/// The document that answers a call: without what its schema adds.
pub(in crate::service) fn answer(
    records: &mut Records,
    call: &Call,
    described: &ir::Operation,
    caller: &Caller<'_>,
    scope: &Scope<'_>,
) -> Result<Element, Refusal> {
    let store = records.0.get_mut(&call.api).ok_or_else(|| unsupported(call))?;
    let resource = Arc::clone(&store.resource);
    let operation = resource.operations.get(&call.operation).ok_or_else(|| unsupported(call))?;
    let record = match operation.does {
        Verb::List => return list(records, call, operation, described, caller, scope),
        Verb::ListAddresses => {
            return Ok(document(described, &resource.list, addresses::list(store, call, scope)?, None));
        }
        Verb::AddAddresses => addresses::add(store, call)?,
        Verb::ChangeAddresses => addresses::change(store, call)?,
        Verb::Create | Verb::Change | Verb::Delete => change::change(store, call, operation, scope)?,
    };
    let scope = scope.with_record(&record);
    let items = operation.items.iter();
    let items = items.filter_map(|(name, value)| Some((name.clone(), value.first(&scope)?)));
    Ok(simple_return(&operation.text, &items.collect(), scope.now))
}

/// Answers a page of records.
fn list(
    records: &Records,
    call: &Call,
    operation: &Operation,
    described: &ir::Operation,
    caller: &Caller<'_>,
    scope: &Scope<'_>,
) -> Result<Element, Refusal> {
    let store = records.0.get(&call.api).ok_or_else(|| unsupported(call))?;
    let filters = wanted(&store.resource.filters, call, scope)?;
    let mut all: Vec<(&super::Store, u64, &Record)> =
        store.records.iter().map(|(id, record)| (store, *id, record)).collect();
    for (api, only) in &store.resource.also {
        let others = records.0.get(api).into_iter();
        let others =
            others.flat_map(|other| other.records.iter().map(move |(id, record)| (other, *id, record)));
        all.extend(others.filter(|(.., record)| only.holds(&scope.with_record(*record))));
    }
    all.sort_by_key(|(_, id, _)| *id);
    let mut shown = all.into_iter().filter(|(.., record)| is_shown(record, operation, &filters, scope));
    let limit = described.page.map_or(usize::MAX, |_| page_limit(call, scope.settings.page_limit));
    let page: Vec<_> = shown.by_ref().take(limit).collect();
    let next = shown.next().map(|(_, id, _)| id);
    let warning = next.map(|next| warning(call, &caller.url, limit, next));
    let numbers = store.resource.numbers.as_ref().filter(|(when, _)| when.holds(scope));
    if let Some((_, list)) = numbers {
        let ids = page.iter().map(|(_, id, _)| Element::of_text("ID", id.to_string()));
        return Ok(document(described, list, ids.collect(), warning));
    }
    let elements = page.iter().flat_map(|(store, id, record)| {
        let scope = Scope { record: *record, number: *id, ..*scope };
        store.resource.record.as_ref().map(|template| template.render(&scope)).unwrap_or_default()
    });
    Ok(document(described, &store.resource.list, elements.collect(), warning))
}

fn is_shown(
    record: &Record,
    operation: &Operation,
    filters: &[(&Filter, Wanted)],
    scope: &Scope<'_>,
) -> bool {
    let scope = scope.with_record(record);
    operation.only.as_ref().is_none_or(|only| only.holds(&scope))
        && filters.iter().all(|(filter, wanted)| filter.holds(wanted, &scope))
}

/// The filters that a call sets, with what they ask for.
fn wanted<'a>(
    filters: &'a IndexMap<String, Filter>,
    call: &Call,
    scope: &Scope<'_>,
) -> Result<Vec<(&'a Filter, Wanted)>, Refusal> {
    let given = filters.iter().filter_map(|(name, filter)| Some((name, filter, call.argument(name)?)));
    let wanted = given.map(|(name, filter, text)| {
        let wanted = filter.wanted(text, scope.now);
        wanted.map(|wanted| (filter, wanted)).ok_or_else(|| unreadable(name, text))
    });
    wanted.collect()
}

/// Records in a page of a list.
pub(in crate::service) fn page_limit(call: &Call, default: u64) -> usize {
    let given = call.argument("truncation_limit").and_then(|text| text.trim().parse::<u64>().ok());
    match given.unwrap_or(default) {
        0 => usize::MAX,
        limit => usize::try_from(limit).unwrap_or(usize::MAX),
    }
}

/// What tells that another page follows.
pub(in crate::service) fn warning(call: &Call, url: &str, limit: usize, next: u64) -> Element {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(call.arguments.iter().filter(|(name, _)| *name != "id_min"));
    query.append_pair("id_min", &next.to_string());
    let text = format!("{limit} record limit exceeded. Use URL to get next batch of results.");
    let url = format!("{url}?{}", query.finish());
    Element::new("WARNING")
        .with(Element::of_text("CODE", "1980"))
        .with(Element::of_text("TEXT", text))
        .with(Element::of_text("URL", url))
}

/// A document with records in a list, or without a list if there are none.
fn document(
    described: &ir::Operation,
    list: &str,
    records: Vec<Element>,
    warning: Option<Element>,
) -> Element {
    let mut root = Element::new(&described.returns.root);
    if !records.is_empty() {
        let list = root.make(list);
        records.into_iter().for_each(|record| list.push(record));
    }
    if let Some(warning) = warning {
        root.make("RESPONSE").push(warning);
    }
    root
}

/// What came of a call that changes something.
fn simple_return(text: &str, items: &IndexMap<String, String>, now: jiff::Timestamp) -> Element {
    let mut root = Element::new("SIMPLE_RETURN");
    let response = root.make("RESPONSE");
    response.push(Element::of_text("DATETIME", date_time(now)));
    response.push(Element::of_text("TEXT", text));
    for (key, value) in items {
        let item = Element::new("ITEM");
        let item = item.with(Element::of_text("KEY", key)).with(Element::of_text("VALUE", value));
        response.make("ITEM_LIST").push(item);
    }
    root
}

/// The request as the service read it; values of secrets are masked.
pub(in crate::service) fn echo(
    call: &Call,
    api: &ir::Api,
    caller: &Caller<'_>,
    now: jiff::Timestamp,
) -> Element {
    let mut request = Element::new("REQUEST");
    request.set("DATETIME", date_time(now));
    request.set("USER_LOGIN", caller.user);
    request.set("RESOURCE", &caller.url);
    for (name, value) in &call.arguments {
        let is_secret = api.parameters.get(name).is_none_or(|parameter| parameter.secret);
        let value = if is_secret { "*****" } else { value };
        let parameter = Element::new("PARAM");
        let parameter = parameter.with(Element::of_text("KEY", name)).with(Element::of_text("VALUE", value));
        request.make("PARAM_LIST").push(parameter);
    }
    request
}

/// The refusal of an operation that is not known.
pub(super) fn unsupported(call: &Call) -> Refusal {
    let text = format!("{} of {} is not known here", call.operation, call.api);
    Refusal { status: 400, code: "1907".to_owned(), text }
}
