//! From the components of XSDs to the IR: one module a schema document.
//!
//! What names mean, what types inherit and what groups hold is settled in the [components](crate::component). Here
//! substitution groups become choices, a complex type with text alone and a simple type without enumeration become values
//! where they are used, and every other type becomes a type or an enumeration of the module of the document that defines
//! it, so that documents that include it share it.
//!
//! Not in the IR: namespaces of local names, wildcards of attributes, identity constraints, `block` and `final`, and
//! `xsi:type`, so an element of an abstract type holds what that type declares.

mod builtin;
mod complex;
#[cfg(test)]
mod dump;
mod element;
mod keys;
mod model;
mod particle;
mod simple;
mod simplify;
#[cfg(test)]
mod tests;

use crate::component::{self, ComplexTypeId, Components, ElementId, Options};
use crate::diagnostic::{Diagnostic, Diagnostics, Once, Severity};
use crate::ir::{self, TypeId};
use crate::source::{SourceFile, SourceId, Span};
use crate::xsd;
use indexmap::IndexMap;
use keys::Keys;
use std::collections::HashMap;

/// Particles, attributes and words that one run may make; what stands in for an element is written out at each use.
const MAX_SIZE: usize = 1_000_000;

/// Simple types are followed this deep to what they are made of.
const MAX_DEPTH: usize = 200;

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
    let inputs: Vec<_> = schemas
        .iter()
        .map(|one| component::Input { file: one.file, source: one.source, schema: one.schema })
        .collect();
    // Vendors do not mend their schemas; what they mean can be read.
    let constraints = Severity::Warning;
    let options = Options { one_schema: false, missing: Some(Severity::Error), constraints };
    let components = component::build(&inputs, options, &mut found);
    let mut modules = empty_modules(schemas);
    // What is wrong in the components would be wrong in the modules once more.
    if !found.has_errors() {
        modules = Lowering::new(schemas, &components, &mut found).modules();
    }
    let modules = schemas.iter().map(|input| input.path.to_string()).zip(modules).collect();
    // Types are lowered in the order of their references; the reader goes by the text.
    let mut found: Vec<_> = found.iter().cloned().collect();
    found.sort_by_key(|diagnostic| diagnostic.span);
    found.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    modules
}

/// The state of a run.
struct Lowering<'a, 'd> {
    inputs: &'a [Input<'a>],
    components: &'a Components,
    diagnostics: Once<'d>,
    /// The inputs by their texts.
    files: HashMap<SourceId, usize>,
    keys: Keys,
    /// Global elements by where their names are declared.
    elements: HashMap<Span, ElementId>,
    /// The types that stand apart from the first of the same key: a document that is included into several namespaces
    /// can define several types at once, and elements of one name in one type can have a type each.
    apart: HashMap<ComplexTypeId, usize>,
    /// Simple types that are being followed to what they are made of.
    depth: usize,
    /// Particles, attributes and words made so far.
    size: usize,
    modules: Vec<ir::Module>,
    simple_types: HashMap<Span, simple::Simple>,
    values: HashMap<ComplexTypeId, simple::Simple>,
}

impl<'a, 'd> Lowering<'a, 'd> {
    fn new(inputs: &'a [Input<'a>], components: &'a Components, diagnostics: &'d mut Diagnostics) -> Self {
        let mut elements = HashMap::new();
        for (index, element) in components.elements.iter().enumerate() {
            let id = ElementId(u32::try_from(index).unwrap_or(u32::MAX));
            elements.entry(element.span).or_insert(id);
        }
        Self {
            inputs,
            components,
            diagnostics: Once::new(diagnostics),
            files: inputs.iter().enumerate().map(|(index, input)| (input.source, index)).collect(),
            keys: Keys::of(inputs.iter().map(|input| input.schema)),
            elements,
            apart: HashMap::new(),
            depth: 0,
            size: 0,
            modules: Vec::new(),
            simple_types: HashMap::new(),
            values: HashMap::new(),
        }
    }

    fn modules(mut self) -> Vec<ir::Module> {
        loop {
            self.modules = empty_modules(self.inputs);
            self.simple_types.clear();
            self.values.clear();
            self.size = 0;
            let before = self.apart.len();
            self.simple_types();
            for file in 0..self.inputs.len() {
                self.roots(file);
            }
            self.complex_types();
            // A type that stands apart makes others stand apart that refer to it.
            if self.apart.len() == before {
                break;
            }
        }
        for module in &mut self.modules {
            module.types.sort_by(|_, left, _, right| left.span.start.cmp(&right.span.start));
            module.enumerations.sort_by(|_, left, _, right| left.span.start.cmp(&right.span.start));
        }
        self.modules
    }

    /// Lowers the simple types that have names and those of global attributes, used or not, in the order in which they
    /// are made of each other.
    fn simple_types(&mut self) {
        let components = self.components;
        for definition in components.types.values() {
            if let component::TypeDefinition::Simple(datatype) = definition {
                self.simple_type(datatype, None);
            }
        }
        for attribute in components.global_attributes.values() {
            self.simple_type(&attribute.datatype, None);
        }
    }

    /// Lowers the global elements of a file.
    fn roots(&mut self, file: usize) {
        let schema = self.inputs[file].schema;
        for declaration in &schema.declarations {
            if let xsd::Declaration::Element(element) = declaration
                && let Some(id) = self.elements.get(&element.name.span)
            {
                self.root(file, *id);
            }
        }
    }

    /// Lowers all complex types, each into the module of its file.
    fn complex_types(&mut self) {
        let components = self.components;
        for index in 0..components.complex_types.len() {
            let id = ComplexTypeId(u32::try_from(index).unwrap_or(u32::MAX));
            if self.is_value(id) {
                continue;
            }
            let (Some(place), Some(lowered)) = (self.type_id(id), self.complex_type(id)) else { continue };
            let Some(file) = components.complex_type(id).and_then(|one| self.file_of(one.span)) else {
                continue;
            };
            let types = &mut self.modules[file].types;
            match types.get(&place.name) {
                None => {
                    types.insert(place.name, lowered);
                }
                Some(known) if *known == lowered => {}
                Some(_) => {
                    let number = self.apart.get(&id).copied().unwrap_or(1) + 1;
                    self.apart.insert(id, number);
                }
            }
        }
    }

    /// The name of a complex type in the module of its document.
    fn type_id(&self, id: ComplexTypeId) -> Option<TypeId> {
        let definition = self.components.complex_type(id)?;
        let file = self.file_of(definition.span)?;
        let key = self.keys.complex.get(&definition.span).unwrap_or(&definition.path);
        Some(match self.apart.get(&id) {
            None => self.key(file, key),
            Some(number) => self.key(file, &format!("{key} {number}")),
        })
    }

    fn key(&self, file: usize, key: &str) -> TypeId {
        TypeId { module: self.inputs[file].path.to_string(), name: key.to_string() }
    }

    /// The file that something stands in.
    fn file_of(&self, span: Span) -> Option<usize> {
        self.files.get(&span.source).copied()
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
}

fn empty_modules(inputs: &[Input<'_>]) -> Vec<ir::Module> {
    let module = |input: &Input<'_>| ir::Module {
        source: input.file.path.clone(),
        span: Span::new(input.source, 0..input.file.text.len()),
        docs: input.schema.docs.clone(),
        roots: Vec::new(),
        types: IndexMap::new(),
        enumerations: IndexMap::new(),
    };
    inputs.iter().map(module).collect()
}
