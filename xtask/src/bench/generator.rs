//! `cargo xtask bench --generator`: time and memory of the generator, whole and by stage.

use super::measure;
use crate::codegen::{self, Foreign};
use qualys_codegen::{Inputs, Stage, generate_in_stages};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const STAGES: [(Stage, &str); 5] = [
    (Stage::Reading, "reading"),
    (Stage::Lowering, "lowering"),
    (Stage::Fixups, "fixups"),
    (Stage::Passes, "passes"),
    (Stage::Emission, "emission"),
];

/// The generator on each of the folders of schemas, each in a process of its own, for its peak memory.
pub(crate) fn run(root: &Path, folders: &[String]) -> Result<String, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program: {error}"))?;
    let own = root.join("schemas").to_string_lossy().into_owned();
    let mut out = String::from("| schemas | files | KiB | ");
    STAGES.iter().for_each(|(_, name)| out.push_str(&format!("{name} ms | ")));
    out.push_str("all ms | peak MiB | types | KiB written |\n| --- |");
    out.push_str(&" ---: |".repeat(STAGES.len() + 6));
    out.push('\n');
    for folder in [own].iter().chain(folders) {
        // The fastest of three: the others were in something's way.
        let mut best: Option<(f64, String)> = None;
        for _ in 0..3 {
            let lines = measure::output_in(root, &program, &["bench", "--generate", folder])?;
            let (time, row) = lines
                .last()
                .and_then(|line| line.split_once('\t'))
                .and_then(|(time, row)| Some((time.parse::<f64>().ok()?, row.to_owned())))
                .ok_or_else(|| format!("{folder}: the generator wrote no figures"))?;
            let is_better = best.as_ref().is_none_or(|(least, _)| time < *least);
            if is_better {
                best = Some((time, row));
            }
        }
        if let Some((_, row)) = best {
            out.push_str(&row);
            out.push('\n');
        }
    }
    Ok(out)
}

/// One run on one folder: the time, and a row of the table.
pub(crate) fn once(root: &Path, folder: &str) -> Result<String, String> {
    let inputs = inputs(root, Path::new(folder))?;
    let files = || inputs.schemas.iter().chain(&inputs.entities);
    let bytes: usize = files().map(|file| file.text.len()).sum();
    let mut spent = [Duration::ZERO; STAGES.len()];
    let start = clock();
    let mut last = start;
    let generated = generate_in_stages(&inputs, &mut |stage| {
        let now = clock();
        let spent = STAGES.iter().zip(&mut spent).find(|((one, _), _)| *one == stage);
        if let Some((_, spent)) = spent {
            *spent += now.saturating_sub(last);
        }
        last = now;
    });
    let all = clock().saturating_sub(start);
    let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
    let shown = Path::new(folder).file_name().unwrap_or_default().to_string_lossy();
    let mut row = format!("{}\t| {shown} | {} | {} |", milliseconds(all), files().count(), bytes / 1024);
    for time in spent {
        let _ = write!(row, " {:.0} |", milliseconds(time));
    }
    let errors = generated
        .diagnostics
        .iter()
        .filter(|one| one.severity == qualys_codegen::diagnostic::Severity::Error);
    let written = match (&generated.files, errors.count()) {
        (Some(files), _) => (files.values().map(String::len).sum::<usize>() / 1024).to_string(),
        (None, errors) => format!("{errors} errors"),
    };
    let types: usize = generated.krate.modules.iter().map(|module| module.items.len()).sum();
    let _ = write!(row, " {:.0} | {:.0} | {types} | {written} |", milliseconds(all), peak() as f64 / 1024.0);
    Ok(row)
}

/// What `cargo xtask codegen` would read of a folder.
fn inputs(root: &Path, folder: &Path) -> Result<Inputs, String> {
    if folder == root.join("schemas") {
        return codegen::inputs(folder);
    }
    // Nothing is written; where it would be is part of the package.
    let out = super::built(root).join("bench").join("generator");
    codegen::foreign_inputs(root, &Foreign { schemas: folder.to_owned(), out, name: None })
}

/// What a processor spent on this process, which has one thread: on a busy machine, less than what passed. Where the system
/// does not say, what passed.
fn clock() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = stat.and_then(|stat| stat.split(' ').next()?.parse().ok());
    let passed = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    nanoseconds.map_or_else(passed, Duration::from_nanos)
}

/// The most memory that this process had, in KiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
