//! Unique particle attribution: whichever element comes next, there is one particle at most that it can be of.
//!
//! The sets of particles that can come next are made from what each particle can begin with, and checked as they are
//! made; particles of a choice share one. Of a group that occurs a certain number of times it is known whether it comes
//! again or ends: what follows it does not compete with what it begins with. So bounds are never expanded.

use super::Check;
use crate::component::{Compositor, NamespaceConstraint, Particle, QName, Term};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::collections::HashMap;
use std::rc::Rc;

/// A particle with what it can begin with.
struct Node<'a> {
    span: Span,
    first: Set<'a>,
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

type Set<'a> = Rc<Vec<Entry<'a>>>;

/// A leaf that can come next.
#[derive(Clone)]
struct Entry<'a> {
    leaf: usize,
    span: Span,
    takes: Takes<'a>,
    /// For groups that occur a certain number of times, whether they come again (else they end).
    decisions: Vec<(usize, bool)>,
}

#[derive(Clone)]
enum Takes<'a> {
    Elements(Rc<Vec<&'a QName>>),
    Namespaces(&'a NamespaceConstraint),
}

impl<'a> Check<'a> {
    /// Checks a content model.
    pub(super) fn ambiguity(&mut self, content: &'a Particle) {
        let mut numbers = 0;
        let node = self.node(content, &mut numbers);
        if self.unique(&node.first, content.span) {
            self.follow(&node, &Rc::default());
        }
    }

    fn node(&mut self, particle: &'a Particle, numbers: &mut usize) -> Node<'a> {
        *numbers += 1;
        let number = *numbers;
        let (term, first, nullable) = match &particle.term {
            Term::Element { element, .. } => {
                let substitutes = self.components.substitutes.get(element).map_or(&[][..], Vec::as_slice);
                let elements = std::iter::once(element).chain(substitutes);
                let names = elements.filter_map(|id| self.components.element(*id)).map(|one| &one.name);
                (
                    NodeTerm::Leaf,
                    vec![entry(number, particle.span, Takes::Elements(Rc::new(names.collect())))],
                    false,
                )
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
            span: particle.span,
            first: Rc::new(first),
            nullable: nullable || particle.min == 0,
            repeats,
            exact: is_exact.then_some(number),
            term,
        }
    }

    /// Checks what can come after each leaf of a node, given what can come after the node.
    fn follow(&mut self, node: &Node<'a>, after: &Set<'a>) {
        let mut after = after.clone();
        if node.repeats {
            let again = node.first.iter().map(|one| decided(one, node.exact.map(|number| (number, true))));
            let ends = after.iter().map(|one| decided(one, node.exact.map(|number| (number, false))));
            after = Rc::new(again.chain(ends).collect());
            if !self.unique(&after, node.span) {
                return;
            }
        }
        match &node.term {
            NodeTerm::Leaf => {}
            NodeTerm::Choice(members) => members.iter().for_each(|member| self.follow(member, &after)),
            NodeTerm::All(members) => {
                // Each may be followed by any of the others; they were held against each other where the group begins.
                members.iter().for_each(|member| self.follow(member, &Rc::default()));
            }
            NodeTerm::Sequence(members) => {
                let mut next = after;
                for member in members.iter().rev() {
                    self.follow(member, &next);
                    let mut set = member.first.as_ref().clone();
                    if member.nullable {
                        set.extend(next.iter().cloned());
                    }
                    next = Rc::new(set);
                    if !self.unique(&next, member.span) {
                        return;
                    }
                }
            }
        }
    }

    /// Checks that no two entries of a set compete; false where there is no use in going on.
    fn unique(&mut self, set: &Set<'a>, span: Span) -> bool {
        if set.len() < 2 {
            return true;
        }
        let names = set.iter().map(|one| match &one.takes {
            Takes::Elements(names) => names.len(),
            Takes::Namespaces(_) => set.len(),
        });
        if !self.spend(names.sum(), span) {
            return false;
        }
        let mut by_name: HashMap<&QName, Vec<&Entry<'a>>> = HashMap::new();
        let mut wildcards: Vec<(&Entry<'a>, &NamespaceConstraint)> = Vec::new();
        let mut competing = None;
        for one in set.iter() {
            match &one.takes {
                Takes::Elements(names) => {
                    for name in names.iter() {
                        let others = by_name.entry(*name).or_default();
                        competing = competing.or_else(|| {
                            others.iter().find(|other| one.competes(other)).map(|other| (*other, one))
                        });
                        others.push(one);
                    }
                }
                Takes::Namespaces(namespaces) => {
                    competing = competing.or_else(|| {
                        let mut others = wildcards.iter();
                        let other =
                            others.find(|(other, taken)| one.competes(other) && namespaces.overlaps(taken));
                        other.map(|(other, _)| (*other, one))
                    });
                    wildcards.push((one, namespaces));
                }
            }
        }
        for (wildcard, namespaces) in &wildcards {
            competing = competing.or_else(|| {
                let taken = set.iter().find(|one| match &one.takes {
                    Takes::Elements(names) => {
                        one.competes(wildcard)
                            && names.iter().any(|name| namespaces.allows(name.namespace.as_deref()))
                    }
                    Takes::Namespaces(_) => false,
                });
                taken.map(|one| (one, *wildcard))
            });
        }
        let Some((one, other)) = competing else { return true };
        self.ambiguous(one, other);
        true
    }

    fn ambiguous(&mut self, one: &Entry<'a>, other: &Entry<'a>) {
        let (early, late) = if one.span <= other.span { (one, other) } else { (other, one) };
        let what = match (&early.takes, &late.takes) {
            (Takes::Elements(names), Takes::Namespaces(namespaces))
            | (Takes::Namespaces(namespaces), Takes::Elements(names)) => {
                names.iter().find(|name| namespaces.allows(name.namespace.as_deref())).copied()
            }
            (Takes::Elements(names), Takes::Elements(others)) => {
                names.iter().find(|name| others.contains(name)).copied()
            }
            (Takes::Namespaces(_), Takes::Namespaces(_)) => None,
        };
        let what = what.map_or_else(|| "an element".to_string(), |name| format!("an element `{name}`"));
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

impl Entry<'_> {
    /// Whether both can be next at once.
    fn competes(&self, other: &Self) -> bool {
        self.leaf != other.leaf
            && !self.decisions.iter().any(|(number, again)| other.decisions.contains(&(*number, !again)))
    }
}

fn entry(leaf: usize, span: Span, takes: Takes<'_>) -> Entry<'_> {
    Entry { leaf, span, takes, decisions: Vec::new() }
}

fn decided<'a>(entry: &Entry<'a>, decision: Option<(usize, bool)>) -> Entry<'a> {
    let mut entry = entry.clone();
    entry.decisions.extend(decision);
    entry
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
