//! Where in a content model a document is.
//!
//! A valid schema says for each element which particle it belongs to; models of DTDs, and counters inside of counters,
//! may leave that open, so all places are followed at once.

use super::grammar::Grammar;
use super::model::{Kind, Model, Node};
use super::names::Symbol;
use crate::component::{ElementId, Wildcard};
use indexmap::{IndexMap, IndexSet};

/// This many places are followed at once; what is more ambiguous is not checked any further.
const MOST_PLACES: usize = 1024;

/// So many particles are looked at, all in all, while more than one place is possible.
const MOST_WORK: usize = 10_000_000;

/// An expectation lists this many names.
const MOST_EXPECTED: usize = 12;

/// An expectation looks at this many particles.
const MOST_LOOKED_AT: usize = 10_000;

/// Where a document can be in a content model.
#[derive(Debug)]
pub(super) struct State {
    places: Vec<Place>,
    /// There were too many places. Then it is only known which elements there are at all.
    is_lost: bool,
    /// How many particles were looked at while more than one place was possible.
    work: usize,
}

/// Behind a leaf, or at the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    leaf: Option<usize>,
    /// For each particle around the leaf, and the leaf, its count and the members seen.
    numbers: Vec<u64>,
}

/// The name of an element of a document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) symbol: Option<Symbol>,
    pub(super) namespace: Option<&'a str>,
}

/// What an element of a document was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found<'c> {
    Element(ElementId),
    Wildcard(&'c Wildcard),
}

/// What could come next.
#[derive(Debug, Default)]
pub(super) struct Expected<'c> {
    pub(super) elements: IndexSet<ElementId>,
    pub(super) wildcards: Vec<&'c Wildcard>,
    /// Whether there is more than these.
    pub(super) is_cut: bool,
    /// Whether nothing has to come.
    pub(super) end: bool,
}

impl State {
    /// At the beginning of the content.
    pub(super) fn new() -> Self {
        Self { places: vec![Place { leaf: None, numbers: Vec::new() }], is_lost: false, work: 0 }
    }

    /// Goes on behind an element; without a match everything stays as it is.
    pub(super) fn step<'c>(
        &mut self,
        model: &Model<'c>,
        grammar: &Grammar<'c>,
        wanted: Wanted<'_>,
    ) -> Option<Found<'c>> {
        if self.is_lost {
            return anywhere(model, grammar, wanted).map(|(_, found)| found);
        }
        let is_open = self.places.len() > 1;
        let mut next =
            Places::new(model, if is_open { MOST_WORK.saturating_sub(self.work) } else { usize::MAX });
        for place in &self.places {
            follow(model, place, &mut |node, numbers| {
                enter(model, grammar, node, numbers, wanted, &mut next)
            });
        }
        if is_open {
            self.work += next.work;
        }
        if next.is_too_much {
            self.is_lost = true;
            self.places.clear();
            return anywhere(model, grammar, wanted).map(|(_, found)| found);
        }
        let found = next.found?;
        self.places = next.into_places();
        Some(found)
    }

    /// Goes on behind the first particle that an unexpected element belongs to.
    pub(super) fn jump<'c>(
        &mut self,
        model: &Model<'c>,
        grammar: &Grammar<'c>,
        wanted: Wanted<'_>,
    ) -> Option<Found<'c>> {
        let (leaf, found) = anywhere(model, grammar, wanted)?;
        // A member of an `all` that is not expected was there before.
        let parent = model.nodes.get(leaf).and_then(|node| model.nodes.get(node.parent?));
        if parent.is_some_and(|parent| matches!(parent.kind, Kind::All)) {
            return Some(found);
        }
        // Nothing that is missing before it is reported again.
        let mut numbers = vec![0; model.nodes.get(leaf).map_or(0, |node| node.end)];
        let mut around = Some(leaf);
        while let Some(node) = around.and_then(|id| model.nodes.get(id)) {
            for (at, number) in numbers.iter_mut().enumerate().take(node.end).skip(node.start) {
                let is_count = node.counted && at == node.start;
                *number = if is_count { u64::from(node.min.max(1)) } else { u64::MAX };
            }
            around = node.parent;
        }
        self.places = vec![Place { leaf: Some(leaf), numbers }];
        Some(found)
    }

    /// Whether the content may end here.
    pub(super) fn may_end(&self, model: &Model<'_>) -> bool {
        self.is_lost || self.places.iter().any(|place| follow(model, place, &mut |_, _| {}))
    }

    /// Whether too much was possible at once to tell.
    pub(super) fn is_lost(&self) -> bool {
        self.is_lost
    }

    /// What could come next.
    pub(super) fn expected<'c>(&self, model: &Model<'c>, grammar: &Grammar<'c>) -> Expected<'c> {
        let mut expected = Expected { end: self.may_end(model), ..Expected::default() };
        let mut looked_at = 0;
        for place in &self.places {
            follow(model, place, &mut |node, _| begin(model, grammar, node, &mut expected, &mut looked_at));
        }
        expected
    }
}

