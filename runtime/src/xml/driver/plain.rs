//! Children in their plain form, which most have: read here without tokens, where their values fit at once. All else is
//! left to the general code, which begins anew with that child.

use super::Driver;
use crate::table::{Field, Kind, Place, Record, TagOf};
use crate::xml::bytes::{blank_end, chunk, is_end_of_tag};
use crate::xml::scanner::{Plain, Scanner};
use crate::xml::seen::Seen;

/// Where reading plain children came to.
pub(super) enum Reached<'a> {
    /// The end of the element of this name, whose end tag was read.
    End(&'a str),
    /// A child element that is a row's; its start tag was read, and that it came was noted.
    Child { row: usize, is_new: bool, name: &'a str },
    /// A child element of a row's group; its start tag was read.
    Member(usize, &'a str),
    /// Something else.
    Other,
}

impl<'a> Driver<'a> {
    /// Reads children of a record as long as they are values.
    #[inline(never)]
    pub(super) fn plain_values(&mut self, record: &mut dyn Record, seen: &mut Seen) -> Reached<'a> {
        let Self { scanner, layouts, .. } = self;
        let Some(plain) = scanner.plain().filter(|_| !self.diverted) else { return Reached::Other };
        let (table, bytes) = (record.table(), plain.bytes);
        let layout = layouts.of(table);
        let mut at = scanner.offset();
        // The row of the value in front of that, and where its end tag begins.
        let mut before = None;
        let mut next = seen.last;
        loop {
            let start = blank_end(bytes, at);
            let Some([b'<', name @ ..]) = chunk::<9>(bytes, start) else { break };
            if name[0] == b'/' {
                return close(scanner, start);
            }
            at = start;
            let Some(tag) = table.row_at(bytes, start + 1, u64::from_le_bytes(*name), next) else { break };
            if let Kind::Group(_) = table.fields[tag.row].kind {
                return Reached::Member(tag.row, scanner.open_plain(start, tag.end));
            }
            if let Some((before, end_tag)) = before
                && tag.is_own_name
            {
                layout.learn(before, bytes, end_tag, tag.end, tag.row);
            }
            let (mut start, mut tag) = (start, tag);
            // One value after the other, as long as they follow one another as ever.
            loop {
                let TagOf { row, end: inside, is_own_name } = tag;
                let field = &table.fields[row];
                let is_new = seen.note(row);
                if matches!(field.kind, Kind::Element)
                    && is_own_name
                    && let Some(place) = record.place(row)
                    && (is_new || field.occurs.repeats() || place.count() == 0)
                    && let Some(end_tag) = place.read(&plain, inside, field.format)
                {
                    if let Some(following) = layout.next(row, bytes, end_tag) {
                        tag = following;
                        start = tag.end - "<>".len() - table.fields[tag.row].name.len();
                        continue;
                    }
                    if let Some(end) = end_of(bytes, end_tag, field) {
                        at = end;
                        before = Some((row, end_tag));
                        // A name belongs to one row, so this one can come again only when it repeats.
                        next = row + usize::from(!field.occurs.repeats());
                        break;
                    }
                    place.unmake();
                }
                return Reached::Child { row, is_new, name: scanner.open_plain(start, inside) };
            }
        }
        scanner.pass(at);
        Reached::Other
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
