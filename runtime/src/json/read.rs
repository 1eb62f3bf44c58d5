//! Values from JSON, by their tables.

use super::path::{Path, Step};
use super::scalar::{self, Scalar};
use super::write::is_array;
use crate::table::{Choice, Field, Occurs, Place, Record, Slot};
use serde_core::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor,
};
use std::fmt;

/// Fills a value.
///
/// # Errors
///
/// When what is read is not the value's; the message begins with the way to what is wrong.
pub fn read<'de, D: Deserializer<'de>>(slot: Slot<'_>, deserializer: D) -> Result<(), D::Error> {
    let mut path = Path::default();
    let filled = Fill { slot, path: &mut path }.deserialize(deserializer);
    match filled {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::custom("expected a value, found null")),
        Err(error) if path.is_empty() => Err(error),
        Err(error) => Err(Error::custom(format_args!("{path}: {error}"))),
    }
}

/// Fills a slot, and says whether there was a value for it: `null` may be none.
struct Fill<'a, 'p> {
    slot: Slot<'a>,
    path: &'p mut Path,
}

impl<'de> DeserializeSeed<'de> for Fill<'_, '_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        if self.path.is_too_deep() {
            return Err(Error::custom("this is too deep inside other values"));
        }
        deserializer.deserialize_any(self)
    }
}

impl Fill<'_, '_> {
    fn scalar<E: Error>(self, scalar: Scalar<'_>, found: Unexpected<'_>) -> Result<bool, E> {
        match self.slot {
            Slot::Value(value) => {
                let shown = scalar.to_string();
                let misfit = |expected| Error::custom(format_args!("expected {expected}, found {shown}"));
                value.set_json(scalar).map(|()| true).map_err(|one| misfit(one.expected))
            }
            Slot::Record(_) | Slot::Choice(_) => Err(Error::invalid_type(found, &self)),
        }
    }
}

impl<'de> Visitor<'de> for Fill<'_, '_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.slot {
            Slot::Value(_) => "a value",
            Slot::Record(_) => "an object",
            Slot::Choice(_) => "an object with one key",
        })
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<bool, E> {
        self.scalar(Scalar::Bool(value), Unexpected::Bool(value))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<bool, E> {
        self.scalar(Scalar::Unsigned(number), Unexpected::Unsigned(number))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<bool, E> {
        self.scalar(Scalar::Signed(number), Unexpected::Signed(number))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<bool, E> {
        self.scalar(Scalar::Double(number), Unexpected::Float(number))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<bool, E> {
        self.scalar(Scalar::Text(text.into()), Unexpected::Other("a text"))
    }
    fn visit_string<E: Error>(self, text: String) -> Result<bool, E> {
        self.scalar(Scalar::Text(text.into()), Unexpected::Other("a text"))
    }
    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        match self.slot {
            Slot::Value(value) => Ok(value.set_json(Scalar::Null).is_ok()),
            Slot::Record(_) | Slot::Choice(_) => Ok(false),
        }
    }
    fn visit_none<E: Error>(self) -> Result<bool, E> {
        self.visit_unit()
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, array: A) -> Result<bool, A::Error> {
        match self.slot {
            Slot::Value(_) => self.scalar(scalar::list(array)?, Unexpected::Seq),
            Slot::Record(_) | Slot::Choice(_) => Err(Error::invalid_type(Unexpected::Seq, &self)),
        }
    }
    fn visit_map<A: MapAccess<'de>>(self, object: A) -> Result<bool, A::Error> {
        match self.slot {
            Slot::Value(_) => return Err(Error::invalid_type(Unexpected::Map, &self)),
            Slot::Record(value) => record(value, self.path, object)?,
            Slot::Choice(value) => choice(value, self.path, object)?,
        }
        Ok(true)
    }
}

fn record<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    path: &mut Path,
    mut object: A,
) -> Result<(), A::Error> {
    let (fields, names) = (record.table().fields, record.names());
    let mut seen = vec![false; fields.len()];
    while let Some(row) = object.next_key_seed(Key(names))? {
        let (Some(field), Some(place)) = (fields.get(row), record.place(row)) else { continue };
        if std::mem::replace(&mut seen[row], true) {
            return Err(Error::duplicate_field(names[row]));
        }
        path.within(Step::Name(names[row]), |path| object.next_value_seed(Contents { field, place, path }))?;
    }
    let missing = |(field, seen): &(&Field, bool)| field.occurs == Occurs::One && !seen;
    match fields.iter().zip(seen).position(|row| missing(&row)) {
        Some(row) => Err(Error::missing_field(names[row])),
        None => Ok(()),
    }
}

fn choice<'de, A: MapAccess<'de>>(
    choice: &mut dyn Choice,
    path: &mut Path,
    mut object: A,
) -> Result<(), A::Error> {
    const ONE: &str = "expected an object with one key";
    let (fields, names) = (choice.table().fields, choice.names());
    let Some(row) = object.next_key_seed(Key(names))? else {
        return Err(Error::custom(ONE));
    };
    if let (Some(field), Some(place)) = (fields.get(row), choice.select(row)) {
        path.within(Step::Name(names[row]), |path| object.next_value_seed(Contents { field, place, path }))?;
    }
    match object.next_key::<IgnoredAny>()? {
        Some(_) => Err(Error::custom(ONE)),
        None => Ok(()),
    }
}

/// The row of a key.
struct Key(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for Key {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Key {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }
    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        let row = self.0.iter().position(|name| *name == key);
        row.ok_or_else(|| Error::unknown_field(key, self.0))
    }
}

/// Fills a field.
struct Contents<'a, 'p> {
    field: &'static Field,
    place: &'a mut dyn Place,
    path: &'p mut Path,
}

impl<'de> DeserializeSeed<'de> for Contents<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if is_array(self.field) {
            return deserializer.deserialize_any(self);
        }
        let filled = Fill { slot: self.place.make(), path: self.path }.deserialize(deserializer)?;
        match (filled, self.field.occurs) {
            (true, _) => Ok(()),
            (false, Occurs::Optional) => {
                self.place.unmake();
                Ok(())
            }
            (false, _) => Err(Error::custom("expected a value, found null")),
        }
    }
}

/// Arrays.
impl<'de> Visitor<'de> for Contents<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        match self.field.occurs {
            Occurs::One => Err(Error::invalid_type(Unexpected::Unit, &self)),
            _ => Ok(()),
        }
    }
    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        let Self { place, path, .. } = self;
        place.open();
        for index in 0.. {
            // Room has to be there before it is known whether anything comes.
            let slot = place.make();
            let filled = path.within(Step::Index(index), |path| {
                let filled = array.next_element_seed(Fill { slot, path })?;
                if filled == Some(false) {
                    return Err(Error::custom("expected a value, found null"));
                }
                Ok(filled)
            })?;
            if filled.is_none() {
                place.unmake();
                break;
            }
        }
        Ok(())
    }
}
