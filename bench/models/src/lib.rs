//! Writes the types of the qualys crate for other readers of XML, which derive their decoders: the same fields with the same
//! types, in the form that each reader's users write by hand.
//!
//! Where a form differs from the crate's own: a list with an element around it is a struct of its own; a choice or group
//! beside other fields becomes optional fields, since these readers know no other way to read one; what a schema leaves open
//! is left out.

mod instant;
mod names;
mod serde;
mod ty;

pub use instant::instant;
pub use serde::{Serde, serde};

/// The module `support` that types which derive serde's traits stand on.
pub const SUPPORT: &str = include_str!("../support/serde.rs");
