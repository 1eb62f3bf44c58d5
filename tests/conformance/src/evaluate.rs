//! From a row to a verdict: one evaluation a suite, each in a file of its own.

use crate::archive::Places;
use crate::row::{Row, Test, Verdict};
use crate::{in_use, xmlconf, xsts};

/// Evaluates rows; keeps what neighbouring rows share.
#[derive(Debug)]
pub struct Evaluator {
    xmlconf: xmlconf::evaluate::Evaluation,
    xsts: xsts::evaluate::Evaluation,
    in_use: in_use::evaluate::Collection,
}

impl Evaluator {
    /// One for the suite at these places.
    pub fn new(places: &Places) -> Self {
        Self {
            xmlconf: xmlconf::evaluate::Evaluation::new(&places.root),
            xsts: xsts::evaluate::Evaluation::new(&places.root),
            in_use: in_use::evaluate::Collection::new(&places.root),
        }
    }

    /// What the product says of a row.
    pub fn evaluate(&mut self, row: &Row) -> Verdict {
        match &row.test {
            Test::Document(document) => self.xmlconf.document(document),
            Test::Schema(schema) => self.xsts.schema(schema),
            Test::Instance(instance) => self.xsts.instance(instance),
            Test::Entry(entry) => self.in_use.entry(entry),
        }
    }
}
