//! Documents of any size, made from the schemas by a seed: for benchmarks and tests.
//!
//! [`write()`] walks the content model of a root element and writes a document that it allows. How often an optional element
//! is there, how long a list is and what a text says is in a [`Shape`]: those in `shapes/` are modelled on recorded
//! answers, and [`Shape::of`] makes one for any root of any schema. The same schemas, shape, seed and amount make the same
//! bytes.

mod error;
mod height;
pub mod schemas;
mod shape;
mod template;
mod text;
mod walk;

pub use error::Error;
pub use shape::{Rule, Shape};
pub use template::Template;
pub use walk::{Amount, Written, document, write};
