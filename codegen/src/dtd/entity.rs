//! Entities: their declarations, references to them, and the limits on expansion.

use super::characters::{is_name_start, leading_name};
use super::declaration::Opening;
use super::input::{Expanded, Mark};
use super::parser::{Parsed, Parser, Reported, shortened};
use super::tree::{Declaration, Entity, EntityDefinition, EntityKind, ExternalId};
use crate::diagnostic::Diagnostic;
use crate::dtd::Constraint;
use crate::source::{SourceId, Span};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// How many bytes of replacement text a file may have in all; those of DITA and DocBook have 1 to 2 MiB.
const EXPANSION: usize = 4 * 1024 * 1024;

/// How deep references may nest.
pub(crate) const DEPTH: usize = 64;

/// The entities declared so far, and what their expansion took.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    parameter: HashMap<String, Declared>,
    general: HashMap<String, Declared>,
    /// Bytes of replacement text read so far.
    expanded: usize,
    /// Whether a text was left out that may declare what is missing later.
    pub(super) incomplete: bool,
    /// The first text that was left out without an error: where it is referred to, and what to say of it when something
    /// is not declared.
    pub(super) left_out: Option<(Span, String)>,
    /// Entities that were said not to be declared.
    undeclared: HashSet<String>,
    /// Whether the document says that it stands alone.
    pub(crate) standalone: bool,
    /// Whether a reference to a parameter entity was read, or there is an external subset.
    pub(crate) beyond_internal_subset: bool,
}

/// An entity that is declared.
#[derive(Debug, Clone)]
pub(crate) struct Declared {
    /// Its name in the declaration.
    pub(crate) span: Span,
    /// What it stands for.
    pub(crate) text: EntityText,
    /// The file that declares it: its system identifier is relative to that.
    pub(crate) base: SourceId,
    /// Whether that is outside of the document, or in the text of a parameter entity.
    external: bool,
}

