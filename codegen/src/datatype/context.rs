//! What the meaning of a text depends on beside its type.

use crate::xsd::QName;

/// Where a text stands: what prefixes mean there, and which notations its schema declares.
pub trait Context {
    /// The namespace that a prefix is bound to; the empty prefix asks for the default namespace.
    fn namespace(&self, prefix: &str) -> Option<&str>;

    /// Whether there is a notation of this name.
    fn notation_is_declared(&self, name: &QName) -> bool;
}

/// No prefix is bound, no notation declared: for texts of types that ask for neither.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoContext;

impl Context for NoContext {
    fn namespace(&self, _: &str) -> Option<&str> {
        None
    }

    fn notation_is_declared(&self, _: &QName) -> bool {
        false
    }
}
