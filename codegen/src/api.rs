//! Descriptions of operations: TOML to a syntax tree.
//!
//! A description says how an API is called: its parameters, the content models over them that its operations take, the
//! XML that they send and the schemas of their answers. This stage knows the file alone; what its names refer to is
//! found by [`crate::lower::api`].

mod body;
mod description;
mod group;
mod keys;
mod notation;
mod operation;
mod path;
mod quoted;
mod range;
mod required;
mod scanner;
mod similar;
mod steps;
#[cfg(test)]
pub(crate) mod tests;
mod tree;
mod value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use keys::Reader;
use std::ops::Range as Bytes;
use toml::de::DeTable;

pub(crate) use similar::similar;
pub use tree::*;

/// Reads a description; what is wrong in it is a diagnostic, and the rest is read all the same. There is none if the
/// text is not TOML.
pub fn parse(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Option<Description> {
    let (table, faults) = DeTable::parse_recoverable(text);
    // The parser goes on behind a fault, and what it then reads is rarely what was meant. A second key of one name is
    // the exception: it is left out, and nothing else is wrong.
    let is_readable = faults.iter().all(|fault| fault.message() == DUPLICATE);
    let mut faults: Vec<(Bytes<usize>, String)> =
        faults.into_iter().map(|fault| (fault.span().unwrap_or(0..0), fault.message().to_owned())).collect();
    faults.sort_by_key(|(place, _)| (place.start, place.end));
    let shown = if is_readable { faults.len() } else { SHOWN.min(faults.len()) };
    for (place, message) in faults.into_iter().take(shown) {
        let span = Span::new(source, place);
        diagnostics.push(match message.as_str() {
            DUPLICATE => Diagnostic::error(span, "there is another key of this name")
                .label("this one is not read")
                .help("take one of them out, or give it another name"),
            _ => Diagnostic::error(span, format!("the description cannot be read: {message}")),
        });
    }
    is_readable.then(|| {
        let mut reader = Reader::new(source, text);
        let description = reader.description(table.into_inner());
        reader.report(diagnostics);
        description
    })
}

/// How the TOML parser calls a key that is there already.
const DUPLICATE: &str = "duplicate key";

/// How many faults of a text that is no TOML are shown: later ones mostly follow from the first.
const SHOWN: usize = 3;
