//! Whether the elements inside an element fit its content model.
//!
//! A model becomes a graph of states; a check walks all paths through it at once. The sets of states that it meets are kept,
//! so that going over a model again costs a look-up an element.

use crate::dtd::parser::shortened;
use crate::dtd::{Occurrence, Particle, Term};
use crate::source::Span;
use std::collections::{BTreeSet, HashMap};

/// So many elements may a model name; those in use name some hundreds.
pub(super) const ELEMENTS: usize = 16_384;

/// So many states are kept in sets of a model; beyond them it is walked anew.
const KEPT: usize = 1_000_000;

/// A content model that children can be held against.
#[derive(Debug)]
pub(super) struct Model<'a> {
    states: Vec<State<'a>>,
    /// The sets of states that were met, each with what it was found to lead to.
    sets: Vec<Set<'a>>,
    numbers: HashMap<Vec<usize>, usize>,
    kept: usize,
}

/// A place between two steps.
#[derive(Debug, Default)]
struct State<'a> {
    /// Reached without an element.
    free: Vec<usize>,
    /// Reached by an element.
    element: Option<(&'a str, usize)>,
}

#[derive(Debug)]
struct Set<'a> {
    /// Those of its states that an element leads on from, and the last if it is among them.
    states: Vec<usize>,
    next: HashMap<&'a str, Option<usize>>,
}

/// Why children do not fit.
#[derive(Debug)]
pub(super) struct Mismatch<'n> {
    /// The first child that does not fit; none if some are missing at the end.
    pub(super) found: Option<(&'n str, Span)>,
    /// What could stand in its place.
    pub(super) expected: String,
}

const START: usize = 0;
const END: usize = 1;

/// How many elements a particle names, one after the other.
fn count(particle: &Particle) -> usize {
    match &particle.term {
        Term::Element(_) => 1,
        Term::Sequence(parts) | Term::Choice(parts) => parts.iter().map(count).sum(),
    }
}

impl<'a> Model<'a> {
    /// The model of a particle, if it is not too large.
    pub(super) fn of(particle: &'a Particle) -> Option<Self> {
        if count(particle) > ELEMENTS {
            return None;
        }
        let mut model = Self { states: Vec::new(), sets: Vec::new(), numbers: HashMap::new(), kept: 0 };
        model.states.extend([State::default(), State::default()]);
        model.add(particle, START, END);
        Some(model)
    }

    /// Holds children against the model.
    pub(super) fn check<'n>(
        &mut self,
        children: impl Iterator<Item = (&'n str, Span)>,
    ) -> Result<(), Mismatch<'n>> {
        let mut set = self.number([START].into());
        for (name, span) in children {
            match self.step(set, name) {
                Some(next) => set = next,
                None => return Err(Mismatch { found: Some((name, span)), expected: self.expected(set) }),
            }
        }
        let is_complete = self.sets.get(set).is_some_and(|set| set.states.contains(&END));
        if is_complete { Ok(()) } else { Err(Mismatch { found: None, expected: self.expected(set) }) }
    }

    /// Adds the ways that a particle goes from one state to another. Recursion is as deep as groups nest.
    fn add(&mut self, particle: &'a Particle, from: usize, to: usize) {
        // What repeats has a start and an end of its own, or a way round would lead through what stands beside it.
        let (start, end) = (self.state(), self.state());
        self.free(from, start);
        self.free(end, to);
        if matches!(particle.occurrence, Occurrence::Optional | Occurrence::Any) {
            self.free(start, end);
        }
        if matches!(particle.occurrence, Occurrence::Any | Occurrence::Many) {
            self.free(end, start);
        }
        match &particle.term {
            Term::Element(name) => {
                let before = self.state();
                self.free(start, before);
                if let Some(state) = self.states.get_mut(before) {
                    state.element = Some((name, end));
                }
            }
            Term::Choice(parts) => parts.iter().for_each(|part| self.add(part, start, end)),
            Term::Sequence(parts) => {
                let mut at = start;
                for part in parts {
                    let next = self.state();
                    self.add(part, at, next);
                    at = next;
                }
                self.free(at, end);
            }
        }
    }

    fn state(&mut self) -> usize {
        self.states.push(State::default());
        self.states.len() - 1
    }

    fn free(&mut self, from: usize, to: usize) {
        if let Some(state) = self.states.get_mut(from) {
            state.free.push(to);
        }
    }

    /// The number of the set of states that some states lead to without an element.
    fn number(&mut self, from: BTreeSet<usize>) -> usize {
        let mut seen = vec![false; self.states.len()];
        let mut waiting: Vec<usize> = from.into_iter().collect();
        let mut states = Vec::new();
        while let Some(next) = waiting.pop() {
            if seen.get(next).is_none_or(|seen| *seen) {
                continue;
            }
            seen[next] = true;
            let Some(state) = self.states.get(next) else { continue };
            waiting.extend(&state.free);
            if state.element.is_some() || next == END {
                states.push(next);
            }
        }
        states.sort_unstable();
        if let Some(&number) = self.numbers.get(&states) {
            return number;
        }
        if self.kept > KEPT {
            self.sets.clear();
            self.numbers.clear();
            self.kept = 0;
        }
        self.kept += states.len() + 1;
        self.numbers.insert(states.clone(), self.sets.len());
        self.sets.push(Set { states, next: HashMap::new() });
        self.sets.len() - 1
    }

    /// The set that an element leads to.
    fn step(&mut self, set: usize, name: &str) -> Option<usize> {
        let from = self.sets.get(set)?;
        if let Some(next) = from.next.get(name) {
            return *next;
        }
        let steps = from.states.iter().filter_map(|state| self.states.get(*state)?.element);
        let steps: Vec<_> = steps.filter(|(element, _)| *element == name).collect();
        let (key, _) = *steps.first()?;
        let before = self.sets.len();
        let next = self.number(steps.into_iter().map(|(_, state)| state).collect());
        // When sets are given up to make room, this one is among them.
        if self.sets.len() >= before
            && let Some(from) = self.sets.get_mut(set)
        {
            from.next.insert(key, Some(next));
        }
        Some(next)
    }

    fn expected(&self, set: usize) -> String {
        const MOST: usize = 8;
        let Some(set) = self.sets.get(set) else { return String::new() };
        let mut names: Vec<String> = Vec::new();
        for state in set.states.iter().filter_map(|state| self.states.get(*state)) {
            if let Some((name, _)) = state.element {
                let name = format!("`{}`", shortened(name));
                if !names.contains(&name) && names.len() <= MOST {
                    names.push(name);
                }
            }
        }
        if names.len() > MOST {
            names.truncate(MOST);
            names.push("others".to_owned());
        }
        if set.states.contains(&END) {
            names.push("the end".to_owned());
        }
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
            None => "nothing".to_owned(),
        }
    }
}
