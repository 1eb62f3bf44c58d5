//! Constraints on components: what XSD asks of them beyond that their references can be resolved.

mod all;
mod ambiguity;
mod consistency;
mod declaration;
mod derivation;
mod redefinition;
mod restriction;
mod value;

pub(super) use redefinition::{AttributeRedefinition, GroupRedefinition};

use super::{AttributeUse, Components, ContentType, ElementId, QName, Wildcard};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Steps that the comparison of content models may take in a run; one that needs more is not compared.
const MAX_STEPS: usize = 20_000_000;

/// What redefines what, beside types: it is not in the components.
#[derive(Default)]
pub(super) struct Redefinitions {
    pub(super) groups: Vec<GroupRedefinition>,
    pub(super) attribute_groups: Vec<AttributeRedefinition>,
}

/// Holds all components against the constraints; gives what is wrong.
pub(super) fn check<'a>(components: &'a Components, redefinitions: &'a Redefinitions) -> Vec<Diagnostic> {
    let mut check = Check {
        components,
        found: Vec::new(),
        reported: HashSet::new(),
        steps: 0,
        too_large: false,
        names: HashMap::new(),
        names_of_elements: HashMap::new(),
    };
    check.declarations();
    for one in &components.complex_types {
        check.derivation(one);
        if let ContentType::Elements(particle) | ContentType::Mixed(particle) = &one.content {
            check.all_limited(one, particle);
            check.consistency(particle);
            check.ambiguity(particle);
        }
    }
    check.redefinitions(redefinitions);
    check.found
}

/// The state of a run.
struct Check<'a> {
    components: &'a Components,
    found: Vec<Diagnostic>,
    /// What was reported, so that what is inherited is reported once.
    reported: HashSet<(Span, String)>,
    /// Comparisons of particles so far.
    steps: usize,
    /// Whether that was too many, and was said.
    too_large: bool,
    /// Names of elements, numbered.
    names: HashMap<&'a QName, usize>,
    /// The names that an element can have.
    names_of_elements: HashMap<ElementId, Rc<Vec<ambiguity::Name<'a>>>>,
}

impl Check<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        if self.reported.insert((diagnostic.span, diagnostic.message.clone())) {
            self.found.push(diagnostic);
        }
    }

    /// Accounts for steps; false beyond the limit, with a warning.
    fn spend(&mut self, steps: usize, span: Span) -> bool {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > MAX_STEPS {
            if !std::mem::replace(&mut self.too_large, true) {
                let message = "the content models are too large to be checked in full";
                self.report(Diagnostic::warning(span, message).label("checked up to here"));
            }
            return false;
        }
        true
    }
}

/// Whether processing of what a wildcard takes is as strict as another's, or stricter.
fn is_as_strict(one: &Wildcard, other: &Wildcard) -> bool {
    let strictness = |wildcard: &Wildcard| match wildcard.process_contents {
        super::ProcessContents::Skip => 0,
        super::ProcessContents::Lax => 1,
        super::ProcessContents::Strict => 2,
    };
    strictness(one) >= strictness(other)
}

/// The value constraint that holds for an attribute: that of its use, else that of its declaration.
fn effective_constraint(one: &AttributeUse) -> Option<&super::ValueConstraint> {
    one.value_constraint.as_ref().or(one.attribute.value_constraint.as_ref())
}
