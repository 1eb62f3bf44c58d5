//! The lexical spaces of the primitive types.

use super::binary::{parse_base64, parse_hex};
use super::{Context, Decimal, Duration, Float, Moment, Value};
use crate::xsd::{QName, XML_NAMESPACE, is_ncname};

/// The primitive types of XSD 1.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is the type of that name")]
pub enum Primitive {
    String,
    Boolean,
    Decimal,
    Float,
    Double,
    Duration,
    DateTime,
    Time,
    Date,
    GYearMonth,
    GYear,
    GMonthDay,
    GDay,
    GMonth,
    HexBinary,
    Base64Binary,
    AnyUri,
    QName,
    Notation,
}

impl Primitive {
    /// All, each with its local name.
    pub const ALL: [(&'static str, Self); 19] = [
        ("string", Self::String),
        ("boolean", Self::Boolean),
        ("decimal", Self::Decimal),
        ("float", Self::Float),
        ("double", Self::Double),
        ("duration", Self::Duration),
        ("dateTime", Self::DateTime),
        ("time", Self::Time),
        ("date", Self::Date),
        ("gYearMonth", Self::GYearMonth),
        ("gYear", Self::GYear),
        ("gMonthDay", Self::GMonthDay),
        ("gDay", Self::GDay),
        ("gMonth", Self::GMonth),
        ("hexBinary", Self::HexBinary),
        ("base64Binary", Self::Base64Binary),
        ("anyURI", Self::AnyUri),
        ("QName", Self::QName),
        ("NOTATION", Self::Notation),
    ];

    /// Its local name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, primitive)| *primitive == self).map_or("", |(name, _)| name)
    }

    /// Whether its values have an order, so that they can be bounded.
    pub fn is_ordered(self) -> bool {
        matches!(self, Self::Decimal | Self::Float | Self::Double | Self::Duration) || self.is_moment()
    }

    /// Whether its values have a length.
    pub fn has_length(self) -> bool {
        matches!(
            self,
            Self::String | Self::AnyUri | Self::HexBinary | Self::Base64Binary | Self::QName | Self::Notation
        )
    }

    fn is_moment(self) -> bool {
        use Primitive::{Date, DateTime, GDay, GMonth, GMonthDay, GYear, GYearMonth, Time};
        matches!(self, DateTime | Time | Date | GYearMonth | GYear | GMonthDay | GDay | GMonth)
    }

    /// The value of a text whose white space has been processed; otherwise what was expected.
    pub(super) fn parse(self, text: &str, context: &dyn Context) -> Result<Value, String> {
        let moment = |make: fn(Moment) -> Value| Moment::parse(self, text).map(make);
        let value = match self {
            Self::String => Some(Value::String(text.to_string())),
            Self::Boolean => match text {
                "true" | "1" => Some(Value::Boolean(true)),
                "false" | "0" => Some(Value::Boolean(false)),
                _ => None,
            },
            Self::Decimal => Decimal::parse(text).map(Value::Decimal),
            Self::Float => Float::parse_single(text).map(Value::Float),
            Self::Double => Float::parse_double(text).map(Value::Double),
            Self::Duration => Duration::parse(text).map(Value::Duration),
            Self::DateTime => moment(Value::DateTime),
            Self::Time => moment(Value::Time),
            Self::Date => moment(Value::Date),
            Self::GYearMonth => moment(Value::GYearMonth),
            Self::GYear => moment(Value::GYear),
            Self::GMonthDay => moment(Value::GMonthDay),
            Self::GDay => moment(Value::GDay),
            Self::GMonth => moment(Value::GMonth),
            Self::HexBinary => parse_hex(text).map(Value::HexBinary),
            Self::Base64Binary => parse_base64(text).map(Value::Base64Binary),
            Self::AnyUri => is_uri(text).then(|| Value::AnyUri(text.to_string())),
            Self::QName => return resolve(text, context).map(Value::QName),
            Self::Notation => return notation(text, context).map(Value::Notation),
        };
        value.ok_or_else(|| self.expected().to_string())
    }

    fn expected(self) -> &'static str {
        match self {
            Self::String => "text",
            Self::Boolean => "`true`, `false`, `1` or `0`",
            Self::Decimal => "a decimal number, such as `-1.5`",
            Self::Float | Self::Double => "a number, such as `1.5` or `1.5E-3`, `INF`, `-INF` or `NaN`",
            Self::Duration => "a duration, such as `P1Y2M3DT4H5M6.7S`",
            Self::DateTime => "a date and time, such as `2000-12-31T23:59:59` or `2000-12-31T23:59:59Z`",
            Self::Time => "a time, such as `23:59:59` or `23:59:59+01:00`",
            Self::Date => "a date, such as `2000-12-31` or `2000-12-31+01:00`",
            Self::GYearMonth => "a year and month, such as `2000-12`",
            Self::GYear => "a year, such as `2000`",
            Self::GMonthDay => "a month and day, such as `--12-31`",
            Self::GDay => "a day, such as `---31`",
            Self::GMonth => "a month, such as `--12`",
            Self::HexBinary => "an even number of hexadecimal digits",
            Self::Base64Binary => "Base64",
            Self::AnyUri => {
                "a URI reference, such as `https://example.org/` or `../a%20b`; `%` needs two hexadecimal digits, a first `:` a scheme before it"
            }
            Self::QName | Self::Notation => "a name, or a prefix and a name with a colon between them",
        }
    }
}

/// Almost every text is one: what a URI cannot hold is escaped before it is used as one. But an escape is whole, and what
/// stands before a colon in the first segment is a scheme.
fn is_uri(text: &str) -> bool {
    let mut parts = text.split('%');
    let escaped = |part: &str| part.bytes().take_while(u8::is_ascii_hexdigit).take(2).count() == 2;
    let _before = parts.next();
    let segment = text.split(['/', '?', '#']).next().unwrap_or(text);
    parts.all(escaped) && segment.split_once(':').is_none_or(|(scheme, _)| is_scheme(scheme))
}

fn is_scheme(text: &str) -> bool {
    let further = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.bytes().all(further)
}

/// The name that a text stands for.
fn resolve(text: &str, context: &dyn Context) -> Result<QName, String> {
    let (prefix, local) = text.split_once(':').unwrap_or(("", text));
    let is_name = is_ncname(local) && if text.contains(':') { is_ncname(prefix) } else { true };
    if !is_name {
        return Err(Primitive::QName.expected().to_string());
    }
    let namespace = match prefix {
        "xml" => Some(XML_NAMESPACE),
        prefix => context.namespace(prefix),
    };
    if namespace.is_none() && !prefix.is_empty() {
        return Err(format!("the prefix `{prefix}` to be bound to a namespace"));
    }
    Ok(QName { namespace: namespace.map(str::to_string), local: local.to_string() })
}

fn notation(text: &str, context: &dyn Context) -> Result<QName, String> {
    let name = resolve(text, context)?;
    if context.notation_is_declared(&name) {
        Ok(name)
    } else {
        Err("the name of a declared notation".to_string())
    }
}
