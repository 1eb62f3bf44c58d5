//! Numbers.

use super::{Fit, Format, Misfit, Value, single_value, trimmed};
#[cfg(feature = "serde")]
use crate::json::Scalar;
use crate::xml::bytes::digits;
use std::borrow::Cow;
use std::fmt::{self, Write};

macro_rules! whole_numbers {
    ($($type:ty)*) => {$(
        impl Value for $type {
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
