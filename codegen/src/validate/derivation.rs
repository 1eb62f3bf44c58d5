//! Whether one type may stand where another is declared.

use crate::component::{Components, Derivation, DerivationSet, TypeDefinition};
use std::sync::Arc;

/// No chain of bases is longer.
const MOST_STEPS: usize = 10_000;

/// Whether `derived` is `base`, or derived from it without a step that is excluded.
pub(super) fn derives(
    components: &Components,
    derived: &TypeDefinition,
    base: &TypeDefinition,
    excluded: DerivationSet,
) -> bool {
    let mut current = derived;
    for _ in 0..MOST_STEPS {
        match (current, base) {
            (TypeDefinition::Any, TypeDefinition::Any) => return true,
            (TypeDefinition::Complex(one), TypeDefinition::Complex(other)) if one == other => return true,
            (TypeDefinition::Simple(one), TypeDefinition::Simple(other)) => {
                return Arc::ptr_eq(one, other) || (!excluded.restriction && one.is_derived_from(other));
            }
            (TypeDefinition::Simple(_), TypeDefinition::Any) => return !excluded.restriction,
            _ => {}
        }
        let TypeDefinition::Complex(id) = current else { return false };
        let Some(definition) = components.complex_type(*id) else { return false };
        let is_excluded = match definition.derivation {
            Derivation::Extension => excluded.extension,
            Derivation::Restriction => excluded.restriction,
        };
        if is_excluded {
            return false;
        }
        current = &definition.base;
    }
    false
}
