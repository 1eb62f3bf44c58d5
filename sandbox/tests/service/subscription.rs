//! A subscription that is called as over the wire: calls are checked, answers kept, so that they can be held against their schemas.

use crate::xmllint::Documents;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use jiff::{Timestamp, ToSpan as _};
use qualys_codegen::ir::{Particle, Term};
use qualys_sandbox::check::Checker;
use qualys_sandbox::document::{Element, parse};
use qualys_sandbox::exchange::{Answer, Content, Incoming};
use qualys_sandbox::model::model;
use qualys_sandbox::service::{Service, Settings};
use std::collections::BTreeSet;

/// The time of the tests.
pub(crate) const NOW: &str = "2026-02-03T10:00:00Z";

/// A subscription under test.
pub(crate) struct Subscription {
    pub(crate) service: Service,
    checker: Checker,
    now: Timestamp,
    /// The operations that were called.
    pub(crate) called: BTreeSet<(String, String)>,
    /// The answers, by schema.
    pub(crate) answers: Documents,
}

impl Subscription {
    pub(crate) fn new(settings: Settings) -> Self {
        let now: Timestamp = NOW.parse().expect("a time");
        let service = Service::new(model(), Settings { epoch: now, ..settings });
        let checker = Checker::new(model());
        Self { service, checker, now, called: BTreeSet::new(), answers: Documents::new() }
    }

    /// Lets time go by.
    pub(crate) fn wait(&mut self, seconds: i64) {
        self.now = self.now.checked_add(seconds.seconds()).expect("a time");
    }

    /// Calls an operation with a form; gives the root of the answer.
    pub(crate) fn form(&mut self, operation: &str, parameters: &[(&str, &str)]) -> Element {
        let (status, text) = self.send(operation, parameters, None);
        assert_eq!(status, StatusCode::OK, "{operation}: {text}");
        self.keep(operation, text)
    }

    /// Calls an operation with a form that is refused; gives status and code.
    pub(crate) fn refused_form(&mut self, operation: &str, parameters: &[(&str, &str)]) -> (u16, String) {
        let (status, text) = self.send(operation, parameters, None);
        let root = self.keep_as("common/2.0/simple_return", "refusal", text);
        (status.as_u16(), root.text_at("RESPONSE/CODE").unwrap_or_default())
    }

    /// Calls an operation with an id in the path, `0` for none, and what stands in the `ServiceRequest`.
    pub(crate) fn body(&mut self, operation: &str, id: u64, body: &str) -> Element {
        let root = self.outcome(operation, id, body);
        assert_eq!(root.text_at("responseCode").as_deref(), Some("SUCCESS"), "{operation}: {root:?}");
        root
    }

    /// The same, whatever becomes of it.
    pub(crate) fn outcome(&mut self, operation: &str, id: u64, body: &str) -> Element {
        let body = (!body.is_empty()).then(|| format!("<ServiceRequest>{body}</ServiceRequest>"));
        let id_text = id.to_string();
        let parameters: &[(&str, &str)] = if id == 0 { &[] } else { &[("id", &id_text)] };
        let (status, text) = self.send(operation, parameters, body);
        assert_eq!(status, StatusCode::OK, "{operation}: {text}");
        self.keep(operation, text)
    }

    /// The answer to a call by its URL, as a client follows one.
    pub(crate) fn follow(&mut self, url: &str) -> Element {
        let (path, query) = url.split_once('?').expect("a query string");
        let path = path.strip_prefix("http://sandbox.example").expect("a URL of the sandbox");
        let incoming = self.incoming(Method::GET, path.to_owned(), query.to_owned(), None);
        let call = self.checker.check(&incoming).unwrap_or_else(|refusal| panic!("{url}: {refusal:?}"));
        let text = whole(self.service.answer(&call, &incoming));
        self.keep(&format!("{} {}", call.api, call.operation), text)
    }

