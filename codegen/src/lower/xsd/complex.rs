//! Complex types: what they inherit, their attributes, their content.

use super::attributes::{self, Use};
use super::builtin::Builtin;
use super::names::ResolvedType;
use super::particle::Lowered;
use super::simple::{Restriction, Simple};
use super::{Following, Lowering, MAX_DEPTH, Pending, model, simplify};
use crate::diagnostic::Diagnostic;
use crate::ir::{self, Content, Occurs, Particle, Term, Type, Value};
use crate::source::Span;
use crate::xsd::{ComplexContent, ComplexType, Derivation, Reference};
use std::rc::Rc;

/// A complex type without its elements: its attributes, and its value if it has simple content.
///
/// This much can be found out without looking at the types of elements, which may lead back here.
#[derive(Debug, Clone, Default)]
pub(super) struct Shape {
    attributes: Vec<Use>,
    pub(super) value: Option<Simple>,
}

impl Shape {
    /// Whether elements of the type hold a text alone.
    pub(super) fn is_value(&self) -> bool {
        self.value.is_some() && self.attributes.is_empty()
    }
}

/// The elements of a complex type.
#[derive(Debug, Default)]
pub(super) struct Body {
    mixed: bool,
    /// Whether it extends `xs:anyType`; a wildcard for its content is then in the particle, if there is one.
    any: bool,
    particle: Option<Particle>,
    size: usize,
    height: usize,
}

