//! Sessions and tokens: what stands for login and password in calls.

use super::answer::{self, Body, Head};
use super::core::{Core, Within, not_answered, wiped};
use super::credentials::{Authentication, Secret};
use super::error::{Error, ErrorKind};
use super::failure::Failure;
use super::scrub::Scrub;
use super::settings::Settings;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;
use tokio::time::Instant;
use zeroize::Zeroizing;

/// The path of sessions.
const SESSION: &str = "/api/2.0/fo/session/";
/// The cookie of a session.
const COOKIE: &str = "QualysSession";

/// Who calls, as one call tells it.
#[derive(Clone)]
pub(super) enum Identity {
    Basic { username: String, password: SecretString },
    Session(SecretString),
    Token { token: SecretString, is_renewable: bool },
}

impl Identity {
    /// Puts it into a request.
    pub(super) fn sign(&self, request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
        match self {
            Self::Basic { username, password } => {
                request.basic_auth(username, Some(password.expose_secret()))
            }
            Self::Session(cookie) => {
                let value = Zeroizing::new(format!("{COOKIE}={}", cookie.expose_secret()));
                match http::HeaderValue::from_str(&value) {
                    Ok(mut value) => {
                        value.set_sensitive(true);
                        request.header(http::header::COOKIE, value)
                    }
                    Err(_) => request,
                }
            }
            Self::Token { token, .. } => request.bearer_auth(token.expose_secret()),
        }
    }

    /// Whether a new one can be had when this one is refused.
    pub(super) fn is_renewable(&self) -> bool {
        match self {
            Self::Basic { .. } => false,
            Self::Session(_) => true,
            Self::Token { is_renewable, .. } => *is_renewable,
        }
    }

    /// Hands out what no message may show, beside the password.
    pub(super) fn secrets(&self, mut add: impl FnMut(&str)) {
        match self {
            Self::Basic { .. } => {}
            Self::Session(secret) | Self::Token { token: secret, .. } => add(secret.expose_secret()),
        }
    }

    fn is(&self, other: &SecretString) -> bool {
        match self {
            Self::Basic { .. } => false,
            Self::Session(secret) | Self::Token { token: secret, .. } => {
                secret.expose_secret() == other.expose_secret()
            }
        }
    }
}

/// The session and the token that a client has. While one call gets them, the others wait for it.
#[derive(Default)]
pub(super) struct Identities {
    session: Mutex<Option<SecretString>>,
    token: Mutex<Option<SecretString>>,
}

impl Identities {
    /// Who calls, by this kind of authentication.
    pub(super) async fn get(
        &self,
        core: &Core,
        authentication: Authentication,
        settings: &Settings,
        deadline: Option<Instant>,
    ) -> Result<Identity, Failure> {
        let (username, password) = match (&core.credentials.0, authentication) {
            (Secret::Token(token), Authentication::Bearer) => {
                return Ok(Identity::Token { token: token.clone(), is_renewable: false });
            }
            (Secret::Token(_), _) => {
                let message = "a token is not enough for this call: its API is set to login and password";
                return Err(Failure::last(Error::new(ErrorKind::Configuration, message)));
            }
            (Secret::Password { username, password }, _) => (username, password),
        };
        match authentication {
            Authentication::Basic => {
                Ok(Identity::Basic { username: username.clone(), password: password.clone() })
            }
            Authentication::Session => {
                let mut session = self.session.lock().await;
                if session.is_none() {
                    *session = Some(open_session(core, username, password, settings, deadline).await?);
                    tracing::debug!("session opened");
                }
                session.clone().map(Identity::Session).ok_or_else(absent)
            }
            Authentication::Bearer => {
                let mut token = self.token.lock().await;
                if token.is_none() {
                    *token = Some(get_token(core, username, password, settings, deadline).await?);
                    tracing::debug!("token received");
                }
                let token = token.clone().ok_or_else(absent)?;
                Ok(Identity::Token { token, is_renewable: true })
            }
        }
    }

    /// Drops what was refused, unless another call already got a new one.
    pub(super) async fn forget(&self, identity: &Identity) {
        for place in [&self.session, &self.token] {
            let mut held = place.lock().await;
            if held.as_ref().is_some_and(|held| identity.is(held)) {
                *held = None;
            }
        }
    }

