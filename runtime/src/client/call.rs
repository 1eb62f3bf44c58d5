//! A call: a rendered operation with what the client has to know of it.

use super::credentials::Credentials;
use super::error::{Error, ErrorKind};
use super::platform::Platform;
use super::scrub::Scrub;
use crate::request::{Method, Operation, Request};
use url::Url;
use zeroize::Zeroizing;

/// A rendered operation.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) operation: &'static str,
    pub(super) changes: bool,
    request: Request,
}

/// Query strings that are longer go into a form: the service, and what is before it, refuses long addresses.
const LONGEST_QUERY: usize = 2000;

impl Call {
    pub(super) fn of<O: Operation>(operation: &O) -> Result<Self, Error> {
        Ok(Self { operation: O::NAME, changes: O::CHANGES, request: operation.request()? })
    }

    /// Another request of the same operation.
    fn with(&self, request: Request) -> Self {
        Self { operation: self.operation, changes: self.changes, request }
    }

    /// The next page, at a URL that the service gave.
    pub(super) fn page(&self, url: &str, platform: &Platform) -> Result<Self, Error> {
        let wrong = |what: &str| {
            let message = format!("the URL of the next page {what}, and was not called");
            Error::new(ErrorKind::PageLoop, message).with_operation(self.operation)
        };
        let server = Url::parse(platform.api_server()).map_err(|_| wrong("has no server"))?;
        let url = server.join(url.trim()).map_err(|_| wrong("is no URL"))?;
        if url.origin() != server.origin() {
            let host = url.host_str().unwrap_or("nowhere").to_owned();
            return Err(wrong(&format!("leads to another server, {}://{host}", url.scheme())));
        }
        let mut request = Request::new(Method::Get, url.path());
        for (name, value) in url.query_pairs() {
            request = request.parameter(name.into_owned(), value);
        }
        Ok(self.with(request))
    }

    pub(super) fn method(&self) -> Method {
        self.request.method()
    }

    pub(super) fn path(&self) -> &str {
        self.request.path()
    }

    /// What it asks for, in its address or in a form.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.request.query().chain(self.request.form())
    }

    pub(super) fn xml(&self) -> Option<&str> {
        self.request.xml()
    }

    /// Path and query string, and whether what would be a query string is posted as a form.
    pub(super) fn line(&self) -> (Zeroizing<String>, bool) {
        let line = Zeroizing::new(self.request.path_and_query());
        let is_form = self.method() == Method::Get && self.request.xml().is_none();
        if is_form && !self.path().starts_with("/qps/") && line.len() > LONGEST_QUERY {
            return (Zeroizing::new(self.path().to_owned()), true);
        }
        (line, false)
    }

    pub(super) fn headers(&self, posted: bool) -> Vec<(&'static str, &'static str)> {
        let mut headers = self.request.headers();
        if posted {
            headers.push(("Content-Type", "application/x-www-form-urlencoded"));
        }
        headers
    }

    pub(super) fn body(&self, posted: bool) -> Option<Zeroizing<String>> {
        if posted {
            let line = Zeroizing::new(self.request.path_and_query());
            return line.split_once('?').map(|(_, query)| Zeroizing::new(query.to_owned()));
        }
        match self.request.body() {
            crate::request::Body::Empty if self.method() == Method::Post => Some(Zeroizing::default()),
            crate::request::Body::Empty => None,
            crate::request::Body::Form(text) | crate::request::Body::Xml(text) => Some(Zeroizing::new(text)),
        }
    }

    /// What no message may show: the secrets of the client and of the call.
    pub(super) fn scrub(&self, credentials: &Credentials) -> Scrub {
        let mut scrub = Scrub::default();
        credentials.secrets().iter().for_each(|secret| scrub.add(secret));
        // Values of parameters that are not known count as secret, and short ones would take half of a text with them.
        self.request.secrets().filter(|secret| secret.len() > 3).for_each(|secret| scrub.add(secret));
        scrub
    }
}