/// The places behind an element, without those that others make superfluous.
struct Places<'m, 'c> {
    model: &'m Model<'c>,
    /// By the leaf that they are behind.
    by_leaf: IndexMap<Option<usize>, Vec<Place>>,
    count: usize,
    /// What the element is: rather what the model names than what a wildcard allows.
    found: Option<Found<'c>>,
    /// How many particles were looked at, and how many may be.
    work: usize,
    most_work: usize,
    is_too_much: bool,
}

impl<'m, 'c> Places<'m, 'c> {
    fn new(model: &'m Model<'c>, most_work: usize) -> Self {
        Self {
            model,
            by_leaf: IndexMap::new(),
            count: 0,
            found: None,
            work: 0,
            most_work,
            is_too_much: false,
        }
    }

    /// Notes that a particle is looked at; whether that is still to be done.
    fn look(&mut self) -> bool {
        self.work += 1;
        self.is_too_much |= self.work > self.most_work;
        !self.is_too_much
    }

    fn add(&mut self, place: Place, found: Found<'c>) {
        if !matches!(self.found, Some(Found::Element(_)))
            && (self.found.is_none() || matches!(found, Found::Element(_)))
        {
            self.found = Some(found);
        }
        let model = self.model;
        let others = self.by_leaf.entry(place.leaf).or_default();
        if others.iter().any(|other| covers(model, other, &place)) {
            return;
        }
        let before = others.len();
        others.retain(|other| !covers(model, &place, other));
        self.count -= before - others.len();
        if self.count == MOST_PLACES {
            self.is_too_much = true;
            return;
        }
        self.count += 1;
        others.push(place);
    }

    fn into_places(self) -> Vec<Place> {
        self.by_leaf.into_values().flatten().collect()
    }
}

/// The first leaf of the model that an element belongs to.
fn anywhere<'c>(model: &Model<'c>, grammar: &Grammar<'c>, wanted: Wanted<'_>) -> Option<(usize, Found<'c>)> {
    let mut leaves = model.nodes.iter().enumerate();
    leaves.find_map(|(id, node)| matches(node, grammar, wanted).map(|found| (id, found)))
}

/// Whether whatever can follow `other` can follow `place` as well: its counts are no higher, unless more is needed.
fn covers(model: &Model<'_>, place: &Place, other: &Place) -> bool {
    if place.leaf != other.leaf {
        return false;
    }
    if place.numbers == other.numbers {
        return true;
    }
    let mut around = place.leaf;
    while let Some(node) = around.and_then(|id| model.nodes.get(id)) {
        for at in node.start..node.end {
            let (Some(&mine), Some(&its)) = (place.numbers.get(at), other.numbers.get(at)) else {
                return false;
            };
            let is_count = node.counted && at == node.start;
            let covers = mine == its || (is_count && mine <= its && mine >= u64::from(node.min));
            if !covers {
                return false;
            }
        }
        around = node.parent;
    }
    true
}

/// Calls `enter` with each particle that can come next and the numbers to enter it with; gives whether the content may
/// end.
fn follow(model: &Model<'_>, place: &Place, enter: &mut dyn FnMut(usize, Vec<u64>)) -> bool {
    let Some(leaf) = place.leaf else {
        let Some(root) = model.nodes.first() else { return true };
        enter(0, opened(root, &[]));
        return root.nullable;
    };
    let mut id = leaf;
    let mut numbers = place.numbers.clone();
    while let Some(node) = model.nodes.get(id) {
        numbers.truncate(node.end);
        let count = if node.counted { numbers.get(node.start).copied() } else { None };
        let goes_on = match (node.max, count) {
            (None, _) => true,
            (Some(max), Some(count)) => count < u64::from(max),
            (Some(_), None) => false,
        };
        if goes_on {
            let mut again = opened(node, &numbers);
            if let (Some(count), Some(place)) = (count, again.get_mut(node.start)) {
                // Without an upper bound, what is beyond the lower one need not be told apart.
                *place = if node.max.is_none() { (count + 1).min(u64::from(node.min)) } else { count + 1 };
            }
            enter(id, again);
        }
        if count.is_some_and(|count| count < u64::from(node.min)) {
            return false;
        }
        let Some((parent, parent_id)) =
            node.parent.and_then(|parent| model.nodes.get(parent).map(|node| (node, parent)))
        else {
            return true;
        };
        numbers.truncate(parent.end);
        match parent.kind {
            Kind::Sequence => {
                for &sibling in parent.children.iter().skip(node.position + 1) {
                    let Some(next) = model.nodes.get(sibling) else { continue };
                    enter(sibling, opened(next, &numbers));
                    if !next.nullable {
                        return false;
                    }
                }
            }
            Kind::All => {
                let mut can_leave = true;
                for &sibling in &parent.children {
                    let Some(next) = model.nodes.get(sibling) else { continue };
                    let mut with_it = numbers.clone();
                    if see(parent, next.position, &mut with_it) {
                        enter(sibling, opened(next, &with_it));
                        can_leave &= next.nullable;
                    }
                }
                if !can_leave {
                    return false;
                }
            }
            Kind::Choice(_) | Kind::Element { .. } | Kind::Wildcard(_) => {}
        }
        id = parent_id;
    }
    true
}

