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
use std::borrow::Cow;
use std::fmt;

/// A call of the service, as a value.
///
/// What it needs is in `new`, the rest are setters; [`request`](Operation::request) checks the values and renders it.
pub trait Operation {
    /// What the service answers.
    type Response: Document;
    /// Its name, for messages: `schedule_scan::Create`.
    const NAME: &'static str;
    /// Whether it changes anything at the service. One that does not can be sent again.
    const CHANGES: bool;
    /// How a long answer is continued.
    const PAGES: Pages;

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
pub enum Pages {
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
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    method: Method,
    path: String,
    query: Vec<Pair>,
    form: Vec<Pair>,
    xml: Option<String>,
}

#[derive(Clone, PartialEq, Eq)]
struct Pair {
    name: Cow<'static, str>,
    value: String,
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
        self.query.iter().map(|pair| (&*pair.name, &*pair.value))
    }

    /// Names and values of the form.
    pub fn form(&self) -> impl Iterator<Item = (&str, &str)> {
        self.form.iter().map(|pair| (&*pair.name, &*pair.value))
    }

    /// The XML document, if it carries one.
    pub fn xml(&self) -> Option<&str> {
        self.xml.as_deref()
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
            Some(xml) => Body::Xml(xml.clone()),
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
        let value = if self.secret { "***" } else { &self.value };
        write!(f, "{:?}={value:?}", self.name)
    }
}
