//! `cargo xtask bench`: what decoding, encoding, compiling and generating cost.

mod callgrind;
mod documents;
mod measure;
mod table;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What to measure.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Shapes; all if none is named.
    pub(crate) shapes: Vec<String>,
    /// Parts of the names of cases; all if none is named.
    pub(crate) cases: Vec<String>,
    /// Bytes of a document.
    pub(crate) bytes: Option<u64>,
    /// This crate alone, without what it is compared with: much less to compile.
    pub(crate) ours: bool,
    /// Write the results into the repository.
    pub(crate) write: bool,
}

pub(crate) fn run(root: &Path, options: &Options) -> Result<ExitCode, String> {
    let program = build(root, options)?;
    let bytes = options.bytes.unwrap_or(1_000_000);
    let mut shapes = documents::shapes(root, bytes)?;
    shapes.retain(|shape| options.shapes.is_empty() || options.shapes.contains(&shape.name));
    if shapes.is_empty() {
        return Err("none of these shapes is there".to_owned());
    }
    let tool = callgrind::Tool::find(root);
    if tool.is_none() {
        println!("valgrind is not installed: there are times, and no instructions\n");
    }
    let mut results = Vec::new();
    for shape in shapes {
        let figures = measure::shape(&program, &shape, &options.cases, tool.as_ref())?;
        println!("{}", table::text(&shape, &figures));
        results.push((shape, figures));
    }
    if options.write {
        let text = table::report(&results, &conditions(root)?);
        write(root, "bench/results/decode.md", &text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the program that runs the cases.
fn build(root: &Path, options: &Options) -> Result<PathBuf, String> {
    let mut arguments = vec!["build", "--quiet", "--release", "--manifest-path", "bench/Cargo.toml"];
    if options.ours {
        arguments.push("--no-default-features");
    }
    cargo(root, &arguments)?;
    Ok(built(root).join("release").join("qualys-bench"))
}

/// When and with what something was measured: the date of the commit, and versions.
fn conditions(root: &Path) -> Result<String, String> {
    let first = |program: &str, arguments: &[&str]| -> Option<String> {
        let lines = measure::output_in(root, Path::new(program), arguments).ok()?;
        lines.into_iter().next()
    };
    let date = first("git", &["log", "-1", "--format=%cs"])
        .ok_or("the repository has no commit to date the results by")?;
    let compiler = first("rustc", &["--version"]).unwrap_or_default();
    let valgrind = first("valgrind", &["--version"]).unwrap_or_else(|| "no valgrind".to_owned());
    Ok(format!("{date}, {compiler}, {valgrind}"))
}

/// Writes a file of the repository.
fn write(root: &Path, path: &str, text: &str) -> Result<(), String> {
    let file = root.join(path);
    let failed = |error: std::io::Error| format!("{}: {error}", file.display());
    file.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed)?;
    std::fs::write(&file, text).map_err(failed)?;
    println!("wrote {path}");
    Ok(())
}

/// Where cargo builds.
fn built(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(&cargo)
        .current_dir(root)
        .args(arguments)
        .status()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`cargo {}` failed", arguments.join(" "))) }
}
