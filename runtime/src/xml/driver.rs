//! The one decoder of all types: reads a document by the tables of its type.

mod content;
pub(crate) mod outer;
mod required;
mod text;

use crate::drift::{Drift, DriftKind, SetAside};
use crate::table::{Choice, Field, Format, Kind, Occurs, Place, Record, Slot, Table, is_same_local};
use crate::xml::layout::Layouts;
use crate::xml::report::{Reason, Report};
use crate::xml::scanner::{Limits, Malformed, Scanner, Token};
use crate::xml::seen::Seen;
use std::borrow::Cow;
use std::ops::Range;

/// Why reading stopped. All in boxes: what is returned everywhere and hardly ever happens has to be small.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The text is not well-formed, or too deep, at a path; ends the document.
    Malformed(Box<(Malformed, String)>),
    /// Another root element than expected; ends the document.
    Root(Box<(Reason, String)>),
    /// A value is too long; ends the document.
    Limit(Box<Reason>),
    /// The text at hand ends, and more of the document will come.
    Unfinished,
    /// Something is missing or no value of its type; ends the record around it.
    Value(Box<Reason>),
}

impl Fault {
    pub(crate) fn malformed(malformed: Malformed, path: String) -> Self {
        Self::Malformed(Box::new((malformed, path)))
    }
}

type Outcome<T = ()> = Result<T, Fault>;

/// Reads one document.
pub(crate) struct Driver<'a> {
    input: &'a [u8],
    scanner: Scanner<'a>,
    limits: Limits,
    report: Report,
    layouts: Layouts,
    /// The repeated elements that are open, by depth and number among their kept siblings. Inside one, a fault goes up to
    /// the innermost.
    open_items: Vec<(usize, usize)>,
    /// Where a record goes that is read on its own.
    out: Option<&'a mut dyn Place>,
    /// Whether the next field goes there, and not to its own place.
    diverted: bool,
    /// How many records of the list around that one were kept before.
    kept: usize,
    /// The group that such records lie in: the depth of its members, and its row.
    group_of_records: Option<(usize, usize)>,
}

impl<'a> Driver<'a> {
    pub(crate) fn new(input: &'a [u8], limits: Limits) -> Outcome<Self> {
        let scanner =
            Scanner::new(input, limits).map_err(|malformed| Fault::malformed(malformed, "/".to_owned()))?;
        Ok(Self::over(scanner, input, limits))
    }

    fn over(scanner: Scanner<'a>, input: &'a [u8], limits: Limits) -> Self {
        Self {
            input,
            scanner,
            limits,
            report: Report::default(),
            layouts: Layouts::default(),
            open_items: Vec::new(),
            out: None,
            diverted: false,
            kept: 0,
            group_of_records: None,
        }
    }

    /// Reads the whole document into `record`.
    pub(crate) fn document(&mut self, record: &mut dyn Record, roots: &[&str]) -> Outcome {
        self.root(roots)?;
        self.record(record)?;
        // Only white space, comments and processing instructions can follow: the scanner sees to that.
        self.next().map(drop)
    }

