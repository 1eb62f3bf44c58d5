//! A content model as it is matched: a flat tree of particles.
//!
//! What is remembered between two elements of a document is one leaf, the counters of the particles around it that have
//! to be counted, and which members of an `all` were there: so many numbers as the tree is deep, whatever the bounds are.

use super::grammar::Grammar;
use super::names::Symbol;
use crate::component::{Compositor, ElementId, Particle, Term, Wildcard};
use std::collections::{HashMap, HashSet};

/// Choices of more members than these find them by name.
const INDEXED: usize = 8;

/// A content model.
#[derive(Debug)]
pub(super) struct Model<'c> {
    /// A parent stands before its children; the first is the root. Without any the content is empty.
    pub(super) nodes: Vec<Node<'c>>,
}

/// A particle.
#[derive(Debug)]
pub(super) struct Node<'c> {
    pub(super) parent: Option<usize>,
    /// Which child of its parent it is.
    pub(super) position: usize,
    pub(super) children: Vec<usize>,
    pub(super) kind: Kind<'c>,
    pub(super) min: u32,
    pub(super) max: Option<u32>,
    /// Whether nothing at all is a match.
    pub(super) nullable: bool,
    /// Whether it has to be counted.
    pub(super) counted: bool,
    /// Where its own numbers begin among those that are remembered for its leaves: the count, then the members seen.
    pub(super) start: usize,
    /// Where they end.
    pub(super) end: usize,
}

/// What a particle is.
#[derive(Debug)]
pub(super) enum Kind<'c> {
    /// An element, and what may stand in for it.
    Element { symbol: Symbol, element: ElementId },
    /// Any element of some namespaces.
    Wildcard(&'c Wildcard),
    /// One after the other.
    Sequence,
    /// One of them; many are found by their names.
    Choice(Option<Index>),
    /// Each, in any order.
    All,
}

/// Members of a choice by the names that they can begin with.
#[derive(Debug, Default)]
pub(super) struct Index {
    pub(super) named: HashMap<Symbol, Vec<usize>>,
    /// Members that can begin with a wildcard.
    pub(super) open: Vec<usize>,
}

impl<'c> Model<'c> {
    /// The model of a particle.
    pub(super) fn new(particle: &'c Particle, grammar: &Grammar<'c>) -> Self {
        let mut model = Self { nodes: Vec::new() };
        model.add_all(particle, grammar);
        model.find_nullable();
        model.lay_out();
        model.index(grammar);
        model
    }

    fn add_all(&mut self, particle: &'c Particle, grammar: &Grammar<'c>) {
        let mut pending = vec![(particle, None)];
        while let Some((particle, parent)) = pending.pop() {
            if particle.max == Some(0) {
                continue;
            }
            let kind = match &particle.term {
                Term::Element { element, .. } => match grammar.symbol_of(*element) {
                    Some(symbol) => Kind::Element { symbol, element: *element },
                    None => continue,
                },
                Term::Wildcard(wildcard) => Kind::Wildcard(wildcard),
                Term::Group(Compositor::Sequence, _) => Kind::Sequence,
                Term::Group(Compositor::Choice, _) => Kind::Choice(None),
                Term::Group(Compositor::All, _) => Kind::All,
            };
            let id = self.nodes.len();
            let position = match parent.and_then(|parent: usize| self.nodes.get_mut(parent)) {
                Some(parent) => {
                    parent.children.push(id);
                    parent.children.len() - 1
                }
                None => 0,
            };
            if let Term::Group(_, parts) = &particle.term {
                pending.extend(parts.iter().rev().map(|part| (part, Some(id))));
            }
            self.nodes.push(Node {
                parent,
                position,
                children: Vec::new(),
                kind,
                min: particle.min,
                max: particle.max,
                nullable: false,
                counted: false,
                start: 0,
                end: 0,
            });
        }
    }

    /// Children come behind their parents, so the last is looked at first.
    fn find_nullable(&mut self) {
        for id in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get(id) else { continue };
            let is_nullable = |child: &usize| self.nodes.get(*child).is_some_and(|child| child.nullable);
            let once = match node.kind {
                Kind::Element { .. } | Kind::Wildcard(_) => false,
                Kind::Sequence | Kind::All => node.children.iter().all(is_nullable),
                Kind::Choice(_) => node.children.iter().any(is_nullable),
            };
            let Some(node) = self.nodes.get_mut(id) else { continue };
            if once {
                // What is missing of its occurrences can be empty ones.
                node.min = 0;
            }
            node.nullable = once || node.min == 0;
            node.counted = match node.max {
                Some(max) => max > 1,
                None => node.min > 1,
            };
        }
    }

    fn lay_out(&mut self) {
        for id in 0..self.nodes.len() {
            let Some(node) = self.nodes.get(id) else { continue };
            let start = node.parent.and_then(|parent| self.nodes.get(parent)).map_or(0, |parent| parent.end);
            let seen = if matches!(node.kind, Kind::All) { node.children.len().div_ceil(64) } else { 0 };
            let end = start + usize::from(node.counted) + seen;
            if let Some(node) = self.nodes.get_mut(id) {
                (node.start, node.end) = (start, end);
            }
        }
    }

    fn index(&mut self, grammar: &Grammar<'c>) {
        let is_large =
            |node: &Node<'_>| matches!(node.kind, Kind::Choice(_)) && node.children.len() > INDEXED;
        if !self.nodes.iter().any(is_large) {
            return;
        }
        let mut firsts: Vec<First> = Vec::new();
        firsts.resize_with(self.nodes.len(), First::default);
        for id in (0..self.nodes.len()).rev() {
            let Some(node) = self.nodes.get(id) else { continue };
            let mut first = First::default();
            let mut index = Index::default();
            match &node.kind {
                Kind::Element { symbol, element } => {
                    first.names.insert(*symbol);
                    first.names.extend(grammar.substitutes(*element).map(|(symbol, _)| symbol));
                }
                Kind::Wildcard(_) => first.open = true,
                Kind::Sequence | Kind::All | Kind::Choice(_) => {
                    for &child in &node.children {
                        let Some(begins) = firsts.get_mut(child) else { continue };
                        let begins = std::mem::take(begins);
                        if is_large(node) {
                            for symbol in &begins.names {
                                index.named.entry(*symbol).or_default().push(child);
                            }
                            if begins.open {
                                index.open.push(child);
                            }
                        }
                        first.open |= begins.open;
                        first.names.extend(begins.names);
                        let is_nullable = self.nodes.get(child).is_some_and(|child| child.nullable);
                        if matches!(node.kind, Kind::Sequence) && !is_nullable {
                            break;
                        }
                    }
                }
            }
            if is_large(node)
                && let Some(node) = self.nodes.get_mut(id)
            {
                node.kind = Kind::Choice(Some(index));
            }
            if let Some(place) = firsts.get_mut(id) {
                *place = first;
            }
        }
    }
}

/// What a particle can begin with.
#[derive(Debug, Default)]
struct First {
    names: HashSet<Symbol>,
    open: bool,
}
