//! Cycles: boxes what would make a type contain itself or too much, and sees that every type has a default.

mod defaults;
mod extent;

use crate::rust::{Crate, Field, Item, ItemKind, RowKind, Type};
use std::collections::HashMap;

/// A field that the schema requires and that became optional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loosened {
    /// The module of the record.
    pub module: String,
    /// The record.
    pub item: String,
    /// The field.
    pub field: String,
    /// Why.
    pub why: Why,
}

/// Why a field that the schema requires became optional.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Its record needs itself to be there: no document can satisfy it.
    NeedsItself,
    /// What is needed with it is more than a value of the type should begin with.
    NeedsMuch,
}

/// Boxes fields on cycles and where types get large, chooses the default alternative of each choice, and makes optional
/// what would need itself, or too much, to be there; gives the fields that it made optional.
pub fn run(krate: &mut Crate) -> Vec<Loosened> {
    let graph = Graph::of(krate);
    box_cycles(krate, &graph);
    let mut loosened = defaults::choose(krate, &graph);
    extent::limit_sizes(krate, &graph);
    loosened.extend(extent::limit_defaults(krate, &graph));
    loosened
}

/// Which types stand in the fields of which by value, not behind a `Vec`. Types are numbered in the order of the crate.
struct Graph {
    /// For each type and field the type that it holds.
    fields: Vec<Vec<Option<usize>>>,
}

impl Graph {
    fn of(krate: &Crate) -> Self {
        let items =
            || krate.modules.iter().flat_map(|module| module.items.iter().map(move |item| (module, item)));
        let numbers: HashMap<(&str, &str), usize> = items()
            .enumerate()
            .map(|(number, (module, item))| ((module.key.as_str(), item.name.as_str()), number))
            .collect();
        let held = |field: &Field| match &field.ty {
            Type::Item(module, name) if !is_vec(field) => {
                numbers.get(&(module.as_str(), name.as_str())).copied()
            }
            _ => None,
        };
        Self { fields: items().map(|(_, item)| fields(&item.kind).iter().map(held).collect()).collect() }
    }

    /// The types in an order in which each comes after those that it leads to, if no cycle is among them.
    fn in_order(&self, leads: impl Fn(usize, usize) -> bool) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.fields.len());
        let mut is_known = vec![false; self.fields.len()];
        for root in 0..self.fields.len() {
            let mut open = Vec::new();
            if !is_known[root] {
                is_known[root] = true;
                open.push((root, 0));
            }
            while let Some((item, field)) = open.pop() {
                match self.fields[item].get(field) {
                    Some(target) => {
                        open.push((item, field + 1));
                        if let Some(target) = target.filter(|_| leads(item, field))
                            && !is_known[target]
                        {
                            is_known[target] = true;
                            open.push((target, 0));
                        }
                    }
                    None => order.push(item),
                }
            }
        }
        order
    }
}

/// All types in the order of their numbers, each with the key of its module.
fn items(krate: &mut Crate) -> Vec<(&str, &mut Item)> {
    let modules = krate.modules.iter_mut();
    modules
        .flat_map(|module| {
            let key = module.key.as_str();
            module.items.iter_mut().map(move |item| (key, item))
        })
        .collect()
}

fn is_vec(field: &Field) -> bool {
    field.occurs.repeats() || matches!(field.row.kind, RowKind::List { .. })
}

fn fields(kind: &ItemKind) -> &[Field] {
    match kind {
        ItemKind::Record { fields, .. } => fields,
        ItemKind::Choice { variants, .. } => variants,
        ItemKind::Enumeration { .. } => &[],
    }
}

fn fields_mut(kind: &mut ItemKind) -> &mut [Field] {
    match kind {
        ItemKind::Record { fields, .. } => fields,
        ItemKind::Choice { variants, .. } => variants,
        ItemKind::Enumeration { .. } => &mut [],
    }
}

fn box_cycles(krate: &mut Crate, graph: &Graph) {
    let components = components(graph);
    for (number, (_, item)) in items(krate).into_iter().enumerate() {
        for (field, target) in fields_mut(&mut item.kind).iter_mut().zip(&graph.fields[number]) {
            let target = target.and_then(|target| components[target]);
            field.boxed = target.is_some() && target == components[number];
        }
    }
}

/// The cyclic strongly connected component of each type that lies on a cycle (Tarjan's algorithm, without recursion).
fn components(graph: &Graph) -> Vec<Option<usize>> {
    let count = graph.fields.len();
    let (mut order, mut low) = (vec![usize::MAX; count], vec![usize::MAX; count]);
    let (mut on_stack, mut found) = (vec![false; count], vec![None; count]);
    let (mut stack, mut next, mut component) = (Vec::new(), 0, 0);
    for root in 0..count {
        let mut calls = Vec::new();
        if order[root] == usize::MAX {
            calls.push((root, 0));
        }
        while let Some((node, edge)) = calls.pop() {
            if edge == 0 {
                (order[node], low[node]) = (next, next);
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(target) = graph.fields[node].get(edge) {
                calls.push((node, edge + 1));
                match *target {
                    Some(target) if order[target] == usize::MAX => calls.push((target, 0)),
                    Some(target) if on_stack[target] => low[node] = low[node].min(order[target]),
                    _ => {}
                }
                continue;
            }
            if low[node] == order[node] {
                let mut members = Vec::new();
                while let Some(member) = stack.pop() {
                    on_stack[member] = false;
                    members.push(member);
                    if member == node {
                        break;
                    }
                }
                if members.len() > 1 || graph.fields[node].contains(&Some(node)) {
                    members.into_iter().for_each(|member| found[member] = Some(component));
                    component += 1;
                }
            }
            if let Some((caller, _)) = calls.last() {
                low[*caller] = low[*caller].min(low[node]);
            }
        }
    }
    found
}
