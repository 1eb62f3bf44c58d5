//! The one model of documents: what a schema says, whichever language said it.
//!
//! A module is one schema file. It declares elements, types and enumerations; a type has attributes and a
//! content model, and the content model stays a tree of particles with occurrence bounds. How a tree becomes
//! fields is decided late, in [`crate::rust`].

mod api;
mod identified;

pub use api::{
    After, Answer, Api, Body, BodyMember, BodyObject, Filter, Group, MemberCondition, Method, Need,
    Operation, Operator, Page, Parameter, Records, RequiredMember,
};

pub use identified::{IdStep, Identified};

use crate::datatype::Datatype;
use crate::source::Span;
use indexmap::IndexMap;
use std::fmt;
use std::sync::Arc;

/// All schemas and descriptions of a run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Model {
    /// Schemas by path, for example `vm/2.0/schedule_scan_list_output`, in the order of the inputs.
    pub modules: IndexMap<String, Module>,
    /// Descriptions of operations by path, for example `vm/2.0/schedule_scan`, in the order of the inputs.
    pub apis: IndexMap<String, Api>,
    /// Documents that tell the number of what a call made or concerned.
    pub identified: Vec<Identified>,
}

impl Model {
    /// The type of a reference, if it is declared.
    pub fn type_of(&self, id: &TypeId) -> Option<&Type> {
        self.modules.get(&id.module)?.types.get(&id.name)
    }

    /// The enumeration of a reference, if it is declared.
    pub fn enumeration_of(&self, id: &TypeId) -> Option<&Enumeration> {
        self.modules.get(&id.module)?.enumerations.get(&id.name)
    }
}

/// What one schema file declares.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// The schema file as diagnostics show it, for example `schemas/vm/2.0/schedule_scan_list_output.dtd`.
    pub source: String,
    /// The whole file.
    pub span: Span,
    /// What the schema says of itself.
    pub docs: Option<String>,
    /// Elements that a document of this schema may have as its root.
    pub roots: Vec<Root>,
    /// Types with children, attributes or both, by name, in the order of declaration.
    pub types: IndexMap<String, Type>,
    /// Enumerations, by name, in the order of declaration.
    pub enumerations: IndexMap<String, Enumeration>,
}

/// An element that can be the root of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Root {
    /// Its name in XML.
    pub name: String,
    /// What it holds.
    pub target: Target,
    /// Where it is declared.
    pub span: Span,
    /// What the schema says of it.
    pub docs: Option<String>,
}

/// Names a type or an enumeration of a module.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId {
    /// The module's path.
    pub module: String,
    /// The key in [`Module::types`] or [`Module::enumerations`].
    pub name: String,
}

impl fmt::Display for TypeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.module, self.name)
    }
}

/// An element type with structure: children, attributes, or both.
///
/// The key in [`Module::types`] is the element's name (DTD), the complex type's name (XSD), or for an anonymous
/// complex type the path that leads to it, `WebApp/scope`.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// Where it is declared.
    pub span: Span,
    /// What the schema says of it.
    pub docs: Option<String>,
    /// How the schema writes its content model, for documentation: `(ID, TITLE?)`.
    pub model: String,
    /// Attributes in the order of declaration.
    pub attributes: Vec<Attribute>,
    /// What stands between its tags.
    pub content: Content,
}

/// What stands between the tags of an element.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// Any elements and text.
    Any,
    /// Text alone.
    Value(Value),
    /// Elements alone.
    Elements(Particle),
    /// Elements and text among them.
    Mixed(Particle),
}

/// A part of a content model, with how often it occurs.
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// What it is.
    pub term: Term,
    /// How often.
    pub occurs: Occurs,
    /// Where it stands.
    pub span: Span,
    /// A name that a fixup gave it, for a choice or a group that has none of its own.
    pub name: Option<String>,
}

/// What a particle is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// An element.
    Element(Element),
    /// One after the other.
    Sequence(Vec<Particle>),
    /// One of them.
    Choice(Vec<Particle>),
    /// Each, in any order.
    All(Vec<Particle>),
    /// An element that the schema leaves open (`xs:any`).
    Any,
}

/// An element inside a content model.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    /// Its name in XML.
    pub name: String,
    /// Other names under which it arrives; given by a fixup.
    pub aliases: Vec<String>,
    /// What it holds.
    pub target: Target,
    /// Whether `xsi:nil` may stand for its content.
    pub nillable: bool,
    /// A default or fixed value, as the schema writes it.
    pub default: Option<Default>,
    /// What the schema says of it.
    pub docs: Option<String>,
}

