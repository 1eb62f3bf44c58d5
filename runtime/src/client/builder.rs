//! Sets a client up.

use super::Client;
use super::core::{Core, Customize};
use super::credentials::{Api, Authentication, Credentials, variable};
use super::error::{Error, ErrorKind};
use super::gate::Gate;
use super::platform::Platform;
use super::retry::Budget;
use super::session::Identities;
use super::settings::Settings;
use super::timer::{SystemTimer, Timer};
use std::fmt;
use std::sync::{Arc, Mutex};

/// Sets a client up; see [`Client::builder`].
pub struct ClientBuilder {
    platform: Platform,
    credentials: Credentials,
    authentication: Vec<(Api, Authentication)>,
    settings: Settings,
    concurrency: u32,
    timer: Arc<dyn Timer>,
    customize: Option<Box<Customize>>,
}

impl ClientBuilder {
    pub(super) fn new(platform: Platform, credentials: Credentials) -> Self {
        Self {
            platform,
            credentials,
            authentication: Vec::new(),
            settings: Settings::default(),
            concurrency: 2,
            timer: Arc::new(SystemTimer),
            customize: None,
        }
    }

    /// Takes platform and credentials from the environment; see [`Client::from_env`].
    ///
    /// # Errors
    ///
    /// When a variable is missing or has no use.
    pub fn from_env() -> Result<Self, Error> {
        let credentials = Credentials::from_env()?;
        let platform = match std::env::var_os("QUALYS_PLATFORM") {
            Some(_) => variable("QUALYS_PLATFORM")?.parse()?,
            None => credentials.username().and_then(Platform::of_username).ok_or_else(|| {
                let message = "the environment variable QUALYS_PLATFORM is not set, and the login does not tell the platform";
                Error::new(ErrorKind::Configuration, message)
            })?,
        };
        Ok(Self::new(platform, credentials))
    }

    /// How all APIs are told who calls; [`Authentication::Basic`] if not set.
    pub fn authentication(mut self, authentication: Authentication) -> Self {
        self.authentication = [Api::Fo, Api::Msp, Api::Qps].map(|api| (api, authentication)).into();
        self
    }

    /// How one of the APIs is told who calls.
    pub fn authentication_of(mut self, api: Api, authentication: Authentication) -> Self {
        self.authentication.retain(|(known, _)| *known != api);
        self.authentication.push((api, authentication));
        self
    }

    /// Settings of all calls.
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }

    /// How many calls of an API run at a time, at most, until the service says what the subscription allows; 2 if not set,
    /// which is what most have.
    pub fn concurrency(mut self, calls: u32) -> Self {
        self.concurrency = calls;
        self
    }

    /// The clock that waits are made by.
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    /// Changes how connections are made: proxies, certificates, addresses to bind to. Redirects stay off, and the connect
    /// timeout is that of the settings.
    pub fn http(
        mut self,
        customize: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.customize = Some(Box::new(customize));
        self
    }

    /// The client. It does not call the service yet.
    ///
    /// # Errors
    ///
    /// When connections cannot be set up, or the platform needs TLS and the crate was built without (features `rustls` and
    /// `native-tls`).
    pub fn build(self) -> Result<Client, Error> {
        if !cfg!(any(feature = "rustls", feature = "native-tls"))
            && self.platform.api_server().starts_with("https")
        {
            let message = "the crate was built without TLS; enable its feature `rustls` or `native-tls`";
            return Err(Error::new(ErrorKind::Configuration, message));
        }
        let core = Core {
            platform: self.platform,
            credentials: self.credentials,
            authentication: self.authentication,
            identities: Identities::default(),
            gate: Gate::new(self.concurrency),
            budget: Budget::new(),
            timer: self.timer,
            customize: self.customize,
            pools: Mutex::default(),
        };
        core.pool(&self.settings)?;
        Ok(Client { core: Arc::new(core), settings: Arc::new(self.settings) })
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("platform", &self.platform)
            .field("credentials", &self.credentials)
            .field("authentication", &self.authentication)
            .field("settings", &self.settings)
            .field("concurrency", &self.concurrency)
            .finish_non_exhaustive()
    }
}
