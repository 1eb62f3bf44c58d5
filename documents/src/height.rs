//! How deep the smallest content of a type is: what ends documents of types that contain themselves.

use qualys_codegen::ir::{Content, Model, Particle, Target, Term, Type, TypeId};
use std::collections::HashMap;

/// Heights of types by reference. A type that is missing has no finite content.
pub(crate) struct Heights(HashMap<TypeId, u32>);

impl Heights {
    pub(crate) fn of(model: &Model) -> Self {
        let mut heights = Self(HashMap::new());
        loop {
            let before = heights.0.len();
            for (module, key) in model
                .modules
                .iter()
                .flat_map(|(path, module)| module.types.keys().map(move |name| (path, name)))
            {
                let id = TypeId { module: module.clone(), name: key.clone() };
                // What was found in an earlier round is smaller than anything later.
                if !heights.0.contains_key(&id)
                    && let Some(height) = model.type_of(&id).and_then(|ty| heights.content(ty))
                {
                    heights.0.insert(id, height);
                }
            }
            if heights.0.len() == before {
                return heights;
            }
        }
    }

    fn content(&self, ty: &Type) -> Option<u32> {
        match &ty.content {
            Content::Empty | Content::Any | Content::Value(_) => Some(0),
            Content::Elements(particle) | Content::Mixed(particle) => self.particle(particle),
        }
    }

    /// Of the smallest content of a particle; none if there is no finite one.
    pub(crate) fn particle(&self, particle: &Particle) -> Option<u32> {
        if particle.occurs.is_optional() {
            return Some(0);
        }
        match &particle.term {
            Term::Element(element) => self.target(&element.target).map(|height| height.saturating_add(1)),
            Term::Sequence(parts) | Term::All(parts) => {
                parts.iter().try_fold(0, |most: u32, part| Some(most.max(self.particle(part)?)))
            }
            Term::Choice(parts) if parts.is_empty() => Some(0),
            Term::Choice(parts) => parts.iter().filter_map(|part| self.particle(part)).min(),
            Term::Any => Some(0),
        }
    }

    /// Of the smallest content of an element.
    pub(crate) fn target(&self, target: &Target) -> Option<u32> {
        match target {
            Target::Value(_) => Some(0),
            Target::Type(id) => self.0.get(id).copied(),
        }
    }
}
