//! Extent: how large a type gets by what it holds by value, and how much its default builds.
//!
//! A schema in which everything needs two of the next doubles at each level; neither the compiler nor a document gets
//! to the end of that.

use super::{Graph, Loosened, Why, fields, fields_mut, items};
use crate::ir::Occurs;
use crate::rust::{Crate, ItemKind};

/// So many fields a type holds by value, those of the types in it included, before others are boxed.
const MAX_FIELDS: usize = 2_000;

/// So deep types stand in each other by value; the compiler follows 128.
const MAX_DEPTH: usize = 64;

/// So many records the default of a type builds.
const MAX_RECORDS: usize = 10_000;

/// So deep they lie; documents are that deep at most, unless the decoder is told otherwise.
const MAX_HEIGHT: usize = 128;

/// Boxes fields where types would get too large, or lie too deep in each other.
pub(super) fn limit_sizes(krate: &mut Crate, graph: &Graph) {
    let mut items = items(krate);
    let order =
        graph.in_order(|item, field| fields(&items[item].1.kind).get(field).is_some_and(|one| !one.boxed));
    // A word is as small as a text, which is not boxed either.
    let is_word: Vec<bool> =
        items.iter().map(|(_, item)| matches!(item.kind, ItemKind::Enumeration { .. })).collect();
    // How many fields, and how deep.
    let mut extents = vec![(1, 1); items.len()];
    for number in order {
        let kind = &mut items[number].1.kind;
        let is_choice = matches!(kind, ItemKind::Choice { .. });
        let (mut size, mut depth) = (fields(kind).len(), 1);
        for (field, target) in fields_mut(kind).iter_mut().zip(&graph.fields[number]) {
            let target = target.filter(|target| !field.boxed && !is_word[*target]);
            let Some((inner, levels)) = target.map(|target| extents[target]) else { continue };
            let with = if is_choice { size.max(inner) } else { size + inner };
            if with > MAX_FIELDS || levels >= MAX_DEPTH {
                field.boxed = true;
            } else {
                (size, depth) = (with, depth.max(levels + 1));
            }
        }
        extents[number] = (size, depth);
    }
}

/// Makes optional what would make the default of a type build too much; gives the fields.
pub(super) fn limit_defaults(krate: &mut Crate, graph: &Graph) -> Vec<Loosened> {
    let mut items = items(krate);
    let is_built = |kind: &ItemKind, field: usize| match kind {
        ItemKind::Record { fields, .. } => fields.get(field).is_some_and(|one| !one.occurs.is_optional()),
        ItemKind::Choice { default, .. } => field == *default,
        ItemKind::Enumeration { .. } => false,
    };
    let order = graph.in_order(|item, field| is_built(&items[item].1.kind, field));
    let mut loosened = Vec::new();
    // How many records, and how deep.
    let mut extents = vec![(1, 1); items.len()];
    for number in order {
        let (module, item) = &mut items[number];
        let (mut records, mut height) = (1, 1);
        for (at, target) in graph.fields[number].iter().enumerate() {
            let Some((inner, levels)) =
                target.map(|target| extents[target]).filter(|_| is_built(&item.kind, at))
            else {
                continue;
            };
            let is_record = matches!(item.kind, ItemKind::Record { .. });
            match fields_mut(&mut item.kind).get_mut(at) {
                Some(field) if is_record && (records + inner > MAX_RECORDS || levels >= MAX_HEIGHT) => {
                    field.occurs = Occurs::OPTIONAL;
                    let (module, field) = ((*module).to_owned(), field.name.clone());
                    loosened.push(Loosened { module, item: item.name.clone(), field, why: Why::NeedsMuch });
                }
                _ => (records, height) = (records + inner, height.max(levels + 1)),
            }
        }
        extents[number] = (records, height);
    }
    loosened.sort_by(|one, other| (&one.module, &one.item).cmp(&(&other.module, &other.item)));
    loosened
}
