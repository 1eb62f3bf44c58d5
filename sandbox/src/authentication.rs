//! Who calls: Basic, session cookies and bearer tokens.

use crate::clock::later;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE};
use jiff::Timestamp;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The name of the session's cookie.
pub(crate) const COOKIE_NAME: &str = "QualysSession";

/// How long a session lives without a call.
const SESSION: Duration = Duration::from_secs(60 * 60);
/// How long a token lives.
const TOKEN: Duration = Duration::from_secs(4 * 60 * 60);

/// The one account, its sessions and its tokens.
pub(crate) struct Authentication {
    user: String,
    password: String,
    issued: Mutex<Issued>,
}

/// What stands for name and password, with the time when it expires.
#[derive(Default)]
struct Issued {
    sessions: HashMap<String, Timestamp>,
    tokens: HashMap<String, Timestamp>,
}

/// How a call said who it is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Basic,
    Session,
    Bearer,
}

/// Why a call is not known to be from the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Denied {
    /// It carries no credentials.
    Missing,
    /// They are not the account's.
    Wrong(Scheme),
    /// They were, and expired.
    Expired(Scheme),
}

impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (scheme, what) = match self {
            Self::Missing => return f.write_str("no credentials"),
            Self::Wrong(scheme) => (scheme, "is not the account's"),
            Self::Expired(scheme) => (scheme, "expired"),
        };
        match scheme {
            Scheme::Basic => write!(f, "Basic name or password {what}"),
            Scheme::Session => write!(f, "the session {what}"),
            Scheme::Bearer => write!(f, "the bearer token {what}"),
        }
    }
}

impl Authentication {
    pub(crate) fn new(user: String, password: String) -> Self {
        Self { user, password, issued: Mutex::default() }
    }

    pub(crate) fn user(&self) -> &str {
        &self.user
    }

    /// Whether they are the account's.
    pub(crate) fn matches(&self, user: &str, password: &str) -> bool {
        self.user == user && self.password == password
    }

    /// Finds out who calls.
    pub(crate) fn check(&self, headers: &HeaderMap, now: Timestamp) -> Result<Scheme, Denied> {
        if let Some(authorization) = headers.get(AUTHORIZATION) {
            let text = authorization.to_str().unwrap_or("");
            let (scheme, value) = text.split_once(' ').unwrap_or((text, ""));
            return if scheme.eq_ignore_ascii_case("bearer") {
                self.bearer(value.trim(), now)
            } else {
                self.basic(value.trim())
            };
        }
        match session_of(headers) {
            Some(session) => self.session(session, now),
            None => Err(Denied::Missing),
        }
    }

    fn basic(&self, value: &str) -> Result<Scheme, Denied> {
        let decoded = STANDARD.decode(value).unwrap_or_default();
        let text = String::from_utf8_lossy(&decoded);
        let known = text.split_once(':').is_some_and(|(user, password)| self.matches(user, password));
        if known { Ok(Scheme::Basic) } else { Err(Denied::Wrong(Scheme::Basic)) }
    }

    fn bearer(&self, token: &str, now: Timestamp) -> Result<Scheme, Denied> {
        match self.issued().tokens.get(token) {
            None => Err(Denied::Wrong(Scheme::Bearer)),
            Some(expires) if *expires <= now => Err(Denied::Expired(Scheme::Bearer)),
            Some(_) => Ok(Scheme::Bearer),
        }
    }

    fn session(&self, session: &str, now: Timestamp) -> Result<Scheme, Denied> {
        match self.issued().sessions.get_mut(session) {
            None => Err(Denied::Wrong(Scheme::Session)),
            Some(expires) if *expires <= now => Err(Denied::Expired(Scheme::Session)),
            Some(expires) => {
                *expires = later(now, SESSION);
                Ok(Scheme::Session)
            }
        }
    }

    /// Opens a session: what its cookie holds.
    pub(crate) fn open_session(&self, now: Timestamp) -> String {
        let session = format!("{:032x}", fastrand::u128(..));
        let mut issued = self.issued();
        issued.sessions.retain(|_, expires| later(*expires, SESSION) > now);
        issued.sessions.insert(session.clone(), later(now, SESSION));
        session
    }

    /// Ends a session; what it is told apart by is not known any more.
    pub(crate) fn close_session(&self, headers: &HeaderMap) {
        if let Some(session) = session_of(headers) {
            self.issued().sessions.remove(session);
        }
    }

    /// Makes a token: it looks like a JSON Web Token, and its signature is random.
    pub(crate) fn issue_token(&self, now: Timestamp) -> String {
        let expires = later(now, TOKEN);
        let part = |text: String| URL_SAFE_NO_PAD.encode(text);
        let header = part(r#"{"alg":"RS256","typ":"JWT"}"#.to_owned());
        let payload = part(format!(r#"{{"exp":{},"iat":{}}}"#, expires.as_second(), now.as_second()));
        let signature = part(format!("{:032x}", fastrand::u128(..)));
        let token = format!("{header}.{payload}.{signature}");
        let mut issued = self.issued();
        issued.tokens.retain(|_, expires| later(*expires, TOKEN) > now);
        issued.tokens.insert(token.clone(), expires);
        token
    }

    /// Ends all sessions and tokens.
    pub(crate) fn expire(&self) {
        let mut issued = self.issued();
        let Issued { sessions, tokens } = &mut *issued;
        for expires in sessions.values_mut().chain(tokens.values_mut()) {
            *expires = Timestamp::MIN;
        }
    }

    fn issued(&self) -> MutexGuard<'_, Issued> {
        self.issued.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the session's cookie holds.
fn session_of(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(COOKIE).into_iter().filter_map(|cookies| cookies.to_str().ok());
    let mut pairs =
        cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE_NAME).map(|(_, value)| value)
}
