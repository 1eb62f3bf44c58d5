//! The syntax tree of a schema document: plain data, in the terms of XSD.

mod derivation;
mod identity;
mod wildcard;

pub use derivation::{Derivation, DerivationSet};
pub use identity::{IdentityConstraint, NameTest, Notation, Path};
pub use wildcard::{ProcessContents, Wildcard, WildcardNamespace, WildcardNamespaces};

use super::Namespaces;
use crate::source::Span;
use std::fmt;

/// A schema document.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// The start tag's name.
    pub span: Span,
    /// The namespace that the declarations go into.
    pub target_namespace: Option<String>,
    /// Whether local elements are in the target namespace.
    pub element_form_default: Form,
    /// Whether local attributes are in the target namespace.
    pub attribute_form_default: Form,
    /// What `block` is where it is not said.
    pub block_default: DerivationSet,
    /// What `final` is where it is not said.
    pub final_default: DerivationSet,
    /// The documentation that stands between the declarations.
    pub docs: Option<String>,
    /// Documents of the same namespace.
    pub includes: Vec<Include>,
    /// Documents of the same namespace with changes to what they define.
    pub redefines: Vec<Redefine>,
    /// Other namespaces.
    pub imports: Vec<Import>,
    /// The declarations and definitions, in their order.
    pub declarations: Vec<Declaration>,
}

impl Schema {
    /// Where it says that other documents are: those that it includes, redefines and imports.
    pub fn locations_mut(&mut self) -> impl Iterator<Item = &mut Name> {
        let includes = self.includes.iter_mut().map(|include| &mut include.location);
        let redefines = self.redefines.iter_mut().map(|redefine| &mut redefine.location);
        let imports = self.imports.iter_mut().filter_map(|import| import.location.as_mut());
        includes.chain(redefines).chain(imports)
    }
}

/// Whether a local name is in the target namespace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// It is.
    Qualified,
    /// It is not.
    Unqualified,
}

/// `xs:include`.
#[derive(Debug, Clone, PartialEq)]
pub struct Include {
    /// The location as it is written.
    pub location: Name,
}

/// `xs:redefine`.
#[derive(Debug, Clone, PartialEq)]
pub struct Redefine {
    /// The location as it is written.
    pub location: Name,
    /// The types and groups that take the place of those of the same name.
    pub declarations: Vec<Declaration>,
}

/// `xs:import`.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The tag's name.
    pub span: Span,
    /// The namespace that is imported; none for components without a namespace.
    pub namespace: Option<Name>,
    /// The location as it is written.
    pub location: Option<Name>,
}

/// A child of `xs:schema` that declares or defines something.
#[derive(Debug, Clone, PartialEq)]
pub enum Declaration {
    /// A global element.
    Element(GlobalElement),
    /// A named complex type.
    ComplexType(ComplexType),
    /// A named simple type.
    SimpleType(SimpleType),
    /// A global attribute.
    Attribute(GlobalAttribute),
    /// A named model group.
    Group(Group),
    /// A named attribute group.
    AttributeGroup(AttributeGroup),
    /// A notation.
    Notation(Notation),
}

/// Text of an attribute with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The text.
    pub text: String,
    /// The attribute's value.
    pub span: Span,
}

/// A name with its namespace.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct QName {
    /// The namespace, if the name has one.
    pub namespace: Option<String>,
    /// The part behind the prefix.
    pub local: String,
}

impl fmt::Display for QName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.namespace.as_deref() {
            Some(super::XSD_NAMESPACE) => write!(f, "xs:{}", self.local),
            Some(super::XML_NAMESPACE) => write!(f, "xml:{}", self.local),
            Some(namespace) => write!(f, "{{{namespace}}}{}", self.local),
            None => f.write_str(&self.local),
        }
    }
}

/// A reference to a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The component's name.
    pub name: QName,
    /// The attribute's value.
    pub span: Span,
}

/// A value that the schema supplies or prescribes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueConstraint {
    /// `default`
    Default(String),
    /// `fixed`
    Fixed(String),
}

/// `xs:element` under `xs:schema`.
#[derive(Debug, Clone, PartialEq)]
pub struct GlobalElement {
    /// Its name.
    pub name: Name,
    /// Its type, if one is given.
    pub type_use: Option<TypeUse>,
    /// Whether only members of its substitution group can stand in a document.
    pub is_abstract: bool,
    /// Whether `xsi:nil` may stand for its content.
    pub nillable: bool,
    /// Its default or fixed value.
    pub value_constraint: Option<ValueConstraint>,
    /// The element that it can stand in for.
    pub substitution_group: Option<Reference>,
    /// Its `block`.
    pub block: Option<DerivationSet>,
    /// Its `final`.
    pub is_final: Option<DerivationSet>,
    /// What must be unique among its descendants, and what must be found.
    pub identity_constraints: Vec<IdentityConstraint>,
    /// Its documentation.
    pub docs: Option<String>,
}

