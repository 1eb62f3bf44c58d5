//! Filters of searches: values, and the macro that makes a type a field with the operators it supports.

use super::argument::in_utc;
use super::invalid::Violation;
use super::parameter::{AT_LEAST_ONE, no_item, shown};
use crate::date_time::DateTime;
use std::borrow::Cow;

/// A value that a field can be compared with.
pub trait FilterValue {
    /// The value as it is sent.
    fn text(&self) -> String;
}

impl FilterValue for String {
    fn text(&self) -> String {
        self.clone()
    }
}

impl FilterValue for DateTime {
    fn text(&self) -> String {
        in_utc(*self)
    }
}

macro_rules! shown {
    ($($type:ty)*) => {$(
        impl FilterValue for $type {
            fn text(&self) -> String {
                self.to_string()
            }
        }
    )*};
}
shown!(bool i32 i64 u8 u16 u32 u64);

/// A field, an operator, and what it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    field: Cow<'static, str>,
    operator: Cow<'static, str>,
    operand: Operand,
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Operand {
    /// Nothing: the operator says it all.
    None,
    /// One value.
    One(String),
    /// One of several values.
    Several(Vec<String>),
    /// Whatever the caller writes.
    Other(String),
}

impl Condition {
    /// A comparison with a value.
    pub fn one(field: &'static str, operator: &'static str, value: &dyn FilterValue) -> Self {
        Self { field: field.into(), operator: operator.into(), operand: Operand::One(value.text()) }
    }

    /// A comparison with several values.
    pub fn several(field: &'static str, operator: &'static str, values: Vec<String>) -> Self {
        Self { field: field.into(), operator: operator.into(), operand: Operand::Several(values) }
    }

    /// What can be said without a value.
    pub fn alone(field: &'static str, operator: &'static str) -> Self {
        Self { field: field.into(), operator: operator.into(), operand: Operand::None }
    }

    /// Anything; nothing of it is checked.
    pub fn other(field: Cow<'static, str>, operator: Cow<'static, str>, value: String) -> Self {
        Self { field, operator, operand: Operand::Other(value) }
    }

    /// The field's name.
    pub fn field(&self) -> &str {
        &self.field
    }

    /// The operator.
    pub fn operator(&self) -> &str {
        &self.operator
    }

    /// What the field is compared with, as it is sent.
    pub fn value(&self) -> String {
        match &self.operand {
            Operand::None => String::new(),
            Operand::One(value) | Operand::Other(value) => value.clone(),
            Operand::Several(values) => values.join(","),
        }
    }

    /// What is wrong with the values.
    pub(super) fn violations(&self) -> Vec<Violation> {
        let violation = |value: &str, allowed: &str| Violation {
            parameter: self.field.clone().into_owned(),
            value: Some(shown(value, false)),
            allowed: allowed.to_owned(),
        };
        match &self.operand {
            Operand::One(value) if value.is_empty() => vec![violation(value, "a value")],
            Operand::Several(values) if values.is_empty() => vec![violation("", AT_LEAST_ONE)],
            Operand::Several(values) => {
                values.iter().filter_map(|value| Some(violation(value, no_item(value)?))).collect()
            }
            Operand::None | Operand::One(_) | Operand::Other(_) => Vec::new(),
        }
    }
}

/// The condition type of a resource: a field, an operator, a value.
#[macro_export]
macro_rules! filter {
    ($filter:ident) => {
        /// A condition of a search; its constructors are the fields that can be compared.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $filter($crate::request::filter::Condition);
        impl $filter {
            /// A condition on a field that this crate does not know. Its value is sent as it is.
            pub fn other(
                field: impl Into<std::borrow::Cow<'static, str>>,
                operator: impl Into<std::borrow::Cow<'static, str>>,
                value: impl Into<String>,
            ) -> Self {
                Self($crate::request::filter::Condition::other(field.into(), operator.into(), value.into()))
            }
        }
    };
}

/// A field of a resource, with a method for each operator that it supports.
#[macro_export]
macro_rules! filter_field {
    ($filter:ident, $field:ident, $name:literal, $type:ty, [$($operator:ident)*]) => {
        impl $field {
            $($crate::filter_field!(@$operator $filter $name $type);)*
        }
    };
    (@equals $filter:ident $name:literal $type:ty) => {
        $crate::filter_field!(@compare equals "EQUALS" "The field has this value." $filter $name $type);
    };
    (@not_equals $filter:ident $name:literal $type:ty) => {
        $crate::filter_field!(@compare not_equals "NOT EQUALS" "The field has another value." $filter $name $type);
    };
    (@greater $filter:ident $name:literal $type:ty) => {
        $crate::filter_field!(@compare greater "GREATER" "The field is greater, or later." $filter $name $type);
    };
    (@lesser $filter:ident $name:literal $type:ty) => {
        $crate::filter_field!(@compare lesser "LESSER" "The field is less, or earlier." $filter $name $type);
    };
    (@contains $filter:ident $name:literal $type:ty) => {
        $crate::filter_field!(@compare contains "CONTAINS" "The field contains this text." $filter $name $type);
    };
    (@is_in $filter:ident $name:literal $type:ty) => {
        /// The field has one of these values.
        pub fn is_in<T: Into<$type>>(self, values: impl IntoIterator<Item = T>) -> $filter {
            let texts = values.into_iter().map(|value| {
                let value: $type = value.into();
                $crate::request::filter::FilterValue::text(&value)
            });
            $filter($crate::request::filter::Condition::several($name, "IN", texts.collect()))
        }
    };
    (@none $filter:ident $name:literal $type:ty) => {
        /// The field has no value.
        pub fn none(self) -> $filter {
            $filter($crate::request::filter::Condition::alone($name, "NONE"))
        }
    };
    (@is_empty $filter:ident $name:literal $type:ty) => {
        /// The field is empty.
        pub fn is_empty(self) -> $filter {
            $filter($crate::request::filter::Condition::alone($name, "IS EMPTY"))
        }
    };
    (@compare $method:ident $operator:literal $doc:literal $filter:ident $name:literal $type:ty) => {
        #[doc = $doc]
        pub fn $method(self, value: impl Into<$type>) -> $filter {
            let value: $type = value.into();
            $filter($crate::request::filter::Condition::one($name, $operator, &value))
        }
    };
}

/// Describes a closed list of words that parameters or filters take.
#[macro_export]
macro_rules! words {
    ($type:ident { $($variant:ident: $word:literal,)* }) => {
        impl $type {
            /// The word as it is sent.
            pub fn as_str(&self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl $crate::request::ParameterValue for $type {
            fn text(&self, _: $crate::request::Style) -> String {
                self.as_str().to_owned()
            }
        }
        impl $crate::request::filter::FilterValue for $type {
            fn text(&self) -> String {
                self.as_str().to_owned()
            }
        }
    };
}
