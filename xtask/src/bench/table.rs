//! Figures as tables.

use super::documents::Document;
use super::measure::Figure;

/// The case that the others are compared with.
pub(crate) const OURS: &str = "qualys decode";

const HEADS: [&str; 6] =
    ["case", "instructions/byte", "times ours", "MB/s", "allocations/record", "peak MiB"];

/// For people, in columns.
pub(crate) fn text(document: &Document, figures: &[Figure]) -> String {
    let rows: Vec<[String; 6]> = rows(document, figures);
    let widths: Vec<usize> = (0..HEADS.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(String::len);
            cells.chain(HEADS.get(column).map(|head| head.len())).max().unwrap_or(0)
        })
        .collect();
    let line = |cells: Vec<&str>| {
        let cells = cells.iter().zip(&widths).enumerate().map(|(column, (cell, width))| match column {
            0 => format!("{cell:<width$}"),
            _ => format!("{cell:>width$}"),
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  "))
    };
    let mut out = format!(
        "{}: {} bytes, {} records\n",
        document.name, document.written.bytes, document.written.records
    );
    out.push_str(&line(HEADS.to_vec()));
    for row in &rows {
        out.push_str(&line(row.iter().map(String::as_str).collect()));
    }
    out
}

/// All tables in Markdown.
pub(crate) fn tables(results: &[(Document, Vec<Figure>)]) -> String {
    let mut out = String::new();
    for (document, figures) in results {
        let (bytes, records) = (document.written.bytes, document.written.records);
        let line = if out.is_empty() { "" } else { "\n" };
        out.push_str(&format!("{line}## {}\n\n{bytes} bytes, {records} records.\n\n", document.name));
        out.push_str(&markdown(document, figures));
    }
    out
}

fn markdown(document: &Document, figures: &[Figure]) -> String {
    let mut out = format!("| {} |\n| --- |{}\n", HEADS.join(" | "), " ---: |".repeat(HEADS.len() - 1));
    for row in rows(document, figures) {
        out.push_str(&format!("| {} |\n", row.join(" | ")));
    }
    out
}

fn rows(document: &Document, figures: &[Figure]) -> Vec<[String; 6]> {
    let bytes = document.written.bytes as f64;
    let ours = figures.iter().find(|figure| figure.case == OURS);
    let cost = |figure: &Figure| figure.instructions.map_or(figure.seconds, |count| count as f64);
    let row = |figure: &Figure| {
        let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        [
            figure.case.clone(),
            or_dash(figure.instructions.map(|count| format!("{:.2}", count as f64 / bytes))),
            or_dash(ours.map(|ours| format!("{:.2}", cost(figure) / cost(ours)))),
            format!("{:.0}", bytes / figure.seconds / 1e6),
            or_dash(
                figure
                    .allocations
                    .map(|count| format!("{:.1}", count as f64 / document.written.records.max(1) as f64)),
            ),
            format!("{:.1}", figure.peak as f64 / 1024.0),
        ]
    };
    figures.iter().map(row).collect()
}
