//! Faults as text, for the command line.

use super::{Fault, RetryAfter};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// How each fault is written, and what it does. What stands in capitals is replaced; what stands in brackets may be left out.
pub const NAMES: &[(&str, &str)] = &[
    ("reset", "the connection is reset before any of the answer"),
    ("reset-after=BYTES", "the connection is reset in the body"),
    ("stall", "nothing is answered, the connection stays open"),
    ("stall-after=BYTES", "nothing more comes in the body, the connection stays open"),
    ("drip=BYTES/MILLISECONDS", "so many bytes at a time, with a pause after each"),
    ("truncated", "half of the document, with the length of the half"),
    ("wrong-length", "half of the document, with the length of the whole"),
    ("cut-chunks", "half of the document in chunks, without the last chunk"),
    ("mismatched-tag", "an end tag has another name than its start tag"),
    ("invalid-utf8", "a byte in a text is no UTF-8"),
    ("control-character", "U+0008 in a text"),
    ("too-many-at-once", "409 with 1960"),
    ("too-many-calls[=SECONDS]", "409 with 1965, and how long to wait (60 s if it is not said)"),
    ("registration", "409 with 2003"),
    ("conflict", "409 without a body"),
    ("too-many-requests[=SECONDS]", "429, with Retry-After in seconds if they are said"),
    ("too-many-requests-until=SECONDS", "429, with Retry-After as a date"),
    ("duplicate", "202: the same operation is running already"),
    ("status=CODE", "a page of HTML with this status: 500 to 504, 520"),
    ("html", "a page of HTML with status 200"),
    ("error=CODE", "a SIMPLE_RETURN with this code and status 200: 2001, 7001"),
    ("internal", "a GENERIC_RETURN with 999 and status 200"),
    ("csv", "CSV with status 200"),
    ("json", "an error in JSON with status 400"),
    ("empty", "status 200 without a body"),
    ("redirect[=ORIGIN]", "a redirect to another origin (that of other.example if it is not said)"),
    ("page-loop", "the next page is the page that was asked for"),
    (
        "page-elsewhere[=ORIGIN]",
        "the next page is at another origin (that of other.example if it is not said)",
    ),
    ("unknown-element", "an element that no schema has"),
    ("unknown-attribute", "an attribute that no schema has"),
    ("unknown-word=ELEMENT:WORD", "another word in all elements of a name"),
    ("missing=ELEMENT", "one of the elements of a name is missing"),
    ("reordered", "the elements of every record in reverse order"),
    ("huge=RECORDS", "the record of the answer comes so many times, made while it is sent"),
];

const ELSEWHERE: &str = "https://other.example";

/// A text that is no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFault {
    given: String,
    /// How the fault with this name is written, if there is one.
    form: Option<&'static str>,
}

impl fmt::Display for UnknownFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.form {
            Some(form) => write!(f, "{:?} is no fault, expected {form}", self.given),
            None => {
                let names: Vec<&str> = NAMES.iter().map(|(form, _)| *form).collect();
                write!(f, "{:?} is no fault, expected one of {}", self.given, names.join(", "))
            }
        }
    }
}

impl std::error::Error for UnknownFault {}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, UnknownFault> {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        parse(name, value).ok_or_else(|| {
            let form = NAMES.iter().map(|(form, _)| *form).find(|form| name_of(form) == name);
            UnknownFault { given: text.to_owned(), form }
        })
    }
}

/// `drip` in `drip=BYTES/MILLISECONDS`.
pub(super) fn name_of(form: &str) -> &str {
    form.split(['=', '[']).next().unwrap_or(form)
}

