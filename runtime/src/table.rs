//! The tables that generated types are described by, and the macros that write them.
//!
//! For a record, a row a field:
//!
//! ```
//! #[derive(Debug, Clone, PartialEq, Default)]
//! pub struct Range {
//!     pub start: String,
//!     pub end: Option<String>,
//! }
//!
//! qualys_runtime::record! { Range {
//!     start: element("START"),
//!     end: element("END").optional(),
//! } [0 1] }
//! qualys_runtime::document! { Range: "RANGE" }
//!
//! let range = qualys_runtime::decode::<Range>(b"<RANGE><START>10.0.0.1</START></RANGE>").unwrap().value;
//! assert_eq!(range.start, "10.0.0.1");
//! ```
//!
//! Rows stand in the order of the schema, attributes first; encoding writes them in that order.

mod describe;
mod enumeration;
mod field;
mod identified;
mod place;
pub mod rows;
mod text_at;

pub use self::enumeration::{Enumeration, Words};
#[doc(hidden)]
pub use self::enumeration::{from_word, listed_at};
use self::field::is_same;
pub(crate) use self::field::is_same_local;
pub use self::field::{Field, Kind, Occurs};
pub use self::identified::{Identified, number};
pub use self::place::Place;
pub use self::text_at::text_at;
pub use crate::value::{Fit, Format, Misfit, Value};
#[doc(hidden)]
pub use crate::xml::Plain;
use crate::xml::seen;
use std::borrow::Cow;

/// A type with rows: a field or an alternative each.
pub trait Rows {
    /// The rows.
    const ROWS: &'static [Field];
    /// What is known of them all.
    const TABLE: &'static Table = &Table::new(Self::ROWS);
}

/// A type that is described by a table. Whatever has [`Rows`] is.
pub trait Described {
    /// Its rows.
    fn table(&self) -> &'static Table;
}

impl<T: Rows> Described for T {
    fn table(&self) -> &'static Table {
        T::TABLE
    }
}

/// Several fields, each with its row.
pub trait Record: Described {
    /// The field of a row, to fill.
    fn place(&mut self, row: usize) -> Option<&mut dyn Place>;
    /// The field of a row, to read.
    fn field(&self, row: usize) -> Option<&dyn Place>;
    /// The names of the fields in Rust, one a row.
    #[cfg(feature = "serde")]
    fn names(&self) -> &'static [&'static str];
}

/// One of several elements; its table has a row an alternative.
pub trait Choice: Described {
    /// Becomes an alternative, still without its value, and hands out the place for that.
    fn select(&mut self, row: usize) -> Option<&mut dyn Place>;
    /// The place of an alternative's value, if that is the alternative that it is.
    fn again(&mut self, row: usize) -> Option<&mut dyn Place>;
    /// The alternative that it is, with its value.
    fn selected(&self) -> (usize, &dyn Place);
    /// The names of the variants in Rust, one a row.
    #[cfg(feature = "serde")]
    fn names(&self) -> &'static [&'static str];
}

/// A record that can be the root of a document.
pub trait Document: Record + Default {
    /// The names that the root element may have; it is written under the first.
    const ROOTS: &'static [&'static str];
}

/// The rows of a type.
#[derive(Debug)]
pub struct Table {
    /// Attributes first, else in the order of the schema.
    pub fields: &'static [Field],
    /// How many of them are attributes.
    pub(crate) attributes: usize,
    /// The row of [`Kind::Text`] or [`Kind::Mixed`].
    pub(crate) text: Option<usize>,
    /// The row of [`Kind::Any`].
    pub(crate) any: Option<usize>,
    /// Those of the first rows, as bits, whose absence has to be seen to.
    pub(crate) needed: u64,
}

impl Table {
    /// A table of these rows.
    ///
    /// # Panics
    ///
    /// When an attribute stands behind something else; of a type that the macros describe, that is an error of the compiler where its table is used.
    pub const fn new(fields: &'static [Field]) -> Self {
        let (mut text, mut any, mut needed, mut attributes) = (None, None, 0, 0);
        let mut row = 0;
        while row < fields.len() {
            match fields[row].kind {
                Kind::Attribute => {
                    assert!(attributes == row, "attributes stand in front of everything else");
                    attributes += 1;
                }
                Kind::Text | Kind::Mixed(_) => text = Some(row),
                Kind::Any => any = Some(row),
                _ => {}
            }
            if row < seen::WORD && matches!(fields[row].occurs, Occurs::One | Occurs::OneOrMore) {
                needed |= 1 << row;
            }
            row += 1;
        }
        Self { fields, attributes, text, any, needed }
    }

