//! Texts, truth values and times.

use super::{Fit, Format, Misfit, Value, single_value, trimmed};
use crate::date_time::DateTime;
#[cfg(feature = "serde")]
use crate::json::Scalar;
use crate::xml::bytes::chunk;
use std::borrow::Cow;

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

impl Value for DateTime {
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
