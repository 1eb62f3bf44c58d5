//! Declarations of elements and attributes: names, values, substitution groups.

use super::{Check, effective_constraint};
use crate::component::{
    AttributeDeclaration, AttributeUse, ContentType, DerivationSet, ElementDeclaration, TypeDefinition,
    ValueConstraint,
};
use crate::datatype::Datatype;
use crate::diagnostic::Diagnostic;
use std::sync::Arc;

/// The namespace of the attributes that documents speak to processors with.
const INSTANCE_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema-instance";

impl<'a> Check<'a> {
    /// Checks every declaration.
    pub(super) fn declarations(&mut self) {
        let components = self.components;
        for element in &components.elements {
            self.element(element);
        }
        for attribute in components.global_attributes.values() {
            self.attribute(attribute);
        }
        for one in &components.complex_types {
            for attribute in &one.attributes {
                self.attribute(&attribute.attribute);
                self.attribute_use(attribute);
            }
        }
    }

    fn element(&mut self, element: &'a ElementDeclaration) {
        if let TypeDefinition::Simple(datatype) = &element.type_definition {
            self.notation(datatype, element.span);
        }
        if let Some(constraint) = &element.value_constraint {
            self.element_value(element, constraint);
        }
        let Some(head) = element.substitution_group.and_then(|head| self.components.element(head)) else {
            return;
        };
        let (own, of_head) = (&element.type_definition, &head.type_definition);
        let message = match self.components.steps(own, of_head) {
            None => format!(
                "`{}` cannot stand in for `{}`: {} is not derived from {}",
                element.name,
                head.name,
                self.components.type_name(own),
                self.components.type_name(of_head)
            ),
            Some(steps) if steps.ways.intersection(head.exclusions) != DerivationSet::NONE => {
                format!("`{}` cannot stand in for `{}`, which is final", element.name, head.name)
            }
            Some(_) => return,
        };
        self.report(
            Diagnostic::error(element.span, message).related(head.span, "the head of the substitution group"),
        );
    }

    fn element_value(&mut self, element: &'a ElementDeclaration, constraint: &ValueConstraint) {
        let value = value_of(constraint);
        let content = match &element.type_definition {
            TypeDefinition::Any => return,
            TypeDefinition::Simple(datatype) => Some(datatype),
            TypeDefinition::Complex(id) => match self.components.complex_type(*id).map(|one| &one.content) {
                Some(ContentType::Simple(datatype)) => Some(datatype),
                Some(ContentType::Mixed(particle)) if particle.is_emptiable() => return,
                _ => None,
            },
        };
        let Some(datatype) = content else {
            let message = format!("`{}` cannot have a default value: its content is not text", element.name);
            return self.report(Diagnostic::error(element.span, message));
        };
        self.value(datatype, value, element.span, &element.name.to_string());
    }

    fn attribute(&mut self, attribute: &Arc<AttributeDeclaration>) {
        let name = &attribute.name;
        if name.local == "xmlns" {
            let message = "an attribute cannot be called `xmlns`";
            self.report(Diagnostic::error(attribute.span, message).label("it declares namespaces"));
        }
        if name.namespace.as_deref() == Some(INSTANCE_NAMESPACE) {
            let message = "attributes of the namespace for instances cannot be declared";
            self.report(Diagnostic::error(attribute.span, message));
        }
        self.notation(&attribute.datatype, attribute.span);
        if let Some(constraint) = &attribute.value_constraint {
            self.value(&attribute.datatype, value_of(constraint), attribute.span, &name.to_string());
        }
    }

    fn attribute_use(&mut self, one: &AttributeUse) {
        let (attribute, Some(own)) = (&one.attribute, &one.value_constraint) else { return };
        self.value(&attribute.datatype, value_of(own), one.span, &attribute.name.to_string());
        let Some(ValueConstraint::Fixed(declared)) = &attribute.value_constraint else { return };
        let is_same = match effective_constraint(one) {
            Some(ValueConstraint::Fixed(own)) => self.same_value(&attribute.datatype, own, declared),
            _ => false,
        };
        if !is_same {
            let message = format!("the value of `{}` is fixed as `{declared}`", attribute.name);
            self.report(Diagnostic::error(one.span, message).related(attribute.span, "declared here"));
        }
    }

    /// A type of notations says which.
    fn notation(&mut self, datatype: &Datatype, span: crate::source::Span) {
        if datatype.lacks_notations() {
            let message = "`xs:NOTATION` cannot be used itself";
            let error = Diagnostic::error(span, message);
            self.report(error.help("restrict it to the notations that are meant, by enumeration"));
        }
    }
}

fn value_of(constraint: &ValueConstraint) -> &str {
    match constraint {
        ValueConstraint::Default(value) | ValueConstraint::Fixed(value) => value,
    }
}
