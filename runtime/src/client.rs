//! The client: sends operations, and reads what comes back.

mod answer;
mod attempts;
mod builder;
mod call;
mod core;
mod credentials;
mod envelope;
mod error;
mod failure;
mod gate;
mod items;
mod limits;
mod list;
mod pages;
mod paging;
mod platform;
mod refusal;
mod report;
mod response;
mod retry;
mod scrub;
mod session;
mod settings;
mod source;
#[cfg(test)]
mod tests;
mod timer;
mod whole;

pub use self::builder::ClientBuilder;
pub use self::credentials::{Api, Authentication, Credentials};
pub use self::error::Error;
pub use self::limits::Limits;
pub use self::list::{Items, Pages};
pub use self::platform::Platform;
pub use self::response::Response;
pub use self::retry::Retry;
pub use self::settings::Settings;
pub use self::timer::{SystemTimer, Timer};

use self::call::Call;
use self::core::Core;
use crate::request::{Operation, Records};
use std::fmt;
use std::sync::Arc;

/// Calls the service.
///
/// A clone shares connections, session and limits with what it was cloned from: make one client for a subscription, and
/// clone it. A call can be given up at any time by dropping its future.
#[derive(Clone)]
pub struct Client {
    core: Arc<Core>,
    settings: Arc<Settings>,
}

impl Client {
    /// A client for a platform, with login and password.
    ///
    /// # Errors
    ///
    /// When connections cannot be set up; see [`ClientBuilder::build`].
    pub fn new(platform: Platform, credentials: Credentials) -> Result<Self, Error> {
        Self::builder(platform, credentials).build()
    }

    /// A client from the environment: `QUALYS_USERNAME`, `QUALYS_PASSWORD`, and `QUALYS_PLATFORM` with the name of a platform
    /// or the URL of an API server. Without the last, the login has to tell the platform.
    ///
    /// # Errors
    ///
    /// When a variable is missing or has no use, or connections cannot be set up.
    pub fn from_env() -> Result<Self, Error> {
        ClientBuilder::from_env()?.build()
    }

    /// Begins a client with other settings than the default ones.
    pub fn builder(platform: Platform, credentials: Credentials) -> ClientBuilder {
        ClientBuilder::new(platform, credentials)
    }

    /// The same client with other settings, for some of its calls.
    pub fn with(&self, change: impl FnOnce(Settings) -> Settings) -> Self {
        let settings = Arc::new(change(Settings::clone(&self.settings)));
        Self { core: Arc::clone(&self.core), settings }
    }

    /// The platform that it calls.
    pub fn platform(&self) -> &Platform {
        &self.core.platform
    }

    /// Sends an operation and reads the whole answer.
    ///
    /// # Errors
    ///
    /// When the operation has values that the service would not take, the service cannot be reached, refuses the call, or
    /// answers something that cannot be decoded; see [`Error`].
    pub async fn send<O: Operation>(&self, operation: O) -> Result<Response<O::Response>, Error> {
        let call = Call::of(&operation)?;
        let mut reading = whole::Reading::<O::Response>::new(&self.settings);
        let answer = whole::call(&self.core, &self.settings, &call, &mut reading).await?;
        reading.response(answer).ok_or_else(whole::nothing_read)
    }

    /// The records of a list, one by one while they arrive, over all pages, in constant memory.
    ///
    /// While it is open it is a call that runs: of those the service allows few at a time (often 2), so read a list to its end or
    /// drop it before other calls of the same API wait for it.
    pub fn items<O: Records>(&self, operation: O) -> Items<O> {
        Items::new(self.clone(), operation)
    }

    /// The pages of a list, each read whole.
    pub fn pages<O: Records>(&self, operation: O) -> Pages<O> {
        Pages::new(self.clone(), operation)
    }

    /// Ends the session, if the client has one. The next call that needs one opens another.
    ///
    /// # Errors
    ///
    /// When the service cannot be reached or refuses.
    pub async fn logout(&self) -> Result<(), Error> {
        match self.core.identities.take_session().await {
            None => Ok(()),
            Some(session) => {
                session::close_session(&self.core, session, &self.settings).await.map_err(|failure| {
                    failure.error.with_operation("logout").with_attempts(1, Default::default())
                })
            }
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Core { platform, credentials, .. } = &*self.core;
        f.debug_struct("Client")
            .field("platform", platform)
            .field("credentials", credentials)
            .field("settings", &self.settings)
            .finish()
    }
}
