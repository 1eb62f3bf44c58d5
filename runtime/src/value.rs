//! Values: what a text between tags or in an attribute says.

use crate::date_time::DateTime;
#[cfg(feature = "serde")]
use crate::json::Scalar;
use crate::table::{Part, Plain, Single, Slot, plain_by_text};
use crate::xml::bytes::{chunk, digits};
use std::borrow::Cow;
use std::fmt::{self, Write};
use std::ops::{Deref, DerefMut};

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
        impl $(<$parameter: Value + Single>)? Single for $type {
            const IS_VALUE: bool = true;
            fn slot(&mut self) -> Slot<'_> {
                Slot::Value(self)
            }
            fn part(&self) -> Part<'_> {
                Part::Value(self)
            }
            $(
                #[inline]
                fn plain($plain: &Plain<'_>, $at: usize, format: Format) -> Option<(Self, usize)> {
                    let at_once = |$format: Format| -> Option<(Self, usize)> { $at_once };
                    at_once(format).or_else(|| plain_by_text($plain, $at, format))
                }
            )?
        }
    };
}

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

impl Value for String {
    #[inline]
    fn read(&mut self, text: Cow<'_, str>, _: Format) -> Result<Fit, Misfit> {
        *self = text.into_owned();
        Ok(Fit::Exact)
    }
    fn write(&self, out: &mut String, _: Format) {
        out.push_str(self);
    }
    #[cfg(feature = "serde")]
    fn json(&self) -> Scalar<'_> {
        Scalar::Text(self.into())
    }
}
single_value!(String, |plain, at, _| {
    let found = plain.text(at)?;
    Some((found.text.to_owned(), found.end_tag))
});

impl Value for bool {
    fn read(&mut self, text: Cow<'_, str>, _: Format) -> Result<Fit, Misfit> {
        *self = match trimmed(&text) {
            "1" | "true" => true,
            "0" | "false" => false,
            _ => return Err(Misfit { expected: "true, false, 1 or 0".into() }),
        };
        Ok(Fit::Exact)
    }
    fn write(&self, out: &mut String, format: Format) {
        out.push_str(match (self, format) {
            (true, Format::Flag) => "1",
            (false, Format::Flag) => "0",
            (true, _) => "true",
            (false, _) => "false",
        });
    }
    #[cfg(feature = "serde")]
    fn json(&self) -> Scalar<'_> {
        Scalar::Bool(*self)
    }
    #[cfg(feature = "serde")]
    fn set_json(&mut self, json: Scalar<'_>) -> Result<(), Misfit> {
        match json {
            Scalar::Bool(value) => *self = value,
            _ => return Err(Misfit { expected: "true or false".into() }),
        }
        Ok(())
    }
}
single_value!(bool, |plain, at, _| match chunk::<6>(plain.bytes, at)? {
    [b'0', b'<', ..] => Some((false, at + 1)),
    [b'1', b'<', ..] => Some((true, at + 1)),
    [b't', b'r', b'u', b'e', b'<', _] => Some((true, at + 4)),
    b"false<" => Some((false, at + 5)),
    _ => None,
});

macro_rules! whole_numbers {
    ($($type:ty)*) => {$(
        impl Value for $type {
            #[inline]
            fn read(&mut self, text: Cow<'_, str>, _: Format) -> Result<Fit, Misfit> {
                match text.parse().or_else(|_| text.trim().parse()) {
                    Ok(number) => *self = number,
                    Err(_) => return Err(no_whole_number(&<$type>::MIN, &<$type>::MAX)),
                }
                Ok(Fit::Exact)
            }
            fn write(&self, out: &mut String, _: Format) {
                out.push_str(itoa::Buffer::new().format(*self));
            }
            #[cfg(feature = "serde")]
            fn json(&self) -> Scalar<'_> {
                Scalar::from(*self)
            }
            #[cfg(feature = "serde")]
            fn set_json(&mut self, json: Scalar<'_>) -> Result<(), Misfit> {
                let number = json.whole().and_then(|number| Self::try_from(number).ok());
                *self = number.ok_or_else(|| no_whole_number(&<$type>::MIN, &<$type>::MAX))?;
                Ok(())
            }
        }
        single_value!($type, |plain, at, _| {
            // So many digits are less than the greatest.
            let most = <$type>::MAX.ilog10() as usize;
            let (number, end) = digits(plain.bytes, at, most)?;
            Some((number as $type, end))
        });
    )*};
}
whole_numbers!(i8 i16 i32 i64 u8 u16 u32 u64);

