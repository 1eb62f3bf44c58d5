//! Models to and from JSON, or whatever else serde writes and reads that describes itself; with the feature `serde`.
//!
//! The shape is the one that serde's derive gives these types: an object has the names of the struct's fields in Rust, a choice
//! is an object with one key, its variant. Different from it:
//!
//! - What is absent is left out. What is there and empty ([`MaybeEmpty`]) is `null`.
//! - The word of an enumeration is the word of the schema; one that the schema does not list is kept.
//! - A date and time is a text as in RFC 3339, without an offset where the document had none. A number that JSON does not
//!   have is one of XML Schema's words: `"INF"`, `"-INF"`, `"NaN"`.
//!
//! What is read has to be exact: a key that the type does not have, one that is there twice and one that is missing are errors,
//! so that a slip in what was written by hand is not a value that is quietly left out. An error names the way to it.
//!
//! The names are Rust's and not the schema's because they are unique and complete: a text, a choice and a group have no name in
//! XML, and an attribute may have that of an element beside it.
//!
//! ```
//! use qualys_runtime::MaybeEmpty;
//!
//! #[derive(Debug, Clone, PartialEq, Default)]
//! pub struct Schedule {
//!     pub title: String,
//!     pub pause: Option<MaybeEmpty<u32>>,
//!     pub next: Option<qualys_runtime::DateTime>,
//!     pub hosts: Vec<String>,
//! }
//! qualys_runtime::record! { Schedule {
//!     title: element("TITLE"),
//!     pause: element("PAUSE_AFTER").optional(),
//!     next: element("NEXT").optional(),
//!     hosts: list("HOST_LIST", "HOST"),
//! } [0 1 2 3] }
//! qualys_runtime::document! { Schedule: "SCHEDULE" }
//!
//! let xml = b"<SCHEDULE><TITLE>Weekly</TITLE><PAUSE_AFTER/><HOST_LIST><HOST>a</HOST></HOST_LIST></SCHEDULE>";
//! let schedule = qualys_runtime::decode::<Schedule>(xml).unwrap().value;
//! let json = r#"{"title":"Weekly","pause":null,"hosts":["a"]}"#;
//! assert_eq!(serde_json::to_string(&schedule).unwrap(), json);
//! assert_eq!(serde_json::from_str::<Schedule>(json).unwrap(), schedule);
//!
//! let error = serde_json::from_str::<Schedule>(r#"{"title":"Weekly","hosts":["a",1]}"#).unwrap_err();
//! assert_eq!(error.to_string(), "hosts[1]: expected a text, found 1 at line 1 column 32");
//! ```
//!
//! Nothing is made for each type but two calls: the tables say the rest, as they do for XML.
//!
//! [`MaybeEmpty`]: crate::MaybeEmpty

mod macros;
mod path;
mod read;
mod scalar;
mod write;

pub use read::read;
pub use scalar::Scalar;
pub use write::write;

use crate::table::Single;
use crate::value::Value;
use crate::{DateTime, List, MaybeEmpty, RawXml};
use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

macro_rules! value {
    ($($type:ty $(where $parameter:ident)?;)*) => {$(
        impl$(<$parameter: Value + Single>)? Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write(self.part(), serializer)
            }
        }
        impl<'de $(, $parameter: Value + Single)?> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut value = Self::default();
                read(value.slot(), deserializer)?;
                Ok(value)
            }
        }
    )*};
}
value! {
    DateTime;
    RawXml;
    List<T> where T;
    MaybeEmpty<T> where T;
}

/// A name without the `r#` that it may need in Rust.
#[doc(hidden)]
pub const fn plain(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}
