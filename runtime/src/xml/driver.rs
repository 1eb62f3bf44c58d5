//! The one decoder of all types: reads a document by the tables of its type.

use crate::drift::{Drift, DriftKind, SetAside};
use crate::table::{Field, Fit, Format, Kind, Occurs, Place, Record, Slot, Table, Value};
use crate::xml::report::{Reason, Report};
use crate::xml::scanner::{Limits, Malformed, Scanner, Token};
use crate::xml::seen::Seen;
use std::borrow::Cow;
use std::ops::Range;

/// Why reading stopped.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The text is not well-formed, or too deep; ends the document.
    Malformed { malformed: Malformed, path: String },
    /// Another root element than expected; ends the document.
    Root(Reason),
    /// A value is too long; ends the document.
    Limit(Reason),
    /// Something is missing or no value of its type; ends the record around it.
    Value(Reason),
}

type Outcome<T = ()> = Result<T, Fault>;

/// Reads one document.
pub(crate) struct Driver<'a> {
    input: &'a [u8],
    scanner: Scanner<'a>,
    limits: Limits,
    report: Report,
    /// How many repeated elements are open: inside one, a fault goes up to the innermost.
    open_items: usize,
}

impl<'a> Driver<'a> {
    pub(crate) fn new(input: &'a [u8], limits: Limits) -> Outcome<Self> {
        let scanner = Scanner::new(input, limits)
            .map_err(|malformed| Fault::Malformed { malformed, path: "/".to_owned() })?;
        Ok(Self { input, scanner, limits, report: Report::default(), open_items: 0 })
    }

    /// Reads the whole document into `record`.
    pub(crate) fn document(&mut self, record: &mut dyn Record, roots: &[&str]) -> Outcome {
        let first = self.next()?;
        if self.scanner.leading_space() {
            self.report.drift(DriftKind::LeadingSpace, "/".to_owned(), 0..0);
        }
        let Token::Start { name } = first else { return Ok(()) };
        if !roots.contains(&local(name)) {
            let message = format!("the root element is <{name}>, expected <{}>", roots.join("> or <"));
            return Err(Fault::Root(self.reason(message)));
        }
        self.record(record)?;
        // Only white space, comments and processing instructions can follow: the scanner sees to that.
        self.next().map(drop)
    }

    /// What was recorded on the way.
    pub(crate) fn finish(self) -> (Vec<Drift>, Vec<SetAside>) {
        self.report.finish(self.input)
    }

