//! What a description describes and no operation uses.

use super::{Lowering, choice};
use crate::api::Text;
use crate::diagnostic::Diagnostic;
use crate::ir::{self, Particle, Term};
use indexmap::IndexMap;
use std::collections::HashSet;

impl Lowering<'_> {
    /// Warns about each, if all operations are known.
    pub(super) fn unused(
        &mut self,
        groups: &IndexMap<String, ir::Group>,
        operations: &IndexMap<String, ir::Operation>,
    ) {
        let description = self.description;
        let is_complete = !description.is_incomplete
            && groups.len() == description.groups.len()
            && operations.len() == description.operations.len();
        if !is_complete {
            return;
        }
        let mut used_parameters = HashSet::new();
        let mut used_groups = HashSet::new();
        for operation in operations.values() {
            used_parameters.extend(choice::uses(&operation.model).into_keys());
            groups_of(&operation.model, &mut used_groups);
        }
        for parameter in &description.parameters {
            if !used_parameters.contains(parameter.name.text.as_str()) {
                self.warn("parameter", &parameter.name, "no operation takes it");
            }
        }
        for group in &description.groups {
            if !used_groups.contains(group.name.text.as_str()) {
                self.warn("group", &group.name, "in the model of no operation");
            }
        }
        let mut bodies = operations.values().filter_map(|operation| operation.body.as_ref());
        if bodies.all(|body| body.filters.is_none()) {
            for filter in &description.filters {
                self.warn("filter", &filter.name, "no operation takes `filters` in its body");
            }
        }
    }

    fn warn(&mut self, what: &str, name: &Text, label: &str) {
        let message = format!("{what} `{}` is not used", name.text);
        let warning = Diagnostic::warning(name.span, message).label(label);
        self.found.push(warning.help("use it, or take it out"));
    }
}

fn groups_of<'p>(particle: &'p Particle, found: &mut HashSet<&'p str>) {
    found.extend(particle.name.as_deref());
    match &particle.term {
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| groups_of(part, found));
        }
        Term::Element(_) | Term::Any => {}
    }
}
