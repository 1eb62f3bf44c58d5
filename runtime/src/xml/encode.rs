//! Encoding: writes a value as XML, by the tables of its type.

use crate::error::EncodeError;
use crate::table::{Choice, Document, Field, Kind, Part, Place, Record, Table, Value};
use crate::xml::bytes::next_special;
use crate::xml::character::is_character;

/// Writes a document as XML, in the order of its schema, without layout.
///
/// ```
/// # use qualys_runtime::table::*;
/// # #[derive(Default)] pub struct Criteria { field: String, text: String }
/// # qualys_runtime::record! { Criteria { field: attribute("field"), text: text(), } [0 1] }
/// # qualys_runtime::document! { Criteria: "Criteria" }
/// let criteria = Criteria { field: "name".into(), text: "R&D".into() };
/// assert_eq!(qualys_runtime::encode(&criteria).unwrap(), r#"<Criteria field="name">R&amp;D</Criteria>"#);
/// ```
///
/// # Errors
///
/// When a text holds a character that XML cannot carry, such as U+0000.
pub fn encode<T: Document>(document: &T) -> Result<String, EncodeError> {
    let mut writer = Writer::default();
    let root = T::ROOTS.first().copied().unwrap_or_default();
    writer.record(root, document)?;
    Ok(writer.out)
}

#[derive(Default)]
struct Writer {
    out: String,
    /// One value before its escapes, if it has any.
    value: String,
    /// The names of the open elements, for errors.
    open: Vec<&'static str>,
}

type Outcome = Result<(), EncodeError>;

impl Writer {
    fn record(&mut self, name: &'static str, record: &dyn Record) -> Outcome {
        self.start(name);
        let table = record.table();
        let (attributes, _) = table.fields.split_at(table.attributes);
        for (row, field) in attributes.iter().enumerate() {
            if let Some(place) = record.field(row) {
                self.attribute(field, place)?;
            }
        }
        let end_of_start = self.out.len();
        self.out.push('>');
        self.content(table, record)?;
        self.end(name, end_of_start, "");
        Ok(())
    }

    fn content(&mut self, table: &Table, record: &dyn Record) -> Outcome {
        for (row, field) in table.fields.iter().enumerate().skip(table.attributes) {
            let Some(place) = record.field(row) else { continue };
            self.field(field, place)?;
        }
        Ok(())
    }

    fn field(&mut self, field: &Field, place: &dyn Place) -> Outcome {
        match field.kind {
            Kind::Attribute => Ok(()),
            Kind::List(item) => {
                if !place.is_open() {
                    return Ok(());
                }
                self.start(field.name);
                let end_of_start = self.out.len();
                self.out.push('>');
                let items = crate::table::rows::element(item);
                self.parts(&items, place)?;
                self.end(field.name, end_of_start, "");
                Ok(())
            }
            _ => self.parts(field, place),
        }
    }

    fn parts(&mut self, field: &Field, place: &dyn Place) -> Outcome {
        for index in 0..place.count() {
            match (place.get(index), field.kind) {
                (Some(Part::Record(record)), Kind::Group(table)) => self.content(table, record)?,
                (Some(Part::Record(record)), _) => self.record(field.name, record)?,
                (Some(Part::Choice(choice)), _) => self.choice(choice)?,
                (Some(Part::Value(value)), _) => self.value(field, value)?,
                (None, _) => {}
            }
        }
        Ok(())
    }

    fn choice(&mut self, choice: &dyn Choice) -> Outcome {
        let (row, place) = choice.selected();
        match choice.table().fields.get(row) {
            Some(field) => self.field(field, place),
            None => Ok(()),
        }
    }

    fn value(&mut self, field: &Field, value: &dyn Value) -> Outcome {
        match field.kind {
            Kind::Any => {
                value.write(&mut self.out, field.format);
                Ok(())
            }
            Kind::Text => self.escaped(value, field, escape_text),
            _ => {
                self.start(field.name);
                let end_of_start = self.out.len();
                self.out.push('>');
                self.escaped(value, field, escape_text)?;
                self.end(field.name, end_of_start, if field.nillable { NIL } else { "" });
                Ok(())
            }
        }
    }

    fn attribute(&mut self, field: &Field, place: &dyn Place) -> Outcome {
        let Some(Part::Value(value)) = place.get(0) else { return Ok(()) };
        self.out.push(' ');
        self.out.push_str(field.name);
        self.out.push_str("=\"");
        self.escaped(value, field, escape_attribute)?;
        self.out.push('"');
        Ok(())
    }

    /// Appends a value with its escapes.
    fn escaped(&mut self, value: &dyn Value, field: &Field, escape: Escape) -> Outcome {
        let start = self.out.len();
        value.write(&mut self.out, field.format);
        match next_special(self.out.as_bytes(), start) {
            Some(_) => self.escape_from(start, field, escape),
            None => Ok(()),
        }
    }

    /// Escapes what was written from an offset on.
    #[inline(never)]
    fn escape_from(&mut self, start: usize, field: &Field, escape: Escape) -> Outcome {
        self.value.clear();
        self.value.push_str(&self.out[start..]);
        self.out.truncate(start);
        let (mut written, mut from) = (0, 0);
        while let Some(at) = next_special(self.value.as_bytes(), from) {
            let Some(character) = self.value[at..].chars().next() else { break };
            from = at + character.len_utf8();
            if let Some(escaped) = escape(character) {
                self.out.push_str(&self.value[written..at]);
                self.out.push_str(escaped);
                written = from;
            } else if !is_character(character) {
                let mut path = format!("/{}", self.open.join("/"));
                if matches!(field.kind, Kind::Attribute) {
                    path = format!("{path}/@{}", field.name);
                }
                return Err(EncodeError { path, character });
            }
        }
        self.out.push_str(&self.value[written..]);
        Ok(())
    }

    fn start(&mut self, name: &'static str) {
        self.open.push(name);
        self.out.push('<');
        self.out.push_str(name);
    }

    /// Closes the element whose start tag ends at `end_of_start`, with an empty-element tag if it has no content. That has
    /// these attributes then.
    fn end(&mut self, name: &str, end_of_start: usize, if_empty: &str) {
        self.open.pop();
        if self.out.len() == end_of_start + 1 {
            self.out.truncate(end_of_start);
            self.out.push_str(if_empty);
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }
}

/// What takes the place of a character, if it has to be escaped.
type Escape = fn(char) -> Option<&'static str>;

/// What an empty element has that is nil.
const NIL: &str = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"";

fn escape_text(character: char) -> Option<&'static str> {
    match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#13;"),
        _ => None,
    }
}

fn escape_attribute(character: char) -> Option<&'static str> {
    match character {
        '"' => Some("&quot;"),
        '\n' => Some("&#10;"),
        '\t' => Some("&#9;"),
        other => escape_text(other),
    }
}
