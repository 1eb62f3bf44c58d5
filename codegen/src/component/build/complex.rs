//! Complex types: what they inherit, their attributes, their content.

use super::attribute::{Set, Use};
use super::names::{Declared, ResolvedType};
use super::simple::{anonymous, not_complex};
use super::{Builder, Pending, Scope, particle};
use crate::component::{
    ComplexTypeId, Compositor, ContentType, Derivation, DerivationSet, NamespaceConstraint, Particle,
    ProcessContents, QName, Term, TypeDefinition, Wildcard,
};
use crate::datatype::Datatype;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{self, ComplexContent, Reference};
use std::collections::HashMap;
use std::sync::Arc;

/// What a complex type has before its own block, final and documentation.
struct Body {
    base: TypeDefinition,
    derivation: Derivation,
    attributes: Set,
    content: ContentType,
}

impl<'a> Builder<'a, '_> {
    /// A named complex type, built once.
    pub(super) fn complex_type(&mut self, index: usize, from: Span) -> Option<ComplexTypeId> {
        let global = self.globals.get(index).copied()?;
        let Declared::Complex(definition, id) = global.declared else { return None };
        if self.complex_types.contains(&index) {
            return Some(id);
        }
        if !self.following.insert(index) {
            let message = format!("the type `{}` derives from itself", global.name);
            self.error(from, message, "this leads back to it");
            return None;
        }
        let scope = self.scope_of(index);
        self.descend(from, 0, |this| this.fill_complex_type(scope, id, global.name, definition));
        self.following.remove(&index);
        self.complex_types.insert(index);
        Some(id)
    }

    pub(super) fn anonymous_type(&mut self, pending: Pending<'a>) {
        let Pending { scope, id, path, definition } = pending;
        self.fill_complex_type(scope, id, &path, definition);
    }

    fn fill_complex_type(
        &mut self,
        scope: Scope,
        id: ComplexTypeId,
        path: &str,
        definition: &'a xsd::ComplexType,
    ) {
        let schema = self.schema(scope);
        let body = match &definition.content {
            ComplexContent::Direct { particle, attributes } => {
                let own = particle.as_ref().and_then(|particle| self.explicit_content(scope, path, particle));
                Body {
                    base: TypeDefinition::Any,
                    derivation: Derivation::Restriction,
                    attributes: self.attributes(scope, attributes),
                    content: own_content(own, definition),
                }
            }
            ComplexContent::Simple { .. } => self.simple_content(scope, definition),
            ComplexContent::Complex { derivation, base, particle, attributes } => self.complex_content(
                scope,
                path,
                definition,
                *derivation,
                base,
                particle.as_ref(),
                attributes,
            ),
        };
        self.check_twice(&body.attributes.uses);
        let Some(filled) = self.components.complex_types.get_mut(id.0 as usize) else { return };
        filled.base = body.base;
        filled.derivation = body.derivation;
        filled.is_abstract = definition.is_abstract;
        filled.block = definition.block.unwrap_or(schema.block_default).intersection(DerivationSet::OF_TYPE);
        filled.is_final =
            definition.is_final.unwrap_or(schema.final_default).intersection(DerivationSet::OF_TYPE);
        filled.attributes =
            body.attributes.uses.into_iter().filter(|one| !one.prohibited).map(|one| one.attribute).collect();
        filled.attribute_wildcard = body.attributes.wildcard;
        filled.content = body.content;
        filled.docs = definition.docs.clone();
    }

    /// What the content model says itself; none for one that holds nothing.
    fn explicit_content(
        &mut self,
        scope: Scope,
        path: &str,
        particle: &'a xsd::Particle,
    ) -> Option<Particle> {
        let built = self.particle(scope, path, particle)?;
        let is_empty = match &particle.term {
            xsd::Term::ModelGroup(group) if group.particles.is_empty() => {
                group.compositor != Compositor::Choice || particle.min == 0
            }
            _ => false,
        };
        (!is_empty).then_some(built)
    }

    /// `xs:complexContent`.
    #[allow(clippy::too_many_arguments, reason = "these are the parts of one definition")]
    fn complex_content(
        &mut self,
        scope: Scope,
        path: &str,
        definition: &'a xsd::ComplexType,
        derivation: Derivation,
        reference: &'a Reference,
        particle: Option<&'a xsd::Particle>,
        attributes: &'a xsd::Attributes,
    ) -> Body {
        let own = particle.and_then(|particle| self.explicit_content(scope, path, particle));
        let base = match self.resolve_type(scope, reference) {
            Some(ResolvedType::Complex(index, _)) => {
                self.complex_type(index, reference.span).map_or(TypeDefinition::Any, TypeDefinition::Complex)
            }
            Some(ResolvedType::Builtin(_) | ResolvedType::Simple(_)) => {
                self.report(not_complex(reference));
                TypeDefinition::Any
            }
            Some(ResolvedType::Any) | None => TypeDefinition::Any,
        };
        let own_attributes = self.attributes(scope, attributes);
        let inherited = self.attributes_of(&base);
        let attributes = self.derived_attributes(derivation, inherited, own_attributes, reference.span);
        let content = match derivation {
            Derivation::Restriction => own_content(own, definition),
            Derivation::Extension => self.extended_content(&base, own, definition, reference.span),
        };
        Body { base, derivation, attributes, content }
    }

    /// The content of an extension: the base's, and behind it its own.
    fn extended_content(
        &mut self,
        base: &TypeDefinition,
        own: Option<Particle>,
        definition: &xsd::ComplexType,
        span: Span,
    ) -> ContentType {
        let inherited = match base {
            TypeDefinition::Complex(id) => {
                self.components.complex_type(*id).map_or(ContentType::Empty, |base| base.content.clone())
            }
            _ => ContentType::Mixed(anything(span)),
        };
        if own.is_none() && !definition.mixed {
            let size = match &inherited {
                ContentType::Elements(particle) | ContentType::Mixed(particle) => {
                    particle::measure(std::slice::from_ref(particle)).0
                }
                ContentType::Empty | ContentType::Simple(_) => 0,
            };
            return if self.spend(size, span) { inherited } else { ContentType::Empty };
        }
        let content = own_content(own, definition);
        let (inherited, added) = match (inherited, content) {
            (ContentType::Empty, content) => return content,
            (ContentType::Simple(datatype), _) => {
                let message = "the base has simple content: elements cannot be added";
                self.error(span, message, "");
                return ContentType::Simple(datatype);
            }
            (
                ContentType::Elements(inherited) | ContentType::Mixed(inherited),
                ContentType::Elements(added) | ContentType::Mixed(added),
            ) => (inherited, added),
            (inherited, _) => return inherited,
        };
        let parts = vec![inherited, added];
        let (size, height) = particle::measure(&parts);
        if self.descend(span, height, |_| ()).is_none() || !self.spend(size, span) {
            return ContentType::Empty;
        }
        let term = Term::Group(Compositor::Sequence, parts);
        let particle = Particle { term, min: 1, max: Some(1), span: definition.span };
        if definition.mixed { ContentType::Mixed(particle) } else { ContentType::Elements(particle) }
    }

    /// `xs:simpleContent`.
    fn simple_content(&mut self, scope: Scope, definition: &'a xsd::ComplexType) -> Body {
        let ComplexContent::Simple { derivation, base: reference, inline, facets, attributes } =
            &definition.content
        else {
            return Body {
                base: TypeDefinition::Any,
                derivation: Derivation::Restriction,
                attributes: Set::default(),
                content: ContentType::Empty,
            };
        };
        let own_attributes = self.attributes(scope, attributes);
        let inline = inline.as_ref().map(|inline| {
            let built = self.descend(inline.span, 0, |this| this.simple_type(scope, inline, None));
            built.unwrap_or_else(|| self.unknown.clone())
        });
        let base = match self.resolve_type(scope, reference) {
            Some(ResolvedType::Builtin(datatype)) => TypeDefinition::Simple(datatype),
            Some(ResolvedType::Simple(index)) => {
                TypeDefinition::Simple(self.global_simple_type(index, reference.span))
            }
            Some(ResolvedType::Complex(index, _)) => {
                self.complex_type(index, reference.span).map_or(TypeDefinition::Any, TypeDefinition::Complex)
            }
            Some(ResolvedType::Any) => {
                if inline.is_none() {
                    self.error(reference.span, "`xs:anyType` has no simple content", "");
                }
                TypeDefinition::Any
            }
            None => TypeDefinition::Any,
        };
        let inherited = match &base {
            TypeDefinition::Simple(datatype) => {
                if *derivation == Derivation::Restriction {
                    let message =
                        format!("`{}` is a simple type: a complex type cannot restrict it", reference.name);
                    let help = "extend a simple type that is restricted";
                    self.report(Diagnostic::error(reference.span, message).help(help));
                }
                Some(datatype.clone())
            }
            TypeDefinition::Complex(id) => self.simple_content_of(*id, reference, inline.is_some()),
            TypeDefinition::Any => None,
        };
        let inherited = inherited.unwrap_or_else(|| self.unknown.clone());
        let datatype = match (derivation, inline) {
            (Derivation::Extension, _) => inherited,
            (Derivation::Restriction, Some(inline)) => {
                if !inline.is_derived_from(&inherited) {
                    let message =
                        format!("the simple type is not derived from the content of `{}`", reference.name);
                    self.error(inline.span.unwrap_or(reference.span), message, "");
                }
                match facets.is_empty() {
                    true => inline,
                    false => self.restriction(&inline, facets, anonymous(definition.span)),
                }
            }
            (Derivation::Restriction, None) if facets.is_empty() => inherited,
            (Derivation::Restriction, None) => {
                self.restriction(&inherited, facets, anonymous(definition.span))
            }
        };
        let inherited = self.attributes_of(&base);
        let attributes = self.derived_attributes(*derivation, inherited, own_attributes, reference.span);
        Body { base, derivation: *derivation, attributes, content: ContentType::Simple(datatype) }
    }

    /// The simple content of a complex base. Where a restriction brings a type of its own, one that is mixed and can be
    /// empty does as well.
    fn simple_content_of(
        &mut self,
        id: ComplexTypeId,
        reference: &Reference,
        replaced: bool,
    ) -> Option<Arc<Datatype>> {
        let base = self.components.complex_type(id)?;
        let span = base.span;
        match &base.content {
            ContentType::Simple(datatype) => return Some(datatype.clone()),
            ContentType::Mixed(particle) if replaced && particle.is_emptiable() => return None,
            _ => {}
        }
        let message = format!("`{}` has no simple content", reference.name);
        let error = Diagnostic::error(reference.span, message).related(span, "defined here");
        self.report(error.help("derive from it in `xs:complexContent`"));
        None
    }

    fn attributes_of(&self, base: &TypeDefinition) -> Set {
        match base {
            TypeDefinition::Simple(_) => Set::default(),
            TypeDefinition::Any => Set {
                uses: Vec::new(),
                wildcard: Some(Wildcard {
                    namespaces: NamespaceConstraint::Any,
                    process_contents: ProcessContents::Lax,
                }),
            },
            TypeDefinition::Complex(id) => {
                let Some(base) = self.components.complex_type(*id) else { return Set::default() };
                let uses = base.attributes.iter().cloned();
                Set {
                    uses: uses.map(|attribute| Use { prohibited: false, attribute }).collect(),
                    wildcard: base.attribute_wildcard.clone(),
                }
            }
        }
    }

    /// What is inherited, with what the type says itself.
    fn derived_attributes(&mut self, derivation: Derivation, inherited: Set, own: Set, span: Span) -> Set {
        if !self.spend(inherited.uses.len() + own.uses.len(), span) {
            return Set::default();
        }
        match derivation {
            Derivation::Restriction => {
                let mut uses = inherited.uses;
                let mut inherited: HashMap<QName, usize> = uses
                    .iter()
                    .enumerate()
                    .map(|(index, one)| (one.attribute.attribute.name.clone(), index))
                    .collect();
                for one in own.uses {
                    // An attribute that is said anew stays in its place; said twice it is one too many.
                    let known = inherited.remove(&one.attribute.attribute.name);
                    match known.and_then(|index| uses.get_mut(index)) {
                        Some(known) => *known = one,
                        None => uses.push(one),
                    }
                }
                Set { uses, wildcard: own.wildcard }
            }
            Derivation::Extension => {
                let wildcard = match (inherited.wildcard, own.wildcard) {
                    (Some(inherited), Some(own)) => {
                        let namespaces = own.namespaces.union(&inherited.namespaces);
                        if namespaces.is_none() {
                            let message = "the wildcards of the type and its base cannot be expressed as one";
                            self.error(span, message, "");
                        }
                        let namespaces = namespaces.unwrap_or(inherited.namespaces);
                        Some(Wildcard { namespaces, process_contents: own.process_contents })
                    }
                    (inherited, own) => own.or(inherited),
                };
                let mut uses = inherited.uses;
                uses.extend(own.uses.into_iter().filter(|one| !one.prohibited));
                Set { uses, wildcard }
            }
        }
    }
}

/// What a type holds that inherits nothing.
fn own_content(own: Option<Particle>, definition: &xsd::ComplexType) -> ContentType {
    match (own, definition.mixed) {
        (Some(particle), false) => ContentType::Elements(particle),
        (Some(particle), true) => ContentType::Mixed(particle),
        (None, false) => ContentType::Empty,
        (None, true) => ContentType::Mixed(Particle {
            term: Term::Group(Compositor::Sequence, Vec::new()),
            min: 1,
            max: Some(1),
            span: definition.span,
        }),
    }
}

/// The content of `xs:anyType`.
fn anything(span: Span) -> Particle {
    let wildcard = Wildcard { namespaces: NamespaceConstraint::Any, process_contents: ProcessContents::Lax };
    let any = Particle { term: Term::Wildcard(wildcard), min: 0, max: None, span };
    Particle { term: Term::Group(Compositor::Sequence, vec![any]), min: 1, max: Some(1), span }
}
