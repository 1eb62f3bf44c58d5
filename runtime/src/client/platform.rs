//! Where a subscription lives.

use super::error::{Error, ErrorKind};
use std::borrow::Cow;
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use url::{Host, Url};

/// A platform of the vendor: the servers that a subscription lives on.
///
/// ```
/// use qualys_runtime::Platform;
///
/// let platform: Platform = "EU2".parse()?;
/// assert_eq!(platform, Platform::EU2);
/// assert_eq!(Platform::of_username("quays2ab"), Some(Platform::US2));
/// let private: Platform = "https://qualysapi.qualys.example.com".parse()?;
/// assert_eq!(private.api_server(), "https://qualysapi.qualys.example.com");
/// # Ok::<(), qualys_runtime::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Platform {
    name: &'static str,
    api_server: Cow<'static, str>,
    gateway: Option<Cow<'static, str>>,
}

macro_rules! platforms {
    ($($name:ident $signs:literal $country:literal $api:literal $gateway:literal)*) => {
        impl Platform {
            $(
                #[doc = concat!("Shared platform ", stringify!($name), ", in ", $country, ": `", $api, "`.")]
                pub const $name: Self = Self {
                    name: stringify!($name),
                    api_server: Cow::Borrowed(concat!("https://", $api)),
                    gateway: Some(Cow::Borrowed(concat!("https://", $gateway))),
                };
            )*

            /// All shared platforms.
            pub const SHARED: &[Self] = &[$(Self::$name),*];

            /// The platform that the login of a user tells: the character behind `quays`. Logins of EU1 and of private
            /// platforms do not tell theirs.
            pub fn of_username(username: &str) -> Option<Self> {
                let sign = username.strip_prefix("quays")?.chars().next()?;
                $(if $signs.contains(sign) {
                    return Some(Self::$name);
                })*
                None
            }
        }
    };
}

platforms! {
    US1 "_" "the United States" "qualysapi.qualys.com" "gateway.qg1.apps.qualys.com"
    US2 "2" "the United States" "qualysapi.qg2.apps.qualys.com" "gateway.qg2.apps.qualys.com"
    US3 "3" "the United States" "qualysapi.qg3.apps.qualys.com" "gateway.qg3.apps.qualys.com"
    US4 "6" "the United States" "qualysapi.qg4.apps.qualys.com" "gateway.qg4.apps.qualys.com"
    GOV1 "C" "the United States, for public authorities" "qualysapi.gov1.qualys.us" "gateway.gov1.qualys.us"
    EU1 "" "the European Union" "qualysapi.qualys.eu" "gateway.qg1.apps.qualys.eu"
    EU2 "5!" "the European Union" "qualysapi.qg2.apps.qualys.eu" "gateway.qg2.apps.qualys.eu"
    EU3 "B" "the European Union" "qualysapi.qg3.apps.qualys.it" "gateway.qg3.apps.qualys.it"
    IN1 "8" "India" "qualysapi.qg1.apps.qualys.in" "gateway.qg1.apps.qualys.in"
    CA1 "9" "Canada" "qualysapi.qg1.apps.qualys.ca" "gateway.qg1.apps.qualys.ca"
    AE1 "7" "the United Arab Emirates" "qualysapi.qg1.apps.qualys.ae" "gateway.qg1.apps.qualys.ae"
    UK1 "1" "the United Kingdom" "qualysapi.qg1.apps.qualys.co.uk" "gateway.qg1.apps.qualys.co.uk"
    AU1 "4" "Australia" "qualysapi.qg1.apps.qualys.com.au" "gateway.qg1.apps.qualys.com.au"
    KSA1 "A" "Saudi Arabia" "qualysapi.qg1.apps.qualysksa.com" "gateway.qg1.apps.qualysksa.com"
}

impl Platform {
    /// A private platform, by the URL of its API server: `https://qualysapi.` and the customer's own domain.
    ///
    /// # Errors
    ///
    /// When it is no URL of a server, or not `https`. Plain `http` is taken for this machine alone (loopback), for tests.
    pub fn private(api_server: &str) -> Result<Self, Error> {
        let server = server(api_server)?;
        let known = Self::SHARED.iter().find(|platform| platform.api_server == server);
        Ok(known.cloned().unwrap_or(Self { name: "private", api_server: server.into(), gateway: None }))
    }

    /// Adds the URL of the platform's gateway, where tokens come from.
    ///
    /// # Errors
    ///
    /// As [`Platform::private`].
    pub fn with_gateway(mut self, gateway: &str) -> Result<Self, Error> {
        self.gateway = Some(server(gateway)?.into());
        Ok(self)
    }

    /// `US1`, `EU2` and so on, or `private`.
    pub fn name(&self) -> &str {
        self.name
    }

    /// The URL of the API server, without a slash at its end.
    pub fn api_server(&self) -> &str {
        &self.api_server
    }

    /// The URL of the gateway, without a slash at its end, if it is known.
    pub fn gateway(&self) -> Option<&str> {
        self.gateway.as_deref()
    }

    /// Whether its server is this machine.
    pub(super) fn is_loopback(&self) -> bool {
        Url::parse(&self.api_server).is_ok_and(|url| is_loopback(&url))
    }
}

impl FromStr for Platform {
    type Err = Error;

    /// Takes the name of a shared platform, in any case, or the URL or host name of an API server.
    fn from_str(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        if let Some(known) = Self::SHARED.iter().find(|platform| platform.name.eq_ignore_ascii_case(text)) {
            return Ok(known.clone());
        }
        if text.contains("://") {
            return Self::private(text);
        }
        if text.contains('.') {
            return Self::private(&format!("https://{text}"));
        }
        let names: Vec<&str> = Self::SHARED.iter().map(|platform| platform.name).collect();
        let message = format!(
            "{text:?} is no platform; expected one of {}, or the URL of an API server such as https://qualysapi.example.com",
            names.join(", ")
        );
        Err(Error::new(ErrorKind::Configuration, message))
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.api_server)
    }
}

impl fmt::Debug for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Platform({self})")
    }
}

/// Scheme, host and port of a server's URL.
fn server(text: &str) -> Result<String, Error> {
    // What is wrong with it is said without the text where that may hold a password.
    let wrong = |shown: &str, problem: &str| {
        let message = format!("{shown} {problem}; expected a URL such as https://qualysapi.example.com");
        Err(Error::new(ErrorKind::Configuration, message))
    };
    let url = match Url::parse(text) {
        Ok(url) => url,
        Err(error) => return wrong("the server's URL", &format!("cannot be read: {error}")),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return wrong("the server's URL", "has credentials in it, which belong in Credentials");
    }
    let shown = format!("{text:?}");
    match url.scheme() {
        "https" => {}
        "http" if is_loopback(&url) => {}
        "http" => {
            return wrong(&shown, "is not encrypted, and credentials would be readable on the way");
        }
        _ => return wrong(&shown, "is not https"),
    }
    if url.host().is_none() {
        return wrong(&shown, "has no host");
    }
    if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
        return wrong(&shown, "is more than a server: paths come from the operations");
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

/// Whether a URL's server is this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}
