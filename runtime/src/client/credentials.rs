//! Who calls, and how the service learns it.

use super::error::{Error, ErrorKind};
use base64::Engine as _;
use secrecy::{ExposeSecret, SecretString};
use std::fmt;
use zeroize::Zeroizing;

/// Login and password, or a token. Neither is shown by `Debug`, and both are wiped from memory when dropped.
#[derive(Clone)]
pub struct Credentials(pub(super) Secret);

#[derive(Clone)]
pub(super) enum Secret {
    Password { username: String, password: SecretString },
    Token(SecretString),
}

impl Credentials {
    /// Login and password.
    pub fn new(username: impl Into<String>, password: impl Into<SecretString>) -> Self {
        Self(Secret::Password { username: username.into(), password: password.into() })
    }

    /// A token that was issued before, for [`Authentication::Bearer`]. It is not renewed.
    pub fn token(token: impl Into<SecretString>) -> Self {
        Self(Secret::Token(token.into()))
    }

    /// From the environment: `QUALYS_USERNAME` and `QUALYS_PASSWORD`.
    ///
    /// # Errors
    ///
    /// When one of the two is not set, or is empty or not Unicode.
    pub fn from_env() -> Result<Self, Error> {
        let username = variable("QUALYS_USERNAME")?;
        let password = variable("QUALYS_PASSWORD")?;
        Ok(Self::new(username, password))
    }

    /// The login, if it is login and password.
    pub fn username(&self) -> Option<&str> {
        match &self.0 {
            Secret::Password { username, .. } => Some(username),
            Secret::Token(_) => None,
        }
    }

    /// The texts that no message may show.
    pub(super) fn secrets(&self) -> Vec<Zeroizing<String>> {
        let base64 = |text: &str| Zeroizing::new(base64::engine::general_purpose::STANDARD.encode(text));
        match &self.0 {
            Secret::Password { username, password } => {
                let password = Zeroizing::new(password.expose_secret().to_owned());
                // As the header of Basic has it.
                let basic = Zeroizing::new(format!("{username}:{}", password.as_str()));
                vec![base64(&basic), base64(&password), password]
            }
            Secret::Token(token) => vec![Zeroizing::new(token.expose_secret().to_owned())],
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Secret::Password { username, .. } => write!(f, "Credentials({username:?}, ***)"),
            Secret::Token(_) => f.write_str("Credentials(***)"),
        }
    }
}

/// A variable of the environment that has to be set.
pub(super) fn variable(name: &str) -> Result<String, Error> {
    match std::env::var(name) {
        Ok(value) if !value.is_empty() => Ok(value),
        Ok(_) | Err(std::env::VarError::NotPresent) => {
            let message = format!("the environment variable {name} is not set");
            Err(Error::new(ErrorKind::Configuration, message))
        }
        Err(std::env::VarError::NotUnicode(_)) => {
            let message = format!("the environment variable {name} is not Unicode");
            Err(Error::new(ErrorKind::Configuration, message))
        }
    }
}

/// How calls tell who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Authentication {
    /// Login and password with each call.
    #[default]
    Basic,
    /// A session: the client logs in before the first call, sends the session's cookie, and logs in again when the
    /// session is over. Only [`Api::Fo`] has sessions; end one with `logout`.
    Session,
    /// A token: the client gets one at the gateway before the first call, and a new one when it is over. The subscription
    /// has to be set up for it.
    Bearer,
}

/// The APIs of the platform, which differ in how they are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Api {
    /// Forms in, XML out: `/api/`.
    Fo,
    /// The oldest: `/msp/`.
    Msp,
    /// XML in, XML out: `/qps/`.
    Qps,
}

impl Api {
    /// The API of a path.
    pub(super) fn of(path: &str) -> Self {
        if path.starts_with("/qps/") {
            Self::Qps
        } else if path.starts_with("/msp/") {
            Self::Msp
        } else {
            Self::Fo
        }
    }
}