fn no_whole_number(least: &dyn fmt::Display, greatest: &dyn fmt::Display) -> Misfit {
    Misfit { expected: format!("a whole number from {least} to {greatest}").into() }
}

impl Value for f64 {
    fn read(&mut self, text: Cow<'_, str>, _: Format) -> Result<Fit, Misfit> {
        *self = match trimmed(&text) {
            "INF" => f64::INFINITY,
            "-INF" => f64::NEG_INFINITY,
            "NaN" => f64::NAN,
            // Rust's own words for these are not XML Schema's.
            word if word.bytes().any(|byte| byte.is_ascii_alphabetic() && !matches!(byte, b'e' | b'E')) => {
                return Err(Misfit { expected: "a number".into() });
            }
            number => number.parse().map_err(|_| Misfit { expected: "a number".into() })?,
        };
        Ok(Fit::Exact)
    }
    fn write(&self, out: &mut String, _: Format) {
        let _ = match *self {
            f64::INFINITY => out.write_str("INF"),
            f64::NEG_INFINITY => out.write_str("-INF"),
            number => write!(out, "{number}"),
        };
    }
    #[cfg(feature = "serde")]
    fn json(&self) -> Scalar<'_> {
        if self.is_finite() {
            return Scalar::Double(*self);
        }
        let mut word = String::new();
        self.write(&mut word, Format::Plain);
        Scalar::Text(word.into())
    }
    #[cfg(feature = "serde")]
    fn set_json(&mut self, json: Scalar<'_>) -> Result<(), Misfit> {
        match json {
            Scalar::Double(number) => *self = number,
            Scalar::Unsigned(number) => *self = number as f64,
            Scalar::Signed(number) => *self = number as f64,
            Scalar::Text(word) if matches!(&*word, "INF" | "-INF" | "NaN") => {
                self.read(word, Format::Plain)?;
            }
            _ => return Err(Misfit { expected: "a number".into() }),
        }
        Ok(())
    }
}
single_value!(f64);

impl Value for DateTime {
    #[inline]
    fn read(&mut self, text: Cow<'_, str>, _: Format) -> Result<Fit, Misfit> {
        let trimmed = text.trim();
        if let Ok(time) = trimmed.parse() {
            *self = time;
            return Ok(Fit::Exact);
        }
        // A line break in the middle of a time changes nothing about it.
        let joined: String = trimmed.split_ascii_whitespace().collect();
        match joined.parse() {
            Ok(time) if joined != trimmed => {
                *self = time;
                Ok(Fit::Repaired)
            }
            _ => Err(Misfit { expected: "a date and time such as 2017-10-12T18:10:00Z".into() }),
        }
    }
    fn write(&self, out: &mut String, _: Format) {
        self.append(out);
    }
}
single_value!(DateTime, |plain, at, _| {
    let (time, length) = DateTime::front(plain.bytes.get(at..)?)?;
    let end_tag = at + length;
    (plain.bytes.get(end_tag) == Some(&b'<')).then_some((time, end_tag))
});

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

/// An element that the schema leaves open, as the text that it was.
///
/// It is written back as it stands, so what is put in must be one well-formed element.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct RawXml(pub String);

impl fmt::Display for RawXml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for RawXml {
    fn read(&mut self, text: Cow<'_, str>, _: Format) -> Result<Fit, Misfit> {
        self.0 = text.into_owned();
        Ok(Fit::Exact)
    }
    fn write(&self, out: &mut String, _: Format) {
        out.push_str(&self.0);
    }
}
single_value!(RawXml);

/// One piece of content that the schema leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AnyNode {
    /// Text between elements.
    Text(String),
    /// An element.
    Element(RawXml),
}

