//! Whether a content model makes a set of parameters, and if not, which of its rules is broken.
//!
//! No parameter is in two parts of a sequence, nor in two alternatives of a choice that repeats; the descriptions are held
//! to that when they are read. So the parameters of each part are known by their names, nothing has to be tried twice, and
//! a set is accepted if and only if the model makes it.

use crate::document::value::expected;
use indexmap::IndexMap;
use qualys_codegen::ir::{Element, Model, Particle, Target, Term};
use std::collections::HashSet;

/// A rule that is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Broken {
    /// These have to be there.
    Missing(Vec<String>),
    /// At least one of these has to be there.
    OneNeeded(Vec<String>),
    /// Only one of these may be there.
    OnlyOne(Vec<String>),
    /// This may not be there beside the others.
    Combination(Vec<String>),
    /// This has a value that is not allowed, at least not here.
    Value {
        /// The parameter.
        name: String,
        /// What is expected.
        expected: String,
    },
}

/// The parameters that a call has, by name.
pub(super) type Given<'p> = IndexMap<&'p str, &'p str>;

/// The rule of the model that the parameters break, if there is one. Only parameters of the model are looked at.
pub(super) fn broken(model: &Model, particle: &Particle, given: &Given<'_>) -> Option<Broken> {
    let given = of(particle, given);
    if given.is_empty() && particle.occurs.is_optional() {
        return None;
    }
    match &particle.term {
        Term::Element(element) => broken_element(model, element, &given),
        Term::Sequence(parts) | Term::All(parts) => broken_sequence(model, parts, &given),
        Term::Choice(parts) if particle.occurs.repeats() => broken_several(model, parts, &given),
        Term::Choice(parts) => broken_choice(model, parts, &given),
        Term::Any => None,
    }
}

/// All parameters of a model: the places where each is.
pub(super) fn uses(particle: &Particle) -> IndexMap<&str, Vec<&Element>> {
    let mut found = IndexMap::new();
    collect(particle, &mut found);
    found
}

/// What a parameter is expected to be at one place.
pub(super) fn expected_at(model: &Model, element: &Element, text: &str) -> Option<String> {
    match (&element.default, &element.target) {
        (Some(default), _) if default.fixed => {
            (default.value != text).then(|| format!("`{}`", default.value))
        }
        (_, Target::Value(value)) => expected(model, value, text),
        (_, Target::Type(_)) => None,
    }
}

fn collect<'p>(particle: &'p Particle, found: &mut IndexMap<&'p str, Vec<&'p Element>>) {
    match &particle.term {
        Term::Element(element) => found.entry(element.name.as_str()).or_default().push(element),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| collect(part, found));
        }
        Term::Any => {}
    }
}

/// The parameters that a part has.
fn of<'p>(particle: &Particle, given: &Given<'p>) -> Given<'p> {
    let names = names(particle);
    given.iter().filter(|(name, _)| names.contains(*name)).map(|(name, value)| (*name, *value)).collect()
}

fn names(particle: &Particle) -> HashSet<&str> {
    uses(particle).into_keys().collect()
}

fn broken_element(model: &Model, element: &Element, given: &Given<'_>) -> Option<Broken> {
    match given.get(element.name.as_str()) {
        None => Some(Broken::Missing(vec![element.name.clone()])),
        Some(text) => expected_at(model, element, text)
            .map(|expected| Broken::Value { name: element.name.clone(), expected }),
    }
}

fn broken_sequence(model: &Model, parts: &[Particle], given: &Given<'_>) -> Option<Broken> {
    let all: Vec<Broken> = parts.iter().filter_map(|part| broken(model, part, given)).collect();
    let of_what_is_there =
        all.iter().find(|one| !matches!(one, Broken::Missing(_) | Broken::OneNeeded(_))).cloned();
    if of_what_is_there.is_some() {
        return of_what_is_there;
    }
    let mut missing = Vec::new();
    for one in &all {
        if let Broken::Missing(names) = one {
            missing.extend(names.iter().cloned());
        }
    }
    if missing.is_empty() { all.into_iter().next() } else { Some(Broken::Missing(missing)) }
}

/// One or more of the alternatives.
fn broken_several(model: &Model, parts: &[Particle], given: &Given<'_>) -> Option<Broken> {
    let there: Vec<&Particle> = parts.iter().filter(|part| !of(part, given).is_empty()).collect();
    if there.is_empty() {
        let is_satisfied = parts.iter().any(|part| broken(model, part, given).is_none());
        return (!is_satisfied).then(|| Broken::OneNeeded(beginnings(parts)));
    }
    there.into_iter().find_map(|part| broken(model, part, given))
}

