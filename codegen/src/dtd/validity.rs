//! The constraints that XML puts on declarations, checked once all are read.
//!
//! What breaks one is reported as a warning with the constraint's name: such a DTD still says what its documents are, but no
//! document is valid by it.

pub(crate) mod attributes;
mod determinism;

use super::parser::{Parser, shortened};
use super::tree::{Content, Declaration, EntityDefinition};
use crate::diagnostic::Diagnostic;
use crate::dtd::Constraint;
use std::collections::HashSet;

impl Parser<'_> {
    /// Reports what is wrong with the declarations as a whole.
    pub(super) fn check_declarations(&mut self) {
        // What is missing may be declared where nothing could be read.
        if self.is_stopped() || self.entities.incomplete {
            return;
        }
        let mut found = Vec::new();
        let notations: HashSet<&str> = self.notations.keys().map(String::as_str).collect();
        for declaration in &self.declarations {
            match declaration {
                Declaration::Element(element) => {
                    if let Content::Children(particle) = &element.content {
                        found.extend(determinism::check(particle, &element.name.text));
                    }
                }
                Declaration::Entity(entity) => {
                    if let EntityDefinition::External { notation: Some(notation), .. } = &entity.definition
                        && !notations.contains(notation.text.as_str())
                    {
                        let message = format!("the notation `{}` is not declared", shortened(&notation.text));
                        found.push(
                            Diagnostic::warning(notation.span, message)
                                .label(format!(
                                    "`&{};` is said to be written in it",
                                    shortened(&entity.name.text)
                                ))
                                .help("declare it: `<!NOTATION ...>`")
                                .validity(Constraint::NotationDeclared),
                        );
                    }
                }
                Declaration::AttributeList(_) | Declaration::Notation(_) => {}
            }
        }
        found.extend(attributes::check(&self.declarations, &notations));
        for diagnostic in found {
            self.report(diagnostic);
        }
    }
}
