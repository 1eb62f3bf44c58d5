//! Whether the attributes of a document are those that its DTD declares.

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Element, Node};
use crate::dtd::Constraint;
use crate::dtd::parser::shortened;
use crate::dtd::validity::attributes::is_of_type;
use crate::dtd::{self, AttributeDefault, AttributeType, Declaration, EntityDefinition};
use crate::source::Span;
use std::collections::{HashMap, HashSet};

/// So many errors are kept.
const KEPT: usize = 100;

/// What is declared, and the identifiers that were met.
pub(super) struct Attributes<'a> {
    declared: HashMap<&'a str, OfElement<'a>>,
    unparsed: HashSet<&'a str>,
    standalone: bool,
    identifiers: HashMap<&'a str, Span>,
    references: Vec<(&'a str, Span)>,
    found: Vec<Diagnostic>,
}

#[derive(Default)]
struct OfElement<'a> {
    by_name: HashMap<&'a str, Declared<'a>>,
    required: Vec<&'a str>,
}

struct Declared<'a> {
    attribute: &'a dtd::Attribute,
    /// The words of an enumeration.
    words: Option<HashSet<&'a str>>,
    external: bool,
}

impl<'a> Attributes<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let mut declared: HashMap<&str, OfElement<'_>> = HashMap::new();
        let mut unparsed = HashSet::new();
        for declaration in &document.dtd.declarations {
            match declaration {
                Declaration::AttributeList(list) => {
                    let of_element = declared.entry(&list.element.text).or_default();
                    for attribute in &list.attributes {
                        let name = attribute.name.text.as_str();
                        let (external, words) = (list.external, words(&attribute.kind));
                        of_element.by_name.insert(name, Declared { attribute, words, external });
                        if attribute.default == AttributeDefault::Required {
                            of_element.required.push(name);
                        }
                    }
                }
                Declaration::Entity(entity) => {
                    if matches!(entity.definition, EntityDefinition::External { notation: Some(_), .. }) {
                        unparsed.insert(entity.name.text.as_str());
                    }
                }
                Declaration::Element(_) | Declaration::Notation(_) => {}
            }
        }
        Self {
            declared,
            unparsed,
            standalone: document.standalone,
            identifiers: HashMap::new(),
            references: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Holds the attributes of an element against their declarations.
    pub(super) fn check(&mut self, node: &Node, element: &'a Element) {
        if self.found.len() >= KEPT {
            return;
        }
        for attribute in &element.attributes {
            self.attribute(element, attribute);
        }
        let Some(declared) = self.declared.get(element.name.as_str()) else { return };
        let written: HashSet<&str> = element.attributes.iter().map(|one| &*one.name).collect();
        let missing = declared.required.iter().filter(|name| !written.contains(**name));
        self.found.extend(missing.map(|name| {
            let (name, element) = (shortened(name), shortened(&element.name));
            Diagnostic::error(node.span, format!("element `{element}` lacks the attribute `{name}`"))
                .help("it is declared #REQUIRED")
                .validity(Constraint::RequiredAttribute)
        }));
    }

    /// What is wrong, once all elements were checked.
    pub(super) fn end(mut self) -> Vec<Diagnostic> {
        for (name, span) in self.references {
            if !self.identifiers.contains_key(name) {
                let message = format!("no element has the ID `{}`", shortened(name));
                self.found.push(Diagnostic::error(span, message).validity(Constraint::Idref));
            }
        }
        self.found
    }

    fn attribute(&mut self, element: &'a Element, attribute: &'a crate::document::Attribute) {
        let (span, value): (_, &'a str) = (attribute.span, &attribute.value);
        let shown = format!("attribute `{}` of `{}`", shortened(&attribute.name), shortened(&element.name));
        let of_element = self.declared.get(element.name.as_str());
        let Some(declared) = of_element.and_then(|all| all.by_name.get(&*attribute.name)) else {
            self.found.push(
                Diagnostic::error(span, format!("{shown} is not declared"))
                    .validity(Constraint::AttributeValueType),
            );
            return;
        };
        let kind = &declared.attribute.kind;
        if self.standalone && declared.external && (!attribute.specified || attribute.trimmed) {
            let why = if attribute.specified { "white space in its value" } else { "its value" };
            self.found.push(
                Diagnostic::error(span, format!("{shown} depends on what other files declare"))
                    .label(format!("the document says that it stands alone, but they decide on {why}"))
                    .related(declared.attribute.span, "declared here")
                    .validity(Constraint::StandaloneDocumentDeclaration),
            );
        }
        let fits = match &declared.words {
            Some(words) => words.contains(value),
            None => is_of_type(value, kind),
        };
        if !fits {
            let (expected, constraint) = expected(kind);
            self.found.push(
                Diagnostic::error(span, format!("{shown} is `{}`", shortened(value)))
                    .label(format!("expected {expected}"))
                    .related(declared.attribute.span, "declared here")
                    .validity(constraint),
            );
            return;
        }
        if let AttributeDefault::Fixed(fixed) = &declared.attribute.default
            && fixed != value
        {
            self.found.push(
                Diagnostic::error(span, format!("{shown} is `{}`", shortened(value)))
                    .label(format!("expected `{}`", shortened(fixed)))
                    .related(declared.attribute.span, "fixed here")
                    .validity(Constraint::FixedAttributeDefault),
            );
        }
        match kind {
            AttributeType::Id => {
                if let Some(first) = self.identifiers.insert(value, span) {
                    self.identifiers.insert(value, first);
                    self.found.push(
                        Diagnostic::error(span, format!("the ID `{}` is not the only one", shortened(value)))
                            .related(first, "the first one")
                            .validity(Constraint::Id),
                    );
                }
            }
            AttributeType::Idref | AttributeType::Idrefs => {
                self.references.extend(value.split(' ').map(|name| (name, span)));
            }
            AttributeType::Entity | AttributeType::Entities => {
                for name in value.split(' ').filter(|name| !self.unparsed.contains(name)) {
                    let message = format!("`{}` is no entity with a notation", shortened(name));
                    self.found.push(
                        Diagnostic::error(span, message)
                            .label(format!("{shown} names it"))
                            .help("declare it: `<!ENTITY ... SYSTEM \"...\" NDATA ...>`")
                            .validity(Constraint::EntityName),
                    );
                }
            }
            _ => {}
        }
    }
}

fn words(kind: &AttributeType) -> Option<HashSet<&str>> {
    match kind {
        AttributeType::Notation(words) | AttributeType::Enumeration(words) => {
            Some(words.iter().map(|word| word.text.as_str()).collect())
        }
        _ => None,
    }
}

/// What values of a type look like, and the constraint that says so.
fn expected(kind: &AttributeType) -> (String, Constraint) {
    match kind {
        AttributeType::Cdata => ("text".to_owned(), Constraint::AttributeValueType),
        AttributeType::Id => ("a name".to_owned(), Constraint::Id),
        AttributeType::Idref => ("a name".to_owned(), Constraint::Idref),
        AttributeType::Idrefs => ("names".to_owned(), Constraint::Idref),
        AttributeType::Entity => ("a name".to_owned(), Constraint::EntityName),
        AttributeType::Entities => ("names".to_owned(), Constraint::EntityName),
        AttributeType::Nmtoken => ("a name token".to_owned(), Constraint::NameToken),
        AttributeType::Nmtokens => ("name tokens".to_owned(), Constraint::NameToken),
        AttributeType::Notation(words) => (one_of(words), Constraint::NotationAttributes),
        AttributeType::Enumeration(words) => (one_of(words), Constraint::Enumeration),
    }
}

fn one_of(words: &[dtd::Name]) -> String {
    const MOST: usize = 8;
    let mut shown: Vec<String> =
        words.iter().take(MOST).map(|word| format!("`{}`", shortened(&word.text))).collect();
    if words.len() > MOST {
        shown.push("others".to_owned());
    }
    format!("one of {}", shown.join(", "))
}
