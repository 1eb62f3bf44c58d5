//! XML: the scanner, the decoder that drives it by tables, and the encoder.

pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod position;
pub(crate) mod records;

mod character;
mod driver;
mod report;
mod scanner;
mod seen;
