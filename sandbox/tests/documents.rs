//! What is completed is valid by the vendor's schemas with their corrections.

mod validity;
mod xmllint;

use jiff::Timestamp;
use qualys_codegen::ir::{Content, Model, Particle, Target, Term};
use qualys_sandbox::document::compose::complete;
use qualys_sandbox::document::write::document;
use qualys_sandbox::document::{Element, parse};
use qualys_sandbox::model::model;
use xmllint::Documents;

fn now() -> Timestamp {
    Timestamp::constant(1_600_000_000, 0)
}

fn keep(documents: &mut Documents, schema: &str, root: &Element) {
    let documents = documents.entry(schema.to_owned()).or_default();
    documents.push((format!("{}.xml", documents.len()), document(root, None)));
}

#[test]
fn every_root_alone_becomes_a_valid_document() {
    let mut documents = Documents::new();
    for (key, module) in &model().modules {
        for root in &module.roots {
            let whole = complete(model(), key, &Element::new(&root.name), now());
            let whole = whole.unwrap_or_else(|misfit| panic!("{key}: {misfit}"));
            keep(&mut documents, key, &whole);
        }
    }
    let count: usize = documents.values().map(Vec::len).sum();
    assert!(count >= model().modules.len(), "{count} documents");
    validity::assert_valid("roots", &documents);
}

#[test]
fn every_element_with_what_it_needs_is_in_a_valid_document() {
    let mut documents = Documents::new();
    for (key, module) in &model().modules {
        for root in &module.roots {
            let mut ways = Vec::new();
            let mut around = vec![root.name.clone()];
            collect(model(), &root.target, &mut around, &mut ways);
            for way in ways {
                let mut partial = Element::new(&root.name);
                partial.make(&way[1..].join("/"));
                let whole = complete(model(), key, &partial, now());
                let whole = whole.unwrap_or_else(|misfit| panic!("{key} {way:?}: {misfit}"));
                assert!(whole.at(&way[1..].join("/")).is_some(), "{key} {way:?} is lost");
                keep(&mut documents, key, &whole);
            }
        }
    }
    let count: usize = documents.values().map(Vec::len).sum();
    assert!(count > 1_000, "{count} documents");
    validity::assert_valid("elements", &documents);
}

/// The ways to all elements, as deep as their names are not around them already.
fn collect(model: &Model, target: &Target, around: &mut Vec<String>, ways: &mut Vec<Vec<String>>) {
    let Target::Type(id) = target else { return };
    let Some(Content::Elements(particle) | Content::Mixed(particle)) =
        model.type_of(id).map(|ty| &ty.content)
    else {
        return;
    };
    each(particle, &mut |name, target| {
        if around.len() < 9 && !around.iter().any(|one| one == name) {
            around.push(name.to_owned());
            ways.push(around.clone());
            collect(model, target, around, ways);
            around.pop();
        }
    });
}

fn each(particle: &Particle, visit: &mut dyn FnMut(&str, &Target)) {
    match &particle.term {
        Term::Element(element) => visit(&element.name, &element.target),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| each(part, visit));
        }
        Term::Any => {}
    }
}

#[test]
fn what_is_completed_is_complete_and_stays_as_it_is() {
    for (key, module) in &model().modules {
        for root in &module.roots {
            let whole = complete(model(), key, &Element::new(&root.name), now()).expect("a document");
            assert_eq!(complete(model(), key, &whole, now()).as_ref(), Ok(&whole), "{key}");
            let read = parse(&document(&whole, None)).expect("what is written is well-formed");
            assert_eq!(complete(model(), key, &read, now()).as_ref(), Ok(&whole), "{key}");
        }
    }
}
