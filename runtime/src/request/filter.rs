//! Filters of searches: values, and the macro that makes a type a field with the operators it supports.

use crate::date_time::DateTime;

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
        self.to_string()
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

/// Values of an `IN`, as it takes them: with commas.
pub fn joined<T: FilterValue>(values: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<String> = values.into_iter().map(|value| value.text()).collect();
    texts.join(",")
}

/// The condition type of a resource: a field, an operator, a value.
#[macro_export]
macro_rules! filter {
    ($filter:ident) => {
        /// A condition of a search; its constructors are the fields that can be compared.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $filter {
            field: std::borrow::Cow<'static, str>,
            operator: std::borrow::Cow<'static, str>,
            value: String,
        }
        impl $filter {
            /// A condition on a field that this crate does not know.
            pub fn other(
                field: impl Into<std::borrow::Cow<'static, str>>,
                operator: impl Into<std::borrow::Cow<'static, str>>,
                value: impl Into<String>,
            ) -> Self {
                Self { field: field.into(), operator: operator.into(), value: value.into() }
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
            let values = $crate::request::filter::joined(values.into_iter().map(Into::into));
            $filter { field: $name.into(), operator: "IN".into(), value: values }
        }
    };
    (@none $filter:ident $name:literal $type:ty) => {
        /// The field has no value.
        pub fn none(self) -> $filter {
            $filter { field: $name.into(), operator: "NONE".into(), value: String::new() }
        }
    };
    (@is_empty $filter:ident $name:literal $type:ty) => {
        /// The field is empty.
        pub fn is_empty(self) -> $filter {
            $filter { field: $name.into(), operator: "IS EMPTY".into(), value: String::new() }
        }
    };
    (@compare $method:ident $operator:literal $doc:literal $filter:ident $name:literal $type:ty) => {
        #[doc = $doc]
        pub fn $method(self, value: impl Into<$type>) -> $filter {
            let value: $type = value.into();
            let text = $crate::request::filter::FilterValue::text(&value);
            $filter { field: $name.into(), operator: $operator.into(), value: text }
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
