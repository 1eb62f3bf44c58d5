//! Which types a document can hold: those that a root leads to.

use crate::ir::{Content, Element, Model, Occurs, Particle, Target, Term, TypeId, Value, ValueKind};
use std::collections::HashSet;

/// The types and enumerations that become Rust types: those that can be reached from a root of any module, or from any
/// type of a module without roots that nothing leads to. A list that is taken together with its element is none.
pub(super) fn types(model: &Model) -> HashSet<TypeId> {
    let mut reach = Reach { model, found: HashSet::new(), queue: Vec::new() };
    for module in model.modules.values() {
        module.roots.iter().for_each(|root| reach.target(&root.target));
    }
    reach.walk();
    for (key, module) in &model.modules {
        let is_reached = reach.found.iter().any(|id| id.module == *key);
        if module.roots.is_empty() && !is_reached {
            let all = module.types.keys().chain(module.enumerations.keys());
            all.for_each(|name| reach.add(TypeId { module: key.clone(), name: name.clone() }));
            reach.walk();
        }
    }
    reach.found
}

/// The element that another does nothing but hold any number of, and how many it holds.
pub(super) fn list_item<'m>(model: &'m Model, list: &Element) -> Option<(&'m Element, Occurs)> {
    let Target::Type(id) = &list.target else { return None };
    let ty = model.type_of(id)?;
    let Content::Elements(particle) = &ty.content else { return None };
    let Term::Element(item) = &particle.term else { return None };
    let is_plain = ty.attributes.is_empty()
        && particle.occurs.repeats()
        && item.aliases.is_empty()
        && !item.nillable
        && !list.nillable
        && !has_format(&item.target);
    is_plain.then_some((item, particle.occurs))
}

/// Whether the target's values need a row of their own to say how they are written.
fn has_format(target: &Target) -> bool {
    match target {
        Target::Type(_) => false,
        Target::Value(value) => matches!(value.kind, ValueKind::Flag | ValueKind::List(..)),
    }
}

struct Reach<'m> {
    model: &'m Model,
    found: HashSet<TypeId>,
    queue: Vec<TypeId>,
}

impl Reach<'_> {
    fn add(&mut self, id: TypeId) {
        if self.found.insert(id.clone()) {
            self.queue.push(id);
        }
    }

    fn walk(&mut self) {
        while let Some(id) = self.queue.pop() {
            let Some(ty) = self.model.type_of(&id) else { continue };
            ty.attributes.iter().for_each(|attribute| self.value(&attribute.value));
            match &ty.content {
                Content::Empty | Content::Any => {}
                Content::Value(value) => self.value(value),
                Content::Elements(particle) | Content::Mixed(particle) => self.particle(particle),
            }
        }
    }

    fn particle(&mut self, particle: &Particle) {
        match &particle.term {
            Term::Element(element) => {
                let item = (!particle.occurs.repeats()).then(|| list_item(self.model, element)).flatten();
                self.target(&item.map_or(element, |(item, _)| item).target);
            }
            Term::Sequence(parts) | Term::All(parts) | Term::Choice(parts) => {
                parts.iter().for_each(|part| self.particle(part));
            }
            Term::Any => {}
        }
    }

    fn target(&mut self, target: &Target) {
        match target {
            Target::Type(id) => self.add(id.clone()),
            Target::Value(value) => self.value(value),
        }
    }

    fn value(&mut self, value: &Value) {
        match &value.kind {
            ValueKind::Enumeration(id) => self.add(id.clone()),
            ValueKind::List(item, _) => self.value(item),
            _ => {}
        }
    }
}
