//! The rules of content models against a second, slower way to find what a model makes.

use super::rules::{Given, broken, uses};
use super::{Checker, Refusal};
use crate::document::value::{enumeration, expected};
use crate::exchange::Incoming;
use crate::model::model;
use bytes::Bytes;
use fastrand::Rng;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method};
use jiff::Timestamp;
use qualys_codegen::ir::{
    Default as Fixed, Element, Model, Occurs, Particle, Target, Term, Value, ValueKind,
};
use qualys_codegen::source::{SourceId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A set of parameters with their values.
type Set = BTreeMap<String, String>;

/// The values that parameters of random models have.
const VALUES: [&str; 2] = ["0", "1"];

fn particle(term: Term, occurs: Occurs) -> Particle {
    Particle { term, occurs, span: Span::new(SourceId(0), 0..0), name: None }
}

fn parameter(name: char, fixed: Option<&str>) -> Particle {
    let element = Element {
        name: name.to_string(),
        aliases: Vec::new(),
        target: Target::Value(Value::new(ValueKind::Flag)),
        nillable: false,
        default: fixed.map(|value| Fixed { value: value.to_owned(), fixed: true }),
        docs: None,
    };
    particle(Term::Element(element), Occurs::ONE)
}

/// A random model over these names, in which no parameter can be sent twice.
fn random(rng: &mut Rng, names: &[char], depth: usize) -> Particle {
    let mut made = match (names, depth) {
        ([name], _) | ([name, ..], 4..) => {
            let fixed = rng.choice([None, None, Some("0"), Some("1")]).flatten();
            parameter(*name, fixed)
        }
        (names, _) => match rng.u8(..4) {
            // The parts of a sequence and of a choice that repeats share no name.
            kind @ (0 | 1) => {
                let (one, other) = names.split_at(rng.usize(1..names.len()));
                let parts = vec![random(rng, one, depth + 1), random(rng, other, depth + 1)];
                match kind {
                    0 => particle(Term::Sequence(parts), Occurs::ONE),
                    _ => particle(Term::Choice(parts), Occurs::MANY),
                }
            }
            // Those of a choice may.
            _ => {
                let alternatives = (0..rng.usize(2..4)).map(|_| {
                    let start = rng.usize(..names.len());
                    let end = rng.usize(start + 1..=names.len());
                    random(rng, &names[start..end], depth + 1)
                });
                particle(Term::Choice(alternatives.collect()), Occurs::ONE)
            }
        },
    };
    if rng.u8(..4) == 0 {
        made.occurs.min = 0;
    }
    made
}

/// All sets that a model makes.
fn made(particle: &Particle) -> BTreeSet<Set> {
    let mut sets: BTreeSet<Set> = match &particle.term {
        Term::Element(element) => {
            let fixed = element.default.as_ref().map(|default| default.value.as_str());
            let values = VALUES.into_iter().filter(|value| fixed.is_none_or(|fixed| fixed == *value));
            values.map(|value| Set::from([(element.name.clone(), value.to_owned())])).collect()
        }
        Term::Sequence(parts) => parts.iter().fold(BTreeSet::from([Set::new()]), |sets, part| {
            let others = made(part);
            sets.iter().flat_map(|set| others.iter().map(|other| joined(set, other))).collect()
        }),
        Term::Choice(parts) if particle.occurs.repeats() => {
            let sets = parts.iter().fold(BTreeSet::from([(Set::new(), false)]), |sets, part| {
                let others = made(part);
                let with =
                    sets.iter().flat_map(|(set, _)| others.iter().map(|other| (joined(set, other), true)));
                sets.iter().cloned().chain(with).collect()
            });
            sets.into_iter().filter(|(_, is_chosen)| *is_chosen).map(|(set, _)| set).collect()
        }
        Term::Choice(parts) => parts.iter().flat_map(made).collect(),
        Term::All(_) | Term::Any => BTreeSet::new(),
    };
    if particle.occurs.is_optional() {
        sets.insert(Set::new());
    }
    sets
}

fn joined(one: &Set, other: &Set) -> Set {
    one.iter().chain(other).map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// All sets of some names with values.
fn all(names: &[char]) -> Vec<Set> {
    names.iter().fold(vec![Set::new()], |sets, name| {
        let more = |set: &Set| {
            let with = VALUES.map(|value| joined(set, &Set::from([(name.to_string(), value.to_owned())])));
            std::iter::once(set.clone()).chain(with).collect::<Vec<_>>()
        };
        sets.iter().flat_map(more).collect()
    })
}

#[test]
fn a_set_is_accepted_if_and_only_if_the_model_makes_it() {
    let names = ['a', 'b', 'c', 'd', 'e'];
    let empty = Model::default();
    let mut rng = Rng::with_seed(11);
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..500 {
        let model = random(&mut rng, &names, 0);
        let makes = made(&model);
        let known = uses(&model);
        for set in
            all(&names).into_iter().filter(|set| set.keys().all(|name| known.contains_key(name.as_str())))
        {
            let given: Given<'_> = set.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let refusal = broken(&empty, &model, &given);
            assert_eq!(refusal.is_none(), makes.contains(&set), "{set:?} {refusal:?}\n{model:#?}");
            *(if refusal.is_none() { &mut accepted } else { &mut refused }) += 1;
        }
    }
    assert!(accepted > 5_000 && refused > 10_000, "{accepted} accepted, {refused} refused");
}

/// A value that a parameter takes.
fn sample(model: &Model, element: &Element) -> String {
    if let Some(fixed) = element.default.as_ref().filter(|default| default.fixed) {
        return fixed.value.clone();
    }
    let Target::Value(value) = &element.target else { panic!("{} is no value", element.name) };
    let item = match &value.kind {
        ValueKind::List(item, _) => item,
        _ => value,
    };
    if let ValueKind::Enumeration(id) = &item.kind {
        let words = &enumeration(model, id).expect("an enumeration that is there").words;
        return words[0].text.clone();
    }
    let candidates = ["A", "1", "15", "0", "60", "yes", "true", "2020-01-02", "01/02/2020"];
    let fitting = candidates.into_iter().find(|text| expected(model, value, text).is_none());
    fitting.unwrap_or_else(|| panic!("no value for {element:?}")).to_owned()
}

/// Parameters that a model makes, at random.
fn walk(model: &Model, particle: &Particle, rng: &mut Rng, set: &mut Set) {
    if particle.occurs.is_optional() && rng.bool() {
        return;
    }
    match &particle.term {
        Term::Element(element) => {
            set.insert(element.name.clone(), sample(model, element));
        }
        Term::Sequence(parts) | Term::All(parts) => parts.iter().for_each(|part| walk(model, part, rng, set)),
        Term::Choice(parts) => {
            let first = rng.usize(..parts.len());
            walk(model, &parts[first], rng, set);
            for (index, part) in parts.iter().enumerate() {
                if particle.occurs.repeats() && index != first && rng.bool() {
                    walk(model, part, rng, set);
                }
            }
        }
        Term::Any => {}
    }
}

fn call(method: Method, path: &str, form: &[(String, String)], media_type: &'static str) -> Incoming {
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
    incoming(method, path, body.into(), media_type)
}

fn incoming(method: Method, path: &str, body: Bytes, media_type: &'static str) -> Incoming {
    Incoming {
        method,
        path: path.to_owned(),
        query: String::new(),
        headers: HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media_type))]),
        body,
        user: "quays_ab1".to_owned(),
        received: Timestamp::UNIX_EPOCH,
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

