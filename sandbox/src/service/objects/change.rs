//! What operations do to objects.

use super::Objects;
use super::answer::{posted, unsupported};
use super::merge::merge;
use super::resource::{Answers, Operation, Other, Verb};
use super::store::{Store, id_of};
use crate::check::{Call, Refusal};
use crate::document::Element;
use crate::service::scope::{Nothing, Scope, Values};
use std::sync::Arc;

/// Does what an operation does to one object, or makes one; gives what is answered of it.
pub(super) fn change(
    objects: &mut Objects,
    call: &Call,
    id: Option<u64>,
    scope: &Scope<'_>,
) -> Result<Element, Refusal> {
    let store = objects.0.get(&call.api).ok_or_else(|| unsupported(call))?;
    let resource = Arc::clone(&store.resource);
    let operation = resource.operations.get(&call.operation).ok_or_else(|| unsupported(call))?;
    let posted = posted(call, &resource);
    let posted_values = posted.map_or(&Nothing as &dyn Values, |posted| posted);
    let scope = Scope { posted: posted_values, ..*scope };
    if let Some(id) = id {
        allowed(objects, store, operation, id, &scope)?;
    }
    let kept = id.and_then(|id| store.kept(id, &scope));
    let kept = kept.unwrap_or_else(|| Element::new(&resource.object));
    let changed = changed(&kept, operation, posted, &Scope { objects: Some(objects), ..scope });
    // Of what is taken away, this is the last that is seen.
    let seen = id.and_then(|id| read(objects, &call.api, id, &scope));
    let store = objects.0.get_mut(&call.api).ok_or_else(|| unsupported(call))?;
    let id = keep(store, operation.does, id, changed);
    let object =
        read(objects, &call.api, id, &scope).or(seen).unwrap_or_else(|| Element::new(&resource.object));
    change_others(objects, operation, &object, &scope);
    Ok(match &operation.answers {
        Answers::Whole => object,
        Answers::Id => Element::new(&resource.object).with(Element::of_text("id", id.to_string())),
        Answers::Part(part) => part.render_one(&Scope { objects: Some(objects), record: &object, ..scope }),
    })
}

/// Refuses what cannot be done to an object as it is now.
fn allowed(
    objects: &Objects,
    store: &Store,
    operation: &Operation,
    id: u64,
    scope: &Scope<'_>,
) -> Result<(), Refusal> {
    let scope = Scope { objects: Some(objects), ..*scope };
    let Some(((that, text), object)) = operation.requires.as_ref().zip(store.read(id, &scope)) else {
        return Ok(());
    };
    if that.holds(&scope.with_record(&object)) {
        return Ok(());
    }
    Err(Refusal { status: 200, code: "INVALID_REQUEST".to_owned(), text: text.clone() })
}

/// An object after an operation.
fn changed(before: &Element, operation: &Operation, posted: Option<&Element>, scope: &Scope<'_>) -> Element {
    let mut object = before.clone();
    if let Some(defaults) = &operation.defaults {
        merge(&mut object, &defaults.render_one(&scope.with_record(before)));
    }
    for name in &operation.drops {
        object.remove(name);
    }
    if let Some(posted) = posted.filter(|_| operation.takes_body) {
        merge(&mut object, posted);
    }
    if let Some(sets) = &operation.sets {
        let change = sets.render_one(&scope.with_record(&object));
        merge(&mut object, &change);
    }
    object
}

/// Keeps what became of an object, under its id or a new one; gives the id.
fn keep(store: &mut Store, does: Verb, id: Option<u64>, mut object: Element) -> u64 {
    let id = match (does, id) {
        (Verb::Delete, Some(id)) => {
            store.delete(id);
            return id;
        }
        (Verb::Get, Some(id)) => return id,
        (Verb::Copy, _) | (_, None) => store.new_id(),
        (_, Some(id)) => id,
    };
    object.set("id", id.to_string());
    store.put(id, object);
    id
}

/// Does what an operation on an object does to objects of other resources.
fn change_others(objects: &mut Objects, operation: &Operation, object: &Element, scope: &Scope<'_>) {
    for Other { api, creates, changes } in &operation.others {
        let mut made = Vec::new();
        {
            let scope = Scope { objects: Some(objects), record: object, ..*scope };
            if let Some((each, template)) = creates {
                let values = each.evaluate(&scope);
                made.extend(values.iter().map(|value| (None, template.render_one(&scope.with_it(value)))));
            }
            if let Some((by, template)) = changes {
                let id = id_of(object).unwrap_or(0).to_string();
                let held = objects.0.get(api).into_iter().flat_map(Store::held);
                for other in held.filter(|other| other.values(by).contains(&id)) {
                    let mut other = other.clone();
                    let change = template.render_one(&scope.with_record(&other));
                    merge(&mut other, &change);
                    made.push((id_of(&other), other));
                }
            }
        }
        let Some(store) = objects.0.get_mut(api) else { continue };
        for (id, mut other) in made {
            let id = id.unwrap_or_else(|| store.new_id());
            other.set("id", id.to_string());
            store.put(id, other);
        }
    }
}

fn read(objects: &Objects, api: &str, id: u64, scope: &Scope<'_>) -> Option<Element> {
    objects.0.get(api)?.read(id, &Scope { objects: Some(objects), ..*scope })
}
