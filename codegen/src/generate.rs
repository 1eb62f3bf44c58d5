//! The whole way from the inputs to the files.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::emit::{self, Files, Package};
use crate::fixups;
use crate::ir::{Content, Model, Particle, Term};
use crate::lower;
use crate::lower::dtd::Extent;
use crate::pass;
use crate::pass::cycles::{Loosened, Why};
use crate::resolver::{Resolver, is_catalog};
use crate::rust::Crate;
use crate::source::{SourceFile, SourceId, Sources, Span};
use crate::{api, dtd, xsd};
use indexmap::IndexMap;
use std::collections::HashSet;

/// What the generator reads.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// The folder of the schemas as diagnostics and generated files show it, for example `schemas`; empty for where one is.
    pub folder: String,
    /// Schemas (`.dtd`, `.xsd`) and descriptions of operations (`.toml`), with paths relative to the folder:
    /// `vm/2.0/simple_return.dtd`. Some declarations out of a DTD are a `.fragment.dtd`.
    pub schemas: Vec<SourceFile>,
    /// Files that DTDs refer to beside other DTDs, with paths of the same kind; and XML catalogs ([`is_catalog`]), by which such
    /// references, and the locations in schema documents, find them.
    pub entities: Vec<SourceFile>,
    /// The corrections.
    pub fixups: Option<SourceFile>,
    /// Documentation of the crate, in Markdown.
    pub docs: String,
    /// The package that the crate is.
    pub package: Package,
}

/// What became of the inputs.
#[derive(Debug, Clone)]
pub struct Generated {
    /// The inputs, for rendering the diagnostics.
    pub sources: Sources,
    /// What there is to say about them.
    pub diagnostics: Diagnostics,
    /// The schemas, corrected.
    pub model: Model,
    /// The types.
    pub krate: Crate,
    /// The files of the crate; none if there is an error.
    pub files: Option<Files>,
}

/// A part of the way from the inputs to the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Texts become syntax trees.
    Reading,
    /// Syntax trees become the model of documents and requests.
    Lowering,
    /// The vendor's text is corrected.
    Fixups,
    /// The model is made such that Rust can say it, and becomes types and names.
    Passes,
    /// Types become files.
    Emission,
}

/// Reads all inputs and says what is wrong with any of them; there are no types and no files.
pub fn model(inputs: &Inputs) -> Generated {
    let (run, model) = Run::of(inputs, &mut |_| ());
    run.end(model, Crate::default(), None)
}

/// Reads all inputs, says what is wrong with any of them, and writes the crate if nothing is.
pub fn generate(inputs: &Inputs) -> Generated {
    generate_in_stages(inputs, &mut |_| ())
}

/// As [`generate`], and says whenever it did some work of a stage, so that whoever has a clock can time the stages. They take
/// turns: each file is read and lowered before the next.
pub fn generate_in_stages(inputs: &Inputs, done: &mut dyn FnMut(Stage)) -> Generated {
    let (mut run, mut model) = Run::of(inputs, done);
    if run.diagnostics.has_errors() {
        return run.end(model, Crate::default(), None);
    }
    let corrected = model.clone();
    pass::cardinality::run(&mut model, &mut run.diagnostics);
    let mut krate = lower::rust::lower(&model);
    for Loosened { module, item, field, why } in pass::cycles::run(&mut krate) {
        let needs = match why {
            Why::NeedsItself => "itself",
            Why::NeedsMuch => "very much",
        };
        if let Some(module) = model.modules.get(&module) {
            let message = format!("`{item}` needs {needs} to be there; its field `{field}` became optional");
            run.diagnostics.push(Diagnostic::warning(module.span, message));
        }
    }
    lower::identified::lower(&corrected, &mut krate, &mut run.diagnostics);
    lower::operations::lower(&corrected, &mut krate, &mut run.diagnostics);
    done(Stage::Passes);
    let files = (!run.diagnostics.has_errors()).then(|| emit::emit(&krate, &inputs.package, &inputs.docs));
    done(Stage::Emission);
    run.end(corrected, krate, files)
}

/// What the elements of each DTD hold.
type Elements = IndexMap<String, lower::dtd::Lowered>;

struct Run {
    sources: Sources,
    diagnostics: Diagnostics,
}