    /// The row that a child element of this name belongs to, looked for from row `next` on and then from the first.
    pub(crate) fn row_of(&self, name: &str, next: usize) -> Option<usize> {
        let is_local = |field: &Field| field.holds(name, is_same_local);
        self.row_named(name, next).or_else(|| self.fields.iter().position(is_local)).or(self.any)
    }

    /// As [`Self::row_of`], if the schema has the name like this.
    pub(crate) fn row_named(&self, name: &str, next: usize) -> Option<usize> {
        let next = next.min(self.fields.len());
        let (before, after) = self.fields.split_at(next);
        let holds = |field: &Field| field.holds(name, is_same);
        after.iter().position(holds).map(|row| next + row).or_else(|| before.iter().position(holds))
    }

    /// The row of an attribute of this name.
    pub(crate) fn attribute(&self, name: &str) -> Option<usize> {
        let is_attribute = |field: &Field| matches!(field.kind, Kind::Attribute);
        let exact = self.fields.iter().position(|field| is_attribute(field) && field.is_named(name, is_same));
        let is_local = |field: &Field| is_attribute(field) && field.is_named(name, is_same_local);
        exact.or_else(|| self.fields.iter().position(is_local))
    }
}

/// Where the next piece of input goes.
pub enum Slot<'a> {
    /// A text.
    Value(&'a mut dyn Value),
    /// An element with structure.
    Record(&'a mut dyn Record),
    /// One of several elements.
    Choice(&'a mut dyn Choice),
}

/// What is to be written.
pub enum Part<'a> {
    /// A text.
    Value(&'a dyn Value),
    /// An element with structure.
    Record(&'a dyn Record),
    /// One of several elements.
    Choice(&'a dyn Choice),
}

/// A type that one piece of input fills.
pub trait Single: Default {
    /// Whether it is a value: what [`Self::slot`] gives is [`Slot::Value`].
    const IS_VALUE: bool = false;
    /// Itself, to fill.
    fn slot(&mut self) -> Slot<'_>;
    /// Itself, to read.
    fn part(&self) -> Part<'_>;
    /// The value of an element that holds nothing else and goes on at `at`, and the offset of its end tag; nothing where that is
    /// not found at once, or is no value as the schema says.
    #[doc(hidden)]
    #[inline]
    fn plain(plain: &Plain<'_>, at: usize, format: Format) -> Option<(Self, usize)> {
        if Self::IS_VALUE { plain_by_text(plain, at, format) } else { None }
    }
}

/// As [`Single::plain`], for any value.
#[inline(never)]
pub(crate) fn plain_by_text<T: Single>(plain: &Plain<'_>, at: usize, format: Format) -> Option<(T, usize)> {
    let (text, end_tag) = plain.word(at)?;
    let mut value = T::default();
    let fit = match value.slot() {
        Slot::Value(value) => value.read(Cow::Borrowed(text), format),
        _ => return None,
    };
    matches!(fit, Ok(Fit::Exact)).then_some((value, end_tag))
}

impl<T: Record + Default> Single for T {
    fn slot(&mut self) -> Slot<'_> {
        Slot::Record(self)
    }
    fn part(&self) -> Part<'_> {
        Part::Record(self)
    }
}

impl<T: Rows> Rows for Box<T> {
    const ROWS: &'static [Field] = T::ROWS;
}

impl<T: Record + Rows> Record for Box<T> {
    fn place(&mut self, row: usize) -> Option<&mut dyn Place> {
        (**self).place(row)
    }
    fn field(&self, row: usize) -> Option<&dyn Place> {
        (**self).field(row)
    }
    #[cfg(feature = "serde")]
    fn names(&self) -> &'static [&'static str] {
        (**self).names()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "attributes stand in front of everything else")]
    fn a_table_has_its_attributes_first() {
        static FIELDS: [Field; 2] = [rows::element("A"), rows::attribute("b")];
        Table::new(&FIELDS);
    }
}
