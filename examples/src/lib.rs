//! What the examples share: a service to call.

use qualys::{ClientBuilder, Credentials};
use qualys_sandbox::Sandbox;
use std::error::Error;

/// The service, and the sandbox if it is one: it ends when this is dropped.
pub struct Service {
    /// How to call it.
    pub builder: ClientBuilder,
    /// What it is, for people.
    pub name: String,
    /// Whether it is the sandbox, where nothing can be broken.
    pub is_sandbox: bool,
    _sandbox: Option<Sandbox>,
}

/// The platform that the environment names (`QUALYS_USERNAME`, `QUALYS_PASSWORD`, `QUALYS_PLATFORM`), or else a sandbox
/// that is started for it.
///
/// # Errors
///
/// When the environment names a platform and misses something, or no sandbox can be started.
pub fn service() -> Result<Service, Box<dyn Error>> {
    if std::env::var_os("QUALYS_USERNAME").is_some() {
        let builder = ClientBuilder::from_env()?;
        return Ok(Service {
            builder,
            name: "the platform of the environment".to_owned(),
            is_sandbox: false,
            _sandbox: None,
        });
    }
    let sandbox = Sandbox::builder().start()?;
    let credentials = Credentials::new(sandbox.user(), sandbox.password());
    let builder = qualys::Client::builder(sandbox.url().parse()?, credentials);
    let name = format!("a sandbox at {}", sandbox.url());
    Ok(Service { builder, name, is_sandbox: true, _sandbox: Some(sandbox) })
}
