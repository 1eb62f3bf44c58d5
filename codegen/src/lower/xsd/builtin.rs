//! The built-in types of XSD 1.0.

use super::simple::{Simple, WhiteSpace};
use crate::datatype::Datatype;
use crate::ir::{Facet, Integer, Separator, Value, ValueKind};

/// The built-in type of a local name in XSD's namespace.
pub(super) fn find(name: &str) -> Option<Simple> {
    let (name, class) = SIMPLE.iter().find(|(other, _)| *other == name)?;
    let mut value = match class {
        Class::Plain => Value::text(),
        Class::Text => named(ValueKind::Text, name),
        Class::Exact(integer) => Value::new(ValueKind::Integer(*integer)),
        Class::Near(integer) => named(ValueKind::Integer(*integer), name),
        Class::Boolean => Value::new(ValueKind::Boolean),
        Class::Double => Value::new(ValueKind::Double),
        Class::Float => named(ValueKind::Double, name),
        Class::DateTime => Value::new(ValueKind::DateTime),
        Class::List(item) => {
            Value::new(ValueKind::List(Box::new(named(ValueKind::Text, item)), Separator::Space))
        }
    };
    value.datatype = Datatype::builtin(name);
    let white_space = match *name {
        "string" | "anySimpleType" => WhiteSpace::Preserve,
        "normalizedString" => WhiteSpace::Replace,
        _ => WhiteSpace::Collapse,
    };
    Some(Simple::new(value, white_space, format!("xs:{name}")))
}

/// The names of all simple types of XSD itself.
#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    SIMPLE.iter().map(|(name, _)| *name)
}

/// How a built-in type lowers.
enum Class {
    /// Text of which there is nothing more to say.
    Plain,
    /// Text; the type's name is kept for documentation.
    Text,
    /// An integer of just that range.
    Exact(Integer),
    /// An integer of another range, held in this one; the type's name is kept.
    Near(Integer),
    Boolean,
    Double,
    /// A float, held in a double; the type's name is kept.
    Float,
    DateTime,
    /// A list of items of that name.
    List(&'static str),
}

const SIMPLE: &[(&str, Class)] = &[
    ("anySimpleType", Class::Plain),
    ("string", Class::Plain),
    ("normalizedString", Class::Text),
    ("token", Class::Text),
    ("language", Class::Text),
    ("Name", Class::Text),
    ("NCName", Class::Text),
    ("NMTOKEN", Class::Text),
    ("ID", Class::Text),
    ("IDREF", Class::Text),
    ("ENTITY", Class::Text),
    ("NMTOKENS", Class::List("NMTOKEN")),
    ("IDREFS", Class::List("IDREF")),
    ("ENTITIES", Class::List("ENTITY")),
    ("boolean", Class::Boolean),
    ("decimal", Class::Text),
    ("integer", Class::Near(Integer::I64)),
    ("nonPositiveInteger", Class::Near(Integer::I64)),
    ("negativeInteger", Class::Near(Integer::I64)),
    ("nonNegativeInteger", Class::Near(Integer::U64)),
    ("positiveInteger", Class::Near(Integer::U64)),
    ("long", Class::Exact(Integer::I64)),
    ("int", Class::Exact(Integer::I32)),
    ("short", Class::Exact(Integer::I16)),
    ("byte", Class::Exact(Integer::I8)),
    ("unsignedLong", Class::Exact(Integer::U64)),
    ("unsignedInt", Class::Exact(Integer::U32)),
    ("unsignedShort", Class::Exact(Integer::U16)),
    ("unsignedByte", Class::Exact(Integer::U8)),
    ("float", Class::Float),
    ("double", Class::Double),
    ("dateTime", Class::DateTime),
    ("date", Class::Text),
    ("time", Class::Text),
    ("duration", Class::Text),
    ("gYear", Class::Text),
    ("gYearMonth", Class::Text),
    ("gMonth", Class::Text),
    ("gMonthDay", Class::Text),
    ("gDay", Class::Text),
    ("base64Binary", Class::Text),
    ("hexBinary", Class::Text),
    ("anyURI", Class::Text),
    ("QName", Class::Text),
    ("NOTATION", Class::Text),
];

fn named(kind: ValueKind, name: &str) -> Value {
    let facet = Facet { name: "type".to_string(), value: format!("xs:{name}") };
    Value { facets: vec![facet], ..Value::new(kind) }
}
