//! Each operation of the descriptions, end to end: both clients against the sandbox, as a user would go about it.

mod am;
mod assets;
mod common;
mod findings;
mod pc;
mod saq;
mod vm;
mod was;

use qualys::{
    Api, Authentication, Client, Credentials, Date, DateTime, Decoder, Error, Operation, Records, Response,
    Retry, Settings,
};
use qualys::{ClientBuilder, blocking};
use qualys_sandbox::Sandbox;
use qualys_sandbox::clock::{Clock, ManualClock};
use qualys_sandbox::model::model;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::runtime::Runtime;

/// What time it is when the scenarios begin.
const NOW: &str = "2026-03-01T08:00:00Z";

/// How many hosts there are.
const HOSTS: u64 = 60;

/// A client of either kind.
trait Caller {
    fn send<O: Operation>(&self, operation: O) -> Result<Response<O::Response>, Error>;
    fn items<O: Records>(&self, operation: O) -> Result<Vec<O::Record>, Error>;
}

struct Asynchronous {
    client: Client,
    runtime: Runtime,
}

impl Caller for Asynchronous {
    fn send<O: Operation>(&self, operation: O) -> Result<Response<O::Response>, Error> {
        self.runtime.block_on(self.client.send(operation))
    }

    fn items<O: Records>(&self, operation: O) -> Result<Vec<O::Record>, Error> {
        self.runtime.block_on(async {
            let (mut items, mut records) = (self.client.items(operation), Vec::new());
            while let Some(record) = items.next().await {
                records.push(record?);
            }
            Ok(records)
        })
    }
}

impl Caller for blocking::Client {
    fn send<O: Operation>(&self, operation: O) -> Result<Response<O::Response>, Error> {
        blocking::Client::send(self, operation)
    }

    fn items<O: Records>(&self, operation: O) -> Result<Vec<O::Record>, Error> {
        blocking::Client::items(self, operation).collect()
    }
}

/// A sandbox, its clients, and the operations that were carried out.
struct World<C> {
    sandbox: Sandbox,
    clock: ManualClock,
    caller: C,
    /// A client that logs in, instead of sending the password with each call.
    in_session: C,
    sent: BTreeSet<&'static str>,
    streamed: BTreeSet<&'static str>,
}

impl<C: Caller> World<C> {
    fn new(caller: impl Fn(ClientBuilder) -> C) -> Self {
        let clock = ManualClock::new(NOW.parse().unwrap());
        let sandbox = Sandbox::builder().clock(clock.clone()).hosts(HOSTS).start().unwrap();
        let client = |authentication| {
            let credentials = Credentials::new(sandbox.user(), sandbox.password());
            // What the sandbox answers is exactly what the schemas say, and at the first attempt.
            let settings = Settings::new().decoder(Decoder::new().strict(true)).retry(Retry::never());
            let builder = Client::builder(sandbox.url().parse().unwrap(), credentials);
            caller(builder.settings(settings).authentication_of(Api::Fo, authentication))
        };
        let (caller, in_session) = (client(Authentication::Basic), client(Authentication::Session));
        Self { sandbox, clock, caller, in_session, sent: BTreeSet::new(), streamed: BTreeSet::new() }
    }

    /// Carries an operation out.
    #[track_caller]
    fn call<O: Operation>(&mut self, operation: O) -> Response<O::Response> {
        match self.caller.send(operation) {
            Ok(response) => {
                assert_eq!((response.status(), response.attempts()), (200, 1), "{}", O::NAME);
                self.sent.insert(O::NAME);
                response
            }
            Err(error) => panic!("{}: {error}", O::NAME),
        }
    }

    /// The records of a list, read one by one.
    #[track_caller]
    fn records<O: Records>(&mut self, operation: O) -> Vec<O::Record> {
        match self.caller.items(operation) {
            Ok(records) => {
                self.streamed.insert(O::NAME);
                records
            }
            Err(error) => panic!("{}: {error}", O::NAME),
        }
    }

