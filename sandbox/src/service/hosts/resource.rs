//! How lists of hosts behave, as their files in `resources/` say.

use super::field::Field;
use crate::service::expression::{Expression, Flaw};
use crate::service::records::Filter;
use crate::service::template::{Child, Piece, Template, Text};
use indexmap::IndexMap;
use serde::Deserialize;

/// How a list of hosts behaves.
#[derive(Debug)]
pub(in crate::service) struct Resource {
    /// The element that holds the hosts, as a path from the root on.
    pub(super) list: String,
    /// A host.
    pub(super) record: Template,
    /// When the list holds numbers alone, with the template of one, and where they are.
    pub(super) numbers: Option<(Expression, Template, String)>,
    /// Which hosts and detections are shown, by parameter.
    pub(super) filters: IndexMap<String, (Field, Filter)>,
    /// What a parameter says that is not given.
    pub(super) defaults: IndexMap<String, String>,
    /// Detections that are shown only if the call asks for them.
    pub(super) hidden: Vec<(Field, Expression)>,
    /// Parameters that are taken and do nothing here.
    without_effect: Vec<String>,
}

/// Parameters that select hosts by their tags.
const TAGS: [&str; 6] = [
    "use_tags",
    "tag_set_by",
    "tag_set_include",
    "tag_set_exclude",
    "tag_include_selector",
    "tag_exclude_selector",
];

impl Resource {
    /// Reads the file of a resource.
    pub(in crate::service) fn parse(file: File) -> Result<Self, Flaw> {
        let filters = file.filters.into_iter().map(|(name, text)| {
            let filter = Filter::parse(&text)?;
            Ok::<_, Flaw>((name, (Field::of(&filter.value)?, filter)))
        });
        let hidden = file.hidden.into_iter().map(|(field, unless)| {
            Ok::<_, Flaw>((Field::of(&Expression::Name(field))?, Expression::parse(&unless)?))
        });
        let numbers = file.numbers.map(|numbers| {
            Ok::<_, Flaw>((
                Expression::parse(&numbers.when)?,
                Template::parse(&numbers.record)?,
                numbers.list,
            ))
        });
        let record = Template::parse(&file.record)?;
        known(&record)?;
        Ok(Self {
            list: file.list,
            record,
            numbers: numbers.transpose()?,
            filters: filters.collect::<Result<_, _>>()?,
            defaults: file.defaults,
            hidden: hidden.collect::<Result<_, _>>()?,
            without_effect: file.without_effect,
        })
    }

    /// The names of the parameters that something is done with, or that are known to do nothing.
    pub(super) fn parameters(&self) -> Vec<String> {
        let mut names = self.without_effect.clone();
        names.extend(self.filters.keys().cloned());
        names.extend(TAGS.map(str::to_owned));
        self.record.names(&mut names);
        self.hidden.iter().for_each(|(_, unless)| unless.names(&mut names));
        self.numbers.iter().for_each(|(when, ..)| when.names(&mut names));
        names.into_iter().map(|name| name.trim_start_matches("asked.").to_owned()).collect()
    }
}

/// Checks that all values that a template names are there.
fn known(template: &Template) -> Result<(), Flaw> {
    let of = |text: &Text| {
        let named = text.0.iter().map(|piece| match piece {
            Piece::Literal(_) => Ok(()),
            Piece::Expression(expression) => Field::of(expression).map(|_| ()),
        });
        named.collect::<Result<(), Flaw>>()
    };
    template.attributes.iter().try_for_each(|(_, text)| of(text))?;
    template.children.iter().try_for_each(|child| match child {
        Child::Element(template) => known(template),
        Child::Text(text) => of(text),
    })
}

/// The text of a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::service) struct File {
    list: String,
    record: String,
    numbers: Option<Numbers>,
    filters: IndexMap<String, String>,
    #[serde(default)]
    defaults: IndexMap<String, String>,
    #[serde(default)]
    hidden: IndexMap<String, String>,
    #[serde(default)]
    without_effect: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    when: String,
    record: String,
    list: String,
}
