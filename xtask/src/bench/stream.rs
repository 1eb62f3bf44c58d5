//! `cargo xtask bench --stream`: a document that is larger than anyone wants in memory.

use super::documents::{self, Document};
use super::measure::{Figure, output, read};
use std::path::Path;

/// What is compared: name, and how often it runs.
const CASES: [(&str, u32); 4] = [
    ("qualys stream of records", 3),
    ("qualys decode", 2),
    ("quick-xml serde decode in chunks", 1),
    ("quick-xml serde decode", 1),
];

/// Runs the cases on a document of as many bytes, and says what each took and how much memory.
pub(crate) fn run(root: &Path, program: &Path, bytes: u64) -> Result<String, String> {
    let document = documents::document(root, "detections", bytes)?;
    let outcome = cases(program, &document);
    let _ = std::fs::remove_file(&document.path);
    let figures = outcome?;
    Ok(table(&document, &figures))
}

fn cases(program: &Path, document: &Document) -> Result<Vec<Figure>, String> {
    let known = output(program, &["cases", &document.name])?;
    let file = document.path.to_string_lossy();
    let mut figures: Vec<Figure> = Vec::new();
    for (case, times) in CASES.iter().filter(|(case, _)| known.iter().any(|name| name == case)) {
        let mut best: Option<Figure> = None;
        for _ in 0..*times {
            let lines = output(program, &["run", case, &document.name, &file, "1"])?;
            let figure = read(lines.first().map_or("", String::as_str))?;
            if figure.records != document.written.records {
                let (found, expected) = (figure.records, document.written.records);
                return Err(format!("{case}: {found} of {expected} records were read"));
            }
            let is_better = best.as_ref().is_none_or(|best| figure.seconds < best.seconds);
            if is_better {
                best = Some(figure);
            }
        }
        figures.extend(best);
    }
    Ok(figures)
}

fn table(document: &Document, figures: &[Figure]) -> String {
    let (bytes, records) = (document.written.bytes, document.written.records);
    let slowest = figures.iter().map(|figure| figure.seconds).fold(0.0, f64::max);
    let mut out = format!("Host detections: {bytes} bytes, {records} records.\n\n");
    out.push_str("| case | MB/s | times the slowest | peak MiB |\n| --- | ---: | ---: | ---: |\n");
    for figure in figures {
        let speed = bytes as f64 / figure.seconds / 1e6;
        let peak = figure.peak as f64 / 1024.0;
        out.push_str(&format!(
            "| {} | {speed:.0} | {:.1} | {peak:.1} |\n",
            figure.case,
            slowest / figure.seconds
        ));
    }
    out
}