    /// The session, which then is no longer the client's.
    pub(super) async fn take_session(&self) -> Option<SecretString> {
        self.session.lock().await.take()
    }
}

/// Ends a session.
pub(super) async fn close_session(
    core: &Core,
    session: SecretString,
    settings: &Settings,
) -> Result<(), Failure> {
    let mut scrub = Scrub::default();
    scrub.add(session.expose_secret());
    let form = form_urlencoded::Serializer::new(String::new()).append_pair("action", "logout").finish();
    let pool = core.pool(settings).map_err(Failure::last)?;
    let request = pool.post(format!("{}{SESSION}", core.platform.api_server()));
    let request = Identity::Session(session).sign(request);
    let (head, body) = post(request, form, settings, None).await?;
    if head.is_success() { Ok(()) } else { Err(answer::refused(&head, body, &scrub).await) }
}

async fn open_session(
    core: &Core,
    username: &str,
    password: &SecretString,
    settings: &Settings,
    deadline: Option<Instant>,
) -> Result<SecretString, Failure> {
    let mut scrub = Scrub::default();
    scrub.add(password.expose_secret());
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("action", "login")
        .append_pair("username", username)
        .append_pair("password", password.expose_secret())
        .finish();
    let pool = core.pool(settings).map_err(Failure::last)?;
    let request = pool.post(format!("{}{SESSION}", core.platform.api_server()));
    let (head, body) = post(request, form, settings, deadline).await?;
    if !head.is_success() {
        return Err(answer::refused(&head, body, &scrub).await);
    }
    let cookies = head.headers.get_all(http::header::SET_COOKIE).iter();
    let session = cookies.filter_map(|cookie| cookie.to_str().ok()).find_map(|cookie| {
        let (name, value) = cookie.split(';').next()?.split_once('=')?;
        (name.trim() == COOKIE && !value.trim().is_empty()).then(|| value.trim().to_owned())
    });
    match session {
        Some(session) => Ok(session.into()),
        None => Err(answer::refused(&head, body, &scrub).await),
    }
}

async fn get_token(
    core: &Core,
    username: &str,
    password: &SecretString,
    settings: &Settings,
    deadline: Option<Instant>,
) -> Result<SecretString, Failure> {
    let mut scrub = Scrub::default();
    scrub.add(password.expose_secret());
    let Some(gateway) = core.platform.gateway() else {
        let message = "the platform's gateway, where tokens come from, is not known; set it with Platform::with_gateway";
        return Err(Failure::last(Error::new(ErrorKind::Configuration, message)));
    };
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("username", username)
        .append_pair("password", password.expose_secret())
        .append_pair("token", "true")
        .append_pair("permissions", "true")
        .finish();
    let pool = core.pool(settings).map_err(Failure::last)?;
    let (head, body) = post(pool.post(format!("{gateway}/auth")), form, settings, deadline).await?;
    if !head.is_success() {
        return Err(answer::refused(&head, body, &scrub).await);
    }
    let body = Zeroizing::new(body.whole(answer::EXCERPT).await?);
    let token = std::str::from_utf8(&body).unwrap_or_default().trim();
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    if token.is_empty() || !token.bytes().all(is_token) {
        let error = Error::new(ErrorKind::Unexpected, "the gateway sent something else than a token");
        return Err(Failure::last(error.with_status(head.status)));
    }
    Ok(token.to_owned().into())
}

/// A call of its own: it counts for no limit.
async fn post(
    request: reqwest::RequestBuilder,
    form: String,
    settings: &Settings,
    deadline: Option<Instant>,
) -> Result<(Head, Body), Failure> {
    let within = Within { idle: settings.idle_timeout, deadline };
    let request = request
        .header("X-Requested-With", "qualys-rust")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(wiped(Zeroizing::new(form)));
    let response = within.wait(request.send()).await?.map_err(|error| not_answered(&error))?;
    let head = Head::of(&response);
    Ok((head, Body::new(response, within, None)))
}

fn absent() -> Failure {
    Failure::last(Error::new(ErrorKind::Auth, "there is no session"))
}
