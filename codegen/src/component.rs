//! Schema components: what the declarations of schema documents mean once every reference in them is resolved.
//!
//! The terms are those of XSD 1.0, part 1. Content models are effective ones: what a type inherits is in its content,
//! references to groups are replaced by what the groups hold. Documents are held against components, whichever schema
//! language they came from: a DTD is a set of elements in no namespace.

mod build;
mod check;
mod derivation;
#[cfg(test)]
mod dump;
mod particle;
#[cfg(test)]
mod tests;
mod wildcard;

pub use build::{Input, Options, build};
pub use derivation::Steps;

use crate::datatype::Datatype;
use crate::source::Span;
use crate::xsd::QName;
use indexmap::{IndexMap, IndexSet};
use std::sync::Arc;

/// All components of a run.
#[derive(Debug, Clone, Default)]
pub struct Components {
    /// Element declarations, global and local; [`ElementId`] is an index.
    pub elements: Vec<ElementDeclaration>,
    /// Complex types, named and anonymous; [`ComplexTypeId`] is an index.
    pub complex_types: Vec<ComplexType>,
    /// Global elements by name, in the order of declaration.
    pub global_elements: IndexMap<QName, ElementId>,
    /// Global attributes by name, in the order of declaration.
    pub global_attributes: IndexMap<QName, Arc<AttributeDeclaration>>,
    /// Named types, in the order of declaration; those of XSD itself are not among them.
    pub types: IndexMap<QName, TypeDefinition>,
    /// Every global declaration, in the order of documents and of the text. A name comes more than once where documents do
    /// not lead to each other; the maps above have the first.
    pub globals: Vec<Global>,
    /// Notations by name.
    pub notations: IndexSet<QName>,
    /// For the head of each substitution group all that may stand in for it, with those that stand in for them in
    /// turn; the head itself, abstract elements, and what `block` and `final` exclude are not among them.
    pub substitutes: IndexMap<ElementId, Vec<ElementId>>,
}

/// A global declaration, or a named type.
#[derive(Debug, Clone)]
pub enum Global {
    /// An element.
    Element(ElementId),
    /// A type.
    Type(TypeDefinition),
    /// An attribute.
    Attribute(Arc<AttributeDeclaration>),
}

/// Names an element declaration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(pub u32);

/// Names a complex type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ComplexTypeId(pub u32);

/// An element declaration.
#[derive(Debug, Clone)]
pub struct ElementDeclaration {
    /// Its name; a local element has a namespace if its form says so.
    pub name: QName,
    /// What it holds.
    pub type_definition: TypeDefinition,
    /// Whether `xsi:nil` may stand for its content.
    pub nillable: bool,
    /// Whether only members of its substitution group can stand in a document.
    pub is_abstract: bool,
    /// Its default or fixed value.
    pub value_constraint: Option<ValueConstraint>,
    /// The head of the substitution group that it is a member of.
    pub substitution_group: Option<ElementId>,
    /// Its disallowed substitutions: `block`.
    pub block: DerivationSet,
    /// Its substitution group exclusions: `final`.
    pub exclusions: DerivationSet,
    /// What must be unique among its descendants, and what must be found.
    pub identity_constraints: Vec<IdentityConstraint>,
    /// Where its name is declared.
    pub span: Span,
    /// What the schema says of it.
    pub docs: Option<String>,
}

/// A type of an element.
#[derive(Debug, Clone)]
pub enum TypeDefinition {
    /// Text alone.
    Simple(Arc<Datatype>),
    /// Attributes, children, or both.
    Complex(ComplexTypeId),
    /// `xs:anyType`: any attributes, any children, any text.
    Any,
}

/// A complex type.
#[derive(Debug, Clone)]
pub struct ComplexType {
    /// Its name; an anonymous one has none.
    pub name: Option<QName>,
    /// What leads to it from a named component of its document: its own name, or `WebApp/scope` for the anonymous type of
    /// the element `scope` in the type `WebApp`.
    pub path: String,
    /// The type that it is derived from.
    pub base: TypeDefinition,
    /// How.
    pub derivation: Derivation,
    /// Whether elements can be of it only by way of types derived from it.
    pub is_abstract: bool,
    /// Its prohibited substitutions: `block`.
    pub block: DerivationSet,
    /// How no type can be derived from it: `final`.
    pub is_final: DerivationSet,
    /// Its attributes, those that it inherits first; prohibited ones are not among them.
    pub attributes: Vec<AttributeUse>,
    /// Other attributes that elements of it may have.
    pub attribute_wildcard: Option<Wildcard>,
    /// What stands between the tags.
    pub content: ContentType,
    /// Where its name is declared, or its tag.
    pub span: Span,
    /// What the schema says of it.
    pub docs: Option<String>,
}

