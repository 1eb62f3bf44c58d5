//! Every document type of the crate under one roof, and the documents that the tests read.

mod documents;
pub mod files;

pub use documents::{DOCUMENTS, DocumentType, Outcome, document_type};

/// The examples of the README compile and run.
#[doc = include_str!("../../README.md")]
#[cfg(doctest)]
pub struct Readme;