    /// The start tag of the root element.
    fn root(&mut self, roots: &[&str]) -> Outcome<&'a str> {
        let first = self.next()?;
        if self.scanner.leading_space() {
            self.report.drift(DriftKind::LeadingSpace, "/".to_owned(), 0..0);
        }
        // A document without an element is malformed.
        let Token::Start { name } = first else { return Ok("") };
        if !roots.iter().any(|root| is_same_local(root, name)) {
            let message = format!("the root element is <{name}>, expected <{}>", roots.join("> or <"));
            return Err(Fault::Root(Box::new((self.reason(message), name.to_owned()))));
        }
        Ok(name)
    }

    /// What was recorded on the way.
    pub(crate) fn finish(self) -> (Vec<Drift>, Vec<SetAside>) {
        self.report.finish(self.input)
    }

    /// An element with structure, after its start tag, up to and with its end tag.
    #[inline]
    fn record(&mut self, record: &mut dyn Record) -> Outcome {
        self.read(record, Seen::default())
    }

    /// As [`Self::record`], when something of it came before.
    fn read(&mut self, record: &mut dyn Record, mut seen: Seen) -> Outcome {
        self.attributes(Some(&mut *record), &mut seen)?;
        let table = record.table();
        match table.text {
            Some(row) if matches!(table.fields[row].kind, Kind::Text) => {
                seen.note(row);
                self.check(record, &seen, None)?;
                let start = self.scanner.token_offset();
                let name = self.scanner.open_names().last().unwrap_or_default();
                let text = self.text()?;
                match record.place(row).map(Place::make) {
                    Some(Slot::Value(value)) => self.value(value, text, &table.fields[row], name, start),
                    _ => Ok(()),
                }
            }
            Some(row) => self.mixed_content(record, row, &mut seen),
            None => self.element_content(record, &mut seen),
        }
    }

    fn mixed_content(&mut self, record: &mut dyn Record, row: usize, seen: &mut Seen) -> Outcome {
        let mut pending = String::new();
        loop {
            let token = self.next()?;
            if let Token::Text { text, .. } = token {
                pending.push_str(&text);
                self.check_length(pending.len())?;
                continue;
            }
            if !pending.is_empty()
                && let Some(Slot::Choice(node)) = record.place(row).map(Place::make)
                && let Some(text_row) = node.table().text
                && let Some(Slot::Value(value)) = node.select(text_row).map(Place::make)
            {
                // A text node takes any text.
                let _ = value.read(std::mem::take(&mut pending).into(), Format::Plain);
            }
            match token {
                Token::Start { name } => self.child(record, seen, name)?,
                Token::End { name } => return self.check(record, seen, Some(name)),
                Token::Text { .. } | Token::Eof => return Ok(()),
            }
        }
    }

    /// A child element, after its start tag, up to and with its end tag.
    fn child(&mut self, record: &mut dyn Record, seen: &mut Seen, name: &'a str) -> Outcome {
        match record.table().row_of(name, seen.last) {
            Some(row) => self.child_of(record, seen, row, name),
            None => self.unknown_element(),
        }
    }

    /// As [`Self::child`], when it is known whose.
    fn child_of(&mut self, record: &mut dyn Record, seen: &mut Seen, row: usize, name: &'a str) -> Outcome {
        let field = &record.table().fields[row];
        if let Kind::Group(members) = field.kind {
            return self.group_member(record, seen, row, members, name);
        }
        let is_new = seen.note(row);
        self.noted_child(record, row, is_new, name)
    }

    /// As [`Self::child_of`], when it is no member of a group and it was noted that it came.
    #[inline]
    fn noted_child(&mut self, record: &mut dyn Record, row: usize, is_new: bool, name: &str) -> Outcome {
        let field = &record.table().fields[row];
        match record.place(row) {
            // What was taken back, because it was empty, leaves its place to what comes again.
            Some(place) if is_new || field.occurs.repeats() || place.count() == 0 => {
                self.field(place, field, name)
            }
            Some(place) => self.repeated(place, field, name),
            None => self.skip(),
        }
    }

    /// An element that comes again although it comes once: its lists go on where they were, and of what it has once
    /// the first stays.
    fn repeated(&mut self, place: &mut dyn Place, field: &Field, name: &str) -> Outcome {
        if let Some(Slot::Choice(choice)) = place.last() {
            let table = choice.table();
            if let Some(row) = table.row_of(name, 0)
                && let Some(place) = choice.again(row)
            {
                return self.repeated(place, &table.fields[row], name);
            }
        }
        let start = self.scanner.token_offset();
        let depth = self.scanner.depth() - 1;
        let path = self.path();
        let outcome = match (field.kind, place.last()) {
            (Kind::List(item), _) => self.list(place, field, item),
            (Kind::Element, Some(Slot::Record(record))) if record.table().text.is_none() => {
                let seen = seen_before(record);
                self.read(record, seen)
            }
            _ => self.skip(),
        };
        match outcome {
            Err(Fault::Value(reason)) => {
                let path = self.numbered_path(depth, name);
                let end = self.skip_to(depth)?;
                self.set_aside(path, start..end, *reason)?;
            }
            outcome => outcome?,
        }
        self.report.drift(DriftKind::Repeated, path, start..self.scanner.offset());
        Ok(())
    }

    /// A child element of a group that has no element of its own.
    fn group_member(
        &mut self,
        record: &mut dyn Record,
        seen: &mut Seen,
        row: usize,
        members: &'static Table,
        name: &'a str,
    ) -> Outcome {
        let Some(open) = self.open_group(record, seen, row, members, name)? else { return self.skip() };
        let Some(place) = record.place(row) else { return self.skip() };
        let outcome = match (place.last(), seen.in_group(open)) {
            (Some(Slot::Record(group)), Some(seen)) => self.child(group, seen, name),
            _ => self.skip(),
        };
        if matches!(outcome, Err(Fault::Value(_))) {
            place.unmake();
            seen.remove_group(open);
        }
        outcome
    }

    /// Opens a group for a member that came, or finds that it is open; gives the number of its entry in `seen`.
    fn open_group(
        &mut self,
        record: &mut dyn Record,
        seen: &mut Seen,
        row: usize,
        members: &'static Table,
        name: &str,
    ) -> Outcome<Option<usize>> {
        let repeats = record.table().fields[row].occurs.repeats();
        let open = seen.open_group(row);
        let member = members.row_of(name, 0).unwrap_or(0);
        let starts_anew = match open.and_then(|open| seen.in_group(open)) {
            None => true,
            Some(group_seen) => {
                let last = group_seen.last;
                repeats && (member < last || (member == last && !members.fields[member].occurs.repeats()))
            }
        };
        seen.note(row);
        let Some(place) = record.place(row) else { return Ok(None) };
        if starts_anew {
            if let Some(group_seen) = open.and_then(|open| seen.remove_group(open)) {
                self.check_group(place, &group_seen, None)?;
            }
            place.make();
            seen.push_group(row);
            if self.group_of_records == Some((self.scanner.depth(), row)) {
                self.kept = 0;
            }
        }
        Ok(seen.open_group(row))
    }

    /// A child element into its place; if it cannot be decoded and the schema can do without it, it is set aside.
    #[inline(always)]
    fn field(&mut self, place: &mut dyn Place, field: &Field, name: &str) -> Outcome {
        if self.diverted {
            return self.diverted_field(place, field, name);
        }
        let before = if field.occurs.repeats() { place.count() } else { 0 };
        self.field_after(before, place, field, name)
    }

    /// As [`Self::field`], of a record that is read on its own.
    #[cold]
    fn diverted_field(&mut self, place: &mut dyn Place, field: &Field, name: &str) -> Outcome {
        self.diverted = false;
        let Some(out) = self.out.take() else { return self.field(place, field, name) };
        let outcome = self.field_after(self.kept, out, field, name);
        self.out = Some(out);
        outcome
    }

    /// As [`Self::field`], when so many values of the field were kept before.
    #[inline(always)]
    fn field_after(&mut self, before: usize, place: &mut dyn Place, field: &Field, name: &str) -> Outcome {
        let (start, depth) = (self.scanner.token_offset(), self.scanner.depth() - 1);
        let repeats = field.occurs.repeats();
        if repeats {
            self.open_items.push((depth, before + 1));
        }
        let outcome = match self.fill(place, field, name) {
            Err(Fault::Value(reason)) => self.failed_field(place, field, name, (start, depth), reason),
            outcome => outcome,
        };
        if repeats {
            self.open_items.pop();
        }
        outcome
    }

    /// What becomes of a field whose value could not be decoded; its element began at an offset, inside so many others.
    #[cold]
    fn failed_field(
        &mut self,
        place: &mut dyn Place,
        field: &Field,
        name: &str,
        (start, depth): (usize, usize),
        reason: Box<Reason>,
    ) -> Outcome {
        if field.occurs != Occurs::One {
            place.unmake();
        }
        if !self.can_be_absent(field) {
            return Err(Fault::Value(reason));
        }
        let path = self.numbered_path(depth, name);
        let end = self.skip_to(depth)?;
        self.set_aside(path, start..end, *reason)
    }

    /// Whether what surrounds a field can do without it.
    fn can_be_absent(&self, field: &Field) -> bool {
        field.occurs.repeats() || (self.open_items.is_empty() && field.occurs == Occurs::Optional)
    }

    fn set_aside(&mut self, path: String, range: Range<usize>, reason: Reason) -> Outcome {
        let count = self.report.set_aside(path, range, reason);
        self.check_set_aside(count)
    }

    fn check_set_aside(&self, count: usize) -> Outcome {
        if count <= self.limits.set_aside {
            return Ok(());
        }
        let message = format!("more than {} records cannot be decoded", self.limits.set_aside);
        Err(Fault::Limit(Box::new(self.reason(message))))
    }

    /// The value of an element, after its start tag, into its place.
    #[inline(always)]
    fn fill(&mut self, place: &mut dyn Place, field: &Field, name: &str) -> Outcome {
        match field.kind {
            Kind::List(item) => return self.list(place, field, item),
            Kind::Any => return self.any(place),
            _ => {}
        }
        if field.occurs != Occurs::One && self.is_nil() && !self.nil_has_form(place, field) {
            return self.nil(field);
        }
        match place.make() {
            Slot::Record(record) => self.record(record),
            Slot::Choice(choice) => self.alternative(choice, name),
            Slot::Value(_) => self.text_value(place, field, name),
        }
    }

    /// An element that the schema leaves open, with its tags.
    fn any(&mut self, place: &mut dyn Place) -> Outcome {
        let start = self.scanner.token_offset();
        self.skip()?;
        let raw = self.raw(start..self.scanner.offset());
        if let Slot::Value(value) = place.make() {
            let _ = value.read(raw, Format::Plain);
        }
        Ok(())
    }

    /// Whether a nil value of a field has a form of its own; anything else that is nil is not there.
    fn nil_has_form(&self, place: &mut dyn Place, field: &Field) -> bool {
        let has_form = field.nillable && matches!(place.make(), Slot::Value(_));
        place.unmake();
        has_form
    }

    /// An element that is nil.
    fn nil(&mut self, field: &Field) -> Outcome {
        let start = self.scanner.token_offset();
        let path = self.path();
        self.skip()?;
        if !field.nillable {
            self.report.drift(DriftKind::EmptyValue, path, start..self.scanner.offset());
        }
        Ok(())
    }

    /// An element that is one of several.
    #[inline(never)]
    fn alternative(&mut self, choice: &mut dyn Choice, name: &str) -> Outcome {
        let table = choice.table();
        let Some(row) = table.row_of(name, 0) else { return self.unknown_element() };
        match choice.select(row) {
            Some(place) => self.fill(place, &table.fields[row], name),
            None => self.skip(),
        }
    }

    /// An element that is a text, for which room was made.
    fn text_value(&mut self, place: &mut dyn Place, field: &Field, name: &str) -> Outcome {
        let start = self.scanner.token_offset();
        self.attributes(None, &mut Seen::default())?;
        let text = self.text()?;
        let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
        let Some(Slot::Value(value)) = place.last() else { return Ok(()) };
        match self.value(value, text, field, name, start) {
            Err(Fault::Value(_)) if is_blank && field.occurs != Occurs::One => {
                place.unmake();
                let path = self.path_of(name);
                self.report.drift(DriftKind::EmptyValue, path, start..self.scanner.offset());
                Ok(())
            }
            outcome => outcome,
        }
    }

    /// Notes that a list that was just closed is empty, although it holds at least one element.
    fn none_came(&mut self, name: &str, item: &str) {
        let offset = self.scanner.token_offset();
        let path = format!("{}/{item}", self.path_of(name));
        self.report.drift(DriftKind::NoneCame, path, offset..offset);
    }

    fn unknown_element(&mut self) -> Outcome {
        let start = self.scanner.token_offset();
        let path = self.path();
        self.skip()?;
        self.report.drift(DriftKind::UnknownElement, path, start..self.scanner.offset());
        Ok(())
    }

    fn stray_text(&mut self, text: &str) {
        if !is_blank(text) {
            let range = self.scanner.token_offset()..self.scanner.offset();
            self.report.drift(DriftKind::StrayText, self.path(), range);
        }
    }

    /// Reads to the end of the element that just began.
    fn skip(&mut self) -> Outcome {
        let depth = self.scanner.depth() - 1;
        self.skip_to(depth).map(drop)
    }

    /// Reads until so many elements are open; gives the offset there.
    fn skip_to(&mut self, depth: usize) -> Outcome<usize> {
        self.scanner.skip_to_depth(depth).map_err(|malformed| self.malformed(malformed))
    }

    fn next(&mut self) -> Outcome<Token<'a>> {
        self.scanner.next().map_err(|malformed| self.malformed(malformed))
    }

    fn malformed(&self, malformed: Malformed) -> Fault {
        if self.scanner.may_be_for_want_of_more(&malformed) {
            return Fault::Unfinished;
        }
        Fault::malformed(malformed, self.path())
    }

    fn check_length(&self, length: usize) -> Outcome {
        if length <= self.limits.text {
            return Ok(());
        }
        let message = format!("a value is longer than the limit of {} bytes", self.limits.text);
        Err(Fault::Limit(Box::new(self.reason(message))))
    }

    fn reason(&self, message: String) -> Reason {
        Reason { offset: self.scanner.token_offset(), path: self.path(), message }
    }

    fn raw(&self, range: Range<usize>) -> Cow<'a, str> {
        String::from_utf8_lossy(self.input.get(range).unwrap_or_default())
    }

    /// The path of an element at a depth, with the numbers of the repeated elements on the way.
    fn numbered_path(&self, depth: usize, name: &str) -> String {
        let mut path = String::new();
        for (at, name) in self.scanner.open_names().take(depth).chain([name]).enumerate() {
            path.push('/');
            path.push_str(name);
            if let Some((_, number)) = self.open_items.iter().find(|(depth, _)| *depth == at) {
                path.push_str(&format!("[{number}]"));
            }
        }
        path
    }

    /// The path of the element that is open.
    pub(crate) fn path(&self) -> String {
        let names: Vec<&str> = self.scanner.open_names().collect();
        format!("/{}", names.join("/"))
    }

    /// The path of an element that was just closed; of the open one, if `name` is empty.
    fn path_of(&self, name: &str) -> String {
        match (self.path(), name) {
            (path, "") => path,
            (path, name) if path == "/" => format!("/{name}"),
            (path, name) => format!("{path}/{name}"),
        }
    }
}

/// What of a record came before, when it comes again.
fn seen_before(record: &dyn Record) -> Seen {
    let mut seen = Seen::default();
    for (row, field) in record.table().fields.iter().enumerate() {
        if !field.occurs.repeats() && record.field(row).is_some_and(|place| place.count() > 0) {
            seen.note(row);
        }
    }
    seen
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}
