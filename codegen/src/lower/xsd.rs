//! From the syntax tree of XSD to the IR: one module a schema document.
//!
//! Names are resolved over what a document includes and imports. References to groups are expanded, derived types
//! get what they inherit, substitution groups become choices. A complex type with text alone and a simple type
//! without enumeration become values where they are used; every other type becomes a type or an enumeration of the
//! module of the document that defines it, so that documents that include it share it.
//!
//! Not in the IR: namespaces of local names, wildcards of attributes, identity constraints, `block` and `final`, and
//! `xsi:type`, so an element of an abstract type holds what that type declares.

mod attributes;
mod builtin;
mod complex;
#[cfg(test)]
mod dump;
mod element;
mod files;
mod model;
mod names;
mod particle;
mod simple;
mod simplify;
mod substitution;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir;
use crate::source::{SourceFile, SourceId, Span};
use crate::xsd;
use files::Files;
use indexmap::IndexMap;
use names::Table;
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::Rc;

/// References may lead through this many others, and particles nest this deep.
const MAX_DEPTH: usize = 96;

/// Particles, attributes and words that one run may make; expansion of groups can square the text's size, and more.
const MAX_SIZE: usize = 1_000_000;

/// Suggestions are looked for this often in a run: each looks through all names.
const MAX_SUGGESTIONS: usize = 50;

/// A schema document to lower.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The module's path, for example `was/3.0/webapp`.
    pub path: &'a str,
    /// The text; its path is what locations in other documents lead to.
    pub file: &'a SourceFile,
    /// The text's identity in diagnostics.
    pub source: SourceId,
    /// The syntax tree.
    pub schema: &'a xsd::Schema,
}

