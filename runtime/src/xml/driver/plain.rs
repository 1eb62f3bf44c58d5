//! Children in their plain form, which most have: read here without tokens, where their values fit at once. All else is
//! left to the general code, which begins anew with that child.

use super::Driver;
use crate::table::{Field, Kind, Place, Record, Table};
use crate::xml::bytes::{blank_end, chunk, is_end_of_tag};
use crate::xml::layout::{Layout, Next};
use crate::xml::scanner::{Plain, Scanner};
use crate::xml::seen::Seen;

/// Where reading plain children came to.
pub(super) enum Reached<'a> {
    /// The end of the element of this name, whose end tag was read.
    End(&'a str),
    /// A child element that is a row's; its start tag was read, and that it came was noted.
    Child { row: usize, is_new: bool, name: &'a str },
    /// A child element of a row's group, or under another name than the row's; its start tag was read.
    Member(usize, &'a str),
    /// Something else.
    Other,
}

/// What was read last of a record.
pub(super) enum Before {
    /// Its start tag.
    Nothing,
    /// A child element of a row, of which the end tag was the last token.
    Child(usize),
    /// Something else.
    Unknown,
}

impl<'a> Driver<'a> {
    /// Reads children of a record as long as they are values; `before` is what was read last of it, if that is known.
    #[inline(never)]
    pub(super) fn plain_values(
        &mut self,
        record: &mut dyn Record,
        seen: &mut Seen,
        before: Before,
    ) -> Reached<'a> {
        let Self { scanner, layouts, .. } = self;
        let Some(plain) = scanner.plain().filter(|_| !self.diverted) else { return Reached::Other };
        let (table, bytes) = (record.table(), plain.bytes);
        let layout = layouts.of(table);
        let (known, (row, from)) = match before {
            Before::Nothing => {
                let from = scanner.offset();
                (layout.first(bytes, from), (Layout::START, from))
            }
            Before::Child(row) => {
                let from = scanner.token_offset();
                (layout.next(row, bytes, from), (row, from))
            }
            Before::Unknown => (None, (Layout::UNKNOWN, 0)),
        };
        let mut next = match known {
            Some(next) => next,
            None => match follow(scanner, layout, table, (row, from), scanner.offset(), seen.last) {
                Ok(next) => next,
                Err(reached) => return reached,
            },
        };
        // One value after the other, as long as they follow one another as ever.
        loop {
            let Next { row, end: inside } = next;
            let Some(field) = table.fields.get(row) else { return close(scanner, inside - "</".len()) };
            let is_new = seen.note(row);
            if matches!(field.kind, Kind::Element)
                && let Some(place) = record.place(row)
                && (is_new || field.occurs.repeats() || place.count() == 0)
                && let Some(end_tag) = place.read(&plain, inside, field.format)
            {
                if let Some(following) = layout.next(row, bytes, end_tag) {
                    next = following;
                    continue;
                }
                if let Some(at) = end_of(bytes, end_tag, field) {
                    // A name belongs to one row, so this one can come again only when it repeats.
                    let from_row = row + usize::from(!field.occurs.repeats());
                    match follow(scanner, layout, table, (row, end_tag), at, from_row) {
                        Ok(following) => next = following,
                        Err(reached) => return reached,
                    }
                    continue;
                }
                place.unmake();
            }
            let start = inside - "<>".len() - field.name.len();
            return Reached::Child { row, is_new, name: scanner.open_plain(start, inside) };
        }
    }

    /// Reads items of a list in the same way.
    #[inline(never)]
    pub(super) fn plain_items(
        &mut self,
        place: &mut dyn Place,
        items: &Field,
        is_empty: &mut bool,
    ) -> Reached<'a> {
        let Some(plain) = self.scanner.plain().filter(|_| !self.diverted) else { return Reached::Other };
        let bytes = plain.bytes;
        let mut at = self.scanner.offset();
        loop {
            let start = blank_end(bytes, at);
            let Some([b'<', name @ ..]) = chunk::<9>(bytes, start) else { break };
            if name[0] == b'/' {
                return close(&mut self.scanner, start);
            }
            at = start;
            let inside = start + 1 + items.name.len() + 1;
            if !items.lead.is_in(u64::from_le_bytes(*name)) || !is_end_of_tag(bytes, inside, items.name) {
                break;
            }
            *is_empty = false;
            match read_plain(&plain, place, items, inside) {
                Some(end) => at = end,
                None => {
                    let name = self.scanner.open_plain(start, inside);
                    return Reached::Child { row: 0, is_new: true, name };
                }
            }
        }
        self.scanner.pass(at);
        Reached::Other
    }
}

/// What follows at an offset: a plain start tag of a row from `from_row` on, or the end of the record. It is learned; `before` is
/// the row that it follows, and where the text between the two begins.
#[inline(never)]
fn follow<'a>(
    scanner: &mut Scanner<'a>,
    layout: &mut Layout,
    table: &'static Table,
    before: (usize, usize),
    at: usize,
    from_row: usize,
) -> Result<Next, Reached<'a>> {
    let bytes = scanner.plain_bytes();
    let start = blank_end(bytes, at);
    let other = |scanner: &mut Scanner<'a>| {
        scanner.pass(at);
        Err(Reached::Other)
    };
    let Some([b'<', name @ ..]) = chunk::<9>(bytes, start) else { return other(scanner) };
    if name[0] == b'/' {
        let next = Next { row: Layout::END, end: start + "</".len() };
        layout.learn(before, bytes, next);
        return Ok(next);
    }
    let Some(tag) = table.row_at(bytes, start + 1, u64::from_le_bytes(*name), from_row) else {
        return other(scanner);
    };
    if !tag.is_own_name {
        return Err(Reached::Member(tag.row, scanner.open_plain(start, tag.end)));
    }
    let next = Next { row: tag.row, end: tag.end };
    layout.learn(before, bytes, next);
    Ok(next)
}

fn close<'a>(scanner: &mut Scanner<'a>, start: usize) -> Reached<'a> {
    match scanner.close_plain(start) {
        Some(name) => Reached::End(name),
        None => {
            scanner.pass(start);
            Reached::Other
        }
    }
}

/// Reads an element into its place if it holds nothing but text, and that is a value; else nothing has happened. `inside` is
/// the offset behind its start tag; gives that behind its end tag.
#[inline(always)]
fn read_plain(plain: &Plain<'_>, place: &mut dyn Place, field: &Field, inside: usize) -> Option<usize> {
    let end_tag = place.read(plain, inside, field.format)?;
    let end = end_of(plain.bytes, end_tag, field);
    if end.is_none() {
        place.unmake();
    }
    end
}

/// The offset behind the end tag at an offset, if that is one of a field.
#[inline(always)]
fn end_of(bytes: &[u8], end_tag: usize, field: &Field) -> Option<usize> {
    let [b'<', b'/', word @ ..] = chunk::<10>(bytes, end_tag)? else { return None };
    let end = end_tag + "</>".len() + field.name.len();
    (field.lead.is_in(u64::from_le_bytes(*word)) && is_end_of_tag(bytes, end, field.name)).then_some(end)
}
