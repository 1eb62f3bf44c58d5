//! `cargo xtask codegen`: reads the schemas, writes the crate or compares it, and decodes the fixtures.

use crate::tree;
use qualys_codegen::diagnostic::Severity;
use qualys_codegen::rust::ItemKind;
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Generated, Inputs, generate};
use std::io::IsTerminal;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

/// What to do with what was generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write it and decode the fixtures.
    Write,
    /// Compare it with what is there.
    Check,
}

pub(crate) fn run(root: &Path, mode: Mode) -> Result<ExitCode, String> {
    let start = Instant::now();
    let inputs = inputs(&root.join("schemas"))?;
    let generated = generate(&inputs);
    report_diagnostics(&generated);
    let Some(files) = &generated.files else {
        let (errors, warnings) = counts(&generated);
        let untouched = "generated/ was left as it is";
        return Err(format!(
            "{} in the schemas, {}; {untouched}",
            plural(errors, "error"),
            plural(warnings, "warning")
        ));
    };
    let folder = root.join("generated");
    let present = tree::read(&folder)?;
    let (changed, extra) = tree::differences(files, &present);
    if mode == Mode::Check {
        return Ok(check(&changed, &extra, files.len()));
    }
    tree::write(&folder, files, &present)?;
    let items = || generated.krate.modules.iter().flat_map(|module| &module.items);
    let roots =
        items().filter(|item| matches!(&item.kind, ItemKind::Record { roots, .. } if !roots.is_empty()));
    let (_, warnings) = counts(&generated);
    println!(" schemas  {} read, {}", inputs.schemas.len(), plural(roots.count(), "document type"));
    println!("   types  {} written", items().count());
    println!(
        "   files  {} in generated/: {} written, {} removed, the rest unchanged",
        files.len(),
        changed.len(),
        extra.len()
    );
    println!("warnings  {warnings}");
    println!("          generated in {} ms", start.elapsed().as_millis());
    decode_fixtures(root)
}

/// All inputs below the folder of the schemas.
pub(crate) fn inputs(folder: &Path) -> Result<Inputs, String> {
    let mut inputs = Inputs { folder: "schemas".to_owned(), ..Inputs::default() };
    for (path, bytes) in tree::read_bytes(folder)? {
        let text = |bytes| tree::decoded(&folder.join(&path), bytes);
        let path = path.to_string_lossy().replace('\\', "/");
        match path.as_str() {
            "fixups.toml" => inputs.fixups = Some(SourceFile::new("schemas/fixups.toml", text(bytes)?)),
            "crate.md" => inputs.docs = text(bytes)?,
            "README.md" => {}
            // What is XML says itself how it is encoded.
            _ if path.ends_with(".xsd") || path.ends_with(".dtd") => {
                inputs.schemas.push(SourceFile::from_bytes(path, &bytes));
            }
            _ if is_entity(&path) => inputs.entities.push(SourceFile::from_bytes(path, &bytes)),
            _ => inputs.schemas.push(SourceFile::new(path.as_str(), text(bytes)?)),
        }
    }
    Ok(inputs)
}

/// Whether a file is there for DTDs to refer to, or says which identifier is which file.
fn is_entity(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_catalog = name == "catalog.xml" || name.starts_with("catalog-") && name.ends_with(".xml");
    is_catalog || name.ends_with(".mod") || name.ends_with(".ent")
}

fn report_diagnostics(generated: &Generated) {
    let rendered = generated.diagnostics.render(&generated.sources, std::io::stderr().is_terminal());
    if !rendered.is_empty() {
        eprintln!("{rendered}\n");
    }
}

/// Errors and warnings.
fn counts(generated: &Generated) -> (usize, usize) {
    let of = |severity| generated.diagnostics.iter().filter(|one| one.severity == severity).count();
    (of(Severity::Error), of(Severity::Warning))
}

fn check(changed: &[std::path::PathBuf], extra: &[std::path::PathBuf], all: usize) -> ExitCode {
    if changed.is_empty() && extra.is_empty() {
        println!("generated/ is up to date: {all} files");
        return ExitCode::SUCCESS;
    }
    for path in changed {
        eprintln!("stale: generated/{}", path.display());
    }
    for path in extra {
        eprintln!("not generated: generated/{}", path.display());
    }
    eprintln!("\nrun `cargo xtask codegen` and commit what it writes");
    ExitCode::FAILURE
}

/// Decodes the fixtures with the crate as it now is.
fn decode_fixtures(root: &Path) -> Result<ExitCode, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .current_dir(root)
        .args(["run", "--quiet", "--package", "qualys-tests", "--bin", "decode-fixtures"])
        .status()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if status.success() { Ok(ExitCode::SUCCESS) } else { Err("the fixtures do not all decode".to_owned()) }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("{count} {noun}") } else { format!("{count} {noun}s") }
}
