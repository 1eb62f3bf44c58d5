//! The W3C's XML Schema Test Suite: schemas, and documents to validate with them.

pub mod catalogue;
pub mod evaluate;
pub mod files;
pub mod lists;
mod loaded;

/// A schema to read.
#[derive(Debug, Clone)]
pub struct Schema {
    /// The schema documents, relative to the folder that holds the suite's. Those that they include are not among them.
    pub documents: Vec<String>,
}

/// A document to validate.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The schema documents; none if only the document itself says where its schema is (`xsi:schemaLocation`).
    pub schema: Vec<String>,
    /// The document, relative to the folder that holds the suite's.
    pub document: String,
}
