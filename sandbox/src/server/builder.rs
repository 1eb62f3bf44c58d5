//! The settings of a sandbox, and how it starts.

use super::listener::listen;
use super::{Handler, Sandbox, Shared};
use crate::authentication::Authentication;
use crate::clock::{Clock, SystemClock};
use crate::fault::Injections;
use crate::limits::{Limiter, Limits};
use crate::log::{Listener, Log, Record};
use crate::model::model;
use crate::service::{Service, Settings};
use jiff::Timestamp;
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::thread;
use tokio::sync::mpsc;

/// The account of a sandbox that was told no other: no secret.
const USER: &str = "sandbox_user";
const PASSWORD: &str = "sandbox+demo&2024";

/// Settings for a [`Sandbox`].
pub struct Builder {
    port: u16,
    user: String,
    password: String,
    limits: Option<Limits>,
    clock: Arc<dyn Clock>,
    handler: Option<Arc<dyn Handler>>,
    settings: Option<Settings>,
    hosts: Option<u64>,
    seed: Option<bool>,
    keep_secrets: bool,
    listener: Option<Listener>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            port: 0,
            user: USER.to_owned(),
            password: PASSWORD.to_owned(),
            limits: Some(Limits::default()),
            clock: Arc::new(SystemClock),
            handler: None,
            settings: None,
            hosts: None,
            seed: None,
            keep_secrets: false,
            listener: None,
        }
    }
}

impl Builder {
    /// The port on loopback. 0, which it is without a word, is any that is free.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The login of the account.
    #[must_use]
    pub fn user(mut self, user: impl Into<String>) -> Self {
        self.user = user.into();
        self
    }

    /// The password of the account.
    #[must_use]
    pub fn password(mut self, password: impl Into<String>) -> Self {
        self.password = password.into();
        self
    }

    /// How many calls are allowed. Without a word it is what a standard subscription has.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = Some(limits);
        self
    }

    /// Any number of calls is allowed, and answers say nothing of limits.
    #[must_use]
    pub fn unlimited(mut self) -> Self {
        self.limits = None;
        self
    }

    /// What time it is.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// What is there at the start, and how fast scans run. Without a word it is a small subscription, as of the day that
    /// the clock says.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = Some(settings);
        self
    }

    /// How many hosts there are.
    #[must_use]
    pub fn hosts(mut self, hosts: u64) -> Self {
        self.hosts = Some(hosts);
        self
    }

    /// Whether there are schedules, scans, web applications and so on at the start.
    #[must_use]
    pub fn seed(mut self, seed: bool) -> Self {
        self.seed = Some(seed);
        self
    }

    /// Carries out the calls, in the place of what the sandbox knows of the API.
    #[must_use]
    pub fn handler(mut self, handler: impl Handler + 'static) -> Self {
        self.handler = Some(Arc::new(handler));
        self
    }

    /// Whether [`Record::secret`] has the values of secret parameters. Without a word it has not.
    #[must_use]
    pub fn keep_secrets(mut self, keep: bool) -> Self {
        self.keep_secrets = keep;
        self
    }

    /// Hears of each call when it has ended.
    #[must_use]
    pub fn on_call(mut self, listener: impl Fn(&Record) + Send + Sync + 'static) -> Self {
        self.listener = Some(Box::new(listener));
        self
    }

    /// Starts the server, on a thread of its own.
    ///
    /// # Errors
    ///
    /// When the port is taken, or the system has no thread or socket left.
    pub fn start(self) -> io::Result<Sandbox> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let handler = match self.handler {
            Some(handler) => handler,
            None => {
                let settings = settings(self.settings, self.hosts, self.seed, self.clock.now());
                Arc::new(Service::new(model(), settings))
            }
        };
        let shared = Arc::new(Shared {
            authentication: Authentication::new(self.user, self.password.clone()),
            limiter: Limiter::new(self.limits),
            injections: Injections::default(),
            log: Arc::new(Log::new(self.keep_secrets, self.listener)),
            clock: self.clock,
            handler,
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (commands, received) = mpsc::unbounded_channel();
        let for_thread = Arc::clone(&shared);
        let thread =
            thread::Builder::new().name(format!("qualys-sandbox-{}", address.port())).spawn(move || {
                runtime.block_on(listen(for_thread, listener, address, received));
                // Handlers that still run are not waited for.
                runtime.shutdown_background();
            })?;
        Ok(Sandbox {
            shared,
            address,
            password: self.password,
            commands: Some(commands),
            thread: Some(thread),
        })
    }
}

/// What was said, and for the rest what is usual on that day.
fn settings(said: Option<Settings>, hosts: Option<u64>, seed: Option<bool>, now: Timestamp) -> Settings {
    let today = now.as_second() - now.as_second().rem_euclid(24 * 60 * 60);
    let usual = || Settings { epoch: Timestamp::from_second(today).unwrap_or(now), ..Settings::default() };
    let settings = said.unwrap_or_else(usual);
    Settings { hosts: hosts.unwrap_or(settings.hosts), seed: seed.unwrap_or(settings.seed), ..settings }
}
