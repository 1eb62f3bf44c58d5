//! Values to JSON, by their tables.

use crate::table::{Choice, Field, Kind, Part, Place, Record};
use serde_core::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

/// Hands a value to a serializer.
///
/// # Errors
///
/// Those of the serializer.
pub fn write<S: Serializer>(part: Part<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match part {
        Part::Value(value) => value.json().serialize(serializer),
        Part::Record(value) => record(value, serializer),
        Part::Choice(value) => choice(value, serializer),
    }
}

fn record<S: Serializer>(record: &dyn Record, serializer: S) -> Result<S::Ok, S::Error> {
    let rows = || {
        let fields = record.table().fields.iter().zip(record.names()).enumerate();
        fields.filter_map(|(row, (field, name))| Some((name, field, record.field(row)?)))
    };
    let there = || rows().filter(|(_, field, place)| is_there(field, *place));
    let mut map = serializer.serialize_map(Some(there().count()))?;
    for (name, field, place) in there() {
        map.serialize_entry(name, &Contents { field, place })?;
    }
    map.end()
}

fn choice<S: Serializer>(choice: &dyn Choice, serializer: S) -> Result<S::Ok, S::Error> {
    let (row, place) = choice.selected();
    let mut map = serializer.serialize_map(Some(1))?;
    if let (Some(field), Some(name)) = (choice.table().fields.get(row), choice.names().get(row)) {
        map.serialize_entry(name, &Contents { field, place })?;
    }
    map.end()
}

/// Whether the document has anything of a field.
fn is_there(field: &Field, place: &dyn Place) -> bool {
    place.count() > 0 || (matches!(field.kind, Kind::List(_)) && place.is_open())
}

/// Whether a field is an array.
pub(super) fn is_array(field: &Field) -> bool {
    matches!(field.kind, Kind::List(_)) || field.occurs.repeats()
}

/// What a field holds.
struct Contents<'a> {
    field: &'a Field,
    place: &'a dyn Place,
}

impl Serialize for Contents<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let parts = (0..self.place.count()).filter_map(|index| self.place.get(index));
        if !is_array(self.field) {
            return match self.place.get(0) {
                Some(part) => write(part, serializer),
                None => serializer.serialize_unit(),
            };
        }
        let mut array = serializer.serialize_seq(Some(self.place.count()))?;
        for part in parts {
            array.serialize_element(&One(part))?;
        }
        array.end()
    }
}

/// A value inside an array.
struct One<'a>(Part<'a>);

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Part::Value(value) => write(Part::Value(*value), serializer),
            Part::Record(record) => write(Part::Record(*record), serializer),
            Part::Choice(choice) => write(Part::Choice(*choice), serializer),
        }
    }
}
