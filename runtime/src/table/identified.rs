//! Documents that tell the number of the object that a call made or concerned.

use super::{Document, Field, Kind, Part, Place, Record};
use std::fmt::{Debug, Display};
use std::str::FromStr;

/// A document that tells the number of the object that a call made or concerned.
pub trait Identified: Document {
    /// The type of the number, which the operations that take it have too.
    type Id: Copy + Eq + Debug + Display;
    /// The number; of several, the first.
    fn id(&self) -> Option<Self::Id>;
}

/// The first number that a way of elements leads to, from below a record on.
pub fn number<N: FromStr>(record: &dyn Record, path: &[&str]) -> Option<N> {
    first_text(record, path, &|text| text.parse::<N>().is_ok())?.parse().ok()
}

/// The first text that a way of elements leads to and that is as it should be.
fn first_text(record: &dyn Record, path: &[&str], fits: &dyn Fn(&str) -> bool) -> Option<String> {
    record
        .table()
        .fields
        .iter()
        .enumerate()
        .find_map(|(row, field)| in_field(field, record.field(row)?, path, fits))
}

fn in_field(field: &Field, place: &dyn Place, path: &[&str], fits: &dyn Fn(&str) -> bool) -> Option<String> {
    let rest = match (field.kind, path) {
        (Kind::Element, [name, rest @ ..]) if field.name == *name => rest,
        (Kind::List(item), [name, next, rest @ ..]) if field.name == *name && item == *next => rest,
        // What has no element of its own is no step of the way.
        (Kind::Choice(_) | Kind::Group(_), path) => path,
        _ => return None,
    };
    (0..place.count()).find_map(|index| in_part(&place.get(index)?, rest, fits))
}

fn in_part(part: &Part<'_>, path: &[&str], fits: &dyn Fn(&str) -> bool) -> Option<String> {
    match part {
        Part::Value(value) if path.is_empty() => {
            let mut text = String::new();
            value.write(&mut text, super::Format::Plain);
            let text = text.trim();
            fits(text).then(|| text.to_owned())
        }
        Part::Value(_) => None,
        Part::Record(record) => first_text(*record, path, fits),
        Part::Choice(choice) => {
            let (row, place) = choice.selected();
            in_field(choice.table().fields.get(row)?, place, path, fits)
        }
    }
}