impl Run {
    /// The corrected model of the inputs, and what there is to say about them.
    fn of(inputs: &Inputs, done: &mut dyn FnMut(Stage)) -> (Self, Model) {
        let mut run = Self { sources: Sources::default(), diagnostics: Diagnostics::default() };
        let (mut model, elements) = run.model(inputs, done);
        run.corrections(inputs, &mut model, &elements);
        done(Stage::Fixups);
        run.descriptions(inputs, &mut model, done);
        (run, model)
    }

    fn model(&mut self, inputs: &Inputs, done: &mut dyn FnMut(Stage)) -> (Model, Elements) {
        let mut files: Vec<&SourceFile> = inputs.schemas.iter().collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        let mut resolver = self.resolver(inputs);
        let mut elements = Elements::new();
        let mut schemas = Vec::new();
        let mut model = Model::default();
        for file in files.into_iter().filter(|file| !is_description(file)) {
            let shown = shown(inputs, file);
            let Some(source) = resolver.source(&shown.path, &mut self.sources) else { continue };
            match file.path.rsplit_once('.') {
                Some((key, "dtd")) if self.is_new(module(key), source, &model, &schemas) => {
                    let document =
                        dtd::parse(source, &mut self.sources, &mut resolver, &mut self.diagnostics);
                    done(Stage::Reading);
                    let extent = if module(key) == key { Extent::Whole } else { Extent::Fragment };
                    let key = module(key);
                    let lowered = lower::dtd::lower(key, &shown, &document, extent, &mut self.diagnostics);
                    model.modules.insert(key.to_owned(), lowered.module.clone());
                    elements.insert(key.to_owned(), lowered);
                    done(Stage::Lowering);
                }
                Some((key, "xsd")) if self.is_new(key, source, &model, &schemas) => {
                    if let Some(fault) = &shown.fault {
                        self.diagnostics.push(fault.diagnostic(source));
                        schemas.push((key.to_owned(), shown, source, None));
                        continue;
                    }
                    let mut schema = xsd::parse(source, &shown.text, &mut self.diagnostics);
                    if let Some(schema) = &mut schema {
                        by_catalogs(schema, &shown.path, &resolver);
                    }
                    if let Some(namespace) =
                        schema.as_ref().and_then(|schema| schema.target_namespace.as_ref())
                    {
                        let at = shown.text.find("targetNamespace").unwrap_or(0);
                        let message =
                            format!("documents in the namespace `{namespace}` are written without it");
                        let warning = Diagnostic::warning(Span::new(source, at..at + 15), message);
                        self.diagnostics
                            .push(warning.label("names are read and written by their local part"));
                    }
                    schemas.push((key.to_owned(), shown, source, schema));
                    done(Stage::Reading);
                }
                Some((_, "dtd" | "xsd")) => {}
                _ => {
                    let message = "this is no schema that can be read";
                    let span = Span::new(source, 0..0);
                    self.diagnostics
                        .push(Diagnostic::error(span, message).label("expected a .dtd or an .xsd file"));
                }
            }
        }
        let parsed: Vec<lower::xsd::Input<'_>> = schemas
            .iter()
            .filter_map(|(path, file, source, schema)| {
                schema.as_ref().map(|schema| lower::xsd::Input { path, file, source: *source, schema })
            })
            .collect();
        // A file that could not be read at all would make others look wrong that include it.
        if parsed.len() == schemas.len() {
            model.modules.extend(lower::xsd::lower(&parsed, &mut self.diagnostics));
        }
        model.modules.sort_keys();
        done(Stage::Lowering);
        (model, elements)
    }

    /// The files that schemas may refer to, and the catalogs that lead to them.
    fn resolver(&mut self, inputs: &Inputs) -> Resolver {
        let mut resolver = Resolver::default();
        let schemas = inputs.schemas.iter().filter(|file| !is_description(file));
        schemas.chain(&inputs.entities).for_each(|file| resolver.add(shown(inputs, file)));
        let catalogs = inputs.entities.iter().filter(|file| is_catalog(&file.path));
        let mut catalogs: Vec<String> = catalogs.map(|file| shown(inputs, file).path).collect();
        catalogs.sort();
        for catalog in catalogs {
            resolver.add_catalog(&catalog, &mut self.sources, &mut self.diagnostics);
        }
        resolver
    }

    /// Two files must not become one module.
    fn is_new(
        &mut self,
        key: &str,
        source: SourceId,
        model: &Model,
        schemas: &[(String, SourceFile, SourceId, Option<xsd::Schema>)],
    ) -> bool {
        let is_new = !model.modules.contains_key(key) && schemas.iter().all(|(other, ..)| other != key);
        if !is_new {
            let span = Span::new(source, 0..0);
            let message = format!("there is a second schema `{key}`");
            self.diagnostics
                .push(Diagnostic::error(span, message).help("give one of the two files another name"));
        }
        is_new
    }

