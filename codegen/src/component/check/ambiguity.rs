//! Unique particle attribution: whichever element comes next, there is one particle at most that it can be of.
//!
//! What can come next is made from what each particle can begin with, and what is added to it is held against what is
//! there; particles of a choice share it. Of a group that occurs a certain number of times it is known whether it comes
//! again or ends: what follows it does not compete with what it begins with. So bounds are never expanded.

mod next;

use super::Check;
use crate::component::{Compositor, ElementId, Particle, QName, Term};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
pub(super) use next::Name;
use next::{Decision, Entry, Next, Takes};
use std::collections::HashSet;
use std::rc::Rc;

/// A particle with what it can begin with.
struct Node<'a> {
    first: Vec<Entry<'a>>,
    nullable: bool,
    /// Whether it can occur more than once.
    repeats: bool,
    /// Its number, if it occurs a certain number of times.
    exact: Option<usize>,
    term: NodeTerm<'a>,
}

enum NodeTerm<'a> {
    Leaf,
    Sequence(Vec<Node<'a>>),
    Choice(Vec<Node<'a>>),
    All(Vec<Node<'a>>),
}

impl<'a> Check<'a> {
    /// Checks a content model.
    pub(super) fn ambiguity(&mut self, content: &'a Particle) {
        let mut numbers = 0;
        let node = self.node(content, &mut numbers);
        let mut start = Next::default();
        self.add(&mut start, &node.first, None);
        self.follow(&node, &Next::default());
    }

    fn node(&mut self, particle: &'a Particle, numbers: &mut usize) -> Node<'a> {
        *numbers += 1;
        let number = *numbers;
        let (term, first, nullable) = match &particle.term {
            Term::Element { element, .. } => {
                let takes = Takes::Elements(self.names_of(*element));
                (NodeTerm::Leaf, vec![entry(number, particle.span, takes)], false)
            }
            Term::Wildcard(wildcard) => {
                let takes = Takes::Namespaces(&wildcard.namespaces);
                (NodeTerm::Leaf, vec![entry(number, particle.span, takes)], false)
            }
            Term::Group(compositor, members) => {
                let nodes: Vec<_> = members.iter().map(|member| self.node(member, numbers)).collect();
                match compositor {
                    Compositor::Sequence => {
                        let first = beginning(&nodes);
                        let nullable = nodes.iter().all(|node| node.nullable);
                        (NodeTerm::Sequence(nodes), first, nullable)
                    }
                    Compositor::Choice => {
                        let first = nodes.iter().flat_map(|node| node.first.iter().cloned()).collect();
                        let nullable = nodes.is_empty() || nodes.iter().any(|node| node.nullable);
                        (NodeTerm::Choice(nodes), first, nullable)
                    }
                    Compositor::All => {
                        let first = nodes.iter().flat_map(|node| node.first.iter().cloned()).collect();
                        let nullable = nodes.iter().all(|node| node.nullable);
                        (NodeTerm::All(nodes), first, nullable)
                    }
                }
            }
        };
        self.spend(first.len() + 1, particle.span);
        let repeats = particle.max != Some(1);
        let is_exact = repeats && !nullable && particle.max == Some(particle.min);
        Node {
            first,
            nullable: nullable || particle.min == 0,
            repeats,
            exact: is_exact.then_some(number),
            term,
        }
    }

    /// The names that an element can have: its own, and those of what can stand in for it.
    fn names_of(&mut self, element: ElementId) -> Rc<Vec<Name<'a>>> {
        if let Some(known) = self.names_of_elements.get(&element) {
            return known.clone();
        }
        let substitutes = self.components.substitutes.get(&element).map_or(&[][..], Vec::as_slice);
        let elements = std::iter::once(&element).chain(substitutes);
        let declared: Vec<&'a QName> =
            elements.filter_map(|id| self.components.element(*id)).map(|one| &one.name).collect();
        let mut names = Vec::new();
        for name in declared {
            let next = self.names.len();
            names.push(Name { number: *self.names.entry(name).or_insert(next), name });
        }
        let names = Rc::new(names);
        self.names_of_elements.insert(element, names.clone());
        names
    }

    /// Checks what can come after each leaf of a node, given what can come after the node.
    fn follow(&mut self, node: &Node<'a>, after: &Next<'_, 'a>) {
        if !node.repeats {
            return self.follow_once(node, after);
        }
        let mut again = Next::inside(after, node.exact.map(|number| (number, false)));
        self.add(&mut again, &node.first, node.exact.map(|number| (number, true)));
        self.follow_once(node, &again);
    }

    fn follow_once(&mut self, node: &Node<'a>, after: &Next<'_, 'a>) {
        match &node.term {
            NodeTerm::Leaf => {}
            NodeTerm::Choice(members) => members.iter().for_each(|member| self.follow(member, after)),
            NodeTerm::All(members) => {
                // Each may be followed by any of the others; they were held against each other where the group begins.
                members.iter().for_each(|member| self.follow(member, &Next::default()));
            }
            NodeTerm::Sequence(members) => {
                let mut next = Next::inside(after, None);
                for member in members.iter().rev() {
                    self.follow(member, &next);
                    if !member.nullable {
                        next.clear();
                    }
                    self.add(&mut next, &member.first, None);
                }
            }
        }
    }

    /// Adds what a particle can begin with to what can come next.
    fn add(&mut self, next: &mut Next<'_, 'a>, first: &[Entry<'a>], decision: Option<Decision>) {
        for entry in first {
            let names = match &entry.takes {
                Takes::Elements(names) => names.len(),
                Takes::Namespaces(_) => 1,
            };
            if !self.spend(names, entry.span) {
                return;
            }
            let mut entry = entry.clone();
            entry.decisions.extend(decision);
            if let Some(other) = next.add(entry.clone()) {
                self.ambiguous(&entry, &other);
            }
        }
    }

    fn ambiguous(&mut self, one: &Entry<'a>, other: &Entry<'a>) {
        let (early, late) = if one.span <= other.span { (one, other) } else { (other, one) };
        let what = match (&early.takes, &late.takes) {
            (Takes::Elements(names), Takes::Namespaces(namespaces))
            | (Takes::Namespaces(namespaces), Takes::Elements(names)) => {
                names.iter().find(|one| namespaces.allows(one.name.namespace.as_deref()))
            }
            (Takes::Elements(names), Takes::Elements(others)) => {
                let others: HashSet<_> = others.iter().map(|one| one.number).collect();
                names.iter().find(|one| others.contains(&one.number))
            }
            (Takes::Namespaces(_), Takes::Namespaces(_)) => None,
        };
        let what = what.map_or_else(|| "an element".to_string(), |one| format!("an element `{}`", one.name));
        let message = format!("{what} can be of more than one particle here");
        let mut error = Diagnostic::error(late.span, message).label("it can be of this one");
        if early.span != late.span {
            error = error.related(early.span, "or of this one");
        }
        self.report(
            error.help("make the content model tell by the next element alone which particle it is of"),
        );
    }
}

fn entry(leaf: usize, span: Span, takes: Takes<'_>) -> Entry<'_> {
    Entry { leaf, span, takes, decisions: Vec::new() }
}

/// What a sequence can begin with.
fn beginning<'a>(nodes: &[Node<'a>]) -> Vec<Entry<'a>> {
    let mut first = Vec::new();
    for node in nodes {
        first.extend(node.first.iter().cloned());
        if !node.nullable {
            break;
        }
    }
    first
}
