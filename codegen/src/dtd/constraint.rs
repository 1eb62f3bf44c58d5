//! The validity constraints of XML 1.0, by name.

use std::fmt;

/// A validity constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// An entity is declared before it is referred to.
    EntityDeclared,
    /// An element is declared once.
    UniqueElementTypeDeclaration,
    /// A notation is declared once.
    UniqueNotationName,
    /// A declaration begins and ends in one text.
    ProperDeclarationNesting,
    /// A group begins and ends in one text.
    ProperGroupNesting,
    /// A conditional section begins and ends in one text.
    ProperConditionalSectionNesting,
    /// An element stands once among those of mixed content.
    NoDuplicateTypes,
    /// A word stands once in an enumeration.
    NoDuplicateTokens,
    /// A default has the form of its type.
    AttributeDefaultValueSyntacticallyCorrect,
    /// The notation of an entity is declared.
    NotationDeclared,
    /// What comes next decides which part of a content model it is.
    DeterministicContentModels,
    /// An element has one attribute of the type ID.
    OneIdPerElementType,
    /// An attribute of the type ID has no default.
    IdAttributeDefault,
    /// An element has one attribute of the type NOTATION.
    OneNotationPerElementType,
    /// An element without content has no notation.
    NoNotationOnEmptyElement,
    /// Notations of attributes are declared, and values are among them.
    NotationAttributes,
    /// `xml:space` is declared as XML asks.
    WhiteSpaceHandling,
    /// A valid document has a document type declaration.
    DocumentTypeDeclaration,
    /// The document element is the one that the declaration names.
    RootElementType,
    /// Elements are declared, and hold what their declaration says.
    ElementValid,
    /// A document that says so does not depend on declarations elsewhere.
    StandaloneDocumentDeclaration,
    /// A required attribute is there.
    RequiredAttribute,
    /// What refers to an ID refers to one that is there.
    Idref,
    /// An attribute is declared.
    AttributeValueType,
    /// A fixed attribute has the value that is declared.
    FixedAttributeDefault,
    /// An ID is a name that no other element has.
    Id,
    /// What names an entity names one that is declared with a notation.
    EntityName,
    /// A name token is made of the characters of names.
    NameToken,
    /// A value is one of the words of its enumeration.
    Enumeration,
}

impl fmt::Display for Constraint {
    /// As the recommendation calls it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EntityDeclared => "Entity Declared",
            Self::UniqueElementTypeDeclaration => "Unique Element Type Declaration",
            Self::UniqueNotationName => "Unique Notation Name",
            Self::ProperDeclarationNesting => "Proper Declaration/PE Nesting",
            Self::ProperGroupNesting => "Proper Group/PE Nesting",
            Self::ProperConditionalSectionNesting => "Proper Conditional Section/PE Nesting",
            Self::NoDuplicateTypes => "No Duplicate Types",
            Self::NoDuplicateTokens => "No Duplicate Tokens",
            Self::AttributeDefaultValueSyntacticallyCorrect => {
                "Attribute Default Value Syntactically Correct"
            }
            Self::NotationDeclared => "Notation Declared",
            Self::DeterministicContentModels => "Deterministic Content Models",
            Self::OneIdPerElementType => "One ID per Element Type",
            Self::IdAttributeDefault => "ID Attribute Default",
            Self::OneNotationPerElementType => "One Notation Per Element Type",
            Self::NoNotationOnEmptyElement => "No Notation on Empty Element",
            Self::NotationAttributes => "Notation Attributes",
            Self::WhiteSpaceHandling => "White Space Handling",
            Self::DocumentTypeDeclaration => "Document Type Declaration",
            Self::RootElementType => "Root Element Type",
            Self::ElementValid => "Element Valid",
            Self::StandaloneDocumentDeclaration => "Standalone Document Declaration",
            Self::RequiredAttribute => "Required Attribute",
            Self::Idref => "IDREF",
            Self::AttributeValueType => "Attribute Value Type",
            Self::FixedAttributeDefault => "Fixed Attribute Default",
            Self::Id => "ID",
            Self::EntityName => "Entity Name",
            Self::NameToken => "Name Token",
            Self::Enumeration => "Enumeration",
        })
    }
}
