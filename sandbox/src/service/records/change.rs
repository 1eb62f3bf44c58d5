//! What operations do to records.

use super::resource::{ListVerb, Operation, Resource, Verb};
use super::{Record, Store};
use crate::check::{Call, Refusal};
use crate::service::expression::Expression;
use crate::service::scope::Scope;
use indexmap::IndexMap;
use std::sync::Arc;

/// Parameters that are about the call, not about the record.
const OF_THE_CALL: [&str; 2] = ["action", "echo_request"];

/// Creates, changes or deletes the record that a call is about; gives it.
pub(super) fn change(
    store: &mut Store,
    call: &Call,
    operation: &Operation,
    scope: &Scope<'_>,
) -> Result<Record, Refusal> {
    let resource = Arc::clone(&store.resource);
    let found = find(store, call);
    let key = resource.key.first().map_or("id", String::as_str);
    let of_key = call.argument(key).unwrap_or_default();
    if operation.does == Verb::Create {
        if found.is_some() && resource.key != ["id"] {
            return Err(invalid(key, of_key, "there is one already"));
        }
        let record = changed(&resource, operation, call, Record::new(), scope)?;
        let id = store.insert(record);
        let mut record = store.records.get(&id).cloned().unwrap_or_default();
        // What the service sets can be made of the new id.
        set(&mut record, &operation.sets, scope);
        store.records.insert(id, record.clone());
        return Ok(record);
    }
    let Some(id) = found else { return Err(invalid(key, of_key, "there is no such record")) };
    let before = store.records.get(&id).cloned().unwrap_or_default();
    if operation.does == Verb::Delete {
        store.records.remove(&id);
        return Ok(before);
    }
    let mut record = changed(&resource, operation, call, before, scope)?;
    set(&mut record, &operation.sets, scope);
    store.records.insert(id, record.clone());
    Ok(record)
}

/// A record with the parameters of a call.
fn changed(
    resource: &Resource,
    operation: &Operation,
    call: &Call,
    mut record: Record,
    scope: &Scope<'_>,
) -> Result<Record, Refusal> {
    let given = |name: &String| call.arguments.contains_key(name);
    let replaced = resource.replaces.iter().filter(|names| names.iter().any(given)).flatten();
    for name in replaced.chain(&operation.drops) {
        record.shift_remove(name);
    }
    for (name, value) in call.arguments.iter().filter(|(name, _)| !OF_THE_CALL.contains(&name.as_str())) {
        let value = match operation.lists.get(name) {
            Some(verb) => joined(record.get(name).map_or("", String::as_str), *verb, value),
            None => value.clone(),
        };
        record.insert(name.clone(), value);
    }
    let mut checks = operation.checks.iter().filter(|(name, _)| given(name));
    match checks.find(|(_, check)| !check.holds(&scope.with_record(&record))) {
        Some((name, _)) => Err(invalid(name, call.argument(name).unwrap_or_default(), "it is not known")),
        None => Ok(record),
    }
}

/// Sets values beside the parameters; one can be made of those before it.
fn set(record: &mut Record, sets: &IndexMap<String, Expression>, scope: &Scope<'_>) {
    for (name, value) in sets {
        match value.first(&scope.with_record(record)) {
            Some(value) => record.insert(name.clone(), value),
            None => record.shift_remove(name),
        };
    }
}

/// The record that has the key of a call.
fn find(store: &Store, call: &Call) -> Option<u64> {
    let key = &store.resource.key;
    let is_one = |record: &Record| key.iter().all(|name| record.get(name) == call.arguments.get(name));
    store.records.iter().find(|(_, record)| is_one(record)).map(|(id, _)| *id)
}

/// A list with values added or taken away.
fn joined(list: &str, verb: ListVerb, values: &str) -> String {
    fn parts(text: &str) -> impl Iterator<Item = &str> {
        text.split(',').map(str::trim).filter(|part| !part.is_empty())
    }
    let mut all: Vec<&str> = parts(list).collect();
    match verb {
        ListVerb::Add => {
            for value in parts(values) {
                if !all.contains(&value) {
                    all.push(value);
                }
            }
        }
        ListVerb::Remove => all.retain(|one| !parts(values).any(|value| value == *one)),
    }
    all.join(",")
}

/// The refusal of a parameter's value.
pub(super) fn invalid(name: &str, value: &str, why: &str) -> Refusal {
    let text = format!("parameter {name} has invalid value: {value} ({why})");
    Refusal { status: 400, code: "1905".to_owned(), text }
}

/// The refusal of a value that cannot be read.
pub(in crate::service) fn unreadable(name: &str, value: &str) -> Refusal {
    invalid(name, value, "it cannot be read")
}
