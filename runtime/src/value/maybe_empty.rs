//! Values that may be empty.

use super::{Fit, Format, Misfit, Value, single_value, trimmed};
#[cfg(feature = "serde")]
use crate::json::Scalar;
use std::borrow::Cow;

/// A value, or an element that is there and empty.
///
/// For types to which an empty text is no value, where the service sends one all the same: `<PAUSE_AFTER_HOURS/>`
/// is not the same as no `PAUSE_AFTER_HOURS` at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MaybeEmpty<T> {
    /// The element or attribute was empty.
    #[default]
    Empty,
    /// It had a value.
    Value(T),
}

impl<T> MaybeEmpty<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Empty => None,
            Self::Value(value) => Some(value),
        }
    }

    /// The value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Empty => None,
            Self::Value(value) => Some(value),
        }
    }
}

impl<T> From<T> for MaybeEmpty<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Value + Default> Value for MaybeEmpty<T> {
    fn read(&mut self, text: Cow<'_, str>, format: Format) -> Result<Fit, Misfit> {
        if trimmed(&text).is_empty() {
            *self = Self::Empty;
            return Ok(Fit::Exact);
        }
        let mut value = T::default();
        let fit = value
            .read(text, format)
            .map_err(|misfit| Misfit { expected: format!("{}, or nothing", misfit.expected).into() })?;
        *self = Self::Value(value);
        Ok(fit)
    }
    fn write(&self, out: &mut String, format: Format) {
        if let Self::Value(value) = self {
            value.write(out, format);
        }
    }
    #[cfg(feature = "serde")]
    fn json(&self) -> Scalar<'_> {
        self.value().map_or(Scalar::Null, T::json)
    }
    #[cfg(feature = "serde")]
    fn set_json(&mut self, json: Scalar<'_>) -> Result<(), Misfit> {
        *self = Self::Empty;
        if json != Scalar::Null {
            let mut value = T::default();
            value.set_json(json)?;
            *self = Self::Value(value);
        }
        Ok(())
    }
}
single_value!(@T MaybeEmpty<T>, |plain, at, format| {
    // What begins with something visible is not blank.
    plain.bytes.get(at).filter(|first| **first > b' ' && **first != b'<')?;
    T::plain(plain, at, format).map(|(value, end)| (Self::Value(value), end))
});
