//! What all clones of a client share, and one attempt of a call.

use super::answer::{self, Body, Head};
use super::call::Call;
use super::credentials::{Api, Authentication, Credentials};
use super::error::{Error, ErrorKind};
use super::failure::{Failure, Remedy};
use super::gate::{Gate, Permit};
use super::platform::Platform;
use super::retry::Budget;
use super::scrub::Scrub;
use super::session::{Identities, Identity};
use super::settings::Settings;
use super::timer::Timer;
use crate::request::Method;
use bytes::Bytes;
use std::fmt;
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::Instant;
use zeroize::Zeroizing;

/// Changes how connections are made.
pub(super) type Customize = dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync;

/// What all clones of a client share.
pub(super) struct Core {
    pub(super) platform: Platform,
    pub(super) credentials: Credentials,
    pub(super) authentication: Vec<(Api, Authentication)>,
    pub(super) identities: Identities,
    pub(super) gate: Gate,
    pub(super) budget: Budget,
    pub(super) timer: Arc<dyn Timer>,
    pub(super) customize: Option<Box<Customize>>,
    /// A pool of connections for each time that they may take to be made.
    pub(super) pools: Mutex<Vec<(Duration, reqwest::Client)>>,
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core")
            .field("platform", &self.platform)
            .field("credentials", &self.credentials)
            .finish()
    }
}

impl Core {
    /// How an API is told who calls.
    pub(super) fn authentication(&self, api: Api) -> Authentication {
        let chosen = self.authentication.iter().find(|(one, _)| *one == api);
        match chosen.map_or(Authentication::Basic, |(_, authentication)| *authentication) {
            Authentication::Session if api != Api::Fo => Authentication::Basic,
            authentication => authentication,
        }
    }