crate::choice! { AnyNode = Text {
    Text: text(),
    Element: any(),
} [0 1] }

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: Value + Default>(text: &str, format: Format) -> Result<(T, Fit), Misfit> {
        let mut value = T::default();
        let fit = value.read(text.into(), format)?;
        Ok((value, fit))
    }

    fn written(value: &dyn Value, format: Format) -> String {
        let mut out = String::new();
        value.write(&mut out, format);
        out
    }

    #[test]
    fn lists_keep_their_separator() {
        let (weekdays, _) = read::<List<u8>>("0, 1,4 ,5", Format::Comma).unwrap();
        assert_eq!(*weekdays, [0, 1, 4, 5]);
        assert_eq!(written(&weekdays, Format::Comma), "0,1,4,5");
        let (numbers, _) = read::<List<u8>>(" 0 1\n4 ", Format::Plain).unwrap();
        assert_eq!(written(&numbers, Format::Plain), "0 1 4");
        assert!(read::<List<u8>>("0,,1", Format::Comma).is_err());
        assert!(read::<List<u8>>("", Format::Comma).unwrap().0.is_empty());
    }

    #[test]
    fn an_empty_number_is_a_value_only_where_allowed() {
        assert!(read::<u32>("", Format::Plain).is_err());
        assert_eq!(read::<MaybeEmpty<u32>>(" ", Format::Plain).unwrap().0, MaybeEmpty::Empty);
        assert_eq!(read::<MaybeEmpty<u32>>("7", Format::Plain).unwrap().0.value(), Some(&7));
        let misfit = read::<MaybeEmpty<u8>>("x", Format::Plain).unwrap_err();
        assert_eq!(misfit.expected, "a whole number from 0 to 255, or nothing");
    }

    /// What is found at once is what reading the text gives.
    fn is_found_at_once<T: Single + Value + PartialEq + std::fmt::Debug>(texts: &[&str]) {
        for text in texts {
            let document = format!("{text}</NAME>{}", " ".repeat(100));
            let found = T::plain(&Plain::of(&document), 0, Format::Plain);
            let expected = match read::<T>(text, Format::Plain) {
                Ok((value, Fit::Exact)) => Some((value, text.len())),
                _ => None,
            };
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_found_at_once_is_what_reading_gives() {
        let numbers = [
            "0",
            "7",
            "007",
            "99",
            "127",
            "128",
            "255",
            "256",
            "-1",
            "-128",
            "-129",
            "+5",
            " 5",
            "5 ",
            "5x",
            "",
            "4294967295",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "00000000000000000000000000000001",
            "1\n",
            "٣",
        ];
        is_found_at_once::<u8>(&numbers);
        is_found_at_once::<i8>(&numbers);
        is_found_at_once::<u16>(&numbers);
        is_found_at_once::<u32>(&numbers);
        is_found_at_once::<i64>(&numbers);
        is_found_at_once::<u64>(&numbers);
        is_found_at_once::<MaybeEmpty<u32>>(&numbers);
        is_found_at_once::<bool>(&["0", "1", "true", "false", "True", "2", "10", "", " 1", "falsely", "tru"]);
        is_found_at_once::<String>(&["", " ", "text", "more than eight bytes of it", "Zürich"]);
        let times = [
            "2017-10-12T18:10:00Z",
            "2017-10-12T18:10:00",
            "2017-10-12T18:10:00+02:00",
            "2017-10-12T18:10:00.5Z",
            "2017-10-12T18:10:00ZZ",
            "2017-02-29T18:10:00Z",
            "2017-10-12",
            " 2017-10-12T18:10:00Z",
            "0000-01-01T00:00:00Z",
            "2017-10-12T18:10:60Z",
            "2017-10-12T24:00:00Z",
            "",
        ];
        is_found_at_once::<DateTime>(&times);
    }

    #[test]
    fn flags_are_written_as_digits() {
        let (flag, _) = read::<bool>(" 1\n", Format::Flag).unwrap();
        assert_eq!(
            (written(&flag, Format::Flag), written(&flag, Format::Plain)),
            ("1".into(), "true".into())
        );
        assert!(read::<bool>("2", Format::Flag).is_err());
    }

    #[test]
    fn floats_use_the_words_of_xml_schema() {
        assert_eq!(read::<f64>("-INF", Format::Plain).unwrap().0, f64::NEG_INFINITY);
        assert_eq!(written(&f64::INFINITY, Format::Plain), "INF");
        assert!(read::<f64>("infinity", Format::Plain).is_err());
        assert!(read::<f64>("nan", Format::Plain).is_err());
        assert_eq!(read::<f64>("1e3", Format::Plain).unwrap().0, 1000.0);
    }

    #[test]
    fn a_broken_line_in_a_time_is_mended_and_said() {
        let (time, fit) = read::<DateTime>("2019-11-\n19T22:00:00Z", Format::Plain).unwrap();
        assert_eq!((time.to_string().as_str(), fit), ("2019-11-19T22:00:00Z", Fit::Repaired));
    }
}
