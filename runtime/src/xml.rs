//! XML: the scanner, the decoder that drives it by tables, and the encoder.

pub(crate) mod decode;
pub(crate) mod encode;
pub(crate) mod position;
pub(crate) mod records;

pub(crate) mod bytes;
mod character;
mod driver;
mod layout;
mod report;
mod scanner;
pub(crate) mod seen;

pub use self::scanner::Plain;
