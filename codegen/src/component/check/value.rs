//! Default and fixed values, held against their types.

use super::Check;
use crate::component::Components;
use crate::datatype::{Context, Datatype};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::QName;
use std::sync::Arc;

impl Check<'_> {
    /// A value has to be one of its type, and cannot be an identity: documents would share it.
    pub(super) fn value(&mut self, datatype: &Arc<Datatype>, value: &str, span: Span, name: &str) {
        if let Err(invalid) = datatype.validate(value, &Anywhere(self.components)) {
            self.report(
                Diagnostic::error(span, format!("the value of `{name}` is not one of its type"))
                    .label(invalid.to_string()),
            );
        } else if Datatype::builtin("ID").is_some_and(|id| datatype.is_derived_from(&id)) {
            let message = format!("`{name}` is an `xs:ID`: it cannot have a default or fixed value");
            self.report(Diagnostic::error(span, message));
        }
    }

    /// Whether two texts are one value.
    pub(super) fn same_value(&self, datatype: &Datatype, one: &str, other: &str) -> bool {
        let value = |text: &str| datatype.validate(text, &Anywhere(self.components)).map(|valid| valid.value);
        match (value(one), value(other)) {
            (Ok(one), Ok(other)) => one == other,
            _ => one == other,
        }
    }
}

/// Any prefix may be bound: values do not have theirs with them.
struct Anywhere<'a>(&'a Components);

impl Context for Anywhere<'_> {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        (!prefix.is_empty()).then_some("")
    }

    fn notation_is_declared(&self, name: &QName) -> bool {
        self.0.notations.iter().any(|one| one.local == name.local)
    }
}