    /// The connections of a setting.
    pub(super) fn pool(&self, settings: &Settings) -> Result<reqwest::Client, Error> {
        let mut pools = self.pools.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let time = settings.connect_timeout;
        if let Some((_, pool)) = pools.iter().find(|(known, _)| *known == time) {
            return Ok(pool.clone());
        }
        let mut builder = reqwest::Client::builder();
        if let Some(customize) = &self.customize {
            builder = customize(builder);
        }
        builder = builder
            .user_agent(concat!("qualys-rust/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(time);
        if self.platform.is_loopback() {
            builder = builder.no_proxy();
        }
        let pool = builder.build().map_err(|error| {
            Error::new(ErrorKind::Configuration, format!("connections cannot be set up: {}", causes(&error)))
        })?;
        // Few settings are in use at a time.
        if pools.len() >= 8 {
            pools.remove(0);
        }
        pools.push((time, pool.clone()));
        Ok(pool)
    }

    /// Sends a call once, and waits for the head of the answer.
    pub(super) async fn attempt(
        &self,
        call: &Call,
        settings: &Settings,
        deadline: Option<Instant>,
        permit: Option<Permit>,
    ) -> Result<(Head, Body, Scrub), Failure> {
        let mut scrub = call.scrub(&self.credentials);
        let identity = self.identity(call.path(), settings, deadline, &mut scrub).await?;
        let pool = self.pool(settings).map_err(Failure::last)?;
        let (path, posted) = call.line();
        let url = format!("{}{}", self.platform.api_server(), path.as_str());
        let method = match call.method() {
            _ if posted => reqwest::Method::POST,
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Delete => reqwest::Method::DELETE,
        };
        let mut request = pool.request(method, url);
        for (name, value) in call.headers(posted) {
            request = request.header(name, value);
        }
        request = identity.sign(request);
        if let Some(body) = call.body(posted) {
            request = request.body(wiped(body));
        }
        let within = Within { idle: settings.idle_timeout, deadline };
        let sent = within.wait(request.send()).await?;
        let response = sent.map_err(|error| not_answered(&error))?;
        let head = Head::of(&response);
        self.gate.learn(call.path(), &head.limits, self.timer.now());
        tracing::debug!(status = head.status, "answered");
        let body = Body::new(response, within, permit);
        if head.status == 401 && identity.is_renewable() {
            self.identities.forget(&identity).await;
            let error = answer::refused(&head, body, &scrub).await.error;
            return Err(Failure::new(error, Remedy::NewIdentity));
        }
        Ok((head, body, scrub))
    }

    /// Who calls, for the API of a path; opens a session or gets a token if need be.
    async fn identity(
        &self,
        path: &str,
        settings: &Settings,
        deadline: Option<Instant>,
        scrub: &mut Scrub,
    ) -> Result<Identity, Failure> {
        let authentication = self.authentication(Api::of(path));
        // Another call may be getting it, for as long as that takes.
        let until = Within { idle: FOREVER, deadline };
        let got = until.wait(self.identities.get(self, authentication, settings, deadline)).await;
        // The call itself was not sent yet.
        let identity = got.and_then(|got| got).map_err(|failure| {
            let remedy = match failure.remedy {
                Remedy::Passes => Remedy::NotSent,
                remedy => remedy,
            };
            Failure { remedy, is_unsent: true, ..failure }
        })?;
        identity.secrets(|secret| scrub.add(secret));
        Ok(identity)
    }
}

/// Longer than anybody waits.
const FOREVER: Duration = Duration::from_secs(3600 * 24 * 365);

/// The bounds of a wait for the service.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within {
    pub(super) idle: Duration,
    pub(super) deadline: Option<Instant>,
}

impl Within {
    pub(super) async fn wait<F: Future>(self, future: F) -> Result<F::Output, Failure> {
        let idle = Instant::now().checked_add(self.idle).unwrap_or_else(|| Instant::now() + FOREVER);
        let (until, is_total) = match self.deadline {
            Some(deadline) if deadline <= idle => (deadline, true),
            _ => (idle, false),
        };
        tokio::time::timeout_at(until, future).await.map_err(|_| {
            if is_total {
                let message = "the call took longer than its total timeout";
                return Failure::last(Error::new(ErrorKind::Timeout, message));
            }
            let message = format!("the service was silent for {} s", self.idle.as_secs_f64());
            Failure::passing(Error::new(ErrorKind::Timeout, message))
        })
    }
}

/// A call that brought no answer.
pub(super) fn not_answered(error: &reqwest::Error) -> Failure {
    let message = causes(error);
    if error.is_connect() {
        let (kind, what) = match error.is_timeout() {
            true => (ErrorKind::Timeout, "no connection in time"),
            false => (ErrorKind::Connect, "no connection"),
        };
        let remedy = Remedy::NotSent;
        return Failure::new(Error::new(kind, format!("{what}: {message}")), remedy);
    }
    if error.is_builder() {
        return Failure::last(Error::new(ErrorKind::Configuration, message));
    }
    Failure::passing(Error::new(ErrorKind::Interrupted, format!("the connection broke off: {message}")))
}

/// An error of HTTP with what is under it, without the URL: that can hold parameters.
pub(super) fn causes(error: &reqwest::Error) -> String {
    let mut texts: Vec<String> = Vec::new();
    let mut cause = std::error::Error::source(error);
    while let Some(one) = cause {
        let text = one.to_string();
        if texts.last() != Some(&text) {
            texts.push(text);
        }
        cause = one.source();
    }
    if texts.is_empty() {
        // Without a cause, what is said beside the URL is all there is.
        let url = error.url().map(|url| format!(" for url ({url})")).unwrap_or_default();
        return error.to_string().replace(&url, "");
    }
    texts.join(": ")
}

/// A body that is wiped from memory when it was sent.
pub(super) fn wiped(body: Zeroizing<String>) -> Bytes {
    struct Wiped(Zeroizing<String>);
    impl AsRef<[u8]> for Wiped {
        fn as_ref(&self) -> &[u8] {
            self.0.as_bytes()
        }
    }
    Bytes::from_owner(Wiped(body))
}
