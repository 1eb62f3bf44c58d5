//! `cargo xtask validate`: holds documents against a schema, for whoever compares what the service sends with what it documents.

use crate::codegen::{counts, is_entity, plural, report};
use crate::{codegen, tree};
use qualys_codegen::component::{self, Components};
use qualys_codegen::diagnostic::{Diagnostics, Severity};
use qualys_codegen::ir::Model;
use qualys_codegen::lower::dtd::Extent;
use qualys_codegen::resolver::{Resolver, is_catalog};
use qualys_codegen::source::{SourceFile, SourceId, Sources};
use qualys_codegen::validate::{Grammar, Options, Reading, Rule, document};
use qualys_codegen::{dtd, lower, model, xsd};
use std::collections::{BTreeSet, HashSet, VecDeque};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A schema to hold documents against.
struct Schema {
    sources: Sources,
    /// What there is to say about it; if that is an error, there are no components.
    diagnostics: Diagnostics,
    components: Components,
    reading: Reading,
    /// The files that documents may refer to.
    resolver: Resolver,
    /// The DTD that is this schema.
    dtd: Option<SourceId>,
}

pub(crate) fn run(root: &Path, schema: &Path, documents: &[OsString]) -> Result<ExitCode, String> {
    let path = tree::normalized(schema);
    let schema = match schema.extension().and_then(|extension| extension.to_str()) {
        Some("dtd") => of_dtd(&path)?,
        Some("xsd") => of_xsd(&path)?,
        _ => of_repository(root, &path)?,
    };
    let Schema { mut sources, diagnostics, components, reading, mut resolver, dtd } = schema;
    report(&diagnostics, &sources);
    if diagnostics.has_errors() {
        let (errors, warnings) = counts(&diagnostics);
        let (errors, warnings) = (plural(errors, "error"), plural(warnings, "warning"));
        return Err(format!("{errors} in the schema, {warnings}; no document was looked at"));
    }
    let grammar = Grammar::new(&components);
    let styled = std::io::stdout().is_terminal();
    let mut code = ExitCode::SUCCESS;
    for path in documents {
        let path = Path::new(path);
        let file = match source_file(path) {
            Ok(file) => file,
            Err(error) => {
                eprintln!("error: {error}\n");
                println!("{}: not read, 1 error", path.display());
                code = ExitCode::FAILURE;
                continue;
            }
        };
        let source = sources.add(file);
        let mut found = Diagnostics::default();
        let mut verdict = "not valid";
        let invalid = with_what_it_refers_to(&mut resolver, |resolver| {
            let options = Options { reading, dtd, ..Options::default() };
            found = Diagnostics::default();
            document::validate(source, &mut sources, resolver, &grammar, options, &mut found)
        });
        if let Some(invalid) = invalid.filter(|invalid| !invalid.is_empty()) {
            if invalid.iter().all(|one| one.rule == Rule::Limit) {
                verdict = "not judged in full";
            }
            invalid.into_iter().for_each(|one| found.push(one.diagnostic));
        }
        let (errors, warnings) = counts(&found);
        if errors + warnings > 0 {
            println!("{}\n", found.render(&sources, styled));
        }
        if errors == 0 {
            println!("{}: valid", path.display());
        } else {
            println!("{}: {verdict}, {}", path.display(), plural(errors, "error"));
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// Reads a document, and again as long as it refers to files that are on the disk and were not there yet.
fn with_what_it_refers_to<T>(resolver: &mut Resolver, mut read: impl FnMut(&mut Resolver) -> T) -> T {
    /// A file can lead to the next so many times.
    const ROUNDS: usize = 64;
    // What an earlier document was told is not there is still not there.
    resolver.take_missing();
    let mut outcome = read(resolver);
    for _ in 0..ROUNDS {
        let missing = resolver.take_missing().into_iter();
        let files: Vec<_> = missing
            .filter(|path| Path::new(path).is_file())
            .filter_map(|path| source_file(Path::new(&path)).ok())
            .collect();
        if files.is_empty() {
            break;
        }
        files.into_iter().for_each(|file| resolver.add(file));
        outcome = read(resolver);
    }
    outcome
}

/// A file in the encoding that it says itself.
fn source_file(path: &Path) -> Result<SourceFile, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(SourceFile::from_bytes(path.to_string_lossy().replace('\\', "/"), &bytes))
}

/// A schema of the repository by its path below `schemas/`, with the corrections.
fn of_repository(root: &Path, module: &str) -> Result<Schema, String> {
    let read = model(&codegen::inputs(&root.join("schemas"))?);
    let components = if read.diagnostics.has_errors() {
        Components::default()
    } else {
        lower::components::lower(&read.model, module).ok_or_else(|| {
            let known: Vec<&str> = read.model.modules.keys().map(String::as_str).collect();
            format!("there is no schema `{module}`; there are:\n  {}", known.join("\n  "))
        })?
    };
    let (sources, diagnostics) = (read.sources, read.diagnostics);
    let (reading, resolver) = (Reading::Local, Resolver::default());
    Ok(Schema { sources, diagnostics, components, reading, resolver, dtd: None })
}

/// A DTD, with what it refers to in the files below its folder.
fn of_dtd(path: &str) -> Result<Schema, String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let file = source_file(Path::new(path))?;
    let is_wanted = |path: &str| path.ends_with(".dtd") || is_entity(path);
    let mut resolver = resolver(path, is_wanted, &mut sources, &mut diagnostics)?;
    resolver.add(file.clone());
    let source = resolver.source(path, &mut sources).ok_or_else(|| format!("{path}: no such file"))?;
    let parsed = dtd::parse(source, &mut sources, &mut resolver, &mut diagnostics);
    let extent = if path.ends_with(".fragment.dtd") { Extent::Fragment } else { Extent::Whole };
    let lowered = lower::dtd::lower("schema", &file, &parsed, extent, &mut diagnostics);
    // After an error, what is not declared may stand where reading stopped.
    if !diagnostics.has_errors() {
        let mut warned = HashSet::new();
        let undeclared = lowered.undeclared.iter();
        undeclared
            .filter(|one| warned.insert((&one.element, &one.parent)))
            .for_each(|one| diagnostics.push(one.warning()));
    }
    let mut model = Model::default();
    model.modules.insert("schema".to_owned(), lowered.module);
    let components = lower::components::lower(&model, "schema").unwrap_or_default();
    let (reading, dtd) = (Reading::Written, Some(source));
    Ok(Schema { sources, diagnostics, components, reading, resolver, dtd })
}

/// A schema document with those that it includes, redefines and imports.
fn of_xsd(path: &str) -> Result<Schema, String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let resolver = resolver(path, is_catalog, &mut sources, &mut diagnostics)?;
    let mut read = Vec::new();
    let mut known = BTreeSet::from([path.to_owned()]);
    let mut pending = VecDeque::from([path.to_owned()]);
    while let Some(path) = pending.pop_front() {
        let file = source_file(Path::new(&path))?;
        let source = sources.add(file.clone());
        if let Some(fault) = &file.fault {
            diagnostics.push(fault.diagnostic(source));
            continue;
        }
        let Some(mut schema) = xsd::parse(source, &file.text, &mut diagnostics) else { continue };
        for location in schema.locations_mut() {
            let cataloged = resolver.location(location.text.trim(), &path);
            if let Some(path) = &cataloged {
                location.text = format!("/{path}");
            }
            let beside = || Path::new(&path).with_file_name("").join(location.text.trim());
            let target = tree::normalized(&cataloged.map_or_else(beside, PathBuf::from));
            if Path::new(&target).is_file() && known.insert(target.clone()) {
                pending.push_back(target);
            }
        }
        read.push((file, source, schema));
    }
    // A file that could not be read at all would make others look wrong that include it.
    let mut components = Components::default();
    if read.len() == known.len() {
        let inputs: Vec<_> = read
            .iter()
            .map(|(file, source, schema)| component::Input { file, source: *source, schema })
            .collect();
        let options = component::Options {
            one_schema: true,
            missing: Some(Severity::Warning),
            constraints: Severity::Warning,
        };
        components = component::build(&inputs, options, &mut diagnostics);
    }
    let reading = Reading::Namespaces;
    Ok(Schema { sources, diagnostics, components, reading, resolver, dtd: None })
}

/// The wanted files below the folder of a schema, and the catalogs among them.
fn resolver(
    schema: &str,
    is_wanted: impl Fn(&str) -> bool,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Resolver, String> {
    let folder = Path::new(schema).parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut resolver = Resolver::default();
    let mut catalogs = Vec::new();
    for path in tree::paths(folder.unwrap_or(Path::new(".")))? {
        let path = folder.map_or_else(|| path.clone(), |folder| folder.join(&path));
        let file = if is_wanted(&path.to_string_lossy()) { source_file(&path)? } else { continue };
        if is_catalog(&file.path) {
            catalogs.push(file.path.clone());
        }
        resolver.add(file);
    }
    catalogs.sort();
    for catalog in catalogs {
        resolver.add_catalog(&catalog, sources, diagnostics);
    }
    Ok(resolver)
}
