//! What the generated `qualys` crate stands on.
//!
//! Generated types carry no decoder of their own: each lists its elements and attributes in a [`table::Table`] and
//! hands out its fields by index. [`Decoder`] and [`encode`] do the rest by these tables, once for all types.

#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "serde")]
pub mod json;
pub mod request;
pub mod table;
pub mod value;

mod date_time;
mod drift;
mod error;
mod xml;

pub use date_time::DateTime;
pub use jiff::civil::Date;
pub use secrecy::SecretString;

#[cfg(feature = "client")]
pub use client::{
    Api, Authentication, Client, ClientBuilder, Credentials, Error, Items, Limits, Pages, Platform, Response,
    Retry, Settings, SystemTimer, Timer,
};
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use serde_core;

pub use drift::{Drift, DriftKind, SetAside};
pub use error::{DecodeError, EncodeError};
pub use table::{Document, Identified};
pub use value::{AnyNode, List, MaybeEmpty, RawXml};
pub use xml::decode::{Decoded, Decoder, decode};
pub use xml::encode::encode;
pub use xml::position::Position;
pub use xml::records::RecordReader;
