//! The constraints on attributes.

use crate::diagnostic::Diagnostic;
use crate::dtd::Constraint;
use crate::dtd::characters::{leading_name, leading_name_token};
use crate::dtd::parser::shortened;
use crate::dtd::tree::{Attribute, AttributeDefault, AttributeType, Content, Declaration, Name};
use crate::source::Span;
use std::collections::{HashMap, HashSet};

/// What is wrong with the attributes that are declared.
pub(super) fn check(declarations: &[Declaration], notations: &HashSet<&str>) -> Vec<Diagnostic> {
    let empty: HashSet<&str> = declarations.iter().filter_map(empty_element).collect();
    let mut checking = Checking { notations, empty, only: HashMap::new(), found: Vec::new() };
    for declaration in declarations {
        if let Declaration::AttributeList(list) = declaration {
            for attribute in &list.attributes {
                checking.attribute(&list.element, attribute);
            }
        }
    }
    checking.found
}

/// Whether a value has the form of its type, its white space normalised.
pub(crate) fn is_of_type(value: &str, kind: &AttributeType) -> bool {
    let is_name = |text: &str| !text.is_empty() && leading_name(text).len() == text.len();
    let is_token = |text: &str| !text.is_empty() && leading_name_token(text).len() == text.len();
    match kind {
        AttributeType::Cdata => true,
        AttributeType::Id | AttributeType::Idref | AttributeType::Entity => is_name(value),
        AttributeType::Idrefs | AttributeType::Entities => value.split(' ').all(is_name),
        AttributeType::Nmtoken => is_token(value),
        AttributeType::Nmtokens => value.split(' ').all(is_token),
        AttributeType::Notation(words) | AttributeType::Enumeration(words) => {
            words.iter().any(|word| word.text == value)
        }
    }
}

struct Checking<'a> {
    notations: &'a HashSet<&'a str>,
    /// The elements without content.
    empty: HashSet<&'a str>,
    /// The attribute of an element that no other may be like, by what it is.
    only: HashMap<(&'a str, &'static str), Span>,
    found: Vec<Diagnostic>,
}

impl<'a> Checking<'a> {
    fn attribute(&mut self, element: &'a Name, attribute: &'a Attribute) {
        let name = format!(
            "attribute `{}` of element `{}`",
            shortened(&attribute.name.text),
            shortened(&element.text)
        );
        match &attribute.kind {
            AttributeType::Id => {
                self.alone(element, attribute, "ID", Constraint::OneIdPerElementType);
                if !matches!(attribute.default, AttributeDefault::Required | AttributeDefault::Implied) {
                    let message = format!("{name} is an ID and has a default");
                    self.found.push(
                        Diagnostic::warning(attribute.span, message)
                            .label("an ID is one element's own")
                            .help("write `#IMPLIED` or `#REQUIRED`")
                            .validity(Constraint::IdAttributeDefault),
                    );
                }
            }
            AttributeType::Notation(words) => {
                self.alone(element, attribute, "NOTATION", Constraint::OneNotationPerElementType);
                if self.empty.contains(element.text.as_str()) {
                    let message = format!("{name} gives a notation to what has no content");
                    self.found.push(
                        Diagnostic::warning(attribute.span, message)
                            .label("the element is declared EMPTY")
                            .validity(Constraint::NoNotationOnEmptyElement),
                    );
                }
                for word in words.iter().filter(|word| !self.notations.contains(word.text.as_str())) {
                    let message = format!("the notation `{}` is not declared", shortened(&word.text));
                    self.found.push(
                        Diagnostic::warning(word.span, message)
                            .label(format!("{name} names it"))
                            .help("declare it: `<!NOTATION ...>`")
                            .validity(Constraint::NotationAttributes),
                    );
                }
            }
            _ => {}
        }
        let is_enumerated =
            matches!(attribute.kind, AttributeType::Enumeration(_) | AttributeType::Notation(_));
        if let AttributeDefault::Fixed(value) | AttributeDefault::Value(value) = &attribute.default
            && !is_enumerated
            && !is_of_type(value, &attribute.kind)
        {
            let message = format!("the default of {name} is no value of its type");
            self.found.push(
                Diagnostic::warning(attribute.span, message)
                    .label(format!("`{}` is not of the form of the type", shortened(value)))
                    .validity(Constraint::AttributeDefaultValueSyntacticallyCorrect),
            );
        }
        if attribute.name.text == "xml:space" {
            let fits = matches!(&attribute.kind, AttributeType::Enumeration(words)
                if words.iter().all(|word| matches!(word.text.as_str(), "default" | "preserve")));
            if !fits {
                let message = format!("{name} is not declared as XML asks");
                self.found.push(
                    Diagnostic::warning(attribute.span, message)
                        .label("expected `(default | preserve)`, or one of both")
                        .validity(Constraint::WhiteSpaceHandling),
                );
            }
        }
    }

    /// Reports an attribute that is not the only one of its type.
    fn alone(
        &mut self,
        element: &'a Name,
        attribute: &Attribute,
        kind: &'static str,
        constraint: Constraint,
    ) {
        let Some(first) = self.only.insert((&element.text, kind), attribute.name.span) else { return };
        self.only.insert((&element.text, kind), first);
        let message =
            format!("element `{}` has several attributes of the type {kind}", shortened(&element.text));
        self.found.push(
            Diagnostic::warning(attribute.name.span, message)
                .label("one too many")
                .related(first, "the first one")
                .validity(constraint),
        );
    }
}

fn empty_element(declaration: &Declaration) -> Option<&str> {
    match declaration {
        Declaration::Element(element) if element.content == Content::Empty => Some(&element.name.text),
        _ => None,
    }
}