/// Lowers documents that may include and import each other, each to a module by its path, in the order given.
///
/// The modules are of use only if `diagnostics` has no errors.
pub fn lower(schemas: &[Input<'_>], diagnostics: &mut Diagnostics) -> Vec<(String, ir::Module)> {
    let mut found = Diagnostics::default();
    let mut lowering = Lowering::new(schemas, &mut found);
    for file in 0..schemas.len() {
        lowering.file(file);
        while let Some(pending) = lowering.pending.pop_front() {
            lowering.complex_type(pending);
        }
    }
    let modules = schemas.iter().map(|input| input.path.to_string()).zip(lowering.modules);
    let modules = modules
        .map(|(path, mut module)| {
            module.types.sort_by(|_, left, _, right| left.span.start.cmp(&right.span.start));
            module.enumerations.sort_by(|_, left, _, right| left.span.start.cmp(&right.span.start));
            (path, module)
        })
        .collect();
    // Types are lowered in the order of their references; the reader goes by the text.
    let mut found: Vec<_> = found.iter().cloned().collect();
    found.sort_by_key(|diagnostic| diagnostic.span);
    found.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    modules
}

/// The state of a run.
struct Lowering<'a, 'd> {
    inputs: &'a [Input<'a>],
    files: Files<'a>,
    tables: Vec<Table<'a>>,
    diagnostics: &'d mut Diagnostics,
    /// What was reported, so that what is looked at twice is reported once.
    reported: HashSet<(Span, String)>,
    suggestions: usize,
    /// References and particles that are being followed.
    depth: usize,
    /// Particles, attributes and words made so far.
    size: usize,
    modules: Vec<ir::Module>,
    /// Complex types to lower.
    pending: VecDeque<Pending<'a>>,
    /// The place of every complex type that is lowered or will be, by file and key.
    requested: HashMap<(usize, String), Span>,
    /// What is being followed, to find cycles: the stage, the file, the name.
    following: HashSet<(Following, usize, &'a str)>,
    simple_types: HashMap<(usize, &'a str), simple::Simple>,
    shapes: HashMap<(usize, &'a str), Rc<complex::Shape>>,
    bodies: HashMap<(usize, &'a str), Rc<complex::Body>>,
    groups: HashMap<(usize, &'a str), Rc<particle::Expanded>>,
    attribute_groups: HashMap<(usize, &'a str), Rc<Vec<attributes::Use>>>,
    elements: HashMap<(usize, &'a str), Rc<element::Global>>,
    substitutions: substitution::Substitutions<'a>,
    /// For each file the files that it can be seen together with.
    in_sight: HashMap<usize, Rc<HashSet<usize>>>,
}

/// A complex type to lower.
struct Pending<'a> {
    file: usize,
    key: String,
    definition: &'a xsd::ComplexType,
}

/// What a cycle can run through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Following {
    SimpleType,
    Shape,
    Body,
    Group,
    AttributeGroup,
    Element,
}

impl<'a, 'd> Lowering<'a, 'd> {
    fn new(inputs: &'a [Input<'a>], diagnostics: &'d mut Diagnostics) -> Self {
        let files = Files::new(inputs, diagnostics);
        let tables = inputs.iter().map(|input| Table::new(input.schema, diagnostics)).collect();
        let modules = inputs.iter().map(empty_module).collect();
        let mut lowering = Self {
            inputs,
            files,
            tables,
            diagnostics,
            reported: HashSet::new(),
            suggestions: 0,
            depth: 0,
            size: 0,
            modules,
            pending: VecDeque::new(),
            requested: HashMap::new(),
            following: HashSet::new(),
            simple_types: HashMap::new(),
            shapes: HashMap::new(),
            bodies: HashMap::new(),
            groups: HashMap::new(),
            attribute_groups: HashMap::new(),
            elements: HashMap::new(),
            substitutions: substitution::Substitutions::default(),
            in_sight: HashMap::new(),
        };
        lowering.check_double_declarations();
        lowering.collect_substitutions();
        lowering
    }

    /// Lowers every declaration of a file, used or not: what is wrong in one is reported.
    fn file(&mut self, file: usize) {
        for declaration in &self.inputs[file].schema.declarations {
            match declaration {
                xsd::Declaration::Element(element) => self.root(file, element),
                xsd::Declaration::ComplexType(definition) => {
                    let Some(name) = &definition.name else { continue };
                    let shape = self.shape(file, definition);
                    if !shape.is_value() {
                        self.request(file, name.text.clone(), definition);
                    }
                }
                xsd::Declaration::SimpleType(definition) => {
                    self.global_simple_type(file, definition, definition.span);
                }
                xsd::Declaration::Attribute(attribute) => {
                    self.global_attribute(file, attribute);
                }
                xsd::Declaration::Group(group) => {
                    self.group(file, group, group.name.span);
                }
                xsd::Declaration::AttributeGroup(group) => {
                    self.attribute_group(file, group, group.name.span);
                }
                xsd::Declaration::Notation(_) => {}
            }
        }
    }

    /// Sees to it that a complex type is lowered, and gives its identity.
    fn request(&mut self, file: usize, key: String, definition: &'a xsd::ComplexType) -> ir::TypeId {
        let id = self.type_id(file, &key);
        match self.requested.get(&(file, key.clone())) {
            None => {
                self.requested.insert((file, key.clone()), definition.span);
                self.pending.push_back(Pending { file, key, definition });
            }
            Some(first) if *first != definition.span => {
                let message = format!("a second anonymous type for `{key}`");
                let error = Diagnostic::error(definition.span, message).related(*first, "the first");
                self.report(error.help("define one type with a name, and use it in both places"));
            }
            Some(_) => {}
        }
        id
    }

    fn type_id(&self, file: usize, key: &str) -> ir::TypeId {
        ir::TypeId { module: self.inputs[file].path.to_string(), name: key.to_string() }
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
        if self.reported.insert((diagnostic.span, diagnostic.message.clone())) {
            self.diagnostics.push(diagnostic);
        }
    }

    fn error(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        self.report(Diagnostic::error(span, message).label(label));
    }
}

fn empty_module(input: &Input<'_>) -> ir::Module {
    ir::Module {
        source: input.file.path.clone(),
        span: Span::new(input.source, 0..input.file.text.len()),
        docs: input.schema.docs.clone(),
        roots: Vec::new(),
        types: IndexMap::new(),
        enumerations: IndexMap::new(),
    }
}
