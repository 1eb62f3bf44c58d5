//! What a schema leaves open.

use super::{Fit, Format, Misfit, Value, single_value};
use std::borrow::Cow;
use std::fmt;

/// An element that the schema leaves open, as the text that it was.
///
/// It is written back as it stands, so what is put in must be one well-formed element.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct RawXml(pub String);

impl fmt::Display for RawXml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for RawXml {
    fn read(&mut self, text: Cow<'_, str>, _: Format) -> Result<Fit, Misfit> {
        self.0 = text.into_owned();
        Ok(Fit::Exact)
    }
    fn write(&self, out: &mut String, _: Format) {
        out.push_str(&self.0);
    }
}
single_value!(RawXml);

/// One piece of content that the schema leaves open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AnyNode {
    /// Text between elements.
    Text(String),
    /// An element.
    Element(RawXml),
}

crate::choice! { AnyNode = Text {
    Text: text(),
    Element: any(),
} [0 1] }
