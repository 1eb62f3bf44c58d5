//! The syntax tree of a description: what the file says, each part with its place.
//!
//! What could not be read is left out or `None`; a diagnostic has been given about it.

use crate::source::Span;

pub use crate::ir::{Method, Operator, Page};

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, without quotes and escapes.
    pub text: String,
    /// Its place. Part of a string is at its own place, unless escapes stand before it.
    pub span: Span,
}

/// A file.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// The whole file.
    pub span: Span,
    /// What it says of the API.
    pub doc: Option<Text>,
    /// The path of operations that have none of their own.
    pub path: Option<Path>,
    /// The schema that bodies and filters are built from.
    pub schema: Option<Text>,
    /// `[parameters.name]`, in the order of the file.
    pub parameters: Vec<Parameter>,
    /// `[groups.name]`, in the order of the file.
    pub groups: Vec<Group>,
    /// `[filters.name]`, in the order of the file.
    pub filters: Vec<Filter>,
    /// `[operations.name]`, in the order of the file.
    pub operations: Vec<Operation>,
    /// Whether something of it could not be read.
    pub is_incomplete: bool,
}

/// What one name means and what it takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The key.
    pub name: Text,
    /// What it takes.
    pub value: Value,
    /// Words that it takes beside the values of its type, as fixed values.
    pub also: Vec<Text>,
    /// Whether its value is a secret.
    pub secret: bool,
    /// What the file says of it.
    pub doc: Option<Text>,
    /// Where it is known from.
    pub source: Option<Text>,
    /// The release that brought it.
    pub since: Option<Text>,
}

/// The type of a parameter or a filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// What a single value is.
    pub kind: Option<Kind>,
    /// What separates several values.
    pub list: Option<Text>,
    /// Which numbers are allowed.
    pub range: Option<Range>,
    /// How many characters are allowed.
    pub length: Option<Range>,
    /// How many bytes the values of a list take together, with their separators.
    pub joined: Option<Range>,
    /// The place of `html = false`: tags are not allowed.
    pub no_html: Option<Span>,
    /// The place of `ascii = true`: other characters are not allowed.
    pub ascii: Option<Span>,
    /// The place of `uppercase = true`: small letters are not allowed.
    pub uppercase: Option<Span>,
    /// How a date is written.
    pub format: Option<Text>,
}

/// What a single value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// `type = ".."`
    Simple(SimpleType, Span),
    /// `values = [..]`
    Words(Words),
}

/// A closed enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct Words {
    /// As the service takes them.
    pub words: Vec<Text>,
    /// The name of the enumeration in Rust.
    pub name: Option<Text>,
    /// The whole list.
    pub span: Span,
}

/// The types that have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SimpleType {
    /// `string`
    String,
    /// `boolean`: `true` or `false`.
    Boolean,
    /// `flag`: `0` or `1`.
    Flag,
    /// `yesNo`: `yes` or `no`.
    YesNo,
    /// `int`
    Int,
    /// `long`
    Long,
    /// `unsignedByte`
    UnsignedByte,
    /// `unsignedShort`
    UnsignedShort,
    /// `unsignedInt`
    UnsignedInt,
    /// `unsignedLong`
    UnsignedLong,
    /// `date`
    Date,
    /// `dateTime`
    DateTime,
}

/// A range of numbers, both ends belonging to it: `1..365`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The least number, if there is one.
    pub min: Option<i128>,
    /// The greatest number, if there is one.
    pub max: Option<i128>,
    /// Where it is written.
    pub span: Span,
}

/// A named content model.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The key.
    pub name: Text,
    /// What it stands for.
    pub model: Option<Particle>,
    /// What the file says of it.
    pub doc: Option<Text>,
}

/// A part of a content model.
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// What it is.
    pub term: Term,
    /// How often.
    pub occurrence: Occurrence,
    /// Where it is written.
    pub span: Span,
}

