//! What types that derive serde's traits stand on: the values that serde does not know.

pub use serde::{Deserialize, Serialize};

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;
use std::fmt;
use std::marker::PhantomData;

/// A date and time; one without an offset is taken for UTC.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DateTime(pub jiff::Timestamp);

/// Values with a comma or white space between them.
#[derive(Debug, Clone, PartialEq)]
pub struct List<T>(pub Vec<T>);

/// A value, or nothing between the tags.
#[derive(Debug, Clone, PartialEq)]
pub struct MaybeEmpty<T>(pub Option<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Default for MaybeEmpty<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// A value that is made of a text.
pub trait Text: Sized {
    /// What the text says.
    fn of(text: &str) -> Result<Self, String>;
}

/// Reads a value that is made of a text, without a copy of the text where there need not be one.
pub fn text<'de, T: Text, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct Texts<T>(PhantomData<T>);
    impl<T: Text> Visitor<'_> for Texts<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            T::of(text).map_err(E::custom)
        }
    }
    deserializer.deserialize_str(Texts(PhantomData))
}

impl Text for DateTime {
    fn of(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let civil = || text.parse::<jiff::civil::DateTime>().ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
        let timestamp = text.parse().ok().or_else(|| civil().map(|zoned| zoned.timestamp()));
        timestamp.map(Self).ok_or_else(|| format!("`{text}` is no date and time"))
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer)
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Numbers and words in texts.
pub trait Simple: Sized {
    /// What the text says.
    fn simple(text: &str) -> Result<Self, String>;
}

macro_rules! simple {
    ($($ty:ty),*) => {$(
        impl Simple for $ty {
            fn simple(text: &str) -> Result<Self, String> {
                text.trim().parse().map_err(|error| format!("`{text}`: {error}"))
            }
        }
    )*};
}
simple!(u8, u16, u32, u64, i8, i16, i32, i64, f64);

impl Simple for bool {
    fn simple(text: &str) -> Result<Self, String> {
        match text.trim() {
            "1" | "true" => Ok(true),
            "0" | "false" => Ok(false),
            other => Err(format!("`{other}` is no boolean")),
        }
    }
}

impl Simple for String {
    fn simple(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl Simple for DateTime {
    fn simple(text: &str) -> Result<Self, String> {
        Self::of(text)
    }
}

impl<T: Simple> Simple for List<T> {
    fn simple(text: &str) -> Result<Self, String> {
        let parts = text.split(|c: char| c == ',' || c.is_whitespace()).filter(|part| !part.is_empty());
        parts.map(T::simple).collect::<Result<_, _>>().map(Self)
    }
}

impl<T: Simple> Text for List<T> {
    fn of(text: &str) -> Result<Self, String> {
        Self::simple(text)
    }
}

impl<T: Simple> Text for MaybeEmpty<T> {
    fn of(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() { Ok(Self(None)) } else { T::simple(text).map(|value| Self(Some(value))) }
    }
}

impl<'de, T: Simple> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer)
    }
}

impl<'de, T: Simple> Deserialize<'de> for MaybeEmpty<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text(deserializer)
    }
}

impl<T: fmt::Display> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<String> = self.0.iter().map(T::to_string).collect();
        serializer.serialize_str(&texts.join(","))
    }
}

impl<T: Serialize> Serialize for MaybeEmpty<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }
}

/// An enumeration that keeps words that it does not know.
macro_rules! words {
    ($name:ident { $($variant:ident = $($text:literal)|+,)* }) => {
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs)]
        pub enum $name { $($variant,)* Unknown(String) }
        impl Default for $name {
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }
        impl $crate::support::Text for $name {
            fn of(text: &str) -> Result<Self, String> {
                Ok(match text.trim() { $($($text)|+ => Self::$variant,)* other => Self::Unknown(other.to_owned()) })
            }
        }
        impl $crate::support::Simple for $name {
            fn simple(text: &str) -> Result<Self, String> {
                <Self as $crate::support::Text>::of(text)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::support::text(deserializer)
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #[allow(unreachable_patterns)]
                f.write_str(match self {
                    $(Self::$variant => $crate::support::first(&[$($text),+]),)*
                    Self::Unknown(text) => text,
                })
            }
        }
        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    };
}
pub(crate) use words;

/// The first of the spellings of a word.
pub fn first(spellings: &[&'static str]) -> &'static str {
    spellings.first().copied().unwrap_or_default()
}
