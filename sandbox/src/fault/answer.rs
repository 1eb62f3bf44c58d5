//! What faults answer instead of the service.

use super::{Fault, RetryAfter};
use crate::answers::{generic_return, html, json, simple_return};
use crate::clock::later;
use crate::exchange::{Answer, Family, Incoming};
use crate::limits::limits_reached;
use http::header::{LOCATION, RETRY_AFTER};
use http::{HeaderValue, StatusCode};
use jiff::Timestamp;
use std::time::Duration;

/// The answer, if the fault is one.
pub(crate) fn instead(fault: &Fault, incoming: &Incoming, now: Timestamp) -> Option<Answer> {
    let error = |status: StatusCode, code: &str, text: &str, items: &[(&str, &str)]| {
        simple_return(status, now, Some(code), text, items)
    };
    let answer = match fault {
        Fault::TooManyAtOnce => with_limits(too_many_at_once(now, 1), incoming, None),
        Fault::TooManyCalls { seconds } => {
            with_limits(too_many_calls(now, *seconds), incoming, Some(*seconds))
        }
        Fault::Registration => {
            let text =
                "The registration of this account is not complete: log in to the user interface first.";
            error(StatusCode::CONFLICT, "2003", text, &[])
        }
        Fault::Conflict => Answer::new(StatusCode::CONFLICT, "text/xml;charset=UTF-8", ""),
        Fault::TooManyRequests(retry_after) => {
            let text = "Too many requests";
            let mut answer = json(StatusCode::TOO_MANY_REQUESTS, now, text, &incoming.path);
            let value = match *retry_after {
                RetryAfter::Unsaid => None,
                RetryAfter::Seconds(seconds) => Some(HeaderValue::from(seconds)),
                RetryAfter::Date(seconds) => http_date(later(now, Duration::from_secs(seconds))),
            };
            answer.headers.extend(value.map(|value| (RETRY_AFTER, value)));
            answer
        }
        Fault::Duplicate => simple_return(
            StatusCode::ACCEPTED,
            now,
            None,
            "Duplicate operation: the same one is running.",
            &[],
        ),
        Fault::Status(code) => {
            let status = StatusCode::from_u16(*code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            html(status, "The server is not able to answer this request.")
        }
        Fault::Html => html(StatusCode::OK, "The service is under maintenance."),
        Fault::Error(code) => error(StatusCode::OK, &code.to_string(), text_of(*code), &[]),
        Fault::Internal => generic_return(StatusCode::OK, now, "999", "Internal error. Try again later."),
        Fault::Csv => {
            let csv = "\"----BEGIN_RESPONSE_BODY_CSV\"\n\"ID\",\"TITLE\"\n\"1\",\"Weekly\"\n\"----END_RESPONSE_BODY_CSV\"\n";
            Answer::new(StatusCode::OK, "text/csv;charset=UTF-8", csv)
        }
        Fault::Json => json(StatusCode::BAD_REQUEST, now, "The request is not valid.", &incoming.path),
        Fault::Empty => Answer::new(StatusCode::OK, "text/xml;charset=UTF-8", ""),
        Fault::Redirect(origin) => redirect(origin, incoming)?,
        _ => return None,
    };
    Some(answer)
}

/// Adds what the first family says of a standard subscription's limits when they are reached.
fn with_limits(mut answer: Answer, incoming: &Incoming, seconds_to_wait: Option<u64>) -> Answer {
    if incoming.family() == Family::Fo {
        answer.headers.extend(limits_reached(seconds_to_wait));
    }
    answer
}

/// The answer to a call that is one too many at once.
pub(crate) fn too_many_at_once(now: Timestamp, calls_to_finish: u32) -> Answer {
    let calls = calls_to_finish.to_string();
    let text = format!("This API cannot be called again until {calls} of its running calls has finished.");
    simple_return(StatusCode::CONFLICT, now, Some("1960"), &text, &[("CALLS_TO_FINISH", &calls)])
}

/// The answer to a call that is one too many in its window.
pub(crate) fn too_many_calls(now: Timestamp, seconds_to_wait: u64) -> Answer {
    let seconds = seconds_to_wait.to_string();
    let text = format!("This API cannot be called again for another {seconds} seconds.");
    simple_return(StatusCode::CONFLICT, now, Some("1965"), &text, &[("SECONDS_TO_WAIT", &seconds)])
}

fn redirect(origin: &str, incoming: &Incoming) -> Option<Answer> {
    let question = if incoming.query.is_empty() { "" } else { "?" };
    let location = format!("{}{}{question}{}", origin.trim_end_matches('/'), incoming.path, incoming.query);
    let mut answer = html(StatusCode::MOVED_PERMANENTLY, "The document has moved.");
    answer.headers.insert(LOCATION, HeaderValue::try_from(location).ok()?);
    Some(answer)
}

/// A time as HTTP headers say it.
pub(crate) fn http_date(time: Timestamp) -> Option<HeaderValue> {
    let date = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&time).ok()?;
    HeaderValue::try_from(date).ok()
}

fn text_of(code: u32) -> &'static str {
    match code {
        1920 => "The request is beyond a limit of the API.",
        2001 => "This account has expired.",
        2003 => "The registration of this account is not complete.",
        2011 => "This account logs in with SecurID only.",
        7001 => "The report cannot be fetched.",
        _ => "The request was refused.",
    }
}