    /// An element with structure, after its start tag, up to and with its end tag.
    fn record(&mut self, record: &mut dyn Record) -> Outcome {
        let mut seen = Seen::default();
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

    fn element_content(&mut self, record: &mut dyn Record, seen: &mut Seen) -> Outcome {
        loop {
            match self.next()? {
                Token::Start { name } => self.child(record, seen, name)?,
                Token::Text { text, .. } => self.stray_text(&text),
                Token::End { name } => return self.check(record, seen, Some(name)),
                Token::Eof => return Ok(()),
            }
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
        let table = record.table();
        let Some(row) = table.row_of(local(name), seen.last) else { return self.unknown_element() };
        let field = &table.fields[row];
        if let Kind::Group(members) = field.kind {
            return self.group_member(record, seen, row, members, name);
        }
        let is_new = seen.note(row);
        if !is_new && !field.occurs.repeats() {
            let start = self.scanner.token_offset();
            let path = self.path();
            // A list can take what comes again; for anything else the first stays.
            let Kind::List(_) = field.kind else {
                self.skip()?;
                self.report.drift(DriftKind::Repeated, path, start..self.scanner.offset());
                return Ok(());
            };
            self.report.drift(DriftKind::Repeated, path, start..start);
        }
        match record.place(row) {
            Some(place) => self.field(place, field, name),
            None => self.skip(),
        }
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
        let repeats = record.table().fields[row].occurs.repeats();
        let open = seen.groups.iter().position(|(open_row, _)| *open_row == row);
        let member = members.row_of(local(name), 0).unwrap_or(0);
        let starts_anew = match open {
            None => true,
            Some(open) => {
                let last = seen.groups[open].1.last;
                repeats && (member < last || (member == last && !members.fields[member].occurs.repeats()))
            }
        };
        seen.note(row);
        let Some(place) = record.place(row) else { return self.skip() };
        if starts_anew {
            if let (Some(open), Some(Slot::Record(group))) = (open, place.last()) {
                let (_, group_seen) = seen.groups.swap_remove(open);
                self.check(group, &group_seen, None)?;
            }
            place.make();
            seen.groups.push((row, Seen::default()));
        }
        let (Some(Slot::Record(group)), Some((_, group_seen))) =
            (place.last(), seen.groups.iter_mut().find(|(open_row, _)| *open_row == row))
        else {
            return self.skip();
        };
        self.child(group, group_seen, name)
    }

    /// A child element into its place; if it cannot be decoded and the schema can do without it, it is set aside.
    fn field(&mut self, place: &mut dyn Place, field: &Field, name: &str) -> Outcome {
        let start = self.scanner.token_offset();
        let depth = self.scanner.depth() - 1;
        let repeats = field.occurs.repeats();
        let can_be_absent = repeats || (self.open_items == 0 && field.occurs == Occurs::Optional);
        self.open_items += usize::from(repeats);
        let outcome = self.fill(place, field, name);
        self.open_items -= usize::from(repeats);
        match outcome {
            Err(Fault::Value(reason)) if can_be_absent => {
                let names: Vec<&str> = self.scanner.open_names().take(depth).collect();
                let path = format!("/{}", [&names[..], &[name]].concat().join("/"));
                let end = self.scanner.skip_to_depth(depth).map_err(|malformed| self.malformed(malformed))?;
                place.unmake();
                self.report.set_aside(path, start..end, reason);
                Ok(())
            }
            outcome => outcome,
        }
    }

    fn fill(&mut self, place: &mut dyn Place, field: &Field, name: &str) -> Outcome {
        let start = self.scanner.token_offset();
        match field.kind {
            Kind::List(item) => return self.list(place, item),
            Kind::Any => {
                self.skip()?;
                let raw = self.raw(start..self.scanner.offset());
                if let Slot::Value(value) = place.make() {
                    let _ = value.read(raw, Format::Plain);
                }
                return Ok(());
            }
            _ => {}
        }
        if field.nillable && field.occurs != Occurs::One && self.is_nil() {
            // A nil value has a form of its own; a nil record is none.
            if let Slot::Record(_) = place.make() {
                place.unmake();
                return self.skip();
            }
            place.unmake();
        }
        match place.make() {
            Slot::Record(record) => self.record(record),
            Slot::Choice(choice) => {
                let table = choice.table();
                match table.row_of(local(name), 0) {
                    Some(row) => match choice.select(row) {
                        Some(place) => self.fill(place, &table.fields[row], name),
                        None => self.skip(),
                    },
                    None => self.unknown_element(),
                }
            }
            Slot::Value(value) => {
                self.attributes(None, &mut Seen::default())?;
                let text = self.text()?;
                let is_blank = text.bytes().all(|byte| byte.is_ascii_whitespace());
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
        }
    }

    /// An element that does nothing but hold others of one name.
    fn list(&mut self, place: &mut dyn Place, item: &'static str) -> Outcome {
        self.attributes(None, &mut Seen::default())?;
        place.open();
        let field = crate::table::element(item).zero_or_more();
        loop {
            match self.next()? {
                Token::Start { name } if local(name) == item => self.field(place, &field, name)?,
                Token::Start { .. } => self.unknown_element()?,
                Token::Text { text, .. } => self.stray_text(&text),
                Token::End { .. } | Token::Eof => return Ok(()),
            }
        }
    }

    /// Reads a text into a value; `name` is the name of its element, which begins at `start` and was just closed.
    fn value(
        &mut self,
        value: &mut dyn Value,
        text: Cow<'_, str>,
        field: &Field,
        name: &str,
        start: usize,
    ) -> Outcome {
        match value.read(text, field.format) {
            Ok(Fit::Exact) => Ok(()),
            Ok(fit) => {
                let kind = match fit {
                    Fit::UnknownWord => DriftKind::UnknownWord,
                    _ => DriftKind::RepairedValue,
                };
                let path = self.path_of(name);
                self.report.drift(kind, path, start..self.scanner.offset());
                Ok(())
            }
            Err(misfit) => {
                let raw = self.raw(start..self.scanner.offset());
                let message = format!("expected {}, found {}", misfit.expected, excerpt(&raw));
                Err(Fault::Value(Reason { offset: start, path: self.path_of(name), message }))
            }
        }
    }

    /// Whether the element that just began says that it is nil.
    fn is_nil(&self) -> bool {
        let mut attributes = self.scanner.attributes().iter();
        attributes.any(|one| one.name == "xsi:nil" && matches!(one.value.trim(), "true" | "1"))
    }

    /// The attributes of the element that just began.
    fn attributes(&mut self, mut record: Option<&mut dyn Record>, seen: &mut Seen) -> Outcome {
        for index in 0..self.scanner.attributes().len() {
            let Some(attribute) = self.scanner.attributes().get(index).cloned() else { break };
            let name = attribute.name;
            // Namespace declarations and xsi:schemaLocation speak of the document, not of its content.
            if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:") {
                continue;
            }
            let known = record
                .as_deref_mut()
                .and_then(|record| record.table().attribute(local(name)).map(|row| (record, row)));
            let range = attribute.offset..attribute.offset + name.len();
            let Some((record, row)) = known else {
                let path = format!("{}/@{name}", self.path());
                let end = self
                    .scanner
                    .attributes()
                    .get(index + 1)
                    .map_or(self.scanner.offset(), |next| next.offset);
                // What stands before the next attribute or the end of the tag ends with a quote.
                let raw = self.input.get(range.start..end).unwrap_or_default();
                let length =
                    raw.iter().rposition(|byte| matches!(byte, b'"' | b'\'')).map_or(0, |quote| quote + 1);
                self.report.drift(DriftKind::UnknownAttribute, path, range.start..range.start + length);
                continue;
            };
            seen.note(row);
            let field = &record.table().fields[row];
            let Some(Slot::Value(value)) = record.place(row).map(Place::make) else { continue };
            self.attribute_value(value, attribute.value, field, range)?;
        }
        seen.last = 0;
        Ok(())
    }

    fn attribute_value(
        &mut self,
        value: &mut dyn Value,
        text: Cow<'_, str>,
        field: &Field,
        range: Range<usize>,
    ) -> Outcome {
        let shown = excerpt(&text).to_string();
        let path = || format!("{}/@{}", self.path(), field.name);
        match value.read(text, field.format) {
            Ok(Fit::Exact) => Ok(()),
            Ok(Fit::UnknownWord) => {
                let path = path();
                self.report.drift(DriftKind::UnknownWord, path, range.start..self.scanner.offset());
                Ok(())
            }
            Ok(Fit::Repaired) => {
                let path = path();
                self.report.drift(DriftKind::RepairedValue, path, range.start..self.scanner.offset());
                Ok(())
            }
            Err(misfit) => {
                let message = format!("expected {}, found {shown}", misfit.expected);
                Err(Fault::Value(Reason { offset: range.start, path: path(), message }))
            }
        }
    }

    /// The text of an element without structure, up to and with its end tag. White space around CDATA sections is
    /// layout and goes, if nothing else stands there.
    fn text(&mut self) -> Outcome<Cow<'a, str>> {
        let (first, is_cdata) = match self.next()? {
            Token::Text { text, cdata } => (text, cdata),
            Token::End { .. } | Token::Eof => return Ok(Cow::Borrowed("")),
            Token::Start { .. } => {
                self.unknown_element()?;
                (Cow::Borrowed(""), false)
            }
        };
        self.check_length(first.len())?;
        let mut all = first;
        // What stands in CDATA sections, as long as nothing but white space stands outside.
        let mut in_cdata = is_cdata.then(|| all.clone());
        let mut only_cdata = is_cdata || is_blank(&all);
        loop {
            match self.next()? {
                Token::Text { text, cdata } => {
                    self.check_length(all.len() + text.len())?;
                    only_cdata &= cdata || is_blank(&text);
                    if cdata {
                        match &mut in_cdata {
                            Some(joined) => joined.to_mut().push_str(&text),
                            None => in_cdata = Some(text.clone()),
                        }
                    }
                    all.to_mut().push_str(&text);
                }
                Token::Start { .. } => self.unknown_element()?,
                Token::End { .. } | Token::Eof => break,
            }
        }
        Ok(in_cdata.filter(|_| only_cdata).unwrap_or(all))
    }

    /// Whether everything required came. `end` is the name of the element, if its end tag was just read.
    fn check(&mut self, record: &mut dyn Record, seen: &Seen, end: Option<&str>) -> Outcome {
        for (row, field) in record.table().fields.iter().enumerate() {
            if seen.has(row) {
                continue;
            }
            match field.occurs {
                Occurs::One => {
                    let path = self.path_of(end.unwrap_or_default());
                    let message = match field.kind {
                        Kind::Attribute => format!("the attribute {} is missing", field.name),
                        Kind::Choice(table) | Kind::Group(table) => {
                            format!("expected {}, found none of them", names(table))
                        }
                        _ => format!("<{}> is missing", field.name),
                    };
                    return Err(Fault::Value(Reason { offset: self.scanner.token_offset(), path, message }));
                }
                Occurs::OneOrMore => {
                    let mut path = self.path_of(end.unwrap_or_default());
                    if !field.name.is_empty() {
                        path = format!("{path}/{}", field.name);
                    }
                    let offset = self.scanner.token_offset();
                    self.report.drift(DriftKind::NoneCame, path, offset..offset);
                }
                Occurs::Optional | Occurs::ZeroOrMore => {}
            }
        }
        for (row, group_seen) in &seen.groups {
            if let Some(Slot::Record(group)) = record.place(*row).and_then(Place::last) {
                self.check(group, group_seen, end)?;
            }
        }
        Ok(())
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
        self.scanner.skip_to_depth(depth).map_err(|malformed| self.malformed(malformed))?;
        Ok(())
    }

    fn next(&mut self) -> Outcome<Token<'a>> {
        self.scanner.next().map_err(|malformed| self.malformed(malformed))
    }

    fn malformed(&self, malformed: Malformed) -> Fault {
        Fault::Malformed { malformed, path: self.path() }
    }

    fn check_length(&self, length: usize) -> Outcome {
        if length <= self.limits.text {
            return Ok(());
        }
        let message = format!("a value is longer than the limit of {} bytes", self.limits.text);
        Err(Fault::Limit(self.reason(message)))
    }

    fn reason(&self, message: String) -> Reason {
        Reason { offset: self.scanner.token_offset(), path: self.path(), message }
    }

    fn raw(&self, range: Range<usize>) -> Cow<'a, str> {
        String::from_utf8_lossy(self.input.get(range).unwrap_or_default())
    }

    /// The path of the element that is open.
    fn path(&self) -> String {
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

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
}

/// A text for a message, not too long.
fn excerpt(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{:?}…", &text[..cut]).into(),
        None => format!("{text:?}").into(),
    }
}

/// The names in a table, for a message: `<DAILY>, <WEEKLY> or <MONTHLY>`.
fn names(table: &Table) -> String {
    let names: Vec<String> = table.fields.iter().map(|field| format!("<{}>", field.name)).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
