//! What arrived: a record of each call, and a line of it for people.

mod line;
mod problem;

pub use line::line;
pub(crate) use problem::problem_of;

use crate::exchange::Incoming;
use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use http::{HeaderMap, Method, StatusCode};
use jiff::Timestamp;
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How many calls are kept; older ones are forgotten.
const KEPT: usize = 10_000;
/// How much of a body is kept.
const BODY: usize = 64 * 1024;
/// What stands for a secret.
const MASK: &str = "***";

/// A call that arrived.
#[derive(Clone)]
pub struct Record {
    /// Its number, from 1 on, in the order of arrival.
    pub number: u64,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: String,
    /// The parameters of the query string, decoded; secrets are `***`.
    pub query: Vec<(String, String)>,
    /// The parameters of the form, decoded; secrets are `***`.
    pub form: Vec<(String, String)>,
    /// The headers, without `Authorization` and `Cookie`.
    pub headers: HeaderMap,
    /// How the call said who it is from: `Basic`, `Bearer`, `Cookie`, or nothing.
    pub credentials: Option<&'static str>,
    /// When it arrived, by the sandbox's clock.
    pub received: Timestamp,
    /// The status that was answered; `None` as long as none was, or if a fault keeps it back.
    pub status: Option<StatusCode>,
    /// Bytes of the body that were sent.
    pub sent: u64,
    /// How long it took until the last byte was handed over, or the caller went away.
    pub duration: Option<Duration>,
    /// What was wrong with it.
    pub problem: Option<String>,
    /// The fault that it met.
    pub fault: Option<String>,
    secrets: Vec<(String, String)>,
    body: Bytes,
}

impl Record {
    /// The value of a parameter; a secret is `***`. If it comes several times, the last one counts.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut pairs = self.query.iter().chain(&self.form);
        pairs.rfind(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// What is done: the parameter `action`, or the verb in a path of `/qps/rest/`.
    pub fn action(&self) -> Option<&str> {
        self.parameter("action").or_else(|| action_of(&self.path))
    }

    /// The value of a secret parameter. It is there only if the sandbox was told to
    /// [keep secrets](crate::server::Builder::keep_secrets).
    pub fn secret(&self, name: &str) -> Option<&str> {
        self.secrets.iter().rfind(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The body, if it is no form: its first 64 KiB.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

impl fmt::Debug for Record {
    /// The line of the log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&line(self, false))
    }
}

/// The verb in a path of `/qps/rest/`: `search` in `/qps/rest/3.0/search/was/finding`.
pub(crate) fn action_of(path: &str) -> Option<&str> {
    path.strip_prefix("/qps/rest/")?.split('/').nth(1)
}

/// All calls.
pub(crate) struct Log {
    records: Mutex<Records>,
    keep_secrets: bool,
    listener: Option<Listener>,
}

/// Hears of each call when it has ended.
pub(crate) type Listener = Box<dyn Fn(&Record) + Send + Sync>;

#[derive(Default)]
struct Records {
    number: u64,
    kept: VecDeque<Record>,
}

impl Log {
    pub(crate) fn new(keep_secrets: bool, listener: Option<Listener>) -> Self {
        Self { records: Mutex::default(), keep_secrets, listener }
    }

    /// Writes down that a call arrived; the number is what it is known by from here on.
    pub(crate) fn arrived(&self, incoming: &Incoming, is_secret: &dyn Fn(&str) -> bool) -> u64 {
        let form: &[u8] = if incoming.is_form() { &incoming.body } else { &[] };
        let mut secrets = Vec::new();
        let mut pairs = |text: &[u8]| {
            let pairs = form_urlencoded::parse(text).into_owned();
            pairs
                .map(|(name, value)| {
                    if !is_secret(&name) {
                        return (name, value);
                    }
                    if self.keep_secrets {
                        secrets.push((name.clone(), value));
                    }
                    (name, MASK.to_owned())
                })
                .collect()
        };
        let (query, form) = (pairs(incoming.query.as_bytes()), pairs(form));
        let mut headers = incoming.headers.clone();
        headers.remove(PROXY_AUTHORIZATION);
        let authorization = headers.remove(AUTHORIZATION);
        let cookie = headers.remove(COOKIE);
        let mut records = self.records();
        records.number += 1;
        let number = records.number;
        if records.kept.len() >= KEPT {
            records.kept.pop_front();
        }
        records.kept.push_back(Record {
            number,
            method: incoming.method.clone(),
            path: incoming.path.clone(),
            query,
            form,
            headers,
            credentials: match (authorization, cookie) {
                (Some(value), _) if value.as_bytes().to_ascii_lowercase().starts_with(b"bearer ") => {
                    Some("Bearer")
                }
                (Some(_), _) => Some("Basic"),
                (None, Some(_)) => Some("Cookie"),
                (None, None) => None,
            },
            received: incoming.received,
            status: None,
            sent: 0,
            duration: None,
            problem: None,
            fault: None,
            secrets,
            body: match incoming.is_form() {
                true => Bytes::new(),
                false => Bytes::copy_from_slice(&incoming.body[..incoming.body.len().min(BODY)]),
            },
        });
        number
    }

    /// Adds what became known of a call.
    pub(crate) fn update(&self, number: u64, change: impl FnOnce(&mut Record)) {
        if let Some(record) = find(&mut self.records(), number) {
            change(record);
        }
    }

    /// The call ended.
    pub(crate) fn ended(&self, number: u64, sent: u64, duration: Duration) {
        let record = find(&mut self.records(), number).map(|record| {
            record.sent = sent;
            record.duration = Some(duration);
            record.clone()
        });
        if let (Some(record), Some(listener)) = (record, &self.listener) {
            listener(&record);
        }
    }

    pub(crate) fn all(&self) -> Vec<Record> {
        self.records().kept.iter().cloned().collect()
    }

    pub(crate) fn clear(&self) {
        self.records().kept.clear();
    }

    fn records(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn find(records: &mut Records, number: u64) -> Option<&mut Record> {
    let back = usize::try_from(records.number.checked_sub(number)?).ok()?;
    let index = records.kept.len().checked_sub(1)?.checked_sub(back)?;
    records.kept.get_mut(index)
}
