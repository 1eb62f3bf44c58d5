//! What must hold of any input, whoever made it: one function for each way in, which panics when something does not hold.
//!
//! `fuzz/` has a target for each, and the tests of this package call the same functions with inputs that proptest makes.

mod datatype;
mod document;
mod schema;
mod wire;
mod with_dtd;

pub use datatype::{pattern, value};
pub use document::{document, instance};
pub use schema::{api, dtd, fixups, xsd};
pub use wire::{chunks, decode, differential, round_trip};
pub use with_dtd::with_dtd;

/// Looks at an input, and panics when something does not hold of it.
pub type Target = fn(&[u8]);

/// Every function by the name of its target.
pub const TARGETS: &[(&str, Target)] = &[
    ("api", api),
    ("chunks", chunks),
    ("decode", decode),
    ("differential", differential),
    ("document", document),
    ("dtd", dtd),
    ("fixups", fixups),
    ("instance", instance),
    ("pattern", pattern),
    ("round_trip", round_trip),
    ("value", value),
    ("with_dtd", with_dtd),
    ("xsd", xsd),
];

/// Inputs are no longer than this: what takes time in proportion is no fault.
const LONGEST: usize = 128 << 10;

/// The text of an input that is not too long; what is not UTF-8 in it is replaced.
fn text(bytes: &[u8]) -> Option<std::borrow::Cow<'_, str>> {
    (bytes.len() <= LONGEST).then(|| String::from_utf8_lossy(bytes))
}

/// The two parts of an input that a zero byte separates; without one the first is empty.
fn two(text: &str) -> (&str, &str) {
    text.split_once('\0').unwrap_or(("", text))
}
