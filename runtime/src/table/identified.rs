//! Documents that tell the number of the object that a call made or concerned.

use super::{Document, Field, Kind, Part, Place, Record};

/// A document that tells the number of the object that a call made or concerned.
pub trait Identified: Document {
    /// The number; of several, the first.
    fn id(&self) -> Option<u64>;
}

/// The first number that a way of elements leads to, from below a record on.
pub fn number(record: &dyn Record, path: &[&str]) -> Option<u64> {
    record
        .table()
        .fields
        .iter()
        .enumerate()
        .find_map(|(row, field)| in_field(field, record.field(row)?, path))
}

fn in_field(field: &Field, place: &dyn Place, path: &[&str]) -> Option<u64> {
    let rest = match (field.kind, path) {
        (Kind::Element, [name, rest @ ..]) if field.name == *name => rest,
        (Kind::List(item), [name, next, rest @ ..]) if field.name == *name && item == *next => rest,
        // What has no element of its own is no step of the way.
        (Kind::Choice(_) | Kind::Group(_), path) => path,
        _ => return None,
    };
    (0..place.count()).find_map(|index| in_part(&place.get(index)?, rest))
}

fn in_part(part: &Part<'_>, path: &[&str]) -> Option<u64> {
    match part {
        Part::Value(value) if path.is_empty() => {
            let mut text = String::new();
            value.write(&mut text, super::Format::Plain);
            text.trim().parse().ok()
        }
        Part::Value(_) => None,
        Part::Record(record) => number(*record, path),
        Part::Choice(choice) => {
            let (row, place) = choice.selected();
            in_field(choice.table().fields.get(row)?, place, path)
        }
    }
}
