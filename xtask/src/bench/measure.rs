//! Running the cases of a document.

use super::callgrind::Tool;
use super::documents::Document;
use std::path::Path;
use std::process::Command;

/// What a case costs.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    /// The case.
    pub(crate) case: String,
    /// Records, or whatever else it counts.
    pub(crate) records: u64,
    /// The least time that it took.
    pub(crate) seconds: f64,
    /// The most memory that a process had that did nothing else, in KiB.
    pub(crate) peak: u64,
    /// Instructions of one time.
    pub(crate) instructions: Option<u64>,
    /// Calls of the allocator of one time.
    pub(crate) allocations: Option<u64>,
}

/// The cases that know nothing of records.
const UNTYPED: [&str; 3] = ["memchr for <", "quick-xml events", "roxmltree"];

/// How often each case is timed.
const ROUNDS: &str = "15";

/// All cases of a document whose names have one of these parts.
pub(crate) fn shape(
    program: &Path,
    document: &Document,
    parts: &[String],
    tool: Option<&Tool>,
) -> Result<Vec<Figure>, String> {
    let mut names = output(program, &["cases", &document.name])?;
    names.retain(|name| parts.is_empty() || parts.iter().any(|part| name.contains(part.as_str())));
    let file = document.path.to_string_lossy();
    let mut arguments = vec!["wall", &document.name, &file, ROUNDS];
    arguments.extend(names.iter().map(String::as_str));
    let mut figures = Vec::new();
    for line in output(program, &arguments)? {
        let timed = read(&line)?;
        let run = |repetitions| ["run", &timed.case, &document.name, &file, repetitions];
        let alone = read(output(program, &run("1"))?.first().map_or("", String::as_str))?;
        let (mut instructions, mut allocations) = (None, None);
        if let Some(tool) = tool {
            // What is done once, such as reading the file, is in both.
            let (once, twice) = (tool.count(program, &run("1"))?, tool.count(program, &run("2"))?);
            instructions = Some(twice.instructions.saturating_sub(once.instructions));
            allocations = Some(twice.allocations.saturating_sub(once.allocations));
        }
        // A reader that leaves records out is no faster for it.
        if !UNTYPED.contains(&timed.case.as_str()) && timed.records != document.written.records {
            let expected = document.written.records;
            return Err(format!("{}: {} of {expected} records were read", timed.case, timed.records));
        }
        figures.push(Figure { peak: alone.peak, instructions, allocations, ..timed });
    }
    Ok(figures)
}

/// The lines that a command writes.
pub(crate) fn output(program: &Path, arguments: &[&str]) -> Result<Vec<String>, String> {
    output_in(Path::new("."), program, arguments)
}

/// The lines that a command writes in a folder.
pub(crate) fn output_in(folder: &Path, program: &Path, arguments: &[&str]) -> Result<Vec<String>, String> {
    let output = Command::new(program)
        .current_dir(folder)
        .args(arguments)
        .output()
        .map_err(|error| format!("{} did not start: {error}", program.display()))?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`{}` failed: {errors}", arguments.join(" ")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
}

/// Reads what the program says of a case.
pub(crate) fn read(line: &str) -> Result<Figure, String> {
    let parts: Vec<&str> = line.split('\t').collect();
    let &[case, records, seconds, peak] = parts.as_slice() else {
        return Err(format!("the program of the benchmarks wrote `{line}`"));
    };
    let number = |text: &str| text.parse().map_err(|error| format!("`{line}`: {error}"));
    Ok(Figure {
        case: case.to_owned(),
        records: number(records)?,
        seconds: seconds.parse().map_err(|error| format!("`{line}`: {error}"))?,
        peak: number(peak)?,
        instructions: None,
        allocations: None,
    })
}
