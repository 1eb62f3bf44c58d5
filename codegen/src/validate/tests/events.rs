//! The validator as it is told events: limits, and what comes of many errors.

use crate::component::{Components, DerivationSet, ElementDeclaration, ElementId, TypeDefinition};
use crate::source::{SourceId, Span};
use crate::validate::{Grammar, Name, Options, Rule, Validator};
use crate::xsd::QName;

const SPAN: Span = Span { source: SourceId(0), start: 0, end: 0 };

/// One global element `a` of any type.
fn components() -> Components {
    let name = QName { namespace: None, local: "a".to_owned() };
    let mut components = Components::default();
    components.elements.push(ElementDeclaration {
        name: name.clone(),
        type_definition: TypeDefinition::Any,
        nillable: false,
        is_abstract: false,
        value_constraint: None,
        substitution_group: None,
        block: DerivationSet::default(),
        exclusions: DerivationSet::default(),
        identity_constraints: Vec::new(),
        span: SPAN,
        docs: None,
    });
    components.global_elements.insert(name, ElementId(0));
    components
}

fn name(local: &str) -> Name<'_> {
    Name { namespace: None, prefix: None, local }
}

#[test]
fn depth_has_a_limit() {
    let components = components();
    let grammar = Grammar::new(&components);
    let mut validator = Validator::new(&grammar, Options { most_depth: 50, ..Options::default() });
    for _ in 0..100 {
        validator.start(name("a"), &[], &[], SPAN);
    }
    for _ in 0..100 {
        validator.end();
    }
    let found = validator.finish();
    assert_eq!(found.iter().map(|invalid| invalid.rule).collect::<Vec<_>>(), [Rule::Limit]);
}

#[test]
fn errors_have_a_limit() {
    let components = components();
    let grammar = Grammar::new(&components);
    let mut validator = Validator::new(&grammar, Options { most_invalid: 3, ..Options::default() });
    for _ in 0..10 {
        validator.start(name("b"), &[], &[], SPAN);
        validator.end();
    }
    assert!(validator.has_given_up());
    assert_eq!(validator.finish().len(), 3);
}

#[test]
fn events_that_are_no_document_do_no_harm() {
    let components = components();
    let grammar = Grammar::new(&components);
    let mut validator = Validator::new(&grammar, Options::default());
    validator.end();
    validator.text("t", SPAN);
    validator.aside(SPAN);
    validator.start(name("a"), &[], &[], SPAN);
    assert!(validator.finish().is_empty());
}
