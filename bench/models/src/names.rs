//! Names that are each given once.

use std::collections::HashSet;

/// A module's name: `vm/2.0/simple_return` is `vm_2_0_simple_return`.
pub(crate) fn module(key: &str) -> String {
    key.chars().map(|character| if character.is_ascii_alphanumeric() { character } else { '_' }).collect()
}

/// A type's name: `schedule_scan_list` is `ScheduleScanList`, `WEB_APP` is `WebApp`.
pub(crate) fn camel(text: &str) -> String {
    let text = text.strip_prefix("r#").unwrap_or(text);
    let is_upper = !text.chars().any(|character| character.is_ascii_lowercase());
    let mut out = String::new();
    for word in text.split(|character: char| !character.is_ascii_alphanumeric()) {
        let mut characters = word.chars();
        out.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        out.extend(characters.map(|next| if is_upper { next.to_ascii_lowercase() } else { next }));
    }
    out
}

/// Names of one scope.
#[derive(Debug, Default)]
pub(crate) struct Scope(HashSet<String>);

impl Scope {
    /// The name, or with a number if it is taken.
    pub(crate) fn give(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2;
        while !self.0.insert(name.clone()) {
            name = format!("{}{number}", wanted.strip_prefix("r#").unwrap_or(wanted));
            number += 1;
        }
        name
    }
}
