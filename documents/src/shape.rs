//! Shapes: the proportions of the documents of a root element.

use crate::error::Error;
use crate::template::Template;
use qualys_codegen::ir::{Content, Model, Particle, Term};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The proportions of the documents of a root element.
#[derive(Debug, Clone)]
pub struct Shape {
    /// What it is called.
    pub name: String,
    /// The schema, for example `vm/2.0/schedule_scan_list_output`.
    pub schema: String,
    /// The root element.
    pub root: String,
    /// The way to the records, from the root's child on; empty where the document has none.
    pub record: Vec<String>,
    /// What stands before the root's start tag.
    pub(crate) prolog: String,
    /// Attributes of the root, as they stand in its start tag.
    pub(crate) attributes: String,
    /// How far a level is indented.
    pub(crate) indent: usize,
    /// How often an optional part is there of which no rule speaks.
    pub(crate) present: f64,
    /// Rules by the last step of their paths.
    rules: HashMap<String, Vec<(Vec<String>, Rule)>>,
}

/// What is special about an element or attribute.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// How often it is there if it may be absent, 0 to 1; among alternatives, its weight.
    pub(crate) present: Option<f64>,
    /// How many times it is there if it may repeat: at least, at most.
    pub(crate) times: Option<(u32, u32)>,
    /// Its text is one of these.
    #[serde(default)]
    pub(crate) text: Vec<Template>,
    /// Whether its text is in a CDATA section.
    #[serde(default)]
    pub(crate) cdata: bool,
    /// How often it is empty.
    #[serde(default)]
    pub(crate) empty: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: String,
    root: String,
    #[serde(default)]
    record: Vec<String>,
    #[serde(default)]
    prolog: String,
    #[serde(default)]
    attributes: String,
    #[serde(default)]
    indent: usize,
    present: f64,
    #[serde(default)]
    rules: BTreeMap<String, Rule>,
}

/// Name and text of the shapes that are here.
const SHAPES: [(&str, &str); 4] = [
    ("schedules", include_str!("../shapes/schedules.toml")),
    ("detections", include_str!("../shapes/detections.toml")),
    ("knowledge_base", include_str!("../shapes/knowledge_base.toml")),
    ("findings", include_str!("../shapes/findings.toml")),
];

impl Shape {
    /// The shapes that are here: `schedules`, `detections`, `knowledge_base`, `findings`.
    pub fn names() -> impl Iterator<Item = &'static str> {
        SHAPES.iter().map(|(name, _)| *name)
    }

    /// One of the shapes that are here.
    ///
    /// # Errors
    ///
    /// When there is none of this name.
    pub fn named(name: &str) -> Result<Self, Error> {
        let Some((_, text)) = SHAPES.iter().find(|(known, _)| *known == name) else {
            let names = Self::names().collect::<Vec<_>>().join(", ");
            return Err(Error::Shape(format!("there is no shape `{name}`; there are {names}")));
        };
        Self::parse(name, text)
    }

    /// A shape without rules: any root of any schema.
    pub fn of(schema: &str, root: &str) -> Self {
        Self {
            name: root.to_owned(),
            schema: schema.to_owned(),
            root: root.to_owned(),
            record: Vec::new(),
            prolog: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
            attributes: String::new(),
            indent: 2,
            present: 0.5,
            rules: HashMap::new(),
        }
    }

    /// Reads a shape.
    ///
    /// # Errors
    ///
    /// When the text is no shape.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let file: File =
            toml::from_str(text).map_err(|error| Error::Shape(format!("the shape `{name}`: {error}")))?;
        let mut rules: HashMap<String, Vec<(Vec<String>, Rule)>> = HashMap::new();
        for (path, rule) in file.rules {
            let steps: Vec<String> = path.split('/').map(str::to_owned).collect();
            let last = steps.last().cloned().unwrap_or_default();
            rules.entry(last).or_default().push((steps, rule));
        }
        // The longest path says the most.
        rules.values_mut().for_each(|rules| rules.sort_by_key(|(steps, _)| std::cmp::Reverse(steps.len())));
        Ok(Self {
            name: name.to_owned(),
            schema: file.schema,
            root: file.root,
            record: file.record,
            prolog: file.prolog,
            attributes: file.attributes,
            indent: file.indent,
            present: file.present,
            rules,
        })
    }

    /// What is special about the element or attribute at the end of a path.
    pub(crate) fn rule(&self, path: &[&str]) -> Option<&Rule> {
        let rules = self.rules.get(*path.last()?)?;
        let fits = |steps: &[String]| {
            steps.len() <= path.len()
                && steps.iter().rev().zip(path.iter().rev()).all(|(one, other)| one == other)
        };
        rules.iter().find(|(steps, _)| fits(steps)).map(|(_, rule)| rule)
    }

    /// Fails if a rule speaks of what the schema does not have, so that a shape does not outlive it.
    pub(crate) fn check(&self, model: &Model) -> Result<(), Error> {
        let Some(module) = model.modules.get(&self.schema) else {
            return Err(Error::Shape(format!("there is no schema `{}`", self.schema)));
        };
        let mut names: HashSet<&str> = module.roots.iter().map(|root| root.name.as_str()).collect();
        let mut attributes = HashSet::new();
        for ty in model.modules.values().flat_map(|module| module.types.values()) {
            attributes.extend(ty.attributes.iter().map(|attribute| attribute.name.as_str()));
            if let Content::Elements(particle) | Content::Mixed(particle) = &ty.content {
                elements(particle, &mut names);
            }
        }
        let steps = self.rules.values().flatten().flat_map(|(steps, _)| steps);
        for step in steps.chain(&self.record) {
            let is_known = match step.strip_prefix('@') {
                Some(attribute) => attributes.contains(attribute),
                None => names.contains(step.as_str()),
            };
            if !is_known {
                let message =
                    format!("the shape `{}` speaks of `{step}`, which no schema declares", self.name);
                return Err(Error::Shape(message));
            }
        }
        Ok(())
    }
}

fn elements<'m>(particle: &'m Particle, names: &mut HashSet<&'m str>) {
    match &particle.term {
        Term::Element(element) => {
            names.insert(&element.name);
        }
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| elements(part, names));
        }
        Term::Any => {}
    }
}