    /// The error of an operation that the service refuses.
    #[track_caller]
    fn refused<O: Operation>(&mut self, operation: O) -> Error {
        match self.caller.send(operation) {
            Ok(_) => panic!("{} is not refused", O::NAME),
            Err(error) => {
                assert_eq!(error.operation(), Some(O::NAME), "{error}");
                assert!(!error.may_have_taken_effect(), "{error}");
                error
            }
        }
    }

    /// Asserts that a parameter of a form is refused.
    #[track_caller]
    fn refused_value<O: Operation>(&mut self, operation: O) {
        let error = self.refused(operation);
        assert_eq!((error.status(), error.code()), (Some(400), Some("1905")), "{error}");
        assert!(error.is_refused(), "{error}");
    }

    /// Asserts that there is no such object.
    #[track_caller]
    fn not_found<O: Operation>(&mut self, operation: O) {
        let error = self.refused(operation);
        assert_eq!(error.code(), Some("NOT_FOUND"), "{error}");
        assert!(error.is_not_found(), "{error}");
    }

    /// Asserts that an object is not in the state for it.
    #[track_caller]
    fn not_now<O: Operation>(&mut self, operation: O) {
        let error = self.refused(operation);
        assert_eq!(error.code(), Some("INVALID_REQUEST"), "{error}");
        assert!(error.is_refused(), "{error}");
    }

    /// Lets time go by at the service.
    fn wait(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// Uses the client that logs in.
    fn in_session(&mut self, calls: impl FnOnce(&mut Self)) {
        std::mem::swap(&mut self.caller, &mut self.in_session);
        calls(self);
        std::mem::swap(&mut self.caller, &mut self.in_session);
    }

    /// What time it is at the service.
    fn now(&self) -> DateTime {
        self.clock.now().into()
    }

    /// Runs all scenarios, and sees that they leave no operation out.
    fn run(mut self) {
        vm::scenario(&mut self);
        pc::scenario(&mut self);
        assets::scenario(&mut self);
        common::scenario(&mut self);
        was::scenario(&mut self);
        am::scenario(&mut self);
        saq::scenario(&mut self);

        let all: Vec<(String, bool)> = model()
            .apis
            .iter()
            .flat_map(|(api, described)| {
                let module = api.rsplit('/').next().unwrap_or(api);
                let operations = described.operations.iter();
                operations
                    .map(move |(name, one)| (format!("{module}::{}", camel(name)), one.records.is_some()))
            })
            .collect();
        let names = |of: &dyn Fn(&(String, bool)) -> bool| -> BTreeSet<&str> {
            all.iter().filter(|one| of(one)).map(|(name, _)| name.as_str()).collect()
        };
        assert_eq!(names(&|_| true).len(), all.len(), "two operations have the same name");
        let missing = |names: BTreeSet<&'static str>, described: BTreeSet<&str>| -> Vec<String> {
            let difference = names.symmetric_difference(&described);
            difference.map(|name| (*name).to_owned()).collect()
        };
        assert_eq!(missing(self.sent, names(&|_| true)), [""; 0], "not sent, or not described");
        assert_eq!(missing(self.streamed, names(&|(_, is_list)| *is_list)), [""; 0], "not read one by one");
    }
}

#[test]
fn every_operation_with_the_asynchronous_client() {
    let asynchronous = |builder: ClientBuilder| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Asynchronous { client: builder.build().unwrap(), runtime }
    };
    World::new(asynchronous).run();
}

#[test]
fn every_operation_with_the_blocking_client() {
    World::new(|builder| blocking::Client::build(builder).unwrap()).run();
}

/// The name of a type: `ListVm` of `list_vm`.
fn camel(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_uppercase() + rest
    });
    words.collect()
}

/// An object with the members that are set in it.
fn made<T: Default>(fill: impl FnOnce(&mut T)) -> T {
    let mut object = T::default();
    fill(&mut object);
    object
}

/// The only one.
#[track_caller]
fn only<T>(all: impl IntoIterator<Item = T>) -> T {
    let mut all = all.into_iter();
    let one = all.next().expect("there is none");
    assert!(all.next().is_none(), "there is more than one");
    one
}

fn time(text: &str) -> DateTime {
    text.parse().unwrap()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A value as text.
fn shown(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}
