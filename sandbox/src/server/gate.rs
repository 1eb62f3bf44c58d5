//! What the service looks at before it looks at a call itself: header, path, credentials, limits. In this order.

use super::Shared;
use crate::answers::{html, json, service_response, simple_return};
use crate::authentication::{COOKIE_NAME, Denied, Scheme};
use crate::exchange::{Answer, Family, Incoming};
use crate::fault::{too_many_at_once, too_many_calls};
use crate::limits::{Admission, Limit, api_of};
use http::header::{LOCATION, SET_COOKIE};
use http::{HeaderValue, Method, StatusCode};

const SESSION: &str = "/api/2.0/fo/session/";
/// Longer URLs are refused by what stands in front of the service.
const LONGEST_URL: usize = 8190;

/// What becomes of a call.
pub(super) enum Passage {
    /// It goes on, and counts as running.
    Open(Admission),
    /// It is answered here.
    Answered(Answer),
    /// It is refused here, and why.
    Refused(Answer, String),
}

/// Lets a call through, or answers it.
pub(super) fn pass(shared: &Shared, incoming: &Incoming) -> Passage {
    if let Some((answer, problem)) = refuse_form(incoming) {
        return Passage::Refused(answer, problem);
    }
    if incoming.path == "/auth" {
        return token(shared, incoming);
    }
    if incoming.path == SESSION && incoming.parameter("action").as_deref() == Some("login") {
        return login(shared, incoming);
    }
    let now = incoming.received;
    let scheme = match shared.authentication.check(&incoming.headers, now) {
        // A session is a session of the first family alone.
        Ok(Scheme::Session) if incoming.family() == Family::Qps => Err(Denied::Missing),
        outcome => outcome,
    };
    if let Err(denied) = scheme {
        return Passage::Refused(unauthorized(incoming, denied), denied.to_string());
    }
    if incoming.path == SESSION {
        return session(shared, incoming);
    }
    match shared.limiter.admit(api_of(&incoming.path), now) {
        Ok(admission) => Passage::Open(admission),
        Err(breach) => {
            let (mut answer, problem) = match breach.limit {
                Limit::Concurrency { calls_to_finish } => (
                    too_many_at_once(now, calls_to_finish),
                    format!("1960: {calls_to_finish} calls have to finish"),
                ),
                Limit::Rate { seconds_to_wait } => {
                    (too_many_calls(now, seconds_to_wait), format!("1965: {seconds_to_wait} seconds to wait"))
                }
            };
            if incoming.family() == Family::Fo {
                answer.headers.extend(breach.headers);
            }
            Passage::Refused(answer, problem)
        }
    }
}

/// Refuses a call for its form: URL, header, path.
fn refuse_form(incoming: &Incoming) -> Option<(Answer, String)> {
    let length = incoming.path.len() + incoming.query.len();
    if length > LONGEST_URL {
        let answer = html(StatusCode::URI_TOO_LONG, "The requested URL is too long.");
        return Some((answer, format!("a URL of {length} bytes: send the parameters as a form")));
    }
    let is_fo = incoming.path.starts_with("/api/") || incoming.path.starts_with("/msp/");
    if is_fo && incoming.headers.get("x-requested-with").is_none_or(HeaderValue::is_empty) {
        let text = "The header X-Requested-With is missing.";
        let answer = simple_return(StatusCode::BAD_REQUEST, incoming.received, Some("1903"), text, &[]);
        return Some((answer, format!("1903: {text}")));
    }
    if lacks_slash(&incoming.path) {
        let question = if incoming.query.is_empty() { "" } else { "?" };
        let location = format!("{}{}/{question}{}", incoming.origin(), incoming.path, incoming.query);
        let mut answer = html(StatusCode::MOVED_PERMANENTLY, "The document has moved.");
        answer.headers.extend(HeaderValue::try_from(location).ok().map(|location| (LOCATION, location)));
        return Some((answer, "the path has no slash at its end".to_owned()));
    }
    None
}

/// Whether a path of `/api/` is that of a folder and does not say so. What has a dot in its last part is a file.
fn lacks_slash(path: &str) -> bool {
    let is_fo = path.starts_with("/api/") && path.contains("/fo/");
    let last = path.rsplit('/').next().unwrap_or("");
    is_fo && !last.is_empty() && !last.contains('.')
}

