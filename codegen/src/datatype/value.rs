//! Values, with the equality and the order of their types.

use super::{Decimal, Duration, Float, Moment};
use crate::xsd::QName;
use std::cmp::Ordering;

/// A value of a simple type.
///
/// Equality is that of the value space: `1.0` and `1` are the same decimal. Values of different primitive types are
/// never equal, and types that are derived from one another share their values.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is a value of the primitive type of that name")]
pub enum Value {
    /// A value of `xs:anySimpleType` itself: any text.
    Untyped(String),
    String(String),
    Boolean(bool),
    Decimal(Decimal),
    Float(Float),
    Double(Float),
    Duration(Duration),
    DateTime(Moment),
    Time(Moment),
    Date(Moment),
    GYearMonth(Moment),
    GYear(Moment),
    GMonthDay(Moment),
    GDay(Moment),
    GMonth(Moment),
    HexBinary(Vec<u8>),
    Base64Binary(Vec<u8>),
    AnyUri(String),
    QName(QName),
    Notation(QName),
    /// The members of a list.
    List(Vec<Value>),
}

impl PartialOrd for Value {
    /// None for values of different types, of types without an order, and where the order is a partial one.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Decimal(one), Self::Decimal(other)) => one.partial_cmp(other),
            (Self::Float(one), Self::Float(other)) | (Self::Double(one), Self::Double(other)) => {
                one.partial_cmp(other)
            }
            (Self::Duration(one), Self::Duration(other)) => one.partial_cmp(other),
            (Self::DateTime(one), Self::DateTime(other))
            | (Self::Time(one), Self::Time(other))
            | (Self::Date(one), Self::Date(other))
            | (Self::GYearMonth(one), Self::GYearMonth(other))
            | (Self::GYear(one), Self::GYear(other))
            | (Self::GMonthDay(one), Self::GMonthDay(other))
            | (Self::GDay(one), Self::GDay(other))
            | (Self::GMonth(one), Self::GMonth(other)) => one.partial_cmp(other),
            _ => (self == other).then_some(Ordering::Equal),
        }
    }
}

impl Value {
    /// Its length in the units of its type; none where length means nothing.
    pub fn length(&self) -> Option<u64> {
        let length = match self {
            Self::String(text) | Self::AnyUri(text) => text.chars().count(),
            Self::HexBinary(octets) | Self::Base64Binary(octets) => octets.len(),
            Self::List(members) => members.len(),
            _ => return None,
        };
        Some(length as u64)
    }
}
