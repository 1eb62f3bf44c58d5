//! The server: it starts, it can be steered while it runs, and it stops.

mod body;
mod builder;
mod call;
mod control;
mod gate;
mod handler;
mod listener;
mod wire;

pub use builder::Builder;
pub use handler::Handler;

use crate::authentication::Authentication;
use crate::clock::Clock;
use crate::fault::{Fault, Injections, Rule};
use crate::limits::Limiter;
use crate::log::{Log, Record};
use listener::{Command, Done};
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use tokio::sync::mpsc::UnboundedSender;

/// A server on loopback. It stops when it is dropped.
pub struct Sandbox {
    shared: Arc<Shared>,
    address: SocketAddr,
    password: String,
    /// Nobody else sends: the server stops when this is gone.
    commands: Option<UnboundedSender<Command>>,
    thread: Option<JoinHandle<()>>,
}

/// What all calls share.
struct Shared {
    authentication: Authentication,
    limiter: Limiter,
    injections: Injections,
    log: Arc<Log>,
    clock: Arc<dyn Clock>,
    handler: Arc<dyn Handler>,
}

impl Sandbox {
    /// Settings for one.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Where it is: `http://127.0.0.1:8080`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address that it listens at.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The login of its account.
    pub fn user(&self) -> &str {
        self.shared.authentication.user()
    }

    /// The password of its account.
    pub fn password(&self) -> &str {
        &self.password
    }

    /// The environment variables that point a client at it.
    pub fn environment(&self) -> [(&'static str, String); 3] {
        [
            ("QUALYS_USERNAME", self.user().to_owned()),
            ("QUALYS_PASSWORD", self.password.clone()),
            ("QUALYS_PLATFORM", self.url()),
        ]
    }

    /// Lets something go wrong. Faults that fit the same call happen one a call, in the order in which they were injected.
    pub fn inject(&self, fault: Fault, rule: Rule) {
        self.shared.injections.add(fault, rule);
    }

    /// The faults that have not happened yet, as text.
    pub fn waiting_faults(&self) -> Vec<String> {
        self.shared.injections.waiting()
    }

    /// Forgets all faults that have not happened yet.
    pub fn clear_faults(&self) {
        self.shared.injections.clear();
    }

    /// The calls that arrived, in their order: the latest 10,000.
    pub fn calls(&self) -> Vec<Record> {
        self.shared.log.all()
    }

    /// Forgets the calls that arrived.
    pub fn clear_calls(&self) {
        self.shared.log.clear();
    }

    /// Ends all sessions and tokens: who uses one has to log in again.
    pub fn expire_sessions(&self) {
        self.shared.authentication.expire();
    }

    /// Refuses connections from now on, as a server that is down does, and closes those that are idle. Calls that
    /// run go on.
    ///
    /// # Errors
    ///
    /// When the system does not let go of the port.
    pub fn refuse_connections(&self) -> io::Result<()> {
        self.command(Command::Refuse)
    }

    /// Takes connections again.
    ///
    /// # Errors
    ///
    /// When the system does not give the port back.
    pub fn accept_connections(&self) -> io::Result<()> {
        self.command(Command::Accept)
    }

    /// Closes the connections that no call uses at the moment, and the others after their calls.
    ///
    /// # Errors
    ///
    /// When the server has stopped.
    pub fn close_idle_connections(&self) -> io::Result<()> {
        self.command(Command::CloseIdle)
    }

    /// Stops it: connections are closed, calls that run are cut off. Dropping does the same.
    pub fn stop(self) {}

    fn command(&self, command: fn(Done) -> Command) -> io::Result<()> {
        let stopped = || io::Error::other("the sandbox has stopped");
        let (done, outcome) = mpsc::channel();
        let commands = self.commands.as_ref().ok_or_else(stopped)?;
        commands.send(command(done)).map_err(|_| stopped())?;
        outcome.recv().map_err(|_| stopped())?
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.commands.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sandbox({})", self.url())
    }
}