/// `POST /auth`: a token for name and password.
fn token(shared: &Shared, incoming: &Incoming) -> Passage {
    let now = incoming.received;
    let refused = |status, problem: &str| {
        Passage::Refused(json(status, now, problem, &incoming.path), problem.to_owned())
    };
    if incoming.method != Method::POST {
        return refused(StatusCode::METHOD_NOT_ALLOWED, "the method is not POST");
    }
    if !matches(shared, incoming) {
        return refused(StatusCode::UNAUTHORIZED, "name or password is not the account's");
    }
    if incoming.parameter("token").as_deref() != Some("true") {
        return refused(StatusCode::BAD_REQUEST, "the parameter token is not true");
    }
    let token = shared.authentication.issue_token(now);
    Passage::Answered(Answer::new(StatusCode::CREATED, "text/plain;charset=UTF-8", token))
}

/// Opens a session.
fn login(shared: &Shared, incoming: &Incoming) -> Passage {
    let now = incoming.received;
    if let Some(refused) = refuse_session(incoming, &["action", "username", "password"]) {
        return refused;
    }
    if !matches(shared, incoming) {
        let denied = Denied::Wrong(Scheme::Basic);
        return Passage::Refused(unauthorized(incoming, denied), denied.to_string());
    }
    let mut answer = simple_return(StatusCode::OK, now, None, "Logged in", &[]);
    // The service adds `secure`, with which no client would send it back to a server without TLS.
    let cookie = format!("{COOKIE_NAME}={}; path=/; HttpOnly", shared.authentication.open_session(now));
    answer.headers.extend(HeaderValue::try_from(cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
    Passage::Answered(answer)
}

/// What else can be done with sessions: log out.
fn session(shared: &Shared, incoming: &Incoming) -> Passage {
    if let Some(refused) = refuse_session(incoming, &["action"]) {
        return refused;
    }
    let now = incoming.received;
    let refused = |code: &str, text: &str| {
        let answer = simple_return(StatusCode::BAD_REQUEST, now, Some(code), text, &[]);
        Passage::Refused(answer, format!("{code}: {text}"))
    };
    match incoming.parameter("action").as_deref() {
        Some("logout") => {
            shared.authentication.close_session(&incoming.headers);
            let mut answer = simple_return(StatusCode::OK, now, None, "Logged out", &[]);
            let cookie = format!("{COOKIE_NAME}=deleted; path=/; Max-Age=0");
            answer.headers.extend(HeaderValue::try_from(cookie).ok().map(|cookie| (SET_COOKIE, cookie)));
            Passage::Answered(answer)
        }
        Some(_) => refused("1905", "parameter action has invalid value, expected login or logout"),
        None => refused("1903", "required parameter missing: action"),
    }
}

/// Refuses what is no call of sessions: another method, other parameters.
fn refuse_session(incoming: &Incoming, parameters: &[&str]) -> Option<Passage> {
    let (code, text) = if incoming.method != Method::POST {
        ("1908", "The method is not allowed for this action, expected POST.".to_owned())
    } else {
        let (name, _) = incoming.parameters().find(|(name, _)| !parameters.contains(&&**name))?;
        ("1901", format!("Unrecognized parameter: {name}"))
    };
    let answer = simple_return(StatusCode::BAD_REQUEST, incoming.received, Some(code), &text, &[]);
    Some(Passage::Refused(answer, format!("{code}: {text}")))
}

fn matches(shared: &Shared, incoming: &Incoming) -> bool {
    let user = incoming.parameter("username").unwrap_or_default();
    let password = incoming.parameter("password").unwrap_or_default();
    shared.authentication.matches(&user, &password)
}

/// What each API family says to someone whom it does not know.
fn unauthorized(incoming: &Incoming, denied: Denied) -> Answer {
    match (incoming.family(), denied) {
        (Family::Qps, Denied::Missing) => {
            let message = "The request carries no credentials.";
            service_response("AUTH_CREDENTIALS_NEEDED", message, Some("Send user name and password."))
        }
        (Family::Qps, denied) => {
            let message = "Authentication failed.";
            let resolution = "Check user name and password.";
            let mut answer = service_response("INVALID_CREDENTIALS", message, Some(resolution));
            if matches!(denied, Denied::Wrong(Scheme::Bearer) | Denied::Expired(Scheme::Bearer)) {
                answer.status = StatusCode::UNAUTHORIZED;
            }
            answer
        }
        (Family::Fo, _) => {
            let text = "Bad login or password";
            simple_return(StatusCode::UNAUTHORIZED, incoming.received, Some("2000"), text, &[])
        }
    }
}