fn parse(name: &str, value: Option<&str>) -> Option<Fault> {
    let number = || value?.parse().ok();
    let none_or_number = |default: u64| value.map_or(Some(default), |value| value.parse().ok());
    let origin = || value.unwrap_or(ELSEWHERE).to_owned();
    let fault = match name {
        "reset-after" => Fault::ResetAfter(number()?),
        "stall-after" => Fault::StallAfter(number()?),
        "drip" => {
            let (bytes, every) = value?.split_once('/')?;
            let bytes = bytes.parse().ok().filter(|bytes| *bytes > 0)?;
            Fault::Drip { bytes, every: Duration::from_millis(every.parse().ok()?) }
        }
        "too-many-calls" => Fault::TooManyCalls { seconds: none_or_number(60)? },
        "too-many-requests" => Fault::TooManyRequests(match value {
            Some(_) => RetryAfter::Seconds(number()?),
            None => RetryAfter::Unsaid,
        }),
        "too-many-requests-until" => Fault::TooManyRequests(RetryAfter::Date(number()?)),
        "status" => Fault::Status(value?.parse().ok().filter(|code| (200..600).contains(code))?),
        "error" => Fault::Error(value?.parse().ok()?),
        "redirect" => Fault::Redirect(origin()),
        "page-elsewhere" => Fault::PageElsewhere(origin()),
        "unknown-word" => {
            let (element, word) = value?.split_once(':')?;
            Fault::UnknownWord { element: element.to_owned(), word: word.to_owned() }
        }
        "missing" => Fault::Missing { element: value?.to_owned() },
        "huge" => Fault::Huge { records: number()? },
        _ if value.is_some() => return None,
        "reset" => Fault::Reset,
        "stall" => Fault::Stall,
        "truncated" => Fault::Truncated,
        "wrong-length" => Fault::WrongLength,
        "cut-chunks" => Fault::CutChunks,
        "mismatched-tag" => Fault::MismatchedTag,
        "invalid-utf8" => Fault::InvalidUtf8,
        "control-character" => Fault::ControlCharacter,
        "too-many-at-once" => Fault::TooManyAtOnce,
        "registration" => Fault::Registration,
        "conflict" => Fault::Conflict,
        "duplicate" => Fault::Duplicate,
        "html" => Fault::Html,
        "internal" => Fault::Internal,
        "csv" => Fault::Csv,
        "json" => Fault::Json,
        "empty" => Fault::Empty,
        "page-loop" => Fault::PageLoop,
        "unknown-element" => Fault::UnknownElement,
        "unknown-attribute" => Fault::UnknownAttribute,
        "reordered" => Fault::Reordered,
        _ => return None,
    };
    Some(fault)
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reset => f.write_str("reset"),
            Self::ResetAfter(bytes) => write!(f, "reset-after={bytes}"),
            Self::Stall => f.write_str("stall"),
            Self::StallAfter(bytes) => write!(f, "stall-after={bytes}"),
            Self::Drip { bytes, every } => write!(f, "drip={bytes}/{}", every.as_millis()),
            Self::Truncated => f.write_str("truncated"),
            Self::WrongLength => f.write_str("wrong-length"),
            Self::CutChunks => f.write_str("cut-chunks"),
            Self::MismatchedTag => f.write_str("mismatched-tag"),
            Self::InvalidUtf8 => f.write_str("invalid-utf8"),
            Self::ControlCharacter => f.write_str("control-character"),
            Self::TooManyAtOnce => f.write_str("too-many-at-once"),
            Self::TooManyCalls { seconds } => write!(f, "too-many-calls={seconds}"),
            Self::Registration => f.write_str("registration"),
            Self::Conflict => f.write_str("conflict"),
            Self::TooManyRequests(RetryAfter::Unsaid) => f.write_str("too-many-requests"),
            Self::TooManyRequests(RetryAfter::Seconds(seconds)) => write!(f, "too-many-requests={seconds}"),
            Self::TooManyRequests(RetryAfter::Date(seconds)) => {
                write!(f, "too-many-requests-until={seconds}")
            }
            Self::Duplicate => f.write_str("duplicate"),
            Self::Status(code) => write!(f, "status={code}"),
            Self::Html => f.write_str("html"),
            Self::Error(code) => write!(f, "error={code}"),
            Self::Internal => f.write_str("internal"),
            Self::Csv => f.write_str("csv"),
            Self::Json => f.write_str("json"),
            Self::Empty => f.write_str("empty"),
            Self::Redirect(origin) => write!(f, "redirect={origin}"),
            Self::PageLoop => f.write_str("page-loop"),
            Self::PageElsewhere(origin) => write!(f, "page-elsewhere={origin}"),
            Self::UnknownElement => f.write_str("unknown-element"),
            Self::UnknownAttribute => f.write_str("unknown-attribute"),
            Self::UnknownWord { element, word } => write!(f, "unknown-word={element}:{word}"),
            Self::Missing { element } => write!(f, "missing={element}"),
            Self::Reordered => f.write_str("reordered"),
            Self::Huge { records } => write!(f, "huge={records}"),
        }
    }
}