    /// Calls an operation and gives the answer as it is.
    pub(crate) fn answer(
        &mut self,
        operation: &str,
        parameters: &[(&str, &str)],
        body: Option<String>,
    ) -> Answer {
        let (api, name) = operation.split_once(' ').expect("a description and an operation");
        let described = &model().apis[api].operations[name];
        let mut path = described.path.clone();
        let mut action = Vec::new();
        fixed_action(&described.model, &mut action);
        let mut form = form_urlencoded::Serializer::new(String::new());
        let mut query = form_urlencoded::Serializer::new(String::new());
        let method = match described.method {
            qualys_codegen::ir::Method::Get => Method::GET,
            qualys_codegen::ir::Method::Post => Method::POST,
            qualys_codegen::ir::Method::Delete => Method::DELETE,
        };
        let action = action.iter().map(|text| ("action", text.as_str()));
        for (key, value) in action.chain(parameters.iter().copied()) {
            let place = format!("{{{key}}}");
            if path.contains(&place) {
                path = path.replace(&place, value);
            } else if method == Method::GET || described.query.iter().any(|one| one == key) {
                query.append_pair(key, value);
            } else {
                form.append_pair(key, value);
            }
        }
        let content = match body {
            Some(body) => Some(("text/xml", body)),
            None if method == Method::POST && !described.path.starts_with("/qps/") => {
                Some(("application/x-www-form-urlencoded", form.finish()))
            }
            None => None,
        };
        let incoming = self.incoming(method, path, query.finish(), content);
        let call = self.checker.check(&incoming).unwrap_or_else(|refusal| panic!("{operation}: {refusal:?}"));
        assert_eq!(format!("{} {}", call.api, call.operation), operation);
        self.called.insert((call.api.clone(), call.operation.clone()));
        self.service.answer(&call, &incoming)
    }

    fn send(
        &mut self,
        operation: &str,
        parameters: &[(&str, &str)],
        body: Option<String>,
    ) -> (StatusCode, String) {
        let answer = self.answer(operation, parameters, body);
        (answer.status, whole(answer))
    }

    fn incoming(
        &self,
        method: Method,
        path: String,
        query: String,
        content: Option<(&'static str, String)>,
    ) -> Incoming {
        let mut headers = HeaderMap::new();
        headers.insert(HOST, HeaderValue::from_static("sandbox.example"));
        let body = content.map(|(media_type, body)| {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
            Bytes::from(body)
        });
        let body = body.unwrap_or_default();
        Incoming { method, path, query, headers, body, user: "tester".to_owned(), received: self.now }
    }

    fn keep(&mut self, operation: &str, text: String) -> Element {
        let (api, name) = operation.split_once(' ').expect("a description and an operation");
        self.keep_as(&model().apis[api].operations[name].returns.module, name, text)
    }

    fn keep_as(&mut self, schema: &str, name: &str, text: String) -> Element {
        let root = parse_document(&text);
        let documents = self.answers.entry(schema.to_owned()).or_default();
        documents.push((format!("{}-{name}.xml", documents.len()), text));
        root
    }
}

/// The value of the parameter `action` in a model.
fn fixed_action(particle: &Particle, found: &mut Vec<String>) {
    match &particle.term {
        Term::Element(element) if element.name == "action" => {
            found.extend(element.default.as_ref().map(|default| default.value.clone()));
        }
        Term::Sequence(parts) => parts.iter().for_each(|part| fixed_action(part, found)),
        _ => {}
    }
}

/// A body in memory.
pub(crate) fn whole(answer: Answer) -> String {
    let bytes = match answer.content {
        Content::Whole(bytes) => bytes.to_vec(),
        Content::Pieces(pieces) => pieces.flat_map(|piece| piece.to_vec()).collect(),
    };
    String::from_utf8(bytes).expect("UTF-8")
}

/// The root of a document, whose DOCTYPE is not looked at.
fn parse_document(text: &str) -> Element {
    let start =
        text.find("<!DOCTYPE").map_or(0, |start| start + text[start..].find('>').expect("its end") + 1);
    parse(&text[start..]).unwrap_or_else(|malformed| panic!("{malformed}\n{text}"))
}

/// The text of the first ITEM with a key in a `SIMPLE_RETURN`.
pub(crate) fn item(root: &Element, key: &str) -> String {
    let items = root.all_at("RESPONSE/ITEM_LIST/ITEM");
    let item = items.into_iter().find(|item| item.text_at("KEY").as_deref() == Some(key));
    item.and_then(|item| item.text_at("VALUE")).unwrap_or_else(|| panic!("no item {key} in {root:?}"))
}

/// The texts at a path.
pub(crate) fn texts(root: &Element, path: &str) -> Vec<String> {
    root.all_at(path).into_iter().map(Element::text).collect()
}
