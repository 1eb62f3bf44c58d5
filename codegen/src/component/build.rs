//! From schema documents to components.
//!
//! First what leads to what ([`documents`]) and which names there are ([`names`]); then every declaration is built,
//! used or not, so that what is wrong in one is reported. What others may wait for (base types, groups, simple types)
//! is built when it is asked for, and a component that is asked for while it is built depends on itself.

mod attribute;
mod complex;
mod documents;
mod element;
mod identity;
mod names;
mod particle;
mod redefine;
mod simple;
mod substitution;

use super::{
    AttributeDeclaration, ComplexType, ComplexTypeId, Components, ContentType, Derivation, DerivationSet,
    ElementDeclaration, ElementId, QName, TypeDefinition, check,
};
use crate::component;
use crate::datatype::Datatype;
use crate::diagnostic::{Diagnostic, Diagnostics, Once, Severity};
use crate::source::{SourceFile, SourceId, Span};
use crate::xsd;
use documents::Documents;
use names::{Declared, Global, Kind};
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

/// References may lead through this many others, and particles nest this deep.
const MAX_DEPTH: usize = 96;

/// Particles and attributes that one run may make; expansion of groups can square the text's size, and more.
const MAX_SIZE: usize = 1_000_000;

/// A schema document to build components from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The text; its path is what locations in other documents lead to.
    pub file: &'a SourceFile,
    /// The text's identity in diagnostics.
    pub source: SourceId,
    /// The syntax tree.
    pub schema: &'a xsd::Schema,
}

/// How documents go together.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Whether the documents are one schema, as XSD means it: each sees the names of all others in the namespaces that
    /// it imports, and two of the same name clash.
    ///
    /// Otherwise a document sees what it includes and imports, directly or not, and what the documents see that include
    /// it; those that do not lead to each other can use the same names.
    pub one_schema: bool,
    /// How bad it is that an import leads to none of the documents; that an include or a redefinition does is an error
    /// then. Without it nothing is said.
    pub missing: Option<Severity>,
    /// How bad it is that components break a constraint although what they mean is clear: a content model that two
    /// particles can claim an element of, a derivation that allows what its base does not.
    pub constraints: Severity,
}

/// Builds the components of documents that may include, import and redefine each other.
///
/// They are of use only if `diagnostics` has no errors.
pub fn build(inputs: &[Input<'_>], options: Options, diagnostics: &mut Diagnostics) -> Components {
    let mut found = Diagnostics::default();
    let documents = Documents::new(inputs, options, &mut found);
    let mut builder = Builder::new(inputs, options, documents, &mut found);
    builder.declare();
    builder.redefine();
    builder.check_double_declarations();
    builder.build_all();
    let redefinitions = builder.redefinitions();
    let components = builder.components;
    // What is missing would be missed again.
    if !found.has_errors() {
        let broken = check::check(&components, &redefinitions).into_iter();
        broken.for_each(|one| found.push(Diagnostic { severity: options.constraints, ..one }));
    }
    // Components are built in the order of their references; the reader goes by the text.
    let mut found: Vec<_> = found.iter().cloned().collect();
    found.sort_by_key(|diagnostic| diagnostic.span);
    found.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    components
}

/// The state of a run.
struct Builder<'a, 'd> {
    inputs: &'a [Input<'a>],
    options: Options,
    documents: Documents<'a>,
    diagnostics: Once<'d>,
    suggestions: usize,
    /// References and particles that are being followed.
    depth: usize,
    /// Particles and attributes made so far.
    size: usize,
    /// Every global declaration, in the order of documents and of the text.
    globals: Vec<Global<'a>>,
    /// The global declarations of a name; more than one where documents do not lead to each other.
    table: HashMap<(Kind, Option<&'a str>, &'a str), Vec<usize>>,
    /// Global declarations that are being built, to find cycles.
    following: HashSet<usize>,
    simple_types: HashMap<usize, Arc<Datatype>>,
    /// Stands for a simple type that is missing.
    unknown: Arc<Datatype>,
    complex_types: HashSet<usize>,
    attributes: HashMap<usize, Arc<AttributeDeclaration>>,
    xml_attributes: HashMap<&'a QName, Arc<AttributeDeclaration>>,
    groups: HashMap<usize, Rc<particle::Expanded>>,
    attribute_groups: HashMap<usize, Rc<attribute::Set>>,
    /// Anonymous complex types to build.
    pending: VecDeque<Pending<'a>>,
    /// Global elements whose type is that of the element that they stand in for.
    typeless: Vec<(ElementId, ElementId, Span)>,
    identity_constraints: identity::Declared<'a>,
    /// Groups that redefine others without holding them.
    restrictions: Vec<usize>,
    components: Components,
}

/// Where a declaration stands: it decides what names mean.
#[derive(Debug, Clone, Copy)]
struct Scope {
    /// The document, as an index of [`Documents::instances`].
    instance: usize,
    /// The declaration, if it redefines another: its own name then means the other.
    redefining: Option<usize>,
}

/// An anonymous complex type to build.
struct Pending<'a> {
    scope: Scope,
    id: ComplexTypeId,
    path: String,
    definition: &'a xsd::ComplexType,
}