/// What an entity stands for.
#[derive(Debug, Clone)]
pub(crate) enum EntityText {
    /// Replacement text.
    Internal(Rc<str>),
    /// A file.
    External(Rc<ExternalId>),
    /// A file that is not XML.
    Unparsed,
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
        let external = self.is_external(&opening);
        let base = opening.mark.start().source;
        let span = self.close(&opening)?;
        let text = match &definition {
            EntityDefinition::Internal(text) => EntityText::Internal(text.as_str().into()),
            EntityDefinition::External { notation: Some(_), .. } => EntityText::Unparsed,
            EntityDefinition::External { id, .. } => EntityText::External(id.clone().into()),
        };
        let table = match kind {
            EntityKind::Parameter => &mut self.entities.parameter,
            EntityKind::General => &mut self.entities.general,
        };
        // The first declaration binds; a later one is how a DTD is meant to be adapted, and no fault.
        if !table.contains_key(&name.text) {
            table.insert(name.text.clone(), Declared { span: name.span, text, base, external });
            self.declared(Declaration::Entity(Entity {
                name,
                kind,
                definition,
                external,
                comments: opening.comments,
                span,
            }));
        }
        Ok(())
    }

    fn entity_definition(&mut self, kind: EntityKind) -> Parsed<EntityDefinition> {
        let Some(id) = self.external_id()? else {
            let expected = "the text of the entity in quotes, `SYSTEM` or `PUBLIC`";
            return self.entity_value(expected).map(EntityDefinition::Internal);
        };
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
        Ok(EntityDefinition::External { id, notation })
    }

    /// Reads `SYSTEM "..."` or `PUBLIC "..." "..."`, if that is next.
    pub(super) fn external_id(&mut self) -> Parsed<Option<ExternalId>> {
        let public = if self.input.eat("PUBLIC") {
            self.space_before("a public identifier")?;
            Some(self.public_identifier()?)
        } else if self.input.eat("SYSTEM") {
            None
        } else {
            return Ok(None);
        };
        self.space_before("a system identifier")?;
        let system = self.system_identifier()?;
        Ok(Some(ExternalId { public, system }))
    }

    /// Reads a reference to a parameter entity inside a declaration, and goes on in its text.
    pub(super) fn parameter_entity_reference(&mut self) -> Parsed<()> {
        let reference = self.reference_to_parameter_entity()?;
        self.enter_parameter_entity(reference)
    }

    /// The same between declarations: what is behind a reference to a text that cannot be read is read.
    pub(super) fn parameter_entity_between_declarations(&mut self) -> Parsed<()> {
        let reference = self.reference_to_parameter_entity()?;
        let (Ok(()) | Err(Reported)) = self.enter_parameter_entity(reference);
        Ok(())
    }

    /// Reads `%name;`; gives the name, the place, and where it begins.
    fn reference_to_parameter_entity(&mut self) -> Parsed<(String, Span, Mark)> {
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
        Ok((name, span, mark))
    }

    fn enter_parameter_entity(&mut self, (name, span, mark): (String, Span, Mark)) -> Parsed<()> {
        let declared = self.parameter_entity(&name, span)?;
        self.enter_entity("%", &name, &declared, span, mark)
    }

    /// Goes on in the text of an entity, within the limits.
    pub(crate) fn enter_entity(
        &mut self,
        sign: &'static str,
        name: &str,
        declared: &Declared,
        span: Span,
        start: Mark,
    ) -> Parsed<()> {
        if self.input.is_within(sign, name) {
            return self.recursion(sign, name, span, declared.span);
        }
        if self.input.depth() >= DEPTH {
            return self.too_deep(sign, name, span);
        }
        let entity = Expanded { sign, name: name.to_owned(), declared: declared.span };
        match &declared.text {
            EntityText::Internal(text) => {
                self.count_expansion(text.len(), span)?;
                self.input.enter(entity, Rc::clone(text), None, start);
                Ok(())
            }
            EntityText::External(id) => self.enter_external(entity, id, declared.base, start),
            EntityText::Unparsed => {
                let message =
                    format!("`{sign}{};` is not XML, and is referred to as if it were", shortened(name));
                self.error(
                    Diagnostic::error(span, message)
                        .label("an unparsed entity is named by attributes of the type ENTITY alone")
                        .related(declared.span, "declared here"),
                )
            }
        }
    }

    /// Finds a parameter entity.
    pub(super) fn parameter_entity(&mut self, name: &str, reference: Span) -> Parsed<Declared> {
        self.entities.beyond_internal_subset = true;
        let shown = shortened(name);
        match self.entities.parameter.get(name) {
            Some(declared) => Ok(declared.clone()),
            // What an unread text may declare is not reported again and again.
            None if self.entities.incomplete => Err(Reported),
            None => self.error(
                Diagnostic::error(reference, format!("the parameter entity `%{shown};` is not declared"))
                    .label("nothing above declares it")
                    .help(format!("declare it before this place: `<!ENTITY % {shown} \"...\">`"))
                    .validity(Constraint::EntityDeclared),
            ),
        }
    }

    /// Finds a general entity that is referred to. `in_document` says whether the reference stands in the document
    /// itself, not in its external subset or a parameter entity.
    pub(crate) fn general_entity(
        &mut self,
        name: &str,
        reference: Span,
        in_document: bool,
    ) -> Parsed<Declared> {
        let shown = shortened(name);
        let stands_alone = self.in_document
            && in_document
            && (self.entities.standalone || !self.entities.beyond_internal_subset);
        match self.entities.general.get(name) {
            Some(declared) if stands_alone && declared.external => {
                let declared = declared.span;
                self.error(
                    Diagnostic::error(
                        reference,
                        format!("the entity `&{shown};` is declared outside of the document"),
                    )
                    .label("the document says that it stands alone")
                    .related(declared, "declared here")
                    .help("declare it in the document, or take out `standalone=\"yes\"`"),
                )
            }
            Some(declared) => Ok(declared.clone()),
            None if let Some((place, what)) = self.entities.left_out.clone() => {
                if !self.entities.undeclared.insert(name.to_owned()) {
                    return Err(Reported);
                }
                let error = Diagnostic::error(reference, format!("the entity `&{shown};` is not declared"))
                    .label("nothing that was read declares it; nothing is fetched")
                    .related(place, what)
                    .help("put the file there, or name it in an XML catalog (`catalog.xml`)");
                self.error(error.validity(Constraint::EntityDeclared))
            }
            None if self.entities.incomplete => Err(Reported),
            None => {
                let error = Diagnostic::error(reference, format!("the entity `&{shown};` is not declared"))
                    .label("nothing above declares it");
                let error = error.help(if self.in_document && in_document {
                    "a document has the entities of the DTD that its DOCTYPE names; a plain `&` is written `&amp;`"
                } else {
                    "declare it before this place; a plain `&` is written `&amp;`"
                });
                self.error(if stands_alone { error } else { error.validity(Constraint::EntityDeclared) })
            }
        }
    }

    /// Reports that an entity's text leads back to the entity.
    pub(crate) fn recursion<T>(&mut self, sign: &str, name: &str, span: Span, declared: Span) -> Parsed<T> {
        let message = format!("the entity `{sign}{};` contains itself", shortened(name));
        self.error(
            Diagnostic::error(span, message)
                .label("its expansion would not end")
                .related(declared, "declared here"),
        )
    }

    /// Reports that references nest too deep.
    pub(crate) fn too_deep<T>(&mut self, sign: &str, name: &str, span: Span) -> Parsed<T> {
        let message = format!("entities are nested deeper than {DEPTH}, at `{sign}{};`", shortened(name));
        self.error(Diagnostic::error(span, message).label("one too many"))
    }

    /// Counts replacement text that is about to be read; past the limit, nothing more is.
    pub(crate) fn count_expansion(&mut self, bytes: usize, span: Span) -> Parsed<()> {
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
pub(crate) fn reference_name(text: &str) -> Option<&str> {
    let name = leading_name(text);
    (text.starts_with(is_name_start) && text.get(name.len()..)?.starts_with(';')).then_some(name)
}