#[test]
fn what_a_description_makes_is_accepted() {
    let checker = Checker::new(model());
    let mut rng = Rng::with_seed(12);
    let mut count = 0;
    for (key, api) in &model().apis {
        for (name, operation) in api.operations.iter().filter(|(_, one)| !one.path.starts_with("/qps/")) {
            for _ in 0..100 {
                let mut set = Set::new();
                walk(model(), &operation.model, &mut rng, &mut set);
                let form: Vec<_> = set.into_iter().collect();
                let found = checker.check(&call(Method::POST, &operation.path, &form, FORM));
                let found = found.unwrap_or_else(|refusal| panic!("{key} {name} {form:?}: {refusal:?}"));
                assert_eq!((&found.api, &found.operation), (key, name), "{form:?}");
                count += 1;
            }
        }
    }
    assert!(count > 2_500, "{count} calls");
}

#[test]
fn whatever_arrives_is_answered() {
    let checker = Checker::new(model());
    let mut rng = Rng::with_seed(13);
    let operations: Vec<_> =
        model().apis.values().flat_map(|api| api.operations.values().map(move |one| (api, one))).collect();
    let values =
        ["", "0", "1", "-1", "create", "list", "a,b", ",", "\u{0}", "99999999999999999999", "é", "{id}", "%"];
    let bodies = [
        "<ServiceRequest><filters><Criteria field=\"id\" operator=\"IN\">1,2</Criteria></filters></ServiceRequest>",
        "<ServiceRequest><preferences><limitResults>5</limitResults></preferences></ServiceRequest>",
        "<ServiceRequest><data><WebApp><name>a</name><url><![CDATA[b]]></url></WebApp></data></ServiceRequest>",
    ];
    let (mut accepted, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let (api, operation) = *rng.choice(&operations).expect("there are operations");
        let path = operation.path.replace("{id}", rng.choice(["7", "x", "%FF", ""]).expect("one of them"));
        let names: Vec<&String> = api.parameters.keys().collect();
        let mut set = Set::new();
        walk(model(), &operation.model, &mut rng, &mut set);
        for _ in 0..rng.usize(..4) {
            if let (Some(name), Some(value)) = (rng.choice(&names), rng.choice(values)) {
                set.insert((*name).clone(), value.to_owned());
            }
        }
        let method = rng.choice([Method::GET, Method::POST, Method::POST, Method::PUT]).expect("one of them");
        let arrived = if path.starts_with("/qps/") {
            let mut body = rng.choice(bodies).expect("one of them").as_bytes().to_vec();
            for _ in 0..rng.usize(..3) {
                let at = rng.usize(..body.len());
                body[at] = rng.u8(..);
            }
            incoming(method, &path, body.into(), "text/xml")
        } else {
            let form: Vec<_> = set.into_iter().collect();
            call(method, &path, &form, FORM)
        };
        match checker.check(&arrived) {
            Ok(_) => accepted += 1,
            Err(Refusal { status, text, .. }) => {
                assert!((200..=499).contains(&status) && !text.is_empty(), "{status} {text}");
                refused += 1;
            }
        }
    }
    assert!(accepted > 500 && refused > 5_000, "{accepted} accepted, {refused} refused");
}
