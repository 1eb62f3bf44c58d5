//! From the syntax tree of a description to the IR.
//!
//! Names are resolved, groups are expanded where they are used, and what the description says is held against itself
//! and against the schemas: ranges, fixed values, paths, answers, bodies.

mod body;
mod choice;
mod constraint;
mod member;
mod model;
mod operation;
mod records;
mod resolve;
#[cfg(test)]
mod tests;
mod unused;
mod value;

use crate::api::{Description, Text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir;
use crate::source::SourceFile;
use indexmap::IndexMap;
use model::Models;

/// Turns a description into the API with the path `path`, for example `vm/2.0/schedule_scan`. `model` holds the schemas
/// that it refers to. What is in error is left out.
pub fn lower(
    path: &str,
    file: &SourceFile,
    description: &Description,
    model: &ir::Model,
    diagnostics: &mut Diagnostics,
) -> ir::Api {
    let mut lowering =
        Lowering { path, description, model, found: Vec::new(), enumerations: IndexMap::new() };
    if let Some(schema) = &description.schema {
        lowering.sound(resolve::module(model, schema));
    }
    let parameters = lowering.parameters();
    let filters = lowering.filters();
    let mut models = Models::new(&mut lowering, &parameters);
    let groups = models.groups();
    let operations: IndexMap<String, ir::Operation> = description
        .operations
        .iter()
        .filter_map(|operation| {
            let particle = models.of_operation(operation)?;
            let lowered = models.lowering.operation(operation, particle)?;
            Some((operation.name.text.clone(), lowered))
        })
        .collect();
    lowering.unused(&groups, &operations);
    lowering.found.sort_by_key(|diagnostic| diagnostic.span.start);
    // Each operation finds the same fault of what they share.
    lowering.found.dedup();
    lowering.found.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    ir::Api {
        source: file.path.clone(),
        span: description.span,
        docs: docs(description.doc.as_ref()),
        schema: description.schema.as_ref().map(|schema| schema.text.clone()),
        enumerations: lowering.enumerations,
        groups,
        parameters,
        filters,
        operations,
    }
}

/// What all parts of the lowering share.
struct Lowering<'a> {
    path: &'a str,
    description: &'a Description,
    model: &'a ir::Model,
    /// In the order of finding, which is not that of the file.
    found: Vec<Diagnostic>,
    enumerations: IndexMap<String, ir::Enumeration>,
}

impl Lowering<'_> {
    fn error(&mut self, error: Diagnostic) {
        self.found.push(error);
    }

    /// The value, or `None` after an error about it.
    fn sound<T>(&mut self, checked: Result<T, Diagnostic>) -> Option<T> {
        checked.map_err(|error| self.error(error)).ok()
    }
}

/// A text without the white space around it.
fn docs(text: Option<&Text>) -> Option<String> {
    text.map(|text| text.text.trim().to_owned())
}
