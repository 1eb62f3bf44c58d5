//! From a row to a verdict: one evaluation a suite, each in a file of its own.

use crate::archive::Places;
use crate::row::{Row, Test, Verdict};
use crate::{in_use, xmlconf, xsts};
use std::path::PathBuf;

/// Evaluates rows; keeps what neighbouring rows share.
#[derive(Debug)]
pub struct Evaluator {
    root: PathBuf,
    xsts: xsts::evaluate::Evaluation,
    in_use: in_use::evaluate::Collection,
}

impl Evaluator {
    /// One for the suite at these places.
    pub fn new(places: &Places) -> Self {
        Self {
            root: places.root.clone(),
            xsts: xsts::evaluate::Evaluation::new(&places.root),
            in_use: in_use::evaluate::Collection::new(&places.root),
        }
    }

    /// What the product says of a row.
    pub fn evaluate(&mut self, row: &Row) -> Verdict {
        match &row.test {
            Test::Document(document) => xmlconf::evaluate::document(&self.root, document),
            Test::Schema(schema) => self.xsts.schema(schema),
            Test::Instance(instance) => self.xsts.instance(instance),
            Test::Entry(entry) => self.in_use.entry(entry),
        }
    }
}
