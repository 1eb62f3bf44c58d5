//! Texts in quotes: values of entities, defaults of attributes, identifiers.

use super::characters::{is_character, is_public_identifier_character, is_space};
use super::entity::{DEPTH, EntityText, reference_name};
use super::input::{Expanded, Place};
use super::parser::{Parsed, Parser, shortened};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

impl Parser<'_> {
    /// Reads a system identifier.
    pub(super) fn system_identifier(&mut self) -> Parsed<String> {
        Ok(self.quoted("a system identifier in quotes")?.0)
    }

    /// Reads a public identifier and normalises its white space.
    pub(super) fn public_identifier(&mut self) -> Parsed<String> {
        let (text, place) = self.quoted("a public identifier in quotes")?;
        let wrong = text.char_indices().find(|(_, one)| !is_public_identifier_character(*one));
        if let Some((at, one)) = wrong {
            let span = place.span(at..at + one.len_utf8());
            return self.error(
                Diagnostic::error(span, format!("`{one}` stands in a public identifier"))
                    .label("expected letters and digits of ASCII, spaces, or one of -'()+,./:=?;!*#@$_%"),
            );
        }
        Ok(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Reads the value of an entity and gives its replacement text.
    pub(super) fn entity_value(&mut self, expected: &str) -> Parsed<String> {
        let (text, place) = self.quoted(expected)?;
        let mut value = String::new();
        self.expand_entity_value(&text, place, &mut Vec::new(), &mut value)?;
        Ok(value)
    }

    /// Reads the value of an attribute: references are expanded, each white space is a space. `in_document` says whether
    /// it stands in a tag of the document.
    pub(crate) fn attribute_value(&mut self, expected: &str, in_document: bool) -> Parsed<String> {
        if let Some(quote @ ('"' | '\'')) = self.input.peek() {
            let behind = self.input.rest().get(1..).unwrap_or("");
            let is_end = |byte: u8| byte == b'<' || char::from(byte) == quote;
            if let Some(at) = behind.bytes().position(is_end)
                && behind.get(at..).is_some_and(|ahead| ahead.starts_with('<'))
            {
                self.input.skip(1 + at);
                let error = Diagnostic::error(
                    self.input.span_ahead(1),
                    format!("`<` stands in a value, in {}", self.context),
                );
                return self.error(
                    error.label(format!("expected `{quote}` before it")).help("write `&lt;` if it is meant"),
                );
            }
        }
        let (text, place) = self.quoted(expected)?;
        let mut value = String::new();
        self.expand_attribute_value(&text, place, in_document, &mut Vec::new(), &mut value)?;
        Ok(value)
    }

    /// Reads a text in quotes as it is written, and gives it with its place.
    fn quoted(&mut self, expected: &str) -> Parsed<(String, Place)> {
        let Some(quote @ ('"' | '\'')) = self.input.peek() else { return self.unexpected(expected) };
        let start = self.input.span_ahead(1);
        self.input.skip(1);
        let place = self.input.place();
        let Some(length) = self.input.rest().find(quote) else {
            let message = format!("the quotes that open here are not closed, in {}", self.context);
            return self
                .error(Diagnostic::error(start, message).label(format!("expected `{quote}` further on")));
        };
        let text = self.input.rest().get(..length).unwrap_or("").to_owned();
        self.input.skip(length + 1);
        Ok((text, place))
    }

    /// Adds the replacement text of an entity value: parameter entities and character references are expanded,
    /// references to general entities stay. `open` holds the entities under expansion.
    fn expand_entity_value(
        &mut self,
        text: &str,
        place: Place,
        open: &mut Vec<String>,
        value: &mut String,
    ) -> Parsed<()> {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = rest.find(['%', '&', '\r']).unwrap_or(rest.len());
            value.push_str(rest.get(..plain).unwrap_or(""));
            at += plain;
            let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { break };
            let here = |length: usize| place.span(at..at + length);
            if rest.starts_with("&#") {
                let (length, one) = self.character_reference(rest, place, at)?;
                value.push(one);
                at += length;
            } else if let Some(reference) = rest.strip_prefix('&') {
                let Some(name) = reference_name(reference) else {
                    return self.bare_ampersand(place, at, false);
                };
                let length = name.len() + 2;
                value.push_str(rest.get(..length).unwrap_or(""));
                at += length;
            } else if let Some(reference) = rest.strip_prefix('%') {
                let Some(name) = reference_name(reference) else {
                    let message = format!("`%` stands alone in {}", self.context);
                    return self.error(
                        Diagnostic::error(here(1), message)
                            .label("expected a reference to a parameter entity, `%name;`")
                            .help("a plain `%` is written `&#37;`"),
                    );
                };
                let span = here(name.len() + 2);
                if self.is_internal() {
                    return self.reference_in_internal_declaration_at(span);
                }
                let declared = self.parameter_entity(name, span)?;
                self.open_in_value("%", name, open, span, declared.span)?;
                match &declared.text {
                    EntityText::Internal(text) => {
                        self.count_expansion(text.len(), span)?;
                        self.expand_entity_value(text, Place::Expansion(span), open, value)?;
                    }
                    EntityText::External(id) => {
                        let entity = Expanded { sign: "%", name: name.to_owned(), declared: declared.span };
                        let (depth, start) = (self.input.depth(), self.input.mark());
                        self.enter_external(entity, id, declared.base, start)?;
                        let (text, place) = (self.input.rest().to_owned(), self.input.place());
                        let expanded = self.expand_entity_value(&text, place, open, value);
                        self.input.unwind(depth);
                        expanded?;
                    }
                    EntityText::Unparsed => {}
                }
                open.pop();
                at += name.len() + 2;
            } else {
                match place {
                    // In the file it ends a line, alone or before a line feed.
                    Place::File(..) if rest.starts_with("\r\n") => {}
                    Place::File(..) => value.push('\n'),
                    Place::Expansion(_) => value.push('\r'),
                }
                at += 1;
            }
        }
        Ok(())
    }

    /// Adds the normalised text of an attribute value.
    fn expand_attribute_value(
        &mut self,
        text: &str,
        place: Place,
        in_document: bool,
        open: &mut Vec<String>,
        value: &mut String,
    ) -> Parsed<()> {
        let mut at = 0;
        while let Some(rest) = text.get(at..) {
            let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'\t' | b'\n' | b'\r');
            let plain = rest.bytes().position(is_special).unwrap_or(rest.len());
            value.push_str(rest.get(..plain).unwrap_or(""));
            at += plain;
            let rest = rest.get(plain..).unwrap_or("");
            let Some(next) = rest.chars().next() else { break };
            let here = |length: usize| place.span(at..at + length);
            if rest.starts_with("&#") {
                let (length, one) = self.character_reference(rest, place, at)?;
                value.push(one);
                at += length;
            } else if let Some(reference) = rest.strip_prefix('&') {
                let Some(name) = reference_name(reference) else {
                    return self.bare_ampersand(place, at, in_document);
                };
                let length = name.len() + 2;
                match predefined(name) {
                    Some(one) => value.push(one),
                    None => {
                        let span = here(length);
                        let declared = self.general_entity(name, span, in_document)?;
                        let EntityText::Internal(text) = &declared.text else {
                            return self.external_in_value(name, span, declared.span);
                        };
                        self.open_in_value("&", name, open, span, declared.span)?;
                        self.count_expansion(text.len(), span)?;
                        let place = Place::Expansion(span);
                        self.expand_attribute_value(text, place, in_document, open, value)?;
                        open.pop();
                    }
                }
                at += length;
            } else if next == '<' {
                let message = format!("the text of an entity brings `<` into {}", self.context);
                return self.error(Diagnostic::error(here(1), message).label("a value may hold no markup"));
            } else {
                let both = rest.starts_with("\r\n") && matches!(place, Place::File(..));
                value.push(if is_space(next) { ' ' } else { next });
                at += if both { 2 } else { next.len_utf8() };
            }
        }
        Ok(())
    }

    /// Enters an entity inside a value, within the limits.
    fn open_in_value(
        &mut self,
        sign: &'static str,
        name: &str,
        open: &mut Vec<String>,
        span: Span,
        declared: Span,
    ) -> Parsed<()> {
        if open.iter().any(|one| one == name) || self.input.is_within(sign, name) {
            return self.recursion(sign, name, span, declared);
        }
        if open.len() >= DEPTH {
            return self.too_deep(sign, name, span);
        }
        open.push(name.to_owned());
        Ok(())
    }

    /// Reads `&#38;` or `&#x26;` at the start of `rest`; gives its length and the character.
    pub(crate) fn character_reference(
        &mut self,
        rest: &str,
        place: Place,
        at: usize,
    ) -> Parsed<(usize, char)> {
        let (digits, radix, prefix) = match rest.strip_prefix("&#x") {
            Some(digits) => (digits, 16, 3),
            None => (rest.strip_prefix("&#").unwrap_or(""), 10, 2),
        };
        let length = digits.find(|one: char| !one.is_digit(radix)).unwrap_or(digits.len());
        let closed = digits.get(length..).is_some_and(|behind| behind.starts_with(';'));
        let number = digits.get(..length).unwrap_or("").trim_start_matches('0');
        let whole = prefix + length + usize::from(closed);
        if length == 0 || !closed {
            return self.error(
                Diagnostic::error(place.span(at..at + whole), "this is not a reference to a character")
                    .label("expected digits and `;`, as in `&#38;` or `&#x26;`"),
            );
        }
        let one =
            u32::from_str_radix(number, radix).ok().and_then(char::from_u32).filter(|one| is_character(*one));
        match one {
            Some(one) => Ok((whole, one)),
            None => self.error(
                Diagnostic::error(place.span(at..at + whole), "this reference is to no character of XML")
                    .label("expected the number of a character that XML allows"),
            ),
        }
    }

    fn external_in_value<T>(&mut self, name: &str, reference: Span, declared: Span) -> Parsed<T> {
        let message = format!("`&{};` stands in a value, but is external", shortened(name));
        self.error(
            Diagnostic::error(reference, message)
                .label("a value may refer to entities with a text alone")
                .related(declared, "declared here"),
        )
    }

    /// Reports an `&` that begins no reference, in a document itself or in a declaration elsewhere.
    pub(crate) fn bare_ampersand<T>(&mut self, place: Place, at: usize, in_document: bool) -> Parsed<T> {
        let message = format!("`&` stands alone in {}", self.context);
        self.error(
            Diagnostic::error(place.span(at..at + 1), message).label("expected a reference, `&name;`").help(
                if self.in_document && in_document {
                    "a plain `&` is written `&amp;`"
                } else {
                    "a plain `&` is written `&amp;` in a default, `&#38;#38;` in an entity"
                },
            ),
        )
    }
}

/// The entities that XML itself declares.
pub(crate) fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}
