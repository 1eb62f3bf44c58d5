//! How a resource with XML bodies behaves, as its file in `resources/` says.

use crate::service::expression::{Expression, Flaw};
use crate::service::template::Template;
use indexmap::IndexMap;
use serde::Deserialize;

/// How a resource behaves.
#[derive(Debug)]
pub(in crate::service) struct Resource {
    /// The element of an object.
    pub(super) object: String,
    /// The id of the first object that is created.
    pub(super) first_id: u64,
    /// Objects that are there at the start.
    pub(super) seeds: Vec<Template>,
    /// Whether the seeds are there however the sandbox is set up.
    pub(super) always: bool,
    /// Objects that are made up when they are asked for.
    pub(super) generated: Option<Generated>,
    /// What changes with time: merged into an object whenever it is read.
    pub(super) reads: Option<Template>,
    /// What a search answers of an object unless it is verbose.
    pub(super) brief: Option<Template>,
    /// Fields of filters that are no members.
    pub(super) fields: IndexMap<String, Expression>,
    /// What the operations do.
    pub(super) operations: IndexMap<String, Operation>,
}

/// Objects that are made up.
#[derive(Debug)]
pub(super) struct Generated {
    /// The setting that says how many there are.
    pub(super) setting: String,
    /// The id of the first one; the others follow without gaps.
    pub(super) first_id: u64,
    /// How one is made.
    pub(super) object: Template,
}

/// What an operation does.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) does: Verb,
    /// What must hold of the object, and what is said if it does not.
    pub(super) requires: Option<(Expression, String)>,
    /// Members that are taken away.
    pub(super) drops: Vec<String>,
    /// Members of a new object unless the caller gives them.
    pub(super) defaults: Option<Template>,
    /// Members that the service sets.
    pub(super) sets: Option<Template>,
    /// Whether the members of the body are merged into the object.
    pub(super) takes_body: bool,
    /// What is answered of the object.
    pub(super) answers: Answers,
    /// What it does to objects of other resources.
    pub(super) others: Vec<Other>,
}

/// The kinds of operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verb {
    /// Answers a page of objects.
    Search,
    /// Answers a number.
    Count,
    /// Answers an object.
    Get,
    /// Makes an object.
    Create,
    /// Makes an object like another.
    Copy,
    /// Changes an object.
    Change,
    /// Takes an object away.
    Delete,
}

/// What is answered of an object.
#[derive(Debug)]
pub(super) enum Answers {
    /// All of it.
    Whole,
    /// Its id.
    Id,
    /// This.
    Part(Template),
}

/// What an operation does to objects of another resource.
#[derive(Debug)]
pub(super) struct Other {
    /// The other resource.
    pub(super) api: String,
    /// For which values an object is made there.
    pub(super) creates: Option<(Expression, Template)>,
    /// The member that names this object, and what is set in those that do.
    pub(super) changes: Option<(String, Template)>,
}

impl Resource {
    /// Reads the file of a resource.
    pub(in crate::service) fn parse(file: File) -> Result<Self, Flaw> {
        let template = |text: Option<String>| text.as_deref().map(Template::parse).transpose();
        let generated = file.generated.map(|generated| {
            let object = Template::parse(&generated.object)?;
            Ok(Generated { setting: generated.setting, first_id: generated.first_id, object })
        });
        let fields = file.fields.into_iter().map(|(name, text)| Ok((name, Expression::parse(&text)?)));
        let operations = file.operations.into_iter().map(|(name, operation)| Ok((name, operation.parse()?)));
        Ok(Self {
            object: file.object,
            first_id: file.first_id,
            seeds: file.seeds.iter().map(|seed| Template::parse(seed)).collect::<Result<_, _>>()?,
            always: file.always,
            generated: generated.transpose()?,
            reads: template(file.reads)?,
            brief: template(file.brief)?,
            fields: fields.collect::<Result<_, Flaw>>()?,
            operations: operations.collect::<Result<_, Flaw>>()?,
        })
    }

    /// The names of the operations that it knows.
    pub(in crate::service) fn operations(&self) -> impl Iterator<Item = &str> {
        self.operations.keys().map(String::as_str)
    }
}

/// The text of a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::service) struct File {
    object: String,
    first_id: u64,
    #[serde(default)]
    seeds: Vec<String>,
    #[serde(default)]
    always: bool,
    generated: Option<GeneratedText>,
    reads: Option<String>,
    brief: Option<String>,
    #[serde(default)]
    fields: IndexMap<String, String>,
    operations: IndexMap<String, OperationText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GeneratedText {
    setting: String,
    first_id: u64,
    object: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OperationText {
    does: Verb,
    requires: Option<Requirement>,
    #[serde(default)]
    drops: Vec<String>,
    defaults: Option<String>,
    sets: Option<String>,
    takes_body: Option<bool>,
    answers: Option<String>,
    #[serde(default)]
    others: Vec<OtherText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    that: String,
    text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherText {
    api: String,
    each: Option<String>,
    creates: Option<String>,
    by: Option<String>,
    sets: Option<String>,
}

impl OperationText {
    fn parse(self) -> Result<Operation, Flaw> {
        let template = |text: Option<String>| text.as_deref().map(Template::parse).transpose();
        let requires = self.requires.map(|one| Ok::<_, Flaw>((Expression::parse(&one.that)?, one.text)));
        let answers = match self.answers.as_deref() {
            Some("whole") => Answers::Whole,
            Some("id") => Answers::Id,
            Some(text) => Answers::Part(Template::parse(text)?),
            None if matches!(self.does, Verb::Change | Verb::Delete | Verb::Copy) => Answers::Id,
            None => Answers::Whole,
        };
        let others = self.others.into_iter().map(|other| {
            let creates = other.each.zip(other.creates);
            let creates = creates
                .map(|(each, made)| Ok::<_, Flaw>((Expression::parse(&each)?, Template::parse(&made)?)));
            let changes = other.by.zip(other.sets);
            let changes = changes.map(|(by, sets)| Ok::<_, Flaw>((by, Template::parse(&sets)?)));
            Ok::<_, Flaw>(Other {
                api: other.api,
                creates: creates.transpose()?,
                changes: changes.transpose()?,
            })
        });
        Ok(Operation {
            does: self.does,
            requires: requires.transpose()?,
            drops: self.drops,
            defaults: template(self.defaults)?,
            sets: template(self.sets)?,
            takes_body: self
                .takes_body
                .unwrap_or(matches!(self.does, Verb::Create | Verb::Copy | Verb::Change)),
            answers,
            others: others.collect::<Result<_, _>>()?,
        })
    }
}
