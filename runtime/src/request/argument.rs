//! What parameters take: values, values that may be absent, and lists.

use super::parameter::Style;
use crate::date_time::DateTime;
use jiff::SignedDuration;
use jiff::civil::Date;
use secrecy::{ExposeSecret, SecretString};

/// A type of a parameter's values.
pub trait ParameterValue {
    /// The value as it is sent.
    fn text(&self, style: Style) -> String;

    /// The value as a number, if it is one.
    fn number(&self) -> Option<i128> {
        None
    }
}

/// What a parameter takes.
pub trait Argument {
    /// The values; `None` if the parameter is not sent.
    fn values(&self, style: Style) -> Option<Vec<(String, Option<i128>)>>;
}

impl<T: ParameterValue> Argument for T {
    fn values(&self, style: Style) -> Option<Vec<(String, Option<i128>)>> {
        Some(vec![(self.text(style), self.number())])
    }
}

impl<T: ParameterValue> Argument for Option<T> {
    fn values(&self, style: Style) -> Option<Vec<(String, Option<i128>)>> {
        self.as_ref().and_then(|value| value.values(style))
    }
}

impl<T: ParameterValue> Argument for Vec<T> {
    fn values(&self, style: Style) -> Option<Vec<(String, Option<i128>)>> {
        Some(self.iter().map(|value| (value.text(style), value.number())).collect())
    }
}

impl<T: ParameterValue> Argument for Option<Vec<T>> {
    fn values(&self, style: Style) -> Option<Vec<(String, Option<i128>)>> {
        self.as_ref().and_then(|values| values.values(style))
    }
}

impl ParameterValue for String {
    fn text(&self, _: Style) -> String {
        self.clone()
    }
}

impl ParameterValue for SecretString {
    fn text(&self, _: Style) -> String {
        self.expose_secret().to_owned()
    }
}

impl ParameterValue for bool {
    fn text(&self, style: Style) -> String {
        let text = match (style, self) {
            (Style::YesNo, true) => "yes",
            (Style::YesNo, false) => "no",
            (Style::Flag, true) => "1",
            (Style::Flag, false) => "0",
            (_, true) => "true",
            (_, false) => "false",
        };
        text.to_owned()
    }
}

macro_rules! numbers {
    ($($type:ty)*) => {$(
        impl ParameterValue for $type {
            fn text(&self, _: Style) -> String {
                self.to_string()
            }
            fn number(&self) -> Option<i128> {
                Some(i128::from(*self))
            }
        }
    )*};
}
numbers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl ParameterValue for DateTime {
    fn text(&self, _: Style) -> String {
        in_utc(*self)
    }
}

impl ParameterValue for Date {
    fn text(&self, style: Style) -> String {
        match style {
            Style::MonthFirst => format!("{:02}/{:02}/{:04}", self.month(), self.day(), self.year()),
            _ => self.to_string(),
        }
    }
}

/// A time as requests have it: whole seconds in UTC. One without an offset is taken as UTC.
pub(super) fn in_utc(time: DateTime) -> String {
    let ahead = time.offset().map_or(0, |offset| i64::from(offset.seconds()));
    let utc = time.civil().saturating_sub(SignedDuration::from_secs(ahead));
    let (year, month, day) = (utc.year(), utc.month(), utc.day());
    let (hour, minute, second) = (utc.hour(), utc.minute(), utc.second());
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}
