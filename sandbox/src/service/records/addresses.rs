//! The IP addresses of the subscription: ranges with what is known of them.

use super::change::invalid;
use super::{Record, Store};
use crate::check::{Call, Refusal};
use crate::document::Element;
use crate::service::address::{Range, joined};
use crate::service::scope::Scope;

/// The parameter that holds addresses, and where a record has its range.
const ADDRESSES: &str = "ips";

/// Adds addresses; those that are there already get what is given.
pub(super) fn add(store: &mut Store, call: &Call) -> Result<Record, Refusal> {
    for range in given(call)? {
        cut(store, range);
        store.insert(merged(&Record::new(), call, range));
    }
    Ok(call.arguments.clone())
}

/// Changes what is known of addresses, all of which must be there.
pub(super) fn change(store: &mut Store, call: &Call) -> Result<Record, Refusal> {
    let given = given(call)?;
    for wanted in &given {
        let left =
            store.records.values().filter_map(range).fold(vec![*wanted], |left, own| {
                left.into_iter().flat_map(|part| part.without(own)).collect()
            });
        if let Some(missing) = left.first() {
            return Err(invalid(ADDRESSES, &missing.start(), "it is not in the subscription"));
        }
    }
    for wanted in given {
        for (part, record) in cut(store, wanted) {
            store.insert(merged(&record, call, part));
        }
    }
    Ok(call.arguments.clone())
}

/// The addresses that a list shows: single ones and ranges.
pub(super) fn list(store: &Store, call: &Call, scope: &Scope<'_>) -> Result<Vec<Element>, Refusal> {
    let wanted = call.argument(ADDRESSES).map(|_| given(call)).transpose()?;
    let shown = store.records.values().filter(|record| {
        let holds = |(name, filter): (&String, &super::Filter)| {
            let wanted = call.argument(name).and_then(|text| filter.wanted(text, scope.now));
            wanted.is_none_or(|wanted| filter.holds(&wanted, &scope.with_record(*record)))
        };
        store.resource.filters.iter().all(holds)
    });
    let ranges = shown.filter_map(range).flat_map(|own| match &wanted {
        Some(wanted) => wanted.iter().filter_map(|wanted| own.intersection(*wanted)).collect(),
        None => vec![own],
    });
    let elements = joined(ranges.collect()).into_iter().map(|range| match range.first == range.last {
        true => Element::of_text("IP", range.start()),
        false => Element::of_text("IP_RANGE", format!("{}-{}", range.start(), range.end())),
    });
    Ok(elements.collect())
}

/// Takes addresses out; gives the ranges that were there, each with what was known of it.
fn cut(store: &mut Store, wanted: Range) -> Vec<(Range, Record)> {
    let touched: Vec<(u64, Range)> = store
        .records
        .iter()
        .filter_map(|(id, record)| Some((*id, range(record)?)))
        .filter(|(_, own)| own.intersection(wanted).is_some())
        .collect();
    let mut taken = Vec::new();
    for (id, own) in touched {
        let Some(record) = store.records.remove(&id) else { continue };
        for rest in own.without(wanted) {
            let mut record = record.clone();
            record.shift_remove("id");
            record.insert(ADDRESSES.to_owned(), format!("{}-{}", rest.start(), rest.end()));
            store.insert(record);
        }
        taken.extend(own.intersection(wanted).map(|part| (part, record)));
    }
    taken
}

/// What is known of a range after a call.
fn merged(record: &Record, call: &Call, range: Range) -> Record {
    let mut record = record.clone();
    record.shift_remove("id");
    record.extend(call.arguments.iter().map(|(name, value)| (name.clone(), value.clone())));
    record.insert(ADDRESSES.to_owned(), format!("{}-{}", range.start(), range.end()));
    record
}

fn range(record: &Record) -> Option<Range> {
    Range::parse(record.get(ADDRESSES)?)
}

fn given(call: &Call) -> Result<Vec<Range>, Refusal> {
    let text = call.argument(ADDRESSES).unwrap_or_default();
    Range::parse_all(text).ok_or_else(|| invalid(ADDRESSES, text, "it is no list of addresses and ranges"))
}
