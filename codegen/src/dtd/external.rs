//! External entities: the files that are read beside the first one.

use super::input::{Expanded, Mark};
use super::parser::{Parsed, Parser, Reported, shortened};
use super::tree::ExternalId;
use crate::diagnostic::Diagnostic;
use crate::resolver::Resolver;
use crate::source::{SourceId, Sources};
use std::collections::HashMap;
use std::rc::Rc;

/// What becomes of declarations in files that are not among the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// That the file is not there is an error.
    #[default]
    Refused,
    /// They are left out; that is an error once a document refers to what they may declare.
    LeftOut {
        /// The file that is read in place of an external subset that is not there.
        subset: Option<SourceId>,
    },
}

/// What is there to be read.
#[derive(Debug)]
pub(crate) struct Files<'a> {
    /// What is being read.
    pub(crate) sources: &'a mut Sources,
    /// What may be.
    pub(crate) resolver: &'a mut Resolver,
    /// What becomes of declarations that are not.
    absent: Absent,
    /// The files that were read, once each.
    texts: HashMap<SourceId, Rc<str>>,
}

impl<'a> Files<'a> {
    /// The files of a run.
    pub(crate) fn new(sources: &'a mut Sources, resolver: &'a mut Resolver) -> Self {
        Self { sources, resolver, absent: Absent::default(), texts: HashMap::new() }
    }

    /// The same, with something to do where a file is not there.
    pub(crate) fn with(self, absent: Absent) -> Self {
        Self { absent, ..self }
    }
}

impl Parser<'_> {
    /// Goes on inside the file of an external entity, behind its text declaration. `base` is where it is declared.
    pub(crate) fn enter_external(
        &mut self,
        entity: Expanded,
        id: &ExternalId,
        base: SourceId,
        start: Mark,
    ) -> Parsed<()> {
        let reference = self.input.span_from(start);
        let path = self.files.sources.get(base).path.clone();
        let Files { sources, resolver, absent, .. } = &mut self.files;
        let found = resolver.resolve(id.public.as_deref(), Some(&id.system), &path, sources);
        let source = match (found, *absent, entity.sign) {
            (Ok(source), ..) | (Err(_), Absent::LeftOut { subset: Some(source) }, "") => source,
            (Err(path), Absent::LeftOut { .. }, "" | "%") => {
                self.entities.incomplete = true;
                let shown = shortened(&path);
                let what =
                    format!("{} may declare it, but `{shown}` is not among the inputs", entity.of_text());
                self.entities.left_out.get_or_insert((reference, what));
                return Err(Reported);
            }
            (Err(path), ..) => {
                self.entities.incomplete = true;
                let message = format!("{} is not among the inputs", entity.of_text());
                let error = Diagnostic::error(reference, message)
                    .label(format!("looked for `{}`; nothing is fetched", shortened(&path)))
                    .help("put the file there, or name it in an XML catalog (`catalog.xml`)");
                return self.error(match entity.sign {
                    "" => error,
                    _ => error.related(entity.declared, "declared here"),
                });
            }
        };
        let known = self.files.texts.contains_key(&source);
        let text = self.text_of(source);
        // What is read once is as large as it is given.
        if known {
            self.count_expansion(text.len(), reference)?;
        }
        let depth = self.input.depth();
        self.input.enter(entity, text, Some(source), start);
        if self.files.sources.get(source).fault.is_some() {
            self.entities.incomplete = true;
            self.input.unwind(depth);
            return Err(Reported);
        }
        self.text_declaration();
        Ok(())
    }

    /// The text of a file; what is wrong with it as such is reported the first time.
    fn text_of(&mut self, source: SourceId) -> Rc<str> {
        if let Some(text) = self.files.texts.get(&source) {
            return Rc::clone(text);
        }
        self.check_file(source);
        let text: Rc<str> = self.files.sources.get(source).text.as_str().into();
        self.files.texts.insert(source, Rc::clone(&text));
        text
    }
}

impl Expanded {
    /// The entity's text, as messages call it.
    pub(crate) fn of_text(&self) -> String {
        match self.sign {
            "" => format!("the external subset of `{}`", shortened(&self.name)),
            sign => format!("the text of `{sign}{};`", shortened(&self.name)),
        }
    }
}
