//! How complex types are derived: what their bases allow, and what they may change.

use super::{Check, effective_constraint, is_as_strict};
use crate::component::{
    AttributeUse, ComplexType, ContentType, Derivation, TypeDefinition, ValueConstraint, Wildcard,
};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::collections::HashMap;

impl<'a> Check<'a> {
    /// Checks the step from a type's base to it.
    pub(super) fn derivation(&mut self, one: &'a ComplexType) {
        if self.components.final_of(&one.base).has(one.derivation) {
            let way = match one.derivation {
                Derivation::Extension => "extended",
                Derivation::Restriction => "restricted",
            };
            let message = format!("{} is final: it cannot be {way}", self.components.type_name(&one.base));
            self.report(Diagnostic::error(one.span, message));
        }
        let TypeDefinition::Complex(base) = &one.base else {
            if let (TypeDefinition::Any, Derivation::Extension) = (&one.base, one.derivation)
                && matches!(one.content, ContentType::Elements(_) | ContentType::Empty)
            {
                self.both_mixed(one, None);
            }
            return;
        };
        let Some(base) = self.components.complex_type(*base) else { return };
        match one.derivation {
            Derivation::Extension => match (&base.content, &one.content) {
                (ContentType::Mixed(_), ContentType::Elements(_))
                | (ContentType::Elements(_), ContentType::Mixed(_)) => self.both_mixed(one, Some(base.span)),
                _ => {}
            },
            Derivation::Restriction => {
                let what = format!("the base, {},", self.components.type_name(&one.base));
                self.restricted_attributes(
                    (&one.attributes, one.attribute_wildcard.as_ref()),
                    (&base.attributes, base.attribute_wildcard.as_ref()),
                    one.span,
                    &what,
                );
                self.restricted_content(one, base);
            }
        }
    }

    fn both_mixed(&mut self, one: &ComplexType, base: Option<Span>) {
        let message = "a type and the type that it extends are both mixed, or neither is";
        let mut error = Diagnostic::error(one.span, message);
        if let Some(base) = base {
            error = error.related(base, "the base");
        }
        self.report(error.help("give both the same `mixed`"));
    }

    /// What a restriction has to say of attributes.
    pub(super) fn restricted_attributes(
        &mut self,
        own: (&[AttributeUse], Option<&Wildcard>),
        base: (&[AttributeUse], Option<&Wildcard>),
        span: Span,
        what: &str,
    ) {
        let of_base: HashMap<_, _> = base.0.iter().map(|one| (&one.attribute.name, one)).collect();
        let of_own: HashMap<_, _> = own.0.iter().map(|one| (&one.attribute.name, one)).collect();
        for attribute in own.0 {
            match of_base.get(&attribute.attribute.name) {
                Some(base) => self.restricted_attribute(attribute, base, what),
                None => {
                    let name = &attribute.attribute.name;
                    let taken = base.1.is_some_and(|any| any.namespaces.allows(name.namespace.as_deref()));
                    if !taken {
                        let message =
                            format!("{what} has no attribute `{name}`: a restriction cannot add one");
                        self.report(Diagnostic::error(attribute.span, message));
                    }
                }
            }
        }
        for required in base.0.iter().filter(|one| one.required) {
            if !of_own.contains_key(&required.attribute.name) {
                let message = format!("{what} requires the attribute `{}`", required.attribute.name);
                self.report(Diagnostic::error(span, message).related(required.span, "it is required here"));
            }
        }
        let Some(own) = own.1 else { return };
        let message = match base.1 {
            None => format!("{what} has no `xs:anyAttribute`: a restriction cannot add it"),
            Some(base) if !own.namespaces.is_subset_of(&base.namespaces) => {
                format!("`xs:anyAttribute` takes namespaces that {what} does not take")
            }
            Some(base) if !is_as_strict(own, base) => {
                format!("`processContents` of `xs:anyAttribute` is less strict than what {what} says")
            }
            Some(_) => return,
        };
        self.report(Diagnostic::error(span, message));
    }

    fn restricted_attribute(&mut self, own: &AttributeUse, base: &AttributeUse, what: &str) {
        let name = &own.attribute.name;
        let problem = if base.required && !own.required {
            format!("{what} requires the attribute `{name}`: a restriction cannot make it optional")
        } else if !own.attribute.datatype.is_derived_from(&base.attribute.datatype) {
            format!("the type of the attribute `{name}` is not derived from the one that {what} gives it")
        } else {
            let Some(ValueConstraint::Fixed(fixed)) = effective_constraint(base) else { return };
            match effective_constraint(own) {
                Some(ValueConstraint::Fixed(value))
                    if self.same_value(&base.attribute.datatype, value, fixed) =>
                {
                    return;
                }
                _ => format!("{what} fixes the attribute `{name}` as `{fixed}`"),
            }
        };
        self.report(Diagnostic::error(own.span, problem).related(base.span, "the base's attribute"));
    }

    fn restricted_content(&mut self, one: &'a ComplexType, base: &'a ComplexType) {
        let problem = match (&one.content, &base.content) {
            (ContentType::Simple(own), ContentType::Simple(base)) => (!own.is_derived_from(base))
                .then_some("its text is not of a type derived from that of the base"),
            (ContentType::Simple(_), ContentType::Mixed(particle)) => {
                (!particle.is_emptiable()).then_some("the base demands elements")
            }
            (ContentType::Simple(_), _) => Some("the base has no text"),
            (ContentType::Empty, ContentType::Empty) => None,
            (ContentType::Empty, ContentType::Elements(particle) | ContentType::Mixed(particle)) => {
                (!particle.is_emptiable()).then_some("the base demands elements")
            }
            (ContentType::Empty, ContentType::Simple(_)) => Some("the base has text"),
            (ContentType::Mixed(_), ContentType::Elements(_)) => {
                Some("the base has no text among its elements")
            }
            (
                ContentType::Elements(own) | ContentType::Mixed(own),
                ContentType::Elements(base) | ContentType::Mixed(base),
            ) => {
                self.restricts(own, base, one.span);
                None
            }
            (ContentType::Elements(_) | ContentType::Mixed(_), _) => Some("the base has no elements"),
        };
        if let Some(problem) = problem {
            let message = format!("{} does not restrict its base", self.own_name(one));
            self.report(Diagnostic::error(one.span, message).label(problem).related(base.span, "the base"));
        }
    }

    fn own_name(&self, one: &ComplexType) -> String {
        one.name.as_ref().map_or_else(|| format!("the type of `{}`", one.path), |name| format!("`{name}`"))
    }
}
