//! From the IR of a schema to components in no namespace, so that documents are held against the corrected schema.
//!
//! An element is declared where a content model has it, and an alias is an element of its own beside it. Names are as the
//! generated crate reads them; validation is to read them so too ([`Reading::Local`](crate::validate::Reading)).

mod value;

use crate::component::{
    AttributeDeclaration, AttributeUse, ComplexType, ComplexTypeId, Components, Compositor, ContentType,
    Derivation, DerivationSet, ElementDeclaration, ElementId, NamespaceConstraint, Particle, ProcessContents,
    Term, TypeDefinition, ValueConstraint, Wildcard,
};
use crate::ir::{self, Content, Model, Target, TypeId};
use crate::source::Span;
use crate::xsd::QName;
use std::collections::HashMap;
use std::sync::Arc;
use value::Datatypes;

/// The components of a module, and of what it refers to in others; none if there is no such module.
pub fn lower(model: &Model, module: &str) -> Option<Components> {
    let roots = &model.modules.get(module)?.roots;
    let mut lowering = Lowering {
        model,
        components: Components::default(),
        datatypes: Datatypes::new(model),
        types: HashMap::new(),
        pending: Vec::new(),
    };
    for root in roots {
        let element = lowering.element(&root.name, &root.target, root.span);
        lowering.components.global_elements.insert(name(&root.name), element);
    }
    while let Some((id, place)) = lowering.pending.pop() {
        lowering.complete(&id, place);
    }
    Some(lowering.components)
}

struct Lowering<'m> {
    model: &'m Model,
    components: Components,
    datatypes: Datatypes<'m>,
    types: HashMap<TypeId, ComplexTypeId>,
    /// Types that have a place and no content yet.
    pending: Vec<(TypeId, ComplexTypeId)>,
}

impl Lowering<'_> {
    fn element(&mut self, text: &str, target: &Target, span: Span) -> ElementId {
        let type_definition = match target {
            Target::Type(id) => TypeDefinition::Complex(self.complex_type(id, span)),
            Target::Value(value) => TypeDefinition::Simple(self.datatypes.of(value, span)),
        };
        let id = ElementId(u32::try_from(self.components.elements.len()).unwrap_or(u32::MAX));
        self.components.elements.push(ElementDeclaration {
            name: name(text),
            type_definition,
            nillable: false,
            is_abstract: false,
            value_constraint: None,
            substitution_group: None,
            block: DerivationSet::default(),
            exclusions: DerivationSet::default(),
            identity_constraints: Vec::new(),
            span,
            docs: None,
        });
        id
    }

    fn complex_type(&mut self, id: &TypeId, span: Span) -> ComplexTypeId {
        if let Some(known) = self.types.get(id) {
            return *known;
        }
        let place = ComplexTypeId(u32::try_from(self.components.complex_types.len()).unwrap_or(u32::MAX));
        self.components.complex_types.push(ComplexType {
            name: None,
            path: id.name.clone(),
            base: TypeDefinition::Any,
            derivation: Derivation::Restriction,
            is_abstract: false,
            block: DerivationSet::default(),
            is_final: DerivationSet::default(),
            attributes: Vec::new(),
            attribute_wildcard: None,
            content: ContentType::Empty,
            span,
            docs: None,
        });
        self.types.insert(id.clone(), place);
        self.pending.push((id.clone(), place));
        place
    }

    /// Gives a type its attributes and its content.
    fn complete(&mut self, id: &TypeId, place: ComplexTypeId) {
        let Some(definition) = self.model.type_of(id) else { return };
        let attributes = definition.attributes.iter().map(|attribute| self.attribute(attribute)).collect();
        let content = match &definition.content {
            Content::Empty => ContentType::Empty,
            Content::Any => {
                let term = Term::Wildcard(any());
                ContentType::Mixed(Particle { term, min: 0, max: None, span: definition.span })
            }
            Content::Value(value) => ContentType::Simple(self.datatypes.of(value, definition.span)),
            Content::Elements(particle) => ContentType::Elements(self.particle(particle)),
            Content::Mixed(particle) => ContentType::Mixed(self.particle(particle)),
        };
        if let Some(lowered) = self.components.complex_types.get_mut(place.0 as usize) {
            lowered.attributes = attributes;
            lowered.content = content;
            lowered.span = definition.span;
            lowered.docs.clone_from(&definition.docs);
        }
    }

    fn attribute(&mut self, attribute: &ir::Attribute) -> AttributeUse {
        let declaration = AttributeDeclaration {
            name: name(&attribute.name),
            datatype: self.datatypes.of(&attribute.value, attribute.span),
            value_constraint: attribute.default.as_ref().map(value_constraint),
            span: attribute.span,
            docs: attribute.docs.clone(),
        };
        AttributeUse {
            attribute: Arc::new(declaration),
            required: attribute.required,
            value_constraint: None,
            span: attribute.span,
            docs: None,
        }
    }

    fn particle(&mut self, particle: &ir::Particle) -> Particle {
        let term = match &particle.term {
            ir::Term::Element(element) => self.term(element, particle.span),
            ir::Term::Sequence(parts) => self.group(Compositor::Sequence, parts),
            ir::Term::Choice(parts) => self.group(Compositor::Choice, parts),
            ir::Term::All(parts) => self.group(Compositor::All, parts),
            ir::Term::Any => Term::Wildcard(any()),
        };
        Particle { term, min: particle.occurs.min, max: particle.occurs.max, span: particle.span }
    }

    fn group(&mut self, compositor: Compositor, parts: &[ir::Particle]) -> Term {
        Term::Group(compositor, parts.iter().map(|part| self.particle(part)).collect())
    }

    /// An element; with aliases, a choice of its names.
    fn term(&mut self, element: &ir::Element, span: Span) -> Term {
        let mut names = std::iter::once(&element.name).chain(&element.aliases).map(|text| {
            let id = self.element(text, &element.target, span);
            if let Some(declaration) = self.components.elements.get_mut(id.0 as usize) {
                declaration.nillable = element.nillable;
                declaration.value_constraint = element.default.as_ref().map(value_constraint);
                declaration.docs.clone_from(&element.docs);
            }
            Term::Element { element: id, docs: None }
        });
        match (names.next(), element.aliases.is_empty()) {
            (Some(only), true) => only,
            (first, _) => {
                let once = |term| Particle { term, min: 1, max: Some(1), span };
                Term::Group(Compositor::Choice, first.into_iter().chain(names).map(once).collect())
            }
        }
    }
}

fn name(text: &str) -> QName {
    QName { namespace: None, local: text.to_owned() }
}

fn any() -> Wildcard {
    Wildcard { namespaces: NamespaceConstraint::Any, process_contents: ProcessContents::Lax }
}

fn value_constraint(default: &ir::Default) -> ValueConstraint {
    match default.fixed {
        true => ValueConstraint::Fixed(default.value.clone()),
        false => ValueConstraint::Default(default.value.clone()),
    }
}
