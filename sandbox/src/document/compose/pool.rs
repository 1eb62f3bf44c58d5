//! The children that have no place yet, in the order in which they came.

use crate::document::Element;
use qualys_codegen::ir::{self, Particle, Term};

/// Children without a place.
#[derive(Debug, Clone, Default)]
pub(super) struct Pool<'e> {
    children: Vec<&'e Element>,
    /// How many the next part of the model has to leave for a later one.
    kept: u32,
}

impl<'e> Pool<'e> {
    pub(super) fn new(children: Vec<&'e Element>) -> Self {
        Self { children, kept: 0 }
    }

    /// The first child that is left.
    pub(super) fn first(&self) -> Option<&'e Element> {
        self.children.first().copied()
    }

    /// Takes up to `most` children that are this element.
    pub(super) fn take(&mut self, element: &ir::Element, most: Option<u32>) -> Vec<&'e Element> {
        let kept = std::mem::take(&mut self.kept);
        let there = self.children.iter().filter(|child| is(element, &child.name)).count();
        let free = there.saturating_sub(kept as usize);
        let mut left = most.map_or(free, |most| free.min(most as usize));
        let mut taken = Vec::new();
        self.children.retain(|child| {
            let takes = left > 0 && is(element, &child.name);
            if takes {
                left -= 1;
                taken.push(*child);
            }
            !takes
        });
        taken
    }

    /// Takes up to `most` children that no element of the model is.
    pub(super) fn take_others(&mut self, model: &Particle, most: Option<u32>) -> Vec<&'e Element> {
        let mut left = most.map_or(usize::MAX, |most| most as usize);
        let mut taken = Vec::new();
        self.children.retain(|child| {
            let takes = left > 0 && !names(model, &child.name);
            if takes {
                left -= 1;
                taken.push(*child);
            }
            !takes
        });
        taken
    }

    /// Keeps so many children from the element that is taken next.
    pub(super) fn keep(&mut self, count: u32) {
        self.kept = count;
    }

    /// Whether a child is left that a particle has.
    pub(super) fn has(&self, particle: &Particle) -> bool {
        self.children.iter().any(|child| names(particle, &child.name))
    }

    /// The children left that a particle has.
    pub(super) fn of(&self, particle: &Particle) -> Vec<&'e Element> {
        self.children.iter().copied().filter(|child| names(particle, &child.name)).collect()
    }

    /// Takes the children for one repetition of a group: from the first that it has up to where it would begin again.
    pub(super) fn cut(&mut self, group: &Particle) -> Pool<'e> {
        let mut taken: Vec<&'e Element> = Vec::new();
        let mut place = 0;
        let mut is_open = true;
        let part = match &group.term {
            Term::Choice(alternatives) => {
                let first = self.children.iter().find(|child| names(group, &child.name));
                first.and_then(|first| alternatives.iter().find(|one| names(one, &first.name)))
            }
            _ => None,
        };
        let whole = part.unwrap_or(group);
        self.children.retain(|child| {
            if !is_open || !names(group, &child.name) {
                return true;
            }
            let at = position(whole, &child.name);
            let there = taken.iter().filter(|one| one.name == child.name).count();
            let most =
                part.map_or_else(|| once(&group.term, &child.name), |part| capacity(part, &child.name));
            let has_room = most.is_none_or(|most| there < most as usize);
            match at.filter(|at| *at >= place && has_room) {
                Some(at) => {
                    place = at;
                    taken.push(*child);
                    false
                }
                None => {
                    is_open = false;
                    true
                }
            }
        });
        Pool::new(taken)
    }
}

/// Whether an element goes by a name.
pub(super) fn is(element: &ir::Element, name: &str) -> bool {
    element.name == name || element.aliases.iter().any(|alias| alias == name)
}

/// Whether a particle has an element of a name.
pub(super) fn names(particle: &Particle, name: &str) -> bool {
    match &particle.term {
        Term::Element(element) => is(element, name),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().any(|part| names(part, name))
        }
        Term::Any => false,
    }
}

/// How many elements of a name fit into a particle with all its repetitions; `None` is without bound.
fn capacity(particle: &Particle, name: &str) -> Option<u32> {
    match (once(&particle.term, name), particle.occurs.max) {
        (Some(0), _) => Some(0),
        (Some(once), Some(max)) => Some(once.saturating_mul(max)),
        _ => None,
    }
}

/// How many elements of a name fit into one repetition.
fn once(term: &Term, name: &str) -> Option<u32> {
    match term {
        Term::Element(element) => Some(u32::from(is(element, name))),
        Term::Any => Some(0),
        Term::Sequence(parts) | Term::All(parts) => {
            parts.iter().try_fold(0u32, |sum, part| Some(sum.saturating_add(capacity(part, name)?)))
        }
        Term::Choice(parts) => {
            parts.iter().try_fold(0u32, |most, part| Some(most.max(capacity(part, name)?)))
        }
    }
}

/// The part of a sequence that has a name; all of another group is one part.
fn position(particle: &Particle, name: &str) -> Option<usize> {
    match &particle.term {
        Term::Sequence(parts) => parts.iter().position(|part| names(part, name)),
        _ => names(particle, name).then_some(0),
    }
}
