//! Entities: their declarations, references to parameter entities, and the limits on expansion.

use super::characters::{is_name_start, leading_name};
use super::declaration::Opening;
use super::parser::{Parsed, Parser, Reported, shortened};
use super::tree::{Declaration, Entity, EntityDefinition, EntityKind};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::collections::HashMap;
use std::rc::Rc;

/// How many bytes of replacement text a file may have in all; those of DITA and DocBook have 1 to 2 MiB.
const EXPANSION: usize = 4 * 1024 * 1024;

/// How deep references may nest.
pub(super) const DEPTH: usize = 64;

/// The entities declared so far, and what their expansion took.
#[derive(Debug, Default)]
pub(super) struct Entities {
    parameter: HashMap<String, Declared>,
    general: HashMap<String, Declared>,
    /// Bytes of replacement text read so far.
    expanded: usize,
    /// Whether a text was left out that may declare what is missing later.
    incomplete: bool,
}

/// An entity that is declared.
#[derive(Debug, Clone)]
struct Declared {
    /// Its name in the declaration.
    span: Span,
    /// What it stands for.
    text: EntityText,
}

/// What an entity stands for.
#[derive(Debug, Clone)]
enum EntityText {
    /// Replacement text.
    Internal(Rc<str>),
    /// A resource elsewhere, by its system identifier.
    External(Rc<str>),
}

