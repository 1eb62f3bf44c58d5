//! Values: what a text between tags or in an attribute says.

#[cfg(feature = "serde")]
use crate::json::Scalar;
use std::borrow::Cow;

mod list;
mod maybe_empty;
mod number;
mod raw;
mod simple;
#[cfg(test)]
mod tests;

pub use self::list::List;
pub use self::maybe_empty::MaybeEmpty;
pub use self::raw::{AnyNode, RawXml};

/// How a value is written where its type leaves a choice; see [`Field`](crate::table::Field).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// As the type has it; lists with a space between two values.
    #[default]
    Plain,
    /// A `bool` as `0` or `1`.
    Flag,
    /// A list with commas.
    Comma,
}

/// How a text fits a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// As the schema says.
    Exact,
    /// A word that the schema's enumeration does not have; it is kept.
    UnknownWord,
    /// Only after white space inside it was taken out.
    Repaired,
}

/// A text that is no value of the type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// What would have been one, for example `a whole number from 0 to 255`.
    pub expected: Cow<'static, str>,
}

/// A type that is written as text.
pub trait Value {
    /// Takes the value of `text`.
    ///
    /// # Errors
    ///
    /// When the text is no value of the type; what `self` holds then is not to be used.
    fn read(&mut self, text: Cow<'_, str>, format: Format) -> Result<Fit, Misfit>;

    /// Appends the value as text, without escapes.
    fn write(&self, out: &mut String, format: Format);

    /// The value in JSON: its text, unless the type says otherwise.
    #[cfg(feature = "serde")]
    fn json(&self) -> Scalar<'_> {
        let mut text = String::new();
        self.write(&mut text, Format::Plain);
        Scalar::Text(text.into())
    }

    /// Takes the value from JSON.
    ///
    /// # Errors
    ///
    /// When it is no value of the type; what `self` holds then is not to be used.
    #[cfg(feature = "serde")]
    fn set_json(&mut self, json: Scalar<'_>) -> Result<(), Misfit> {
        match json {
            Scalar::Text(text) => self.read(text, Format::Plain).map(drop),
            _ => Err(Misfit { expected: "a text".into() }),
        }
    }
}

/// Makes a value type usable as a field; a function that finds what most of its values look like makes it fast.
macro_rules! single_value {
    ($(@ $parameter:ident)? $type:ty $(, |$plain:ident, $at:ident, $format:pat_param| $at_once:expr)?) => {
        impl $(<$parameter: $crate::table::Value + $crate::table::Single>)? $crate::table::Single for $type {
            const IS_VALUE: bool = true;
            fn slot(&mut self) -> $crate::table::Slot<'_> {
                $crate::table::Slot::Value(self)
            }
            fn part(&self) -> $crate::table::Part<'_> {
                $crate::table::Part::Value(self)
            }
            $(
                #[inline]
                fn plain(
                    $plain: &$crate::table::Plain<'_>,
                    $at: usize,
                    format: $crate::table::Format,
                ) -> Option<(Self, usize)> {
                    let at_once = |$format: $crate::table::Format| -> Option<(Self, usize)> { $at_once };
                    at_once(format).or_else(|| $crate::table::plain_by_text($plain, $at, format))
                }
            )?
        }
    };
}
use single_value;

/// A text without the white space around it.
#[doc(hidden)]
#[inline]
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        // Nearly always there is none.
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        [only] if only.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