impl<'a> Lowering<'a, '_> {
    /// Lowers a complex type into its module.
    pub(super) fn complex_type(&mut self, pending: Pending<'a>) {
        let Pending { file, key, definition } = pending;
        let (shape, body) = match &definition.name {
            Some(_) => (self.shape(file, definition), self.body(file, definition)),
            None => (
                Rc::new(self.make_shape(file, &key, definition)),
                Rc::new(self.make_body(file, &key, definition)),
            ),
        };
        let content = match (&shape.value, &body.particle) {
            (Some(simple), _) => Content::Value(simple.value.clone()),
            (None, None) if body.any => Content::Any,
            (None, None) if body.mixed => Content::Value(Value::text()),
            (None, None) => Content::Empty,
            (None, Some(_)) if !self.spend(body.size, definition.span) => Content::Empty,
            (None, Some(particle)) if body.mixed => Content::Mixed(particle.clone()),
            (None, Some(particle)) => Content::Elements(particle.clone()),
        };
        let lowered = Type {
            span: definition.span,
            docs: definition.docs.clone(),
            model: model::notation(&content),
            attributes: attributes::finish(&shape.attributes),
            content,
        };
        self.modules[file].types.insert(key, lowered);
    }

    /// The shape of a named complex type, found once.
    pub(super) fn shape(&mut self, file: usize, definition: &'a ComplexType) -> Rc<Shape> {
        let Some(name) = definition.name.as_ref().map(|name| name.text.as_str()) else {
            return Rc::default();
        };
        if let Some(known) = self.shapes.get(&(file, name)) {
            return known.clone();
        }
        if !self.following.insert((Following::Shape, file, name)) {
            self.derives_from_itself(definition, name);
            return Rc::default();
        }
        let shape = self.descend(definition.span, 0, |this| this.make_shape(file, name, definition));
        self.following.remove(&(Following::Shape, file, name));
        let shape = Rc::new(shape.unwrap_or_default());
        self.shapes.insert((file, name), shape.clone());
        shape
    }

    fn derives_from_itself(&mut self, definition: &ComplexType, name: &str) {
        let span = match &definition.content {
            ComplexContent::Simple { base, .. } | ComplexContent::Complex { base, .. } => base.span,
            ComplexContent::Direct { .. } => definition.span,
        };
        self.error(span, format!("the type `{name}` derives from itself"), "this leads back to it");
    }

    /// The shape of a complex type by its definition.
    pub(super) fn make_shape(&mut self, file: usize, key: &str, definition: &'a ComplexType) -> Shape {
        match &definition.content {
            ComplexContent::Direct { attributes, .. } => {
                Shape { attributes: self.attributes(file, key, attributes, &[], false), value: None }
            }
            ComplexContent::Simple { derivation, base, inline, facets, attributes } => {
                let inherited = self.base_of_simple_content(file, *derivation, base, inline.is_some());
                let restricts = *derivation == Derivation::Restriction;
                let attributes = self.attributes(file, key, attributes, &inherited.attributes, restricts);
                // The type itself is there if it has attributes; its words then need a name of their own.
                let key = if attributes.is_empty() { key.to_string() } else { format!("{key}/value") };
                let mut simple = inherited.value.clone().unwrap_or_else(Simple::unknown);
                if let Some(inline) = inline {
                    let key = if facets.is_empty() { key.clone() } else { format!("{key}/base") };
                    simple = self.simple_type(file, Some(&key), inline);
                }
                if restricts && !facets.is_empty() {
                    let (span, docs) = (definition.span, &definition.docs);
                    simple =
                        self.restriction(file, Some(&key), Restriction { base: simple, facets, span, docs });
                }
                Shape { attributes, value: Some(simple) }
            }
            ComplexContent::Complex { derivation, base, particle, attributes } => {
                let inherited = match self.complex_base(file, base) {
                    Some((file, definition)) => self.shape(file, definition),
                    None => Rc::default(),
                };
                let restricts = *derivation == Derivation::Restriction;
                let value = inherited.value.clone().filter(|_| !restricts && particle.is_none());
                if let (Some(_), false, Some(particle)) = (&inherited.value, restricts, particle) {
                    let message = format!("`{}` has simple content: elements cannot be added", base.name);
                    self.error(particle.span, message, "");
                }
                let attributes = self.attributes(file, key, attributes, &inherited.attributes, restricts);
                Shape { attributes, value }
            }
        }
    }

    fn base_of_simple_content(
        &mut self,
        file: usize,
        derivation: Derivation,
        base: &'a Reference,
        replaced: bool,
    ) -> Rc<Shape> {
        let simple = match self.resolve_type(file, base) {
            Some(ResolvedType::Builtin(Builtin::Simple(simple))) => simple,
            Some(ResolvedType::Simple(file, definition)) => {
                self.global_simple_type(file, definition, base.span)
            }
            Some(ResolvedType::Complex(file, definition)) => {
                let shape = self.shape(file, definition);
                if shape.value.is_none() && !(replaced && self.is_mixed(file, definition)) {
                    let message = format!("`{}` has no simple content", base.name);
                    let error =
                        Diagnostic::error(base.span, message).related(definition.span, "defined here");
                    self.report(error.help("derive from it in `xs:complexContent`"));
                }
                return shape;
            }
            Some(ResolvedType::Builtin(Builtin::AnyType)) if replaced => return Rc::default(),
            Some(ResolvedType::Builtin(Builtin::AnyType)) => {
                self.error(base.span, "`xs:anyType` has no simple content", "");
                return Rc::default();
            }
            None => return Rc::default(),
        };
        if derivation == Derivation::Restriction {
            let message = format!("`{}` is a simple type: a complex type cannot restrict it", base.name);
            let help = "extend a simple type that is restricted";
            self.report(Diagnostic::error(base.span, message).help(help));
        }
        Rc::new(Shape { attributes: Vec::new(), value: Some(simple) })
    }

    /// Whether text may stand among the elements of a type, by itself or by what it extends.
    fn is_mixed(&mut self, mut file: usize, mut definition: &'a ComplexType) -> bool {
        for _ in 0..MAX_DEPTH {
            let extended = match &definition.content {
                _ if definition.mixed => return true,
                ComplexContent::Complex { derivation: Derivation::Extension, base, .. } => base,
                _ => return false,
            };
            match self.resolve_type(file, extended) {
                Some(ResolvedType::Complex(base_file, base)) => (file, definition) = (base_file, base),
                Some(ResolvedType::Builtin(Builtin::AnyType)) => return true,
                _ => return false,
            }
        }
        false
    }

    /// The complex type that a reference in `xs:complexContent` names; none for `xs:anyType`.
    fn complex_base(&mut self, file: usize, base: &'a Reference) -> Option<(usize, &'a ComplexType)> {
        match self.resolve_type(file, base)? {
            ResolvedType::Complex(file, definition) => Some((file, definition)),
            ResolvedType::Builtin(Builtin::AnyType) => None,
            ResolvedType::Builtin(Builtin::Simple(_)) | ResolvedType::Simple(..) => {
                let message = format!("`{}` is a simple type", base.name);
                let error = Diagnostic::error(base.span, message).label("a complex type is needed here");
                self.report(error.help("derive from it in `xs:simpleContent`"));
                None
            }
        }
    }

    /// The elements of a named complex type, found once.
    fn body(&mut self, file: usize, definition: &'a ComplexType) -> Rc<Body> {
        let Some(name) = definition.name.as_ref().map(|name| name.text.as_str()) else {
            return Rc::default();
        };
        if let Some(known) = self.bodies.get(&(file, name)) {
            return known.clone();
        }
        if !self.following.insert((Following::Body, file, name)) {
            self.derives_from_itself(definition, name);
            return Rc::default();
        }
        let body = self.descend(definition.span, 0, |this| this.make_body(file, name, definition));
        self.following.remove(&(Following::Body, file, name));
        let body = Rc::new(body.unwrap_or_default());
        self.bodies.insert((file, name), body.clone());
        body
    }

    fn make_body(&mut self, file: usize, key: &str, definition: &'a ComplexType) -> Body {
        let (base, own) = match &definition.content {
            ComplexContent::Simple { .. } => return Body::default(),
            ComplexContent::Direct { particle, .. } => (None, particle),
            ComplexContent::Complex { derivation: Derivation::Restriction, particle, .. } => (None, particle),
            ComplexContent::Complex { derivation: Derivation::Extension, base, particle, .. } => {
                (Some(base), particle)
            }
        };
        let own = match own.as_ref().map(|own| self.particle(file, key, own)) {
            Some(Lowered::Particle(particle)) => Some(*particle),
            _ => None,
        };
        let Some(base) = base else { return Body::new(definition.mixed, false, own) };
        let inherited = match self.complex_base(file, base) {
            Some((file, definition)) => self.body(file, definition),
            None => Rc::new(Body { any: true, mixed: true, ..Body::default() }),
        };
        let mixed = definition.mixed || inherited.mixed;
        if inherited.any && inherited.particle.is_none() {
            let wildcard = own.is_some().then(|| any(definition.span));
            let particles = wildcard.into_iter().chain(own).collect::<Vec<_>>();
            return Body::new(mixed, true, sequence(particles, definition.span));
        }
        if inherited.height >= MAX_DEPTH {
            self.error(base.span, format!("types derive from each other more than {MAX_DEPTH} deep"), "");
            return Body::default();
        }
        if !self.spend(inherited.size, base.span) {
            return Body::default();
        }
        let particle = match (inherited.particle.clone(), own) {
            // An `xs:all` is not a part of a sequence: its members go together.
            (
                Some(Particle { term: Term::All(mut members), occurs, span, name }),
                Some(Particle { term: Term::All(own), .. }),
            ) => {
                members.extend(own);
                Some(Particle { term: Term::All(members), occurs, span, name })
            }
            (base, own) => sequence(base.into_iter().chain(own).collect(), definition.span),
        };
        Body::new(mixed, false, particle)
    }
}

impl Body {
    fn new(mixed: bool, any: bool, particle: Option<Particle>) -> Self {
        let (size, height) = particle.as_ref().map_or((0, 0), simplify::measure);
        Self { mixed, any, particle, size, height }
    }
}

fn sequence(particles: Vec<Particle>, span: Span) -> Option<Particle> {
    if particles.is_empty() {
        return None;
    }
    Some(simplify::simplified(Particle {
        term: Term::Sequence(particles),
        occurs: Occurs::ONE,
        span,
        name: None,
    }))
}

fn any(span: Span) -> Particle {
    Particle { term: ir::Term::Any, occurs: Occurs::ANY, span, name: None }
}
