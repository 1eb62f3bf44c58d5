//! The client against the sandbox: every fault of the wire, limits, sessions, pages, secrets.

mod faults;
mod limits;
mod lists;
mod secrets;
mod sessions;
mod timer;

use qualys::vm::v2::schedule_scan::{Create, List, Occurrence, OptionProfile, Start, Target, Weekday};
use qualys::{Client, ClientBuilder, Credentials, Retry, Settings};
use qualys_sandbox::clock::ManualClock;
use qualys_sandbox::{Builder, Sandbox};
use std::time::Duration;
use timer::TestTimer;

/// A sandbox, and a client whose waits take no time.
struct World {
    sandbox: Sandbox,
    timer: TestTimer,
    client: Client,
}

impl World {
    fn new() -> Self {
        Self::with(|sandbox| sandbox, |client| client)
    }

    fn with(
        sandbox: impl FnOnce(Builder) -> Builder,
        client: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Self {
        let clock = ManualClock::new("2026-03-01T08:00:00Z".parse().unwrap());
        let sandbox = sandbox(Sandbox::builder().clock(clock.clone())).start().unwrap();
        let timer = TestTimer::new(clock);
        let builder = client(builder(&sandbox).timer(timer.clone()));
        Self { client: builder.build().unwrap(), sandbox, timer }
    }
}

/// A client of a sandbox.
fn builder(sandbox: &Sandbox) -> ClientBuilder {
    let platform = sandbox.url().parse().unwrap();
    let credentials = Credentials::new(sandbox.user(), sandbox.password());
    let settings = Settings::new().connect_timeout(Duration::from_secs(5)).retry(Retry::new().jitter(false));
    Client::builder(platform, credentials).settings(settings)
}

/// An operation that changes nothing.
fn list() -> List {
    List::new()
}

/// An operation that changes something.
fn create() -> Create {
    Create::new(
        "Weekly edge",
        true,
        OptionProfile::title("Initial Options"),
        Target::ips(["192.0.2.1-192.0.2.20"]),
        Start::new(13, 30, "US-CA"),
        Occurrence::weekly(1, [Weekday::Sunday]),
    )
}

/// Runs asynchronous code to its end.
fn block_on<F: std::future::Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}
