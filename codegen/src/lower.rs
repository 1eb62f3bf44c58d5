//! Lowering: from the syntax tree of a schema language to the [`ir`](crate::ir), and from there to the Rust model.

pub mod api;
pub mod components;
pub mod dtd;
pub mod identified;
pub mod operations;
pub mod rust;
pub mod xsd;
