//! The global names of the documents, and what a reference means.

use super::{Builder, Scope};
use crate::component::{ComplexTypeId, ElementId};
use crate::datatype::Datatype;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{self, QName, Reference, XSD_NAMESPACE, closest};
use std::sync::Arc;

/// Suggestions are looked for this often in a run: each looks through all names.
const MAX_SUGGESTIONS: usize = 50;

/// What a global name can name; each kind has names of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Element,
    Type,
    Attribute,
    Group,
    AttributeGroup,
    Notation,
}

impl Kind {
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Element => "element",
            Self::Type => "type",
            Self::Attribute => "attribute",
            Self::Group => "group",
            Self::AttributeGroup => "attribute group",
            Self::Notation => "notation",
        }
    }
}

/// A global declaration, with the place of its component where that is made beforehand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Declared<'a> {
    Element(&'a xsd::GlobalElement, ElementId),
    Complex(&'a xsd::ComplexType, ComplexTypeId),
    Simple(&'a xsd::SimpleType),
    Attribute(&'a xsd::GlobalAttribute),
    Group(&'a xsd::Group),
    AttributeGroup(&'a xsd::AttributeGroup),
    Notation,
}

/// A global declaration where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Global<'a> {
    pub(super) kind: Kind,
    pub(super) instance: usize,
    pub(super) name: &'a str,
    pub(super) span: Span,
    pub(super) declared: Declared<'a>,
    /// The declaration that it redefines.
    pub(super) original: Option<usize>,
    /// Whether another one redefines it.
    pub(super) replaced: bool,
}

/// A type that a reference leads to.
pub(super) enum ResolvedType {
    /// `xs:anyType`
    Any,
    /// One of XSD's own.
    Builtin(Arc<Datatype>),
    /// A global simple type.
    Simple(usize),
    /// A global complex type.
    Complex(usize, ComplexTypeId),
}

impl<'a> Builder<'a, '_> {
    /// Finds every global declaration, and those of redefinitions.
    pub(super) fn declare(&mut self) {
        for instance in 0..self.documents.count() {
            let schema = self.inputs[self.documents.file(instance)].schema;
            for declaration in &schema.declarations {
                self.declare_one(instance, declaration);
            }
        }
    }

    /// Enters a declaration; gives its index among the global ones.
    pub(super) fn declare_one(
        &mut self,
        instance: usize,
        declaration: &'a xsd::Declaration,
    ) -> Option<usize> {
        let namespace = self.documents.namespace(instance);
        let qname =
            |local: &str| QName { namespace: namespace.map(str::to_string), local: local.to_string() };
        let (kind, name, span, declared) = match declaration {
            xsd::Declaration::Element(one) => {
                let id = self.new_element(qname(&one.name.text), one.name.span);
                (Kind::Element, &one.name.text, one.name.span, Declared::Element(one, id))
            }
            xsd::Declaration::ComplexType(one) => {
                let name = one.name.as_ref()?;
                let id = self.new_complex_type(Some(qname(&name.text)), name.text.clone(), one.span);
                (Kind::Type, &name.text, name.span, Declared::Complex(one, id))
            }
            xsd::Declaration::SimpleType(one) => {
                let name = one.name.as_ref()?;
                (Kind::Type, &name.text, name.span, Declared::Simple(one))
            }
            xsd::Declaration::Attribute(one) => {
                (Kind::Attribute, &one.name.text, one.name.span, Declared::Attribute(one))
            }
            xsd::Declaration::Group(one) => {
                (Kind::Group, &one.name.text, one.name.span, Declared::Group(one))
            }
            xsd::Declaration::AttributeGroup(one) => {
                (Kind::AttributeGroup, &one.name.text, one.name.span, Declared::AttributeGroup(one))
            }
            xsd::Declaration::Notation(one) => {
                (Kind::Notation, &one.name.text, one.name.span, Declared::Notation)
            }
        };
        let index = self.globals.len();
        self.globals.push(Global { kind, instance, name, span, declared, original: None, replaced: false });
        self.table.entry((kind, namespace, name)).or_default().push(index);
        Some(index)
    }

    /// Two documents that are seen together cannot declare the same name in the same namespace.
    pub(super) fn check_double_declarations(&mut self) {
        let mut doubles: Vec<(usize, usize)> = Vec::new();
        let mut lists: Vec<_> = self.table.values().filter(|list| list.len() > 1).collect();
        lists.sort();
        for list in lists {
            let standing: Vec<_> = list.iter().copied().filter(|one| !self.globals[*one].replaced).collect();
            for (position, late) in standing.iter().enumerate().skip(1) {
                let early = standing.iter().take(position).find(|early| self.are_together(**early, *late));
                doubles.extend(early.map(|early| (*early, *late)));
            }
        }
        for (early, late) in doubles {
            let (first, second) = (self.globals[early], self.globals[late]);
            let message = format!("the {} `{}` is declared twice", second.kind.noun(), second.name);
            self.report(Diagnostic::error(second.span, message).related(first.span, "the first"));
        }
    }

    /// Whether two declarations are of one schema.
    fn are_together(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.globals[one].instance, self.globals[other].instance);
        if self.options.one_schema || one == other {
            return true;
        }
        self.documents.viewers_of(one).any(|viewer| self.documents.sees(viewer, other))
    }

    /// The declaration that a reference names; an error in place if there is none.
    pub(super) fn resolve(&mut self, scope: Scope, kind: Kind, reference: &'a Reference) -> Option<usize> {
        self.check_import(scope, reference);
        let found = self.candidates(scope, kind, &reference.name);
        match found.as_slice() {
            [] => {
                let error = self.unresolved(scope, kind, reference);
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
                for global in [*one, *other] {
                    error = error.related(self.globals[global].span, "declared here");
                }
                self.report(error.help("include the file that is meant"));
                None
            }
        }
    }

    /// A reference to another namespace needs its import.
    pub(super) fn check_import(&mut self, scope: Scope, reference: &Reference) {
        if !self.options.one_schema {
            return;
        }
        let schema = self.schema(scope);
        let namespace = self.namespace_of(scope, &reference.name);
        let is_own = namespace == self.documents.namespace(scope.instance);
        let is_known = namespace == Some(XSD_NAMESPACE);
        let imports = |namespace: Option<&str>| {
            schema
                .imports
                .iter()
                .any(|one| one.namespace.as_ref().map(|name| name.text.as_str()) == namespace)
        };
        if !is_own && !is_known && !imports(namespace) {
            let message = match namespace {
                Some(namespace) => format!("the namespace `{namespace}` is not imported"),
                None => "names without a namespace are not imported".to_string(),
            };
            let error = Diagnostic::error(reference.span, message);
            self.report(error.help("add an `xs:import` to the document that refers to it"));
        }
    }

    /// The namespace of a name; in a document without namespace, names without namespace are of the including one.
    pub(super) fn namespace_of<'n>(&self, scope: Scope, name: &'n QName) -> Option<&'n str>
    where
        'a: 'n,
    {
        let own = self.schema(scope).target_namespace.is_some();
        match name.namespace.as_deref() {
            None if !own => self.documents.namespace(scope.instance),
            namespace => namespace,
        }
    }

    /// The declarations that may be meant: what the document sees itself, else what the documents see that include it.
    ///
    /// The second is for documents that are parts of a whole and refer to names of the other parts.
    pub(super) fn candidates(&self, scope: Scope, kind: Kind, name: &QName) -> Vec<usize> {
        let namespace = self.namespace_of(scope, name);
        if let Some(redefining) = scope.redefining
            && let Some(global) = self.globals.get(redefining)
            && global.kind == kind
            && global.name == name.local
            && self.documents.namespace(global.instance) == namespace
        {
            return global.original.into_iter().collect();
        }
        let Some(list) = self.table.get(&(kind, namespace, name.local.as_str())) else { return Vec::new() };
        let mut standing = list.iter().copied().filter(|one| !self.globals[*one].replaced);
        if self.options.one_schema {
            return standing.next().into_iter().collect();
        }
        let instance = |one: &usize| self.globals[*one].instance;
        let standing: Vec<usize> = standing.collect();
        if let Some(own) = standing.iter().find(|one| self.documents.sees(scope.instance, instance(one))) {
            return vec![*own];
        }
        let viewers: Vec<_> = self.documents.viewers_of(scope.instance).collect();
        let seen = |one: &usize| viewers.iter().any(|viewer| self.documents.sees(*viewer, instance(one)));
        standing.into_iter().filter(seen).collect()
    }

    fn unresolved(&mut self, scope: Scope, kind: Kind, reference: &Reference) -> Diagnostic {
        let name = &reference.name;
        let message = format!("there is no {} `{name}`", kind.noun());
        let path = |instance: usize| self.inputs[self.documents.file(instance)].file.path.as_str();
        let mut searched: Vec<_> =
            self.documents.seen_by(scope.instance).iter().map(|instance| path(*instance)).collect();
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
        match self.suggestion(scope, kind, name) {
            Some(help) => error.help(help),
            None => error,
        }
    }

    fn suggestion(&self, scope: Scope, kind: Kind, name: &QName) -> Option<String> {
        if name.namespace.as_deref() == Some(XSD_NAMESPACE) && kind == Kind::Type {
            let names = Datatype::builtins().map(|(name, _)| name).chain(["anyType"]);
            let close = closest(&name.local, names)?;
            return Some(format!("did you mean `xs:{close}`?"));
        }
        let of_kind = || self.globals.iter().filter(|global| global.kind == kind);
        let seen = |global: &&Global<'_>| self.documents.sees(scope.instance, global.instance);
        if let Some(other) = of_kind().filter(seen).find(|global| global.name == name.local) {
            return Some(match self.documents.namespace(other.instance) {
                Some(namespace) => {
                    format!("`{}` is in the namespace `{namespace}`: it needs that one's prefix", name.local)
                }
                None => format!("`{}` is in no namespace: it needs to be without prefix", name.local),
            });
        }
        if let Some(close) = closest(&name.local, of_kind().filter(seen).map(|global| global.name)) {
            return Some(format!("did you mean `{close}`?"));
        }
        let elsewhere = of_kind().find(|global| global.name == name.local)?;
        let path = &self.inputs[self.documents.file(elsewhere.instance)].file.path;
        Some(format!("`{path}` declares one of that name; this file does not include it"))
    }

    /// The type that a reference names.
    pub(super) fn resolve_type(&mut self, scope: Scope, reference: &'a Reference) -> Option<ResolvedType> {
        if reference.name.namespace.as_deref() == Some(XSD_NAMESPACE) {
            if reference.name.local == "anyType" {
                return Some(ResolvedType::Any);
            }
            if let Some(datatype) = Datatype::builtin(&reference.name.local) {
                return Some(ResolvedType::Builtin(datatype));
            }
        }
        let index = self.resolve(scope, Kind::Type, reference)?;
        match self.globals.get(index)?.declared {
            Declared::Complex(_, id) => Some(ResolvedType::Complex(index, id)),
            _ => Some(ResolvedType::Simple(index)),
        }
    }

    /// The names declared in a document, for keys of anonymous types.
    pub(super) fn has_type(&self, scope: Scope, name: &'a str) -> bool {
        let key = (Kind::Type, self.documents.namespace(scope.instance), name);
        let list = self.table.get(&key).map_or(&[][..], Vec::as_slice);
        list.iter().any(|one| self.globals[*one].instance == scope.instance)
    }

    /// The scope of a global declaration.
    pub(super) fn scope_of(&self, index: usize) -> Scope {
        let global = &self.globals[index];
        Scope { instance: global.instance, redefining: global.original.map(|_| index) }
    }
}
