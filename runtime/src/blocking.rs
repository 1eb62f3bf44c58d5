//! The client without `async`: the same operations, the same types.
//!
//! ```no_run
//! # fn example<O: qualys_runtime::request::Operation>(operation: O) -> Result<(), qualys_runtime::Error> {
//! let client = qualys_runtime::blocking::Client::from_env()?;
//! let response = client.send(operation)?;
//! println!("{} attempts", response.attempts());
//! # Ok(())
//! # }
//! ```

use crate::client;
use crate::client::{ClientBuilder, Credentials, Error, Limits, Platform, Response, Settings};
use crate::drift::{Drift, SetAside};
use crate::request::{Operation, Records};
use std::fmt;
use std::future::Future;
use std::sync::Arc;
use tokio::runtime::{Builder, Runtime};

/// Calls the service, and waits.
///
/// A clone shares connections, session and limits with what it was cloned from. Connections are tended by one thread of the
/// client's own, which ends with its last clone. Inside `async` code, use [`crate::Client`]: waiting here stops the
/// thread.
#[derive(Clone)]
pub struct Client {
    client: client::Client,
    background: Arc<Background>,
}

/// The thread that tends connections.
struct Background(Option<Runtime>);

impl Background {
    fn start() -> Result<Arc<Self>, Error> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("qualys")
            .enable_all()
            .build()
            .map_err(|error| Error::setup("the client's thread did not start", error))?;
        Ok(Arc::new(Self(Some(runtime))))
    }

    fn wait<F: Future>(&self, future: F) -> F::Output {
        // The runtime is there until the last clone of the client is dropped.
        let _inside = self.0.as_ref().map(Runtime::enter);
        // Inside a task of tokio's, its budget would run out, and nobody is there to renew it.
        pollster::block_on(tokio::task::unconstrained(future))
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        // Waiting for the thread would panic inside `async` code.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl Client {
    /// A client for a platform, with login and password.
    ///
    /// # Errors
    ///
    /// When connections cannot be set up.
    pub fn new(platform: Platform, credentials: Credentials) -> Result<Self, Error> {
        Self::build(client::Client::builder(platform, credentials))
    }

    /// A client from the environment; see [`crate::Client::from_env`].
    ///
    /// # Errors
    ///
    /// When a variable is missing or has no use, or connections cannot be set up.
    pub fn from_env() -> Result<Self, Error> {
        Self::build(ClientBuilder::from_env()?)
    }

    /// A client as a [builder](crate::Client::builder) sets it up.
    ///
    /// # Errors
    ///
    /// As [`ClientBuilder::build`].
    pub fn build(builder: ClientBuilder) -> Result<Self, Error> {
        Ok(Self { client: builder.build()?, background: Background::start()? })
    }

    /// The same client with other settings, for some of its calls.
    pub fn with(&self, change: impl FnOnce(Settings) -> Settings) -> Self {
        Self { client: self.client.with(change), background: Arc::clone(&self.background) }
    }

    /// The platform that it calls.
    pub fn platform(&self) -> &Platform {
        self.client.platform()
    }

    /// Sends an operation and reads the whole answer.
    ///
    /// # Errors
    ///
    /// As [`crate::Client::send`].
    pub fn send<O: Operation>(&self, operation: O) -> Result<Response<O::Response>, Error> {
        self.background.wait(self.client.send(operation))
    }

    /// The records of a list, one by one while they arrive, over all pages, in constant memory. While it is open it is a call that
    /// runs; see [`crate::Client::items`].
    pub fn items<O: Records>(&self, operation: O) -> Items<O> {
        let items = client::Items::new(self.client.clone(), operation);
        Items { items, background: Arc::clone(&self.background) }
    }

    /// The pages of a list, each read whole.
    pub fn pages<O: Records>(&self, operation: O) -> Pages<O> {
        let pages = client::Pages::new(self.client.clone(), operation);
        Pages { pages, background: Arc::clone(&self.background) }
    }

    /// Ends the session, if the client has one. The next call that needs one opens another.
    ///
    /// # Errors
    ///
    /// When the service cannot be reached or refuses.
    pub fn logout(&self) -> Result<(), Error> {
        self.background.wait(self.client.logout())
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.client, f)
    }
}

/// The records of a list, while they arrive, over all pages. It ends with the list, or with the first error.
pub struct Items<O: Records> {
    items: client::Items<O>,
    background: Arc<Background>,
}

impl<O: Records> Items<O> {
    /// How many pages were read to their end.
    pub fn pages(&self) -> u64 {
        self.items.pages()
    }

    /// The limits that the service told with the last page.
    pub fn limits(&self) -> Limits {
        self.items.limits()
    }

    /// Differences from the schema, of the pages that were read to their end. They are handed out once.
    pub fn drift(&mut self) -> Vec<Drift> {
        self.items.drift()
    }

    /// Records that could not be decoded, of the pages that were read to their end. They are handed out once; the list ends
    /// in an error when more than 16 MiB of them were not.
    pub fn set_aside(&mut self) -> Vec<SetAside> {
        self.items.set_aside()
    }
}

impl<O: Records> Iterator for Items<O> {
    type Item = Result<O::Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.items.buffered() {
            Some(item) => Some(item),
            None => self.background.wait(self.items.next()),
        }
    }
}

impl<O: Records> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.items, f)
    }
}

/// The pages of a list, each read whole. It ends with the list, or with the first error.
pub struct Pages<O: Records> {
    pages: client::Pages<O>,
    background: Arc<Background>,
}

impl<O: Records> Iterator for Pages<O> {
    type Item = Result<Response<O::Response>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.background.wait(self.pages.next())
    }
}

impl<O: Records> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.pages, f)
    }
}