/// A value that the schema supplies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Default {
    /// As the schema writes it.
    pub value: String,
    /// Whether no other value is allowed.
    pub fixed: bool,
}

/// What an element holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A type with structure.
    Type(TypeId),
    /// Text alone.
    Value(Value),
}

/// An attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its name in XML.
    pub name: String,
    /// Its value's type.
    pub value: Value,
    /// Whether it must be there.
    pub required: bool,
    /// A default or fixed value, as the schema writes it.
    pub default: Option<Default>,
    /// Where it is declared.
    pub span: Span,
    /// What the schema says of it.
    pub docs: Option<String>,
}

/// The type of a text. Two that say the same are equal, whatever types the schema has for them.
#[derive(Debug, Clone)]
pub struct Value {
    /// What the text says.
    pub kind: ValueKind,
    /// Whether an empty text is a value of its own, beside those of the kind.
    pub may_be_empty: bool,
    /// What the schema further asks of the text; for documentation.
    pub facets: Vec<Facet>,
    /// The type that the schema gives the text, for validation; without one, and where a correction gave it another, the
    /// kind says it all.
    pub datatype: Option<Arc<Datatype>>,
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind && self.may_be_empty == other.may_be_empty && self.facets == other.facets
    }
}

impl Value {
    /// A value of a kind without facets.
    pub fn new(kind: ValueKind) -> Self {
        Self { kind, may_be_empty: false, facets: Vec::new(), datatype: None }
    }

    /// Text of any kind.
    pub fn text() -> Self {
        Self::new(ValueKind::Text)
    }
}

/// What a text says.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// Itself.
    Text,
    /// `true` or `false`; also `1` or `0`.
    Boolean,
    /// `0` or `1`.
    Flag,
    /// A whole number.
    Integer(Integer),
    /// A floating-point number of 64 bits.
    Double,
    /// Date and time, with or without an offset from UTC.
    DateTime,
    /// A day; in descriptions of operations alone.
    Date,
    /// `yes` or `no`; in descriptions of operations alone.
    YesNo,
    /// One of a list of words.
    Enumeration(TypeId),
    /// Several values with a separator.
    List(Box<Value>, Separator),
}

/// What separates the values of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// White space, as in `xs:list`.
    Space,
    /// A comma, with or without white space around it.
    Comma,
}

/// The ranges of whole numbers that have a type in Rust.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integer {
    /// -128 to 127.
    I8,
    /// -32,768 to 32,767.
    I16,
    /// 32 bits with sign.
    I32,
    /// 64 bits with sign.
    I64,
    /// 0 to 255.
    U8,
    /// 0 to 65,535.
    U16,
    /// 32 bits without sign.
    U32,
    /// 64 bits without sign.
    U64,
}

/// A constraint on a text, in the words of XSD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// `pattern`, `maxLength`, `minInclusive` and so on.
    pub name: String,
    /// As the schema writes it.
    pub value: String,
}

/// A list of words.
///
/// The key in [`Module::enumerations`] is the simple type's name, or for an anonymous one the path that leads to it:
/// `Finding/group`, `MONTHLY/@day_of_week`.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// Where it is declared.
    pub span: Span,
    /// What the schema says of it.
    pub docs: Option<String>,
    /// The words, in the order of declaration.
    pub words: Vec<Word>,
}

/// One word of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// As it stands in documents.
    pub text: String,
    /// Other spellings that arrive for it; given by a fixup.
    pub aliases: Vec<String>,
    /// Where it is declared.
    pub span: Span,
    /// What the schema says of it.
    pub docs: Option<String>,
}

/// How often a particle occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurs {
    /// At least.
    pub min: u32,
    /// At most; `None` is without bound.
    pub max: Option<u32>,
}

impl Occurs {
    /// Exactly once.
    pub const ONE: Self = Self { min: 1, max: Some(1) };
    /// `?`
    pub const OPTIONAL: Self = Self { min: 0, max: Some(1) };
    /// `*`
    pub const ANY: Self = Self { min: 0, max: None };
    /// `+`
    pub const MANY: Self = Self { min: 1, max: None };

    /// Whether more than one may occur.
    pub fn repeats(self) -> bool {
        self.max.is_none_or(|max| max > 1)
    }

    /// Whether none may occur.
    pub fn is_optional(self) -> bool {
        self.min == 0
    }
}
