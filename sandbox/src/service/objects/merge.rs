//! Changes of objects: members that are given take the place of those that are there, lists are changed by their verbs.

use crate::document::{Element, Node};

/// Changes an object by the members of another element. What has members itself is changed member by member.
pub(in crate::service) fn merge(object: &mut Element, change: &Element) {
    let mut names: Vec<&str> = Vec::new();
    for child in change.elements() {
        if names.contains(&child.name.as_str()) {
            continue;
        }
        names.push(&child.name);
        let given: Vec<&Element> = change.named(&child.name).collect();
        if let ([only], true) = (given.as_slice(), child.has_elements()) {
            let member = object.make(&child.name);
            member.children.retain(|node| matches!(node, Node::Element(_)));
            match is_list(only) {
                true => change_list(member, only),
                false => merge(member, only),
            }
        } else {
            object.remove(&child.name);
            given.into_iter().for_each(|element| object.push(element.clone()));
        }
    }
}

/// What lists consist of; the verbs are for requests alone.
const LIST: [&str; 6] = ["count", "list", "set", "add", "remove", "update"];

fn is_list(element: &Element) -> bool {
    element.elements().all(|child| LIST.contains(&child.name.as_str()))
        && element.elements().any(|child| child.name != "count")
}

/// Applies the verbs, and counts.
fn change_list(list: &mut Element, change: &Element) {
    let mut entries: Vec<Element> =
        list.child("list").map(|list| list.elements().cloned().collect()).unwrap_or_default();
    for verb in change.elements() {
        match verb.name.as_str() {
            "set" | "list" => entries = verb.elements().cloned().collect(),
            "add" => {
                for added in verb.elements() {
                    match entries.iter_mut().find(|entry| is_same(entry, added)) {
                        Some(entry) => merge(entry, added),
                        None => entries.push(added.clone()),
                    }
                }
            }
            "remove" => entries.retain(|entry| !verb.elements().any(|removed| is_same(entry, removed))),
            "update" => {
                for updated in verb.elements() {
                    entries
                        .iter_mut()
                        .filter(|entry| is_same(entry, updated))
                        .for_each(|entry| merge(entry, updated));
                }
            }
            _ => {}
        }
    }
    let count = Element::of_text("count", entries.len().to_string());
    let mut made = Element::new("list");
    entries.into_iter().for_each(|entry| made.push(entry));
    list.children = vec![Node::Element(count), Node::Element(made)];
}

/// Whether two entries are the same: by their ids if both have one, else by all that they are.
fn is_same(one: &Element, other: &Element) -> bool {
    match (one.child("id"), other.child("id")) {
        (Some(one), Some(other)) => one.text() == other.text(),
        _ => one == other || (!one.has_elements() && one.name == other.name && one.text() == other.text()),
    }
}
