//! The syntax tree of a DTD.
//!
//! Parameter entities are expanded and conditional sections resolved; what an expansion brought has the place of
//! the reference in the file. Where XML lets the first of several declarations bind (elements, attributes,
//! entities), only that one is here.

use crate::source::Span;

/// A DTD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The whole file.
    pub span: Span,
    /// Comments at the head of the file that a blank line separates from what follows: about the DTD itself.
    pub documentation: Vec<Comment>,
    /// The declarations, in the order of the file.
    pub declarations: Vec<Declaration>,
    /// Comments that belong to no declaration.
    pub comments: Vec<Comment>,
    /// Processing instructions.
    pub instructions: Vec<Instruction>,
}

/// `<?target data?>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// Whom it is for.
    pub target: String,
    /// What it says, without the white space before it.
    pub data: String,
    /// From `<?` to `?>`.
    pub span: Span,
}

/// One declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Declaration {
    /// `<!ELEMENT ...>`
    Element(Element),
    /// `<!ATTLIST ...>`
    AttributeList(AttributeList),
    /// `<!ENTITY ...>`
    Entity(Entity),
    /// `<!NOTATION ...>`
    Notation(Notation),
}

/// The text of a comment, without its delimiters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// As written, with its white space.
    pub text: String,
    /// From `<!--` to `-->`.
    pub span: Span,
}

/// A name, or in an enumeration a name token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// `<!ELEMENT name content>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// The element's name.
    pub name: Name,
    /// What may stand between its tags.
    pub content: Content,
    /// Where that is said.
    pub content_span: Span,
    /// Whether it is declared outside of the document, or in the text of a parameter entity.
    pub external: bool,
    /// Comments that belong to it.
    pub comments: Vec<Comment>,
    /// The whole declaration.
    pub span: Span,
}

/// What may stand between the tags of an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// `EMPTY`
    Empty,
    /// `ANY`
    Any,
    /// `(#PCDATA)`, or `(#PCDATA | a | b)*` with the elements that may stand among the text.
    Mixed(Vec<Name>),
    /// Elements alone.
    Children(Particle),
}

/// A part of a content model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particle {
    /// What it is.
    pub term: Term,
    /// How often it occurs.
    pub occurrence: Occurrence,
    /// Where it stands, with its occurrence sign.
    pub span: Span,
}

/// What a particle is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// An element, by name.
    Element(String),
    /// `(a, b)`; also `(a)`.
    Sequence(Vec<Particle>),
    /// `(a | b)`
    Choice(Vec<Particle>),
}

/// How often a particle occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occurrence {
    /// No sign.
    One,
    /// `?`
    Optional,
    /// `*`
    Any,
    /// `+`
    Many,
}

/// `<!ATTLIST element ...>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeList {
    /// The element that has the attributes.
    pub element: Name,
    /// The attributes, in the order of declaration.
    pub attributes: Vec<Attribute>,
    /// Whether it stands outside of the document, or in the text of a parameter entity.
    pub external: bool,
    /// Comments that belong to the declaration.
    pub comments: Vec<Comment>,
    /// The whole declaration.
    pub span: Span,
}

/// One attribute of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub kind: AttributeType,
    /// What holds when it is absent.
    pub default: AttributeDefault,
    /// From the name to the default.
    pub span: Span,
}

/// The type of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeType {
    /// `CDATA`
    Cdata,
    /// `ID`
    Id,
    /// `IDREF`
    Idref,
    /// `IDREFS`
    Idrefs,
    /// `ENTITY`
    Entity,
    /// `ENTITIES`
    Entities,
    /// `NMTOKEN`
    Nmtoken,
    /// `NMTOKENS`
    Nmtokens,
    /// `NOTATION (a | b)`
    Notation(Vec<Name>),
    /// `(a | b)`
    Enumeration(Vec<Name>),
}

/// What holds when an attribute is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeDefault {
    /// `#REQUIRED`: it may not be absent.
    Required,
    /// `#IMPLIED`: nothing is said.
    Implied,
    /// `#FIXED "value"`, with references expanded and white space normalised.
    Fixed(String),
    /// `"value"`, with references expanded and white space normalised.
    Value(String),
}

/// `<!ENTITY name ...>` or `<!ENTITY % name ...>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The entity's name.
    pub name: Name,
    /// Where it is used.
    pub kind: EntityKind,
    /// What it stands for.
    pub definition: EntityDefinition,
    /// Whether it is declared outside of the document, or in the text of a parameter entity.
    pub external: bool,
    /// Comments that belong to it.
    pub comments: Vec<Comment>,
    /// The whole declaration.
    pub span: Span,
}

/// Where an entity is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntityKind {
    /// In documents and default values: `&name;`.
    General,
    /// In the DTD: `%name;`.
    Parameter,
}

/// What an entity stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntityDefinition {
    /// Its replacement text: character references and parameter entities are expanded.
    Internal(String),
    /// A file of its own.
    External {
        /// Which.
        id: ExternalId,
        /// The notation of an entity that is not XML.
        notation: Option<Name>,
    },
}

/// Says which file an external entity is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalId {
    /// The public identifier.
    pub public: Option<String>,
    /// The system identifier.
    pub system: String,
}

/// `<!NOTATION name ...>`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notation {
    /// The notation's name.
    pub name: Name,
    /// The public identifier.
    pub public: Option<String>,
    /// The system identifier.
    pub system: Option<String>,
    /// Comments that belong to it.
    pub comments: Vec<Comment>,
    /// The whole declaration.
    pub span: Span,
}

impl Declaration {
    /// Comments that belong to the declaration.
    pub fn comments(&self) -> &[Comment] {
        match self {
            Self::Element(one) => &one.comments,
            Self::AttributeList(one) => &one.comments,
            Self::Entity(one) => &one.comments,
            Self::Notation(one) => &one.comments,
        }
    }

    /// The same, to add to.
    pub(super) fn comments_mut(&mut self) -> &mut Vec<Comment> {
        match self {
            Self::Element(one) => &mut one.comments,
            Self::AttributeList(one) => &mut one.comments,
            Self::Entity(one) => &mut one.comments,
            Self::Notation(one) => &mut one.comments,
        }
    }

    /// The whole declaration.
    pub fn span(&self) -> Span {
        match self {
            Self::Element(one) => one.span,
            Self::AttributeList(one) => one.span,
            Self::Entity(one) => one.span,
            Self::Notation(one) => one.span,
        }
    }
}