/// `xs:element` with a name, inside a content model.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalElement {
    /// Its name.
    pub name: Name,
    /// Whether it is in the target namespace, where it says so itself.
    pub form: Option<Form>,
    /// Its type, if one is given.
    pub type_use: Option<TypeUse>,
    /// Whether `xsi:nil` may stand for its content.
    pub nillable: bool,
    /// Its default or fixed value.
    pub value_constraint: Option<ValueConstraint>,
    /// Its `block`.
    pub block: Option<DerivationSet>,
    /// What must be unique among its descendants, and what must be found.
    pub identity_constraints: Vec<IdentityConstraint>,
    /// Its documentation.
    pub docs: Option<String>,
}

/// The type of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeUse {
    /// A type by its name.
    Named(Reference),
    /// An anonymous simple type.
    Simple(Box<SimpleType>),
    /// An anonymous complex type.
    Complex(Box<ComplexType>),
}

/// `xs:complexType`.
#[derive(Debug, Clone, PartialEq)]
pub struct ComplexType {
    /// Its name; an anonymous one has none.
    pub name: Option<Name>,
    /// The name where there is one, else the tag's name.
    pub span: Span,
    /// Whether only types derived from it can be used.
    pub is_abstract: bool,
    /// Its `block`.
    pub block: Option<DerivationSet>,
    /// Its `final`.
    pub is_final: Option<DerivationSet>,
    /// Whether text may stand among its elements.
    pub mixed: bool,
    /// Its attributes and content.
    pub content: ComplexContent,
    /// Its documentation.
    pub docs: Option<String>,
}

/// How a complex type says what it holds.
#[derive(Debug, Clone, PartialEq)]
pub enum ComplexContent {
    /// Outright.
    Direct {
        /// The content model.
        particle: Option<Particle>,
        /// The attributes.
        attributes: Attributes,
    },
    /// `xs:simpleContent`: text, and attributes.
    Simple {
        /// By extension or by restriction.
        derivation: Derivation,
        /// The type derived from.
        base: Reference,
        /// In a restriction, a simple type that replaces the base's.
        inline: Option<Box<SimpleType>>,
        /// In a restriction, the facets.
        facets: Vec<Facet>,
        /// The attributes.
        attributes: Attributes,
    },
    /// `xs:complexContent`: derived from another complex type.
    Complex {
        /// By extension or by restriction.
        derivation: Derivation,
        /// The type derived from.
        base: Reference,
        /// The content model.
        particle: Option<Particle>,
        /// The attributes.
        attributes: Attributes,
    },
}

/// A part of a content model, with how often it occurs.
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// The name, the reference, or the tag's name.
    pub span: Span,
    /// `minOccurs`
    pub min: u32,
    /// `maxOccurs`; `None` is `unbounded`.
    pub max: Option<u32>,
    /// What it is.
    pub term: Term,
}

/// What a particle is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A local element.
    Element(Box<LocalElement>),
    /// A reference to a global element.
    ElementReference {
        /// The element.
        reference: Reference,
        /// Documentation of the reference itself.
        docs: Option<String>,
    },
    /// A sequence, choice or all.
    ModelGroup(ModelGroup),
    /// A reference to a named model group.
    GroupReference(Reference),
    /// `xs:any`
    Any(Wildcard),
}

/// `xs:sequence`, `xs:choice` or `xs:all`.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelGroup {
    /// Which of the three.
    pub compositor: Compositor,
    /// The members.
    pub particles: Vec<Particle>,
}

/// How the members of a model group go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compositor {
    /// One after the other.
    Sequence,
    /// One of them.
    Choice,
    /// Each, in any order.
    All,
}

/// `xs:group` under `xs:schema`.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its name.
    pub name: Name,
    /// What it holds.
    pub model: ModelGroup,
    /// Its documentation.
    pub docs: Option<String>,
}

/// The attributes of a complex type or an attribute group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributes {
    /// Attributes and references to groups of them, in their order.
    pub uses: Vec<AttributeUse>,
    /// `xs:anyAttribute`
    pub any: Option<Wildcard>,
}

