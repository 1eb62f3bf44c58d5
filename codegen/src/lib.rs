//! From schemas to a crate: reads DTDs, XSDs and the corrections of their text, and writes Rust.
//!
//! Text flows one way, through a model a stage: [`source`] text, the syntax trees of [`dtd`] and [`xsd`], the [`ir`], the
//! [Rust model](rust), tokens, [files](emit::Files). [`generate`] runs them all. Nothing here touches the disk.

pub mod api;
pub mod component;
pub mod datatype;
pub mod diagnostic;
pub mod document;
pub mod dtd;
pub mod emit;
pub mod fixups;
mod generate;
pub mod ir;
pub mod lower;
pub mod pass;
pub mod resolver;
pub mod rust;
pub mod source;
pub mod validate;
pub mod xsd;

pub use generate::{Generated, Inputs, Stage, generate, generate_in_stages, model};
