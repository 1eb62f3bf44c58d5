//! Renders an operation: collects its parameters and checks their values.

use super::argument::Argument;
use super::filter::Condition;
use super::invalid::{InvalidRequest, Violation};
use super::parameter::{self, Parameter};
use super::raw::Raw;
use super::{Method, Pair, Request};
use crate::table::Document;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use zeroize::Zeroizing;

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
    /// Begins an operation. `path` has `{name}` where the value of a parameter goes.
    pub fn new(operation: &'static str, method: Method, path: &str) -> Self {
        Self { operation, request: Request::new(method, path), query_names: &[], violations: Vec::new() }
    }

    /// Names of parameters that go into the query string of a `POST`.
    pub fn in_query(&mut self, names: &'static [&'static str]) {
        self.query_names = names;
    }

    /// A parameter whose value goes without saying.
    pub fn fixed(&mut self, name: &'static str, value: &str) {
        if !self.fill(name, value, false) {
            self.once(name, value, false);
            self.push(Cow::Borrowed(name), value.to_owned(), false);
        }
    }

    /// A parameter, unless its value is absent. It goes into the path if that has its name.
    pub fn add(&mut self, parameter: Parameter, argument: &dyn Argument) {
        if let Some(value) = self.checked(parameter, argument)
            && !self.fill(parameter.name, &value, parameter.secret)
        {
            self.once(parameter.name, &value, parameter.secret);
            self.push(Cow::Borrowed(parameter.name), value, parameter.secret);
        }
    }

    /// Puts a value into the path, in place of `{name}`, if that is there.
    fn fill(&mut self, name: &str, value: &str, secret: bool) -> bool {
        let place = format!("{{{name}}}");
        if !self.request.path.contains(&place) {
            return false;
        }
        // A dot segment changes which path it is, however it is written.
        if matches!(value, "" | "." | "..") {
            let allowed = if value.is_empty() { "a value" } else { "a value other than `.` and `..`" };
            self.violate(name, Some(parameter::shown(value, secret)), allowed.to_owned());
        }
        let value = utf8_percent_encode(value, IN_PATH).to_string();
        self.request.path = self.request.path.replace(&place, &value);
        true
    }

    /// Parameters that the description does not have. They are sent as they are; `Debug` does not show their values,
    /// because what they are is not known.
    pub fn raw(&mut self, raw: &Raw) {
        let known: Vec<String> =
            self.request.query.iter().chain(&self.request.form).map(|pair| pair.name.to_string()).collect();
        for (name, value) in raw.pairs() {
            if known.contains(name) {
                // The service would take the last of the two, and what the operation is for would no longer hold.
                let allowed = "to be set where the operation has it".to_owned();
                self.violate(name, Some(parameter::shown(value, true)), allowed);
            }
            self.push(Cow::Owned(name.clone()), value.clone(), true);
        }
    }

    /// The XML that the request carries.
    pub fn xml<T: Document>(&mut self, body: &T) {
        match crate::encode(body) {
            Ok(xml) => self.request.xml = Some(Zeroizing::new(xml)),
            Err(error) => {
                self.violate(error.path(), Some(error.character().into()), "characters of XML".to_owned());
            }
        }
    }

    /// The XML that the request carries, as it is.
    pub fn xml_text(&mut self, xml: &str) {
        self.request.xml = Some(Zeroizing::new(xml.to_owned()));
    }

    /// A member that the request's XML must have.
    pub fn require(&mut self, member: &str, is_there: bool) {
        if !is_there {
            self.violate(member, None, "a value".to_owned());
        }
    }

    /// A member that the request's XML must have where `other`, whose value is `word`, has one of `words`.
    pub fn require_if(
        &mut self,
        member: &str,
        is_there: bool,
        other: &str,
        word: Option<&str>,
        words: &[&str],
    ) {
        if let Some(word) = word.filter(|word| !is_there && words.contains(word)) {
            self.violate(member, None, format!("a value, as {other} is {word}"));
        }
    }

    /// A number in the request's XML that has to be from `first` to `last`, if it is there.
    pub fn range(&mut self, member: &str, number: Option<i128>, first: i64, last: u64) {
        if let Some((number, allowed)) =
            number.and_then(|one| Some((one, parameter::beyond(one, first, last)?)))
        {
            self.violate(member, Some(number.to_string()), allowed);
        }
    }

    /// A condition that the request's XML has.
    pub fn condition(&mut self, condition: &Condition) {
        self.violations.extend(condition.violations());
    }

    /// The rendered operation.
    ///
    /// # Errors
    ///
    /// When a rule was broken.
    pub fn finish(mut self) -> Result<Request, InvalidRequest> {
        if let Some((_, name)) = self.request.path.split_once('{') {
            let name = name.split('}').next().unwrap_or_default().to_owned();
            self.violate(&name, None, "a value for the path".to_owned());
        }
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
        pairs.push(Pair { name, value: Zeroizing::new(value), secret });
    }

    /// Complains about a parameter that is there already: the service takes the last of several, silently.
    fn once(&mut self, name: &str, value: &str, secret: bool) {
        let mut pairs = self.request.query.iter().chain(&self.request.form);
        if pairs.any(|pair| pair.name == name) {
            self.violate(name, Some(parameter::shown(value, secret)), "to be given once".to_owned());
        }
    }

    /// The text of a parameter's values, which are checked.
    fn checked(&mut self, parameter: Parameter, argument: &dyn Argument) -> Option<String> {
        let values = argument.values(parameter.style)?;
        for (value, allowed) in parameter.violations(&values) {
            self.violate(parameter.name, Some(parameter.shown(&value)), allowed);
        }
        let texts: Vec<Zeroizing<String>> =
            values.into_iter().map(|(text, _)| Zeroizing::new(text)).collect();
        let texts: Vec<&str> = texts.iter().map(|text| text.as_str()).collect();
        Some(texts.join(","))
    }

    fn violate(&mut self, parameter: &str, value: Option<String>, allowed: String) {
        self.violations.push(Violation { parameter: parameter.to_owned(), value, allowed });
    }
}
