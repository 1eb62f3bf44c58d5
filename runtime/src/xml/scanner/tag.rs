//! Start tags with their attributes, and end tags.

use super::cursor::Cursor;
use super::problem::{Construct, Malformed, Problem, excerpt};
use super::text::attribute_value;
use std::borrow::Cow;
use std::collections::HashMap;

/// An attribute of a start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute<'a> {
    /// The name, with its prefix if it has one.
    pub(crate) name: &'a str,
    /// The value: references resolved, white space other than by reference turned into spaces.
    pub(crate) value: Cow<'a, str>,
    /// Where its name begins.
    pub(crate) offset: usize,
}

/// The attributes of one start tag.
#[derive(Debug, Default)]
pub(super) struct Attributes<'a> {
    list: Vec<Attribute<'a>>,
    /// The names with their offsets, kept only when there are too many to compare each with each.
    offsets: HashMap<&'a str, usize>,
}

/// An element that is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenElement<'a> {
    pub(super) name: &'a str,
    pub(super) offset: usize,
}

/// Reads a start tag, the cursor at its `<`. Gives the name, and whether the tag ends with `/>`.
pub(super) fn start_tag<'a>(
    cursor: &mut Cursor<'a>,
    attributes: &mut Attributes<'a>,
    most_attributes: usize,
) -> Result<(&'a str, bool), Malformed> {
    let opened_at = cursor.at();
    attributes.clear();
    cursor.advance(1);
    let Some(name) = cursor.eat_name() else {
        return Err(Malformed::unexpected(
            cursor,
            "an element name or other markup",
            Construct::Markup,
            opened_at,
        ));
    };
    let unexpected = |cursor: &Cursor<'_>, expected| {
        Malformed::unexpected(cursor, expected, Construct::StartTag(excerpt(name)), opened_at)
    };
    loop {
        let spaced = cursor.eat_space();
        match cursor.peek() {
            Some(b'>') => {
                cursor.advance(1);
                return Ok((name, false));
            }
            Some(b'/') => {
                cursor.advance(1);
                return if cursor.eat(">") {
                    Ok((name, true))
                } else {
                    Err(unexpected(cursor, "`>` behind `/`"))
                };
            }
            _ if !spaced => return Err(unexpected(cursor, "white space, `>` or `/>`")),
            _ => {}
        }
        let offset = cursor.at();
        let Some(attribute) = cursor.eat_name() else {
            return Err(unexpected(cursor, "an attribute name, `>` or `/>`"));
        };
        attributes.check(attribute, offset, most_attributes)?;
        cursor.eat_space();
        if !cursor.eat("=") {
            return Err(unexpected(cursor, "`=` and the value of the attribute"));
        }
        cursor.eat_space();
        let inside = || Construct::StartTag(excerpt(name));
        let value = attribute_value(cursor, attribute, inside, opened_at)?;
        attributes.push(attribute, value, offset);
    }
}

/// Reads an end tag, the cursor at its `</`; `open` is the element that it has to close.
pub(super) fn end_tag<'a>(cursor: &mut Cursor<'a>, open: Option<OpenElement<'a>>) -> Result<(), Malformed> {
    let offset = cursor.at();
    cursor.advance(2);
    // Nearly always the tag is `</`, the name, `>`.
    if let Some(open) = open
        && let Some(rest) = cursor.bytes().strip_prefix(open.name.as_bytes())
        && rest.first() == Some(&b'>')
    {
        cursor.advance(open.name.len() + 1);
        return Ok(());
    }
    let Some(name) = cursor.eat_name() else {
        let inside = Construct::EndTag(String::new());
        return Err(Malformed::unexpected(cursor, "the name of the element to close", inside, offset));
    };
    let inside = || Construct::EndTag(excerpt(name));
    if cursor.peek().is_none() {
        return Err(Malformed::end_of_input(cursor, inside(), offset));
    }
    match open {
        Some(open) if open.name == name => {}
        Some(open) => {
            let problem =
                Problem::EndTag { found: excerpt(name), open: excerpt(open.name), opened_at: open.offset };
            return Err(Malformed::new(offset, problem));
        }
        None => return Err(Malformed::new(offset, Problem::StrayEndTag { name: excerpt(name) })),
    }
    cursor.eat_space();
    if cursor.eat(">") { Ok(()) } else { Err(Malformed::unexpected(cursor, "`>`", inside(), offset)) }
}

impl<'a> Attributes<'a> {
    /// From this number on names are looked up and not compared each with each.
    const MANY: usize = 16;

    /// In document order.
    pub(super) fn list(&self) -> &[Attribute<'a>] {
        &self.list
    }

    #[inline]
    pub(super) fn clear(&mut self) {
        if !self.list.is_empty() {
            self.list.clear();
            self.offsets.clear();
        }
    }

    /// Adds one that was [checked](Self::check).
    #[inline]
    pub(super) fn push(&mut self, name: &'a str, value: impl Into<Cow<'a, str>>, offset: usize) {
        self.list.push(Attribute { name, value: value.into(), offset });
    }

    /// Whether there may be one more, of that name.
    #[inline]
    pub(super) fn check(&mut self, name: &'a str, offset: usize, most: usize) -> Result<(), Malformed> {
        let count = self.list.len();
        let first_at = if count < Self::MANY {
            self.list.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.offset)
        } else {
            if count == Self::MANY {
                self.offsets.extend(self.list.iter().map(|attribute| (attribute.name, attribute.offset)));
            }
            self.offsets.insert(name, offset)
        };
        let problem = match first_at {
            Some(first_at) => Problem::DuplicateAttribute { name: excerpt(name), first_at },
            None if count >= most => Problem::TooManyAttributes { limit: most },
            None => return Ok(()),
        };
        Err(Malformed::new(offset, problem))
    }
}