impl Parser<'_> {
    /// Reads `<!ENTITY ...>` behind its keyword.
    pub(super) fn entity(&mut self, opening: Opening) -> Parsed<()> {
        self.context = "the declaration of an entity".to_owned();
        let kind = if self.input.eat("%") { EntityKind::Parameter } else { EntityKind::General };
        let sign = match kind {
            EntityKind::Parameter => "%",
            EntityKind::General => "&",
        };
        if kind == EntityKind::Parameter {
            self.space_before("the name of the entity")?;
        }
        let name = self.name("the name of the entity")?;
        self.context = format!("the declaration of entity `{sign}{};`", shortened(&name.text));
        self.space_before("the text of the entity in quotes, `SYSTEM` or `PUBLIC`")?;
        let definition = self.entity_definition(kind)?;
        let span = self.close(&opening)?;
        let text = match &definition {
            EntityDefinition::Internal(text) => EntityText::Internal(text.as_str().into()),
            EntityDefinition::External { system, .. } => EntityText::External(system.as_str().into()),
        };
        let table = match kind {
            EntityKind::Parameter => &mut self.entities.parameter,
            EntityKind::General => &mut self.entities.general,
        };
        // The first declaration binds; a later one is how a DTD is meant to be adapted, and no fault.
        if !table.contains_key(&name.text) {
            table.insert(name.text.clone(), Declared { span: name.span, text });
            self.declared(Declaration::Entity(Entity {
                name,
                kind,
                definition,
                comments: opening.comments,
                span,
            }));
        }
        Ok(())
    }

    fn entity_definition(&mut self, kind: EntityKind) -> Parsed<EntityDefinition> {
        let public = if self.input.eat("PUBLIC") {
            self.space_before("a public identifier")?;
            Some(self.public_identifier()?)
        } else if self.input.eat("SYSTEM") {
            None
        } else {
            let expected = "the text of the entity in quotes, `SYSTEM` or `PUBLIC`";
            return self.entity_value(expected).map(EntityDefinition::Internal);
        };
        self.space_before("a system identifier")?;
        let system = self.system_identifier()?;
        let spaced = self.space()?;
        let mut notation = None;
        if kind == EntityKind::General && self.input.starts_with("NDATA") {
            if !spaced {
                return self.unexpected("white space");
            }
            self.input.skip("NDATA".len());
            self.space_before("the name of a notation")?;
            notation = Some(self.name("the name of a notation")?);
        }
        Ok(EntityDefinition::External { public, system, notation })
    }

    /// Reads a reference to a parameter entity between declarations or inside one, and goes on in its text.
    pub(super) fn parameter_entity_reference(&mut self) -> Parsed<()> {
        let mark = self.input.mark();
        let start = self.input.place();
        self.expect("%")?;
        let name = leading_name(self.input.rest()).to_owned();
        if name.is_empty() {
            return self.unexpected("the name of a parameter entity");
        }
        self.input.skip(name.len());
        if !self.input.eat(";") {
            let error = self.unexpected_here("`;`, the end of the reference to a parameter entity");
            return self.error(error.help(format!(
                "a reference is `%{name};`; in a declaration of a parameter entity a space follows the `%`",
                name = shortened(&name)
            )));
        }
        let span = start.span(0..name.len() + 2);
        let (text, declared) = self.parameter_entity(&name, span)?;
        if self.input.is_within(&name) {
            return self.recursion('%', &name, span, declared);
        }
        if self.input.depth() >= DEPTH {
            return self.too_deep('%', &name, span);
        }
        self.count_expansion(text.len(), span)?;
        self.input.enter(&name, declared, text, mark);
        Ok(())
    }

    /// Finds a parameter entity that has a text.
    pub(super) fn parameter_entity(&mut self, name: &str, reference: Span) -> Parsed<(Rc<str>, Span)> {
        let shown = shortened(name);
        match self.entities.parameter.get(name).cloned() {
            Some(Declared { span, text: EntityText::External(system) }) => {
                self.entities.incomplete = true;
                let message = format!("the external parameter entity `%{shown};` is not read");
                self.error(
                    Diagnostic::error(reference, message)
                        .label("a DTD is read from its own file alone; nothing is fetched")
                        .related(span, "declared here")
                        .help(format!(
                            "put the text of \"{}\" here in place of the reference",
                            shortened(&system)
                        )),
                )
            }
            Some(Declared { span, text: EntityText::Internal(text) }) => Ok((text, span)),
            // What an unread text may declare is not reported again and again.
            None if self.entities.incomplete => Err(Reported),
            None => self.error(
                Diagnostic::error(reference, format!("the parameter entity `%{shown};` is not declared"))
                    .label("nothing above declares it")
                    .help(format!("declare it before this place: `<!ENTITY % {shown} \"...\">`")),
            ),
        }
    }

    /// Finds a general entity that has a text.
    pub(super) fn general_entity(&mut self, name: &str, reference: Span) -> Parsed<(Rc<str>, Span)> {
        let shown = shortened(name);
        match self.entities.general.get(name).cloned() {
            Some(Declared { span, text: EntityText::Internal(text) }) => Ok((text, span)),
            Some(Declared { span, text: EntityText::External(_) }) => self.error(
                Diagnostic::error(reference, format!("`&{shown};` stands in a value, but is external"))
                    .label("a value may refer to entities with a text alone")
                    .related(span, "declared here"),
            ),
            None if self.entities.incomplete => Err(Reported),
            None => self.error(
                Diagnostic::error(reference, format!("the entity `&{shown};` is not declared"))
                    .label("nothing above declares it")
                    .help("declare it before this place; a plain `&` is written `&amp;`"),
            ),
        }
    }

    /// Reports that an entity's text leads back to the entity.
    pub(super) fn recursion<T>(&mut self, sign: char, name: &str, span: Span, declared: Span) -> Parsed<T> {
        let message = format!("the entity `{sign}{};` contains itself", shortened(name));
        self.error(
            Diagnostic::error(span, message)
                .label("its expansion would not end")
                .related(declared, "declared here"),
        )
    }

    /// Reports that references nest too deep.
    pub(super) fn too_deep<T>(&mut self, sign: char, name: &str, span: Span) -> Parsed<T> {
        let message = format!("entities are nested deeper than {DEPTH}, at `{sign}{};`", shortened(name));
        self.error(Diagnostic::error(span, message).label("one too many"))
    }

    /// Counts replacement text that is about to be read; past the limit, nothing more is.
    pub(super) fn count_expansion(&mut self, bytes: usize, span: Span) -> Parsed<()> {
        self.entities.expanded = self.entities.expanded.saturating_add(bytes);
        if self.entities.expanded <= EXPANSION {
            return Ok(());
        }
        let message =
            format!("the entities of this file expand to more than {} MiB", EXPANSION / (1024 * 1024));
        self.stop(Diagnostic::error(span, message).label("this reference leads past the limit").help(
            "the rest of the file is not read; look for entities that refer to others many times over",
        ));
        Err(Reported)
    }
}

/// The name of a reference, `name;` behind its sign.
pub(super) fn reference_name(text: &str) -> Option<&str> {
    let name = leading_name(text);
    (text.starts_with(is_name_start) && text.get(name.len()..)?.starts_with(';')).then_some(name)
}