/// What a particle is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A parameter or a group.
    Name(Text),
    /// `name='text'`: a parameter with a value that is always sent.
    Fixed(Text, Text),
    /// `name!='text'`: a parameter with any value but this.
    Except(Text, Text),
    /// `name{1..119}`: a parameter in a narrower range.
    Narrowed(Text, Range),
    /// `a, b`: all of them. A part alone is a sequence, too.
    Sequence(Vec<Particle>),
    /// `a | b`: one of them.
    Choice(Vec<Particle>),
}

/// How often a particle occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occurrence {
    /// Once.
    One,
    /// `?`: at most once.
    Optional,
    /// `+`: one or more alternatives of a choice.
    Several,
}

/// A field that searches can filter by.
#[derive(Debug, Clone, PartialEq)]
pub struct Filter {
    /// The key.
    pub name: Text,
    /// The type of its values.
    pub value: Value,
    /// The operators that it supports.
    pub operators: Vec<Operator>,
    /// What the file says of it.
    pub doc: Option<Text>,
    /// Where it is known from.
    pub source: Option<Text>,
}

/// A call of the service.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// The key.
    pub name: Text,
    /// How it is called.
    pub method: Option<Method>,
    /// Its own path, if it is not that of the file.
    pub path: Option<Path>,
    /// Its parameters.
    pub model: Model,
    /// Names of parameters that go into the query string of a POST.
    pub query: Vec<Text>,
    /// The XML that it sends.
    pub body: Option<Body>,
    /// Members that the object in the body must have.
    pub required: Vec<Required>,
    /// What it answers.
    pub returns: Option<Answer>,
    /// Whether it changes anything at the service.
    pub changes: Option<bool>,
    /// How a long answer is continued.
    pub page: Option<(Page, Span)>,
    /// The way from the answer's root to a record of the list that it is.
    pub records: Option<Steps>,
    /// The way from a record to the number by which the list is ordered.
    pub id: Option<Steps>,
    /// The parameter, filter or preference that asks for what comes after a number.
    pub after: Option<Text>,
    /// What the file says of it.
    pub doc: Option<Text>,
    /// Where it is known from.
    pub source: Option<Text>,
    /// The release that brought it.
    pub since: Option<Text>,
    /// Whether something of it could not be read.
    pub is_incomplete: bool,
}

/// A way through elements: `RESPONSE/HOST_LIST/HOST`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// Names of elements, from the outside in; one at least.
    pub names: Vec<Text>,
    /// The whole way.
    pub span: Span,
}

/// The parameters of an operation.
#[derive(Debug, Clone, PartialEq)]
pub enum Model {
    /// None: there is no `model`, or an empty one.
    Empty,
    /// These.
    Particle(Particle),
    /// It could not be read.
    Unreadable,
}

/// A path on the API server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// As it is written.
    pub text: Text,
    /// The names in braces.
    pub parameters: Vec<Text>,
}

/// What an operation answers: `module` or `module:Root`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The schema.
    pub module: Text,
    /// The root element; `None` is the only one.
    pub root: Option<Text>,
}

/// What a `ServiceRequest` holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The object in `data`.
    pub object: Option<Object>,
    /// `filters`
    pub filters: Option<BodyPart>,
    /// `preferences`
    pub preferences: Option<BodyPart>,
    /// The whole notation.
    pub span: Span,
}

/// A part of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyPart {
    /// Its name, and where that stands.
    pub name: Text,
    /// Whether it may be left out.
    pub is_optional: bool,
}

/// An object in a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Its name, and whether it may be left out.
    pub part: BodyPart,
    /// The members that can be set; `None` is all of them.
    pub members: Option<Vec<BodyMember>>,
}

/// A member of an object in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyMember {
    /// Its name, and whether it may be left out.
    pub part: BodyPart,
    /// Which numbers are allowed.
    pub range: Option<Range>,
}

/// A member that an object must have: `template.id`, or `reviewer.id if workflowType = REVIEWABLE | FULL`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// The way to it from the object on.
    pub path: Text,
    /// When it must be there; `None` is always.
    pub condition: Option<Condition>,
    /// The whole notation.
    pub span: Span,
}

/// A member that has one of some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The way to it from the object on.
    pub path: Text,
    /// The words.
    pub words: Vec<Text>,
}
