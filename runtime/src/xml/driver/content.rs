//! What an element holds that has children and no text.
//!
//! Children in their plain form, which most have, are read without tokens: what stands between two of them is compared with what
//! stood there in the elements before, and a value is read where it stands. All else is left to the general code, which begins
//! anew with that child.

use super::{Driver, Outcome};
use crate::table::rows::element;
use crate::table::{Field, Kind, Place, Record, Table, is_same_local};
use crate::xml::bytes::{blank_end, end_tag_end, tag_name_end};
use crate::xml::layout::{Layout, Next, Parent, Tag};
use crate::xml::scanner::{Plain, Token};
use crate::xml::seen::Seen;

/// What children go into.
trait Content {
    /// By what they are described.
    fn parent(&self) -> Parent;
    /// The row of children of this name, if the schema has it like this, and what a start tag is that is nothing but it.
    fn row_named(&self, name: &str) -> Option<(usize, Tag)>;
    /// Notes that a child of a row came; whether it may go to its place at once.
    fn note(&mut self, row: usize) -> bool;
    /// A row and its place.
    fn row(&mut self, row: usize) -> Option<(&Field, &mut dyn Place)>;
    /// Reads a child of any name, after its start tag, up to and with its end tag.
    fn child<'a>(&mut self, driver: &mut Driver<'a>, name: &'a str) -> Outcome;
}

/// The fields of a record.
struct Fields<'r> {
    record: &'r mut dyn Record,
    table: &'static Table,
    seen: &'r mut Seen,
}

impl Content for Fields<'_> {
    fn parent(&self) -> Parent {
        Parent::Record(self.table)
    }
    fn row_named(&self, name: &str) -> Option<(usize, Tag)> {
        let row = self.table.row_named(name, self.seen.last)?;
        let field = self.table.fields.get(row)?;
        // Under another name, another end tag is to come than what was learned.
        let may_be_value = matches!(field.kind, Kind::Element) && field.name == name;
        Some((row, if may_be_value { Tag::Value } else { Tag::Child }))
    }
    #[inline(always)]
    fn note(&mut self, row: usize) -> bool {
        self.seen.note(row)
    }
    #[inline(always)]
    fn row(&mut self, row: usize) -> Option<(&Field, &mut dyn Place)> {
        Some((self.table.fields.get(row)?, self.record.place(row)?))
    }
    fn child<'a>(&mut self, driver: &mut Driver<'a>, name: &'a str) -> Outcome {
        driver.child(self.record, self.seen, name)
    }
}

/// The elements of a list.
struct Items<'r> {
    place: &'r mut dyn Place,
    field: Field,
    is_empty: bool,
}

impl Content for Items<'_> {
    fn parent(&self) -> Parent {
        Parent::List(self.field.name)
    }
    fn row_named(&self, name: &str) -> Option<(usize, Tag)> {
        (name == self.field.name).then_some((0, Tag::Value))
    }
    #[inline(always)]
    fn note(&mut self, _: usize) -> bool {
        self.is_empty = false;
        true
    }
    #[inline(always)]
    fn row(&mut self, _: usize) -> Option<(&Field, &mut dyn Place)> {
        Some((&self.field, self.place))
    }
    fn child<'a>(&mut self, driver: &mut Driver<'a>, name: &'a str) -> Outcome {
        if !is_same_local(name, self.field.name) {
            return driver.unknown_element();
        }
        self.is_empty = false;
        driver.field(self.place, &self.field, name)
    }
}

/// Where reading plain children came to.
enum Reached<'a> {
    /// The end of the parent of this name, whose end tag was read.
    End(&'a str),
    /// A child that is no plain value; that it came was noted, and whether it may go to its place at once.
    Child { next: Next, is_new: bool },
    /// Something else.
    Other,
}

impl<'a> Driver<'a> {
    /// The children of a record, up to and with its end tag.
    pub(super) fn element_content(&mut self, record: &mut dyn Record, seen: &mut Seen) -> Outcome {
        let mut fields = Fields { table: record.table(), record, seen };
        let Some(name) = self.content(&mut fields)? else { return Ok(()) };
        self.check(record, seen, Some(name))
    }

    /// An element that does nothing but hold others of one name.
    pub(super) fn list(&mut self, place: &mut dyn Place, field: &Field, item: &'static str) -> Outcome {
        self.attributes(None, &mut Seen::default())?;
        place.open();
        let mut items = Items { place, field: element(item).zero_or_more(), is_empty: true };
        match self.content(&mut items)? {
            Some(name) if items.is_empty && field.non_empty => self.none_came(name, item),
            _ => {}
        }
        Ok(())
    }

