//! Datatypes: the simple types of XSD 1.0, part 2, with their lexical and value spaces.
//!
//! [`Datatype::builtin`] has the types of XSD itself; [`Datatype::restrict`], [`Datatype::list`] and [`Datatype::union`]
//! derive others and check that they may be derived so. [`Datatype::validate`] holds a text against a type. The types of
//! a DTD's attributes (`ID`, `NMTOKENS` and so on) are among them.

mod binary;
mod builtin;
mod context;
mod decimal;
mod derive;
mod duration;
mod facets;
mod float;
mod moment;
mod pattern;
mod primitive;
mod restrict;
#[cfg(test)]
mod tests;
mod validate;
mod value;
mod white_space;

pub use context::{Context, NoContext};
pub use decimal::Decimal;
pub use derive::Definition;
pub use duration::Duration;
pub use float::Float;
pub use moment::Moment;
pub use pattern::{Pattern, PatternError};
pub use primitive::Primitive;
pub use validate::{Invalid, NameRole, Valid};
pub use value::Value;
pub use white_space::WhiteSpace;

use crate::component::DerivationSet;
use crate::source::Span;
use crate::xsd::{Facet, QName};
use facets::Facets;
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
    /// What all steps of derivation together demand of a value.
    effective: Facets,
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
