//! The documents that every API of the service says errors and results with.

use crate::check::Refusal;
use crate::exchange::{Answer, Family};
use http::header::LOCATION;
use http::{HeaderValue, StatusCode};
use jiff::Timestamp;
use jiff::fmt::temporal::DateTimePrinter;

/// A `SIMPLE_RETURN`: the result of a call, or an error if there is a code.
///
/// ```
/// use http::StatusCode;
/// use qualys_sandbox::answers;
/// # use qualys_sandbox::exchange::Content;
///
/// let at = "2024-02-06T08:05:09Z".parse()?;
/// let answer = answers::simple_return(StatusCode::OK, at, None, "Scan deleted", &[("ID", "4711")]);
/// # let Content::Whole(body) = answer.content else { unreachable!() };
/// # assert!(body.ends_with(b"<TEXT>Scan deleted</TEXT>\n    <ITEM_LIST>\n      <ITEM>\n        <KEY>ID</KEY>\n        \
/// # <VALUE>4711</VALUE>\n      </ITEM>\n    </ITEM_LIST>\n  </RESPONSE>\n</SIMPLE_RETURN>\n"));
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn simple_return(
    status: StatusCode,
    at: Timestamp,
    code: Option<&str>,
    text: &str,
    items: &[(&str, &str)],
) -> Answer {
    let mut document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n\
         <!DOCTYPE SIMPLE_RETURN SYSTEM \"/api/2.0/simple_return.dtd\">\n\
         <SIMPLE_RETURN>\n  <RESPONSE>\n    <DATETIME>{}</DATETIME>\n",
        date_time(at)
    );
    if let Some(code) = code {
        document += &format!("    <CODE>{}</CODE>\n", escape(code));
    }
    document += &format!("    <TEXT>{}</TEXT>\n", escape(text));
    if !items.is_empty() {
        document += "    <ITEM_LIST>\n";
        for (key, value) in items {
            let (key, value) = (escape(key), escape(value));
            document += &format!(
                "      <ITEM>\n        <KEY>{key}</KEY>\n        <VALUE>{value}</VALUE>\n      </ITEM>\n"
            );
        }
        document += "    </ITEM_LIST>\n";
    }
    document += "  </RESPONSE>\n</SIMPLE_RETURN>\n";
    Answer::new(status, "text/xml;charset=UTF-8", document)
}

/// A `ServiceResponse` that is an error, which comes with status 200.
pub fn service_response(code: &str, message: &str, resolution: Option<&str>) -> Answer {
    let mut document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ServiceResponse>\n  <responseCode>{}</responseCode>\n  \
         <responseErrorDetails>\n    <errorMessage>{}</errorMessage>\n",
        escape(code),
        escape(message)
    );
    if let Some(resolution) = resolution {
        document += &format!("    <errorResolution>{}</errorResolution>\n", escape(resolution));
    }
    document += "  </responseErrorDetails>\n</ServiceResponse>\n";
    Answer::new(StatusCode::OK, "text/xml;charset=UTF-8", document)
}

/// A `GENERIC_RETURN`: an error of the service itself, in the old form.
pub fn generic_return(status: StatusCode, at: Timestamp, number: &str, text: &str) -> Answer {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<GENERIC_RETURN>\n  <API name=\"index.php\" at=\"{}\" />\n  \
         <RETURN status=\"FAILED\" number=\"{}\">{}</RETURN>\n</GENERIC_RETURN>\n",
        date_time(at),
        escape(number),
        escape(text)
    );
    Answer::new(status, "text/xml;charset=UTF-8", document)
}

/// What an API family says when it refuses a call; a refusal without a code is a page of the web server.
pub fn refusal(refusal: &Refusal, family: Family, at: Timestamp) -> Answer {
    let status = StatusCode::from_u16(refusal.status).unwrap_or(StatusCode::BAD_REQUEST);
    if refusal.code.is_empty() {
        return page(status, &refusal.text);
    }
    match family {
        Family::Qps => {
            let mut answer = service_response(&refusal.code, &refusal.text, None);
            answer.status = status;
            answer
        }
        Family::Fo => simple_return(status, at, Some(&refusal.code), &refusal.text, &[]),
    }
}

/// A page of the web server; the text of a redirect is where it goes.
fn page(status: StatusCode, text: &str) -> Answer {
    if !status.is_redirection() {
        return html(status, text);
    }
    let mut answer = html(status, "The document has moved.");
    answer.headers.extend(HeaderValue::try_from(text).ok().map(|location| (LOCATION, location)));
    answer
}

/// A page of HTML, as what stands in front of the service sends it.
pub fn html(status: StatusCode, text: &str) -> Answer {
    let title = format!("{} {}", status.as_str(), status.canonical_reason().unwrap_or("Web server error"));
    let document = format!(
        "<!DOCTYPE html>\n<html><head><title>{title}</title></head>\n<body><h1>{title}</h1><p>{}</p></body></html>\n",
        escape(text)
    );
    Answer::new(status, "text/html; charset=iso-8859-1", document)
}

/// An error of the gateway, which is JSON.
pub fn json(status: StatusCode, at: Timestamp, message: &str, path: &str) -> Answer {
    let document = format!(
        r#"{{"timestamp":"{}","status":{},"error":{},"message":{},"path":{}}}"#,
        date_time(at),
        status.as_u16(),
        quoted(status.canonical_reason().unwrap_or("Error")),
        quoted(message),
        quoted(path)
    );
    Answer::new(status, "application/json", document)
}

/// A time as the service writes it: UTC, in whole seconds.
pub fn date_time(at: Timestamp) -> String {
    DateTimePrinter::new().precision(Some(0)).timestamp_to_string(&at)
}

/// A text between tags, or between quotes in a tag.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' | ' '.. => escaped.push(character),
            _ => escaped.push('\u{FFFD}'),
        }
    }
    escaped
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            ..' ' => quoted += &format!("\\u{:04x}", u32::from(character)),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
