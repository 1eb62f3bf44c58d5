//! Documents held against schemas: what is wrong with them, and where.

mod dtd;
mod events;
mod models;
mod xsd;

use crate::source::Sources;
use crate::validate::Invalid;
use std::fmt::Write as _;

/// A line each: place, rule, message, label.
fn lines(found: &[Invalid], sources: &Sources) -> String {
    let mut shown = String::new();
    for invalid in found {
        let place = sources.locate(invalid.diagnostic.span);
        let (_, place) = place.split_once(':').expect("a file's name and a place");
        let diagnostic = &invalid.diagnostic;
        let _ = writeln!(shown, "{place} {:?}: {}; {}", invalid.rule, diagnostic.message, diagnostic.label);
    }
    shown
}
