//! A worker: evaluates rows, one after the other, and says what came of each.
//!
//! A line of indices comes in; for each a line goes out: index, milliseconds, peak memory in KiB (0 if it is not known), verdict,
//! reason, with tabs between.

use crate::archive::Places;
use crate::evaluate::Evaluator;
use crate::row::{Row, Verdict};
use crate::suite::Suite;
use std::cell::RefCell;
use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

/// Answers until there are no more questions.
pub fn serve(suite: Suite, places: &Places) -> Result<(), String> {
    let rows = suite.rows(places)?;
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let payload = info.payload();
        let text = payload.downcast_ref::<&str>().copied();
        let message = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        let message = message.unwrap_or("no message");
        PANIC.with_borrow_mut(|panic| *panic = format!("panicked at {place}: {message}"));
    }));
    // The stack that any thread has: what needs more overflows here as it would there.
    let answers = std::thread::scope(|scope| scope.spawn(|| answer(suite, places, &rows)).join());
    answers.map_err(|_| "the worker panicked".to_owned())?.map_err(|error| error.to_string())
}

thread_local! {
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

fn answer(suite: Suite, places: &Places, rows: &[Row]) -> std::io::Result<()> {
    let mut evaluator = Evaluator::new(places);
    let measures = suite == Suite::SchemasInUse;
    for line in std::io::stdin().lock().lines() {
        for index in line?.split_ascii_whitespace() {
            let row = index.parse().ok().and_then(|index: usize| rows.get(index));
            let Some(row) = row else { continue };
            if measures {
                forget_peak();
            }
            let start = Instant::now();
            let verdict = catch_unwind(AssertUnwindSafe(|| evaluator.evaluate(row)));
            let verdict = verdict.unwrap_or_else(|_| {
                evaluator = Evaluator::new(places);
                Verdict::Broken(PANIC.take())
            });
            let millis = start.elapsed().as_millis();
            let peak = if measures { peak() } else { 0 };
            let (word, reason) = match &verdict {
                Verdict::Accepted => ("accepted", ""),
                Verdict::Refused(reason) => ("refused", reason.as_str()),
                Verdict::OutOfScope(reason) => ("out", reason.as_str()),
                Verdict::Broken(reason) => ("broken", reason.as_str()),
            };
            let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut out = std::io::stdout().lock();
            writeln!(out, "{index}\t{millis}\t{peak}\t{word}\t{reason}")?;
            out.flush()?;
        }
    }
    Ok(())
}

/// Begins the measure of the peak anew, where the system can do that.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory since [`forget_peak`], in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
