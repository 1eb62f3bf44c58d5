//! How a resource with forms behaves, as its file in `resources/` says.

use super::filter::Filter;
use crate::service::expression::{Expression, Flaw};
use crate::service::files::expressions;
use crate::service::template::Template;
use indexmap::IndexMap;
use serde::Deserialize;

/// How a resource behaves.
#[derive(Debug)]
pub(in crate::service) struct Resource {
    /// The id of the first record that is created.
    pub(super) first_id: u64,
    /// The parameters that tell records apart.
    pub(super) key: Vec<String>,
    /// A record in an answer.
    pub(super) record: Option<Template>,
    /// The element that holds the records in an answer, as a path from the root on; empty is the root.
    pub(super) list: String,
    /// When lists hold numbers alone, and in which element.
    pub(super) numbers: Option<(Expression, String)>,
    /// Which records of other resources are listed as well.
    pub(super) also: Vec<(String, Expression)>,
    /// Parameters that go when one of them arrives.
    pub(super) replaces: Vec<Vec<String>>,
    /// Which records a list shows, by parameter.
    pub(super) filters: IndexMap<String, Filter>,
    /// Parameters that are taken and do nothing here.
    pub(super) without_effect: Vec<String>,
    /// Records that are there at the start.
    pub(super) seeds: Vec<IndexMap<String, Expression>>,
    /// Whether they are there however the sandbox is set up.
    pub(super) always: bool,
    /// How the records of the KnowledgeBase are made up.
    pub(super) generated: Option<IndexMap<String, Expression>>,
    /// What the operations do.
    pub(super) operations: IndexMap<String, Operation>,
}

/// What an operation does.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) does: Verb,
    /// What is said of it.
    pub(super) text: String,
    /// The items of the answer.
    pub(super) items: IndexMap<String, Expression>,
    /// Which records a list shows.
    pub(super) only: Option<Expression>,
    /// What must hold of a parameter, by its name.
    pub(super) checks: IndexMap<String, Expression>,
    /// Values beside the parameters.
    pub(super) sets: IndexMap<String, Expression>,
    /// Parameters that are forgotten.
    pub(super) drops: Vec<String>,
    /// Parameters whose values join those that are there, or leave them.
    pub(super) lists: IndexMap<String, ListVerb>,
}

/// The kinds of operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verb {
    /// Answers records.
    List,
    /// Makes a record.
    Create,
    /// Changes a record.
    Change,
    /// Takes a record away.
    Delete,
    /// Answers addresses.
    ListAddresses,
    /// Adds addresses.
    AddAddresses,
    /// Changes what is known of addresses.
    ChangeAddresses,
}

/// How the values of a list change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ListVerb {
    /// They join those that are there.
    Add,
    /// They are taken from those that are there.
    Remove,
}

impl Resource {
    /// Reads the file of a resource.
    pub(in crate::service) fn parse(file: File) -> Result<Self, Flaw> {
        let also = file.also.into_iter().map(|(api, only)| Ok((api, Expression::parse(&only)?)));
        let numbers =
            file.numbers.map(|numbers| Ok::<_, Flaw>((Expression::parse(&numbers.when)?, numbers.list)));
        let filters = file.filters.into_iter().map(|(name, text)| Ok((name, Filter::parse(&text)?)));
        let operations = file.operations.into_iter().map(|(name, operation)| Ok((name, operation.parse()?)));
        Ok(Self {
            first_id: file.first_id,
            key: if file.key.is_empty() { vec!["id".to_owned()] } else { file.key },
            record: file.record.as_deref().map(Template::parse).transpose()?,
            list: file.list,
            numbers: numbers.transpose()?,
            also: also.collect::<Result<_, Flaw>>()?,
            replaces: file.replaces,
            filters: filters.collect::<Result<_, Flaw>>()?,
            without_effect: file.without_effect,
            seeds: file.seed.into_iter().map(expressions).collect::<Result<_, _>>()?,
            always: file.always,
            generated: file.generated.map(expressions).transpose()?,
            operations: operations.collect::<Result<_, Flaw>>()?,
        })
    }

    /// The names of the operations that it knows.
    pub(in crate::service) fn operations(&self) -> impl Iterator<Item = &str> {
        self.operations.keys().map(String::as_str)
    }

    /// The names of all parameters that something is done with, or that are known to do nothing.
    pub(in crate::service) fn parameters(&self) -> Vec<String> {
        let mut names = self.without_effect.clone();
        names.extend(self.key.iter().chain(self.filters.keys()).cloned());
        let mut expressions: Vec<&Expression> = self.also.iter().map(|(_, only)| only).collect();
        expressions.extend(self.numbers.iter().map(|(when, _)| when));
        expressions.extend(self.filters.values().map(|filter| &filter.value));
        for operation in self.operations.values() {
            expressions.extend(operation.only.iter().chain(operation.items.values()));
            expressions.extend(operation.checks.values().chain(operation.sets.values()));
        }
        expressions.into_iter().for_each(|expression| expression.names(&mut names));
        self.record.iter().for_each(|record| record.names(&mut names));
        names.into_iter().map(|name| name.trim_start_matches("asked.").to_owned()).collect()
    }
}

/// The text of a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::service) struct File {
    #[serde(default)]
    first_id: u64,
    #[serde(default)]
    key: Vec<String>,
    record: Option<String>,
    #[serde(default)]
    list: String,
    numbers: Option<Numbers>,
    #[serde(default)]
    also: IndexMap<String, String>,
    #[serde(default)]
    replaces: Vec<Vec<String>>,
    #[serde(default)]
    filters: IndexMap<String, String>,
    #[serde(default)]
    without_effect: Vec<String>,
    #[serde(default)]
    pub(in crate::service) seed: Vec<IndexMap<String, String>>,
    #[serde(default)]
    always: bool,
    generated: Option<IndexMap<String, String>>,
    operations: IndexMap<String, OperationText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    when: String,
    list: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OperationText {
    does: Verb,
    #[serde(default)]
    text: String,
    #[serde(default)]
    items: IndexMap<String, String>,
    only: Option<String>,
    #[serde(default)]
    checks: IndexMap<String, String>,
    #[serde(default)]
    sets: IndexMap<String, String>,
    #[serde(default)]
    drops: Vec<String>,
    #[serde(default)]
    lists: IndexMap<String, ListVerb>,
}

impl OperationText {
    fn parse(self) -> Result<Operation, Flaw> {
        Ok(Operation {
            does: self.does,
            text: self.text,
            items: expressions(self.items)?,
            only: self.only.as_deref().map(Expression::parse).transpose()?,
            checks: expressions(self.checks)?,
            sets: expressions(self.sets)?,
            drops: self.drops,
            lists: self.lists,
        })
    }
}
