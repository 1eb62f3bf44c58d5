//! `cargo xtask validate`: holds documents against a schema, for whoever compares what the service sends with what it documents.

use crate::{codegen, tree};
use qualys_codegen::component::{self, Components};
use qualys_codegen::diagnostic::{Diagnostics, Severity};
use qualys_codegen::ir::Model;
use qualys_codegen::lower::dtd::Extent;
use qualys_codegen::resolver::Resolver;
use qualys_codegen::source::{SourceFile, Sources};
use qualys_codegen::validate::{Grammar, Options, Reading, document};
use qualys_codegen::{dtd, lower, model, xsd};
use std::collections::{BTreeSet, VecDeque};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A schema to hold documents against.
struct Schema {
    sources: Sources,
    components: Components,
    reading: Reading,
}

pub(crate) fn run(root: &Path, schema: &Path, documents: &[OsString]) -> Result<ExitCode, String> {
    let mut schema = match schema.extension().and_then(|extension| extension.to_str()) {
        Some("dtd") => of_dtd(schema)?,
        Some("xsd") => of_xsd(schema)?,
        _ => of_repository(root, &schema.to_string_lossy())?,
    };
    let styled = std::io::stdout().is_terminal();
    let mut code = ExitCode::SUCCESS;
    for path in documents {
        let path = Path::new(path);
        let file = SourceFile::new(path.to_string_lossy(), tree::text(path)?);
        let source = schema.sources.add(file.clone());
        let options = Options { reading: schema.reading, ..Options::default() };
        let mut found = Diagnostics::default();
        match document::validate(source, &file.text, &Grammar::new(&schema.components), options) {
            Ok(invalid) => invalid.into_iter().for_each(|one| found.push(one.diagnostic)),
            Err(error) => found.push(error),
        }
        let count = found.iter().count();
        if count == 0 {
            println!("{}: valid", path.display());
        } else {
            println!("{}\n", found.render(&schema.sources, styled));
            println!(
                "{}: not valid, {count} {}",
                path.display(),
                if count == 1 { "error" } else { "errors" }
            );
            code = ExitCode::FAILURE;
        }
    }
    Ok(code)
}

/// A schema of the repository by its path below `schemas/`, with the corrections.
fn of_repository(root: &Path, module: &str) -> Result<Schema, String> {
    let read = model(&codegen::inputs(&root.join("schemas"))?);
    if read.diagnostics.has_errors() {
        return Err(read.diagnostics.render(&read.sources, false));
    }
    let components = lower::components::lower(&read.model, module).ok_or_else(|| {
        let known: Vec<&str> = read.model.modules.keys().map(String::as_str).collect();
        format!("there is no schema `{module}`; there are:\n  {}", known.join("\n  "))
    })?;
    Ok(Schema { sources: read.sources, components, reading: Reading::Local })
}

fn of_dtd(path: &Path) -> Result<Schema, String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let shown = shown(path);
    let missing = || format!("{shown}: no such file");
    if !path.is_file() {
        return Err(missing());
    }
    let mut resolver = beside(path)?;
    let source = resolver.source(&shown, &mut sources).ok_or_else(missing)?;
    let file = sources.get(source).clone();
    let parsed = dtd::parse(source, &mut sources, &mut resolver, &mut diagnostics);
    let lowered = lower::dtd::lower("schema", &file, &parsed, Extent::Whole, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(diagnostics.render(&sources, false));
    }
    let mut model = Model::default();
    model.modules.insert("schema".to_owned(), lowered.module);
    let components = lower::components::lower(&model, "schema").unwrap_or_default();
    Ok(Schema { sources, components, reading: Reading::Written })
}

/// A DTD, and the files beside it that it may refer to.
fn beside(path: &Path) -> Result<Resolver, String> {
    let mut resolver = Resolver::default();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let error = |error: std::io::Error| format!("{}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(error)? {
        let found = entry.map_err(error)?;
        let found = path.with_file_name(found.file_name());
        let extension = found.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("dtd" | "mod" | "ent")) {
            let bytes = std::fs::read(&found).map_err(|error| format!("{}: {error}", found.display()))?;
            resolver.add(SourceFile::from_bytes(shown(&found), &bytes));
        }
    }
    Ok(resolver)
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// A schema document with those that it includes, redefines and imports from files beside it.
fn of_xsd(path: &Path) -> Result<Schema, String> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let mut read = Vec::new();
    let mut known = BTreeSet::new();
    let mut pending = VecDeque::from([path.to_owned()]);
    while let Some(path) = pending.pop_front() {
        if !known.insert(path.clone()) {
            continue;
        }
        let file = SourceFile::new(path.to_string_lossy().replace('\\', "/"), tree::text(&path)?);
        let source = sources.add(file.clone());
        let Some(schema) = xsd::parse(source, &file.text, &mut diagnostics) else { continue };
        let folder = path.parent().unwrap_or(Path::new(""));
        pending
            .extend(locations(&schema).map(|location| folder.join(location)).filter(|path| path.is_file()));
        read.push((file, source, schema));
    }
    let inputs: Vec<_> = read
        .iter()
        .map(|(file, source, schema)| component::Input { file, source: *source, schema })
        .collect();
    let options = component::Options {
        one_schema: true,
        missing: Some(Severity::Warning),
        constraints: Severity::Warning,
    };
    let components = component::build(&inputs, options, &mut diagnostics);
    if diagnostics.has_errors() {
        return Err(diagnostics.render(&sources, false));
    }
    Ok(Schema { sources, components, reading: Reading::Namespaces })
}

/// Where a schema document says that others are.
fn locations(schema: &xsd::Schema) -> impl Iterator<Item = PathBuf> {
    let included = schema.includes.iter().map(|one| &one.location);
    let redefined = schema.redefines.iter().map(|one| &one.location);
    let imported = schema.imports.iter().filter_map(|one| one.location.as_ref());
    included.chain(redefined).chain(imported).map(|location| PathBuf::from(location.text.trim()))
}
