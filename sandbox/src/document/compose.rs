//! Makes whole documents of parts: what the schema requires is filled in, what is there is put in its order.
//!
//! An element without anything between its tags is one of which nothing is known: its content is filled in. A text that
//! is meant to be empty is an empty [`Node::Text`](super::Node::Text).

mod arrange;
mod cost;
mod group;
mod pool;
mod sample;
#[cfg(test)]
mod tests;

use super::{DEPTH, Element};
use arrange::Composer;
use jiff::Timestamp;
use qualys_codegen::ir::{Model, Target};
use std::fmt;

/// What does not fit the schema, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The way to the element: `/SIMPLE_RETURN/RESPONSE`.
    pub path: String,
    /// What is wrong there.
    pub text: String,
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.text)
    }
}

impl std::error::Error for Misfit {}

/// A document with all that the schema `module` requires, made of the parts of it that are known. `partial` is its root;
/// children may be in any order, but for groups that repeat: their elements stay in the order in which they are. What the
/// schema requires beyond them gets a sample value; times are `now`. What it does not require is not invented. Texts that
/// are there stay as they are: whether they are values of their types is for [`Schemas`](super::validity::Schemas) to say.
///
/// # Errors
///
/// When a part has no place in the schema.
pub fn complete(model: &Model, module: &str, partial: &Element, now: Timestamp) -> Result<Element, Misfit> {
    let target = root(model, module, &partial.name)?;
    Composer::new(model, now).element(&partial.name, target, None, partial)
}

fn root<'m>(model: &'m Model, module: &str, name: &str) -> Result<&'m Target, Misfit> {
    let roots = model.modules.get(module).map_or(&[][..], |module| &module.roots);
    let found = roots.iter().find(|root| root.name == name).map(|root| &root.target);
    found.ok_or_else(|| {
        let names: Vec<&str> = roots.iter().map(|root| root.name.as_str()).collect();
        let text = match names.as_slice() {
            [] => format!("there is no schema `{module}`"),
            names => format!("no root element of `{module}`; expected {}", names.join(" or ")),
        };
        Misfit { path: format!("/{name}"), text }
    })
}
