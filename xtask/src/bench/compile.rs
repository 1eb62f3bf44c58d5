//! `cargo xtask bench --compile`: what it costs to compile the crate, beside the same types with serde derive.

mod derived;
mod size;
mod types;

pub(crate) use size::{Budget, Sizes};

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How something is built.
const PROFILES: [(&str, &[&str]); 3] =
    [("check", &["check"]), ("debug", &["build"]), ("release", &["build", "--release"])];

/// How often each is built: the least counts, since all else on a machine only adds to it, up to a half.
const ROUNDS: usize = 3;

/// What it took to compile one package, without what it depends on.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    /// Seconds of all processors; none where the system does not say.
    cpu: Option<f64>,
    wall: f64,
}

impl Cost {
    /// The least of both.
    fn less(self, other: Self) -> Self {
        let cpu = self.cpu.zip(other.cpu).map(|(one, other)| one.min(other));
        Self { cpu, wall: self.wall.min(other.wall) }
    }
}

/// A package whose compilation is measured.
struct Subject {
    label: String,
    manifest: PathBuf,
    package: &'static str,
    /// Features, in place of the default ones.
    features: Option<String>,
    /// Its root module, of a package written for this: empty while the dependencies are compiled, since it takes minutes.
    library: Option<PathBuf>,
}

/// Compiles all whose labels have one of these parts, or everything there is to compare, and says what it cost.
pub(crate) fn run(root: &Path, parts: &[String]) -> Result<String, String> {
    let target = super::built(root).join("bench").join("compile");
    let derived = derived::write(root, &target.join("derived"))?;
    let mut subjects = Vec::new();
    for (label, manifest) in derived {
        let library = Some(manifest.with_file_name("src").join("lib.rs"));
        subjects.push(Subject { label, manifest, package: "derived", features: None, library });
    }
    let manifest = types::write(root, &target.join("types"))?;
    let label = "qualys: the types alone, both ways".to_owned();
    subjects.push(Subject { label, manifest, package: "types", features: None, library: None });
    let families = families(root)?;
    let features = families.iter().cloned().chain([families.join(",")]);
    for feature in features {
        let label = if feature.contains(',') { "all families".to_owned() } else { feature.clone() };
        let label = format!("qualys: {label}");
        let manifest = root.join("Cargo.toml");
        subjects.push(Subject { label, manifest, package: "qualys", features: Some(feature), library: None });
    }
    subjects.retain(|one| parts.is_empty() || parts.iter().any(|part| one.label.contains(part.as_str())));
    if subjects.is_empty() {
        return Err("none of these cases is there".to_owned());
    }
    let mut out = String::from(
        "| what | check CPU s | wall s | debug CPU s | wall s | release CPU s | wall s | rlib KiB |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for subject in &subjects {
        let mut row = format!("| {} |", subject.label);
        for (_, arguments) in PROFILES {
            let cost = cost(subject, &target, arguments)?;
            let cpu = cost.cpu.map_or_else(|| "-".to_owned(), |cpu| format!("{cpu:.1}"));
            row.push_str(&format!(" {cpu} | {:.1} |", cost.wall));
        }
        row.push_str(&format!(" {} |\n", library(&target, subject.package)? / 1024));
        // All of them take long; whoever waits sees what is known.
        eprint!("{row}");
        out.push_str(&row);
    }
    Ok(out)
}

/// The families of the API, which are features of the crate.
fn families(root: &Path) -> Result<Vec<String>, String> {
    let folders = fs::read_dir(root.join("schemas")).map_err(|error| format!("schemas: {error}"))?;
    let mut names: Vec<String> = folders
        .filter_map(Result::ok)
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

/// Builds all that a package depends on, then, several times, the package, and then nothing, which is what cargo itself costs.
fn cost(subject: &Subject, target: &Path, arguments: &[&str]) -> Result<Cost, String> {
    let build = || cargo(subject, target, arguments);
    match &subject.library {
        None => {
            build()?;
        }
        Some(library) => {
            let failed = |error: std::io::Error| format!("{}: {error}", library.display());
            let text = fs::read(library).map_err(failed)?;
            fs::write(library, "").map_err(failed)?;
            let built = build();
            fs::write(library, text).map_err(failed)?;
            built?;
        }
    }
    let profile: &[&str] = if arguments.contains(&"--release") { &["--release"] } else { &[] };
    let mut least: Option<Cost> = None;
    for _ in 0..ROUNDS {
        // Only the package is compiled anew.
        cargo(subject, target, &[&["clean"], profile].concat())?;
        let compiled = build()?;
        let idle = build()?;
        let cpu = compiled.cpu.zip(idle.cpu).map(|(compiled, idle)| (compiled - idle).max(0.0));
        let cost = Cost { cpu, wall: (compiled.wall - idle.wall).max(0.0) };
        least = Some(least.map_or(cost, |least| least.less(cost)));
    }
    Ok(least.unwrap_or_default())
}

fn cargo(subject: &Subject, target: &Path, arguments: &[&str]) -> Result<Cost, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).args(["--quiet", "--package", subject.package]);
    command.arg("--manifest-path").arg(&subject.manifest).arg("--target-dir").arg(target);
    if let (Some(features), false) = (&subject.features, arguments.contains(&"clean")) {
        command.args(["--no-default-features", "--features", features]);
    }
    command.env("CARGO_INCREMENTAL", "0").stdin(Stdio::null());
    let (start, before) = (Instant::now(), children());
    let status = command.status().map_err(|error| format!("cargo did not start: {error}"))?;
    if !status.success() {
        return Err(format!("{}: `cargo {}` failed", subject.label, arguments.join(" ")));
    }
    let cpu = children().zip(before).map(|(after, before)| after - before);
    Ok(Cost { cpu, wall: start.elapsed().as_secs_f64() })
}

/// Seconds of processors that processes took which this one started and which ended; where the system says it.
fn children() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may have spaces in it.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let ticks = fields.next()?.parse::<f64>().ok()? + fields.next()?.parse::<f64>().ok()?;
    // Linux counts in hundredths, whatever its clock does.
    Some(ticks / 100.0)
}

/// The size of the library that was built in the release profile.
fn library(target: &Path, package: &str) -> Result<u64, String> {
    let folder = target.join("release").join("deps");
    let files = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let prefix = format!("lib{package}-");
    let sizes = files.filter_map(Result::ok).filter_map(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        let is = name.starts_with(&prefix) && name.ends_with(".rlib");
        file.metadata().ok().filter(|_| is).map(|metadata| metadata.len())
    });
    sizes.max().ok_or_else(|| format!("{} holds no library of {package}", folder.display()))
}
