//! Renders an operation: collects its parameters and checks their values.

use super::argument::Argument;
use super::invalid::{InvalidRequest, Violation};
use super::{Method, Pair, Request};
use crate::table::Document;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;

/// How values of a parameter are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As the type has it.
    Plain,
    /// `0` or `1`.
    Flag,
    /// `yes` or `no`.
    YesNo,
    /// A date as `mm/dd/yyyy`.
    MonthFirst,
}

/// A parameter and its rules.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    name: &'static str,
    style: Style,
    range: Option<(i64, u64)>,
    length: Option<(u32, u32)>,
    no_html: bool,
    non_empty: bool,
    secret: bool,
}

/// A parameter without rules.
pub const fn parameter(name: &'static str) -> Parameter {
    Parameter {
        name,
        style: Style::Plain,
        range: None,
        length: None,
        no_html: false,
        non_empty: false,
        secret: false,
    }
}

impl Parameter {
    /// Numbers from `first` to `last`.
    pub const fn range(mut self, first: i64, last: u64) -> Self {
        self.range = Some((first, last));
        self
    }
    /// From `shortest` to `longest` characters.
    pub const fn length(mut self, shortest: u32, longest: u32) -> Self {
        self.length = Some((shortest, longest));
        self
    }
    /// Text without HTML tags.
    pub const fn no_html(mut self) -> Self {
        self.no_html = true;
        self
    }
    /// A list with at least one value.
    pub const fn non_empty(mut self) -> Self {
        self.non_empty = true;
        self
    }
    /// A secret, which no message shows.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }
    /// Written as `0` or `1`.
    pub const fn flag(mut self) -> Self {
        self.style = Style::Flag;
        self
    }
    /// Written as `yes` or `no`.
    pub const fn yes_no(mut self) -> Self {
        self.style = Style::YesNo;
        self
    }
    /// A date, written as `mm/dd/yyyy`.
    pub const fn month_first(mut self) -> Self {
        self.style = Style::MonthFirst;
        self
    }
}

/// An operation while it is being rendered.
#[derive(Debug)]
pub struct Form {
    operation: &'static str,
    request: Request,
    query_names: &'static [&'static str],
    violations: Vec<Violation>,
}

/// What stands for itself in a path.
const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Form {
    /// Begins an operation. `path` has `{name}` where [`Form::path`] puts a value.
    pub fn new(operation: &'static str, method: Method, path: &str) -> Self {
        let request =
            Request { method, path: path.to_owned(), query: Vec::new(), form: Vec::new(), xml: None };
        Self { operation, request, query_names: &[], violations: Vec::new() }
    }

    /// Names of parameters that go into the query string of a `POST`.
    pub fn in_query(&mut self, names: &'static [&'static str]) {
        self.query_names = names;
    }

    /// A parameter whose value goes without saying.
    pub fn fixed(&mut self, name: &'static str, value: &str) {
        self.push(Cow::Borrowed(name), value.to_owned(), false);
    }

    /// A parameter, unless its value is absent.
    pub fn add(&mut self, parameter: Parameter, argument: &dyn Argument) {
        if let Some(value) = self.checked(parameter, argument) {
            let mut pairs = self.request.query.iter().chain(&self.request.form);
            if pairs.any(|pair| pair.name == parameter.name) {
                // The service takes the last of several, silently.
                let shown = if parameter.secret { "***".to_owned() } else { excerpt(&value) };
                self.violate(parameter.name, Some(shown), "to be given once".to_owned());
            }
            self.push(Cow::Borrowed(parameter.name), value, parameter.secret);
        }
    }

    /// A value in the path, in place of `{name}`.
    pub fn path(&mut self, parameter: Parameter, argument: &dyn Argument) {
        if let Some(value) = self.checked(parameter, argument) {
            if value.is_empty() {
                self.violate(parameter.name, Some(value.clone()), "a value".to_owned());
            }
            let value = utf8_percent_encode(&value, IN_PATH).to_string();
            self.request.path = self.request.path.replace(&format!("{{{}}}", parameter.name), &value);
        }
    }

    /// Parameters that the description does not have.
    pub fn raw(&mut self, pairs: &[(String, String)]) {
        for (name, value) in pairs {
            self.push(Cow::Owned(name.clone()), value.clone(), false);
        }
    }

    /// The XML that the request carries.
    pub fn xml<T: Document>(&mut self, body: &T) {
        match crate::encode(body) {
            Ok(xml) => self.request.xml = Some(xml),
            Err(error) => {
                self.violate(error.path(), Some(error.character().into()), "characters of XML".to_owned());
            }
        }
    }

    /// The XML that the request carries, as it is.
    pub fn xml_text(&mut self, xml: &str) {
        self.request.xml = Some(xml.to_owned());
    }

    /// A member that the request's XML must have.
    pub fn require(&mut self, member: &str, is_there: bool) {
        if !is_there {
            self.violate(member, None, "a value".to_owned());
        }
    }

    /// The rendered operation.
    ///
    /// # Errors
    ///
    /// When a rule was broken.
    pub fn finish(self) -> Result<Request, InvalidRequest> {
        match self.violations.as_slice() {
            [] => Ok(self.request),
            _ => Err(InvalidRequest { operation: self.operation, violations: self.violations }),
        }
    }

    fn push(&mut self, name: Cow<'static, str>, value: String, secret: bool) {
        // Beside XML there is no form, so what else there is goes with the address.
        let in_query = self.request.method != Method::Post
            || self.request.xml.is_some()
            || self.query_names.contains(&&*name);
        let pairs = if in_query { &mut self.request.query } else { &mut self.request.form };
        pairs.push(Pair { name, value, secret });
    }

    /// The text of a parameter's values, which are checked.
    fn checked(&mut self, parameter: Parameter, argument: &dyn Argument) -> Option<String> {
        let values = argument.values(parameter.style)?;
        if values.is_empty() && parameter.non_empty {
            self.violate(parameter.name, Some(String::new()), "at least one value".to_owned());
        }
        let is_list = values.len() > 1;
        for (text, number) in &values {
            let mut refuse = |allowed: String| {
                let shown = if parameter.secret { "***".to_owned() } else { excerpt(text) };
                self.violations.push(Violation {
                    parameter: parameter.name.to_owned(),
                    value: Some(shown),
                    allowed,
                });
            };
            if let (Some((first, last)), Some(number)) = (parameter.range, *number)
                && (number < i128::from(first) || number > i128::from(last))
            {
                refuse(format!("{first} to {last}"));
            }
            if let Some((shortest, longest)) = parameter.length {
                let length = text.chars().count();
                if length < shortest as usize || length > longest as usize {
                    refuse(format!("{shortest} to {longest} characters, not {length}"));
                }
            }
            if parameter.no_html && has_html_tag(text) {
                refuse("text without HTML tags".to_owned());
            }
            if is_list && text.contains(',') {
                refuse("a value without a comma, which separates the values".to_owned());
            }
        }
        let texts: Vec<String> = values.into_iter().map(|(text, _)| text).collect();
        Some(texts.join(","))
    }

    fn violate(&mut self, parameter: &str, value: Option<String>, allowed: String) {
        self.violations.push(Violation { parameter: parameter.to_owned(), value, allowed });
    }
}

fn has_html_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let rest = &text[at + 1..];
        rest.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?'))
            && rest.contains('>')
    })
}

/// A value for a message, not too long.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}
