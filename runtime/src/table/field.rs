//! Rows, as values.

use super::{Format, Table};
use crate::xml::bytes;

/// A row: where a field's value comes from, and how.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name in XML; empty where the row has none of its own.
    pub name: &'static str,
    /// Other names under which it arrives.
    pub aliases: &'static [&'static str],
    /// What part of XML it is.
    pub kind: Kind,
    /// How often it occurs.
    pub occurs: Occurs,
    /// How its values are written.
    pub format: Format,
    /// Whether an empty value is written with `xsi:nil`.
    pub nillable: bool,
    /// Whether a list has at least one element.
    pub non_empty: bool,
}

pub(super) fn is_same(one: &str, other: &str) -> bool {
    bytes::is_same(one.as_bytes(), other.as_bytes())
}

/// Whether two names are the same but for their prefixes.
pub(crate) fn is_same_local(one: &str, other: &str) -> bool {
    one == other || local(one) == local(other)
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What part of XML a field is.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// An attribute.
    Attribute,
    /// A child element.
    Element,
    /// A child element that does nothing but hold elements of one name, given here.
    List(&'static str),
    /// One of several child elements.
    Choice(&'static Table),
    /// Several child elements that occur together, without an element around them.
    Group(&'static Table),
    /// The text between the tags.
    Text,
    /// Text and elements, in any order.
    Mixed(&'static Table),
    /// Elements that the schema leaves open.
    Any,
}

/// How often a field occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occurs {
    /// Once.
    One,
    /// Once or not at all.
    Optional,
    /// Any number of times.
    ZeroOrMore,
    /// Once or more.
    OneOrMore,
}

impl Occurs {
    /// Whether it can occur more than once.
    pub const fn repeats(self) -> bool {
        matches!(self, Self::ZeroOrMore | Self::OneOrMore)
    }
}

impl Field {
    pub(super) const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            aliases: &[],
            kind,
            occurs: Occurs::One,
            format: Format::Plain,
            nillable: false,
            non_empty: false,
        }
    }
    /// May be absent.
    pub const fn optional(mut self) -> Self {
        self.occurs = Occurs::Optional;
        self
    }
    /// May occur any number of times.
    pub const fn zero_or_more(mut self) -> Self {
        self.occurs = Occurs::ZeroOrMore;
        self
    }
    /// Occurs once or more.
    pub const fn one_or_more(mut self) -> Self {
        self.occurs = Occurs::OneOrMore;
        self
    }
    /// Written as `0` or `1`.
    pub const fn flag(mut self) -> Self {
        self.format = Format::Flag;
        self
    }
    /// Values separated by commas.
    pub const fn comma(mut self) -> Self {
        self.format = Format::Comma;
        self
    }
    /// An empty value is written with `xsi:nil`.
    pub const fn nillable(mut self) -> Self {
        self.nillable = true;
        self
    }
    /// A list with at least one element.
    pub const fn non_empty(mut self) -> Self {
        self.non_empty = true;
        self
    }
    /// Arrives under other names too.
    pub const fn alias(mut self, names: &'static [&'static str]) -> Self {
        self.aliases = names;
        self
    }

    #[inline(always)]
    pub(super) fn is_named(&self, name: &str, same: impl Fn(&str, &str) -> bool) -> bool {
        same(self.name, name) || self.aliases.iter().any(|alias| same(alias, name))
    }

    /// Whether a child element of this name is the row's, itself or through its own table.
    pub(super) fn holds(&self, name: &str, same: impl Fn(&str, &str) -> bool + Copy) -> bool {
        match self.kind {
            Kind::Element | Kind::List(_) => self.is_named(name, same),
            Kind::Choice(table) | Kind::Group(table) | Kind::Mixed(table) => {
                table.any.is_some() || table.fields.iter().any(|field| field.holds(name, same))
            }
            Kind::Attribute | Kind::Text | Kind::Any => false,
        }
    }
}
