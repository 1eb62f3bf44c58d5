//! Values in JSON that have no names in them.

use serde_core::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use serde_core::ser::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A value without names: what a text between tags or in an attribute becomes.
#[derive(Debug, Clone, PartialEq)]
pub enum Scalar<'a> {
    /// There, and empty.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that is not negative.
    Unsigned(u64),
    /// A whole number.
    Signed(i64),
    /// A number.
    Double(f64),
    /// A text.
    Text(Cow<'a, str>),
    /// Several values.
    List(Vec<Scalar<'a>>),
}

impl Scalar<'_> {
    /// The number, if it is a whole one.
    pub fn whole(&self) -> Option<i128> {
        match *self {
            Self::Unsigned(number) => Some(number.into()),
            Self::Signed(number) => Some(number.into()),
            _ => None,
        }
    }
}

macro_rules! from {
    ($($variant:ident: $($type:ty)*;)*) => {$($(
        impl From<$type> for Scalar<'_> {
            fn from(number: $type) -> Self {
                Self::$variant(number.into())
            }
        }
    )*)*};
}
from! {
    Unsigned: u8 u16 u32 u64;
    Signed: i8 i16 i32 i64;
}

/// For errors; a long text is cut off.
impl fmt::Display for Scalar<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LONGEST: usize = 60;
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Unsigned(number) => write!(f, "{number}"),
            Self::Signed(number) => write!(f, "{number}"),
            Self::Double(number) => write!(f, "{number}"),
            Self::Text(text) => match text.char_indices().nth(LONGEST) {
                Some((end, _)) => write!(f, "{:?} and more", &text[..end]),
                None => write!(f, "{text:?}"),
            },
            Self::List(_) => f.write_str("an array"),
        }
    }
}

impl Serialize for Scalar<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Unsigned(number) => serializer.serialize_u64(*number),
            Self::Signed(number) => serializer.serialize_i64(*number),
            Self::Double(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => serializer.collect_seq(values),
        }
    }
}

/// One of the values of a list, which is no list itself.
impl<'de> Deserialize<'de> for Scalar<'static> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ScalarVisitor)
    }
}

struct ScalarVisitor;

impl<'de> Visitor<'de> for ScalarVisitor {
    type Value = Scalar<'static>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a number or a boolean")
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Bool(value))
    }
    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Scalar::Unsigned(number))
    }
    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Signed(number))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar::Double(number))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(text.to_owned().into()))
    }
    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Scalar::Text(text.into()))
    }
    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Null)
    }
}

/// Reads the values of an array.
pub(super) fn list<'de, A: SeqAccess<'de>>(mut array: A) -> Result<Scalar<'static>, A::Error> {
    let mut values = Vec::new();
    while let Some(value) = array.next_element()? {
        values.push(value);
    }
    Ok(Scalar::List(values))
}
