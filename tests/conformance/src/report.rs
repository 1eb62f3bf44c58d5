//! What came of a run: a table by kind, the reasons why rows were skipped, the failing rows in a file.

use crate::expectation::Totals;
use crate::row::{Expects, Outcome, Row};
use crate::run::Answer;
use comfy_table::{CellAlignment, Table, presets};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// Totals by kind, and of all.
pub fn totals(totals: &BTreeMap<String, Totals>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(["kind", "rows", "pass", "fail", "skip", "right"]);
    let mut all = Totals::default();
    for (kind, totals) in totals {
        all = Totals {
            pass: all.pass + totals.pass,
            fail: all.fail + totals.fail,
            skip: all.skip + totals.skip,
        };
        table.add_row(cells(kind, totals));
    }
    table.add_row(cells("all", &all));
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
}

fn cells(kind: &str, totals: &Totals) -> [String; 6] {
    let judged = totals.pass + totals.fail;
    // Rounded down: a hundred means all of them.
    let right = (totals.pass * 10_000).checked_div(judged);
    let right = right.map_or("-".to_owned(), |right| format!("{}.{:02} %", right / 100, right % 100));
    let rows = totals.rows();
    let count = |count: usize| count.to_string();
    [kind.to_owned(), count(rows), count(totals.pass), count(totals.fail), count(totals.skip), right]
}

/// How many rows were skipped for each reason, most first. What comes after a colon is of the row alone.
pub fn skipped<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> String {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for outcome in outcomes {
        if let Outcome::Skip(reason) = outcome {
            *reasons.entry(reason.split(": ").next().unwrap_or(reason)).or_default() += 1;
        }
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(*count), *reason));
    let lines = reasons.iter().map(|(reason, count)| format!("skipped {count:>6}  {reason}\n"));
    lines.collect()
}

/// The rows that took the longest and the most memory.
pub fn largest(rows: &[Row], answers: &[Answer]) -> String {
    let mut text = String::new();
    let mut line = |what: &str, answer: Option<&Answer>| {
        let row = answer.and_then(|answer| rows.get(answer.index).zip(Some(answer)));
        if let Some((row, answer)) = row {
            let (millis, peak) = (answer.took.as_millis(), answer.peak >> 10);
            let _ = writeln!(text, "{what}: {millis} ms, {peak} MiB: {}", row.id);
        }
    };
    line("longest", answers.iter().max_by_key(|answer| answer.took));
    if answers.iter().any(|answer| answer.peak > 0) {
        line("largest", answers.iter().max_by_key(|answer| answer.peak));
    }
    text
}

/// Writes the rows that fail: id, kind, what was expected, milliseconds, what came instead.
pub fn write_failures(
    path: &Path,
    rows: &[Row],
    answers: &[Answer],
    outcomes: &[Outcome],
) -> Result<(), String> {
    let mut text = String::from("id\tkind\texpected\tmilliseconds\treason\n");
    for (answer, outcome) in answers.iter().zip(outcomes) {
        let (Outcome::Fail(reason), Some(row)) = (outcome, rows.get(answer.index)) else { continue };
        let expected = match row.expects {
            Expects::Accepted => "valid",
            Expects::Refused => "invalid",
            Expects::Nothing(_) => "nothing",
        };
        let millis = answer.took.as_millis();
        let _ = writeln!(text, "{}\t{}\t{expected}\t{millis}\t{reason}", row.id, row.kind);
    }
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
