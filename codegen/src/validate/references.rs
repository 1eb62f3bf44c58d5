//! Identifiers and what refers to them.

use super::Validator;
use super::report::Rule;
use crate::datatype::NameRole;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::collections::{HashMap, HashSet};

/// The identifiers of a document.
#[derive(Debug, Default)]
pub(super) struct References {
    ids: HashSet<String>,
    /// What is referred to and has not been seen, with the first place where it is.
    open: HashMap<String, (Span, String)>,
}

impl Validator<'_, '_> {
    /// Takes the names in a valid text that must be unique, or be found.
    pub(super) fn names(&mut self, roles: Vec<(NameRole, String)>, span: Span) {
        for (role, name) in roles {
            match role {
                NameRole::Id => {
                    self.references.open.remove(&name);
                    if self.references.ids.contains(&name) {
                        let error =
                            Diagnostic::error(span, format!("the identifier `{name}` is there twice"));
                        let error = error.label("another element has it");
                        self.invalid(
                            Rule::Reference,
                            error.help("give each element an identifier of its own"),
                        );
                    } else {
                        self.references.ids.insert(name);
                    }
                }
                NameRole::IdReference => {
                    if !self.references.ids.contains(&name) && !self.references.open.contains_key(&name) {
                        let path = self.path();
                        self.references.open.insert(name, (span, path));
                    }
                }
                NameRole::Entity => {
                    if !self.options.unparsed_entities.contains(&name) {
                        let error =
                            Diagnostic::error(span, format!("no unparsed entity `{name}` is declared"));
                        let help = "declare it in the document: `<!ENTITY name SYSTEM \"…\" NDATA notation>`";
                        self.invalid(Rule::Reference, error.label("expected the name of one").help(help));
                    }
                }
            }
        }
    }

    /// What is referred to and was not found, in the order of the document.
    pub(super) fn unresolved(&mut self) {
        let mut open: Vec<_> = std::mem::take(&mut self.references.open).into_iter().collect();
        open.sort_by(|(one, (place, _)), (other, (other_place, _))| (place, one).cmp(&(other_place, other)));
        for (name, (span, path)) in open {
            let error = Diagnostic::error(span, format!("no element has the identifier `{name}`"));
            let error = error
                .label("this refers to it")
                .help("correct the reference, or give an element that identifier");
            self.report.add(Rule::Reference, path, error);
        }
    }
}
