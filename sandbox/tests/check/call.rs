//! Calls written down in short.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method};
use jiff::Timestamp;
use qualys_sandbox::check::{self, Checker, Refusal};
use qualys_sandbox::exchange::Incoming;
use qualys_sandbox::model::model;
use std::sync::OnceLock;

/// A call to check.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// The method.
    pub(crate) method: Method,
    /// The path.
    pub(crate) path: String,
    /// The query string.
    pub(crate) query: String,
    /// The media type of the body.
    pub(crate) media_type: &'static str,
    /// The body.
    pub(crate) body: String,
}

/// The media type of forms.
pub(crate) const FORM: &str = "application/x-www-form-urlencoded";

/// Pairs as a query string or a form has them.
pub(crate) fn encoded(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

impl Call {
    /// A form that is posted.
    pub(crate) fn form(path: &str, pairs: &[(&str, &str)]) -> Self {
        let body = encoded(pairs);
        Self { method: Method::POST, path: path.to_owned(), query: String::new(), media_type: FORM, body }
    }

    /// Parameters in the query string.
    pub(crate) fn get(path: &str, pairs: &[(&str, &str)]) -> Self {
        let query = encoded(pairs);
        Self { method: Method::GET, path: path.to_owned(), query, media_type: FORM, body: String::new() }
    }

    /// XML that is posted.
    pub(crate) fn xml(path: &str, body: &str) -> Self {
        let body = body.to_owned();
        Self {
            method: Method::POST,
            path: path.to_owned(),
            query: String::new(),
            media_type: "text/xml",
            body,
        }
    }
}

/// What the checker says of a call.
pub(crate) fn check(call: &Call) -> Result<check::Call, Refusal> {
    static CHECKER: OnceLock<Checker> = OnceLock::new();
    let incoming = Incoming {
        method: call.method.clone(),
        path: call.path.clone(),
        query: call.query.clone(),
        headers: HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(call.media_type))]),
        body: Bytes::from(call.body.clone()),
        user: "quays_ab1".to_owned(),
        received: Timestamp::UNIX_EPOCH,
    };
    CHECKER.get_or_init(|| Checker::new(model())).check(&incoming)
}

/// The same in a line: `accepted: api operation`, or status, code and text.
pub(crate) fn outcome(call: &Call) -> String {
    match check(call) {
        Ok(call) => format!("accepted: {} {}", call.api, call.operation),
        Err(Refusal { status, code, text }) => {
            let space = if code.is_empty() { "" } else { " " };
            format!("{status}{space}{code}: {text}")
        }
    }
}
