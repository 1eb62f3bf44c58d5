//! Groups: sequences and choices, one repetition at a time.

use super::arrange::{Arranged, Composer};
use super::pool::{Pool, is, names};
use super::{Misfit, cost};
use crate::document::Element;
use qualys_codegen::ir::{Particle, Term};

impl<'m> Composer<'m> {
    /// One repetition of a group.
    pub(super) fn once(
        &mut self,
        group: &'m Particle,
        whole: &'m Particle,
        pool: &mut Pool<'_>,
    ) -> Arranged<Vec<Element>> {
        match &group.term {
            Term::Choice(alternatives) => self.choice(group, alternatives, whole, pool),
            Term::Sequence(parts) | Term::All(parts) => {
                let mut elements = Vec::new();
                for (index, part) in parts.iter().enumerate() {
                    if let Term::Element(element) = &part.term
                        && pool.has(part)
                    {
                        pool.keep(later(parts, index, &element.name));
                    }
                    elements.extend(self.particle(part, whole, pool)?);
                }
                Ok(elements)
            }
            Term::Element(_) | Term::Any => self.particle(group, whole, pool),
        }
    }

    fn choice(
        &mut self,
        group: &'m Particle,
        alternatives: &'m [Particle],
        whole: &'m Particle,
        pool: &mut Pool<'_>,
    ) -> Arranged<Vec<Element>> {
        let there = pool.of(group);
        let Some(first) = there.first() else { return self.least(alternatives, whole) };
        let has_all = |one: &&Particle| there.iter().all(|child| names(one, &child.name));
        let mut fitting: Vec<&'m Particle> = alternatives.iter().filter(has_all).collect();
        if fitting.is_empty() {
            fitting.extend(alternatives.iter().find(|one| names(one, &first.name)));
        }
        let mut refusal = None;
        for alternative in fitting {
            let (mut rest, depth) = (pool.clone(), self.path.len());
            match self.particle(alternative, whole, &mut rest) {
                Ok(elements) if !rest.has(group) => {
                    *pool = rest;
                    return Ok(elements);
                }
                Ok(_) => {
                    let left = rest.of(group);
                    let left = left.first().map(|left| self.beside(left, group));
                    refusal = refusal.or(left);
                }
                Err(misfit) => {
                    self.path.truncate(depth);
                    refusal = refusal.or(Some(misfit));
                }
            }
        }
        let nothing = || self.misfit("nothing to choose from".to_owned());
        Err(refusal.unwrap_or_else(nothing))
    }

    /// The alternative that needs least, where nothing is there.
    fn least(&mut self, alternatives: &'m [Particle], whole: &'m Particle) -> Arranged<Vec<Element>> {
        let costs = alternatives
            .iter()
            .enumerate()
            .filter_map(|(index, one)| Some((cost::of_particle(self.model, one, &mut Vec::new())?, index)));
        let Some((_, index)) = costs.min() else {
            if alternatives.is_empty() {
                return Ok(Vec::new());
            }
            return Err(self.misfit("every alternative needs itself".to_owned()));
        };
        match alternatives.get(index) {
            Some(alternative) => self.particle(alternative, whole, &mut Pool::default()),
            None => Ok(Vec::new()),
        }
    }

    /// A child that has no place beside what was chosen.
    pub(super) fn beside(&self, left: &Element, group: &Particle) -> Misfit {
        let mut choices = Vec::new();
        if let Term::Choice(alternatives) = &group.term {
            choices = first_names(alternatives);
        }
        let text = format!("`{}` is there beside another of the choice {}", left.name, choices.join(", "));
        self.misfit(text.trim_end().to_owned())
    }
}

/// How many of a name the parts behind this one need.
fn later(parts: &[Particle], index: usize, name: &str) -> u32 {
    let behind = parts.iter().skip(index + 1).filter_map(|part| match &part.term {
        Term::Element(element) if is(element, name) => Some(part.occurs.min),
        _ => None,
    });
    behind.sum()
}

/// The names with which alternatives begin.
fn first_names(alternatives: &[Particle]) -> Vec<&str> {
    alternatives.iter().filter_map(first_name).collect()
}

fn first_name(particle: &Particle) -> Option<&str> {
    match &particle.term {
        Term::Element(element) => Some(&element.name),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => parts.iter().find_map(first_name),
        Term::Any => None,
    }
}
