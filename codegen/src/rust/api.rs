//! The Rust model of operations: builders, and the groups, choices and words that they take.

use super::Item;
use crate::ir::{Method, Operator, Page};

/// The Rust module of a description file.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiModule {
    /// The path in the IR, `vm/2.0/schedule_scan`.
    pub key: String,
    /// Names of the modules from the crate's root: `vm`, `v2`, `schedule_scan`.
    pub path: Vec<String>,
    /// The description file as it is shown.
    pub source: String,
    /// Documentation, in Markdown.
    pub docs: Vec<String>,
    /// Its operations, in the order of the description.
    pub operations: Vec<Operation>,
    /// What the operations take, in the order of first use.
    pub parts: Vec<Part>,
    /// Closed enumerations.
    pub words: Vec<Item>,
    /// What searches filter by.
    pub filters: Option<Filters>,
}

impl ApiModule {
    /// The part of a name.
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

/// An operation: a struct with `new` and setters.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// Documentation, in Markdown.
    pub docs: Vec<String>,
    /// How it is called.
    pub method: Method,
    /// The path, with `{name}` for parameters.
    pub path: String,
    /// Names of parameters that go into the query string.
    pub query: Vec<String>,
    /// Its parameters.
    pub members: Vec<Member>,
    /// The XML that it sends.
    pub body: Option<Body>,
    /// The type of the answer: module and item.
    pub returns: (String, String),
    /// Whether it changes anything.
    pub changes: bool,
    /// How a long answer is continued.
    pub page: Option<Page>,
}

/// A group or a choice of parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Documentation, in Markdown.
    pub docs: Vec<String>,
    /// What it is.
    pub kind: PartKind,
}

/// What a part is.
#[derive(Debug, Clone, PartialEq)]
pub enum PartKind {
    /// All of them.
    Group(Vec<Member>),
    /// One of them; [`Member::name`] names the constructor, [`Member::variant`] the variant.
    Choice(Vec<Member>),
}

/// A member of an operation or a group, or an alternative of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Name of the field, the setter, the constructor.
    pub name: String,
    /// Name of the variant, in a choice.
    pub variant: String,
    /// Documentation, in Markdown.
    pub docs: Vec<String>,
    /// How often it is sent.
    pub need: Need,
    /// What is sent.
    pub kind: MemberKind,
}

/// How often a member is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Always.
    One,
    /// If it is set.
    Optional,
    /// Once or more.
    OneOrMore,
}

/// What a member sends.
#[derive(Debug, Clone, PartialEq)]
pub enum MemberKind {
    /// A parameter whose value goes without saying.
    Fixed {
        /// Its name.
        parameter: String,
        /// Its value.
        value: String,
    },
    /// A parameter.
    Parameter {
        /// Its name.
        parameter: String,
        /// The type of one value.
        ty: ParameterType,
        /// Whether it takes several.
        list: bool,
        /// Its rules, as calls on the runtime's `Parameter`: `.range(1, 365)`.
        rules: String,
        /// A value that it takes, as an expression, for examples.
        example: String,
        /// Whether it stands in the path.
        in_path: bool,
    },
    /// A group or a choice, by its name.
    Part(String),
}

/// The type of a parameter's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParameterType {
    /// `String`
    Text,
    /// A type of the prelude or the runtime, by its path.
    Plain(String),
    /// `SecretString`
    Secret,
    /// Words of the module, by their type's name.
    Words(String),
}

/// The XML that an operation sends.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The module of its schema.
    pub module: String,
    /// The object in it.
    pub object: Option<Object>,
    /// Whether it takes filters, and whether there must be one.
    pub filters: Option<crate::ir::Need>,
    /// Whether it takes preferences.
    pub preferences: bool,
    /// Paths of members that the object must have.
    pub required: Vec<String>,
}

/// The object that a body holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// The element's name.
    pub element: String,
    /// Whether there is no body if nothing of it is set.
    pub optional: bool,
    /// Names of the members that can be set and whether they must; `None` is the whole object.
    pub members: Option<Vec<(String, crate::ir::Need)>>,
}

/// What searches filter by.
#[derive(Debug, Clone, PartialEq)]
pub struct Filters {
    /// The module of the schema that has the criteria.
    pub module: String,
    /// The name of the condition's type.
    pub name: String,
    /// Its fields.
    pub fields: Vec<FilterField>,
}

/// A field that searches filter by.
#[derive(Debug, Clone, PartialEq)]
pub struct FilterField {
    /// Name of the constructor.
    pub name: String,
    /// Name of the type that has the operators.
    pub type_name: String,
    /// Documentation, in Markdown.
    pub docs: Vec<String>,
    /// The field as the service calls it.
    pub field: String,
    /// The type of its values.
    pub ty: ParameterType,
    /// The operators that it supports.
    pub operators: Vec<Operator>,
}
