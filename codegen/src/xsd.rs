//! XSD 1.0: text to a syntax tree with spans.
//!
//! The tree follows the text: components stay in their order, references stay references (their prefixes
//! resolved to namespaces), nothing is expanded. What XSD 1.0 does not allow is an error in place, and reading goes
//! on behind it. Nothing is fetched.

mod attributes;
mod complex_type;
mod document;
#[cfg(test)]
mod dump;
mod element;
mod facet;
mod grammar;
mod identity;
mod name;
mod namespaces;
mod particle;
mod reader;
mod schema;
mod simple_type;
#[cfg(test)]
mod tests;
mod tree;
mod value;
mod version;
mod wildcard;
mod xpath;

pub(crate) use name::{NAME_FURTHER, NAME_START, closest, is_ncname};
pub use namespaces::Namespaces;
pub use schema::parse;
pub use tree::*;

/// The namespace of XSD itself.
pub const XSD_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema";

/// The namespace that the prefix `xml` is bound to.
pub const XML_NAMESPACE: &str = "http://www.w3.org/XML/1998/namespace";
