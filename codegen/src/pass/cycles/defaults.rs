//! Defaults: the decoder fills values in place, so every type needs one that can be built.

use super::{Graph, Loosened, Why, items};
use crate::ir::Occurs;
use crate::rust::{Crate, Field, Item, ItemKind};

/// Chooses the default alternative of each choice, and makes optional what would need itself to be there.
///
/// A default is made from the defaults of what is required; the walk that makes it must end.
pub(super) fn choose(krate: &mut Crate, graph: &Graph) -> Vec<Loosened> {
    let mut items = items(krate);
    let mut finite = vec![None; items.len()];
    let mut loosened = Vec::new();
    loop {
        find_finite(&items, graph, &mut finite);
        match loosen_first(&mut items, graph, &finite) {
            Some(one) => loosened.push(one),
            None => break,
        }
    }
    for (number, (_, item)) in items.iter_mut().enumerate() {
        if let ItemKind::Choice { default, .. } = &mut item.kind {
            *default = finite[number].unwrap_or(0);
        }
    }
    loosened
}

fn is_finite(field: &Field, target: Option<usize>, finite: &[Option<usize>]) -> bool {
    field.occurs.is_optional() || target.is_none_or(|target| finite[target].is_some())
}

/// Finds the types whose default can be built; for a choice, the variant that was found to have one first, which
/// therefore does not lead back to the choice.
fn find_finite(items: &[(&str, &mut Item)], graph: &Graph, finite: &mut [Option<usize>]) {
    let mut open: Vec<usize> = (0..items.len()).filter(|number| finite[*number].is_none()).collect();
    loop {
        let before = open.len();
        open.retain(|&number| {
            let targets = &graph.fields[number];
            let has_default = |(field, target): (&Field, &Option<usize>)| is_finite(field, *target, finite);
            finite[number] = match &items[number].1.kind {
                ItemKind::Record { fields, .. } => fields.iter().zip(targets).all(has_default).then_some(0),
                ItemKind::Choice { variants, .. } => variants.iter().zip(targets).position(has_default),
                ItemKind::Enumeration { .. } => Some(0),
            };
            finite[number].is_none()
        });
        if open.len() == before {
            return;
        }
    }
}

/// Makes the first field optional that leads back to its record. What only leads to a cycle is mended when the cycle is.
fn loosen_first(
    items: &mut [(&str, &mut Item)],
    graph: &Graph,
    finite: &[Option<usize>],
) -> Option<Loosened> {
    for (number, (module, item)) in items.iter_mut().enumerate() {
        let ItemKind::Record { fields, .. } = &mut item.kind else { continue };
        if finite[number].is_some() {
            continue;
        }
        let mut targets = fields.iter_mut().zip(&graph.fields[number]);
        if let Some((field, _)) =
            targets.find(|(field, target)| field.boxed && !is_finite(field, **target, finite))
        {
            field.occurs = Occurs::OPTIONAL;
            let (module, item, field) = ((*module).to_owned(), item.name.clone(), field.name.clone());
            return Some(Loosened { module, item, field, why: Why::NeedsItself });
        }
    }
    None
}
