//! The global names of each file, and what a reference means.

use super::builtin::{self, Builtin};
use super::{Lowering, MAX_SUGGESTIONS};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::xsd::{self, QName, Reference, XSD_NAMESPACE, closest};
use indexmap::IndexMap;
use std::collections::HashMap;

/// What a global name can name; each kind has names of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Element,
    Type,
    Attribute,
    Group,
    AttributeGroup,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Element, Self::Type, Self::Attribute, Self::Group, Self::AttributeGroup];

    fn noun(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::Type => "type",
            Self::Attribute => "attribute",
            Self::Group => "group",
            Self::AttributeGroup => "attribute group",
        }
    }
}

/// A type that has a name.
#[derive(Clone, Copy)]
pub(super) enum NamedType<'a> {
    Simple(&'a xsd::SimpleType),
    Complex(&'a xsd::ComplexType),
}

/// A type that a reference leads to, with the file that defines it.
pub(super) enum ResolvedType<'a> {
    Builtin(Builtin),
    Simple(usize, &'a xsd::SimpleType),
    Complex(usize, &'a xsd::ComplexType),
}

/// The global names of a file.
#[derive(Default)]
pub(super) struct Table<'a> {
    pub(super) elements: IndexMap<&'a str, &'a xsd::GlobalElement>,
    pub(super) types: IndexMap<&'a str, NamedType<'a>>,
    pub(super) attributes: IndexMap<&'a str, &'a xsd::GlobalAttribute>,
    pub(super) groups: IndexMap<&'a str, &'a xsd::Group>,
    pub(super) attribute_groups: IndexMap<&'a str, &'a xsd::AttributeGroup>,
}

impl<'a> Table<'a> {
    /// The names of a schema; of two that are the same the first counts, with an error.
    pub(super) fn new(schema: &'a xsd::Schema, diagnostics: &mut Diagnostics) -> Self {
        let mut table = Self::default();
        for declaration in &schema.declarations {
            let (kind, name, span) = match declaration {
                xsd::Declaration::Element(one) => (Kind::Element, &one.name.text, one.name.span),
                xsd::Declaration::ComplexType(xsd::ComplexType { name: Some(name), .. })
                | xsd::Declaration::SimpleType(xsd::SimpleType { name: Some(name), .. }) => {
                    (Kind::Type, &name.text, name.span)
                }
                xsd::Declaration::Attribute(one) => (Kind::Attribute, &one.name.text, one.name.span),
                xsd::Declaration::Group(one) => (Kind::Group, &one.name.text, one.name.span),
                xsd::Declaration::AttributeGroup(one) => {
                    (Kind::AttributeGroup, &one.name.text, one.name.span)
                }
                _ => continue,
            };
            if let Some(first) = table.span(kind, name) {
                diagnostics.push(double(kind, name, span, first));
                continue;
            }
            match declaration {
                xsd::Declaration::Element(one) => drop(table.elements.insert(name, one)),
                xsd::Declaration::ComplexType(one) => drop(table.types.insert(name, NamedType::Complex(one))),
                xsd::Declaration::SimpleType(one) => drop(table.types.insert(name, NamedType::Simple(one))),
                xsd::Declaration::Attribute(one) => drop(table.attributes.insert(name, one)),
                xsd::Declaration::Group(one) => drop(table.groups.insert(name, one)),
                xsd::Declaration::AttributeGroup(one) => drop(table.attribute_groups.insert(name, one)),
                xsd::Declaration::Notation(_) => {}
            }
        }
        table
    }

    /// Where a name is declared.
    fn span(&self, kind: Kind, name: &str) -> Option<Span> {
        match kind {
            Kind::Element => self.elements.get(name).map(|one| one.name.span),
            Kind::Type => self.types.get(name).map(|one| match one {
                NamedType::Simple(one) => one.span,
                NamedType::Complex(one) => one.span,
            }),
            Kind::Attribute => self.attributes.get(name).map(|one| one.name.span),
            Kind::Group => self.groups.get(name).map(|one| one.name.span),
            Kind::AttributeGroup => self.attribute_groups.get(name).map(|one| one.name.span),
        }
    }

    fn names(&self, kind: Kind) -> Vec<&'a str> {
        match kind {
            Kind::Element => self.elements.keys().copied().collect(),
            Kind::Type => self.types.keys().copied().collect(),
            Kind::Attribute => self.attributes.keys().copied().collect(),
            Kind::Group => self.groups.keys().copied().collect(),
            Kind::AttributeGroup => self.attribute_groups.keys().copied().collect(),
        }
    }
}

fn double(kind: Kind, name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(span, format!("the {} `{name}` is declared twice", kind.noun()))
        .related(first, "the first")
}

