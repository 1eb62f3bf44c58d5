//! Texts against the datatypes of XSD, and patterns.

use crate::{text, two};
use qualys_codegen::datatype::{Datatype, NoContext, Pattern};

/// A pattern, a zero byte, and a text to match.
pub fn pattern(bytes: &[u8]) {
    let Some(input) = text(bytes) else { return };
    let (source, text) = two(&input);
    let Ok(pattern) = Pattern::parse(source) else { return };
    let matches = pattern.matches(text);
    assert_eq!(pattern.text(), source);
    if source.chars().all(char::is_alphanumeric) {
        assert_eq!(matches, source == text, "a pattern of letters and digits matches itself alone");
    }
    // A group around the whole changes nothing.
    if let Ok(group) = Pattern::parse(&format!("({source})")) {
        assert_eq!(group.matches(text), matches, "{source:?} in parentheses, on {text:?}");
    }
    if let Ok(optional) = Pattern::parse(&format!("({source})?")) {
        assert_eq!(optional.matches(text), matches || text.is_empty(), "{source:?} or nothing, on {text:?}");
    }
}

/// The name of a datatype, a zero byte, and a text. Without a name, the text is held against all of them.
pub fn value(bytes: &[u8]) {
    let Some(input) = text(bytes) else { return };
    let (name, text) = two(&input);
    match Datatype::builtin(name) {
        Some(datatype) => one(name, &datatype, text),
        None => Datatype::builtins().for_each(|(name, datatype)| one(name, datatype, text)),
    }
}

fn one(name: &str, datatype: &Datatype, text: &str) {
    let outcome = datatype.validate(text, &NoContext);
    if let Err(invalid) = &outcome {
        assert!(!invalid.to_string().is_empty());
    }
    // Elsewhere white space counts.
    if !matches!(name, "string" | "normalizedString" | "anySimpleType") {
        let spaced = datatype.validate(&format!(" \t{text}\r\n"), &NoContext);
        let values = (outcome.as_ref().map(|valid| &valid.value), spaced.as_ref().map(|valid| &valid.value));
        match values {
            (Ok(one), Ok(other)) => assert!(same(one, other), "{name}: white space around {text:?}"),
            (one, other) => assert_eq!(one.is_ok(), other.is_ok(), "{name}: white space around {text:?}"),
        }
    }
}

/// Equal, or equal in nothing, as what is no number is.
fn same<T: PartialEq + std::fmt::Debug>(one: &T, other: &T) -> bool {
    one == other || format!("{one:?}") == format!("{other:?}")
}
