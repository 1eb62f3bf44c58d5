//! Operations: content models over parameters, bodies, filters.

use super::{Enumeration, Particle, Value};
use crate::source::Span;
use indexmap::IndexMap;

/// The operations that one description file describes.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The file as diagnostics show it, for example `schemas/vm/2.0/schedule_scan.toml`.
    pub source: String,
    /// The whole file.
    pub span: Span,
    /// What the file says of the API.
    pub docs: Option<String>,
    /// The module of the schema that bodies and filters are built from.
    pub schema: Option<String>,
    /// Closed enumerations of its parameters and filters, by their names in Rust.
    pub enumerations: IndexMap<String, Enumeration>,
    /// Groups by name; [`Particle::name`] refers to them.
    pub groups: IndexMap<String, Group>,
    /// Parameters by name.
    pub parameters: IndexMap<String, Parameter>,
    /// Fields that searches can filter by, by name.
    pub filters: IndexMap<String, Filter>,
    /// Operations by name, in the order of the file.
    pub operations: IndexMap<String, Operation>,
}

/// A named part of the content models of operations.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What the description says of it.
    pub docs: Option<String>,
    /// Where it is described.
    pub span: Span,
    /// Its content model; groups inside it are expanded and keep their names in [`Particle::name`].
    pub model: Particle,
}

/// A parameter of operations.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its values; the facets `minInclusive`, `maxInclusive`, `minLength`, `maxLength`, `html` (`forbidden`), `characters`
    /// (`ascii`) and `case` (`upper`) constrain them, `minJoined` and `maxJoined` the bytes of a whole list with its
    /// separators; `except` is a text that is not allowed, and `format` says how a date is written.
    pub value: Value,
    /// Whether the value is a secret.
    pub secret: bool,
    /// What the description says of it.
    pub docs: Option<String>,
    /// Where it is known from.
    pub known_from: Option<String>,
    /// The release that brought it.
    pub since: Option<String>,
    /// Where it is described.
    pub span: Span,
}

/// A call of the service.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// How it is called.
    pub method: Method,
    /// The path on the API server; `{name}` stands for a parameter.
    pub path: String,
    /// Names of parameters that go into the query string although the others go into the form.
    pub query: Vec<String>,
    /// Its parameters. A parameter is a [`Term::Element`](super::Term::Element) with its constraints at this place, a fixed one has a
    /// [`Default`](struct@super::Default) that is fixed, and a group is a particle with its name.
    pub model: Particle,
    /// The XML that it sends.
    pub body: Option<Body>,
    /// What it answers: a root element of a schema.
    pub returns: Answer,
    /// Whether it changes anything at the service.
    pub changes: bool,
    /// How a long answer is continued.
    pub page: Option<Page>,
    /// The list that it answers, if that is one.
    pub records: Option<Records>,
    /// What the description says of it.
    pub docs: Option<String>,
    /// Where it is known from.
    pub known_from: Option<String>,
    /// The release that brought it.
    pub since: Option<String>,
    /// Where it is described.
    pub span: Span,
}

/// How an operation is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// With parameters in the query string.
    Get,
    /// With parameters in a form, or XML.
    Post,
    /// Without a body.
    Delete,
}

/// How a long answer is continued.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// By the URL in the answer's `WARNING`.
    WarningUrl,
    /// By searching from the last identifier on.
    LastId,
}

/// The list that an operation answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// The elements that lead from the root to a record.
    pub path: Vec<String>,
    /// The elements that lead from a record to the number by which the list is ordered; none if it is not.
    pub id: Vec<String>,
    /// How records with a higher number are asked for.
    pub after: Option<After>,
    /// Where the description names the path.
    pub span: Span,
}

/// How records with a number higher than another are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// By a parameter, which takes the first number that is wanted.
    Parameter(String),
    /// By a filter, which takes the last number that is not.
    Filter(String),
    /// By a preference, which takes the first number that is wanted.
    Preference(String),
}

/// What an operation answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The schema's module.
    pub module: String,
    /// The root element.
    pub root: String,
}

/// The XML that an operation sends: a `ServiceRequest` of the API's schema.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The object in `data`.
    pub object: Option<BodyObject>,
    /// Whether it takes filters, and whether it must have one.
    pub filters: Option<Need>,
    /// Whether it takes preferences.
    pub preferences: bool,
    /// Members that the object must have.
    pub required: Vec<RequiredMember>,
}

/// A member that the object of a body must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredMember {
    /// The way to it from the object on, for example `template.id`.
    pub path: String,
    /// When it must be there; `None` is always.
    pub condition: Option<MemberCondition>,
    /// Where the description names it.
    pub span: Span,
}

/// A member that has one of some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberCondition {
    /// The way to it from the object on.
    pub path: String,
    /// The words.
    pub words: Vec<String>,
    /// Where the description names the member.
    pub span: Span,
}

/// Whether something must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may.
    Optional,
}

/// The object that a body holds.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyObject {
    /// The element's name.
    pub name: String,
    /// Where the description names it.
    pub span: Span,
    /// Whether there is no body at all if nothing of the object is set.
    pub optional: bool,
    /// The members that can be set; `None` is the whole object.
    pub members: Option<Vec<BodyMember>>,
}

/// A member of an object in a body.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyMember {
    /// The element's name.
    pub name: String,
    /// Where the description names it.
    pub span: Span,
    /// Whether it must be there.
    pub need: Need,
    /// The least and the greatest number that it may be, where that is less than its type takes.
    pub range: Option<(i64, u64)>,
}

/// A field that searches can filter by.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// The type of its values.
    pub value: Value,
    /// The operators that it supports, as the service spells them.
    pub operators: Vec<Operator>,
    /// What the description says of it.
    pub docs: Option<String>,
    /// Where it is known from.
    pub known_from: Option<String>,
    /// Where it is described.
    pub span: Span,
}

/// An operator of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operator {
    /// `EQUALS`
    Equals,
    /// `NOT EQUALS`
    NotEquals,
    /// `GREATER`
    Greater,
    /// `LESSER`
    Lesser,
    /// `IN`
    In,
    /// `CONTAINS`
    Contains,
    /// `NONE`
    None,
    /// `IS EMPTY`
    IsEmpty,
}