/// What stands between the tags of an element of a complex type.
#[derive(Debug, Clone)]
pub enum ContentType {
    /// Nothing.
    Empty,
    /// Text alone.
    Simple(Arc<Datatype>),
    /// Elements alone.
    Elements(Particle),
    /// Elements and text among them.
    Mixed(Particle),
}

/// A part of a content model, with how often it occurs.
#[derive(Debug, Clone)]
pub struct Particle {
    /// What it is.
    pub term: Term,
    /// At least so often.
    pub min: u32,
    /// At most so often; `None` is without bound.
    pub max: Option<u32>,
    /// The name, the reference, or the tag's name.
    pub span: Span,
}

/// What a particle is made of.
#[derive(Debug, Clone)]
pub enum Term {
    /// An element; for a global one also those of its substitution group.
    Element {
        /// The element.
        element: ElementId,
        /// What the reference says of it.
        docs: Option<String>,
    },
    /// A sequence, a choice or an all.
    Group(Compositor, Vec<Particle>),
    /// Elements that the schema leaves open.
    Wildcard(Wildcard),
}

pub use crate::xsd::{Compositor, Derivation, DerivationSet, NameTest, Path, ProcessContents};

/// An attribute of a complex type.
#[derive(Debug, Clone)]
pub struct AttributeUse {
    /// The attribute.
    pub attribute: Arc<AttributeDeclaration>,
    /// Whether it must be there.
    pub required: bool,
    /// A default or fixed value, said where it is used; the declaration's own holds where there is none.
    pub value_constraint: Option<ValueConstraint>,
    /// Where it is used.
    pub span: Span,
    /// What the schema says of it where it is used.
    pub docs: Option<String>,
}

/// An attribute declaration.
#[derive(Debug, Clone)]
pub struct AttributeDeclaration {
    /// Its name; a local attribute has a namespace if its form says so.
    pub name: QName,
    /// The type of its value.
    pub datatype: Arc<Datatype>,
    /// Its default or fixed value.
    pub value_constraint: Option<ValueConstraint>,
    /// Where its name is declared.
    pub span: Span,
    /// What the schema says of it.
    pub docs: Option<String>,
}

pub use crate::xsd::ValueConstraint;

/// Elements or attributes that a schema leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wildcard {
    /// Of which namespaces.
    pub namespaces: NamespaceConstraint,
    /// How they are held against their declarations.
    pub process_contents: ProcessContents,
}

/// The namespaces that a wildcard takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NamespaceConstraint {
    /// `##any`
    Any,
    /// `##other`: any namespace but this one; names without a namespace are not taken either.
    Not(Option<String>),
    /// These; `None` is for names without a namespace.
    OneOf(IndexSet<Option<String>>),
}

/// `xs:unique`, `xs:key` or `xs:keyref`.
#[derive(Debug, Clone)]
pub struct IdentityConstraint {
    /// Its name.
    pub name: QName,
    /// Which of the three.
    pub kind: IdentityKind,
    /// The elements that it is about.
    pub selector: Vec<Path>,
    /// What tells them apart: for each field the ways to it from the selected element.
    pub fields: Vec<Vec<Path>>,
    /// Where its name is declared.
    pub span: Span,
}

/// The kinds of identity constraints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityKind {
    /// No two have the same fields.
    Unique,
    /// No two have the same fields, and all have all of them.
    Key,
    /// The fields are those of the key or unique constraint of this name.
    KeyReference(QName),
}

impl Components {
    /// An element declaration of this run.
    pub fn element(&self, id: ElementId) -> Option<&ElementDeclaration> {
        self.elements.get(id.0 as usize)
    }

    /// A complex type of this run.
    pub fn complex_type(&self, id: ComplexTypeId) -> Option<&ComplexType> {
        self.complex_types.get(id.0 as usize)
    }
}