/// An attribute of a complex type, or a group of them.
#[derive(Debug, Clone, PartialEq)]
pub enum AttributeUse {
    /// A local attribute.
    Local(LocalAttribute),
    /// A reference to a global attribute.
    Reference(AttributeReference),
    /// A reference to an attribute group.
    Group(Reference),
}

/// `xs:attribute` with a name, inside a complex type or an attribute group.
#[derive(Debug, Clone, PartialEq)]
pub struct LocalAttribute {
    /// Its name.
    pub name: Name,
    /// Whether it is in the target namespace, where it says so itself.
    pub form: Option<Form>,
    /// Its type, if one is given.
    pub type_use: Option<SimpleUse>,
    /// Whether it must, may or must not be there.
    pub presence: Presence,
    /// Its default or fixed value.
    pub value_constraint: Option<ValueConstraint>,
    /// Its documentation.
    pub docs: Option<String>,
}

/// `xs:attribute` with a `ref`.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeReference {
    /// The global attribute.
    pub reference: Reference,
    /// Whether it must, may or must not be there.
    pub presence: Presence,
    /// Its default or fixed value here.
    pub value_constraint: Option<ValueConstraint>,
    /// Documentation of the reference itself.
    pub docs: Option<String>,
}

/// The values of `use`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// `optional`
    Optional,
    /// `required`
    Required,
    /// `prohibited`
    Prohibited,
}

/// `xs:attribute` under `xs:schema`.
#[derive(Debug, Clone, PartialEq)]
pub struct GlobalAttribute {
    /// Its name.
    pub name: Name,
    /// Its type, if one is given.
    pub type_use: Option<SimpleUse>,
    /// Its default or fixed value.
    pub value_constraint: Option<ValueConstraint>,
    /// Its documentation.
    pub docs: Option<String>,
}

/// `xs:attributeGroup` under `xs:schema`.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeGroup {
    /// Its name.
    pub name: Name,
    /// What it holds.
    pub attributes: Attributes,
    /// Its documentation.
    pub docs: Option<String>,
}

/// `xs:simpleType`.
#[derive(Debug, Clone, PartialEq)]
pub struct SimpleType {
    /// Its name; an anonymous one has none.
    pub name: Option<Name>,
    /// The name where there is one, else the tag's name.
    pub span: Span,
    /// Its `final`.
    pub is_final: Option<DerivationSet>,
    /// How it is defined.
    pub variety: Variety,
    /// Its documentation.
    pub docs: Option<String>,
}

/// How a simple type is defined.
#[derive(Debug, Clone, PartialEq)]
pub enum Variety {
    /// `xs:restriction`
    Restriction {
        /// The type that is restricted.
        base: SimpleUse,
        /// By what.
        facets: Vec<Facet>,
    },
    /// `xs:list`
    List(SimpleUse),
    /// `xs:union`
    Union(Vec<SimpleUse>),
}

/// A simple type where it is used.
#[derive(Debug, Clone, PartialEq)]
pub enum SimpleUse {
    /// By its name.
    Named(Reference),
    /// An anonymous one.
    Inline(Box<SimpleType>),
}

/// A facet of a restriction.
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// Which.
    pub kind: FacetKind,
    /// Its value as it is written.
    pub value: String,
    /// The value.
    pub span: Span,
    /// Whether no further restriction can give it another value.
    pub fixed: bool,
    /// What prefixes stand for where it is written.
    pub namespaces: Namespaces,
    /// Its documentation.
    pub docs: Option<String>,
}

/// The facets of XSD 1.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the element of that name")]
pub enum FacetKind {
    Enumeration,
    FractionDigits,
    Length,
    MaxExclusive,
    MaxInclusive,
    MaxLength,
    MinExclusive,
    MinInclusive,
    MinLength,
    Pattern,
    TotalDigits,
    WhiteSpace,
}

impl FacetKind {
    /// Each with the name of its element.
    pub const ALL: [(&'static str, Self); 12] = [
        ("enumeration", Self::Enumeration),
        ("fractionDigits", Self::FractionDigits),
        ("length", Self::Length),
        ("maxExclusive", Self::MaxExclusive),
        ("maxInclusive", Self::MaxInclusive),
        ("maxLength", Self::MaxLength),
        ("minExclusive", Self::MinExclusive),
        ("minInclusive", Self::MinInclusive),
        ("minLength", Self::MinLength),
        ("pattern", Self::Pattern),
        ("totalDigits", Self::TotalDigits),
        ("whiteSpace", Self::WhiteSpace),
    ];

    /// The name of its element.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// The facet of an element's name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| *other == name).map(|(_, kind)| *kind)
    }
}
