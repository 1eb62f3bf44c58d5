//! Which types are derived from which, and how.

use super::{ComplexTypeId, Components, Derivation, DerivationSet, ElementId, TypeDefinition};
use std::sync::Arc;

/// How one type is derived from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Steps {
    /// The ways of derivation of all steps.
    pub ways: DerivationSet,
    /// What the types between the two, and the one derived from, do not allow in their places.
    pub blocked: DerivationSet,
}

impl Components {
    /// The steps from a type to one that it is derived from, or is itself; `None` if it is not derived from it.
    pub fn steps(&self, derived: &TypeDefinition, base: &TypeDefinition) -> Option<Steps> {
        let mut steps = Steps::default();
        let mut current = derived.clone();
        // A chain that is longer than there are types is a cycle, which was reported.
        for _ in 0..=self.complex_types.len() {
            if self.is_same(&current, base) {
                return Some(steps);
            }
            match &current {
                TypeDefinition::Any => return None,
                TypeDefinition::Simple(datatype) => {
                    let fits = match base {
                        TypeDefinition::Any => true,
                        TypeDefinition::Simple(base) => datatype.is_derived_from(base),
                        TypeDefinition::Complex(_) => false,
                    };
                    steps.ways.restriction = true;
                    return fits.then_some(steps);
                }
                TypeDefinition::Complex(id) => {
                    let one = self.complex_type(*id)?;
                    match one.derivation {
                        Derivation::Extension => steps.ways.extension = true,
                        Derivation::Restriction => steps.ways.restriction = true,
                    }
                    current = one.base.clone();
                    steps.blocked = steps.blocked.union_with(self.block_of(&current));
                }
            }
        }
        None
    }

    /// Whether two are one type.
    pub fn is_same(&self, one: &TypeDefinition, other: &TypeDefinition) -> bool {
        match (one, other) {
            (TypeDefinition::Any, TypeDefinition::Any) => true,
            (TypeDefinition::Complex(one), TypeDefinition::Complex(other)) => one == other,
            (TypeDefinition::Simple(one), TypeDefinition::Simple(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    /// Whether an element can stand in for another that its substitution group leads to, as far as their types go.
    pub fn can_substitute(&self, member: ElementId, head: ElementId) -> bool {
        let (Some(member), Some(head)) = (self.element(member), self.element(head)) else { return false };
        if head.block.substitution {
            return false;
        }
        let Some(steps) = self.steps(&member.type_definition, &head.type_definition) else { return false };
        let blocked = head.block.union_with(steps.blocked).union_with(self.block_of(&head.type_definition));
        steps.ways.intersection(blocked) == DerivationSet::NONE
    }

    /// The prohibited substitutions of a type.
    pub fn block_of(&self, one: &TypeDefinition) -> DerivationSet {
        match one {
            TypeDefinition::Complex(id) => {
                self.complex_type(*id).map_or(DerivationSet::NONE, |one| one.block)
            }
            TypeDefinition::Simple(_) | TypeDefinition::Any => DerivationSet::NONE,
        }
    }

    /// How no type can be derived from a type.
    pub fn final_of(&self, one: &TypeDefinition) -> DerivationSet {
        match one {
            TypeDefinition::Complex(id) => {
                self.complex_type(*id).map_or(DerivationSet::NONE, |one| one.is_final)
            }
            TypeDefinition::Simple(datatype) => datatype.is_final,
            TypeDefinition::Any => DerivationSet::NONE,
        }
    }

    /// What a type is called in messages.
    pub fn type_name(&self, one: &TypeDefinition) -> String {
        let named = |id: &ComplexTypeId| {
            let one = self.complex_type(*id)?;
            Some(
                one.name
                    .as_ref()
                    .map_or_else(|| format!("the type of `{}`", one.path), |name| format!("`{name}`")),
            )
        };
        match one {
            TypeDefinition::Any => "`xs:anyType`".to_string(),
            TypeDefinition::Simple(datatype) => datatype.label(),
            TypeDefinition::Complex(id) => named(id).unwrap_or_default(),
        }
    }
}