/// The numbers inside a particle that begins.
fn opened(node: &Node<'_>, outside: &[u64]) -> Vec<u64> {
    let mut numbers: Vec<u64> = outside.iter().take(node.start).copied().collect();
    numbers.resize(node.end, 0);
    if let (true, Some(count)) = (node.counted, numbers.get_mut(node.start)) {
        *count = 1;
    }
    numbers
}

/// Notes a member of an `all`; false if it was there before.
fn see(all: &Node<'_>, position: usize, numbers: &mut [u64]) -> bool {
    let at = all.start + usize::from(all.counted) + position / 64;
    let bit = 1 << (position % 64);
    let Some(seen) = numbers.get_mut(at) else { return false };
    let is_new = *seen & bit == 0;
    *seen |= bit;
    is_new
}

/// Finds the leaves that a particle can begin with and that a name belongs to.
fn enter<'c>(
    model: &Model<'c>,
    grammar: &Grammar<'c>,
    node: usize,
    numbers: Vec<u64>,
    wanted: Wanted<'_>,
    found: &mut Places<'_, 'c>,
) {
    let mut pending = vec![(node, numbers)];
    while found.look()
        && let Some((id, numbers)) = pending.pop()
    {
        let Some(node) = model.nodes.get(id) else { continue };
        let mut open = |child: usize, numbers: &[u64]| {
            let next = model.nodes.get(child)?;
            pending.push((child, opened(next, numbers)));
            Some(next.nullable)
        };
        match &node.kind {
            Kind::Element { .. } | Kind::Wildcard(_) => {
                if let Some(one) = matches(node, grammar, wanted) {
                    found.add(Place { leaf: Some(id), numbers }, one);
                }
            }
            Kind::Sequence => {
                for &child in &node.children {
                    if open(child, &numbers) == Some(false) {
                        break;
                    }
                }
            }
            Kind::Choice(None) => node.children.iter().for_each(|&child| {
                open(child, &numbers);
            }),
            Kind::Choice(Some(index)) => {
                let named = wanted.symbol.and_then(|symbol| index.named.get(&symbol));
                for &child in named.into_iter().flatten().chain(&index.open) {
                    open(child, &numbers);
                }
            }
            Kind::All => {
                for (position, &child) in node.children.iter().enumerate() {
                    let mut with_it = numbers.clone();
                    see(node, position, &mut with_it);
                    open(child, &with_it);
                }
            }
        }
    }
}

fn matches<'c>(node: &Node<'c>, grammar: &Grammar<'c>, wanted: Wanted<'_>) -> Option<Found<'c>> {
    match &node.kind {
        Kind::Element { symbol, element } => {
            if wanted.symbol? == *symbol {
                return Some(Found::Element(*element));
            }
            grammar.substitute(*element, wanted.symbol?).map(Found::Element)
        }
        Kind::Wildcard(wildcard) => {
            wildcard.namespaces.allows(wanted.namespace).then_some(Found::Wildcard(wildcard))
        }
        Kind::Sequence | Kind::Choice(_) | Kind::All => None,
    }
}

/// Collects what a particle can begin with.
fn begin<'c>(
    model: &Model<'c>,
    grammar: &Grammar<'c>,
    node: usize,
    expected: &mut Expected<'c>,
    looked_at: &mut usize,
) {
    let mut pending = vec![node];
    while let Some(node) = pending.pop().and_then(|id| model.nodes.get(id)) {
        *looked_at += 1;
        if *looked_at > MOST_LOOKED_AT || expected.elements.len() + expected.wildcards.len() > MOST_EXPECTED {
            expected.is_cut = true;
            return;
        }
        match &node.kind {
            Kind::Element { element, .. } => {
                // What is abstract does not come itself.
                let is_abstract = grammar.element(*element).is_some_and(|element| element.is_abstract);
                let members = grammar.substitutes(*element).filter(|_| is_abstract).take(MOST_EXPECTED);
                expected.elements.extend(members.map(|(_, member)| member));
                if !is_abstract {
                    expected.elements.insert(*element);
                }
            }
            Kind::Wildcard(wildcard) => {
                if !expected.wildcards.contains(wildcard) {
                    expected.wildcards.push(wildcard);
                }
            }
            Kind::Sequence => {
                let ends = |child: &usize| model.nodes.get(*child).is_some_and(|child| !child.nullable);
                let last = node.children.iter().position(ends).unwrap_or(node.children.len());
                pending.extend(node.children.iter().take(last + 1).rev());
            }
            Kind::Choice(_) | Kind::All => pending.extend(node.children.iter().rev()),
        }
    }
}
