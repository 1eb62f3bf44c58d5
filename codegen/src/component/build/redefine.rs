//! Redefinitions: declarations that take the place of those of another document.

use super::Builder;
use super::names::{Declared, Kind};
use crate::component::check::{AttributeRedefinition, GroupRedefinition, Redefinitions};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{self, AttributeUse, ComplexContent, ModelGroup, QName, SimpleUse, Term, Variety};

impl<'a> Builder<'a, '_> {
    /// Puts each redefinition into the place of what it redefines; those of redefined documents come first.
    pub(super) fn redefine(&mut self) {
        let mut done = vec![false; self.documents.count()];
        for instance in 0..self.documents.count() {
            self.redefine_in(instance, &mut done);
        }
    }

    /// Documents that are redefined are visited before those that redefine them.
    fn redefine_in(&mut self, root: usize, done: &mut [bool]) {
        let mut stack = vec![(root, false)];
        while let Some((instance, is_ready)) = stack.pop() {
            if is_ready {
                self.redefine_document(instance);
                continue;
            }
            if std::mem::replace(&mut done[instance], true) {
                continue;
            }
            stack.push((instance, true));
            for target in self.documents.redefined(instance).iter().flatten() {
                stack.extend(self.documents.included(*target).into_iter().map(|one| (one, false)));
            }
        }
    }

    fn redefine_document(&mut self, instance: usize) {
        let schema = self.inputs[self.documents.file(instance)].schema;
        let targets = self.documents.redefined(instance).to_vec();
        for (redefine, target) in schema.redefines.iter().zip(targets) {
            let sources = target.map_or(Vec::new(), |target| self.documents.included(target));
            if target.is_some_and(|target| self.documents.redefines(target, instance)) {
                let message = format!("`{}` is redefined by what it redefines", redefine.location.text);
                self.error(redefine.location.span, message, "this leads back to it");
                continue;
            }
            for declaration in &redefine.declarations {
                self.redefine_one(instance, declaration, &sources, redefine.location.span);
            }
        }
    }

    fn redefine_one(
        &mut self,
        instance: usize,
        declaration: &'a xsd::Declaration,
        sources: &[usize],
        location: Span,
    ) {
        let namespace = self.documents.namespace(instance);
        let Some((kind, name, span)) = named(declaration) else { return };
        let list = self.table.get(&(kind, namespace, name)).cloned().unwrap_or_default();
        let original = list.into_iter().find(|one| {
            let global = &self.globals[*one];
            !global.replaced && sources.contains(&global.instance)
        });
        let Some(index) = self.declare_one(instance, declaration) else { return };
        let Some(original) = original else {
            let message = format!("there is no {} `{name}` to redefine", kind.noun());
            let error = Diagnostic::error(span, message);
            return self.report(error.related(location, "looked for in this document and what it includes"));
        };
        self.globals[original].replaced = true;
        self.globals[index].original = Some(original);
        self.check_redefinition(index, original);
    }

    /// A type is derived from what it redefines; a group may hold what it redefines, once.
    fn check_redefinition(&mut self, index: usize, original: usize) {
        let (global, redefined) = (self.globals[index], self.globals[original]);
        let own = |name: &QName| {
            let namespace = self.documents.namespace(global.instance);
            // Without a namespace of its own the document takes that of the one that includes it.
            name.local == global.name && (name.namespace.as_deref() == namespace || name.namespace.is_none())
        };
        let derives = match (global.declared, redefined.declared) {
            (Declared::Simple(definition), Declared::Simple(_)) => match &definition.variety {
                Variety::Restriction { base: SimpleUse::Named(base), .. } => own(&base.name),
                _ => false,
            },
            (Declared::Complex(definition, _), Declared::Complex(..)) => match &definition.content {
                ComplexContent::Simple { base, .. } | ComplexContent::Complex { base, .. } => own(&base.name),
                ComplexContent::Direct { .. } => false,
            },
            (Declared::Group(group), Declared::Group(_)) => {
                let mut bounds = Vec::new();
                references(&group.model, &own, &mut bounds);
                self.check_self_references(index, &bounds);
                true
            }
            (Declared::AttributeGroup(group), Declared::AttributeGroup(_)) => {
                let uses = group.attributes.uses.iter();
                let count =
                    uses.filter(|one| matches!(one, AttributeUse::Group(one) if own(&one.name))).count();
                self.check_self_references(index, &vec![(1, Some(1)); count]);
                true
            }
            _ => false,
        };
        if !derives {
            let message = format!(
                "the {} `{}` does not derive from what it redefines",
                global.kind.noun(),
                global.name
            );
            let error = Diagnostic::error(global.span, message).related(redefined.span, "it redefines this");
            self.report(error.help("derive it from the type of its own name"));
        }
    }

    /// A group may hold what it redefines once; one that does not hold it restricts it.
    fn check_self_references(&mut self, index: usize, bounds: &[(u32, Option<u32>)]) {
        let global = self.globals[index];
        match bounds {
            [] => self.restrictions.push(index),
            [(1, Some(1))] => {}
            _ => {
                let message = format!(
                    "the {} `{}` holds what it redefines more than once",
                    global.kind.noun(),
                    global.name
                );
                self.error(global.span, message, "it may refer to its own name once, without bounds");
            }
        }
    }

    /// The groups that redefine others without holding them, once all are built.
    pub(super) fn redefinitions(&self) -> Redefinitions {
        let mut redefinitions = Redefinitions::default();
        for index in &self.restrictions {
            let Some(global) = self.globals.get(*index) else { continue };
            let Some(original) = global.original else { continue };
            if let (Some(own), Some(original)) = (self.groups.get(index), self.groups.get(&original)) {
                let particles = own.particle(global.span).zip(original.particle(global.span));
                redefinitions
                    .groups
                    .extend(particles.map(|(own, original)| GroupRedefinition { own, original }));
            }
            let sets = (self.attribute_groups.get(index), self.attribute_groups.get(&original));
            if let (Some(own), Some(original)) = sets {
                redefinitions.attribute_groups.push(AttributeRedefinition {
                    span: global.span,
                    own: own.parts(),
                    original: original.parts(),
                });
            }
        }
        redefinitions
    }
}

/// The bounds of every reference to a group of this name.
fn references(model: &ModelGroup, own: &dyn Fn(&QName) -> bool, bounds: &mut Vec<(u32, Option<u32>)>) {
    for particle in &model.particles {
        match &particle.term {
            Term::GroupReference(reference) if own(&reference.name) => {
                bounds.push((particle.min, particle.max))
            }
            Term::ModelGroup(group) => references(group, own, bounds),
            _ => {}
        }
    }
}

fn named(declaration: &xsd::Declaration) -> Option<(Kind, &str, Span)> {
    let (kind, name) = match declaration {
        xsd::Declaration::ComplexType(one) => (Kind::Type, one.name.as_ref()?),
        xsd::Declaration::SimpleType(one) => (Kind::Type, one.name.as_ref()?),
        xsd::Declaration::Group(one) => (Kind::Group, &one.name),
        xsd::Declaration::AttributeGroup(one) => (Kind::AttributeGroup, &one.name),
        _ => return None,
    };
    Some((kind, &name.text, name.span))
}
