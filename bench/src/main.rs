//! Runs one case on one document as often as asked for; `cargo xtask bench` starts it, under callgrind or not.
//!
//! ```text
//! qualys-bench cases SHAPE                             the cases that there are
//! qualys-bench run CASE SHAPE FILE REPETITIONS         one case, with the peak memory of the process
//! qualys-bench wall SHAPE FILE ROUNDS CASE...          several in turn, with the least time of each
//! ```

mod ours;
mod shape;

use qualys_bench_case::{Case, Input};
use std::process::ExitCode;
use std::time::{Duration, Instant};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match *arguments.as_slice() {
        ["cases", shape] => cases(shape),
        ["run", case, shape, file, repetitions] => run(case, shape, file, repetitions),
        ["wall", shape, file, rounds, ref cases @ ..] => wall(shape, file, rounds, cases),
        _ => {
            Err("expected: cases SHAPE | run CASE SHAPE FILE REPETITIONS | wall SHAPE FILE ROUNDS CASE..."
                .into())
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn cases(shape: &str) -> Result<(), String> {
    for case in shape::cases(shape)? {
        println!("{}", case.name);
    }
    Ok(())
}

/// The case, its records, the seconds that it took, and the most memory that the process had, in KiB.
fn run(case: &str, shape: &str, file: &str, repetitions: &str) -> Result<(), String> {
    let case = find(case, shape)?;
    let repetitions = number(repetitions)?;
    let input = Input::open(file, &case)?;
    let start = Instant::now();
    let records = (case.run)(&input, repetitions)?;
    let took = start.elapsed();
    println!("{}\t{records}\t{}\t{}", case.name, took.as_secs_f64(), peak());
    Ok(())
}

/// All cases in turn, round by round, so that what else the machine does hits all of them.
fn wall(shape: &str, file: &str, rounds: &str, cases: &[&str]) -> Result<(), String> {
    let rounds = number(rounds)?;
    let cases = cases.iter().map(|case| find(case, shape)).collect::<Result<Vec<_>, _>>()?;
    let inputs = cases.iter().map(|case| Input::open(file, case)).collect::<Result<Vec<_>, _>>()?;
    let mut least = vec![(Duration::MAX, 0); cases.len()];
    for _ in 0..rounds {
        for ((case, input), least) in cases.iter().zip(&inputs).zip(&mut least) {
            let start = Instant::now();
            let records = (case.run)(input, 1)?;
            *least = (least.0.min(start.elapsed()), records);
        }
    }
    for (case, (took, records)) in cases.iter().zip(least) {
        println!("{}\t{records}\t{}\t{}", case.name, took.as_secs_f64(), peak());
    }
    Ok(())
}

fn find(name: &str, shape: &str) -> Result<Case, String> {
    let mut cases = shape::cases(shape)?.into_iter();
    cases.find(|case| case.name == name).ok_or_else(|| format!("{shape} has no case `{name}`"))
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|error| format!("`{text}` is no number: {error}"))
}

/// The most memory that the process had, in KiB; 0 where the system does not say.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}
