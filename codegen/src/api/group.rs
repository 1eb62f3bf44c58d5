//! Groups, and how names of groups and operations are written.

use super::description::DOC;
use super::keys::{Keys, Reader};
use super::notation;
use super::tree::{Group, Text};
use crate::diagnostic::Diagnostic;

impl<'t> Reader<'t> {
    pub(super) fn group(&mut self, name: Text, keys: &mut Keys<'t>) -> Group {
        self.snake_case(&name, "group");
        let model = self
            .required_quoted(keys, "model", "\"name, other_name\"")
            .and_then(|text| self.sound(notation::parse(&text)).flatten());
        Group { name, model, doc: self.required_text(keys, "doc", DOC) }
    }

    /// Complains about a name that does not look like one of a module or a field in Rust.
    pub(super) fn snake_case(&mut self, name: &Text, what: &str) {
        let is_part = |part: &str| {
            !part.is_empty() && part.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit())
        };
        let is_snake_case = name.text.starts_with(|first: char| first.is_ascii_lowercase())
            && name.text.split('_').all(is_part);
        if !is_snake_case {
            let error = Diagnostic::error(name.span, format!("`{}` is no name of {what}s", name.text));
            self.error(error.label("expected snake_case, such as option_profile"));
        }
    }
}
