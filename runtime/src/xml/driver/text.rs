//! Texts: of elements and of attributes, and the values that they are read into.

use super::{Driver, Fault, Outcome, is_blank};
use crate::drift::DriftKind;
use crate::table::{Field, Fit, Place, Record, Slot, Value};
use crate::xml::report::Reason;
use crate::xml::scanner::Token;
use crate::xml::seen::Seen;
use std::borrow::Cow;
use std::ops::Range;

impl<'a> Driver<'a> {
    /// Reads a text into a value; `name` is the name of its element, which begins at `start` and was just closed.
    pub(super) fn value(
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
                Err(Fault::Value(Box::new(Reason { offset: start, path: self.path_of(name), message })))
            }
        }
    }

    /// Whether the element that just began says that it is nil.
    #[inline]
    pub(super) fn is_nil(&self) -> bool {
        let mut attributes = self.scanner.attributes().iter();
        attributes.any(|one| one.name.ends_with(":nil") && matches!(one.value.trim(), "true" | "1"))
    }

    /// The attributes of the element that just began.
    #[inline]
    pub(super) fn attributes(&mut self, record: Option<&mut dyn Record>, seen: &mut Seen) -> Outcome {
        if self.scanner.attributes().is_empty() {
            seen.last = 0;
            return Ok(());
        }
        self.some_attributes(record, seen)
    }

    fn some_attributes(&mut self, mut record: Option<&mut dyn Record>, seen: &mut Seen) -> Outcome {
        for index in 0..self.scanner.attributes().len() {
            let Some(attribute) = self.scanner.attributes().get(index).cloned() else { break };
            let name = attribute.name;
            // Namespace declarations and xsi:schemaLocation speak of the document, not of its content.
            if is_about_the_document(name) {
                continue;
            }
            self.check_length(attribute.value.len())?;
            let known = record
                .as_deref_mut()
                .and_then(|record| record.table().attribute(name).map(|row| (record, row)));
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
            if !seen.note(row) {
                continue;
            }
            let field = &record.table().fields[row];
            let Some(Slot::Value(value)) = record.place(row).map(Place::make) else { continue };
            self.attribute_value(value, attribute.value, field, range)?;
        }
        seen.last = 0;
        Ok(())
    }

    pub(super) fn attribute_value(
        &mut self,
        value: &mut dyn Value,
        text: Cow<'_, str>,
        field: &Field,
        range: Range<usize>,
    ) -> Outcome {
        // Nearly always it is borrowed, and nothing is copied.
        let kept = text.clone();
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
                let message = format!("expected {}, found {}", misfit.expected, excerpt(&kept));
                Err(Fault::Value(Box::new(Reason { offset: range.start, path: path(), message })))
            }
        }
    }

    /// The text of an element without structure, up to and with its end tag. White space around CDATA sections is
    /// layout and goes, if nothing else stands there.
    pub(super) fn text(&mut self) -> Outcome<Cow<'a, str>> {
        if let Some(text) = self.scanner.close_with_text() {
            return Ok(Cow::Borrowed(text));
        }
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
}

/// A text for a message, not too long.
fn excerpt(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{:?}…", &text[..cut]).into(),
        None => format!("{text:?}").into(),
    }
}

/// Whether an attribute declares a namespace, or is one of XML Schema's for instances.
fn is_about_the_document(name: &str) -> bool {
    // Few names have a prefix, and most are short.
    let Some(colon) = name.bytes().position(|byte| byte == b':') else { return name == "xmlns" };
    let (prefix, local) = (&name[..colon], &name[colon + 1..]);
    matches!(prefix, "xmlns" | "xsi")
        || matches!(local, "nil" | "schemaLocation" | "noNamespaceSchemaLocation")
}
