//! Cycles: boxes what would make a type contain itself, and sees that every type has a default.

use crate::ir::Occurs;
use crate::rust::{Crate, Field, ItemKind, RowKind, Type};
use std::collections::HashMap;

type Key = (String, String);

/// Boxes fields on cycles, chooses the default alternative of each choice, and makes optional what would need itself
/// to be there; gives the fields that it made optional.
pub fn run(krate: &mut Crate) -> Vec<(Key, String)> {
    box_cycles(krate);
    choose_defaults(krate)
}

/// A type that stands in a field by value, not behind a `Vec`.
fn contained(field: &Field) -> Option<Key> {
    let is_vec = field.occurs.repeats() || matches!(field.row.kind, RowKind::List { .. });
    match &field.ty {
        Type::Item(module, name) if !is_vec => Some((module.clone(), name.clone())),
        _ => None,
    }
}

fn fields(kind: &ItemKind) -> &[Field] {
    match kind {
        ItemKind::Record { fields, .. } => fields,
        ItemKind::Choice { variants, .. } => variants,
        ItemKind::Enumeration { .. } => &[],
    }
}

fn box_cycles(krate: &mut Crate) {
    let mut edges: HashMap<Key, Vec<Key>> = HashMap::new();
    for module in &krate.modules {
        for item in &module.items {
            let targets = fields(&item.kind).iter().filter_map(contained).collect();
            edges.insert((module.key.clone(), item.name.clone()), targets);
        }
    }
    let components = components(&edges);
    for module in &mut krate.modules {
        for item in &mut module.items {
            let own = components.get(&(module.key.clone(), item.name.clone())).copied();
            let fields = match &mut item.kind {
                ItemKind::Record { fields, .. } => fields,
                ItemKind::Choice { variants, .. } => variants,
                ItemKind::Enumeration { .. } => continue,
            };
            for field in fields {
                let target = contained(field).and_then(|key| components.get(&key).copied());
                field.boxed = own.is_some() && target == own;
            }
        }
    }
}

/// The cyclic strongly connected component of each type that lies on a cycle (Tarjan's algorithm, without recursion).
fn components(edges: &HashMap<Key, Vec<Key>>) -> HashMap<Key, usize> {
    let mut keys: Vec<&Key> = edges.keys().collect();
    keys.sort();
    let index_of: HashMap<&Key, usize> = keys.iter().enumerate().map(|(index, key)| (*key, index)).collect();
    let targets: Vec<Vec<usize>> = keys
        .iter()
        .map(|key| edges[*key].iter().filter_map(|target| index_of.get(target).copied()).collect())
        .collect();
    let mut order = vec![usize::MAX; keys.len()];
    let mut low = vec![usize::MAX; keys.len()];
    let mut on_stack = vec![false; keys.len()];
    let (mut stack, mut found, mut next, mut component) = (Vec::new(), HashMap::new(), 0, 0);
    for root in 0..keys.len() {
        if order[root] != usize::MAX {
            continue;
        }
        let mut calls = vec![(root, 0)];
        while let Some((node, edge)) = calls.pop() {
            if edge == 0 {
                (order[node], low[node]) = (next, next);
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            match targets[node].get(edge) {
                Some(&target) => {
                    calls.push((node, edge + 1));
                    if order[target] == usize::MAX {
                        calls.push((target, 0));
                    } else if on_stack[target] {
                        low[node] = low[node].min(order[target]);
                    }
                }
                None => {
                    if low[node] == order[node] {
                        let mut members = Vec::new();
                        while let Some(member) = stack.pop() {
                            on_stack[member] = false;
                            members.push(member);
                            if member == node {
                                break;
                            }
                        }
                        if members.len() > 1 || targets[node].contains(&node) {
                            found.extend(members.into_iter().map(|member| (keys[member].clone(), component)));
                            component += 1;
                        }
                    }
                    if let Some((caller, _)) = calls.last() {
                        low[*caller] = low[*caller].min(low[node]);
                    }
                }
            }
        }
    }
    found
}

/// A default is made from the defaults of what is required; the walk that makes it must end.
fn choose_defaults(krate: &mut Crate) -> Vec<(Key, String)> {
    let mut made_optional = Vec::new();
    loop {
        let finite = finite_types(krate);
        let mut stuck = None;
        for module in &mut krate.modules {
            for item in &mut module.items {
                let key = (module.key.clone(), item.name.clone());
                match &mut item.kind {
                    ItemKind::Choice { default, .. } => *default = finite.get(&key).copied().unwrap_or(0),
                    ItemKind::Record { fields, .. } if !finite.contains_key(&key) && stuck.is_none() => {
                        // What only leads to a cycle is mended when the cycle is.
                        let field = fields.iter_mut().find(|field| field.boxed && !is_finite(field, &finite));
                        if let Some(field) = field {
                            field.occurs = Occurs::OPTIONAL;
                            stuck = Some((key, field.name.clone()));
                        }
                    }
                    _ => {}
                }
            }
        }
        match stuck {
            Some(field) => made_optional.push(field),
            None => return made_optional,
        }
    }
}

fn is_finite(field: &Field, finite: &HashMap<Key, usize>) -> bool {
    field.occurs.is_optional() || contained(field).is_none_or(|key| finite.contains_key(&key))
}

/// The types whose default can be built; for a choice, the variant that was found to have one first, which therefore
/// does not lead back to the choice.
fn finite_types(krate: &Crate) -> HashMap<Key, usize> {
    let mut finite = HashMap::new();
    loop {
        let before = finite.len();
        for module in &krate.modules {
            for item in &module.items {
                let variant = match &item.kind {
                    ItemKind::Record { fields, .. } => {
                        fields.iter().all(|field| is_finite(field, &finite)).then_some(0)
                    }
                    ItemKind::Choice { variants, .. } => {
                        variants.iter().position(|one| is_finite(one, &finite))
                    }
                    ItemKind::Enumeration { .. } => Some(0),
                };
                if let Some(variant) = variant {
                    finite.entry((module.key.clone(), item.name.clone())).or_insert(variant);
                }
            }
        }
        if finite.len() == before {
            return finite;
        }
    }
}
