//! Datatypes: the simple types of XSD 1.0, part 2, with their lexical and value spaces.
//!
//! The types of a DTD's attributes (`ID`, `NMTOKENS` and so on) are among them.

use crate::component::DerivationSet;
use crate::source::Span;
use crate::xsd::{Facet, QName};
use std::sync::Arc;

/// A simple type.
#[derive(Debug, Clone, PartialEq)]
pub struct Datatype {
    /// Its name; an anonymous one has none.
    pub name: Option<QName>,
    /// What it is a restriction of; `xs:anySimpleType` alone has none.
    pub base: Option<Arc<Datatype>>,
    /// How its values are made.
    pub variety: Variety,
    /// The facets of this step of derivation, as the schema writes them; those of its bases are not among them.
    pub facets: Vec<Facet>,
    /// How no type can be derived from it: `final`.
    pub is_final: DerivationSet,
    /// Where its name is declared, or its tag; a type of XSD itself has none.
    pub span: Option<Span>,
    /// What the schema says of it.
    pub docs: Option<String>,
}

/// How the values of a simple type are made.
#[derive(Debug, Clone, PartialEq)]
pub enum Variety {
    /// `xs:anySimpleType` itself: any text.
    Any,
    /// One value of a primitive type.
    Atomic(Primitive),
    /// Values of one type, with white space between them.
    List(Arc<Datatype>),
    /// A value of one of several types; the first that fits.
    Union(Vec<Arc<Datatype>>),
}

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
