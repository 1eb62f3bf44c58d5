//! Requests: operations as values, and what they become before anything is sent.

mod argument;
pub mod filter;
mod form;
mod invalid;
mod parameter;
mod raw;
mod records;

pub use argument::{Argument, ParameterValue};
pub use form::Form;
pub use invalid::{InvalidRequest, Violation};
pub use parameter::{Parameter, Style, parameter};
pub use raw::Raw;
pub use records::Records;

use crate::table::Document;
use secrecy::{ExposeSecret, SecretString};
use std::borrow::Cow;
use std::fmt;
use zeroize::Zeroizing;

/// A call of the service, as a value.
///
/// What it needs is in `new`, the rest are setters; [`request`](Operation::request) checks the values and renders it.
///
/// For a call that this crate does not describe, implement it yourself, with a [`Request`] of [`Request::new`].
pub trait Operation: Send + Sync {
    /// What the service answers.
    type Response: Document + Send + 'static;
    /// Its name, for messages: `schedule_scan::Create`.
    const NAME: &'static str;
    /// Whether it changes anything at the service. One that does not can be sent again.
    const CHANGES: bool;
    /// How a long answer is continued.
    const PAGES: Paging;

    /// Renders the operation, without sending it.
    ///
    /// # Errors
    ///
    /// When a value breaks a rule of the service; the error lists all that do.
    fn request(&self) -> Result<Request, InvalidRequest>;
}

/// How a long answer is continued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// There is one answer.
    None,
    /// The answer's `WARNING` has the URL of the next.
    WarningUrl,
    /// The next is searched for from the last identifier on.
    LastId,
}

/// The method of HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Parameters are in the query string.
    Get,
    /// Parameters are in a form, or the body is XML.
    Post,
    /// There is no body.
    Delete,
}

impl Method {
    /// The method as HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A rendered operation: what will be sent, but for the server and the credentials.
///
/// `Debug` shows secrets, and values that the descriptions do not know, as `***`, and of XML its length; [`query`](Request::query), [`form`](Request::form) and [`body`](Request::body) give
/// them as they are.
///
/// Values are wiped from memory when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    method: Method,
    path: String,
    query: Vec<Pair>,
    form: Vec<Pair>,
    xml: Option<Zeroizing<String>>,
}

#[derive(Clone, PartialEq, Eq)]
struct Pair {
    name: Cow<'static, str>,
    value: Zeroizing<String>,
    secret: bool,
}

/// What a request carries.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Body {
    /// Nothing.
    Empty,
    /// A form, URL-encoded.
    Form(String),
    /// An XML document.
    Xml(String),
}

impl Request {
    /// A request without parameters. `path` is the path on the API server, percent-encoded where it has to be.
    ///
    /// ```
    /// use qualys_runtime::request::{Method, Request};
    ///
    /// let request = Request::new(Method::Post, "/api/2.0/fo/asset/group/").parameter("action", "list");
    /// assert_eq!(request.form().next(), Some(("action", "list")));
    /// ```
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), query: Vec::new(), form: Vec::new(), xml: None }
    }

    /// Adds a parameter: to the form of a `POST`, else to the query string.
    pub fn parameter(mut self, name: impl Into<Cow<'static, str>>, value: impl Into<String>) -> Self {
        self.push(Pair { name: name.into(), value: Zeroizing::new(value.into()), secret: false });
        self
    }

    /// Adds a parameter whose value no message and no `Debug` shows.
    pub fn secret(mut self, name: impl Into<Cow<'static, str>>, value: &SecretString) -> Self {
        let value = Zeroizing::new(value.expose_secret().to_owned());
        self.push(Pair { name: name.into(), value, secret: true });
        self
    }

    /// Carries an XML document; parameters of the form go into the query string.
    pub fn with_xml(mut self, xml: impl Into<String>) -> Self {
        self.xml = Some(Zeroizing::new(xml.into()));
        let form = std::mem::take(&mut self.form);
        self.query.extend(form);
        self
    }

    fn push(&mut self, pair: Pair) {
        let in_form = self.method == Method::Post && self.xml.is_none();
        if in_form { &mut self.form } else { &mut self.query }.push(pair);
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path on the API server, without the query string.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Names and values of the query string.
    pub fn query(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|pair| (&*pair.name, pair.value.as_str()))
    }

    /// Names and values of the form.
    pub fn form(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.iter().map(|pair| (&*pair.name, pair.value.as_str()))
    }

    /// The XML document, if it carries one.
    pub fn xml(&self) -> Option<&str> {
        self.xml.as_ref().map(|xml| xml.as_str())
    }

    /// Values that no message may show.
    #[cfg(feature = "client")]
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        let pairs = self.query.iter().chain(&self.form).filter(|pair| pair.secret);
        pairs.map(|pair| pair.value.as_str())
    }

    /// Path and query string, URL-encoded.
    pub fn path_and_query(&self) -> String {
        if self.query.is_empty() {
            return self.path.clone();
        }
        format!("{}?{}", self.path, encoded(self.query()))
    }

    /// The body, encoded.
    pub fn body(&self) -> Body {
        match &self.xml {
            Some(xml) => Body::Xml(xml.to_string()),
            None if self.form.is_empty() => Body::Empty,
            None => Body::Form(encoded(self.form())),
        }
    }

    /// Headers that the service asks for with this request: `X-Requested-With` on each, and the type of the body.
    pub fn headers(&self) -> Vec<(&'static str, &'static str)> {
        let mut headers = vec![("X-Requested-With", "qualys-rust")];
        if self.xml.is_some() {
            headers.push(("Content-Type", "text/xml"));
        } else if !self.form.is_empty() {
            headers.push(("Content-Type", "application/x-www-form-urlencoded"));
        }
        headers
    }
}

fn encoded<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("form", &self.form)
            .field("xml", &self.xml.as_ref().map(|xml| format!("{} bytes", xml.len())))
            .finish()
    }
}

impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.secret { "***" } else { self.value.as_str() };
        write!(f, "{:?}={value:?}", self.name)
    }
}
