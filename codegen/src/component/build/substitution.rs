//! Substitution groups: which elements can stand in for which.

use super::Builder;
use crate::component::ElementId;
use crate::diagnostic::Diagnostic;
use std::collections::{HashMap, HashSet};

impl Builder<'_, '_> {
    /// For each head finds those that can stand in for it, directly or not, each once and in the order of declaration.
    pub(super) fn collect_substitutes(&mut self) {
        let mut members: HashMap<ElementId, Vec<ElementId>> = HashMap::new();
        let mut heads = Vec::new();
        for (index, element) in self.components.elements.iter().enumerate() {
            let Some(head) = element.substitution_group else { continue };
            let id = ElementId(u32::try_from(index).unwrap_or(u32::MAX));
            let of_head = members.entry(head).or_default();
            if of_head.is_empty() {
                heads.push(head);
            }
            of_head.push(id);
        }
        self.report_cycles();
        heads.sort_unstable();
        for head in heads {
            let Some(span) = self.components.element(head).map(|element| element.span) else { continue };
            let mut seen = HashSet::from([head]);
            let mut found = vec![head];
            let mut next = 0;
            while let Some(current) = found.get(next).copied() {
                next += 1;
                let of_current = members.get(&current).map_or(&[][..], Vec::as_slice);
                found.extend(of_current.iter().copied().filter(|member| seen.insert(*member)));
            }
            if !self.spend(found.len(), span) {
                return;
            }
            let components = &self.components;
            let stands_in = |member: &ElementId| {
                *member != head
                    && components.element(*member).is_some_and(|element| !element.is_abstract)
                    && components.can_substitute(*member, head)
            };
            let found: Vec<_> = found.into_iter().filter(stands_in).collect();
            if !found.is_empty() {
                self.components.substitutes.insert(head, found);
            }
        }
    }

    /// An element cannot stand in for itself by way of others.
    fn report_cycles(&mut self) {
        let elements = &self.components.elements;
        let mut state = vec![0_u8; elements.len()];
        let mut cycles = Vec::new();
        for start in 0..elements.len() {
            let mut path = Vec::new();
            let mut current = Some(start);
            while let Some(index) = current.filter(|index| state.get(*index) == Some(&0)) {
                state[index] = 1;
                path.push(index);
                current = elements[index].substitution_group.map(|head| head.0 as usize);
            }
            if let Some(index) = current.filter(|index| state.get(*index) == Some(&1)) {
                cycles.push((elements[index].span, elements[index].name.to_string()));
            }
            path.into_iter().for_each(|index| state[index] = 2);
        }
        for (span, name) in cycles {
            let message = format!("the element `{name}` stands in for itself");
            self.report(Diagnostic::error(span, message).label("its substitution group leads back to it"));
        }
    }
}
