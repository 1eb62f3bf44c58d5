//! Lists of values.

use super::{Fit, Format, Misfit, Value, single_value, trimmed};
#[cfg(feature = "serde")]
use crate::json::Scalar;
use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

/// Several values in one text, separated by commas or white space.
///
/// A list is its `Vec`: it derefs to it, and converts from and to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for List<T> {
    type Target = Vec<T>;
    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> From<Vec<T>> for List<T> {
    fn from(values: Vec<T>) -> Self {
        Self(values)
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().collect())
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Value + Default> Value for List<T> {
    fn read(&mut self, text: Cow<'_, str>, format: Format) -> Result<Fit, Misfit> {
        self.0.clear();
        let mut fit = Fit::Exact;
        let mut add = |part: &str| {
            let mut value = T::default();
            let one = value.read(part.into(), Format::Plain)?;
            if one != Fit::Exact {
                fit = one;
            }
            self.0.push(value);
            Ok(())
        };
        if trimmed(&text).is_empty() {
            return Ok(Fit::Exact);
        }
        match format {
            Format::Comma => text.split(',').map(trimmed).try_for_each(&mut add)?,
            _ => text.split_whitespace().try_for_each(&mut add)?,
        }
        Ok(fit)
    }
    fn write(&self, out: &mut String, format: Format) {
        for (index, value) in self.0.iter().enumerate() {
            if index > 0 {
                out.push(if format == Format::Comma { ',' } else { ' ' });
            }
            value.write(out, Format::Plain);
        }
    }
    #[cfg(feature = "serde")]
    fn json(&self) -> Scalar<'_> {
        Scalar::List(self.0.iter().map(T::json).collect())
    }
    #[cfg(feature = "serde")]
    fn set_json(&mut self, json: Scalar<'_>) -> Result<(), Misfit> {
        let Scalar::List(values) = json else { return Err(Misfit { expected: "an array".into() }) };
        self.0.clear();
        for json in values {
            let mut value = T::default();
            value.set_json(json)?;
            self.0.push(value);
        }
        Ok(())
    }
}
single_value!(@T List<T>);