    fn corrections(&mut self, inputs: &Inputs, model: &mut Model, elements: &Elements) {
        let mut identified = Vec::new();
        // Where a schema could not be read, corrections of it would seem to match nothing.
        if let Some(file) = inputs.fixups.as_ref() {
            let source = self.sources.add(file.clone());
            let has_errors = self.diagnostics.has_errors();
            let fixups = fixups::parse(source, file, &mut self.diagnostics);
            identified = fixups.identified.clone();
            if !has_errors {
                let resolve = |module: &str, name: &str| elements.get(module)?.elements.get(name).cloned();
                fixups::apply(&fixups, model, &resolve, &mut self.diagnostics);
            }
        }
        for (key, lowered) in elements {
            let Some(module) = model.modules.get_mut(key) else { continue };
            let mut named = HashSet::new();
            for ty in module.types.values() {
                if let Content::Elements(particle) | Content::Mixed(particle) = &ty.content {
                    names(particle, &mut named);
                }
            }
            // A root is what no content model names; a corrected name can make it one no more.
            if lowered.extent == Extent::Whole && module.roots.iter().any(|root| !named.contains(&root.name))
            {
                module.roots.retain(|root| !named.contains(&root.name));
            }
            // After an error, what is not declared may stand where reading stopped, or be corrected by what was not applied.
            let mut warned = HashSet::new();
            for undeclared in lowered.undeclared.iter().filter(|one| named.contains(&one.element)) {
                if !self.diagnostics.has_errors() && warned.insert((&undeclared.element, &undeclared.parent))
                {
                    self.diagnostics.push(undeclared.warning());
                }
            }
        }
        if !self.diagnostics.has_errors() {
            fixups::identify(&identified, model, &mut self.diagnostics);
        }
    }

    /// The operations. Where a schema could not be read, what they refer to would seem to be missing.
    fn descriptions(&mut self, inputs: &Inputs, model: &mut Model, done: &mut dyn FnMut(Stage)) {
        let has_errors = self.diagnostics.has_errors();
        let mut files: Vec<&SourceFile> = inputs.schemas.iter().filter(|file| is_description(file)).collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        for file in files {
            let shown = shown(inputs, file);
            let source = self.sources.add(shown.clone());
            let key = file.path.trim_end_matches(".toml");
            let description = api::parse(source, &shown.text, &mut self.diagnostics);
            done(Stage::Reading);
            if model.modules.contains_key(key) {
                let message = format!("there is a schema `{key}` as well");
                let help = "give the description another name";
                self.diagnostics.push(Diagnostic::error(Span::new(source, 0..0), message).help(help));
            } else if let (Some(description), false) = (description, has_errors) {
                let api = lower::api::lower(key, &shown, &description, model, &mut self.diagnostics);
                model.apis.insert(key.to_owned(), api);
            }
            done(Stage::Lowering);
        }
    }

    fn end(self, model: Model, krate: Crate, files: Option<Files>) -> Generated {
        Generated { sources: self.sources, diagnostics: self.diagnostics, model, krate, files }
    }
}

fn is_description(file: &SourceFile) -> bool {
    file.path.ends_with(".toml")
}

/// Locations for which a catalog has a path become that path; it is seen from where the inputs are.
fn by_catalogs(schema: &mut xsd::Schema, base: &str, resolver: &Resolver) {
    for location in schema.locations_mut() {
        if let Some(path) = resolver.location(location.text.trim(), base) {
            location.text = format!("/{path}");
        }
    }
}

/// The module of a DTD without its extension: a fragment says so in its name.
fn module(key: &str) -> &str {
    key.strip_suffix(".fragment").unwrap_or(key)
}

/// An input with the path that diagnostics show.
fn shown(inputs: &Inputs, file: &SourceFile) -> SourceFile {
    let path = match inputs.folder.as_str() {
        "" => file.path.clone(),
        folder => format!("{folder}/{}", file.path),
    };
    SourceFile { path, ..file.clone() }
}

fn names(particle: &Particle, found: &mut HashSet<String>) {
    match &particle.term {
        Term::Element(element) => {
            found.insert(element.name.clone());
        }
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| names(part, found));
        }
        Term::Any => {}
    }
}
