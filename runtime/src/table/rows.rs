//! What rows are written with. A module of its own, so that importing it hides no type.

pub use super::Rows as _;
use super::{Field, Kind, Table};

/// An attribute.
pub const fn attribute(name: &'static str) -> Field {
    Field::new(name, Kind::Attribute)
}
/// A child element.
pub const fn element(name: &'static str) -> Field {
    Field::new(name, Kind::Element)
}
/// A child element that does nothing but hold elements of one name.
pub const fn list(name: &'static str, item: &'static str) -> Field {
    Field::new(name, Kind::List(item))
}
/// One of several child elements.
pub const fn choice(table: &'static Table) -> Field {
    Field::new("", Kind::Choice(table))
}
/// Several child elements that occur together.
pub const fn group(table: &'static Table) -> Field {
    Field::new("", Kind::Group(table))
}
/// The text between the tags.
pub const fn text() -> Field {
    Field::new("", Kind::Text)
}
/// Text and elements, in any order.
pub const fn mixed(table: &'static Table) -> Field {
    Field::new("", Kind::Mixed(table)).zero_or_more()
}
/// Elements that the schema leaves open.
pub const fn any() -> Field {
    Field::new("", Kind::Any)
}