impl<'a, 'd> Builder<'a, 'd> {
    fn new(
        inputs: &'a [Input<'a>],
        options: Options,
        documents: Documents<'a>,
        diagnostics: &'d mut Diagnostics,
    ) -> Self {
        Self {
            inputs,
            options,
            documents,
            diagnostics: Once::new(diagnostics),
            suggestions: 0,
            depth: 0,
            size: 0,
            globals: Vec::new(),
            table: HashMap::new(),
            following: HashSet::new(),
            simple_types: HashMap::new(),
            unknown: Arc::new(Datatype::any().as_ref().clone()),
            complex_types: HashSet::new(),
            attributes: HashMap::new(),
            xml_attributes: HashMap::new(),
            groups: HashMap::new(),
            attribute_groups: HashMap::new(),
            pending: VecDeque::new(),
            typeless: Vec::new(),
            identity_constraints: identity::Declared::default(),
            restrictions: Vec::new(),
            components: Components::default(),
        }
    }

    /// Builds every declaration, used or not: what is wrong in one is reported.
    fn build_all(&mut self) {
        for index in 0..self.globals.len() {
            let Some(global) = self.globals.get(index).copied() else { continue };
            let span = global.span;
            match global.declared {
                Declared::Element(element, id) => self.global_element(index, element, id),
                Declared::Complex(..) => drop(self.complex_type(index, span)),
                Declared::Simple(_) => drop(self.global_simple_type(index, span)),
                Declared::Attribute(_) => drop(self.global_attribute(index)),
                Declared::Group(_) => drop(self.group(index, span)),
                Declared::AttributeGroup(_) => drop(self.attribute_group(index, span)),
                Declared::Notation => {}
            }
            while let Some(pending) = self.pending.pop_front() {
                self.anonymous_type(pending);
            }
        }
        self.register();
        self.settle_types_of_heads();
        self.collect_substitutes();
        self.check_identity_references();
    }

    /// Enters what has a name into the components, in the order of declaration.
    fn register(&mut self) {
        for index in 0..self.globals.len() {
            let Some(global) = self.globals.get(index).copied().filter(|global| !global.replaced) else {
                continue;
            };
            let name = self.global_name(index);
            let components = &mut self.components;
            let global = match global.declared {
                Declared::Element(_, id) => {
                    components.global_elements.entry(name).or_insert(id);
                    component::Global::Element(id)
                }
                Declared::Complex(_, id) => {
                    let definition = TypeDefinition::Complex(id);
                    components.types.entry(name).or_insert(definition.clone());
                    component::Global::Type(definition)
                }
                Declared::Simple(_) => {
                    let Some(datatype) = self.simple_types.get(&index) else { continue };
                    let definition = TypeDefinition::Simple(datatype.clone());
                    components.types.entry(name).or_insert(definition.clone());
                    component::Global::Type(definition)
                }
                Declared::Attribute(_) => {
                    let Some(attribute) = self.attributes.get(&index) else { continue };
                    components.global_attributes.entry(name).or_insert(attribute.clone());
                    component::Global::Attribute(attribute.clone())
                }
                Declared::Notation => {
                    components.notations.insert(name);
                    continue;
                }
                Declared::Group(_) | Declared::AttributeGroup(_) => continue,
            };
            components.globals.push(global);
        }
    }

    fn global_name(&self, index: usize) -> QName {
        let Some(global) = self.globals.get(index) else {
            return QName { namespace: None, local: String::new() };
        };
        let namespace = self.documents.namespace(global.instance);
        QName { namespace: namespace.map(str::to_string), local: global.name.to_string() }
    }

    fn schema(&self, scope: Scope) -> &'a xsd::Schema {
        let file = self.documents.file(scope.instance);
        self.inputs[file].schema
    }

    /// Makes room for an element declaration, to be filled.
    fn new_element(&mut self, name: QName, span: Span) -> ElementId {
        let id = ElementId(u32::try_from(self.components.elements.len()).unwrap_or(u32::MAX));
        self.components.elements.push(ElementDeclaration {
            name,
            type_definition: TypeDefinition::Any,
            nillable: false,
            is_abstract: false,
            value_constraint: None,
            substitution_group: None,
            block: DerivationSet::NONE,
            exclusions: DerivationSet::NONE,
            identity_constraints: Vec::new(),
            span,
            docs: None,
        });
        id
    }

    /// Makes room for a complex type, to be filled.
    fn new_complex_type(&mut self, name: Option<QName>, path: String, span: Span) -> ComplexTypeId {
        let id = ComplexTypeId(u32::try_from(self.components.complex_types.len()).unwrap_or(u32::MAX));
        self.components.complex_types.push(ComplexType {
            name,
            path,
            base: TypeDefinition::Any,
            derivation: Derivation::Restriction,
            is_abstract: false,
            block: DerivationSet::NONE,
            is_final: DerivationSet::NONE,
            attributes: Vec::new(),
            attribute_wildcard: None,
            content: ContentType::Empty,
            span,
            docs: None,
        });
        id
    }

    /// Follows a reference or descends into a particle; `None` beyond the limit, with an error.
    fn descend<T>(&mut self, span: Span, height: usize, work: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.depth + height >= MAX_DEPTH {
            let message = format!("references and particles lead more than {MAX_DEPTH} deep");
            self.report(Diagnostic::error(span, message).label("followed up to here"));
            return None;
        }
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        Some(result)
    }

    /// Accounts for things made; false beyond the limit, with an error.
    fn spend(&mut self, count: usize, span: Span) -> bool {
        let within = self.size <= MAX_SIZE;
        self.size = self.size.saturating_add(count);
        if self.size > MAX_SIZE {
            if within {
                let message = format!("the schemas expand to more than {MAX_SIZE} particles and attributes");
                self.report(Diagnostic::error(span, message).label("the limit was reached here"));
            }
            return false;
        }
        true
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn error(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        self.report(Diagnostic::error(span, message).label(label));
    }
}
