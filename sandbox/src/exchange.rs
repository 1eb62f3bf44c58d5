//! What goes over the wire: calls as they come in, answers as they go out.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use jiff::Timestamp;
use std::borrow::Cow;
use std::fmt;

/// A call as it arrived.
#[derive(Clone)]
pub struct Incoming {
    /// The method.
    pub method: Method,
    /// The path, percent-encoded as it arrived.
    pub path: String,
    /// The query string, without `?`; empty if there is none.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The login of the user whose credentials it carries.
    pub user: String,
    /// When it arrived, by the sandbox's clock.
    pub received: Timestamp,
}

impl Incoming {
    /// Where the caller finds this server, for URLs in answers: `http://127.0.0.1:8080`.
    pub fn origin(&self) -> String {
        let host = self.headers.get(HOST).and_then(|host| host.to_str().ok());
        format!("http://{}", host.unwrap_or("127.0.0.1"))
    }

    /// Whether the body is a form.
    pub fn is_form(&self) -> bool {
        let media_type = self.headers.get(CONTENT_TYPE).and_then(|text| text.to_str().ok()).unwrap_or("");
        let media_type = media_type.split(';').next().unwrap_or("").trim();
        media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded")
    }

    /// The parameters of query string and form, decoded, in their order.
    pub fn parameters(&self) -> impl Iterator<Item = (Cow<'_, str>, Cow<'_, str>)> {
        let form: &[u8] = if self.is_form() { &self.body } else { &[] };
        form_urlencoded::parse(self.query.as_bytes()).chain(form_urlencoded::parse(form))
    }

    /// The value of a parameter. If it comes several times, the last one counts.
    pub fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        self.parameters().filter(|(key, _)| key == name).last().map(|(_, value)| value)
    }

    /// Which of the two API families the path belongs to.
    pub fn family(&self) -> Family {
        if self.path.starts_with("/qps/") { Family::Qps } else { Family::Fo }
    }
}

impl fmt::Debug for Incoming {
    /// Without query, headers and body, which hold secrets.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({} bytes)", self.method, self.path, self.body.len())
    }
}

/// The two API families of the API server, which say errors in different documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// `/api/` and `/msp/`: forms, `SIMPLE_RETURN`.
    Fo,
    /// `/qps/rest/`: XML bodies, `ServiceResponse`.
    Qps,
}

/// What is answered.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// Headers beside those of the connection.
    pub headers: HeaderMap,
    /// The body.
    pub content: Content,
}

impl Answer {
    /// An answer in memory, with its media type.
    pub fn new(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Self {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(media_type))]);
        Self { status, headers, content: Content::Whole(body.into()) }
    }

    /// An XML document in memory, with status 200.
    pub fn xml(document: impl Into<Bytes>) -> Self {
        Self::new(StatusCode::OK, XML, document)
    }

    /// An XML document that is made while it is sent, with status 200.
    pub fn xml_in_pieces(pieces: impl Iterator<Item = Bytes> + Send + 'static) -> Self {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(XML))]);
        Self { status: StatusCode::OK, headers, content: Content::Pieces(Box::new(pieces)) }
    }
}

const XML: &str = "text/xml;charset=UTF-8";

/// The body of an answer.
pub enum Content {
    /// In memory.
    Whole(Bytes),
    /// Made while it is sent.
    Pieces(Box<dyn Iterator<Item = Bytes> + Send>),
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(bytes) => write!(f, "Whole({} bytes)", bytes.len()),
            Self::Pieces(_) => f.write_str("Pieces"),
        }
    }
}
