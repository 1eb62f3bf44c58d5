//! What carries out the calls that the server lets through.

use crate::exchange::{Answer, Incoming};

/// Carries out calls. The server has looked at headers, credentials and limits before it asks; it asks for several calls
/// at once, each on a thread of its own.
///
/// A closure is a handler:
///
/// ```
/// use qualys_sandbox::exchange::{Answer, Incoming};
/// use qualys_sandbox::Sandbox;
///
/// let sandbox = Sandbox::builder().handler(|_: &Incoming| Answer::xml("<OK/>")).start()?;
/// assert!(sandbox.url().starts_with("http://127.0.0.1:"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub trait Handler: Send + Sync {
    /// The answer to a call.
    fn handle(&self, incoming: &Incoming) -> Answer;

    /// Whether a parameter is a secret, which the log shows as `***`.
    fn is_secret(&self, parameter: &str) -> bool {
        let parameter = parameter.to_ascii_lowercase();
        ["password", "passwd", "passphrase", "secret", "token", "private_key"]
            .iter()
            .any(|word| parameter.contains(word))
    }
}

impl<F: Fn(&Incoming) -> Answer + Send + Sync> Handler for F {
    fn handle(&self, incoming: &Incoming) -> Answer {
        self(incoming)
    }
}