    /// All children up to the parent's end tag, of which it gives the name; nothing at the end of the document.
    fn content(&mut self, content: &mut impl Content) -> Outcome<Option<&'a str>> {
        let plain = self.scanner.plain().filter(|_| !self.diverted);
        let parent = content.parent();
        let layout = self.layouts.number(parent);
        let mut before = (parent.rows(), self.scanner.offset());
        loop {
            let reached = match &plain {
                Some(plain) => self.plain_children(content, plain, layout, before),
                None => Reached::Other,
            };
            match reached {
                Reached::End(name) => return Ok(Some(name)),
                Reached::Child { next, is_new } => {
                    self.child_at(content, next, is_new)?;
                    before = (next.row, self.scanner.offset());
                }
                Reached::Other => {
                    match self.next()? {
                        Token::Start { name } => content.child(self, name)?,
                        Token::Text { text, .. } => self.stray_text(&text),
                        Token::End { name } => return Ok(Some(name)),
                        Token::Eof => return Ok(None),
                    }
                    before = (Layout::UNKNOWN, self.scanner.offset());
                }
            }
        }
    }

    /// Reads children as long as they are plain values; `before` is the row of what was read last, and the offset behind it.
    #[inline(always)]
    fn plain_children(
        &mut self,
        content: &mut impl Content,
        plain: &Plain<'a>,
        layout: usize,
        before: (usize, usize),
    ) -> Reached<'a> {
        let bytes = plain.bytes;
        let Self { scanner, layouts, limits, .. } = self;
        let layout = layouts.at(layout);
        // With the `>` in front of it, what stands behind a child is not taken for what stands behind a value.
        let (row, behind) = before;
        let from = behind.wrapping_sub(1);
        let mut next = match layout.next(row, bytes, from) {
            Some(next) => next,
            None => match follow(content, plain, layout, (row, from), behind, limits.name) {
                Some(next) => next,
                None => return Reached::Other,
            },
        };
        // One value after the other, as long as they follow one another as ever.
        while next.tag != Tag::End {
            let is_new = content.note(next.row);
            if next.tag == Tag::Value
                && let Some((field, place)) = content.row(next.row)
                && (is_new || field.occurs.repeats() || place.count() == 0)
                && let Some(end_tag) = place.read(plain, next.end, field.format)
            {
                if let Some(following) = layout.next(next.row, bytes, end_tag) {
                    next = following;
                    continue;
                }
                if let Some(behind) = end_tag_end(bytes, end_tag, field.name) {
                    match follow(content, plain, layout, (next.row, end_tag), behind, limits.name) {
                        Some(following) => next = following,
                        None => {
                            scanner.pass(behind);
                            return Reached::Other;
                        }
                    }
                    continue;
                }
                place.unmake();
            }
            return Reached::Child { next, is_new };
        }
        match scanner.close_plain(next.start) {
            Some(name) => Reached::End(name),
            None => {
                scanner.pass(next.start);
                Reached::Other
            }
        }
    }

    /// A child that was found but not read.
    #[inline(always)]
    fn child_at(&mut self, content: &mut impl Content, next: Next, is_new: bool) -> Outcome {
        let name = match next.tag {
            Tag::Begun => match self.scanner.open_begun(next.start, next.end - 1) {
                Some(name) => name,
                None => {
                    self.scanner.pass(next.start);
                    match self.next()? {
                        Token::Start { name } => name,
                        // What begins like a start tag is one.
                        _ => return Ok(()),
                    }
                }
            },
            _ => self.scanner.open_plain(next.start, next.end),
        };
        match content.row(next.row) {
            Some((Field { kind: Kind::Group(_), .. }, _)) | None => content.child(self, name),
            // What was taken back, because it was empty, leaves its place to what comes again.
            Some((field, place)) if is_new || field.occurs.repeats() || place.count() == 0 => {
                self.field(place, field, name)
            }
            Some((field, place)) => self.repeated(place, field, name),
        }
    }
}

/// What follows at an offset: a start tag under a name as in the schema, of at most so many bytes, or an end tag. It is learned;
/// `before` is the row that it follows, and where the text between the two begins.
#[inline(never)]
fn follow(
    content: &impl Content,
    plain: &Plain<'_>,
    layout: &mut Layout,
    before: (usize, usize),
    at: usize,
    longest_name: usize,
) -> Option<Next> {
    let start = blank_end(plain.bytes, at);
    let next = match plain.bytes.get(start..)? {
        [b'<', b'/', ..] => Next { tag: Tag::End, row: 0, start, end: start + "</".len() },
        [b'<', ..] => {
            let end = tag_name_end(plain.bytes, start + 1)?;
            let name = plain.text.get(start + 1..end).filter(|name| name.len() <= longest_name)?;
            let (row, whole) = content.row_named(name)?;
            let tag = match plain.bytes.get(end)? {
                b'>' => whole,
                b' ' | b'/' => Tag::Begun,
                _ => return None,
            };
            Next { tag, row, start, end: end + 1 }
        }
        _ => return None,
    };
    layout.learn(before.0, plain.bytes, before.1, next);
    Some(next)
}