fn broken_choice(model: &Model, parts: &[Particle], given: &Given<'_>) -> Option<Broken> {
    let has_all = |part: &&Particle| {
        let names = names(part);
        given.keys().all(|name| names.contains(name))
    };
    let fitting: Vec<&Particle> = parts.iter().filter(has_all).collect();
    let mut refusals = Vec::new();
    for part in &fitting {
        // What may be left out as a whole is no alternative; descriptions have none.
        refusals.push((*part, broken(model, part, given)?));
    }
    if given.is_empty() {
        return Some(nothing_chosen(parts));
    }
    // What a fixed value says is meant is what to speak of.
    let meant: Vec<&Particle> = parts.iter().filter(|part| chosen(part, given)).collect();
    let possible: Vec<&Particle> = parts.iter().filter(|part| !contradicted(part, given)).collect();
    if let [meant] = meant.as_slice() {
        if let Some((_, refusal)) = refusals.iter().find(|(part, _)| std::ptr::eq(*part, *meant)) {
            return Some(refusal.clone());
        }
        let names = names(meant);
        return Some(Broken::Combination(texts(given.keys().filter(|name| !names.contains(*name)))));
    }
    let spoken: Vec<Broken> = refusals
        .iter()
        .filter(|(part, _)| possible.iter().any(|one| std::ptr::eq(*one, *part)))
        .map(|(_, refusal)| refusal.clone())
        .collect();
    match spoken.as_slice() {
        [] => Some(apart(parts, given)),
        [one] => Some(one.clone()),
        several => Some(together(several)),
    }
}

/// What is missing where nothing of a choice is there: what all alternatives have, else the beginning of one of them.
fn nothing_chosen(parts: &[Particle]) -> Broken {
    let all = parts
        .iter()
        .map(always)
        .reduce(|one, other| one.into_iter().filter(|name| other.contains(name)).collect());
    match all {
        Some(names) if !names.is_empty() => Broken::Missing(texts(names.iter())),
        _ => Broken::OneNeeded(beginnings(parts)),
    }
}

/// What several alternatives lack.
fn together(several: &[Broken]) -> Broken {
    let is_missing = |one: &Broken| matches!(one, Broken::Missing(_) | Broken::OneNeeded(_));
    if let Some(other) = several.iter().find(|one| !is_missing(one)) {
        return other.clone();
    }
    let lists: Vec<&Vec<String>> = several
        .iter()
        .filter_map(|one| match one {
            Broken::Missing(names) | Broken::OneNeeded(names) => Some(names),
            _ => None,
        })
        .collect();
    let first = lists.first().map(|names| names.as_slice()).unwrap_or_default();
    let common: Vec<String> =
        first.iter().filter(|name| lists.iter().all(|list| list.contains(name))).cloned().collect();
    if !common.is_empty() {
        return Broken::Missing(common);
    }
    let mut any: Vec<String> = lists.iter().filter_map(|names| names.first().cloned()).collect();
    any.dedup();
    Broken::OneNeeded(any)
}

/// Parameters that no alternative has together: two that exclude each other, else all of them.
fn apart(parts: &[Particle], given: &Given<'_>) -> Broken {
    let sets: Vec<HashSet<&str>> = parts.iter().map(names).collect();
    let keys: Vec<&&str> = given.keys().collect();
    for (index, one) in keys.iter().enumerate() {
        for other in keys.iter().skip(index + 1) {
            if !sets.iter().any(|set| set.contains(**one) && set.contains(**other)) {
                return Broken::OnlyOne(vec![(**one).to_owned(), (**other).to_owned()]);
            }
        }
    }
    Broken::Combination(texts(given.keys()))
}

/// Whether a fixed value says that this alternative is meant.
fn chosen(particle: &Particle, given: &Given<'_>) -> bool {
    let mut fixed = fixed(particle).into_iter().peekable();
    fixed.peek().is_some() && fixed.all(|(name, value)| given.get(name).is_some_and(|text| *text == value))
}

/// Whether a fixed value says that another alternative is meant.
fn contradicted(particle: &Particle, given: &Given<'_>) -> bool {
    fixed(particle).into_iter().any(|(name, value)| given.get(name).is_some_and(|text| *text != value))
}

/// The fixed values that are sent whatever else is chosen.
fn fixed(particle: &Particle) -> Vec<(&str, &str)> {
    if particle.occurs.is_optional() {
        return Vec::new();
    }
    match &particle.term {
        Term::Element(element) => match &element.default {
            Some(default) if default.fixed => vec![(element.name.as_str(), default.value.as_str())],
            _ => Vec::new(),
        },
        Term::Sequence(parts) | Term::All(parts) => parts.iter().flat_map(fixed).collect(),
        Term::Choice(_) | Term::Any => Vec::new(),
    }
}

/// The parameters that are sent whatever is chosen.
fn always(particle: &Particle) -> Vec<&str> {
    if particle.occurs.is_optional() {
        return Vec::new();
    }
    match &particle.term {
        Term::Element(element) => vec![element.name.as_str()],
        Term::Sequence(parts) | Term::All(parts) => parts.iter().flat_map(always).collect(),
        Term::Choice(parts) => parts
            .iter()
            .map(always)
            .reduce(|one, other| one.into_iter().filter(|name| other.contains(name)).collect())
            .unwrap_or_default(),
        Term::Any => Vec::new(),
    }
}

/// What each alternative always has first, or might have.
fn beginnings(parts: &[Particle]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in parts {
        let first = always(part).first().copied().or_else(|| uses(part).keys().next().copied());
        found.extend(first.filter(|first| !found.iter().any(|one| one == first)).map(str::to_owned));
    }
    found
}

fn texts<'t>(names: impl Iterator<Item = &'t &'t str>) -> Vec<String> {
    names.map(|name| (*name).to_owned()).collect()
}
