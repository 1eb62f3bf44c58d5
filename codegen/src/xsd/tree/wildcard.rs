//! Wildcards as they are written.

use crate::source::Span;

/// `xs:any` or `xs:anyAttribute`.
#[derive(Debug, Clone, PartialEq)]
pub struct Wildcard {
    /// Of which namespaces.
    pub namespaces: WildcardNamespaces,
    /// How what it takes is held against declarations.
    pub process_contents: ProcessContents,
    /// The tag's name.
    pub span: Span,
}

/// The values of `namespace`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WildcardNamespaces {
    /// `##any`
    Any,
    /// `##other`
    Other,
    /// These.
    Listed(Vec<WildcardNamespace>),
}

/// One namespace of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WildcardNamespace {
    /// `##targetNamespace`
    Target,
    /// `##local`: names without a namespace.
    Local,
    /// Any other.
    Named(String),
}

/// How what a wildcard takes is held against its declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProcessContents {
    /// There has to be a declaration.
    Strict,
    /// If there is a declaration.
    Lax,
    /// Not at all.
    Skip,
}
