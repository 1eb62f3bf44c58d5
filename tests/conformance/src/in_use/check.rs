//! Writes the crates of the collection below `target/` and runs `cargo check` on them.
//!
//! Schemas of one folder belong together, and most include each other: they become one crate. Where that is refused, each
//! becomes one of its own, so that one defect does not hide the others.

use super::Entry;
use super::evaluate::Collection;
use crate::archive::Places;
use crate::expectation::{Expectation, Totals};
use crate::row::{Outcome, Test};
use crate::suite::{Suite, home, output};
use indicatif::{ProgressBar, ProgressStyle};
use qualys_codegen::emit::Files;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// Checks the crates of all folders, or of those whose path contains `filter`; holds the outcome against what is expected, or
/// makes it so.
pub fn run(places: &Places, filter: Option<&str>, update: bool) -> Result<ExitCode, String> {
    let crates = generate(places, filter)?;
    let folder = output().join("crates");
    write(&folder, &crates)?;
    println!("{} crates in {}", crates.len(), folder.display());
    let start = Instant::now();
    let broken = check(&folder)?;
    println!("checked in {} s", start.elapsed().as_secs());
    let mut came = Expectation::default();
    let mut passed = BTreeSet::new();
    for krate in &crates {
        let outcome = if broken.contains(&krate.name) {
            println!("does not compile: {} ({})", krate.id, krate.name);
            came.failing.insert(krate.id.clone());
            Outcome::Fail("does not compile".to_owned())
        } else {
            passed.insert(krate.id.as_str());
            Outcome::Pass
        };
        came.totals.entry("crates".to_owned()).or_insert_with(Totals::default).count(&outcome);
    }
    print!("{}", crate::report::totals(&came.totals));
    println!();
    let path = home().join("expected/schemas-in-use-check.tsv");
    if update {
        if filter.is_some() {
            return Err("what is expected can be written only when all rows run".to_owned());
        }
        fs::write(&path, came.render("schemas-in-use --check")).map_err(|error| at(&path, error))?;
    }
    let differences = Expectation::read(&path)?.differences(&came, &passed, filter.is_none());
    print!("{}", differences.render(Suite::SchemasInUse));
    Ok(if differences.is_regression() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A crate to check.
struct Crate {
    /// The name of its package.
    name: String,
    /// The folder or the file that it comes from.
    id: String,
    files: Files,
}

fn generate(places: &Places, filter: Option<&str>) -> Result<Vec<Crate>, String> {
    let mut folders: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for row in super::rows(&places.root)? {
        let Test::Entry(entry) = row.test else { continue };
        if filter.is_none_or(|filter| entry.path.contains(filter)) {
            let folder = entry.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            folders.entry(folder.to_owned()).or_default().push(entry);
        }
    }
    let progress = ProgressBar::new(folders.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} folders, {msg}") {
        progress.set_style(style);
    }
    let collection = Collection::new(&places.root);
    let mut crates = Vec::new();
    let mut add = |id: &str, paths: &[&str]| -> Result<bool, String> {
        let Some(files) = collection.generated(paths)?.files else { return Ok(false) };
        crates.push(Crate { name: format!("in-use-{}", crates.len()), id: id.to_owned(), files });
        Ok(true)
    };
    for (folder, entries) in &folders {
        progress.set_message(folder.clone());
        let paths: Vec<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
        if paths.len() == 1 || !add(folder, &paths)? {
            for path in paths {
                add(path, &[path])?;
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(crates)
}

/// Writes a workspace of all crates, and nothing that is as it was.
fn write(folder: &Path, crates: &[Crate]) -> Result<(), String> {
    let repository = home().join("../..").canonicalize().map_err(|error| at(home(), error))?;
    let members: Vec<String> = crates.iter().map(|krate| format!("{:?}", krate.name)).collect();
    let runtime = repository.join("runtime");
    let workspace = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[workspace.package]\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         rust-version = \"1.90\"\nlicense = \"MIT OR Apache-2.0\"\n\n[workspace.dependencies]\n\
         qualys-runtime = {{ path = {runtime:?} }}\n\n[workspace.lints.rust]\nunsafe_code = \"forbid\"\n\n\
         [profile.dev]\nincremental = false\ndebug = false\n",
        members.join(", ")
    );
    put(&folder.join("Cargo.toml"), &workspace)?;
    let lock = repository.join("Cargo.lock");
    // The versions that the repository has been tested with.
    if let (Ok(text), false) = (fs::read_to_string(&lock), folder.join("Cargo.lock").exists()) {
        put(&folder.join("Cargo.lock"), &text)?;
    }
    for krate in crates {
        for (path, text) in &krate.files {
            let place = folder.join(&krate.name).join(path);
            if path == Path::new("Cargo.toml") {
                put(&place, &manifest(text, &krate.name))?;
            } else {
                put(&place, text)?;
            }
        }
    }
    Ok(())
}

/// The generated manifest with a name of its own, and of its features by default those that are families of schemas.
fn manifest(text: &str, name: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = match line.split_once(" = ") {
            Some(("name", _)) => format!("name = {name:?}"),
            Some(("readme", _)) => continue,
            Some(("default", value)) => {
                format!("default = {}", value.replace(", \"stream\"", "").replace(", \"rustls\"", ""))
            }
            _ => line.to_owned(),
        };
        out.push_str(&line);
        out.push('\n');
    }
    out
}

fn put(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| at(folder, error))?;
    }
    fs::write(path, text).map_err(|error| at(path, error))
}

/// Runs `cargo check`; gives the crates that do not compile. What rustc says of them is in a file.
fn check(folder: &Path) -> Result<BTreeSet<String>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(folder).env("CARGO_TARGET_DIR", folder.join("target"));
    command.args(["check", "--workspace", "--keep-going", "--message-format", "short"]);
    let said = output().join("schemas-in-use.check.txt");
    let file = fs::File::create(&said).map_err(|error| at(&said, error))?;
    let status = command
        .stdout(Stdio::null())
        .stderr(file)
        .status()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    let text = fs::read_to_string(&said).map_err(|error| at(&said, error))?;
    let names =
        text.lines().filter_map(|line| line.strip_prefix("error: could not compile `")?.split('`').next());
    let broken: BTreeSet<String> = names.map(str::to_owned).collect();
    if !status.success() && broken.is_empty() {
        return Err(format!("cargo check failed; what it said is in {}", said.display()));
    }
    Ok(broken)
}

fn at(path: &Path, error: std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_is_left_out() {
        let text = "[package]\nname = \"qualys\"\nreadme = \"x\"\n[features]\ndefault = [\"a\", \"stream\", \"rustls\"]\n";
        let expected = "[package]\nname = \"in-use-1\"\n[features]\ndefault = [\"a\"]\n";
        assert_eq!(manifest(text, "in-use-1"), expected);
    }
}
