//! A server that behaves like the Qualys API, on loopback.
//!
//! It knows the API from the vendor's schemas and the descriptions of the operations, read by the generator's front
//! ends; nothing of the generated crate is in it, so that each proves the other.

pub mod check;
pub mod document;
pub mod exchange;