impl<'a> Lowering<'a, '_> {
    /// Two files that are seen together cannot declare the same name in the same namespace.
    pub(super) fn check_double_declarations(&mut self) {
        for file in 0..self.inputs.len() {
            let mut first: HashMap<(Kind, Option<&str>, &str), usize> = HashMap::new();
            let mut doubles = Vec::new();
            for seen in self.files.seen_by(file) {
                let table = &self.tables[seen.file];
                for kind in Kind::ALL {
                    for name in table.names(kind) {
                        let other = *first.entry((kind, seen.namespace, name)).or_insert(seen.file);
                        // The order of inputs decides which is the first, whoever sees them.
                        let (early, late) = (other.min(seen.file), other.max(seen.file));
                        let spans = (self.tables[late].span(kind, name), self.tables[early].span(kind, name));
                        if let (true, (Some(span), Some(first))) = (early != late, spans) {
                            doubles.push(double(kind, name, span, first));
                        }
                    }
                }
            }
            doubles.into_iter().for_each(|error| self.report(error));
        }
    }

    /// The file that declares what a reference names; an error in place if none does.
    pub(super) fn resolve(&mut self, file: usize, kind: Kind, reference: &Reference) -> Option<usize> {
        let found = self.candidates(file, kind, &reference.name);
        match found.as_slice() {
            [] => {
                let error = self.unresolved(file, kind, reference);
                self.report(error);
                None
            }
            [one] => Some(*one),
            [one, other, ..] => {
                let message = format!(
                    "the {} `{}` is declared in more than one of the files that include this one",
                    kind.noun(),
                    reference.name
                );
                let mut error = Diagnostic::error(reference.span, message);
                for file in [*one, *other] {
                    if let Some(span) = self.tables[file].span(kind, &reference.name.local) {
                        error = error.related(span, "declared here");
                    }
                }
                self.report(error.help("include the file that is meant"));
                None
            }
        }
    }

    /// The files that may be meant: by what the file sees itself, else by what the files that include it see.
    ///
    /// The second is for files that are parts of a whole and refer to names of the other parts.
    pub(super) fn candidates(&self, file: usize, kind: Kind, name: &QName) -> Vec<usize> {
        let namespace = name.namespace.as_deref();
        if let Some(own) = self.seen(file, kind, namespace, &name.local) {
            return vec![own];
        }
        let has_namespace = self.inputs[file].schema.target_namespace.is_some();
        let mut found = Vec::new();
        for viewer in self.files.viewers_of(file) {
            // In a file without namespace, names without namespace are those of the file that includes it.
            let namespace = if has_namespace { namespace } else { namespace.or(viewer.namespace) };
            let seen = self.seen(viewer.file, kind, namespace, &name.local);
            found.extend(seen.filter(|one| !found.contains(one)));
        }
        found
    }

    fn seen(&self, file: usize, kind: Kind, namespace: Option<&str>, local: &str) -> Option<usize> {
        let mut seen = self.files.seen_by(file).iter().filter(|seen| seen.namespace == namespace);
        seen.find(|seen| self.tables[seen.file].span(kind, local).is_some()).map(|seen| seen.file)
    }

    fn unresolved(&mut self, file: usize, kind: Kind, reference: &Reference) -> Diagnostic {
        let name = &reference.name;
        let message = format!("there is no {} `{name}`", kind.noun());
        let mut searched: Vec<_> =
            self.files.seen_by(file).iter().map(|seen| self.inputs[seen.file].file.path.as_str()).collect();
        searched.dedup();
        let more = searched.len().saturating_sub(5);
        searched.truncate(5);
        let mut label = format!("searched: {}", searched.join(", "));
        if more > 0 {
            label.push_str(&format!(" and {more} more"));
        }
        let error = Diagnostic::error(reference.span, message).label(label);
        self.suggestions += 1;
        if self.suggestions > MAX_SUGGESTIONS {
            return error;
        }
        match self.suggestion(file, kind, name) {
            Some(help) => error.help(help),
            None => error,
        }
    }

    fn suggestion(&self, file: usize, kind: Kind, name: &QName) -> Option<String> {
        if name.namespace.as_deref() == Some(XSD_NAMESPACE) && kind == Kind::Type {
            let close = closest(&name.local, builtin::names())?;
            return Some(format!("did you mean `xs:{close}`?"));
        }
        let seen = self.files.seen_by(file);
        if let Some(other) = seen.iter().find(|seen| self.tables[seen.file].span(kind, &name.local).is_some())
        {
            return Some(match other.namespace {
                Some(namespace) => {
                    format!("`{}` is in the namespace `{namespace}`: it needs that one's prefix", name.local)
                }
                None => format!("`{}` is in no namespace: it needs to be without prefix", name.local),
            });
        }
        let names = seen.iter().flat_map(|seen| self.tables[seen.file].names(kind));
        if let Some(close) = closest(&name.local, names) {
            return Some(format!("did you mean `{close}`?"));
        }
        let elsewhere = self.tables.iter().position(|table| table.span(kind, &name.local).is_some())?;
        let path = &self.inputs[elsewhere].file.path;
        Some(format!("`{path}` declares one of that name; this file does not include it"))
    }

    /// The type that a reference names.
    pub(super) fn resolve_type(&mut self, file: usize, reference: &'a Reference) -> Option<ResolvedType<'a>> {
        if reference.name.namespace.as_deref() == Some(XSD_NAMESPACE)
            && let Some(builtin) = builtin::find(&reference.name.local)
        {
            return Some(ResolvedType::Builtin(builtin));
        }
        let declared = self.resolve(file, Kind::Type, reference)?;
        match self.tables[declared].types.get(reference.name.local.as_str())? {
            NamedType::Simple(definition) => Some(ResolvedType::Simple(declared, definition)),
            NamedType::Complex(definition) => Some(ResolvedType::Complex(declared, definition)),
        }
    }
}
