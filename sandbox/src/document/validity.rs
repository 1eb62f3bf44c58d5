//! Whether documents are valid, as the generator's validator has it, by the schemas with their corrections.

use super::DEPTH;
use qualys_codegen::component::Components;
use qualys_codegen::ir::Model;
use qualys_codegen::lower;
use qualys_codegen::validate::document::complaints_with;
use qualys_codegen::validate::{Grammar, Options, Reading, Rule};
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

/// The schemas of a model, to hold documents against.
#[derive(Debug)]
pub struct Schemas {
    model: &'static Model,
    /// What is made of a schema once a document of it is there.
    components: HashMap<&'static str, OnceLock<Option<Components>>>,
}

/// What is not valid in a document: the first such thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// What it breaks; `None` if the text is no XML.
    pub rule: Option<Rule>,
    /// Where it is, what is wrong there, what was expected: `body:1:17: …`.
    pub text: String,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Invalid {}

impl Schemas {
    /// All schemas of a model.
    pub fn new(model: &'static Model) -> Self {
        let components = model.modules.keys().map(|module| (module.as_str(), OnceLock::new())).collect();
        Self { model, components }
    }

    /// Holds a document against the schema `module`. The document goes by `name` in what is said of it.
    ///
    /// # Errors
    ///
    /// When it is not valid, or there is no such schema.
    pub fn check(&self, module: &str, name: &str, text: &str) -> Result<(), Invalid> {
        let components = self
            .components
            .get(module)
            .and_then(|made| made.get_or_init(|| lower::components::lower(self.model, module)).as_ref());
        let Some(components) = components else {
            return Err(Invalid { rule: None, text: format!("there is no schema `{module}`") });
        };
        let options =
            Options { reading: Reading::Local, most_invalid: 1, most_depth: DEPTH, ..Options::default() };
        match complaints_with(&Grammar::new(components), name, text, options).into_iter().next() {
            Some((rule, text)) => Err(Invalid { rule, text }),
            None => Ok(()),
        }
    }
}
