//! The Rust model of operations: builders, and the groups, choices and words that they take.

use super::{Crate, Field, Item, RowKind, Type};
use crate::ir::{BodyMember, Method, Operator, Page, RequiredMember};

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
    /// The list that it answers, if that is one.
    pub records: Option<Records>,
}

/// The list that an operation answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Records {
    /// The type of a record.
    pub ty: Type,
    /// The elements that lead from the root to a record.
    pub path: Vec<String>,
    /// The elements that lead from a record to its number; none if the list is not ordered by one.
    pub id: Vec<String>,
    /// How records with a higher number are asked for.
    pub after: Option<After>,
}

/// How records with a number higher than another are asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum After {
    /// By a parameter, given the name of its setter and its type.
    Parameter(String, String),
    /// By a filter, given the name of its constructor, its type and the field.
    Filter(String, String, String),
    /// By a preference.
    Preference(Field),
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
    /// Members that the object must have.
    pub required: Vec<RequiredMember>,
}

/// The object that a body holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// The element's name.
    pub element: String,
    /// Whether there is no body if nothing of it is set.
    pub optional: bool,
    /// The members that can be set; `None` is the whole object.
    pub members: Option<Vec<BodyMember>>,
}

impl Object {
    /// Its type, and the path of the type's module from the crate's root. `module` is that of the schema.
    pub fn item<'c>(&self, module: &str, krate: &'c Crate) -> Option<(&'c Item, String)> {
        let (_, field) = self.field(module, krate)?;
        let Type::Item(item_module, name) = &field.ty else { return None };
        Some((krate.item(item_module, name)?, krate.path(item_module)?))
    }

    /// Its field, and the item that has the field, if that is not the request itself: a `data` that does nothing but
    /// repeat one object is a list.
    pub fn field<'c>(&self, module: &str, krate: &'c Crate) -> Option<(Option<&'c Item>, &'c Field)> {
        let data = krate.root(module, "ServiceRequest")?.field("data")?;
        if matches!(&data.row.kind, RowKind::List { item, .. } if *item == self.element) {
            return Some((None, data));
        }
        let Type::Item(item_module, name) = &data.ty else { return None };
        let item = krate.item(item_module, name)?;
        Some((Some(item), item.field(&self.element)?))
    }
}

impl Field {
    /// Whether it holds several values.
    pub fn is_list(&self) -> bool {
        self.occurs.repeats() || matches!(self.row.kind, RowKind::List { .. })
    }
}

/// The fields that a path of elements such as `template.id` leads through. What it leads through does not repeat.
pub fn way<'c>(item: &'c Item, path: &str, krate: &'c Crate) -> Option<Vec<&'c Field>> {
    let mut fields: Vec<&Field> = Vec::new();
    let mut item = Some(item);
    for name in path.split('.') {
        let field = item?.field(name)?;
        item = match &field.ty {
            Type::Item(module, name) if !field.is_list() => krate.item(module, name),
            _ => None,
        };
        fields.push(field);
    }
    Some(fields)
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
