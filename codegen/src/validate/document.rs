//! Documents as texts.
//!
//! The text is read whole, by the [reader](crate::document) that knows what a DTD declares; whoever has a document too large
//! for that tells a [`Validator`](super::Validator) its events.

mod events;
mod namespaces;
#[cfg(test)]
mod tests;

use super::{Grammar, Invalid, Options, Reading, Rule};
use crate::component::Components;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::{self, Absent, Document};
use crate::dtd::{Constraint, Declaration, EntityDefinition};
use crate::resolver::Resolver;
use crate::source::{SourceFile, SourceId, Sources};
use events::Events;

/// Reads a document and holds it against a schema.
///
/// What its DTD declares is known as far as the files are among those of `resolver`: entities are expanded, unparsed ones
/// known, and defaults are there. What is not among them is left out, and missed once the document refers to an entity that
/// may be declared there; nothing is fetched.
///
/// Gives nothing if the document is not well-formed, or beyond a limit, for the reasons that are reported. Beside these,
/// there may be warnings.
pub fn validate(
    source: SourceId,
    sources: &mut Sources,
    resolver: &mut Resolver,
    grammar: &Grammar<'_>,
    mut options: Options,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<Invalid>> {
    let mut said = Diagnostics::default();
    let absent = Absent::LeftOut { subset: options.dtd };
    let read = document::read_with(source, sources, resolver, absent, &mut said);
    // Of the declarations' own validity nothing is said here: the document is held against the schema.
    let is_fault = |one: &&Diagnostic| {
        one.severity == Severity::Error && matches!(one.validity, None | Some(Constraint::EntityDeclared))
    };
    let faults: Vec<_> = said.iter().filter(is_fault).cloned().collect();
    let document = read.filter(|_| faults.is_empty());
    faults.into_iter().for_each(|fault| diagnostics.push(fault));
    let document = document?;
    options.unparsed_entities.extend(unparsed_entities(&document));
    let reading = options.reading;
    let mut events = Events::new(&document, &sources.get(source).text, grammar, options);
    if let Some(error) = events.other_root() {
        match reading {
            Reading::Written | Reading::Local => events.root_is_another(error),
            // By XSD that is no fault.
            Reading::Namespaces => diagnostics.push(Diagnostic { severity: Severity::Warning, ..error }),
        }
    }
    match events.run() {
        Ok(found) => Some(found),
        Err(error) => {
            diagnostics.push(error);
            None
        }
    }
}

/// Reads a document and says what is wrong with it.
pub fn validate_document(
    source: SourceId,
    sources: &mut Sources,
    components: &Components,
    diagnostics: &mut Diagnostics,
) {
    let (resolver, grammar) = (&mut Resolver::default(), &Grammar::new(components));
    let found = validate(source, sources, resolver, grammar, Options::default(), diagnostics);
    found.into_iter().flatten().for_each(|invalid| diagnostics.push(invalid.diagnostic));
}

/// What is wrong with a document by the corrected schema of a module, a line each. Names are read as the generated
/// crate reads them.
pub fn complaints(grammar: &Grammar<'_>, name: &str, text: &str) -> Vec<String> {
    let options = Options { reading: Reading::Local, ..Options::default() };
    complaints_with(grammar, name, text, options).into_iter().map(|(_, line)| line).collect()
}

/// The same with options of one's own; each line with the rule that is broken, or none where the text is not well-formed.
pub fn complaints_with(
    grammar: &Grammar<'_>,
    name: &str,
    text: &str,
    options: Options,
) -> Vec<(Option<Rule>, String)> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let source = sources.add(SourceFile::new(name, text));
    let resolver = &mut Resolver::default();
    match validate(source, &mut sources, resolver, grammar, options, &mut diagnostics) {
        Some(found) => {
            let line = |one: &Invalid| (Some(one.rule), one.diagnostic.line(&sources));
            found.iter().map(line).collect()
        }
        None => diagnostics.iter().map(|error| (None, error.line(&sources))).collect(),
    }
}

/// The unparsed entities that a document's DTD declares.
fn unparsed_entities(document: &Document) -> impl Iterator<Item = String> {
    document.dtd.declarations.iter().filter_map(|declaration| match declaration {
        Declaration::Entity(entity) => match entity.definition {
            EntityDefinition::External { notation: Some(_), .. } => Some(entity.name.text.clone()),
            _ => None,
        },
        _ => None,
    })
}
